//! `topapi.user.listadmin`: the administrators.

use axum::body::Body;
use http::Response;
use openrooms_core::id::UserId;
use openrooms_protocol::Nothing;
use openrooms_protocol::legacy::{Administrator, TopapiUserListadmin};

use super::entry;
use super::problem::TopapiProblem;
use crate::ask::Question;
use crate::call::Call;

/// `POST /topapi/user/listadmin`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    entry::ask::<TopapiUserListadmin, _, _>(call, Ok, answer).await
}

async fn answer(question: Question, _: Nothing) -> Result<Vec<Administrator>, TopapiProblem> {
    let finding = question.store().administrators(&question.corp);
    let (all, of_groups) = question.patiently(finding).await?;
    let at_level =
        |sys_level| move |id: UserId| Administrator { userid: id.into_string(), sys_level };
    Ok(all.into_iter().map(at_level(1)).chain(of_groups.into_iter().map(at_level(2))).collect())
}
