//! Whether somebody may have a room then, and what stands in the way.
//!
//! [`judge`] takes what is wished, what is known of the room, and what holds it already, and answers
//! with what the booking would hold, or with every refusal. It reads no clock and no database; each
//! rule is a function of its own in `rules`.

mod advance;
pub mod change;
pub mod find;
mod house;
mod nearest;
mod refusal;
mod rules;

use self::house::Claim;
use crate::access::{Viewer, Visibility, may_manage, may_see};
use crate::house::{ClosedDays, DoorShows, Quota, WeekHours};
use crate::id::{GroupId, UnionId, UserId};
use crate::room::{Advance, Ban, Closure, Policy, Room, RoomRights};
use crate::slot::Slot;
use crate::time::{EpochMillis, Zone};

pub use house::Counted;
pub use nearest::{
    lengths_near, nearest_length, nearest_of, nearest_series, nearest_time, refusals,
};
pub use refusal::{Level, Refusal, Rule};

/// Who wishes to book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booker {
    /// Towards apps.
    pub person: UnionId,
    /// Within the organisation.
    pub user: UserId,
    /// What they are and administer.
    pub viewer: Viewer,
    /// The times in which they may not book; those of others do not count.
    pub bans: Vec<Ban>,
}

/// How often one rule is told of a wish at most, each time with another value.
const MOST_OF_A_RULE: usize = 20;

/// What somebody wishes of a room.
#[derive(Debug, Clone, PartialEq)]
pub struct Wish {
    /// Who.
    pub booker: Booker,
    /// The occurrences that are to have the room, in order.
    pub slots: Vec<Slot>,
    /// Whether they are the dates of a series.
    pub repeats: Repeats,
    /// How many people come to each, the organiser included.
    pub attendees: Attendees,
    /// Where the room's rules have a quota, the slots that they have booked at its level, also those
    /// that are over: see [`Rules::quota_since`]. Else it may be empty.
    pub used: Vec<Slot>,
    /// When it is wished.
    pub now: EpochMillis,
}

/// How many people come to the occurrences of a wish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attendees {
    /// As many to each.
    All(usize),
    /// To each in its place.
    Each(Vec<usize>),
}

impl Attendees {
    fn of(&self, occurrence: usize) -> usize {
        match self {
            Self::All(people) => *people,
            Self::Each(people) => people.get(occurrence).copied().unwrap_or_default(),
        }
    }
}

/// Whether an event repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeats {
    /// It does not; or one date of a series is meant, by itself.
    Once,
    /// It does, and ends.
    WithEnd,
    /// It does, for ever.
    WithoutEnd,
}

/// What counts of a room when it is wished for.
#[derive(Debug, Clone, PartialEq)]
pub struct RoomFacts {
    /// The room.
    pub room: Room,
    /// Its group and those above, from below.
    pub groups: Vec<GroupId>,
    /// Who has rights on it.
    pub rights: RoomRights,
    /// What it asks of a booking, with what it inherits.
    pub rules: Rules,
    /// Its zone, or the organisation's.
    pub zone: Zone,
}

/// A value of a rule, and where it was set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Set<T> {
    /// The value.
    pub value: T,
    /// Where.
    pub level: Level,
}

/// What is asked of a booking: a room's policy, and of its groups' policies what the room's does not
/// say.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rules {
    /// Whether it can be booked at all.
    pub is_open: Option<Set<bool>>,
    /// Longest booking in minutes; 0 is no limit.
    pub max_length_minutes: Option<Set<i32>>,
    /// Shortest booking in minutes.
    pub min_length_minutes: Option<Set<i32>>,
    /// How early it can be booked.
    pub advance: Option<Set<Advance>>,
    /// When it is closed: the closures of all levels count.
    pub closures: Vec<Set<Closure>>,
    /// Whether a booking waits for approval.
    pub needs_approval: Option<Set<bool>>,
    /// Minutes that are held before a booking.
    pub buffer_before_minutes: Option<Set<i32>>,
    /// Minutes that are held after a booking.
    pub buffer_after_minutes: Option<Set<i32>>,
    /// When it is open, by the days of the week.
    pub hours: Option<Set<WeekHours>>,
    /// Whether more people than seats are refused.
    pub counts_seats: Option<Set<bool>>,
    /// How much one person may have booked.
    pub quota: Option<Set<Quota>>,
    /// How many minutes before its start a booking may last be given back.
    pub notice_minutes: Option<Set<i32>>,
    /// Days on which it is closed: those of all levels count.
    pub closed_days: Vec<Set<Vec<ClosedDays>>>,
    /// What the screen at its door tells of a meeting.
    pub door: Option<Set<DoorShows>>,
}

impl Rules {
    /// The rules of a room's policy and of the policies of its groups, from below. What is nearest
    /// to the room counts, but for closures and closed days, which all count.
    pub fn of(room: Option<&Policy>, groups: &[(GroupId, Policy)]) -> Self {
        let groups = groups.iter().map(|(id, policy)| (Level::Group(*id), policy));
        let mut rules = Self::default();
        for (level, policy) in room.map(|policy| (Level::Room, policy)).into_iter().chain(groups) {
            fn keep<T>(place: &mut Option<Set<T>>, value: Option<T>, level: Level) {
                if place.is_none() {
                    *place = value.map(|value| Set { value, level });
                }
            }
            keep(&mut rules.is_open, policy.is_open, level);
            keep(&mut rules.max_length_minutes, policy.max_length_minutes, level);
            keep(&mut rules.min_length_minutes, policy.min_length_minutes, level);
            keep(&mut rules.advance, policy.advance.clone(), level);
            keep(&mut rules.needs_approval, policy.needs_approval, level);
            let house = &policy.house;
            keep(&mut rules.buffer_before_minutes, house.buffer_before_minutes, level);
            keep(&mut rules.buffer_after_minutes, house.buffer_after_minutes, level);
            keep(&mut rules.hours, house.hours.clone(), level);
            keep(&mut rules.counts_seats, house.counts_seats, level);
            keep(&mut rules.quota, house.quota, level);
            keep(&mut rules.notice_minutes, house.notice_minutes, level);
            keep(&mut rules.door, house.door, level);
            let closure = policy.closure.clone();
            rules.closures.extend(closure.map(|value| Set { value, level }));
            let days = house.closed_days.clone();
            rules.closed_days.extend(days.map(|value| Set { value, level }));
        }
        rules
    }

    /// From when on what a person has booked counts for the quota, where there is one and these are
    /// wished for: from the beginning of the month, or the week before it, of the first of them, or
    /// from now on.
    pub fn quota_since(&self, slots: &[Slot], now: EpochMillis) -> Option<EpochMillis> {
        self.quota?;
        let first = slots.iter().map(|slot| slot.start()).min().unwrap_or(now).min(now);
        Some(EpochMillis(first.0.saturating_sub(32 * 24 * HOUR)))
    }

    /// What a booking of that slot holds: the slot with the buffers about it.
    pub fn held(&self, slot: Slot) -> Slot {
        let (before, after) = self.buffers();
        slot.widened(before, after)
    }

    /// How many milliseconds before and after a slot are held with it.
    pub fn buffers(&self) -> (i64, i64) {
        let millis = |minutes: &Option<Set<i32>>| {
            minutes.as_ref().map_or(0, |minutes| i64::from(minutes.value) * MINUTE)
        };
        (millis(&self.buffer_before_minutes), millis(&self.buffer_after_minutes))
    }
}

/// A minute in milliseconds.
const MINUTE: i64 = 60_000;
/// An hour in milliseconds.
const HOUR: i64 = 60 * MINUTE;

/// What a booking of an occurrence would hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hold {
    /// Which of the wish's slots.
    pub occurrence: usize,
    /// For how long the room is nobody else's: what of the slot is still to come, and the buffers.
    pub held: Slot,
    /// Until when somebody has to agree, where somebody has to: the occurrence's start, or its end
    /// where it has begun.
    pub deadline: EpochMillis,
}

/// Whether the room can be had.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// It can. Occurrences that have ended hold nothing, and are not among these.
    Accepted(Vec<Hold>),
    /// It can, once somebody has agreed; it is held meanwhile.
    Waiting(Vec<Hold>),
    /// It cannot, for all of these reasons; at least one.
    Refused(Vec<Refusal>),
}

/// Whether `wish` can have the room, while `busy` holds it: spans with their buffers, in order, of
/// which no two overlap. What is moved or asked for again is not among them.
///
/// Each rule is judged for each occurrence; a refusal names all occurrences that it is of, and tells
/// the value for the first of them. Who may not book the room at all learns nothing else of it, nor
/// does a series whose own dates overlap.
pub fn judge(wish: &Wish, room: &RoomFacts, busy: &[Slot]) -> Verdict {
    let is_bound = !passes_policy(&wish.booker, room);
    let mut found = Found { refusals: Vec::new(), zone: &room.zone };
    if is_bound && !may_book(&wish.booker, room) {
        for occurrence in 0..wish.slots.len().max(1) {
            found.note(Some(rules::not_authorised(room)), occurrence);
        }
        return Verdict::Refused(found.refusals);
    }
    let holds = coming(wish, &room.rules);
    if holds.is_empty() {
        let ended_at = wish.slots.iter().map(|slot| slot.end()).max().unwrap_or(wish.now);
        found.note(Some((Rule::Ended { at: ended_at }, Level::Organisation)), 0);
        return Verdict::Refused(found.refusals);
    }
    // Such a series can be had nowhere, and its dates may be of any length: judging each of their days
    // would take its time.
    for two in holds.windows(2).filter(|two| two[0].held.overlaps(two[1].held)) {
        found.note(Some((Rule::OverlapsItself, Level::Room)), two[1].occurrence);
    }
    if !found.refusals.is_empty() {
        return Verdict::Refused(found.refusals);
    }
    let slots: Vec<_> = wish.slots.iter().filter_map(|slot| slot.after(wish.now)).collect();
    for (at, hold) in holds.iter().enumerate() {
        found.note(rules::taken(&room.rules, hold.held, busy), hold.occurrence);
        if is_bound {
            let claim = Claim { used: &wish.used, slots: &slots, at };
            for broken in rules::broken(wish, room, hold.occurrence, claim) {
                found.note(Some(broken), hold.occurrence);
            }
        }
    }
    if !found.refusals.is_empty() {
        return Verdict::Refused(found.refusals);
    }
    if waits(&wish.booker, room) { Verdict::Waiting(holds) } else { Verdict::Accepted(holds) }
}

/// Whether somebody has to agree before a person has the room.
pub fn waits(booker: &Booker, room: &RoomFacts) -> bool {
    room.rules.needs_approval.is_some_and(|set| set.value) && !passes_policy(booker, room)
}

/// Why a person may not give back the room of an occurrence, or have it at another time: its rules ask
/// for notice, and it is too late. `None` where they may, as they may what has begun.
pub fn refuses_release(
    booker: &Booker,
    room: &RoomFacts,
    slot: Slot,
    now: EpochMillis,
) -> Option<Refusal> {
    if passes_policy(booker, room) {
        return None;
    }
    let (rule, level) = house::too_late(&room.rules, slot, now)?;
    Some(Refusal { rule, level, occurrences: vec![0], zone: room.zone.clone() })
}

/// Why so many people may not come to a room that a person has. `None` where they may.
pub fn refuses_people(booker: &Booker, room: &RoomFacts, attendees: usize) -> Option<Refusal> {
    if passes_policy(booker, room) {
        return None;
    }
    let (rule, level) = house::too_many_people(room, attendees)?;
    Some(Refusal { rule, level, occurrences: vec![0], zone: room.zone.clone() })
}

/// Why somebody may not have a room's bookings that were another's: they may not book it at all, are
/// barred, or have used up its quota, of which `used` says what counts as theirs before. What a booking
/// itself is like was judged when it was made.
pub fn refuses_holder(
    booker: &Booker,
    room: &RoomFacts,
    slots: &[Slot],
    used: &[Slot],
    now: EpochMillis,
) -> Vec<Refusal> {
    let mut found = Found { refusals: Vec::new(), zone: &room.zone };
    if passes_policy(booker, room) {
        return found.refusals;
    }
    let may_book = may_book(booker, room);
    for (occurrence, slot) in slots.iter().enumerate() {
        if !may_book {
            found.note(Some(rules::not_authorised(room)), occurrence);
            continue;
        }
        found.note(rules::banned(booker, now, *slot), occurrence);
        let claim = Claim { used, slots, at: occurrence };
        for broken in house::over_quota(&room.rules, claim, now, &room.zone) {
            found.note(Some(broken), occurrence);
        }
    }
    found.refusals
}

/// What the occurrences that have not ended would hold.
fn coming(wish: &Wish, rules: &Rules) -> Vec<Hold> {
    let holds = wish.slots.iter().enumerate().filter_map(|(occurrence, slot)| {
        let rest = slot.after(wish.now)?;
        let deadline = if slot.start() > wish.now { slot.start() } else { slot.end() };
        Some(Hold { occurrence, held: rules.held(rest), deadline })
    });
    holds.collect()
}

/// Whether the rules of policy do not bind this person in this room: they administer it, or are one
/// of its super users.
pub fn passes_policy(booker: &Booker, room: &RoomFacts) -> bool {
    may_manage(&booker.viewer, &room.groups)
        || room.rights.administrators.contains(&booker.person)
        || is_super_user(booker, &room.rights)
}

/// Whether somebody is one of the super users of a room, by themselves or by a department.
pub fn is_super_user(booker: &Booker, rights: &RoomRights) -> bool {
    let departments = &booker.viewer.departments;
    rights.super_users.contains(&booker.user)
        || rights.super_departments.iter().any(|id| departments.binary_search(id).is_ok())
}

/// Whether the room's status lets this person book, whom its policy may bind.
fn may_book(booker: &Booker, room: &RoomFacts) -> bool {
    let visibility = Visibility::of(&room.room, &room.groups);
    may_see(booker.person.as_str(), &booker.viewer, &visibility)
}

/// The refusals so far: one for each rule, with all occurrences that it refuses.
struct Found<'a> {
    refusals: Vec<Refusal>,
    zone: &'a Zone,
}

impl Found<'_> {
    fn note(&mut self, broken: Option<(Rule, Level)>, occurrence: usize) {
        let Some((rule, level)) = broken else { return };
        let of_rule = |known: &Refusal| known.rule.name() == rule.name();
        let told = self.refusals.iter().filter(|known| of_rule(known)).count();
        let is_told = |known: &Refusal| known.level == level && known.rule.tells(&rule);
        // Where very many say the same in other words, the last stands for the rest.
        let known = match self.refusals.iter().position(is_told) {
            None if told >= MOST_OF_A_RULE => self.refusals.iter().rposition(of_rule),
            found => found,
        };
        let Some(known) = known.and_then(|at| self.refusals.get_mut(at)) else {
            let zone = self.zone.clone();
            self.refusals.push(Refusal { rule, level, occurrences: vec![occurrence], zone });
            return;
        };
        if known.occurrences.last() != Some(&occurrence) {
            known.occurrences.push(occurrence);
        }
        known.rule.hold_for(&rule);
    }
}

#[cfg(test)]
mod tests;
