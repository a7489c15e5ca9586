//! What of a room's quota a person has used up while several bookings are judged in turn.

use super::Known;
use crate::booking::{Level, RoomFacts};
use crate::calendar::Booking;
use crate::id::RoomId;
use crate::slot::Slot;

/// What of a room's quota is used up: as [`Known::used`] says, where `before` have been replaced by
/// `given`. Nothing, where it has none.
pub(super) fn used(
    facts: &RoomFacts,
    known: &Known<'_>,
    before: &[Booking],
    given: &[Booking],
) -> Vec<Slot> {
    let Some(quota) = &facts.rules.quota else { return Vec::new() };
    let counts = |booking: &&Booking| {
        booking.state.holds() && is_below(quota.level, &facts.room.id, &booking.room, known)
    };
    let mut used = known.used.get(&facts.room.id).cloned().unwrap_or_default();
    for old in before.iter().filter(counts) {
        if let Some(place) = used.iter().position(|slot| *slot == old.slot) {
            used.swap_remove(place);
        }
    }
    used.extend(given.iter().filter(counts).map(|booking| booking.slot));
    used
}

/// Whether a quota that a room has from that level counts what is booked of another: whatever quota
/// the other has.
pub(super) fn is_below(level: Level, own: &RoomId, other: &RoomId, known: &Known<'_>) -> bool {
    match level {
        Level::Organisation => true,
        Level::Group(group) => {
            known.rooms.get(other).is_some_and(|facts| facts.groups.contains(&group))
        }
        Level::Room => own == other,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{House, booking, date, refused, slot, waiting};
    use super::*;
    use crate::booking::Rules;
    use crate::calendar::BookingState;
    use crate::house::{HouseRules, Quota};
    use crate::id::GroupId;
    use crate::room::Policy;

    fn quota(quota: Quota) -> Policy {
        let house = HouseRules { quota: Some(quota), ..HouseRules::default() };
        Policy { house, ..Policy::default() }
    }

    /// A house of which two rooms lie in a group that has a quota; one of them has its own as well.
    fn house(of_group: Quota) -> House {
        let mut house = House::new();
        let group = [(GroupId(7), quota(of_group))];
        let own = quota(Quota { open_bookings: Some(9), ..Quota::default() });
        for (room, policy) in [("oak", None), ("elm", None), ("fir", Some(&own))] {
            let facts = house.rooms.get_mut(&RoomId::new(room)).unwrap();
            facts.groups = vec![GroupId(7)];
            facts.rules = Rules::of(policy, &group);
        }
        house
    }

    fn bookings(most: i32) -> Quota {
        Quota { open_bookings: Some(most), ..Quota::default() }
    }

    const OVER: &str = "bookingQuota.openBookings";

    #[test]
    fn rooms_and_dates_that_are_asked_for_together_use_up_one_quota() {
        let dates = [date(0, slot(0, 60)), date(60, slot(60, 120)), date(120, slot(120, 180))];
        // How many a group allows; which rooms for how many dates; which is refused.
        let cases: [(i32, &[&str], usize, Option<&str>); 8] = [
            (3, &["oak"], 3, None),
            (2, &["oak"], 3, Some("oak")),
            (6, &["oak", "elm"], 3, None),
            (5, &["oak", "elm"], 3, Some("elm")),
            // One with a quota of its own is counted by that of the group, and not bound by it.
            (6, &["fir", "oak"], 3, None),
            (5, &["fir", "oak"], 3, Some("oak")),
            (3, &["oak", "fir"], 3, None),
            // One beside the group is not counted.
            (3, &["ash", "oak"], 3, None),
        ];
        for (most, rooms, count, wanted) in cases {
            let house = house(bookings(most));
            let result = house.allot(&[], &dates[..count], rooms);
            match wanted {
                Some(room) => {
                    assert_eq!(refused(&result), [(room, vec![OVER])], "{most} {rooms:?}");
                }
                None => assert_eq!(result.unwrap().len(), rooms.len() * count, "{most} {rooms:?}"),
            }
        }
    }

    #[test]
    fn what_moves_or_is_agreed_to_is_counted_once() {
        let mut house = house(bookings(3));
        let had = [
            booking("oak", 0, slot(0, 60)),
            booking("oak", 60, slot(60, 120)),
            booking("elm", 0, slot(0, 60)),
        ];
        // As they are stored.
        let stored: Vec<_> = had.iter().map(|one| one.slot).collect();
        for room in ["oak", "elm", "fir"] {
            house.used.insert(RoomId::new(room), stored.clone());
        }
        for moved in [
            vec![date(0, slot(240, 300))],
            vec![date(0, slot(30, 90)), date(60, slot(90, 150))],
            vec![date(0, slot(-30, 60))],
        ] {
            let result = house.rebook(&had, &moved);
            assert!(result.is_ok(), "{moved:?} {result:?}");
        }
        // One more is one too many, and so is a longer one where hours are counted.
        assert_eq!(
            refused(&house.allot(&had, &[date(60, slot(60, 120))], &["elm"])),
            [("elm", vec![OVER])]
        );
        house.rooms.get_mut(&RoomId::new("oak")).unwrap().rules =
            Rules::of(Some(&quota(Quota { hours_a_day: Some(2), ..Quota::default() })), &[]);
        house.used.insert(RoomId::new("oak"), stored[..2].to_vec());
        assert!(house.rebook(&had[..2], &[date(60, slot(120, 180))]).is_ok());
        let longer = house.rebook(&had[..2], &[date(60, slot(60, 135))]);
        assert_eq!(refused(&longer), [("oak", vec!["bookingQuota.hoursPerDay"])]);
    }

    #[test]
    fn a_booking_that_waits_does_not_stand_in_its_own_way() {
        let mut house = house(bookings(1));
        let had = [booking("oak", 0, slot(0, 60))];
        let had = [Booking { state: waiting(0), ..had[0].clone() }];
        house.used.insert(RoomId::new("oak"), vec![slot(0, 60)]);
        let yes = house.approve(&had, &[date(0, slot(0, 60))]).unwrap();
        assert_eq!(yes[0].state, BookingState::Accepted);
        house.used.insert(RoomId::new("oak"), vec![slot(0, 60), slot(600, 660)]);
        let result = house.approve(&had, &[date(0, slot(0, 60))]);
        assert_eq!(refused(&result), [("oak", vec![OVER])], "another was booked meanwhile");
    }
}
