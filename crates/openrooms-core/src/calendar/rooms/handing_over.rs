//! Whether somebody to whom an event is handed over may have its rooms.

use super::{Known, Refused, quotas};
use crate::booking::{Booker, refuses_holder};
use crate::calendar::Booking;
use crate::slot::Slot;
use crate::time::EpochMillis;

/// Refuses somebody who is to organise an event and may not have a room that it holds on a date to
/// come. `known.used` says what they have used up without the event.
pub fn hand_over(
    booker: &Booker,
    bookings: &[Booking],
    known: &Known<'_>,
    now: EpochMillis,
) -> Result<(), Refused> {
    let coming = |had: &&Booking| had.state.holds() && now < had.slot.end();
    let mut coming: Vec<_> = bookings.iter().filter(coming).cloned().collect();
    coming.sort_by(|one, other| (&one.room, one.slot).cmp(&(&other.room, other.slot)));
    let (mut refused, mut given) = (Vec::new(), Vec::new());
    for of_room in coming.chunk_by(|one, other| one.room == other.room) {
        let room = &of_room[0].room;
        let Some(facts) = known.rooms.get(room) else { continue };
        let used = quotas::used(facts, known, &[], &given);
        let slots: Vec<Slot> = of_room.iter().filter_map(|had| had.slot.after(now)).collect();
        let why = refuses_holder(booker, facts, &slots, &used, now);
        if why.is_empty() {
            given.extend_from_slice(of_room);
        } else {
            refused.push((room.clone(), why));
        }
    }
    if refused.is_empty() { Ok(()) } else { Err(Refused::NotAvailable(refused)) }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::super::tests::{DECLINED, House, at, booking, refused, slot};
    use super::*;
    use crate::house::{HouseRules, Quota};
    use crate::id::RoomId;
    use crate::room::{Ban, Policy, RoomStatus};

    fn judged(house: &House, had: &[Booking]) -> Result<Vec<Booking>, Refused> {
        let known = Known { rooms: &house.rooms, busy: &HashMap::new(), used: &house.used };
        hand_over(&house.booker, had, &known, house.now).map(|()| Vec::new())
    }

    #[test]
    fn who_takes_an_event_over_may_book_its_rooms_to_come() {
        let had = [
            booking("oak", 0, slot(0, 60)),
            booking("oak", 60, slot(60, 120)),
            booking("elm", 60, slot(60, 120)),
        ];
        let mut house = House::new();
        house.now = at(60);
        assert_eq!(judged(&house, &had), Ok(vec![]));

        // A room that is not theirs, as long as it is held.
        house.rooms.get_mut(&RoomId::new("elm")).unwrap().room.status = RoomStatus::Administrators;
        assert_eq!(refused(&judged(&house, &had)), [("elm", vec!["roomStatus"])]);
        let declined = Booking { state: DECLINED, ..had[2].clone() };
        assert_eq!(judged(&house, &[had[0].clone(), declined]), Ok(vec![]));
        house.now = at(120);
        assert_eq!(judged(&house, &had), Ok(vec![]), "it is over");
        house.now = at(60);
        house.booker.viewer.is_admin = true;
        assert_eq!(judged(&house, &had), Ok(vec![]), "administrators pass");
        house.booker.viewer.is_admin = false;
        assert!(judged(&house, &had).is_err());

        // Somebody who is barred.
        house = House::new();
        let person = house.booker.person.clone();
        house.booker.bans = vec![Ban { person, starts_at: at(0), ends_at: None, memo: None }];
        let why = vec!["bookingBlacklist"];
        assert_eq!(refused(&judged(&house, &had)), [("elm", why.clone()), ("oak", why)]);
    }

    #[test]
    fn their_quota_counts_what_they_have_and_what_they_take_over() {
        let had = [booking("oak", 0, slot(0, 60)), booking("oak", 60, slot(60, 120))];
        for (most, own, wanted) in
            [(2, vec![], true), (1, vec![], false), (2, vec![slot(240, 300)], false)]
        {
            let mut house = House::new();
            let quota = Some(Quota { open_bookings: Some(most), ..Quota::default() });
            let rules = HouseRules { quota, ..HouseRules::default() };
            house.policy("oak", &Policy { house: rules, ..Policy::default() });
            house.used.insert(RoomId::new("oak"), own.clone());
            let found = judged(&house, &had);
            if wanted {
                assert_eq!(found, Ok(vec![]));
            } else {
                let over = vec!["bookingQuota.openBookings"];
                assert_eq!(refused(&found), [("oak", over)], "{most} {own:?}");
            }
        }
    }
}
