//! `QueryMeetingRoomsBusy`, ours: when up to 1,000 rooms are taken and by whom, in one call.

use serde::{Deserialize, Serialize};

use super::CalendarUserPath;
use crate::rooms::{ExtensionConfig, MeetingRoom};
use crate::{Method, Nothing, Operation, Scope};

/// `POST /v1.0/calendar/users/{userId}/meetingRooms/busy/query`: tells when many rooms are taken.
pub struct QueryMeetingRoomsBusy;

impl Operation for QueryMeetingRoomsBusy {
    const ACTION: &'static str = "QueryMeetingRoomsBusy";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/calendar/users/{userId}/meetingRooms/busy/query";
    const SCOPE: Option<Scope> = Some(Scope::EventRead);
    type Path = CalendarUserPath;
    type Query = Nothing;
    type Body = BusyQuestion;
    type Reply = RoomsBusy;
}

/// Which rooms, and which span of time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct BusyQuestion {
    /// The rooms, up to 1,000; absent: those of the group, or of the organisation, by their seats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room_ids: Option<Vec<String>>,
    /// The rooms of this group and of those below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_id: Option<i64>,
    /// From when: ISO 8601 with an offset.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub start_time: Option<String>,
    /// Until when: ISO 8601 with an offset, 8 days later at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub end_time: Option<String>,
    /// Whether the reply tells what each room asks of a booking too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with_policies: Option<bool>,
    /// Whether the reply tells of each room what a list of rooms tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with_rooms: Option<bool>,
}

/// When rooms are taken, and by whom.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RoomsBusy {
    /// Each room that is there and that the person sees.
    #[serde(default)]
    pub rooms: Vec<RoomBusy>,
    /// Who organises what is told, each once.
    #[serde(default)]
    pub organizers: Vec<BusyOrganizer>,
    /// What rooms ask of a booking, each once; only where `withPolicies` asks for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub policies: Vec<ExtensionConfig>,
    /// Whether there are rooms beyond the first 1,000, where none were named; absent where there are not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub has_more: Option<bool>,
    /// What this is a state of: `WatchMeetingRooms` tells what changes after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
}

/// When a room is taken.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RoomBusy {
    /// The room.
    pub room_id: String,
    /// In the order of time; an empty list is a free room.
    #[serde(default)]
    pub busy: Vec<BusyTime>,
    /// Closures that touch the span that was asked for, the group's and those of the groups above
    /// included; absent where there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub closed: Vec<RoomClosed>,
    /// What it asks of a booking, with what it inherits from its groups: the place in `policies`, from
    /// 0. Closed days are those of all levels, closures are in `closed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<i32>,
    /// Its own zone, where it is not the organisation's; only where `withPolicies` asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// What a list of rooms tells of it; only where `withRooms` asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<MeetingRoom>,
}

/// A time that is taken.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct BusyTime {
    /// From when, milliseconds since 1970.
    pub start_time: i64,
    /// Until when, milliseconds since 1970.
    pub end_time: i64,
    /// `BUSY`, or `TENTATIVE` while it waits for approval.
    pub status: String,
    /// The event that has it, or the date of a series.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_id: Option<String>,
    /// Who organises that: one of `organizers`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organizer_id: Option<String>,
    /// What it is for, where the person organises it, is invited, or administers the room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
}

/// Who organises events.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct BusyOrganizer {
    /// Their unionId.
    pub id: String,
    /// Their name; absent for somebody who has left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
}

/// A time in which a room is closed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RoomClosed {
    /// From when, milliseconds since 1970; absent: ever since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_time: Option<i64>,
    /// Until when, milliseconds since 1970; absent: for ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_time: Option<i64>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
