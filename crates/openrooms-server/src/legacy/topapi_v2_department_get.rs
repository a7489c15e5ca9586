//! `topapi.v2.department.get`: one department.

use axum::body::Body;
use http::Response;
use openrooms_core::id::DeptId;
use openrooms_protocol::legacy::{DepartmentQuery, DirectoryDepartment, TopapiV2DepartmentGet};

use super::problem::TopapiProblem;
use super::{entry, given};
use crate::ask::Question;
use crate::call::Call;

/// `POST /topapi/v2/department/get`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    entry::ask::<TopapiV2DepartmentGet, _, _>(call, read, answer).await
}

fn read(DepartmentQuery { dept_id, .. }: DepartmentQuery) -> Result<DeptId, TopapiProblem> {
    given::required("dept_id", dept_id).map(DeptId)
}

async fn answer(question: Question, id: DeptId) -> Result<DirectoryDepartment, TopapiProblem> {
    let finding = question.store().department(&question.corp, id);
    let found = question.patiently(finding).await?.ok_or(TopapiProblem::DepartmentNotFound)?;
    Ok(DirectoryDepartment {
        dept_id: found.department.id.0,
        name: found.department.name,
        parent_id: found.department.parent.0,
        order: found.department.order,
        member_count: found.members,
    })
}
