//! Rooms that are given back: whole, or what is left of them.

use std::collections::HashMap;
use std::hash::BuildHasher;

use super::Refused;
use crate::booking::{Booker, Refusal, RoomFacts, refuses_release};
use crate::calendar::{Booking, BookingState};
use crate::id::RoomId;
use crate::slot::Slot;
use crate::time::EpochMillis;

/// A second in milliseconds.
const SECOND: i64 = 1_000;

/// What becomes of bookings that `booker` gives back; those that stay as they are are left out. All or
/// none: where a room asks for notice and it is too late for one of them, none is given back.
pub fn give_back<'a>(
    booker: &Booker,
    bookings: impl IntoIterator<Item = &'a Booking>,
    rooms: &HashMap<RoomId, RoomFacts, impl BuildHasher>,
    now: EpochMillis,
) -> Result<Vec<Booking>, Refused> {
    let mut late = Late::default();
    let mut given_back = Vec::new();
    for (at, had) in bookings.into_iter().enumerate() {
        late.note(booker, rooms, had, at, now);
        let left = released(had, now);
        given_back.extend((left != *had).then_some(left));
    }
    late.refused().map_or(Ok(given_back), |refused| Err(Refused::NotAvailable(refused)))
}

/// What is left of a booking that is given back at `now`: what is over was used, and stays; of what is
/// under way the rest is given back, so that it ends now, and all of it within its first second, since
/// times are told in seconds; what was declined is not shown any more.
pub(super) fn released(had: &Booking, now: EpochMillis) -> Booking {
    if had.state.holds() {
        if had.slot.end() <= now {
            return had.clone();
        }
        let is_used = |used: &Slot| had.state == BookingState::Accepted && used.millis() >= SECOND;
        if let Some(used) = Slot::new(had.slot.start(), now).ok().filter(is_used) {
            let before = had.slot.start().0.saturating_sub(had.held.start().0);
            let after = had.held.end().0.saturating_sub(had.slot.end().0);
            return Booking { slot: used, held: used.widened(before, after), ..had.clone() };
        }
    }
    Booking { state: BookingState::Released, ..had.clone() }
}

/// The rooms that may not be given back any more.
#[derive(Default)]
pub(super) struct Late(Vec<(RoomId, Refusal)>);

impl Late {
    /// Notes a booking that is given back, the `at`th of those that are meant, where it is too late.
    pub(super) fn note(
        &mut self,
        booker: &Booker,
        rooms: &HashMap<RoomId, RoomFacts, impl BuildHasher>,
        had: &Booking,
        at: usize,
        now: EpochMillis,
    ) {
        let facts = rooms.get(&had.room).filter(|_| had.state.holds());
        let refusal = facts.and_then(|facts| refuses_release(booker, facts, had.slot, now));
        let Some(refusal) = refusal else { return };
        match self.0.iter_mut().find(|(room, _)| *room == had.room) {
            Some((_, known)) => known.occurrences.push(at),
            None => {
                self.0.push((had.room.clone(), Refusal { occurrences: vec![at], ..refusal }));
            }
        }
    }

    /// They, where there are some.
    pub(super) fn refused(self) -> Option<Vec<(RoomId, Vec<Refusal>)>> {
        let rooms = self.0.into_iter().map(|(room, refusal)| (room, vec![refusal]));
        (rooms.len() > 0).then(|| rooms.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{DECLINED, House, at, booking, date, refused, slot, waiting};
    use super::*;
    use crate::calendar::{EventState, Occurrence};
    use crate::house::HouseRules;
    use crate::room::Policy;

    /// A house one of whose rooms asks for half an hour's notice; it is so many minutes after ten.
    fn house(now: i64) -> House {
        let mut house = House::new();
        let house_rules = HouseRules { notice_minutes: Some(30), ..HouseRules::default() };
        house.policy("oak", &Policy { house: house_rules, ..Policy::default() });
        house.now = at(now);
        house
    }

    fn gone(had: &Booking) -> Booking {
        Booking { state: BookingState::Released, ..had.clone() }
    }

    #[test]
    fn a_room_is_given_back_in_time_or_once_it_is_used() {
        let had = Booking { held: slot(-5, 70), ..booking("oak", 0, slot(0, 60)) };
        let late = Err(Refused::NotAvailable(Vec::new()));
        let used = |until| {
            let (slot, held) = (slot(0, until), slot(-5, until + 10));
            Ok(vec![Booking { slot, held, ..had.clone() }])
        };
        for (now, wanted) in [
            (-31, Ok(vec![gone(&had)])),
            (-30, Ok(vec![gone(&had)])),
            (-29, late.clone()),
            (-1, late.clone()),
            (0, Ok(vec![gone(&had)])),
            (20, used(20)),
            (59, used(59)),
            (60, Ok(Vec::new())),
            (90, Ok(Vec::new())),
        ] {
            let house = house(now);
            let result = give_back(&house.booker, [&had], &house.rooms, house.now);
            match wanted {
                Err(_) => {
                    assert_eq!(refused(&result), [("oak", vec!["leastCancelNotice"])], "{now}");
                }
                Ok(_) => assert_eq!(result, wanted, "{now}"),
            }
        }
    }

    #[test]
    fn what_was_used_for_less_than_a_second_is_given_back_whole() {
        let had = booking("oak", 0, slot(0, 60));
        let left = |millis| released(&had, EpochMillis(at(0).0 + millis));
        assert_eq!((left(1), left(999)), (gone(&had), gone(&had)));
        let used = left(1_000);
        assert_eq!((used.slot.millis(), used.state), (1_000, BookingState::Accepted));
    }

    #[test]
    fn all_are_given_back_or_none() {
        let house = house(-10);
        let had = [
            booking("elm", 0, slot(0, 60)),
            Booking { state: waiting(0), ..booking("oak", 0, slot(0, 60)) },
            booking("oak", 1440, slot(1440, 1500)),
            booking("oak", 15, slot(15, 60)),
            Booking { state: DECLINED, ..booking("oak", 5, slot(5, 60)) },
        ];
        let result = give_back(&house.booker, &had, &house.rooms, house.now);
        assert_eq!(refused(&result), [("oak", vec!["leastCancelNotice"])]);
        let Err(Refused::NotAvailable(rooms)) = result else { panic!() };
        assert_eq!(rooms[0].1[0].occurrences, [1, 3], "what waits holds the room as well");
        let in_time = [had[0].clone(), had[2].clone(), had[4].clone()];
        let result = give_back(&house.booker, &in_time, &house.rooms, house.now);
        assert_eq!(result, Ok(in_time.iter().map(gone).collect()));
    }

    #[test]
    fn who_administers_the_room_or_is_its_super_user_gives_it_back_at_any_time() {
        let had = booking("oak", 0, slot(0, 60));
        let mut administrator = house(-10);
        administrator.booker.viewer.is_admin = true;
        let mut super_user = house(-10);
        let oak = super_user.rooms.get_mut(&RoomId::new("oak")).unwrap();
        oak.rights.super_users.push(super_user.booker.user.clone());
        for house in [administrator, super_user] {
            let result = give_back(&house.booker, [&had], &house.rooms, house.now);
            assert_eq!(result, Ok(vec![gone(&had)]));
            assert!(house.rebook(std::slice::from_ref(&had), &[date(0, slot(90, 120))]).is_ok());
        }
    }

    #[test]
    fn a_booking_moves_off_its_time_in_time() {
        let had = [booking("oak", 0, slot(0, 60))];
        let cancelled = EventState::Cancelled;
        for (now, changed, is_late) in [
            (-31, date(0, slot(90, 120)), false),
            (-29, date(0, slot(90, 120)), true),
            (-29, date(0, slot(30, 90)), true),
            (-29, date(0, slot(-20, 50)), true),
            (-29, Occurrence { state: cancelled, ..date(0, slot(0, 60)) }, true),
            (-31, Occurrence { state: cancelled, ..date(0, slot(0, 60)) }, false),
            // It keeps what it has, or some of it.
            (-29, date(0, slot(0, 90)), false),
            (-29, date(0, slot(-10, 60)), false),
            (-29, date(0, slot(0, 15)), false),
            (-29, date(0, slot(0, 60)), false),
            (-29, date(7, slot(90, 120)), false),
            // It has begun.
            (10, date(0, slot(90, 120)), false),
            (10, Occurrence { state: cancelled, ..date(0, slot(0, 60)) }, false),
        ] {
            let result = house(now).rebook(&had, std::slice::from_ref(&changed));
            if is_late {
                let wanted = [("oak", vec!["leastCancelNotice"])];
                assert_eq!(refused(&result), wanted, "{now} {changed:?}");
            } else {
                assert!(result.is_ok(), "{now} {changed:?} {result:?}");
            }
        }
        let mut house = house(-29);
        house.taken("oak", slot(90, 120));
        let result = house.rebook(&had, &[date(0, slot(90, 120))]);
        assert_eq!(refused(&result), [("oak", vec!["leastCancelNotice", "overlap"])]);
        let result = house.rebook(&had, &[date(0, slot(-600, -540))]);
        assert_eq!(refused(&result), [("oak", vec!["leastCancelNotice", "eventEnded"])]);
    }
}
