//! Groups of rooms: found, made, renamed, removed.

use std::collections::HashSet;

use openrooms_core::id::{GroupId, RoomId, UnionId};
use openrooms_core::room::Group;

use super::Writing;
use super::templates::PlaceKind;
use crate::db::{args, values};
use crate::error::StoreError;
use crate::{house_row, row};

impl Writing {
    /// A group, and who administers it.
    pub async fn group(&mut self, id: GroupId) -> Result<Option<Group>, StoreError> {
        let key = args![self.corp.as_str(), id.0];
        let sql = "SELECT name, parent_id, policy FROM room_groups \
                   WHERE corp_id = $1 AND group_id = $2";
        let rows = self.tx.rows(sql, &key).await?;
        let Some(found) = rows.first() else {
            return Ok(None);
        };
        let sql = "SELECT union_id FROM group_administrators \
                   WHERE corp_id = $1 AND group_id = $2 ORDER BY position";
        let administrators = self.tx.rows(sql, &key).await?;
        let administrators = administrators.iter().map(|row| row.text("union_id"));
        Ok(Some(Group {
            id,
            name: found.text("name")?,
            parent: GroupId(found.int("parent_id")?),
            administrators: administrators
                .map(|id| id.map(UnionId::new))
                .collect::<Result<_, _>>()?,
            policy: row::group_policy(found, id.0)?,
        }))
    }

    /// How many groups there are.
    pub async fn groups(&mut self) -> Result<usize, StoreError> {
        let sql = "SELECT CAST(count(*) AS BIGINT) AS groups FROM room_groups WHERE corp_id = $1";
        self.count(sql, &args![self.corp.as_str()]).await
    }

    /// How many groups are directly below one.
    pub async fn groups_below(&mut self, id: GroupId) -> Result<usize, StoreError> {
        let sql = "SELECT CAST(count(*) AS BIGINT) AS groups FROM room_groups \
                   WHERE corp_id = $1 AND parent_id = $2";
        self.count(sql, &args![self.corp.as_str(), id.0]).await
    }

    async fn count(&mut self, sql: &str, args: &[crate::db::Value]) -> Result<usize, StoreError> {
        let rows = self.tx.rows(sql, args).await?;
        let count = rows.first().map_or(Ok(0), |row| row.int("groups"))?;
        Ok(usize::try_from(count).unwrap_or(usize::MAX))
    }

    /// Takes the next id for a group: one that none has, that no room names, and that was not taken
    /// before.
    pub async fn next_group_id(&mut self) -> Result<GroupId, StoreError> {
        let corp = args![self.corp.as_str()];
        let sql = "SELECT group_ids FROM organisations WHERE corp_id = $1";
        let last = self.tx.rows(sql, &corp).await?;
        let last = last.first().map_or(Ok(0), |row| row.int("group_ids"))?;
        let sql = "SELECT group_id FROM room_groups WHERE corp_id = $1";
        let taken = self.tx.rows(sql, &corp).await?;
        let taken = taken.iter().map(|row| row.int("group_id"));
        let taken = taken.collect::<Result<HashSet<_>, _>>()?;
        let mut next = last + 1;
        while taken.contains(&next) || self.is_named_by_a_room(next).await? {
            next += 1;
        }
        let sql = "UPDATE organisations SET group_ids = $2 WHERE corp_id = $1";
        self.tx.execute(sql, &args![self.corp.as_str(), next]).await?;
        Ok(GroupId(next))
    }

    async fn is_named_by_a_room(&mut self, group: i64) -> Result<bool, StoreError> {
        let sql = "SELECT room_id FROM rooms WHERE corp_id = $1 AND group_id = $2 LIMIT 1";
        Ok(!self.tx.rows(sql, &args![self.corp.as_str(), group]).await?.is_empty())
    }

    /// Makes a group, and names who administers it.
    pub async fn insert_group(&mut self, group: &Group) -> Result<(), StoreError> {
        let row = row::group_values(self.corp.as_str(), group);
        self.tx.insert_rows(row::INSERT_GROUP, &[row]).await?;
        self.insert_group_administrators(group.id, &group.administrators).await
    }

    /// Writes a group's name and policy anew. Its place and its administrators stay.
    pub async fn update_group(&mut self, group: &Group) -> Result<(), StoreError> {
        let sql = "UPDATE room_groups SET name = $3, policy = $4 \
                   WHERE corp_id = $1 AND group_id = $2";
        let policy = group.policy.as_ref().map(house_row::policy_to_json);
        let args = args![self.corp.as_str(), group.id.0, &group.name, policy];
        self.tx.execute(sql, &args).await?;
        Ok(())
    }

    /// Names who administers a group, in the place of those who did.
    pub async fn set_group_administrators(
        &mut self,
        id: GroupId,
        administrators: &[UnionId],
    ) -> Result<(), StoreError> {
        let sql = "DELETE FROM group_administrators WHERE corp_id = $1 AND group_id = $2";
        self.tx.execute(sql, &args![self.corp.as_str(), id.0]).await?;
        self.insert_group_administrators(id, administrators).await
    }

    async fn insert_group_administrators(
        &mut self,
        id: GroupId,
        administrators: &[UnionId],
    ) -> Result<(), StoreError> {
        let corp = self.corp.as_str();
        let insert = "INSERT INTO group_administrators (corp_id, group_id, position, union_id)";
        let rows = (0_i64..).zip(administrators);
        let rows: Vec<_> =
            rows.map(|(at, person)| values![corp, id.0, at, person.as_str()]).collect();
        self.tx.insert_rows(insert, &rows).await
    }

    /// Removes a group, also from where screen templates are shown. Its rooms move to the group above,
    /// or to none where there is none above; names them.
    pub async fn delete_group(&mut self, group: &Group) -> Result<Vec<RoomId>, StoreError> {
        let corp = self.corp.as_str();
        // A parent that an import named and that is not there is none.
        let sql = "UPDATE rooms SET group_id = (SELECT g.group_id FROM room_groups g \
                     WHERE g.corp_id = rooms.corp_id AND g.group_id = $3) \
                   WHERE corp_id = $1 AND group_id = $2 RETURNING room_id";
        let moved = self.tx.rows(sql, &args![corp, group.id.0, group.parent.0]).await?;
        let moved = moved.iter().map(|row| row.text("room_id").map(RoomId::new));
        let mut moved = moved.collect::<Result<Vec<_>, _>>()?;
        moved.sort();
        self.leave_templates(PlaceKind::Group, &group.id.to_string()).await?;
        let corp = self.corp.as_str();
        for table in ["group_administrators", "floor_plans", "room_groups"] {
            let sql = format!("DELETE FROM {table} WHERE corp_id = $1 AND group_id = $2");
            self.tx.execute(&sql, &args![corp, group.id.0]).await?;
        }
        Ok(moved)
    }
}
