//! `AddMeetingRooms`: rooms for an event.

use serde::{Deserialize, Serialize};

use super::EventPath;
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `POST /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/meetingRooms`: books
/// rooms for an event, all of them or none.
pub struct AddMeetingRooms;

impl Operation for AddMeetingRooms {
    const ACTION: &'static str = "AddMeetingRooms";
    const METHOD: Method = Method::POST;
    const PATH: &'static str =
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/meetingRooms";
    const SCOPE: Option<Scope> = Some(Scope::EventWrite);
    type Path = EventPath;
    type Query = Nothing;
    type Body = RoomsWanted;
    type Reply = Wrapped<bool>;
}

/// Which rooms.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RoomsWanted {
    /// They: 1 to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub meeting_rooms_to_add: Option<Vec<MeetingRoomId>>,
}

/// A room by its id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct MeetingRoomId {
    /// Its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub room_id: Option<String>,
}

impl MeetingRoomId {
    /// A room.
    pub fn of(room_id: impl Into<String>) -> Self {
        Self { room_id: Some(room_id.into()) }
    }
}
