//! `UpdateMeetingRoom`: the fields of a room that are given.

use axum::body::Body;
use http::Response;
use openrooms_core::id::{RoomId, UnionId};
use openrooms_core::room::Room;
use openrooms_core::room_change::{self, Put, Refusal, RoomWish, Surroundings};
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::UpdateMeetingRoom;
use openrooms_store::Change;

use super::device_changes::check_listed;
use super::{reply, wish};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `PUT /v1.0/rooms/meetingRooms`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<UpdateMeetingRoom, _, _, _>(call, read, act).await
}

/// Which room, what is asked for, and how the caller saw it.
type Wish = (RoomId, RoomWish, Option<Room>);

fn read(mut given: Given<UpdateMeetingRoom>) -> Result<(UnionId, Wish), Problem> {
    let expected = given.body.expected.take();
    let (room, body) = given.body.into_parts();
    let operator = wish::operator(body.union_id.clone())?;
    let room = wish::required("roomId", room.filter(|id| !id.is_empty()))?;
    let (_, wish) = wish::wish(body)?;
    let expected = expected.map(|expected| wish::expected(*expected, &room)).transpose()?;
    Ok((operator, (RoomId::new(room), wish, expected)))
}

async fn act(asked: Asked, (id, wish, expected): Wish) -> Result<Wrapped<bool>, Problem> {
    let (mut writing, operator) = asked.begin().await?;
    let found = writing.room(&id).await?;
    let room = room_change::administered(operator.as_ref(), found)?;
    let operator = operator.ok_or(Refusal::NotAdministrator)?;
    room_change::check_seen(&room, expected.as_ref())?;
    let found = Surroundings {
        name_is_taken: match &wish.name {
            Some(name) => writing.has_room_named(name.as_str(), Some(&id)).await?,
            None => false,
        },
        groups: match wish.group {
            Some(Put::Value(group)) => writing.groups_above(group).await?,
            Some(Put::Nothing) | None => Some(Vec::new()),
        },
    };
    room_change::may_become(&operator, &room, &wish, &found)?;
    let listed = |ids: &Option<Vec<_>>| ids.clone().unwrap_or_default();
    let (before, after) = (listed(&room.device_union_ids), listed(&wish.device_union_ids));
    check_listed(&mut writing, &operator, &before, &after).await?;
    let changed = wish.onto(room.clone());
    if changed != room {
        writing.update_room(&changed).await?;
        let (before, after) = (reply::recorded(room), reply::recorded(changed));
        let entry = asked.entry("room", id.as_str(), Some(&before), Some(&after));
        let changes = vec![Change::Room(asked.corp.clone(), id)];
        asked.commit(writing, entry, changes).await?;
    }
    Ok(Wrapped { result: true })
}
