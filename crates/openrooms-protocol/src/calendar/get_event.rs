//! `GetEvent`: one event, or one occurrence of a series.

use serde::{Deserialize, Serialize};

use super::{CalendarEvent, EventPath};
use crate::{Method, Nothing, Operation, Scope};

/// `GET /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}`: reads an event.
pub struct GetEvent;

impl Operation for GetEvent {
    const ACTION: &'static str = "GetEvent";
    const METHOD: Method = Method::GET;
    const PATH: &'static str =
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}";
    const SCOPE: Option<Scope> = Some(Scope::EventRead);
    type Path = EventPath;
    type Query = AttendeesQuery;
    type Body = Nothing;
    type Reply = CalendarEvent;
}

/// How much is wanted of an event.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AttendeesQuery {
    /// How many attendees are shown, 0 to 500; 100 where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_attendees: Option<i64>,
}
