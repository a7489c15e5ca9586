//! Who may not book.

use openrooms_core::id::UnionId;
use openrooms_core::room::Ban;

use super::Writing;
use crate::db::args;
use crate::error::StoreError;
use crate::row;

impl Writing {
    /// What bars a person from booking.
    pub async fn ban(&mut self, person: &UnionId) -> Result<Option<Ban>, StoreError> {
        let sql = "SELECT union_id, starts_at, ends_at, memo FROM bans \
                   WHERE corp_id = $1 AND union_id = $2";
        let rows = self.tx.rows(sql, &args![self.corp.as_str(), person.as_str()]).await?;
        rows.first().map(row::ban).transpose()
    }

    /// Bars a person from booking, in place of what barred them before.
    pub async fn put_ban(&mut self, ban: &Ban) -> Result<(), StoreError> {
        let over = "ON CONFLICT (corp_id, union_id) DO UPDATE SET starts_at = excluded.starts_at, \
                    ends_at = excluded.ends_at, memo = excluded.memo";
        let row = row::ban_values(self.corp.as_str(), ban);
        self.tx.upsert_rows(row::INSERT_BANS, &[row], over).await?;
        Ok(())
    }

    /// Lets a person book again.
    pub async fn delete_ban(&mut self, person: &UnionId) -> Result<(), StoreError> {
        let sql = "DELETE FROM bans WHERE corp_id = $1 AND union_id = $2";
        self.tx.execute(sql, &args![self.corp.as_str(), person.as_str()]).await?;
        Ok(())
    }
}
