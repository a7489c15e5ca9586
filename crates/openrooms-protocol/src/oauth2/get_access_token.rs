//! `GetAccessToken`: the token of an internal app.

use serde::{Deserialize, Serialize};

use crate::{Method, Nothing, Operation, Scope};

/// `POST /v1.0/oauth2/accessToken`: a token for an internal app; the same one while it is valid.
pub struct GetAccessToken;

impl Operation for GetAccessToken {
    const ACTION: &'static str = "GetAccessToken";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/oauth2/accessToken";
    const SCOPE: Option<Scope> = None;
    type Path = Nothing;
    type Query = Nothing;
    type Body = AppCredentials;
    type Reply = IssuedToken;
}

/// What an internal app proves itself with. An absent field reads as an empty one.
#[derive(Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct AppCredentials {
    /// The app's key.
    pub app_key: Option<String>,
    /// The app's secret.
    pub app_secret: Option<String>,
}

/// A token and how long it lives.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct IssuedToken {
    /// 32 lower-case hexadecimal digits from this server; opaque from others.
    pub access_token: String,
    /// Seconds from now.
    pub expire_in: i64,
}
