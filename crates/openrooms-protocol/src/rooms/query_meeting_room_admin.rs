//! `QueryMeetingRoomAdmin`, ours: who administers one room.

use serde::{Deserialize, Serialize};

use super::{Admin, RoomPath};
use crate::{Method, Nothing, Operation, Operator, Scope, Wrapped};

/// `GET /v1.0/rooms/roomAdmin/{roomId}`: who administers one room, beside those of its groups.
pub struct QueryMeetingRoomAdmin;

impl Operation for QueryMeetingRoomAdmin {
    const ACTION: &'static str = "QueryMeetingRoomAdmin";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1.0/rooms/roomAdmin/{roomId}";
    const SCOPE: Option<Scope> = Some(Scope::RoomRead);
    type Path = RoomPath;
    type Query = Operator;
    type Body = Nothing;
    type Reply = Wrapped<RoomAdmins>;
}

/// A room, and who administers it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RoomAdmins {
    /// Its id.
    pub room_id: String,
    /// Who administers it, in the order in which they were named.
    pub room_admins: Vec<Admin>,
}
