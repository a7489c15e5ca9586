//! `QueryMeetingRoomDeviceList`: the devices, page by page.

use serde::{Deserialize, Serialize};

use super::MeetingRoomDevice;
use crate::{Method, Nothing, Operation, Scope};

/// `GET /v1.0/rooms/deviceLists`, ours: a page of devices, in the order of their registration.
pub struct QueryMeetingRoomDeviceList;

impl Operation for QueryMeetingRoomDeviceList {
    const ACTION: &'static str = "QueryMeetingRoomDeviceList";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1.0/rooms/deviceLists";
    const SCOPE: Option<Scope> = Some(Scope::RoomRead);
    type Path = Nothing;
    type Query = DevicePageQuery;
    type Body = Nothing;
    type Reply = DevicePage;
}

/// Which page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DevicePageQuery {
    /// unionId of the person on whose behalf the app calls.
    pub union_id: String,
    /// Only the devices that stand in this room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room_id: Option<String>,
    /// Where the page before ended; 0 or absent is the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<i64>,
    /// Devices on a page: 1 to 100, default 20.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_results: Option<i32>,
}

/// A page of devices.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DevicePage {
    /// Whether there are more.
    pub has_more: bool,
    /// Where the next page begins; left out on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<i64>,
    /// The devices.
    pub result: Vec<MeetingRoomDevice>,
}
