//! `CloseMeetingRoomProblem`, ours: something is not wrong in a room any more.

use serde::{Deserialize, Serialize};

use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `POST /v1.0/rooms/problems/close`: closes what was wrong in a room.
pub struct CloseMeetingRoomProblem;

impl Operation for CloseMeetingRoomProblem {
    const ACTION: &'static str = "CloseMeetingRoomProblem";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/rooms/problems/close";
    const SCOPE: Option<Scope> = Some(Scope::RoomWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = ProblemClosing;
    type Reply = Wrapped<bool>;
}

/// Which problem, and what was done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ProblemClosing {
    /// unionId of the person on whose behalf the app calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub union_id: Option<String>,
    /// Which problem.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub problem_id: Option<String>,
    /// What was done: up to 2,000 characters, with lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub close_note: Option<String>,
}
