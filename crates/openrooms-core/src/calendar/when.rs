//! When an event is, read from what a caller gives.

use jiff::civil::DateTime;

use crate::calendar::moment::{Stamp, WrongMoment, YEARS};
use crate::calendar::{Hours, When, WhenKind};
use crate::slot::Slot;
use crate::time::{EpochMillis, Zone};

/// An end of an event as it was given; a blank text is none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Given<'a> {
    /// A day: `2020-01-01`.
    pub date: Option<&'a str>,
    /// A moment.
    pub date_time: Option<&'a str>,
    /// The name of a zone.
    pub zone: Option<&'a str>,
}

/// Which end of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Its beginning.
    Start,
    /// Its end.
    End,
}

/// Why what was given is no span of time. The first two texts are DingTalk's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WrongWhen {
    /// One end is missing.
    #[error("{}", missing(*.0))]
    Missing(End),
    /// One end is a moment where whole days are asked for, or a day where they are not.
    #[error("{}", of_another_kind(*.0, *.1))]
    OtherKind(End, WhenKind),
    /// One end is no moment.
    #[error("{} invalid: {wrong}", name(*.end))]
    Moment {
        /// Which.
        end: End,
        /// Why.
        wrong: WrongMoment,
    },
    /// No zone has such a name.
    #[error("timeZone invalid: no time zone has this name")]
    ZoneUnknown,
    /// The two ends name different zones.
    #[error("start and end must be in the same timeZone")]
    TwoZones,
    /// The zone never had such a day.
    #[error("{} invalid: its time zone has no such day", name(*.0))]
    NoSuchDay(End),
    /// It would be over before it begins, or as it begins.
    #[error("end must be after start")]
    NotAfterStart,
}

impl WrongWhen {
    /// Whether a text was no timestamp, which the wire has a code of its own for.
    pub const fn is_of_a_timestamp(&self) -> bool {
        match self {
            Self::Moment { wrong, .. } => wrong.is_of_the_text(),
            _ => false,
        }
    }
}

const fn missing(end: End) -> &'static str {
    match end {
        End::Start => "Event start time not set.",
        End::End => "Event end time not set.",
    }
}

fn of_another_kind(end: End, kind: WhenKind) -> String {
    let name = name(end);
    match kind {
        WhenKind::AllDay => format!("{name} must have a date: the event takes whole days"),
        WhenKind::Timed => format!("{name} must have a dateTime: the event takes no whole days"),
    }
}

const fn name(end: End) -> &'static str {
    match end {
        End::Start => "start",
        End::End => "end",
    }
}

impl When {
    /// Reads both ends. They are in the zone that they name, one for both, or in `otherwise` where they
    /// name none; then an offset need not be that zone's. Whole days where `is_all_day` says so, or
    /// where it says nothing and `start` is a day; their end is the day after the last. What is less
    /// than a second of a moment is dropped, since no reply would show it. The years are bounded on
    /// the clocks of that zone too, so that what a reply shows can be read again.
    pub fn parse(
        start: Given<'_>,
        end: Given<'_>,
        is_all_day: Option<bool>,
        otherwise: &Zone,
    ) -> Result<Self, WrongWhen> {
        let (start, end) = (start.filled(), end.filled());
        let zone = |given: Given<'_>| given.zone.map(Zone::parse).transpose();
        let zones = (zone(start), zone(end));
        let named = match (zones.0, zones.1) {
            (Err(_), _) | (_, Err(_)) => return Err(WrongWhen::ZoneUnknown),
            (Ok(Some(one)), Ok(Some(other))) if one != other => return Err(WrongWhen::TwoZones),
            (Ok(one), Ok(other)) => one.or(other),
        };
        let kind = match is_all_day {
            Some(true) => WhenKind::AllDay,
            None if start.date_time.is_none() && start.date.is_some() => WhenKind::AllDay,
            Some(false) | None => WhenKind::Timed,
        };
        let read = |which, given: Given<'_>| match kind {
            WhenKind::Timed => timed(which, given, named.as_ref(), otherwise),
            WhenKind::AllDay => whole_day(which, given, named.as_ref().unwrap_or(otherwise)),
        };
        let ((start, from), (end, until)) = (read(End::Start, start)?, read(End::End, end)?);
        let zone = named.unwrap_or_else(|| otherwise.clone());
        for (end, at) in [(End::Start, start), (End::End, end)] {
            if !YEARS.contains(&zone.wall(at).year()) {
                return Err(WrongWhen::Moment { end, wrong: WrongMoment::Year });
            }
        }
        // Where clocks leave the start out, it may come after the end, which was meant to be later.
        let is_moved = kind == WhenKind::Timed && zone.wall(start) != from;
        let length = until.duration_since(from).as_millis();
        let length = i64::try_from(length).ok().filter(|length| is_moved && *length > 0);
        let kept = length.map_or(end, |length| end.max(EpochMillis(start.0 + length)));
        let slot = Slot::new(start, if start < end { end } else { kept });
        let slot = slot.map_err(|_| WrongWhen::NotAfterStart)?;
        let hours = match kind {
            WhenKind::Timed => Hours::between(from, until).unless_shown(slot, &zone),
            WhenKind::AllDay => None,
        };
        Ok(Self { slot, zone, kind, hours })
    }
}

impl Given<'_> {
    fn filled(self) -> Self {
        let filled = |text: &&str| !text.trim().is_empty();
        Self {
            date: self.date.filter(filled),
            date_time: self.date_time.filter(filled),
            zone: self.zone.filter(filled),
        }
    }
}

fn timed(
    end: End,
    given: Given<'_>,
    named: Option<&Zone>,
    otherwise: &Zone,
) -> Result<(EpochMillis, DateTime), WrongWhen> {
    let text = given.date_time.ok_or(match given.date {
        Some(_) => WrongWhen::OtherKind(end, WhenKind::Timed),
        None => WrongWhen::Missing(end),
    })?;
    let wrong = |wrong| WrongWhen::Moment { end, wrong };
    let stamp = Stamp::parse(text).map_err(wrong)?;
    let moment = match named {
        Some(zone) => stamp.at_in(zone),
        None => stamp.at_or_in(otherwise),
    };
    let moment = moment.map_err(wrong)?;
    let meant = stamp.meant_in(named.unwrap_or(otherwise), moment);
    let second = meant.with().subsec_nanosecond(0).build().unwrap_or(meant);
    Ok((EpochMillis(moment.0.div_euclid(1000) * 1000), second))
}

fn whole_day(
    end: End,
    given: Given<'_>,
    zone: &Zone,
) -> Result<(EpochMillis, DateTime), WrongWhen> {
    let text = given.date.ok_or(match given.date_time {
        Some(_) => WrongWhen::OtherKind(end, WhenKind::AllDay),
        None => WrongWhen::Missing(end),
    })?;
    let wrong = |wrong| WrongWhen::Moment { end, wrong };
    let stamp = Stamp::parse(text).map_err(wrong)?;
    let day = stamp.day().ok_or(wrong(WrongMoment::Unreadable))?;
    // The end is a day that is not in it any more, so a missing one does no harm.
    if end == End::Start && !zone.has_day(day) {
        return Err(WrongWhen::NoSuchDay(end));
    }
    let midnight = day.at(0, 0, 0, 0);
    Ok((zone.instant(midnight), midnight))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::moment::written;

    fn time(text: &str) -> Given<'_> {
        match text.split_once(' ') {
            Some((text, zone)) => Given { date_time: Some(text), zone: Some(zone), date: None },
            None => Given { date_time: Some(text), ..Given::default() },
        }
    }

    fn day(text: &str) -> Given<'_> {
        let time = time(text);
        Given { date: time.date_time, date_time: None, ..time }
    }

    fn told(when: &When) -> (String, String) {
        (written(when.slot.start(), &when.zone), written(when.slot.end(), &when.zone))
    }

    #[test]
    fn what_begins_in_an_hour_that_is_left_out_keeps_its_length_where_its_end_is_not() {
        let zone = Zone::parse("Europe/Berlin").unwrap();
        for (start, end, wanted) in [
            ("2027-03-28T02:30", "2027-03-28T03:00", ("03:30", "04:00")),
            ("2027-03-28T02:00", "2027-03-28T03:00", ("03:00", "04:00")),
            ("2027-03-28T02:30", "2027-03-28T03:30", ("03:30", "04:30")),
            ("2027-03-28T02:30", "2027-03-28T04:00", ("03:30", "04:00")),
            ("2027-03-28T02:00", "2027-03-28T02:30", ("03:00", "03:30")),
        ] {
            let when = When::parse(time(start), time(end), None, &zone).unwrap();
            let told = told(&when);
            assert_eq!((&told.0[11..16], &told.1[11..16]), wanted, "{start} {end}");
            // The next day it is as it was said.
            let meant = (start[11..].to_owned(), end[11..].to_owned());
            let hours = when.hours.unwrap();
            let shown = |time: jiff::civil::Time| time.strftime("%H:%M").to_string();
            assert_eq!((shown(hours.start), shown(hours.end)), meant);
        }
        // What ends before it begins does so still, also where it is offsets that say so.
        for (start, end) in [
            ("2027-03-28T02:30", "2027-03-28T02:30"),
            ("2027-03-28T02:30", "2027-03-28T02:15"),
            ("2027-10-31T02:30+01:00", "2027-10-31T02:45+02:00"),
        ] {
            let wrong = When::parse(time(start), time(end), None, &zone);
            assert_eq!(wrong, Err(WrongWhen::NotAfterStart), "{start} {end}");
        }
    }

    #[test]
    fn both_ends_are_read_in_one_zone() {
        // Start, end, and how they are told.
        let cases = [
            (
                "2020-01-01T10:15:30+08:00 Asia/Shanghai",
                "2020-01-01T11:15:30+08:00 Asia/Shanghai",
                "2020-01-01T10:15:30+08:00",
                "2020-01-01T11:15:30+08:00",
            ),
            // One of the two is enough.
            (
                "2020-01-01T10:15 Europe/Berlin",
                "2020-01-01T11:15",
                "2020-01-01T10:15:00+01:00",
                "2020-01-01T11:15:00+01:00",
            ),
            (
                "2020-01-01T10:15",
                "2020-01-01T11:15 Europe/Berlin",
                "2020-01-01T10:15:00+01:00",
                "2020-01-01T11:15:00+01:00",
            ),
            // None is the organisation's, and any offset is right.
            (
                "2020-01-01T10:15",
                "2020-01-01T11:15:00.999",
                "2020-01-01T10:15:00+08:00",
                "2020-01-01T11:15:00+08:00",
            ),
            (
                "2020-01-01T10:15+01:00",
                "2020-01-01T10:15Z",
                "2020-01-01T17:15:00+08:00",
                "2020-01-01T18:15:00+08:00",
            ),
            (
                "2020-01-01T10:15Z Europe/Berlin",
                "2020-01-01T10:15:01Z europe/berlin",
                "2020-01-01T11:15:00+01:00",
                "2020-01-01T11:15:01+01:00",
            ),
        ];
        for (start, end, starts, ends) in cases {
            for is_all_day in [None, Some(false)] {
                let when =
                    When::parse(time(start), time(end), is_all_day, &Zone::default()).unwrap();
                assert_eq!(told(&when), (starts.to_owned(), ends.to_owned()), "{start} {end}");
                assert_eq!(when.kind, WhenKind::Timed);
            }
        }
    }

    #[test]
    fn hours_that_the_clocks_leave_out_are_kept_in_mind() {
        // Start, end, and the hours that are meant where the clocks show others.
        let cases = [
            ("2026-03-29T02:30", "2026-03-29T04:00", Some("02:30-04:00")),
            ("2026-03-29T01:30", "2026-03-29T02:15", Some("01:30-02:15")),
            ("2026-03-28T23:00", "2026-03-29T02:00", Some("23:00-02:00+1")),
            ("2026-03-29T02:30+01:00", "2026-03-29T04:00+02:00", Some("02:30-04:00")),
            // The same moment, as the clocks show it, and in UTC.
            ("2026-03-29T03:30+02:00", "2026-03-29T04:00", None),
            ("2026-03-29T01:30Z", "2026-03-29T02:00Z", None),
            ("2026-03-29T01:30", "2026-03-29T03:00", None),
            ("2026-10-25T02:30+01:00", "2026-10-25T04:00", None),
        ];
        for (start, end, wanted) in cases {
            let zoned = |text| Given { zone: Some("Europe/Berlin"), ..time(text) };
            let when = When::parse(zoned(start), zoned(end), None, &Zone::default()).unwrap();
            let shown = when.hours.map(|Hours { start, end, nights }| {
                let nights = if nights == 0 { String::new() } else { format!("+{nights}") };
                let (start, end) = (start.strftime("%H:%M"), end.strftime("%H:%M"));
                format!("{start}-{end}{nights}")
            });
            assert_eq!(shown.as_deref(), wanted, "{start} {end}");
            let (from, until) = when.meant();
            let (from, until) = (from.to_string(), until.to_string());
            let again = When::parse(zoned(&from), zoned(&until), None, &Zone::default());
            if !start.starts_with("2026-10") {
                assert_eq!(again.unwrap(), when, "{from} {until}");
            }
        }
    }

    #[test]
    fn whole_days_begin_and_end_at_midnight() {
        let cases = [
            ("2020-01-01", "2020-01-02", "2020-01-01T00:00:00+08:00", "2020-01-02T00:00:00+08:00"),
            (
                "2026-03-29 Europe/Berlin",
                "2026-03-31",
                "2026-03-29T00:00:00+01:00",
                "2026-03-31T00:00:00+02:00",
            ),
            // Midnight is left out there.
            (
                "2018-11-04 America/Sao_Paulo",
                "2018-11-05",
                "2018-11-04T01:00:00-02:00",
                "2018-11-05T00:00:00-02:00",
            ),
            // So is the whole of 30 December.
            (
                "2011-12-29 Pacific/Apia",
                "2011-12-30",
                "2011-12-29T00:00:00-10:00",
                "2011-12-31T00:00:00+14:00",
            ),
        ];
        for (start, end, starts, ends) in cases {
            for is_all_day in [None, Some(true)] {
                let when = When::parse(day(start), day(end), is_all_day, &Zone::default()).unwrap();
                assert_eq!(told(&when), (starts.to_owned(), ends.to_owned()), "{start} {end}");
                assert_eq!(when.kind, WhenKind::AllDay);
            }
        }
    }

    #[test]
    fn what_is_no_span_is_refused_for_its_reason() {
        let start = time("2020-01-01T10:00:00+08:00 Asia/Shanghai");
        let end = time("2020-01-01T11:00:00+08:00 Asia/Shanghai");
        let moment = |end, wrong| WrongWhen::Moment { end, wrong };
        let cases = [
            (Given::default(), end, None, WrongWhen::Missing(End::Start)),
            (start, Given::default(), None, WrongWhen::Missing(End::End)),
            (time("  "), end, None, WrongWhen::Missing(End::Start)),
            (day(" "), end, Some(true), WrongWhen::Missing(End::Start)),
            (start, end, Some(true), WrongWhen::OtherKind(End::Start, WhenKind::AllDay)),
            (day("2020-01-01"), end, None, WrongWhen::OtherKind(End::End, WhenKind::AllDay)),
            (
                day("2020-01-01"),
                day("2020-01-02"),
                Some(false),
                WrongWhen::OtherKind(End::Start, WhenKind::Timed),
            ),
            (start, day("2020-01-02"), None, WrongWhen::OtherKind(End::End, WhenKind::Timed)),
            (start, start, None, WrongWhen::NotAfterStart),
            (end, start, None, WrongWhen::NotAfterStart),
            (day("2020-01-02"), day("2020-01-02"), None, WrongWhen::NotAfterStart),
            (day("2020-01-02"), day("2020-01-01"), None, WrongWhen::NotAfterStart),
            (
                time("2020-01-01T10:00:00.1Z"),
                time("2020-01-01T10:00:00.9Z"),
                None,
                WrongWhen::NotAfterStart,
            ),
            (start, time("2020-01-01T11:00 Europe/Berlin"), None, WrongWhen::TwoZones),
            (time("2020-01-01T10:00 Mars/Olympus"), end, None, WrongWhen::ZoneUnknown),
            (start, time("2020-01-01T11:00 Etc/Unknown"), None, WrongWhen::ZoneUnknown),
            (
                time("2020-01-01T10:00 Mars/Olympus"),
                time("2020-01-01T11:00"),
                None,
                WrongWhen::ZoneUnknown,
            ),
            (
                time("2020-01-01T10:00:00+01:00 Asia/Shanghai"),
                end,
                None,
                moment(End::Start, WrongMoment::Contradiction),
            ),
            (
                start,
                time("2020-02-30T10:00:00+08:00"),
                None,
                moment(End::End, WrongMoment::Unreadable),
            ),
            (time("0000-01-01T10:00:00Z"), end, None, moment(End::Start, WrongMoment::Year)),
            (start, time("9999-01-01T10:00:00Z"), None, moment(End::End, WrongMoment::Year)),
            // The year of another clock than the one it would be told on.
            (
                time("2999-12-31T23:00:00Z Asia/Shanghai"),
                time("2999-12-31T23:30:00Z"),
                None,
                moment(End::Start, WrongMoment::Year),
            ),
            (
                time("2999-12-31T15:30:00Z Asia/Shanghai"),
                time("2999-12-31T16:00:00Z"),
                None,
                moment(End::End, WrongMoment::Year),
            ),
            (
                time("1970-01-01T00:00:00Z America/New_York"),
                time("1970-01-01T10:00:00Z"),
                None,
                moment(End::Start, WrongMoment::Year),
            ),
            (
                time("2999-12-31T23:00:00Z"),
                time("2999-12-31T23:30:00Z"),
                None,
                moment(End::Start, WrongMoment::Year),
            ),
            (day("2020-01-01"), day("2020-02-30"), None, moment(End::End, WrongMoment::Unreadable)),
            (
                day("2020-01-01T10:00"),
                day("2020-01-02"),
                None,
                moment(End::Start, WrongMoment::Unreadable),
            ),
            (
                day("2011-12-30 Pacific/Apia"),
                day("2011-12-31"),
                None,
                WrongWhen::NoSuchDay(End::Start),
            ),
        ];
        for (start, end, is_all_day, wanted) in cases {
            let found = When::parse(start, end, is_all_day, &Zone::default()).unwrap_err();
            assert_eq!(found, wanted, "{start:?} {end:?} {is_all_day:?}");
            let is_of_a_timestamp = matches!(
                found,
                WrongWhen::Moment { wrong: WrongMoment::Unreadable | WrongMoment::Year, .. }
            );
            assert_eq!(found.is_of_a_timestamp(), is_of_a_timestamp, "{found}");
        }
    }

    #[test]
    fn refusals_say_what_is_wrong() {
        let cases = [
            (WrongWhen::Missing(End::Start), "Event start time not set."),
            (WrongWhen::Missing(End::End), "Event end time not set."),
            (
                WrongWhen::Moment { end: End::End, wrong: WrongMoment::Year },
                "end invalid: its year is not between 1970 and 2999",
            ),
            (
                WrongWhen::OtherKind(End::Start, WhenKind::AllDay),
                "start must have a date: the event takes whole days",
            ),
            (
                WrongWhen::OtherKind(End::End, WhenKind::Timed),
                "end must have a dateTime: the event takes no whole days",
            ),
            (WrongWhen::NoSuchDay(End::Start), "start invalid: its time zone has no such day"),
        ];
        for (wrong, text) in cases {
            assert_eq!(wrong.to_string(), text);
        }
    }
}
