//! `MeetingRoomRespond`: yes or no to a booking.

use serde::{Deserialize, Serialize};

use super::EventRoomPath;
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `POST
/// /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/meetingRooms/{roomId}/respond`:
/// accepts or declines a booking that waits for approval.
pub struct MeetingRoomRespond;

impl Operation for MeetingRoomRespond {
    const ACTION: &'static str = "MeetingRoomRespond";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/meetingRooms/{roomId}/respond";
    const SCOPE: Option<Scope> = Some(Scope::EventWrite);
    type Path = EventRoomPath;
    type Query = Nothing;
    type Body = RoomAnswer;
    type Reply = Wrapped<bool>;
}

/// Yes or no.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RoomAnswer {
    /// `accepted` or `declined`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub response_status: Option<String>,
    /// Ours: why, up to 2,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
