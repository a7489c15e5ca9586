//! Rooms for as many dates of a series as can have them.

use std::collections::HashMap;

use super::quotas::is_below;
use super::{Asking, Known, Refused, allot};
use crate::booking::{Level, Refusal, RoomFacts, Rule};
use crate::calendar::{Booking, EventState, Occurrence};
use crate::id::RoomId;
use crate::slot::Slot;
use crate::time::EpochMillis;

/// How much time of a room is judged for a series: more than 99 dates have that do not overlap, a year
/// each. Those that do overlap may be more and longer, and judging each of their days would take its
/// time.
const MOST_MILLIS: i64 = 100 * 366 * 86_400_000;

/// A date that cannot have a room.
#[derive(Debug, Clone, PartialEq)]
pub struct Skipped {
    /// The room.
    pub room: RoomId,
    /// The date.
    pub occurrence: Occurrence,
    /// Why: at least one reason.
    pub refusals: Vec<Refusal>,
}

/// The bookings that give `rooms` to those of `occurrences` that can have them, and the others.
///
/// Dates are judged in the order of time, each after those before it: what could not be had stands in
/// nobody's way, neither by its hours nor by what it would have used up of a quota.
pub fn allot_some(
    asking: &Asking<'_>,
    occurrences: &[Occurrence],
    rooms: &[RoomId],
    known: &Known<'_>,
) -> Result<(Vec<Booking>, Vec<Skipped>), Refused> {
    // By date: a date is judged by its own alone, and there may be many.
    let mut bookings: HashMap<EpochMillis, Vec<Booking>> = HashMap::new();
    for booking in asking.bookings {
        bookings.entry(booking.origin).or_default().push(booking.clone());
    }
    let mut used = known.used.clone();
    let (mut given, mut skipped) = (Vec::new(), Vec::new());
    for room in rooms {
        let facts = known.rooms.get(room).ok_or(Refused::RoomUnknown)?;
        let had = |one: &&Occurrence| {
            let mut of_date = bookings.get(&one.origin).into_iter().flatten();
            of_date.any(|booking| booking.room == *room && booking.state.holds())
        };
        let is_meant = |one: &&Occurrence| one.state == EventState::Confirmed && !had(one);
        let mut missing: Vec<_> = occurrences.iter().filter(is_meant).collect();
        // What is over is neither had nor left out, unless nothing else is asked for.
        let is_to_come = |one: &&Occurrence| one.slot.end() > asking.now;
        if missing.iter().any(is_to_come) {
            missing.retain(is_to_come);
        }
        missing.sort_by_key(|one| one.slot);
        let (mut last, mut judged) = (None, 0_i64);
        for one in missing {
            let held = facts.rules.held(one.slot.after(asking.now).unwrap_or(one.slot));
            let is_in_its_way = last.is_some_and(|last: Slot| last.overlaps(held));
            let refusals = if is_in_its_way || judged > MOST_MILLIS {
                vec![overlaps_itself(facts)]
            } else {
                judged = judged.saturating_add(held.millis());
                let of_date = bookings.entry(one.origin).or_default();
                let after = Asking { bookings: of_date, ..*asking };
                let so_far = Known { used: &used, ..*known };
                let (one, room) = (std::slice::from_ref(one), std::slice::from_ref(room));
                match allot(&after, one, room, &so_far) {
                    Ok(some) => {
                        last = some.last().map(|booking| booking.held).or(last);
                        count(&some, known, &mut used);
                        of_date.extend(some.iter().cloned());
                        given.extend(some);
                        continue;
                    }
                    Err(Refused::NotAvailable(refused)) => {
                        refused.into_iter().flat_map(|(_, refusals)| refusals).collect()
                    }
                    Err(other) => return Err(other),
                }
            };
            let (room, occurrence) = (room.clone(), one.clone());
            skipped.push(Skipped { room, occurrence, refusals });
        }
    }
    Ok((given, skipped))
}

/// What is said of a date that would hold the room while one before it does.
fn overlaps_itself(facts: &RoomFacts) -> Refusal {
    let zone = facts.zone.clone();
    Refusal { rule: Rule::OverlapsItself, level: Level::Room, occurrences: vec![0], zone }
}

/// Counts what a room was given against the quotas that count it.
fn count(given: &[Booking], known: &Known<'_>, used: &mut HashMap<RoomId, Vec<Slot>>) {
    let quotas = known.rooms.iter().filter_map(|(id, facts)| Some((id, facts.rules.quota?)));
    for (id, quota) in quotas {
        let counted = given.iter().filter(|one| is_below(quota.level, id, &one.room, known));
        used.entry(id.clone()).or_default().extend(counted.map(|booking| booking.slot));
    }
}
