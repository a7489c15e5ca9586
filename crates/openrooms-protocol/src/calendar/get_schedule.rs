//! `GetSchedule`: when people are busy.

use serde::{Deserialize, Serialize};

use super::{CalendarUserPath, EventTime};
use crate::{Method, Nothing, Operation, Scope};

/// `POST /v1.0/calendar/users/{userId}/querySchedule`: tells when people are busy.
pub struct GetSchedule;

impl Operation for GetSchedule {
    const ACTION: &'static str = "GetSchedule";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/calendar/users/{userId}/querySchedule";
    const SCOPE: Option<Scope> = Some(Scope::ScheduleRead);
    type Path = CalendarUserPath;
    type Query = Nothing;
    type Body = ScheduleQuestion;
    type Reply = ScheduleReply;
}

/// Which people, and which span of time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ScheduleQuestion {
    /// unionIds of the people: 1 to 20.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub user_ids: Option<Vec<String>>,
    /// From when: ISO 8601 with an offset.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub start_time: Option<String>,
    /// Until when: ISO 8601 with an offset.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub end_time: Option<String>,
}

/// When people are busy.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ScheduleReply {
    /// Each person.
    #[serde(default)]
    pub schedule_information: Vec<PersonSchedule>,
}

/// When a person is busy.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PersonSchedule {
    /// Their unionId.
    pub user_id: String,
    /// When they are busy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schedule_items: Option<Vec<PersonScheduleItem>>,
    /// Why it is not told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// A time at which a person is busy.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct PersonScheduleItem {
    /// `BUSY`, or `TENTATIVE`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// From when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<EventTime>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<EventTime>,
}
