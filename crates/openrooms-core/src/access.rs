//! Who may see what.

use crate::id::{DeptId, GroupId, RoomId, UnionId};
use crate::room::{MemberId, Room, RoomStatus};

/// What counts of a person when they look at rooms.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Viewer {
    /// Whether they manage every room.
    pub is_admin: bool,
    /// Their departments and all above, sorted.
    pub departments: Vec<DeptId>,
    /// The groups that they administer, sorted; those below count too, by [`Visibility::groups`].
    pub administers: Vec<GroupId>,
    /// The single rooms that they administer, sorted.
    pub rooms: Vec<RoomId>,
}

/// What counts of a room when somebody looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visibility {
    /// The room.
    pub room: RoomId,
    /// Who may, in general.
    pub status: RoomStatus,
    /// The people it names, sorted.
    pub people: Vec<UnionId>,
    /// The departments it names, sorted.
    pub departments: Vec<DeptId>,
    /// Its group and those above.
    pub groups: Vec<GroupId>,
}

impl Visibility {
    /// What counts of `room`, whose group and those above are `groups`.
    pub fn of(room: &Room, groups: &[GroupId]) -> Self {
        let (mut people, mut departments) = (Vec::new(), Vec::new());
        for member in room.members.iter().flatten() {
            match &member.who {
                MemberId::Person(id) => people.push(id.clone()),
                MemberId::Department(id) => departments.push(*id),
                MemberId::NoDepartment(_) => {}
            }
        }
        people.sort();
        departments.sort();
        let (room, status) = (room.id.clone(), room.status);
        Self { room, status, people, departments, groups: groups.to_vec() }
    }
}

/// Whether this person sees this room (docs/WIRE.md, who sees a room).
///
/// An administrator sees all; so does an administrator of the room, of its group or one above. Others
/// see a room of everyone's, and a restricted one that names them, their department, or one above.
pub fn may_see(person: &str, viewer: &Viewer, room: &Visibility) -> bool {
    let manages = || may_manage_room(viewer, &room.room, &room.groups);
    let is_named = || {
        room.people.binary_search_by(|id| id.as_str().cmp(person)).is_ok()
            || room.departments.iter().any(|id| viewer.departments.binary_search(id).is_ok())
    };
    match room.status {
        RoomStatus::Everyone => true,
        RoomStatus::Administrators => manages(),
        RoomStatus::Restricted => is_named() || manages(),
    }
}

/// Whether this person may change a room that lies in these groups: its group and those above.
pub fn may_manage_room(viewer: &Viewer, room: &RoomId, groups: &[GroupId]) -> bool {
    may_manage(viewer, groups) || viewer.rooms.binary_search(room).is_ok()
}

/// Whether this person may make, move and remove what lies in these groups: a group and those above.
/// Who administers a single room may not.
pub fn may_manage(viewer: &Viewer, groups: &[GroupId]) -> bool {
    viewer.is_admin || groups.iter().any(|id| viewer.administers.binary_search(id).is_ok())
}

/// Whether this person may change anything at all of rooms.
pub fn may_manage_some(viewer: &Viewer) -> bool {
    viewer.is_admin || !viewer.administers.is_empty() || !viewer.rooms.is_empty()
}

/// Whether this person may change an event of somebody else's: an administrator may, and who administers
/// all rooms that it holds, each of which is given with its group and those above.
pub fn may_stand_in<'a>(
    viewer: &Viewer,
    rooms: impl IntoIterator<Item = (&'a RoomId, &'a [GroupId])>,
) -> bool {
    let mut rooms = rooms.into_iter().peekable();
    viewer.is_admin
        || (rooms.peek().is_some()
            && rooms.all(|(room, groups)| may_manage_room(viewer, room, groups)))
}

/// Whether this person is told what a room is booked for (docs/WIRE.md, whose a booking is): who
/// organises the event, who is invited, and who administers the room. Others who see the room learn
/// by whom it is booked.
pub fn may_know_title(
    person: &UnionId,
    viewer: &Viewer,
    room: &Visibility,
    organiser: &UnionId,
    invitation: Invitation,
) -> bool {
    person == organiser
        || invitation == Invitation::Theirs
        || may_manage_room(viewer, &room.room, &room.groups)
}

/// Whether an event is in somebody's calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Invitation {
    /// They are invited.
    Theirs,
    /// They are not.
    None,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room(status: RoomStatus) -> Visibility {
        Visibility {
            room: RoomId::new("oak"),
            status,
            people: vec![UnionId::new("ann"), UnionId::new("bob")],
            departments: vec![DeptId(2), DeptId(7)],
            groups: vec![GroupId(11), GroupId(10)],
        }
    }

    fn viewer(is_admin: bool, departments: &[i64], administers: &[i64]) -> Viewer {
        Viewer {
            is_admin,
            departments: departments.iter().copied().map(DeptId).collect(),
            administers: administers.iter().copied().map(GroupId).collect(),
            rooms: Vec::new(),
        }
    }

    /// Somebody who administers these single rooms.
    fn of_rooms(ids: &[&str]) -> Viewer {
        let rooms = ids.iter().map(|&id| RoomId::new(id)).collect();
        Viewer { rooms, ..Viewer::default() }
    }

    #[test]
    fn everyone_administrators_and_the_named_see_what_they_may() {
        let cases = [
            // who, viewer, sees (everyone's, administrators', restricted)
            ("eve", viewer(false, &[], &[]), (true, false, false)),
            ("eve", viewer(false, &[1, 3], &[]), (true, false, false)),
            ("eve", viewer(true, &[], &[]), (true, true, true)),
            ("ann", viewer(false, &[], &[]), (true, false, true)),
            ("Ann", viewer(false, &[], &[]), (true, false, false)),
            ("eve", viewer(false, &[1, 7], &[]), (true, false, true)),
            ("eve", viewer(false, &[], &[10]), (true, true, true)),
            ("eve", viewer(false, &[], &[11]), (true, true, true)),
            ("eve", viewer(false, &[], &[12]), (true, false, false)),
            ("eve", of_rooms(&["elm", "oak"]), (true, true, true)),
            ("eve", of_rooms(&["Oak", "elm"]), (true, false, false)),
        ];
        for (who, viewer, (everyone, administrators, restricted)) in cases {
            for (status, wanted) in [
                (RoomStatus::Everyone, everyone),
                (RoomStatus::Administrators, administrators),
                (RoomStatus::Restricted, restricted),
            ] {
                assert_eq!(
                    may_see(who, &viewer, &room(status)),
                    wanted,
                    "{who} {viewer:?} {status:?}"
                );
            }
        }
    }

    #[test]
    fn who_administers_one_room_changes_that_one_and_makes_none() {
        let (oak, elm) = (RoomId::new("oak"), RoomId::new("elm"));
        let of_oak = of_rooms(&["oak"]);
        assert!(may_manage_room(&of_oak, &oak, &[]) && may_manage_some(&of_oak));
        assert!(!may_manage_room(&of_oak, &elm, &[]) && !may_manage(&of_oak, &[GroupId(10)]));
        assert!(may_manage_room(&viewer(false, &[], &[10]), &elm, &[GroupId(11), GroupId(10)]));
        assert!(!may_manage_some(&Viewer::default()));
    }

    #[test]
    fn who_administers_all_rooms_of_an_event_stands_in_for_its_organiser() {
        let (oak, elm) = (RoomId::new("oak"), RoomId::new("elm"));
        let (of_ten, of_none): (&[GroupId], &[GroupId]) = (&[GroupId(10)], &[]);
        for (viewer, rooms, wanted) in [
            (viewer(true, &[], &[]), vec![], true),
            (viewer(true, &[], &[]), vec![(&oak, of_none)], true),
            (viewer(false, &[], &[10]), vec![], false),
            (viewer(false, &[], &[10]), vec![(&oak, of_ten)], true),
            (viewer(false, &[], &[10]), vec![(&oak, of_ten), (&elm, of_none)], false),
            (of_rooms(&["elm"]), vec![(&elm, of_none)], true),
            (of_rooms(&["elm"]), vec![(&elm, of_none), (&oak, of_ten)], false),
            (Viewer::default(), vec![(&elm, of_none)], false),
        ] {
            assert_eq!(may_stand_in(&viewer, rooms.clone()), wanted, "{viewer:?} {rooms:?}");
        }
    }

    #[test]
    fn organisers_the_invited_and_administrators_of_the_room_know_what_it_is_booked_for() {
        let oak = room(RoomStatus::Everyone);
        for (who, viewer, organiser, invitation, wanted) in [
            ("eve", viewer(false, &[], &[]), "ann", Invitation::None, false),
            ("eve", viewer(false, &[], &[]), "eve", Invitation::None, true),
            ("eve", viewer(false, &[], &[]), "ann", Invitation::Theirs, true),
            ("eve", viewer(true, &[], &[]), "ann", Invitation::None, true),
            ("eve", viewer(false, &[], &[10]), "ann", Invitation::None, true),
            ("eve", viewer(false, &[], &[12]), "ann", Invitation::None, false),
            ("eve", of_rooms(&["oak"]), "ann", Invitation::None, true),
            ("eve", of_rooms(&["elm"]), "ann", Invitation::None, false),
        ] {
            let (who, organiser) = (UnionId::new(who), UnionId::new(organiser));
            let may = may_know_title(&who, &viewer, &oak, &organiser, invitation);
            assert_eq!(may, wanted, "{who} {viewer:?} {organiser} {invitation:?}");
        }
    }
}
