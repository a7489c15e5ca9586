//! `SetMeetingRoomGroupPlan`, ours: the plan of a group's floor.

use serde::{Deserialize, Serialize};

use super::{FloorPlan, GroupPath, RoomPlace};
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `PUT /v1.0/rooms/groupPlans/{groupId}`: gives a room group a plan in place of the one that it had,
/// or takes it away.
pub struct SetMeetingRoomGroupPlan;

impl Operation for SetMeetingRoomGroupPlan {
    const ACTION: &'static str = "SetMeetingRoomGroupPlan";
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/v1.0/rooms/groupPlans/{groupId}";
    const SCOPE: Option<Scope> = Some(Scope::RoomWrite);
    type Path = GroupPath;
    type Query = Nothing;
    type Body = NewPlan;
    type Reply = Wrapped<bool>;
}

/// A plan. What is missing is refused in its place among the checks, so a reader takes its absence.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewPlan {
    /// unionId of the person on whose behalf the app calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub union_id: Option<String>,
    /// The address of its picture, http or https; an empty one takes the plan away.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub picture: Option<String>,
    /// Where rooms of the group, or of one below it, are: 500 at most, each once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub places: Option<Vec<RoomPlace>>,
    /// The plan as the caller read it, with an empty picture where there was none. Where it is not so
    /// any more, the call is refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<FloorPlan>,
}
