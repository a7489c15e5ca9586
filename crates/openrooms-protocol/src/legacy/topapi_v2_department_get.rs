//! `topapi.v2.department.get`: one department.

use serde::{Deserialize, Serialize};

use super::LegacyResult;
use crate::{Method, Nothing, Operation, Scope};

/// `POST /topapi/v2/department/get`: reads one department.
pub struct TopapiV2DepartmentGet;

impl Operation for TopapiV2DepartmentGet {
    const ACTION: &'static str = "topapi.v2.department.get";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/topapi/v2/department/get";
    const SCOPE: Option<Scope> = Some(Scope::DepartmentRead);
    type Path = Nothing;
    type Query = Nothing;
    type Body = DepartmentQuery;
    type Reply = LegacyResult<DirectoryDepartment>;
}

/// Which.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct DepartmentQuery {
    /// Its id.
    pub dept_id: Option<i64>,
    /// In which language texts are wanted; there are none to translate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// A department.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DirectoryDepartment {
    /// Its id.
    pub dept_id: i64,
    /// Its name.
    pub name: String,
    /// The department above; 0 is above the root.
    pub parent_id: i64,
    /// Its place among its siblings, the least first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<i64>,
    /// How many people are right in it.
    pub member_count: i64,
}
