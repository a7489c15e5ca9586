//! Which bookings that are there a change of rooms, or of what their groups ask, would not allow.
//!
//! Nothing is taken from anybody who has a room: a booking stays when its room asks for more. Before
//! somebody saves, they are told what they would have to talk about: each booking to come is judged as
//! if it were asked for again, by the rules as they are and as they are to be.

use std::collections::{BTreeMap, HashMap};

use super::{Attendees, Booker, Level, Refusal, Repeats, RoomFacts, Verdict, Wish, judge};
use crate::id::UnionId;
use crate::slot::Slot;
use crate::time::EpochMillis;

/// A room as it is, and as it is to be.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangedRoom {
    /// As it is.
    pub before: RoomFacts,
    /// As it is to be.
    pub after: RoomFacts,
}

/// A booking that is there.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// Which of the rooms it is of.
    pub room: usize,
    /// Who has it.
    pub person: UnionId,
    /// When.
    pub slot: Slot,
    /// The same with the buffers that it holds.
    pub held: Slot,
    /// Whether its event repeats.
    pub repeats: Repeats,
    /// How many people come.
    pub attendees: usize,
}

/// What a change would break.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Broken {
    /// The bookings, by their places, each with what would refuse it and does not now.
    pub bookings: Vec<(usize, Vec<Refusal>)>,
    /// How many were judged: those to come.
    pub judged: usize,
    /// Whether there was time for all of them.
    pub is_whole: bool,
}

/// Judges bookings, which are in the order of time. `level` is where the change is made: a quota that is
/// set there counts what else a person has of these bookings, those that are over too; one that is set
/// elsewhere has each booking judged by itself.
pub fn broken_by(
    rooms: &[ChangedRoom],
    bookings: &[Standing],
    people: &BTreeMap<UnionId, Booker>,
    level: Level,
    now: EpochMillis,
    goes_on: &mut dyn FnMut() -> bool,
) -> Broken {
    let beside = neighbours(bookings);
    let mut used: HashMap<&UnionId, Vec<Slot>> = HashMap::new();
    let mut found = Broken { is_whole: true, ..Broken::default() };
    for (at, booking) in bookings.iter().enumerate() {
        let had = used.entry(&booking.person).or_default();
        // What has begun takes its course.
        if booking.slot.start() > now
            && let Some(room) = rooms.get(booking.room)
            && let Some(booker) = people.get(&booking.person)
        {
            if !goes_on() {
                found.is_whole = false;
                break;
            }
            found.judged += 1;
            let counts = room.after.rules.quota.is_some_and(|quota| quota.level == level);
            let wish = Wish {
                booker: booker.clone(),
                slots: vec![booking.slot],
                repeats: booking.repeats,
                attendees: Attendees::All(booking.attendees),
                used: if counts { had.clone() } else { Vec::new() },
                now,
            };
            let refusals = newly_refused(&wish, room, &beside[at]);
            if !refusals.is_empty() {
                found.bookings.push((at, refusals));
            }
        }
        had.push(booking.slot);
    }
    found
}

/// What refuses a wish as the room is to be, and does not as it is.
fn newly_refused(wish: &Wish, room: &ChangedRoom, busy: &[Slot]) -> Vec<Refusal> {
    let refusals = |facts| match judge(wish, facts, busy) {
        Verdict::Refused(refusals) => refusals,
        Verdict::Accepted(_) | Verdict::Waiting(_) => Vec::new(),
    };
    let mut after = refusals(&room.after);
    if !after.is_empty() {
        let before = refusals(&room.before);
        after.retain(|new| before.iter().all(|old| old.rule.name() != new.rule.name()));
    }
    after
}

/// What holds the room right before each booking and right after it: since bookings do not overlap, who
/// overlaps neither overlaps none.
fn neighbours(bookings: &[Standing]) -> Vec<Vec<Slot>> {
    let mut beside: Vec<Vec<Slot>> = vec![Vec::new(); bookings.len()];
    let mut last: HashMap<usize, usize> = HashMap::new();
    for (at, booking) in bookings.iter().enumerate() {
        if let Some(before) = last.insert(booking.room, at) {
            beside[at].push(bookings[before].held);
            beside[before].push(booking.held);
        }
    }
    beside
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Viewer;
    use crate::booking::Rules;
    use crate::house::{HouseRules, Quota};
    use crate::id::{GroupId, RoomId, UserId};
    use crate::room::{Closure, Policy, Room, RoomRights, RoomStatus};
    use crate::room_change::RoomWish;
    use crate::time::Zone;

    const HOUR: i64 = 3_600_000;
    const NOW: EpochMillis = EpochMillis(1_795_658_400_000);

    /// From so many hours after now until so many.
    fn hours(from: i64, until: i64) -> Slot {
        let at = |hours: i64| EpochMillis(NOW.0 + hours * HOUR);
        Slot::new(at(from), at(until)).unwrap()
    }

    fn booked(room: usize, person: &str, slot: Slot) -> Standing {
        let person = UnionId::new(person);
        Standing { room, person, slot, held: slot, repeats: Repeats::Once, attendees: 3 }
    }

    fn facts(room: &Room, groups: &[(GroupId, Policy)]) -> RoomFacts {
        RoomFacts {
            groups: groups.iter().map(|(id, _)| *id).collect(),
            rights: RoomRights::none(room.id.clone()),
            rules: Rules::of(room.policy.as_ref(), groups),
            zone: Zone::default(),
            room: room.clone(),
        }
    }

    fn room() -> Room {
        RoomWish { capacity: Some(4), ..RoomWish::default() }.make(RoomId::new("r"), "u".to_owned())
    }

    fn people() -> BTreeMap<UnionId, Booker> {
        let person = |id: &str, is_admin| {
            let viewer = Viewer { is_admin, ..Viewer::default() };
            let (person, user) = (UnionId::new(id), UserId::new(id));
            (person.clone(), Booker { person, user, viewer, bans: Vec::new() })
        };
        BTreeMap::from([person("ann", false), person("bob", false), person("boss", true)])
    }

    /// The places of what a change of one room breaks, each with the rules.
    fn broken(after: &Room, bookings: &[Standing]) -> Vec<(usize, Vec<&'static str>)> {
        let room = ChangedRoom { before: facts(&room(), &[]), after: facts(after, &[]) };
        told(&broken_by(&[room], bookings, &people(), Level::Room, NOW, &mut || true))
    }

    fn told(found: &Broken) -> Vec<(usize, Vec<&'static str>)> {
        let names = |refusals: &[Refusal]| refusals.iter().map(|each| each.rule.name()).collect();
        found.bookings.iter().map(|(at, refusals)| (*at, names(refusals))).collect()
    }

    #[test]
    fn what_is_booked_is_judged_by_what_is_to_be() {
        let bookings = [
            booked(0, "ann", hours(-1, 1)), // it has begun
            booked(0, "ann", hours(1, 2)),
            booked(0, "bob", hours(2, 5)),
            booked(0, "boss", hours(5, 9)), // whom no policy binds
        ];
        let with = |policy| Room { policy: Some(policy), ..room() };
        let closure = Closure {
            starts_at: Some(hours(4, 5).start()),
            ends_at: Some(hours(4, 20).end()),
            ..Closure::default()
        };
        let house = |house| Policy { house, ..Policy::default() };
        let longest = |minutes| Policy { max_length_minutes: Some(minutes), ..Policy::default() };
        let seats = HouseRules { counts_seats: Some(true), ..HouseRules::default() };
        for (after, wanted) in [
            (room(), vec![]),
            (with(Policy::default()), vec![]),
            (with(longest(180)), vec![]),
            (with(longest(60)), vec![(2, vec!["maxReservationTimeInterval"])]),
            (
                with(Policy { is_open: Some(false), ..longest(60) }),
                vec![
                    (1, vec!["openReservation"]),
                    (2, vec!["openReservation", "maxReservationTimeInterval"]),
                ],
            ),
            (
                with(Policy { closure: Some(closure), ..Policy::default() }),
                vec![(2, vec!["reservationCloseDetail"])],
            ),
            (with(Policy { needs_approval: Some(true), ..Policy::default() }), vec![]),
            (
                with(house(HouseRules { buffer_after_minutes: Some(5), ..HouseRules::default() })),
                vec![(1, vec!["overlap"]), (2, vec!["overlap"])],
            ),
            (with(house(seats.clone())), vec![]),
            (
                Room { capacity: Some(2), ..with(house(seats)) },
                vec![(1, vec!["capacityCheck"]), (2, vec!["capacityCheck"])],
            ),
            (
                Room { status: RoomStatus::Administrators, ..room() },
                vec![(1, vec!["roomStatus"]), (2, vec!["roomStatus"])],
            ),
        ] {
            assert_eq!(broken(&after, &bookings), wanted, "{after:?}");
        }
    }

    #[test]
    fn what_was_against_a_rule_before_is_none_of_the_change() {
        let strict = |minutes| Policy { max_length_minutes: Some(minutes), ..Policy::default() };
        let with = |minutes| facts(&Room { policy: Some(strict(minutes)), ..room() }, &[]);
        let bookings = [booked(0, "ann", hours(1, 2)), booked(0, "bob", hours(2, 5))];
        let room = ChangedRoom { before: with(90), after: with(30) };
        let found = broken_by(&[room], &bookings, &people(), Level::Room, NOW, &mut || true);
        assert_eq!(told(&found), [(0, vec!["maxReservationTimeInterval"])]);
        assert_eq!((found.judged, found.is_whole), (2, true));
    }

    #[test]
    fn a_quota_counts_where_it_is_set_what_came_before_in_all_rooms() {
        let quota = Quota { open_bookings: Some(1), ..Quota::default() };
        let policy = Policy {
            house: HouseRules { quota: Some(quota), ..HouseRules::default() },
            ..Policy::default()
        };
        let group = GroupId(7);
        let bare = [(group, Policy::default())];
        let room = || ChangedRoom {
            before: facts(&room(), &bare),
            after: facts(&room(), &[(group, policy.clone())]),
        };
        let bookings = [
            booked(0, "ann", hours(1, 2)),
            booked(1, "bob", hours(1, 2)),
            booked(1, "ann", hours(3, 4)),
        ];
        let of = |level| {
            let rooms = [room(), room()];
            told(&broken_by(&rooms, &bookings, &people(), level, NOW, &mut || true))
        };
        assert_eq!(of(Level::Group(group)), [(2, vec!["bookingQuota.openBookings"])]);
        assert_eq!(of(Level::Room), []);
    }

    #[test]
    fn who_runs_out_of_time_says_so() {
        let bookings = [booked(0, "ann", hours(1, 2)), booked(0, "bob", hours(2, 5))];
        let shut = Policy { is_open: Some(false), ..Policy::default() };
        let after = facts(&Room { policy: Some(shut), ..room() }, &[]);
        let room = ChangedRoom { before: facts(&room(), &[]), after };
        let mut left = 1;
        let mut goes_on = || std::mem::replace(&mut left, 0) > 0;
        let found = broken_by(&[room], &bookings, &people(), Level::Room, NOW, &mut goes_on);
        assert_eq!((found.bookings.len(), found.judged, found.is_whole), (1, 1, false));
    }
}
