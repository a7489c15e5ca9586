//! An app of the organisation as its administrators see it.

use serde::{Deserialize, Serialize};

use crate::path::PathParams;

/// An app.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AppDetail {
    /// Its key.
    pub app_key: String,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app_name: Option<String>,
    /// What it may do.
    #[serde(default)]
    pub scopes: Vec<String>,
    /// CIDR blocks that may call; absent or empty: all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ip_allow_list: Option<Vec<String>>,
    /// Calls a second of one operation; 0 or absent: no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qps_per_operation: Option<i64>,
    /// Where the consent page may send a person back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redirect_uris: Option<Vec<String>>,
    /// How many secrets prove it now.
    pub live_secrets: i64,
    /// When the last old secret ends, where one lives on: milliseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old_secrets_end_at: Option<i64>,
}

/// An app's key and its new secret, which is told this once.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AppSecret {
    /// Its key.
    pub app_key: String,
    /// Its secret.
    pub app_secret: String,
}

/// Which app.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct OneApp {
    /// Its key.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub app_key: Option<String>,
}

/// Which app, in a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppPath {
    /// Its key.
    pub app_key: String,
}

impl PathParams for AppPath {
    const NAMES: &'static [&'static str] = &["appKey"];
    fn from_values(mut values: Vec<String>) -> Self {
        Self { app_key: values.pop().unwrap_or_default() }
    }
    fn values(&self) -> Vec<&str> {
        vec![&self.app_key]
    }
}
