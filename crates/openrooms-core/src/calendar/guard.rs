//! The guard over bookings that come in a document, before the database sees them: what they hold where
//! nobody says, and which of them hold a room that another has.

use std::collections::HashMap;

use super::{Booking, WholeEvent};
use crate::booking::Rules;
use crate::id::{EventId, GroupId, RoomId};
use crate::room::{Group, Policy, Room};
use crate::slot::Slot;
use crate::tree::GROUP_LEVELS;

/// How much rooms hold about what is booked: milliseconds before and after it.
#[derive(Debug, Default)]
pub struct Buffers(HashMap<RoomId, (i64, i64)>);

impl Buffers {
    /// By the rules of rooms and of groups. Of two with one id the first counts.
    pub fn of<'a>(
        rooms: impl IntoIterator<Item = &'a Room>,
        groups: impl IntoIterator<Item = &'a Group>,
    ) -> Self {
        let mut by_id: HashMap<GroupId, &Group> = HashMap::new();
        for group in groups {
            by_id.entry(group.id).or_insert(group);
        }
        let mut buffers = HashMap::new();
        for room in rooms {
            buffers.entry(room.id.clone()).or_insert_with(|| {
                let mut above: Vec<(GroupId, Policy)> = Vec::new();
                let mut next = room.group.and_then(|id| by_id.get(&id));
                for _ in 0..GROUP_LEVELS {
                    let Some(group) = next else { break };
                    above.extend(group.policy.clone().map(|policy| (group.id, policy)));
                    next = by_id.get(&group.parent);
                }
                Rules::of(room.policy.as_ref(), &above).buffers()
            });
        }
        Self(buffers)
    }

    /// Makes the bookings of an event hold them.
    pub fn hold(&self, event: &mut WholeEvent) {
        for (booking, _) in &mut event.bookings {
            booking.held = self.held(booking);
        }
    }

    /// Whether the bookings of an event hold them.
    pub fn are_held(&self, event: &WholeEvent) -> bool {
        event.bookings.iter().all(|(booking, _)| self.held(booking) == booking.held)
    }

    fn held(&self, booking: &Booking) -> Slot {
        let (before, after) = self.0.get(&booking.room).copied().unwrap_or_default();
        booking.slot.widened(before, after)
    }
}

/// A booking of a room that another has then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The room.
    pub room: RoomId,
    /// Whose booking it is, by its place among the events.
    pub event: usize,
    /// When that is.
    pub slot: Slot,
    /// Who has the room, and when; `None` where nobody knows any more.
    pub other: Option<(Holder, Slot)>,
    /// How many more bookings there are like it.
    pub more: usize,
}

/// Who has a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holder {
    /// An event of the same list, by its place.
    Listed(usize),
    /// One that is stored.
    Stored(EventId),
}

/// The first booking of a list of events that another of the list leaves no room, in the order of rooms
/// and of time.
pub fn first_clash(events: &[WholeEvent]) -> Option<Clash> {
    let mut holding: Vec<(usize, &Booking)> = Vec::new();
    for (at, event) in events.iter().enumerate() {
        let bookings = event.bookings.iter().map(|(booking, _)| booking);
        holding.extend(bookings.filter(|one| one.state.holds()).map(|one| (at, one)));
    }
    holding.sort_unstable_by_key(|(at, one)| (&one.room, one.held, *at, one.origin));
    let mut last: Option<(usize, &Booking)> = None;
    let mut clash: Option<Clash> = None;
    for (at, booking) in holding {
        let in_the_way =
            last.filter(|(_, last)| last.room == booking.room && last.held.overlaps(booking.held));
        match (in_the_way, &mut clash) {
            (None, _) => {}
            (Some(_), Some(clash)) => clash.more += 1,
            (Some((other, there)), None) => {
                let (one, two) = ((at, booking.slot), (other, there.slot));
                // What stands first in the list has the room.
                let (here, there) = if at < other { (two, one) } else { (one, two) };
                clash = Some(Clash {
                    room: booking.room.clone(),
                    event: here.0,
                    slot: here.1,
                    other: Some((Holder::Listed(there.0), there.1)),
                    more: 0,
                });
            }
        }
        let lasts = last.is_none_or(|(_, last)| {
            last.room != booking.room || last.held.end() < booking.held.end()
        });
        if lasts {
            last = Some((at, booking));
        }
    }
    clash
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{BookingState, Event, EventState, When, WhenKind};
    use crate::id::UnionId;
    use crate::time::{EpochMillis, Zone};

    fn event(at: usize, held: &[(&str, i64, i64)]) -> WholeEvent {
        let slot = |from, until| Slot::new(EpochMillis(from), EpochMillis(until)).unwrap();
        let id = EventId::new(at.to_string());
        let mut event = WholeEvent::of(Event {
            id: id.clone(),
            organiser: UnionId::new("ann"),
            summary: String::new(),
            description: None,
            when: When {
                slot: slot(0, 1),
                zone: Zone::default(),
                kind: WhenKind::Timed,
                hours: None,
            },
            recurrence: None,
            state: EventState::Confirmed,
            created_at: EpochMillis(0),
            updated_at: EpochMillis(0),
            beyond: None,
        });
        for (room, from, until) in held {
            let state = match room.strip_prefix("no ") {
                Some(_) => BookingState::Declined { by: None, reason: None },
                None => BookingState::Accepted,
            };
            let (room, slot) = (room.trim_start_matches("no "), slot(*from, *until));
            let room = RoomId::new(room);
            let (event_id, origin) = (id.clone(), slot.start());
            let booking = Booking { room, event: event_id, origin, slot, held: slot, state };
            event.bookings.push((booking, EpochMillis(0)));
        }
        event
    }

    #[test]
    fn the_first_that_finds_no_room_is_told_and_how_many_more() {
        // Each event's bookings; then who clashes with whom, and how many more do.
        type Case<'a> = (&'a [&'a [(&'a str, i64, i64)]], Option<(usize, usize, usize)>);
        let cases: [Case<'_>; 9] = [
            (&[], None),
            (&[&[("a", 0, 10)], &[("a", 10, 20)], &[("b", 5, 15)]], None),
            (&[&[("a", 0, 10)], &[("no a", 5, 15)]], None),
            (&[&[("a", 0, 10)], &[("a", 9, 20)]], Some((1, 0, 0))),
            (&[&[("a", 9, 20)], &[("a", 0, 10)]], Some((1, 0, 0))),
            (&[&[("a", 0, 10), ("a", 5, 15)]], Some((0, 0, 0))),
            // One that is long, and others within it.
            (&[&[("a", 0, 99)], &[("a", 5, 6)], &[("a", 7, 8)], &[("a", 9, 100)]], Some((1, 0, 2))),
            (&[&[("a", 0, 10)], &[("a", 0, 10)], &[("b", 0, 9)], &[("b", 8, 9)]], Some((1, 0, 1))),
            (&[&[("b", 0, 10)], &[("b", 0, 10)], &[("a", 0, 9)], &[("a", 8, 9)]], Some((3, 2, 1))),
        ];
        for (at, (events, wanted)) in cases.into_iter().enumerate() {
            let events: Vec<_> =
                events.iter().enumerate().map(|(at, held)| event(at, held)).collect();
            let found = first_clash(&events).map(|clash| match clash.other {
                Some((Holder::Listed(other), _)) => (clash.event, other, clash.more),
                other => panic!("{other:?}"),
            });
            assert_eq!(found, wanted, "{at}");
        }
    }
}
