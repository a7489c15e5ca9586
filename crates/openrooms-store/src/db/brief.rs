//! Transactions that take few errands to the database: what books rooms waits for each of them.
//!
//! On SQLite two: one begins and reads, one writes and commits. On PostgreSQL, which is asked over
//! the network, five: it begins, changes, reads, writes and commits.

use super::several::Statement;
use super::value::{Row, Value};
use super::writer::Errands;
use super::{Db, Tx};
use crate::error::StoreError;

/// A transaction that begins with its first statement. Dropped before it has ended, it leaves
/// nothing.
pub(crate) enum Brief {
    Sqlite(Errands, Db),
    Postgres(Tx),
}

impl Db {
    /// Waits for its turn to write, on SQLite; nothing is read or written yet.
    pub(crate) async fn brief(&self) -> Result<Brief, StoreError> {
        match self {
            Self::Sqlite { writer, .. } => {
                Ok(Brief::Sqlite(writer.errands().await?, Self::clone(self)))
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
        reads: Vec<Statement>,
    ) -> Result<(Vec<Row>, Vec<Vec<Row>>), StoreError> {
        match self {
            Self::Sqlite(errands, _) => {
                let all = std::iter::once(change).chain(reads).collect();
                let mut answers = errands.rows_of_each(all).await?.into_iter();
                let changed = answers.next().unwrap_or_default();
                Ok((changed, answers.collect()))
            }
            Self::Postgres(tx) => {
                let changed = tx.rows(&change.sql, &change.args).await?;
                Ok((changed, tx.rows_of_each(&reads).await?))
            }
        }
    }

    /// Rows of each of several statements that only read.
    pub(crate) async fn rows_of_each(
        &mut self,
        reads: Vec<Statement>,
    ) -> Result<Vec<Vec<Row>>, StoreError> {
        match self {
            Self::Sqlite(errands, _) => errands.rows_of_each(reads).await,
            Self::Postgres(tx) => tx.rows_of_each(&reads).await,
        }
    }

    /// Makes several changes of different tables, of which none sees what another does and which
    /// have their values in common, and commits.
    pub(crate) async fn finish(
        self,
        changes: Vec<String>,
        args: Vec<Value>,
    ) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(errands, _) => errands.finish(changes, args).await,
            Self::Postgres(mut tx) => {
                if let Some((last, others)) = changes.split_last() {
                    let others = others.iter().enumerate();
                    let others = others.map(|(at, sql)| format!("c{at} AS ({sql})"));
                    let others = others.collect::<Vec<_>>().join(", ");
                    let with = if others.is_empty() { "" } else { "WITH " };
                    tx.execute(&format!("{with}{others} {last}"), &args).await?;
                }
                tx.commit_after_change().await
            }
        }
    }
}
