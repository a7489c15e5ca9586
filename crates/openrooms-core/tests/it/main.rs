//! Core under files that strangers made.

#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

mod dice;
mod picture_check;
mod pictures;
mod series;
