//! Transactions that take few errands to the database: what books rooms waits for each of them.
//!
//! On SQLite two: one begins and reads, one writes and commits. On PostgreSQL, which is asked over
//! the network, five: it begins, changes, reads, writes and commits.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use futures_util::TryStreamExt as _;
use sqlx::pool::PoolConnection;
use sqlx::sqlite::{Sqlite, SqliteConnection};
use sqlx::{Acquire as _, Executor as _};

use super::several::{Statement, numbered_through, rows_of_each_of};
use super::value::{Row, Value, bound};
use super::{Db, Tx};
use crate::error::StoreError;

/// A transaction that begins with its first statement. Dropped before it has ended, it leaves
/// nothing.
pub(crate) enum Brief {
    Sqlite(PoolConnection<Sqlite>, Db),
    Postgres(Tx),
}

/// Whether the connection of SQLite that writes was given back within a transaction. The driver does
/// not know of one that begins in a text with other statements.
#[derive(Debug, Clone, Default)]
pub(crate) struct LeftOpen(Arc<AtomicBool>);

impl LeftOpen {
    fn set(&self, is_open: bool) {
        self.0.store(is_open, Ordering::Relaxed);
    }

    /// Ends what was left open.
    pub(super) async fn end(&self, connection: &mut SqliteConnection) {
        if self.0.swap(false, Ordering::Relaxed) {
            // Where it ended nevertheless, by a commit whose answer nobody heard, or by SQLite itself
            // when its disk was full, there is none to end. Should it fail otherwise, the next cannot
            // begin, and says so.
            let _ = connection.execute("ROLLBACK").await;
        }
    }
}

impl Db {
    /// Waits for its turn to write, on SQLite; nothing is read or written yet.
    pub(crate) async fn brief(&self) -> Result<Brief, StoreError> {
        match self {
            Self::Sqlite { write, .. } => {
                Ok(Brief::Sqlite(write.acquire().await?, Self::clone(self)))
            }
            Self::Postgres { .. } => Ok(Brief::Postgres(self.begin().await?)),
        }
    }
}

impl Brief {
    pub(crate) const fn db(&self) -> &Db {
        match self {
            Self::Sqlite(_, db) => db,
            Self::Postgres(tx) => tx.db(),
        }
    }

    /// Begins with a change, and then reads: rows of the change, and of each that reads.
    pub(crate) async fn begin(
        &mut self,
        change: Statement,
        reads: &[Statement],
    ) -> Result<(Vec<Row>, Vec<Vec<Row>>), StoreError> {
        match self {
            Self::Sqlite(connection, db) => {
                let (sql, args) = numbered_through(std::iter::once(&change).chain(reads));
                let sql = format!("BEGIN IMMEDIATE; {}", sql.join("; "));
                db.left_open(true);
                let mut answers =
                    rows_of_each_of(connection, &sql, &args).await?.into_iter().skip(1);
                let changed = answers.next().unwrap_or_default();
                Ok((changed, answers.collect()))
            }
            Self::Postgres(tx) => {
                let changed = tx.rows(&change.sql, &change.args).await?;
                Ok((changed, tx.rows_of_each(reads).await?))
            }
        }
    }

    /// Rows of each of several statements that only read.
    pub(crate) async fn rows_of_each(
        &mut self,
        reads: &[Statement],
    ) -> Result<Vec<Vec<Row>>, StoreError> {
        match self {
            Self::Sqlite(connection, _) => {
                let (sql, args) = numbered_through(reads);
                rows_of_each_of(connection, &sql.join("; "), &args).await
            }
            Self::Postgres(tx) => tx.rows_of_each(reads).await,
        }
    }

    /// Makes several changes of different tables, of which none sees what another does and which
    /// have their values in common, and commits.
    pub(crate) async fn finish(self, changes: &[String], args: &[Value]) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(mut connection, db) => {
                let sql = format!("{}; COMMIT", changes.join("; "));
                let connection = connection.acquire().await?;
                let mut answers = connection.fetch_many(bound!(sql, args, true));
                while answers.try_next().await?.is_some() {}
                db.left_open(false);
                Ok(())
            }
            Self::Postgres(mut tx) => {
                if let Some((last, others)) = changes.split_last() {
                    let others = others.iter().enumerate();
                    let others = others.map(|(at, sql)| format!("c{at} AS ({sql})"));
                    let others = others.collect::<Vec<_>>().join(", ");
                    let with = if others.is_empty() { "" } else { "WITH " };
                    tx.execute(&format!("{with}{others} {last}"), args).await?;
                }
                tx.commit_after_change().await
            }
        }
    }
}

impl Db {
    fn left_open(&self, is_open: bool) {
        if let Self::Sqlite { left_open, .. } = self {
            left_open.set(is_open);
        }
    }
}
