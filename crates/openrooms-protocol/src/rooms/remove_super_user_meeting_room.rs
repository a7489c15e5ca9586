//! `RemoveSuperUserMeetingRoom`: a room has no super users any more.

use serde::{Deserialize, Serialize};

use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `POST /v1.0/rooms/meetingRooms/superUsers/remove`: takes all super users from a room. Its
/// parameters are a query; it has no body.
pub struct RemoveSuperUserMeetingRoom;

impl Operation for RemoveSuperUserMeetingRoom {
    const ACTION: &'static str = "RemoveSuperUserMeetingRoom";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/rooms/meetingRooms/superUsers/remove";
    const SCOPE: Option<Scope> = Some(Scope::RoomWrite);
    type Path = Nothing;
    type Query = OperatorOnRoom;
    type Body = Nothing;
    type Reply = Wrapped<bool>;
}

/// Who acts, and on which room.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct OperatorOnRoom {
    /// unionId of the person on whose behalf the app calls.
    pub union_id: String,
    /// Which room. A missing one is refused in its place among the checks.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub room_id: Option<String>,
}
