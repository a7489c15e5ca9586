//! `ReportMeetingRoomProblem`, ours: something is wrong in a room.

use serde::{Deserialize, Serialize};

use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `POST /v1.0/rooms/problems`: notes that something is wrong in a room; its id is the reply.
pub struct ReportMeetingRoomProblem;

impl Operation for ReportMeetingRoomProblem {
    const ACTION: &'static str = "ReportMeetingRoomProblem";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/rooms/problems";
    const SCOPE: Option<Scope> = Some(Scope::RoomWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = NewProblem;
    type Reply = Wrapped<String>;
}

/// What is wrong, and where.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewProblem {
    /// unionId of the person who reports it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub union_id: Option<String>,
    /// The room.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub room_id: Option<String>,
    /// What it is about: `screen`, `sound`, `cable`, `network`, `furniture`, `climate`, `cleaning` or
    /// `other`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub problem_kind: Option<String>,
    /// What there is to say of it: up to 2,000 characters, with lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}
