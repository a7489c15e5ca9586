//! `CreateEventByMe`: a new event of one's own.

use super::{CalendarEvent, MyCalendarPath, NewEvent};
use crate::{Method, Nothing, Operation, Scope};

/// `POST /v1.0/calendar/me/calendars/{calendarId}/events`: makes an event in one's own calendar.
pub struct CreateEventByMe;

impl Operation for CreateEventByMe {
    const ACTION: &'static str = "CreateEventByMe";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/calendar/me/calendars/{calendarId}/events";
    const SCOPE: Option<Scope> = Some(Scope::EventWrite);
    type Path = MyCalendarPath;
    type Query = Nothing;
    type Body = NewEvent;
    type Reply = CalendarEvent;
}
