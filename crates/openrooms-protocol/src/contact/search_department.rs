//! `SearchDepartment`: departments by a word in their names.

use serde::{Deserialize, Serialize};

use crate::{Method, Nothing, Operation, Scope};

/// `POST /v1.0/contact/departments/search`: finds departments.
pub struct SearchDepartment;

impl Operation for SearchDepartment {
    const ACTION: &'static str = "SearchDepartment";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1.0/contact/departments/search";
    const SCOPE: Option<Scope> = Some(Scope::DirectorySearch);
    type Path = Nothing;
    type Query = Nothing;
    type Body = DepartmentSearch;
    type Reply = FoundDepartments;
}

/// Which.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct DepartmentSearch {
    /// What stands in the name.
    pub query_word: Option<String>,
    /// How many of those found are passed over.
    pub offset: Option<i32>,
    /// How many are wanted: 1 to 100.
    pub size: Option<i32>,
}

/// Some of those found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct FoundDepartments {
    /// Whether there are more.
    pub has_more: bool,
    /// How many there are.
    pub total_count: i64,
    /// Their ids.
    pub list: Vec<i64>,
    /// Ours: which they are, in the same order.
    pub departments: Vec<FoundDepartment>,
}

/// A department that was found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct FoundDepartment {
    /// Its id.
    pub dept_id: i64,
    /// Its name.
    pub name: String,
    /// The department above; 0 is above the root.
    pub parent_id: i64,
}
