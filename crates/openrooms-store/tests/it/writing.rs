//! Changes of an organisation's own: rooms made, changed and removed, and what they are judged by.

use openrooms_core::id::{CorpId, DeptId, DeviceUnionId, GroupId, RoomId, UnionId};
use openrooms_core::room::{MemberId, Room, RoomStatus};
use openrooms_store::{AuditFilter, Change, Entry, Writing};
use serde_json::json;

use crate::fixture::{BY, Fixture, NOW};
use crate::sample;

on_both!(
    a_room_is_made_changed_and_removed,
    what_is_not_committed_leaves_nothing,
    a_name_is_taken_letter_for_letter,
    rooms_are_counted_where_there_is_a_limit,
    a_person_and_their_groups_are_found,
    a_group_and_those_above_are_found,
    an_unknown_organisation_is_not_written,
    two_that_write_wait_for_each_other,
    another_organisation_is_not_touched,
);

async fn write(fixture: &Fixture, corp: &str) -> Writing {
    fixture.store.writing(&CorpId::new(corp)).await.unwrap().unwrap()
}

fn room_of(corp: &str, id: &str) -> Change {
    Change::Room(CorpId::new(corp), RoomId::new(id))
}

/// Ends a change of a room.
async fn commit(writing: Writing, id: &str) {
    let corp = writing.corp().clone();
    let entry = Entry::of(Some(&corp), "room", id).after(json!({}));
    writing.commit(&BY, entry, [room_of(corp.as_str(), id)], NOW).await.unwrap();
}

/// A room with everything that the sample's has.
fn full(id: &str) -> Room {
    Room { id: RoomId::new(id), name: format!("Full {id}"), ..sample::full("corp").rooms.remove(0) }
}

async fn rooms(fixture: &Fixture, corp: &str) -> Vec<Room> {
    fixture.load(corp).await.unwrap().rooms
}

async fn a_room_is_made_changed_and_removed(fixture: &Fixture) {
    let mut all = sample::organisation("corp");
    all.devices = vec![sample::device("panel", Some("new")), sample::device("tv", Some("other"))];
    fixture.save(&[all]).await;
    let mut last = fixture.head().await;
    let mut told = async || {
        let changes = fixture.changes_after(last).await;
        last = fixture.head().await;
        changes
    };

    let mut writing = write(fixture, "corp").await;
    assert_eq!(writing.room(&RoomId::new("new")).await.unwrap(), None);
    writing.insert_room(&full("new")).await.unwrap();
    commit(writing, "new").await;
    assert_eq!(rooms(fixture, "corp").await, [full("new")]);
    assert_eq!(told().await, [room_of("corp", "new")]);

    let mut writing = write(fixture, "corp").await;
    let found = writing.room(&RoomId::new("new")).await.unwrap().unwrap();
    assert_eq!(found.room, full("new"));
    let mut bare = sample::room("new");
    bare.status = RoomStatus::Restricted;
    bare.members = Some(vec![sample::member(MemberId::Department(DeptId(7)), None)]);
    writing.update_room(&bare).await.unwrap();
    commit(writing, "new").await;
    assert_eq!(rooms(fixture, "corp").await, [bare]);
    assert_eq!(told().await, [room_of("corp", "new")]);

    let mut writing = write(fixture, "corp").await;
    writing.delete_room(&RoomId::new("new")).await.unwrap();
    commit(writing, "new").await;
    assert_eq!(told().await, [room_of("corp", "new")]);
    let left = fixture.load("corp").await.unwrap();
    assert_eq!(left.rooms, []);
    let places: Vec<_> = left.devices.iter().map(|device| device.room.clone()).collect();
    assert_eq!(places, [None, Some(RoomId::new("other"))]);
    assert_eq!(left.devices[0].union_id, DeviceUnionId::new("panel"));

    let filter = AuditFilter { kind: Some("room".to_owned()), ..AuditFilter::default() };
    assert_eq!(fixture.store.audit_newest(&filter, 9).await.unwrap().len(), 3);
    // The next room is listed behind those that were there before it, gone or not.
    let mut writing = write(fixture, "corp").await;
    writing.insert_room(&sample::room("next")).await.unwrap();
    commit(writing, "next").await;
    let corp = CorpId::new("corp");
    let groups = fixture.store.group_tree(&corp).await.unwrap();
    let listed = fixture.store.rooms_after(&corp, &groups, 0, 9).await.unwrap().rooms;
    assert_eq!(listed[0].ordinal, 2);
}

async fn what_is_not_committed_leaves_nothing(fixture: &Fixture) {
    fixture.save(&[sample::small()]).await;
    let mut raw = fixture.raw().await;
    let before = raw.dump().await;
    let mut writing = write(fixture, "corp").await;
    writing.insert_room(&full("new")).await.unwrap();
    writing.delete_room(&RoomId::new("oak")).await.unwrap();
    drop(writing);
    // The next one waits until that is undone.
    drop(write(fixture, "corp").await);
    assert_eq!(raw.dump().await, before);
    raw.close().await;
}

async fn a_name_is_taken_letter_for_letter(fixture: &Fixture) {
    let long = "会".repeat(3000);
    let mut all = sample::organisation("corp");
    all.rooms = vec![sample::room("oak"), sample::room("elm")];
    all.rooms[1].name.clone_from(&long);
    let mut other = sample::organisation("other");
    other.rooms = vec![sample::room("ash")];
    fixture.save(&[all, other]).await;
    let mut writing = write(fixture, "corp").await;
    let oak = RoomId::new("oak");
    for (name, but, wanted) in [
        ("Room oak", None, true),
        ("Room oak", Some(&oak), false),
        ("Room oak", Some(&RoomId::new("elm")), true),
        ("room oak", None, false),
        ("Room oak ", None, false),
        ("Room ash", None, false), // another organisation's
        (&*long, None, true),
        (&long[..300], None, false),
    ] {
        assert_eq!(writing.has_room_named(name, but).await.unwrap(), wanted, "{name:.20} {but:?}");
    }
}

async fn rooms_are_counted_where_there_is_a_limit(fixture: &Fixture) {
    let mut all = sample::organisation("corp");
    all.rooms = vec![sample::room("oak"), sample::room("elm")];
    for (limit, counted) in [(None, 0), (Some(0), 0), (Some(5), 2), (Some(1), 2)] {
        all.profile.room_limit = limit;
        fixture.save(std::slice::from_ref(&all)).await;
        let licence = write(fixture, "corp").await.licence().await.unwrap();
        assert_eq!((licence.rooms, licence.limit), (counted, limit));
    }
}

async fn a_person_and_their_groups_are_found(fixture: &Fixture) {
    let mut all = sample::organisation("corp");
    all.departments =
        [(1, 0), (2, 1), (3, 2), (4, 1)].map(|(id, above)| sample::department(id, above)).into();
    all.people = vec![sample::person("ann", &[3]), sample::person("bob", &[])];
    all.people[1].is_admin = Some(true);
    all.groups = vec![sample::group(5, 0, &["bob", "ann"]), sample::group(6, 5, &["ann"])];
    let mut other = sample::organisation("other");
    other.people = vec![sample::person("eve", &[1])];
    fixture.save(&[all, other]).await;
    let mut writing = write(fixture, "corp").await;
    let ann = writing.viewer(&UnionId::new("ann")).await.unwrap().unwrap();
    assert_eq!(ann.departments, [1, 2, 3].map(DeptId));
    assert_eq!((ann.is_admin, ann.administers), (false, vec![GroupId(5), GroupId(6)]));
    let bob = writing.viewer(&UnionId::new("bob")).await.unwrap().unwrap();
    assert_eq!((bob.is_admin, bob.departments.len()), (true, 0));
    for nobody in ["eve", "user-ann", "", "ANN"] {
        assert_eq!(writing.viewer(&UnionId::new(nobody)).await.unwrap(), None, "{nobody}");
    }
}

async fn a_group_and_those_above_are_found(fixture: &Fixture) {
    let mut all = sample::organisation("corp");
    let tree = [(5, 0), (6, 5), (7, 6), (8, 9), (9, 0)];
    all.groups = tree.map(|(id, above)| sample::group(id, above, &[])).into();
    all.rooms = vec![Room { group: Some(GroupId(7)), ..sample::room("oak") }];
    fixture.save(&[all]).await;
    // 8 and 9 lie below each other, as no save lets them.
    let mut raw = fixture.raw().await;
    raw.execute("UPDATE room_groups SET parent_id = 8 WHERE group_id = 9").await;
    raw.close().await;
    let mut writing = write(fixture, "corp").await;
    for (group, wanted) in
        [(5, Some(vec![5])), (7, Some(vec![5, 6, 7])), (8, Some(vec![8, 9])), (4, None)]
    {
        let found = writing.groups_above(GroupId(group)).await.unwrap();
        let found = found.map(|mut groups| {
            groups.sort();
            groups.into_iter().map(|id| id.0).collect::<Vec<_>>()
        });
        assert_eq!(found, wanted, "{group}");
    }
    let mut groups = writing.room(&RoomId::new("oak")).await.unwrap().unwrap().groups;
    groups.sort();
    assert_eq!(groups, [5, 6, 7].map(GroupId));
}

async fn an_unknown_organisation_is_not_written(fixture: &Fixture) {
    fixture.save(&[sample::small()]).await;
    for corp in ["nowhere", "", "CORP"] {
        assert!(fixture.store.writing(&CorpId::new(corp)).await.unwrap().is_none());
    }
}

async fn two_that_write_wait_for_each_other(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let node = fixture.node().await;
    // Each makes the room where nobody has taken the name: one of them does.
    let make = async |store: &openrooms_store::Store, id: &str| {
        let mut writing = store.writing(&CorpId::new("corp")).await.unwrap().unwrap();
        if writing.has_room_named("Oak", None).await.unwrap() {
            return 0;
        }
        writing.insert_room(&Room { name: "Oak".to_owned(), ..sample::room(id) }).await.unwrap();
        commit(writing, id).await;
        1
    };
    let made = tokio::join!(
        make(&fixture.store, "a"),
        make(&node, "b"),
        make(&fixture.store, "c"),
        make(&node, "d"),
    );
    assert_eq!(made.0 + made.1 + made.2 + made.3, 1);
    assert_eq!(rooms(fixture, "corp").await.len(), 1);
    node.close().await;
}

async fn another_organisation_is_not_touched(fixture: &Fixture) {
    let mut other = sample::full("other");
    other.apps.clear();
    fixture.save(&[sample::organisation("corp"), other.clone()]).await;
    let before = fixture.load("other").await;
    let theirs = other.rooms[0].id.clone();
    let mut writing = write(fixture, "corp").await;
    assert_eq!(writing.room(&theirs).await.unwrap(), None);
    writing.update_room(&Room { id: theirs.clone(), ..sample::room("x") }).await.unwrap();
    writing.delete_room(&theirs).await.unwrap();
    commit(writing, theirs.as_str()).await;
    assert_eq!(fixture.load("other").await, before);
    // The same id in both is two rooms.
    let mut writing = write(fixture, "corp").await;
    writing.insert_room(&Room { id: theirs.clone(), ..sample::room("x") }).await.unwrap();
    commit(writing, theirs.as_str()).await;
    assert_eq!(fixture.load("other").await, before);
}
