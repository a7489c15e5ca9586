//! What PostgreSQL knows of tables that grow.
//!
//! It keeps the plan that it made for a statement until it learns of a table anew, and of one that is
//! nearly empty walking over all of it is a good plan: with 60,000 events more the same plan takes
//! ten times as long (docs/BENCHMARKS.md). By itself it looks at tables once a minute. So it is told
//! to whenever as many changes were made as ever before: a plan is never older than half of the
//! changes, or a minute.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sqlx::postgres::PgPool;

/// After how many changes tables are looked at first; below, any plan does.
const FIRST: u64 = 64;
/// Looks at the tables that grow with what people do; one that somebody else looks at is passed over.
const LOOK: &str = "ANALYZE (SKIP_LOCKED) events, occurrences, bookings, attendees, \
                    occurrence_attendees, sign_ins, client_tokens, outbox";

/// How many changes were made since this process began.
#[derive(Clone, Default)]
pub(crate) struct Growth(Arc<AtomicU64>);

impl Growth {
    /// Counts a change, and has PostgreSQL look at its tables where there are twice as many as the last
    /// time. Nobody waits for it, and where it fails nothing is lost.
    pub(super) fn note(&self, pool: &PgPool) {
        if !self.is_due() {
            return;
        }
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        let pool = pool.clone();
        runtime.spawn(async move {
            if let Err(error) = sqlx::raw_sql(LOOK).execute(&pool).await {
                tracing::debug!(%error, "PostgreSQL did not look at its tables");
            }
        });
    }

    fn is_due(&self) -> bool {
        let changes = self.0.fetch_add(1, Ordering::Relaxed) + 1;
        changes >= FIRST && changes.is_power_of_two()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_looked_at_whenever_changes_have_doubled() {
        let growth = Growth::default();
        let due: Vec<_> = (1..=1_000).filter(|_| growth.is_due()).collect();
        assert_eq!(due, [64, 128, 256, 512]);
    }
}
