//! `ExplainMeetingRoomUpdate`, ours: which bookings to come would a change of a room break?

use axum::body::Body;
use http::Response;
use openrooms_core::booking::Level;
use openrooms_core::booking::change::ChangedRoom;
use openrooms_core::id::{GroupId, RoomId, UnionId};
use openrooms_core::room::{Policy, Room};
use openrooms_core::room_change::{self, Placed, Put, Refusal, RoomWish, Surroundings};
use openrooms_core::time::Zone;
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::{ExplainMeetingRoomUpdate, UpdateExplained};
use openrooms_store::RoomToBook;

use super::{wish, would_break};
use crate::ask::{self, Question, Users};
use crate::calendar::rooms::facts;
use crate::call::Call;
use crate::change::Given;
use crate::problem::Problem;

/// `POST /v1.0/rooms/meetingRooms/updates/explain`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::for_organisation::<ExplainMeetingRoomUpdate, _, _>(call, Users::Judged, read, answer).await
}

struct Asked {
    operator: UnionId,
    room: RoomId,
    wish: RoomWish,
    expected: Option<Room>,
    zone: Zone,
}

fn read(mut given: Given<ExplainMeetingRoomUpdate>) -> Result<Asked, Problem> {
    let expected = given.body.expected.take();
    let (room, body) = given.body.into_parts();
    let operator = wish::operator(body.union_id.clone())?;
    let room = wish::required("roomId", room.filter(|id| !id.is_empty()))?;
    let (_, wish) = wish::wish(body)?;
    let expected = expected.map(|expected| wish::expected(*expected, &room)).transpose()?;
    Ok(Asked { operator, room: RoomId::new(room), wish, expected, zone: given.zone })
}

async fn answer(question: Question, asked: Asked) -> Result<Wrapped<UpdateExplained>, Problem> {
    let (store, corp) = (question.store(), &question.corp);
    let operator = would_break::operator(&question, &asked.operator).await?;
    let found = store.rooms_to_book(corp, std::slice::from_ref(&asked.room));
    let found = question.patiently(found).await?.into_values().next();
    let placed = found
        .as_ref()
        .map(|found| Placed { room: found.room.clone(), groups: found.groups.clone() });
    let room = room_change::administered(operator.as_ref(), placed)?;
    let (Some(operator), Some(found)) = (operator, found) else {
        return Err(Refusal::NotAdministrator.into());
    };
    room_change::check_seen(&room, asked.expected.as_ref())?;
    let place = match asked.wish.group {
        Some(Put::Value(group)) => above(&question, group).await?,
        Some(Put::Nothing) => Some((Vec::new(), Vec::new())),
        None => Some((found.groups.clone(), found.policies.clone())),
    };
    let groups = place.as_ref().map(|(groups, _)| groups.clone());
    let surroundings = Surroundings { name_is_taken: false, groups };
    room_change::may_become(&operator, &room, &asked.wish, &surroundings)?;
    let (groups, policies) = place.unwrap_or_default();
    let after =
        RoomToBook { room: asked.wish.onto(room), groups, rights: found.rights.clone(), policies };
    let changed =
        ChangedRoom { before: facts(found, &asked.zone), after: facts(after, &asked.zone) };
    let result = would_break::explained(&question, vec![changed], Level::Room, true).await?;
    Ok(Wrapped { result })
}

/// Groups from below, and the policies of those that have one.
type Place = (Vec<GroupId>, Vec<(GroupId, Policy)>);

/// A group and those above it with their policies; `None` where there is no such group.
async fn above(question: &Question, group: GroupId) -> Result<Option<Place>, Problem> {
    let (store, corp) = (question.store(), &question.corp);
    let tree = question.patiently(store.group_tree(corp)).await?;
    if !tree.all().any(|known| known == group) {
        return Ok(None);
    }
    let mut policies = question.patiently(store.group_policies(corp)).await?;
    let groups = tree.chain(group);
    let policies = groups.iter().filter_map(|id| Some((*id, policies.remove(id)?))).collect();
    Ok(Some((groups, policies)))
}
