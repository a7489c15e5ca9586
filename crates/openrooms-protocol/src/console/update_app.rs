//! `UpdateApp`, ours: changes an app.

use serde::{Deserialize, Serialize};

use super::AppDetail;
use crate::{Method, Nothing, Operation, Scope, Wrapped};

/// `PUT /v1.0/console/apps`: changes the fields of an app that are given; a list is replaced whole.
pub struct UpdateApp;

impl Operation for UpdateApp {
    const ACTION: &'static str = "UpdateApp";
    const METHOD: Method = Method::PUT;
    const PATH: &'static str = "/v1.0/console/apps";
    const SCOPE: Option<Scope> = Some(Scope::Console);
    type Path = Nothing;
    type Query = Nothing;
    type Body = AppUpdate;
    type Reply = Wrapped<bool>;
}

/// What is to be changed of an app.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AppUpdate {
    /// Which app.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(required))]
    pub app_key: Option<String>,
    /// What people call it: 1 to 100 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
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
    /// The app as the caller read it. Where it is not so any more, the call is refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<AppDetail>,
}
