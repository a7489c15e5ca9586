//! Spans of time that are taken or free.

use crate::ParseError;
use crate::time::EpochMillis;

/// A span of time: half-open, so that one may begin where another ends; never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot {
    start: EpochMillis,
    end: EpochMillis,
}

impl Slot {
    /// From `start` up to and without `end`.
    pub fn new(start: EpochMillis, end: EpochMillis) -> Result<Self, ParseError> {
        if start < end {
            Ok(Self { start, end })
        } else {
            Err(ParseError("the end is not after the start".to_owned()))
        }
    }

    /// When it begins.
    pub const fn start(self) -> EpochMillis {
        self.start
    }

    /// When it is over.
    pub const fn end(self) -> EpochMillis {
        self.end
    }

    /// How long it is, in milliseconds.
    pub const fn millis(self) -> i64 {
        self.end.0.saturating_sub(self.start.0)
    }

    /// Whether the two share a moment.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same with so many milliseconds before and after; a negative margin counts as none.
    #[must_use]
    pub fn widened(self, before: i64, after: i64) -> Self {
        Self {
            start: EpochMillis(self.start.0.saturating_sub(before.max(0))),
            end: EpochMillis(self.end.0.saturating_add(after.max(0))),
        }
    }

    /// What of it lies at or after `moment`; `None` where nothing does.
    pub fn after(self, moment: EpochMillis) -> Option<Self> {
        Self::new(self.start.max(moment), self.end).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(start: i64, end: i64) -> Slot {
        Slot::new(EpochMillis(start), EpochMillis(end)).unwrap()
    }

    #[test]
    fn a_slot_is_never_empty() {
        for (start, end) in [(0, 0), (5, 4), (i64::MAX, i64::MIN)] {
            assert!(Slot::new(EpochMillis(start), EpochMillis(end)).is_err(), "{start} {end}");
        }
    }

    #[test]
    fn slots_overlap_where_they_share_a_moment() {
        let cases = [
            ((10, 20), (20, 30), false),
            ((10, 20), (0, 10), false),
            ((10, 20), (19, 21), true),
            ((10, 20), (0, 11), true),
            ((10, 20), (12, 13), true),
            ((10, 20), (0, 99), true),
            ((10, 20), (10, 20), true),
        ];
        for ((a, b), (c, d), wanted) in cases {
            assert_eq!(slot(a, b).overlaps(slot(c, d)), wanted, "{a}-{b} {c}-{d}");
            assert_eq!(slot(c, d).overlaps(slot(a, b)), wanted, "{c}-{d} {a}-{b}");
        }
    }

    #[test]
    fn margins_and_what_is_left_of_a_slot() {
        assert_eq!(slot(10, 20).widened(3, 4), slot(7, 24));
        assert_eq!(slot(10, 20).widened(-3, 0), slot(10, 20));
        assert_eq!(slot(10, 20).after(EpochMillis(15)), Some(slot(15, 20)));
        assert_eq!(slot(10, 20).after(EpochMillis(5)), Some(slot(10, 20)));
        assert_eq!(slot(10, 20).after(EpochMillis(20)), None);
        assert_eq!(slot(10, 20).millis(), 10);
    }
}
