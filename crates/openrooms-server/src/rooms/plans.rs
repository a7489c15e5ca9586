//! The plans of floors: as they are told, and in the words of the organisation document.

use openrooms_core::floor_plan::{FloorPlan, Place};
use openrooms_protocol::organisation as document;
use openrooms_protocol::rooms::{FloorPlan as Told, RoomPlace};

/// A plan without its places.
pub(super) fn listed(plan: FloorPlan) -> Told {
    Told { group_id: plan.group.0, picture: plan.picture, places: None }
}

/// A plan with the places that `is_seen` lets be told.
pub(super) fn told(plan: FloorPlan, is_seen: impl Fn(&Place) -> bool) -> Told {
    let places = plan.places.into_iter().filter(is_seen).map(|place| {
        let ((left, top), (width, height)) = (place.corner(), place.size());
        RoomPlace { room_id: place.room.into_string(), left, top, width, height }
    });
    Told { group_id: plan.group.0, picture: plan.picture, places: Some(places.collect()) }
}

/// A plan as the document and the record have it.
pub(crate) fn to_document(plan: FloorPlan) -> document::FloorPlan {
    let places = plan.places.into_iter().map(|place| {
        let ((left, top), (width, height)) = (place.corner(), place.size());
        document::FloorPlace { room_id: place.room.into_string(), left, top, width, height }
    });
    document::FloorPlan { group_id: plan.group.0, picture: plan.picture, places: places.collect() }
}
