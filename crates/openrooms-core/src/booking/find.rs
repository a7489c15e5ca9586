//! Which of many rooms to take, and what comes near where none can be had.

use std::collections::BTreeMap;

use super::{RoomFacts, Verdict, Wish, judge, waits};
use crate::id::GroupId;
use crate::room::{Policy, Room};
use crate::slot::Slot;

/// A room that is looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// What counts of it.
    pub facts: RoomFacts,
    /// What holds it, in order.
    pub busy: Vec<Slot>,
    /// Where it has a quota, what the booker has used of it.
    pub used: Vec<Slot>,
}

/// A candidate that can be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fit {
    /// Which.
    pub candidate: usize,
    /// Whether somebody has to agree.
    pub waits: bool,
}

/// A candidate that could be had at another time, or for another length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NearMiss {
    /// Which.
    pub candidate: usize,
    /// When; of a series its first date.
    pub slot: Slot,
    /// Whether somebody has to agree.
    pub waits: bool,
}

/// Those that can be had, the best first: without anybody's word before with it, then by the fewest
/// seats that stay empty, then those near the person, then by name. Of a room without a number of seats
/// nobody knows. `near` is the group that the person books in, and those above it.
///
/// A series takes its time in each room, so it is asked before each whether to go on.
pub fn fitting(
    wish: &Wish,
    candidates: &[Candidate],
    near: &[GroupId],
    goes_on: &mut dyn FnMut() -> bool,
) -> Vec<Fit> {
    let mut fits: Vec<Fit> = Vec::new();
    for (candidate, room) in candidates.iter().enumerate().take_while(|_| goes_on()) {
        match judge(&of(wish, room), &room.facts, &room.busy) {
            Verdict::Accepted(_) => fits.push(Fit { candidate, waits: false }),
            Verdict::Waiting(_) => fits.push(Fit { candidate, waits: true }),
            Verdict::Refused(_) => {}
        }
    }
    fits.sort_by(|one, other| {
        let key = |fit: &Fit| (fit.waits, rank(&candidates[fit.candidate], near));
        key(one).cmp(&key(other))
    });
    fits
}

/// Gives another time and another length at which a candidate can be had; of a series its first date.
pub type Nearest<'a> = dyn Fn(&Wish, &Candidate) -> (Option<Slot>, Option<Slot>) + 'a;

/// What comes nearest where the wish cannot be had: the least change of start and length together
/// first. It is asked before each whether to go on.
pub fn near_misses(
    wish: &Wish,
    candidates: &[Candidate],
    near: &[GroupId],
    nearest: &Nearest<'_>,
    goes_on: &mut dyn FnMut() -> bool,
) -> Vec<NearMiss> {
    let Some(asked) = wish.slots.first() else { return Vec::new() };
    let mut misses: Vec<NearMiss> = Vec::new();
    for (candidate, room) in candidates.iter().enumerate().take_while(|_| goes_on()) {
        let (time, length) = nearest(&of(wish, room), room);
        let waits = waits(&wish.booker, &room.facts);
        let slots = time.into_iter().chain(length);
        misses.extend(slots.map(|slot| NearMiss { candidate, slot, waits }));
    }
    let change = |slot: Slot| {
        let start = slot.start().0.abs_diff(asked.start().0);
        start.saturating_add(slot.millis().abs_diff(asked.millis()))
    };
    misses.sort_by(|one, other| {
        let key = |miss: &NearMiss| (change(miss.slot), rank(&candidates[miss.candidate], near));
        key(one).cmp(&key(other))
    });
    misses
}

/// The wish as it is in one room, whose quota counts what was used of it.
fn of(wish: &Wish, room: &Candidate) -> Wish {
    Wish { used: room.used.clone(), ..wish.clone() }
}

fn rank<'a>(candidate: &'a Candidate, near: &[GroupId]) -> (bool, i32, usize, &'a str) {
    let RoomFacts { room, groups, .. } = &candidate.facts;
    let steps = near.iter().position(|group| groups.contains(group)).unwrap_or(near.len());
    (room.capacity.is_none(), room.capacity.unwrap_or_default(), steps, &room.name)
}

/// The group in whose rooms a person books: that of most of some bookings of theirs, and of two with as
/// many the one with the lower number.
pub fn home(booked: impl Iterator<Item = GroupId>) -> Option<GroupId> {
    let mut counts: BTreeMap<GroupId, usize> = BTreeMap::new();
    for group in booked {
        *counts.entry(group).or_default() += 1;
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(group, _)| group)
}

/// What is asked of a room itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Traits {
    /// Seats at least; a room without a number has not enough.
    pub seats: Option<i32>,
    /// Equipment, all of it.
    pub labels: Vec<i64>,
    /// Whether it must be reached without a step.
    pub is_accessible: bool,
    /// Attributes with their values, all of them.
    pub attributes: BTreeMap<String, String>,
}

impl Traits {
    /// Whether a room has them. What its policy does not say of it, those of its groups do.
    pub fn fit(&self, room: &Room, policies: &[&Policy]) -> bool {
        let has_label = |id: &i64| room.labels.iter().flatten().any(|label| label.id == *id);
        let is_accessible = || {
            let mut said = policies.iter().filter_map(|policy| policy.house.is_accessible);
            said.next().unwrap_or(false)
        };
        let has_attribute = |(name, value): (&String, &String)| {
            let mut said = policies.iter().filter_map(|policy| {
                policy.house.attributes.as_ref().and_then(|all| all.get(name))
            });
            said.next() == Some(value)
        };
        self.seats.is_none_or(|least| room.capacity.is_some_and(|seats| seats >= least))
            && self.labels.iter().all(has_label)
            && (!self.is_accessible || is_accessible())
            && self.attributes.iter().all(has_attribute)
    }
}
