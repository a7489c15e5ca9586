//! `QueryMeetingRoomGroupPlan`, ours: the plan of a group's floor, or which groups have one.

use serde::{Deserialize, Serialize};

use super::FloorPlan;
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `GET /v1.0/rooms/groupPlans`: the plan of one room group with the places of its rooms, or of all
/// without.
pub struct QueryMeetingRoomGroupPlan;

impl Operation for QueryMeetingRoomGroupPlan {
    const ACTION: &'static str = "QueryMeetingRoomGroupPlan";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1.0/rooms/groupPlans";
    const SCOPE: Option<Scope> = Some(Scope::RoomRead);
    type Path = Nothing;
    type Query = PlanQuery;
    type Body = Nothing;
    type Reply = Wrapped<Vec<FloorPlan>>;
}

/// On whose behalf, and which.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PlanQuery {
    /// unionId of the person on whose behalf the app calls.
    pub union_id: String,
    /// The group; absent: every group that has a plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_id: Option<i64>,
}
