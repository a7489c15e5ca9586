//! Why rooms cannot be had, in parts: for programs, and for people in their own language.

use serde::{Deserialize, Serialize};

use crate::rooms::WeeklyHours;

/// What rules are called on the wire: the field that sets one, where there is one.
pub const RULES: &[&str] = &[
    "advanceReservation",
    "advanceReservation.noEnd",
    "bookingBlacklist",
    "bookingQuota.hoursPerDay",
    "bookingQuota.hoursPerMonth",
    "bookingQuota.hoursPerWeek",
    "bookingQuota.openBookings",
    "capacityCheck",
    "closedDays",
    "enableCycleReservation",
    "eventEnded",
    "leastCancelNotice",
    "maxReservationTimeInterval",
    "minReservationTimeInterval",
    "openReservation",
    "overlap",
    "overlapOfSeries",
    "reservationCloseDetail",
    "roomStatus",
    "weeklyHours",
];

/// A room that cannot be had; beside `code` and `message` where a call is refused for it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RefusedRoom {
    /// The room.
    pub room_id: String,
    /// What people call it.
    pub room_name: String,
    /// Every rule that refuses it.
    #[serde(default)]
    pub refusals: Vec<RefusedRule>,
}

/// A rule that refuses a room.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RefusedRule {
    /// The field that sets it, or `overlap`, `eventEnded`, `bookingBlacklist`.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = RULES)))]
    pub rule: String,
    /// Where it is set: `organization`, `group` or `room`.
    pub level: String,
    /// The group that sets it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_id: Option<i64>,
    /// What it says, in words.
    pub value: String,
    /// What would pass it, in words; absent where nothing would.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub would_pass: Option<String>,
    /// What the words say, in parts.
    #[serde(default)]
    pub facts: RuleFacts,
    /// How many dates it refuses.
    pub refused_dates: i64,
}

/// What a rule that refuses a room says, in parts: each rule has some of them. Times are as in
/// `value`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RuleFacts {
    /// `roomStatus`: 1 or 2, whose the room is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room_status: Option<i64>,
    /// `overlap`, `bookingBlacklist`, `reservationCloseDetail`: from when; absent is ever since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The same: until when; absent is for ever. `eventEnded`: when it ended. `leastCancelNotice`:
    /// until when it could be given back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// `overlap`: what ends by then would pass, buffers counted. `bookingBlacklist`: the same, where
    /// the person may still book.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clear_from: Option<String>,
    /// `overlap`: so would what starts then or later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clear_until: Option<String>,
    /// `reservationCloseDetail`: why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// `maxReservationTimeInterval`, `minReservationTimeInterval`, `leastCancelNotice`: the bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit_minutes: Option<i64>,
    /// `bookingQuota.openBookings`: how many bookings a person may have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit_bookings: Option<i64>,
    /// The other quotas: how many hours a person may have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit_hours: Option<i64>,
    /// `bookingQuota.openBookings`: how many they have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_bookings: Option<i64>,
    /// `bookingQuota.openBookings`: how many are asked for; the other quotas: for how many dates that are
    /// counted together, where these are several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_bookings: Option<i64>,
    /// The other quotas: how long they have booked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_seconds: Option<i64>,
    /// The other quotas and bounds of length: how long is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_seconds: Option<i64>,
    /// `advanceReservation`, `advanceReservation.noEnd`: how many units ahead one may book.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advance_reservation_time: Option<i64>,
    /// `days`, `weeks`, `months` or `years`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advance_reservation_time_unit: Option<String>,
    /// The hour from which on, as `09:00`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advance_book_time_format: Option<String>,
    /// `advanceReservation`: from when on the same can be asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_at: Option<String>,
    /// `closedDays`: the first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// `closedDays`: the last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_date: Option<String>,
    /// `closedDays`: what they are called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `weeklyHours`: when the room is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekly_hours: Option<Vec<WeeklyHours>>,
    /// `capacityCheck`: seats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seats: Option<i64>,
    /// `capacityCheck`: how many people come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<i64>,
}
