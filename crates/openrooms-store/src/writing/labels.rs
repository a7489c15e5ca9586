//! Labels of the organisation: found, made, renamed, removed.

use openrooms_core::id::RoomId;
use openrooms_core::room::{FreeLabel, Label};

use super::Writing;
use crate::db::args;
use crate::error::StoreError;
use crate::{labels, row};

impl Writing {
    /// The labels of its own, in the order of their ids.
    pub async fn labels(&mut self) -> Result<Vec<FreeLabel>, StoreError> {
        self.tx.labels(self.corp.as_str()).await
    }

    /// Takes the next id for a label: one that none has, that no room names, and that was not taken
    /// before.
    pub async fn next_label_id(&mut self) -> Result<i64, StoreError> {
        let sql = "SELECT label_ids FROM organisations WHERE corp_id = $1";
        let last = self.tx.rows(sql, &args![self.corp.as_str()]).await?;
        let last = last.first().map_or(Ok(0), |row| row.int("label_ids"))?;
        let taken: Vec<_> = self.labels().await?.into_iter().map(|label| label.id).collect();
        let mut next = last + 1;
        while taken.contains(&next) || !self.rooms_with_label(next).await?.is_empty() {
            next += 1;
        }
        let sql = "UPDATE organisations SET label_ids = $2 WHERE corp_id = $1";
        self.tx.execute(sql, &args![self.corp.as_str(), next]).await?;
        Ok(next)
    }

    /// The rooms that have a label.
    pub async fn rooms_with_label(&mut self, id: i64) -> Result<Vec<RoomId>, StoreError> {
        let found = self.labelled(id).await?;
        Ok(found.into_iter().map(|(room, _)| room).collect())
    }

    /// The rooms that have a label, each with all of its own as they are kept.
    async fn labelled(&mut self, id: i64) -> Result<Vec<(RoomId, String)>, StoreError> {
        let may_have = labels::may_have(self.tx.db(), "$2");
        let sql =
            format!("SELECT r.room_id, r.labels FROM rooms r WHERE r.corp_id = $1 AND {may_have}");
        let mut found = Vec::new();
        for row in &self.tx.rows(&sql, &args![self.corp.as_str(), id.to_string()]).await? {
            let (room, kept) = (RoomId::new(row.text("room_id")?), row.text("labels")?);
            if row::labels(&kept, room.as_str())?.iter().any(|label| label.id == id) {
                found.push((room, kept));
            }
        }
        Ok(found)
    }

    /// Makes a label.
    pub async fn insert_label(&mut self, label: &FreeLabel) -> Result<(), StoreError> {
        let row = labels::values_of(self.corp.as_str(), label);
        self.tx.insert_rows(labels::INSERT, &[row]).await
    }

    /// Renames a label.
    pub async fn rename_label(&mut self, id: i64, name: &str) -> Result<(), StoreError> {
        let sql = "UPDATE labels SET name = $3 WHERE corp_id = $1 AND label_id = $2";
        self.tx.execute(sql, &args![self.corp.as_str(), id, name]).await?;
        Ok(())
    }

    /// Removes a label, also from the rooms that had it, which it names.
    pub async fn delete_label(&mut self, id: i64) -> Result<Vec<RoomId>, StoreError> {
        let had = self.labelled(id).await?;
        // Many rooms have the same labels: a statement for each kind.
        let mut kinds: Vec<_> = had.iter().map(|(room, kept)| (kept, room)).collect();
        kinds.sort_by_key(|(kept, _)| *kept);
        kinds.dedup_by_key(|(kept, _)| *kept);
        for (kept, room) in kinds {
            let mut left: Vec<Label> = row::labels(kept, room.as_str())?;
            left.retain(|label| label.id != id);
            let sql = "UPDATE rooms SET labels = $3 WHERE corp_id = $1 AND labels = $2";
            let args = args![self.corp.as_str(), kept, row::labels_text(&left)];
            self.tx.execute(sql, &args).await?;
        }
        let sql = "DELETE FROM labels WHERE corp_id = $1 AND label_id = $2";
        self.tx.execute(sql, &args![self.corp.as_str(), id]).await?;
        let mut rooms: Vec<_> = had.into_iter().map(|(room, _)| room).collect();
        rooms.sort();
        Ok(rooms)
    }
}
