//! Who may not book, page by page.

use openrooms_core::id::{CorpId, UnionId};
use openrooms_core::room::Ban;

use crate::db::args;
use crate::error::StoreError;
use crate::open::Store;
use crate::row;

/// Somebody who may not book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedBan {
    /// Who, and when.
    pub ban: Ban,
    /// Their name, where the directory knows them.
    pub name: Option<String>,
}

impl Store {
    /// At most `most` of those who may not book, behind a person, in the order of their ids' bytes.
    pub async fn bans_after(
        &self,
        corp: &CorpId,
        after: &UnionId,
        most: i64,
    ) -> Result<Vec<ListedBan>, StoreError> {
        let person = self.db.bytewise("b.union_id");
        let sql = format!(
            "SELECT b.union_id AS union_id, b.starts_at AS starts_at, b.ends_at AS ends_at, \
               b.memo AS memo, p.name AS name \
             FROM bans b LEFT JOIN people p ON p.corp_id = b.corp_id AND p.union_id = b.union_id \
             WHERE b.corp_id = $1 AND {person} > $2 ORDER BY {person} LIMIT $3"
        );
        let rows = self.db.rows(&sql, &args![corp.as_str(), after.as_str(), most]).await?;
        rows.iter()
            .map(|row| Ok(ListedBan { ban: row::ban(row)?, name: row.get("name")? }))
            .collect()
    }
}
