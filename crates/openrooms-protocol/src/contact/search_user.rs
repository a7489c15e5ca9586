//! `SearchUser`: people by a word in their names.

use serde::{Deserialize, Serialize};

use crate::{Method, Nothing, Operation, Scope};

/// `POST /v1.0/contact/users/search`: finds people.
pub struct SearchUser;

impl Operation for SearchUser {
    const ACTION: &'static str = "SearchUser";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/contact/users/search";
    const SCOPE: Option<Scope> = Some(Scope::DirectorySearch);
    type Path = Nothing;
    type Query = Nothing;
    type Body = UserSearch;
    type Reply = FoundUsers;
}

/// Whom.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct UserSearch {
    /// What stands in the name.
    pub query_word: Option<String>,
    /// How many of those found are passed over.
    pub offset: Option<i32>,
    /// How many are wanted: 1 to 100.
    pub size: Option<i32>,
    /// 1: the word is the whole name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub full_match_field: Option<i32>,
}

/// Some of those found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct FoundUsers {
    /// Whether there are more.
    pub has_more: bool,
    /// How many there are.
    pub total_count: i64,
    /// Their userIds.
    pub list: Vec<String>,
    /// Ours: who they are, in the same order.
    pub users: Vec<FoundUser>,
}

/// Somebody who was found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct FoundUser {
    /// Id in the organisation.
    pub user_id: String,
    /// Id towards apps, by which they are invited.
    pub union_id: String,
    /// Name.
    pub name: String,
}
