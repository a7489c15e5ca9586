//! The built binary, used as people and programs use it.
//!
//! Start reading at [`home::Home`], where a test's commands run, and [`server::Server`], which it
//! may start. Documents by chance come from [`chance`]; `TEST_ROUNDS` says how many.

#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

mod chance;
mod devices;
mod document;
mod home;
mod http;
mod schema;
mod server;

mod app;
mod audit;
mod bookings;
mod demo;
mod events;
mod expected;
mod export;
mod fairness;
mod help;
mod house;
mod import;
mod import_by_chance;
mod json_answers;
mod large_import;
mod log;
mod org;
mod people;
mod readme;
mod rights_commands;
mod room;
mod room_changes;
mod room_table;
mod schema_copy;
mod settings;
mod start_refused;
mod stop;
mod suite;
mod template;
mod token;
mod watch;
mod wrong_documents;
