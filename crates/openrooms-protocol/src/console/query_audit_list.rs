//! `QueryAuditList`, ours: who did what.

use serde::{Deserialize, Serialize};

use crate::{Method, Nothing, Operation, Scope};

/// `GET /v1.0/console/audit`: a page of the organisation's record, the newest entries first.
pub struct QueryAuditList;

impl Operation for QueryAuditList {
    const ACTION: &'static str = "QueryAuditList";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1.0/console/audit";
    const SCOPE: Option<Scope> = Some(Scope::Console);
    type Path = Nothing;
    type Query = AuditPageQuery;
    type Body = Nothing;
    type Reply = AuditPage;
}

/// Which entries; what is absent leaves none out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct AuditPageQuery {
    /// The kind of thing: `room`, `app`, `session`, …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object_kind: Option<String>,
    /// The id of the thing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object_id: Option<String>,
    /// unionId of the person who did it, or on whose behalf it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operator_union_id: Option<String>,
    /// The key of the app that did it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app_key: Option<String>,
    /// The operation or command.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// From when on: milliseconds since 1970.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_time: Option<i64>,
    /// Before when: milliseconds since 1970.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_time: Option<i64>,
    /// Where the page before ended; absent is the newest entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<i64>,
    /// Entries on a page: 1 to 200, default 50.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_results: Option<i32>,
}

/// A page of the record.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AuditPage {
    /// Whether there may be more. A call looks at 50,000 entries at most: a page of few, or of none,
    /// need not be the last.
    pub has_more: bool,
    /// Where the next page begins; left out on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<i64>,
    /// The entries, the newest first.
    pub result: Vec<AuditItem>,
}

/// An entry of the record.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AuditItem {
    /// Its number in the organisation's record.
    pub seq: i64,
    /// When: milliseconds since 1970.
    pub time: i64,
    /// The operation, or the words of a command.
    pub action: String,
    /// The key of the app or suite; left out where it was the command line or a person's own token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app_key: Option<String>,
    /// unionId of the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operator_union_id: Option<String>,
    /// Their name, where the directory knows them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operator_name: Option<String>,
    /// From which address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The kind of thing.
    pub object_kind: String,
    /// Which one.
    pub object_id: String,
    /// What it was, as far as it changed; left out where it was not there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<serde_json::Map<String, serde_json::Value>>,
    /// What it is, as far as it changed; left out where it is not there any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<serde_json::Map<String, serde_json::Value>>,
}
