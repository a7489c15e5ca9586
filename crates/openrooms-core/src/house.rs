//! House rules: what a room or a group asks of a booking beyond what DingTalk's documents know. Each is
//! off until it is set, and bounded, so that what judges them has bounded work.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};

use crate::ParseError;
use crate::calendar::recurrence;
use crate::directory::{is_name, is_plain};

/// What is asked beyond the wire's own policy; `None` asks nothing, and leaves it to the groups above.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct HouseRules {
    /// When rooms are open, by the days of the week.
    pub hours: Option<WeekHours>,
    /// Minutes that are held before a booking.
    pub buffer_before_minutes: Option<i32>,
    /// Minutes that are held after a booking.
    pub buffer_after_minutes: Option<i32>,
    /// Whether more people than seats are refused.
    pub counts_seats: Option<bool>,
    /// How much one person may have booked.
    pub quota: Option<Quota>,
    /// How many minutes before its start a booking may last be given back.
    pub notice_minutes: Option<i32>,
    /// Days on which rooms are closed.
    pub closed_days: Option<Vec<ClosedDays>>,
    /// Whether they are reached without a step.
    pub is_accessible: Option<bool>,
    /// What else there is to say of them, for searching: names and values.
    pub attributes: Option<BTreeMap<String, String>>,
    /// What the screen at the door tells of a meeting.
    pub door: Option<DoorShows>,
}

/// What the screen at a room's door tells of a meeting to whoever passes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum DoorShows {
    /// What it is for, and who organises it.
    Title,
    /// Who organises it.
    #[default]
    Organiser,
    /// That the room is taken.
    Busy,
}

impl DoorShows {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Title, Self::Organiser, Self::Busy];

    /// The wire's word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Organiser => "organizer",
            Self::Busy => "busy",
        }
    }

    /// Parses the wire's word.
    pub fn parse(word: &str) -> Result<Self, ParseError> {
        let found = Self::ALL.into_iter().find(|shows| shows.word() == word);
        found.ok_or_else(|| ParseError("it must be title, organizer or busy".to_owned()))
    }
}

impl HouseRules {
    /// The longest buffer: a day.
    pub const LONGEST_BUFFER: i32 = 24 * 60;
    /// The longest notice: a year.
    pub const LONGEST_NOTICE: i32 = 366 * 24 * 60;
    /// The most spans of closed days.
    pub const MOST_CLOSED_DAYS: usize = 400;
    /// The most attributes.
    pub const MOST_ATTRIBUTES: usize = 50;
    /// The longest name of an attribute, in characters.
    pub const LONGEST_NAME: usize = 64;
    /// The longest value of an attribute or name of a closed day, in characters.
    pub const LONGEST_VALUE: usize = 200;

    /// Checks the name of closed days.
    pub fn check_name(name: &str) -> Result<(), ParseError> {
        let longest = Self::LONGEST_VALUE;
        if is_plain(name, longest) {
            return Ok(());
        }
        Err(ParseError(format!("it must be {longest} characters at most, none of them a control")))
    }

    /// Checks the name and the value of an attribute.
    pub fn check_attribute(name: &str, value: &str) -> Result<(), ParseError> {
        let (longest, longest_value) = (Self::LONGEST_NAME, Self::LONGEST_VALUE);
        if !is_name(name, longest) {
            return Err(ParseError(format!(
                "a name must be 1 to {longest} characters, none of them a control"
            )));
        }
        if !is_plain(value, longest_value) {
            return Err(ParseError(format!(
                "a value must be {longest_value} characters at most, none of them a control"
            )));
        }
        Ok(())
    }
}

/// A span of a day of the week: minutes of its wall clock, half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DayHours {
    day: Weekday,
    from: u16,
    until: u16,
}

impl DayHours {
    /// From `from` until `until` as `HH:mm`; the latter may be `24:00`.
    pub fn parse(day: &str, from: &str, until: &str) -> Result<Self, ParseError> {
        let day = recurrence::day(day)?;
        let time = |text: &str| crate::time::TimeOfDay::parse(text).map(|time| time.minutes());
        let (from, until) = (time(from)?, if until == "24:00" { 1440 } else { time(until)? });
        if from < until {
            Ok(Self { day, from, until })
        } else {
            Err(ParseError("the end is not after the start; a night is two spans".to_owned()))
        }
    }

    /// The day.
    pub const fn day(self) -> Weekday {
        self.day
    }

    /// From which minute of it.
    pub const fn from(self) -> u16 {
        self.from
    }

    /// Until which minute of it; 1,440 is its end.
    pub const fn until(self) -> u16 {
        self.until
    }

    /// The day and the two times as they are written.
    pub fn parts(self) -> (&'static str, String, String) {
        let time = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
        (recurrence::day_word(self.day), time(self.from), time(self.until))
    }
}

/// Hours of a week, in the order in which they were given; no two overlap. A day without any is closed;
/// without any at all nothing is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct WeekHours(Vec<DayHours>);

impl WeekHours {
    /// The most spans.
    pub const MOST: usize = 70;

    /// Takes spans in any order, and keeps it.
    pub fn new(spans: Vec<DayHours>) -> Result<Self, ParseError> {
        if spans.len() > Self::MOST {
            return Err(ParseError(format!("there must be {} at most", Self::MOST)));
        }
        let mut sorted = spans.clone();
        sorted.sort_by_key(|span| (span.day.to_monday_zero_offset(), span.from));
        let overlaps = |two: &[DayHours]| two[0].day == two[1].day && two[1].from < two[0].until;
        if sorted.windows(2).any(overlaps) {
            return Err(ParseError("two spans of a day overlap".to_owned()));
        }
        Ok(Self(spans))
    }

    /// The spans.
    pub fn spans(&self) -> &[DayHours] {
        &self.0
    }

    /// Whether there is no minute without.
    pub fn is_always(&self) -> bool {
        let spans = self.in_order();
        let mut days = (0..7).map(|day| {
            let of_day = spans.iter().filter(|span| span.day.to_monday_zero_offset() == day);
            of_day.fold(0, |reach, span| if span.from <= reach { span.until } else { reach })
        });
        days.all(|reach| reach == 1440)
    }

    /// The spans from Monday on, in the order of time.
    pub fn in_order(&self) -> Vec<DayHours> {
        let mut spans = self.0.clone();
        spans.sort_by_key(|span| (span.day.to_monday_zero_offset(), span.from));
        spans
    }
}

/// How much one person may have booked at the level where this is set; what is not set, or 0, is not
/// counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Quota {
    /// Bookings that are not over; each date of a series is one.
    pub open_bookings: Option<i32>,
    /// Hours in a day.
    pub hours_a_day: Option<i32>,
    /// Hours in a week, from Monday.
    pub hours_a_week: Option<i32>,
    /// Hours in a calendar month.
    pub hours_a_month: Option<i32>,
}

impl Quota {
    /// The largest number.
    pub const LARGEST: i32 = 10_000;
}

/// Days on which rooms are closed, the last one included.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ClosedDays {
    first: Date,
    last: Option<Date>,
    name: Option<String>,
}

impl ClosedDays {
    /// From one day to another, as `YYYY-MM-DD`; without the other it is one day.
    pub fn parse(
        first: &str,
        last: Option<&str>,
        name: Option<String>,
    ) -> Result<Self, ParseError> {
        let first = date(first)?;
        let last = last.map(date).transpose()?;
        if last.is_some_and(|last| last < first) {
            return Err(ParseError("the last day is before the first".to_owned()));
        }
        Ok(Self { first, last, name })
    }

    /// The first day.
    pub const fn first(&self) -> Date {
        self.first
    }

    /// The last day.
    pub fn last(&self) -> Date {
        self.last.unwrap_or(self.first)
    }

    /// The last day, where it was given.
    pub const fn given_last(&self) -> Option<Date> {
        self.last
    }

    /// What they are called.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }
}

/// A day, as `YYYY-MM-DD` of the years 1 to 9999 and in no other form.
fn date(text: &str) -> Result<Date, ParseError> {
    let parsed = text.parse::<Date>().ok().filter(|date| date.year() > 0);
    parsed
        .filter(|date| date.to_string() == text)
        .ok_or_else(|| ParseError(format!("{text:?} is not a day such as 2026-12-25")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_spans_of_a_day() {
        for (day, from, until, wanted) in [
            ("monday", "09:00", "17:30", Some((540, 1050))),
            ("sunday", "00:00", "24:00", Some((0, 1440))),
            ("friday", "9:00", "9:01", Some((540, 541))),
            ("friday", "09:00", "09:00", None),
            ("friday", "18:00", "02:00", None),
            ("friday", "24:00", "24:00", None),
            ("friday", "09:00", "24:01", None),
            ("Fri", "09:00", "10:00", None),
            ("", "09:00", "10:00", None),
        ] {
            let found = DayHours::parse(day, from, until).ok();
            assert_eq!(
                found.map(|span| (span.from(), span.until())),
                wanted,
                "{day} {from} {until}"
            );
        }
        let span = DayHours::parse("friday", "9:00", "24:00").unwrap();
        assert_eq!(span.parts(), ("friday", "09:00".to_owned(), "24:00".to_owned()));
    }

    #[test]
    fn hours_of_a_week_are_in_order_and_do_not_overlap() {
        let span = |day, from, until| DayHours::parse(day, from, until).unwrap();
        let week = vec![
            span("tuesday", "09:00", "12:00"),
            span("monday", "13:00", "17:00"),
            span("monday", "09:00", "13:00"),
        ];
        let week = WeekHours::new(week).unwrap();
        assert_eq!(week.spans()[0].day(), Weekday::Tuesday);
        let starts: Vec<_> = week.in_order().iter().map(|span| (span.day(), span.from())).collect();
        let wanted = [(Weekday::Monday, 540), (Weekday::Monday, 780), (Weekday::Tuesday, 540)];
        assert_eq!(starts, wanted);
        let wrong = vec![span("monday", "09:00", "13:00"), span("monday", "12:59", "14:00")];
        assert!(WeekHours::new(wrong).is_err());
        let most = |count| vec![span("monday", "09:00", "13:00"); count];
        assert!(WeekHours::new(most(0)).is_ok() && WeekHours::new(most(71)).is_err());
    }

    #[test]
    fn closed_days_are_days() {
        for (first, last, is_fine) in [
            ("2026-12-25", None, true),
            ("2026-12-24", Some("2027-01-01"), true),
            ("2026-12-25", Some("2026-12-25"), true),
            ("2026-12-25", Some("2026-12-24"), false),
            ("2026-02-30", None, false),
            ("2026-2-3", None, false),
            ("20261225", None, false),
            ("2026-12-25T00:00", None, false),
            ("0000-01-01", None, false),
            ("-000001-01-01", None, false),
            ("9999-12-31", None, true),
            ("10000-01-01", None, false),
            ("", None, false),
        ] {
            assert_eq!(ClosedDays::parse(first, last, None).is_ok(), is_fine, "{first} {last:?}");
        }
        assert!(HouseRules::check_name("a\nb").is_err());
        assert!(HouseRules::check_name(&"x".repeat(201)).is_err());
        assert!(HouseRules::check_name(&"会".repeat(200)).is_ok());
    }

    #[test]
    fn attributes_have_names_and_plain_values() {
        let (name, value) = ("n".repeat(64), "v".repeat(200));
        for (name, value, is_fine) in [
            ("view", "river", true),
            ("view", "", true),
            (name.as_str(), value.as_str(), true),
            (&"n".repeat(65), "", false),
            ("n", &"v".repeat(201), false),
            ("", "river", false),
            ("a\u{202e}", "river", false),
            ("view", "a\0", false),
        ] {
            assert_eq!(HouseRules::check_attribute(name, value).is_ok(), is_fine, "{name:?}");
        }
    }
}
