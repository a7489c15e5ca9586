use jiff::civil::date;

use super::*;
use crate::booking::{Level, Set};
use crate::house::ClosedDays;
use crate::room::Closure;

/// Monday, 1 June 2026, and six days more.
fn week() -> Days {
    Days::new(date(2026, 6, 1), date(2026, 6, 7)).unwrap()
}

fn zone() -> Zone {
    Zone::parse("Europe/Berlin").unwrap()
}

/// A moment in Berlin.
fn at(day: i8, hour: i8, minute: i8) -> EpochMillis {
    zone().instant(date(2026, 6, day).at(hour, minute, 0, 0))
}

fn meeting(from: EpochMillis, until: EpochMillis, people: i64, has_come: bool) -> Meeting {
    Meeting { slot: Slot::new(from, until).unwrap(), people: Some(people), has_come }
}

fn set<T>(value: T) -> Set<T> {
    Set { value, level: Level::Room }
}

fn hours(spans: &[(&str, &str, &str)]) -> Rules {
    let spans = spans.iter().map(|(day, from, until)| DayHours::parse(day, from, until).unwrap());
    let hours = WeekHours::new(spans.collect()).unwrap();
    Rules { hours: Some(set(hours)), ..Rules::default() }
}

/// Minutes open, taken of those, and taken beside them.
fn minutes(found: &Use) -> (i64, i64, i64) {
    (Use::sum(&found.open), Use::sum(&found.used), found.outside)
}

fn used(rules: &Rules, meetings: &[Meeting]) -> Use {
    of_room(week(), rules, &zone(), Some(10), meetings, at(4, 0, 0))
}

#[test]
fn days_are_in_order_and_so_many() {
    let days = |last| Days::new(date(2026, 1, 1), last);
    assert_eq!(days(date(2026, 1, 1)).unwrap().count(), 1);
    assert_eq!(days(date(2026, 4, 2)).unwrap().count(), 92);
    assert!(days(date(2026, 4, 3)).is_err() && days(date(2025, 12, 31)).is_err());
    let everywhere = week().everywhere();
    for name in ["Pacific/Kiritimati", "Etc/GMT+12", "Asia/Shanghai"] {
        let zone = Zone::parse(name).unwrap();
        let (from, until) = (date(2026, 6, 1).at(0, 0, 0, 0), date(2026, 6, 8).at(0, 0, 0, 0));
        let (from, until) = (zone.instant(from), zone.instant(until));
        assert!(everywhere.start() <= from && until <= everywhere.end(), "{name}");
    }
}

#[test]
fn hours_open_are_those_of_the_rules() {
    let closed = |first: &str, last: &str| {
        let days = ClosedDays::parse(first, Some(last), None).unwrap();
        Rules { closed_days: vec![set(vec![days])], ..Rules::default() }
    };
    let closure = |starts_at, ends_at| {
        let closure = Closure { starts_at, ends_at, ..Closure::default() };
        Rules { closures: vec![set(closure)], ..Rules::default() }
    };
    for (rules, wanted) in [
        // Nothing is said: Monday to Friday, 8 to 18.
        (Rules::default(), 5 * 600),
        (hours(&[]), 5 * 600),
        (hours(&[("saturday", "22:00", "24:00"), ("sunday", "00:00", "01:30")]), 210),
        (closed("2026-06-02", "2026-06-03"), 3 * 600),
        (closed("2020-01-01", "2030-01-01"), 0),
        (closure(Some(at(1, 9, 0)), Some(at(1, 10, 30))), 5 * 600 - 90),
        (closure(Some(at(1, 17, 0)), Some(at(3, 8, 30))), 5 * 600 - 60 - 600 - 30),
        (closure(Some(at(5, 12, 0)), None), 4 * 600 + 240),
        (closure(None, Some(at(5, 12, 0))), 360),
        (closure(None, None), 5 * 600),
        // It cannot be booked at all.
        (Rules { is_open: Some(set(false)), ..Rules::default() }, 0),
        (Rules { is_open: Some(set(true)), ..Rules::default() }, 5 * 600),
        (closure(Some(at(2, 0, 0)), Some(at(1, 0, 0))), 5 * 600),
    ] {
        assert_eq!(minutes(&used(&rules, &[])), (wanted, 0, 0), "{rules:?}");
    }
}

#[test]
fn time_taken_counts_where_it_lies() {
    let plain = Rules::default();
    for (from, until, wanted) in [
        (at(1, 9, 0), at(1, 10, 30), (90, 0)),
        (at(1, 7, 0), at(1, 9, 0), (60, 60)),
        (at(1, 17, 0), at(2, 9, 0), (120, 14 * 60)),
        (at(6, 9, 0), at(6, 10, 0), (0, 60)),
        // What lies before the first day and after the last is not of these days.
        (EpochMillis(at(1, 0, 0).0 - 3_600_000), at(1, 9, 0), (60, 8 * 60)),
        (at(7, 23, 0), at(8, 9, 0), (0, 60)),
        (at(8, 9, 0), at(8, 10, 0), (0, 0)),
    ] {
        let found = used(&plain, &[meeting(from, until, 2, true)]);
        assert_eq!(minutes(&found), (3000, wanted.0, wanted.1), "{from:?}");
        assert_eq!(found.meetings, i64::from(wanted != (0, 0)));
    }
    let found = used(&plain, &[meeting(at(2, 9, 30), at(2, 11, 15), 2, true)]);
    assert_eq!(found.used[1][8..13], [0, 30, 60, 15, 0]);
    assert_eq!(found.open[1][7..19], [0, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60, 0]);
}

#[test]
fn a_day_has_24_hours_on_the_wall() {
    // Clocks go forward on 29 March 2026, and back on 25 October.
    for day in [date(2026, 3, 29), date(2026, 10, 25)] {
        let rules = hours(&[("sunday", "00:00", "24:00")]);
        let days = Days::new(day, day).unwrap();
        let whole = (
            zone().instant(day.at(0, 0, 0, 0)),
            zone().instant(day.tomorrow().unwrap().at(0, 0, 0, 0)),
        );
        let all = [meeting(whole.0, whole.1, 1, true)];
        let found = of_room(days, &rules, &zone(), None, &all, whole.1);
        assert_eq!(minutes(&found), (1440, 1440, 0), "{day}");
    }
    // From 2:40 for half an hour, to 2:10: it began once and lasted so long.
    let day = date(2026, 10, 25);
    let from = zone().instant(day.at(2, 40, 0, 0));
    let all = [meeting(from, EpochMillis(from.0 + 1_800_000), 1, true)];
    let days = Days::new(day, day).unwrap();
    let found = of_room(days, &Rules::default(), &zone(), None, &all, from);
    assert_eq!((found.meetings, minutes(&found)), (1, (0, 0, 30)));
}

#[test]
fn people_are_counted_against_seats_and_who_came_once_it_is_over() {
    let all = [
        meeting(at(1, 9, 0), at(1, 10, 0), 5, true),
        meeting(at(2, 9, 0), at(2, 10, 0), 6, false),
        meeting(at(3, 9, 0), at(4, 0, 0), 12, false),
        // To come.
        meeting(at(5, 9, 0), at(5, 10, 0), 1, false),
    ];
    let found = used(&Rules::default(), &all);
    assert_eq!((found.meetings, found.people, found.most_people), (4, 24, 12));
    assert_eq!((found.over, found.no_shows), (3, 2));
    assert_eq!((found.sized, found.half_empty, found.walk_ups), (4, 2, 0));
    // Where nobody said how many seats there are, none is empty.
    for seats in [None, Some(0)] {
        let found = of_room(week(), &Rules::default(), &zone(), seats, &all, at(4, 0, 0));
        assert_eq!((found.sized, found.half_empty), (0, 0));
    }
    // Of who takes a room at its door nobody knows how many they are.
    let walk_up = Meeting { people: None, ..meeting(at(1, 14, 0), at(1, 14, 30), 0, true) };
    let all = [all.as_slice(), &[walk_up]].concat();
    let found = used(&Rules::default(), &all);
    assert_eq!((found.meetings, found.walk_ups, found.people), (5, 1, 24));
    assert_eq!((found.sized, found.half_empty, found.no_shows), (4, 2, 2));
    let mut both = found.clone();
    both.add(&found);
    assert_eq!((both.meetings, both.most_people, both.no_shows), (10, 12, 4));
    assert_eq!((both.walk_ups, both.sized, both.half_empty), (2, 8, 4));
    assert_eq!(minutes(&both), (6000, 2 * (60 + 60 + 9 * 60 + 60 + 30), 2 * 6 * 60));
}
