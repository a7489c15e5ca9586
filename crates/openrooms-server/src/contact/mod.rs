//! Handlers of `contact_1_0`.

use openrooms_store::Matching;

use crate::problem::Problem;

pub(crate) mod create_user_invitation;
pub(crate) mod get_user;
pub(crate) mod search_department;
pub(crate) mod search_user;

/// The longest word that is searched for, in characters.
const LONGEST_WORD: usize = 200;
/// The most that one call shows.
const MOST: i32 = 100;

/// What is searched for.
struct Search {
    word: String,
    matching: Matching,
    offset: i64,
    most: i64,
}

impl Search {
    fn read(
        word: Option<String>,
        offset: Option<i32>,
        size: Option<i32>,
        matching: Matching,
    ) -> Result<Self, Problem> {
        let wrong = |what: &'static str| Problem::ParameterWrong(what.into());
        let word = word.ok_or_else(|| wrong("queryWord is missing"))?;
        let offset = offset.ok_or_else(|| wrong("offset is missing"))?;
        let size = size.ok_or_else(|| wrong("size is missing"))?;
        if word.trim().is_empty() {
            return Err(wrong("queryWord must not be blank"));
        }
        if word.chars().count() > LONGEST_WORD {
            return Err(wrong("queryWord must be 200 characters at most"));
        }
        if offset < 0 {
            return Err(wrong("offset must not be negative"));
        }
        if !(1..=MOST).contains(&size) {
            return Err(wrong("size must be from 1 to 100"));
        }
        Ok(Self { word, matching, offset: offset.into(), most: size.into() })
    }

    /// Whether there are more behind `shown` of `total`.
    fn has_more(&self, shown: usize, total: i64) -> bool {
        self.offset.saturating_add(i64::try_from(shown).unwrap_or(i64::MAX)) < total
    }
}
