//! The plans of floors in the document.

use std::collections::HashMap;

use openrooms_core::floor_plan::{FloorPlan, Place, check};
use openrooms_core::id::{GroupId, RoomId};
use openrooms_core::picture::address;
use openrooms_protocol::organisation::{self as wire, DocumentError};

use super::import::{not_blank, number, parsed, unique, wrong};

/// Reads plans; errors carry the path of what is wrong.
pub(super) fn read(
    from: Vec<wire::FloorPlan>,
    path: &str,
) -> Result<Vec<FloorPlan>, DocumentError> {
    let mut seen = HashMap::new();
    let each = from.into_iter().enumerate().map(|(index, plan)| {
        let path = format!("{path}.floorPlans[{index}]");
        number(format!("{path}.groupId"), plan.group_id)?;
        unique(&mut seen, plan.group_id, &format!("{path}.groupId"))?;
        if address::check(&plan.picture).is_err() {
            return wrong(format!("{path}.picture"), "it must be an address, http or https");
        }
        let places = plan.places.into_iter().enumerate().map(|(at, place)| {
            let path = format!("{path}.places[{at}]");
            not_blank(format!("{path}.roomId"), &place.room_id)?;
            for (name, value, least) in [
                ("left", place.left, 0),
                ("top", place.top, 0),
                ("width", place.width, 1),
                ("height", place.height, 1),
            ] {
                if value < least {
                    return wrong(format!("{path}.{name}"), format!("it must be {least} or more"));
                }
            }
            let (room, corner) = (RoomId::new(place.room_id), (place.left, place.top));
            parsed(path, Place::new(room, corner, (place.width, place.height)))
        });
        let places = places.collect::<Result<Vec<_>, _>>()?;
        parsed(format!("{path}.places"), check(&places))?;
        Ok(FloorPlan { group: GroupId(plan.group_id), picture: plan.picture, places })
    });
    each.collect()
}
