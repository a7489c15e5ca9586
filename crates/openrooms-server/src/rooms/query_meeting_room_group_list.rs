//! `QueryMeetingRoomGroupList`: the room groups.

use axum::body::Body;
use http::Response;
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::{GroupDetail, QueryMeetingRoomGroupList};

use super::groups;
use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::problem::Problem;

/// `GET /v1.0/rooms/groupLists`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    let nothing = |_| Ok(());
    ask::handle::<QueryMeetingRoomGroupList, _, _>(call, "unionId", nothing, answer).await
}

async fn answer(
    question: Question,
    _: Asker,
    (): (),
) -> Result<Wrapped<Vec<GroupDetail>>, Problem> {
    let (store, corp) = (question.store(), &question.corp);
    let found = groups::read(&question, store.groups(corp)).await?;
    let mut policies = groups::read(&question, store.group_policies(corp)).await?;
    let groups = found.into_iter().map(|group| {
        let policy = policies.remove(&group.id);
        groups::reply(group, policy)
    });
    Ok(Wrapped { result: groups.collect() })
}
