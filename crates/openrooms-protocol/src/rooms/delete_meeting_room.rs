//! `DeleteMeetingRoom`: a room goes.

use super::RoomPath;
use crate::{Method, Nothing, Operation, Operator, Scope, Wrapped};

/// `DELETE /v1.0/rooms/meetingRooms/{roomId}`: removes a room.
pub struct DeleteMeetingRoom;

impl Operation for DeleteMeetingRoom {
    const ACTION: &'static str = "DeleteMeetingRoom";
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str = "/v1.0/rooms/meetingRooms/{roomId}";
    const SCOPE: Option<Scope> = Some(Scope::RoomWrite);
    type Path = RoomPath;
    type Query = Operator;
    type Body = Nothing;
    type Reply = Wrapped<bool>;
}
