//! Series by chance, compared with a walk day by day that shares nothing with the one in core.
//!
//! `TEST_ROUNDS` says how many random series there are, `TEST_SEED` repeats a run. A second oracle,
//! in another language, is in `compat/recurrence`.

use std::collections::BTreeSet;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use openrooms_core::calendar::recurrence::{Index, Pattern, Range, Recurrence};
use openrooms_core::calendar::series::Series;
use openrooms_core::calendar::when::Given;
use openrooms_core::calendar::{When, WhenKind};
use openrooms_core::slot::Slot;
use openrooms_core::time::{EpochMillis, Zone};

use crate::dice::{Dice, number};

const ROUNDS: u64 = 150;

const ZONES: [&str; 6] = [
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Shanghai",
    "America/Sao_Paulo",
    "Pacific/Apia",
];

/// Days on or about which the clocks of those zones were changed, or a day was left out.
const ODD_DAYS: [(i16, i8, i8); 10] = [
    (2026, 3, 29),
    (2026, 10, 25),
    (2026, 3, 8),
    (2026, 11, 1),
    (2026, 4, 5),
    (2026, 10, 4),
    (2018, 11, 4),
    (2018, 2, 18),
    (2011, 12, 30),
    (2011, 9, 24),
];

/// Hours that the clocks of a zone leave out, or a part of them.
const LEFT_OUT: [(&str, (i16, i8, i8), i8); 4] = [
    ("Europe/Berlin", (2026, 3, 29), 2),
    ("America/New_York", (2026, 3, 8), 2),
    ("Australia/Lord_Howe", (2026, 10, 4), 2),
    ("America/Sao_Paulo", (2018, 11, 4), 0),
];

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

impl Dice {
    fn within(&mut self, from: i64, to: i64) -> i64 {
        from + i64::try_from(self.below(usize::try_from(to - from + 1).unwrap())).unwrap()
    }

    fn small(&mut self, from: i8, to: i8) -> i8 {
        i8::try_from(self.within(from.into(), to.into())).unwrap()
    }

    fn one_of<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

fn weekday(dice: &mut Dice) -> Weekday {
    Weekday::from_monday_zero_offset(dice.small(0, 6)).unwrap()
}

fn weekdays(dice: &mut Dice) -> Vec<Weekday> {
    let count = dice.below(4) + 1;
    let days: BTreeSet<i8> = (0..count).map(|_| weekday(dice).to_monday_zero_offset()).collect();
    days.into_iter().map(|day| Weekday::from_monday_zero_offset(day).unwrap()).collect()
}

fn recurrence(dice: &mut Dice, start: Date) -> Recurrence {
    let pattern = match dice.below(5) {
        0 => Pattern::Daily,
        1 => Pattern::Weekly { days: weekdays(dice), first_day: weekday(dice) },
        2 => Pattern::AbsoluteMonthly { day: dice.small(1, 31) },
        3 => {
            let indexes = [Index::First, Index::Second, Index::Third, Index::Fourth, Index::Last];
            Pattern::RelativeMonthly { days: weekdays(dice), index: dice.one_of(&indexes) }
        }
        _ => Pattern::AbsoluteYearly,
    };
    let interval = match dice.below(4) {
        0 | 1 => 1,
        2 => dice.within(2, 5),
        _ => dice.within(1, 365),
    };
    let range = match dice.below(3) {
        0 => Range::NoEnd,
        1 => Range::Until(start.saturating_add(dice.within(0, 900).days())),
        _ => Range::Count(u16::try_from(dice.within(1, 99)).unwrap()),
    };
    Recurrence { pattern, interval: u16::try_from(interval).unwrap(), range }
}

/// As it is written, about an hour that the clocks leave out.
fn written(dice: &mut Dice) -> When {
    let (zone, day, hour) = dice.one_of(&LEFT_OUT);
    let day = Date::new(day.0, day.1, day.2).unwrap();
    let start = day.at(hour, dice.small(0, 3) * 15, 0, 0) - (dice.within(0, 8) / 6).hours();
    let end = start + (dice.within(1, 40) * 15).minutes();
    let (start, end) = (start.to_string(), end.to_string());
    let given = |text| Given { date_time: Some(text), ..Given::default() };
    let zone = Zone::parse(zone).unwrap();
    // What is left out moves, and an end that is not may be overtaken.
    let when = When::parse(given(&start), given(&end), None, &zone);
    when.unwrap_or_else(|_| written(dice))
}

fn when(dice: &mut Dice) -> When {
    if dice.below(5) == 0 {
        return written(dice);
    }
    let zone = Zone::parse(dice.one_of(&ZONES)).unwrap();
    let odd = dice.one_of(&ODD_DAYS);
    let day = Date::new(odd.0, odd.1, odd.2).unwrap();
    let start = day.saturating_add(dice.within(-400, 3).days());
    if dice.below(4) == 0 {
        let end = start.saturating_add(dice.within(1, 3).days());
        let at = |day: Date| zone.instant(day.at(0, 0, 0, 0));
        // A day that the zone lacks is no whole day.
        if let Ok(slot) = Slot::new(at(start), at(end)) {
            return When { slot, zone, kind: WhenKind::AllDay, hours: None };
        }
    }
    // Mostly at night, when clocks are changed.
    let hour = dice.one_of(&[0, 1, 2, 3, 9, 22, 23]);
    let start = zone.instant(start.at(hour, dice.small(0, 3) * 15, 0, 0));
    let millis = match dice.below(3) {
        0 => dice.within(1, 8) * 15 * MINUTE,
        1 => dice.within(1, 30) * HOUR,
        _ => dice.within(1, 180) * MINUTE,
    };
    let slot = Slot::new(start, EpochMillis(start.0 + millis)).unwrap();
    When { slot, zone, kind: WhenKind::Timed, hours: None }
}

/// When the clocks of a zone show something: found by trying the offsets that they have about then.
fn instant(zone: &TimeZone, wall: DateTime) -> i64 {
    let as_utc = TimeZone::UTC.to_timestamp(wall).unwrap().as_millisecond();
    let about = |hours: i64| Timestamp::from_millisecond(as_utc + hours * HOUR).unwrap();
    let offset = |hours: i64| i64::from(zone.to_offset(about(hours)).seconds()) * 1000;
    let offsets: BTreeSet<i64> = (-40..=40).map(offset).collect();
    let shown = offsets
        .iter()
        .map(|offset| as_utc - offset)
        .filter(|millis| zone.to_datetime(Timestamp::from_millisecond(*millis).unwrap()) == wall);
    // Clocks that leave an hour out go on by what they showed before.
    shown.min().unwrap_or(as_utc - offset(-40))
}

/// Whether a zone has a day: one of its hours is on it.
fn has_day(zone: &TimeZone, day: Date) -> bool {
    let as_utc = TimeZone::UTC.to_timestamp(day.at(0, 0, 0, 0)).unwrap().as_millisecond();
    (-30..=50).any(|hours| {
        let moment = Timestamp::from_millisecond(as_utc + hours * HOUR).unwrap();
        zone.to_datetime(moment).date() == day
    })
}

fn days_between(from: Date, to: Date) -> i64 {
    i64::from(from.until(to).unwrap().get_days())
}

/// Whether a pattern that is counted from `from` takes a day, asked of this day alone.
fn fits(recurrence: &Recurrence, from: Date, day: Date) -> bool {
    let interval = i64::from(recurrence.interval);
    let months = |day: Date| i64::from(day.year()) * 12 + i64::from(day.month());
    match &recurrence.pattern {
        Pattern::Daily => days_between(from, day) % interval == 0,
        Pattern::Weekly { days, first_day } => {
            let mut week_of_from = from;
            while week_of_from.weekday() != *first_day {
                week_of_from = week_of_from.yesterday().unwrap();
            }
            let weeks = days_between(week_of_from, day) / 7;
            weeks % interval == 0 && days.contains(&day.weekday())
        }
        Pattern::AbsoluteMonthly { day: wanted } => {
            (months(day) - months(from)) % interval == 0 && day.day() == *wanted
        }
        Pattern::RelativeMonthly { days, index } => {
            let fitting = |from: i8, to: i8| {
                let date = |number| Date::new(day.year(), day.month(), number).unwrap();
                (from..=to).filter(|number| days.contains(&date(*number).weekday())).count()
            };
            let (upto, after) =
                (fitting(1, day.day()), fitting(day.day() + 1, day.days_in_month()));
            let is_placed = match index {
                Index::First => upto == 1,
                Index::Second => upto == 2,
                Index::Third => upto == 3,
                Index::Fourth => upto == 4,
                Index::Last => after == 0,
            };
            let fits = days.contains(&day.weekday()) && is_placed;
            fits && (months(day) - months(from)) % interval == 0
        }
        Pattern::AbsoluteYearly => {
            let years = i64::from(day.year()) - i64::from(from.year());
            years % interval == 0 && (day.month(), day.day()) == (from.month(), from.day())
        }
    }
}

/// The occurrences that begin before `limit`, found day by day.
fn walked(when: &When, recurrence: &Recurrence, limit: i64) -> Vec<Slot> {
    let zone = when.zone.rules();
    let shown =
        |moment: EpochMillis| zone.to_datetime(Timestamp::from_millisecond(moment.0).unwrap());
    let (start, end) = (shown(when.slot.start()), shown(when.slot.end()));
    let (mut start_time, mut end_time) = (start.time(), end.time());
    let mut nights = days_between(start.date(), end.date());
    if let Some(hours) = when.hours {
        (start_time, end_time, nights) = (hours.start, hours.end, hours.nights);
    }
    if when.kind == WhenKind::AllDay {
        (start_time, end_time) = (jiff::civil::Time::midnight(), jiff::civil::Time::midnight());
        if nights > 1 && !has_day(zone, end.date().yesterday().unwrap()) {
            nights -= 1;
        }
    }
    let wall_millis = i64::try_from(
        start
            .date()
            .to_datetime(start_time)
            .duration_until(start.date().saturating_add(nights.days()).to_datetime(end_time))
            .as_millis(),
    )
    .unwrap();
    let length = if wall_millis > 0 { wall_millis } else { when.slot.millis() };
    let mut found: Vec<Slot> = Vec::new();
    let mut day = start.date();
    loop {
        let as_utc = TimeZone::UTC.to_timestamp(day.at(0, 0, 0, 0)).unwrap().as_millisecond();
        if as_utc > limit + 48 * HOUR {
            break;
        }
        match recurrence.range {
            Range::Until(until) if day > until => break,
            Range::Count(count) if found.len() == usize::from(count) => break,
            _ => {}
        }
        if day == start.date() && fits(recurrence, start.date(), day) {
            found.push(when.slot);
        } else if fits(recurrence, start.date(), day) && has_day(zone, day) {
            let last = day.saturating_add(nights.days());
            let begins = instant(zone, day.to_datetime(start_time));
            let ends = instant(zone, last.to_datetime(end_time));
            let ends = if ends > begins { ends } else { begins + length };
            found.push(Slot::new(EpochMillis(begins), EpochMillis(ends)).unwrap());
        }
        day = day.tomorrow().unwrap();
    }
    found.retain(|slot| slot.start().0 < limit);
    found
}

#[test]
fn series_by_chance_are_as_a_walk_day_by_day_finds_them() {
    let seed = number("TEST_SEED").unwrap_or_else(|| RandomState::new().build_hasher().finish());
    let mut dice = Dice(seed);
    let (mut odd, mut left_out) = (0_u32, 0_u32);
    for round in 0..number("TEST_ROUNDS").unwrap_or(ROUNDS) {
        let when = when(&mut dice);
        let recurrence = recurrence(&mut dice, when.zone.wall(when.slot.start()).date());
        left_out += u32::from(when.hours.is_some());
        let about = || format!("TEST_SEED={seed}, round {round}: {when:?} {recurrence:?}");
        let limit = when.slot.start().0 + dice.within(1, 1_200) * 24 * HOUR;
        let wanted = walked(&when, &recurrence, limit);
        let before = |slot: &Slot| slot.start().0 < limit;
        let Some(series) = Series::new(&when, &recurrence) else {
            assert_eq!(wanted, [], "{}", about());
            continue;
        };
        let found: Vec<Slot> = series.slots().take_while(before).collect();
        assert_eq!(found, wanted, "{}", about());
        assert!(found.is_sorted_by(|one, next| one.start() < next.start()), "{}", about());
        odd += u32::from(found.iter().any(|slot| slot.millis() != when.slot.millis()));

        // The same through a window, wherever it lies.
        let from = when.slot.start().0 + dice.within(-100, 1_000) * HOUR * 24;
        let span = Slot::new(EpochMillis(from), EpochMillis(from + dice.within(1, 9_000) * HOUR));
        let span = span.unwrap();
        let wanted: Vec<Slot> = walked(&when, &recurrence, span.end().0)
            .into_iter()
            .filter(|slot| slot.overlaps(span))
            .collect();
        assert_eq!(series.between(span).collect::<Vec<_>>(), wanted, "{span:?} {}", about());

        // The same where it is said to begin with its first occurrence.
        if series.when().kind == WhenKind::Timed && series.first() == when.slot {
            assert_eq!(Series::new(&series.when(), &recurrence).as_ref(), Some(&series));
        }
        if matches!(recurrence.range, Range::Until(_)) {
            assert_eq!(series.last(), series.slots().last(), "{}", about());
        }
    }
    assert!(odd > 0 && left_out > 0, "no round met clocks that were changed");
}
