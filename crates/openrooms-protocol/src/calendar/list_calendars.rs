//! `ListCalendars`: a person's calendars.

use serde::{Deserialize, Serialize};

use super::CalendarUserPath;
use crate::{Method, Nothing, Operation, Scope};

/// `GET /v1.0/calendar/users/{userId}/calendars`: lists a person's calendars.
pub struct ListCalendars;

impl Operation for ListCalendars {
    const ACTION: &'static str = "ListCalendars";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1.0/calendar/users/{userId}/calendars";
    const SCOPE: Option<Scope> = Some(Scope::EventRead);
    type Path = CalendarUserPath;
    type Query = Nothing;
    type Body = Nothing;
    type Reply = CalendarsReply;
}

/// What there is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CalendarsReply {
    /// The calendars.
    pub response: Calendars,
}

/// Calendars of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Calendars {
    /// They.
    #[serde(default)]
    pub calendars: Vec<CalendarEntry>,
}

/// A calendar.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CalendarEntry {
    /// Its id, `primary`.
    pub id: String,
    /// Its name.
    pub summary: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Another text after each change of it.
    pub e_tag: String,
    /// What the person may do with it, `owner`.
    pub privilege: String,
    /// An IANA name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// What it is, `primary`.
    #[serde(rename = "type")]
    pub kind: String,
}
