//! `TransferEvent`: another organiser.

use serde::{Deserialize, Serialize};

use super::EventPath;
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `POST /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/transfer`: gives an
/// event another organiser.
pub struct TransferEvent;

impl Operation for TransferEvent {
    const ACTION: &'static str = "TransferEvent";
    const METHOD: Method = Method::POST;
    const PATH: &'static str =
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/transfer";
    const SCOPE: Option<Scope> = Some(Scope::EventWrite);
    type Path = EventPath;
    type Query = Nothing;
    type Body = Transfer;
    type Reply = Wrapped<bool>;
}

/// Whom an event goes to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Transfer {
    /// unionId of who organises it from now on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub new_organizer_id: Option<String>,
    /// Whether who organised it leaves it; else they stay as an attendee.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_exit_calendar: Option<bool>,
    /// Whether the new one is told.
    #[serde(default, rename = "needNotifyViaO2O", skip_serializing_if = "Option::is_none")]
    pub need_notify_via_o2o: Option<bool>,
}
