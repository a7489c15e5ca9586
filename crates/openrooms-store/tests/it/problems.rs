//! What is wrong in rooms: noted, listed, closed.

use openrooms_core::id::{CorpId, DeviceUnionId, GroupId, RoomId, UnionId};
use openrooms_core::room_problem::{Closing, ProblemKind, RoomProblem};
use openrooms_core::time::EpochMillis;
use openrooms_store::{Administered, Entry, ProblemPlace, ProblemsOf, Writing};

use crate::fixture::{BY, Fixture, NOW};
use crate::sample;

on_both!(
    a_problem_is_noted_found_and_closed,
    problems_are_listed_by_room_state_and_who_administers,
    what_was_closed_long_ago_is_forgotten,
);

async fn write(fixture: &Fixture) -> Writing {
    fixture.store.writing(&CorpId::new("corp")).await.unwrap().unwrap()
}

async fn commit(writing: Writing) {
    let corp = writing.corp().clone();
    let entry = Entry::of(Some(&corp), "problem", "p");
    writing.commit(&BY, entry, [], NOW).await.unwrap();
}

fn problem(id: &str, room: &str, at: i64) -> RoomProblem {
    let (room, reported_at) = (RoomId::new(room), EpochMillis(at));
    RoomProblem { room, reported_at, ..sample::problem(id) }
}

async fn a_problem_is_noted_found_and_closed(fixture: &Fixture) {
    let mut all = sample::organisation("corp");
    all.groups = vec![sample::group(1, 0, &[]), sample::group(2, 1, &[])];
    let mut oak = sample::room("oak");
    oak.group = Some(GroupId(2));
    all.rooms = vec![oak];
    fixture.save(&[all, sample::bare("other")]).await;
    let oak = RoomId::new("oak");
    let noted = RoomProblem {
        text: Some("dark 🖥\nsince".to_owned()),
        reported_by: Some(UnionId::new("ann")),
        ..problem("p", "oak", 5)
    };
    let (ann, bob) = (UnionId::new("ann"), UnionId::new("bob"));
    let mut writing = write(fixture).await;
    assert_eq!(writing.open_problems(&oak, &ann).await.unwrap(), (0, 0));
    writing.insert_problem(&noted).await.unwrap();
    let groups = vec![GroupId(2), GroupId(1)];
    assert_eq!(writing.problem("p").await.unwrap(), Some((noted.clone(), groups)));
    // Another organisation's is not there.
    assert_eq!(writing.problem("bare").await.unwrap(), None);
    let at_door = RoomProblem {
        device: Some(DeviceUnionId::new("panel")),
        kind: ProblemKind::Sound,
        ..problem("d", "oak", 6)
    };
    for (device, kind, is_reported) in [
        ("panel", ProblemKind::Sound, true),
        ("panel", ProblemKind::Cable, false),
        ("other", ProblemKind::Sound, false),
    ] {
        let device = DeviceUnionId::new(device);
        assert!(!writing.is_reported_at(&oak, &device, kind).await.unwrap());
        writing.insert_problem(&at_door).await.unwrap();
        let is = writing.is_reported_at(&oak, &device, kind).await.unwrap();
        assert_eq!(is, is_reported, "{device} {kind:?}");
        let elm = RoomId::new("elm");
        assert!(!writing.is_reported_at(&elm, &device, kind).await.unwrap());
        drop(writing);
        writing = write(fixture).await;
    }
    writing.insert_problem(&noted).await.unwrap();
    assert_eq!(writing.open_problems(&oak, &ann).await.unwrap(), (1, 1));
    assert_eq!(writing.open_problems(&oak, &bob).await.unwrap(), (1, 0));
    commit(writing).await;
    assert_eq!(fixture.load("corp").await.unwrap().problems, std::slice::from_ref(&noted));

    let closing =
        Closing { at: NOW, by: Some(UnionId::new("boss")), note: Some("lamp".to_owned()) };
    let closed = RoomProblem { closing: Some(closing), ..noted };
    let mut writing = write(fixture).await;
    writing.close_problem(&closed).await.unwrap();
    assert_eq!(writing.open_problems(&oak, &ann).await.unwrap(), (0, 0));
    commit(writing).await;
    assert_eq!(fixture.load("corp").await.unwrap().problems, [closed]);
    assert_eq!(fixture.load("other").await.unwrap().problems, [sample::problem("bare")]);
}

async fn problems_are_listed_by_room_state_and_who_administers(fixture: &Fixture) {
    let mut all = sample::organisation("corp");
    all.people = vec![sample::person("ann", &[])];
    all.groups = vec![sample::group(1, 0, &[])];
    let mut elm = sample::room("elm");
    elm.group = Some(GroupId(1));
    all.rooms = vec![sample::room("oak"), elm];
    let closing = Some(Closing { at: NOW, by: Some(UnionId::new("ann")), note: None });
    all.problems = vec![
        problem("a", "oak", 1),
        RoomProblem { closing, ..problem("b", "oak", 2) },
        problem("c", "elm", 2),
        problem("d", "elm", 3),
        problem("e", "gone", 9), // of a room that is not there
    ];
    fixture.save(&[all]).await;
    let list = async |of: ProblemsOf, after: Option<(i64, &str)>, most: i64| {
        let corp = CorpId::new("corp");
        let after =
            after.map(|(at, id)| ProblemPlace { reported_at: EpochMillis(at), id: id.to_owned() });
        let found = fixture.store.problems_after(&corp, &of, after.as_ref(), most).await.unwrap();
        found.into_iter().map(|listed| listed.problem.id).collect::<Vec<_>>()
    };
    let every = ProblemsOf::default;
    assert_eq!(list(every(), None, 10).await, ["d", "c", "b", "a"]);
    assert_eq!(list(every(), None, 2).await, ["d", "c"]);
    assert_eq!(list(every(), Some((2, "c")), 2).await, ["b", "a"]);
    let of_oak = || ProblemsOf { room: Some(RoomId::new("oak")), ..every() };
    assert_eq!(list(of_oak(), None, 10).await, ["b", "a"]);
    assert_eq!(list(ProblemsOf { is_open: Some(true), ..of_oak() }, None, 10).await, ["a"]);
    assert_eq!(list(ProblemsOf { is_open: Some(false), ..every() }, None, 10).await, ["b"]);
    let (groups, rooms) = (vec![GroupId(1)], vec![]);
    let hers = ProblemsOf { administered: Some(Administered { groups, rooms }), ..every() };
    assert_eq!(list(hers, None, 10).await, ["d", "c"]);
    let none = ProblemsOf { administered: Some(Administered::default()), ..every() };
    assert_eq!(list(none, None, 10).await, [""; 0]);
    let (corp, of) = (CorpId::new("corp"), ProblemsOf { is_open: Some(false), ..every() });
    let closed = fixture.store.problems_after(&corp, &of, None, 1).await.unwrap();
    assert_eq!(closed[0].closer_name, Some(sample::person("ann", &[]).name));
    assert_eq!(closed[0].room_name, sample::room("oak").name);
}

async fn what_was_closed_long_ago_is_forgotten(fixture: &Fixture) {
    let mut all = sample::organisation("corp");
    all.rooms = vec![sample::room("oak")];
    fixture.save(&[all]).await;
    let mut writing = write(fixture).await;
    for (id, closed_at) in
        [("open", None), ("old", Some(10)), ("edge", Some(20)), ("new", Some(30))]
    {
        let closing = closed_at.map(|at| Closing { at: EpochMillis(at), by: None, note: None });
        let one = RoomProblem { closing, ..problem(id, "oak", 1) };
        writing.insert_problem(&one).await.unwrap();
    }
    commit(writing).await;
    fixture.store.forget_closed_problems(EpochMillis(20)).await.unwrap();
    let mut writing = write(fixture).await;
    for (id, is_kept) in [("open", true), ("old", false), ("edge", true), ("new", true)] {
        assert_eq!(writing.problem(id).await.unwrap().is_some(), is_kept, "{id}");
    }
}
