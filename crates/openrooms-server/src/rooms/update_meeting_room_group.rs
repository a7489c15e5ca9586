//! `UpdateMeetingRoomGroup`: another name or policy for a room group.

use axum::body::Body;
use http::Response;
use openrooms_core::group_change::{self, SeenGroup};
use openrooms_core::id::{GroupId, UnionId};
use openrooms_core::name::Name;
use openrooms_core::room::Group;
use openrooms_core::room_change::PolicyWish;
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::UpdateMeetingRoomGroup;
use openrooms_store::Change;

use super::{groups, wish};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `PUT /v1.0/rooms/groups`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<UpdateMeetingRoomGroup, _, _, _>(call, read, act).await
}

/// Which group, its new name, what is asked for of its policy, and how the caller saw it.
type Wish = (GroupId, Option<Name>, PolicyWish, Option<SeenGroup>);

fn read(given: Given<UpdateMeetingRoomGroup>) -> Result<(UnionId, Wish), Problem> {
    let body = given.body;
    let operator = wish::operator(body.union_id)?;
    let id = wish::required("groupId", body.group_id)?;
    let name = body.group_name.map(|name| groups::name(&name)).transpose()?;
    let policy = wish::policy(body.extension_config.unwrap_or_default(), None)?;
    let expected = body.expected.map(|expected| groups::expected(expected, id)).transpose()?;
    Ok((operator, (GroupId(id), name, policy, expected)))
}

async fn act(asked: Asked, (id, name, policy, expected): Wish) -> Result<Wrapped<bool>, Problem> {
    let (mut writing, operator) = asked.begin().await?;
    let found = writing.group(id).await?;
    let group = group_change::changeable(operator.as_ref(), found)?;
    group_change::check_seen(&group, expected.as_ref())?;
    let changed = Group {
        name: name.map_or_else(|| group.name.clone(), Name::into_string),
        policy: policy.onto(group.policy.clone()),
        ..group.clone()
    };
    if changed == group {
        return Ok(Wrapped { result: true });
    }
    writing.update_group(&changed).await?;
    let (before, after) = (groups::recorded(group), groups::recorded(changed));
    let entry = asked.entry("group", &id.to_string(), Some(&before), Some(&after));
    let changes = vec![Change::Organisation(asked.corp.clone())];
    asked.commit(writing, entry, changes).await?;
    Ok(Wrapped { result: true })
}
