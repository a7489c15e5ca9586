//! `RotateAppSecret`, ours: gives an app a new secret.

use serde::{Deserialize, Serialize};

use super::AppSecret;
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `POST /v1.0/console/apps/secrets`: gives an app a new secret, and tells it, once.
pub struct RotateAppSecret;

impl Operation for RotateAppSecret {
    const ACTION: &'static str = "RotateAppSecret";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/console/apps/secrets";
    const SCOPE: Option<Scope> = Some(Scope::Console);
    type Path = Nothing;
    type Query = Nothing;
    type Body = SecretRotation;
    type Reply = Wrapped<AppSecret>;
}

/// Of which app, and how long the old ones live on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SecretRotation {
    /// Which app.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub app_key: Option<String>,
    /// How long the secrets before it still prove the app, and its tokens live: 0 to 604,800 seconds,
    /// which is a week; 0 where it is absent: they end at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keep_old_seconds: Option<i64>,
}
