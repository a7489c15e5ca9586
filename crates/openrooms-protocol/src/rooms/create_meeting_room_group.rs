//! `CreateMeetingRoomGroup`: a new room group.

use serde::{Deserialize, Serialize};

use super::ExtensionConfig;
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `POST /v1.0/rooms/groups`: makes a room group, and gives its id.
pub struct CreateMeetingRoomGroup;

impl Operation for CreateMeetingRoomGroup {
    const ACTION: &'static str = "CreateMeetingRoomGroup";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/rooms/groups";
    const SCOPE: Option<Scope> = Some(Scope::RoomWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = NewGroup;
    type Reply = Wrapped<i64>;
}

/// A group to be made. What is missing is refused in its place among the checks, so a reader takes
/// its absence.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewGroup {
    /// unionId of the person on whose behalf the app calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub union_id: Option<String>,
    /// What people call it: 1 to 100 characters. Others may have the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub group_name: Option<String>,
    /// The group above; 0 is the root.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub parent_group_id: Option<i64>,
    /// Ours: what its rooms and those of the groups below ask of a booking, where they do not say it
    /// themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension_config: Option<ExtensionConfig>,
}
