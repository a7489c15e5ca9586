//! `QueryMeetingRoomAdmin`, ours: who administers one room.

use axum::body::Body;
use http::Response;
use openrooms_core::access::may_manage_room;
use openrooms_core::id::{RoomId, UnionId};
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::{Admin, QueryMeetingRoomAdmin, RoomAdmins};

use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::problem::Problem;

/// `GET /v1.0/rooms/roomAdmin/{roomId}`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::handle::<QueryMeetingRoomAdmin, _, _>(
        call,
        "unionId",
        |given| Ok(RoomId::new(given.path.room_id)),
        answer,
    )
    .await
}

async fn answer(
    question: Question,
    asker: Asker,
    id: RoomId,
) -> Result<Wrapped<RoomAdmins>, Problem> {
    let (store, corp) = (question.store(), &question.corp);
    match question.patiently(store.groups_of_room(corp, &id)).await? {
        Some(groups) if may_manage_room(&asker.viewer, &id, &groups) => {}
        None if asker.viewer.is_admin => return Err(Problem::RoomNotFound),
        _ => return Err(Problem::NotAdministrator),
    }
    let found = question.patiently(store.room_administrators(corp, &id)).await?;
    let admins = found.into_iter();
    let admins = admins
        .map(|(person, name)| Admin { member_id: UnionId::into_string(person), member_name: name });
    Ok(Wrapped { result: RoomAdmins { room_id: id.into_string(), room_admins: admins.collect() } })
}
