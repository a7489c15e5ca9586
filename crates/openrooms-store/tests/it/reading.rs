//! The cold read: caller, operator and room in one round trip.

use openrooms_core::access::{Visibility, may_see};
use openrooms_core::id::{ClientKey, CorpId, DeptId, DeviceUnionId, GroupId, RoomId, UnionId};
use openrooms_core::organisation::Organisation;
use openrooms_core::room::{Closure, GroupView, MemberId, Policy, RoomStatus};
use openrooms_core::time::Zone;
use openrooms_store::secret::{Random, Token};
use openrooms_store::{
    CallCount, Reading, StoreError, SuiteProof, TOKEN_LIFETIME_SECONDS, TokenKind,
};

use crate::fixture::{BY, Fixture, NOW, later};
use crate::sample::{self, member};

on_both!(
    an_unknown_token_is_none_and_an_ended_one_is_not,
    the_caller_is_client_and_organisation,
    who_is_not_in_the_organisation_is_no_viewer,
    a_viewer_has_the_departments_above,
    circles_of_departments_and_groups_end,
    a_viewer_administers_groups,
    a_viewer_administers_single_rooms,
    a_room_has_its_group_and_those_above,
    what_a_room_never_set_is_not_there,
    names_come_from_the_directory_where_the_room_has_none,
    devices_that_say_they_stand_there_come_on_top,
    a_room_of_another_organisation_is_none,
    an_organisation_that_went_takes_its_client_along,
    a_suite_reads_only_where_it_is_authorised,
    what_does_not_parse_is_corrupt,
);

async fn token(fixture: &Fixture) -> Token {
    let issued = fixture.store.issue_app_token("app", "secret", &BY, NOW).await;
    issued.unwrap().unwrap().token
}

/// Saves, and reads the room `oak` as `ann`.
async fn read_of(fixture: &Fixture, all: &Organisation) -> Reading {
    fixture.save(std::slice::from_ref(all)).await;
    let token = token(fixture).await;
    fixture.read(&token, "ann", "oak").await.unwrap()
}

fn depts(ids: &[i64]) -> Vec<DeptId> {
    ids.iter().copied().map(DeptId).collect()
}

fn groups(ids: &[i64]) -> Vec<GroupId> {
    ids.iter().copied().map(GroupId).collect()
}

/// Without 0, which is above the root and no department or group.
fn without_root<T: PartialEq + Clone>(ids: &[T], root: &T) -> Vec<T> {
    ids.iter().filter(|id| *id != root).cloned().collect()
}

async fn an_unknown_token_is_none_and_an_ended_one_is_not(fixture: &Fixture) {
    fixture.save(&[sample::small()]).await;
    let token = token(fixture).await;
    let reading = fixture.read(&token, "ann", "oak").await.unwrap();
    assert_eq!(reading.caller.kind, TokenKind::App);
    // The store has no clock: who asks compares.
    assert_eq!(reading.caller.expires_at, later(TOKEN_LIFETIME_SECONDS));
    let unknown = Random::SYSTEM.token();
    assert!(fixture.read(&unknown, "ann", "oak").await.is_none());
}

async fn the_caller_is_client_and_organisation(fixture: &Fixture) {
    let mut all = sample::small();
    let reading = read_of(fixture, &all).await;
    let organisation = reading.caller.organisation.unwrap();
    assert_eq!(organisation.id, CorpId::new("corp"));
    assert_eq!(organisation.zone, Zone::default());
    assert_eq!(organisation.calls_per_month, 0);
    assert_eq!(organisation.calls, []);
    assert_eq!(reading.caller.client.unwrap().client, all.apps[0].client);

    all.profile.zone = Some(Zone::parse("Europe/Berlin").unwrap());
    all.profile.calls_per_month = Some(12);
    all.apps[0].client = sample::full("corp").apps.remove(0).client;
    all.apps[0].client.key = ClientKey::new("app");
    let count = |month, calls| CallCount { corp: CorpId::new("corp"), month, calls };
    let counts = [count(202_611, 5), count(202_612, 7)];
    fixture.store.add_calls(&counts, NOW).await.unwrap();
    let reading = read_of(fixture, &all).await;
    let organisation = reading.caller.organisation.unwrap();
    assert_eq!(organisation.zone.name(), "Europe/Berlin");
    assert_eq!(organisation.calls_per_month, 12);
    assert_eq!(organisation.calls, [(202_611, 5), (202_612, 7)]);
    assert_eq!(reading.caller.client.unwrap().client, all.apps[0].client);
}

async fn who_is_not_in_the_organisation_is_no_viewer(fixture: &Fixture) {
    let mut all = sample::small();
    all.people.clear();
    // Named by others, but not there.
    all.groups = vec![sample::group(1, 0, &["ann"])];
    let mut other = sample::organisation("other");
    other.people = vec![sample::person("ann", &[1])];
    fixture.save(&[other]).await;
    let reading = read_of(fixture, &all).await;
    assert_eq!(reading.viewer, None);
    assert!(reading.room.is_some());
    all.people = vec![sample::person("ann", &[])];
    let reading = read_of(fixture, &all).await;
    let viewer = reading.viewer.unwrap();
    assert!(!viewer.is_admin && viewer.departments.is_empty());
    all.people[0].is_admin = Some(true);
    assert!(read_of(fixture, &all).await.viewer.unwrap().is_admin);
    all.people[0].is_admin = Some(false);
    assert!(!read_of(fixture, &all).await.viewer.unwrap().is_admin);
    let token = token(fixture).await;
    for nobody in ["Ann", "", "user-ann", "ann "] {
        let reading = fixture.read(&token, nobody, "oak").await.unwrap();
        assert_eq!(reading.viewer, None, "{nobody:?}");
    }
}

async fn a_viewer_has_the_departments_above(fixture: &Fixture) {
    let mut all = sample::small();
    all.departments = [(1, 0), (2, 1), (20, 2), (3, 1), (30, 3), (4, 1)]
        .map(|(id, parent)| sample::department(id, parent))
        .to_vec();
    // 99 is in no tree.
    all.people = vec![sample::person("ann", &[30, 99, 2]), sample::person("bob", &[20])];
    // The same numbers mean other departments elsewhere.
    let mut other = sample::organisation("other");
    other.departments = vec![sample::department(30, 77), sample::department(99, 78)];
    other.people = vec![sample::person("ann", &[55])];
    fixture.save(&[other]).await;
    let viewer = read_of(fixture, &all).await.viewer.unwrap();
    assert!(viewer.departments.is_sorted());
    assert_eq!(without_root(&viewer.departments, &DeptId(0)), depts(&[1, 2, 3, 30, 99]));
}

async fn circles_of_departments_and_groups_end(fixture: &Fixture) {
    let mut all = sample::small();
    all.departments = [(1, 0), (2, 1), (3, 2), (5, 0)]
        .map(|(id, parent)| sample::department(id, parent))
        .to_vec();
    all.people = vec![sample::person("ann", &[2, 5])];
    all.groups = vec![sample::group(1, 2, &[]), sample::group(2, 0, &[])];
    all.rooms[0].group = Some(GroupId(1));
    fixture.save(std::slice::from_ref(&all)).await;
    let token = token(fixture).await;
    // No save makes these.
    let mut raw = fixture.raw().await;
    raw.execute("UPDATE departments SET parent_id = 3 WHERE dept_id = 1").await;
    raw.execute("UPDATE departments SET parent_id = 5 WHERE dept_id = 5").await;
    raw.execute("UPDATE room_groups SET parent_id = 1 WHERE group_id = 2").await;
    let reading = fixture.read(&token, "ann", "oak").await.unwrap();
    assert_eq!(reading.viewer.unwrap().departments, depts(&[1, 2, 3, 5]));
    let mut above = reading.room.unwrap().groups_above;
    above.sort();
    assert_eq!(above, groups(&[1, 2]));
    raw.execute("UPDATE room_groups SET parent_id = 1 WHERE group_id = 1").await;
    raw.close().await;
    let above = fixture.read(&token, "ann", "oak").await.unwrap().room.unwrap().groups_above;
    assert_eq!(above, groups(&[1]));
}

async fn a_viewer_administers_groups(fixture: &Fixture) {
    let mut all = sample::small();
    all.people.push(sample::person("bob", &[]));
    all.groups = vec![
        sample::group(9, 0, &["bob", "ann"]),
        sample::group(10, 9, &["bob"]),
        sample::group(2, 0, &["ann"]),
    ];
    let mut other = sample::organisation("other");
    other.groups = vec![sample::group(77, 0, &["ann"])];
    fixture.save(&[other]).await;
    let viewer = read_of(fixture, &all).await.viewer.unwrap();
    assert_eq!(viewer.administers, groups(&[2, 9]));

    // Which lets them see a room of a group below.
    all.rooms[0].group = Some(GroupId(10));
    all.rooms[0].status = RoomStatus::Administrators;
    let reading = read_of(fixture, &all).await;
    let view = reading.room.unwrap();
    let visibility = Visibility::of(&view.room, &view.groups_above);
    assert!(may_see("ann", &reading.viewer.unwrap(), &visibility));
}

async fn a_viewer_administers_single_rooms(fixture: &Fixture) {
    let mut all = sample::small();
    all.rooms[0].status = RoomStatus::Administrators;
    all.people.push(sample::person("bob", &[]));
    all.rights = vec![
        sample::rights("oak", &["bob", "ann", "ann"], &[], &[]),
        sample::rights("Oak", &["ann"], &[], &[]),
        sample::rights("elm", &["bob"], &["user-ann"], &[]),
    ];
    let mut other = sample::organisation("other");
    other.rights = vec![sample::rights("elm", &["ann"], &[], &[])];
    fixture.save(&[other]).await;
    let reading = read_of(fixture, &all).await;
    let (viewer, view) = (reading.viewer.unwrap(), reading.room.unwrap());
    assert_eq!(viewer.rooms, ["Oak", "oak"].map(RoomId::new));
    let visibility = Visibility::of(&view.room, &view.groups_above);
    assert!(may_see("ann", &viewer, &visibility));
    let mut writing = fixture.store.writing(&CorpId::new("corp")).await.unwrap().unwrap();
    let ann = writing.viewer(&UnionId::new("ann")).await.unwrap().unwrap();
    assert_eq!(ann, viewer);
    let of_room = writing.rights(&RoomId::new("oak")).await.unwrap().administrators;
    drop(writing);
    let told = fixture.store.room_administrators(&CorpId::new("corp"), &RoomId::new("oak")).await;
    let told = told.unwrap();
    assert_eq!(told.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>(), of_room);
    assert_eq!(told[0].1.as_deref(), Some("Name of bob"));
    assert_eq!(fixture.store.administrators(&CorpId::new("corp")).await.unwrap().1.len(), 2);
}

async fn a_room_has_its_group_and_those_above(fixture: &Fixture) {
    let mut all = sample::small();
    all.groups = vec![
        sample::group(1, 0, &[]),
        sample::group(30, 1, &[]),
        sample::group(2, 30, &[]),
        sample::group(4, 1, &[]),
    ];
    all.rooms[0].group = Some(GroupId(2));
    let view = read_of(fixture, &all).await.room.unwrap();
    let group = GroupView { id: GroupId(2), name: "Group 2".to_owned(), parent: GroupId(30) };
    assert_eq!(view.group, Some(group));
    let mut above = without_root(&view.groups_above, &GroupId(0));
    above.sort();
    assert_eq!(above, groups(&[1, 2, 30]));

    // A group that is not there.
    all.rooms[0].group = Some(GroupId(99));
    let view = read_of(fixture, &all).await.room.unwrap();
    assert_eq!((view.group, view.groups_above), (None, groups(&[99])));
    // None at all.
    all.rooms[0].group = None;
    let view = read_of(fixture, &all).await.room.unwrap();
    assert_eq!((view.group, view.groups_above), (None, groups(&[])));
}

async fn what_a_room_never_set_is_not_there(fixture: &Fixture) {
    for mut room in [sample::room("oak"), sample::full_room("oak")] {
        let all = Organisation { rooms: vec![room.clone()], ..sample::small() };
        let view = read_of(fixture, &all).await.room.unwrap();
        assert_eq!(view.corp, CorpId::new("corp"));
        // A member has no name of its own, and the directory knows none.
        if let Some(members) = &mut room.members {
            assert!(members[1].name.is_none());
        }
        assert_eq!(view.room, room);
    }
    let token = token(fixture).await;
    for nowhere in ["elm", "OAK", ""] {
        let reading = fixture.read(&token, "ann", nowhere).await.unwrap();
        assert_eq!(reading.room, None, "{nowhere:?}");
        assert!(reading.viewer.is_some());
    }
}

async fn names_come_from_the_directory_where_the_room_has_none(fixture: &Fixture) {
    let mut all = sample::small();
    all.departments = vec![sample::department(7, 0)];
    // A person may be called like a department.
    all.people.push(sample::person("7", &[]));
    let person = |id: &str| MemberId::Person(UnionId::new(id));
    let members = [
        (person("ann"), None, Some("Name of ann")),
        (person("ann"), Some("Annie"), Some("Annie")),
        (person("ann"), Some(""), Some("")),
        (MemberId::Department(DeptId(7)), None, Some("Department 7")),
        (person("7"), None, Some("Name of 7")),
        (MemberId::NoDepartment("07".to_owned()), None, None),
        (MemberId::Department(DeptId(8)), None, None),
        (person("nobody"), None, None),
    ];
    let given = members.iter().map(|(who, name, _)| member(who.clone(), *name));
    all.rooms[0].members = Some(given.collect());
    let closure = |contact: &str, name: Option<&str>| Policy {
        closure: Some(Closure {
            contact: Some(UnionId::new(contact)),
            contact_name: name.map(str::to_owned),
            ..Closure::default()
        }),
        ..Policy::default()
    };
    let wanted: Vec<_> = members.iter().map(|(who, _, name)| member(who.clone(), *name)).collect();
    for (contact, given, shown) in [
        ("ann", None, Some("Name of ann")),
        ("ann", Some("Annie"), Some("Annie")),
        ("ann", Some(""), Some("")),
        ("nobody", None, None),
        ("nobody", Some("No One"), Some("No One")),
    ] {
        all.rooms[0].policy = Some(closure(contact, given));
        let room = read_of(fixture, &all).await.room.unwrap().room;
        assert_eq!(room.members.as_ref(), Some(&wanted));
        assert_eq!(room.policy, Some(closure(contact, shown)), "{contact} {given:?}");
    }
    // Only the reply is filled in.
    assert_eq!(fixture.load("corp").await.unwrap().rooms, all.rooms);
}

async fn devices_that_say_they_stand_there_come_on_top(fixture: &Fixture) {
    let ids = |ids: &[&str]| ids.iter().map(|&id| DeviceUnionId::new(id)).collect::<Vec<_>>();
    let mut all = sample::small();
    all.devices = vec![sample::device("z", None), sample::device("elm's", Some("elm"))];
    let room = read_of(fixture, &all).await.room.unwrap().room;
    assert_eq!(room.device_union_ids, None);
    // "B" before "a": bytes count, on either database.
    let there = ["m", "a", "B", "é", "listed"].map(|id| sample::device(id, Some("oak")));
    all.devices.extend(there);
    for (listed, shown) in [
        (None, ids(&["B", "a", "listed", "m", "é"])),
        (Some(ids(&[])), ids(&["B", "a", "listed", "m", "é"])),
        (
            Some(ids(&["z", "listed", "not there"])),
            ids(&["z", "listed", "not there", "B", "a", "m", "é"]),
        ),
    ] {
        all.rooms[0].device_union_ids = listed;
        let room = read_of(fixture, &all).await.room.unwrap().room;
        assert_eq!(room.device_union_ids, Some(shown));
    }
}

async fn a_room_of_another_organisation_is_none(fixture: &Fixture) {
    let mut other = sample::full("other");
    other.rooms = vec![sample::room("elm"), sample::full_room("oak")];
    other.apps = vec![sample::app("other-app", "secret")];
    other.devices = vec![sample::device("theirs", Some("oak"))];
    other.people = vec![sample::person("eve", &[1])];
    fixture.save(&[sample::small(), other]).await;
    let ours = token(fixture).await;
    let reading = fixture.read(&ours, "eve", "elm").await.unwrap();
    assert_eq!((reading.viewer, reading.room), (None, None));
    let ours = fixture.read(&ours, "ann", "oak").await.unwrap().room.unwrap();
    assert_eq!(ours.room, sample::room("oak"));
    let theirs = fixture.store.issue_app_token("other-app", "secret", &BY, NOW).await;
    let theirs = theirs.unwrap().unwrap().token;
    let theirs = fixture.read(&theirs, "ann", "oak").await.unwrap();
    assert_eq!(theirs.viewer, None);
    assert_eq!(theirs.room.unwrap().corp, CorpId::new("other"));
}

async fn an_organisation_that_went_takes_its_client_along(fixture: &Fixture) {
    fixture.save(&[sample::small()]).await;
    let token = token(fixture).await;
    let other = sample::contents(vec![sample::full("other")]);
    fixture.try_replace(&other).await.unwrap();
    let reading = fixture.read(&token, "ann", "oak").await.unwrap();
    assert!(reading.caller.client.is_none() && reading.caller.organisation.is_none());
    assert_eq!((reading.viewer, reading.room), (None, None));
}

async fn a_suite_reads_only_where_it_is_authorised(fixture: &Fixture) {
    let store = &fixture.store;
    fixture.save(&[sample::small()]).await;
    fixture.save_suite(sample::suite("suite", "s", &["corp"])).await;
    let proof = SuiteProof::Secret("s");
    let suite = store.prove_suite("suite", proof, &fixture.key, NOW).await;
    let suite = suite.unwrap().unwrap();
    let of_corp = store.issue_suite_token(&suite, Some("corp"), &BY, NOW).await;
    let of_corp = of_corp.unwrap().unwrap().token;
    let of_none = store.issue_suite_token(&suite, None, &BY, NOW).await;
    let of_none = of_none.unwrap().unwrap().token;

    let reading = fixture.read(&of_corp, "ann", "oak").await.unwrap();
    assert_eq!(reading.caller.kind, TokenKind::Corp);
    assert_eq!(reading.caller.organisation.unwrap().id, CorpId::new("corp"));
    assert!(reading.viewer.is_some() && reading.room.is_some());
    let reading = fixture.read(&of_none, "ann", "oak").await.unwrap();
    assert_eq!(reading.caller.kind, TokenKind::Suite);
    assert!(reading.caller.client.is_some() && reading.caller.organisation.is_none());
    assert_eq!((reading.viewer, reading.room), (None, None));

    let (key, corp) = (ClientKey::new("suite"), CorpId::new("corp"));
    assert!(store.withdraw_suite(&key, &corp, &BY, NOW).await.unwrap());
    let reading = fixture.read(&of_corp, "ann", "oak").await.unwrap();
    assert!(reading.caller.client.is_some() && reading.caller.organisation.is_none());
    assert!(store.authorise_suite(&key, &corp, &BY, NOW).await.unwrap());
    let reading = fixture.read(&of_corp, "ann", "oak").await.unwrap();
    assert!(reading.caller.organisation.is_some());
}

async fn what_does_not_parse_is_corrupt(fixture: &Fixture) {
    fixture.save(&[sample::small()]).await;
    let token = token(fixture).await.hash();
    let mut raw = fixture.raw().await;
    let read = async || {
        let (ann, oak) = (UnionId::new("ann"), RoomId::new("oak"));
        fixture.store.read_room(&token, &ann, &oak).await
    };
    for (broken, mended, wanted) in [
        ("rooms SET status = 9", "rooms SET status = 0", ("rooms", "status", "oak")),
        ("rooms SET labels = '{'", "rooms SET labels = NULL", ("rooms", "labels", "oak")),
        (
            "organisations SET time_zone = 'Moon'",
            "organisations SET time_zone = NULL",
            ("organisations", "time_zone", "corp"),
        ),
        ("clients SET scopes = ''", "clients SET scopes = '[]'", ("clients", "scopes", "app")),
        ("tokens SET kind = 'x'", "tokens SET kind = 'app'", ("tokens", "kind", "x")),
    ] {
        raw.execute(&format!("UPDATE {broken}")).await;
        match read().await {
            Err(StoreError::Corrupt { table, column, row }) => {
                assert_eq!((table, column, row.as_str()), wanted);
            }
            other => panic!("{broken}: {other:?}"),
        }
        raw.execute(&format!("UPDATE {mended}")).await;
        read().await.unwrap();
    }
    raw.close().await;
}
