//! Events as somebody looks at them: with names, people and rooms, many at once.

use std::collections::HashMap;

use openrooms_core::calendar::{Attendee, BookingState, Event, EventState, Occurrence};
use openrooms_core::id::{CorpId, EventId, RoomId, UnionId};
use openrooms_core::time::EpochMillis;
use serde_json::json;

use super::row::columns_of as columns;
use super::{load, row};
use crate::db::{Ask, Row, args};
use crate::error::StoreError;
use crate::open::Store;
use crate::row::corrupt;

/// An event, or an occurrence of one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct EventKey {
    /// The event.
    pub event: EventId,
    /// The occurrence's origin; `None` is the event itself.
    pub origin: Option<EpochMillis>,
}

impl EventKey {
    /// The event itself.
    pub const fn whole(event: EventId) -> Self {
        Self { event, origin: None }
    }
}

/// An event, or an occurrence of one, as somebody looks at it.
#[derive(Debug, Clone, PartialEq)]
pub struct EventView {
    /// The event.
    pub event: Event,
    /// The occurrence; `None` where the event itself is looked at.
    pub occurrence: Option<Occurrence>,
    /// The organiser's name.
    pub organiser_name: Option<String>,
    /// Who is invited, in the order of the invitations, without the organiser: the first of them.
    pub attendees: Vec<ListedAttendee>,
    /// The rooms, but those given back, in the order in which they were booked. Of a series each
    /// room once: had where one occurrence has it.
    pub rooms: Vec<ListedBooking>,
}

impl EventView {
    /// What is looked at.
    pub fn key(&self) -> EventKey {
        let origin = self.occurrence.as_ref().map(|occurrence| occurrence.origin);
        EventKey { event: self.event.id.clone(), origin }
    }
}

/// Somebody who is invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedAttendee {
    /// They, and what they answered.
    pub attendee: Attendee,
    /// Their name, where the directory knows them.
    pub name: Option<String>,
}

/// A room that an event has or wished for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedBooking {
    /// The room.
    pub room: RoomId,
    /// Its name, while it is there.
    pub name: Option<String>,
    /// Whether the event has it; who declined it and why is left out.
    pub state: BookingState,
}

/// What an id names in somebody's calendar.
#[derive(Debug, Clone, PartialEq)]
pub enum Sought {
    /// Nothing.
    Nothing,
    /// A date that its series, which is in it, does not have.
    NoDate,
    /// An event, or a date of a series.
    Found(Box<SoughtEvent>),
}

/// An event in somebody's calendar.
#[derive(Debug, Clone, PartialEq)]
pub struct SoughtEvent {
    /// The event.
    pub event: Event,
    /// The date of it that is meant; `None` where it does not repeat, or all of it is meant.
    pub occurrence: Option<Occurrence>,
    /// What of it is theirs.
    pub standing: Standing,
}

impl SoughtEvent {
    /// What is looked at.
    pub fn key(&self) -> EventKey {
        let origin = self.occurrence.as_ref().map(|occurrence| occurrence.origin);
        EventKey { event: self.event.id.clone(), origin }
    }
}

/// What of an event is somebody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// They organise it.
    Organiser,
    /// They are invited.
    Attendee,
}

/// The events and occurrences of these keys, in their order; what is not there is left out. At most
/// `most` attendees of each.
pub(crate) async fn views(
    on: &mut impl Ask,
    corp: &str,
    keys: &[EventKey],
    most: i64,
) -> Result<Vec<EventView>, StoreError> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let found = Found {
        events: events(on, corp, keys).await?,
        occurrences: occurrences(on, corp, keys).await?,
        attendees: attendees(on, corp, keys, most).await?,
        exceptions: exceptions(on, corp, keys).await?,
        rooms: rooms(on, corp, keys).await?,
    };
    Ok(keys.iter().filter_map(|key| found.view(key, most)).collect())
}

/// What was found, by its keys.
struct Found {
    events: HashMap<EventId, (Event, Option<String>)>,
    occurrences: HashMap<EventKey, Occurrence>,
    attendees: HashMap<EventId, Vec<ListedAttendee>>,
    exceptions: HashMap<EventKey, Vec<(ListedAttendee, bool)>>,
    rooms: HashMap<EventKey, Vec<ListedBooking>>,
}

impl Found {
    fn view(&self, key: &EventKey, most: i64) -> Option<EventView> {
        let (event, organiser_name) = self.events.get(&key.event)?.clone();
        let occurrence = match key.origin {
            Some(_) => Some(self.occurrences.get(key)?.clone()),
            None => None,
        };
        let mut attendees = self.attendees.get(&key.event).cloned().unwrap_or_default();
        for (there, is_removed) in self.exceptions.get(key).into_iter().flatten() {
            let person = &there.attendee.person;
            let place = attendees.iter().position(|one| one.attendee.person == *person);
            match (place, is_removed) {
                (Some(place), true) => _ = attendees.remove(place),
                (Some(place), false) => attendees[place] = there.clone(),
                (None, true) => {}
                (None, false) => attendees.push(there.clone()),
            }
        }
        attendees.retain(|one| one.attendee.person != event.organiser);
        attendees.truncate(usize::try_from(most).unwrap_or(0));
        let rooms = self.rooms.get(key).cloned().unwrap_or_default();
        Some(EventView { event, occurrence, organiser_name, attendees, rooms })
    }
}

/// The ids of the events, as a JSON list.
fn ids(keys: &[EventKey]) -> String {
    let mut ids: Vec<_> = keys.iter().map(|key| key.event.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    json!(ids).to_string()
}

/// The origins, as a JSON list, and the events that they are of; `None` where no occurrence is meant.
fn origins(keys: &[EventKey]) -> Option<(String, String)> {
    let some: Vec<_> = keys.iter().filter(|key| key.origin.is_some()).cloned().collect();
    let mut origins: Vec<_> = some.iter().filter_map(|key| key.origin).map(|at| at.0).collect();
    origins.sort_unstable();
    origins.dedup();
    (!some.is_empty()).then(|| (ids(&some), json!(origins).to_string()))
}

/// The condition that a row `t` is of one of these events and origins. A few too many fit it.
fn of_occurrences(on: &impl Ask) -> String {
    format!(
        "t.corp_id = $1 AND t.event_id IN (SELECT n.value FROM {}) \
         AND t.origin IN (SELECT CAST(n.value AS BIGINT) FROM {})",
        on.db().values_of("$2"),
        on.db().values_of("$3")
    )
}

async fn events(
    on: &mut impl Ask,
    corp: &str,
    keys: &[EventKey],
) -> Result<HashMap<EventId, (Event, Option<String>)>, StoreError> {
    let sql = format!(
        "SELECT {}, p.name AS organiser_name FROM events t \
         LEFT JOIN people p ON p.corp_id = t.corp_id AND p.union_id = t.organiser \
         WHERE t.corp_id = $1 AND t.event_id IN (SELECT n.value FROM {})",
        columns("t", row::EVENT_COLUMNS),
        on.db().values_of("$2")
    );
    let rows = on.rows(&sql, &args![corp, ids(keys)]).await?;
    let each = rows.iter().map(|row| {
        let event = row::event(row)?;
        Ok((event.id.clone(), (event, row.get("organiser_name")?)))
    });
    each.collect()
}

async fn occurrences(
    on: &mut impl Ask,
    corp: &str,
    keys: &[EventKey],
) -> Result<HashMap<EventKey, Occurrence>, StoreError> {
    let Some((events, origins)) = origins(keys) else {
        return Ok(HashMap::new());
    };
    let sql = format!(
        "SELECT {} FROM occurrences t WHERE {}",
        columns("t", row::OCCURRENCE_COLUMNS),
        of_occurrences(on)
    );
    let rows = on.rows(&sql, &args![corp, events, origins]).await?;
    let each = rows.iter().map(|row| {
        let found = row::occurrence(row)?;
        Ok((EventKey { event: found.event.clone(), origin: Some(found.origin) }, found))
    });
    each.collect()
}

fn listed(row: &Row) -> Result<ListedAttendee, StoreError> {
    Ok(ListedAttendee { attendee: row::attendee(row)?, name: row.get("name")? })
}

async fn attendees(
    on: &mut impl Ask,
    corp: &str,
    keys: &[EventKey],
    most: i64,
) -> Result<HashMap<EventId, Vec<ListedAttendee>>, StoreError> {
    // By the index in the order of their places: no more of an event is looked at than is shown. The
    // subquery finds the place behind the last that is.
    let sql = format!(
        "SELECT t.event_id AS event_id, t.union_id AS union_id, t.is_optional AS is_optional, \
           t.response AS response, p.name AS name \
         FROM {} CROSS JOIN attendees t \
         LEFT JOIN people p ON p.corp_id = t.corp_id AND p.union_id = t.union_id \
         WHERE t.corp_id = $1 AND t.event_id = n.value AND NOT t.is_removed \
           AND NOT t.is_organiser AND t.position < coalesce((SELECT x.position FROM attendees x \
             WHERE x.corp_id = $1 AND x.event_id = n.value AND NOT x.is_removed \
               AND NOT x.is_organiser ORDER BY x.position LIMIT 1 OFFSET $3), 9223372036854775807) \
         ORDER BY t.event_id, t.position",
        on.db().values_of("$2")
    );
    let rows = on.rows(&sql, &args![corp, ids(keys), most]).await?;
    let mut found: HashMap<_, Vec<_>> = HashMap::new();
    for row in &rows {
        found.entry(EventId::new(row.text("event_id")?)).or_default().push(listed(row)?);
    }
    Ok(found)
}

async fn exceptions(
    on: &mut impl Ask,
    corp: &str,
    keys: &[EventKey],
) -> Result<HashMap<EventKey, Vec<(ListedAttendee, bool)>>, StoreError> {
    let Some((events, origins)) = origins(keys) else {
        return Ok(HashMap::new());
    };
    let sql = format!(
        "SELECT t.event_id AS event_id, t.origin AS origin, t.union_id AS union_id, \
           t.is_optional AS is_optional, t.response AS response, t.is_removed AS is_removed, \
           p.name AS name FROM occurrence_attendees t \
         LEFT JOIN people p ON p.corp_id = t.corp_id AND p.union_id = t.union_id WHERE {}",
        of_occurrences(on)
    );
    let rows = on.rows(&sql, &args![corp, events, origins]).await?;
    let mut found: HashMap<_, Vec<_>> = HashMap::new();
    for row in &rows {
        found.entry(key(row)?).or_default().push((listed(row)?, row.get("is_removed")?));
    }
    for each in found.values_mut() {
        each.sort_by(|a, b| a.0.attendee.person.cmp(&b.0.attendee.person));
    }
    Ok(found)
}

fn key(row: &Row) -> Result<EventKey, StoreError> {
    let origin = row.get::<Option<i64>>("origin")?.map(EpochMillis);
    Ok(EventKey { event: EventId::new(row.text("event_id")?), origin })
}

/// Of the states of a series' bookings of a room, the best: 0 is had, 1 waits, 2 declined.
const STATE: &str = "CASE t.state WHEN 'accepted' THEN 0 WHEN 'waiting' THEN 1 ELSE 2 END";

async fn rooms(
    on: &mut impl Ask,
    corp: &str,
    keys: &[EventKey],
) -> Result<HashMap<EventKey, Vec<ListedBooking>>, StoreError> {
    let mut found: HashMap<_, Vec<_>> = HashMap::new();
    let mut add = |rows: Vec<Row>| -> Result<(), StoreError> {
        for row in &rows {
            let room = row.text("room_id")?;
            let state = match row.int("state")? {
                0 => BookingState::Accepted,
                1 => BookingState::Waiting { until: None },
                2 => BookingState::Declined { by: None, reason: None },
                _ => return Err(corrupt("bookings", "state", &room)(())),
            };
            let listed = ListedBooking { room: RoomId::new(room), name: row.get("name")?, state };
            found.entry(key(row)?).or_default().push(listed);
        }
        Ok(())
    };
    let whole: Vec<_> = keys.iter().filter(|key| key.origin.is_none()).cloned().collect();
    if !whole.is_empty() {
        let sql = format!(
            "SELECT g.event_id AS event_id, CAST(NULL AS BIGINT) AS origin, g.room_id AS room_id, \
               g.state AS state, r.name AS name \
             FROM (SELECT t.corp_id, t.event_id, t.room_id, CAST(min({STATE}) AS BIGINT) AS state, \
                 min(t.booked_at) AS booked_at \
               FROM bookings t WHERE t.corp_id = $1 \
               AND t.event_id IN (SELECT n.value FROM {}) AND t.state <> 'released' \
               GROUP BY t.corp_id, t.event_id, t.room_id) g \
             LEFT JOIN rooms r ON r.corp_id = g.corp_id AND r.room_id = g.room_id \
             ORDER BY g.booked_at, g.room_id",
            on.db().values_of("$2")
        );
        add(on.rows(&sql, &args![corp, ids(&whole)]).await?)?;
    }
    if let Some((events, origins)) = origins(keys) {
        let sql = format!(
            "SELECT t.event_id AS event_id, t.origin AS origin, t.room_id AS room_id, \
               CAST({STATE} AS BIGINT) AS state, r.name AS name FROM bookings t \
             LEFT JOIN rooms r ON r.corp_id = t.corp_id AND r.room_id = t.room_id \
             WHERE {} AND t.state <> 'released' ORDER BY t.booked_at, t.room_id",
            of_occurrences(on)
        );
        add(on.rows(&sql, &args![corp, events, origins]).await?)?;
    }
    Ok(found)
}

/// What of an event or an occurrence is somebody's; `None` where it is not in their calendar.
async fn standing(
    on: &mut impl Ask,
    corp: &str,
    key: &EventKey,
    person: &UnionId,
) -> Result<Option<Standing>, StoreError> {
    // An occurrence may differ from its event; who is invited to some alone sees the event, too, while
    // it has one of them: what becomes of it after is nothing to them.
    let sql = "SELECT a.is_organiser AS is_organiser, CAST(0 AS BIGINT) AS rank FROM attendees a \
               WHERE a.corp_id = $1 AND a.event_id = $2 AND a.union_id = $3 AND NOT a.is_removed \
                 AND NOT EXISTS (SELECT 1 FROM occurrence_attendees x WHERE x.corp_id = $1 \
                   AND x.event_id = $2 AND x.union_id = $3 AND x.origin = $4 AND x.is_removed) \
               UNION ALL \
               SELECT FALSE AS is_organiser, CAST(1 AS BIGINT) AS rank FROM occurrence_attendees x \
               JOIN occurrences o ON o.corp_id = x.corp_id AND o.event_id = x.event_id \
                 AND o.origin = x.origin \
               JOIN events e ON e.corp_id = x.corp_id AND e.event_id = x.event_id \
               WHERE x.corp_id = $1 AND x.event_id = $2 AND x.union_id = $3 AND NOT x.is_removed \
                 AND CASE WHEN $4 IS NULL THEN o.state = 'confirmed' OR o.state = e.state \
                   ELSE x.origin = $4 AND o.state <> 'deleted' END \
               ORDER BY rank LIMIT 1";
    let origin = key.origin.map(|origin| origin.0);
    let args = args![corp, key.event.as_str(), person.as_str(), origin];
    let rows = on.rows(sql, &args).await?;
    let standing = rows.first().map(|row| {
        Ok(if row.get("is_organiser")? { Standing::Organiser } else { Standing::Attendee })
    });
    standing.transpose()
}

/// Looks for what an id names in somebody's calendar. What was deleted is not there.
pub(crate) async fn sought(
    on: &mut impl Ask,
    corp: &str,
    id: &EventId,
    person: &UnionId,
) -> Result<Sought, StoreError> {
    // An imported id may look like a date's.
    let is_there = |event: &Event| event.state != EventState::Deleted;
    let (event, origin) = if let Some(event) = load::event(on, corp, id).await?.filter(is_there) {
        (event, None)
    } else {
        let Some((whole, origin)) = Occurrence::parse_id(id) else {
            return Ok(Sought::Nothing);
        };
        let Some(event) = load::event(on, corp, &whole).await?.filter(is_there) else {
            return Ok(Sought::Nothing);
        };
        (event, Some(origin))
    };
    let key = EventKey { event: event.id.clone(), origin };
    let Some(standing) = standing(on, corp, &key, person).await? else {
        return Ok(Sought::Nothing);
    };
    let occurrence = match origin {
        None => None,
        Some(_) if event.recurrence.is_none() => return Ok(Sought::NoDate),
        Some(origin) => match load::occurrence(on, corp, &event.id, origin).await? {
            Some(found) if found.state != EventState::Deleted => Some(found),
            _ => return Ok(Sought::NoDate),
        },
    };
    Ok(Sought::Found(Box::new(SoughtEvent { event, occurrence, standing })))
}

impl Store {
    /// Events and occurrences, in the order of their keys; what is not there is left out. At most
    /// `most` attendees of each.
    pub async fn event_views(
        &self,
        corp: &CorpId,
        keys: &[EventKey],
        most: i64,
    ) -> Result<Vec<EventView>, StoreError> {
        views(&mut &self.db, corp.as_str(), keys, most).await
    }

    /// Looks for what an id names in somebody's calendar. What was deleted is not there.
    pub async fn sought_event(
        &self,
        corp: &CorpId,
        id: &EventId,
        person: &UnionId,
    ) -> Result<Sought, StoreError> {
        sought(&mut &self.db, corp.as_str(), id, person).await
    }
}
