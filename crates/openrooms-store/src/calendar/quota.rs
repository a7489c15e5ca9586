//! What a person has booked, as the quotas of many rooms count it: one statement for all of them.

use openrooms_core::id::{CorpId, GroupId, RoomId, UnionId};
use openrooms_core::slot::Slot;
use openrooms_core::time::EpochMillis;

use super::row::{HOLDS, slot_of};
use crate::db::args;
use crate::error::StoreError;
use crate::open::Store;

/// A time that somebody has a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookedSlot {
    /// The room.
    pub room: RoomId,
    /// Its group; `None` where it lies in none, or is gone.
    pub group: Option<GroupId>,
    /// When.
    pub slot: Slot,
}

impl Store {
    /// What a person has booked that ends after `since`, in the order of time.
    pub async fn booked_by(
        &self,
        corp: &CorpId,
        person: &UnionId,
        since: EpochMillis,
    ) -> Result<Vec<BookedSlot>, StoreError> {
        let sql = format!(
            "SELECT b.room_id AS room_id, r.group_id AS group_id, b.starts_at AS starts_at, \
               b.ends_at AS ends_at FROM bookings b \
             LEFT JOIN rooms r ON r.corp_id = b.corp_id AND r.room_id = b.room_id \
             WHERE b.corp_id = $1 AND b.booked_by = $2 AND b.{HOLDS} AND b.ends_at > $3 \
             ORDER BY b.starts_at"
        );
        let rows = self.db.rows(&sql, &args![corp.as_str(), person.as_str(), since.0]).await?;
        let each = rows.iter().map(|row| {
            Ok(BookedSlot {
                room: RoomId::new(row.text("room_id")?),
                group: row.get::<Option<i64>>("group_id")?.map(GroupId),
                slot: slot_of(row, "bookings")?,
            })
        });
        each.collect()
    }
}
