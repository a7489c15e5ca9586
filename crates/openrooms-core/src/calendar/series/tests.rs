//! Odd days by name, patterns and ranges.

use Weekday::{Friday, Monday, Saturday, Sunday, Wednesday};
use jiff::civil::{Weekday, date};

use super::*;
use crate::calendar::moment::{written, written_day};
use crate::calendar::when::Given;

fn every(pattern: Pattern) -> Recurrence {
    Recurrence { pattern, interval: 1, range: Range::NoEnd }
}

fn weekly(days: &[Weekday]) -> Pattern {
    Pattern::Weekly { days: days.to_vec(), first_day: Sunday }
}

fn when(zone: &str, start: &str, end: &str) -> When {
    let given = |text| match start.len() {
        10 => Given { date: Some(text), date_time: None, zone: Some(zone) },
        _ => Given { date: None, date_time: Some(text), zone: Some(zone) },
    };
    When::parse(given(start), given(end), None, &Zone::default()).unwrap()
}

fn series(zone: &str, start: &str, end: &str, recurrence: &Recurrence) -> Series {
    Series::new(&when(zone, start, end), recurrence).unwrap()
}

/// The days of the first occurrences of meetings from ten to eleven.
fn days(start: &str, recurrence: &Recurrence, count: usize) -> Vec<String> {
    let (starts, ends) = (format!("{start}T10:00"), format!("{start}T11:00"));
    let series = series("Europe/Berlin", &starts, &ends, recurrence);
    let day = |slot: Slot| written_day(slot.start(), &series.zone);
    series.slots().take(count).map(day).collect()
}

#[test]
fn each_pattern_takes_its_days() {
    let mondays = |index| Pattern::RelativeMonthly { days: vec![Monday], index };
    let workdays = [Monday, Weekday::Tuesday, Wednesday, Weekday::Thursday, Friday].to_vec();
    let last_workday = Pattern::RelativeMonthly { days: workdays, index: Index::Last };
    let monday_first = Pattern::Weekly { days: vec![Monday, Sunday], first_day: Monday };
    // Start, pattern, interval, the first days.
    let cases: &[(&str, Pattern, u16, &[&str])] = &[
        ("2026-11-26", Pattern::Daily, 1, &["2026-11-26", "2026-11-27", "2026-11-28"]),
        ("2026-12-31", Pattern::Daily, 365, &["2026-12-31", "2027-12-31", "2028-12-30"]),
        (
            "2026-11-25",
            weekly(&[Monday, Wednesday, Friday]),
            1,
            &["2026-11-25", "2026-11-27", "2026-11-30", "2026-12-02"],
        ),
        // The week begins on Sunday, or on Monday: every other week is another.
        (
            "2026-11-23",
            weekly(&[Monday, Sunday]),
            2,
            &["2026-11-23", "2026-12-06", "2026-12-07", "2026-12-20"],
        ),
        ("2026-11-23", monday_first, 2, &["2026-11-23", "2026-11-29", "2026-12-07", "2026-12-13"]),
        (
            "2026-10-31",
            Pattern::AbsoluteMonthly { day: 31 },
            1,
            &["2026-10-31", "2026-12-31", "2027-01-31", "2027-03-31"],
        ),
        (
            "2026-12-30",
            Pattern::AbsoluteMonthly { day: 30 },
            2,
            &["2026-12-30", "2027-04-30", "2027-06-30"],
        ),
        ("2026-11-09", mondays(Index::Second), 1, &["2026-11-09", "2026-12-14", "2027-01-11"]),
        ("2026-11-30", mondays(Index::Last), 3, &["2026-11-30", "2027-02-22", "2027-05-31"]),
        ("2026-10-30", last_workday, 1, &["2026-10-30", "2026-11-30", "2026-12-31"]),
        ("2026-11-26", Pattern::AbsoluteYearly, 1, &["2026-11-26", "2027-11-26"]),
        ("2024-02-29", Pattern::AbsoluteYearly, 1, &["2024-02-29", "2028-02-29"]),
        ("2096-02-29", Pattern::AbsoluteYearly, 2, &["2096-02-29", "2104-02-29"]),
    ];
    for (start, pattern, interval, wanted) in cases {
        let recurrence = Recurrence { interval: *interval, ..every(pattern.clone()) };
        assert_eq!(&days(start, &recurrence, wanted.len()), wanted, "{start} {pattern:?}");
    }
}

#[test]
fn a_start_that_does_not_fit_is_from_when_on() {
    let fifth = Pattern::AbsoluteMonthly { day: 5 };
    let cases = [
        ("2026-11-26", weekly(&[Monday]), 1, "2026-11-30"),
        // Counted from the week of the start.
        ("2026-11-26", weekly(&[Monday]), 2, "2026-12-07"),
        ("2026-11-26", fifth.clone(), 1, "2026-12-05"),
        ("2026-11-26", fifth, 3, "2027-02-05"),
        ("2026-02-10", Pattern::AbsoluteMonthly { day: 31 }, 2, "2026-08-31"),
    ];
    for (start, pattern, interval, first) in cases {
        let recurrence = Recurrence { interval, ..every(pattern) };
        let found = days(start, &recurrence, 20);
        assert_eq!(found.first().map(String::as_str), Some(first), "{recurrence:?}");
        // The same where it is said to begin there.
        assert_eq!(days(first, &recurrence, 20), found, "{recurrence:?}");
    }
}

#[test]
fn a_range_ends_a_series() {
    let ranged = |range| Recurrence { range, ..every(weekly(&[Monday, Friday])) };
    let until = |month, day| Range::Until(date(2026, month, day));
    let cases = [
        (Range::Count(1), 1, "2026-11-23"),
        (Range::Count(3), 3, "2026-11-30"),
        (Range::Count(99), 99, "2027-11-01"),
        (until(11, 23), 1, "2026-11-23"),
        (until(11, 26), 1, "2026-11-23"),
        (until(11, 27), 2, "2026-11-27"),
        (until(12, 31), 11, "2026-12-28"),
    ];
    for (range, count, last) in cases {
        let recurrence = ranged(range);
        let found = days("2026-11-23", &recurrence, 1000);
        assert_eq!(found.len(), count, "{recurrence:?}");
        assert_eq!(found.last().map(String::as_str), Some(last), "{recurrence:?}");
        let series = series("Europe/Berlin", "2026-11-23T10:00", "2026-11-23T11:00", &recurrence);
        assert_eq!(series.last(), series.slots().last(), "{recurrence:?}");
    }
    let endless = series("UTC", "2026-11-23T10:00", "2026-11-23T11:00", &ranged(Range::NoEnd));
    assert_eq!(endless.last(), None);
}

#[test]
fn a_series_that_never_takes_place_is_none() {
    let day = |day| Pattern::AbsoluteMonthly { day };
    let cases = [
        ("2026-02-10", day(30), 12, Range::NoEnd),
        ("2026-02-10", day(30), 12, Range::Count(5)),
        ("2026-04-10", day(31), 12, Range::NoEnd),
        ("2026-11-26", Pattern::Daily, 1, Range::Until(date(2026, 11, 25))),
        ("2026-11-26", weekly(&[Monday]), 1, Range::Until(date(2026, 11, 29))),
        ("2026-11-26", weekly(&[Monday]), 52, Range::Until(date(2027, 6, 1))),
        ("2026-11-26", day(5), 1, Range::Until(date(2026, 12, 4))),
        ("2999-12-31", weekly(&[Monday]), 1, Range::NoEnd),
    ];
    for (start, pattern, interval, range) in cases {
        let recurrence = Recurrence { pattern, interval, range };
        let (starts, ends) = (format!("{start}T10:00"), format!("{start}T11:00"));
        let found = Series::new(&when("Europe/Berlin", &starts, &ends), &recurrence);
        assert_eq!(found, None, "{start} {recurrence:?}");
    }
}

#[test]
fn the_last_year_ends_every_series() {
    let start = ("2999-12-30T10:00", "2999-12-30T11:00");
    for pattern in [
        Pattern::Daily,
        weekly(&[Monday, Saturday]),
        Pattern::AbsoluteMonthly { day: 30 },
        Pattern::RelativeMonthly { days: vec![Monday], index: Index::Last },
        Pattern::AbsoluteYearly,
    ] {
        for interval in [1, 365] {
            let recurrence = Recurrence { interval, ..every(pattern.clone()) };
            let found = series("UTC", start.0, start.1, &recurrence).slots().count();
            assert!((1..=2).contains(&found), "{recurrence:?}: {found}");
        }
    }
}

/// What the occurrences on and about an odd day are told as.
fn told(zone: &str, start: &str, end: &str, odd: &str) -> Vec<(String, String)> {
    let series = series(zone, start, end, &every(Pattern::Daily));
    let zone = series.zone.clone();
    let day = series.zone.instant(odd.parse::<Date>().unwrap().at(0, 0, 0, 0));
    let span = Slot::new(EpochMillis(day.0 - 86_400_000), EpochMillis(day.0 + 2 * 86_400_000));
    let tell = |slot: Slot| (written(slot.start(), &zone), written(slot.end(), &zone));
    series.between(span.unwrap()).map(tell).collect()
}

#[track_caller]
fn assert_told((zone, start, end): (&str, &str, &str), odd: &str, wanted: &[(&str, &str)]) {
    let found = told(zone, start, end, odd);
    let found: Vec<_> = found.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect();
    for each in wanted {
        assert!(found.contains(each), "{zone} {odd}: {each:?} is not in {found:#?}");
    }
}

#[test]
fn an_hour_that_berlin_leaves_out_moves_forward() {
    let nightly = ("Europe/Berlin", "2026-03-01T02:15", "2026-03-01T02:45");
    assert_told(
        nightly,
        "2026-03-29",
        &[
            ("2026-03-28T02:15:00+01:00", "2026-03-28T02:45:00+01:00"),
            ("2026-03-29T03:15:00+02:00", "2026-03-29T03:45:00+02:00"),
            ("2026-03-30T02:15:00+02:00", "2026-03-30T02:45:00+02:00"),
        ],
    );
    // Its end exists, and comes before it: it keeps its length.
    let nightly = ("Europe/Berlin", "2026-03-01T02:30", "2026-03-01T03:00");
    assert_told(
        nightly,
        "2026-03-29",
        &[
            ("2026-03-29T03:30:00+02:00", "2026-03-29T04:00:00+02:00"),
            ("2026-03-30T02:30:00+02:00", "2026-03-30T03:00:00+02:00"),
        ],
    );
    // Both ends exist: it is an hour shorter.
    let night = ("Europe/Berlin", "2026-03-01T22:00", "2026-03-02T06:00");
    assert_told(night, "2026-03-29", &[("2026-03-28T22:00:00+01:00", "2026-03-29T06:00:00+02:00")]);
}

#[test]
fn an_hour_that_berlin_shows_twice_is_the_first() {
    let nightly = ("Europe/Berlin", "2026-10-01T02:15", "2026-10-01T02:45");
    assert_told(
        nightly,
        "2026-10-25",
        &[
            ("2026-10-24T02:15:00+02:00", "2026-10-24T02:45:00+02:00"),
            ("2026-10-25T02:15:00+02:00", "2026-10-25T02:45:00+02:00"),
            ("2026-10-26T02:15:00+01:00", "2026-10-26T02:45:00+01:00"),
        ],
    );
    // The first occurrence is when it was said to be, even in the second of the two.
    let second = series(
        "Europe/Berlin",
        "2026-10-25T02:45+02:00",
        "2026-10-25T02:15+01:00",
        &every(Pattern::Daily),
    );
    let lengths: Vec<i64> = second.slots().take(3).map(|slot| slot.millis() / 60_000).collect();
    assert_eq!(lengths, [30, 30, 30]);
    assert_eq!(written(second.first().end(), &second.zone), "2026-10-25T02:15:00+01:00");
}

#[test]
fn new_york_has_odd_days_of_its_own() {
    let nightly = ("America/New_York", "2026-03-01T02:30", "2026-03-01T03:30");
    assert_told(
        nightly,
        "2026-03-08",
        &[
            ("2026-03-07T02:30:00-05:00", "2026-03-07T03:30:00-05:00"),
            // Moved forward, it would end as it begins.
            ("2026-03-08T03:30:00-04:00", "2026-03-08T04:30:00-04:00"),
        ],
    );
    let nightly = ("America/New_York", "2026-10-01T01:30", "2026-10-01T02:30");
    assert_told(
        nightly,
        "2026-11-01",
        &[("2026-11-01T01:30:00-04:00", "2026-11-01T02:30:00-05:00")],
    );
}

#[test]
fn lord_howe_moves_its_clocks_by_half_an_hour() {
    let nightly = ("Australia/Lord_Howe", "2026-10-01T02:15", "2026-10-01T03:15");
    assert_told(
        nightly,
        "2026-10-04",
        &[
            ("2026-10-03T02:15:00+10:30", "2026-10-03T03:15:00+10:30"),
            ("2026-10-04T02:45:00+11:00", "2026-10-04T03:15:00+11:00"),
        ],
    );
    let nightly = ("Australia/Lord_Howe", "2026-04-01T01:45", "2026-04-01T02:15");
    assert_told(
        nightly,
        "2026-04-05",
        &[
            ("2026-04-05T01:45:00+11:00", "2026-04-05T02:15:00+10:30"),
            ("2026-04-06T01:45:00+10:30", "2026-04-06T02:15:00+10:30"),
        ],
    );
}

#[test]
fn sao_paulo_left_midnight_out() {
    let nightly = ("America/Sao_Paulo", "2018-11-01T00:30", "2018-11-01T01:30");
    assert_told(
        nightly,
        "2018-11-04",
        &[
            ("2018-11-03T00:30:00-03:00", "2018-11-03T01:30:00-03:00"),
            ("2018-11-04T01:30:00-02:00", "2018-11-04T02:30:00-02:00"),
        ],
    );
    let days = ("America/Sao_Paulo", "2018-11-01", "2018-11-02");
    assert_told(
        days,
        "2018-11-04",
        &[
            ("2018-11-03T00:00:00-03:00", "2018-11-04T01:00:00-02:00"),
            ("2018-11-04T01:00:00-02:00", "2018-11-05T00:00:00-02:00"),
            ("2018-11-05T00:00:00-02:00", "2018-11-06T00:00:00-02:00"),
        ],
    );
    // The same where it begins on that day.
    let days = ("America/Sao_Paulo", "2018-11-04", "2018-11-05");
    assert_told(
        days,
        "2018-11-05",
        &[
            ("2018-11-04T01:00:00-02:00", "2018-11-05T00:00:00-02:00"),
            ("2018-11-05T00:00:00-02:00", "2018-11-06T00:00:00-02:00"),
        ],
    );
    // Midnight of 18 February 2018 came once, the hour before it twice.
    let evening = ("America/Sao_Paulo", "2018-02-01T23:30", "2018-02-02T00:30");
    assert_told(
        evening,
        "2018-02-17",
        &[("2018-02-17T23:30:00-02:00", "2018-02-18T00:30:00-03:00")],
    );
}

#[test]
fn apia_had_no_30_december_2011() {
    let daily = ("Pacific/Apia", "2011-12-01T10:00", "2011-12-01T11:00");
    let found = told(daily.0, daily.1, daily.2, "2011-12-31");
    let starts: Vec<&str> = found.iter().map(|(start, _)| start.as_str()).collect();
    let wanted =
        ["2011-12-29T10:00:00-10:00", "2011-12-31T10:00:00+14:00", "2012-01-01T10:00:00+14:00"];
    assert_eq!(starts, wanted);
    // A night over it lasts as long as it lasts there.
    let nights = ("Pacific/Apia", "2011-12-01T22:00", "2011-12-02T06:00");
    assert_told(
        nights,
        "2011-12-31",
        &[("2011-12-29T22:00:00-10:00", "2011-12-31T06:00:00+14:00")],
    );
    let days = ("Pacific/Apia", "2011-12-29", "2011-12-30");
    assert_told(
        days,
        "2011-12-31",
        &[
            ("2011-12-29T00:00:00-10:00", "2011-12-31T00:00:00+14:00"),
            ("2011-12-31T00:00:00+14:00", "2012-01-01T00:00:00+14:00"),
        ],
    );
    // Nor does it count.
    let counted = Recurrence { range: Range::Count(3), ..every(Pattern::Daily) };
    let series = series("Pacific/Apia", "2011-12-29T10:00", "2011-12-29T11:00", &counted);
    let last = series.last().unwrap();
    assert_eq!(written(last.start(), &series.zone), "2012-01-01T10:00:00+14:00");
}

#[test]
fn shanghai_keeps_its_hours() {
    let series =
        series("Asia/Shanghai", "2026-01-01T09:00", "2026-01-01T10:00", &every(Pattern::Daily));
    for (day, slot) in (0..).zip(series.slots().take(800)) {
        assert_eq!(slot.start().0, series.first().start().0 + day * 86_400_000);
        assert_eq!(slot.millis(), 3_600_000);
    }
}

#[test]
fn a_look_into_the_far_future_jumps() {
    let recurrence = every(Pattern::Daily);
    let series = series("Europe/Berlin", "1970-01-02T10:00", "1970-01-02T11:00", &recurrence);
    // The last year that there is: some 375,000 days on, of which 400 are looked at.
    let year = ("2999-01-01T00:00:00Z", "2999-12-31T00:00:00Z");
    let at = |text: &str| EpochMillis(text.parse::<jiff::Timestamp>().unwrap().as_millisecond());
    let span = Slot::new(at(year.0), at(year.1)).unwrap();
    let before = Dated::from(&series, series.period_of(date(2999, 1, 1)));
    assert!(before.period > 375_000);
    assert_eq!(series.between(span).count(), 364);
    let first = series.between(span).next().unwrap();
    assert!(series.begins_at(first.start()));
    assert!(!series.begins_at(EpochMillis(first.start().0 + 1)));
    assert!(!series.begins_at(EpochMillis(-1)));
}

#[test]
fn between_sees_long_occurrences_that_began_earlier() {
    let long =
        series("Europe/Berlin", "2026-01-05T10:00", "2026-01-10T10:00", &every(weekly(&[Monday])));
    for slot in long.slots().take(100) {
        let last = Slot::new(EpochMillis(slot.end().0 - 1), slot.end()).unwrap();
        assert_eq!(long.between(last).collect::<Vec<_>>(), [slot]);
    }
}

#[test]
fn a_series_is_split_into_what_was_and_what_follows() {
    for range in [Range::NoEnd, Range::Until(date(2027, 1, 31)), Range::Count(9)] {
        let recurrence = Recurrence { range, ..every(weekly(&[Monday, Friday])) };
        let whole = series("Europe/Berlin", "2026-11-23T10:00", "2026-11-23T11:00", &recurrence);
        let slots: Vec<Slot> = whole.slots().take(9).collect();
        assert_eq!(whole.split(slots[0].start()), None);
        for (place, slot) in slots.iter().enumerate().skip(1) {
            let (head, tail) = whole.split(slot.start()).unwrap();
            let head = Series::new(&whole.when(), &head).unwrap();
            assert_eq!(head.slots().collect::<Vec<_>>(), slots[..place], "{recurrence:?}");
            let when = whole.when_of(*slot);
            let tail = Series::new(&when, &tail).unwrap();
            let found: Vec<Slot> = tail.slots().take(9 - place).collect();
            assert_eq!(found, slots[place..], "{recurrence:?}");
            assert_eq!(tail.last(), whole.last(), "{recurrence:?}");
        }
    }
}

#[test]
fn the_horizon_is_two_years_on_the_clock() {
    let zone = Zone::default();
    let now = zone.instant(date(2024, 2, 29).at(10, 0, 0, 0));
    assert_eq!(zone.wall(horizon(now, &zone)), date(2026, 2, 28).at(10, 0, 0, 0));
}
