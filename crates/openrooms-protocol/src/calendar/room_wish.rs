//! What is wished of a room, and what is told of rooms, by the operations of ours that find them.

use serde::{Deserialize, Serialize};

use super::{EventRecurrence, EventTime};

/// When an event would be, as `CreateEvent` takes it, and how many people would come.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct MeetingWish {
    /// When it would begin.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub start: Option<EventTime>,
    /// When it would end.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub end: Option<EventTime>,
    /// Whether it would take whole days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_all_day: Option<bool>,
    /// How it would repeat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recurrence: Option<EventRecurrence>,
    /// How many people would come, the organiser included: 1 to 100,000; 1 where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attendees_count: Option<i32>,
}

/// A span of time, ISO 8601 in the room's zone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RoomTime {
    /// From when.
    pub start_time: String,
    /// Until when.
    pub end_time: String,
}

/// A room that can be had, or could be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RoomFound {
    /// Its id.
    pub room_id: String,
    /// What people call it.
    pub room_name: String,
    /// Seats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room_capacity: Option<i32>,
    /// The group it is in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_id: Option<i64>,
    /// Whether somebody has to agree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needs_approval: Option<bool>,
}
