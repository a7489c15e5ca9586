//! `ListEventsInstances`: the occurrences of a series, from one of them on.

use serde::{Deserialize, Serialize};

use super::{CalendarEvent, CalendarPath};
use crate::{Method, Nothing, Operation, Scope};

/// `GET /v1.0/calendar/users/{userId}/calendars/{calendarId}/instances`: lists the occurrences of a
/// series.
pub struct ListEventsInstances;

impl Operation for ListEventsInstances {
    const ACTION: &'static str = "ListEventsInstances";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1.0/calendar/users/{userId}/calendars/{calendarId}/instances";
    const SCOPE: Option<Scope> = Some(Scope::EventRead);
    type Path = CalendarPath;
    type Query = InstancesQuery;
    type Body = Nothing;
    type Reply = Instances;
}

/// Which occurrences.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct InstancesQuery {
    /// The series.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub series_master_id: Option<String>,
    /// The occurrence to begin with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_recurrence_id: Option<String>,
    /// How many: 1 to 100, default 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_results: Option<i32>,
    /// How many attendees of each are shown, 0 to 500; 100 where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_attendees: Option<i32>,
}

/// Some occurrences of a series.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Instances {
    /// They, in the order of time.
    #[serde(default)]
    pub events: Vec<CalendarEvent>,
}
