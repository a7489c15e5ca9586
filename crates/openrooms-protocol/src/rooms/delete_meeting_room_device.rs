//! `DeleteMeetingRoomDevice`: a device goes.

use super::OneDevice;
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `POST /v1.0/rooms/devices/remove`, ours: removes a device; its token and its connection end.
pub struct DeleteMeetingRoomDevice;

impl Operation for DeleteMeetingRoomDevice {
    const ACTION: &'static str = "DeleteMeetingRoomDevice";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/rooms/devices/remove";
    const SCOPE: Option<Scope> = Some(Scope::RoomWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = OneDevice;
    type Reply = Wrapped<bool>;
}
