//! `UpdateMeetingRoom`: the fields of a room that are given.

use super::RoomUpdate;
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `PUT /v1.0/rooms/meetingRooms`: changes the fields of a room that are given, and no others.
pub struct UpdateMeetingRoom;

impl Operation for UpdateMeetingRoom {
    const ACTION: &'static str = "UpdateMeetingRoom";
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/v1.0/rooms/meetingRooms";
    const SCOPE: Option<Scope> = Some(Scope::RoomWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = RoomUpdate;
    type Reply = Wrapped<bool>;
}
