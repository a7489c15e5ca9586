//! Retention: old entries go, and the chain stays whole.

use openrooms_core::id::CorpId;
use openrooms_core::time::EpochMillis;
use serde_json::json;

use super::{Entry, Origin};
use crate::db::args;
use crate::error::StoreError;
use crate::open::Store;

impl Store {
    /// Removes a chain's entries of before `then`, and notes in the chain that it was done; says
    /// how many they were. The hash of the last one stays, and the first that is kept follows on it.
    pub async fn prune_audit(
        &self,
        chain: &str,
        then: EpochMillis,
        origin: &Origin,
        now: EpochMillis,
    ) -> Result<u64, StoreError> {
        let mut tx = self.db.begin().await?;
        // The lock that whoever adds an entry takes.
        tx.execute("UPDATE audit_chains SET head_seq = head_seq WHERE corp_id = $1", &args![chain])
            .await?;
        // Up to the first that stays: clocks go back at times, and a chain has no holes.
        let rows = tx
            .rows(
                "SELECT seq, hash FROM audit WHERE corp_id = $1 AND seq < coalesce( \
                   (SELECT min(seq) FROM audit WHERE corp_id = $1 AND recorded_at >= $2), \
                   9223372036854775807) \
                 ORDER BY seq DESC LIMIT 1",
                &args![chain, then.0],
            )
            .await?;
        let Some(last) = rows.first() else {
            return Ok(0);
        };
        let (last, hash) = (last.int("seq")?, last.text("hash")?);
        let removed = tx
            .execute("DELETE FROM audit WHERE corp_id = $1 AND seq <= $2", &args![chain, last])
            .await?;
        tx.execute(
            "UPDATE audit_chains SET first_seq = $2, before_hash = $3 WHERE corp_id = $1",
            &args![chain, last + 1, hash],
        )
        .await?;
        let corp = (!chain.is_empty()).then(|| CorpId::new(chain));
        let entry = Entry::of(corp.as_ref(), "audit", chain)
            .after(json!({ "removed": removed, "upTo": last, "before": then.0 }));
        tx.commit_change(origin, &[entry], [], now).await?;
        Ok(removed)
    }
}
