//! Whether the rooms that an event has are large enough for more people.

use std::collections::HashMap;
use std::hash::BuildHasher;

use super::Refused;
use crate::booking::{Attendees, Booker, Refusal, RoomFacts, refuses_people};
use crate::calendar::{Booking, Occurrence};
use crate::id::RoomId;
use crate::time::EpochMillis;

/// How many people come to an event, its organiser included.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coming {
    /// Of all that it is.
    pub whole: usize,
    /// The dates to which as many come by themselves, by their origins.
    pub dates: HashMap<EpochMillis, usize>,
}

impl Coming {
    /// How many come to a date.
    pub fn to_date(&self, origin: EpochMillis) -> usize {
        self.dates.get(&origin).copied().unwrap_or(self.whole)
    }

    pub(super) fn to(&self, occurrences: &[&Occurrence]) -> Attendees {
        if self.dates.is_empty() {
            return Attendees::All(self.whole);
        }
        Attendees::Each(occurrences.iter().map(|each| self.to_date(each.origin)).collect())
    }
}

/// Refuses people who are more than the seats of a room that counts them, on a date that is to come.
pub fn seat<'a>(
    booker: &Booker,
    bookings: impl IntoIterator<Item = &'a Booking>,
    rooms: &HashMap<RoomId, RoomFacts, impl BuildHasher>,
    people: &Coming,
    now: EpochMillis,
) -> Result<(), Refused> {
    let mut refused: Vec<(RoomId, Vec<Refusal>)> = Vec::new();
    let coming = bookings.into_iter().filter(|had| had.state.holds() && now < had.slot.end());
    for (at, had) in coming.enumerate() {
        let facts = rooms.get(&had.room);
        let refusal =
            facts.and_then(|facts| refuses_people(booker, facts, people.to_date(had.origin)));
        let Some(refusal) = refusal else { continue };
        if let Some((_, why)) = refused.iter_mut().find(|(room, _)| *room == had.room) {
            for known in why.iter_mut() {
                known.occurrences.push(at);
            }
        } else {
            let refusal = Refusal { occurrences: vec![at], ..refusal };
            refused.push((had.room.clone(), vec![refusal]));
        }
    }
    if refused.is_empty() { Ok(()) } else { Err(Refused::NotAvailable(refused)) }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{DECLINED, House, at, booking, slot, waiting};
    use super::*;
    use crate::house::HouseRules;
    use crate::room::Policy;

    #[test]
    fn a_room_that_counts_seats_takes_no_more_people_than_it_has() {
        let mut house = House::new();
        let counts = HouseRules { counts_seats: Some(true), ..HouseRules::default() };
        for (name, policy) in [("oak", counts), ("elm", HouseRules::default())] {
            house.policy(name, &Policy { house: policy, ..Policy::default() });
            house.rooms.get_mut(&RoomId::new(name)).unwrap().room.capacity = Some(4);
        }
        house.now = at(60);
        let had = [
            booking("oak", 0, slot(0, 60)),
            booking("oak", 60, slot(60, 120)),
            booking("oak", 120, slot(120, 180)),
            booking("elm", 60, slot(60, 120)),
            booking("fir", 60, slot(60, 120)),
        ];
        // How many come to each of the three dates, and which are refused.
        for (people, wanted) in [
            ([9, 4, 4], vec![]),
            ([1, 5, 4], vec![0]),
            ([1, 4, 5], vec![1]),
            ([1, 9, 9], vec![0, 1]),
        ] {
            let origins = [0, 60, 120].map(at).into_iter();
            let come = Coming { whole: 99, dates: origins.zip(people).collect() };
            let result = seat(&house.booker, &had, &house.rooms, &come, house.now);
            let found = match result {
                Ok(()) => Vec::new(),
                Err(Refused::NotAvailable(rooms)) => {
                    let [(room, why)] = &rooms[..] else { panic!("{rooms:?}") };
                    assert_eq!((room.as_str(), why[0].rule.name()), ("oak", "capacityCheck"));
                    why[0].occurrences.clone()
                }
                Err(other) => panic!("{other:?}"),
            };
            assert_eq!(found, wanted, "{people:?}");
        }
        let of_oak = |state| [Booking { state, ..had[1].clone() }];
        let many = Coming { whole: 9, ..Coming::default() };
        let judged = |had: &[Booking], house: &House| {
            seat(&house.booker, had, &house.rooms, &many, house.now).is_ok()
        };
        assert!(!judged(&of_oak(waiting(60)), &house), "it holds the room");
        assert!(judged(&of_oak(DECLINED), &house));
        house.booker.viewer.is_admin = true;
        assert!(judged(&had, &house), "administrators are not bound");
    }
}
