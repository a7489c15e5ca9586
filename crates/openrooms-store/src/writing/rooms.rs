//! Rooms: found, made, changed, removed.

use openrooms_core::id::RoomId;
use openrooms_core::room::Room;
use openrooms_core::room_change::{Licence, Placed};

use super::Writing;
use super::templates::PlaceKind;
use crate::db::args;
use crate::error::StoreError;
use crate::row;

impl Writing {
    /// A room as it is kept, names of members included only where they were given with it.
    pub async fn room(&mut self, id: &RoomId) -> Result<Option<Placed>, StoreError> {
        let sql = format!(
            "SELECT {}, {} AS members FROM rooms r WHERE r.corp_id = $1 AND r.room_id = $2",
            row::ROOM_COLUMNS,
            row::members_sql(self.tx.db()),
        );
        let rows = self.tx.rows(&sql, &args![self.corp.as_str(), id.as_str()]).await?;
        let Some(room) = rows.first().map(row::room_with_members).transpose()? else {
            return Ok(None);
        };
        let groups = match room.group {
            // A group that an import named and nothing made counts as itself.
            Some(group) => self.groups_above(group).await?.unwrap_or_else(|| vec![group]),
            None => Vec::new(),
        };
        Ok(Some(Placed { room, groups }))
    }

    /// Whether a room of the organisation, other than `but`, has this very name.
    pub async fn has_room_named(
        &mut self,
        name: &str,
        but: Option<&RoomId>,
    ) -> Result<bool, StoreError> {
        // The index holds the beginnings of names: an imported one may be of any length.
        let sql = "SELECT room_id FROM rooms WHERE corp_id = $1 \
                   AND substr(name, 1, 100) = substr($2, 1, 100) AND name = $2 \
                   AND (room_id <> $3 OR $3 IS NULL) LIMIT 1";
        let args = args![self.corp.as_str(), name, but.map(RoomId::as_str)];
        Ok(!self.tx.rows(sql, &args).await?.is_empty())
    }

    /// How many rooms there are and may be. Counted only where there is a limit.
    pub async fn licence(&mut self) -> Result<Licence, StoreError> {
        let sql = "SELECT o.room_limit, CASE WHEN o.room_limit > 0 THEN \
                     (SELECT CAST(count(*) AS BIGINT) FROM rooms r WHERE r.corp_id = o.corp_id) \
                   ELSE 0 END AS rooms FROM organisations o WHERE o.corp_id = $1";
        let rows = self.tx.rows(sql, &args![self.corp.as_str()]).await?;
        let Some(found) = rows.first() else {
            return Ok(Licence { rooms: 0, limit: None });
        };
        Ok(Licence { rooms: found.int("rooms")?, limit: found.get("room_limit")? })
    }

    /// Makes a room. It is the newest: lists show it last.
    pub async fn insert_room(&mut self, room: &Room) -> Result<(), StoreError> {
        let corp = self.corp.as_str();
        let sql = "UPDATE organisations SET room_ordinals = room_ordinals + 1 WHERE corp_id = $1 \
                   RETURNING room_ordinals";
        let rows = self.tx.rows(sql, &args![corp]).await?;
        let ordinal = rows.first().map(|row| row.int("room_ordinals")).transpose()?;
        let mut values = row::room_values(corp, room);
        values.push(ordinal.into());
        let insert = format!("INSERT INTO rooms ({}, ordinal)", row::ROOM_COLUMNS);
        self.tx.insert_rows(&insert, &[values]).await?;
        self.insert_members(room, ordinal).await
    }

    /// Writes a room anew that is there. Its place in lists stays.
    pub async fn update_room(&mut self, room: &Room) -> Result<(), StoreError> {
        let values = row::room_values(self.corp.as_str(), room);
        let columns = row::ROOM_COLUMNS.split(',').map(str::trim);
        // The first two are the key.
        let set = columns.enumerate().skip(2).map(|(at, column)| format!("{column} = ${}", at + 1));
        let set = set.collect::<Vec<_>>().join(", ");
        let sql =
            format!("UPDATE rooms SET {set} WHERE corp_id = $1 AND room_id = $2 RETURNING ordinal");
        let rows = self.tx.rows(&sql, &values).await?;
        let ordinal = rows.first().map(|row| row.int("ordinal")).transpose()?;
        self.delete_members(&room.id).await?;
        self.insert_members(room, ordinal).await
    }

    /// Removes a room, whom it names and who has rights on it. Devices that stood in it stand in none
    /// after.
    pub async fn delete_room(&mut self, id: &RoomId) -> Result<(), StoreError> {
        let args = args![self.corp.as_str(), id.as_str()];
        let sql = "UPDATE devices SET room_id = NULL WHERE corp_id = $1 AND room_id = $2";
        self.tx.execute(sql, &args).await?;
        self.leave_templates(PlaceKind::Room, id.as_str()).await?;
        self.delete_panel(id).await?;
        for table in
            ["room_members", "room_administrators", "room_super_users", "room_problems", "rooms"]
        {
            let sql = format!("DELETE FROM {table} WHERE corp_id = $1 AND room_id = $2");
            self.tx.execute(&sql, &args).await?;
        }
        Ok(())
    }

    async fn insert_members(
        &mut self,
        room: &Room,
        ordinal: Option<i64>,
    ) -> Result<(), StoreError> {
        let rows = row::member_values(self.corp.as_str(), room, ordinal);
        self.tx.insert_rows(row::INSERT_MEMBERS, &rows).await
    }

    async fn delete_members(&mut self, room: &RoomId) -> Result<(), StoreError> {
        let sql = "DELETE FROM room_members WHERE corp_id = $1 AND room_id = $2";
        self.tx.execute(sql, &args![self.corp.as_str(), room.as_str()]).await?;
        Ok(())
    }
}
