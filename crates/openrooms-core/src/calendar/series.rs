//! On which dates an event that repeats takes place.
//!
//! Both ends are walked on the wall clock of the event's zone, from the first occurrence on. An hour
//! that its clocks leave out moves forward, one that they show twice is the first one, and a day that
//! a month or the zone lacks is left out. The work is bounded: no date lies beyond
//! [`YEARS`](super::moment::YEARS).

use jiff::civil::{Date, Time};
use jiff::{Span, ToSpan as _};

use crate::calendar::moment::YEARS;
use crate::calendar::recurrence::{Index, Pattern, Range, Recurrence};
use crate::calendar::{Hours, When, WhenKind};
use crate::slot::Slot;
use crate::time::{EpochMillis, Zone};

/// How many years ahead occurrences are made and hold rooms.
const HORIZON_YEARS: i32 = 2;

/// An event that repeats, ready to be walked; it has at least one occurrence.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    recurrence: Recurrence,
    zone: Zone,
    kind: WhenKind,
    /// The day of the first occurrence, from which periods are counted.
    day: Date,
    first: Slot,
    clock: Clock,
}

/// The hours of an event on the wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Clock {
    hours: Hours,
    /// How long it is where its end is not after its start, as clocks are changed between them.
    otherwise_millis: i64,
}

impl Series {
    /// An event that repeats from `when` on. Where `when` does not fit the pattern, its first date is
    /// the next that does, as in Exchange: the start says from when on. `None` where no date does.
    pub fn new(when: &When, recurrence: &Recurrence) -> Option<Self> {
        let clock = Clock::of(when);
        let day = when.zone.wall(when.slot.start()).date();
        let mut series = Self {
            recurrence: recurrence.clone(),
            zone: when.zone.clone(),
            kind: when.kind,
            day,
            first: when.slot,
            clock,
        };
        let (day, first) = series.dated().next()?;
        // Periods may be counted from there as well: it lies in one of those that the pattern takes.
        (series.day, series.first) = (day, first);
        Some(series)
    }

    /// Its first occurrence.
    pub const fn first(&self) -> Slot {
        self.first
    }

    /// When its first occurrence is.
    pub fn when(&self) -> When {
        self.when_of(self.first)
    }

    /// When one of its dates is, which may have been moved: where it is when the series has it, with
    /// the hours that the clocks may leave out on that day.
    pub fn when_of(&self, slot: Slot) -> When {
        let (zone, kind) = (self.zone.clone(), self.kind);
        let is_timed = kind == WhenKind::Timed;
        let is_meant =
            is_timed && self.clock.slot_on(self.day_of(slot.start()), &zone) == Some(slot);
        let hours = self.clock.hours.unless_shown(slot, &zone).filter(|_| is_meant);
        When { slot, zone, kind, hours }
    }

    /// When it has the date that it means to begin then; `None` where it means none to.
    pub fn meant(&self, start: EpochMillis) -> Option<Slot> {
        self.slot_on(self.day_of(start)).filter(|slot| slot.start() == start)
    }

    /// How it repeats.
    pub const fn recurrence(&self) -> &Recurrence {
        &self.recurrence
    }

    /// Its last occurrence; `None` where it has no end.
    pub fn last(&self) -> Option<Slot> {
        match self.recurrence.range {
            Range::NoEnd => None,
            Range::Count(_) => self.slots().last(),
            Range::Until(until) => {
                // Backwards, since the end may be far away.
                let mut periods = (0..=self.period_of(until)).rev();
                let found = periods.find_map(|period| {
                    let days = self.days_of(period).unwrap_or_default();
                    let days = days.into_iter().rev().filter(|day| *day <= until);
                    days.filter(|day| *day >= self.day).find_map(|day| self.slot_on(day))
                });
                found.or(Some(self.first))
            }
        }
    }

    /// All its occurrences, in order.
    pub fn slots(&self) -> impl Iterator<Item = Slot> {
        self.dated().map(|(_, slot)| slot)
    }

    /// Those of its occurrences that share a moment with `span`, in order. Those before it cost
    /// nothing but where they are counted, and then they are few.
    pub fn between(&self, span: Slot) -> impl Iterator<Item = Slot> {
        let period = match self.recurrence.range {
            Range::Count(_) => 0,
            Range::NoEnd | Range::Until(_) => {
                // A day more than it takes, for clocks that are changed.
                let back = Span::new().days(self.clock.hours.nights.saturating_add(2));
                let day = self.zone.wall(span.start()).date().saturating_sub(back);
                self.period_of(day)
            }
        };
        let slots = Dated::from(self, period).map(|(_, slot)| slot);
        slots
            .take_while(move |slot| slot.start() < span.end())
            .filter(move |slot| slot.overlaps(span))
    }

    /// Whether an occurrence begins then.
    pub fn begins_at(&self, moment: EpochMillis) -> bool {
        let span = Slot::new(moment, EpochMillis(moment.0.saturating_add(1)));
        span.is_ok_and(|span| self.between(span).any(|slot| slot.start() == moment))
    }

    /// When its first occurrence is to be, where the one that is meant to begin at `meant` is to be as
    /// `to` says: as many days later, at the same hours.
    pub fn moved_like(&self, meant: EpochMillis, to: &When) -> When {
        let clock = Clock::of(to);
        let by = days_between(self.day_of(meant), to.zone.wall(to.slot.start()).date());
        let day = self.day.saturating_add(Span::new().days(by));
        let slot = clock.slot_from(day, &to.zone).unwrap_or(to.slot);
        let hours = match to.kind {
            WhenKind::Timed => clock.hours.unless_shown(slot, &to.zone),
            WhenKind::AllDay => None,
        };
        When { slot, hours, ..to.clone() }
    }

    /// How it repeats up to an occurrence without it, and from it on; `None` where nothing comes
    /// before it. Counted times are shared out.
    pub fn split(&self, origin: EpochMillis) -> Option<(Recurrence, Recurrence)> {
        let day = self.zone.wall(origin).date();
        if origin <= self.first.start() || day <= self.day {
            return None;
        }
        let with = |range| Recurrence { range, ..self.recurrence.clone() };
        Some(match self.recurrence.range {
            Range::Count(count) => {
                let before = self.slots().take_while(|slot| slot.start() < origin).count();
                let before = u16::try_from(before).unwrap_or(count).min(count);
                (with(Range::Count(before)), with(Range::Count(count - before)))
            }
            Range::NoEnd | Range::Until(_) => {
                let last = day.yesterday().expect("the years are bounded");
                (with(Range::Until(last)), self.recurrence.clone())
            }
        })
    }

    pub(super) fn dated(&self) -> impl Iterator<Item = (Date, Slot)> {
        Dated::from(self, 0)
    }

    /// The day of its first occurrence.
    pub(super) const fn day(&self) -> Date {
        self.day
    }

    /// The day of a moment in its zone.
    pub(super) fn day_of(&self, moment: EpochMillis) -> Date {
        self.zone.wall(moment).date()
    }

    /// The occurrence of a day that the pattern takes; `None` where the zone lacks the day.
    fn slot_on(&self, day: Date) -> Option<Slot> {
        if day == self.day {
            return Some(self.first);
        }
        self.clock.slot_on(day, &self.zone)
    }

    /// In which period a day lies; the first where it lies before.
    pub(super) fn period_of(&self, day: Date) -> i64 {
        let units = match &self.recurrence.pattern {
            Pattern::Daily => days_between(self.day, day),
            Pattern::Weekly { first_day, .. } => {
                days_between(week_of(self.day, *first_day), week_of(day, *first_day)) / 7
            }
            Pattern::AbsoluteMonthly { .. } | Pattern::RelativeMonthly { .. } => {
                months(day) - months(self.day)
            }
            Pattern::AbsoluteYearly => i64::from(day.year()) - i64::from(self.day.year()),
        };
        units.max(0) / i64::from(self.recurrence.interval)
    }

    /// The days of a period that the pattern takes, in order; `None` beyond the years that there are.
    fn days_of(&self, period: i64) -> Option<Vec<Date>> {
        let units = period.checked_mul(i64::from(self.recurrence.interval))?;
        let later = |from: Date, days: i64| {
            let day = from.checked_add(Span::new().try_days(days).ok()?).ok()?;
            (day.year() <= *YEARS.end()).then_some(day)
        };
        match &self.recurrence.pattern {
            Pattern::Daily => Some(vec![later(self.day, units)?]),
            Pattern::Weekly { days, first_day } => {
                let week = later(week_of(self.day, *first_day), units.checked_mul(7)?)?;
                let mut offsets: Vec<i8> = days.iter().map(|day| day.since(*first_day)).collect();
                offsets.sort_unstable();
                Some(offsets.into_iter().filter_map(|by| later(week, i64::from(by))).collect())
            }
            Pattern::AbsoluteMonthly { day } => {
                let first = first_of_month(months(self.day).checked_add(units)?)?;
                Some(Date::new(first.year(), first.month(), *day).into_iter().collect())
            }
            Pattern::RelativeMonthly { days, index } => {
                let first = first_of_month(months(self.day).checked_add(units)?)?;
                let mut fitting = (1..=first.days_in_month())
                    .filter_map(|day| Date::new(first.year(), first.month(), day).ok())
                    .filter(|date| days.contains(&date.weekday()));
                let found = match index {
                    Index::First => fitting.next(),
                    Index::Second => fitting.nth(1),
                    Index::Third => fitting.nth(2),
                    Index::Fourth => fitting.nth(3),
                    Index::Last => fitting.next_back(),
                };
                Some(found.into_iter().collect())
            }
            Pattern::AbsoluteYearly => {
                let year = i64::from(self.day.year()).checked_add(units)?;
                let year = i16::try_from(year).ok().filter(|year| YEARS.contains(year))?;
                Some(Date::new(year, self.day.month(), self.day.day()).into_iter().collect())
            }
        }
    }
}

impl Clock {
    fn of(when: &When) -> Self {
        let (mut start, mut end) = when.meant();
        let mut hours = Hours::between(start, end);
        if when.kind == WhenKind::AllDay {
            // A day that the zone lacks was the end, and moved forward.
            let is_moved = end.date().yesterday().is_ok_and(|day| !when.zone.has_day(day));
            hours.nights -= i64::from(is_moved && hours.nights > 1);
            // Whatever the clocks showed where they left midnight out.
            (hours.start, hours.end) = (Time::midnight(), Time::midnight());
            (start, end) =
                (start.date().to_datetime(hours.start), end.date().to_datetime(hours.end));
        }
        let wall = i64::try_from(start.duration_until(end).as_millis());
        let wall = wall.ok().filter(|millis| *millis > 0);
        Self { hours, otherwise_millis: wall.unwrap_or(when.slot.millis()) }
    }

    /// The occurrence of a day; `None` where the zone lacks the day.
    fn slot_on(&self, day: Date, zone: &Zone) -> Option<Slot> {
        let start = zone.instant(day.to_datetime(self.hours.start));
        if zone.wall(start).date() != day && !zone.has_day(day) {
            return None;
        }
        self.slot_from(day, zone)
    }

    /// The same, where a day that the zone lacks counts as the next.
    fn slot_from(&self, day: Date, zone: &Zone) -> Option<Slot> {
        let start = zone.instant(day.to_datetime(self.hours.start));
        let end = day.checked_add(Span::new().try_days(self.hours.nights).ok()?).ok()?;
        let end = zone.instant(end.to_datetime(self.hours.end));
        let otherwise = EpochMillis(start.0.saturating_add(self.otherwise_millis));
        Slot::new(start, end).or_else(|_| Slot::new(start, otherwise)).ok()
    }
}

/// A series' occurrences with their days, from a period on.
struct Dated<'a> {
    series: &'a Series,
    /// The period that comes next.
    period: i64,
    days: std::vec::IntoIter<Date>,
    /// How many may still come.
    left: Option<u16>,
}

impl<'a> Dated<'a> {
    fn from(series: &'a Series, period: i64) -> Self {
        let left = match series.recurrence.range {
            Range::Count(count) => Some(count),
            Range::NoEnd | Range::Until(_) => None,
        };
        Self { series, period, days: Vec::new().into_iter(), left }
    }

    fn next_day(&mut self) -> Option<Date> {
        loop {
            if let Some(day) = self.days.next() {
                return Some(day);
            }
            self.days = self.series.days_of(self.period)?.into_iter();
            self.period += 1;
        }
    }
}

impl Iterator for Dated<'_> {
    type Item = (Date, Slot);

    fn next(&mut self) -> Option<Self::Item> {
        if self.left == Some(0) {
            return None;
        }
        loop {
            let day = self.next_day()?;
            if day < self.series.day {
                continue;
            }
            if matches!(self.series.recurrence.range, Range::Until(until) if day > until) {
                return None;
            }
            if let Some(slot) = self.series.slot_on(day) {
                self.left = self.left.map(|left| left - 1);
                return Some((day, slot));
            }
        }
    }
}

/// Until when occurrences are made at `now`, of a series whose end is further away or that has none.
pub fn horizon(now: EpochMillis, zone: &Zone) -> EpochMillis {
    zone.instant(zone.wall(now).saturating_add(HORIZON_YEARS.years()))
}

pub(super) fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_secs() / 86_400
}

/// The day on which a day's week begins.
fn week_of(day: Date, first_day: jiff::civil::Weekday) -> Date {
    day.saturating_sub(i64::from(day.weekday().since(first_day)).days())
}

/// Months since year 0.
fn months(day: Date) -> i64 {
    i64::from(day.year()) * 12 + i64::from(day.month()) - 1
}

/// The first day of a month that is counted so; `None` beyond the years that there are.
fn first_of_month(months: i64) -> Option<Date> {
    let year = i16::try_from(months.div_euclid(12)).ok().filter(|year| YEARS.contains(year))?;
    Date::new(year, i8::try_from(months.rem_euclid(12)).ok()? + 1, 1).ok()
}

#[cfg(test)]
mod tests;
