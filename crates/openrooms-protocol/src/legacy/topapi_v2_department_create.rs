//! `topapi.v2.department.create`: a new department.

use serde::{Deserialize, Serialize};

use super::LegacyResult;
use crate::{Method, Nothing, Operation, Scope};

/// `POST /topapi/v2/department/create`: adds a department.
pub struct TopapiV2DepartmentCreate;

impl Operation for TopapiV2DepartmentCreate {
    const ACTION: &'static str = "topapi.v2.department.create";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/topapi/v2/department/create";
    const SCOPE: Option<Scope> = Some(Scope::DirectoryWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = NewDepartment;
    type Reply = LegacyResult<CreatedDepartment>;
}

/// A department to be added.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct NewDepartment {
    /// Name: 1 to 64 characters; no other department beside it has it.
    pub name: Option<String>,
    /// The department above.
    pub parent_id: Option<i64>,
    /// Its place among its siblings, the least first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<i64>,
}

/// What was added.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CreatedDepartment {
    /// Its id.
    pub dept_id: i64,
}
