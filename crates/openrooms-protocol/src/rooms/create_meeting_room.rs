//! `CreateMeetingRoom`: a new room.

use super::NewRoom;
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `POST /v1.0/rooms/meetingrooms`: makes a room, and gives its id. The r of `meetingrooms` is lower
/// case, on this call alone.
pub struct CreateMeetingRoom;

impl Operation for CreateMeetingRoom {
    const ACTION: &'static str = "CreateMeetingRoom";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/rooms/meetingrooms";
    const SCOPE: Option<Scope> = Some(Scope::RoomWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = NewRoom;
    type Reply = Wrapped<String>;
}
