//! What people type into the console's forms: read and bounded.

use openrooms_core::name;
use openrooms_core::password::{self, FEWEST_CHARACTERS, MOST_CHARACTERS, Weakness};

use crate::problem::Problem;

/// The longest line that anything is asked for in, in characters.
const LONGEST: usize = 100;

/// A line that must be there: no control characters, at most 100 characters, not blank.
pub(super) fn line(name: &str, given: Option<String>) -> Result<String, Problem> {
    let text = given.ok_or_else(|| Problem::missing(name))?;
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::missing(name));
    }
    let wrong = |what: &str| Err(Problem::ParameterWrong(format!("{name} {what}").into()));
    if text.chars().count() > LONGEST {
        return wrong("must be 100 characters at most");
    }
    if text.chars().any(name::steers) {
        return wrong("has a control character");
    }
    Ok(text.to_owned())
}

/// A password that somebody shows, which may be any text; empty where none is given.
pub(super) fn shown(name: &str, given: Option<String>) -> Result<String, Problem> {
    let text = given.filter(|text| !text.is_empty()).ok_or_else(|| Problem::missing(name))?;
    if text.chars().count() > MOST_CHARACTERS {
        let what = format!("{name} must be {MOST_CHARACTERS} characters at most");
        return Err(Problem::ParameterWrong(what.into()));
    }
    Ok(text)
}

/// A password that somebody chooses, of whom everybody knows `known`.
pub(super) fn chosen(given: Option<String>, known: &[&str]) -> Result<String, Problem> {
    let text = given.filter(|text| !text.is_empty()).ok_or_else(|| Problem::missing("password"))?;
    let what = match password::check(&text, known) {
        Ok(()) => return Ok(text),
        Err(Weakness::TooShort) => {
            format!("password must be {FEWEST_CHARACTERS} characters at least")
        }
        Err(Weakness::TooLong) => format!("password must be {MOST_CHARACTERS} characters at most"),
        Err(Weakness::Common) => "password is one that is guessed first".to_owned(),
        Err(Weakness::Known) => "password is what everybody knows of you".to_owned(),
    };
    Err(Problem::PasswordWeak(what.into()))
}
