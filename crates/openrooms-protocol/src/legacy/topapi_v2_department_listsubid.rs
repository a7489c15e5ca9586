//! `topapi.v2.department.listsubid`: the ids of the departments right below one.

use serde::{Deserialize, Serialize};

use super::{DepartmentsBelowQuery, LegacyResult};
use crate::{Method, Nothing, Operation, Scope};

/// `POST /topapi/v2/department/listsubid`: lists departments by their ids.
pub struct TopapiV2DepartmentListsubid;

impl Operation for TopapiV2DepartmentListsubid {
    const ACTION: &'static str = "topapi.v2.department.listsubid";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/topapi/v2/department/listsubid";
    const SCOPE: Option<Scope> = Some(Scope::DepartmentRead);
    type Path = Nothing;
    type Query = Nothing;
    type Body = DepartmentsBelowQuery;
    type Reply = LegacyResult<DepartmentIds>;
}

/// Departments.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DepartmentIds {
    /// Their ids.
    pub dept_id_list: Vec<i64>,
}
