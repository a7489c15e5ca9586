//! What a node holds in memory: who calls, who looks, and the ready bytes of rooms.
//!
//! Readers take no lock ([`FlatMap`]). Keys are keyed 128-bit hashes of ids: small, flat, and nobody
//! outside can aim at one. People and rooms lie below their organisation, so that tenants are apart by
//! construction. Writers pass one lock; a loader that began before a change that touches what it
//! loaded does not get to keep it.

use std::collections::{HashSet, VecDeque};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use bytes::Bytes;
use openrooms_core::access::{Viewer, Visibility};
use openrooms_core::client::AllowList;
use openrooms_core::id::{ClientKey, CorpId, GroupId, RoomId, UnionId};
use openrooms_core::time::{EpochMillis, Zone};
use openrooms_store::secret::Random;
use openrooms_store::{Change, RoomSeen, TokenKind};
use siphasher::sip128::SipHasher13;

use crate::days::DayPlace;
use crate::flat::{FlatMap, Key};
use crate::known::{KnownPlace, Name};
use crate::limit::{Buckets, CallCounter, Rate};
use crate::lists::{Demand, Lack, ListPlace, Mended, ReadyList};

/// How old the last word of the change feed may be for memory to be believed.
const FRESH_MILLIS: i64 = 1000;
/// How many changes are remembered for loaders that are still under way.
const REMEMBERED_CHANGES: usize = 4096;

/// Who calls, as a token says; ready to be checked.
#[derive(Clone)]
pub(crate) struct Session {
    /// What the token is for.
    pub(crate) kind: TokenKind,
    /// The person whose token it is; `None`: an app's, which acts for whomever it names.
    pub(crate) person: Option<Arc<str>>,
    /// Until when it lives.
    pub(crate) expires_at: EpochMillis,
    /// The app or suite; `None` where it went with its organisation.
    pub(crate) caller: Option<Arc<CallerRights>>,
    /// The organisation; `None` where it is gone or has withdrawn its authorisation.
    pub(crate) organisation: Option<Arc<Organisation>>,
}

impl Session {
    /// Whether it may act on behalf of that person.
    pub(crate) fn acts_for(&self, person: &str) -> bool {
        self.person.as_deref().is_none_or(|own| own == person)
    }

    /// The organisation's zone.
    pub(crate) fn zone(&self) -> Zone {
        self.organisation.as_ref().map(|found| found.zone.clone()).unwrap_or_default()
    }
}

/// What an app or suite may do, and how often.
pub(crate) struct CallerRights {
    /// Its key.
    pub(crate) key: Arc<str>,
    /// From where.
    pub(crate) allow_list: AllowList,
    /// One bit for each scope that an operation asks for.
    pub(crate) scopes: u32,
    /// How often a second; `None` is no limit.
    pub(crate) rate: Option<Rate>,
    /// Its buckets, which outlive this.
    pub(crate) buckets: Arc<Buckets>,
    /// Whether its calls count against the organisation's month.
    pub(crate) is_counted: bool,
}

/// What is held of one organisation.
pub(crate) struct Organisation {
    /// Its id.
    pub(crate) id: CorpId,
    /// Its zone.
    pub(crate) zone: Zone,
    /// Calls a month; 0 is no limit.
    pub(crate) calls_per_month: i64,
    /// Its calls, which outlive this.
    pub(crate) calls: Arc<CallCounter>,
    people: FlatMap<Arc<Viewer>>,
    rooms: FlatMap<ReadyRoom>,
    /// Its rooms as lists show them.
    pub(crate) list: ListPlace,
    /// What its rooms hold, on the days that people look at.
    pub(crate) days: DayPlace,
    /// What is known of its rooms and people where many are told of at once.
    pub(crate) known: KnownPlace,
    /// One of each kind: many people see the same.
    viewers: Mutex<HashSet<Arc<Viewer>>>,
}

/// A room's reply, and who may have it.
#[derive(Clone)]
pub(crate) struct ReadyRoom {
    /// The reply's body.
    pub(crate) body: Bytes,
    /// Who sees it; `None` is everybody in the organisation.
    pub(crate) visibility: Option<Arc<Visibility>>,
}

impl Organisation {
    /// Holds nothing of it yet.
    pub(crate) fn new(
        id: CorpId,
        zone: Zone,
        calls_per_month: i64,
        calls: Arc<CallCounter>,
    ) -> Self {
        Self {
            id,
            zone,
            calls_per_month,
            calls,
            people: FlatMap::default(),
            rooms: FlatMap::default(),
            list: ListPlace::default(),
            days: DayPlace::default(),
            known: KnownPlace::default(),
            viewers: Mutex::default(),
        }
    }

    /// The one of this kind.
    fn viewer(&self, viewer: Viewer) -> Arc<Viewer> {
        let mut viewers = self.viewers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(held) = viewers.get(&viewer) {
            return Arc::clone(held);
        }
        if viewers.len().is_power_of_two() {
            viewers.retain(|held| Arc::strong_count(held) > 1);
        }
        let held = Arc::new(viewer);
        viewers.insert(Arc::clone(&held));
        held
    }
}

/// The point at which a loader began.
#[derive(Clone, Copy)]
pub(crate) struct Loading {
    applied: u64,
    is_fresh: bool,
}

/// What a loader found for a session.
pub(crate) struct Loaded {
    /// The session; its organisation is taken over by the one already held, if there is one.
    pub(crate) session: Session,
    /// The operator.
    pub(crate) viewer: Option<Viewer>,
    /// The room.
    pub(crate) room: Option<ReadyRoom>,
}

struct Applied {
    /// How many changes were applied since the start.
    count: u64,
    /// The last of them, oldest first.
    last: VecDeque<Change>,
}

impl Applied {
    /// What changed since a loader began; `None` where that is not known.
    fn since(&self, loading: Loading) -> Option<impl Iterator<Item = &Change>> {
        let missed = usize::try_from(self.count - loading.applied).unwrap_or(usize::MAX);
        let is_known = loading.is_fresh && missed <= self.last.len();
        is_known.then(|| self.last.iter().rev().take(missed))
    }

    /// Who of an organisation changed since; `None` where more than single people may have.
    fn people_since(&self, loading: Loading, corp: &CorpId) -> Option<HashSet<UnionId>> {
        let mut people = HashSet::new();
        for change in self.since(loading)? {
            match change {
                Change::Organisation(id) | Change::Directory(id) if id == corp => return None,
                Change::Person(id, person) if id == corp => _ = people.insert(person.clone()),
                _ => {}
            }
        }
        Some(people)
    }

    /// Which rooms of an organisation changed since; `None` where more than rooms may have.
    fn rooms_since(&self, loading: Loading, corp: &CorpId) -> Option<HashSet<RoomId>> {
        let mut rooms = HashSet::new();
        for change in self.since(loading)? {
            match change {
                Change::Organisation(id) if id == corp => return None,
                Change::Room(id, room) if id == corp => _ = rooms.insert(room.clone()),
                _ => {}
            }
        }
        Some(rooms)
    }
}

/// The node's memory.
pub(crate) struct Cache {
    hash_key: [u8; 16],
    started: Instant,
    /// Milliseconds after `started` at which the feed was asked last, and answered.
    heard_at: AtomicI64,
    /// The newest change that the feed has told.
    heard: AtomicI64,
    sessions: FlatMap<Session>,
    organisations: Mutex<std::collections::HashMap<CorpId, Arc<Organisation>>>,
    applied: Mutex<Applied>,
    demand: Mutex<Demand>,
    /// What all lists may take together, in bytes.
    pub(crate) list_memory: usize,
    /// The same of all days, and what is known beside them.
    pub(crate) schedule_memory: usize,
}

impl Cache {
    /// Holds nothing, and has heard nothing.
    pub(crate) fn new(random: Random, list_memory: usize, schedule_memory: usize) -> Self {
        Self {
            hash_key: random.bytes(),
            started: Instant::now(),
            heard_at: AtomicI64::new(-FRESH_MILLIS),
            heard: AtomicI64::new(0),
            sessions: FlatMap::default(),
            organisations: Mutex::default(),
            applied: Mutex::new(Applied { count: 0, last: VecDeque::new() }),
            demand: Mutex::default(),
            list_memory,
            schedule_memory,
        }
    }

    /// The key of an id, or of a token.
    pub(crate) fn key(&self, id: &str) -> Key {
        SipHasher13::new_with_key(&self.hash_key).hash(id.as_bytes()).as_u128().into()
    }

    /// Milliseconds since the node began.
    pub(crate) fn elapsed(&self) -> i64 {
        self.until(Instant::now())
    }

    fn until(&self, instant: Instant) -> i64 {
        let elapsed = instant.saturating_duration_since(self.started);
        i64::try_from(elapsed.as_millis()).unwrap_or(i64::MAX)
    }

    /// The point from which an answer of the feed counts: before it was asked.
    pub(crate) fn asking(&self) -> i64 {
        self.elapsed()
    }

    /// The feed has answered, and all it said was applied: every change up to `upto`.
    pub(crate) fn heard(&self, asked: i64, upto: i64) {
        self.heard.store(upto, Ordering::Release);
        self.heard_at.store(asked, Ordering::Release);
    }

    /// Up to which number the feed was applied: what is looked up from now on is at least so new.
    pub(crate) fn upto(&self) -> i64 {
        self.heard.load(Ordering::Acquire)
    }

    /// Whether memory may be believed: the feed has been heard within the last second.
    pub(crate) fn is_fresh(&self) -> bool {
        self.is_fresh_at(Instant::now())
    }

    /// The same for a request that arrived at `instant`.
    pub(crate) fn is_fresh_at(&self, instant: Instant) -> bool {
        self.until(instant) - self.heard_at.load(Ordering::Acquire) < FRESH_MILLIS
    }

    /// Hands what is held of a token to `read`. Ask [`Cache::is_fresh`] first.
    pub(crate) fn with_session<T>(
        &self,
        token: &str,
        read: impl FnOnce(&Session) -> Option<T>,
    ) -> Option<T> {
        read(self.sessions.pin().get(self.key(token))?)
    }

    /// Hands what is held of a person and a room to `read`.
    pub(crate) fn with_person_and_room<T>(
        &self,
        organisation: &Organisation,
        person: &str,
        room: &str,
        read: impl FnOnce(&Viewer, &ReadyRoom) -> T,
    ) -> Option<T> {
        // All that does not depend on the tables comes first, so that the processor can wait for both
        // at once.
        let (person, room) = (self.key(person), self.key(room));
        let (people, rooms) = (organisation.people.pin(), organisation.rooms.pin());
        let (person, room) = (people.get(person), rooms.get(room));
        Some(read(person?, room?))
    }

    /// Hands what is held of a person to `read`.
    pub(crate) fn with_person<T>(
        &self,
        organisation: &Organisation,
        person: &str,
        read: impl FnOnce(&Viewer) -> T,
    ) -> Option<T> {
        organisation.people.pin().get(self.key(person)).map(|viewer| read(viewer))
    }

    /// Marks where a loader begins.
    pub(crate) fn loading(&self) -> Loading {
        let is_fresh = self.is_fresh();
        Loading { applied: self.applied().count, is_fresh }
    }

    fn applied(&self) -> std::sync::MutexGuard<'_, Applied> {
        self.applied.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps what a loader found, unless something of it changed in the meantime. Gives the session
    /// back, with the organisation that is held.
    pub(crate) fn keep(
        &self,
        loading: Loading,
        token: &str,
        person: &str,
        room: &str,
        loaded: Loaded,
    ) -> Session {
        let Loaded { mut session, viewer, room: ready } = loaded;
        let applied = self.applied();
        let client = session.caller.as_ref().map(|caller| &*caller.key);
        let corp = session.organisation.as_ref().map(|organisation| organisation.id.as_str());
        let mut since = applied.since(loading);
        let touched = |change| touches(change, client, corp);
        let is_current = since.as_mut().is_some_and(|changes| !changes.any(touched));
        drop(since);
        if !is_current {
            return session;
        }
        if let Some(organisation) = &mut session.organisation {
            let mut held = self.organisations.lock().unwrap_or_else(PoisonError::into_inner);
            let held =
                held.entry(organisation.id.clone()).or_insert_with(|| Arc::clone(organisation));
            *organisation = Arc::clone(held);
            if let Some(viewer) = viewer {
                organisation.people.insert(self.key(person), organisation.viewer(viewer));
            }
            if let Some(ready) = ready {
                organisation.rooms.insert(self.key(room), ready);
            }
        }
        self.sessions.insert(self.key(token), session.clone());
        drop(applied);
        session
    }

    /// Drops what changed.
    pub(crate) fn apply(&self, changes: Vec<Change>) {
        let mut applied = self.applied();
        for change in changes {
            match &change {
                Change::Organisation(corp) => self.drop_organisation(corp),
                Change::Person(corp, id) => {
                    if let Some(organisation) = self.organisation(corp) {
                        organisation.people.remove(self.key(id.as_str()));
                        organisation.known.note_person(id);
                    }
                }
                Change::Room(corp, id) => {
                    if let Some(organisation) = self.organisation(corp) {
                        organisation.rooms.remove(self.key(id.as_str()));
                        organisation.list.note(id);
                        organisation.known.note_room(id);
                    }
                }
                Change::Directory(corp) => {
                    if let Some(organisation) = self.organisation(corp) {
                        organisation.known.note_newcomers();
                    }
                }
                // What waits for a device is held nowhere.
                Change::Device(..) => {}
                Change::Client(key) => self.drop_client(key),
                Change::Tokens(corp, id) => self.drop_tokens(corp, id),
            }
            applied.count += 1;
            applied.last.push_back(change);
            if applied.last.len() > REMEMBERED_CHANGES {
                applied.last.pop_front();
            }
        }
    }

    /// What is held of an organisation.
    pub(crate) fn organisation(&self, corp: &CorpId) -> Option<Arc<Organisation>> {
        let held = self.organisations.lock().unwrap_or_else(PoisonError::into_inner);
        held.get(corp).cloned()
    }

    /// What the list of an organisation lacks to answer from, where it is worth its making. Whoever
    /// asked makes it, and ends with [`Cache::list_made`].
    pub(crate) fn wanted_of_list(&self, corp: &CorpId) -> Option<Lack> {
        if self.list_memory == 0 {
            return None;
        }
        let lack = self.organisation(corp)?.list.lack()?;
        let mut demand = self.demand.lock().unwrap_or_else(PoisonError::into_inner);
        demand.asks(corp, self.elapsed(), &lack).then_some(lack)
    }

    /// A list is made, or could not be.
    pub(crate) fn list_made(&self, corp: &CorpId, began: i64) {
        let now = self.elapsed();
        let mut demand = self.demand.lock().unwrap_or_else(PoisonError::into_inner);
        demand.made(corp, now, now - began);
    }

    /// Hands the list of an organisation to `read`, where it may be believed. Ask [`Cache::is_fresh`]
    /// first.
    pub(crate) fn with_list<T>(
        &self,
        organisation: &Organisation,
        read: impl FnOnce(&ReadyList) -> T,
    ) -> Option<T> {
        let heard = self.heard.load(Ordering::Acquire);
        organisation.list.read((self.elapsed(), heard), read)
    }

    /// A page from the database shows what the feed told up to `head`: no page from memory may be
    /// older from now on. True: the feed has not told all of it yet.
    pub(crate) fn show_list(&self, corp: &CorpId, head: i64) -> bool {
        if let Some(organisation) = self.organisation(corp) {
            organisation.list.show(head);
        }
        self.heard.load(Ordering::Acquire) < head
    }

    /// Keeps a list, unless more than rooms of it changed since its maker began.
    pub(crate) fn keep_list(&self, loading: Loading, corp: &CorpId, list: ReadyList) {
        let applied = self.applied();
        let changed = applied.rooms_since(loading, corp);
        if let (Some(changed), Some(organisation)) = (changed, self.organisation(corp)) {
            organisation.list.hold(self.elapsed(), list, changed);
        }
        drop(applied);
        self.bound_lists(self.list_memory);
    }

    /// Puts rooms into a list as they are now.
    pub(crate) fn mend_list(&self, loading: Loading, corp: &CorpId, rooms: Vec<Mended>) {
        let applied = self.applied();
        let changed_again = applied.rooms_since(loading, corp);
        if let (Some(again), Some(organisation)) = (changed_again, self.organisation(corp)) {
            organisation.list.bring_up_to_date(rooms, &again);
        }
        drop(applied);
        self.bound_lists(self.list_memory);
    }

    /// Keeps what is known of rooms, but of those that changed since it was asked for.
    pub(crate) fn keep_rooms(
        &self,
        loading: Loading,
        corp: &CorpId,
        rooms: impl Iterator<Item = (RoomId, Arc<RoomSeen>)>,
    ) {
        let applied = self.applied();
        let changed = applied.rooms_since(loading, corp);
        if let (Some(changed), Some(organisation)) = (changed, self.organisation(corp)) {
            organisation.known.keep_rooms(rooms.filter(|(id, _)| !changed.contains(id)));
        }
        drop(applied);
    }

    /// Keeps which rooms a group has, or the organisation.
    pub(crate) fn keep_rooms_of(
        &self,
        loading: Loading,
        corp: &CorpId,
        group: Option<GroupId>,
        rooms: &Arc<[RoomId]>,
    ) {
        let applied = self.applied();
        let is_current = applied.rooms_since(loading, corp).is_some_and(|some| some.is_empty());
        if let Some(organisation) = self.organisation(corp).filter(|_| is_current) {
            organisation.known.keep_list(group, rooms);
        }
        drop(applied);
    }

    /// Keeps names, but of those who changed since they were asked for.
    pub(crate) fn keep_names(
        &self,
        loading: Loading,
        corp: &CorpId,
        names: impl Iterator<Item = (UnionId, Name)>,
    ) {
        let applied = self.applied();
        let changed = applied.people_since(loading, corp);
        if let (Some(changed), Some(organisation)) = (changed, self.organisation(corp)) {
            organisation.known.keep_names(names.filter(|(id, _)| !changed.contains(id)));
        }
        drop(applied);
    }

    /// Forgets the days that were looked at longest ago, until the others take no more than they may.
    pub(crate) fn bound_days(&self) {
        let held = self.organisations.lock().unwrap_or_else(PoisonError::into_inner);
        let mut taken = Vec::new();
        for organisation in held.values() {
            let days = organisation.days.taken().into_iter();
            taken.extend(
                days.map(|(used_at, bytes, day)| (used_at, bytes, organisation, Some(day))),
            );
            let (used_at, bytes) = organisation.known.taken();
            taken.push((used_at, bytes, organisation, None));
        }
        // The newest first.
        taken.sort_by_key(|(used_at, ..)| std::cmp::Reverse(*used_at));
        let mut total = 0;
        for (_, bytes, organisation, day) in taken {
            total += bytes;
            match day {
                _ if total <= self.schedule_memory => {}
                Some(day) => organisation.days.forget(day),
                None => organisation.known.forget(),
            }
        }
    }

    /// Forgets the lists that were used longest ago, until the others take no more than `most`.
    fn bound_lists(&self, most: usize) {
        let held = self.organisations.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = held.values().filter_map(|organisation| {
            let (used_at, bytes) = organisation.list.taken()?;
            Some((used_at, bytes, &organisation.list))
        });
        let mut taken: Vec<_> = taken.collect();
        // The newest first.
        taken.sort_by_key(|(used_at, ..)| std::cmp::Reverse(*used_at));
        let mut total = 0;
        for (_, bytes, list) in taken {
            total += bytes;
            if total > most {
                list.forget();
            }
        }
    }

    /// Forgets the lists that nobody asked for, for long.
    pub(crate) fn forget_idle_lists(&self) {
        let now = self.elapsed();
        let held = self.organisations.lock().unwrap_or_else(PoisonError::into_inner);
        for organisation in held.values().filter(|organisation| organisation.list.is_idle(now)) {
            organisation.list.forget();
        }
        drop(held);
        self.demand.lock().unwrap_or_else(PoisonError::into_inner).forget_idle(now);
    }

    fn drop_organisation(&self, corp: &CorpId) {
        self.organisations.lock().unwrap_or_else(PoisonError::into_inner).remove(corp);
        self.sessions.retain(|session| {
            session.organisation.as_ref().is_some_and(|organisation| organisation.id != *corp)
        });
    }

    fn drop_client(&self, client: &ClientKey) {
        self.sessions.retain(|session| {
            session.caller.as_ref().is_some_and(|caller| &*caller.key != client.as_str())
        });
    }

    fn drop_tokens(&self, corp: &CorpId, person: &UnionId) {
        self.sessions.retain(|session| {
            let is_theirs = session.person.as_deref() == Some(person.as_str());
            !is_theirs || session.organisation.as_ref().is_some_and(|found| found.id != *corp)
        });
    }

    /// Drops everything: the feed has lost what changed.
    pub(crate) fn clear(&self) {
        let mut applied = self.applied();
        self.organisations.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.sessions.clear();
        // No loader that is under way may keep anything.
        applied.last.clear();
        applied.count += 1;
    }

    /// Drops tokens that have ended.
    pub(crate) fn forget_expired(&self, now: EpochMillis) {
        self.sessions.retain(|session| now < session.expires_at);
    }
}

fn touches(change: &Change, client: Option<&str>, corp: Option<&str>) -> bool {
    match change {
        Change::Organisation(id)
        | Change::Person(id, _)
        | Change::Room(id, _)
        | Change::Device(id, _)
        | Change::Tokens(id, _) => {
            // Without an organisation, the session says that there is none: any may be it.
            corp.is_none_or(|corp| corp == id.as_str())
        }
        // Whoever came was not there before: what was found of others holds.
        Change::Directory(_) => false,
        Change::Client(key) => client.is_none_or(|client| client == key.as_str()),
    }
}

#[cfg(test)]
mod tests;
