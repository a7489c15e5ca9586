//! `PairMeetingRoomPanel`: a screen at a door becomes a device of a room.

use serde::{Deserialize, Serialize};

use super::RegisteredDevice;
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `POST /v1.0/rooms/panels/pair`, ours: makes the screen that shows a code a device of a room, or of
/// a group whose rooms it shows. The screen holds the device's token already.
pub struct PairMeetingRoomPanel;

impl Operation for PairMeetingRoomPanel {
    const ACTION: &'static str = "PairMeetingRoomPanel";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/rooms/panels/pair";
    const SCOPE: Option<Scope> = Some(Scope::RoomWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = PanelToPair;
    type Reply = Wrapped<RegisteredDevice>;
}

/// Which screen, and where it hangs.
///
/// Every field may be absent to a reader, so that a missing one is refused in its place among the
/// checks; what is required is said in the schema.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PanelToPair {
    /// unionId of the person on whose behalf the app calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub union_id: Option<String>,
    /// What the screen shows, such as `7KQM-2XWD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub code: Option<String>,
    /// The room at whose door it hangs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub room_id: Option<String>,
    /// The group whose rooms it shows, where it hangs at no door.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_id: Option<i64>,
    /// What people call it: up to 200 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_name: Option<String>,
}
