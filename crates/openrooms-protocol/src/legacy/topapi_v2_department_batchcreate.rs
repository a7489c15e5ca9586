//! `topapi.v2.department.batchcreate`: many new departments, all or none.

use serde::{Deserialize, Serialize};

use super::{DepartmentIds, LegacyResult, NewDepartment};
use crate::{Method, Nothing, Operation, Scope};

/// `POST /topapi/v2/department/batchcreate`: adds departments.
pub struct TopapiV2DepartmentBatchcreate;

impl Operation for TopapiV2DepartmentBatchcreate {
    const ACTION: &'static str = "topapi.v2.department.batchcreate";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/topapi/v2/department/batchcreate";
    const SCOPE: Option<Scope> = Some(Scope::DirectoryWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = NewDepartments;
    type Reply = LegacyResult<DepartmentIds>;
}

/// Departments to be added.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct NewDepartments {
    /// 1 to 1,000 of them.
    pub dept_list: Option<Vec<NewDepartment>>,
}
