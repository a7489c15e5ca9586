//! Control panels of rooms, and commands to their devices.

use openrooms_core::id::{DeviceUnionId, RoomId};
use openrooms_core::panel::{Command, Panel, Stage, Waiting};
use openrooms_core::time::EpochMillis;

use super::Writing;
use crate::db::{args, values};
use crate::error::StoreError;
use crate::panels;
use crate::row;

impl Writing {
    /// The panel of a room.
    pub async fn panel(&mut self, room: &RoomId) -> Result<Option<Panel>, StoreError> {
        Ok(self.tx.panels(self.corp.as_str(), Some(room.as_str())).await?.pop())
    }

    /// Gives a room its panel, in place of the one that it had.
    pub async fn put_panel(&mut self, panel: &Panel) -> Result<(), StoreError> {
        self.delete_panel(&panel.room).await?;
        let rows = [panels::values(self.corp.as_str(), panel)];
        self.tx.insert_rows(panels::INSERT, &rows).await
    }

    /// Takes the panel from a room.
    pub async fn delete_panel(&mut self, room: &RoomId) -> Result<(), StoreError> {
        let sql = "DELETE FROM panels WHERE corp_id = $1 AND room_id = $2";
        self.tx.execute(sql, &args![self.corp.as_str(), room.as_str()]).await?;
        Ok(())
    }

    /// The registered devices that stand in a room or are `listed` with it, and how many commands
    /// wait for each.
    pub async fn devices_to_command(
        &mut self,
        room: &RoomId,
        listed: &[DeviceUnionId],
        now: EpochMillis,
    ) -> Result<Waiting, StoreError> {
        let listed: Vec<_> = listed.iter().map(DeviceUnionId::as_str).collect();
        let sql = "SELECT v.device_union_id, v.room_id, (SELECT CAST(count(*) AS BIGINT) \
                     FROM deliveries d JOIN commands c \
                       ON c.corp_id = d.corp_id AND c.command_id = d.command_id \
                     WHERE d.corp_id = v.corp_id AND d.device_union_id = v.device_union_id \
                       AND d.stage = 'waiting' AND c.expires_at > $3) AS waiting \
                   FROM devices v WHERE v.corp_id = $1 AND (v.room_id = $2 ";
        let marks: Vec<_> = (4..listed.len() + 4).map(|at| format!("${at}")).collect();
        let more = if marks.is_empty() {
            String::new()
        } else {
            format!("OR v.device_union_id IN ({})", marks.join(", "))
        };
        let sql = format!("{sql}{more}) ORDER BY v.ordinal");
        let mut args = args![self.corp.as_str(), room.as_str(), now.0].to_vec();
        args.extend(listed.iter().map(|id| (*id).into()));
        let rows = self.tx.rows(&sql, &args).await?;
        let each = rows
            .iter()
            .map(|row| Ok((DeviceUnionId::new(row.text("device_union_id")?), row.int("waiting")?)));
        each.collect()
    }

    /// Stores a command for devices; gives its number.
    pub async fn insert_command(
        &mut self,
        command: Command,
        devices: &[DeviceUnionId],
    ) -> Result<Command, StoreError> {
        let corp = self.corp.as_str();
        let sql = "UPDATE organisations SET command_ids = command_ids + 1 WHERE corp_id = $1 \
                   RETURNING command_ids";
        let rows = self.tx.rows(sql, &args![corp]).await?;
        let id = rows.first().map_or(Ok(1), |row| row.int("command_ids"))?;
        let insert = "INSERT INTO commands (corp_id, command_id, room_id, body, sender, sent_at, \
                      expires_at)";
        let Command { room, body, sender, sent_at, expires_at, .. } = &command;
        let rows =
            [values![corp, id, room.as_str(), body, sender.as_str(), sent_at.0, expires_at.0]];
        self.tx.insert_rows(insert, &rows).await?;
        let waiting = Stage::Waiting.word();
        let rows: Vec<_> = devices
            .iter()
            .map(|device| values![corp, device.as_str(), id, waiting, sent_at.0])
            .collect();
        let insert = "INSERT INTO deliveries (corp_id, device_union_id, command_id, stage, since)";
        self.tx.insert_rows(insert, &rows).await?;
        Ok(Command { id, ..command })
    }

    /// How far a command is on a device; `None` where it was not sent to it.
    pub async fn stage(
        &mut self,
        device: &DeviceUnionId,
        command: i64,
    ) -> Result<Option<Stage>, StoreError> {
        let sql = "SELECT stage FROM deliveries \
                   WHERE corp_id = $1 AND device_union_id = $2 AND command_id = $3";
        let args = args![self.corp.as_str(), device.as_str(), command];
        let rows = self.tx.rows(sql, &args).await?;
        let Some(found) = rows.first() else {
            return Ok(None);
        };
        let word = found.text("stage")?;
        let id = command.to_string();
        let stage = Stage::parse(&word).ok_or(());
        stage.map(Some).map_err(row::corrupt("deliveries", "stage", &id))
    }

    /// Notes what became of a command on a device.
    pub async fn set_stage(
        &mut self,
        device: &DeviceUnionId,
        command: i64,
        stage: Stage,
        said: Option<&str>,
        now: EpochMillis,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE deliveries SET stage = $4, said = $5, since = $6 \
                   WHERE corp_id = $1 AND device_union_id = $2 AND command_id = $3";
        let corp = self.corp.as_str();
        let args = args![corp, device.as_str(), command, stage.word(), said, now.0];
        self.tx.execute(sql, &args).await?;
        Ok(())
    }
}
