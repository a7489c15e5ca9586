//! The organisation document: wire to core for an import, core to wire for an export.

mod events;
mod export;
mod import;
mod panels;
mod pictures;
mod plans;
pub(crate) mod problems;
mod rights;
mod templates;

pub use export::to_document;
pub(crate) use export::{department, user};
pub use import::{UnreadEvent, from_document, name_conflict, read_document};
pub(crate) use rights::write as room_rights;
