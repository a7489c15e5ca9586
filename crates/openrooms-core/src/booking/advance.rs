//! When a room's advance window opens for a booking.

use jiff::civil::{Date, DateTime};
use jiff::{Span, ToSpan as _};

use crate::room::{Advance, AdvanceUnit};
use crate::time::{EpochMillis, TimeOfDay, Zone};

/// When a booking that begins at `start` can be made from: at the window's hour of the day that lies
/// its units before the day of the booking, in the room's zone. `None` is always: a window without a
/// count is none, and so is one that reaches back before the calendar.
///
/// Without a unit days are meant, without an hour the day's beginning. A month that lacks the day has
/// its last one; an hour that does not exist moves forward, and one that exists twice is the first.
pub(super) fn opens_at(advance: &Advance, start: EpochMillis, zone: &Zone) -> Option<EpochMillis> {
    let count = advance.count.filter(|count| *count >= 0)?;
    let span = match advance.unit.unwrap_or(AdvanceUnit::Days) {
        AdvanceUnit::Days => Span::new().try_days(count),
        AdvanceUnit::Weeks => Span::new().try_weeks(count),
        AdvanceUnit::Months => Span::new().try_months(count),
        AdvanceUnit::Years => Span::new().try_years(count),
    };
    let day = zone.wall(start).date().checked_sub(span.ok()?).ok()?;
    Some(zone.instant(wall_at(day, advance.opens_at.as_ref().map_or(0, TimeOfDay::minutes))))
}

/// What the wall shows so many minutes into a day; 1,440 are the next midnight.
pub(super) fn wall_at(day: Date, minutes: u16) -> DateTime {
    let (day, minutes) =
        if minutes < 1440 { (day, minutes) } else { (day.saturating_add(1.day()), 0) };
    let hour = i8::try_from(minutes / 60).expect("a day has 24 hours");
    let minute = i8::try_from(minutes % 60).expect("an hour has 60 minutes");
    day.at(hour, minute, 0, 0)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    fn at(text: &str) -> EpochMillis {
        EpochMillis(text.parse::<Timestamp>().unwrap().as_millisecond())
    }

    #[test]
    fn a_window_opens_at_its_hour_of_the_day_that_lies_so_far_back() {
        use AdvanceUnit::{Days, Months, Weeks, Years};
        for (zone, count, unit, hour, start, wanted) in [
            // 26 November 10:00 in Shanghai.
            ("Asia/Shanghai", 3, Days, "09:00", "2026-11-26T02:00Z", "2026-11-23T01:00Z"),
            ("Asia/Shanghai", 0, Days, "09:00", "2026-11-26T02:00Z", "2026-11-26T01:00Z"),
            ("Asia/Shanghai", 2, Weeks, "00:00", "2026-11-26T02:00Z", "2026-11-11T16:00Z"),
            // The day is the room's: 23:30 in UTC is the next one there.
            ("Asia/Shanghai", 1, Days, "09:00", "2026-11-26T23:30Z", "2026-11-26T01:00Z"),
            ("America/New_York", 1, Days, "09:00", "2026-11-27T02:00Z", "2026-11-25T14:00Z"),
            // Months and years that lack the day have their last one.
            ("UTC", 1, Months, "09:00", "2026-03-31T10:00Z", "2026-02-28T09:00Z"),
            ("UTC", 1, Months, "09:00", "2024-03-30T10:00Z", "2024-02-29T09:00Z"),
            ("UTC", 1, Months, "09:00", "2026-03-28T10:00Z", "2026-02-28T09:00Z"),
            ("UTC", 2, Months, "09:00", "2026-01-15T10:00Z", "2025-11-15T09:00Z"),
            ("UTC", 1, Years, "09:00", "2024-02-29T10:00Z", "2023-02-28T09:00Z"),
            // Over a change of clocks the wall's hour counts, not so many hours.
            ("Europe/Berlin", 1, Days, "09:00", "2026-03-30T08:00Z", "2026-03-29T07:00Z"),
            ("Europe/Berlin", 2, Days, "09:00", "2026-03-30T08:00Z", "2026-03-28T08:00Z"),
            ("Europe/Berlin", 1, Days, "09:00", "2026-10-26T08:00Z", "2026-10-25T08:00Z"),
            // 02:30 does not exist on 29 March, and exists twice on 25 October.
            ("Europe/Berlin", 1, Days, "02:30", "2026-03-30T08:00Z", "2026-03-29T01:30Z"),
            ("Europe/Berlin", 1, Days, "02:30", "2026-10-26T08:00Z", "2026-10-25T00:30Z"),
            // Midnight does not exist: Sao Paulo 4 November 2018, Apia 30 December 2011 as a whole.
            ("America/Sao_Paulo", 1, Days, "00:00", "2018-11-05T12:00Z", "2018-11-04T03:00Z"),
            ("Pacific/Apia", 1, Days, "09:00", "2011-12-30T22:00Z", "2011-12-30T19:00Z"),
            ("Australia/Lord_Howe", 1, Days, "02:15", "2026-10-05T00:00Z", "2026-10-03T15:45Z"),
        ] {
            let zone = Zone::parse(zone).unwrap();
            let opens_at = Some(TimeOfDay::parse(hour).unwrap());
            let advance = Advance { count: Some(count), unit: Some(unit), opens_at };
            let found = super::opens_at(&advance, at(start), &zone);
            assert_eq!(found, Some(at(wanted)), "{zone:?} {advance:?} {start}");
        }
    }

    #[test]
    fn what_a_window_does_not_say_is_days_and_midnight_and_no_count_is_no_window() {
        let (zone, start) = (Zone::parse("UTC").unwrap(), at("2026-11-26T10:00Z"));
        for (count, unit, wanted) in [
            (Some(2), None, Some(at("2026-11-24T00:00Z"))),
            (None, Some(AdvanceUnit::Weeks), None),
            (Some(-1), Some(AdvanceUnit::Days), None),
            (Some(i32::MAX), Some(AdvanceUnit::Days), None),
            (Some(i32::MAX), Some(AdvanceUnit::Years), None),
            (Some(15_000), Some(AdvanceUnit::Years), None),
        ] {
            let advance = Advance { count, unit, opens_at: None };
            assert_eq!(opens_at(&advance, start, &zone), wanted, "{advance:?}");
        }
        // Beyond the calendar it stays closed.
        let one = Advance { count: Some(1), ..Advance::default() };
        assert!(opens_at(&one, EpochMillis(i64::MAX), &zone) > Some(start));
    }
}
