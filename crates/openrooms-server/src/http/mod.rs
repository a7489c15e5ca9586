//! From bytes to requests and back: connections, limits, ids, logs.

pub(crate) mod access_log;
pub(crate) mod body;
mod connection;
mod express;
mod framing;
mod front;
mod guarded;
pub(crate) mod respond;
mod service;
pub(crate) mod squeeze;
pub(crate) mod turn;
mod working;

pub use access_log::{LogFormat, SharedOutput};
pub use front::Patience;
pub(crate) use front::{Front, FrontOptions, Stage};
