//! `ListEventsViewByMe`: what lies in a span of one's own time.

use super::{EventPage, MyCalendarPath, ViewQuery};
use crate::{Method, Nothing, Operation, Scope};

/// `GET /v1.0/calendar/me/calendars/{calendarId}/eventsview`: lists what lies in a span of one's
/// own time, series expanded.
pub struct ListEventsViewByMe;

impl Operation for ListEventsViewByMe {
    const ACTION: &'static str = "ListEventsViewByMe";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1.0/calendar/me/calendars/{calendarId}/eventsview";
    const SCOPE: Option<Scope> = Some(Scope::EventRead);
    type Path = MyCalendarPath;
    type Query = ViewQuery;
    type Body = Nothing;
    type Reply = EventPage;
}
