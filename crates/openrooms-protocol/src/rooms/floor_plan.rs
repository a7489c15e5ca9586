//! The plan of a floor, as it travels: a picture, and where on it rooms are.

use serde::{Deserialize, Serialize};

/// The plan of a group.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct FloorPlan {
    /// The group.
    #[serde(default)]
    pub group_id: i64,
    /// The address of its picture.
    #[serde(default)]
    pub picture: String,
    /// Where rooms are on it; left out of a list of plans.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub places: Option<Vec<RoomPlace>>,
}

/// Where a room is: a rectangle, in per mille of the picture's width and height.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RoomPlace {
    /// The room.
    #[serde(default)]
    pub room_id: String,
    /// How far from the left it begins.
    #[serde(default)]
    pub left: i32,
    /// How far from the top it begins.
    #[serde(default)]
    pub top: i32,
    /// How wide it is.
    #[serde(default)]
    pub width: i32,
    /// How high it is.
    #[serde(default)]
    pub height: i32,
}
