//! Rust SDK for DingTalk's meeting-room API, against DingTalk or any server that speaks it.
//!
//! It fetches, keeps and renews tokens, calls the operations of [`protocol`] by their names, and
//! gives back all that the server said, errors included. It knows the wire and nothing of what a
//! room means; it does not know the server's crates. Start reading at [`Client`]; what can go wrong
//! is [`Error`].
//!
//! ```
//! # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
//! use openrooms_client::{Client, Credentials};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), openrooms_client::Error> {
//! # let demo = server::demo().await;
//! # let address = demo.address();
//! let client = Client::builder()
//!     .address(address) // such as "http://127.0.0.1:8080"; DingTalk's own where nothing is said
//!     .credentials(Credentials::internal_app("dingdemo", "demo-secret"))
//!     .build()?;
//!
//! let room = client.query_meeting_room("0ffb7184xxxxx", "2iPOLxxxxx").await?;
//! assert_eq!(room.room_name, "Test meeting room");
//!
//! let error = client.query_meeting_room("nowhere", "2iPOLxxxxx").await.unwrap_err();
//! assert_eq!(error.code(), Some("room.not.found"));
//! assert!(error.request_id().is_some());
//! # Ok(())
//! # }
//! ```
//!
//! # What is repeated
//!
//! | failure | GET and token calls | other calls |
//! | --- | --- | --- |
//! | no connection: nothing was sent | yes | yes |
//! | the connection broke before the reply was complete | yes | no |
//! | 503, 429, or too many calls a second | yes | no |
//! | any other reply, or the time is up | no | no |
//!
//! [`Builder::retries`] bounds it, a `Retry-After` of the server sets the pause, else it doubles
//! from [`Builder::backoff`]. A pause that would outlast [`Builder::call_timeout`] is not begun.
//! Apart from that, a call whose fetched token is refused with `InvalidAuthentication` is sent once
//! more with a new token, whatever its method: a server looks at the token before anything else.
//!
//! No redirect is followed, no cookie kept, no reply longer than [`Builder::max_reply_bytes`] read.

mod address;
mod answer;
mod builder;
mod calendar;
mod client;
mod console;
mod contact;
mod credentials;
mod device_link;
mod error;
mod legacy;
mod oauth2;
mod query;
mod refusal;
mod reply;
mod request;
mod retry;
mod rooms;
mod secret;
mod token;
mod transport;

pub use address::{DINGTALK, DINGTALK_IO};
pub use answer::Answer;
pub use builder::Builder;
pub use client::Client;
pub use credentials::{Credentials, SuiteTicket};
pub use device_link::DeviceLink;
pub use error::{Cause, Error};
pub use http;
pub use openrooms_protocol as protocol;
pub use refusal::{Refusal, Said};
pub use reply::Unreadable;

/// The program for Rust in docs/SDKS.md is compiled with the documentation's examples.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/SDKS.md")]
struct DocumentedPrograms;
