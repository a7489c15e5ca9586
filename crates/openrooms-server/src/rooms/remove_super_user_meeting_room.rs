//! `RemoveSuperUserMeetingRoom`: a room has no super users any more.

use axum::body::Body;
use http::Response;
use openrooms_core::id::{RoomId, UnionId};
use openrooms_core::room::RoomRights;
use openrooms_core::room_change;
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::RemoveSuperUserMeetingRoom;
use openrooms_store::Change;

use super::{super_users, wish};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `POST /v1.0/rooms/meetingRooms/superUsers/remove`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<RemoveSuperUserMeetingRoom, _, _, _>(call, read, act).await
}

fn read(given: Given<RemoveSuperUserMeetingRoom>) -> Result<(UnionId, RoomId), Problem> {
    let query = given.query;
    let operator = wish::operator(Some(query.union_id))?;
    let room = wish::required("roomId", query.room_id.filter(|id| !id.is_empty()))?;
    Ok((operator, RoomId::new(room)))
}

async fn act(asked: Asked, id: RoomId) -> Result<Wrapped<bool>, Problem> {
    let (mut writing, operator) = asked.begin().await?;
    let found = writing.room(&id).await?;
    room_change::administered(operator.as_ref(), found)?;
    let before = writing.rights(&id).await?;
    let after =
        RoomRights { super_users: Vec::new(), super_departments: Vec::new(), ..before.clone() };
    if after != before {
        writing.set_rights(&after).await?;
        let before = super_users::told(before);
        let entry = asked.entry("superUsers", id.as_str(), Some(&before), None);
        let changes = vec![Change::Room(asked.corp.clone(), id)];
        asked.commit(writing, entry, changes).await?;
    }
    Ok(Wrapped { result: true })
}
