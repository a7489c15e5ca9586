//! Tokens of lists: a place in one, and a mark that tells which list it is of.
//!
//! A place alone would be taken by any list, which would then go on somewhere or be over. Start reading
//! at [`ListOf`].

use openrooms_core::id::UnionId;
use openrooms_store::secret::hex;
use sha2::{Digest as _, Sha256};

use super::wish::wrong;
use crate::ask::{Asker, Question};
use crate::problem::Problem;

/// Bytes of a hash that are the mark. It holds off mistakes, not forgers: whoever makes one up goes on
/// in a list that they may read anyhow.
const MARK_BYTES: usize = 8;

/// Which list a token is of. Neither the span nor how much is shown is part of it: behind a place the
/// list goes on in any.
#[derive(Debug, Clone, Copy)]
pub(super) struct ListOf<'a> {
    corp: &'a str,
    person: &'a UnionId,
    list: &'static str,
    event: &'a str,
}

impl<'a> ListOf<'a> {
    /// A list of what is in the asker's calendar.
    pub(super) fn calendar(list: &'static str, question: &'a Question, asker: &'a Asker) -> Self {
        Self { corp: question.corp.as_str(), person: &asker.operator, list, event: "" }
    }

    /// The same of one event, by the id that names it.
    pub(super) fn of(self, event: &'a str) -> Self {
        Self { event, ..self }
    }

    /// A place in it as a token.
    pub(super) fn token(self, place: &str) -> String {
        format!("{}.{place}", self.mark(place))
    }

    /// The place that a token of this list tells.
    pub(super) fn place(self, token: &str) -> Option<&str> {
        let (mark, place) = token.split_once('.')?;
        (mark == self.mark(place)).then_some(place)
    }

    /// Reads a nextToken of it; an empty one is none.
    pub(super) fn next<T>(
        self,
        token: Option<&str>,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, Problem> {
        let Some(token) = token.filter(|token| !token.is_empty()) else {
            return Ok(None);
        };
        let next = self.place(token).and_then(parse);
        next.map_or_else(|| wrong("nextToken invalid"), |next| Ok(Some(next)))
    }

    fn mark(self, place: &str) -> String {
        let mut hash = Sha256::new();
        for part in [self.corp, self.person.as_str(), self.list, self.event, place] {
            // With its length, so that no two lists have the same bytes.
            hash.update(part.len().to_be_bytes());
            hash.update(part);
        }
        hex(&hash.finalize()[..MARK_BYTES])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_of_one_list() {
        let (ann, bob) = (UnionId::new("ann"), UnionId::new("bob"));
        let list = ListOf { corp: "c", person: &ann, list: "ListInstances", event: "e" };
        let token = list.token("7.a.b");
        assert_eq!(list.place(&token), Some("7.a.b"));
        for other in [
            ListOf { corp: "d", ..list },
            ListOf { person: &bob, ..list },
            ListOf { list: "ListEvents", ..list },
            ListOf { event: "f", ..list },
            ListOf { list: "ListInstance", event: "se", ..list },
        ] {
            assert_eq!(other.place(&token), None, "{other:?}");
        }
        for wrong in ["", "7.a.b", ".7.a.b", &token[1..], &format!("{token}c")] {
            assert_eq!(list.place(wrong), None, "{wrong}");
        }
        let read =
            |token: &str| list.next(Some(token), |place| place.strip_prefix('7').map(str::len));
        assert_eq!(read(&token).unwrap(), Some(4));
        assert_eq!(read("").unwrap(), None);
        assert!(read("7.a.b").is_err());
        assert!(read(&list.token("8")).is_err());
    }
}
