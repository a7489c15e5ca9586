//! `SetMeetingRoomGroupPlan`, ours: the plan of a group's floor.

use std::collections::HashSet;

use axum::body::Body;
use http::Response;
use openrooms_core::floor_plan::{self, FloorPlan, MOST_PLACES, Place};
use openrooms_core::id::{GroupId, RoomId, UnionId};
use openrooms_core::picture::address;
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::{FloorPlan as Seen, RoomPlace, SetMeetingRoomGroupPlan};
use openrooms_store::Writing;

use super::wish::wrong;
use super::{groups, plans, wish};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `PUT /v1.0/rooms/groupPlans/{groupId}`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<SetMeetingRoomGroupPlan, _, _, _>(call, read, act).await
}

/// The group, its plan where it is to have one, and how the caller saw it.
type Wish = (GroupId, Option<FloorPlan>, Option<Seen>);

fn read(given: Given<SetMeetingRoomGroupPlan>) -> Result<(UnionId, Wish), Problem> {
    let operator = wish::operator(given.body.union_id)?;
    let group = groups::in_path(given.path)?;
    let picture = wish::required("picture", given.body.picture)?;
    let expected = given.body.expected.map(|seen| expected(seen, group)).transpose()?;
    if picture.is_empty() {
        return Ok((operator, (group, None, expected)));
    }
    if address::check(&picture).is_err() {
        return wrong("picture must be an address, http or https");
    }
    let places = places(given.body.places.unwrap_or_default())?;
    Ok((operator, (group, Some(FloorPlan { group, picture, places }), expected)))
}

fn places(given: Vec<RoomPlace>) -> Result<Vec<Place>, Problem> {
    if given.len() > MOST_PLACES {
        return wrong(format!("places must be {MOST_PLACES} at most"));
    }
    let each = given.into_iter().enumerate().map(|(at, place)| {
        if place.room_id.trim().is_empty() {
            return wrong(format!("places[{at}].roomId must not be blank"));
        }
        let (room, corner) = (RoomId::new(place.room_id), (place.left, place.top));
        let place = Place::new(room, corner, (place.width, place.height));
        place.or_else(|error| wrong(format!("places[{at}]: {}", error.0)))
    });
    let places = each.collect::<Result<Vec<_>, _>>()?;
    floor_plan::check(&places).or_else(|error| wrong(format!("places: {}", error.0)))?;
    Ok(places)
}

/// A plan as a caller read it. One without a picture is none.
fn expected(seen: Seen, group: GroupId) -> Result<Seen, Problem> {
    if seen.group_id != group.0 {
        return wrong("expected is another plan");
    }
    Ok(by_room(seen))
}

/// Places in the order of their rooms.
fn by_room(mut plan: Seen) -> Seen {
    let mut places = plan.places.take().unwrap_or_default();
    places.sort_by(|one, other| one.room_id.cmp(&other.room_id));
    Seen { places: Some(places), ..plan }
}

/// Whether the plan is as the caller read it, who is told of the rooms that the group has now.
async fn is_as_seen(
    writing: &mut Writing,
    now: Option<&FloorPlan>,
    seen: &Seen,
) -> Result<bool, Problem> {
    let Some(now) = now else { return Ok(seen.picture.is_empty()) };
    let rooms: Vec<_> = now.places.iter().map(|place| place.room.clone()).collect();
    let there = writing.rooms_below(now.group, &rooms).await?;
    let told = plans::told(now.clone(), |place| there.contains(&place.room));
    Ok(by_room(told) == *seen)
}

async fn act(asked: Asked, (group, plan, expected): Wish) -> Result<Wrapped<bool>, Problem> {
    let (mut writing, operator) = asked.begin().await?;
    let above = writing.groups_above(group).await?;
    floor_plan::may_draw(operator.as_ref(), above.as_deref())?;
    if let Some(plan) = &plan {
        let rooms: Vec<_> = plan.places.iter().map(|place| place.room.clone()).collect();
        let there = writing.rooms_below(group, &rooms).await?;
        let there: HashSet<_> = there.into_iter().collect();
        if let Some(room) = rooms.iter().find(|room| !there.contains(*room)) {
            let id: String = room.as_str().chars().take(50).collect();
            return wrong(format!("places: {id:?} is no room of the group"));
        }
    }
    let before = writing.floor_plan(group).await?;
    if let Some(seen) = &expected
        && !is_as_seen(&mut writing, before.as_ref(), seen).await?
    {
        return Err(Problem::PlanChanged);
    }
    if before == plan {
        return Ok(Wrapped { result: true });
    }
    match &plan {
        Some(plan) => writing.put_floor_plan(plan).await?,
        None => writing.delete_floor_plan(group).await?,
    }
    let (before, after) = (before.map(plans::to_document), plan.map(plans::to_document));
    let entry = asked.entry("floorPlan", &group.to_string(), before.as_ref(), after.as_ref());
    // No node holds a plan in memory.
    asked.commit(writing, entry, Vec::new()).await?;
    Ok(Wrapped { result: true })
}
