//! Rooms that are looked for: which fit, in what order, and what comes near.

use super::*;

fn candidate(name: &str, capacity: Option<i32>, busy: &[Slot]) -> find::Candidate {
    let mut facts = room();
    facts.room.name = name.to_owned();
    facts.room.capacity = capacity;
    find::Candidate { facts, busy: busy.to_vec(), used: Vec::new() }
}

/// What is within two hours.
fn near(wish: &Wish, room: &find::Candidate) -> (Option<Slot>, Option<Slot>) {
    let find::Candidate { facts, busy, .. } = room;
    let time = nearest_time(wish, facts, busy, 2 * HOUR);
    (time, nearest_length(wish, facts, busy, 2 * HOUR))
}

#[test]
fn rooms_are_found_the_smallest_that_fits_first() {
    let mut asking = candidate("asks", Some(1), &[]);
    asking.facts.rules.needs_approval = Some(Set { value: true, level: Level::Room });
    let mut hidden = candidate("hidden", Some(2), &[]);
    hidden.facts.room.status = RoomStatus::Administrators;
    let all = [
        candidate("large", Some(20), &[]),
        candidate("unknown", None, &[]),
        candidate("b", Some(4), &[]),
        asking,
        candidate("a", Some(4), &[]),
        candidate("taken", Some(3), &[slot(30, 90)]),
        hidden,
    ];
    let one = wish(&[slot(0, 60)]);
    let found: Vec<_> = find::fitting(&one, &all, &[], &mut || true)
        .iter()
        .map(|fit| (all[fit.candidate].facts.room.name.as_str(), fit.waits))
        .collect();
    let wanted = [("a", false), ("b", false), ("large", false), ("unknown", false), ("asks", true)];
    assert_eq!(found, wanted);
    let used = find::Candidate { used: vec![slot(-30, 0)], ..candidate("q", None, &[]) };
    let mut used = used;
    let quota = Quota { hours_a_day: Some(1), ..Quota::default() };
    used.facts.rules.quota = Some(Set { value: quota, level: Level::Room });
    assert_eq!(find::fitting(&one, &[used], &[], &mut || true), []);
}

#[test]
fn of_rooms_that_fit_as_well_those_near_the_person_come_first() {
    let on = |name: &str, seats: i32, groups: &[i64]| {
        let mut room = candidate(name, Some(seats), &[]);
        room.facts.groups = groups.iter().copied().map(GroupId).collect();
        room
    };
    let all = [
        on("elsewhere", 4, &[21, 2]),
        on("on no floor", 4, &[]),
        on("next floor", 4, &[12, 1]),
        on("z of the floor", 4, &[11, 1]),
        on("y of the floor", 4, &[11, 1]),
        on("smaller", 3, &[21, 2]),
    ];
    let one = wish(&[slot(0, 60)]);
    let floor = ["y of the floor", "z of the floor", "next floor", "elsewhere", "on no floor"];
    let names = ["elsewhere", "next floor", "on no floor", "y of the floor", "z of the floor"];
    for (near, wanted) in [(&[GroupId(11), GroupId(1)][..], floor), (&[], names)] {
        let fits = find::fitting(&one, &all, near, &mut || true);
        let found: Vec<_> = fits.iter().map(|fit| &*all[fit.candidate].facts.room.name).collect();
        assert_eq!(found[0], "smaller");
        assert_eq!(found[1..], wanted);
    }
    let home = |booked: &[i64]| find::home(booked.iter().copied().map(GroupId));
    assert_eq!(home(&[12, 11, 11, 21]), Some(GroupId(11)));
    assert_eq!(home(&[12, 11, 12, 11]), Some(GroupId(11)));
    assert_eq!(home(&[]), None);
}

#[test]
fn a_search_ends_where_it_is_told_to_with_what_it_has_judged() {
    let all = [candidate("a", None, &[]), candidate("b", None, &[]), candidate("c", None, &[])];
    let one = wish(&[slot(0, 60)]);
    let mut left = 2;
    let mut goes_on = || {
        left -= 1;
        left >= 0
    };
    assert_eq!(find::fitting(&one, &all, &[], &mut goes_on).len(), 2);
    let taken = all.map(|room| find::Candidate { busy: vec![slot(0, 60)], ..room });
    let misses = find::near_misses(&one, &taken, &[], &near, &mut || false);
    assert_eq!(misses, []);
}

#[test]
fn what_comes_near_is_the_least_change() {
    let mut asking = candidate("asking", Some(9), &[slot(-600, 90)]);
    asking.facts.rules.needs_approval = Some(Set { value: true, level: Level::Room });
    let all = [
        candidate("far", Some(4), &[slot(-600, 90)]),
        candidate("short", Some(4), &[slot(50, 700)]),
        candidate("near", Some(4), &[slot(-600, 20)]),
        asking,
    ];
    let misses = find::near_misses(&wish(&[slot(0, 60)]), &all, &[], &near, &mut || true);
    let found: Vec<_> = misses
        .iter()
        .map(|miss| (all[miss.candidate].facts.room.name.as_str(), miss.slot, miss.waits))
        .collect();
    let wanted = [
        ("short", slot(-10, 50), false),
        ("short", slot(0, 50), false),
        ("near", slot(20, 80), false),
        ("far", slot(90, 150), false),
        ("asking", slot(90, 150), true),
    ];
    assert_eq!(found, wanted);
}

#[test]
fn a_room_has_what_it_and_its_groups_say_of_it() {
    let mut facts = room();
    facts.room.capacity = Some(6);
    facts.room.labels = Some(vec![crate::room::Label { id: 1, name: None }]);
    let policy = |is_accessible, view: Option<&str>| Policy {
        house: HouseRules {
            is_accessible,
            attributes: view.map(|view| [("view".to_owned(), view.to_owned())].into()),
            ..HouseRules::default()
        },
        ..Policy::default()
    };
    let (own, above) = (policy(None, Some("river")), policy(Some(true), Some("yard")));
    let traits = |seats, label: Option<i64>, is_accessible, view: Option<&str>| find::Traits {
        seats,
        labels: label.into_iter().collect(),
        is_accessible,
        attributes: view.map(|view| ("view".to_owned(), view.to_owned())).into_iter().collect(),
    };
    for (asked, policies, wanted) in [
        (find::Traits::default(), vec![], true),
        (traits(Some(6), Some(1), false, None), vec![], true),
        (traits(Some(7), None, false, None), vec![], false),
        (traits(None, Some(2), false, None), vec![], false),
        (traits(None, None, true, None), vec![&own], false),
        (traits(None, None, true, None), vec![&own, &above], true),
        (traits(None, None, false, Some("river")), vec![&own, &above], true),
        (traits(None, None, false, Some("yard")), vec![&own, &above], false),
        (traits(None, None, false, Some("yard")), vec![&above], true),
    ] {
        assert_eq!(asked.fit(&facts.room, &policies), wanted, "{asked:?} {policies:?}");
    }
    facts.room.capacity = None;
    assert!(!traits(Some(1), None, false, None).fit(&facts.room, &[]));
}
