//! `ListEvents`: events, and what became of them.

use serde::{Deserialize, Serialize};

use super::{CalendarEvent, CalendarPath};
use crate::{Method, Nothing, Operation, Scope};

/// `GET /v1.0/calendar/users/{userId}/calendars/{calendarId}/events`: lists the events of a
/// calendar, series unexpanded, or what changed since a syncToken.
pub struct ListEvents;

impl Operation for ListEvents {
    const ACTION: &'static str = "ListEvents";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events";
    const SCOPE: Option<Scope> = Some(Scope::EventRead);
    type Path = CalendarPath;
    type Query = EventListQuery;
    type Body = Nothing;
    type Reply = EventList;
}

/// Which events.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct EventListQuery {
    /// Those that end after it: ISO 8601 with an offset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_min: Option<String>,
    /// Those that begin before it: ISO 8601 with an offset; at most a year after timeMin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_max: Option<String>,
    /// Events on a page: 1 to 100, default 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_results: Option<i32>,
    /// Where the page before ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// What the last page of an earlier list gave: those that changed since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sync_token: Option<String>,
    /// Whether those that were deleted are shown as well, as cancelled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show_deleted: Option<bool>,
    /// The series whose exceptions are asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series_master_id: Option<String>,
    /// How many attendees of each are shown, 0 to 500; 100 where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_attendees: Option<i32>,
}

/// A page of events.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct EventList {
    /// The events.
    #[serde(default)]
    pub events: Vec<CalendarEvent>,
    /// Where the next page begins; left out on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// With it what changes from now on is asked for; only on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sync_token: Option<String>,
}
