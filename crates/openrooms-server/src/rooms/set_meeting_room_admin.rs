//! `SetMeetingRoomAdmin`, ours: who administers one room.

use axum::body::Body;
use http::Response;
use openrooms_core::group_change::check_administrator;
use openrooms_core::id::{RoomId, UnionId};
use openrooms_core::room::RoomRights;
use openrooms_core::room_change;
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::SetMeetingRoomAdmin;
use openrooms_store::Change;
use serde_json::json;

use super::wish;
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `PUT /v1.0/rooms/roomAdmin/{roomId}`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<SetMeetingRoomAdmin, _, _, _>(call, read, act).await
}

type Wish = (RoomId, Vec<UnionId>);

fn read(given: Given<SetMeetingRoomAdmin>) -> Result<(UnionId, Wish), Problem> {
    let operator = wish::operator(given.body.union_id)?;
    let administrators = wish::administrators(given.body.admin_union_ids)?;
    Ok((operator, (RoomId::new(given.path.room_id), administrators)))
}

async fn act(asked: Asked, (id, administrators): Wish) -> Result<Wrapped<bool>, Problem> {
    let (mut writing, operator) = asked.begin().await?;
    check_administrator(operator.as_ref())?;
    room_change::administered(operator.as_ref(), writing.room(&id).await?)?;
    if writing.first_stranger(&administrators).await?.is_some() {
        return Err(Problem::PersonUnknown);
    }
    let before = writing.rights(&id).await?;
    let after = RoomRights { administrators, ..before.clone() };
    if after != before {
        writing.set_rights(&after).await?;
        // What they see changes, and nothing of the room.
        let people = before.administrators.iter().chain(&after.administrators);
        let changes = people.map(|person| Change::Person(asked.corp.clone(), person.clone()));
        let changes = changes.collect();
        let told = |rights: &RoomRights| {
            let ids: Vec<_> = rights.administrators.iter().map(UnionId::as_str).collect();
            json!({ "adminUnionIds": ids })
        };
        let (before, after) = (told(&before), told(&after));
        let entry = asked.entry("roomAdmins", id.as_str(), Some(&before), Some(&after));
        asked.commit(writing, entry, changes).await?;
    }
    Ok(Wrapped { result: true })
}
