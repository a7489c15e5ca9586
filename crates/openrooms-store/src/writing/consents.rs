//! What a person lets apps do, withdrawn.

use openrooms_core::id::{ClientKey, UnionId};
use openrooms_core::time::EpochMillis;

use super::Writing;
use crate::db::args;
use crate::error::StoreError;
use crate::tokens::TokenKind;

impl Writing {
    /// Ends what a client has in the name of a person at that time: tokens, and what gets one. Gives how
    /// many of either that were; 0 where it has nothing that lives.
    pub async fn withdraw_consent(
        &mut self,
        person: &UnionId,
        client: &ClientKey,
        now: EpochMillis,
    ) -> Result<u64, StoreError> {
        // Held as whoever issues a token holds them: else one that is issued meanwhile slips through.
        if !self.tx.hold_person(&self.corp, person).await? {
            return Ok(0);
        }
        let (corp, person, client) = (self.corp.as_str(), person.as_str(), client.as_str());
        let its = "corp_id = $1 AND union_id = $2 AND client_key = $3 AND expires_at > $4";
        let args = args![corp, person, client, now.0];
        let sql = format!("DELETE FROM user_grants WHERE {its}");
        let grants = self.tx.execute(&sql, &args).await?;
        let args = args![corp, person, client, now.0, TokenKind::User.word()];
        let sql = format!("DELETE FROM tokens WHERE {its} AND kind = $5");
        Ok(grants + self.tx.execute(&sql, &args).await?)
    }
}
