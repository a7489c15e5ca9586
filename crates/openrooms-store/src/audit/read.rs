//! Entries read back: the newest, or a whole chain.

use openrooms_core::time::EpochMillis;

use super::Recorded;
use crate::db::{Row, Value, args};
use crate::error::StoreError;
use crate::open::Store;

/// A page of a chain.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditPage {
    /// The entries, the newest first, each with the operator's name where the directory knows it.
    pub entries: Vec<(Recorded, Option<String>)>,
    /// Before which number the next page goes on; `None` where there is none.
    pub next: Option<i64>,
}

pub(super) const COLUMNS: &str = "corp_id, seq, recorded_at, client_key, operator, address, action, object_kind, \
    object_id, value_before, value_after, previous_hash, hash";

/// Which entries; what is `None` leaves none out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// The organisation's id; empty for what belongs to none.
    pub chain: Option<String>,
    /// From then on.
    pub since: Option<EpochMillis>,
    /// Before then.
    pub until: Option<EpochMillis>,
    /// By this app or suite.
    pub client: Option<String>,
    /// On behalf of this person, by union id.
    pub operator: Option<String>,
    /// This operation or command.
    pub action: Option<String>,
    /// This kind of thing.
    pub kind: Option<String>,
    /// The thing with this id.
    pub id: Option<String>,
}

impl AuditFilter {
    /// A condition whose values are $1 to $8.
    const CONDITION: &str = "(corp_id = $1 OR $1 IS NULL) \
        AND (recorded_at >= $2 OR $2 IS NULL) AND (recorded_at < $3 OR $3 IS NULL) \
        AND (client_key = $4 OR $4 IS NULL) AND (operator = $5 OR $5 IS NULL) \
        AND (action = $6 OR $6 IS NULL) AND (object_kind = $7 OR $7 IS NULL) \
        AND (object_id = $8 OR $8 IS NULL)";

    fn args(&self) -> Vec<Value> {
        args![
            &self.chain,
            self.since.map(|at| at.0),
            self.until.map(|at| at.0),
            &self.client,
            &self.operator,
            &self.action,
            &self.kind,
            &self.id,
        ]
        .to_vec()
    }
}

impl Store {
    /// At most `most` of the newest entries, the newest last.
    pub async fn audit_newest(
        &self,
        filter: &AuditFilter,
        most: i64,
    ) -> Result<Vec<Recorded>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM audit WHERE {} \
             ORDER BY recorded_at DESC, corp_id DESC, seq DESC LIMIT $9",
            AuditFilter::CONDITION
        );
        let mut args = filter.args();
        args.push(most.into());
        let rows = self.db.rows(&sql, &args).await?;
        rows.iter().rev().map(Recorded::read).collect()
    }

    /// A page of one chain, the newest entries first, from before a number on; at most `reach` entries are
    /// looked at.
    pub async fn audit_before(
        &self,
        chain: &str,
        filter: &AuditFilter,
        before: Option<i64>,
        most: usize,
        reach: i64,
    ) -> Result<AuditPage, StoreError> {
        let sql = "SELECT first_seq, head_seq FROM audit_chains WHERE corp_id = $1";
        let ends = self.db.rows(sql, &args![chain]).await?;
        let Some(ends) = ends.first() else { return Ok(AuditPage::default()) };
        let (first, head) = (ends.int("first_seq")?, ends.int("head_seq")?);
        let before = before.unwrap_or(i64::MAX).min(head.saturating_add(1));
        let from = before.saturating_sub(reach).max(first);
        let sql = format!(
            "SELECT a.*, (SELECT p.name FROM people p \
               WHERE p.corp_id = a.corp_id AND p.union_id = a.operator) AS operator_name \
             FROM (SELECT {COLUMNS} FROM audit \
               WHERE corp_id = $9 AND seq < $10 AND seq >= $11 AND {} \
               ORDER BY seq DESC LIMIT $12) a ORDER BY a.seq DESC",
            AuditFilter::CONDITION
        );
        let mut args = filter.args();
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        args.extend(args![chain, before, from, most]);
        let rows = self.db.rows(&sql, &args).await?;
        let read = |row: &Row| Ok((Recorded::read(row)?, row.get("operator_name")?));
        let entries: Vec<(Recorded, Option<String>)> =
            rows.iter().map(read).collect::<Result<_, StoreError>>()?;
        let is_full = i64::try_from(entries.len()).is_ok_and(|found| found >= most);
        let next = match entries.last() {
            Some((last, _)) if is_full => last.seq,
            _ => from,
        };
        Ok(AuditPage { next: (next > first).then_some(next), entries })
    }

    /// The ids of the organisations that have entries, those that are gone included; the empty id
    /// stands for what belongs to none.
    pub async fn audit_chains(&self) -> Result<Vec<String>, StoreError> {
        // Where a chain's end was taken away its entries still say that there was one.
        let sql = "SELECT corp_id FROM audit_chains UNION SELECT corp_id FROM audit";
        let rows = self.db.rows(sql, &[]).await?;
        let mut chains =
            rows.iter().map(|row| row.text("corp_id")).collect::<Result<Vec<_>, _>>()?;
        chains.sort();
        Ok(chains)
    }

    /// At most `most` entries of one chain behind a number, in their order.
    pub async fn audit_after(
        &self,
        chain: &str,
        filter: &AuditFilter,
        after: i64,
        most: i64,
    ) -> Result<Vec<Recorded>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM audit WHERE corp_id = $9 AND seq > $10 AND {} \
             ORDER BY seq LIMIT $11",
            AuditFilter::CONDITION
        );
        let mut args = filter.args();
        args.extend(args![chain, after, most]);
        self.db.rows(&sql, &args).await?.iter().map(Recorded::read).collect()
    }
}

impl Recorded {
    fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            chain: row.text("corp_id")?,
            seq: row.int("seq")?,
            at: EpochMillis(row.int("recorded_at")?),
            client: row.get("client_key")?,
            operator: row.get("operator")?,
            address: row.get("address")?,
            action: row.text("action")?,
            kind: row.text("object_kind")?,
            id: row.text("object_id")?,
            before: row.get("value_before")?,
            after: row.get("value_after")?,
            previous_hash: row.text("previous_hash")?,
            hash: row.text("hash")?,
        })
    }
}
