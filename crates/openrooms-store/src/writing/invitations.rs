//! Who may choose a password.

use openrooms_core::id::UnionId;
use openrooms_core::time::EpochMillis;

use super::Writing;
use crate::db::args;
use crate::error::StoreError;
use crate::secret::Token;

impl Writing {
    /// Lets a person choose a password by a token; one that they had before is good no more.
    pub async fn invite(
        &mut self,
        person: &UnionId,
        token: &Token,
        expires_at: EpochMillis,
    ) -> Result<(), StoreError> {
        let hash = token.hash();
        let args = args![self.corp.as_str(), person.as_str(), hash.as_str(), expires_at.0];
        self.tx
            .execute(
                "INSERT INTO invitations (corp_id, union_id, token_hash, expires_at) \
                 VALUES ($1, $2, $3, $4) ON CONFLICT (corp_id, union_id) DO UPDATE SET \
                   token_hash = excluded.token_hash, expires_at = excluded.expires_at",
                &args,
            )
            .await?;
        Ok(())
    }
}
