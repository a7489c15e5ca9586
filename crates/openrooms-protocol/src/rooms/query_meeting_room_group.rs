//! `QueryMeetingRoomGroup`: one room group.

use serde::{Deserialize, Serialize};

use super::ExtensionConfig;
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
    type Reply = GroupDetail;
}

/// A group as it is read by itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct GroupDetail {
    /// Its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_id: Option<i64>,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_name: Option<String>,
    /// The group above; 0 is the root.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<i64>,
    /// Ours: what its rooms and those of the groups below ask of a booking, where they do not say it
    /// themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension_config: Option<ExtensionConfig>,
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
