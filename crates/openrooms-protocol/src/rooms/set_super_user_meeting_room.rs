//! `SetSuperUserMeetingRoom`: whom the rules of a room do not bind.

use serde::{Deserialize, Serialize};

use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `POST /v1.0/rooms/meetingRooms/superUsers/set`: names the super users of a room, in place of those
/// that it had.
pub struct SetSuperUserMeetingRoom;

impl Operation for SetSuperUserMeetingRoom {
    const ACTION: &'static str = "SetSuperUserMeetingRoom";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/rooms/meetingRooms/superUsers/set";
    const SCOPE: Option<Scope> = Some(Scope::RoomWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = NewSuperUsers;
    type Reply = Wrapped<bool>;
}

/// The super users of a room. What is missing is refused in its place among the checks, so a reader
/// takes its absence.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewSuperUsers {
    /// unionId of the person on whose behalf the app calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub union_id: Option<String>,
    /// Which room.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub room_id: Option<String>,
    /// userIds of people, 1,000 at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id_white_list: Option<Vec<String>>,
    /// Ids of departments, 1,000 at most; those below count too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dept_id_white_list: Option<Vec<i64>>,
}
