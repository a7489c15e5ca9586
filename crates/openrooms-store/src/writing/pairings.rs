//! Screens that wait to be paired: one that is taken by an organisation.

use openrooms_core::door::PairingCode;
use openrooms_core::time::EpochMillis;

use super::Writing;
use crate::db::args;
use crate::error::StoreError;
use crate::pairings::kept;
use crate::secret::TokenHash;

impl Writing {
    /// Ends the wait of the screen that shows a code, and gives the hash of its token; `None` where
    /// none does.
    pub async fn take_pairing(
        &mut self,
        code: &PairingCode,
        now: EpochMillis,
    ) -> Result<Option<TokenHash>, StoreError> {
        let sql = "DELETE FROM pairings WHERE code_hash = $1 AND expires_at > $2 \
                   RETURNING token_hash";
        let rows = self.tx.rows(sql, &args![kept(code).as_str(), now.0]).await?;
        rows.first().map(|row| row.text("token_hash").map(TokenHash)).transpose()
    }
}
