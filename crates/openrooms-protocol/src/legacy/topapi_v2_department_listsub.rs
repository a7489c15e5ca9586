//! `topapi.v2.department.listsub`: the departments right below one.

use serde::{Deserialize, Serialize};

use super::LegacyResult;
use crate::{Method, Nothing, Operation, Scope};

/// `POST /topapi/v2/department/listsub`: lists departments.
pub struct TopapiV2DepartmentListsub;

impl Operation for TopapiV2DepartmentListsub {
    const ACTION: &'static str = "topapi.v2.department.listsub";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/topapi/v2/department/listsub";
    const SCOPE: Option<Scope> = Some(Scope::DepartmentRead);
    type Path = Nothing;
    type Query = Nothing;
    type Body = DepartmentsBelowQuery;
    type Reply = LegacyResult<Vec<ListedDepartment>>;
}

/// Below which.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct DepartmentsBelowQuery {
    /// The department; 1, the root, where it is absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dept_id: Option<i64>,
    /// In which language texts are wanted; there are none to translate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// What a list shows of a department.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ListedDepartment {
    /// Its id.
    pub dept_id: i64,
    /// Its name.
    pub name: String,
    /// The department above.
    pub parent_id: i64,
    /// Whether it has a chat: never.
    pub create_dept_group: bool,
    /// Whether who enters it enters its chat: never.
    pub auto_add_user: bool,
}
