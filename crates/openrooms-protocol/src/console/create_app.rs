//! `CreateApp`, ours: makes an app.

use serde::{Deserialize, Serialize};

use super::AppSecret;
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `POST /v1.0/console/apps`: makes an app, and tells its key and its secret, once.
pub struct CreateApp;

impl Operation for CreateApp {
    const ACTION: &'static str = "CreateApp";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/console/apps";
    const SCOPE: Option<Scope> = Some(Scope::Console);
    type Path = Nothing;
    type Query = Nothing;
    type Body = NewApp;
    type Reply = Wrapped<AppSecret>;
}

/// An app to be made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewApp {
    /// What people call it: 1 to 100 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub app_name: Option<String>,
    /// What it may do: names of scopes that operations ask for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scopes: Option<Vec<String>>,
    /// CIDR blocks or addresses that may call, 100 at most; none: all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip_allow_list: Option<Vec<String>>,
    /// Calls a second of one operation, 0 to 100,000; 0 is no limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub qps_per_operation: Option<i64>,
    /// Where the consent page may send a person back, letter for letter: 20 at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect_uris: Option<Vec<String>>,
}
