//! `QueryMeetingRoomList`: the rooms that the operator may see, page by page.

use serde::{Deserialize, Serialize};

use super::MeetingRoom;
use crate::{Method, Nothing, Operation, Scope};

/// `GET /v1.0/rooms/meetingRoomLists`: a page of rooms.
pub struct QueryMeetingRoomList;

impl Operation for QueryMeetingRoomList {
    const ACTION: &'static str = "QueryMeetingRoomList";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1.0/rooms/meetingRoomLists";
    const SCOPE: Option<Scope> = Some(Scope::RoomRead);
    type Path = Nothing;
    type Query = RoomPageQuery;
    type Body = Nothing;
    type Reply = RoomPage;
}

/// Which page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RoomPageQuery {
    /// unionId of the person on whose behalf the app calls.
    pub union_id: String,
    /// Where the page before ended; 0 or absent is the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<i64>,
    /// Rooms on a page: 1 to 100, default 20.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_results: Option<i32>,
}

/// A page of rooms.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RoomPage {
    /// Whether there are more.
    pub has_more: bool,
    /// Where the next page begins; left out on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<i64>,
    /// The rooms: without devices, rights, policy, unionId and description.
    pub result: Vec<MeetingRoom>,
}
