//! What becomes of the dates of a series that changes.
//!
//! A date is kept under the id that it got first. What was changed of it by itself stays so, by whole
//! days where the series takes these; what is over stays as it was.

use std::collections::{HashMap, HashSet};
use std::mem::discriminant;

use jiff::civil::{Date, date};

use crate::calendar::recurrence::Pattern;
use crate::calendar::series::{Series, days_between};
use crate::calendar::{EventState, Occurrence};
use crate::id::EventId;
use crate::slot::Slot;
use crate::time::EpochMillis;

/// A day, and the hour by which clocks may be changed meanwhile, in milliseconds.
const DAY: i64 = 25 * 3_600_000;

/// A date of a series, and how it stands to what the series says.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    /// The date.
    pub occurrence: Occurrence,
    /// When the series means it to begin.
    pub meant: EpochMillis,
    /// Whether it follows the series.
    pub follows: Follows,
}

/// Whether a date follows its series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Follows {
    /// It is when the series says.
    Series,
    /// It was moved by itself.
    Itself,
    /// The series has it no more.
    Nothing,
}

impl Planned {
    /// A new date of a series.
    pub fn new(event: EventId, origin: EpochMillis, slot: Slot) -> Self {
        let state = EventState::Confirmed;
        let occurrence = Occurrence { event, origin, slot, state, beyond: None };
        Self { occurrence, meant: slot.start(), follows: Follows::Series }
    }
}

/// What a change of a series makes of its dates.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Dates that there are and that become other.
    pub changed: Vec<Planned>,
    /// Dates that come.
    pub new: Vec<Planned>,
    /// Up to when dates have been made.
    pub until: EpochMillis,
}

/// How far the dates of a series are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// What begins before it is.
    pub until: EpochMillis,
    /// Those that there are already, or that move, are not too late either, where there are no more than
    /// so many.
    pub most: usize,
}

/// Makes the dates of a series, `dates`, those of `after`, as far as they reach.
///
/// A date is the same where the pattern is: the third Monday becomes the third Tuesday with all that
/// was said of it. Where the pattern is another, dates of the same day are the same. `before` is
/// `None` where the event did not repeat; its one date becomes the first.
pub fn replan(
    event: &EventId,
    before: Option<&Series>,
    after: &Series,
    dates: &[Planned],
    now: EpochMillis,
    Reach { until, most }: Reach,
) -> Plan {
    let keys = Keys::of(before, after);
    let by = before.map_or(0, |before| after.first().start().0 - before.first().start().0);
    let has = |planned: &&Planned| planned.follows != Follows::Nothing;
    let last = dates.iter().filter(has).map(|planned| planned.meant.0.saturating_add(by.max(0)));
    let last = last.max().map(|last| until.max(EpochMillis(last.saturating_add(DAY))));
    let are_few = |until: &EpochMillis| {
        after.slots().take_while(|slot| slot.start() < *until).take(most + 1).count() <= most
    };
    let until = last.filter(are_few).unwrap_or(until);
    let wanted = after.dated().take_while(|(_, slot)| slot.start() < until);
    let wanted: Vec<(i64, Slot)> =
        wanted.map(|(day, slot)| (keys.of_day(after, day), slot)).collect();
    let by_key: HashMap<i64, Slot> = wanted.iter().copied().collect();
    let mut plan = Plan { changed: Vec::new(), new: Vec::new(), until };
    let key_of = |planned: &Planned| match before {
        Some(before) => keys.of_day(before, before.day_of(planned.meant)),
        None => keys.of_day(after, after.day()),
    };
    let had: HashSet<_> = dates.iter().filter(has).map(key_of).collect();
    let mut there = HashSet::new();
    let to = after.when();
    let along = |own| before.map_or(own, |before| before.when_of(own).along(&to));
    for planned in dates {
        let key = key_of(planned);
        // What was dropped may lie beside what took its place, and comes back where nothing did.
        let comes_back = by_key.contains_key(&key) && !had.contains(&key);
        if planned.follows == Follows::Nothing && !comes_back {
            continue;
        }
        if !there.insert(key) || planned.occurrence.slot.end() <= now {
            continue;
        }
        let follows = follow(planned, by_key.get(&key).copied(), along);
        plan.changed.extend((follows != *planned).then_some(follows));
    }
    let mut origins: HashSet<_> = dates.iter().map(|planned| planned.occurrence.origin).collect();
    for (key, slot) in wanted {
        if slot.end() <= now || there.contains(&key) {
            continue;
        }
        let mut origin = slot.start();
        // Another date had begun then, and kept its id when it was moved.
        while !origins.insert(origin) {
            origin.0 += 1;
        }
        plan.new.push(Planned::new(event.clone(), origin, slot));
    }
    plan
}

/// What becomes of a date that is not over; `slot` is when the series has it, `along` what becomes of
/// when it is where it was moved by itself.
fn follow(planned: &Planned, slot: Option<Slot>, along: impl Fn(Slot) -> Slot) -> Planned {
    let mut next = planned.clone();
    let Some(slot) = slot else {
        // What was ended by itself is not one that comes back with the series.
        if planned.occurrence.state == EventState::Confirmed {
            next.follows = Follows::Nothing;
        }
        next.occurrence.state = EventState::Deleted;
        return next;
    };
    next.meant = slot.start();
    match planned.follows {
        Follows::Series => next.occurrence.slot = slot,
        Follows::Itself => next.occurrence.slot = along(next.occurrence.slot),
        Follows::Nothing => {
            next.follows = Follows::Series;
            next.occurrence.slot = slot;
            next.occurrence.state = EventState::Confirmed;
        }
    }
    next
}

/// By what a date of the old series is one of the new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keys {
    /// Each period has one.
    Period,
    /// So many days after the first.
    Distance,
    /// The day.
    Day,
}

impl Keys {
    fn of(before: Option<&Series>, after: &Series) -> Self {
        let Some(before) = before else { return Self::Distance };
        let (old, new) = (before.recurrence(), after.recurrence());
        if old.interval != new.interval || discriminant(&old.pattern) != discriminant(&new.pattern)
        {
            return Self::Day;
        }
        match new.pattern {
            Pattern::Weekly { .. } => {
                let moved = old.clone().moved(before.day(), after.day());
                if moved.pattern == new.pattern { Self::Distance } else { Self::Day }
            }
            _ => Self::Period,
        }
    }

    fn of_day(self, series: &Series, day: Date) -> i64 {
        match self {
            Self::Period => series.period_of(day),
            Self::Distance => days_between(series.day(), day),
            Self::Day => days_between(date(1970, 1, 1), day),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::Weekday::{Friday, Monday, Tuesday};

    use super::*;
    use crate::calendar::When;
    use crate::calendar::moment::written;
    use crate::calendar::recurrence::{Index, Range, Recurrence};
    use crate::calendar::when::Given;
    use crate::time::Zone;

    fn when(start: &str, end: &str) -> When {
        let given = |text| Given { date_time: Some(text), ..Given::default() };
        When::parse(given(start), given(end), None, &Zone::parse("Europe/Berlin").unwrap()).unwrap()
    }

    fn at(text: &str) -> EpochMillis {
        when(text, "2099-01-01T00:00").slot.start()
    }

    fn weekly(days: &[jiff::civil::Weekday], range: Range) -> Recurrence {
        let first_day = jiff::civil::Weekday::Sunday;
        let pattern = Pattern::Weekly { days: days.to_vec(), first_day };
        Recurrence { pattern, interval: 1, range }
    }

    /// Mondays and Fridays from ten to eleven, five times: 23, 27, 30 November, 4, 7 December.
    fn before() -> Series {
        let when = when("2026-11-23T10:00", "2026-11-23T11:00");
        Series::new(&when, &weekly(&[Monday, Friday], Range::Count(5))).unwrap()
    }

    fn event() -> EventId {
        EventId::new("e")
    }

    fn dates(series: &Series) -> Vec<Planned> {
        series.slots().take(20).map(|slot| Planned::new(event(), slot.start(), slot)).collect()
    }

    const EARLY: EpochMillis = EpochMillis(0);

    fn until(text: &str) -> Reach {
        Reach { until: at(text), most: 2_000 }
    }

    fn replanned(before: &Series, after: &Series, dates: &[Planned], now: EpochMillis) -> Plan {
        replan(&event(), Some(before), after, dates, now, until("2028-01-01T00:00"))
    }

    fn starts(planned: &[Planned]) -> Vec<String> {
        let zone = Zone::parse("Europe/Berlin").unwrap();
        let start = |planned: &Planned| written(planned.occurrence.slot.start(), &zone);
        let cut = |text: String| text[5..16].to_owned();
        planned.iter().map(start).map(cut).collect()
    }

    fn origins(planned: &[Planned]) -> Vec<EpochMillis> {
        planned.iter().map(|planned| planned.occurrence.origin).collect()
    }

    #[test]
    fn what_does_not_change_stays() {
        let series = before();
        let plan = replanned(&series, &series, &dates(&series), EARLY);
        assert_eq!((plan.changed, plan.new), (Vec::new(), Vec::new()));
    }

    #[test]
    fn dates_move_with_their_series_and_keep_their_ids() {
        let old = before();
        // A day later and two hours: Tuesdays and Saturdays.
        let when = when("2026-11-24T12:00", "2026-11-24T13:30");
        let how = old.recurrence().clone().moved(old.day(), date(2026, 11, 24));
        let new = Series::new(&when, &how).unwrap();
        let plan = replanned(&old, &new, &dates(&old), EARLY);
        let wanted = ["11-24T12:00", "11-28T12:00", "12-01T12:00", "12-05T12:00", "12-08T12:00"];
        assert_eq!(starts(&plan.changed), wanted);
        assert_eq!(origins(&plan.changed), origins(&dates(&old)));
        assert!(plan.new.is_empty());
        assert!(plan.changed.iter().all(|one| one.meant == one.occurrence.slot.start()));
    }

    #[test]
    fn every_second_week_moves_over_the_day_on_which_weeks_begin() {
        let pattern = Pattern::Weekly {
            days: vec![jiff::civil::Weekday::Saturday, jiff::civil::Weekday::Sunday],
            first_day: jiff::civil::Weekday::Sunday,
        };
        let how = Recurrence { pattern, interval: 2, range: Range::Count(4) };
        let old = Series::new(&when("2027-03-20T10:00", "2027-03-20T11:00"), &how).unwrap();
        let how = how.moved(old.day(), date(2027, 3, 19));
        let new = Series::new(&when("2027-03-19T10:00", "2027-03-19T11:00"), &how).unwrap();
        assert_eq!(
            starts(&dates(&old)),
            ["03-20T10:00", "03-28T10:00", "04-03T10:00", "04-11T10:00"]
        );
        let plan = replanned(&old, &new, &dates(&old), EARLY);
        let wanted = ["03-19T10:00", "03-27T10:00", "04-02T10:00", "04-10T10:00"];
        assert_eq!(starts(&plan.changed), wanted);
        assert!(plan.new.is_empty());
    }

    #[test]
    fn what_is_over_stays_as_it_was() {
        let old = before();
        let when = when("2026-11-23T12:00", "2026-11-23T13:00");
        let new = Series::new(&when, old.recurrence()).unwrap();
        let plan = replanned(&old, &new, &dates(&old), at("2026-11-30T10:30"));
        // The one of 30 November is under way.
        assert_eq!(starts(&plan.changed), ["11-30T12:00", "12-04T12:00", "12-07T12:00"]);
        assert!(plan.new.is_empty());
    }

    #[test]
    fn what_was_changed_by_itself_stays_so() {
        let old = before();
        let mut dates = dates(&old);
        dates[1].follows = Follows::Itself;
        dates[1].occurrence.slot = when("2026-11-28T15:00", "2026-11-28T16:00").slot;
        dates[2].occurrence.state = EventState::Cancelled;
        dates[3].occurrence.state = EventState::Deleted;
        let when = when("2026-11-23T12:00", "2026-11-23T13:00");
        let new = Series::new(&when, old.recurrence()).unwrap();
        let plan = replanned(&old, &new, &dates, EARLY);
        let wanted = ["11-23T12:00", "11-28T15:00", "11-30T12:00", "12-04T12:00", "12-07T12:00"];
        assert_eq!(starts(&plan.changed), wanted);
        assert_eq!(plan.changed[1].meant, at("2026-11-27T12:00"));
        let states: Vec<_> = plan.changed.iter().map(|one| one.occurrence.state).collect();
        let expected = [
            EventState::Confirmed,
            EventState::Confirmed,
            EventState::Cancelled,
            EventState::Deleted,
            EventState::Confirmed,
        ];
        assert_eq!(states, expected);
    }

    #[test]
    fn what_was_moved_by_itself_takes_whole_days_with_its_series() {
        let days = |start: &str, end: &str, zone: &str| {
            let given = |text| Given { date: Some(text), ..Given::default() };
            When::parse(given(start), given(end), None, &Zone::parse(zone).unwrap()).unwrap()
        };
        let (berlin, york) = ("Europe/Berlin", "America/New_York");
        let old = before();
        let moved = |from: &Series, slot: Slot| {
            let mut dates = dates(from);
            dates[1].follows = Follows::Itself;
            dates[1].occurrence.slot = slot;
            dates
        };
        let becomes = |from: &Series, to: &When, slot: Slot| {
            let to = Series::new(to, old.recurrence()).unwrap();
            let plan = replanned(from, &to, &moved(from, slot), EARLY);
            let mut own = plan.changed.iter().filter(|one| one.follows == Follows::Itself);
            own.next().unwrap().occurrence.slot
        };
        let in_berlin = days("2026-11-23", "2026-11-24", berlin);
        for (from, until, wanted) in [
            // Hours become the days that they touch.
            ("2026-11-28T15:00", "2026-11-28T16:00", ("2026-11-28", "2026-11-29")),
            ("2026-11-28T22:00", "2026-11-29T02:00", ("2026-11-28", "2026-11-30")),
            ("2026-11-28T00:00", "2026-11-29T00:00", ("2026-11-28", "2026-11-29")),
        ] {
            let slot = becomes(&old, &in_berlin, when(from, until).slot);
            assert_eq!(slot, days(wanted.0, wanted.1, berlin).slot, "{from}");
        }
        // Those of the clock that the series then has.
        let in_york = days("2026-11-23", "2026-11-24", york);
        let slot = when("2026-11-28T05:00", "2026-11-28T07:00").slot;
        assert_eq!(becomes(&old, &in_york, slot), days("2026-11-27", "2026-11-29", york).slot);
        // Days stay the same days on another clock, and the same moments where hours are told.
        let all_day = Series::new(&in_berlin, old.recurrence()).unwrap();
        let slot = days("2026-11-28", "2026-11-30", berlin).slot;
        let moved = becomes(&all_day, &in_york, slot);
        assert_eq!(moved, days("2026-11-28", "2026-11-30", york).slot);
        assert_eq!(becomes(&all_day, &old.when(), slot), slot);
    }

    #[test]
    fn dates_that_the_series_has_no_more_go_and_come_back() {
        let old = before();
        let mut dates = dates(&old);
        let mondays = Series::new(&old.when(), &weekly(&[Monday], Range::Count(5))).unwrap();
        let plan = replanned(&old, &mondays, &dates, EARLY);
        assert_eq!(starts(&plan.changed), ["11-27T10:00", "12-04T10:00"]);
        for gone in &plan.changed {
            assert_eq!(gone.follows, Follows::Nothing);
            assert_eq!(gone.occurrence.state, EventState::Deleted);
        }
        assert_eq!(starts(&plan.new), ["12-14T10:00", "12-21T10:00"]);
        for changed in plan.changed {
            let place =
                dates.iter().position(|one| one.occurrence.origin == changed.occurrence.origin);
            dates[place.unwrap()] = changed;
        }
        dates.extend(plan.new);
        let ids: HashSet<_> = origins(&dates).into_iter().collect();
        let plan = replanned(&mondays, &old, &dates, EARLY);
        assert_eq!(
            starts(&plan.changed),
            ["11-27T10:00", "12-04T10:00", "12-14T10:00", "12-21T10:00"]
        );
        assert!(plan.new.is_empty());
        let back: Vec<_> = plan.changed.iter().map(|one| one.occurrence.state).collect();
        let (there, gone) = (EventState::Confirmed, EventState::Deleted);
        assert_eq!(back, [there, there, gone, gone]);
        assert!(origins(&plan.changed).iter().all(|origin| ids.contains(origin)));
    }

    #[test]
    fn the_place_in_the_month_pairs_dates() {
        let how = |day, index| {
            let pattern = Pattern::RelativeMonthly { days: vec![day], index };
            Recurrence { pattern, interval: 1, range: Range::Count(4) }
        };
        let third = when("2026-11-16T10:00", "2026-11-16T11:00");
        let old = Series::new(&third, &how(Monday, Index::Third)).unwrap();
        let first = when("2026-11-03T10:00", "2026-11-03T11:00");
        let new = Series::new(&first, &how(Tuesday, Index::First)).unwrap();
        let plan = replanned(&old, &new, &dates(&old), EARLY);
        assert_eq!(
            starts(&plan.changed),
            ["11-03T10:00", "12-01T10:00", "01-05T10:00", "02-02T10:00"]
        );
        assert_eq!(origins(&plan.changed), origins(&dates(&old)));
        assert!(plan.new.is_empty());
    }

    #[test]
    fn an_id_that_is_taken_is_not_given_again() {
        let old = before();
        // Three days later, and one more: its Friday begins when the first Monday's Friday did.
        let when = when("2026-11-20T10:00", "2026-11-20T11:00");
        let new = Series::new(&when, &weekly(&[Monday, Friday], Range::Count(6))).unwrap();
        let mut moved = dates(&old);
        // The date of 23 November was moved to the 20th with its series, and kept its id.
        moved.remove(0);
        moved[0].occurrence.origin = at("2026-11-20T10:00");
        let plan = replanned(&old, &new, &moved, EARLY);
        let ids: HashSet<_> = origins(&plan.new).into_iter().collect();
        assert_eq!(starts(&plan.new), ["11-20T10:00", "11-23T10:00"]);
        assert_eq!(ids.len(), 2);
        assert!(!ids.contains(&at("2026-11-20T10:00")));
    }

    #[test]
    fn the_one_date_of_an_event_becomes_the_first_of_its_series() {
        let when = when("2026-11-23T10:00", "2026-11-23T11:00");
        let one = Planned::new(event(), EpochMillis(7), when.slot);
        let new = Series::new(&when, &weekly(&[Friday, Tuesday], Range::Count(3))).unwrap();
        let plan = replan(&event(), None, &new, &[one], EARLY, until("2028-01-01T00:00"));
        assert_eq!(starts(&plan.changed), ["11-24T10:00"]);
        assert_eq!(origins(&plan.changed), [EpochMillis(7)]);
        assert_eq!(starts(&plan.new), ["11-27T10:00", "12-01T10:00"]);
    }

    #[test]
    fn a_series_moves_as_one_of_its_dates_does() {
        let series = before();
        let to = when("2026-12-05T09:00", "2026-12-05T09:30");
        let moved = series.moved_like(at("2026-12-04T10:00"), &to);
        assert_eq!(moved, when("2026-11-24T09:00", "2026-11-24T09:30"));
    }

    #[test]
    fn dates_are_made_up_to_a_point() {
        let series = before();
        let soon = until("2026-11-30T10:00");
        let plan = replan(&event(), Some(&series), &series, &[], EARLY, soon);
        assert_eq!(starts(&plan.new), ["11-23T10:00", "11-27T10:00"]);
        // Those that there are already stay, also beyond the point, and move.
        let plan = replan(&event(), Some(&series), &series, &dates(&series), EARLY, soon);
        assert_eq!((plan.changed, plan.new), (Vec::new(), Vec::new()));
        let later = when("2026-11-26T10:00", "2026-11-26T11:00");
        let how = series.recurrence().clone().moved(series.day(), date(2026, 11, 26));
        let later = Series::new(&later, &how).unwrap();
        let plan = replan(&event(), Some(&series), &later, &dates(&series), EARLY, soon);
        assert_eq!((plan.changed.len(), plan.new), (5, Vec::new()));
        assert!(plan.changed.iter().all(|one| one.follows == Follows::Series));
        assert!(plan.until > soon.until);
        let there = dates(&series);
        let plan =
            replan(&event(), Some(&series), &series, &there[..2], EARLY, until("2028-01-01T00:00"));
        assert_eq!(starts(&plan.new), ["11-30T10:00", "12-04T10:00", "12-07T10:00"]);
        assert!(plan.changed.is_empty());
    }

    #[test]
    fn dates_beyond_the_point_go_where_they_would_be_too_many() {
        let series = before();
        let few = Reach { most: 4, ..until("2026-11-30T10:00") };
        let plan = replan(&event(), Some(&series), &series, &dates(&series), EARLY, few);
        assert_eq!(starts(&plan.changed), ["11-30T10:00", "12-04T10:00", "12-07T10:00"]);
        assert!(plan.changed.iter().all(|one| one.follows == Follows::Nothing));
        assert_eq!(plan.until, few.until);
    }

    /// What a plan made of dates.
    fn followed(mut dates: Vec<Planned>, plan: Plan) -> Vec<Planned> {
        for changed in plan.changed {
            let origin = changed.occurrence.origin;
            let place = dates.iter().position(|one| one.occurrence.origin == origin);
            dates[place.unwrap()] = changed;
        }
        dates.extend(plan.new);
        dates.sort_by_key(|one| one.occurrence.origin);
        dates
    }

    #[test]
    fn what_was_dropped_does_not_come_back_beside_what_took_its_place() {
        let monthly = |pattern, count, hour: u8| {
            let when = |day| {
                when(&format!("2027-04-{day}T{hour}:00"), &format!("2027-04-{day}T{}:00", hour + 1))
            };
            let when =
                when(if matches!(pattern, Pattern::AbsoluteMonthly { .. }) { 12 } else { 19 });
            Series::new(&when, &Recurrence { pattern, interval: 1, range: Range::Count(count) })
                .unwrap()
        };
        let by_day = monthly(Pattern::AbsoluteMonthly { day: 12 }, 3, 10);
        let third = || Pattern::RelativeMonthly { days: vec![Monday], index: Index::Third };
        let by_week = monthly(third(), 3, 10);
        let there = dates(&by_day);
        let there = {
            let plan = replanned(&by_day, &by_week, &there, EARLY);
            followed(there, plan)
        };
        let shown = |dates: &[Planned]| {
            let mut living = dates.to_vec();
            living.retain(|one| one.occurrence.state == EventState::Confirmed);
            starts(&living)
        };
        assert_eq!(shown(&there), ["04-19T10:00", "05-17T10:00", "06-21T10:00"]);
        // Another hour, or one date more, is of those that there are.
        for (after, wanted) in [
            (monthly(third(), 3, 15), vec!["04-19T15:00", "05-17T15:00", "06-21T15:00"]),
            (
                monthly(third(), 4, 10),
                vec!["04-19T10:00", "05-17T10:00", "06-21T10:00", "07-19T10:00"],
            ),
        ] {
            let plan = replanned(&by_week, &after, &there, EARLY);
            assert_eq!(shown(&followed(there.clone(), plan)), wanted);
        }
    }
}
