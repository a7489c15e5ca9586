//! Groups of rooms: made, renamed, removed, and read.

use openrooms_core::id::{CorpId, GroupId, RoomId, UnionId};
use openrooms_core::name::Name;
use openrooms_core::room::{Group, GroupView, Policy, Room};
use openrooms_store::{Change, Entry, GroupAdministrators, Writing};
use serde_json::json;

use crate::fixture::{BY, Fixture, NOW};
use crate::sample;

on_both!(
    a_group_is_made_renamed_and_removed,
    its_rooms_move_to_the_group_above,
    its_administrators_are_replaced,
    an_id_is_given_once,
    who_administers_a_group_is_read_in_their_order,
    another_organisation_is_not_touched,
    policies_are_read_from_below,
);

async fn write(fixture: &Fixture) -> Writing {
    fixture.store.writing(&CorpId::new("corp")).await.unwrap().unwrap()
}

async fn commit(writing: Writing) {
    let corp = writing.corp().clone();
    let entry = Entry::of(Some(&corp), "group", "1").after(json!({}));
    writing.commit(&BY, entry, [Change::Organisation(corp.clone())], NOW).await.unwrap();
}

async fn groups(fixture: &Fixture) -> Vec<Group> {
    fixture.load("corp").await.unwrap().groups
}

async fn a_group_is_made_renamed_and_removed(fixture: &Fixture) {
    let mut all = sample::organisation("corp");
    all.groups = vec![sample::group(5, 0, &["bob", "ann"])];
    fixture.save(&[all]).await;
    let five = sample::group(5, 0, &["bob", "ann"]);
    let made = sample::group(6, 5, &["eve"]);

    let mut writing = write(fixture).await;
    assert_eq!(writing.group(GroupId(6)).await.unwrap(), None);
    assert_eq!(writing.group(GroupId(5)).await.unwrap(), Some(five.clone()));
    assert_eq!(writing.groups().await.unwrap(), 1);
    assert_eq!(writing.groups_below(GroupId(5)).await.unwrap(), 0);
    writing.insert_group(&made).await.unwrap();
    assert_eq!(writing.groups().await.unwrap(), 2);
    assert_eq!(writing.groups_below(GroupId(5)).await.unwrap(), 1);
    assert_eq!(writing.groups_below(GroupId(0)).await.unwrap(), 1);
    commit(writing).await;
    assert_eq!(groups(fixture).await, [five.clone(), made.clone()]);

    let name = Name::parse("会议 “Spree” 🛶").unwrap();
    let mut writing = write(fixture).await;
    let renamed = Group { name: name.into_string(), policy: sample::full_room("r").policy, ..made };
    writing.update_group(&renamed).await.unwrap();
    commit(writing).await;
    assert_eq!(groups(fixture).await, [five.clone(), renamed.clone()]);
    let view =
        |group: &Group| GroupView { id: group.id, name: group.name.clone(), parent: group.parent };
    let corp = CorpId::new("corp");
    let listed = fixture.store.groups(&corp).await.unwrap();
    assert_eq!(listed, [view(&five), view(&renamed)]);
    let read = fixture.store.group(&corp, GroupId(6)).await.unwrap();
    assert_eq!(read, Some(view(&renamed)));

    let mut writing = write(fixture).await;
    assert_eq!(writing.delete_group(&renamed).await.unwrap(), []);
    commit(writing).await;
    assert_eq!(groups(fixture).await, [five]);
    assert_eq!(fixture.store.group(&corp, GroupId(6)).await.unwrap(), None);
    let mut raw = fixture.raw().await;
    let left = raw.texts("SELECT union_id FROM group_administrators WHERE group_id = 6").await;
    assert!(left.is_empty(), "{left:?}");
    raw.close().await;
}

async fn its_rooms_move_to_the_group_above(fixture: &Fixture) {
    let mut all = sample::organisation("corp");
    // 9 is below a group that nothing made.
    all.groups = [(5, 0), (6, 5), (9, 8)].map(|(id, above)| sample::group(id, above, &[])).into();
    let room = |id: &str, group| Room { group: Some(GroupId(group)), ..sample::room(id) };
    all.rooms = vec![room("a", 6), room("b", 6), room("c", 5), room("d", 9), sample::room("e")];
    fixture.save(&[all]).await;
    let places = async || {
        let rooms = fixture.load("corp").await.unwrap().rooms;
        rooms.iter().map(|room| room.group.map_or(0, |id| id.0)).collect::<Vec<_>>()
    };
    for (group, moved, wanted) in [
        (sample::group(6, 5, &[]), vec!["a", "b"], [5, 5, 5, 9, 0]),
        (sample::group(9, 8, &[]), vec!["d"], [5, 5, 5, 0, 0]),
        (sample::group(5, 0, &[]), vec!["a", "b", "c"], [0, 0, 0, 0, 0]),
    ] {
        let mut writing = write(fixture).await;
        let moved: Vec<_> = moved.into_iter().map(RoomId::new).collect();
        assert_eq!(writing.delete_group(&group).await.unwrap(), moved);
        commit(writing).await;
        assert_eq!(places().await, wanted, "{group:?}");
    }
}

async fn its_administrators_are_replaced(fixture: &Fixture) {
    let mut all = sample::organisation("corp");
    all.groups = vec![sample::group(5, 0, &["bob"]), sample::group(6, 0, &["bob"])];
    all.people = vec![sample::person("ann", &[]), sample::person("bob", &[])];
    fixture.save(&[all]).await;
    for named in [&["ann", "bob"][..], &["bob", "ann"], &[]] {
        let ids: Vec<_> = named.iter().map(|&id| UnionId::new(id)).collect();
        let mut writing = write(fixture).await;
        writing.set_group_administrators(GroupId(5), &ids).await.unwrap();
        commit(writing).await;
        let found = groups(fixture).await;
        assert_eq!(found, [sample::group(5, 0, named), sample::group(6, 0, &["bob"])]);
    }
}

async fn an_id_is_given_once(fixture: &Fixture) {
    let mut all = sample::organisation("corp");
    all.groups = [2, 3, i64::MAX].map(|id| sample::group(id, 0, &[])).into();
    all.rooms = vec![Room { group: Some(GroupId(5)), ..sample::room("a") }];
    fixture.save(&[all]).await;
    let next = async || {
        let mut writing = write(fixture).await;
        let id = writing.next_group_id().await.unwrap();
        writing.insert_group(&sample::group(id.0, 0, &[])).await.unwrap();
        commit(writing).await;
        id.0
    };
    assert_eq!([next().await, next().await, next().await], [1, 4, 6]);
    let mut writing = write(fixture).await;
    writing.delete_group(&sample::group(6, 0, &[])).await.unwrap();
    commit(writing).await;
    assert_eq!(next().await, 7);
    // A change that is not committed takes none.
    assert_eq!(write(fixture).await.next_group_id().await.unwrap(), GroupId(8));
    assert_eq!(next().await, 8);
}

async fn who_administers_a_group_is_read_in_their_order(fixture: &Fixture) {
    let mut all = sample::organisation("corp");
    all.groups =
        vec![sample::group(5, 0, &["eve", "ann", "gone", "bob"]), sample::group(6, 5, &[])];
    all.people = ["ann", "bob", "eve"].map(|id| sample::person(id, &[])).into();
    let mut other = sample::organisation("other");
    other.people = vec![sample::person("gone", &[])];
    fixture.save(&[all, other]).await;
    let read = async |corp: &str, id| {
        fixture.store.group_administrators(&CorpId::new(corp), GroupId(id)).await.unwrap()
    };
    let named = |id: &str| (UnionId::new(id), Some(format!("Name of {id}")));
    let view = |id: i64, parent: i64| GroupView {
        id: GroupId(id),
        name: format!("Group {id}"),
        parent: GroupId(parent),
    };
    let gone = (UnionId::new("gone"), None);
    let administrators = vec![named("eve"), named("ann"), gone, named("bob")];
    assert_eq!(
        read("corp", 5).await,
        Some(GroupAdministrators { group: view(5, 0), administrators })
    );
    assert_eq!(
        read("corp", 6).await,
        Some(GroupAdministrators { group: view(6, 5), administrators: vec![] })
    );
    assert_eq!(read("corp", 7).await, None);
    assert_eq!(read("other", 5).await, None);
}

async fn another_organisation_is_not_touched(fixture: &Fixture) {
    let mut other = sample::organisation("other");
    other.groups = vec![sample::group(5, 0, &["ann"]), sample::group(6, 5, &[])];
    other.rooms = vec![Room { group: Some(GroupId(6)), ..sample::room("a") }];
    fixture.save(&[sample::organisation("corp"), other]).await;
    let before = fixture.load("other").await;
    let mut writing = write(fixture).await;
    assert_eq!(writing.group(GroupId(5)).await.unwrap(), None);
    assert_eq!(writing.groups().await.unwrap(), 0);
    assert_eq!(writing.groups_below(GroupId(5)).await.unwrap(), 0);
    let theirs = Group { name: "theirs".to_owned(), ..sample::group(5, 0, &[]) };
    writing.update_group(&theirs).await.unwrap();
    writing.set_group_administrators(GroupId(5), &[]).await.unwrap();
    assert_eq!(writing.delete_group(&sample::group(6, 5, &[])).await.unwrap(), []);
    assert_eq!(writing.next_group_id().await.unwrap(), GroupId(1));
    commit(writing).await;
    assert_eq!(fixture.load("other").await, before);
}

async fn policies_are_read_from_below(fixture: &Fixture) {
    let policy = |minutes| {
        let max_length_minutes = Some(minutes);
        Some(Policy { max_length_minutes, ..sample::full_room("r").policy.unwrap() })
    };
    let group = |id, parent, policy| Group { policy, ..sample::group(id, parent, &[]) };
    let groups = vec![
        group(1, 0, policy(60)),
        group(2, 1, None),
        group(3, 2, policy(30)),
        group(4, 0, Some(Policy::default())),
    ];
    let mut all = sample::organisation("corp");
    all.groups.clone_from(&groups);
    let mut other = sample::organisation("other");
    other.groups = vec![group(3, 0, policy(1)), group(1, 0, policy(2))];
    fixture.save(&[all, other]).await;
    assert_eq!(fixture.load("corp").await.unwrap().groups, groups);

    let corp = CorpId::new("corp");
    let all = fixture.store.group_policies(&corp).await.unwrap();
    let mut ids: Vec<_> = all.keys().map(|id| id.0).collect();
    ids.sort_unstable();
    assert_eq!(ids, [1, 3, 4]);
    assert_eq!(all.get(&GroupId(3)).cloned(), policy(30));
    assert_eq!(fixture.store.group_policy(&corp, GroupId(3)).await.unwrap(), policy(30));
    assert_eq!(fixture.store.group_policy(&corp, GroupId(2)).await.unwrap(), None);
    assert_eq!(fixture.store.group_policy(&corp, GroupId(9)).await.unwrap(), None);
    let mut writing = write(fixture).await;
    for (from, wanted) in [(3, vec![3, 1]), (2, vec![1]), (1, vec![1]), (4, vec![4]), (9, vec![])] {
        let found = writing.policies_above(GroupId(from)).await.unwrap();
        let ids: Vec<_> = found.iter().map(|(id, _)| id.0).collect();
        assert_eq!(ids, wanted, "{from}");
        assert!(found.iter().all(|(id, policy)| all.get(id) == Some(policy)), "{found:?}");
    }
}
