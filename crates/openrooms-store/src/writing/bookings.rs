//! Rooms that occurrences hold: found, booked, moved, decided, given back.
//!
//! Whoever writes here has loaded what holds the rooms, by [`Writing::held_in`], and core has judged
//! it. The database looks once more: [`StoreError::Overlap`] says that it was judged wrongly.

use openrooms_core::calendar::Booking;
use openrooms_core::id::{EventId, RoomId, UnionId};
use openrooms_core::slot::Slot;
use openrooms_core::time::EpochMillis;

use super::Writing;
use super::calendar::anew;
use crate::calendar::{self, Held};
use crate::db::args;
use crate::error::StoreError;

impl Writing {
    /// The rooms of an event's occurrences, but those given back.
    pub async fn bookings(&mut self, event: &EventId) -> Result<Vec<Booking>, StoreError> {
        calendar::bookings(&mut self.tx, self.corp.as_str(), event).await
    }

    /// What holds some rooms in a span of time, in the order of time.
    pub async fn held_in(&mut self, rooms: &[RoomId], span: Slot) -> Result<Vec<Held>, StoreError> {
        calendar::held_in(&mut self.tx, self.corp.as_str(), rooms, span).await
    }

    /// Writes bookings as they are to be, new ones by `by`. What they held before is free in the
    /// same moment, so that those of one event may change places.
    pub async fn put_bookings(
        &mut self,
        bookings: &[Booking],
        by: &UnionId,
        now: EpochMillis,
    ) -> Result<(), StoreError> {
        let corp = self.corp.clone();
        let corp = corp.as_str();
        // Sorted, as the guard of PostgreSQL wants them: who inserts in another order may wait in a
        // circle.
        let mut bookings: Vec<_> = bookings.iter().collect();
        bookings.sort_by(|a, b| (&a.room, a.held).cmp(&(&b.room, b.held)));
        let mut events: Vec<_> = bookings.iter().map(|booking| &booking.event).collect();
        events.sort();
        events.dedup();
        if bookings.len() > 1 {
            for event in events {
                self.free(&bookings, event).await?;
            }
        }
        let rows = bookings.iter().map(|each| calendar::booking_values(corp, each, by, now));
        let insert = format!("INSERT INTO bookings ({})", calendar::BOOKING_COLUMNS);
        // Who booked it, and when, stays.
        let set =
            anew(calendar::BOOKING_COLUMNS.split(", booked_by").next().unwrap_or_default(), 4);
        let over = format!("ON CONFLICT (corp_id, event_id, origin, room_id) DO UPDATE SET {set}");
        self.tx.upsert_rows(&insert, &rows.collect::<Vec<_>>(), &over).await?;
        Ok(())
    }

    /// Frees what those of `bookings` that are of `event` hold so far.
    async fn free(&mut self, bookings: &[&Booking], event: &EventId) -> Result<(), StoreError> {
        let keys = bookings.iter().filter(|booking| booking.event == *event);
        let keys: Vec<_> = keys.map(|each| format!("{} {}", each.origin.0, each.room)).collect();
        let sql = format!(
            "UPDATE bookings SET state = 'released' WHERE corp_id = $1 AND event_id = $2 \
             AND {} AND CAST(origin AS TEXT) || ' ' || room_id IN (SELECT n.value FROM {})",
            calendar::HOLDS,
            self.tx.db().values_of("$3")
        );
        let keys = serde_json::json!(keys).to_string();
        self.tx.execute(&sql, &args![self.corp.as_str(), event.as_str(), keys]).await?;
        Ok(())
    }
}
