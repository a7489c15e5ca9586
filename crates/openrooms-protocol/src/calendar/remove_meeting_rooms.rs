//! `RemoveMeetingRooms`: rooms that an event gives back.

use serde::{Deserialize, Serialize};

use super::{EventPath, MeetingRoomId};
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `POST
/// /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/meetingRooms/batchRemove`:
/// gives rooms of an event back.
pub struct RemoveMeetingRooms;

impl Operation for RemoveMeetingRooms {
    const ACTION: &'static str = "RemoveMeetingRooms";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/meetingRooms/batchRemove";
    const SCOPE: Option<Scope> = Some(Scope::EventWrite);
    type Path = EventPath;
    type Query = Nothing;
    type Body = RoomsReturned;
    type Reply = Wrapped<bool>;
}

/// Which rooms.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RoomsReturned {
    /// They.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub meeting_rooms_to_remove: Option<Vec<MeetingRoomId>>,
}
