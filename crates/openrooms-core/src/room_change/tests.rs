use super::*;
use crate::id::{DeviceUnionId, UnionId};
use crate::room::MemberId;
use crate::time::EpochMillis;

fn name(text: &str) -> RoomName {
    RoomName::parse(text).unwrap()
}

fn room() -> Room {
    RoomWish { name: Some(name("Room")), ..RoomWish::default() }
        .make(RoomId::new("r"), "u".to_owned())
}

fn ann() -> Vec<Member> {
    vec![Member { who: MemberId::Person(UnionId::new("ann")), name: None }]
}

fn operator(is_admin: bool, administers: &[i64]) -> Viewer {
    let administers = administers.iter().copied().map(GroupId).collect();
    Viewer { is_admin, administers, ..Viewer::default() }
}

#[test]
fn a_wish_of_nothing_changes_nothing() {
    let full = Room {
        members: Some(ann()),
        group: Some(GroupId(3)),
        location: Some(Location { title: Some("t".to_owned()), description: None }),
        zone: Some(Zone::default()),
        policy: Some(Policy { is_open: Some(false), ..Policy::default() }),
        beyond: Some("{}".to_owned()),
        capacity: Some(4),
        ..room()
    };
    assert_eq!(RoomWish::default().onto(full.clone()), full);
    assert_eq!(RoomWish::default().onto(room()), room());
}

#[test]
fn what_is_given_changes_and_what_is_beside_it_stays() {
    let text = |text: &str| Some(text.to_owned());
    let closure = Closure { starts_at: Some(EpochMillis(1)), ..Closure::default() };
    let old = Room {
        location: Some(Location { title: text("old"), description: text("kept") }),
        policy: Some(Policy {
            is_open: Some(true),
            max_length_minutes: Some(60),
            min_length_minutes: Some(15),
            closure: Some(closure),
            ..Policy::default()
        }),
        zone: Some(Zone::default()),
        group: Some(GroupId(1)),
        ..room()
    };
    let wish = RoomWish {
        location: Some(Location { title: text("new"), description: None }),
        zone: Some(Put::Nothing),
        group: Some(Put::Nothing),
        policy: PolicyWish {
            is_open: Some(Put::Value(false)),
            min_length_minutes: Some(Put::Nothing),
            closure: Some(Put::Nothing),
            advance: Some(Put::Value(Advance { count: Some(3), ..Advance::default() })),
            ..PolicyWish::default()
        },
        ..RoomWish::default()
    };
    let new = wish.onto(old);
    assert_eq!(new.location, Some(Location { title: text("new"), description: text("kept") }));
    assert_eq!((new.zone, new.group), (None, None));
    let policy = new.policy.unwrap();
    assert_eq!((policy.is_open, policy.max_length_minutes), (Some(false), Some(60)));
    assert_eq!(policy.min_length_minutes, None);
    assert_eq!(policy.closure, None);
    assert_eq!(policy.advance.unwrap().count, Some(3));
}

#[test]
fn a_room_is_not_restricted_to_nobody() {
    let restricted = Some(RoomStatus::Restricted);
    let bare = || Room { status: RoomStatus::Restricted, ..room() };
    let named = || Room { members: Some(ann()), ..room() };
    for (old, status, members, lacks) in [
        (None, restricted, None, true),
        (None, restricted, Some(vec![]), true),
        (None, restricted, Some(ann()), false),
        (None, Some(RoomStatus::Everyone), None, false),
        (Some(room()), restricted, None, true),
        (Some(named()), restricted, None, false),
        (Some(named()), restricted, Some(vec![]), true),
        (Some(named()), None, Some(vec![]), false),
        (Some(bare()), None, None, false), // imported so
        (Some(bare()), None, Some(vec![]), true),
        (Some(bare()), None, Some(ann()), false),
    ] {
        let wish = RoomWish { status, members, ..RoomWish::default() };
        assert_eq!(wish.lacks_members(old.as_ref()), lacks, "{wish:?} {old:?}");
    }
}

#[test]
fn rooms_are_made_by_who_administers_the_place() {
    use Refusal::{GroupUnknown, LicenceUsedUp, NameTaken, NotAdministrator};
    let (admin, nobody, keeper) =
        (operator(true, &[]), operator(false, &[]), operator(false, &[10]));
    let (nowhere, below, beside) = (Some(&[][..]), Some(&[11, 10][..]), Some(&[12][..]));
    let none = Licence { rooms: 5, limit: None };
    for (who, groups, taken, licence, wanted) in [
        (None, nowhere, false, none, Err(NotAdministrator)),
        (Some(&nobody), nowhere, true, none, Err(NotAdministrator)),
        (Some(&admin), nowhere, false, none, Ok(())),
        (Some(&admin), below, false, none, Ok(())),
        (Some(&admin), None, true, none, Err(GroupUnknown)),
        (Some(&admin), nowhere, true, Licence { limit: Some(5), ..none }, Err(NameTaken)),
        (Some(&admin), nowhere, false, Licence { limit: Some(5), ..none }, Err(LicenceUsedUp)),
        (Some(&admin), nowhere, false, Licence { limit: Some(6), ..none }, Ok(())),
        (Some(&admin), nowhere, false, Licence { limit: Some(0), ..none }, Ok(())),
        (Some(&keeper), below, false, none, Ok(())),
        (Some(&keeper), beside, false, none, Err(NotAdministrator)),
        (Some(&keeper), nowhere, false, none, Err(NotAdministrator)),
        (Some(&keeper), None, false, none, Err(NotAdministrator)),
    ] {
        let groups = groups.map(|ids: &[i64]| ids.iter().copied().map(GroupId).collect());
        let found = Surroundings { name_is_taken: taken, groups };
        assert_eq!(may_make(who, &found, licence), wanted, "{who:?} {found:?} {licence:?}");
    }
}

#[test]
fn a_room_is_as_it_was_seen_until_a_field_of_its_own_differs() {
    let labelled = |name: Option<&str>| Room {
        labels: Some(vec![Label { id: 7, name: name.map(str::to_owned) }]),
        ..room()
    };
    let named = |name: Option<&str>| {
        let who = MemberId::Person(UnionId::new("ann"));
        Room { members: Some(vec![Member { who, name: name.map(str::to_owned) }]), ..room() }
    };
    let closed = |contact: Option<&str>, name: Option<&str>| {
        let closure = Closure {
            contact: contact.map(UnionId::new),
            contact_name: name.map(str::to_owned),
            ..Closure::default()
        };
        let policy = Policy { closure: Some(closure), ..Policy::default() };
        Room { policy: Some(policy), ..room() }
    };
    let equipped = |ids: &[&str]| Room {
        device_union_ids: Some(ids.iter().map(|id| DeviceUnionId::new(*id)).collect()),
        ..room()
    };
    let bare_policy = || Room { policy: Some(Policy::default()), ..room() };
    let cases = vec![
        (room(), None, true),
        (room(), Some(room()), true),
        (Room { beyond: Some("{}".to_owned()), ..room() }, Some(room()), true),
        (Room { capacity: Some(4), ..room() }, Some(room()), false),
        (room(), Some(Room { capacity: Some(4), ..room() }), false),
        (Room { name: "Other".to_owned(), ..room() }, Some(room()), false),
        (Room { group: Some(GroupId(1)), ..room() }, Some(room()), false),
        (bare_policy(), Some(room()), false),
        (labelled(None), Some(labelled(Some("Beamer"))), true),
        (labelled(None), Some(room()), false),
        (named(Some("A.")), Some(named(Some("Ann"))), true),
        (named(None), Some(room()), false),
        (closed(Some("ann"), None), Some(closed(Some("ann"), Some("Ann"))), true),
        (closed(Some("ann"), None), Some(closed(Some("bob"), None)), false),
        (closed(None, Some("Ann")), Some(closed(None, Some("Bob"))), false),
        (equipped(&[]), Some(equipped(&["stands there"])), true),
        (room(), Some(equipped(&["stands there"])), true),
        (equipped(&["a"]), Some(equipped(&["a", "stands there"])), true),
        (equipped(&["a"]), Some(equipped(&["b"])), false),
        (equipped(&["a", "b"]), Some(equipped(&["a"])), false),
        (equipped(&["a"]), Some(room()), false),
    ];
    for (now, seen, is_same) in cases {
        let wanted = if is_same { Ok(()) } else { Err(Refusal::Changed) };
        assert_eq!(check_seen(&now, seen.as_ref()), wanted, "{now:?} {seen:?}");
    }
}

#[test]
fn only_administrators_learn_whether_a_room_is_there() {
    use Refusal::{NotAdministrator, RoomUnknown};
    let (admin, nobody, keeper) =
        (operator(true, &[]), operator(false, &[]), operator(false, &[10]));
    let placed = |groups: &[i64]| {
        let groups = groups.iter().copied().map(GroupId).collect();
        Some(Placed { room: room(), groups })
    };
    let of = |room: &str| Viewer { rooms: vec![RoomId::new(room)], ..Viewer::default() };
    let (its_own, of_another) = (of("r"), of("s"));
    let refused = Err(NotAdministrator);
    for (who, found, wanted, removal) in [
        (None, placed(&[]), refused, refused),
        (None, None, refused, refused),
        (Some(&nobody), placed(&[]), refused, refused),
        (Some(&nobody), None, refused, refused),
        (Some(&keeper), placed(&[12]), refused, refused),
        (Some(&keeper), None, refused, refused),
        (Some(&keeper), placed(&[11, 10]), Ok(()), Ok(())),
        (Some(&its_own), placed(&[12]), Ok(()), refused),
        (Some(&its_own), None, refused, refused),
        (Some(&of_another), placed(&[]), refused, refused),
        (Some(&admin), placed(&[]), Ok(()), Ok(())),
        (Some(&admin), None, Err(RoomUnknown), Err(RoomUnknown)),
    ] {
        let outcome = administered(who, found.clone()).map(|_| ());
        assert_eq!(outcome, wanted, "{who:?} {found:?}");
        let outcome = removable(who, found.clone()).map(|_| ());
        assert_eq!(outcome, removal, "{who:?} {found:?}");
    }
}

#[test]
fn a_room_keeps_its_name_and_moves_only_between_groups_that_one_administers() {
    use Refusal::{GroupUnknown, MembersMissing, NameTaken, NotAdministrator};
    let (admin, keeper) = (operator(true, &[]), operator(false, &[10]));
    let its_own = Viewer { rooms: vec![RoomId::new("r")], ..Viewer::default() };
    let here = Room { group: Some(GroupId(11)), ..room() };
    let wish = RoomWish::default;
    let to = |group| RoomWish { group: Some(group), ..wish() };
    let named = |text| RoomWish { name: Some(name(text)), ..wish() };
    let restricted = RoomWish { status: Some(RoomStatus::Restricted), ..wish() };
    for (who, wish, groups, taken, wanted) in [
        (&admin, named("Room"), Some(&[][..]), true, Ok(())), // an imported twin
        (&admin, named("Other"), Some(&[]), true, Err(NameTaken)),
        (&admin, named("Other"), Some(&[]), false, Ok(())),
        (&admin, to(Put::Value(GroupId(9))), None, false, Err(GroupUnknown)),
        (&keeper, to(Put::Value(GroupId(9))), None, false, Err(NotAdministrator)),
        (&keeper, to(Put::Value(GroupId(12))), Some(&[12]), false, Err(NotAdministrator)),
        (&keeper, to(Put::Value(GroupId(10))), Some(&[10]), false, Ok(())),
        (&keeper, to(Put::Value(GroupId(11))), Some(&[11, 10]), false, Ok(())),
        (&keeper, to(Put::Nothing), Some(&[]), false, Err(NotAdministrator)),
        (&its_own, to(Put::Value(GroupId(11))), Some(&[11, 10]), false, Ok(())),
        (&its_own, to(Put::Value(GroupId(10))), Some(&[10]), false, Err(NotAdministrator)),
        (&its_own, to(Put::Nothing), Some(&[]), false, Err(NotAdministrator)),
        (&its_own, named("Other"), Some(&[]), false, Ok(())),
        (&admin, to(Put::Nothing), Some(&[]), false, Ok(())),
        (&admin, restricted, Some(&[]), false, Err(MembersMissing)),
    ] {
        let groups = groups.map(|ids: &[i64]| ids.iter().copied().map(GroupId).collect());
        let found = Surroundings { name_is_taken: taken, groups };
        assert_eq!(may_become(who, &here, &wish, &found), wanted, "{who:?} {wish:?} {found:?}");
    }
}
