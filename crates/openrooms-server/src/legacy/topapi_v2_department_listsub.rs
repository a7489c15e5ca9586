//! `topapi.v2.department.listsub`: the departments right below one.

use axum::body::Body;
use http::Response;
use openrooms_core::id::DeptId;
use openrooms_core::organisation::Department;
use openrooms_protocol::legacy::{
    DepartmentsBelowQuery, ListedDepartment, TopapiV2DepartmentListsub,
};

use super::entry;
use super::problem::TopapiProblem;
use crate::ask::Question;
use crate::call::Call;

/// `POST /topapi/v2/department/listsub`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    entry::ask::<TopapiV2DepartmentListsub, _, _>(call, Ok, answer).await
}

/// The departments right below one that there is.
pub(super) async fn below(
    question: &Question,
    query: &DepartmentsBelowQuery,
) -> Result<Vec<Department>, TopapiProblem> {
    let above = query.dept_id.map_or(DeptId::ROOT, DeptId);
    let store = question.store();
    let below = question.patiently(store.departments_below(&question.corp, above)).await?;
    if below.is_empty() || above == DeptId(0) {
        let finding = store.department(&question.corp, above);
        question.patiently(finding).await?.ok_or(TopapiProblem::DepartmentNotFound)?;
    }
    Ok(below)
}

async fn answer(
    question: Question,
    query: DepartmentsBelowQuery,
) -> Result<Vec<ListedDepartment>, TopapiProblem> {
    let shown = below(&question, &query).await?.into_iter().map(|department| ListedDepartment {
        dept_id: department.id.0,
        name: department.name,
        parent_id: department.parent.0,
        create_dept_group: false,
        auto_add_user: false,
    });
    Ok(shown.collect())
}
