//! What `CreateEvent` and `PatchEvent` are given, in core's words.

use openrooms_core::calendar::when::{Given as End, WrongWhen};
use openrooms_core::calendar::{Attendee, Response, When, WhenKind};
use openrooms_core::directory::{is_name, is_plain};
use openrooms_core::id::UnionId;
use openrooms_core::slot::Slot;
use openrooms_core::time::Zone;
use openrooms_protocol::calendar::{EventTime, NewAttendee, NewEvent};

use super::beyond::Beyond;
use super::problem::CalendarProblem;
use super::repeats;
use crate::problem::Problem;

const LONGEST_SUMMARY: usize = 2_048;
const LONGEST_DESCRIPTION: usize = 5_000;
/// People in one call.
const MOST_ATTENDEES: usize = 500;
/// 366 days.
pub(super) const LONGEST_MILLIS: i64 = 366 * 86_400_000;

/// The texts and people that an event is to have; `None` is what was not given.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fields {
    pub(super) summary: Option<String>,
    pub(super) description: Option<String>,
    pub(super) attendees: Option<Vec<Attendee>>,
    pub(super) beyond: Beyond,
}

/// Takes what says nothing out of a body: lists that are empty, since the SDK for Python sends one for
/// each list of objects that is not set, and objects whose fields are all absent, as those for PHP (`[]`)
/// and C# (nulls) send them.
pub(super) fn without_empty(body: NewEvent) -> NewEvent {
    fn some<T>(list: Option<Vec<T>>) -> Option<Vec<T>> {
        list.filter(|list| !list.is_empty())
    }
    fn filled<T: Default + PartialEq>(object: Option<T>) -> Option<T> {
        object.filter(|object| *object != T::default())
    }
    NewEvent {
        start: filled(body.start),
        end: filled(body.end),
        recurrence: body.recurrence.filter(repeats::is_given),
        location: filled(body.location),
        online_meeting_info: filled(body.online_meeting_info),
        rich_text_description: filled(body.rich_text_description),
        extra: filled(body.extra),
        event_config: filled(body.event_config),
        attendees: some(body.attendees),
        reminders: some(body.reminders),
        ui_configs: some(body.ui_configs),
        categories: some(body.categories),
        card_instances: some(body.card_instances),
        ..body
    }
}

/// Reads them, and takes them out of the body. `organiser` is nobody who is invited.
pub(super) fn fields(body: &mut NewEvent, organiser: &UnionId) -> Result<Fields, Problem> {
    let summary = body.summary.take();
    if let Some(summary) = &summary {
        if summary.trim().is_empty() {
            return wrong("Event summary cannot be blank");
        }
        if summary.chars().count() > LONGEST_SUMMARY {
            return wrong(format!("summary must be {LONGEST_SUMMARY} characters at most"));
        }
        if !is_plain(summary, LONGEST_SUMMARY) {
            return wrong("summary must be text of one line");
        }
        if !is_name(summary, LONGEST_SUMMARY) {
            // Characters that nobody sees.
            return wrong("Event summary cannot be blank");
        }
    }
    let description = body.description.take();
    if description.as_ref().is_some_and(|text| text.chars().count() > LONGEST_DESCRIPTION) {
        return wrong(format!("description must be {LONGEST_DESCRIPTION} characters at most"));
    }
    let attendees = body.attendees.take();
    let attendees = attendees.map(|given| self::attendees("attendees", given, organiser));
    let attendees = attendees.transpose()?;
    Ok(Fields { summary, description, attendees, beyond: Beyond::read(body)? })
}

/// Who is invited, each once, in order; `name` is that of the list.
pub(super) fn attendees(
    name: &str,
    given: Vec<NewAttendee>,
    organiser: &UnionId,
) -> Result<Vec<Attendee>, Problem> {
    if given.len() > MOST_ATTENDEES {
        return wrong(format!("{name} must be {MOST_ATTENDEES} at most"));
    }
    let mut attendees: Vec<Attendee> = Vec::with_capacity(given.len());
    let mut seen = std::collections::HashSet::new();
    for (at, one) in given.into_iter().enumerate() {
        let Some(id) = one.id.filter(|id| !id.trim().is_empty()) else {
            return wrong(format!("{name}[{at}].id is missing"));
        };
        let person = UnionId::new(id);
        if person != *organiser && seen.insert(person.clone()) {
            attendees.push(Attendee {
                person,
                is_optional: one.is_optional.unwrap_or(false),
                response: Response::NeedsAction,
            });
        }
    }
    Ok(attendees)
}

/// When it is, from both ends.
pub(super) fn when(body: &NewEvent, otherwise: &Zone) -> Result<When, Problem> {
    let none = EventTime::default();
    let start = body.start.as_ref().unwrap_or(&none);
    let end = body.end.as_ref().unwrap_or(&none);
    parsed(start, end, body.is_all_day, otherwise)
}

/// When it is to be, from what is given of both ends and what it was before. Both ends as they were
/// told leave the hours that were meant, where clocks leave them out.
pub(super) fn moved(body: &NewEvent, before: &When) -> Result<Option<When>, Problem> {
    let kind_before = before.kind == WhenKind::AllDay;
    let changes_kind = body.is_all_day.is_some_and(|is_all_day| is_all_day != kind_before);
    let (start, end) = match (&body.start, &body.end) {
        (Some(start), Some(end)) => (start.clone(), end.clone()),
        _ if changes_kind => return wrong("start and end must be given with isAllDay"),
        (None, None) => return Ok(None),
        (start, end) => {
            // What is not given stays, on the clock that is named; where none is, any offset is taken.
            let named = [start, end].into_iter().flatten().find_map(|end| end.time_zone.as_deref());
            let named = named.filter(|name| !name.trim().is_empty());
            let zone = match named {
                Some(name) => Zone::parse(name).map_err(|_| refused(&WrongWhen::ZoneUnknown))?,
                None => before.zone.clone(),
            };
            let stays = When { zone: zone.clone(), ..before.clone() };
            let (mut from, mut until) = if zone == before.zone {
                super::reply::meant(before)
            } else {
                let (time, told) = (|at| super::reply::time(&stays, at), stays.told());
                (time(told.start()), time(told.end()))
            };
            if named.is_none() {
                (from.time_zone, until.time_zone) = (None, None);
            }
            (start.clone().unwrap_or(from), end.clone().unwrap_or(until))
        }
    };
    let is_all_day = body.is_all_day.or_else(|| {
        let says_nothing = start.date.is_none() && start.date_time.is_none();
        says_nothing.then_some(kind_before)
    });
    let when = parsed(&start, &end, is_all_day, &before.zone)?;
    let is_as_told = body.start.is_some()
        && body.end.is_some()
        && When { hours: before.hours, ..when.clone() }
            == When { slot: before.told(), ..before.clone() };
    Ok(Some(if is_as_told { before.clone() } else { when }))
}

fn parsed(
    start: &EventTime,
    end: &EventTime,
    is_all_day: Option<bool>,
    otherwise: &Zone,
) -> Result<When, Problem> {
    let when = When::parse(given(start), given(end), is_all_day, otherwise);
    let when = when.map_err(|wrong| refused(&wrong))?;
    check_lengths([when.slot])?;
    Ok(when)
}

/// Refuses what lasts too long.
pub(super) fn check_lengths(slots: impl IntoIterator<Item = Slot>) -> Result<(), Problem> {
    if slots.into_iter().any(|slot| slot.millis() > LONGEST_MILLIS) {
        return wrong("an event must last 366 days at most");
    }
    Ok(())
}

fn given(end: &EventTime) -> End<'_> {
    End {
        date: end.date.as_deref(),
        date_time: end.date_time.as_deref(),
        zone: end.time_zone.as_deref(),
    }
}

fn refused(wrong: &WrongWhen) -> Problem {
    let text = wrong.to_string().into();
    if wrong.is_of_a_timestamp() {
        CalendarProblem::TimeUnreadable(text).into()
    } else {
        CalendarProblem::Parameter(text).into()
    }
}

pub(super) fn wrong<T>(what: impl Into<std::borrow::Cow<'static, str>>) -> Result<T, Problem> {
    Err(CalendarProblem::parameter(what).into())
}
