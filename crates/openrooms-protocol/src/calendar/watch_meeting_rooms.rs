//! `WatchMeetingRooms`, ours: waits until what rooms hold changes.

use serde::{Deserialize, Serialize};

use super::CalendarUserPath;
use crate::{Method, Nothing, Operation, Scope};

/// `GET /v1.0/calendar/users/{userId}/meetingRooms/watch`: answers as soon as what rooms hold has
/// changed since a version, or when it has waited long enough.
pub struct WatchMeetingRooms;

impl Operation for WatchMeetingRooms {
    const ACTION: &'static str = "WatchMeetingRooms";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1.0/calendar/users/{userId}/meetingRooms/watch";
    const SCOPE: Option<Scope> = Some(Scope::EventRead);
    type Path = CalendarUserPath;
    type Query = WatchQuery;
    type Body = Nothing;
    type Reply = RoomsChanged;
}

/// Since when, and how long.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct WatchQuery {
    /// The version that is known, of this operation or of `QueryMeetingRoomsBusy`; absent: the reply
    /// tells the present one at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// How long to wait where nothing has changed: 0 to 25, and 25 where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wait_seconds: Option<i32>,
}

/// What changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RoomsChanged {
    /// The version that is known now: what to ask with next.
    pub version: String,
    /// The rooms, of those that the person sees, whose bookings may have changed; empty where nothing
    /// has.
    #[serde(default)]
    pub room_ids: Vec<String>,
    /// That more has changed than is told by rooms: all of them are to be asked for anew. Absent
    /// otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub everything: Option<bool>,
}
