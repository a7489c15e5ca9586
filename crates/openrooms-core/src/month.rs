//! The month in which calls are counted: the calendar month in the organisation's zone.

use jiff::{Timestamp, ToSpan as _};

use crate::time::{EpochMillis, Zone};

/// A calendar month and its half-open span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// Year times 100 plus the month's number: 202611.
    pub number: i32,
    /// Its first instant.
    pub start: EpochMillis,
    /// The first instant of the next month.
    pub end: EpochMillis,
}

impl Month {
    /// The month that holds `now` in `zone`. Instants outside the years that jiff knows count as
    /// one endless month.
    pub fn of(now: EpochMillis, zone: &Zone) -> Self {
        let find = || {
            let date =
                Timestamp::from_millisecond(now.0).ok()?.to_zoned(zone.rules().clone()).date();
            let first = date.first_of_month();
            let instant = |date: jiff::civil::Date| {
                let at = date.to_zoned(zone.rules().clone()).ok()?.timestamp();
                Some(EpochMillis(at.as_millisecond()))
            };
            Some(Self {
                number: i32::from(date.year()) * 100 + i32::from(date.month()),
                start: instant(first)?,
                end: instant(first.checked_add(1.month()).ok()?)?,
            })
        };
        let endless = Self { number: 0, start: EpochMillis(i64::MIN), end: EpochMillis(i64::MAX) };
        find().unwrap_or(endless)
    }

    /// Whether `now` is in this month.
    pub fn holds(&self, now: EpochMillis) -> bool {
        self.start <= now && now < self.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_begins_at_midnight_of_the_zone() {
        let shanghai = Zone::default();
        // 2026-10-31T16:00:00Z is midnight of 1 November in Shanghai.
        let november = EpochMillis(1_793_462_400_000);
        assert_eq!(Month::of(november, &shanghai).number, 202_611);
        assert_eq!(Month::of(november, &shanghai).start, november);
        assert_eq!(Month::of(EpochMillis(november.0 - 1), &shanghai).number, 202_610);
        assert_eq!(Month::of(EpochMillis(november.0 - 1), &shanghai).end, november);
        assert_eq!(Month::of(november, &Zone::parse("Europe/Berlin").unwrap()).number, 202_610);
    }
}
