//! `QueryMeetingRoom`: one room, with its policy.

use super::MeetingRoom;
use crate::path::PathParams;
use crate::{Method, Nothing, Operation, Operator, Scope, Wrapped};

/// `GET /v1.0/rooms/meetingRooms/{roomId}`: one meeting room.
pub struct QueryMeetingRoom;

impl Operation for QueryMeetingRoom {
    const ACTION: &'static str = "QueryMeetingRoom";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1.0/rooms/meetingRooms/{roomId}";
    const SCOPE: Option<Scope> = Some(Scope::RoomRead);
    type Path = RoomPath;
    type Query = Operator;
    type Body = Nothing;
    type Reply = Wrapped<MeetingRoom>;
}

/// Which room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomPath {
    /// Its id.
    pub room_id: String,
}

impl PathParams for RoomPath {
    const NAMES: &'static [&'static str] = &["roomId"];
    fn from_values(mut values: Vec<String>) -> Self {
        Self { room_id: values.pop().unwrap_or_default() }
    }
    fn values(&self) -> Vec<&str> {
        vec![&self.room_id]
    }
}
