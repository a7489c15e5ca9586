//! Whole organisations: made, loaded for an export, saved by an import.

mod create;
mod load;
mod record;
mod save;

use openrooms_core::organisation::Profile;
use openrooms_core::time::Zone;

use crate::db::{Value, values};

pub use load::Snapshot;
pub use save::{Conflict, Contents, EventSource, Rest, SaveError, SaveOptions, Saved};

pub(crate) const INSERT_PROFILE: &str = "INSERT INTO organisations (corp_id, name, time_zone, calls_per_month, room_limit, has_screens)";

/// The values of [`INSERT_PROFILE`].
pub(crate) fn profile_values(profile: &Profile) -> Vec<Value> {
    let zone = profile.zone.as_ref().map(Zone::name);
    values![
        profile.id.as_str(),
        &profile.name,
        zone,
        profile.calls_per_month,
        profile.room_limit,
        profile.has_screens
    ]
}
