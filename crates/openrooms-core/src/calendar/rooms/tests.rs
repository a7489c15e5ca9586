use super::*;
use crate::access::Viewer;
use crate::booking::Rules;
use crate::calendar::recurrence::{Pattern, Recurrence};
use crate::calendar::{When, WhenKind};
use crate::house::{HouseRules, Quota};
use crate::id::{UnionId, UserId};
use crate::room::{Closure, Policy, RoomRights};
use crate::room_change::RoomWish;
use crate::time::Zone;

const MINUTE: i64 = 60_000;
/// 26 November 2026, 10:00 in Shanghai.
const TEN: i64 = 1_795_658_400_000;

/// So many minutes after ten.
pub(super) fn at(minutes: i64) -> EpochMillis {
    EpochMillis(TEN + minutes * MINUTE)
}

/// From so many minutes after ten until so many.
pub(super) fn slot(from: i64, until: i64) -> Slot {
    Slot::new(at(from), at(until)).unwrap()
}

fn event() -> Event {
    Event {
        id: EventId::new("mine"),
        organiser: UnionId::new("ann"),
        summary: String::new(),
        description: None,
        when: When { slot: slot(0, 60), zone: Zone::default(), kind: WhenKind::Timed, hours: None },
        recurrence: None,
        state: EventState::Confirmed,
        created_at: at(-600),
        updated_at: at(-600),
        beyond: None,
    }
}

/// The date that was first meant to begin so many minutes after ten.
pub(super) fn date(origin: i64, slot: Slot) -> Occurrence {
    let (event, state) = (EventId::new("mine"), EventState::Confirmed);
    Occurrence { event, origin: at(origin), slot, state, beyond: None }
}

pub(super) fn booking(room: &str, origin: i64, slot: Slot) -> Booking {
    Booking {
        room: RoomId::new(room),
        event: EventId::new("mine"),
        origin: at(origin),
        slot,
        held: slot,
        state: BookingState::Accepted,
    }
}

pub(super) fn waiting(until: i64) -> BookingState {
    BookingState::Waiting { until: Some(at(until)) }
}

pub(super) const DECLINED: BookingState = BookingState::Declined { by: None, reason: None };

/// The rooms that there are, with the policies of some, and who holds them.
pub(super) struct House {
    pub(super) booker: Booker,
    pub(super) rooms: HashMap<RoomId, RoomFacts>,
    busy: HashMap<RoomId, Vec<Busy>>,
    pub(super) used: HashMap<RoomId, Vec<Slot>>,
    people: Coming,
    pub(super) now: EpochMillis,
}

impl House {
    /// Free rooms that ask nothing, an hour before ten.
    pub(super) fn new() -> Self {
        let booker = Booker {
            person: UnionId::new("ann"),
            user: UserId::new("u-ann"),
            viewer: Viewer::default(),
            bans: Vec::new(),
        };
        let (busy, used, now) = (HashMap::new(), HashMap::new(), at(-60));
        let people = Coming { whole: 1, ..Coming::default() };
        let mut house = Self { booker, rooms: HashMap::new(), busy, used, people, now };
        for name in ["oak", "elm", "fir", "ash", "yew", "bay"] {
            house.policy(name, &Policy::default());
        }
        house
    }

    pub(super) fn policy(&mut self, name: &str, policy: &Policy) {
        let room = RoomWish::default().make(RoomId::new(name), String::new());
        let facts = RoomFacts {
            groups: Vec::new(),
            rights: RoomRights::none(room.id.clone()),
            rules: Rules::of(Some(policy), &[]),
            zone: Zone::default(),
            room,
        };
        self.rooms.insert(RoomId::new(name), facts);
    }

    pub(super) fn taken(&mut self, room: &str, held: Slot) {
        let (event, origin) = (EventId::new("other"), held.start());
        let busy = self.busy.entry(RoomId::new(room)).or_default();
        busy.push(Busy { held, event, origin });
        busy.sort_by_key(|busy| busy.held);
    }

    fn asking<'a>(&'a self, event: &'a Event, bookings: &'a [Booking]) -> Asking<'a> {
        let (booker, now) = (&self.booker, self.now);
        let people = &self.people;
        Asking { event, repeats: repeats(event), booker, bookings, people, now }
    }

    /// What holds the rooms, the event itself too.
    fn busy(&self, bookings: &[Booking]) -> HashMap<RoomId, Vec<Busy>> {
        let mut busy = self.busy.clone();
        for own in bookings.iter().filter(|booking| booking.state.holds()) {
            let list = busy.entry(own.room.clone()).or_default();
            let (held, event, origin) = (own.held, own.event.clone(), own.origin);
            list.push(Busy { held, event, origin });
            list.sort_by_key(|busy| busy.held);
        }
        busy
    }

    pub(super) fn allot(
        &self,
        had: &[Booking],
        dates: &[Occurrence],
        rooms: &[&str],
    ) -> Result<Vec<Booking>, Refused> {
        let (event, busy) = (event(), self.busy(had));
        let known = Known { rooms: &self.rooms, busy: &busy, used: &self.used };
        let rooms: Vec<_> = rooms.iter().map(|&name| RoomId::new(name)).collect();
        allot(&self.asking(&event, had), dates, &rooms, &known)
    }

    fn allot_some(
        &self,
        had: &[Booking],
        dates: &[Occurrence],
        rooms: &[&str],
    ) -> Result<(Vec<Booking>, Vec<Skipped>), Refused> {
        let (event, busy) = (event(), self.busy(had));
        let known = Known { rooms: &self.rooms, busy: &busy, used: &self.used };
        let rooms: Vec<_> = rooms.iter().map(|&name| RoomId::new(name)).collect();
        allot_some(&self.asking(&event, had), dates, &rooms, &known)
    }

    pub(super) fn rebook(
        &self,
        had: &[Booking],
        dates: &[Occurrence],
    ) -> Result<Vec<Booking>, Refused> {
        let (event, busy) = (event(), self.busy(had));
        let known = Known { rooms: &self.rooms, busy: &busy, used: &self.used };
        rebook(&self.asking(&event, had), dates, &known)
    }

    pub(super) fn approve(
        &self,
        had: &[Booking],
        dates: &[Occurrence],
    ) -> Result<Vec<Booking>, Refused> {
        let (event, busy) = (event(), self.busy(had));
        let known = Known { rooms: &self.rooms, busy: &busy, used: &self.used };
        approve(&self.asking(&event, had), dates, &RoomId::new("oak"), &known)
    }
}

/// The rooms that were refused, each with its rules.
pub(super) fn refused(result: &Result<Vec<Booking>, Refused>) -> Vec<(&str, Vec<&'static str>)> {
    match result {
        Err(Refused::NotAvailable(rooms)) => rooms
            .iter()
            .map(|(room, why)| (room.as_str(), why.iter().map(|one| one.rule.name()).collect()))
            .collect(),
        other => panic!("{other:?}"),
    }
}

fn approval() -> Policy {
    Policy { needs_approval: Some(true), ..Policy::default() }
}

fn buffers(before: i32, after: i32) -> Policy {
    let house = HouseRules {
        buffer_before_minutes: Some(before),
        buffer_after_minutes: Some(after),
        ..HouseRules::default()
    };
    Policy { house, ..Policy::default() }
}

#[test]
fn free_rooms_are_had_for_each_date_with_their_buffers() {
    let mut house = House::new();
    house.policy("elm", &buffers(5, 10));
    house.policy("fir", &approval());
    let dates = [date(0, slot(0, 60)), date(100, slot(120, 180))];
    let wider = |own: Booking, held| Booking { held, ..own };
    let waits = |own: Booking, until| Booking { state: waiting(until), ..own };
    let wanted = vec![
        booking("oak", 0, slot(0, 60)),
        booking("oak", 100, slot(120, 180)),
        wider(booking("elm", 0, slot(0, 60)), slot(-5, 70)),
        wider(booking("elm", 100, slot(120, 180)), slot(115, 190)),
        waits(booking("fir", 0, slot(0, 60)), 0),
        waits(booking("fir", 100, slot(120, 180)), 120),
    ];
    assert_eq!(house.allot(&[], &dates, &["oak", "elm", "fir", "oak"]), Ok(wanted));
    assert_eq!(house.allot(&[], &dates, &[]), Ok(vec![]));
}

#[test]
fn all_or_none_and_every_room_that_cannot_be_had_is_told() {
    let mut house = House::new();
    house.taken("elm", slot(59, 61));
    house.policy("fir", &Policy { is_open: Some(false), ..Policy::default() });
    let result = house.allot(&[], &[date(0, slot(0, 60))], &["oak", "elm", "fir"]);
    assert_eq!(refused(&result), [("elm", vec!["overlap"]), ("fir", vec!["openReservation"])]);
    let result = house.allot(&[], &[date(0, slot(0, 60))], &["oak", "nowhere", "elm"]);
    assert_eq!(result, Err(Refused::RoomUnknown));
}

#[test]
fn what_is_held_counts_as_had_and_what_was_declined_may_be_had_again() {
    let mut house = House::new();
    house.policy("oak", &Policy { is_open: Some(false), ..Policy::default() });
    let dates = [date(0, slot(0, 60)), date(100, slot(120, 180))];
    let had = [booking("oak", 0, slot(0, 60)), booking("oak", 100, slot(120, 180))];
    assert_eq!(house.allot(&had, &dates, &["oak"]), Ok(vec![]), "whatever the room now asks");
    let one = Booking { state: DECLINED, ..had[1].clone() };
    let result = house.allot(&[had[0].clone(), one.clone()], &dates, &["oak"]);
    assert_eq!(refused(&result), [("oak", vec!["openReservation"])]);
    house.policy("oak", &Policy::default());
    let result = house.allot(&[had[0].clone(), one], &dates, &["oak"]);
    assert_eq!(result, Ok(vec![had[1].clone()]), "the date that is missing alone");
}

#[test]
fn an_event_has_five_rooms_at_most() {
    let house = House::new();
    let dates = [date(0, slot(0, 60))];
    let five = ["oak", "elm", "fir", "ash", "yew"];
    assert_eq!(house.allot(&[], &dates, &five).unwrap().len(), 5);
    let had: Vec<_> = five[..4].iter().map(|room| booking(room, 0, slot(0, 60))).collect();
    assert_eq!(house.allot(&had, &dates, &["yew", "oak"]).unwrap().len(), 1);
    assert_eq!(house.allot(&had, &dates, &["yew", "bay"]), Err(Refused::TooMany));
    let mut one_declined = had.clone();
    one_declined[0].state = DECLINED;
    assert_eq!(house.allot(&one_declined, &dates, &["yew", "bay"]).unwrap().len(), 2);
    // Of a series, each date counts by itself.
    let two = [date(0, slot(0, 60)), date(100, slot(120, 180))];
    assert_eq!(house.allot(&had, &two[1..], &["yew", "bay"]).unwrap().len(), 2);
    assert_eq!(house.allot(&had, &two, &["yew", "bay"]), Err(Refused::TooMany));
}

#[test]
fn what_is_over_or_does_not_take_place_gets_no_room() {
    let mut house = House::new();
    house.now = at(90);
    let dates = [date(0, slot(0, 60)), date(60, slot(60, 120)), date(120, slot(120, 180))];
    let cancelled = |one: &Occurrence| Occurrence { state: EventState::Cancelled, ..one.clone() };
    assert_eq!(
        house.allot(&[], &dates, &["oak"]),
        Ok(vec![booking("oak", 60, slot(90, 120)), booking("oak", 120, slot(120, 180))]),
        "what has begun, for the rest of it"
    );
    assert_eq!(refused(&house.allot(&[], &dates[..1], &["oak"])), [("oak", vec!["eventEnded"])]);
    // Asked for again, what is over is not missing.
    let had = [booking("oak", 60, slot(90, 120)), booking("oak", 120, slot(120, 180))];
    assert_eq!(house.allot(&had, &dates, &["oak"]), Ok(vec![]));
    assert_eq!(house.allot(&had[..1], &dates, &["oak"]), Ok(vec![had[1].clone()]));
    let none = [cancelled(&dates[1]), cancelled(&dates[2])];
    assert_eq!(refused(&house.allot(&[], &none, &["oak"])), [("oak", vec!["eventEnded"])]);
}

#[test]
fn a_room_moves_along_where_it_is_free() {
    let mut house = House::new();
    house.policy("oak", &buffers(5, 10));
    house.taken("oak", slot(200, 300));
    let had = [Booking { held: slot(-5, 70), ..booking("oak", 0, slot(0, 60)) }];
    for (from, until, held) in [
        (30, 90, Some(slot(25, 100))),
        (120, 190, Some(slot(115, 200))),
        (120, 191, None),
        (250, 260, None),
        (303, 320, None),
        (305, 320, Some(slot(300, 330))),
        (0, 120, Some(slot(-5, 130))),
    ] {
        let result = house.rebook(&had, &[date(0, slot(from, until))]);
        match held {
            Some(held) => {
                let moved = Booking { held, ..booking("oak", 0, slot(from, until)) };
                assert_eq!(result, Ok(vec![moved]), "{from} {until}");
            }
            None => assert_eq!(refused(&result), [("oak", vec!["overlap"])], "{from} {until}"),
        }
    }
    assert_eq!(house.rebook(&had, &[date(0, slot(0, 60))]), Ok(vec![]), "it stays");
    assert_eq!(house.rebook(&had, &[date(7, slot(90, 95))]), Ok(vec![]), "another date");
}

#[test]
fn what_becomes_shorter_is_never_refused_and_keeps_its_word() {
    let mut house = House::new();
    let had = [Booking { held: slot(-5, 70), ..booking("oak", 0, slot(0, 60)) }];
    let closed = Policy { is_open: Some(false), needs_approval: Some(true), ..buffers(20, 20) };
    house.policy("oak", &closed);
    house.taken("oak", slot(70, 90));
    for state in [BookingState::Accepted, waiting(0)] {
        let had = [Booking { state: state.clone(), ..had[0].clone() }];
        for (from, until) in [(10, 60), (0, 50), (10, 20)] {
            let result = house.rebook(&had, &[date(0, slot(from, until))]);
            let held = slot(from - 5, until + 10);
            let shorter =
                Booking { held, state: state.clone(), ..booking("oak", 0, slot(from, until)) };
            assert_eq!(result, Ok(vec![shorter]), "{from} {until}");
        }
        let longer = house.rebook(&had, &[date(0, slot(0, 61))]);
        assert_eq!(refused(&longer), [("oak", vec!["overlap", "openReservation"])]);
    }
}

#[test]
fn what_moves_waits_again_where_somebody_s_word_is_needed() {
    let mut house = House::new();
    house.policy("oak", &approval());
    let had = [booking("oak", 0, slot(0, 60))];
    let moved = Booking { state: waiting(10), ..booking("oak", 0, slot(10, 70)) };
    assert_eq!(house.rebook(&had, &[date(0, slot(10, 70))]), Ok(vec![moved]));
}

#[test]
fn what_does_not_take_place_gives_its_rooms_back() {
    let mut house = House::new();
    house.now = at(90);
    let had = [
        booking("oak", 0, slot(0, 60)),
        booking("oak", 60, slot(60, 120)),
        booking("elm", 120, slot(120, 180)),
        Booking { state: DECLINED, ..booking("fir", 120, slot(120, 180)) },
    ];
    for state in [EventState::Cancelled, EventState::Deleted] {
        let dates = [(0, 0, 60), (60, 60, 120), (120, 120, 180)];
        let dates = dates
            .map(|(origin, from, until)| Occurrence { state, ..date(origin, slot(from, until)) });
        let used = booking("oak", 60, slot(60, 90));
        let released = Booking { state: BookingState::Released, ..had[2].clone() };
        assert_eq!(house.rebook(&had, &dates), Ok(vec![used, released]), "what is over stays");
    }
}

#[test]
fn dates_of_a_series_may_change_places_but_not_meet() {
    let house = House::new();
    let had = [booking("oak", 0, slot(0, 60)), booking("oak", 60, slot(60, 120))];
    // All half an hour later: each where the other was.
    let later = [date(0, slot(30, 90)), date(60, slot(90, 150))];
    let wanted = vec![booking("oak", 0, slot(30, 90)), booking("oak", 60, slot(90, 150))];
    assert_eq!(house.rebook(&had, &later), Ok(wanted));
    let meet = [date(0, slot(30, 90)), date(60, slot(80, 140))];
    assert_eq!(refused(&house.rebook(&had, &meet)), [("oak", vec!["overlapOfSeries"])]);
    // One alone meets the other that stays, unless that makes way.
    assert_eq!(refused(&house.rebook(&had, &later[..1])), [("oak", vec!["overlap"])]);
    let way = [date(0, slot(30, 90)), date(60, slot(90, 120))];
    let wanted = vec![booking("oak", 60, slot(90, 120)), booking("oak", 0, slot(30, 90))];
    assert_eq!(house.rebook(&had, &way), Ok(wanted));
}

#[test]
fn what_runs_keeps_what_it_has_held() {
    let mut house = House::new();
    house.now = at(30);
    house.taken("oak", slot(90, 120));
    let had = [booking("oak", 0, slot(0, 60))];
    let result = |from, until| house.rebook(&had, &[date(0, slot(from, until))]);
    assert_eq!(result(0, 90), Ok(vec![booking("oak", 0, slot(0, 90))]));
    assert_eq!(refused(&result(0, 91)), [("oak", vec!["overlap"])]);
    assert_eq!(result(0, 45), Ok(vec![booking("oak", 0, slot(0, 45))]));
    assert_eq!(result(-30, 60), Ok(vec![]), "it held nothing before");
    assert_eq!(result(20, 80), Ok(vec![booking("oak", 0, slot(20, 80))]));
    assert_eq!(result(60, 80), Ok(vec![booking("oak", 0, slot(60, 80))]), "begins anew");
    // Brought to an end: what was used was used.
    assert_eq!(result(0, 20), Ok(vec![booking("oak", 0, slot(0, 20))]));
    // One that was booked when it ran holds from then on.
    let late = [booking("oak", 0, slot(10, 60))];
    let result = house.rebook(&late, &[date(0, slot(0, 50))]);
    assert_eq!(result, Ok(vec![booking("oak", 0, slot(10, 50))]));
    let result = house.rebook(&late, &[date(0, slot(0, 80))]);
    assert_eq!(result, Ok(vec![booking("oak", 0, slot(10, 80))]));
}

#[test]
fn what_a_room_was_used_for_stays_in_the_record() {
    let mut house = House::new();
    house.now = at(70);
    let had = [booking("oak", 0, slot(0, 60))];
    let result = |from, until| house.rebook(&had, &[date(0, slot(from, until))]);
    for (from, until) in [(120, 180), (60, 120)] {
        assert_eq!(refused(&result(from, until)), [("oak", vec!["eventEnded"])]);
    }
    // Who goes on for longer than was said has the room from now on.
    assert_eq!(result(0, 120), Ok(vec![booking("oak", 0, slot(70, 120))]));
    let declined = [Booking { state: DECLINED, ..had[0].clone() }];
    assert_eq!(house.rebook(&declined, &[date(0, slot(120, 180))]), Ok(vec![]));
}

#[test]
fn no_booking_moves_to_where_it_would_be_over() {
    let mut house = House::new();
    house.now = at(30);
    for (from, until) in [(0, 60), (60, 120), (-90, 0)] {
        let had = [booking("oak", 0, slot(from, until))];
        let result = house.rebook(&had, &[date(0, slot(-180, -120))]);
        assert_eq!(refused(&result), [("oak", vec!["eventEnded"])], "{from} {until}");
        let Err(Refused::NotAvailable(why)) = result else { panic!("{from} {until}") };
        assert_eq!(why[0].1[0].rule, Rule::Ended { at: at(-120) });
    }
    // A series is moved whole or not at all.
    let had = [60, 120, 1440].map(|from| booking("oak", from, slot(from, from + 60)));
    let earlier = [60, 120, 1440].map(|from| date(from, slot(from - 180, from - 120)));
    let Err(Refused::NotAvailable(why)) = house.rebook(&had, &earlier) else { panic!("past") };
    let [(room, why)] = &why[..] else { panic!("one room") };
    assert_eq!((room.as_str(), why.len(), &why[0].occurrences[..]), ("oak", 1, &[0, 1][..]));
    // What is declined is no booking, and what does not take place has none.
    let declined = [Booking { state: DECLINED, ..had[0].clone() }];
    assert_eq!(house.rebook(&declined, &earlier[..1]), Ok(vec![]));
    let gone = Booking { state: BookingState::Released, ..had[0].clone() };
    let cancelled = [Occurrence { state: EventState::Cancelled, ..earlier[0].clone() }];
    assert_eq!(house.rebook(&had[..1], &cancelled), Ok(vec![gone]));
}

#[test]
fn a_room_that_is_gone_does_not_move_along() {
    let mut house = House::new();
    house.rooms.remove(&RoomId::new("oak"));
    let had = [booking("oak", 0, slot(0, 60)), booking("elm", 0, slot(0, 60))];
    let result = house.rebook(&had, &[date(0, slot(30, 90))]).unwrap();
    let gone = Booking { state: DECLINED, ..had[0].clone() };
    assert_eq!(result, [gone, booking("elm", 0, slot(30, 90))]);
}

#[test]
fn a_yes_is_judged_once_more() {
    let mut house = House::new();
    house.policy("oak", &approval());
    let dates = [date(0, slot(0, 60)), date(100, slot(120, 180))];
    let waits = |own: Booking| Booking { state: waiting(0), ..own };
    let held = [
        waits(Booking { held: slot(-5, 65), ..booking("oak", 0, slot(0, 60)) }),
        waits(booking("oak", 100, slot(120, 180))),
        waits(booking("elm", 0, slot(0, 60))),
    ];
    let accepted: Vec<_> = held[..2]
        .iter()
        .map(|one| Booking { state: BookingState::Accepted, ..one.clone() })
        .collect();
    assert_eq!(house.approve(&held, &dates), Ok(accepted.clone()));
    assert_eq!(house.approve(&held, &dates[1..]), Ok(accepted[1..].to_vec()));
    assert_eq!(house.approve(&accepted, &dates), Ok(vec![]), "a second time");

    house.policy("oak", &Policy { is_open: Some(false), ..approval() });
    let result = house.approve(&held, &dates);
    assert_eq!(refused(&result), [("oak", vec!["openReservation"])]);
    house.policy("oak", &approval());
    house.now = at(200);
    assert_eq!(refused(&house.approve(&held, &dates)), [("oak", vec!["eventEnded"])]);
}

#[test]
fn what_was_declined_may_be_had_after_all_where_the_room_is_free() {
    let mut house = House::new();
    house.policy("oak", &approval());
    let dates = [date(0, slot(0, 60))];
    let had = [Booking { state: DECLINED, ..booking("oak", 0, slot(0, 60)) }];
    assert_eq!(house.approve(&had, &dates), Ok(vec![booking("oak", 0, slot(0, 60))]));
    house.taken("oak", slot(30, 40));
    assert_eq!(refused(&house.approve(&had, &dates)), [("oak", vec!["overlap"])]);
}

#[test]
fn a_late_yes_gives_no_sixth_room() {
    let house = House::new();
    let dates = [date(0, slot(0, 60))];
    let declined = Booking { state: DECLINED, ..booking("oak", 0, slot(0, 60)) };
    let mut had: Vec<_> =
        ["elm", "fir", "ash", "yew"].map(|room| booking(room, 0, slot(0, 60))).to_vec();
    had.push(declined);
    assert_eq!(house.approve(&had, &dates).unwrap().len(), 1);
    had.push(booking("bay", 0, slot(0, 60)));
    assert_eq!(house.approve(&had, &dates), Err(Refused::TooMany));
}

#[test]
fn dates_that_passed_unanswered_do_not_bar_those_to_come() {
    let mut house = House::new();
    house.policy("oak", &approval());
    let dates = [date(0, slot(0, 60)), date(100, slot(100, 160)), date(200, slot(200, 260))];
    let passed = Booking { state: DECLINED, ..booking("oak", 0, slot(0, 60)) };
    let waits = Booking { state: waiting(100), ..booking("oak", 100, slot(100, 160)) };
    let declined = Booking { state: DECLINED, ..booking("oak", 200, slot(200, 260)) };
    house.now = at(90);
    let accepted = [booking("oak", 100, slot(100, 160)), booking("oak", 200, slot(200, 260))];
    let had = [passed.clone(), waits, declined.clone()];
    assert_eq!(house.approve(&had[..2], &dates), Ok(accepted[..1].to_vec()));
    assert_eq!(house.approve(&had, &dates), Ok(accepted.to_vec()));
    assert_eq!(house.approve(&[passed.clone(), declined], &dates), Ok(accepted[1..].to_vec()));
    assert_eq!(refused(&house.approve(&[passed], &dates)), [("oak", vec!["eventEnded"])]);
}

#[test]
fn how_an_event_repeats() {
    let with = |range| {
        let recurrence = Recurrence { pattern: Pattern::Daily, interval: 1, range };
        Event { recurrence: Some(recurrence), ..event() }
    };
    assert_eq!(repeats(&event()), Repeats::Once);
    assert_eq!(repeats(&with(Range::NoEnd)), Repeats::WithoutEnd);
    assert_eq!(repeats(&with(Range::Count(3))), Repeats::WithEnd);
}

#[test]
fn dates_that_cannot_have_a_room_are_left_out_where_that_is_asked() {
    let mut house = House::new();
    let dates = [date(0, slot(0, 60)), date(1440, slot(1440, 1500)), date(2880, slot(2880, 2940))];
    house.taken("oak", slot(1450, 1470));
    house.taken("elm", slot(0, 3000));
    let policy = Policy { max_length_minutes: Some(30), ..Policy::default() };
    house.policy("fir", &policy);
    let some = |had: &[Booking], rooms: &[&str]| {
        house.allot_some(had, &dates, rooms).map(|(given, skipped)| {
            let given = given.into_iter().map(|one| (one.room.into_string(), one.origin));
            let skipped = skipped.into_iter().map(|one| {
                assert!(one.refusals.iter().all(|refusal| refusal.occurrences == [0]));
                (one.room.into_string(), one.occurrence.origin, one.refusals.len())
            });
            (given.collect::<Vec<_>>(), skipped.collect::<Vec<_>>())
        })
    };
    let oak = |origin| ("oak".to_owned(), at(origin));
    let no = |room: &str, origin| (room.to_owned(), at(origin), 1);
    assert_eq!(some(&[], &["oak"]), Ok((vec![oak(0), oak(2880)], vec![no("oak", 1440)])));
    // What it has is not asked for again.
    let had = [booking("oak", 0, slot(0, 60))];
    assert_eq!(some(&had, &["oak"]), Ok((vec![oak(2880)], vec![no("oak", 1440)])));
    // No date can have these.
    for room in ["elm", "fir"] {
        let none = dates.iter().map(|date| (room.to_owned(), date.origin, 1)).collect();
        assert_eq!(some(&[], &[room]), Ok((vec![], none)), "{room}");
    }
    let (given, skipped) = some(&[], &["ash", "oak", "yew"]).unwrap();
    assert_eq!((given.len(), skipped), (8, vec![no("oak", 1440)]));
    assert_eq!(some(&[], &["nowhere"]), Err(Refused::RoomUnknown));
    let full: Vec<_> = ["ash", "bay", "elm", "fir", "yew"]
        .iter()
        .map(|room| booking(room, 0, slot(0, 60)))
        .collect();
    assert_eq!(some(&full, &["oak"]), Err(Refused::TooMany));
}

/// How long each of six dates is, an hour apart; what is taken; the policy; who is left out, and why.
type Leaving<'a> = (i64, &'a [(i64, i64)], Policy, &'a [(i64, &'a str)]);

#[test]
fn of_dates_that_stand_in_each_others_way_none_is_left_out_for_one_that_is_not_had() {
    let hour = |at: i64, hours: i64| date(at * 60, slot(at * 60, (at + hours) * 60));
    let each = |hours: i64| (0..6).map(|at| hour(at, hours)).collect::<Vec<_>>();
    let quota = |most| {
        let quota = Some(Quota { open_bookings: Some(most), ..Quota::default() });
        Policy { house: HouseRules { quota, ..HouseRules::default() }, ..Policy::default() }
    };
    let closed = |from: i64, until: i64| {
        let at = |hours: i64| Some(at(hours * 60));
        let closure = Closure { starts_at: at(from), ends_at: at(until), ..Closure::default() };
        Policy { closure: Some(closure), ..Policy::default() }
    };
    let none = Policy::default();
    let own = "overlapOfSeries";
    let full = "bookingQuota.openBookings";
    let cases: [Leaving<'_>; 8] = [
        (1, &[], none.clone(), &[]),
        (2, &[], none.clone(), &[(1, own), (3, own), (5, own)]),
        (3, &[], none.clone(), &[(1, own), (2, own), (4, own), (5, own)]),
        // The first is not had, so the second is.
        (2, &[(0, 1)], none.clone(), &[(0, "overlap"), (2, own), (4, own)]),
        (2, &[(2, 3)], none.clone(), &[(1, own), (2, "overlap"), (4, own)]),
        (2, &[], closed(2, 3), &[(1, own), (2, "reservationCloseDetail"), (4, own)]),
        // What is not had uses nothing up.
        (1, &[(0, 2)], quota(2), &[(0, "overlap"), (1, "overlap"), (4, full), (5, full)]),
        (2, &[], quota(2), &[(1, own), (3, own), (4, full), (5, full)]),
    ];
    for (hours, taken, policy, wanted) in cases {
        let mut house = House::new();
        for (from, until) in taken {
            house.taken("oak", slot(from * 60, until * 60));
        }
        house.policy("oak", &policy);
        let (given, skipped) = house.allot_some(&[], &each(hours), &["oak"]).unwrap();
        let skipped = skipped.iter().map(|one| {
            let origin = (one.occurrence.origin.0 - TEN) / MINUTE / 60;
            (origin, one.refusals[0].rule.name())
        });
        assert_eq!(skipped.collect::<Vec<_>>(), wanted, "{hours} {taken:?} {policy:?}");
        assert_eq!(given.len() + wanted.len(), 6, "{hours} {taken:?} {policy:?}");
    }
    // With a buffer they overlap though they only touch; what is over is neither had nor left out.
    let mut house = House::new();
    house.policy("oak", &buffers(0, 10));
    house.now = at(60);
    let (given, skipped) = house.allot_some(&[], &each(1), &["oak"]).unwrap();
    let origins = given.iter().map(|one| (one.origin.0 - TEN) / MINUTE / 60);
    assert_eq!((origins.collect::<Vec<_>>(), skipped.len()), (vec![1, 3, 5], 2));
    // Each room by itself.
    house.taken("elm", slot(0, 61));
    let (given, skipped) = house.allot_some(&[], &each(2), &["oak", "elm"]).unwrap();
    let of = |room: &str| given.iter().filter(|one| one.room.as_str() == room).count();
    assert_eq!((of("oak"), of("elm"), skipped.len()), (2, 2, 8));
    // Of dates that are a year each and begin every minute not all are judged.
    let mut house = House::new();
    house.taken("oak", slot(600_000, 600_001));
    let year = 365 * 24 * 60;
    let many: Vec<_> = (0..730).map(|at| date(at, slot(at, at + 2 * year))).collect();
    let (given, skipped) = house.allot_some(&[], &many, &["oak"]).unwrap();
    assert_eq!((given.len(), skipped.len()), (0, 730));
    let of = |name| skipped.iter().filter(|one| one.refusals[0].rule.name() == name).count();
    assert_eq!((of("overlap"), of(own)), (51, 679));
}
