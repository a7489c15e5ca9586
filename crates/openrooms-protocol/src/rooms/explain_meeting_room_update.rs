//! `ExplainMeetingRoomUpdate`, ours: which bookings to come would a change of a room break?

use serde::{Deserialize, Serialize};

use super::RoomUpdate;
use crate::calendar::BookingRefusal;
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `POST /v1.0/rooms/meetingRooms/updates/explain`: what `UpdateMeetingRoom` with the same body would
/// break. Nothing is written.
pub struct ExplainMeetingRoomUpdate;

impl Operation for ExplainMeetingRoomUpdate {
    const ACTION: &'static str = "ExplainMeetingRoomUpdate";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/rooms/meetingRooms/updates/explain";
    const SCOPE: Option<Scope> = Some(Scope::RoomWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = RoomUpdate;
    type Reply = Wrapped<UpdateExplained>;
}

/// What a change would break: bookings that could not be made any more, and could now.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct UpdateExplained {
    /// How many bookings to come were judged, each date of a series as one.
    pub judged_bookings: i64,
    /// Whether these are all: 20,000 are judged at most, in the order of time, and of a group 1,000
    /// rooms.
    pub complete: bool,
    /// How many of them it would break.
    pub broken_bookings: i64,
    /// The rules that would refuse them, those with the most bookings first.
    #[serde(default)]
    pub rules: Vec<BrokenRule>,
    /// The events, in the order of their first date that it would break: the first 200.
    #[serde(default)]
    pub events: Vec<BrokenEvent>,
    /// How many events there are.
    pub broken_events: i64,
}

/// A rule, and how many bookings it would refuse.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct BrokenRule {
    /// The field that sets it, as in the refusals of `ExplainMeetingRoomBooking`.
    pub rule: String,
    /// How many bookings.
    pub broken_bookings: i64,
}

/// An event that has a room and could not have it any more.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct BrokenEvent {
    /// The event; of a series the whole of it.
    pub event_id: String,
    /// The room.
    pub room_id: String,
    /// What people call the room.
    pub room_name: String,
    /// unionId of whose calendar it lies in.
    pub organizer_union_id: String,
    /// Their name, where the directory knows them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organizer_name: Option<String>,
    /// Whether it repeats.
    pub recurring: bool,
    /// When the first date begins that it would break.
    pub start_time: String,
    /// When that date ends.
    pub end_time: String,
    /// How many of its dates it would break.
    pub broken_dates: i64,
    /// Every rule that would refuse one of them, with the dates: 100 of them at most.
    #[serde(default)]
    pub refusals: Vec<BookingRefusal>,
}
