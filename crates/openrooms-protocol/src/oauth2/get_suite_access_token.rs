//! `GetSuiteAccessToken`: the token of a third-party app itself.

use serde::{Deserialize, Serialize};

use super::IssuedToken;
use crate::{Method, Nothing, Operation, Scope};

/// `POST /v1.0/oauth2/suiteAccessToken`: a token for a third-party app, on no organisation.
pub struct GetSuiteAccessToken;

impl Operation for GetSuiteAccessToken {
    const ACTION: &'static str = "GetSuiteAccessToken";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/oauth2/suiteAccessToken";
    const SCOPE: Option<Scope> = None;
    type Path = Nothing;
    type Query = Nothing;
    type Body = SuiteCredentials;
    type Reply = IssuedToken;
}

/// What a third-party app proves itself with.
#[derive(Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct SuiteCredentials {
    /// The suite's key.
    pub suite_key: Option<String>,
    /// The suite's secret.
    pub suite_secret: Option<String>,
    /// The ticket that the platform pushed last.
    pub suite_ticket: Option<String>,
}
