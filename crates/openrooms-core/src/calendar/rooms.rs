//! Which rooms an event gets: what is asked for, or what its changed times ask for anew.
//!
//! [`allot`] answers a wish for rooms, [`rebook`] a change of an event's times, [`approve`] somebody's
//! yes. All of it or none: a room that cannot be had refuses the whole.

mod giving_back;
mod handing_over;
mod quotas;
mod seats;
mod skipping;

use std::collections::{HashMap, HashSet};

use giving_back::Late;
pub use giving_back::give_back;
pub use handing_over::hand_over;
pub use seats::{Coming, seat};
pub use skipping::{Skipped, allot_some};

use super::recurrence::Range;
use super::{Booking, BookingState, Event, EventState, Occurrence};
use crate::booking::{self, Booker, Hold, Level, Refusal, Repeats, RoomFacts, Rule, Verdict, Wish};
use crate::id::{EventId, RoomId};
use crate::slot::Slot;
use crate::time::EpochMillis;

/// How many rooms an event, or a date of a series, has at most.
pub const MOST_ROOMS: usize = 5;

/// An event on behalf of which rooms are asked for.
#[derive(Debug, Clone, Copy)]
pub struct Asking<'a> {
    /// The event.
    pub event: &'a Event,
    /// Whether it is asked for the series, or for a date by itself.
    pub repeats: Repeats,
    /// Who asks: its organiser.
    pub booker: &'a Booker,
    /// All rooms that its occurrences have, or had and were declined.
    pub bookings: &'a [Booking],
    /// How many people come.
    pub people: &'a Coming,
    /// When it is asked.
    pub now: EpochMillis,
}

/// What is known of the rooms.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The rooms, by their ids.
    pub rooms: &'a HashMap<RoomId, RoomFacts>,
    /// What holds each of them while it is wished for, in order of time; by the event itself too.
    pub busy: &'a HashMap<RoomId, Vec<Busy>>,
    /// Where a room's rules have a quota, what of it the person has used up, with what the event itself
    /// holds: see [`booking::Wish::used`].
    pub used: &'a HashMap<RoomId, Vec<Slot>>,
}

/// Time of a room that somebody holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Busy {
    /// From when until when.
    pub held: Slot,
    /// The event that holds it.
    pub event: EventId,
    /// Which occurrence of it.
    pub origin: EpochMillis,
}

/// Why rooms cannot be had.
#[derive(Debug, Clone, PartialEq)]
pub enum Refused {
    /// There is no such room.
    RoomUnknown,
    /// The event would have more than [`MOST_ROOMS`].
    TooMany,
    /// These cannot be had, each for at least one reason.
    NotAvailable(Vec<(RoomId, Vec<Refusal>)>),
}

/// How an event repeats, where all of it is meant.
pub fn repeats(event: &Event) -> Repeats {
    match event.recurrence.as_ref().map(|recurrence| &recurrence.range) {
        None => Repeats::Once,
        Some(Range::NoEnd) => Repeats::WithoutEnd,
        Some(Range::Until(_) | Range::Count(_)) => Repeats::WithEnd,
    }
}

/// The bookings that give `rooms` to `occurrences` of an event. A room that is held counts as had;
/// one that was declined may be asked for again.
pub fn allot(
    asking: &Asking<'_>,
    occurrences: &[Occurrence],
    rooms: &[RoomId],
    known: &Known<'_>,
) -> Result<Vec<Booking>, Refused> {
    let mut wanted: Vec<&RoomId> = Vec::with_capacity(rooms.len());
    for room in rooms {
        if !known.rooms.contains_key(room) {
            return Err(Refused::RoomUnknown);
        }
        if !wanted.contains(&room) {
            wanted.push(room);
        }
    }
    let holding = || asking.bookings.iter().filter(|booking| booking.state.holds());
    let occurrences: Vec<_> =
        occurrences.iter().filter(|each| each.state == EventState::Confirmed).collect();
    for occurrence in &occurrences {
        let of_it = holding().filter(|booking| booking.origin == occurrence.origin);
        let others = of_it.filter(|booking| !wanted.contains(&&booking.room)).count();
        if others + wanted.len() > MOST_ROOMS {
            return Err(Refused::TooMany);
        }
    }
    let mut outcome = Outcome::default();
    for room in wanted {
        let had: HashMap<_, _> = holding()
            .filter(|booking| booking.room == *room)
            .map(|booking| (booking.origin, booking))
            .collect();
        // What was given back while it ran may be had again for the rest.
        let lacks = |each: &&Occurrence| {
            had.get(&each.origin)
                .is_none_or(|had| had.slot.end() <= asking.now && asking.now < each.slot.end())
        };
        let mut missing: Vec<_> = occurrences.iter().copied().filter(lacks).collect();
        // Dates that are over do not bar those to come.
        let is_to_come = |each: &&Occurrence| asking.now < each.slot.end();
        if occurrences.iter().any(is_to_come) {
            missing.retain(is_to_come);
        }
        if !missing.is_empty() || occurrences.is_empty() {
            let busy = known.busy.get(room).into_iter().flatten().map(|busy| busy.held);
            let busy = busy.collect::<Vec<_>>();
            let asked = Asked { repeats: repeats_in(asking, room, &missing), busy: &busy };
            outcome.judge(asking, known, room, &missing, asked);
        }
    }
    outcome.end()
}

/// Whether a room is asked for a series: a date by itself is no series, but where the room has another
/// date of it, which is to come, both are.
fn repeats_in(asking: &Asking<'_>, room: &RoomId, dates: &[&Occurrence]) -> Repeats {
    if asking.repeats == Repeats::Once && dates_with(asking, room, dates) > 1 {
        Repeats::WithEnd
    } else {
        asking.repeats
    }
}

/// How many dates to come of an event have a room, or are among some.
fn dates_with(asking: &Asking<'_>, room: &RoomId, dates: &[&Occurrence]) -> usize {
    let has = |booking: &&Booking| {
        booking.room == *room && booking.state.holds() && asking.now < booking.slot.end()
    };
    let having = asking.bookings.iter().filter(has).map(|booking| booking.origin);
    dates.iter().map(|date| date.origin).chain(having).collect::<HashSet<_>>().len()
}

/// The bookings of an event whose occurrences are to be as `occurrences` say; of others nothing
/// changes. What stays or becomes shorter is never refused, and keeps the word that was given on
/// it; what moves or becomes longer is judged as if it were new, and waits again where somebody's
/// word is needed. What moves off its time, or takes place no more, is given back: see [`give_back`].
pub fn rebook(
    asking: &Asking<'_>,
    occurrences: &[Occurrence],
    known: &Known<'_>,
) -> Result<Vec<Booking>, Refused> {
    let by_origin: HashMap<_, _> = occurrences.iter().map(|each| (each.origin, each)).collect();
    let mut outcome = Outcome::default();
    let mut moved: Vec<(&RoomId, Vec<&Occurrence>)> = Vec::new();
    let mut stays: HashMap<&RoomId, Vec<Slot>> = HashMap::new();
    let holding = asking.bookings.iter().filter(|booking| booking.state.holds());
    for (at, booking) in holding.enumerate() {
        let Some(&occurrence) = by_origin.get(&booking.origin) else { continue };
        let takes_place = occurrence.state == EventState::Confirmed;
        let within = match occurrence.state {
            EventState::Confirmed => within(booking, occurrence.slot, asking.now),
            EventState::Cancelled | EventState::Deleted => {
                Some(giving_back::released(booking, asking.now))
            }
        };
        if gives_up(booking, within.as_ref(), occurrence.slot) {
            outcome.late.note(asking.booker, known.rooms, booking, at, asking.now);
        }
        if within.as_ref() != Some(booking) {
            outcome.before.push(booking.clone());
        }
        match within {
            // To give it back without a word is not what was asked for.
            Some(within) if takes_place && !within.state.holds() => {
                outcome.refuse_over(booking, occurrence.slot.end(), at, known);
            }
            Some(within) => {
                if within.state.holds() {
                    stays.entry(&booking.room).or_default().push(within.held);
                }
                outcome.bookings.extend((within != *booking).then_some(within));
            }
            None if is_used_up(booking, occurrence.slot, asking.now) => {
                outcome.refuse_over(booking, booking.slot.end(), at, known);
            }
            None => match moved.iter_mut().find(|(room, _)| **room == booking.room) {
                Some((_, occurrences)) => occurrences.push(occurrence),
                None => moved.push((&booking.room, vec![occurrence])),
            },
        }
    }
    for (room, occurrences) in moved {
        let others = known.busy.get(room).into_iter().flatten();
        let others = others
            .filter(|busy| busy.event != asking.event.id || !by_origin.contains_key(&busy.origin));
        let mut busy: Vec<_> = others.map(|busy| busy.held).collect();
        busy.extend(stays.get(room).into_iter().flatten());
        busy.sort_unstable();
        let repeats = match dates_with(asking, room, &occurrences) {
            0 | 1 => Repeats::Once,
            _ => repeats_in(asking, room, &occurrences),
        };
        outcome.judge(asking, known, room, &occurrences, Asked { repeats, busy: &busy });
    }
    outcome.end()
}

/// The bookings of a room that somebody says yes to: what waits is judged once more, but for the
/// room itself, which it holds; what was declined is judged as if it were new.
pub fn approve(
    asking: &Asking<'_>,
    occurrences: &[Occurrence],
    room: &RoomId,
    known: &Known<'_>,
) -> Result<Vec<Booking>, Refused> {
    let confirmed = occurrences.iter().filter(|each| each.state == EventState::Confirmed);
    let confirmed: HashMap<_, _> = confirmed.map(|each| (each.origin, each)).collect();
    let (mut waiting, mut declined) = (Vec::new(), Vec::new());
    for booking in asking.bookings.iter().filter(|booking| booking.room == *room) {
        let Some(&occurrence) = confirmed.get(&booking.origin) else { continue };
        match booking.state {
            BookingState::Waiting { .. } => waiting.push(occurrence),
            BookingState::Declined { .. } => declined.push(occurrence),
            BookingState::Accepted | BookingState::Released => {}
        }
    }
    // What nobody answered until it was over does not bar the dates to come.
    let is_to_come = |each: &&Occurrence| asking.now < each.slot.end();
    if waiting.iter().chain(&declined).any(is_to_come) {
        declined.retain(is_to_come);
    }
    let holds_other = |date: &&&Occurrence| {
        let other = |booking: &&Booking| booking.room != *room && booking.state.holds();
        let of_date = asking.bookings.iter().filter(|booking| booking.origin == date.origin);
        of_date.filter(other).count() >= MOST_ROOMS
    };
    if declined.iter().any(|date| holds_other(&date)) {
        return Err(Refused::TooMany);
    }
    let mut outcome = Outcome::default();
    let of_room = asking.bookings.iter().filter(|booking| booking.room == *room);
    let waits = |booking: &&Booking| matches!(booking.state, BookingState::Waiting { .. });
    let is_meant = |booking: &&Booking| confirmed.contains_key(&booking.origin);
    outcome.before.extend(of_room.filter(waits).filter(is_meant).cloned());
    if !waiting.is_empty() {
        let repeats = repeats_in(asking, room, &waiting);
        outcome.judge(asking, known, room, &waiting, Asked { repeats, busy: &[] });
        // They hold what they hold.
        for booking in &mut outcome.bookings {
            let held = asking.bookings.iter().find(|each| is_same(each, booking));
            *booking = held.cloned().unwrap_or_else(|| booking.clone());
        }
    }
    if !declined.is_empty() {
        let busy = known.busy.get(room).into_iter().flatten().map(|busy| busy.held);
        let busy = busy.collect::<Vec<_>>();
        let asked = Asked { repeats: repeats_in(asking, room, &declined), busy: &busy };
        outcome.judge(asking, known, room, &declined, asked);
    }
    let mut bookings = outcome.end()?;
    for booking in &mut bookings {
        booking.state = BookingState::Accepted;
    }
    Ok(bookings)
}

fn is_same(one: &Booking, other: &Booking) -> bool {
    one.origin == other.origin && one.room == other.room
}

/// A booking as it is where its occurrence is at `slot`; `None` where it would need more than it
/// has of the time to come.
fn within(booking: &Booking, slot: Slot, now: EpochMillis) -> Option<Booking> {
    let had = booking.slot;
    let need = slot.after(now);
    if need.is_some_and(|need| need.start() < had.start() || had.end() < need.end()) {
        return None;
    }
    // One that was made when its occurrence had begun begins later than that.
    let Ok(slot) = Slot::new(slot.start().max(had.start()), slot.end().min(had.end())) else {
        return Some(Booking { state: BookingState::Released, ..booking.clone() });
    };
    let before = had.start().0.saturating_sub(booking.held.start().0);
    let after = booking.held.end().0.saturating_sub(had.end().0);
    Some(Booking { slot, held: slot.widened(before, after), ..booking.clone() })
}

/// Whether a booking is over that is to be at another time: what it was used for stays in the record.
fn is_used_up(booking: &Booking, slot: Slot, now: EpochMillis) -> bool {
    booking.slot.end() <= now && !booking.slot.overlaps(slot)
}

/// Whether a booking leaves its time: `within` is what it keeps, or `None` where it is to be at `slot`
/// and needs more. What becomes shorter or longer keeps its time.
fn gives_up(booking: &Booking, within: Option<&Booking>, slot: Slot) -> bool {
    match within {
        Some(within) => !within.state.holds(),
        None => booking.slot.start() < slot.start() || slot.end() < booking.slot.end(),
    }
}

/// How dates are asked for, and what holds the room meanwhile, in order.
#[derive(Clone, Copy)]
struct Asked<'a> {
    repeats: Repeats,
    busy: &'a [Slot],
}

/// What was judged so far.
#[derive(Default)]
struct Outcome {
    bookings: Vec<Booking>,
    /// What is judged anew, as it was.
    before: Vec<Booking>,
    late: Late,
    refused: Vec<(RoomId, Vec<Refusal>)>,
}

impl Outcome {
    /// Refuses a room to a date since something ended: the date, or the booking that is not to leave
    /// the record. `which` tells it apart from the event's others.
    fn refuse_over(
        &mut self,
        booking: &Booking,
        ended: EpochMillis,
        which: usize,
        known: &Known<'_>,
    ) {
        let all = match self.refused.iter_mut().find(|(room, _)| *room == booking.room) {
            Some((_, all)) => all,
            None => &mut self.refused.push_mut((booking.room.clone(), Vec::new())).1,
        };
        let ended_before = |one: &&mut Refusal| matches!(one.rule, Rule::Ended { .. });
        if let Some(before) = all.iter_mut().find(ended_before) {
            before.occurrences.push(which);
            return;
        }
        let zone = known.rooms.get(&booking.room).map(|facts| facts.zone.clone());
        all.push(Refusal {
            rule: Rule::Ended { at: ended },
            level: Level::Organisation,
            occurrences: vec![which],
            zone: zone.unwrap_or_default(),
        });
    }

    fn judge(
        &mut self,
        asking: &Asking<'_>,
        known: &Known<'_>,
        room: &RoomId,
        occurrences: &[&Occurrence],
        Asked { repeats, busy }: Asked<'_>,
    ) {
        let mut occurrences = occurrences.to_vec();
        occurrences.sort_by_key(|occurrence| occurrence.slot);
        let had = |origin| {
            let mut of_room = asking.bookings.iter().filter(|booking| booking.room == *room);
            of_room.find(|booking| booking.origin == origin)
        };
        let Some(facts) = known.rooms.get(room) else {
            // The room has gone meanwhile.
            let gone = occurrences.iter().filter_map(|occurrence| had(occurrence.origin));
            let state = BookingState::Declined { by: None, reason: None };
            self.bookings.extend(gone.map(|had| Booking { state: state.clone(), ..had.clone() }));
            return;
        };
        let wish = Wish {
            booker: asking.booker.clone(),
            slots: occurrences.iter().map(|occurrence| occurrence.slot).collect(),
            repeats,
            attendees: asking.people.to(&occurrences),
            used: quotas::used(facts, known, &self.before, &self.bookings),
            now: asking.now,
        };
        let (holds, waits) = match booking::judge(&wish, facts, busy) {
            Verdict::Accepted(holds) => (holds, false),
            Verdict::Waiting(holds) => (holds, true),
            Verdict::Refused(refusals) => {
                self.refused.push((room.clone(), refusals));
                return;
            }
        };
        for Hold { occurrence, held, deadline } in holds {
            let occurrence = occurrences[occurrence];
            let rest = occurrence.slot.after(asking.now).unwrap_or(occurrence.slot);
            let mut booking = Booking {
                room: room.clone(),
                event: occurrence.event.clone(),
                origin: occurrence.origin,
                slot: rest,
                held,
                state: if waits {
                    BookingState::Waiting { until: Some(deadline) }
                } else {
                    BookingState::Accepted
                },
            };
            if let Some(had) = had(occurrence.origin).filter(|had| had.state.holds()) {
                go_on(&mut booking, had, occurrence.slot, asking.now);
            }
            self.bookings.push(booking);
        }
    }

    fn end(self) -> Result<Vec<Booking>, Refused> {
        let mut refused = self.late.refused().unwrap_or_default();
        for (room, why) in self.refused {
            match refused.iter_mut().find(|(late, _)| *late == room) {
                Some((_, all)) => all.extend(why),
                None => refused.push((room, why)),
            }
        }
        if refused.is_empty() { Ok(self.bookings) } else { Err(Refused::NotAvailable(refused)) }
    }
}

/// Lets a booking that becomes longer while it runs keep what it has held.
fn go_on(booking: &mut Booking, had: &Booking, slot: Slot, now: EpochMillis) {
    let runs = slot.start() <= now && had.slot.start() < now && now < had.slot.end();
    if runs {
        let start = had.slot.start().max(slot.start());
        let before = had.slot.start().0.saturating_sub(had.held.start().0);
        let from = |start: EpochMillis, other: Slot| {
            Slot::new(start.min(other.start()), other.end()).unwrap_or(other)
        };
        booking.slot = from(start, booking.slot);
        booking.held = from(booking.slot.widened(before, 0).start(), booking.held);
    }
}

#[cfg(test)]
mod tests;
