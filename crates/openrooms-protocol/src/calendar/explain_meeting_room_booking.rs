//! `ExplainMeetingRoomBooking`, ours: may this person have this room then, and why not?

use serde::{Deserialize, Serialize};

use super::CalendarUserPath;
use super::refusal::{RULES, RuleFacts};
use super::room_wish::{MeetingWish, RoomFound, RoomTime};
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `POST /v1.0/calendar/users/{userId}/meetingRooms/bookings/explain`: tells whether the person may
/// have a room then, and if not every reason and what comes nearest.
pub struct ExplainMeetingRoomBooking;

impl Operation for ExplainMeetingRoomBooking {
    const ACTION: &'static str = "ExplainMeetingRoomBooking";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/calendar/users/{userId}/meetingRooms/bookings/explain";
    const SCOPE: Option<Scope> = Some(Scope::EventRead);
    type Path = CalendarUserPath;
    type Query = Nothing;
    type Body = BookingQuestion;
    type Reply = Wrapped<BookingExplained>;
}

/// Which room, and for what.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct BookingQuestion {
    /// The room.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub room_id: Option<String>,
    /// For what.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub event: Option<MeetingWish>,
}

/// Whether the room can be had, and why not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct BookingExplained {
    /// Whether it can be had.
    pub available: bool,
    /// Whether somebody has to agree first.
    pub needs_approval: bool,
    /// Every rule that refuses it.
    #[serde(default)]
    pub refusals: Vec<BookingRefusal>,
    /// The time nearest to the one asked for at which it can be had for as long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nearest_time: Option<RoomTime>,
    /// The length nearest to the one asked for for which it can be had from the same start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nearest_length: Option<RoomTime>,
    /// Another room that can be had at the very time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nearest_room: Option<RoomFound>,
}

/// A rule that refuses a booking.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct BookingRefusal {
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
    /// All of it, as `AddMeetingRooms` says it.
    pub text: String,
    /// When the dates begin that it refuses: 100 of them at most.
    #[serde(default)]
    pub dates: Vec<String>,
}
