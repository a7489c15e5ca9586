//! What rooms are booked for, with what each booking was judged by: for those who change the rooms.

use std::collections::HashMap;

use openrooms_core::booking::Repeats;
use openrooms_core::calendar::Booking;
use openrooms_core::calendar::recurrence::Range;
use openrooms_core::id::{CorpId, EventId, RoomId, UnionId};
use openrooms_core::time::EpochMillis;
use serde_json::json;

use super::row::{self, HOLDS};
use crate::db::args;
use crate::error::StoreError;
use crate::open::Store;
use crate::row::corrupt;

/// A booking that holds its room.
#[derive(Debug, Clone, PartialEq)]
pub struct ComingBooking {
    /// The booking.
    pub booking: Booking,
    /// Who booked.
    pub booked_by: UnionId,
    /// In whose calendar the event lies.
    pub organiser: UnionId,
    /// Their name, where the directory knows them.
    pub organiser_name: Option<String>,
    /// Whether the event repeats.
    pub repeats: Repeats,
}

impl Store {
    /// The bookings of some rooms that end after `since`, in the order of time: the first `most`.
    pub async fn coming_bookings(
        &self,
        corp: &CorpId,
        rooms: &[RoomId],
        since: EpochMillis,
        most: i64,
    ) -> Result<Vec<ComingBooking>, StoreError> {
        // A CROSS JOIN for SQLite, which else walks another index.
        let sql = format!(
            "SELECT {}, e.organiser AS organiser, \
               e.recurrence AS recurrence, p.name AS organiser_name \
             FROM {} CROSS JOIN bookings b \
             LEFT JOIN events e ON e.corp_id = b.corp_id AND e.event_id = b.event_id \
             LEFT JOIN people p ON p.corp_id = e.corp_id AND p.union_id = e.organiser \
             WHERE b.corp_id = $1 AND b.room_id = n.value AND b.{HOLDS} AND b.held_until > $3 \
             ORDER BY b.starts_at, b.room_id LIMIT $4",
            row::columns_of("b", row::BOOKING_COLUMNS),
            self.db.values_of("$2"),
        );
        let rooms = json!(rooms.iter().map(RoomId::as_str).collect::<Vec<_>>()).to_string();
        let rows = self.db.rows(&sql, &args![corp.as_str(), rooms, since.0, most]).await?;
        let each = rows.iter().map(|row| {
            let booking = row::booking(row)?;
            let range = row.get::<Option<String>>("recurrence")?.map(|text| {
                let range = row::range_from_json(&text);
                range.ok_or_else(|| corrupt("events", "recurrence", booking.event.as_str())(()))
            });
            let organiser = row.get::<Option<String>>("organiser")?.unwrap_or_default();
            Ok(ComingBooking {
                booked_by: UnionId::new(row.text("booked_by")?),
                organiser: UnionId::new(organiser),
                organiser_name: row.get("organiser_name")?,
                repeats: match range.transpose()? {
                    None => Repeats::Once,
                    Some(Range::NoEnd) => Repeats::WithoutEnd,
                    Some(Range::Until(_) | Range::Count(_)) => Repeats::WithEnd,
                },
                booking,
            })
        });
        each.collect()
    }

    /// How many people come to some events, their organisers included.
    pub async fn attendance(
        &self,
        corp: &CorpId,
        events: &[EventId],
    ) -> Result<HashMap<EventId, usize>, StoreError> {
        let sql = format!(
            "SELECT a.event_id AS event_id, CAST(count(*) AS BIGINT) AS people FROM attendees a \
             WHERE a.corp_id = $1 AND a.event_id IN (SELECT n.value FROM {}) AND NOT a.is_removed \
             GROUP BY a.event_id",
            self.db.values_of("$2"),
        );
        let events = json!(events.iter().map(EventId::as_str).collect::<Vec<_>>()).to_string();
        let rows = self.db.rows(&sql, &args![corp.as_str(), events]).await?;
        let each = rows.iter().map(|row| {
            let people = usize::try_from(row.int("people")?).unwrap_or_default();
            Ok((EventId::new(row.text("event_id")?), people))
        });
        each.collect()
    }
}
