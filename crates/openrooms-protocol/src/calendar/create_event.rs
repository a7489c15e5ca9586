//! `CreateEvent`: a new event.

use super::{CalendarEvent, CalendarPath, NewEvent};
use crate::{Method, Nothing, Operation, Scope};

/// `POST /v1.0/calendar/users/{userId}/calendars/{calendarId}/events`: makes an event in a person's
/// calendar.
pub struct CreateEvent;

impl Operation for CreateEvent {
    const ACTION: &'static str = "CreateEvent";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events";
    const SCOPE: Option<Scope> = Some(Scope::EventWrite);
    type Path = CalendarPath;
    type Query = Nothing;
    type Body = NewEvent;
    type Reply = CalendarEvent;
}
