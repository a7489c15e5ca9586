//! What refusals say: rule, value, level, dates, and what would pass.

use super::*;

#[test]
fn a_refusal_is_a_sentence_with_rule_value_level_and_what_would_pass() {
    let level = Level::Room;
    let group = Level::Group(GroupId(12));
    let advance = Advance {
        count: Some(3),
        unit: Some(AdvanceUnit::Days),
        opens_at: Some(TimeOfDay::parse("09:00").unwrap()),
    };
    for (rule, level, wanted) in [
        (
            Rule::Taken { by: slot(0, 60), clear: slot(0, 60) },
            level,
            "overlap: taken from 2026-11-26T10:00:00+08:00 until 2026-11-26T11:00:00+08:00; would \
             pass: what ends by 2026-11-26T10:00:00+08:00 or starts at 2026-11-26T11:00:00+08:00 \
             or later",
        ),
        (
            Rule::TooLong { most_minutes: 60, millis: 90 * MINUTE },
            group,
            "maxReservationTimeInterval: 60 minutes, asked for are 90 minutes (set by room group 12); would \
             pass: 60 minutes or less",
        ),
        (
            Rule::TooShort { least_minutes: 15, millis: 5 * MINUTE + 30_000 },
            level,
            "minReservationTimeInterval: 15 minutes, asked for are 5 minutes and 30 seconds; would pass: 15 \
             minutes or more",
        ),
        (
            Rule::TooEarly {
                advance: advance.clone(),
                opens_at: EpochMillis(TEN - 3 * DAY - HOUR),
            },
            level,
            "advanceReservation: 3 days from 09:00 ahead; would pass: the same, asked for at \
             2026-11-23T09:00:00+08:00 or later",
        ),
        (
            Rule::Closed { from: Some(at(0)), until: None, reason: Some("works".to_owned()) },
            level,
            "reservationCloseDetail: closed from 2026-11-26T10:00:00+08:00 for ever (works); would \
             pass: what ends by 2026-11-26T10:00:00+08:00",
        ),
        (Rule::NotOpen, level, "openReservation: false, it cannot be booked"),
        (
            Rule::NotAuthorised { status: RoomStatus::Administrators },
            level,
            "roomStatus: 1, only administrators may book it",
        ),
        (
            Rule::NoEndlessSeries { advance },
            level,
            "advanceReservation.noEnd: 3 days from 09:00 ahead, it takes no series without end; \
             would pass: a series that ends",
        ),
        (
            Rule::OutsideHours {
                hours: hours(&[
                    ("monday", "08:00", "12:00"),
                    ("monday", "13:00", "24:00"),
                    ("friday", "08:00", "12:00"),
                ]),
            },
            level,
            "weeklyHours: open monday 08:00-12:00 and 13:00-24:00, friday 08:00-12:00; would pass: \
             what lies within these hours",
        ),
        (
            Rule::OverQuota {
                counted: Counted::Week,
                most: 4,
                used: 3 * HOUR,
                asked: 2 * HOUR,
                dates: 1,
            },
            group,
            "bookingQuota.hoursPerWeek: 4 hours a person, 180 minutes are booked and 120 minutes asked for \
             (set by room group 12); would pass: 60 minutes or less",
        ),
        (
            Rule::Ended { at: at(0) },
            level,
            "eventEnded: it ended at 2026-11-26T10:00:00+08:00; would pass: what is still to come",
        ),
    ] {
        let mut refusal = Refusal { rule, level, occurrences: vec![0], zone: Zone::default() };
        assert_eq!(refusal.to_string(), wanted);
        refusal.occurrences = vec![0, 2, 5];
        let wanted = match refusal.rule {
            // Beside one of them may be another.
            Rule::Taken { .. } => {
                let (value, _) = wanted.split_once("; would pass: ").unwrap();
                format!("{value}; would pass: dates on which it is free")
            }
            _ => wanted.to_owned(),
        };
        assert_eq!(refusal.to_string(), format!("{wanted}; refuses 3 dates"));
    }
}

#[test]
fn each_value_that_refuses_a_date_is_told() {
    let days = ["2026-11-27", "2026-11-29"].map(|day| ClosedDays::parse(day, None, None).unwrap());
    let house = HouseRules { closed_days: Some(days.to_vec()), ..HouseRules::default() };
    let policy = Policy { house, ..Policy::default() };
    let room = RoomFacts { rules: Rules::of(None, &[(GroupId(11), policy)]), ..room() };
    // Daily from 26 November on, and on the 29th twice.
    let (hour, day) = (60, 24 * 60);
    let daily = [0, day, 2 * day, 3 * day, 3 * day + hour].map(|from| slot(from, from + hour));
    let Verdict::Refused(refusals) = judge(&wish(&daily), &room, &[]) else { panic!("closed") };
    let told: Vec<_> = refusals.iter().map(|one| (one.value(), &one.occurrences[..])).collect();
    let closed = |day: &str| format!("closed on {day}");
    assert_eq!(told, [(closed("2026-11-27"), &[1][..]), (closed("2026-11-29"), &[3, 4][..])]);
    // A year of them is told as so many.
    let days =
        (1..=27).map(|day| ClosedDays::parse(&format!("2026-12-{day:02}"), None, None).unwrap());
    let house = HouseRules { closed_days: Some(days.collect()), ..HouseRules::default() };
    let daily: Vec<_> = (5..=31).map(|at| slot(at * day, at * day + hour)).collect();
    let Verdict::Refused(refusals) = judge(&wish(&daily), &with_house(house), &[]) else {
        panic!("closed")
    };
    let counts: Vec<_> = refusals.iter().map(|one| one.occurrences.len()).collect();
    assert_eq!(counts, [&[1; 19][..], &[8][..]].concat());
}

#[test]
fn a_series_can_be_booked_once_its_last_date_can() {
    let advance = Advance { count: Some(1), unit: Some(AdvanceUnit::Days), opens_at: None };
    let room = with(&Policy { advance: Some(advance), ..Policy::default() });
    let day = 24 * 60;
    let mut wish = wish(&[4, 5, 6].map(|at| slot(at * day, at * day + 60)));
    wish.repeats = Repeats::WithEnd;
    let Verdict::Refused(refusals) = judge(&wish, &room, &[]) else { panic!("too early") };
    let [Refusal { rule: Rule::TooEarly { opens_at, .. }, occurrences, .. }] = &refusals[..] else {
        panic!("{refusals:?}")
    };
    assert_eq!(occurrences, &[0, 1, 2]);
    wish.now = *opens_at;
    assert!(matches!(judge(&wish, &room, &[]), Verdict::Accepted(_)));
    wish.now.0 -= 1;
    assert!(matches!(judge(&wish, &room, &[]), Verdict::Refused(_)));
}

#[test]
fn a_quota_tells_what_is_had_what_is_asked_for_and_what_of_it_would_pass() {
    let daily = |dates: i64, minutes: i64| {
        let slots: Vec<_> = (0..dates).map(|day| slot(day * 1440, day * 1440 + minutes)).collect();
        Wish { repeats: Repeats::WithEnd, ..wish(&slots) }
    };
    let open = |open_bookings| Quota { open_bookings: Some(open_bookings), ..Quota::default() };
    let week = |hours| Quota { hours_a_week: Some(hours), ..Quota::default() };
    let had = |count: i64| (0..count).map(|at| slot(-720 + at, -660 + at)).collect::<Vec<_>>();
    let to_come = |count: usize| vec![slot(2000, 2060); count];
    for (quota, wish, used, wanted) in [
        (
            open(3),
            daily(5, 60),
            vec![],
            "3 bookings a person, 0 are open and 5 asked for | 3 dates or fewer",
        ),
        (
            open(3),
            daily(5, 60),
            to_come(2),
            "3 bookings a person, 2 are open and 5 asked for | one date alone",
        ),
        (
            open(3),
            daily(2, 60),
            to_come(3),
            "3 bookings a person, 3 are open and 2 asked for | the same, once 2 of them are over or given back",
        ),
        (
            open(3),
            daily(5, 60),
            to_come(3),
            "3 bookings a person, 3 are open and 5 asked for | fewer dates, once some of them are over or given back",
        ),
        (
            open(3),
            wish(&[slot(0, 60)]),
            to_come(3),
            "3 bookings a person, and 3 are open | the same, once one of them is over or given back",
        ),
        (
            open(3),
            wish(&[slot(0, 60)]),
            to_come(4),
            "3 bookings a person, and 4 are open | the same, once 2 of them are over or given back",
        ),
        // From Thursday on: four days of the week are of it.
        (
            week(5),
            daily(7, 120),
            vec![],
            "5 hours a person, 0 minutes are booked and 480 minutes asked for on 4 dates | 300 minutes or less in all",
        ),
        (
            week(5),
            daily(7, 120),
            had(1),
            "5 hours a person, 60 minutes are booked and 480 minutes asked for on 4 dates | 240 minutes or less in all",
        ),
        (
            week(1),
            wish(&[slot(0, 120)]),
            vec![],
            "1 hour a person, 0 minutes are booked and 120 minutes asked for | 60 minutes or less",
        ),
        (
            week(1),
            wish(&[slot(0, 120)]),
            had(1),
            "1 hour a person, 60 minutes are booked and 120 minutes asked for | another week",
        ),
        (
            week(1),
            wish(&[slot(0, 60)]),
            vec![Slot::new(EpochMillis(at(-10).0 - 58_000), at(0)).unwrap()],
            "1 hour a person, 10 minutes and 58 seconds are booked and 60 minutes asked for | \
             49 minutes and 2 seconds or less",
        ),
        // Of two weeks that are too full the one that leaves less for each of its dates.
        (
            week(3),
            daily(11, 60),
            [had(1), vec![slot(4 * 1440 - 120, 4 * 1440 - 60)]].concat(),
            "3 hours a person, 60 minutes are booked and 420 minutes asked for on 7 dates | 120 minutes or \
             less in all",
        ),
    ] {
        let room = with_house(HouseRules { quota: Some(quota), ..HouseRules::default() });
        let Verdict::Refused(refusals) = judge(&Wish { used, ..wish }, &room, &[]) else {
            panic!("{wanted}")
        };
        let told = &refusals[0];
        assert_eq!(format!("{} | {}", told.value(), told.passing().unwrap_or_default()), wanted);
    }
}

#[test]
fn what_is_clear_of_a_booking_is_clear_of_those_beside_it() {
    let taken = |wish: &Wish, room: &RoomFacts, busy: &[Slot]| match &refusals(wish, room, busy)[..]
    {
        [Refusal { rule: Rule::Taken { by, clear }, .. }] => (*by, *clear),
        other => panic!("{other:?}"),
    };
    let asked = wish(&[slot(30, 90)]);
    for (busy, by, clear) in [
        (vec![slot(0, 60)], slot(0, 60), slot(0, 60)),
        (vec![slot(0, 60), slot(60, 120)], slot(0, 60), slot(0, 120)),
        // An hour fits between, and less does not.
        (vec![slot(0, 60), slot(120, 150)], slot(0, 60), slot(0, 60)),
        (vec![slot(0, 60), slot(119, 150), slot(160, 300)], slot(0, 60), slot(0, 300)),
        (vec![slot(-200, -90), slot(-80, -30), slot(0, 60)], slot(0, 60), slot(-200, 60)),
        (vec![slot(-200, -90), slot(-30, 0), slot(0, 60)], slot(0, 60), slot(-30, 60)),
    ] {
        assert_eq!(taken(&asked, &room(), &busy), (by, clear), "{busy:?}");
    }
    let mut buffered = room();
    buffered.rules.buffer_before_minutes = Some(Set { value: 10, level: Level::Room });
    buffered.rules.buffer_after_minutes = Some(Set { value: 5, level: Level::Room });
    // With both buffers it holds 75 minutes.
    let found = taken(&asked, &buffered, &[slot(0, 60), slot(130, 150), slot(225, 300)]);
    assert_eq!(found, (slot(0, 60), slot(-5, 160)));
}

#[test]
fn every_level_that_closes_a_room_says_so() {
    let closed = |from, until| Policy {
        closure: Some(Closure {
            starts_at: Some(at(from)),
            ends_at: Some(at(until)),
            ..Closure::default()
        }),
        house: HouseRules {
            closed_days: Some(vec![ClosedDays::parse("2026-11-26", None, None).unwrap()]),
            ..HouseRules::default()
        },
        ..Policy::default()
    };
    let (own, group) = (closed(-60, 60), closed(60, 240));
    let facts = RoomFacts { rules: Rules::of(Some(&own), &[(GroupId(11), group)]), ..room() };
    let refusals = refusals(&wish(&[slot(30, 90)]), &facts, &[]);
    let told: Vec<_> = refusals.iter().map(|one| (one.rule.name(), one.level)).collect();
    let (room, group) = (Level::Room, Level::Group(GroupId(11)));
    let (closure, day) = ("reservationCloseDetail", "closedDays");
    assert_eq!(told, [(closure, room), (closure, group), (day, room), (day, group)]);
}
