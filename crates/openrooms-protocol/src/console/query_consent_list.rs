//! `QueryConsentList`, ours: the apps that a person lets act for them.

use serde::{Deserialize, Serialize};

use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `GET /v1.0/console/consents`: the apps that act for whoever asks, or may get a token to, in the order
/// of their keys.
pub struct QueryConsentList;

impl Operation for QueryConsentList {
    const ACTION: &'static str = "QueryConsentList";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1.0/console/consents";
    const SCOPE: Option<Scope> = Some(Scope::Console);
    type Path = Nothing;
    type Query = Nothing;
    type Body = Nothing;
    type Reply = Wrapped<Vec<Consent>>;
}

/// An app that a person lets act for them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Consent {
    /// Its key.
    pub app_key: String,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app_name: Option<String>,
    /// What it may do.
    #[serde(default)]
    pub scopes: Vec<String>,
    /// When it got the oldest token that lives, in milliseconds since 1970; absent where it has none yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active_since: Option<i64>,
    /// Until when it can act, or get a new token, if it does nothing: milliseconds since 1970.
    pub ends_at: i64,
}
