//! `QueryMeetingRoomGroupAdmin`: who administers a room group.

use serde::{Deserialize, Serialize};

use super::GroupPath;
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `GET /v1.0/rooms/groupAdmin/{groupId}`: who administers a room group, and the rooms of those below
/// it.
pub struct QueryMeetingRoomGroupAdmin;

impl Operation for QueryMeetingRoomGroupAdmin {
    const ACTION: &'static str = "QueryMeetingRoomGroupAdmin";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1.0/rooms/groupAdmin/{groupId}";
    const SCOPE: Option<Scope> = Some(Scope::RoomRead);
    type Path = GroupPath;
    type Query = MaybeOperator;
    type Body = Nothing;
    type Reply = Wrapped<GroupAdmins>;
}

/// Who acts; where nobody is named, the app asks for the organisation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct MaybeOperator {
    /// unionId of the person on whose behalf the app calls.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub union_id: Option<String>,
}

/// A group, and who administers it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct GroupAdmins {
    /// Who administers it, in the order in which they were named.
    pub group_admins: Vec<Admin>,
    /// Its id.
    pub group_id: i64,
    /// Its name; left out where it was never given one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_name: Option<String>,
}

/// Somebody who administers something.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Admin {
    /// Their unionId.
    pub member_id: String,
    /// Their name; left out where the directory does not know them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_name: Option<String>,
}
