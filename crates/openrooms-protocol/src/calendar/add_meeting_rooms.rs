//! `AddMeetingRooms`: rooms for an event.

use serde::{Deserialize, Serialize};

use super::EventPath;
use crate::{Method, Operation, Scope};

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
    type Query = SkipQuery;
    type Body = RoomsWanted;
    type Reply = RoomsAdded;
}

/// What becomes of dates of a series on which a room cannot be had.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SkipQuery {
    /// Ours: they are left out, and the reply names them. Where it is absent, nothing is booked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skip_unavailable: Option<bool>,
}

/// The answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RoomsAdded {
    /// `true`.
    pub result: bool,
    /// Ours: the dates that were left out; absent where none was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skipped: Vec<SkippedDate>,
}

/// A date of a series on which a room could not be had.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SkippedDate {
    /// The room.
    pub room_id: String,
    /// The occurrence, to which the room can be added later.
    pub event_id: String,
    /// When it begins, ISO 8601.
    pub start: String,
    /// The rules that refuse it.
    pub text: String,
}

/// Which rooms.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RoomsWanted {
    /// They: 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub meeting_rooms_to_add: Option<Vec<MeetingRoomId>>,
}

/// A room by its id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct MeetingRoomId {
    /// Its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub room_id: Option<String>,
}

impl MeetingRoomId {
    /// A room.
    pub fn of(room_id: impl Into<String>) -> Self {
        Self { room_id: Some(room_id.into()) }
    }
}
