//! What many rooms hold, for those who look at many: from memory, where the database says that it is
//! current, and brought up to date by what changed since where it is not.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use openrooms_core::id::{CorpId, GroupId, RoomId, UnionId};
use openrooms_core::slot::Slot;
use openrooms_store::{Booked, CalendarMark, CalendarPlace, RoomSeen, RoomsBooked};

use super::rooms_asked;
use crate::ask::Question;
use crate::cache::Organisation;
use crate::days::{Day, Invitations, Kept};
use crate::known::Name;
use crate::problem::Problem;

/// More events than this are not put in one by one: what they may have touched is read anew.
const MOST_CHANGES: usize = 500;
/// Dates that somebody is invited to, in the span that they look at.
const MOST_INVITATIONS: i64 = 20_000;

/// What is done about what is not in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rest {
    /// It is read day by day, and kept.
    Kept,
    /// It is read as far as it is asked for, and not kept.
    Passing,
}

/// Somebody looks at what rooms hold. What is told is true at the number of its mark, or later.
pub(super) struct Looking<'a> {
    question: &'a Question,
    pub(super) mark: CalendarMark,
    organisation: Option<Arc<Organisation>>,
}

/// What rooms hold in a span.
pub(super) struct Held {
    span: Slot,
    /// The first day of each part, where the parts are days.
    days: Vec<Option<Day>>,
    rooms: HashMap<RoomId, Vec<Arc<[Booked]>>>,
}

impl Held {
    /// What takes place in a room in the span, in the order of time.
    pub(super) fn of(&self, room: &RoomId) -> impl Iterator<Item = &Booked> {
        let parts = self.rooms.get(room).into_iter().flatten().zip(&self.days);
        let each = parts.enumerate().flat_map(|(at, (part, day))| {
            // What reaches from one day into the next is told with the first.
            let begins_within = move |one: &&Booked| {
                at == 0 || day.is_none_or(|day| day.slot().start() <= one.held.start())
            };
            part.iter().filter(begins_within)
        });
        // The room's buffers are held, and not shown.
        each.filter(|one| one.slot.overlaps(self.span))
    }
}

impl<'a> Looking<'a> {
    /// Begins by asking where the calendars stand.
    pub(super) async fn begin(question: &'a Question) -> Result<Self, Problem> {
        let mark = question.patiently(question.store().calendar_mark(&question.corp)).await?;
        let cache = &question.node().cache;
        let organisation = cache.organisation(&question.corp);
        let organisation = organisation.filter(|_| cache.schedule_memory > 0);
        Ok(Self { question, mark, organisation })
    }

    /// What some rooms hold in a span.
    pub(super) async fn held(
        &self,
        rooms: &[RoomId],
        span: Slot,
        rest: Rest,
    ) -> Result<Held, Problem> {
        let Some(organisation) = &self.organisation else {
            return self.read(rooms, span).await;
        };
        let cache = &self.question.node().cache;
        let days = Day::of(span);
        let mut found = organisation.days.find(cache.elapsed(), &days, rooms);
        for kept in found.iter_mut().flatten() {
            // What another call has brought further meanwhile is as good.
            if kept.as_ref().is_some_and(|kept| kept.head < self.mark.reset) {
                *kept = None;
            }
        }
        let is_missing = |found: &[Vec<Option<Kept>>]| found.iter().flatten().any(Option::is_none);
        if rest == Rest::Passing && is_missing(&found) {
            return self.read(rooms, span).await;
        }
        let whole = whole(&days);
        let mut changed: Vec<HashSet<usize>> = vec![HashSet::new(); days.len()];
        self.bring_up_to_date(&days, rooms, whole, &mut found, &mut changed).await?;
        if is_missing(&found) {
            if rest == Rest::Passing {
                return self.read(rooms, span).await;
            }
            let lacks = |at: &usize| found.iter().any(|day| day[*at].is_none());
            let missing: Vec<_> = (0..rooms.len()).filter(lacks).collect();
            let ids: Vec<_> = missing.iter().map(|at| rooms[*at].clone()).collect();
            let booked = self.booked_in(&ids, whole).await?;
            for ((day, found), changed) in days.iter().zip(&mut found).zip(&mut changed) {
                for at in &missing {
                    let kept = Kept::of(self.mark.head, *day, booked.get(&rooms[*at]));
                    found[*at] = Some(kept);
                    changed.insert(*at);
                }
            }
        }
        let now = cache.elapsed();
        for ((day, found), changed) in days.iter().zip(&found).zip(&changed) {
            let each = changed.iter().filter_map(|at| Some((&rooms[*at], found[*at].as_ref()?)));
            organisation.days.keep(now, *day, each);
        }
        if changed.iter().any(|some| !some.is_empty()) {
            cache.bound_days();
        }
        let parts = rooms.iter().enumerate().map(|(at, room)| {
            let parts = found.iter().filter_map(|day| day[at].as_ref());
            (room.clone(), parts.map(|kept| Arc::clone(&kept.booked)).collect())
        });
        let rooms = parts.collect();
        Ok(Held { span, days: days.into_iter().map(Some).collect(), rooms })
    }

    /// Puts in what changed since the oldest of what was found; where that is too much, nothing was
    /// found.
    async fn bring_up_to_date(
        &self,
        days: &[Day],
        rooms: &[RoomId],
        whole: Slot,
        found: &mut [Vec<Option<Kept>>],
        changed: &mut [HashSet<usize>],
    ) -> Result<(), Problem> {
        let head = self.mark.head;
        let heads = found.iter().flatten().flatten().map(|kept| kept.head);
        let Some(oldest) = heads.filter(|kept| *kept < head).min() else {
            return Ok(());
        };
        let store = self.question.store();
        let since = store.changed_since(&self.question.corp, oldest, whole, MOST_CHANGES);
        let changes = self.question.patiently(since).await?;
        for ((day, found), changed) in days.iter().zip(found).zip(changed) {
            for (at, place) in found.iter_mut().enumerate() {
                let Some(kept) = place.as_ref().filter(|kept| kept.head < head) else {
                    continue;
                };
                *place = changes.as_ref().map(|changes| kept.with(head, *day, &rooms[at], changes));
                changed.insert(at);
            }
        }
        Ok(())
    }

    /// Reads what rooms hold in a span, and nothing around it.
    async fn read(&self, rooms: &[RoomId], span: Slot) -> Result<Held, Problem> {
        let booked = self.booked_in(rooms, span).await?;
        let rooms = booked.into_iter().map(|(room, booked)| (room, vec![Arc::from(booked)]));
        Ok(Held { span, days: vec![None], rooms: rooms.collect() })
    }

    async fn booked_in(&self, rooms: &[RoomId], span: Slot) -> Result<RoomsBooked, Problem> {
        let read = self.question.store().booked_in(&self.question.corp, rooms, span);
        self.question.patiently(read).await
    }

    /// What somebody is invited to in a span.
    pub(super) async fn invitations(
        &self,
        person: &UnionId,
        span: Slot,
    ) -> Result<Arc<Invitations>, Problem> {
        let (head, question) = (self.mark.head, self.question);
        let days = self.organisation.as_ref().map(|organisation| &organisation.days);
        if let Some(known) = days.and_then(|days| days.invitations(person, head, span)) {
            return Ok(known);
        }
        let (store, start) = (question.store(), CalendarPlace::start());
        let within = store.calendar_within(&question.corp, person, span, &start, MOST_INVITATIONS);
        let mut invitations = Invitations::new();
        for listed in question.patiently(within).await? {
            let origin = listed.key.origin.into_iter();
            invitations.entry(listed.key.event).or_default().extend(origin);
        }
        let invitations = Arc::new(invitations);
        if let Some(days) = days {
            days.keep_invitations(person, head, span, &invitations);
        }
        Ok(invitations)
    }
}

/// From the beginning of the first to the end of the last.
fn whole(days: &[Day]) -> Slot {
    let (first, last) = (days[0].slot(), days[days.len() - 1].slot());
    Slot::new(first.start(), last.end()).expect("days are not empty, and are in order")
}

/// Those of some rooms that are there, as far as it decides who sees them.
pub(super) async fn rooms_seen(
    question: &Question,
    ids: &[RoomId],
) -> Result<HashMap<RoomId, Arc<RoomSeen>>, Problem> {
    let (cache, corp) = (&question.node().cache, &question.corp);
    let loading = cache.loading();
    let mut found = match believed(question, corp) {
        Some(organisation) => organisation.known.rooms(cache.elapsed(), ids),
        None => HashMap::new(),
    };
    let missing: Vec<_> = ids.iter().filter(|id| !found.contains_key(id)).cloned().collect();
    if !missing.is_empty() {
        let read = question.patiently(question.store().rooms_seen(corp, &missing)).await?;
        let read: Vec<_> = read.into_iter().map(|(id, room)| (id, Arc::new(room))).collect();
        if cache.schedule_memory > 0 {
            cache.keep_rooms(loading, corp, read.iter().cloned());
        }
        found.extend(read);
    }
    Ok(found)
}

/// At most `most` rooms of a group and of those below it, or of the organisation, by their seats.
pub(super) async fn rooms_of(
    question: &Question,
    group: Option<GroupId>,
    most: usize,
) -> Result<Arc<[RoomId]>, Problem> {
    let (cache, corp, store) = (&question.node().cache, &question.corp, question.store());
    let loading = cache.loading();
    let known = believed(question, corp).and_then(|organisation| organisation.known.list(group));
    if let Some(known) = known {
        return Ok(known);
    }
    let groups = match group {
        Some(group) => {
            let tree = question.patiently(store.group_tree(corp)).await?;
            Some(rooms_asked::subtree(&tree, group))
        }
        None => None,
    };
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let ids = question.patiently(store.room_ids(corp, groups.as_deref(), None, most)).await?;
    let ids: Arc<[RoomId]> = ids.into();
    // Not for groups that are not there: strangers choose them.
    if cache.schedule_memory > 0 && !ids.is_empty() {
        cache.keep_rooms_of(loading, corp, group, &ids);
    }
    Ok(ids)
}

/// What some people are called.
pub(super) async fn names(
    question: &Question,
    people: &HashSet<UnionId>,
) -> Result<HashMap<UnionId, Name>, Problem> {
    let (cache, corp) = (&question.node().cache, &question.corp);
    let loading = cache.loading();
    let mut found = match believed(question, corp) {
        Some(organisation) => organisation.known.names(people),
        None => HashMap::new(),
    };
    let missing: Vec<_> = people.iter().filter(|id| !found.contains_key(id)).cloned().collect();
    if !missing.is_empty() {
        let mut read = question.patiently(question.store().names_of(corp, &missing)).await?;
        let named = missing.into_iter().map(|id| {
            let name = read.remove(&id).map(Arc::from);
            (id, name)
        });
        let named: Vec<_> = named.collect();
        if cache.schedule_memory > 0 {
            cache.keep_names(loading, corp, named.iter().cloned());
        }
        found.extend(named);
    }
    Ok(found)
}

/// What is held of the organisation, while the feed is heard.
fn believed(question: &Question, corp: &CorpId) -> Option<Arc<Organisation>> {
    let cache = &question.node().cache;
    cache.is_fresh().then(|| cache.organisation(corp)).flatten()
}
