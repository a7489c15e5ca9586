//! The crate from outside: the catalogue against what the SDKs declare, and what is written of it.

mod surface;
mod wire;

#[cfg(feature = "schema")]
mod openapi;
