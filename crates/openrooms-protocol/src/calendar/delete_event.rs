//! `DeleteEvent`: an event goes.

use serde::{Deserialize, Serialize};

use super::EventPath;
use crate::{Method, Nothing, Operation, Scope};

/// `DELETE /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}`: removes an
/// event.
pub struct DeleteEvent;

impl Operation for DeleteEvent {
    const ACTION: &'static str = "DeleteEvent";
    const METHOD: Method = Method::DELETE;
    const PATH: &'static str =
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}";
    const SCOPE: Option<Scope> = Some(Scope::EventWrite);
    type Path = EventPath;
    type Query = DeletionQuery;
    type Body = Nothing;
    type Reply = Nothing;
}

/// How much of a series is meant, and who is told.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DeletionQuery {
    /// Whether its people are told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub push_notification: Option<bool>,
    /// Ours: `this`, `following` or `all`; where it is absent, this of an occurrence and all of a
    /// series.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
}
