//! `topapi.user.getbyunionid`: the userid of a unionId.

use axum::body::Body;
use http::Response;
use openrooms_core::id::UnionId;
use openrooms_protocol::Operation;
use openrooms_protocol::legacy::{
    LegacyResult, TopapiUserGetbyunionid, TopapiV2UserGetbyunionid, UnionIdQuery, UserOfUnionId,
};
use openrooms_store::Whom;

use super::problem::TopapiProblem;
use super::{entry, given};
use crate::ask::Question;
use crate::call::Call;

/// `POST /topapi/user/getbyunionid`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    handle_as::<TopapiUserGetbyunionid>(call).await
}

/// `POST /topapi/v2/user/getbyunionid`: the same by a second path.
pub(crate) async fn handle_v2(call: Call) -> Response<Body> {
    handle_as::<TopapiV2UserGetbyunionid>(call).await
}

async fn handle_as<Op>(call: Call) -> Response<Body>
where
    Op: Operation<Body = UnionIdQuery, Reply = LegacyResult<UserOfUnionId>>,
{
    entry::ask::<Op, _, _>(call, read, answer).await
}

fn read(query: UnionIdQuery) -> Result<UnionId, TopapiProblem> {
    given::required("unionid", query.unionid.filter(|id| !id.is_empty())).map(UnionId::new)
}

async fn answer(question: Question, id: UnionId) -> Result<UserOfUnionId, TopapiProblem> {
    let whom = Whom::UnionId(id);
    let finding = question.store().person(&question.corp, &whom);
    let person = question.patiently(finding).await?.ok_or(TopapiProblem::UserNotFound)?;
    Ok(UserOfUnionId { contact_type: 0, userid: person.user_id.into_string() })
}
