//! Devices: found, registered, changed, removed.

use openrooms_core::device::{Device, DeviceView};
use openrooms_core::device_change::{Clash, Controlled, DeviceSurroundings, DeviceWish, Place};
use openrooms_core::id::{DeviceUnionId, RoomId};
use openrooms_core::room_change::Put;

use super::Writing;
use super::templates::PlaceKind;
use crate::db::args;
use crate::devices::{DeviceKey, device_sql, view_with_groups};
use crate::error::StoreError;
use crate::row;

impl Writing {
    /// A device as it is kept.
    pub async fn device(&mut self, id: &DeviceUnionId) -> Result<Option<DeviceView>, StoreError> {
        self.device_by(&DeviceKey::UnionId(id.clone())).await
    }

    async fn device_by(&mut self, key: &DeviceKey) -> Result<Option<DeviceView>, StoreError> {
        let sql = device_sql(self.tx.db(), key);
        let rows = self.tx.rows(&sql, &args![self.corp.as_str(), key.text()]).await?;
        rows.first().map(view_with_groups).transpose()
    }

    /// What a wish for a device meets. `id` is that of a new one.
    pub async fn around_device(
        &mut self,
        wish: &DeviceWish,
        union_id: &DeviceUnionId,
        id: Option<&str>,
    ) -> Result<DeviceSurroundings, StoreError> {
        let place = match &wish.room {
            Some(Put::Value(room)) => {
                let found = self.room(room).await?;
                found.map_or(Place::Unknown, |found| Place::Room(room.clone(), found.groups))
            }
            Some(Put::Nothing) | None => Place::Unasked,
        };
        let controlled = match &wish.controls {
            Some(Put::Value(other)) => match self.device(other).await? {
                Some(view) => Controlled::There(Box::new(view)),
                None => Controlled::Unknown,
            },
            Some(Put::Nothing) | None => Controlled::Unasked,
        };
        let mut has_other = async |key: DeviceKey| {
            let sql = format!(
                "SELECT ordinal FROM devices WHERE corp_id = $1 AND {} = $2 \
                 AND device_union_id <> $3 LIMIT 1",
                key.column()
            );
            let args = args![self.corp.as_str(), key.text(), union_id.as_str()];
            Ok::<_, StoreError>(!self.tx.rows(&sql, &args).await?.is_empty())
        };
        let mut clash = None;
        if let Some(id) = id
            && has_other(DeviceKey::Id(id.to_owned())).await?
        {
            clash = Some(Clash::Id);
        }
        if let (None, Some(Put::Value(code))) = (clash, &wish.share_code)
            && has_other(DeviceKey::ShareCode(code.clone())).await?
        {
            clash = Some(Clash::ShareCode);
        }
        if clash.is_none() && wish.controls == Some(Put::Value(union_id.clone())) {
            clash = Some(Clash::Controlled);
        }
        if id.is_some() && self.device(union_id).await?.is_some() {
            clash = Some(Clash::UnionId);
        }
        Ok(DeviceSurroundings { place, controlled, clash })
    }

    /// Registers a device. It is the newest: lists show it last.
    pub async fn insert_device(&mut self, device: &Device) -> Result<(), StoreError> {
        let corp = self.corp.as_str();
        let sql = "UPDATE organisations SET device_ordinals = device_ordinals + 1 \
                   WHERE corp_id = $1 RETURNING device_ordinals";
        let rows = self.tx.rows(sql, &args![corp]).await?;
        let ordinal = rows.first().map(|row| row.int("device_ordinals")).transpose()?;
        let mut values = row::device_values(corp, device);
        values.push(ordinal.into());
        let insert = format!("INSERT INTO devices ({}, ordinal)", row::DEVICE_COLUMNS);
        self.tx.insert_rows(&insert, &[values]).await
    }

    /// Writes a device anew that is there. Its place in lists stays.
    pub async fn update_device(&mut self, device: &Device) -> Result<(), StoreError> {
        let values = row::device_values(self.corp.as_str(), device);
        let columns = row::DEVICE_COLUMNS.split(',').map(str::trim);
        // The first two are the key.
        let set = columns.enumerate().skip(2).map(|(at, column)| format!("{column} = ${}", at + 1));
        let set = set.collect::<Vec<_>>().join(", ");
        let sql = format!("UPDATE devices SET {set} WHERE corp_id = $1 AND device_union_id = $2");
        self.tx.execute(&sql, &values).await?;
        Ok(())
    }

    /// Removes a device. Those that controlled it control none after, and no template names it.
    pub async fn delete_device(&mut self, id: &DeviceUnionId) -> Result<(), StoreError> {
        let args = args![self.corp.as_str(), id.as_str()];
        let sql = "UPDATE devices SET controls = NULL WHERE corp_id = $1 AND controls = $2";
        self.tx.execute(sql, &args).await?;
        self.leave_templates(PlaceKind::Device, id.as_str()).await?;
        let sql = "DELETE FROM devices WHERE corp_id = $1 AND device_union_id = $2";
        self.tx.execute(sql, &args).await?;
        Ok(())
    }

    /// The devices that stand in a room.
    pub async fn devices_in(&mut self, room: &RoomId) -> Result<Vec<DeviceUnionId>, StoreError> {
        let sql = "SELECT device_union_id FROM devices WHERE corp_id = $1 AND room_id = $2 \
                   ORDER BY ordinal";
        let rows = self.tx.rows(sql, &args![self.corp.as_str(), room.as_str()]).await?;
        rows.iter().map(|row| row.text("device_union_id").map(DeviceUnionId::new)).collect()
    }
}
