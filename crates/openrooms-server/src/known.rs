//! What is known of an organisation's rooms and people where many of them are told of at once: who
//! sees a room and when it can be had, which rooms a group has, what somebody is called. The feed tells what of it changed,
//! as it does of everything in the cache, which guards what may be kept.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use openrooms_core::access::Visibility;
use openrooms_core::id::{GroupId, RoomId, UnionId};
use openrooms_store::RoomSeen;

/// What a room takes besides whom it names, and what a name takes.
const ROOM_BYTES: usize = 500;
const NAME_BYTES: usize = 160;
const MENTION_BYTES: usize = 48;

/// Somebody's name; `None` where they are nobody of the organisation.
pub(crate) type Name = Option<Arc<str>>;

/// Where an organisation has it.
#[derive(Default)]
pub(crate) struct KnownPlace(Mutex<Known>);

#[derive(Default)]
struct Known {
    used_at: i64,
    bytes: usize,
    rooms: HashMap<RoomId, Arc<RoomSeen>>,
    /// The rooms of a group and of those below it, or of all, by their seats.
    lists: HashMap<Option<GroupId>, Arc<[RoomId]>>,
    names: HashMap<UnionId, Name>,
}

impl KnownPlace {
    /// Those of some rooms that are known.
    pub(crate) fn rooms(&self, now: i64, ids: &[RoomId]) -> HashMap<RoomId, Arc<RoomSeen>> {
        let mut known = self.known();
        known.used_at = now;
        let found = |id: &RoomId| Some((id.clone(), Arc::clone(known.rooms.get(id)?)));
        ids.iter().filter_map(found).collect()
    }

    /// The rooms of a group, or of all.
    pub(crate) fn list(&self, group: Option<GroupId>) -> Option<Arc<[RoomId]>> {
        self.known().lists.get(&group).cloned()
    }

    /// Those of some names that are known.
    pub(crate) fn names(&self, people: &HashSet<UnionId>) -> HashMap<UnionId, Name> {
        let known = self.known();
        let found = |id: &UnionId| Some((id.clone(), known.names.get(id)?.clone()));
        people.iter().filter_map(found).collect()
    }

    /// Keeps rooms.
    pub(crate) fn keep_rooms(&self, rooms: impl Iterator<Item = (RoomId, Arc<RoomSeen>)>) {
        let mut known = self.known();
        for (id, room) in rooms {
            known.bytes += bytes(&room);
            if let Some(before) = known.rooms.insert(id, room) {
                known.bytes -= bytes(&before);
            }
        }
    }

    /// Keeps which rooms a group has.
    pub(crate) fn keep_list(&self, group: Option<GroupId>, rooms: &Arc<[RoomId]>) {
        self.known().lists.insert(group, Arc::clone(rooms));
    }

    /// Keeps names.
    pub(crate) fn keep_names(&self, names: impl Iterator<Item = (UnionId, Name)>) {
        let mut known = self.known();
        for (id, name) in names {
            if known.names.insert(id, name).is_none() {
                known.bytes += NAME_BYTES;
            }
        }
    }

    /// A room changed, came or went.
    pub(crate) fn note_room(&self, room: &RoomId) {
        let mut known = self.known();
        known.lists.clear();
        if let Some(before) = known.rooms.remove(room) {
            known.bytes -= bytes(&before);
        }
    }

    /// Somebody changed, or went.
    pub(crate) fn note_person(&self, person: &UnionId) {
        let mut known = self.known();
        if known.names.remove(person).is_some() {
            known.bytes -= NAME_BYTES;
        }
    }

    /// Somebody came, who may have been nobody before.
    pub(crate) fn note_newcomers(&self) {
        let mut known = self.known();
        let before = known.names.len();
        known.names.retain(|_, name| name.is_some());
        known.bytes -= (before - known.names.len()) * NAME_BYTES;
    }

    /// When it was asked last, and what it takes.
    pub(crate) fn taken(&self) -> (i64, usize) {
        let known = self.known();
        (known.used_at, known.bytes)
    }

    /// Knows nothing any more.
    pub(crate) fn forget(&self) {
        *self.known() = Known::default();
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn bytes(room: &RoomSeen) -> usize {
    let Visibility { people, departments, groups, .. } = &room.visibility;
    ROOM_BYTES + (people.len() + departments.len() + groups.len()) * MENTION_BYTES
}
