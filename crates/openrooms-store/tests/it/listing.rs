//! Pages of rooms, against a model that looks at every room.

use std::collections::HashMap;

use openrooms_core::access::{Viewer, Visibility, may_see};
use openrooms_core::id::{CorpId, DeptId, GroupId, RoomId, UnionId};
use openrooms_core::organisation::Organisation;
use openrooms_core::room::{MemberId, Room, RoomStatus};
use openrooms_store::{Entry, GroupTree, ListedRoom};
use serde_json::json;

use crate::dice::{Dice, rounds};
use crate::fixture::{BY, Fixture, NOW};
use crate::sample;

on_both!(
    pages_show_what_core_lets_each_person_see_whatever_changes_between,
    rooms_are_found_by_their_ids,
    places_of_members_are_found_for_rooms_of_an_older_schema,
);
on_postgres!(a_page_reads_few_rows_wherever_it_is_and_however_few_somebody_sees);

const PEOPLE: [&str; 5] = ["ann", "bob", "cy", "di", "eve"];
const GROUPS: [i64; 7] = [10, 11, 12, 13, 20, 21, 99];

fn corp() -> CorpId {
    CorpId::new("corp")
}

/// Departments and groups in trees, people in some of them. Nothing made group 99.
fn organisation(dice: &mut Dice) -> Organisation {
    let mut all = sample::organisation("corp");
    let departments = [(1, 0), (2, 1), (3, 1), (4, 2), (5, 4)];
    all.departments =
        departments.iter().map(|&(id, parent)| sample::department(id, parent)).collect();
    all.people = PEOPLE
        .iter()
        .map(|person| {
            let departments: Vec<_> =
                (0..dice.below(3)).map(|_| 1 + dice.below(6).cast_signed()).collect();
            sample::person(person, &departments)
        })
        .collect();
    let trees = [(10, 0), (11, 10), (12, 11), (13, 10), (20, 0), (21, 20)];
    all.groups = trees
        .iter()
        .map(|&(id, parent)| {
            let administrators: Vec<_> =
                (0..dice.below(2)).map(|_| PEOPLE[at(dice, PEOPLE.len())]).collect();
            sample::group(id, parent, &administrators)
        })
        .collect();
    all
}

fn at(dice: &mut Dice, length: usize) -> usize {
    usize::try_from(dice.below(length as u64)).unwrap()
}

fn room(dice: &mut Dice, id: &str) -> Room {
    let mut room = sample::room(id);
    room.status = RoomStatus::parse(dice.below(3).cast_signed()).unwrap();
    room.group = (dice.below(2) == 0).then(|| GroupId(GROUPS[at(dice, GROUPS.len())]));
    let members = (0..dice.below(4)).map(|_| {
        let who = match dice.below(5) {
            0 => MemberId::NoDepartment("05".to_owned()),
            1 | 2 => MemberId::Department(DeptId(dice.below(6).cast_signed())),
            _ => MemberId::Person(UnionId::new(PEOPLE[at(dice, PEOPLE.len())])),
        };
        sample::member(who, None)
    });
    room.members = Some(members.collect());
    room
}

/// Every room that ever was, in the order of their making.
struct Model {
    rooms: Vec<(RoomId, Option<Room>)>,
    groups: HashMap<GroupId, GroupId>,
}

impl Model {
    fn groups_above(&self, room: &Room) -> Vec<GroupId> {
        let mut all: Vec<_> = room.group.into_iter().collect();
        while let Some(above) = all.last().and_then(|id| self.groups.get(id))
            && *above != GroupId(0)
        {
            all.push(*above);
        }
        all
    }

    /// What a page from behind a room on must show.
    fn page(
        &self,
        person: &str,
        viewer: &Viewer,
        after: Option<&RoomId>,
        most: usize,
    ) -> Vec<Room> {
        let begin =
            after.map_or(0, |after| 1 + self.rooms.iter().position(|(id, _)| id == after).unwrap());
        let rooms = self.rooms[begin..].iter().filter_map(|(_, room)| room.as_ref());
        let seen = rooms.filter(|room| {
            may_see(person, viewer, &Visibility::of(room, &self.groups_above(room)))
        });
        seen.take(most).cloned().collect()
    }

    /// Makes, changes or removes one, in the database as well.
    async fn change(&mut self, fixture: &Fixture, dice: &mut Dice) {
        let mut writing = fixture.store.writing(&corp()).await.unwrap().unwrap();
        let there: Vec<_> =
            (0..self.rooms.len()).filter(|place| self.rooms[*place].1.is_some()).collect();
        let id = if dice.below(3) == 0 || there.is_empty() {
            let id = format!("new-{}", self.rooms.len());
            let new = room(dice, &id);
            writing.insert_room(&new).await.unwrap();
            self.rooms.push((new.id.clone(), Some(new)));
            id
        } else {
            let (id, held) = &mut self.rooms[there[at(dice, there.len())]];
            if dice.below(2) == 0 {
                writing.delete_room(id).await.unwrap();
                *held = None;
            } else {
                let changed = room(dice, id.as_str());
                writing.update_room(&changed).await.unwrap();
                *held = Some(changed);
            }
            id.as_str().to_owned()
        };
        let entry = Entry::of(Some(&corp()), "room", &id).after(json!({}));
        writing.commit(&BY, entry, [], NOW).await.unwrap();
    }
}

fn rooms(listed: &[ListedRoom]) -> Vec<Room> {
    listed.iter().map(|listed| listed.view.room.clone()).collect()
}

/// Lists show whom a room names only where that decides.
fn shown(rooms: Vec<Room>) -> Vec<Room> {
    let shown = rooms.into_iter().map(|mut room| {
        if room.status != RoomStatus::Restricted {
            room.members = Some(Vec::new());
        }
        room
    });
    shown.collect()
}

async fn pages_show_what_core_lets_each_person_see_whatever_changes_between(fixture: &Fixture) {
    let mut dice = Dice(7);
    for round in 0..rounds() {
        let mut all = organisation(&mut dice);
        all.rooms = (0..40).map(|at| room(&mut dice, &format!("{round}-{at}"))).collect();
        let administered = all.rooms.iter().filter(|_| dice.below(4) == 0);
        all.rights = administered
            .map(|room| sample::rights(room.id.as_str(), &[PEOPLE[1], PEOPLE[0]], &[], &[]))
            .collect();
        fixture.try_replace(&contents(&all)).await.unwrap();
        let mut model = Model {
            rooms: all.rooms.iter().map(|room| (room.id.clone(), Some(room.clone()))).collect(),
            groups: all.groups.iter().map(|group| (group.id, group.parent)).collect(),
        };
        let tree = fixture.store.group_tree(&corp()).await.unwrap();
        for person in PEOPLE {
            let union_id = UnionId::new(person);
            let mut writing = fixture.store.writing(&corp()).await.unwrap().unwrap();
            let viewer = writing.viewer(&union_id).await.unwrap().unwrap();
            drop(writing);
            let (mut place, mut last) = (0, None);
            loop {
                let most = 1 + at(&mut dice, 6);
                let asked = i64::try_from(most).unwrap();
                let page = fixture
                    .store
                    .rooms_seen_after(&corp(), &tree, &union_id, place, asked)
                    .await
                    .unwrap()
                    .rooms;
                let wanted = model.page(person, &viewer, last.as_ref(), most);
                assert_eq!(rooms(&page), shown(wanted), "{person} of {viewer:?} from {place}");
                for listed in &page {
                    let groups = model.groups_above(&listed.view.room);
                    assert_eq!(listed.view.groups_above, groups);
                }
                let Some(end) = page.last() else {
                    break;
                };
                (place, last) = (end.ordinal, Some(end.view.room.id.clone()));
                for _ in 0..dice.below(3) {
                    model.change(fixture, &mut dice).await;
                }
            }
        }
        let every = fixture.store.rooms_after(&corp(), &tree, 0, 1000).await.unwrap().rooms;
        let there = model.rooms.iter().filter_map(|(_, room)| room.clone());
        assert_eq!(rooms(&every), shown(there.collect()));
    }
}

fn contents(all: &Organisation) -> openrooms_store::Contents {
    openrooms_store::Contents { organisations: vec![all.clone()], ..Default::default() }
}

async fn rooms_are_found_by_their_ids(fixture: &Fixture) {
    let mut dice = Dice(1);
    let mut all = organisation(&mut dice);
    let ids = ["oak", "a \"quote\"", "房", "elm"];
    all.rooms = ids.map(|id| room(&mut dice, id)).to_vec();
    let mut other = sample::organisation("other");
    other.rooms = vec![sample::room("ash")];
    fixture.save(&[all.clone(), other]).await;
    let asked = ["elm", "房", "a \"quote\"", "ash", "gone"].map(RoomId::new);
    let tree = GroupTree::default();
    let mut found = fixture.store.rooms_of(&corp(), &tree, &asked).await.unwrap();
    found.sort_by_key(|room| room.ordinal);
    assert_eq!(rooms(&found), shown(all.rooms[1..].to_vec()));
    let found = fixture.store.rooms_of(&corp(), &tree, &[]).await.unwrap();
    assert_eq!(rooms(&found), []);
}

async fn places_of_members_are_found_for_rooms_of_an_older_schema(fixture: &Fixture) {
    let mut dice = Dice(3);
    let mut all = organisation(&mut dice);
    all.rooms = (0..60).map(|at| room(&mut dice, &format!("{at}"))).collect();
    fixture.save(&[all]).await;
    let mut raw = fixture.raw().await;
    let before = raw.dump().await;
    let places = before.iter().filter(|value| value.starts_with("room_members.listed_at"));
    assert!(places.count() > 10);
    raw.execute("UPDATE room_members SET listed_at = NULL").await;
    let migration = include_str!("../../migrations/0004_listing.sql");
    let filling = migration.split(';').find(|statement| statement.contains("UPDATE")).unwrap();
    raw.execute(filling).await;
    assert_eq!(raw.dump().await, before);
    raw.close().await;
}

/// Thousands of rooms that ann does not see, and those few that she does.
async fn a_page_reads_few_rows_wherever_it_is_and_however_few_somebody_sees(fixture: &Fixture) {
    let mut all = sample::organisation("corp");
    all.departments = vec![sample::department(1, 0), sample::department(2, 1)];
    all.people = vec![sample::person("ann", &[2]), sample::person("bob", &[1])];
    all.groups = vec![sample::group(10, 0, &["ann"]), sample::group(11, 10, &[])];
    all.rooms = (0..6000)
        .map(|at| {
            let mut room = sample::room(&format!("{at}"));
            // Rooms of administrators that name her are not hers to see.
            room.status = RoomStatus::parse(1 + at % 2).unwrap();
            let who = if at % 2 == 0 { "ann" } else { "bob" };
            room.members = Some(vec![sample::member(MemberId::Person(UnionId::new(who)), None)]);
            match at % 2000 {
                1001 => room
                    .members
                    .as_mut()
                    .unwrap()
                    .push(sample::member(MemberId::Department(DeptId(1)), None)),
                1500 => room.status = RoomStatus::Everyone,
                1999 => room.group = Some(GroupId(11)),
                _ => {}
            }
            room
        })
        .collect();
    fixture.save(&[all]).await;
    let seen = ["1001", "1500", "1999", "3001", "3500", "3999", "5001", "5500", "5999"];
    let mut raw = fixture.raw().await;
    raw.execute("ANALYZE").await;
    for (after, most, wanted) in [(0, 9, &seen[..]), (0, 2, &seen[..2]), (5002, 9, &seen[7..])] {
        let node = fixture.node().await;
        raw.execute("SELECT pg_stat_reset()").await;
        let tree = node.group_tree(&corp()).await.unwrap();
        let ann = UnionId::new("ann");
        let page = node.rooms_seen_after(&corp(), &tree, &ann, after, most).await.unwrap().rooms;
        let ids: Vec<_> = page.iter().map(|room| room.view.room.id.as_str()).collect();
        assert_eq!(ids, wanted);
        node.close().await;
        let read = rows_read(&mut raw).await;
        assert!((1..200).contains(&read), "{read} rows for {most} after {after}");
    }
    raw.close().await;
}

/// How many rows of rooms, members and indexes were read, once those who read them are gone.
async fn rows_read(raw: &mut crate::fixture::Raw) -> i64 {
    let others = "SELECT CAST(pid AS TEXT) FROM pg_stat_activity WHERE datname = current_database() \
                  AND application_name = 'openrooms' AND query LIKE '%departments_above%'";
    while !raw.texts(others).await.is_empty() {
        tokio::task::yield_now().await;
    }
    let read = "SELECT CAST(sum(read) AS TEXT) FROM ( \
                  SELECT seq_tup_read AS read FROM pg_stat_user_tables \
                  WHERE relname IN ('rooms', 'room_members') \
                  UNION ALL SELECT idx_tup_read FROM pg_stat_user_indexes \
                  WHERE relname IN ('rooms', 'room_members')) AS reads";
    raw.texts(read).await[0].parse().unwrap()
}
