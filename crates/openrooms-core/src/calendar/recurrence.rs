//! How an event repeats, and how that is read from what a caller gives.
//!
//! On which dates it then takes place is in [`super::series`].

use jiff::civil::{Date, Weekday};

use crate::ParseError;
use crate::calendar::When;
use crate::calendar::moment::{Stamp, WrongMoment};

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

/// The words of the days, as the wire has them, from Monday on.
const DAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The highest interval.
pub const MOST_BETWEEN: u16 = 365;

/// The highest number of times.
pub const MOST_TIMES: u16 = 99;

/// What a caller gives; a blank text is none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Asked<'a> {
    /// The name of the pattern.
    pub pattern: Option<&'a str>,
    /// Every how many; 1 where nothing is said.
    pub interval: Option<i64>,
    /// Days of the week between commas; that of the start where nothing is said.
    pub days_of_week: Option<&'a str>,
    /// Where a week begins; Sunday where nothing is said.
    pub first_day_of_week: Option<&'a str>,
    /// The day of the month; that of the start where nothing is said.
    pub day_of_month: Option<i64>,
    /// Which of the days of a month; the first where nothing is said.
    pub index: Option<&'a str>,
    /// The name of the range; what else is given tells it where it is missing.
    pub range: Option<&'a str>,
    /// The last day.
    pub end_date: Option<&'a str>,
    /// How many times.
    pub count: Option<i64>,
}

/// Why what was given does not tell how an event repeats. The texts of interval and count are
/// DingTalk's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WrongRecurrence {
    /// No pattern has the name.
    #[error(
        "Recurrence pattern type must be daily, weekly, absoluteMonthly, relativeMonthly or absoluteYearly"
    )]
    Pattern,
    /// The interval is too small or too large.
    #[error("Recurrence interval must between [1, 365]")]
    Interval,
    /// Not one to seven days of the week.
    #[error("Recurrence pattern daysOfWeek must be days such as monday,friday")]
    Days,
    /// No day of the week.
    #[error("Recurrence pattern firstDayOfWeek must be a day such as sunday")]
    FirstDay,
    /// No day of a month.
    #[error("Recurrence pattern dayOfMonth must between [1, 31]")]
    DayOfMonth,
    /// Not a place in a month.
    #[error("Recurrence pattern index must be first, second, third, fourth or last")]
    Index,
    /// No range has the name.
    #[error("Recurrence range type must be noEnd, endDate or numbered")]
    Range,
    /// The number of times is missing, too small or too large.
    #[error("Recurrence range numberOfOccurrences must between [1, 99]")]
    Count,
    /// The last day is missing.
    #[error("Recurrence range endDate must be provided.")]
    EndDateMissing,
    /// The last day is no day.
    #[error("Recurrence range endDate invalid: {0}")]
    EndDate(WrongMoment),
    /// No date fits pattern and range.
    #[error("Recurrence has no occurrence")]
    Never,
}

impl WrongRecurrence {
    /// Whether a text was no timestamp, which the wire has a code of its own for.
    pub const fn is_of_a_timestamp(self) -> bool {
        match self {
            Self::EndDate(wrong) => wrong.is_of_the_text(),
            _ => false,
        }
    }
}

impl Recurrence {
    /// Reads how an event repeats whose start is `when`'s. What a pattern does not use is not looked
    /// at.
    pub fn parse(asked: Asked<'_>, when: &When) -> Result<Self, WrongRecurrence> {
        let start = when.zone.wall(when.slot.start()).date();
        let interval = u16::try_from(asked.interval.unwrap_or(1)).ok();
        let interval = interval
            .filter(|count| (1..=MOST_BETWEEN).contains(count))
            .ok_or(WrongRecurrence::Interval)?;
        let days = || match filled(asked.days_of_week) {
            None => Ok(vec![start.weekday()]),
            Some(words) => days(words).map_err(|_| WrongRecurrence::Days),
        };
        let pattern = match filled(asked.pattern).ok_or(WrongRecurrence::Pattern)? {
            "daily" => Pattern::Daily,
            "weekly" => Pattern::Weekly {
                days: days()?,
                first_day: filled(asked.first_day_of_week)
                    .map_or(Ok(Weekday::Sunday), day)
                    .map_err(|_| WrongRecurrence::FirstDay)?,
            },
            "absoluteMonthly" => {
                let day = asked.day_of_month.unwrap_or(i64::from(start.day()));
                let day = i8::try_from(day).ok().filter(|day| (1..=31).contains(day));
                Pattern::AbsoluteMonthly { day: day.ok_or(WrongRecurrence::DayOfMonth)? }
            }
            "relativeMonthly" => Pattern::RelativeMonthly {
                days: days()?,
                index: filled(asked.index)
                    .map_or(Ok(Index::First), Index::parse)
                    .map_err(|_| WrongRecurrence::Index)?,
            },
            "absoluteYearly" => Pattern::AbsoluteYearly,
            _ => return Err(WrongRecurrence::Pattern),
        };
        Ok(Self { pattern, interval, range: range(asked, when)? })
    }

    /// The same where the first occurrence moves from one day to another: its days and its last day
    /// go along, so that a meeting of Mondays that is moved to a Tuesday is one of Tuesdays; where not
    /// every week has one, so does the day on which weeks begin. Several days of a month stay.
    #[must_use]
    pub fn moved(mut self, from: Date, to: Date) -> Self {
        if from == to {
            return self;
        }
        match &mut self.pattern {
            Pattern::Daily | Pattern::AbsoluteYearly => {}
            Pattern::Weekly { days, first_day } => {
                let by = to.weekday().since(from.weekday());
                for day in days.iter_mut() {
                    *day = day.wrapping_add(by);
                }
                in_order(days);
                if self.interval > 1 {
                    *first_day = first_day.wrapping_add(by);
                }
            }
            Pattern::AbsoluteMonthly { day } => *day = to.day(),
            Pattern::RelativeMonthly { days, index } => {
                if days.len() == 1 {
                    *days = vec![to.weekday()];
                    *index = Index::of(to);
                }
            }
        }
        if let Range::Until(last) = &mut self.range {
            *last = last.saturating_add(from.duration_until(to));
        }
        self
    }
}

impl Pattern {
    /// The wire's word.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::Weekly { .. } => "weekly",
            Self::AbsoluteMonthly { .. } => "absoluteMonthly",
            Self::RelativeMonthly { .. } => "relativeMonthly",
            Self::AbsoluteYearly => "absoluteYearly",
        }
    }
}

impl Index {
    /// Parses the wire's word.
    pub fn parse(word: &str) -> Result<Self, ParseError> {
        match word {
            "first" => Ok(Self::First),
            "second" => Ok(Self::Second),
            "third" => Ok(Self::Third),
            "fourth" => Ok(Self::Fourth),
            "last" => Ok(Self::Last),
            other => {
                Err(ParseError(format!("{other:?} is not first, second, third, fourth or last")))
            }
        }
    }

    /// The wire's word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Second => "second",
            Self::Third => "third",
            Self::Fourth => "fourth",
            Self::Last => "last",
        }
    }

    /// Which of its weekday in its month a date is; the fifth is the last.
    fn of(date: Date) -> Self {
        match (date.day() - 1) / 7 {
            0 => Self::First,
            1 => Self::Second,
            2 => Self::Third,
            3 => Self::Fourth,
            _ => Self::Last,
        }
    }
}

impl Range {
    /// The wire's word.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::NoEnd => "noEnd",
            Self::Until(_) => "endDate",
            Self::Count(_) => "numbered",
        }
    }
}

/// Parses the wire's word for a day of the week.
pub fn day(word: &str) -> Result<Weekday, ParseError> {
    let place = DAYS.iter().position(|day| day.eq_ignore_ascii_case(word.trim()));
    let number = place.and_then(|place| i8::try_from(place).ok());
    number
        .and_then(|number| Weekday::from_monday_zero_offset(number).ok())
        .ok_or_else(|| ParseError(format!("{word:?} is not a day such as monday")))
}

/// Parses days of the week between commas: one to seven, in any order.
pub fn days(words: &str) -> Result<Vec<Weekday>, ParseError> {
    if words.split(',').count() > DAYS.len() {
        return Err(ParseError("more days than a week has".to_owned()));
    }
    let mut days = words.split(',').map(day).collect::<Result<Vec<_>, _>>()?;
    in_order(&mut days);
    Ok(days)
}

/// The wire's word for a day of the week.
pub const fn day_word(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "monday",
        Weekday::Tuesday => "tuesday",
        Weekday::Wednesday => "wednesday",
        Weekday::Thursday => "thursday",
        Weekday::Friday => "friday",
        Weekday::Saturday => "saturday",
        Weekday::Sunday => "sunday",
    }
}

/// The wire's words for days of the week.
pub fn days_words(days: &[Weekday]) -> String {
    days.iter().map(|day| day_word(*day)).collect::<Vec<_>>().join(",")
}

fn in_order(days: &mut Vec<Weekday>) {
    days.sort_by_key(|day| day.to_monday_zero_offset());
    days.dedup();
}

fn filled(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

fn range(asked: Asked<'_>, when: &When) -> Result<Range, WrongRecurrence> {
    let end_date = filled(asked.end_date);
    let kind = filled(asked.range).unwrap_or(match (end_date, asked.count) {
        (Some(_), _) => "endDate",
        (None, Some(_)) => "numbered",
        (None, None) => "noEnd",
    });
    match kind {
        "noEnd" => Ok(Range::NoEnd),
        "endDate" => {
            let stamp = Stamp::parse(end_date.ok_or(WrongRecurrence::EndDateMissing)?);
            let stamp = stamp.map_err(WrongRecurrence::EndDate)?;
            Ok(Range::Until(stamp.day_in(&when.zone)))
        }
        "numbered" => {
            let count = asked.count.and_then(|count| u16::try_from(count).ok());
            let count = count.filter(|count| (1..=MOST_TIMES).contains(count));
            Ok(Range::Count(count.ok_or(WrongRecurrence::Count)?))
        }
        _ => Err(WrongRecurrence::Range),
    }
}

#[cfg(test)]
mod tests {
    use Weekday::{Friday, Monday, Sunday, Thursday, Tuesday, Wednesday};
    use jiff::civil::date;

    use super::*;
    use crate::calendar::when::Given;
    use crate::time::Zone;

    /// A Thursday.
    fn when() -> When {
        let end = |text| Given { date_time: Some(text), ..Given::default() };
        let (start, end) = (end("2026-11-26T10:00"), end("2026-11-26T11:00"));
        When::parse(start, end, None, &Zone::default()).unwrap()
    }

    fn daily() -> Asked<'static> {
        Asked { pattern: Some("daily"), ..Asked::default() }
    }

    #[test]
    fn patterns_are_read_and_take_what_is_missing_from_the_start() {
        let asked = Asked {
            days_of_week: Some("friday, Monday,friday"),
            first_day_of_week: Some("monday"),
            day_of_month: Some(31),
            index: Some("last"),
            ..Asked::default()
        };
        let cases = [
            ("daily", Pattern::Daily, Pattern::Daily),
            (
                "weekly",
                Pattern::Weekly { days: vec![Monday, Friday], first_day: Monday },
                Pattern::Weekly { days: vec![Thursday], first_day: Sunday },
            ),
            (
                "absoluteMonthly",
                Pattern::AbsoluteMonthly { day: 31 },
                Pattern::AbsoluteMonthly { day: 26 },
            ),
            (
                "relativeMonthly",
                Pattern::RelativeMonthly { days: vec![Monday, Friday], index: Index::Last },
                Pattern::RelativeMonthly { days: vec![Thursday], index: Index::First },
            ),
            ("absoluteYearly", Pattern::AbsoluteYearly, Pattern::AbsoluteYearly),
        ];
        for (word, whole, bare) in cases {
            let pattern = Some(word);
            let read = |asked| Recurrence::parse(asked, &when()).unwrap();
            assert_eq!(read(Asked { pattern, ..asked }).pattern, whole);
            let found = read(Asked { pattern, ..Asked::default() });
            assert_eq!(found, Recurrence { pattern: bare, interval: 1, range: Range::NoEnd });
            assert_eq!(found.pattern.word(), word);
        }
    }

    #[test]
    fn ranges_are_read_by_name_or_by_what_is_given() {
        let until = |day| Range::Until(date(2026, 12, day));
        // Range, end date, count.
        let cases = [
            (None, None, None, Range::NoEnd),
            (Some("noEnd"), Some("2026-12-24"), Some(5), Range::NoEnd),
            (Some("endDate"), Some("2026-12-24"), Some(0), until(24)),
            (None, Some("2026-12-24"), None, until(24)),
            (Some(" "), Some("2026-12-24T10:00:00"), None, until(24)),
            (None, Some("2026-12-24T23:00:00+08:00"), None, until(24)),
            (None, Some("2026-12-24T23:00:00Z"), None, until(25)),
            (None, Some("2026-12-24T23:00Z"), None, until(25)),
            (Some("numbered"), Some("x"), Some(99), Range::Count(99)),
            (None, Some(""), Some(1), Range::Count(1)),
        ];
        for (range, end_date, count, wanted) in cases {
            let asked = Asked { range, end_date, count, ..daily() };
            let found = Recurrence::parse(asked, &when()).map(|found| found.range);
            assert_eq!(found, Ok(wanted), "{range:?} {end_date:?} {count:?}");
        }
    }

    #[test]
    fn what_does_not_say_how_to_repeat_is_refused() {
        let weekly = Asked { pattern: Some("weekly"), ..Asked::default() };
        let monthly = Asked { pattern: Some("absoluteMonthly"), ..Asked::default() };
        let relative = Asked { pattern: Some("relativeMonthly"), ..Asked::default() };
        let numbered = |count| Asked { range: Some("numbered"), count, ..daily() };
        let until = |end_date| Asked { range: Some("endDate"), end_date, ..daily() };
        let eight = ["monday"; 8].join(",");
        let cases = [
            (Asked::default(), WrongRecurrence::Pattern),
            (Asked { pattern: Some("hourly"), ..daily() }, WrongRecurrence::Pattern),
            (Asked { interval: Some(0), ..daily() }, WrongRecurrence::Interval),
            (Asked { interval: Some(-1), ..daily() }, WrongRecurrence::Interval),
            (Asked { interval: Some(366), ..daily() }, WrongRecurrence::Interval),
            (Asked { interval: Some(i64::MAX), ..daily() }, WrongRecurrence::Interval),
            (Asked { days_of_week: Some("mon"), ..weekly }, WrongRecurrence::Days),
            (Asked { days_of_week: Some("monday,,friday"), ..weekly }, WrongRecurrence::Days),
            (Asked { days_of_week: Some(&eight), ..weekly }, WrongRecurrence::Days),
            (Asked { days_of_week: Some("1"), ..relative }, WrongRecurrence::Days),
            (Asked { first_day_of_week: Some("day"), ..weekly }, WrongRecurrence::FirstDay),
            (Asked { day_of_month: Some(0), ..monthly }, WrongRecurrence::DayOfMonth),
            (Asked { day_of_month: Some(32), ..monthly }, WrongRecurrence::DayOfMonth),
            (Asked { index: Some("fifth"), ..relative }, WrongRecurrence::Index),
            (Asked { range: Some("ever"), ..daily() }, WrongRecurrence::Range),
            (numbered(None), WrongRecurrence::Count),
            (numbered(Some(0)), WrongRecurrence::Count),
            (numbered(Some(100)), WrongRecurrence::Count),
            (numbered(Some(-3)), WrongRecurrence::Count),
            (until(None), WrongRecurrence::EndDateMissing),
            (until(Some("2026-02-30")), WrongRecurrence::EndDate(WrongMoment::Unreadable)),
            (until(Some("9999-12-31")), WrongRecurrence::EndDate(WrongMoment::Year)),
        ];
        for (asked, wanted) in cases {
            assert_eq!(Recurrence::parse(asked, &when()), Err(wanted), "{asked:?}");
            let of_a_timestamp = matches!(wanted, WrongRecurrence::EndDate(_));
            assert_eq!(wanted.is_of_a_timestamp(), of_a_timestamp, "{wanted}");
        }
    }

    #[test]
    fn words_are_read_and_written_alike() {
        for word in DAYS {
            assert_eq!(day_word(day(word).unwrap()), word);
        }
        for word in ["first", "second", "third", "fourth", "last"] {
            assert_eq!(Index::parse(word).unwrap().word(), word);
        }
        assert_eq!(days_words(&days("sunday,monday").unwrap()), "monday,sunday");
    }

    #[test]
    fn days_go_along_with_the_first_occurrence() {
        let from = |first_day, days: &[Weekday]| Pattern::Weekly { days: days.to_vec(), first_day };
        let weekly = |days: &[Weekday]| from(Sunday, days);
        let relative =
            |days: &[Weekday], index| Pattern::RelativeMonthly { days: days.to_vec(), index };
        let absolute = |day| Pattern::AbsoluteMonthly { day };
        // Thursday 26 November to another day of that month.
        let cases = [
            (Pattern::Daily, 27, Pattern::Daily),
            (Pattern::AbsoluteYearly, 27, Pattern::AbsoluteYearly),
            (weekly(&[Thursday]), 27, from(Monday, &[Friday])),
            (weekly(&[Monday, Thursday]), 25, from(Weekday::Saturday, &[Wednesday, Sunday])),
            (weekly(&[Thursday]), 19, weekly(&[Thursday])),
            (absolute(26), 5, absolute(5)),
            (relative(&[Thursday], Index::Fourth), 3, relative(&[Tuesday], Index::First)),
            (relative(&[Thursday], Index::Last), 30, relative(&[Monday], Index::Last)),
            (relative(&[Thursday], Index::Last), 26, relative(&[Thursday], Index::Last)),
            (
                relative(&[Monday, Thursday], Index::Last),
                3,
                relative(&[Monday, Thursday], Index::Last),
            ),
        ];
        for (pattern, day, wanted) in cases {
            let recurrence = Recurrence { pattern, interval: 2, range: Range::Count(9) };
            let moved = recurrence.clone().moved(date(2026, 11, 26), date(2026, 11, day));
            assert_eq!(moved, Recurrence { pattern: wanted, ..recurrence }, "{day}");
        }
        // Where every week has one, it does not matter where weeks begin.
        let pattern = weekly(&[Thursday]);
        let every = Recurrence { pattern, interval: 1, range: Range::Count(9) };
        let moved = every.moved(date(2026, 11, 26), date(2026, 11, 27));
        assert_eq!(moved.pattern, weekly(&[Friday]));
        let range = Range::Until(date(2026, 12, 31));
        let until = Recurrence { pattern: Pattern::Daily, interval: 1, range };
        let moved = until.moved(date(2026, 11, 26), date(2026, 11, 27));
        assert_eq!(moved.range, Range::Until(date(2027, 1, 1)));
    }
}
