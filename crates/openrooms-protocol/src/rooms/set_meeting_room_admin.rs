//! `SetMeetingRoomAdmin`, ours: who administers one room.

use super::{NewAdmins, RoomPath};
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `PUT /v1.0/rooms/roomAdmin/{roomId}`: names who administers one room, in place of those who did.
pub struct SetMeetingRoomAdmin;

impl Operation for SetMeetingRoomAdmin {
    const ACTION: &'static str = "SetMeetingRoomAdmin";
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/v1.0/rooms/roomAdmin/{roomId}";
    const SCOPE: Option<Scope> = Some(Scope::RoomWrite);
    type Path = RoomPath;
    type Query = Nothing;
    type Body = NewAdmins;
    type Reply = Wrapped<bool>;
}
