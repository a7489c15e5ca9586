//! `QuerySuperUserMeetingRoom`, ours: whom the rules of a room do not bind.

use axum::body::Body;
use http::Response;
use openrooms_core::access::may_manage_room;
use openrooms_core::id::RoomId;
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::{
    QuerySuperUserMeetingRoom, SuperDepartment, SuperUser, SuperUsers,
};

use super::{super_users, wish};
use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::change::Given;
use crate::problem::Problem;

/// `GET /v1.0/rooms/meetingRooms/superUsers/query`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::handle::<QuerySuperUserMeetingRoom, _, _>(call, "unionId", read, answer).await
}

fn read(given: Given<QuerySuperUserMeetingRoom>) -> Result<RoomId, Problem> {
    let room = given.query.room_id.filter(|id| !id.is_empty());
    Ok(RoomId::new(wish::required("roomId", room)?))
}

async fn answer(
    question: Question,
    asker: Asker,
    id: RoomId,
) -> Result<Wrapped<SuperUsers>, Problem> {
    let found = question.store().room_rights(&question.corp, &id);
    match question.patiently(found).await? {
        Some(found) if may_manage_room(&asker.viewer, &id, &found.groups) => {
            let names = question.store().super_user_names(&question.corp, &id);
            let names = question.patiently(names).await?;
            let users = names.people.into_iter();
            let departments = names.departments.into_iter();
            Ok(Wrapped {
                result: SuperUsers {
                    users: users
                        .map(|(id, name)| SuperUser { user_id: id.into_string(), name })
                        .collect(),
                    departments: departments
                        .map(|(id, name)| SuperDepartment { dept_id: id.0, name })
                        .collect(),
                    ..super_users::told(found.rights)
                },
            })
        }
        None if asker.viewer.is_admin => Err(Problem::RoomNotFound),
        _ => Err(Problem::NotAdministrator),
    }
}
