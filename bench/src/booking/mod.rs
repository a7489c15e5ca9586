//! Bookings a second: through openrooms, and as bare inserts under the same guard, the database's
//! own limit.
//!
//! [`scenario`] says who wants which room when, [`database`] prepares and fills databases, [`clients`]
//! are those who book.

pub(crate) mod clients;
pub(crate) mod database;
pub(crate) mod scenario;
