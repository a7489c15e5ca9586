//! `ExplainMeetingRoomGroupUpdate`, ours: which bookings to come would another policy of a group break?

use axum::body::Body;
use http::Response;
use openrooms_core::booking::Level;
use openrooms_core::booking::change::ChangedRoom;
use openrooms_core::group_change::{self, SeenGroup};
use openrooms_core::id::{GroupId, UnionId};
use openrooms_core::room::{Group, Policy};
use openrooms_core::room_change::PolicyWish;
use openrooms_core::time::Zone;
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::{ExplainMeetingRoomGroupUpdate, UpdateExplained};
use openrooms_store::RoomToBook;

use super::{groups, wish, would_break};
use crate::ask::{self, Question, Users};
use crate::calendar::rooms::facts;
use crate::calendar::rooms_asked::subtree;
use crate::call::Call;
use crate::change::Given;
use crate::problem::Problem;

/// `POST /v1.0/rooms/groups/updates/explain`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    let read = |given| read(given);
    ask::for_organisation::<ExplainMeetingRoomGroupUpdate, _, _>(call, Users::Judged, read, answer)
        .await
}

struct Asked {
    operator: UnionId,
    group: GroupId,
    policy: PolicyWish,
    expected: Option<SeenGroup>,
    zone: Zone,
}

fn read(given: Given<ExplainMeetingRoomGroupUpdate>) -> Result<Asked, Problem> {
    let body = given.body;
    let operator = wish::operator(body.union_id)?;
    let id = wish::required("groupId", body.group_id)?;
    body.group_name.map(|name| groups::name(&name)).transpose()?;
    let policy = wish::policy(body.extension_config.unwrap_or_default(), None)?;
    let expected = body.expected.map(|expected| groups::expected(expected, id)).transpose()?;
    Ok(Asked { operator, group: GroupId(id), policy, expected, zone: given.zone })
}

async fn answer(question: Question, asked: Asked) -> Result<Wrapped<UpdateExplained>, Problem> {
    let (store, corp) = (question.store(), &question.corp);
    let operator = would_break::operator(&question, &asked.operator).await?;
    group_change::check_administrator(operator.as_ref())?;
    let view = question.patiently(store.group(corp, asked.group)).await?;
    let view = view.ok_or(Problem::GroupNotFound)?;
    let before = question.patiently(store.group_policy(corp, asked.group)).await?;
    let group = Group {
        id: view.id,
        name: view.name,
        parent: view.parent,
        administrators: Vec::new(),
        policy: before.clone(),
    };
    group_change::check_seen(&group, asked.expected.as_ref())?;
    let after = asked.policy.onto(before);
    let tree = question.patiently(store.group_tree(corp)).await?;
    let below = subtree(&tree, asked.group);
    let most = i64::try_from(would_break::MOST_ROOMS + 1).unwrap_or(i64::MAX);
    let mut ids = question.patiently(store.room_ids(corp, Some(&below), None, most)).await?;
    let is_whole = ids.len() <= would_break::MOST_ROOMS;
    ids.truncate(would_break::MOST_ROOMS);
    let found = question.patiently(store.rooms_to_book(corp, &ids)).await?;
    let mut changed: Vec<_> = found
        .into_values()
        .map(|room| ChangedRoom {
            after: facts(under(&room, asked.group, after.as_ref()), &asked.zone),
            before: facts(room, &asked.zone),
        })
        .collect();
    changed.sort_by(|one, other| one.after.room.id.cmp(&other.after.room.id));
    let level = Level::Group(asked.group);
    let result = would_break::explained(&question, changed, level, is_whole).await?;
    Ok(Wrapped { result })
}

/// A room where a group above it has this policy.
fn under(room: &RoomToBook, group: GroupId, policy: Option<&Policy>) -> RoomToBook {
    let policies = room.groups.iter().filter_map(|id| {
        let own = room.policies.iter().find(|(of, _)| of == id).map(|(_, policy)| policy);
        let policy = if *id == group { policy } else { own };
        policy.map(|policy| (*id, policy.clone()))
    });
    RoomToBook { policies: policies.collect(), ..room.clone() }
}
