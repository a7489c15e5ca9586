//! `GetCorpAccessToken`: the token of a third-party app on one organisation.

use serde::{Deserialize, Serialize};

use super::IssuedToken;
use crate::{Method, Nothing, Operation, Scope};

/// `POST /v1.0/oauth2/corpAccessToken`: a token for a third-party app on an organisation that
/// authorised it; a new one each time.
pub struct GetCorpAccessToken;

impl Operation for GetCorpAccessToken {
    const ACTION: &'static str = "GetCorpAccessToken";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/oauth2/corpAccessToken";
    const SCOPE: Option<Scope> = None;
    type Path = Nothing;
    type Query = Nothing;
    type Body = CorpCredentials;
    type Reply = IssuedToken;
}

/// What a third-party app proves itself with, and for which organisation.
#[derive(Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct CorpCredentials {
    /// The suite's key.
    pub suite_key: Option<String>,
    /// The suite's secret.
    pub suite_secret: Option<String>,
    /// The organisation that authorised the suite.
    pub auth_corp_id: Option<String>,
    /// The ticket that the platform pushed last.
    pub suite_ticket: Option<String>,
}
