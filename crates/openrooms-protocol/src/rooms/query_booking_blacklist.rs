//! `QueryBookingBlacklist`, ours: who may not book.

use serde::{Deserialize, Serialize};

use crate::{Method, Nothing, Operation, Scope};

/// `GET /v1.0/rooms/bookings/blacklist`: a page of those who may not book.
pub struct QueryBookingBlacklist;

impl Operation for QueryBookingBlacklist {
    const ACTION: &'static str = "QueryBookingBlacklist";
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1.0/rooms/bookings/blacklist";
    const SCOPE: Option<Scope> = Some(Scope::RoomRead);
    type Path = Nothing;
    type Query = BanPageQuery;
    type Body = Nothing;
    type Reply = BanPage;
}

/// Which page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct BanPageQuery {
    /// unionId of the person on whose behalf the app calls.
    pub union_id: String,
    /// Where the page before ended; empty or absent is the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// Entries on a page: 1 to 100, default 20.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_results: Option<i32>,
}

/// A page of those who may not book.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct BanPage {
    /// Whether there are more.
    pub has_more: bool,
    /// Where the next page begins; left out on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// The entries, in the order of their unionIds.
    pub result: Vec<BlacklistItem>,
}

/// Somebody who may not book.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct BlacklistItem {
    /// Their unionId.
    pub blacklist_union_id: String,
    /// Their name; left out where the directory does not know them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blacklist_name: Option<String>,
    /// From when, in milliseconds since 1970.
    pub start_time: i64,
    /// Until when, in milliseconds since 1970; left out where it is for ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_time: Option<i64>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memo: Option<String>,
}
