//! The plan of a floor: a picture of a group's rooms, and where on it each of them is.

use std::collections::HashSet;

use crate::ParseError;
use crate::access::{Viewer, may_manage, may_manage_some};
use crate::group_change::Refusal;
use crate::id::{GroupId, RoomId};

/// The most rooms on a plan.
pub const MOST_PLACES: usize = 500;
/// The sides of a picture, in which places are told.
pub const SIDE: i32 = 1000;

/// A plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FloorPlan {
    /// The group whose rooms it shows.
    pub group: GroupId,
    /// The address of its picture.
    pub picture: String,
    /// Where rooms are on it, each once.
    pub places: Vec<Place>,
}

/// Where a room is: a rectangle, in per mille of the picture's sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The room.
    pub room: RoomId,
    left: i32,
    top: i32,
    width: i32,
    height: i32,
}

impl Place {
    /// A rectangle that lies within the picture and is not empty.
    pub fn new(room: RoomId, corner: (i32, i32), size: (i32, i32)) -> Result<Self, ParseError> {
        let ((left, top), (width, height)) = (corner, size);
        for (names, at, length) in
            [("left and width", left, width), ("top and height", top, height)]
        {
            let within = (0..SIDE).contains(&at) && (1..=SIDE).contains(&length);
            if !within || at + length > SIDE {
                let what =
                    format!("{names} must lie within 0 and {SIDE}, per mille of the picture");
                return Err(ParseError(what));
            }
        }
        Ok(Self { room, left, top, width, height })
    }

    /// Its upper left corner.
    pub const fn corner(&self) -> (i32, i32) {
        (self.left, self.top)
    }

    /// Its width and height.
    pub const fn size(&self) -> (i32, i32) {
        (self.width, self.height)
    }
}

/// Checks that there are not too many places, and that no room has two. Gives the first that is too
/// much.
pub fn check(places: &[Place]) -> Result<(), ParseError> {
    if places.len() > MOST_PLACES {
        return Err(ParseError(format!("there must be {MOST_PLACES} at most")));
    }
    let mut seen = HashSet::new();
    match places.iter().find(|place| !seen.insert(&place.room)) {
        Some(place) => Err(ParseError(format!("{:?} is there twice", place.room.as_str()))),
        None => Ok(()),
    }
}

/// Whether somebody may draw the plan of a group: who administers it, or a group above. `above` are the
/// group and those above it; `None` where there is no such group, which administrators alone learn.
pub fn may_draw(operator: Option<&Viewer>, above: Option<&[GroupId]>) -> Result<(), Refusal> {
    let operator = operator.filter(|operator| may_manage_some(operator));
    let operator = operator.ok_or(Refusal::NotAdministrator)?;
    match above {
        Some(above) if may_manage(operator, above) => Ok(()),
        None if operator.is_admin => Err(Refusal::GroupUnknown),
        Some(_) | None => Err(Refusal::NotAdministrator),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_lies_within_the_picture() {
        let place = |corner, size| Place::new(RoomId::new("oak"), corner, size).is_ok();
        for (corner, size, wanted) in [
            ((0, 0), (1, 1), true),
            ((0, 0), (1000, 1000), true),
            ((999, 999), (1, 1), true),
            ((1000, 0), (1, 1), false),
            ((0, 0), (0, 1), false),
            ((0, 0), (1, -1), false),
            ((-1, 0), (1, 1), false),
            ((500, 0), (501, 1), false),
            ((0, 500), (1, 501), false),
            ((i32::MAX, 0), (i32::MAX, 1), false),
            ((0, i32::MIN), (1, i32::MAX), false),
        ] {
            assert_eq!(place(corner, size), wanted, "{corner:?} {size:?}");
        }
    }

    #[test]
    fn a_room_is_on_a_plan_once() {
        let place = |id: String| Place::new(RoomId::new(id), (0, 0), (1, 1)).unwrap();
        let many = |count: usize| (0..count).map(|at| place(at.to_string())).collect::<Vec<_>>();
        assert!(check(&many(MOST_PLACES)).is_ok() && check(&[]).is_ok());
        assert!(check(&many(MOST_PLACES + 1)).is_err());
        assert!(check(&[place("a".to_owned()), place("a".to_owned())]).is_err());
    }

    #[test]
    fn who_administers_a_group_draws_its_plan() {
        let viewer = |is_admin, groups: &[i64]| {
            let administers = groups.iter().copied().map(GroupId).collect();
            Some(Viewer { is_admin, administers, ..Viewer::default() })
        };
        let rooms = Some(Viewer { rooms: vec![RoomId::new("oak")], ..Viewer::default() });
        let above = [GroupId(11), GroupId(10)];
        let (unknown, not) = (Err(Refusal::GroupUnknown), Err(Refusal::NotAdministrator));
        for (operator, above, wanted) in [
            (viewer(true, &[]), Some(&above[..]), Ok(())),
            (viewer(true, &[]), None, unknown),
            (viewer(false, &[10]), Some(&above[..]), Ok(())),
            (viewer(false, &[11]), Some(&above[..]), Ok(())),
            (viewer(false, &[12]), Some(&above[..]), not),
            (viewer(false, &[12]), None, not),
            (viewer(false, &[]), Some(&above[..]), not),
            (rooms, Some(&above[..]), not),
            (None, Some(&above[..]), not),
            (None, None, not),
        ] {
            assert_eq!(may_draw(operator.as_ref(), above), wanted, "{operator:?} {above:?}");
        }
    }
}
