//! `topapi.v2.department.batchcreate`: many new departments, all or none.

use axum::body::Body;
use http::Response;
use openrooms_protocol::legacy::{DepartmentIds, NewDepartments, TopapiV2DepartmentBatchcreate};

use super::people::{NewDepartment, add_departments, listed};
use super::problem::TopapiProblem;
use super::{entry, given};
use crate::call::Call;
use crate::change::Asked;

/// `POST /topapi/v2/department/batchcreate`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    entry::change::<TopapiV2DepartmentBatchcreate, _, _>(call, read, act).await
}

fn naming(at: usize, problem: TopapiProblem) -> TopapiProblem {
    problem.of_item("dept_list", at)
}

fn read(given: NewDepartments) -> Result<Vec<NewDepartment>, TopapiProblem> {
    listed("dept_list", given.dept_list, naming, given::new_department)
}

async fn act(asked: Asked, new: Vec<NewDepartment>) -> Result<DepartmentIds, TopapiProblem> {
    Ok(DepartmentIds { dept_id_list: add_departments(&asked, new, naming).await? })
}
