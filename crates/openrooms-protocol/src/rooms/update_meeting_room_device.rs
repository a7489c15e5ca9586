//! `UpdateMeetingRoomDevice`: what is given of a device changes.

use super::DeviceUpdate;
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `PUT /v1.0/rooms/devices`, ours: changes the fields of a device that are given.
pub struct UpdateMeetingRoomDevice;

impl Operation for UpdateMeetingRoomDevice {
    const ACTION: &'static str = "UpdateMeetingRoomDevice";
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/v1.0/rooms/devices";
    const SCOPE: Option<Scope> = Some(Scope::RoomWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = DeviceUpdate;
    type Reply = Wrapped<bool>;
}
