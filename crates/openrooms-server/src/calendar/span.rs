//! Spans of time, and pages of what lies in them.

use openrooms_core::calendar::moment::Stamp;
use openrooms_core::id::EventId;
use openrooms_core::time::EpochMillis;
use openrooms_store::CalendarPlace;

use super::problem::CalendarProblem;
use super::wish::{LONGEST_MILLIS, wrong};
use crate::problem::Problem;

/// Events on a page where nothing else is said, and the most that there are.
const MOST: i32 = 100;

/// A bound of a span of time, where one is given.
pub(super) fn moment(name: &str, given: Option<String>) -> Result<Option<EpochMillis>, Problem> {
    let Some(text) = given.filter(|text| !text.trim().is_empty()) else {
        return Ok(None);
    };
    match Stamp::parse(&text).and_then(|stamp| stamp.at()) {
        Ok(at) => Ok(Some(at)),
        Err(error) => {
            Err(CalendarProblem::TimeUnreadable(format!("{name} invalid: {error}").into()).into())
        }
    }
}

/// Checks a span whose bounds are given: it is not empty, nor too long.
pub(super) fn check(from: Option<EpochMillis>, until: Option<EpochMillis>) -> Result<(), Problem> {
    let (Some(from), Some(until)) = (from, until) else {
        return Ok(());
    };
    if until <= from {
        return wrong("timeMax must be after timeMin");
    }
    if until.0 - from.0 > LONGEST_MILLIS {
        return wrong("timeMax must be 366 days after timeMin at most");
    }
    Ok(())
}

/// How many events a page has.
pub(super) fn page(max_results: Option<i32>) -> Result<usize, Problem> {
    match max_results.unwrap_or(MOST) {
        most @ 1..=MOST => Ok(usize::try_from(most).unwrap_or(1)),
        _ => wrong(format!("maxResults must be from 1 to {MOST}")),
    }
}

/// Where a list goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Next {
    /// Behind what.
    pub(super) place: CalendarPlace,
    /// Where the calendar stood when the list began; `None` where that does not matter.
    pub(super) head: Option<i64>,
}

impl Next {
    /// As a token has it.
    pub(super) fn place(&self) -> String {
        let Self { place, head } = self;
        let origin = match place.origin {
            CalendarPlace::WHOLE => "-".to_owned(),
            origin => origin.to_string(),
        };
        let head = head.map_or_else(|| "-".to_owned(), |head| head.to_string());
        format!("{}.{origin}.{head}.{}", place.rank, place.event)
    }

    /// Reads it again.
    pub(super) fn parse(place: &str) -> Option<Self> {
        let mut parts = place.splitn(4, '.');
        let mut number = || Some(parts.next()?.to_owned());
        let (rank, origin, head) = (number()?, number()?, number()?);
        let event = parts.next()?;
        let origin = if origin == "-" { CalendarPlace::WHOLE } else { origin.parse().ok()? };
        let head = if head == "-" { None } else { Some(head.parse().ok()?) };
        let rank = rank.parse().ok()?;
        Some(Self { place: CalendarPlace { rank, event: EventId::new(event), origin }, head })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_was_written() {
        for (rank, event, origin, head) in [
            (0, "e", CalendarPlace::WHOLE, None),
            (1_700_000_000_000, "a.b_-", 1_700_000_000_000, Some(57)),
            (i64::MIN, "", -1, Some(0)),
        ] {
            let place = CalendarPlace { rank, event: EventId::new(event), origin };
            let next = Next { place, head };
            assert_eq!(Next::parse(&next.place()), Some(next));
        }
        for wrong in ["", "x", "1.2.3", "1.2.x.e", "1.1e3.-.e", "..."] {
            assert_eq!(Next::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_span_has_bounds_in_order_and_not_too_far_apart() {
        let at = |text: &str| moment("timeMin", Some(text.to_owned())).unwrap();
        let start = at("2026-01-01T00:00:00Z");
        for (until, is_fine) in [
            ("2026-01-01T00:00:01Z", true),
            ("2027-01-02T00:00:00Z", true),
            ("2027-01-02T00:00:01Z", false),
            ("2026-01-01T00:00:00Z", false),
            ("2025-01-01T00:00:00Z", false),
        ] {
            assert_eq!(check(start, at(until)).is_ok(), is_fine, "{until}");
        }
        assert!(check(None, start).is_ok() && check(start, None).is_ok());
        assert_eq!(moment("timeMin", None).unwrap(), None);
        for wrong in ["2026-01-01", "2026-01-01T00:00:00", "2026-02-30T00:00:00Z", "soon"] {
            assert!(moment("timeMin", Some(wrong.to_owned())).is_err(), "{wrong}");
        }
    }
}
