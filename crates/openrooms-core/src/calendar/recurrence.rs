//! How an event repeats.

use jiff::civil::{Date, Weekday};

/// How an event repeats: every so many days, weeks, months or years, in the wall clock of its zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recurrence {
    /// On which days.
    pub pattern: Pattern,
    /// Every how many days, weeks, months or years: 1 to 365.
    pub interval: u16,
    /// Until when.
    pub range: Range,
}

/// On which days something repeats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pattern {
    /// Every day.
    Daily,
    /// On days of the week.
    Weekly {
        /// Which; in order, none twice, at least one.
        days: Vec<Weekday>,
        /// Where a week begins, which counts where not every week has it.
        first_day: Weekday,
    },
    /// On a day of the month, 1 to 31; a month that lacks it is left out.
    AbsoluteMonthly {
        /// Which.
        day: i8,
    },
    /// On such a day of the week in such a place of the month.
    RelativeMonthly {
        /// Which days of the week.
        days: Vec<Weekday>,
        /// Which of them in the month.
        index: Index,
    },
    /// On the day of the year that the first occurrence has; a year that lacks it is left out.
    AbsoluteYearly,
}

/// Which of the days of a month that a pattern fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Index {
    /// The first.
    First,
    /// The second.
    Second,
    /// The third.
    Third,
    /// The fourth.
    Fourth,
    /// The last.
    Last,
}

/// Until when something repeats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Range {
    /// For ever.
    NoEnd,
    /// Until this day of the event's zone, and on it.
    Until(Date),
    /// So many times: 1 to 99.
    Count(u16),
}
