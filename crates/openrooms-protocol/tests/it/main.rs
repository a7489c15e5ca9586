//! The crate from outside: the catalogue against what the SDKs declare, and what is written of
//! it; the organisation document.

#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

mod document;
mod surface;
mod wire;

#[cfg(feature = "schema")]
mod declared;
#[cfg(feature = "schema")]
mod openapi;
