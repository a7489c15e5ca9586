//! Labels of an organisation's own: made, renamed, removed, and what rooms show of them.

use openrooms_core::id::{CorpId, RoomId, UnionId};
use openrooms_core::room::{FreeLabel, Label, Room};
use openrooms_store::{Change, Entry, GroupTree, Writing};
use serde_json::json;

use crate::fixture::{BY, Fixture, NOW};
use crate::sample;

on_both!(
    a_label_is_made_renamed_and_removed,
    a_removed_label_leaves_its_rooms_and_no_others,
    an_id_is_given_once,
    rooms_show_the_organisations_names,
    another_organisation_is_not_touched,
);

async fn write(fixture: &Fixture) -> Writing {
    fixture.store.writing(&CorpId::new("corp")).await.unwrap().unwrap()
}

async fn commit(writing: Writing) {
    let corp = writing.corp().clone();
    let entry = Entry::of(Some(&corp), "label", "6").after(json!({}));
    writing.commit(&BY, entry, [Change::Organisation(corp.clone())], NOW).await.unwrap();
}

fn label(id: i64, name: &str) -> FreeLabel {
    FreeLabel { id, name: name.to_owned() }
}

fn tagged(id: &str, labels: &[(i64, Option<&str>)]) -> Room {
    let labels = labels.iter().map(|(id, name)| Label { id: *id, name: name.map(str::to_owned) });
    Room { labels: Some(labels.collect()), ..sample::room(id) }
}

async fn a_label_is_made_renamed_and_removed(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let mut writing = write(fixture).await;
    writing.insert_label(&label(7, "会议 “Stage” 🛶")).await.unwrap();
    writing.insert_label(&label(6, "Lamp")).await.unwrap();
    let made = [label(6, "Lamp"), label(7, "会议 “Stage” 🛶")];
    assert_eq!(writing.labels().await.unwrap(), made);
    commit(writing).await;
    assert_eq!(fixture.store.labels(&CorpId::new("corp")).await.unwrap(), made);
    assert_eq!(fixture.load("corp").await.unwrap().labels, made);

    let mut writing = write(fixture).await;
    writing.rename_label(6, "Lantern").await.unwrap();
    assert_eq!(writing.delete_label(7).await.unwrap(), []);
    commit(writing).await;
    assert_eq!(fixture.load("corp").await.unwrap().labels, [label(6, "Lantern")]);
}

async fn a_removed_label_leaves_its_rooms_and_no_others(fixture: &Fixture) {
    let mut all = sample::organisation("corp");
    all.labels = vec![label(6, "Lamp"), label(66, "Stage")];
    all.rooms = vec![
        tagged("a", &[(1, None), (6, None), (66, None)]),
        tagged("b", &[(1, None), (6, None), (66, None)]),
        tagged("c", &[(6, Some("old"))]),
        tagged("d", &[(66, Some("a [6, b"))]),
        tagged("e", &[]),
        sample::room("f"),
    ];
    fixture.save(&[all.clone()]).await;
    let ids = |ids: &[&str]| ids.iter().map(|&id| RoomId::new(id)).collect::<Vec<_>>();
    let mut writing = write(fixture).await;
    let mut had = writing.rooms_with_label(6).await.unwrap();
    had.sort();
    assert_eq!(had, ids(&["a", "b", "c"]));
    let mut left = writing.delete_label(6).await.unwrap();
    left.sort();
    assert_eq!(left, ids(&["a", "b", "c"]));
    assert_eq!(writing.rooms_with_label(6).await.unwrap(), []);
    commit(writing).await;
    all.labels.remove(0);
    all.rooms[0] = tagged("a", &[(1, None), (66, None)]);
    all.rooms[1] = tagged("b", &[(1, None), (66, None)]);
    all.rooms[2] = tagged("c", &[]);
    assert_eq!(fixture.load("corp").await.unwrap(), all);
}

async fn an_id_is_given_once(fixture: &Fixture) {
    let mut all = sample::organisation("corp");
    all.labels = vec![label(7, "Lamp")];
    all.rooms = vec![tagged("a", &[(8, None)])];
    fixture.save(&[all]).await;
    let next = async || {
        let mut writing = write(fixture).await;
        let id = writing.next_label_id().await.unwrap();
        writing.insert_label(&label(id, &format!("label {id}"))).await.unwrap();
        commit(writing).await;
        id
    };
    assert_eq!([next().await, next().await], [6, 9]);
    let mut writing = write(fixture).await;
    writing.delete_label(9).await.unwrap();
    commit(writing).await;
    assert_eq!(next().await, 10);
    // A change that is not committed takes none.
    assert_eq!(write(fixture).await.next_label_id().await.unwrap(), 11);
    assert_eq!(next().await, 11);
}

async fn rooms_show_the_organisations_names(fixture: &Fixture) {
    let mut all = sample::small();
    all.labels = vec![label(6, "Lamp"), label(60, "[6,"), label(7, "Stage")];
    all.rooms = vec![
        tagged("a", &[(7, None), (6, Some("its own")), (1, None), (99, Some("kept"))]),
        tagged("b", &[(60, None)]),
        tagged("c", &[]),
        sample::room("d"),
    ];
    let mut other = sample::organisation("other");
    other.labels = vec![label(99, "theirs")];
    fixture.save(&[all, other]).await;
    let issued = fixture.store.issue_app_token("app", "secret", &BY, NOW).await;
    let token = issued.unwrap().unwrap().token;
    let corp = CorpId::new("corp");
    let groups = GroupTree::default();
    let listed = fixture.store.rooms_after(&corp, &groups, 0, 10).await.unwrap().rooms;
    let ann = UnionId::new("ann");
    let seen = fixture.store.rooms_seen_after(&corp, &groups, &ann, 0, 10).await.unwrap().rooms;
    let ids: Vec<_> = listed.iter().map(|room| room.view.room.id.clone()).collect();
    let some = fixture.store.rooms_of(&corp, &groups, &ids).await.unwrap();
    for (at, labels) in [
        Some(&[(7, Some("Stage")), (6, Some("Lamp")), (1, None), (99, Some("kept"))][..]),
        Some(&[(60, Some("[6,"))]),
        Some(&[]),
        None,
    ]
    .into_iter()
    .enumerate()
    {
        let id = ids[at].as_str();
        let wanted = labels.and_then(|labels| tagged(id, labels).labels);
        let read = fixture.read(&token, "ann", id).await.unwrap().room.unwrap();
        assert_eq!(read.room.labels, wanted, "{id}");
        for rooms in [&listed, &seen, &some] {
            let found = rooms.iter().find(|room| room.view.room.id.as_str() == id).unwrap();
            assert_eq!(found.view.room.labels, wanted, "{id}");
        }
    }
    // What is kept of a room is what was given with it.
    let kept = write(fixture).await.room(&ids[0]).await.unwrap().unwrap().room;
    assert_eq!(kept.labels.unwrap()[1].name.as_deref(), Some("its own"));
}

async fn another_organisation_is_not_touched(fixture: &Fixture) {
    let mut other = sample::organisation("other");
    other.labels = vec![label(6, "theirs")];
    other.rooms = vec![tagged("a", &[(6, None)])];
    fixture.save(&[sample::organisation("corp"), other]).await;
    let before = fixture.load("other").await;
    let mut writing = write(fixture).await;
    assert_eq!(writing.labels().await.unwrap(), []);
    writing.rename_label(6, "ours").await.unwrap();
    assert_eq!(writing.rooms_with_label(6).await.unwrap(), []);
    assert_eq!(writing.delete_label(6).await.unwrap(), []);
    assert_eq!(writing.next_label_id().await.unwrap(), 6);
    commit(writing).await;
    assert_eq!(fixture.load("other").await, before);
}
