//! A meeting room as `QueryMeetingRoom` replies it, and as the organisation document holds it.
//!
//! A field that was never set is left out, never `null`. Numbers are as wide as the Java SDK reads
//! them: `i32` for its Integer, `i64` for its Long.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::house_rules::{BookingQuota, ClosedDay, WeeklyHours};

/// One room: `result` of `QueryMeetingRoom`. The field order is that of the document's sample.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(description = "One room with its policy."))]
#[serde(rename_all = "camelCase")]
pub struct MeetingRoom {
    /// Opaque id.
    pub room_id: String,
    /// Reserved by DingTalk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room_staff_id: Option<String>,
    /// The organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corp_id: Option<String>,
    /// What people call it.
    pub room_name: String,
    /// Who may see and book it: 0 everyone, 1 administrators, 2 the authorised members.
    pub room_status: i32,
    /// What it is equipped with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room_labels: Option<Vec<RoomLabel>>,
    /// Seats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room_capacity: Option<i32>,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room_location: Option<RoomLocation>,
    /// Address of a picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room_picture: Option<String>,
    /// The caller's own id of the room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub isv_room_id: Option<String>,
    /// The group it is in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room_group: Option<RoomGroup>,
    /// unionIds of the devices in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_union_ids: Option<Vec<String>>,
    /// Who may book it where `room_status` is 2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "schema",
        schemars(description = "Who may book it where `roomStatus` is 2.")
    )]
    pub reservation_authority: Option<ReservationAuthority>,
    /// Whether a recurring event may take it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enable_cycle_reservation: Option<bool>,
    /// The room's own unionId.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room_union_id: Option<String>,
    /// The policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension_config: Option<ExtensionConfig>,
    /// Free text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room_description: Option<String>,
    /// Ours: IANA zone, where the room has one of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
}

/// A tag of a room: 1 TV, 2 Phone, 3 Projector, 4 Whiteboard, 5 Video Meeting, others
/// the organisation's own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RoomLabel {
    /// Its id.
    pub label_id: i64,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label_name: Option<String>,
}

/// Where a room is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RoomLocation {
    /// Short.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub desc: Option<String>,
}

/// The group of a room.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RoomGroup {
    /// Its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_id: Option<i64>,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_name: Option<String>,
    /// The group above; 0 is the root.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<i64>,
}

/// Who may book a room of status 2.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ReservationAuthority {
    /// The people and departments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authorized_members: Option<Vec<AuthorizedMember>>,
}

/// A person or a department.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AuthorizedMember {
    /// A person's unionId or a department's id, as `member_type` says.
    #[cfg_attr(
        feature = "schema",
        schemars(description = "A person's unionId or a department's id, as `memberType` says.")
    )]
    pub member_id: String,
    /// `user` or `dept`; unknown values of other servers are kept.
    pub member_type: String,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_name: Option<String>,
}

/// The policy of a room. Nothing set restricts nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ExtensionConfig {
    /// Whether it can be booked at all; true unless said otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_reservation: Option<bool>,
    /// Longest booking in minutes; 0 is no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_reservation_time_interval: Option<i32>,
    /// Shortest booking in minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_reservation_time_interval: Option<i32>,
    /// How early it can be booked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advance_reservation: Option<AdvanceReservation>,
    /// When it is closed, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reservation_close_detail: Option<CloseDetail>,
    /// Whether a booking waits for approval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approval_switch: Option<bool>,
    /// 1 standard, 2 custom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approval_type: Option<i32>,
    /// Ours: when it is open; days that are not named are closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekly_hours: Option<Vec<WeeklyHours>>,
    /// Ours: minutes that are held before a booking.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buffer_before: Option<i32>,
    /// Ours: minutes that are held after a booking.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buffer_after: Option<i32>,
    /// Ours: whether more people than seats are refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity_check: Option<bool>,
    /// Ours: how much one person may have booked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booking_quota: Option<BookingQuota>,
    /// Ours: how many minutes before its start a booking may last be given back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least_cancel_notice: Option<i32>,
    /// Ours: days on which it is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_days: Option<Vec<ClosedDay>>,
    /// Ours: whether it is reached without a step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accessible: Option<bool>,
    /// Ours: what else there is to say of it, for searching.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attributes: Option<BTreeMap<String, String>>,
    /// Ours: what the screen at its door tells of a meeting: `title`, `organizer` or `busy`; it is
    /// `organizer` where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub door_display: Option<String>,
    /// Ours: names of rules above that are to be taken away, so that those of the groups count
    /// again. It is asked for, and never told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub take_away: Option<Vec<String>>,
}

/// How early a room can be booked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AdvanceReservation {
    /// How many units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advance_reservation_time: Option<i32>,
    /// `days`, `weeks`, `months` or `years`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advance_reservation_time_unit: Option<String>,
    /// `HH:mm` in the room's zone: when on that day it opens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advance_book_time_format: Option<String>,
}

/// A closure of a room.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CloseDetail {
    /// From when, milliseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task_start_time: Option<i64>,
    /// Until when, milliseconds since 1970; left out where it is for ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task_end_time: Option<i64>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub close_reason: Option<String>,
    /// Whom to ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_union_id: Option<String>,
    /// Their name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_nick: Option<String>,
    /// Whether those who have booked are told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub send_notify: Option<bool>,
}
