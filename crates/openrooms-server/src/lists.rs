//! Ready lists: the rooms of an organisation as bytes, in the order of lists, for warm pages.
//!
//! A list is made when it is asked for again within a minute, and is then brought up to date room by
//! room as the feed tells what changed. It lies in its organisation and goes with it. All lists of a
//! node together take no more than it is told; those used longest ago go first, and one that nobody
//! asked for in ten minutes goes too. This knows nothing of the database:
//! `rooms/query_meeting_room_list.rs` fills it, and the cache guards what may be kept.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::Hash;
use std::iter::Peekable;
use std::ops::Bound::{Excluded, Unbounded};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use openrooms_core::access::{Viewer, Visibility, may_see};
use openrooms_core::id::{CorpId, DeptId, GroupId, RoomId, UnionId};
use openrooms_core::room::RoomStatus;

use crate::flat::Key;

/// What a room takes besides its bytes and those whom it names: its places in maps, and what the
/// allocator keeps of the making. Measured as resident memory (docs/BENCHMARKS.md).
const ROOM_BYTES: usize = 1200;
/// What a person or department that a room names takes.
const MENTION_BYTES: usize = 96;
/// A list with more changes than this is not brought up to date but made anew.
const MOST_CHANGES: usize = 200;
/// Within which time a second question makes a list worth its making.
const AGAIN_MILLIS: i64 = 60_000;
/// How long a list is kept that nobody asks for.
const IDLE_MILLIS: i64 = 600_000;
/// Making lists takes one part of so many of a thread's time at most.
const REST: i64 = 20;

/// Rooms as a list shows them, with everything that tells who sees which.
#[derive(Default)]
pub(crate) struct ReadyList {
    rooms: BTreeMap<i64, ReadyItem>,
    places: HashMap<Key, i64>,
    /// Each way in which rooms are seen by others than administrators.
    everyones: BTreeSet<i64>,
    of_people: HashMap<UnionId, BTreeSet<i64>>,
    of_departments: HashMap<DeptId, BTreeSet<i64>>,
    /// Rooms that are not everyone's, by their group and those above.
    of_groups: HashMap<GroupId, BTreeSet<i64>>,
    bytes: usize,
}

/// A room in a list.
pub(crate) struct ReadyItem {
    /// As the list shows it.
    pub(crate) json: Box<[u8]>,
    /// Who sees it; `None` is everybody in the organisation.
    pub(crate) visibility: Option<Box<Visibility>>,
}

impl ReadyItem {
    fn bytes(&self) -> usize {
        let mentions = self.visibility.as_ref().map_or(0, |visibility| {
            visibility.people.len() + visibility.departments.len() + visibility.groups.len()
        });
        ROOM_BYTES + self.json.len() + mentions * MENTION_BYTES
    }
}

impl ReadyList {
    /// About how much memory it takes.
    pub(crate) const fn bytes(&self) -> usize {
        self.bytes
    }

    /// Puts a room in, in place of what was there of it.
    pub(crate) fn put(&mut self, key: Key, ordinal: i64, item: ReadyItem) {
        self.take_out(key);
        match &item.visibility {
            None => _ = self.everyones.insert(ordinal),
            Some(visibility) => {
                put_under(&mut self.of_groups, &visibility.groups, ordinal);
                if visibility.status == RoomStatus::Restricted {
                    put_under(&mut self.of_people, &visibility.people, ordinal);
                    put_under(&mut self.of_departments, &visibility.departments, ordinal);
                }
            }
        }
        self.bytes += item.bytes();
        self.places.insert(key, ordinal);
        self.rooms.insert(ordinal, item);
    }

    /// Takes a room out, where it is in.
    pub(crate) fn take_out(&mut self, key: Key) {
        let Some(ordinal) = self.places.remove(&key) else {
            return;
        };
        let Some(item) = self.rooms.remove(&ordinal) else {
            return;
        };
        self.bytes -= item.bytes();
        match &item.visibility {
            None => _ = self.everyones.remove(&ordinal),
            Some(visibility) => {
                take_from(&mut self.of_people, &visibility.people, ordinal);
                take_from(&mut self.of_departments, &visibility.departments, ordinal);
                take_from(&mut self.of_groups, &visibility.groups, ordinal);
            }
        }
    }

    /// A page as `QueryMeetingRoomList` replies it: at most `most` rooms that somebody sees behind a
    /// place. `own_rooms` are the keys of the single rooms that the viewer administers.
    pub(crate) fn page(
        &self,
        person: &UnionId,
        viewer: &Viewer,
        own_rooms: &[Key],
        after: i64,
        most: usize,
    ) -> Vec<u8> {
        let mut found: Vec<(i64, &ReadyItem)> = Vec::with_capacity(most + 1);
        if viewer.is_admin {
            let behind = self.rooms.range((Excluded(after), Unbounded));
            found.extend(behind.take(most + 1).map(|(ordinal, item)| (*ordinal, item)));
        } else {
            let own = own_rooms.iter().filter_map(|key| self.places.get(key).copied()).collect();
            let seen = self.seen_after(person, viewer, &own, after);
            let seen = seen.filter_map(|ordinal| Some((ordinal, self.rooms.get(&ordinal)?)));
            let may_see_it = |item: &ReadyItem| {
                let visibility = item.visibility.as_ref();
                visibility.is_none_or(|visibility| may_see(person.as_str(), viewer, visibility))
            };
            let seen = seen.filter(|(_, item)| may_see_it(item));
            found.extend(seen.take(most + 1));
        }
        let has_more = found.len() > most;
        found.truncate(most);
        let length: usize = found.iter().map(|(_, item)| item.json.len() + 1).sum();
        let mut page = Vec::with_capacity(length + 64);
        match found.last() {
            Some((last, _)) if has_more => {
                page.extend_from_slice(b"{\"hasMore\":true,\"nextToken\":");
                page.extend_from_slice(itoa::Buffer::new().format(*last).as_bytes());
                page.push(b',');
            }
            _ => page.extend_from_slice(b"{\"hasMore\":false,"),
        }
        page.extend_from_slice(b"\"result\":[");
        for (at, (_, item)) in found.iter().enumerate() {
            if at > 0 {
                page.push(b',');
            }
            page.extend_from_slice(&item.json);
        }
        page.extend_from_slice(b"]}");
        page
    }

    /// The places behind another of what somebody sees who is no administrator, in order.
    fn seen_after<'a>(
        &'a self,
        person: &UnionId,
        viewer: &'a Viewer,
        own: &'a BTreeSet<i64>,
        after: i64,
    ) -> impl Iterator<Item = i64> + 'a {
        let person = self.of_people.get(person);
        let departments = viewer.departments.iter().filter_map(|id| self.of_departments.get(id));
        let groups = viewer.administers.iter().filter_map(|id| self.of_groups.get(id));
        let everyones = [&self.everyones, own].into_iter();
        let ways = everyones.chain(person).chain(departments).chain(groups);
        let behind = |places: &'a BTreeSet<i64>| {
            places.range((Excluded(after), Unbounded)).copied().peekable()
        };
        Merged(ways.map(behind).collect())
    }
}

/// Several sequences in order as one, each number once.
struct Merged<I: Iterator<Item = i64>>(Vec<Peekable<I>>);

impl<I: Iterator<Item = i64>> Iterator for Merged<I> {
    type Item = i64;

    fn next(&mut self) -> Option<i64> {
        let least = self.0.iter_mut().filter_map(|way| way.peek().copied()).min()?;
        for way in &mut self.0 {
            let _ = way.next_if_eq(&least);
        }
        Some(least)
    }
}

fn put_under<K: Hash + Eq + Clone>(
    under: &mut HashMap<K, BTreeSet<i64>>,
    keys: &[K],
    ordinal: i64,
) {
    for key in keys {
        under.entry(key.clone()).or_default().insert(ordinal);
    }
}

fn take_from<K: Hash + Eq + Clone>(
    under: &mut HashMap<K, BTreeSet<i64>>,
    keys: &[K],
    ordinal: i64,
) {
    for key in keys {
        if let Entry::Occupied(mut places) = under.entry(key.clone()) {
            places.get_mut().remove(&ordinal);
            if places.get().is_empty() {
                places.remove();
            }
        }
    }
}

/// Where an organisation has its list.
#[derive(Default)]
pub(crate) struct ListPlace {
    held: RwLock<Option<Held>>,
    /// When it was asked for last, in the cache's milliseconds.
    used_at: AtomicI64,
    /// The newest change that a page from the database may have shown to somebody here.
    shown: AtomicI64,
}

struct Held {
    list: ReadyList,
    /// Rooms that are not in it as they are.
    changed: HashSet<RoomId>,
}

/// A room of a list, asked for anew.
pub(crate) struct Mended {
    pub(crate) id: RoomId,
    pub(crate) key: Key,
    /// Its place and what it shows; `None` where it is gone.
    pub(crate) found: Option<(i64, ReadyItem)>,
}

/// What is to be done about a list.
pub(crate) enum Lack {
    /// It is not there.
    List,
    /// These rooms of it are not as they are.
    Rooms(Vec<RoomId>),
}

impl ListPlace {
    /// Hands the list to `read` where it is there and up to date: with what it was told, and with all
    /// that was shown here before. `heard` is the newest change that was told.
    pub(crate) fn read<T>(
        &self,
        (now, heard): (i64, i64),
        read: impl FnOnce(&ReadyList) -> T,
    ) -> Option<T> {
        if heard < self.shown.load(Ordering::Acquire) {
            return None;
        }
        let held = self.reading();
        let held = held.as_ref().filter(|held| held.changed.is_empty())?;
        self.used_at.store(now, Ordering::Relaxed);
        Some(read(&held.list))
    }

    /// A page from the database may have shown all changes up to that one.
    pub(crate) fn show(&self, head: i64) {
        self.shown.fetch_max(head, Ordering::AcqRel);
    }

    /// What it lacks, if anything.
    pub(crate) fn lack(&self) -> Option<Lack> {
        match &*self.reading() {
            None => Some(Lack::List),
            Some(held) if held.changed.is_empty() => None,
            Some(held) => Some(Lack::Rooms(held.changed.iter().cloned().collect())),
        }
    }

    /// Notes that a room is no longer as the list has it.
    pub(crate) fn note(&self, room: &RoomId) {
        let mut place = self.writing();
        let Some(held) = &mut *place else {
            return;
        };
        held.changed.insert(room.clone());
        if held.changed.len() > MOST_CHANGES {
            *place = None;
        }
    }

    /// Holds a list from now on, of which some rooms have changed already.
    pub(crate) fn hold(&self, now: i64, list: ReadyList, changed: HashSet<RoomId>) {
        self.used_at.store(now, Ordering::Relaxed);
        *self.writing() = (changed.len() <= MOST_CHANGES).then_some(Held { list, changed });
    }

    /// Puts rooms in as they are now; some may have changed again.
    pub(crate) fn bring_up_to_date(&self, rooms: Vec<Mended>, changed_again: &HashSet<RoomId>) {
        let mut place = self.writing();
        let Some(held) = &mut *place else {
            return;
        };
        for Mended { id, key, found } in rooms {
            match found {
                Some((ordinal, item)) => held.list.put(key, ordinal, item),
                None => held.list.take_out(key),
            }
            if !changed_again.contains(&id) {
                held.changed.remove(&id);
            }
        }
    }

    /// What it takes, and when it was used last; `None` where there is no list.
    pub(crate) fn taken(&self) -> Option<(i64, usize)> {
        let bytes = self.reading().as_ref()?.list.bytes();
        Some((self.used_at.load(Ordering::Relaxed), bytes))
    }

    /// Holds none any more.
    pub(crate) fn forget(&self) {
        *self.writing() = None;
    }

    /// Whether nobody asked for it for long.
    pub(crate) fn is_idle(&self, now: i64) -> bool {
        now - self.used_at.load(Ordering::Relaxed) > IDLE_MILLIS
    }

    fn reading(&self) -> RwLockReadGuard<'_, Option<Held>> {
        self.held.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn writing(&self) -> RwLockWriteGuard<'_, Option<Held>> {
        self.held.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Which lists are asked for, and when one is worth its making.
#[derive(Default)]
pub(crate) struct Demand(HashMap<CorpId, Asked>);

struct Asked {
    last_at: i64,
    is_being_made: bool,
    rests_until: i64,
}

impl Demand {
    /// Notes a question that the list could not answer. True: it is worth making, and whoever asked
    /// makes it, and says so by [`Demand::made`].
    pub(crate) fn asks(&mut self, corp: &CorpId, now: i64, lack: &Lack) -> bool {
        let Some(asked) = self.0.get_mut(corp) else {
            let first = Asked { last_at: now, is_being_made: false, rests_until: now };
            self.0.insert(corp.clone(), first);
            return false;
        };
        let again = matches!(lack, Lack::Rooms(_)) || now - asked.last_at < AGAIN_MILLIS;
        asked.last_at = now;
        let makes = again && !asked.is_being_made && now >= asked.rests_until;
        asked.is_being_made |= makes;
        makes
    }

    /// Whoever made it is done: it took so long, and will not be made again for some time.
    pub(crate) fn made(&mut self, corp: &CorpId, now: i64, took: i64) {
        if let Some(asked) = self.0.get_mut(corp) {
            asked.is_being_made = false;
            asked.rests_until = now + took * REST;
        }
    }

    /// Forgets what was asked long ago.
    pub(crate) fn forget_idle(&mut self, now: i64) {
        self.0.retain(|_, asked| asked.is_being_made || now - asked.last_at < IDLE_MILLIS);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    const PEOPLE: [&str; 3] = ["ann", "bob", "cy"];

    /// A generator of numbers, the same for the same seed.
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, sides: u64) -> u64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (self.0 >> 33) % sides
        }

        fn some(&mut self, sides: i64) -> Vec<i64> {
            let kept = (0..sides).filter(|_| self.below(3) == 0);
            kept.collect()
        }
    }

    fn key(room: u64) -> Key {
        Key::from(u128::from(room))
    }

    fn item(dice: &mut Dice, room: u64, ordinal: i64) -> ReadyItem {
        let status = RoomStatus::parse(dice.below(3).cast_signed()).unwrap();
        let people = PEOPLE.iter().filter(|_| dice.below(4) == 0);
        let visibility = Visibility {
            room: RoomId::new(room.to_string()),
            status,
            people: people.map(|&person| UnionId::new(person)).collect(),
            departments: dice.some(4).into_iter().map(DeptId).collect(),
            groups: dice.some(3).into_iter().map(GroupId).collect(),
        };
        ReadyItem {
            json: ordinal.to_string().into_bytes().into(),
            visibility: (status != RoomStatus::Everyone).then(|| visibility.into()),
        }
    }

    /// Somebody, and the keys of the single rooms that they administer.
    fn viewer(dice: &mut Dice) -> (Viewer, Vec<Key>) {
        // Of one digit, so that their texts are sorted as they are.
        let rooms = dice.some(9);
        let keys = rooms.iter().map(|room| key(room.cast_unsigned())).collect();
        let viewer = Viewer {
            is_admin: dice.below(5) == 0,
            departments: dice.some(4).into_iter().map(DeptId).collect(),
            administers: dice.some(3).into_iter().map(GroupId).collect(),
            rooms: rooms.iter().map(|id| RoomId::new(id.to_string())).collect(),
        };
        (viewer, keys)
    }

    /// Hands rooms that somebody sees behind a place, found by looking at every one.
    fn wanted(
        model: &BTreeMap<i64, (u64, Option<Visibility>)>,
        person: &str,
        viewer: &Viewer,
        after: i64,
    ) -> Vec<i64> {
        let behind = model.range((Excluded(after), Unbounded));
        let seen = behind.filter(|(_, (_, visibility))| {
            visibility.as_ref().is_none_or(|visibility| may_see(person, viewer, visibility))
        });
        seen.map(|(ordinal, _)| *ordinal).collect()
    }

    #[test]
    fn pages_hold_what_a_look_at_every_room_finds() {
        let mut dice = Dice(1);
        let (mut list, mut last) = (ReadyList::default(), 0);
        let mut model: BTreeMap<i64, (u64, Option<Visibility>)> = BTreeMap::new();
        for step in 0..3000 {
            let room = dice.below(60);
            let held = model.iter().find(|(_, (id, _))| *id == room).map(|(place, _)| *place);
            if dice.below(4) == 0 {
                list.take_out(key(room));
                held.map(|place| model.remove(&place));
            } else {
                last += 1;
                let place = held.unwrap_or(last);
                let item = item(&mut dice, room, place);
                let visibility = item.visibility.as_deref().cloned();
                list.put(key(room), place, item);
                model.insert(place, (room, visibility));
            }
            let person = PEOPLE[usize::try_from(dice.below(3)).unwrap()];
            let (viewer, own) = viewer(&mut dice);
            let after = match dice.below(5) {
                0 => i64::MAX,
                1 => 0,
                _ => dice.below(last.cast_unsigned() + 1).cast_signed(),
            };
            let most = usize::try_from(1 + dice.below(20)).unwrap();
            let page = list.page(&UnionId::new(person), &viewer, &own, after, most);
            let page: Value = serde_json::from_slice(&page).unwrap();
            let all = wanted(&model, person, &viewer, after);
            let shown: Vec<_> = all.iter().copied().take(most).collect();
            assert_eq!(page["result"], serde_json::json!(shown), "{step}: {viewer:?} {after}");
            assert_eq!(page["hasMore"], all.len() > most);
            let next = (all.len() > most).then(|| *shown.last().unwrap());
            assert_eq!(page.get("nextToken").and_then(Value::as_i64), next);
        }
        for room in 0..60 {
            list.take_out(key(room));
        }
        let left = (list.bytes, list.rooms.len(), list.places.len(), list.everyones.len());
        assert_eq!(left, (0, 0, 0, 0));
        let ways = (list.of_people.len(), list.of_departments.len(), list.of_groups.len());
        assert_eq!(ways, (0, 0, 0));
    }

    #[test]
    fn a_list_is_worth_its_making_when_it_is_asked_for_again_soon() {
        let (mut demand, corp) = (Demand::default(), CorpId::new("corp"));
        let mut asks = |now, lack: &Lack| demand.asks(&corp, now, lack);
        assert!(!asks(0, &Lack::List), "the first time");
        assert!(!asks(AGAIN_MILLIS, &Lack::List), "too late after the first");
        assert!(asks(AGAIN_MILLIS + 1, &Lack::List));
        assert!(!asks(AGAIN_MILLIS + 2, &Lack::List), "somebody makes it");
        let made_at = AGAIN_MILLIS + 1001;
        demand.made(&corp, made_at, 1000);
        let mut asks = |now, lack: &Lack| demand.asks(&corp, now, lack);
        assert!(!asks(made_at + 1, &Lack::List), "it was made just now");
        assert!(asks(made_at + REST * 1000, &Lack::List));
        demand.made(&corp, 200_000, 1);
        demand.forget_idle(200_000 + IDLE_MILLIS);
        assert!(!demand.asks(&corp, 200_000 + IDLE_MILLIS, &Lack::Rooms(vec![])), "long ago");
    }

    #[test]
    fn a_list_waits_for_the_changes_that_a_page_has_shown() {
        let place = ListPlace::default();
        place.hold(0, ReadyList::default(), HashSet::new());
        place.show(7);
        place.show(3);
        for (heard, is_read) in [(6, false), (7, true), (8, true)] {
            assert_eq!(place.read((1, heard), |_| ()).is_some(), is_read, "{heard}");
        }
    }

    #[test]
    fn a_list_with_too_many_changes_is_forgotten() {
        let place = ListPlace::default();
        place.hold(0, ReadyList::default(), HashSet::new());
        assert!(place.read((1, 0), |_| ()).is_some());
        for at in 0..MOST_CHANGES {
            place.note(&RoomId::new(at.to_string()));
        }
        assert!(place.read((1, 0), |_| ()).is_none(), "not up to date");
        assert!(matches!(place.lack(), Some(Lack::Rooms(rooms)) if rooms.len() == MOST_CHANGES));
        place.note(&RoomId::new("one more"));
        assert!(matches!(place.lack(), Some(Lack::List)));
    }
}
