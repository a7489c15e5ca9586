//! How much a room is used: time taken against time open, who came, and whether it is too big for its
//! meetings.
//!
//! Counted in minutes of the room's wall clock: every day has 24 hours of 60 minutes, also one on
//! which clocks are changed.

use jiff::ToSpan as _;
use jiff::civil::{self, Date, Weekday};

use crate::ParseError;
use crate::booking::Rules;
use crate::house::{DayHours, WeekHours};
use crate::slot::Slot;
use crate::time::{EpochMillis, Zone};

const DAY: i64 = 24 * 60;

/// The days that are counted, the last one included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    first: Date,
    last: Date,
}

impl Days {
    /// The most days: a quarter of a year.
    pub const MOST: i64 = 92;

    /// From one day to another.
    pub fn new(first: Date, last: Date) -> Result<Self, ParseError> {
        let days = Self { first, last };
        match days.count() {
            ..=0 => Err(ParseError("the last day is before the first".to_owned())),
            1..=Self::MOST => Ok(days),
            _ => Err(ParseError(format!("there must be {} days at most", Self::MOST))),
        }
    }

    /// The first day.
    pub const fn first(self) -> Date {
        self.first
    }

    /// The last day.
    pub const fn last(self) -> Date {
        self.last
    }

    /// How many they are.
    pub fn count(self) -> i64 {
        days_between(self.first, self.last) + 1
    }

    /// A span in which they lie in every zone.
    pub fn everywhere(self) -> Slot {
        const HOUR: i64 = 3_600_000;
        let begin = days_between(civil::date(1970, 1, 1), self.first) * 24 * HOUR;
        let end = begin + self.count() * 24 * HOUR;
        // The farthest zones are 14 hours before and 12 behind.
        Slot::new(EpochMillis(begin), EpochMillis(end))
            .expect("there is a day at least")
            .widened(14 * HOUR, 12 * HOUR)
    }
}

fn days_between(first: Date, other: Date) -> i64 {
    other.duration_since(first).as_hours() / 24
}

/// A meeting that has the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meeting {
    /// When.
    pub slot: Slot,
    /// How many are invited who did not say no, the organiser included; `None` where the room was
    /// taken at its door, where nobody asks how many come.
    pub people: Option<i64>,
    /// Whether anybody has said that they came.
    pub has_come: bool,
}

/// Minutes by the day of the week, from Monday, and by the hour of the day.
pub type WeekMinutes = [[i64; 24]; 7];

/// What comes of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Use {
    /// Minutes open.
    pub open: WeekMinutes,
    /// Minutes taken of those.
    pub used: WeekMinutes,
    /// Minutes taken while it is not open.
    pub outside: i64,
    /// Meetings.
    pub meetings: i64,
    /// Those of them that were begun at the door.
    pub walk_ups: i64,
    /// The people of the others.
    pub people: i64,
    /// Those of the largest.
    pub most_people: i64,
    /// Meetings that are over.
    pub over: i64,
    /// Those of them to which nobody has come.
    pub no_shows: i64,
    /// Meetings whose people and whose room's seats are known.
    pub sized: i64,
    /// Those of them of as many people as half the seats, or fewer.
    pub half_empty: i64,
}

impl Use {
    /// Adds that of another room.
    pub fn add(&mut self, other: &Self) {
        for (own, other) in [(&mut self.open, &other.open), (&mut self.used, &other.used)] {
            for (own, other) in own.iter_mut().flatten().zip(other.iter().flatten()) {
                *own += other;
            }
        }
        self.outside += other.outside;
        self.meetings += other.meetings;
        self.walk_ups += other.walk_ups;
        self.people += other.people;
        self.most_people = self.most_people.max(other.most_people);
        self.over += other.over;
        self.no_shows += other.no_shows;
        self.sized += other.sized;
        self.half_empty += other.half_empty;
    }

    /// All minutes of a week.
    pub fn sum(minutes: &WeekMinutes) -> i64 {
        minutes.iter().flatten().sum()
    }
}

/// The hours that count where a room has none of its own: Monday to Friday, 8 to 18 o'clock.
pub fn usual_hours() -> WeekHours {
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday"];
    let spans = days.map(|day| DayHours::parse(day, "08:00", "18:00").expect("it is a span"));
    WeekHours::new(spans.into()).expect("days do not overlap")
}

/// Counts the use of a room with so many seats.
pub fn of_room(
    days: Days,
    rules: &Rules,
    zone: &Zone,
    seats: Option<i32>,
    meetings: &[Meeting],
    now: EpochMillis,
) -> Use {
    let clock = Clock { days, zone };
    let open = clock.open(rules);
    let mut found = Use::default();
    for span in &open {
        clock.add(&mut found.open, *span);
    }
    let seats = i64::from(seats.unwrap_or(0));
    for meeting in meetings {
        let Some(span) = clock.span(meeting.slot) else { continue };
        let mut within = 0;
        let first = open.partition_point(|(_, until)| *until <= span.0);
        for (from, until) in open[first..].iter().take_while(|(from, _)| *from < span.1) {
            let shared = (span.0.max(*from), span.1.min(*until));
            clock.add(&mut found.used, shared);
            within += shared.1 - shared.0;
        }
        found.outside += span.1 - span.0 - within;
        found.meetings += 1;
        match meeting.people {
            Some(people) => {
                found.people += people;
                found.most_people = found.most_people.max(people);
                found.sized += i64::from(seats > 0);
                found.half_empty += i64::from(seats > 0 && people.saturating_mul(2) <= seats);
            }
            None => found.walk_ups += 1,
        }
        if meeting.slot.end() <= now {
            found.over += 1;
            found.no_shows += i64::from(!meeting.has_come);
        }
    }
    found
}

/// From and until, in minutes of the wall clock since the first day began.
type Span = (i64, i64);

struct Clock<'a> {
    days: Days,
    zone: &'a Zone,
}

impl Clock<'_> {
    fn minute(&self, moment: EpochMillis) -> i64 {
        let wall = self.zone.wall(moment);
        let time = i64::from(wall.hour()) * 60 + i64::from(wall.minute());
        days_between(self.days.first, wall.date()) * DAY + time
    }

    /// What of a slot lies in the days; `None` where nothing does.
    fn span(&self, slot: Slot) -> Option<Span> {
        const MINUTE: i64 = 60_000;
        let (from, mut until) = (self.minute(slot.start()), self.minute(slot.end()));
        if until <= from {
            // Clocks went back meanwhile, or it was shorter than a minute.
            let lasted = slot.end().0 - slot.start().0;
            until = from + (lasted / MINUTE).max(1);
        }
        let (from, until) = (from.max(0), until.min(self.days.count() * DAY));
        (from < until).then_some((from, until))
    }

    /// When the room is open, in order.
    fn open(&self, rules: &Rules) -> Vec<Span> {
        if rules.is_open.is_some_and(|set| !set.value) {
            return Vec::new();
        }
        let set = rules.hours.as_ref().map(|set| &set.value);
        let usual = usual_hours();
        let hours = set.filter(|set| !set.spans().is_empty()).unwrap_or(&usual);
        let spans = hours.in_order();
        let closed = |day: Date| {
            let mut all = rules.closed_days.iter().flat_map(|set| &set.value);
            all.any(|days| days.first() <= day && day <= days.last())
        };
        let mut open = Vec::new();
        for (at, day) in (0..self.days.count()).zip(self.days.first.series(1.day())) {
            if closed(day) {
                continue;
            }
            let of_day = spans.iter().filter(|span| span.day() == day.weekday());
            let minute = |minutes: u16| at * DAY + i64::from(minutes);
            open.extend(of_day.map(|span| (minute(span.from()), minute(span.until()))));
        }
        for set in &rules.closures {
            let closure = &set.value;
            if closure.starts_at.is_none() && closure.ends_at.is_none() {
                continue;
            }
            let from = closure.starts_at.map_or(i64::MIN, |at| self.minute(at));
            let until = closure.ends_at.map_or(i64::MAX, |at| self.minute(at));
            open = open.into_iter().flat_map(|span| without(span, (from, until))).collect();
        }
        open
    }

    fn add(&self, minutes: &mut WeekMinutes, (from, until): Span) {
        let first = self.days.first.weekday();
        let mut at = from;
        while at < until {
            let next = ((at / 60 + 1) * 60).min(until);
            let (weekday, hour) = (weekday_after(first, at / DAY), at % DAY / 60);
            minutes[weekday][usize::try_from(hour).unwrap_or(0)] += next - at;
            at = next;
        }
    }
}

/// What of a span is left without another.
fn without(span: Span, taken: Span) -> impl Iterator<Item = Span> {
    let before = (span.0, span.1.min(taken.0));
    let after = (span.0.max(taken.1), span.1);
    let parts = if taken.0 < taken.1 { [before, after] } else { [span, (0, 0)] };
    parts.into_iter().filter(|(from, until)| from < until)
}

fn weekday_after(first: Weekday, days: i64) -> usize {
    let at = (i64::from(first.to_monday_zero_offset()) + days) % 7;
    usize::try_from(at).unwrap_or(0)
}

#[cfg(test)]
mod tests;
