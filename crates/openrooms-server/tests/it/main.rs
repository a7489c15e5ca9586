//! The server from outside: a real listener, raw bytes, a clock that stands still.
//!
//! Start reading at [`fixture::Home`]. Tests on PostgreSQL use the server of `TEST_POSTGRES_URL`;
//! `scripts/postgres run` gives one.

#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

/// Makes tests of functions over a `&Home`: one on each database.
macro_rules! on_both {
    ($($test:ident),* $(,)?) => {
        mod sqlite {
            $(#[test]
            fn $test() {
                $crate::fixture::run($crate::fixture::Database::Sqlite, super::$test);
            })*
        }
        mod postgres {
            $(#[test]
            fn $test() {
                $crate::fixture::run($crate::fixture::Database::Postgres, super::$test);
            })*
        }
    };
}

mod fixture;
mod provider;
mod request;
mod sample;
mod seen;
mod series;
mod series_rooms;
mod wire;
mod would_break;

mod access_log;
mod app_tokens;
mod apps;
mod attendees;
mod audit_pages;
mod bad_input;
mod booking_together;
mod central_control;
mod client_tokens;
mod consent;
mod consent_lists;
mod console;
mod cut_off;
mod days;
mod device_links;
mod devices;
mod doors;
mod draining;
mod event_lists;
mod event_refusals;
mod events;
mod express;
mod feed;
mod floor_plans;
mod fuzz;
mod fuzzing;
mod groups;
mod house_rules;
mod labels;
mod leaving;
mod limits;
mod listing;
mod meeting_rooms;
mod notice;
mod oidc;
mod on_behalf;
mod order;
mod passwords;
mod people;
mod people_changes;
mod pictures;
mod plain_screens;
mod problems;
mod ready_lists;
mod refused_tokens;
mod rights;
mod room_admins;
mod room_answers;
mod room_bounds;
mod room_changes;
mod room_problems;
mod room_uses;
mod rooms_asked;
mod schedules;
mod sign_ins;
mod suite_tokens;
mod templates;
mod tenants;
mod tenants_calendar;
mod tenants_legacy;
mod throttle;
mod user_tokens;
mod visibility;
mod watches;
