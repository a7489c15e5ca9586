//! Handlers of `calendar_1_0`.
//!
//! The path names on whose behalf an app calls; what an operation is about lies in that person's
//! calendar, or is not there for them. What several operations share is here and in `wish` (bodies
//! to core), `reply` (core to replies), `beyond` (what only the wire shows) and `repeats`.

pub(crate) mod add_attendee;
pub(crate) mod add_meeting_rooms;
pub(crate) mod beyond;
mod booked;
pub(crate) mod cancel_event;
pub(crate) mod check_in;
pub(crate) mod create_event;
pub(crate) mod create_event_by_me;
pub(crate) mod dates;
pub(crate) mod delete_event;
pub(crate) mod door;
mod ending;
pub(crate) mod explain_meeting_room_booking;
pub(crate) mod find_meeting_rooms;
pub(crate) mod get_event;
pub(crate) mod get_meeting_rooms_schedule;
pub(crate) mod get_schedule;
pub(crate) mod get_sign_in_link;
pub(crate) mod get_sign_in_list;
pub(crate) mod get_sign_out_link;
pub(crate) mod get_sign_out_list;
mod hand;
pub(crate) mod horizon;
mod links;
pub(crate) mod list_attendees;
pub(crate) mod list_calendars;
pub(crate) mod list_events;
pub(crate) mod list_events_instances;
pub(crate) mod list_events_view;
pub(crate) mod list_events_view_by_me;
pub(crate) mod list_instances;
pub(crate) mod meeting_room_respond;
mod notice;
mod part;
pub(crate) mod patch_event;
mod people;
mod place;
pub(crate) mod problem;
pub(crate) mod query_meeting_rooms_busy;
mod queue;
mod refused;
pub(crate) mod remove_attendee;
pub(crate) mod remove_meeting_rooms;
pub(crate) mod repeats;
pub(crate) mod reply;
pub(crate) mod respond_event;
pub(crate) mod rooms;
pub(crate) mod rooms_asked;
mod series;
pub(crate) mod sign_in;
pub(crate) mod sign_out;
mod signing;
mod span;
pub(crate) mod together;
pub(crate) mod transfer_event;
mod version;
pub(crate) mod watch_meeting_rooms;
mod wish;

use openrooms_core::calendar::Attendee;
use openrooms_core::id::EventId;
use openrooms_protocol::calendar::PRIMARY_CALENDAR;
use openrooms_store::{Sought, SoughtEvent, Standing, Writing};

use crate::problem::Problem;
use problem::CalendarProblem;

/// Attendees of an event that a reply shows, where nothing else is said.
const DEFAULT_ATTENDEES: i64 = 100;
/// The most that it shows.
const MOST_ATTENDEES: i64 = 500;

/// Checks the id of a calendar: everybody has one.
fn check_calendar(id: &str) -> Result<(), Problem> {
    match id {
        PRIMARY_CALENDAR => Ok(()),
        blank if blank.trim().is_empty() => wish::wrong("CalendarId cannot be blank"),
        _ => wish::wrong("calendarId invalid"),
    }
}

/// The id of an event, in a path.
fn event_id(id: String) -> Result<EventId, Problem> {
    if id.trim().is_empty() {
        return wish::wrong("eventId cannot be blank");
    }
    Ok(EventId::new(id))
}

/// How many attendees a reply shows.
fn attendees_shown(asked: Option<i64>) -> Result<i64, Problem> {
    match asked {
        None => Ok(DEFAULT_ATTENDEES),
        Some(most) if (0..=MOST_ATTENDEES).contains(&most) => Ok(most),
        Some(_) => wish::wrong(format!("maxAttendees must be from 0 to {MOST_ATTENDEES}")),
    }
}

/// What was looked for in somebody's calendar.
fn found(sought: Sought) -> Result<SoughtEvent, Problem> {
    match sought {
        Sought::Found(event) => Ok(*event),
        Sought::NoDate => Err(CalendarProblem::InstanceNotFound.into()),
        Sought::Nothing => Err(CalendarProblem::EventNotFound.into()),
    }
}

/// The same, where only the organiser may.
fn organised(sought: Sought) -> Result<SoughtEvent, Problem> {
    let found = found(sought)?;
    match found.standing {
        Standing::Organiser => Ok(found),
        Standing::Attendee => Err(CalendarProblem::NotOrganiser.into()),
    }
}

/// Everybody who is invited is somebody of the organisation.
async fn check_people(writing: &mut Writing, invited: &[Attendee]) -> Result<(), Problem> {
    let people: Vec<_> = invited.iter().map(|one| one.person.clone()).collect();
    match writing.first_stranger(&people).await? {
        Some(_) => wish::wrong("userId invalid"),
        None => Ok(()),
    }
}
