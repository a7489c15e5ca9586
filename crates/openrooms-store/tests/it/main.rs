//! The store from outside. Every test of [`on_both`] runs on SQLite and on PostgreSQL.
//!
//! PostgreSQL is the server of `TEST_POSTGRES_URL`; `scripts/postgres run` gives one. Start reading
//! at [`fixture::Fixture`]; what is saved comes from [`sample`] and, by chance, from [`dice`].

#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

/// Makes tests of functions over a `&Fixture`: one on each database.
macro_rules! on_both {
    ($($test:ident),* $(,)?) => {
        mod sqlite {
            $(#[test]
            fn $test() {
                $crate::fixture::run($crate::fixture::Database::Sqlite, &super::$test);
            })*
        }
        mod postgres {
            $(#[test]
            fn $test() {
                $crate::fixture::run($crate::fixture::Database::Postgres, &super::$test);
            })*
        }
    };
}

/// The same for what SQLite has not: a connection that is cut, a lock that another can watch.
macro_rules! on_postgres {
    ($($test:ident),* $(,)?) => {
        mod postgres_only {
            $(#[test]
            fn $test() {
                $crate::fixture::run($crate::fixture::Database::Postgres, &super::$test);
            })*
        }
    };
}

mod agenda;
mod dice;
mod fixture;
mod groups;
mod growth;
mod labels;
mod sample;

mod attendance;
mod audit;
mod bookings;
mod calendar;
mod calendar_lists;
mod calls;
mod clients;
mod conflicts;
mod connections;
mod devices;
mod feed;
mod leaving;
mod listing;
mod opening;
mod pairings;
mod people;
mod pictures;
mod problems;
mod race;
mod reading;
mod replies;
mod rights;
mod saving;
mod secrecy;
mod series;
mod suites;
mod templates;
mod together;
mod tokens;
mod user_tokens;
mod uses;
mod weeks;
mod writing;
