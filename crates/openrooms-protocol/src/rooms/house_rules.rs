//! House rules: what `extensionConfig` says of a room or a group beyond DingTalk's documents. All of it
//! is ours, and off until it is set.

use serde::{Deserialize, Serialize};

/// A span of a day of the week in which rooms are open.
///
/// Every field may be absent to a reader, so that a missing one is refused by its place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct WeeklyHours {
    /// `monday` to `sunday`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub day: Option<String>,
    /// `HH:mm` in the room's zone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub from: Option<String>,
    /// `HH:mm`, later on that day; `24:00` is its end.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub to: Option<String>,
}

/// How much one person may have booked in the room, or in all rooms of the group and of those below.
/// What is absent or 0 is not counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct BookingQuota {
    /// Bookings that are not over; each date of a series is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_bookings: Option<i32>,
    /// Hours in a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_per_day: Option<i32>,
    /// Hours in a week, from Monday.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_per_week: Option<i32>,
    /// Hours in a calendar month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_per_month: Option<i32>,
}

/// Days on which rooms are closed.
///
/// Every field may be absent to a reader, so that a missing one is refused by its place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ClosedDay {
    /// `YYYY-MM-DD`, in the room's zone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub date: Option<String>,
    /// The last day, where there are several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_date: Option<String>,
    /// What they are called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}
