//! Making an organisation that holds nothing yet.

use openrooms_core::organisation::Profile;
use openrooms_core::time::EpochMillis;

use super::{INSERT_PROFILE, profile_values};
use crate::error::StoreError;
use crate::feed::Change;
use crate::open::Store;

impl Store {
    /// Makes an organisation; false where there is one of that id already.
    pub async fn create_organisation(
        &self,
        profile: &Profile,
        now: EpochMillis,
    ) -> Result<bool, StoreError> {
        let mut tx = self.db.begin().await?;
        // The insertion itself decides: to look first would leave a moment in between.
        let rows = [profile_values(profile)];
        if tx.upsert_rows(INSERT_PROFILE, &rows, "ON CONFLICT DO NOTHING").await? == 0 {
            return Ok(false);
        }
        tx.publish([Change::Organisation(profile.id.clone())], now).await?;
        tx.commit().await?;
        Ok(true)
    }
}
