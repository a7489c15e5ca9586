//! `QueryMeetingRoomUses`, ours: how much rooms are used.

use serde::{Deserialize, Serialize};

use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `GET /v1.0/rooms/meetingRoomUses`: how much rooms are used that the person administers: time taken
/// of the time that they are open, who came, and whether they are too big for their meetings.
pub struct QueryMeetingRoomUses;

impl Operation for QueryMeetingRoomUses {
    const ACTION: &'static str = "QueryMeetingRoomUses";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1.0/rooms/meetingRoomUses";
    const SCOPE: Option<Scope> = Some(Scope::RoomRead);
    type Path = Nothing;
    type Query = UsesQuery;
    type Body = Nothing;
    type Reply = Wrapped<RoomUses>;
}

/// Of which rooms, and on which days.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct UsesQuery {
    /// unionId of the person on whose behalf the app calls.
    pub union_id: String,
    /// The first day, such as 2026-06-01, in each room's own zone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub start_date: Option<String>,
    /// The last day, included: 92 days in all at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub end_date: Option<String>,
    /// The rooms of this group and of those below it; absent: all that the person administers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_id: Option<i64>,
    /// This room alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room_id: Option<String>,
}

/// How much rooms are used.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RoomUses {
    /// All of them together.
    pub total: UseCounts,
    /// By room, in the order of their names.
    #[serde(default)]
    pub rooms: Vec<RoomUse>,
    /// By group that the person administers, those below included, in the order of their names.
    #[serde(default)]
    pub groups: Vec<GroupUse>,
    /// By the day of the week and the hour of the day, all rooms together; an hour in which nothing is
    /// open and nothing taken is left out.
    #[serde(default)]
    pub hours: Vec<HourUse>,
}

/// Numbers of use.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct UseCounts {
    /// Minutes open.
    pub open_minutes: i64,
    /// Minutes taken of those.
    pub used_minutes: i64,
    /// Minutes taken while it is not open.
    pub outside_minutes: i64,
    /// Meetings.
    pub meetings: i64,
    /// Those of them that somebody began at the door.
    pub walk_ups: i64,
    /// The people of the others who did not say no, organisers included.
    pub people: i64,
    /// The people of the largest meeting.
    pub most_people: i64,
    /// Meetings that are over.
    pub past_meetings: i64,
    /// Those of them to which nobody signed in.
    pub no_shows: i64,
    /// Meetings of which both people and seats are known.
    pub sized_meetings: i64,
    /// Those of them of as many people as half the seats, or fewer.
    pub half_empty: i64,
}

/// How much a room is used.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RoomUse {
    /// The room.
    pub room_id: String,
    /// Its name.
    pub room_name: String,
    /// Its seats, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room_capacity: Option<i32>,
    /// Its group, where it is in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_id: Option<i64>,
    /// The numbers.
    pub counts: UseCounts,
}

/// How much the rooms of a group are used.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct GroupUse {
    /// The group.
    pub group_id: i64,
    /// Its name; absent where it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_name: Option<String>,
    /// How many rooms.
    pub rooms: i64,
    /// The numbers.
    pub counts: UseCounts,
}

/// How much is used in an hour of the week.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct HourUse {
    /// 1 is Monday, 7 Sunday.
    pub weekday: i32,
    /// 0 to 23: the hour that begins then.
    pub hour: i32,
    /// Minutes open.
    pub open_minutes: i64,
    /// Minutes taken of those.
    pub used_minutes: i64,
}
