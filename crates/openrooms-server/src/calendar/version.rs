//! Versions of what rooms hold, as `QueryMeetingRoomsBusy` and `WatchMeetingRooms` tell them.

use openrooms_store::CalendarMark;

use super::wish;
use crate::problem::Problem;

/// What stands before the number.
const MARK: &str = "v";

/// The version of a mark.
pub(super) fn of(mark: CalendarMark) -> String {
    format!("{MARK}{}", mark.head)
}

/// Reads one that this server gave; an empty one is none.
pub(super) fn read(given: Option<&str>) -> Result<Option<i64>, Problem> {
    let Some(given) = given.filter(|given| !given.is_empty()) else {
        return Ok(None);
    };
    let digits = given.strip_prefix(MARK);
    let number = digits.and_then(|digits| digits.parse::<i64>().ok());
    match number.filter(|number| *number >= 0 && format!("{MARK}{number}") == given) {
        Some(number) => Ok(Some(number)),
        None => wish::wrong("version invalid"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_as_it_was_written() {
        for head in [0, 1, 57, i64::MAX] {
            let written = of(CalendarMark { head, reset: 0 });
            assert_eq!(read(Some(&written)).unwrap(), Some(head));
        }
        assert_eq!(read(None).unwrap(), None);
        assert_eq!(read(Some("")).unwrap(), None);
        for wrong in ["v", "1", "v-1", "v01", "v+1", "v1 ", "V1", "v9223372036854775808", "s1"] {
            assert!(read(Some(wrong)).is_err(), "{wrong}");
        }
    }
}
