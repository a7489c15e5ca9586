//! `topapi.v2.department.delete`: a department goes.

use serde::{Deserialize, Serialize};

use super::LegacyDone;
use crate::{Method, Nothing, Operation, Scope};

/// `POST /topapi/v2/department/delete`: removes a department.
pub struct TopapiV2DepartmentDelete;

impl Operation for TopapiV2DepartmentDelete {
    const ACTION: &'static str = "topapi.v2.department.delete";
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/topapi/v2/department/delete";
    const SCOPE: Option<Scope> = Some(Scope::DirectoryWrite);
    type Path = Nothing;
    type Query = Nothing;
    type Body = DepartmentId;
    type Reply = LegacyDone;
}

/// Which.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct DepartmentId {
    /// Its id.
    pub dept_id: Option<i64>,
}
