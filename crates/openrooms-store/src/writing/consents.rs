//! What a person lets apps do, withdrawn.

use openrooms_core::id::{ClientKey, UnionId};

use super::Writing;
use crate::db::args;
use crate::error::StoreError;
use crate::tokens::TokenKind;

impl Writing {
    /// Ends what a client has in the name of a person: tokens, and what gets one. Gives how many of
    /// either that were, dead ones too; 0 where it has nothing.
    pub async fn withdraw_consent(
        &mut self,
        person: &UnionId,
        client: &ClientKey,
    ) -> Result<u64, StoreError> {
        // Held as whoever issues a token holds them: else one that is issued meanwhile slips through.
        if !self.tx.hold_person(&self.corp, person).await? {
            return Ok(0);
        }
        let args = args![self.corp.as_str(), person.as_str(), client.as_str()];
        let sql =
            "DELETE FROM user_grants WHERE corp_id = $1 AND union_id = $2 AND client_key = $3";
        let grants = self.tx.execute(sql, &args).await?;
        let args =
            args![self.corp.as_str(), person.as_str(), client.as_str(), TokenKind::User.word()];
        let sql = "DELETE FROM tokens WHERE corp_id = $1 AND union_id = $2 AND client_key = $3 \
                   AND kind = $4";
        Ok(grants + self.tx.execute(sql, &args).await?)
    }
}
