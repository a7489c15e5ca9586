//! Rights on single rooms, and who may not book.

use openrooms_core::id::{CorpId, DeptId, GroupId, RoomId, UnionId, UserId};
use openrooms_core::room::{Ban, Room, RoomRights};
use openrooms_core::time::EpochMillis;
use openrooms_store::{Change, Entry, FoundRights, ListedBan, Writing};
use serde_json::json;

use crate::fixture::{BY, Fixture, NOW};
use crate::sample;

on_both!(
    rights_are_set_read_and_go_with_the_room,
    an_import_replaces_the_rights_that_it_has,
    they_go_with_a_person_and_with_a_department,
    those_who_are_not_there_are_found,
    people_are_barred_and_let,
    bans_are_listed_in_the_order_of_bytes,
    another_organisation_is_not_touched,
);

async fn write(fixture: &Fixture) -> Writing {
    fixture.store.writing(&CorpId::new("corp")).await.unwrap().unwrap()
}

async fn commit(writing: Writing) {
    let corp = writing.corp().clone();
    let entry = Entry::of(Some(&corp), "room", "a").after(json!({}));
    writing.commit(&BY, entry, [Change::Organisation(corp.clone())], NOW).await.unwrap();
}

fn rights(room: &str) -> RoomRights {
    sample::rights(room, &["bob", "ann"], &["user-eve", "user-bob"], &[3, 1])
}

async fn rights_are_set_read_and_go_with_the_room(fixture: &Fixture) {
    let mut all = sample::organisation("corp");
    all.groups = vec![sample::group(5, 0, &[]), sample::group(6, 5, &[])];
    all.rooms = vec![Room { group: Some(GroupId(6)), ..sample::room("a") }, sample::room("b")];
    fixture.save(&[all]).await;
    let corp = CorpId::new("corp");
    let (a, b) = (RoomId::new("a"), RoomId::new("b"));
    assert_eq!(write(fixture).await.rights(&a).await.unwrap(), RoomRights::none(a.clone()));
    for wanted in [rights("a"), sample::rights("a", &[], &[], &[1]), rights("a")] {
        let mut writing = write(fixture).await;
        writing.set_rights(&wanted).await.unwrap();
        assert_eq!(writing.rights(&a).await.unwrap(), wanted);
        commit(writing).await;
        let kept = fixture.load("corp").await.unwrap().rights;
        assert_eq!(kept, std::slice::from_ref(&wanted));
        let mut found = fixture.store.room_rights(&corp, &a).await.unwrap().unwrap();
        found.groups.sort();
        let groups = [5, 6].map(GroupId).into();
        assert_eq!(found, FoundRights { rights: wanted, groups });
    }
    let found = fixture.store.room_rights(&corp, &b).await.unwrap().unwrap();
    assert_eq!(found, FoundRights { rights: RoomRights::none(b), groups: vec![] });
    assert_eq!(fixture.store.room_rights(&corp, &RoomId::new("c")).await.unwrap(), None);
    assert_eq!(fixture.store.room_rights(&CorpId::new("other"), &a).await.unwrap(), None);

    let mut writing = write(fixture).await;
    writing.delete_room(&a).await.unwrap();
    commit(writing).await;
    assert_eq!(fixture.load("corp").await.unwrap().rights, []);
}

async fn an_import_replaces_the_rights_that_it_has(fixture: &Fixture) {
    let mut all = sample::organisation("corp");
    all.rooms = vec![sample::room("a"), sample::room("b")];
    // The room of the third is not there.
    all.rights = vec![rights("a"), rights("b"), rights("c")];
    fixture.save(std::slice::from_ref(&all)).await;
    assert_eq!(fixture.load("corp").await.unwrap(), all);
    assert_eq!(fixture.save(std::slice::from_ref(&all)).await.written, 0);
    let mut some = all.clone();
    some.rights = vec![sample::rights("b", &[], &["user-ann"], &[])];
    assert_eq!(fixture.save(std::slice::from_ref(&some)).await.written, 1);
    let found = fixture.load("corp").await.unwrap().rights;
    assert_eq!(found, [rights("a"), some.rights.remove(0), rights("c")]);
}

async fn they_go_with_a_person_and_with_a_department(fixture: &Fixture) {
    let mut all = sample::organisation("corp");
    all.people = ["ann", "bob", "eve"].map(|id| sample::person(id, &[])).into();
    all.departments = [(1, 0), (3, 1)].map(|(id, above)| sample::department(id, above)).into();
    all.rooms = vec![sample::room("a"), sample::room("b")];
    all.rights = vec![rights("a"), sample::rights("b", &["bob"], &["user-bob"], &[3])];
    fixture.save(&[all]).await;
    let mut writing = write(fixture).await;
    writing.delete_person(&UnionId::new("bob")).await.unwrap();
    writing.delete_department(DeptId(3)).await.unwrap();
    commit(writing).await;
    let left = fixture.load("corp").await.unwrap().rights;
    assert_eq!(left, [sample::rights("a", &["ann"], &["user-eve"], &[1])]);
}

async fn those_who_are_not_there_are_found(fixture: &Fixture) {
    let mut all = sample::organisation("corp");
    all.people = ["ann", "b'o\"b 🛶"].map(|id| sample::person(id, &[])).into();
    all.departments = vec![sample::department(1, 0), sample::department(7, 1)];
    let mut other = sample::organisation("other");
    other.people = vec![sample::person("eve", &[])];
    other.departments = vec![sample::department(8, 1)];
    fixture.save(&[all, other]).await;
    let mut writing = write(fixture).await;
    let here = ["ann", "b'o\"b 🛶"];
    for (ids, wanted) in [
        (&[][..], None),
        (&here, None),
        (&["ann", "eve", "x"], Some("eve")),
        (&["Ann"], Some("Ann")),
        (&["user-ann"], Some("user-ann")),
        (&[""], Some("")),
    ] {
        let people: Vec<_> = ids.iter().map(|&id| UnionId::new(id)).collect();
        let found = writing.first_stranger(&people).await.unwrap();
        assert_eq!(found.map(UnionId::as_str), wanted, "{ids:?}");
    }
    let users = ["user-ann", "ann"].map(UserId::new);
    assert_eq!(writing.first_unknown_user(&users[..1]).await.unwrap(), None);
    assert_eq!(writing.first_unknown_user(&users).await.unwrap(), Some(&users[1]));
    let departments = [1, 7, 8].map(DeptId);
    assert_eq!(writing.first_unknown_department(&departments[..2]).await.unwrap(), None);
    let found = writing.first_unknown_department(&departments).await.unwrap();
    assert_eq!(found, Some(DeptId(8)));
    let many: Vec<_> = (0..1000).map(|at| UnionId::new(format!("p{at}"))).collect();
    assert_eq!(writing.first_stranger(&many).await.unwrap(), Some(&many[0]));
}

fn ban(id: &str, starts_at: i64, ends_at: Option<i64>, memo: Option<&str>) -> Ban {
    Ban {
        person: UnionId::new(id),
        starts_at: EpochMillis(starts_at),
        ends_at: ends_at.map(EpochMillis),
        memo: memo.map(str::to_owned),
    }
}

async fn people_are_barred_and_let(fixture: &Fixture) {
    let mut all = sample::organisation("corp");
    all.bans = vec![ban("eve", 1, None, None)];
    fixture.save(&[all]).await;
    for wanted in [ban("ann", 5, None, None), ban("ann", 6, Some(7), Some("no show"))] {
        let mut writing = write(fixture).await;
        writing.put_ban(&wanted).await.unwrap();
        assert_eq!(writing.ban(&wanted.person).await.unwrap(), Some(wanted.clone()));
        commit(writing).await;
        let found = fixture.load("corp").await.unwrap().bans;
        assert_eq!(found, [wanted, ban("eve", 1, None, None)]);
    }
    let mut writing = write(fixture).await;
    writing.delete_ban(&UnionId::new("eve")).await.unwrap();
    writing.delete_ban(&UnionId::new("nobody")).await.unwrap();
    assert_eq!(writing.ban(&UnionId::new("eve")).await.unwrap(), None);
    commit(writing).await;
    assert_eq!(fixture.load("corp").await.unwrap().bans.len(), 1);
}

async fn bans_are_listed_in_the_order_of_bytes(fixture: &Fixture) {
    // As each database would sort them by itself, these differ.
    let ids = ["B", "Z", "_a", "a", "aB", "ab", "b", "会", "🛶"];
    let mut all = sample::organisation("corp");
    all.bans = ids.iter().rev().map(|id| ban(id, 1, None, None)).collect();
    all.people = vec![sample::person("ab", &[])];
    let mut other = sample::organisation("other");
    other.bans = vec![ban("aa", 1, None, None)];
    other.people = vec![sample::person("a", &[])];
    fixture.save(&[all, other]).await;
    let corp = CorpId::new("corp");
    for size in [1, 2, 4, 9, 100] {
        let (mut after, mut found) = (UnionId::new(""), Vec::new());
        loop {
            let page = fixture.store.bans_after(&corp, &after, size).await.unwrap();
            let Some(last) = page.last() else { break };
            after = last.ban.person.clone();
            found.extend(page);
        }
        let seen: Vec<_> = found.iter().map(|listed| listed.ban.person.as_str()).collect();
        assert_eq!(seen, ids, "{size}");
        let names: Vec<&ListedBan> = found.iter().filter(|each| each.name.is_some()).collect();
        assert_eq!(names.len(), 1);
        assert_eq!(names[0].name.as_deref(), Some("Name of ab"));
    }
}

async fn another_organisation_is_not_touched(fixture: &Fixture) {
    let mut other = sample::organisation("other");
    other.rooms = vec![sample::room("a")];
    other.rights = vec![rights("a")];
    other.bans = vec![ban("ann", 1, None, None)];
    fixture.save(&[sample::organisation("corp"), other]).await;
    let before = fixture.load("other").await;
    let a = RoomId::new("a");
    let mut writing = write(fixture).await;
    assert_eq!(writing.rights(&a).await.unwrap(), RoomRights::none(a.clone()));
    writing.set_rights(&RoomRights::none(a.clone())).await.unwrap();
    writing.delete_room(&a).await.unwrap();
    assert_eq!(writing.ban(&UnionId::new("ann")).await.unwrap(), None);
    writing.delete_ban(&UnionId::new("ann")).await.unwrap();
    writing.put_ban(&ban("ann", 9, None, None)).await.unwrap();
    commit(writing).await;
    assert_eq!(fixture.load("other").await, before);
}
