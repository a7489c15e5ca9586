//! `topapi.v2.department.update`: the fields of a department that are given.

use serde::{Deserialize, Serialize};

use super::LegacyDone;
use crate::{Method, Nothing, Operation, Scope};

/// `POST /topapi/v2/department/update`: changes a department.
pub struct TopapiV2DepartmentUpdate;

impl Operation for TopapiV2DepartmentUpdate {
    const ACTION: &'static str = "topapi.v2.department.update";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/topapi/v2/department/update";
    const SCOPE: Option<Scope> = Some(Scope::DirectoryWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = DepartmentUpdate;
    type Reply = LegacyDone;
}

/// What of a department changes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct DepartmentUpdate {
    /// Its id.
    pub dept_id: Option<i64>,
    /// Name: 1 to 64 characters; no other department beside it has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The department above.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<i64>,
    /// Its place among its siblings, the least first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<i64>,
}
