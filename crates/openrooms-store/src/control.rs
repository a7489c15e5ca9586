//! Commands to devices, as devices and those who sent them read them; and the connections of
//! devices.

use std::collections::HashMap;

use openrooms_core::id::{CorpId, DeviceUnionId, GroupId, RoomId, UnionId};
use openrooms_core::panel::{Command, Outcome, Stage};
use openrooms_core::time::EpochMillis;

use crate::db::{Row, args};
use crate::error::StoreError;
use crate::feed::Change;
use crate::open::Store;
use crate::row;
use crate::secret::TokenHash;

/// How long commands are kept.
const KEPT_SECONDS: i64 = 30 * 24 * 3600;

/// A device as its token finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceOfToken {
    /// The organisation.
    pub corp: CorpId,
    /// Its union id.
    pub union_id: DeviceUnionId,
    /// The room it stands in.
    pub room: Option<RoomId>,
    /// The group whose rooms it shows where it stands in none.
    pub group: Option<GroupId>,
}

/// What counts for a connected device now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkState {
    /// Whether its token still is its own.
    pub is_authorised: bool,
    /// Whether its connection is the newest.
    pub is_newest: bool,
    /// Commands that wait, in their order.
    pub waiting: Vec<Command>,
}

fn command(row: &Row) -> Result<Command, StoreError> {
    Ok(Command {
        id: row.int("command_id")?,
        room: RoomId::new(row.text("room_id")?),
        body: row.text("body")?,
        sender: UnionId::new(row.text("sender")?),
        sent_at: EpochMillis(row.int("sent_at")?),
        expires_at: EpochMillis(row.int("expires_at")?),
    })
}

impl Store {
    /// The device of a token. A hash that documents gave to several is nobody's.
    pub async fn device_of_token(
        &self,
        token: &TokenHash,
    ) -> Result<Option<DeviceOfToken>, StoreError> {
        let sql = "SELECT v.corp_id, v.device_union_id, v.room_id, v.shown_group FROM devices v \
                   JOIN organisations o ON o.corp_id = v.corp_id WHERE v.token_hash = $1 LIMIT 2";
        let rows = self.db.rows(sql, &args![token.as_str()]).await?;
        let [found] = rows.as_slice() else {
            return Ok(None);
        };
        Ok(Some(DeviceOfToken {
            corp: CorpId::new(found.text("corp_id")?),
            union_id: DeviceUnionId::new(found.text("device_union_id")?),
            room: found.get::<Option<String>>("room_id")?.map(RoomId::new),
            group: found.get::<Option<i64>>("shown_group")?.map(GroupId),
        }))
    }

    /// Makes a connection the newest of its device, and tells every node.
    pub async fn link_device(
        &self,
        device: &DeviceOfToken,
        link: &str,
        now: EpochMillis,
    ) -> Result<(), StoreError> {
        let mut tx = self.db.begin().await?;
        let sql = "INSERT INTO device_links (corp_id, device_union_id, link_id, seen_at) \
                   VALUES ($1, $2, $3, $4) ON CONFLICT (corp_id, device_union_id) \
                   DO UPDATE SET link_id = excluded.link_id, seen_at = excluded.seen_at";
        let (corp, id) = (device.corp.as_str(), device.union_id.as_str());
        tx.execute(sql, &args![corp, id, link, now.0]).await?;
        let change = Change::Device(device.corp.clone(), device.union_id.clone());
        tx.publish([change], now).await?;
        tx.commit_upkeep().await
    }

    /// Notes that a connection lives on, or, without a time, that it has ended.
    pub async fn keep_link(
        &self,
        device: &DeviceOfToken,
        link: &str,
        now: Option<EpochMillis>,
    ) -> Result<(), StoreError> {
        let mut tx = self.db.begin().await?;
        let sql = match now {
            Some(_) => {
                "UPDATE device_links SET seen_at = $4 \
                 WHERE corp_id = $1 AND device_union_id = $2 AND link_id = $3"
            }
            None => {
                "DELETE FROM device_links WHERE corp_id = $1 AND device_union_id = $2 \
                 AND link_id = $3 AND (seen_at = $4 OR $4 IS NULL)"
            }
        };
        let (corp, id) = (device.corp.as_str(), device.union_id.as_str());
        tx.execute(sql, &args![corp, id, link, now.map(|now| now.0)]).await?;
        tx.commit_upkeep().await
    }

    /// What counts for a connected device, and up to `most` commands after the one that it was sent
    /// last.
    pub async fn link_state(
        &self,
        device: &DeviceOfToken,
        token: &TokenHash,
        link: &str,
        after: i64,
        most: i64,
        now: EpochMillis,
    ) -> Result<LinkState, StoreError> {
        let (corp, id) = (device.corp.as_str(), device.union_id.as_str());
        let sql = "SELECT v.token_hash, l.link_id FROM devices v \
                   JOIN organisations o ON o.corp_id = v.corp_id \
                   LEFT JOIN device_links l \
                     ON l.corp_id = v.corp_id AND l.device_union_id = v.device_union_id \
                   WHERE v.corp_id = $1 AND v.device_union_id = $2";
        let rows = self.db.rows(sql, &args![corp, id]).await?;
        let (mut is_authorised, mut is_newest) = (false, false);
        if let Some(found) = rows.first() {
            let hash = found.get::<Option<String>>("token_hash")?;
            is_authorised = hash.as_deref() == Some(token.as_str());
            is_newest = found.get::<Option<String>>("link_id")?.as_deref() == Some(link);
        }
        let sql = "SELECT c.* FROM deliveries d JOIN commands c \
                     ON c.corp_id = d.corp_id AND c.command_id = d.command_id \
                   WHERE d.corp_id = $1 AND d.device_union_id = $2 AND d.command_id > $3 \
                     AND d.stage = 'waiting' AND c.expires_at > $4 ORDER BY d.command_id LIMIT $5";
        let rows = self.db.rows(sql, &args![corp, id, after, now.0, most]).await?;
        let waiting = rows.iter().map(command).collect::<Result<_, _>>()?;
        Ok(LinkState { is_authorised, is_newest, waiting })
    }

    /// The newest commands to a room, and what became of each on each device.
    pub async fn commands_to(
        &self,
        corp: &CorpId,
        room: &RoomId,
        most: i64,
    ) -> Result<Vec<(Command, Vec<Outcome>)>, StoreError> {
        let sql = "SELECT * FROM commands WHERE corp_id = $1 AND room_id = $2 \
                   ORDER BY command_id DESC LIMIT $3";
        let rows = self.db.rows(sql, &args![corp.as_str(), room.as_str(), most]).await?;
        let commands = rows.iter().map(command).collect::<Result<Vec<_>, _>>()?;
        let (Some(newest), Some(oldest)) = (commands.first(), commands.last()) else {
            return Ok(Vec::new());
        };
        let sql = "SELECT d.* FROM deliveries d JOIN commands c \
                     ON c.corp_id = d.corp_id AND c.command_id = d.command_id \
                   WHERE d.corp_id = $1 AND c.room_id = $2 AND d.command_id >= $3 \
                     AND d.command_id <= $4";
        let args = args![corp.as_str(), room.as_str(), oldest.id, newest.id];
        let mut outcomes: HashMap<i64, Vec<Outcome>> = HashMap::new();
        for row in &self.db.rows(sql, &args).await? {
            let id = row.int("command_id")?;
            let stage = Stage::parse(&row.text("stage")?).ok_or(());
            outcomes.entry(id).or_default().push(Outcome {
                device: DeviceUnionId::new(row.text("device_union_id")?),
                stage: stage.map_err(row::corrupt("deliveries", "stage", &id.to_string()))?,
                since: EpochMillis(row.int("since")?),
                said: row.get("said")?,
            });
        }
        let each = commands.into_iter().map(|command| {
            let mut of = outcomes.remove(&command.id).unwrap_or_default();
            of.sort_by(|a, b| a.device.cmp(&b.device));
            (command, of)
        });
        Ok(each.collect())
    }

    /// The group of a room and those above; `None` where there is no such room.
    pub async fn groups_of_room(
        &self,
        corp: &CorpId,
        room: &RoomId,
    ) -> Result<Option<Vec<GroupId>>, StoreError> {
        let groups = self.db.json_rows("group_id", "FROM above", "group_id");
        let sql = format!(
            "WITH RECURSIVE above(group_id) AS (
               SELECT group_id FROM rooms
               WHERE corp_id = $1 AND room_id = $2 AND group_id IS NOT NULL
               UNION
               SELECT g.parent_id FROM room_groups g JOIN above a ON g.group_id = a.group_id
               WHERE g.corp_id = $1
             )
             SELECT {groups} AS groups FROM rooms WHERE corp_id = $1 AND room_id = $2"
        );
        let rows = self.db.rows(&sql, &args![corp.as_str(), room.as_str()]).await?;
        let Some(found) = rows.first() else {
            return Ok(None);
        };
        Ok(Some(row::ids(found, "groups")?.into_iter().map(GroupId).collect()))
    }

    /// Forgets commands that are older than anybody asks for.
    pub async fn forget_commands(&self, now: EpochMillis) -> Result<(), StoreError> {
        let mut tx = self.db.begin().await?;
        let then = args![now.plus_seconds(-KEPT_SECONDS).0];
        let sql = "DELETE FROM deliveries WHERE EXISTS (SELECT 1 FROM commands c \
                   WHERE c.corp_id = deliveries.corp_id AND c.command_id = deliveries.command_id \
                     AND c.sent_at < $1)";
        tx.execute(sql, &then).await?;
        tx.execute("DELETE FROM commands WHERE sent_at < $1", &then).await?;
        tx.commit_upkeep().await
    }
}
