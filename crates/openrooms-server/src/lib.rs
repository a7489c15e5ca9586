//! What answers: routes, tokens, cache, handlers.
//!
//! A request goes down once and up once. [`http`] reads it from a socket; a warm room read is
//! answered right there, from [`cache`]; everything else goes through the router to a handler, which
//! turns wire into core, asks the store, and turns core into wire. Start reading at [`routes`] and
//! [`server::serve`].

mod aside;
mod ask;
mod cache;
mod calendar;
mod call;
mod change;
mod client_token;
pub mod clock;
pub mod console;
mod console_api;
mod contact;
mod days;
mod device_link;
pub mod document;
mod entry;
pub mod escape;
mod flat;
pub mod http;
mod json;
mod known;
mod legacy;
mod limit;
mod lists;
mod node;
mod oauth2;
mod outage;
mod pages;
mod paging;
mod panel;
mod picture;
pub mod problem;
mod refusals;
mod request_id;
mod rooms;
mod routes;
pub mod server;
mod throttle;
mod watches;
