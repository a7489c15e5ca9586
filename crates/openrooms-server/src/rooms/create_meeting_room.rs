//! `CreateMeetingRoom`: a new room.

use axum::body::Body;
use http::Response;
use openrooms_core::id::{RoomId, UnionId};
use openrooms_core::room_change::{self, Put, Refusal, RoomWish, Surroundings};
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::CreateMeetingRoom;
use openrooms_store::Change;

use super::device_changes::check_listed;
use super::{reply, wish};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `POST /v1.0/rooms/meetingrooms`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<CreateMeetingRoom, _, _, _>(call, read, act).await
}

fn read(given: Given<CreateMeetingRoom>) -> Result<(UnionId, RoomWish), Problem> {
    let body = given.body;
    let operator = wish::operator(body.union_id.clone())?;
    wish::required("roomName", body.room_name.as_ref())?;
    wish::required("roomStatus", body.room_status)?;
    wish::required("isvRoomId", body.isv_room_id.as_ref())?;
    let (_, wish) = wish::wish(body)?;
    if wish.lacks_members(None) {
        return Err(Refusal::MembersMissing.into());
    }
    Ok((operator, wish))
}

async fn act(asked: Asked, wish: RoomWish) -> Result<Wrapped<String>, Problem> {
    let (mut writing, operator) = asked.begin().await?;
    let name = wish.name.as_ref().map_or("", |name| name.as_str());
    let found = Surroundings {
        name_is_taken: writing.has_room_named(name, None).await?,
        groups: match wish.group {
            Some(Put::Value(group)) => writing.groups_above(group).await?,
            Some(Put::Nothing) | None => Some(Vec::new()),
        },
    };
    room_change::may_make(operator.as_ref(), &found, writing.licence().await?)?;
    let operator = operator.ok_or(Refusal::NotAdministrator)?;
    let listed = wish.device_union_ids.as_deref().unwrap_or_default();
    check_listed(&mut writing, &operator, &[], listed).await?;
    let room = wish.make(RoomId::new(asked.new_id()), asked.new_id());
    writing.insert_room(&room).await?;
    let id = room.id.clone();
    let entry = asked.entry("room", id.as_str(), None, Some(&reply::recorded(room)));
    let changes = vec![Change::Room(asked.corp.clone(), id.clone())];
    asked.commit(writing, entry, changes).await?;
    Ok(Wrapped { result: id.into_string() })
}
