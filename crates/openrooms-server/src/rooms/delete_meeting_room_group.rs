//! `DeleteMeetingRoomGroup`: a room group goes, its rooms move to the group above.

use axum::body::Body;
use http::Response;
use openrooms_core::group_change;
use openrooms_core::id::{GroupId, RoomId, UnionId};
use openrooms_protocol::Wrapped;
use openrooms_protocol::organisation::Group;
use openrooms_protocol::rooms::DeleteMeetingRoomGroup;
use openrooms_store::Change;
use serde::Serialize;

use super::{groups, wish};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `DELETE /v1.0/rooms/groups/{groupId}`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<DeleteMeetingRoomGroup, _, _, _>(call, read, act).await
}

/// What the record tells of a group that goes.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Removed {
    #[serde(flatten)]
    group: Group,
    /// The rooms that were in it.
    room_ids: Vec<String>,
}

fn read(given: Given<DeleteMeetingRoomGroup>) -> Result<(UnionId, GroupId), Problem> {
    let operator = wish::operator(Some(given.query.union_id))?;
    Ok((operator, groups::in_path(given.path)?))
}

async fn act(asked: Asked, id: GroupId) -> Result<Wrapped<bool>, Problem> {
    let (mut writing, operator) = asked.begin().await?;
    let found = writing.group(id).await?;
    let below = writing.groups_below(id).await?;
    let group = group_change::removable(operator.as_ref(), found, below)?;
    let rooms = writing.delete_group(&group).await?;
    let room_ids = rooms.into_iter().map(RoomId::into_string).collect();
    let removed = Removed { group: groups::recorded(group), room_ids };
    let entry = asked.entry("group", &id.to_string(), Some(&removed), None);
    let changes = vec![Change::Organisation(asked.corp.clone())];
    asked.commit(writing, entry, changes).await?;
    Ok(Wrapped { result: true })
}
