//! `GetSignOutList`: who has signed out, or who has not.

use serde::{Deserialize, Serialize};

use super::{EventPath, SignListQuery};
use crate::{Method, Nothing, Operation, Scope};

/// `GET /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/signOut`: lists who
/// has signed out, or who has not.
pub struct GetSignOutList;

impl Operation for GetSignOutList {
    const ACTION: &'static str = "GetSignOutList";
    const METHOD: Method = Method::GET;
    const PATH: &'static str =
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/signOut";
    const SCOPE: Option<Scope> = Some(Scope::EventRead);
    type Path = EventPath;
    type Query = SignListQuery;
    type Body = Nothing;
    type Reply = SignOutPage;
}

/// Who went, or did not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SignOutPage {
    /// They.
    #[serde(default)]
    pub users: Vec<SignedOut>,
    /// Where the next page begins; left out on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

/// Somebody who went, or did not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SignedOut {
    /// Their unionId.
    pub user_id: String,
    /// Their name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// When, in milliseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check_out_time: Option<i64>,
}
