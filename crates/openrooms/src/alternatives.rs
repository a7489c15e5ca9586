//! Options that exclude each other: the command line's count before the environment's.
//!
//! clap's own `conflicts_with` does not ask where a value comes from, so a flag and a variable of
//! its alternative would collide.

use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{ArgMatches, Args, Error, FromArgMatches};

/// Options of which some exclude others.
pub(crate) trait Alternatives: Args {
    /// Drops what gives way to the command line, and refuses what was given twice on one level.
    fn settle(&mut self, given: &ArgMatches) -> Result<(), Error>;
}

/// Options that have been settled.
#[derive(Debug, Clone, Default)]
pub(crate) struct Settled<T>(pub(crate) T);

impl<T: Alternatives> FromArgMatches for Settled<T> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let mut options = T::from_arg_matches(matches)?;
        options.settle(matches)?;
        Ok(Self(options))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        self.0.update_from_arg_matches(matches)?;
        self.0.settle(matches)
    }
}

impl<T: Args> Args for Settled<T>
where
    Self: FromArgMatches,
{
    fn group_id() -> Option<clap::Id> {
        T::group_id()
    }

    fn augment_args(command: clap::Command) -> clap::Command {
        T::augment_args(command)
    }

    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        T::augment_args_for_update(command)
    }
}

/// Which of two alternatives counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Choice {
    One,
    Other,
    Neither,
}

/// An option.
pub(crate) struct Named {
    /// As clap knows it: the name of its field.
    pub(crate) id: &'static str,
    /// As a help shows it.
    pub(crate) flag: &'static str,
    /// In the environment.
    pub(crate) variable: &'static str,
}

/// Chooses between two alternatives, each of them one option or several that belong together.
pub(crate) fn choose(given: &ArgMatches, one: &[Named], other: &[Named]) -> Result<Choice, Error> {
    Ok(match (foremost(given, one), foremost(given, other)) {
        (None, None) => Choice::Neither,
        (Some(_), None) => Choice::One,
        (None, Some(_)) => Choice::Other,
        (Some((one, one_by)), Some((other, other_by))) => match (one_by, other_by) {
            (By::Flag, By::Variable) => Choice::One,
            (By::Variable, By::Flag) => Choice::Other,
            (By::Flag, By::Flag) => {
                let (one, other) = (one.flag, other.flag);
                return Err(conflict(format!(
                    "the argument '{one}' cannot be used with '{other}'"
                )));
            }
            (By::Variable, By::Variable) => {
                let (one, other) = (one.variable, other.variable);
                return Err(conflict(format!("{one} cannot be used with {other}")));
            }
        },
    })
}

/// Whether an option stands on the command line.
pub(crate) fn is_flag(given: &ArgMatches, id: &str) -> bool {
    given.value_source(id) == Some(ValueSource::CommandLine)
}

#[derive(Debug, Clone, Copy)]
enum By {
    Flag,
    Variable,
}

/// The first of them that stands on the command line, else in the environment.
fn foremost<'a>(given: &ArgMatches, options: &'a [Named]) -> Option<(&'a Named, By)> {
    let by = |source, by| {
        let found = options.iter().find(|option| given.value_source(option.id) == Some(source));
        found.map(|option| (option, by))
    };
    by(ValueSource::CommandLine, By::Flag).or_else(|| by(ValueSource::EnvVariable, By::Variable))
}

fn conflict(text: String) -> Error {
    Error::raw(ErrorKind::ArgumentConflict, text)
}
