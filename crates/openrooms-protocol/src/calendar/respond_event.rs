//! `RespondEvent`: an answer to an invitation.

use serde::{Deserialize, Serialize};

use super::EventPath;
use crate::{Method, Nothing, Operation, Scope};

/// `POST /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/respond`: answers an
/// invitation.
pub struct RespondEvent;

impl Operation for RespondEvent {
    const ACTION: &'static str = "RespondEvent";
    const METHOD: Method = Method::POST;
    const PATH: &'static str =
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/respond";
    const SCOPE: Option<Scope> = Some(Scope::EventWrite);
    type Path = EventPath;
    type Query = Nothing;
    type Body = EventAnswer;
    type Reply = Nothing;
}

/// An answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct EventAnswer {
    /// `accepted`, `declined`, `tentative` or `needsAction`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub response_status: Option<String>,
}
