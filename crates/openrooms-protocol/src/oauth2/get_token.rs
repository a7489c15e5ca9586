//! `GetToken`: OAuth 2.0's own client-credentials call, for both kinds of app.

use serde::{Deserialize, Serialize};

use crate::path::PathParams;
use crate::{Method, Nothing, Operation, Scope};

/// `POST /v1.0/oauth2/{corpId}/token`: a token for either kind of app; names in snake case.
pub struct GetToken;

impl Operation for GetToken {
    const ACTION: &'static str = "GetToken";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/oauth2/{corpId}/token";
    const SCOPE: Option<Scope> = None;
    type Path = CorpPath;
    type Query = Nothing;
    type Body = ClientCredentials;
    type Reply = GrantedToken;
}

/// The organisation that the token is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorpPath {
    /// Its id.
    pub corp_id: String,
}

impl PathParams for CorpPath {
    const NAMES: &'static [&'static str] = &["corpId"];
    fn from_values(mut values: Vec<String>) -> Self {
        Self { corp_id: values.pop().unwrap_or_default() }
    }
    fn values(&self) -> Vec<&str> {
        vec![&self.corp_id]
    }
}

/// What an app proves itself with.
#[derive(Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ClientCredentials {
    /// The app's or the suite's key.
    pub client_id: Option<String>,
    /// Its secret.
    pub client_secret: Option<String>,
    /// `client_credentials`; nothing else is taken.
    pub grant_type: Option<String>,
}

/// A token and how long it lives.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GrantedToken {
    /// The token.
    pub access_token: String,
    /// Seconds from now.
    pub expires_in: i64,
}
