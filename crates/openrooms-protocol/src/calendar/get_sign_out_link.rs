//! `GetSignOutLink`: the address by which people sign out.

use serde::{Deserialize, Serialize};

use super::EventPath;
use crate::{Method, Nothing, Operation, Scope};

/// `GET /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/signOutLinks`: gives
/// the address by which attendees sign out.
pub struct GetSignOutLink;

impl Operation for GetSignOutLink {
    const ACTION: &'static str = "GetSignOutLink";
    const METHOD: Method = Method::GET;
    const PATH: &'static str =
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/signOutLinks";
    const SCOPE: Option<Scope> = Some(Scope::EventWrite);
    type Path = EventPath;
    type Query = Nothing;
    type Body = Nothing;
    type Reply = SignOutLink;
}

/// The address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SignOutLink {
    /// It.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign_out_link: Option<String>,
}
