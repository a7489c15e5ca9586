//! Making an organisation that holds nothing yet.

use openrooms_core::organisation::Profile;
use openrooms_core::time::{EpochMillis, Zone};
use serde_json::json;

use super::{INSERT_PROFILE, profile_values};
use crate::audit::{Entry, Origin};
use crate::error::StoreError;
use crate::feed::Change;
use crate::open::Store;

impl Store {
    /// Makes an organisation; false where there is one of that id already.
    pub async fn create_organisation(
        &self,
        profile: &Profile,
        origin: &Origin,
        now: EpochMillis,
    ) -> Result<bool, StoreError> {
        let mut tx = self.db.begin().await?;
        // The insertion itself decides: to look first would leave a moment in between.
        let rows = [profile_values(profile)];
        if tx.upsert_rows(INSERT_PROFILE, &rows, "ON CONFLICT DO NOTHING").await? == 0 {
            return Ok(false);
        }
        let entry = Entry::of(Some(&profile.id), "organisation", profile.id.as_str());
        let entry = entry.after(json!({
            "name": profile.name,
            "timeZone": profile.zone.as_ref().map(Zone::name),
            "callsPerMonth": profile.calls_per_month,
            "roomLimit": profile.room_limit,
            "hasScreenTemplates": profile.has_screens,
        }));
        let changes = [Change::Organisation(profile.id.clone())];
        tx.commit_change(origin, &[entry], changes, now).await?;
        Ok(true)
    }
}
