//! `DeleteMeetingRoom`: a room goes, with what hangs on it.

use axum::body::Body;
use http::Response;
use openrooms_core::id::{RoomId, UnionId};
use openrooms_core::room_change;
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::DeleteMeetingRoom;
use openrooms_store::Change;

use super::{reply, wish};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `DELETE /v1.0/rooms/meetingRooms/{roomId}`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<DeleteMeetingRoom, _, _, _>(call, read, act).await
}

fn read(given: Given<DeleteMeetingRoom>) -> Result<(UnionId, RoomId), Problem> {
    let operator = wish::operator(Some(given.query.union_id))?;
    Ok((operator, RoomId::new(given.path.room_id)))
}

async fn act(asked: Asked, id: RoomId) -> Result<Wrapped<bool>, Problem> {
    let (mut writing, operator) = asked.begin().await?;
    let found = writing.room(&id).await?;
    let room = room_change::removable(operator.as_ref(), found)?;
    let administrators = writing.rights(&id).await?.administrators;
    writing.decline_room(&id, asked.now).await?;
    writing.delete_room(&id).await?;
    let entry = asked.entry("room", id.as_str(), Some(&reply::recorded(room)), None);
    // Who administered it administers a room less.
    let mut changes: Vec<_> = administrators
        .into_iter()
        .map(|person| Change::Person(asked.corp.clone(), person))
        .collect();
    changes.push(Change::Room(asked.corp.clone(), id));
    asked.commit(writing, entry, changes).await?;
    Ok(Wrapped { result: true })
}
