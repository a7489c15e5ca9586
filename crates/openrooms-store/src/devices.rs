//! Devices, found by one of their ids or page by page.

use openrooms_core::device::{Device, DeviceView};
use openrooms_core::id::{CorpId, DeviceUnionId, GroupId, RoomId};
use openrooms_core::time::EpochMillis;

use crate::administered::Administered;
use crate::db::{Db, Row, args};
use crate::error::StoreError;
use crate::open::Store;
use crate::row;

/// By what a device is found. Where an import made several alike, the first of them is it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeviceKey {
    /// Its union id.
    UnionId(DeviceUnionId),
    /// Its id.
    Id(String),
    /// Its share code.
    ShareCode(String),
}

impl DeviceKey {
    pub(crate) const fn column(&self) -> &'static str {
        match self {
            Self::UnionId(_) => "device_union_id",
            Self::Id(_) => "device_id",
            Self::ShareCode(_) => "share_code",
        }
    }

    pub(crate) fn text(&self) -> &str {
        match self {
            Self::UnionId(id) => id.as_str(),
            Self::Id(text) | Self::ShareCode(text) => text,
        }
    }
}

/// A device and its place in lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedDevice {
    /// Its place: greater than that of every device made before.
    pub ordinal: i64,
    /// The device. The groups of its room are not there.
    pub view: DeviceView,
}

/// Which devices are listed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DevicesOf {
    /// Only those in this room.
    pub room: Option<RoomId>,
    /// Only those in rooms that somebody administers.
    pub administered: Option<Administered>,
}

/// $1 the organisation, $2 what is looked for.
pub(crate) fn device_sql(db: &Db, key: &DeviceKey) -> String {
    let column = key.column();
    let groups = db.json_rows("group_id", "FROM above", "group_id");
    format!(
        "WITH RECURSIVE found AS (
           SELECT * FROM devices WHERE corp_id = $1 AND {column} = $2 ORDER BY ordinal LIMIT 1
         ), above(group_id) AS (
           SELECT r.group_id FROM found v JOIN rooms r
             ON r.corp_id = v.corp_id AND r.room_id = v.room_id
           WHERE r.group_id IS NOT NULL
           UNION
           SELECT v.shown_group FROM found v WHERE v.room_id IS NULL AND v.shown_group IS NOT NULL
           UNION
           SELECT g.parent_id FROM room_groups g JOIN above a ON g.group_id = a.group_id
           WHERE g.corp_id = $1
         )
         SELECT v.*, r.name AS room_name, l.seen_at, {groups} AS groups
         FROM found v LEFT JOIN rooms r ON r.corp_id = v.corp_id AND r.room_id = v.room_id
         LEFT JOIN device_links l
           ON l.corp_id = v.corp_id AND l.device_union_id = v.device_union_id"
    )
}

pub(crate) fn view(row: &Row, groups: Vec<GroupId>) -> Result<DeviceView, StoreError> {
    let device = row::device(row)?;
    let seen_at = row.get::<Option<i64>>("seen_at")?.map(EpochMillis);
    Ok(DeviceView { device, room_name: row.get("room_name")?, groups, seen_at })
}

pub(crate) fn view_with_groups(row: &Row) -> Result<DeviceView, StoreError> {
    let groups = row::ids(row, "groups")?.into_iter().map(GroupId).collect();
    view(row, groups)
}

impl Store {
    /// A device as a reply shows it.
    pub async fn device(
        &self,
        corp: &CorpId,
        key: &DeviceKey,
    ) -> Result<Option<DeviceView>, StoreError> {
        let sql = device_sql(&self.db, key);
        let rows = self.db.rows(&sql, &args![corp.as_str(), key.text()]).await?;
        rows.first().map(view_with_groups).transpose()
    }

    /// The devices with a share code, and with a serial number where one is given, the first made
    /// first.
    pub async fn devices_showing(
        &self,
        corp: &CorpId,
        share_code: &str,
        serial: Option<&str>,
    ) -> Result<Vec<Device>, StoreError> {
        let sql = "SELECT * FROM devices WHERE corp_id = $1 AND share_code = $2 \
                   AND (serial = $3 OR $3 IS NULL) ORDER BY ordinal LIMIT 10";
        let rows = self.db.rows(sql, &args![corp.as_str(), share_code, serial]).await?;
        rows.iter().map(row::device).collect()
    }

    /// The devices that control another, the first made first.
    pub async fn controllers(
        &self,
        corp: &CorpId,
        of: &DeviceUnionId,
    ) -> Result<Vec<Device>, StoreError> {
        let sql =
            "SELECT * FROM devices WHERE corp_id = $1 AND controls = $2 ORDER BY ordinal LIMIT 100";
        let rows = self.db.rows(sql, &args![corp.as_str(), of.as_str()]).await?;
        rows.iter().map(row::device).collect()
    }

    /// Up to `most` devices after a place in the order of their making.
    pub async fn devices_after(
        &self,
        corp: &CorpId,
        of: &DevicesOf,
        after: i64,
        most: i64,
    ) -> Result<Vec<ListedDevice>, StoreError> {
        let room = of.room.as_ref().map(RoomId::as_str);
        let mut args = args![corp.as_str(), after, room, most].to_vec();
        let theirs = of.administered.as_ref();
        let theirs = theirs.map(|theirs| theirs.condition(&self.db, &mut args));
        let sql = format!(
            "SELECT v.*, r.name AS room_name, l.seen_at FROM devices v \
             LEFT JOIN device_links l \
               ON l.corp_id = v.corp_id AND l.device_union_id = v.device_union_id \
             LEFT JOIN rooms r ON r.corp_id = v.corp_id AND r.room_id = v.room_id \
             WHERE v.corp_id = $1 AND v.ordinal > $2 AND (v.room_id = $3 OR $3 IS NULL) {} \
             ORDER BY v.ordinal LIMIT $4",
            theirs.unwrap_or_default()
        );
        let rows = self.db.rows(&sql, &args).await?;
        let listed = rows.iter().map(|row| {
            Ok(ListedDevice { ordinal: row.int("ordinal")?, view: view(row, Vec::new())? })
        });
        listed.collect()
    }
}
