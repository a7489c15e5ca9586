//! `UpdateMeetingRoomGroup`: another name or policy for a room group.

use serde::{Deserialize, Serialize};

use super::{ExtensionConfig, GroupDetail};
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `PUT /v1.0/rooms/groups`: renames a room group, or changes its policy.
pub struct UpdateMeetingRoomGroup;

impl Operation for UpdateMeetingRoomGroup {
    const ACTION: &'static str = "UpdateMeetingRoomGroup";
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/v1.0/rooms/groups";
    const SCOPE: Option<Scope> = Some(Scope::RoomWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = GroupUpdate;
    type Reply = Wrapped<bool>;
}

/// What is to be changed of a group. What is missing is refused in its place among the checks, so a
/// reader takes its absence.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct GroupUpdate {
    /// unionId of the person on whose behalf the app calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub union_id: Option<String>,
    /// Which group.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub group_id: Option<i64>,
    /// What people call it: 1 to 100 characters. Others may have the same; absent: it stays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_name: Option<String>,
    /// Ours: what its rooms and those of the groups below ask of a booking, where they do not say it
    /// themselves. The given fields change; a window, a closure, a list or an object is replaced whole,
    /// and an empty one takes it away.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension_config: Option<ExtensionConfig>,
    /// Ours: the group as the caller read it. Where it is not so any more, the call is refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<GroupDetail>,
}
