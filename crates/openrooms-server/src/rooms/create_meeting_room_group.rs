//! `CreateMeetingRoomGroup`: a new room group.

use axum::body::Body;
use http::Response;
use openrooms_core::group_change::{self, Surroundings};
use openrooms_core::id::{GroupId, UnionId};
use openrooms_core::name::Name;
use openrooms_core::room::{Group, Policy};
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::CreateMeetingRoomGroup;
use openrooms_store::Change;

use super::{groups, wish};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `POST /v1.0/rooms/groups`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<CreateMeetingRoomGroup, _, _, _>(call, read, act).await
}

struct NewGroup {
    name: Name,
    parent: GroupId,
    policy: Option<Policy>,
}

fn read(given: Given<CreateMeetingRoomGroup>) -> Result<(UnionId, NewGroup), Problem> {
    let body = given.body;
    let operator = wish::operator(body.union_id)?;
    let name = groups::name(&wish::required("groupName", body.group_name)?)?;
    let parent = wish::required("parentGroupId", body.parent_group_id)?;
    if parent < 0 {
        return Err(Problem::ParameterWrong("parentGroupId must not be negative".into()));
    }
    let policy = wish::policy(body.extension_config.unwrap_or_default(), None)?.onto(None);
    Ok((operator, NewGroup { name, parent: GroupId(parent), policy }))
}

async fn act(asked: Asked, new: NewGroup) -> Result<Wrapped<i64>, Problem> {
    let NewGroup { name, parent, policy } = new;
    let (mut writing, operator) = asked.begin().await?;
    let found = Surroundings {
        above: match parent {
            GroupId(0) => Some(Vec::new()),
            parent => writing.groups_above(parent).await?,
        },
        groups: writing.groups().await?,
    };
    group_change::may_make(operator.as_ref(), &found)?;
    let id = writing.next_group_id().await?;
    let group = Group { id, name: name.into_string(), parent, administrators: Vec::new(), policy };
    writing.insert_group(&group).await?;
    let entry = asked.entry("group", &id.to_string(), None, Some(&groups::recorded(group)));
    let changes = vec![Change::Organisation(asked.corp.clone())];
    asked.commit(writing, entry, changes).await?;
    Ok(Wrapped { result: id.0 })
}
