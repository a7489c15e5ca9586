//! `GetMeetingRoomsSchedule`: when rooms are taken.

use serde::{Deserialize, Serialize};

use super::{CalendarUserPath, EventTime};
use crate::{Method, Nothing, Operation, Scope};

/// `POST /v1.0/calendar/users/{userId}/meetingRooms/schedules/query`: tells when rooms are taken.
pub struct GetMeetingRoomsSchedule;

impl Operation for GetMeetingRoomsSchedule {
    const ACTION: &'static str = "GetMeetingRoomsSchedule";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/calendar/users/{userId}/meetingRooms/schedules/query";
    const SCOPE: Option<Scope> = Some(Scope::EventRead);
    type Path = CalendarUserPath;
    type Query = Nothing;
    type Body = RoomScheduleQuestion;
    type Reply = RoomSchedules;
}

/// Which rooms, and which span of time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RoomScheduleQuestion {
    /// The rooms: 1 to 20.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub room_ids: Option<Vec<String>>,
    /// From when: ISO 8601 with an offset.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub start_time: Option<String>,
    /// Until when: ISO 8601 with an offset, 90 days later at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub end_time: Option<String>,
}

/// When rooms are taken.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RoomSchedules {
    /// Each room.
    #[serde(default)]
    pub schedule_information: Vec<RoomSchedule>,
}

/// When a room is taken.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RoomSchedule {
    /// The room.
    pub room_id: String,
    /// When it is taken; an empty list is a free room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schedule_items: Option<Vec<RoomScheduleItem>>,
    /// Why it is not told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// A time at which a room is taken.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RoomScheduleItem {
    /// `BUSY`, or `TENTATIVE` while it waits for approval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// The event that has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_id: Option<String>,
    /// Who organises that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organizer: Option<ScheduleOrganizer>,
    /// From when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<EventTime>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<EventTime>,
}

/// Who organises an event.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ScheduleOrganizer {
    /// Their unionId.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}
