//! Whole organisations: loaded for an export, saved by an import.

mod load;
mod save;

pub use save::{Conflict, Contents, SaveError, SaveOptions, Saved};
