//! `ListAttendees`: who is invited, and what they answered.

use serde::{Deserialize, Deserializer, Serialize};

use super::{EventAttendee, EventPath};
use crate::{Method, Nothing, Operation, Scope};

/// `GET /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/attendees`: lists who
/// is invited to an event.
pub struct ListAttendees;

impl Operation for ListAttendees {
    const ACTION: &'static str = "ListAttendees";
    const METHOD: Method = Method::GET;
    const PATH: &'static str =
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/attendees";
    const SCOPE: Option<Scope> = Some(Scope::EventRead);
    type Path = EventPath;
    type Query = AttendeePageQuery;
    type Body = Nothing;
    type Reply = AttendeePage;
}

/// Which page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AttendeePageQuery {
    /// How many: 0 to 500, default 100.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "bounded")]
    pub max_results: Option<i32>,
    /// Where the page before ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

/// The wire has one refusal for whatever is none of the numbers that may be asked for: so what is no
/// number of 32 bits is read as one that is below them.
fn bounded<'de, D: Deserializer<'de>>(given: D) -> Result<Option<i32>, D::Error> {
    let text = Option::<String>::deserialize(given)?;
    Ok(text.map(|text| text.parse().unwrap_or(i32::MIN)))
}

/// A page of attendees.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AttendeePage {
    /// They.
    #[serde(default)]
    pub attendees: Vec<EventAttendee>,
    /// Where the next page begins; left out on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}
