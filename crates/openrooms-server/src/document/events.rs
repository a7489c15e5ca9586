//! Events of a document, in the shape of `GetEvent`'s reply. What this server writes brings along
//! what the reply does not tell: each date of the event with its rooms, under `dates`.
//!
//! What cannot be read as an event is kept as it is, and given back on export.

use std::collections::HashSet;

use openrooms_core::calendar::moment::{Stamp, written};
use openrooms_core::calendar::series::Series;
use openrooms_core::calendar::when::Given;
use openrooms_core::calendar::{
    Attendee, Booking, BookingState, Event, EventState, Occurrence, Response, SignIn, When,
    WholeEvent,
};
use openrooms_core::id::{EventId, RoomId, UnionId};
use openrooms_core::slot::Slot;
use openrooms_core::time::{EpochMillis, Zone};
use openrooms_protocol::calendar::{CalendarEvent, EventRoom, EventTime};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::calendar::beyond::{Beyond, Different};
use crate::calendar::dates::{self, MOST_DATES};
use crate::calendar::{repeats, reply};
use crate::json::{self, Form};

/// One date of an event. Times are milliseconds.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Date {
    /// When it was first meant to begin.
    origin: i64,
    start: i64,
    end: i64,
    status: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    meeting_rooms: Vec<DateRoom>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    attendees: Vec<DateAttendee>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    sign_ins: Vec<DateSignIn>,
    /// What of it is not as the series says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    different: Option<Value>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct DateRoom {
    room_id: String,
    response_status: String,
    start: i64,
    end: i64,
    held_from: i64,
    held_until: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    booked_at: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    deadline: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    decided_by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct DateAttendee {
    id: String,
    #[serde(default)]
    is_optional: bool,
    response_status: String,
    /// Whether they are not invited to this date.
    #[serde(default)]
    is_removed: bool,
}

/// Who came to a date, and when; who went.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct DateSignIn {
    id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    signed_in_at: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    signed_out_at: Option<i64>,
}

/// What only this server's documents tell of an event.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Ours {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    dates: Option<Vec<Date>>,
    /// How far a series without end has dates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    dates_until: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    created_at: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    updated_at: Option<i64>,
}

/// An event of a document.
pub(super) struct Told {
    pub(super) whole: WholeEvent,
    /// Whether it says what its bookings hold. Else they hold their own time so far.
    pub(super) tells_held: bool,
}

/// Why an event is not read.
pub(super) enum Wrong {
    /// It cannot be read as one, and is only kept.
    NoEvent(String),
    /// It says one thing here and another there: at `place`, below the event.
    Contradiction { place: String, message: String },
}

impl From<String> for Wrong {
    fn from(reason: String) -> Self {
        Self::NoEvent(reason)
    }
}

impl From<&str> for Wrong {
    fn from(reason: &str) -> Self {
        Self::NoEvent(reason.to_owned())
    }
}

/// Reads an event, or says why not.
pub(super) fn read(body: &Map<String, Value>, otherwise: &Zone) -> Result<Told, Wrong> {
    // Minutes of a reminder are a text in a reply, and a number where an event is made.
    let known: CalendarEvent = json::read(body.clone(), Form::Loose)?;
    let ours: Ours = json::read(body.clone(), Form::Strict)?;
    let beyond: Beyond = json::read(body.clone(), Form::Loose)?;
    if known.id.trim().is_empty() {
        return Err("id is missing".into());
    }
    if known.series_master_id.is_some() {
        return Err("it is a date of a series by itself".into());
    }
    let organiser = UnionId::new(known.organizer.ok_or("organizer is missing")?.id);
    if organiser.as_str().trim().is_empty() {
        return Err("organizer.id is empty".into());
    }
    let id = EventId::new(known.id);
    let (start, end) = (known.start.ok_or("start is missing")?, known.end.ok_or("end is missing")?);
    let when = When::parse(given(&start), given(&end), known.is_all_day, otherwise);
    let when = when.map_err(|wrong| wrong.to_string())?;
    let recurrence = match &known.recurrence {
        Some(given) => repeats::parsed(given, &when).map_err(|wrong| wrong.to_string())?,
        None => None,
    };
    let moment = |text: Option<String>| text.and_then(|text| Stamp::parse(&text).ok()?.at().ok());
    let created_at = ours.created_at.map(EpochMillis).or_else(|| moment(known.create_time));
    let updated_at = ours.updated_at.map(EpochMillis).or_else(|| moment(known.update_time));
    let created_at = created_at.or(updated_at).unwrap_or_default();
    let state = match known.status.as_deref() {
        None | Some("confirmed") => EventState::Confirmed,
        Some("cancelled") => EventState::Cancelled,
        Some(other) => return Err(format!("status {} is not known", shown(other)).into()),
    };
    let event = Event {
        id,
        summary: known.summary.ok_or("summary is missing")?,
        description: known.description,
        when,
        recurrence,
        state,
        created_at,
        updated_at: updated_at.unwrap_or(created_at),
        beyond: beyond.kept(),
        organiser,
    };
    let mut whole = WholeEvent::of(event);
    whole.made_until = ours.dates_until.map(EpochMillis);
    let organiser = whole.event.organiser.clone();
    let mut people = vec![Attendee {
        person: organiser.clone(),
        is_optional: false,
        response: Response::Accepted,
    }];
    for one in known.attendees.unwrap_or_default() {
        let person = UnionId::new(one.id);
        if people.iter().all(|there| there.person != person) {
            let response = one.response_status.as_deref().unwrap_or("needsAction");
            people.push(Attendee {
                person,
                is_optional: one.is_optional.unwrap_or(false),
                response: answer(response)?,
            });
        }
    }
    whole.attendees = people;
    let tells_held = ours.dates.is_some();
    match ours.dates {
        Some(dates) => {
            for (at, date) in dates.into_iter().enumerate() {
                add_date(&mut whole, date).map_err(|wrong| format!("dates[{at}]: {wrong}"))?;
            }
            agree(&whole, known.meeting_rooms.as_deref())?;
        }
        None => add_untold_dates(&mut whole, &known.meeting_rooms.unwrap_or_default())?,
    }
    whole.sort();
    Ok(Told { whole, tells_held })
}

/// Whether the dates that an event brings are those that it speaks of: whoever changes the one by hand
/// and not the other would have a room at another time than the event.
fn agree(whole: &WholeEvent, rooms: Option<&[EventRoom]>) -> Result<(), Wrong> {
    let event = &whole.event;
    let dates = whole.occurrences.iter().enumerate().filter(|(_, date)| {
        let different = Different::of(date.beyond.as_deref());
        // A series that changed leaves what was over then as it was.
        let is_over = event.recurrence.is_some() && date.slot.end() <= event.updated_at;
        let follows = different.meant.is_none() && !different.is_dropped && !is_over;
        date.state != EventState::Deleted && follows
    });
    let dates: Vec<_> = dates.map(|(at, date)| (at, date.slot)).collect();
    let last = dates.iter().map(|(_, slot)| slot.start()).max();
    let meant: HashSet<_> = match event.recurrence.as_ref().zip(last) {
        None => HashSet::from([event.when.slot]),
        Some((recurrence, last)) => {
            let series = Series::new(&event.when, recurrence);
            let slots = series.iter().flat_map(Series::slots);
            slots.take_while(|slot| slot.start() <= last).collect()
        }
    };
    // Not each: one may be odd, as where clocks are changed.
    if let Some((at, slot)) = dates.first()
        && !dates.iter().any(|(_, slot)| meant.contains(slot))
    {
        let zone = &event.when.zone;
        let (start, end) = (written(slot.start(), zone), written(slot.end(), zone));
        return Err(Wrong::Contradiction {
            place: format!("dates[{at}]"),
            message: format!(
                "it is from {start} until {end}, which is not what start and end of the event say; \
                 without dates the event is when these say"
            ),
        });
    }
    let Some(rooms) = rooms else { return Ok(()) };
    let booked: HashSet<_> = whole.bookings.iter().map(|(one, _)| one.room.as_str()).collect();
    let named: HashSet<_> = rooms.iter().map(|room| &*room.room_id).collect();
    let (how, room) = match (named.difference(&booked).min(), booked.difference(&named).min()) {
        (None, None) => return Ok(()),
        (Some(room), _) => ("on none of its dates", room),
        (None, Some(room)) => ("on its dates alone", room),
    };
    Err(Wrong::Contradiction {
        place: "meetingRooms".to_owned(),
        message: format!(
            "the event has room {} {how}; without dates it has the rooms that are named here",
            shown(room)
        ),
    })
}

/// A word of a document, not more of it than anybody wants to read.
fn shown(word: &str) -> String {
    format!("{:?}", word.chars().take(50).collect::<String>())
}

fn answer(word: &str) -> Result<Response, String> {
    Response::parse(word).map_err(|wrong| format!("responseStatus of an attendee: {wrong}"))
}

/// Adds the dates of an event that does not bring them: each has the rooms that the event has.
fn add_untold_dates(whole: &mut WholeEvent, rooms: &[EventRoom]) -> Result<(), String> {
    let slots = match &whole.event.recurrence {
        None => vec![whole.event.when.slot],
        Some(recurrence) => {
            let series = Series::new(&whole.event.when, recurrence)
                .ok_or("recurrence: there is no such date")?;
            let (slots, made_until) = dates::untold(&series)
                .ok_or_else(|| format!("recurrence: it has more than {MOST_DATES} dates"))?;
            whole.event.when = series.when();
            whole.made_until = made_until;
            remember_rooms(&mut whole.event, rooms);
            slots
        }
    };
    let state = whole.event.state;
    for slot in slots {
        let (event, origin) = (whole.event.id.clone(), slot.start());
        let date = Occurrence { event, origin, slot, state, beyond: None };
        whole.occurrences.push(date);
        for (at, room) in rooms.iter().enumerate() {
            if rooms.iter().take(at).any(|other| other.room_id == room.room_id) {
                continue;
            }
            let booked = match room.response_status.as_deref() {
                Some("tentative") => BookingState::Waiting { until: Some(slot.start()) },
                Some("declined") => BookingState::Declined { by: None, reason: None },
                None | Some("accepted") => BookingState::Accepted,
                Some(other) => return Err(unknown_state(other)),
            };
            // What does not take place holds nothing.
            if state == EventState::Confirmed || !booked.holds() {
                let booking = Booking {
                    room: RoomId::new(room.room_id.clone()),
                    event: whole.event.id.clone(),
                    origin,
                    slot,
                    held: slot,
                    state: booked,
                };
                whole.bookings.push((booking, untold(&whole.event, at)));
            }
        }
    }
    Ok(())
}

fn unknown_state(word: &str) -> String {
    format!("responseStatus {} of a room is not known", shown(word))
}

/// When a room was booked that is the one `at` that place of a list, where nobody says when: rooms are
/// listed in the order in which they were booked.
fn untold(event: &Event, at: usize) -> EpochMillis {
    EpochMillis(event.updated_at.0.saturating_add(i64::try_from(at).unwrap_or_default()))
}

/// Dates of a series that come later get its rooms, too.
fn remember_rooms(event: &mut Event, rooms: &[EventRoom]) {
    let had = rooms.iter().filter(|room| room.response_status.as_deref() != Some("declined"));
    let had: Vec<_> = had.map(|room| room.room_id.clone()).collect();
    if event.state == EventState::Confirmed && !had.is_empty() {
        let beyond = Beyond::of(event.beyond.as_deref());
        event.beyond = Beyond { series_rooms: Some(had), ..beyond }.kept();
    }
}

fn given(end: &EventTime) -> Given<'_> {
    Given {
        date: end.date.as_deref(),
        date_time: end.date_time.as_deref(),
        zone: end.time_zone.as_deref(),
    }
}

fn add_date(whole: &mut WholeEvent, date: Date) -> Result<(), String> {
    let slot = |start, end| {
        Slot::new(EpochMillis(start), EpochMillis(end)).map_err(|wrong| wrong.to_string())
    };
    let (event, origin) = (whole.event.id.clone(), EpochMillis(date.origin));
    if whole.occurrences.iter().any(|there| there.origin == origin) {
        return Err("its origin is another date's as well".to_owned());
    }
    let state = match &*date.status {
        "confirmed" => EventState::Confirmed,
        "cancelled" => EventState::Cancelled,
        "deleted" => EventState::Deleted,
        other => return Err(format!("status {} is not known", shown(other))),
    };
    whole.occurrences.push(Occurrence {
        event: event.clone(),
        origin,
        slot: slot(date.start, date.end)?,
        state,
        beyond: date.different.map(|different| different.to_string()),
    });
    for (at, room) in date.meeting_rooms.into_iter().enumerate() {
        let state = match &*room.response_status {
            "accepted" => BookingState::Accepted,
            "tentative" => BookingState::Waiting { until: room.deadline.map(EpochMillis) },
            "declined" => BookingState::Declined {
                by: room.decided_by.map(UnionId::new),
                reason: room.reason,
            },
            other => return Err(unknown_state(other)),
        };
        let (slot, held) = (slot(room.start, room.end)?, slot(room.held_from, room.held_until)?);
        let booked_at = room.booked_at.map_or_else(|| untold(&whole.event, at), EpochMillis);
        let room = RoomId::new(room.room_id);
        let mut there = whole.bookings.iter();
        if there.any(|(there, _)| there.origin == origin && there.room == room) {
            return Err(format!("room {} is named twice", shown(room.as_str())));
        }
        if held.start() > slot.start() || slot.end() > held.end() {
            let room = shown(room.as_str());
            return Err(format!("room {room} is not held for all of the time that it is booked"));
        }
        let booking = Booking { room, event: event.clone(), origin, slot, held, state };
        whole.bookings.push((booking, booked_at));
    }
    for one in date.attendees {
        let person = UnionId::new(one.id);
        let response = answer(&one.response_status)?;
        let there = Attendee { person: person.clone(), is_optional: one.is_optional, response };
        whole.exceptions.push((origin, person, (!one.is_removed).then_some(there)));
    }
    for one in date.sign_ins {
        let person = UnionId::new(one.id);
        if whole.sign_ins.iter().any(|there| there.origin == origin && there.person == person) {
            return Err(format!("{} signs in twice", shown(person.as_str())));
        }
        let at = |at: Option<i64>| at.map(EpochMillis);
        let (came_at, went_at) = (at(one.signed_in_at), at(one.signed_out_at));
        whole.sign_ins.push(SignIn { origin, person, came_at, went_at });
    }
    Ok(())
}

/// An event as a document has it.
pub(super) fn write(whole: &WholeEvent) -> Map<String, Value> {
    let event = &whole.event;
    let when = &event.when;
    let mut fields = match json!(Beyond::of(event.beyond.as_deref())) {
        Value::Object(fields) => fields,
        _ => Map::new(),
    };
    let others = whole.attendees.iter().filter(|one| one.person != event.organiser);
    let attendees: Vec<_> = others
        .map(|one| {
            json!({ "id": one.person.as_str(), "isOptional": one.is_optional,
                "responseStatus": one.response.word() })
        })
        .collect();
    let mut rooms: Vec<Value> = Vec::new();
    let mut in_order: Vec<_> = whole.bookings.iter().collect();
    in_order.sort_by_key(|(_, at)| *at);
    for (booking, _) in in_order {
        let id = json!(booking.room.as_str());
        if rooms.iter().all(|room| room["roomId"] != id) {
            rooms.push(json!({ "roomId": id, "responseStatus": booking.state.word() }));
        }
    }
    let utc = Zone::parse("UTC").expect("the zone database is built in");
    let (start, end) = reply::meant(when);
    let known = json!({
        "id": event.id.as_str(),
        "summary": event.summary,
        "start": start,
        "end": end,
        "isAllDay": when.kind == openrooms_core::calendar::WhenKind::AllDay,
        "status": if event.state == EventState::Confirmed { "confirmed" } else { "cancelled" },
        "organizer": { "id": event.organiser.as_str() },
        "attendees": attendees,
        "meetingRooms": rooms,
    });
    for part in [known, json!(ours(whole))] {
        if let Value::Object(part) = part {
            fields.extend(part);
        }
    }
    for (name, at) in [("createTime", event.created_at), ("updateTime", event.updated_at)] {
        if reply::is_known(at) {
            fields.insert(name.to_owned(), json!(written(at, &utc)));
        }
    }
    if let Some(description) = &event.description {
        fields.insert("description".to_owned(), json!(description));
    }
    if let Some(recurrence) = &event.recurrence {
        fields.insert("recurrence".to_owned(), json!(repeats::wire(recurrence, when)));
    }
    // A day has no zone of its own on the wire, and the organisation's may be another.
    for end in ["start", "end"] {
        fields[end]["timeZone"] = json!(when.zone.name());
    }
    fields
}

fn ours(whole: &WholeEvent) -> Ours {
    let dates = whole.occurrences.iter().map(|date| {
        let rooms = whole.bookings.iter().filter(|(one, _)| one.origin == date.origin);
        let people = whole.exceptions.iter().filter(|(origin, ..)| *origin == date.origin);
        let signed = whole.sign_ins.iter().filter(|one| one.origin == date.origin);
        Date {
            origin: date.origin.0,
            start: date.slot.start().0,
            end: date.slot.end().0,
            status: match date.state {
                EventState::Confirmed => "confirmed",
                EventState::Cancelled => "cancelled",
                EventState::Deleted => "deleted",
            }
            .to_owned(),
            meeting_rooms: rooms.map(room).collect(),
            attendees: people
                .map(|(_, person, there)| DateAttendee {
                    id: person.as_str().to_owned(),
                    is_optional: there.as_ref().is_some_and(|there| there.is_optional),
                    response_status: there
                        .as_ref()
                        .map_or("needsAction", |there| there.response.word())
                        .to_owned(),
                    is_removed: there.is_none(),
                })
                .collect(),
            sign_ins: signed
                .map(|one| DateSignIn {
                    id: one.person.as_str().to_owned(),
                    signed_in_at: one.came_at.map(|at| at.0),
                    signed_out_at: one.went_at.map(|at| at.0),
                })
                .collect(),
            different: date.beyond.as_deref().and_then(|text| serde_json::from_str(text).ok()),
        }
    });
    Ours {
        dates: Some(dates.collect()),
        dates_until: whole.made_until.map(|at| at.0),
        created_at: Some(whole.event.created_at.0),
        updated_at: Some(whole.event.updated_at.0),
    }
}

fn room((booking, booked_at): &(Booking, EpochMillis)) -> DateRoom {
    let (deadline, decided_by, reason) = match &booking.state {
        BookingState::Waiting { until } => (until.map(|at| at.0), None, None),
        BookingState::Declined { by, reason } => {
            (None, by.as_ref().map(ToString::to_string), reason.clone())
        }
        BookingState::Accepted | BookingState::Released => (None, None, None),
    };
    DateRoom {
        room_id: booking.room.as_str().to_owned(),
        response_status: booking.state.word().to_owned(),
        start: booking.slot.start().0,
        end: booking.slot.end().0,
        held_from: booking.held.start().0,
        held_until: booking.held.end().0,
        booked_at: Some(booked_at.0),
        deadline,
        decided_by,
        reason,
    }
}
