//! `QueryMeetingRoomGroup`: one room group.

use super::RoomGroup;
use crate::path::PathParams;
use crate::{Method, Nothing, Operation, Operator, Scope};

/// `GET /v1.0/rooms/groups/{groupId}`: one room group. Its reply is bare, not under `result`.
pub struct QueryMeetingRoomGroup;

impl Operation for QueryMeetingRoomGroup {
    const ACTION: &'static str = "QueryMeetingRoomGroup";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1.0/rooms/groups/{groupId}";
    const SCOPE: Option<Scope> = Some(Scope::RoomRead);
    type Path = GroupPath;
    type Query = Operator;
    type Body = Nothing;
    type Reply = RoomGroup;
}

/// Which group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupPath {
    /// Its id, in digits.
    pub group_id: String,
}

impl PathParams for GroupPath {
    const NAMES: &'static [&'static str] = &["groupId"];
    fn from_values(mut values: Vec<String>) -> Self {
        Self { group_id: values.pop().unwrap_or_default() }
    }
    fn values(&self) -> Vec<&str> {
        vec![&self.group_id]
    }
}
