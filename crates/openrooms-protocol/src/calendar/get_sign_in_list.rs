//! `GetSignInList`: who has signed in, or who has not.

use serde::{Deserialize, Serialize};

use super::EventPath;
use crate::{Method, Nothing, Operation, Scope};

/// `GET /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/signin`: lists who
/// has signed in, or who has not.
pub struct GetSignInList;

impl Operation for GetSignInList {
    const ACTION: &'static str = "GetSignInList";
    const METHOD: Method = Method::GET;
    const PATH: &'static str =
        "/v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/signin";
    const SCOPE: Option<Scope> = Some(Scope::EventRead);
    type Path = EventPath;
    type Query = SignListQuery;
    type Body = Nothing;
    type Reply = SignInPage;
}

/// Which people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SignListQuery {
    /// How many: 1 to 200.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub max_results: Option<i32>,
    /// Where the page before ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// `check_in`, or `not_yet_check_in`; of signing out `check_out`, or `not_yet_check_out`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub kind: Option<String>,
}

/// Who came, or did not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SignInPage {
    /// They.
    #[serde(default)]
    pub users: Vec<SignedIn>,
    /// Where the next page begins; left out on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

/// Somebody who came, or did not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SignedIn {
    /// Their unionId.
    pub user_id: String,
    /// Their name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// When, in milliseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check_in_time: Option<i64>,
}
