//! What many rooms hold in a span of time, read so that it can be kept in memory, and brought up to
//! date by what changed since.
//!
//! A [`CalendarMark`] is asked for first. What is read after it holds at least all up to its number,
//! and an event that changed later is read anew whole, so that to read it twice does no harm. This
//! stands on one rule: whoever writes a booking gives its event a new number in the same transaction,
//! which those who sync need as well.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use openrooms_core::id::{CorpId, EventId, RoomId, UnionId};
use openrooms_core::slot::Slot;
use openrooms_core::time::{EpochMillis, Zone};
use serde::Deserialize;
use serde_json::json;

use super::load::{ITS_EVENT, held_in_span};
use super::row::HOLDS;
use crate::db::args;
use crate::error::StoreError;
use crate::open::Store;
use crate::row::corrupt;

/// Where the calendars of an organisation stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CalendarMark {
    /// The number of the last change.
    pub head: i64,
    /// Events went without a trace at this number: what was kept before it is void.
    pub reset: i64,
}

impl CalendarMark {
    /// Whether what was kept at that number can be brought up to date.
    pub const fn knows(self, kept: i64) -> bool {
        self.reset <= kept && kept <= self.head
    }
}

/// Time that a room holds for an event, or for one date of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Booked {
    /// The event.
    pub event: Arc<BookedEvent>,
    /// The date of it, where it repeats.
    pub origin: EpochMillis,
    /// The time of the event.
    pub slot: Slot,
    /// The same with the room's buffers.
    pub held: Slot,
    /// Whether somebody has to agree first.
    pub waits: bool,
    /// JSON of what of this date is not as the series says.
    pub beyond: Option<Box<str>>,
}

/// What bookings of an event have in common.
#[derive(Debug, Clone, PartialEq)]
pub struct BookedEvent {
    /// Its id.
    pub id: EventId,
    /// In whose calendar it lies; empty where it is gone.
    pub organiser: UnionId,
    /// Its title.
    pub summary: String,
    /// On whose clock it is.
    pub zone: Option<Zone>,
    /// Whether it is a series.
    pub repeats: bool,
}

/// By room, each in the order of time.
pub type RoomsBooked = HashMap<RoomId, Vec<Booked>>;

/// Events that changed since a number, and what they hold now.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ChangedEvents {
    /// All of them.
    pub events: HashSet<EventId>,
    /// What they hold in the span that was asked for.
    pub booked: RoomsBooked,
}

/// What changed since a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// These rooms, or nothing; a few too many may be named.
    Rooms(Vec<RoomId>),
    /// More than is looked at.
    TooMuch,
}

/// What is asked of a booking `b` and its event `e`. Titles of dates are few, and looked for where
/// there can be one.
const COLUMNS: &str = "b.room_id AS room_id, b.origin AS origin, \
     b.starts_at AS starts_at, b.ends_at AS ends_at, b.held_from AS held_from, \
     b.held_until AS held_until, b.state AS state, e.organiser AS organiser, \
     e.summary AS summary, e.zone AS zone, \
     CASE WHEN e.recurrence IS NULL THEN 0 ELSE 1 END AS repeats, \
     CASE WHEN e.recurrence IS NOT NULL THEN (SELECT o.beyond FROM occurrences o \
       WHERE o.corp_id = b.corp_id AND o.event_id = b.event_id AND o.origin = b.origin) \
     END AS beyond";

/// A row of a query that gives `event_id` and [`COLUMNS`]. Of an event that holds nothing there is no
/// booking, and of a booking whose event is gone no event.
#[derive(Deserialize)]
struct Record {
    event_id: String,
    room_id: Option<String>,
    origin: Option<i64>,
    starts_at: Option<i64>,
    ends_at: Option<i64>,
    held_from: Option<i64>,
    held_until: Option<i64>,
    state: Option<String>,
    organiser: Option<String>,
    summary: Option<String>,
    zone: Option<String>,
    repeats: i64,
    beyond: Option<Box<str>>,
}

/// Its columns, in their order.
const RECORD: &str = "event_id, room_id, origin, starts_at, ends_at, held_from, held_until, state, \
     organiser, summary, zone, repeats, beyond";

impl Store {
    /// Where the calendars of an organisation stand.
    pub async fn calendar_mark(&self, corp: &CorpId) -> Result<CalendarMark, StoreError> {
        let marks = self.calendar_marks(std::slice::from_ref(corp)).await?;
        Ok(marks.into_values().next().unwrap_or_default())
    }

    /// The same of many; one that is not there is left out.
    pub async fn calendar_marks(
        &self,
        corps: &[CorpId],
    ) -> Result<HashMap<CorpId, CalendarMark>, StoreError> {
        let sql = format!(
            "SELECT o.corp_id AS corp_id, o.calendar_head AS calendar_head, \
               o.calendar_reset AS calendar_reset \
             FROM {} CROSS JOIN organisations o WHERE o.corp_id = n.value",
            self.db.values_of("$1")
        );
        let corps = json!(corps.iter().map(CorpId::as_str).collect::<Vec<_>>()).to_string();
        let rows = self.db.rows(&sql, &args![corps]).await?;
        let each = rows.iter().map(|row| {
            let (head, reset) = (row.int("calendar_head")?, row.int("calendar_reset")?);
            Ok((CorpId::new(row.text("corp_id")?), CalendarMark { head, reset }))
        });
        each.collect()
    }

    /// What some rooms hold in a span of time, buffers included.
    pub async fn booked_in(
        &self,
        corp: &CorpId,
        rooms: &[RoomId],
        span: Slot,
    ) -> Result<RoomsBooked, StoreError> {
        if rooms.is_empty() {
            return Ok(HashMap::new());
        }
        // The join is a CROSS JOIN for SQLite, which else walks another index.
        let query = format!(
            "SELECT b.event_id AS event_id, {COLUMNS} FROM {} {} {}",
            self.db.values_of("$2"),
            self.db.join_each("bookings", "b", &held_in_span(&self.db)),
            self.db.left_join_each("events", "e", ITS_EVENT),
        );
        let rooms = json!(rooms.iter().map(RoomId::as_str).collect::<Vec<_>>()).to_string();
        let args = args![corp.as_str(), rooms, span.start().0, span.end().0];
        read(self.db.records(RECORD, &query, &args).await?)
    }

    /// The events that changed since a number, with what they hold in a span of time; `None` where
    /// there are more than `most`.
    pub async fn changed_since(
        &self,
        corp: &CorpId,
        since: i64,
        span: Slot,
        most: usize,
    ) -> Result<Option<ChangedEvents>, StoreError> {
        let query = format!(
            "SELECT e.event_id AS event_id, {COLUMNS} \
             FROM (SELECT * FROM events WHERE corp_id = $1 AND changed_seq > $2 \
               ORDER BY changed_seq LIMIT $5) e \
             LEFT JOIN bookings b ON b.corp_id = $1 AND b.event_id = e.event_id \
               AND b.{HOLDS} AND b.held_until > $3 AND b.held_from < $4"
        );
        let args = args![corp.as_str(), since, span.start().0, span.end().0, limit(most)];
        let records: Vec<Record> = self.db.records(RECORD, &query, &args).await?;
        let events: HashSet<_> =
            records.iter().map(|record| EventId::new(&*record.event_id)).collect();
        if events.len() > most {
            return Ok(None);
        }
        Ok(Some(ChangedEvents { events, booked: read(records)? }))
    }

    /// The rooms of events that changed since a number: those that they hold, and those that they
    /// held. At most `most` events are looked at.
    pub async fn rooms_changed_since(
        &self,
        corp: &CorpId,
        since: i64,
        most: usize,
    ) -> Result<Changed, StoreError> {
        let sql = "SELECT DISTINCT e.event_id AS event_id, b.room_id AS room_id \
                   FROM (SELECT event_id FROM events WHERE corp_id = $1 AND changed_seq > $2 \
                     ORDER BY changed_seq LIMIT $3) e \
                   LEFT JOIN bookings b ON b.corp_id = $1 AND b.event_id = e.event_id";
        let rows = self.db.rows(sql, &args![corp.as_str(), since, limit(most)]).await?;
        let (mut events, mut rooms) = (HashSet::new(), HashSet::new());
        for row in &rows {
            events.insert(row.text("event_id")?);
            rooms.extend(row.get::<Option<String>>("room_id")?);
        }
        if events.len() > most {
            return Ok(Changed::TooMuch);
        }
        let mut rooms: Vec<_> = rooms.into_iter().map(RoomId::new).collect();
        rooms.sort();
        Ok(Changed::Rooms(rooms))
    }
}

/// One more than is wanted tells that there are more.
fn limit(most: usize) -> i64 {
    i64::try_from(most).unwrap_or(i64::MAX - 1) + 1
}

fn read(records: Vec<Record>) -> Result<RoomsBooked, StoreError> {
    let mut events: HashMap<String, Arc<BookedEvent>> = HashMap::new();
    let mut booked = RoomsBooked::new();
    for mut record in records {
        let times = (record.origin, record.starts_at, record.ends_at);
        let (Some(room), (Some(origin), Some(starts), Some(ends)), Some(from), Some(until)) =
            (record.room_id.take(), times, record.held_from, record.held_until)
        else {
            continue;
        };
        let event = if let Some(event) = events.get(&record.event_id) {
            Arc::clone(event)
        } else {
            let event = Arc::new(event(&mut record)?);
            events.insert(record.event_id.clone(), Arc::clone(&event));
            event
        };
        let slot = |start, end, column| {
            let slot = Slot::new(EpochMillis(start), EpochMillis(end));
            slot.map_err(corrupt("bookings", column, &record.event_id))
        };
        let one = Booked {
            event,
            origin: EpochMillis(origin),
            slot: slot(starts, ends, "ends_at")?,
            held: slot(from, until, "held_until")?,
            waits: record.state.as_deref() == Some("waiting"),
            beyond: record.beyond.take(),
        };
        booked.entry(RoomId::new(room)).or_default().push(one);
    }
    for one in booked.values_mut() {
        one.sort_by_key(|booked| booked.held);
    }
    Ok(booked)
}

fn event(record: &mut Record) -> Result<BookedEvent, StoreError> {
    let id = &record.event_id;
    let zone = record.zone.take().map(|name| Zone::parse(&name)).transpose();
    Ok(BookedEvent {
        id: EventId::new(&**id),
        organiser: UnionId::new(record.organiser.take().unwrap_or_default()),
        summary: record.summary.take().unwrap_or_default(),
        zone: zone.map_err(corrupt("events", "zone", id))?,
        repeats: record.repeats != 0,
    })
}
