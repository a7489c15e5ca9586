//! `CancelEvent`: an event does not take place.

use serde::{Deserialize, Serialize};

use super::EventPath;
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `POST /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/cancel`: cancels an
/// event, which is still shown.
pub struct CancelEvent;

impl Operation for CancelEvent {
    const ACTION: &'static str = "CancelEvent";
    const METHOD: Method = Method::POST;
    const PATH: &'static str =
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/cancel";
    const SCOPE: Option<Scope> = Some(Scope::EventWrite);
    type Path = EventPath;
    type Query = CancellationQuery;
    type Body = Nothing;
    type Reply = Wrapped<bool>;
}

/// How much of a series is meant.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CancellationQuery {
    /// `this`, `following` or `all`; all where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
}
