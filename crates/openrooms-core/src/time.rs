//! Points in time, zones, times of day.

use jiff::tz::AmbiguousOffset;
use jiff::{Timestamp, civil};

use crate::ParseError;

/// A point in time: milliseconds since 1970 in UTC.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EpochMillis(pub i64);

impl EpochMillis {
    /// This point, so many seconds later.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1000)))
    }

    /// Whole seconds until `later`; negative where it is past.
    pub const fn seconds_until(self, later: Self) -> i64 {
        later.0.saturating_sub(self.0) / 1000
    }

    /// The same as jiff counts; beyond its years, the last moment that it knows.
    pub fn timestamp(self) -> Timestamp {
        let beyond = if self.0 < 0 { Timestamp::MIN } else { Timestamp::MAX };
        Timestamp::from_millisecond(self.0).unwrap_or(beyond)
    }
}

/// A time zone that exists, by its IANA name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    name: String,
    zone: jiff::tz::TimeZone,
}

impl Zone {
    /// The zone of an organisation that names none.
    pub const DEFAULT: &'static str = "Asia/Shanghai";

    /// Parses an IANA name, in whatever letters.
    pub fn parse(name: &str) -> Result<Self, ParseError> {
        let unknown = || ParseError(format!("no time zone is named {name:?}"));
        let zone = jiff::tz::TimeZone::get(name).map_err(|_| unknown())?;
        // What jiff has for no zone at all (`Etc/Unknown`) has no name, and `Factory` is what the
        // database calls a clock that was not set.
        let name = zone.iana_name().filter(|name| *name != "Factory").ok_or_else(unknown)?;
        Ok(Self { name: name.to_owned(), zone })
    }

    /// The name as the database spells it; another name of the same zone stays the one that was
    /// given.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its rules.
    pub fn rules(&self) -> &jiff::tz::TimeZone {
        &self.zone
    }

    /// When its clocks show `wall`: an hour that they leave out counts as moved forward by as much,
    /// one that they show twice as the first. Beyond the years that jiff knows, the last moment.
    pub fn instant(&self, wall: civil::DateTime) -> EpochMillis {
        let beyond = if wall.year() < 0 { Timestamp::MIN } else { Timestamp::MAX };
        let found = self.zone.to_ambiguous_timestamp(wall).compatible().unwrap_or(beyond);
        EpochMillis(found.as_millisecond())
    }

    /// The first moment at which its clocks show `wall` or later: of an hour that they leave out the
    /// moment at which they do.
    pub fn reached(&self, wall: civil::DateTime) -> EpochMillis {
        let found = self.zone.to_ambiguous_timestamp(wall);
        let change = match found.offset() {
            AmbiguousOffset::Gap { .. } => found.earlier().ok().and_then(|before| {
                self.zone.following(before).next().map(|change| change.timestamp())
            }),
            _ => None,
        };
        change.map_or_else(|| self.instant(wall), |change| EpochMillis(change.as_millisecond()))
    }

    /// What its clocks show at `moment`. Beyond the years that jiff knows, the last that it does.
    pub fn wall(&self, moment: EpochMillis) -> civil::DateTime {
        self.zone.to_datetime(moment.timestamp())
    }

    /// Whether it ever had such a day: where a zone crosses the date line, one may be missing.
    pub fn has_day(&self, day: civil::Date) -> bool {
        self.wall(self.instant(day.at(0, 0, 0, 0))).date() == day
    }
}

impl Default for Zone {
    fn default() -> Self {
        Self::parse(Self::DEFAULT).expect("the zone database is built in")
    }
}

/// A time of day, as it was written: `HH:mm`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TimeOfDay {
    text: String,
    minutes: u16,
}

impl TimeOfDay {
    /// Parses `HH:mm`; one digit of the hour is taken as well.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let wrong = || ParseError(format!("{text:?} is not a time of day such as 09:00"));
        let digits = |part: &str| {
            let fine = matches!(part.len(), 1 | 2) && part.bytes().all(|b| b.is_ascii_digit());
            fine.then(|| part.parse::<u16>().ok()).flatten()
        };
        let (hour, minute) = text.split_once(':').ok_or_else(wrong)?;
        let (Some(hour), Some(minute)) = (digits(hour), digits(minute)) else {
            return Err(wrong());
        };
        if hour > 23 || minute > 59 {
            return Err(wrong());
        }
        Ok(Self { text: text.to_owned(), minutes: hour * 60 + minute })
    }

    /// As it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Minutes since midnight.
    pub const fn minutes(&self) -> u16 {
        self.minutes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_leave_hours_out_and_show_hours_twice() {
        // Zone, what its clocks are asked for, and the same in UTC.
        let cases = [
            ("Asia/Shanghai", "2026-11-26T10:00", "2026-11-26T02:00"),
            ("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:30"),
            ("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30"),
            ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:45"),
            ("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45"),
            ("America/Sao_Paulo", "2018-11-04T00:00", "2018-11-04T03:00"),
            ("Pacific/Apia", "2011-12-30T10:00", "2011-12-30T20:00"),
        ];
        for (zone, wall, utc) in cases {
            let zone = Zone::parse(zone).unwrap();
            let utc: civil::DateTime = utc.parse().unwrap();
            let found = Zone::parse("UTC").unwrap().wall(zone.instant(wall.parse().unwrap()));
            assert_eq!(found, utc, "{} {wall}", zone.name());
        }
    }

    #[test]
    fn what_clocks_leave_out_is_reached_when_they_do() {
        for (zone, wall, wanted) in [
            ("Europe/Berlin", "2027-03-28T01:59:00", "2027-03-28T00:59:00Z"),
            ("Europe/Berlin", "2027-03-28T02:00:00", "2027-03-28T01:00:00Z"),
            ("Europe/Berlin", "2027-03-28T02:30:00", "2027-03-28T01:00:00Z"),
            ("Europe/Berlin", "2027-03-28T02:59:59", "2027-03-28T01:00:00Z"),
            ("Europe/Berlin", "2027-03-28T03:00:00", "2027-03-28T01:00:00Z"),
            ("Europe/Berlin", "2027-10-31T02:30:00", "2027-10-31T00:30:00Z"),
            ("Africa/Cairo", "2027-04-30T00:30:00", "2027-04-29T22:00:00Z"),
            ("Australia/Lord_Howe", "2026-10-04T02:15:00", "2026-10-03T15:30:00Z"),
            ("Asia/Shanghai", "2027-03-28T02:30:00", "2027-03-27T18:30:00Z"),
        ] {
            let reached = Zone::parse(zone).unwrap().reached(wall.parse().unwrap());
            let wanted = wanted.parse::<Timestamp>().unwrap().as_millisecond();
            assert_eq!(reached, EpochMillis(wanted), "{zone} {wall}");
        }
    }

    #[test]
    fn a_zone_is_named_as_the_database_spells_it() {
        for (given, wanted) in [
            ("Asia/Shanghai", "Asia/Shanghai"),
            ("aSIA/sHANGHAI", "Asia/Shanghai"),
            ("america/port-au-prince", "America/Port-au-Prince"),
            ("utc", "UTC"),
            ("etc/utc", "Etc/UTC"),
            ("Etc/GMT-8", "Etc/GMT-8"),
            ("prc", "PRC"),
            // Links stay.
            ("asia/calcutta", "Asia/Calcutta"),
            ("Asia/Kolkata", "Asia/Kolkata"),
            ("europe/kiev", "Europe/Kiev"),
        ] {
            assert_eq!(Zone::parse(given).unwrap().name(), wanted, "{given}");
        }
        for none in ["", " ", "Etc/Unknown", "etc/unknown", "Factory", "factory", "Mars/Olympus"] {
            assert!(Zone::parse(none).is_err(), "{none}");
        }
    }

    #[test]
    fn a_zone_that_crossed_the_date_line_lacks_a_day() {
        let days = [
            ("Pacific/Apia", civil::date(2011, 12, 29), true),
            ("Pacific/Apia", civil::date(2011, 12, 30), false),
            ("Pacific/Apia", civil::date(2011, 12, 31), true),
            ("America/Sao_Paulo", civil::date(2018, 11, 4), true),
            ("Asia/Shanghai", civil::date(2011, 12, 30), true),
        ];
        for (zone, day, wanted) in days {
            assert_eq!(Zone::parse(zone).unwrap().has_day(day), wanted, "{zone} {day}");
        }
    }

    #[test]
    fn moments_beyond_all_years_are_the_last_ones() {
        let zone = Zone::default();
        assert_eq!(zone.wall(EpochMillis(i64::MAX)).year(), 9999);
        assert_eq!(zone.wall(EpochMillis(i64::MIN)).year(), -9999);
        let ends = [(civil::DateTime::MAX, Timestamp::MAX), (civil::DateTime::MIN, Timestamp::MIN)];
        for (wall, last) in ends {
            assert!((zone.instant(wall).0 - last.as_millisecond()).abs() <= 86_400_000, "{wall}");
        }
    }

    #[test]
    fn a_time_of_day_is_read_and_kept_as_written() {
        for (text, minutes) in [("09:00", 540), ("9:00", 540), ("00:00", 0), ("23:59", 1439)] {
            let time = TimeOfDay::parse(text).unwrap();
            assert_eq!((time.minutes(), time.text()), (minutes, text));
        }
        for wrong in ["", "9", "24:00", "12:60", "+1:00", "12:", ":30", "012:00", "12:0x"] {
            assert!(TimeOfDay::parse(wrong).is_err(), "{wrong}");
        }
    }
}
