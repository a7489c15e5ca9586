//! Rooms for as many dates of a series as can have them.

use std::collections::HashMap;

use super::quotas::is_below;
use super::{Asking, Known, Refused, allot};
use crate::booking::Refusal;
use crate::calendar::{Booking, EventState, Occurrence};
use crate::id::RoomId;
use crate::slot::Slot;

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
pub fn allot_some(
    asking: &Asking<'_>,
    occurrences: &[Occurrence],
    rooms: &[RoomId],
    known: &Known<'_>,
) -> Result<(Vec<Booking>, Vec<Skipped>), Refused> {
    let mut bookings = asking.bookings.to_vec();
    let mut used = known.used.clone();
    let (mut given, mut skipped) = (Vec::new(), Vec::new());
    for room in rooms {
        let had = |one: &&Occurrence| {
            let mut of_room = bookings.iter().filter(|booking| booking.room == *room);
            of_room.any(|booking| booking.origin == one.origin && booking.state.holds())
        };
        let is_meant = |one: &&Occurrence| one.state == EventState::Confirmed && !had(one);
        let mut missing: Vec<_> = occurrences.iter().filter(is_meant).cloned().collect();
        missing.sort_by_key(|one| one.slot);
        let some = loop {
            let asking = Asking { bookings: &bookings, ..*asking };
            let known = Known { used: &used, ..*known };
            let refused = match allot(&asking, &missing, std::slice::from_ref(room), &known) {
                Ok(some) => break some,
                Err(Refused::NotAvailable(refused)) => refused,
                Err(other) => return Err(other),
            };
            let refusals: Vec<_> = refused.into_iter().flat_map(|(_, refusals)| refusals).collect();
            let out = leave_out(room, &mut missing, &refusals);
            let goes_on = !out.is_empty() && !missing.is_empty();
            skipped.extend(out);
            if !goes_on {
                break Vec::new();
            }
        };
        share(room, &some, known, &mut used);
        bookings.extend(some.iter().cloned());
        given.extend(some);
    }
    Ok((given, skipped))
}

/// Counts what a room was given against the quotas of others that count it.
fn share(
    room: &RoomId,
    given: &[Booking],
    known: &Known<'_>,
    used: &mut HashMap<RoomId, Vec<Slot>>,
) {
    for (other, slots) in used.iter_mut().filter(|(other, _)| *other != room) {
        let quota = known.rooms.get(other).and_then(|facts| facts.rules.quota);
        if quota.is_some_and(|quota| is_below(quota.level, other, room, known)) {
            slots.extend(given.iter().map(|booking| booking.slot));
        }
    }
}

/// Takes the dates that are refused out of those that are wished for.
fn leave_out(room: &RoomId, missing: &mut Vec<Occurrence>, refusals: &[Refusal]) -> Vec<Skipped> {
    let mut skipped = Vec::new();
    let mut kept = Vec::new();
    for (place, occurrence) in std::mem::take(missing).into_iter().enumerate() {
        let why = refusals.iter().filter(|refusal| refusal.occurrences.contains(&place));
        // Of each reason, what it says of this date alone.
        let why: Vec<_> =
            why.map(|refusal| Refusal { occurrences: vec![0], ..refusal.clone() }).collect();
        if why.is_empty() {
            kept.push(occurrence);
        } else {
            skipped.push(Skipped { room: room.clone(), occurrence, refusals: why });
        }
    }
    *missing = kept;
    skipped
}
