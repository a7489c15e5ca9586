//! `QueryMeetingRoomProblemList`, ours: what is wrong in rooms.

use serde::{Deserialize, Serialize};

use crate::{Method, Nothing, Operation, Scope};

/// `GET /v1.0/rooms/problemLists`: a page of what is wrong in rooms, what was reported last first.
pub struct QueryMeetingRoomProblemList;

impl Operation for QueryMeetingRoomProblemList {
    const ACTION: &'static str = "QueryMeetingRoomProblemList";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1.0/rooms/problemLists";
    const SCOPE: Option<Scope> = Some(Scope::RoomRead);
    type Path = Nothing;
    type Query = ProblemPageQuery;
    type Body = Nothing;
    type Reply = ProblemPage;
}

/// Which page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ProblemPageQuery {
    /// unionId of the person on whose behalf the app calls.
    pub union_id: String,
    /// Only those of this room; without one, those of the rooms that the operator administers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room_id: Option<String>,
    /// `open`, which is the default, `closed` or `all`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Where the page before ended; empty or absent is the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// Problems on a page: 1 to 100, default 20.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_results: Option<i32>,
}

/// A page of what is wrong in rooms.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ProblemPage {
    /// Whether there are more.
    pub has_more: bool,
    /// Where the next page begins; left out on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// The problems, what was reported last first.
    pub result: Vec<RoomProblem>,
}

/// Something that is or was wrong in a room. Who reported and who closed it is told to those who
/// administer the room.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RoomProblem {
    /// Its id.
    pub problem_id: String,
    /// The room.
    pub room_id: String,
    /// What people call the room.
    pub room_name: String,
    /// What it is about.
    pub problem_kind: String,
    /// What there is to say of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Whether it is open.
    pub open: bool,
    /// When it was reported: milliseconds since 1970.
    pub report_time: i64,
    /// unionId of who reported it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reporter_union_id: Option<String>,
    /// Their name, where the directory knows them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reporter_name: Option<String>,
    /// The device that it was reported at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_union_id: Option<String>,
    /// When it was closed: milliseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub close_time: Option<i64>,
    /// unionId of who closed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closer_union_id: Option<String>,
    /// Their name, where the directory knows them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closer_name: Option<String>,
    /// What was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub close_note: Option<String>,
}
