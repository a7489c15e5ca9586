//! `topapi.v2.department.listsubid`: the ids of the departments right below one.

use axum::body::Body;
use http::Response;
use openrooms_protocol::legacy::{
    DepartmentIds, DepartmentsBelowQuery, TopapiV2DepartmentListsubid,
};

use super::problem::TopapiProblem;
use super::{entry, topapi_v2_department_listsub};
use crate::ask::Question;
use crate::call::Call;

/// `POST /topapi/v2/department/listsubid`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    entry::ask::<TopapiV2DepartmentListsubid, _, _>(call, Ok, answer).await
}

async fn answer(
    question: Question,
    query: DepartmentsBelowQuery,
) -> Result<DepartmentIds, TopapiProblem> {
    let below = topapi_v2_department_listsub::below(&question, &query).await?;
    Ok(DepartmentIds {
        dept_id_list: below.into_iter().map(|department| department.id.0).collect(),
    })
}
