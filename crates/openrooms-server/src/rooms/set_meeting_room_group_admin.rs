//! `SetMeetingRoomGroupAdmin`, ours: who administers a room group.

use axum::body::Body;
use http::Response;
use openrooms_core::group_change;
use openrooms_core::id::{GroupId, UnionId};
use openrooms_core::room::Group;
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::SetMeetingRoomGroupAdmin;
use openrooms_store::Change;

use super::{groups, wish};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `PUT /v1.0/rooms/groupAdmin/{groupId}`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<SetMeetingRoomGroupAdmin, _, _, _>(call, read, act).await
}

type Wish = (GroupId, Vec<UnionId>);

fn read(given: Given<SetMeetingRoomGroupAdmin>) -> Result<(UnionId, Wish), Problem> {
    let operator = wish::operator(given.body.union_id)?;
    let id = groups::in_path(given.path)?;
    Ok((operator, (id, wish::administrators(given.body.admin_union_ids)?)))
}

async fn act(asked: Asked, (id, administrators): Wish) -> Result<Wrapped<bool>, Problem> {
    let (mut writing, operator) = asked.begin().await?;
    let found = writing.group(id).await?;
    let before = group_change::changeable(operator.as_ref(), found)?;
    if writing.first_stranger(&administrators).await?.is_some() {
        return Err(Problem::PersonUnknown);
    }
    let after = Group { administrators, ..before.clone() };
    if after != before {
        writing.set_group_administrators(id, &after.administrators).await?;
        // What they see changes, and nothing of the rooms.
        let people = before.administrators.iter().chain(&after.administrators);
        let changes = people.map(|person| Change::Person(asked.corp.clone(), person.clone()));
        let changes = changes.collect();
        let (before, after) = (groups::recorded(before), groups::recorded(after));
        let entry = asked.entry("group", &id.to_string(), Some(&before), Some(&after));
        asked.commit(writing, entry, changes).await?;
    }
    Ok(Wrapped { result: true })
}
