//! Moments as the calendar's wire tells them: ISO-8601 in and out.
//!
//! Every form of ISO-8601 is taken: with seconds and milliseconds or without, with dashes and colons
//! or without, by day of the month, of the year or of the week.

use std::ops::RangeInclusive;

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime, ISOWeekDate, Weekday};
use jiff::tz::{AmbiguousOffset, Offset};

use crate::time::{EpochMillis, Zone};

/// The years that the calendar knows.
pub const YEARS: RangeInclusive<i16> = 1970..=2999;

const DAY_MILLIS: i64 = 86_400_000;

/// The most bytes that a form of ISO-8601 takes, generously.
const LONGEST: usize = 64;

/// Why a text is no moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WrongMoment {
    /// It is no ISO-8601, or a day or hour that no calendar has.
    #[error("it is not an ISO-8601 time such as 2020-01-01T10:15:30+08:00")]
    Unreadable,
    /// Its year is none of [`YEARS`].
    #[error("its year is not between {} and {}", YEARS.start(), YEARS.end())]
    Year,
    /// Nothing tells where its clock is.
    #[error("it has no offset")]
    NoOffset,
    /// The zone that is named has another offset then.
    #[error("its offset is not the one that its time zone has then")]
    Contradiction,
}

impl WrongMoment {
    /// Whether the text itself is no timestamp, which the wire has a code of its own for.
    pub const fn is_of_the_text(self) -> bool {
        !matches!(self, Self::Contradiction)
    }
}

/// A date, perhaps with a time and an offset, as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    date: Date,
    time: Option<DateTime>,
    offset: Option<WrittenOffset>,
}

/// How far from UTC a text says that its clock is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WrittenOffset {
    /// `Z`: it is told in UTC, and says nothing of the clock.
    Utc,
    /// So far.
    At(Offset),
}

impl Stamp {
    /// Reads a date, or a date and a time.
    pub fn parse(text: &str) -> Result<Self, WrongMoment> {
        if text.len() > LONGEST {
            return Err(WrongMoment::Unreadable);
        }
        let stamp = stamp(text.as_bytes()).ok_or(WrongMoment::Unreadable)?;
        let last = stamp.time.map_or(stamp.date, DateTime::date);
        if YEARS.contains(&stamp.date.year()) && YEARS.contains(&last.year()) {
            Ok(stamp)
        } else {
            Err(WrongMoment::Year)
        }
    }

    /// The day, where it is a date alone.
    pub const fn day(&self) -> Option<Date> {
        match self.time {
            None => Some(self.date),
            Some(_) => None,
        }
    }

    /// The moment, which its own offset tells.
    pub fn at(&self) -> Result<EpochMillis, WrongMoment> {
        let wall = self.time.ok_or(WrongMoment::Unreadable)?;
        match self.offset {
            None => Err(WrongMoment::NoOffset),
            Some(offset) => Ok(offset.instant(wall)),
        }
    }

    /// The moment on the clocks of `zone`, which its offset must not contradict. `Z` contradicts
    /// nothing: it is how programs write a moment whatever the zone.
    pub fn at_in(&self, zone: &Zone) -> Result<EpochMillis, WrongMoment> {
        let wall = self.time.ok_or(WrongMoment::Unreadable)?;
        let Some(WrittenOffset::At(offset)) = self.offset else { return self.at_or_in(zone) };
        // Offsets are told in whole minutes, which a few of old were not.
        let is_meant = |own: Offset| own.seconds() / 60 == offset.seconds() / 60;
        let own = match zone.rules().to_ambiguous_timestamp(wall).offset() {
            AmbiguousOffset::Unambiguous { offset: only } => [only, only],
            // An hour that is left out moves forward, as without an offset.
            AmbiguousOffset::Gap { before, .. } => [before, before],
            AmbiguousOffset::Fold { before, after } => [before, after],
        };
        let meant = own.into_iter().find(|own| is_meant(*own)).ok_or(WrongMoment::Contradiction)?;
        Ok(WrittenOffset::At(meant).instant(wall))
    }

    /// The moment by its own offset, or on the clocks of `zone` where it has none.
    pub fn at_or_in(&self, zone: &Zone) -> Result<EpochMillis, WrongMoment> {
        let wall = self.time.ok_or(WrongMoment::Unreadable)?;
        Ok(self.offset.map_or_else(|| zone.instant(wall), |offset| offset.instant(wall)))
    }

    /// What was meant to be on the wall of `zone` at `moment`, which is this stamp's there: what it says,
    /// where the zone's clocks leave that out, and else what they show.
    pub fn meant_in(&self, zone: &Zone, moment: EpochMillis) -> DateTime {
        let says = self.time.filter(|_| self.offset != Some(WrittenOffset::Utc));
        says.filter(|wall| zone.instant(*wall) == moment).unwrap_or_else(|| zone.wall(moment))
    }

    /// The day that it is in `zone` then; a date alone is that day.
    pub fn day_in(&self, zone: &Zone) -> Date {
        self.at_or_in(zone).map_or(self.date, |moment| zone.wall(moment).date())
    }
}

impl WrittenOffset {
    fn instant(self, wall: DateTime) -> EpochMillis {
        let offset = match self {
            Self::Utc => Offset::UTC,
            Self::At(offset) => offset,
        };
        let found = offset.to_timestamp(wall).expect("the years are bounded");
        EpochMillis(found.as_millisecond())
    }
}

/// The moment as replies tell it, in a zone: `2020-01-01T10:15:30+08:00`.
pub fn written(moment: EpochMillis, zone: &Zone) -> String {
    let moment = moment.timestamp();
    let offset = zone.rules().to_offset(moment);
    let wall = offset.to_datetime(moment);
    let minutes = offset.seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
    let (date, hour, minute, second) = (wall.date(), wall.hour(), wall.minute(), wall.second());
    format!("{date}T{hour:02}:{minute:02}:{second:02}{sign}{hours:02}:{minutes:02}")
}

/// The day as replies tell it, in a zone: `2020-01-01`.
pub fn written_day(moment: EpochMillis, zone: &Zone) -> String {
    zone.wall(moment).date().to_string()
}

fn stamp(text: &[u8]) -> Option<Stamp> {
    let Some(place) = text.iter().position(|byte| matches!(byte, b'T' | b't' | b' ')) else {
        return Some(Stamp { date: date(text)?, time: None, offset: None });
    };
    let (day, clock) = (date(text.get(..place)?)?, text.get(place + 1..)?);
    let is_sign = |byte: &u8| matches!(byte, b'Z' | b'z' | b'+' | b'-' | b' ');
    let (clock, offset) = match clock.iter().position(is_sign) {
        None => (clock, None),
        Some(place) => (clock.get(..place)?, Some(offset(clock.get(place..)?)?)),
    };
    let since_midnight = SignedDuration::from_millis(millis(clock)?);
    let time = day.at(0, 0, 0, 0).checked_add(since_midnight).ok()?;
    Some(Stamp { date: day, time: Some(time), offset })
}

/// `YYYY-MM-DD`, `YYYY-DDD`, `YYYY-Www-D`, and the same without dashes.
fn date(text: &[u8]) -> Option<Date> {
    let (year, rest) = text.split_at_checked(4)?;
    let year = i16::try_from(number(year)?).ok()?;
    let small = |digits: &[u8]| i8::try_from(number(digits)?).ok();
    match *rest {
        [b'-', b'W', w1, w2, b'-', day] | [b'W', w1, w2, day] => {
            let weekday = Weekday::from_monday_one_offset(small(&[day])?).ok()?;
            Some(ISOWeekDate::new(year, small(&[w1, w2])?, weekday).ok()?.date())
        }
        [b'-', d1, d2, d3] | [d1, d2, d3] => {
            let day = i16::try_from(number(&[d1, d2, d3])?).ok()?;
            let first = Date::new(year, 1, 1).ok()?;
            first.with().day_of_year(day).build().ok()
        }
        [b'-', m1, m2, b'-', d1, d2] | [m1, m2, d1, d2] => {
            Date::new(year, small(&[m1, m2])?, small(&[d1, d2])?).ok()
        }
        _ => None,
    }
}

/// Milliseconds since midnight of `hh:mm:ss.f`, of fewer parts of it, of the same without colons. The
/// last part may have a fraction, of which whole milliseconds count. `24:00` is the day's end.
fn millis(text: &[u8]) -> Option<i64> {
    let (clock, fraction) = match text.iter().position(|byte| matches!(byte, b'.' | b',')) {
        None => (text, None),
        Some(place) => (text.get(..place)?, Some(text.get(place + 1..)?)),
    };
    let zero = b'0';
    let (hour, minute, second, unit) = match *clock {
        [h1, h2] => ([h1, h2], [zero; 2], [zero; 2], 3_600_000),
        [h1, h2, b':', m1, m2] | [h1, h2, m1, m2] => ([h1, h2], [m1, m2], [zero; 2], 60_000),
        [h1, h2, b':', m1, m2, b':', s1, s2] | [h1, h2, m1, m2, s1, s2] => {
            ([h1, h2], [m1, m2], [s1, s2], 1_000)
        }
        _ => return None,
    };
    let (minute, second) = (number(&minute)?, number(&second)?);
    if minute > 59 || second > 59 {
        return None;
    }
    let whole = number(&hour)? * 3_600_000 + minute * 60_000 + second * 1_000;
    let part = fraction.map_or(Some(0), |digits| part(digits, unit))?;
    let is_end_of_day = whole == DAY_MILLIS && part == 0;
    (whole < DAY_MILLIS || is_end_of_day).then_some(whole + part)
}

/// So much of a unit: the digits behind a decimal point.
fn part(digits: &[u8], unit: i64) -> Option<i64> {
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    // Nine digits of an hour are less than a millisecond.
    let digits = digits.get(..9).unwrap_or(digits);
    let scale = 10_i64.pow(u32::try_from(digits.len()).ok()?);
    Some(number(digits)? * unit / scale)
}

/// `Z`, `±hh`, `±hhmm`, `±hh:mm`. A space is a plus that a query did not escape.
fn offset(text: &[u8]) -> Option<WrittenOffset> {
    let (hours, minutes) = match *text {
        [b'Z' | b'z'] => return Some(WrittenOffset::Utc),
        [_, h1, h2] => ([h1, h2], [b'0'; 2]),
        [_, h1, h2, b':', m1, m2] | [_, h1, h2, m1, m2] => ([h1, h2], [m1, m2]),
        _ => return None,
    };
    let (hours, minutes) = (number(&hours)?, number(&minutes)?);
    let seconds = i32::try_from(hours * 3_600 + minutes * 60).ok()?;
    let seconds = match text.first()? {
        b'-' => -seconds,
        b'+' | b' ' => seconds,
        _ => return None,
    };
    (hours < 24 && minutes < 60).then(|| Offset::from_seconds(seconds).ok())?.map(WrittenOffset::At)
}

/// A number of digits and nothing else.
fn number(digits: &[u8]) -> Option<i64> {
    let text = std::str::from_utf8(digits).ok()?;
    if digits.iter().all(u8::is_ascii_digit) { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> Zone {
        Zone::parse(name).unwrap()
    }

    fn utc(moment: EpochMillis) -> String {
        moment.timestamp().to_string()
    }

    #[test]
    fn what_is_told_is_read_as_what_it_was_also_of_an_offset_with_seconds() {
        // 44 minutes and 30 seconds behind.
        let monrovia = zone("Africa/Monrovia");
        let moment = monrovia.instant("1971-06-01T10:00:00".parse().unwrap());
        let told = written(moment, &monrovia);
        assert_eq!(told, "1971-06-01T10:00:00-00:44");
        assert_eq!(Stamp::parse(&told).unwrap().at_in(&monrovia), Ok(moment));
        let other = Stamp::parse("1971-06-01T10:00:00-00:45").unwrap();
        assert_eq!(other.at_in(&monrovia), Err(WrongMoment::Contradiction));
    }

    #[test]
    fn every_form_with_an_offset_is_read() {
        let cases = [
            ("2020-01-01T10:15:30+08:00", "2020-01-01T02:15:30Z"),
            ("2020-01-01T10:15:30.250+08:00", "2020-01-01T02:15:30.25Z"),
            ("2020-01-01T10:15:30,5+08:00", "2020-01-01T02:15:30.5Z"),
            ("2020-01-01T10:15:30.123456789123+08:00", "2020-01-01T02:15:30.123Z"),
            ("2020-01-01T10:15+08:00", "2020-01-01T02:15:00Z"),
            ("2020-01-01T10:15+0800", "2020-01-01T02:15:00Z"),
            ("2020-01-01T10:15+08", "2020-01-01T02:15:00Z"),
            ("2020-01-01T10+08", "2020-01-01T02:00:00Z"),
            ("2020-01-01T10.5+08", "2020-01-01T02:30:00Z"),
            ("2020-01-01T10:15.1+08", "2020-01-01T02:15:06Z"),
            ("2020-01-01T10:15Z", "2020-01-01T10:15:00Z"),
            ("2020-01-01T10:15:30Z", "2020-01-01T10:15:30Z"),
            ("2020-01-01T10:15:30.000Z", "2020-01-01T10:15:30Z"),
            ("2020-01-01t10:15:30z", "2020-01-01T10:15:30Z"),
            ("2020-01-01 10:15:30Z", "2020-01-01T10:15:30Z"),
            ("2020-01-01 10:15:30 08:00", "2020-01-01T02:15:30Z"),
            ("20200101T101530Z", "2020-01-01T10:15:30Z"),
            ("20200101T1015-0330", "2020-01-01T13:45:00Z"),
            ("2020-001T10:15Z", "2020-01-01T10:15:00Z"),
            ("2020366T10:15Z", "2020-12-31T10:15:00Z"),
            ("2020-W01-3T10:15Z", "2020-01-01T10:15:00Z"),
            ("2020W533T1015Z", "2020-12-30T10:15:00Z"),
            ("2020-01-01T24:00Z", "2020-01-02T00:00:00Z"),
            ("2020-01-01T00:00:00-00:00", "2020-01-01T00:00:00Z"),
            ("2020-02-29T00:00:00Z", "2020-02-29T00:00:00Z"),
            ("1970-01-01T00:00:00+14:00", "1969-12-31T10:00:00Z"),
            ("2999-12-31T23:59:59.999Z", "2999-12-31T23:59:59.999Z"),
        ];
        for (text, wanted) in cases {
            let found = Stamp::parse(text).unwrap_or_else(|wrong| panic!("{text}: {wrong}"));
            assert_eq!(utc(found.at().unwrap()), wanted, "{text}");
            assert_eq!(found.day(), None, "{text}");
        }
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        let unreadable = [
            "",
            " ",
            "T",
            "now",
            "2020",
            "2020-01",
            "1577844930000",
            "2020-02-30T10:00:00Z",
            "2021-02-29T10:00:00Z",
            "2020-13-01T10:00:00Z",
            "2020-00-01T10:00:00Z",
            "2020-01-00T10:00:00Z",
            "2020-000T10:00Z",
            "2021-366T10:00Z",
            "2021-W53-1T10:00Z",
            "2020-W00-1T10:00Z",
            "2020-W01-0T10:00Z",
            "2020-W01-8T10:00Z",
            "2020-1-1T10:00Z",
            "20-01-01T10:00Z",
            "02020-01-01T10:00Z",
            "+2020-01-01T10:00Z",
            "-2020-01-01T10:00Z",
            "2020/01/01T10:00Z",
            "2020-0101T10:00Z",
            "2020-01-01T",
            "2020-01-01TZ",
            "2020-01-01T1Z",
            "2020-01-01T10:0Z",
            "2020-01-01T10:00:0Z",
            "2020-01-01T25:00Z",
            "2020-01-01T24:01Z",
            "2020-01-01T24:00:00.5Z",
            "2020-01-01T10:60Z",
            "2020-01-01T10:00:60Z",
            "2020-01-01T10:00:00.Z",
            "2020-01-01T10:00:00.xZ",
            "2020-01-01T10:00:00.1.2Z",
            "2020-01-01T10:00+",
            "2020-01-01T10:00+8",
            "2020-01-01T10:00+8:00",
            "2020-01-01T10:00+08:0",
            "2020-01-01T10:00+24:00",
            "2020-01-01T10:00+08:60",
            "2020-01-01T10:00ZZ",
            "2020-01-01T10:00Z ",
            " 2020-01-01T10:00Z",
            "2020-01-01T10:00\u{2212}08:00",
            "２０２０-01-01T10:00Z",
            "2020-01-01T10:00+08:00[Asia/Shanghai]",
            "2020-01-01T10:00\0Z",
            "Wed, 01 Jan 2020 10:00:00 GMT",
        ];
        for text in unreadable {
            assert_eq!(Stamp::parse(text), Err(WrongMoment::Unreadable), "{text:?}");
        }
        let long = format!("2020-01-01T10:00:00.{}Z", "0".repeat(100));
        assert_eq!(Stamp::parse(&long), Err(WrongMoment::Unreadable));
        for text in [
            "0000-01-01T00:00:00Z",
            "0001-01-01T00:00:00Z",
            "1969-12-31T23:59:59Z",
            "3000-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "2999-12-31T24:00Z",
            "9999-12-31T24:00Z",
            "9999-12-31",
        ] {
            let wrong = Stamp::parse(text).unwrap_err();
            assert!(
                matches!(wrong, WrongMoment::Year | WrongMoment::Unreadable),
                "{text}: {wrong}"
            );
        }
        for wrong in [WrongMoment::Unreadable, WrongMoment::Year, WrongMoment::NoOffset] {
            assert!(wrong.is_of_the_text(), "{wrong}");
        }
        assert!(!WrongMoment::Contradiction.is_of_the_text());
    }

    #[test]
    fn a_time_without_an_offset_is_one_of_its_zone() {
        let stamp = Stamp::parse("2026-03-29T02:30:00").unwrap();
        assert_eq!(stamp.at(), Err(WrongMoment::NoOffset));
        for (name, wanted) in [
            ("Europe/Berlin", "2026-03-29T01:30:00Z"),
            ("Asia/Shanghai", "2026-03-28T18:30:00Z"),
            ("UTC", "2026-03-29T02:30:00Z"),
        ] {
            assert_eq!(utc(stamp.at_in(&zone(name)).unwrap()), wanted, "{name}");
            assert_eq!(utc(stamp.at_or_in(&zone(name)).unwrap()), wanted, "{name}");
        }
    }

    #[test]
    fn an_offset_must_be_the_one_of_its_zone() {
        let cases = [
            ("2026-11-26T10:00+08:00", "Asia/Shanghai", Some("2026-11-26T02:00:00Z")),
            ("2026-11-26T10:00+01:00", "Asia/Shanghai", None),
            ("2026-11-26T10:00+00:00", "Asia/Shanghai", None),
            ("2026-11-26T10:00Z", "Asia/Shanghai", Some("2026-11-26T10:00:00Z")),
            ("2026-11-26T10:00+00:00", "UTC", Some("2026-11-26T10:00:00Z")),
            ("2026-07-26T10:00+01:00", "Europe/Berlin", None),
            ("2026-07-26T10:00+02:00", "Europe/Berlin", Some("2026-07-26T08:00:00Z")),
            // Shown twice: the offset says which.
            ("2026-10-25T02:30+02:00", "Europe/Berlin", Some("2026-10-25T00:30:00Z")),
            ("2026-10-25T02:30+01:00", "Europe/Berlin", Some("2026-10-25T01:30:00Z")),
            ("2026-10-25T02:30+03:00", "Europe/Berlin", None),
            // Left out: only forward.
            ("2026-03-29T02:30+01:00", "Europe/Berlin", Some("2026-03-29T01:30:00Z")),
            ("2026-03-29T02:30+02:00", "Europe/Berlin", None),
            ("2026-12-26T10:00+11:00", "Australia/Lord_Howe", Some("2026-12-25T23:00:00Z")),
            ("2026-06-26T10:00+10:30", "Australia/Lord_Howe", Some("2026-06-25T23:30:00Z")),
        ];
        for (text, name, wanted) in cases {
            let found = Stamp::parse(text).unwrap().at_in(&zone(name));
            assert_eq!(found.ok().map(utc).as_deref(), wanted, "{text} {name}");
            assert!(found.is_ok() || found == Err(WrongMoment::Contradiction), "{text} {name}");
            assert!(Stamp::parse(text).unwrap().at_or_in(&zone(name)).is_ok(), "{text} {name}");
        }
    }

    #[test]
    fn a_day_is_read_alone_or_from_a_time() {
        for text in ["2026-11-26", "20261126", "2026-330", "2026-W48-4"] {
            let stamp = Stamp::parse(text).unwrap();
            assert_eq!(stamp.day(), Some(jiff::civil::date(2026, 11, 26)), "{text}");
            assert_eq!(stamp.at(), Err(WrongMoment::Unreadable), "{text}");
            assert_eq!(stamp.at_in(&Zone::default()), Err(WrongMoment::Unreadable), "{text}");
        }
        for (text, wanted) in [
            ("2026-11-26", 26),
            ("2026-11-26T23:00:00", 26),
            ("2026-11-26T23:00:00Z", 27),
            ("2026-11-26T23:00:00+08:00", 26),
        ] {
            assert_eq!(
                Stamp::parse(text).unwrap().day_in(&Zone::default()).day(),
                wanted,
                "{text}"
            );
        }
    }

    #[test]
    fn replies_tell_moments_in_the_zone() {
        let cases = [
            (1_577_844_930_000, "Asia/Shanghai", "2020-01-01T10:15:30+08:00"),
            (1_577_844_930_999, "Asia/Shanghai", "2020-01-01T10:15:30+08:00"),
            (1_577_844_930_000, "UTC", "2020-01-01T02:15:30+00:00"),
            (1_577_844_930_000, "America/St_Johns", "2019-12-31T22:45:30-03:30"),
            (1_577_844_930_000, "Australia/Lord_Howe", "2020-01-01T13:15:30+11:00"),
            (-1, "UTC", "1969-12-31T23:59:59+00:00"),
        ];
        for (millis, name, wanted) in cases {
            assert_eq!(written(EpochMillis(millis), &zone(name)), wanted, "{millis} {name}");
        }
        assert_eq!(
            written_day(EpochMillis(1_577_844_930_000), &zone("America/St_Johns")),
            "2019-12-31"
        );
        let stamp =
            Stamp::parse(&written(EpochMillis(1_577_844_930_000), &Zone::default())).unwrap();
        assert_eq!(stamp.at_in(&Zone::default()), Ok(EpochMillis(1_577_844_930_000)));
    }
}
