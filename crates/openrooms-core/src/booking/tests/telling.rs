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
            "maxReservationTimeInterval: 60 minutes, asked for are 90 (set by room group 12); would \
             pass: 60 minutes or less",
        ),
        (
            Rule::TooShort { least_minutes: 15, millis: 5 * MINUTE + 30_000 },
            level,
            "minReservationTimeInterval: 15 minutes, asked for are 5 and 30 seconds; would pass: 15 \
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
            Rule::OverQuota { counted: Counted::Week, most: 4, used: 3 * HOUR, asked: 2 * HOUR },
            group,
            "bookingQuota.hoursPerWeek: 4 hours a person, 180 minutes are booked and 120 asked for \
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
