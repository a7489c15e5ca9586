//! `SetMeetingRoomGroupPlan`, ours: the plan of a group's floor.

use std::collections::HashSet;

use axum::body::Body;
use http::Response;
use openrooms_core::floor_plan::{self, FloorPlan, MOST_PLACES, Place};
use openrooms_core::id::{GroupId, RoomId, UnionId};
use openrooms_core::picture::address;
use openrooms_protocol::Wrapped;
use openrooms_protocol::rooms::{RoomPlace, SetMeetingRoomGroupPlan};

use super::wish::wrong;
use super::{groups, plans, wish};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `PUT /v1.0/rooms/groupPlans/{groupId}`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<SetMeetingRoomGroupPlan, _, _, _>(call, read, act).await
}

/// The group, and its plan where it is to have one.
type Wish = (GroupId, Option<FloorPlan>);

fn read(given: Given<SetMeetingRoomGroupPlan>) -> Result<(UnionId, Wish), Problem> {
    let operator = wish::operator(given.body.union_id)?;
    let group = groups::in_path(given.path)?;
    let picture = wish::required("picture", given.body.picture)?;
    if picture.is_empty() {
        return Ok((operator, (group, None)));
    }
    if address::check(&picture).is_err() {
        return wrong("picture must be an address, http or https");
    }
    let places = places(given.body.places.unwrap_or_default())?;
    Ok((operator, (group, Some(FloorPlan { group, picture, places }))))
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

async fn act(asked: Asked, (group, plan): Wish) -> Result<Wrapped<bool>, Problem> {
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
