//! `QueryMeetingRoomGroupAdmin`: who administers a room group.

use axum::body::Body;
use http::Response;
use openrooms_core::id::GroupId;
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::{Admin, GroupAdmins, QueryMeetingRoomGroupAdmin};

use super::groups;
use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::change::Given;
use crate::problem::Problem;

/// `GET /v1.0/rooms/groupAdmin/{groupId}`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::for_whoever::<QueryMeetingRoomGroupAdmin, _, _>(call, "unionId", read, answer).await
}

fn read(given: Given<QueryMeetingRoomGroupAdmin>) -> Result<GroupId, Problem> {
    groups::in_path(given.path)
}

async fn answer(
    question: Question,
    _: Option<Asker>,
    id: GroupId,
) -> Result<Wrapped<GroupAdmins>, Problem> {
    let found = question.store().group_administrators(&question.corp, id);
    let found = groups::read(&question, found).await?.ok_or(Problem::GroupNotFound)?;
    let admins = found
        .administrators
        .into_iter()
        .map(|(person, name)| Admin { member_id: person.into_string(), member_name: name });
    Ok(Wrapped {
        result: GroupAdmins {
            group_admins: admins.collect(),
            group_id: found.group.id.0,
            group_name: groups::given_name(found.group.name),
        },
    })
}
