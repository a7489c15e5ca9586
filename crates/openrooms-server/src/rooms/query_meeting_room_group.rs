//! `QueryMeetingRoomGroup`: one room group.

use axum::body::Body;
use http::Response;
use openrooms_core::id::GroupId;
use openrooms_protocol::rooms::{GroupDetail, QueryMeetingRoomGroup};

use super::groups;
use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::change::Given;
use crate::problem::Problem;

/// `GET /v1.0/rooms/groups/{groupId}`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::handle::<QueryMeetingRoomGroup, _, _>(call, "unionId", read, answer).await
}

fn read(given: Given<QueryMeetingRoomGroup>) -> Result<GroupId, Problem> {
    groups::in_path(given.path)
}

async fn answer(question: Question, _: Asker, id: GroupId) -> Result<GroupDetail, Problem> {
    let (store, corp) = (question.store(), &question.corp);
    let found = groups::read(&question, store.group(corp, id)).await?;
    let group = found.ok_or(Problem::GroupNotFound)?;
    let policy = groups::read(&question, store.group_policy(corp, id)).await?;
    Ok(groups::reply(group, policy))
}
