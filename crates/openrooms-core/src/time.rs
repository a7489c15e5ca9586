//! Points in time, zones, times of day.

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

    /// Parses an IANA name.
    pub fn parse(name: &str) -> Result<Self, ParseError> {
        let zone = jiff::tz::TimeZone::get(name)
            .map_err(|_| ParseError(format!("no time zone is named {name:?}")))?;
        Ok(Self { name: name.to_owned(), zone })
    }

    /// The name as it was given.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its rules.
    pub fn rules(&self) -> &jiff::tz::TimeZone {
        &self.zone
    }
}

impl Default for Zone {
    fn default() -> Self {
        Self::parse(Self::DEFAULT).expect("the zone database is built in")
    }
}

/// A time of day, as it was written: `HH:mm`.
#[derive(Debug, Clone, PartialEq, Eq)]
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
