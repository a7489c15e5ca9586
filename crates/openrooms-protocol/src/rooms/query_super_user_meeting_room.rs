//! `QuerySuperUserMeetingRoom`, ours: whom the rules of a room do not bind.

use serde::{Deserialize, Serialize};

use super::OperatorOnRoom;
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `GET /v1.0/rooms/meetingRooms/superUsers/query`: the super users of a room.
pub struct QuerySuperUserMeetingRoom;

impl Operation for QuerySuperUserMeetingRoom {
    const ACTION: &'static str = "QuerySuperUserMeetingRoom";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1.0/rooms/meetingRooms/superUsers/query";
    const SCOPE: Option<Scope> = Some(Scope::RoomRead);
    type Path = Nothing;
    type Query = OperatorOnRoom;
    type Body = Nothing;
    type Reply = Wrapped<SuperUsers>;
}

/// The super users of a room, in the order in which they were named.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SuperUsers {
    /// The room.
    pub room_id: String,
    /// userIds of people.
    pub user_id_white_list: Vec<String>,
    /// Ids of departments; those below count too.
    pub dept_id_white_list: Vec<i64>,
    /// Who of these people the directory knows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub users: Vec<SuperUser>,
    /// Which of these departments the directory knows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub departments: Vec<SuperDepartment>,
}

/// A person by name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SuperUser {
    /// Id in the organisation.
    pub user_id: String,
    /// Name.
    pub name: String,
}

/// A department by name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SuperDepartment {
    /// Its id.
    pub dept_id: i64,
    /// Its name.
    pub name: String,
}
