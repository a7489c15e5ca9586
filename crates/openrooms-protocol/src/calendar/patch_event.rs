//! `PatchEvent`: the fields of an event that are given.

use serde::{Deserialize, Serialize};

use super::{CalendarEvent, EventPath, EventUpdate};
use crate::{Method, Operation, Scope};

/// `PUT /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}`: changes an event,
/// though it is a PUT, only by what is given.
pub struct PatchEvent;

impl Operation for PatchEvent {
    const ACTION: &'static str = "PatchEvent";
    const METHOD: Method = Method::PUT;
    const PATH: &'static str =
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}";
    const SCOPE: Option<Scope> = Some(Scope::EventWrite);
    type Path = EventPath;
    type Query = PartQuery;
    type Body = EventUpdate;
    type Reply = CalendarEvent;
}

/// How much of a series is meant.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PartQuery {
    /// Ours: `this`, `following` or `all`; where it is absent, this of an occurrence and all of a
    /// series.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
}
