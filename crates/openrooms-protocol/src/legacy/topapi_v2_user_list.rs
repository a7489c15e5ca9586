//! `topapi.v2.user.list`: the people of a department, page by page.

use serde::{Deserialize, Serialize};

use super::LegacyResult;
use crate::{Method, Nothing, Operation, Scope};

/// `POST /topapi/v2/user/list`: lists people.
pub struct TopapiV2UserList;

impl Operation for TopapiV2UserList {
    const ACTION: &'static str = "topapi.v2.user.list";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/topapi/v2/user/list";
    const SCOPE: Option<Scope> = Some(Scope::DepartmentMemberRead);
    type Path = Nothing;
    type Query = Nothing;
    type Body = UserPageQuery;
    type Reply = LegacyResult<UserPage>;
}

/// Which page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct UserPageQuery {
    /// The department; those below it do not count.
    pub dept_id: Option<i64>,
    /// Where the page before ended; 0 is the beginning.
    pub cursor: Option<i64>,
    /// People on a page: 1 to 100.
    pub size: Option<i64>,
}

/// A page of people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct UserPage {
    /// Whether there are more.
    pub has_more: bool,
    /// Where the next page begins; left out on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<i64>,
    /// The people.
    pub list: Vec<ListedUser>,
}

/// What a list shows of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ListedUser {
    /// Id within the organisation.
    pub userid: String,
    /// Id towards apps.
    pub unionid: String,
    /// Name.
    pub name: String,
    /// Telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mobile: Option<String>,
    /// Mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// What they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The departments they are in.
    pub dept_id_list: Vec<i64>,
    /// Whether they administer rooms.
    pub admin: bool,
    /// Whether they use it.
    pub active: bool,
}
