//! Calls counted by month: each node adds what it answered, a few times a second.

use std::collections::BTreeMap;

use openrooms_core::id::CorpId;
use openrooms_core::time::EpochMillis;

use crate::db::{Row, args, values};
use crate::error::StoreError;
use crate::open::Store;

/// How often an organisation was answered in a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallCount {
    /// The organisation.
    pub corp: CorpId,
    /// Year times 100 plus the month's number.
    pub month: i32,
    /// Calls: to be added, or the total of all nodes.
    pub calls: i64,
}

impl CallCount {
    fn read(row: &Row) -> Result<Self, StoreError> {
        let corp = CorpId::new(row.text("corp_id")?);
        let month = row.int("month")?;
        let corrupt = |_| StoreError::Corrupt {
            table: "call_counts",
            column: "month",
            row: corp.to_string(),
        };
        let month = i32::try_from(month).map_err(corrupt)?;
        Ok(Self { corp, month, calls: row.int("calls")? })
    }
}

impl Store {
    /// Adds what a node answered since it last said so.
    pub async fn add_calls(
        &self,
        counts: &[CallCount],
        now: EpochMillis,
    ) -> Result<(), StoreError> {
        let mut tx = self.db.begin().await?;
        // In one order, so that two nodes do not wait for each other; each row once.
        let mut sums = BTreeMap::new();
        for count in counts {
            *sums.entry((&count.corp, count.month)).or_insert(0) += count.calls;
        }
        let rows: Vec<_> = sums
            .into_iter()
            .map(|((corp, month), calls)| values![corp.as_str(), month, calls, now.0])
            .collect();
        tx.upsert_rows(
            "INSERT INTO call_counts (corp_id, month, calls, counted_at)",
            &rows,
            "ON CONFLICT (corp_id, month) DO UPDATE SET \
             calls = call_counts.calls + excluded.calls, counted_at = excluded.counted_at",
        )
        .await?;
        tx.commit_upkeep().await
    }

    /// The totals that changed since `then`.
    pub async fn calls_since(&self, then: EpochMillis) -> Result<Vec<CallCount>, StoreError> {
        let sql = "SELECT corp_id, month, calls FROM call_counts WHERE counted_at >= $1";
        self.db.feed_rows(sql, &args![then.0]).await?.iter().map(CallCount::read).collect()
    }

    /// The total of one organisation in one month.
    pub async fn calls_in(&self, corp: &CorpId, month: i32) -> Result<i64, StoreError> {
        let sql = "SELECT calls FROM call_counts WHERE corp_id = $1 AND month = $2";
        let rows = self.db.rows(sql, &args![corp.as_str(), month]).await?;
        rows.first().map_or(Ok(0), |row| row.int("calls"))
    }
}
