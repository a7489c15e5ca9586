//! Rooms that occurrences hold: found, booked, moved, decided, given back.
//!
//! Whoever writes here has loaded what holds the rooms, by [`Writing::held_in`], and core has judged
//! it. The database looks once more: [`StoreError::Overlap`] says that it was judged wrongly.

use openrooms_core::booking::Level;
use openrooms_core::calendar::Booking;
use openrooms_core::id::{CorpId, EventId, RoomId, UnionId};
use openrooms_core::slot::Slot;
use openrooms_core::time::EpochMillis;

use super::Writing;
use super::calendar::anew;
use crate::calendar::{self, Held};
use crate::db::{Ask, args};
use crate::error::StoreError;
use crate::open::Store;

/// Whose bookings a quota counts, and which.
#[derive(Debug, Clone, Copy)]
pub struct QuotaOf<'a> {
    /// Who has booked.
    pub person: &'a UnionId,
    /// The room that is wished for.
    pub room: &'a RoomId,
    /// Where its quota is set: all rooms below count together.
    pub level: Level,
    /// Bookings that ended before do not count.
    pub since: EpochMillis,
}

impl Writing {
    /// The rooms of an event's occurrences, but those given back.
    pub async fn bookings(&mut self, event: &EventId) -> Result<Vec<Booking>, StoreError> {
        calendar::bookings(&mut self.tx, self.corp.as_str(), event).await
    }

    /// What holds some rooms in a span of time, in the order of time.
    pub async fn held_in(&mut self, rooms: &[RoomId], span: Slot) -> Result<Vec<Held>, StoreError> {
        calendar::held_in(&mut self.tx, self.corp.as_str(), rooms, span).await
    }

    /// The times that a quota counts, those of one event left out.
    pub async fn booked_slots(
        &mut self,
        of: &QuotaOf<'_>,
        but: Option<&EventId>,
    ) -> Result<Vec<Slot>, StoreError> {
        booked_slots(&mut self.tx, self.corp.as_str(), of, but).await
    }

    /// Lets the bookings of an event that are to come count as another's.
    pub async fn transfer_bookings(
        &mut self,
        event: &EventId,
        to: &UnionId,
        now: EpochMillis,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE bookings SET booked_by = $3 \
                   WHERE corp_id = $1 AND event_id = $2 AND ends_at > $4";
        let args = args![self.corp.as_str(), event.as_str(), to.as_str(), now.0];
        self.tx.execute(sql, &args).await?;
        Ok(())
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

    /// Says that the bookings of an event were made when those of another were of the same dates and
    /// rooms, so that they keep their order.
    pub async fn booked_as(&mut self, event: &EventId, before: &EventId) -> Result<(), StoreError> {
        let its = "FROM bookings b WHERE b.corp_id = $1 AND b.event_id = $3 \
                     AND b.origin = bookings.origin AND b.room_id = bookings.room_id";
        let sql = format!(
            "UPDATE bookings SET booked_at = (SELECT b.booked_at {its}) \
             WHERE corp_id = $1 AND event_id = $2 AND EXISTS (SELECT 1 {its})"
        );
        let args = args![self.corp.as_str(), event.as_str(), before.as_str()];
        self.tx.execute(&sql, &args).await?;
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

impl Store {
    /// The times that a quota counts.
    pub async fn booked_slots(
        &self,
        corp: &CorpId,
        of: &QuotaOf<'_>,
    ) -> Result<Vec<Slot>, StoreError> {
        booked_slots(&mut &self.db, corp.as_str(), of, None).await
    }
}

async fn booked_slots(
    on: &mut impl Ask,
    corp: &str,
    of: &QuotaOf<'_>,
    but: Option<&EventId>,
) -> Result<Vec<Slot>, StoreError> {
    let (rooms, place) = match of.level {
        Level::Organisation => ("$5 = ''", String::new()),
        Level::Room => ("room_id = $5", of.room.to_string()),
        Level::Group(group) => (
            "room_id IN (WITH RECURSIVE below(group_id) AS ( \
               SELECT CAST($5 AS BIGINT) UNION SELECT g.group_id FROM room_groups g \
               JOIN below b ON b.group_id = g.parent_id WHERE g.corp_id = $1 \
             ) SELECT r.room_id FROM rooms r JOIN below b ON b.group_id = r.group_id \
               WHERE r.corp_id = $1)",
            group.to_string(),
        ),
    };
    let sql = format!(
        "SELECT starts_at, ends_at FROM bookings WHERE corp_id = $1 AND booked_by = $2 \
         AND {} AND ends_at > $3 AND event_id <> $4 AND {rooms} ORDER BY starts_at",
        calendar::HOLDS
    );
    // No event has the empty id.
    let but = but.map_or("", EventId::as_str);
    let args = args![corp, of.person.as_str(), of.since.0, but, place];
    let rows = on.rows(&sql, &args).await?;
    rows.iter().map(|row| calendar::slot_of(row, "bookings")).collect()
}
