//! Days in memory: what rooms hold, day by day, as people look at it.
//!
//! What is kept says at which number of its organisation's calendar it was true. Whoever looks asks
//! the database for the number first: where it is the same, nothing has changed, and else the events
//! that changed since are put in anew ([`Kept::with`]). So it is exactly true on every node, whoever
//! writes. It lies in its organisation and goes with it. All that a node keeps takes no more than it
//! is told; days that were looked at longest ago go first. This knows nothing of the database:
//! `calendar/booked.rs` fills it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use openrooms_core::id::{EventId, RoomId, UnionId};
use openrooms_core::slot::Slot;
use openrooms_core::time::EpochMillis;
use openrooms_store::{Booked, ChangedEvents};

/// A day of UTC.
const DAY: i64 = 86_400_000;
/// What a room's day takes besides what it holds, and what each booking and its event take besides
/// their texts.
const ROOM_BYTES: usize = 200;
const BOOKED_BYTES: usize = 320;
/// Of how many people it is kept what they are invited to.
const MOST_PEOPLE: usize = 256;

/// A day of UTC, counted from 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Day(i64);

impl Day {
    /// Every day that shares a moment with a span.
    pub(crate) fn of(span: Slot) -> Vec<Self> {
        let last = (span.end().0 - 1).div_euclid(DAY);
        (span.start().0.div_euclid(DAY)..=last).map(Self).collect()
    }

    /// From its beginning to its end.
    pub(crate) fn slot(self) -> Slot {
        let start = self.0.saturating_mul(DAY);
        Slot::new(EpochMillis(start), EpochMillis(start.saturating_add(DAY)))
            .expect("a day is not empty")
    }
}

/// What a room holds on a day.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    /// The number of the calendar at which it was true, or a later one.
    pub(crate) head: i64,
    /// In the order of time, what reaches into the day included.
    pub(crate) booked: Arc<[Booked]>,
}

impl Kept {
    /// What of some bookings of a room reaches into a day.
    pub(crate) fn of(head: i64, day: Day, booked: Option<&Vec<Booked>>) -> Self {
        let slot = day.slot();
        let within = booked.into_iter().flatten().filter(|one| one.held.overlaps(slot));
        Self { head, booked: within.cloned().collect() }
    }

    /// The same once these events have changed, which is true at `head`.
    pub(crate) fn with(&self, head: i64, day: Day, room: &RoomId, changes: &ChangedEvents) -> Self {
        let is_stale = |one: &Booked| changes.events.contains(&one.event.id);
        let new = Self::of(head, day, changes.booked.get(room));
        if new.booked.is_empty() && !self.booked.iter().any(is_stale) {
            return Self { head, booked: Arc::clone(&self.booked) };
        }
        let stays = self.booked.iter().filter(|one| !is_stale(one));
        let mut all: Vec<_> = stays.chain(new.booked.iter()).cloned().collect();
        all.sort_by_key(|one| one.held);
        Self { head, booked: all.into() }
    }

    fn bytes(&self) -> usize {
        let texts = |one: &Booked| {
            let event = &one.event;
            let beyond = one.beyond.as_ref().map_or(0, |text| text.len());
            beyond + event.summary.len() + event.id.as_str().len() + event.organiser.as_str().len()
        };
        let booked: usize = self.booked.iter().map(|one| BOOKED_BYTES + texts(one)).sum();
        ROOM_BYTES + booked
    }
}

/// The events that somebody is invited to, and which dates of them.
pub(crate) type Invitations = HashMap<EventId, HashSet<EpochMillis>>;

/// Where an organisation has its days.
#[derive(Default)]
pub(crate) struct DayPlace(Mutex<Held>);

#[derive(Default)]
struct Held {
    days: BTreeMap<Day, HeldDay>,
    invitations: HashMap<UnionId, HeldInvitations>,
}

#[derive(Default)]
struct HeldDay {
    /// When it was looked at last, in the cache's milliseconds.
    used_at: i64,
    bytes: usize,
    rooms: HashMap<RoomId, Kept>,
}

struct HeldInvitations {
    head: i64,
    span: Slot,
    invitations: Arc<Invitations>,
}

impl DayPlace {
    /// What is kept of some rooms on some days: by day, then by room, each in the order given.
    pub(crate) fn find(&self, now: i64, days: &[Day], rooms: &[RoomId]) -> Vec<Vec<Option<Kept>>> {
        let mut held = self.held();
        let each = days.iter().map(|day| match held.days.get_mut(day) {
            None => vec![None; rooms.len()],
            Some(day) => {
                day.used_at = now;
                rooms.iter().map(|room| day.rooms.get(room).cloned()).collect()
            }
        });
        each.collect()
    }

    /// Keeps what rooms hold on a day, but what is newer already.
    pub(crate) fn keep<'a>(
        &self,
        now: i64,
        day: Day,
        rooms: impl Iterator<Item = (&'a RoomId, &'a Kept)>,
    ) {
        let mut held = self.held();
        let day = held.days.entry(day).or_default();
        day.used_at = now;
        for (room, kept) in rooms {
            match day.rooms.get_mut(room) {
                Some(there) if there.head >= kept.head => {}
                Some(there) => {
                    if !Arc::ptr_eq(&there.booked, &kept.booked) {
                        day.bytes = day.bytes + kept.bytes() - there.bytes();
                    }
                    *there = kept.clone();
                }
                None => {
                    day.bytes += kept.bytes();
                    day.rooms.insert(room.clone(), kept.clone());
                }
            }
        }
    }

    /// What somebody is invited to in a span, where that is known and was true at this number.
    pub(crate) fn invitations(
        &self,
        person: &UnionId,
        head: i64,
        span: Slot,
    ) -> Option<Arc<Invitations>> {
        let held = self.held();
        let known = held.invitations.get(person)?;
        (known.head == head && known.span == span).then(|| Arc::clone(&known.invitations))
    }

    /// Keeps it.
    pub(crate) fn keep_invitations(
        &self,
        person: &UnionId,
        head: i64,
        span: Slot,
        invitations: &Arc<Invitations>,
    ) {
        let mut held = self.held();
        if held.invitations.len() >= MOST_PEOPLE && !held.invitations.contains_key(person) {
            held.invitations.clear();
        }
        let invitations = Arc::clone(invitations);
        held.invitations.insert(person.clone(), HeldInvitations { head, span, invitations });
    }

    /// Each day that is kept: when it was looked at last, and what it takes.
    pub(crate) fn taken(&self) -> Vec<(i64, usize, Day)> {
        let held = self.held();
        held.days.iter().map(|(day, kept)| (kept.used_at, kept.bytes, *day)).collect()
    }

    /// Keeps a day no more.
    pub(crate) fn forget(&self, day: Day) {
        let mut held = self.held();
        held.days.remove(&day);
        if held.days.is_empty() {
            held.invitations.clear();
        }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use openrooms_store::BookedEvent;

    fn slot(start: i64, end: i64) -> Slot {
        Slot::new(EpochMillis(start), EpochMillis(end)).unwrap()
    }

    fn booked(event: &str, start: i64, end: i64) -> Booked {
        let event = BookedEvent {
            id: EventId::new(event),
            organiser: UnionId::new("ann"),
            summary: "x".repeat(10),
            zone: None,
            repeats: false,
        };
        let slot = slot(start, end);
        let origin = slot.start();
        Booked { event: Arc::new(event), origin, slot, held: slot, waits: false, beyond: None }
    }

    fn names(kept: &Kept) -> Vec<&str> {
        kept.booked.iter().map(|one| one.event.id.as_str()).collect()
    }

    #[test]
    fn a_span_touches_its_days_half_open() {
        for (start, end, days) in [
            (0, 1, vec![0]),
            (0, DAY, vec![0]),
            (0, DAY + 1, vec![0, 1]),
            (-1, 1, vec![-1, 0]),
            (DAY - 1, 3 * DAY, vec![0, 1, 2]),
        ] {
            let found: Vec<_> = Day::of(slot(start, end)).into_iter().map(|day| day.0).collect();
            assert_eq!(found, days, "{start} {end}");
        }
    }

    #[test]
    fn what_changed_is_put_in_anew_and_the_rest_stays() {
        let (room, day) = (RoomId::new("oak"), Day(0));
        let before = vec![booked("a", 0, 10), booked("b", 20, 30), booked("c", DAY, DAY + 5)];
        let kept = Kept::of(1, day, Some(&before));
        assert_eq!(names(&kept), ["a", "b"]);
        let changed = |events: &[&str], booked: Vec<Booked>| ChangedEvents {
            events: events.iter().map(|id| EventId::new(*id)).collect(),
            booked: HashMap::from([(room.clone(), booked)]),
        };
        for (changes, wanted) in [
            (changed(&[], vec![]), vec!["a", "b"]),
            (changed(&["x"], vec![]), vec!["a", "b"]),
            (changed(&["a"], vec![]), vec!["b"]),
            (changed(&["a"], vec![booked("a", 40, 50)]), vec!["b", "a"]),
            (changed(&["a"], vec![booked("a", DAY, DAY + 9)]), vec!["b"]),
            (changed(&["d"], vec![booked("d", 12, 14)]), vec!["a", "d", "b"]),
            (changed(&["b", "a"], vec![booked("b", 1, 2)]), vec!["b"]),
        ] {
            let after = kept.with(2, day, &room, &changes);
            assert_eq!((after.head, names(&after)), (2, wanted.clone()), "{changes:?}");
            // Twice does no harm.
            assert_eq!(names(&after.with(3, day, &room, &changes)), wanted, "{changes:?}");
        }
        let other =
            kept.with(2, day, &RoomId::new("elm"), &changed(&["d"], vec![booked("d", 1, 2)]));
        assert_eq!(names(&other), ["a", "b"]);
    }

    #[test]
    fn what_is_newer_stays_and_bytes_add_up() {
        let (place, room, day) = (DayPlace::default(), RoomId::new("oak"), Day(0));
        let keep = |head: i64, booked: Vec<Booked>| {
            let kept = Kept::of(head, day, Some(&booked));
            place.keep(head, day, std::iter::once((&room, &kept)));
        };
        let found = || {
            let found = place.find(9, &[day, Day(1)], &[room.clone(), RoomId::new("elm")]);
            assert!(found[0][1].is_none() && found[1].iter().all(Option::is_none));
            found[0][0].as_ref().map(|kept| (kept.head, kept.booked.len()))
        };
        assert_eq!(found(), None);
        keep(2, vec![booked("a", 0, 10)]);
        let one = place.taken()[0].1;
        keep(1, vec![]);
        assert_eq!(found(), Some((2, 1)));
        keep(3, vec![booked("a", 0, 10), booked("b", 20, 30)]);
        assert_eq!(found(), Some((3, 2)));
        assert_eq!(place.taken()[0].1 - one, one - ROOM_BYTES);
        keep(4, vec![]);
        assert_eq!(place.taken(), [(9, ROOM_BYTES, day)].map(|(_, bytes, day)| (4, bytes, day)));
        place.forget(day);
        assert_eq!(place.taken(), []);
    }

    #[test]
    fn invitations_hold_for_one_number_and_span() {
        let (place, ann) = (DayPlace::default(), UnionId::new("ann"));
        let (day, mine) = (slot(0, DAY), Arc::new(Invitations::new()));
        place.keep_invitations(&ann, 7, day, &mine);
        assert!(place.invitations(&ann, 7, day).is_some());
        assert!(place.invitations(&ann, 8, day).is_none());
        assert!(place.invitations(&ann, 7, slot(0, 2 * DAY)).is_none());
        assert!(place.invitations(&UnionId::new("bob"), 7, day).is_none());
        for at in 0..MOST_PEOPLE {
            place.keep_invitations(&UnionId::new(format!("p{at}")), 7, day, &mine);
        }
        assert!(place.held().invitations.len() <= MOST_PEOPLE);
    }
}
