//! `topapi.v2.user.get`: one person by userid.

use axum::body::Body;
use http::Response;
use openrooms_core::id::UserId;
use openrooms_protocol::legacy::{DirectoryUser, TopapiV2UserGet, UserQuery};
use openrooms_store::Whom;

use super::problem::TopapiProblem;
use super::{entry, given, shown};
use crate::ask::Question;
use crate::call::Call;

/// `POST /topapi/v2/user/get`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    entry::ask::<TopapiV2UserGet, _, _>(call, read, answer).await
}

fn read(query: UserQuery) -> Result<UserId, TopapiProblem> {
    given::user_id(query.userid)
}

async fn answer(question: Question, id: UserId) -> Result<DirectoryUser, TopapiProblem> {
    let whom = Whom::UserId(id);
    let finding = question.store().person(&question.corp, &whom);
    let person = question.patiently(finding).await?.ok_or(TopapiProblem::UserNotFound)?;
    Ok(shown::user(person))
}
