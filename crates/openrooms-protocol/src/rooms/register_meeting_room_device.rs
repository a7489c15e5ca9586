//! `RegisterMeetingRoomDevice`: a new device.

use serde::{Deserialize, Serialize};

use super::NewDevice;
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `POST /v1.0/rooms/devices`, ours: registers a device, and gives its two ids.
pub struct RegisterMeetingRoomDevice;

impl Operation for RegisterMeetingRoomDevice {
    const ACTION: &'static str = "RegisterMeetingRoomDevice";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/rooms/devices";
    const SCOPE: Option<Scope> = Some(Scope::RoomWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = NewDevice;
    type Reply = Wrapped<RegisteredDevice>;
}

/// A device that was registered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RegisteredDevice {
    /// Its id.
    pub device_id: String,
    /// Its unionId.
    pub device_union_id: String,
}
