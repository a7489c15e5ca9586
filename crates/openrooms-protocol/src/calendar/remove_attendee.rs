//! `RemoveAttendee`: fewer people at an event.

use serde::{Deserialize, Serialize};

use super::{AttendeeId, EventPath};
use crate::{Method, Nothing, Operation, Scope};

/// `POST
/// /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/attendees/batchRemove`:
/// takes people from an event.
pub struct RemoveAttendee;

impl Operation for RemoveAttendee {
    const ACTION: &'static str = "RemoveAttendee";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/attendees/batchRemove";
    const SCOPE: Option<Scope> = Some(Scope::EventWrite);
    type Path = EventPath;
    type Query = Nothing;
    type Body = Uninvitations;
    type Reply = Nothing;
}

/// Who is invited no more.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Uninvitations {
    /// They: 1 to 500.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub attendees_to_remove: Option<Vec<AttendeeId>>,
}
