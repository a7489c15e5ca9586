//! What happens to events and bookings when a room goes, a person leaves, or nobody answers in time:
//! in the transaction of that, and told by the outbox.

use std::collections::HashMap;

use openrooms_core::calendar::Booking;
use openrooms_core::id::{CorpId, EventId, RoomId, UnionId};
use openrooms_core::time::EpochMillis;
use serde_json::json;

use super::Writing;
use crate::calendar::{self, Notice, NoticeKind};
use crate::db::{Row, Value, args};
use crate::error::StoreError;
use crate::open::Store;

/// What an approver is taken to have said who said nothing.
const LATE: &str = "nobody answered in time";
/// Why a room that is gone is declined.
const GONE: &str = "the room was removed";

impl Store {
    /// The organisations in which a booking waits that nobody has answered in time.
    pub async fn overdue(&self, now: EpochMillis) -> Result<Vec<CorpId>, StoreError> {
        let sql =
            "SELECT DISTINCT corp_id FROM bookings WHERE state = 'waiting' AND deadline <= $1";
        let rows = self.db.rows(sql, &args![now.0]).await?;
        rows.iter().map(|row| row.text("corp_id").map(CorpId::new)).collect()
    }
}

impl Writing {
    /// Declines what nobody has answered in time. Says how many.
    pub async fn decline_overdue(&mut self, now: EpochMillis) -> Result<usize, StoreError> {
        let which = "corp_id = $1 AND state = 'waiting' AND deadline <= $3";
        self.decline(which, &args![self.corp.as_str(), LATE, now.0], now).await
    }

    /// Declines what is to come of the bookings of a room that goes. Says how many.
    pub async fn decline_room(
        &mut self,
        room: &RoomId,
        now: EpochMillis,
    ) -> Result<usize, StoreError> {
        let which =
            format!("corp_id = $1 AND room_id = $4 AND {} AND ends_at > $3", calendar::HOLDS);
        let args = args![self.corp.as_str(), GONE, now.0, room.as_str()];
        self.decline(&which, &args, now).await
    }

    /// $1 is the organisation, $2 the reason.
    async fn decline(
        &mut self,
        which: &str,
        args: &[Value],
        now: EpochMillis,
    ) -> Result<usize, StoreError> {
        let sql = format!(
            "UPDATE bookings SET state = 'declined', deadline = NULL, decided_by = NULL, reason = $2 \
             WHERE {which} RETURNING {}",
            calendar::BOOKING_COLUMNS
        );
        let declined = read_bookings(&self.tx.rows(&sql, args).await?)?;
        let mut events: Vec<_> = declined.iter().map(|booking| booking.event.clone()).collect();
        events.sort();
        events.dedup();
        let organisers = self.touch_events(&events, now).await?;
        self.tell_of(NoticeKind::BookingRefused, &declined, &organisers, now).await?;
        Ok(declined.len())
    }

    /// Takes a person who leaves out of what is to come: the events that they organise are
    /// cancelled, and they are invited to none. Dates that are over keep them.
    pub async fn leave_calendars(
        &mut self,
        person: &UnionId,
        now: EpochMillis,
    ) -> Result<(), StoreError> {
        let corp = self.corp.clone();
        let args = args![corp.as_str(), person.as_str(), now.0];
        let sql = "SELECT e.event_id FROM attendees a \
                   JOIN events e ON e.corp_id = a.corp_id AND e.event_id = a.event_id \
                   WHERE a.corp_id = $1 AND a.union_id = $2 AND e.organiser = $2 \
                     AND e.state = 'confirmed' AND (e.made_until IS NOT NULL \
                       OR EXISTS (SELECT 1 FROM occurrences o WHERE o.corp_id = a.corp_id \
                         AND o.event_id = a.event_id AND o.state = 'confirmed' \
                         AND o.ends_at > $3))";
        let events = read_events(&self.tx.rows(sql, &args).await?)?;
        self.cancel(&events, person, now).await?;

        let mut left = self.leave_events(person, now).await?;
        left.extend(self.leave_dates(person, now).await?);
        left.sort();
        left.dedup();
        self.touch_events(&left, now).await?;
        let sql = format!(
            "SELECT event_id, organiser FROM events WHERE corp_id = $1 \
             AND event_id IN (SELECT n.value FROM {}) ORDER BY event_id",
            self.tx.db().values_of("$2")
        );
        let rows = self.tx.rows(&sql, &args![corp.as_str(), listed(&left)]).await?;
        let notices = rows.iter().map(|row| {
            Ok(Notice {
                kind: NoticeKind::MembersChanged,
                event: row.text("event_id")?,
                body: json!({
                    "change": "uninvited", "origin": null, "organizer": row.text("organiser")?,
                    "people": [person.as_str()],
                }),
            })
        });
        let notices = notices.collect::<Result<Vec<_>, StoreError>>()?;
        self.tell(&notices, now).await
    }

    /// Takes them out of the events that are not over, and gives these. At the dates that are, they
    /// are named each by itself from now on.
    async fn leave_events(
        &mut self,
        person: &UnionId,
        now: EpochMillis,
    ) -> Result<Vec<EventId>, StoreError> {
        let corp = self.corp.clone();
        let number = self.numbers_of_calendar(1).await?;
        // The next date of a series that goes on may not be made yet.
        let sql = "UPDATE attendees SET is_removed = TRUE, changed_seq = $4 \
                   WHERE corp_id = $1 AND union_id = $2 AND NOT is_removed AND NOT is_organiser \
                     AND (EXISTS (SELECT 1 FROM events e WHERE e.corp_id = attendees.corp_id \
                         AND e.event_id = attendees.event_id AND e.made_until IS NOT NULL) \
                       OR EXISTS (SELECT 1 FROM occurrences o WHERE o.corp_id = attendees.corp_id \
                         AND o.event_id = attendees.event_id AND o.ends_at > $3)) \
                   RETURNING event_id";
        let args = args![corp.as_str(), person.as_str(), now.0, number];
        let left = read_events(&self.tx.rows(sql, &args).await?)?;
        // What a date says of them already stays.
        let sql = format!(
            "INSERT INTO occurrence_attendees \
               (corp_id, event_id, origin, union_id, is_optional, response, is_removed) \
             SELECT a.corp_id, a.event_id, o.origin, a.union_id, a.is_optional, a.response, FALSE \
             FROM attendees a \
             JOIN occurrences o ON o.corp_id = a.corp_id AND o.event_id = a.event_id \
             WHERE a.corp_id = $1 AND a.union_id = $2 AND o.ends_at <= $3 \
               AND a.event_id IN (SELECT n.value FROM {}) ON CONFLICT DO NOTHING",
            self.tx.db().values_of("$4")
        );
        let args = args![corp.as_str(), person.as_str(), now.0, listed(&left)];
        self.tx.execute(&sql, &args).await?;
        Ok(left)
    }

    /// Takes them out of single dates that are not over, with what they signed there; gives the
    /// events. What they organised themselves stays as it was.
    async fn leave_dates(
        &mut self,
        person: &UnionId,
        now: EpochMillis,
    ) -> Result<Vec<EventId>, StoreError> {
        let corp = self.corp.clone();
        let args = args![corp.as_str(), person.as_str(), now.0];
        let delete = |table: &str| {
            format!(
                "DELETE FROM {table} WHERE corp_id = $1 AND union_id = $2 AND EXISTS ( \
                   SELECT 1 FROM occurrences o \
                   JOIN events e ON e.corp_id = o.corp_id AND e.event_id = o.event_id \
                   WHERE o.corp_id = $1 AND o.event_id = {table}.event_id \
                     AND o.origin = {table}.origin AND o.ends_at > $3 AND e.organiser <> $2)"
            )
        };
        self.tx.execute(&delete("sign_ins"), &args).await?;
        let sql = format!("{} RETURNING event_id", delete("occurrence_attendees"));
        read_events(&self.tx.rows(&sql, &args).await?)
    }

    /// Cancels what is to come of events, and gives their rooms back; what is under way was used
    /// until now.
    async fn cancel(
        &mut self,
        events: &[EventId],
        organiser: &UnionId,
        now: EpochMillis,
    ) -> Result<(), StoreError> {
        if events.is_empty() {
            return Ok(());
        }
        let corp = self.corp.clone();
        let corp = corp.as_str();
        let among = format!("event_id IN (SELECT n.value FROM {})", self.tx.db().values_of("$2"));
        let args = args![corp, listed(events), now.0];
        let sql = format!(
            "UPDATE occurrences SET state = 'cancelled' \
             WHERE corp_id = $1 AND {among} AND state = 'confirmed' AND ends_at > $3"
        );
        self.tx.execute(&sql, &args).await?;
        let used = format!(
            "UPDATE bookings SET ends_at = $3, held_until = held_until - ends_at + $3 \
             WHERE corp_id = $1 AND {among} AND state = 'accepted' \
               AND starts_at < $3 AND ends_at > $3 RETURNING {}",
            calendar::BOOKING_COLUMNS
        );
        let used = read_bookings(&self.tx.rows(&used, &args).await?)?;
        let released = format!(
            "UPDATE bookings SET state = 'released' \
             WHERE corp_id = $1 AND {among} AND {} AND ends_at > $3 RETURNING {}",
            calendar::HOLDS,
            calendar::BOOKING_COLUMNS
        );
        let released = read_bookings(&self.tx.rows(&released, &args).await?)?;
        let sql = format!(
            "UPDATE events SET state = 'cancelled', made_until = NULL WHERE corp_id = $1 AND {among}"
        );
        self.tx.execute(&sql, &args[..2]).await?;
        let organisers = self.touch_events(events, now).await?;
        let notices = events.iter().map(|event| Notice {
            kind: NoticeKind::EventChanged,
            event: event.to_string(),
            body: json!({
                "change": "cancelled", "origin": null, "organizer": organiser.as_str(),
            }),
        });
        self.tell(&notices.collect::<Vec<_>>(), now).await?;
        self.tell_of(NoticeKind::BookingMoved, &used, &organisers, now).await?;
        self.tell_of(NoticeKind::BookingCancelled, &released, &organisers, now).await
    }

    /// Lets whoever syncs hear of events. Gives who organises each.
    async fn touch_events(
        &mut self,
        events: &[EventId],
        now: EpochMillis,
    ) -> Result<HashMap<EventId, UnionId>, StoreError> {
        if events.is_empty() {
            return Ok(HashMap::new());
        }
        let number = self.numbers_of_calendar(1).await?;
        let sql = format!(
            "UPDATE events SET updated_at = $3, changed_seq = $4 \
             WHERE corp_id = $1 AND event_id IN (SELECT n.value FROM {}) \
             RETURNING event_id, organiser",
            self.tx.db().values_of("$2")
        );
        let args = args![self.corp.as_str(), listed(events), now.0, number];
        let rows = self.tx.rows(&sql, &args).await?;
        let each = rows.iter().map(|row| {
            Ok((EventId::new(row.text("event_id")?), UnionId::new(row.text("organiser")?)))
        });
        each.collect()
    }

    async fn tell_of(
        &mut self,
        kind: NoticeKind,
        bookings: &[Booking],
        organisers: &HashMap<EventId, UnionId>,
        now: EpochMillis,
    ) -> Result<(), StoreError> {
        let notices = bookings.iter().map(|booking| {
            let organiser = organisers.get(&booking.event).map_or("", UnionId::as_str);
            Notice::of_booking(kind, booking, organiser)
        });
        self.tell(&notices.collect::<Vec<_>>(), now).await
    }
}

fn read_bookings(rows: &[Row]) -> Result<Vec<Booking>, StoreError> {
    rows.iter().map(calendar::read_booking).collect()
}

/// The events of rows, in their order.
fn read_events(rows: &[Row]) -> Result<Vec<EventId>, StoreError> {
    rows.iter().map(|row| row.text("event_id").map(EventId::new)).collect()
}

fn listed(events: &[EventId]) -> String {
    json!(events.iter().map(EventId::as_str).collect::<Vec<_>>()).to_string()
}
