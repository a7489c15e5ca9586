//! `FindMeetingRooms`, ours: rooms that a person can have then, and what comes near where there is none.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::CalendarUserPath;
use super::room_wish::{MeetingWish, RoomFound, RoomTime};
use crate::{Method, Nothing, Operation, Scope};

/// `POST /v1.0/calendar/users/{userId}/meetingRooms/find`: finds rooms that the person can have then.
pub struct FindMeetingRooms;

impl Operation for FindMeetingRooms {
    const ACTION: &'static str = "FindMeetingRooms";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/calendar/users/{userId}/meetingRooms/find";
    const SCOPE: Option<Scope> = Some(Scope::EventRead);
    type Path = CalendarUserPath;
    type Query = Nothing;
    type Body = RoomSearch;
    type Reply = RoomsFound;
}

/// When, and what sort of room.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RoomSearch {
    /// For what.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub event: Option<MeetingWish>,
    /// Seats at least; attendeesCount where it is absent and that is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room_capacity: Option<i32>,
    /// Equipment, all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room_label_ids: Option<Vec<i64>>,
    /// In this group or one below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_id: Option<i64>,
    /// Whether it must be reached without a step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accessible: Option<bool>,
    /// Attributes with their values, all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attributes: Option<BTreeMap<String, String>>,
    /// How many rooms to tell: 1 to 100; 20 where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_results: Option<i32>,
}

/// The rooms, the best first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RoomsFound {
    /// Rooms that can be had.
    #[serde(default)]
    pub rooms: Vec<RoomFound>,
    /// Where there is none: what comes near, the least change first.
    #[serde(default)]
    pub near_misses: Vec<NearRoom>,
}

/// A room that could be had otherwise.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct NearRoom {
    /// The room.
    pub room: RoomFound,
    /// `earlier`, `later`, `shorter`, `longer`, or `otherGroup`, which is at the very time.
    pub kind: String,
    /// When; of a series its first date.
    pub time: RoomTime,
}
