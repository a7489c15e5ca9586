//! The client against a tiny server on loopback that answers what a test tells it to.

#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

mod errors;
mod events;
mod get_access_token;
mod get_corp_access_token;
mod get_suite_access_token;
mod get_token;
mod get_user_token;
mod gettoken;
mod groups;
mod labels;
mod limits;
mod operations;
mod proxy;
mod query_meeting_room;
mod query_meeting_room_list;
mod request;
mod retry;
mod rights;
mod room_changes;
mod secrets;
mod server;
mod service_get_corp_token;
mod templates;
mod tls;
mod token;
