//! `AddAttendee`: more people at an event.

use serde::{Deserialize, Serialize};

use super::{EventPath, NewAttendee};
use crate::{Method, Nothing, Operation, Scope};

/// `POST /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/attendees`: invites
/// people to an event.
pub struct AddAttendee;

impl Operation for AddAttendee {
    const ACTION: &'static str = "AddAttendee";
    const METHOD: Method = Method::POST;
    const PATH: &'static str =
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/attendees";
    const SCOPE: Option<Scope> = Some(Scope::EventWrite);
    type Path = EventPath;
    type Query = Nothing;
    type Body = Invitations;
    type Reply = Nothing;
}

/// Who is invited.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Invitations {
    /// They: 1 to 500.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub attendees_to_add: Option<Vec<NewAttendee>>,
    /// Whether they are told in a chat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chat_notification: Option<bool>,
    /// Whether they are told by a push.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub push_notification: Option<bool>,
}
