//! `topapi.v2.department.create`: a new department.

use axum::body::Body;
use http::Response;
use openrooms_protocol::legacy::{CreatedDepartment, TopapiV2DepartmentCreate};

use super::people::{NewDepartment, add_departments, single};
use super::problem::TopapiProblem;
use super::{entry, given};
use crate::call::Call;
use crate::change::Asked;
use crate::problem::Problem;

/// `POST /topapi/v2/department/create`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    entry::change::<TopapiV2DepartmentCreate, _, _>(call, given::new_department, act).await
}

async fn act(asked: Asked, new: NewDepartment) -> Result<CreatedDepartment, TopapiProblem> {
    let made = add_departments(&asked, vec![new], single).await?;
    let made = made.first().copied().map(|dept_id| CreatedDepartment { dept_id });
    made.ok_or(TopapiProblem::Busy(Problem::Fault))
}
