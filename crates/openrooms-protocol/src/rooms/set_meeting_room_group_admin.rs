//! `SetMeetingRoomGroupAdmin`, ours: who administers a room group.

use serde::{Deserialize, Serialize};

use super::GroupPath;
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `PUT /v1.0/rooms/groupAdmin/{groupId}`: names who administers a room group, in place of those who
/// did.
pub struct SetMeetingRoomGroupAdmin;

impl Operation for SetMeetingRoomGroupAdmin {
    const ACTION: &'static str = "SetMeetingRoomGroupAdmin";
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/v1.0/rooms/groupAdmin/{groupId}";
    const SCOPE: Option<Scope> = Some(Scope::RoomWrite);
    type Path = GroupPath;
    type Query = Nothing;
    type Body = NewAdmins;
    type Reply = Wrapped<bool>;
}

/// Who administers something from now on. What is missing is refused in its place among the checks, so
/// a reader takes its absence.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewAdmins {
    /// unionId of the person on whose behalf the app calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub union_id: Option<String>,
    /// unionIds of people, 100 at most; an empty list is nobody.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub admin_union_ids: Option<Vec<String>>,
}
