//! `ListEventsView`: what lies in a span of time.

use serde::{Deserialize, Serialize};

use super::{CalendarPath, EventPage};
use crate::{Method, Nothing, Operation, Scope};

/// `GET /v1.0/calendar/users/{userId}/calendars/{calendarId}/eventsview`: lists what lies in a span
/// of time, series expanded.
pub struct ListEventsView;

impl Operation for ListEventsView {
    const ACTION: &'static str = "ListEventsView";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1.0/calendar/users/{userId}/calendars/{calendarId}/eventsview";
    const SCOPE: Option<Scope> = Some(Scope::EventRead);
    type Path = CalendarPath;
    type Query = ViewQuery;
    type Body = Nothing;
    type Reply = EventPage;
}

/// Which span of time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ViewQuery {
    /// What ends after it: ISO 8601 with an offset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_min: Option<String>,
    /// What begins before it: ISO 8601 with an offset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_max: Option<String>,
    /// How many on a page: 1 to 100, default 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_results: Option<i32>,
    /// Where the page before ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// How many attendees of each are shown, 0 to 500; 100 where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_attendees: Option<i32>,
}
