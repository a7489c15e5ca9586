//! How much of a series a change is of.

use openrooms_store::SoughtEvent;

use super::wish::wrong;
use crate::problem::Problem;

/// How much of a series is meant. All are the same of an event that does not repeat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The date that is named alone.
    This,
    /// That and all later ones.
    Following,
    /// All.
    All,
}

impl Part {
    /// Reads `scope`; an empty one is none.
    pub(super) fn read(scope: Option<&str>) -> Result<Option<Self>, Problem> {
        match scope {
            None | Some("") => Ok(None),
            Some("this") => Ok(Some(Self::This)),
            Some("following") => Ok(Some(Self::Following)),
            Some("all") => Ok(Some(Self::All)),
            Some(_) => wrong("scope must be this, following or all"),
        }
    }

    /// What is meant: where nothing is said, a date by itself, a series whole.
    pub(super) fn of(said: Option<Self>, found: &SoughtEvent) -> Result<Self, Problem> {
        match (said, &found.occurrence) {
            (None, Some(_)) => Ok(Self::This),
            (None, None) => Ok(Self::All),
            // Whoever means one date of a series has to say which.
            (Some(Self::This | Self::Following), None) if found.event.recurrence.is_some() => {
                wrong("scope this and following are of an occurrence: eventId must be one's")
            }
            (Some(said), _) => Ok(said),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_is_one_of_three_words() {
        let read = |scope| Part::read(Some(scope));
        assert_eq!(read("this").unwrap(), Some(Part::This));
        assert_eq!(read("following").unwrap(), Some(Part::Following));
        assert_eq!(read("all").unwrap(), Some(Part::All));
        assert_eq!(read("").unwrap(), None);
        assert_eq!(Part::read(None).unwrap(), None);
        for wrong in ["All", "future", " all"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
