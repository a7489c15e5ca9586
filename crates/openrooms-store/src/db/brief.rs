//! Transactions that take few errands to the database: what books rooms waits for each of them.
//!
//! On SQLite they are done next to its connection, on the thread that has it. On PostgreSQL, which is
//! asked over the network, five errands: it begins, changes, reads, writes and commits.

use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::several::{Statement, numbered_through};
use super::value::{Row, Value};
use super::writer::{Errands, Writer, WriterTurn};
use super::{Db, Tx};
use crate::error::StoreError;

/// The turn to make such a transaction, which has not begun.
pub(crate) enum BriefTurn {
    Sqlite(WriterTurn, Arc<Writer>, Db),
    Postgres(Tx),
}

/// A transaction that begins with its first statement. Dropped before it has ended, it leaves
/// nothing.
pub(crate) enum Brief {
    Sqlite(Errands, Db),
    Postgres(Tx),
}

impl Db {
    /// Waits for its turn to write, on SQLite; nothing is read or written yet.
    pub(crate) async fn brief(&self) -> Result<BriefTurn, StoreError> {
        match self {
            Self::Sqlite { writer, .. } => {
                let turn = writer.turn().await?;
                Ok(BriefTurn::Sqlite(turn, Arc::clone(writer), Self::clone(self)))
            }
            Self::Postgres { .. } => Ok(BriefTurn::Postgres(Box::pin(self.begin()).await?)),
        }
    }
}

impl BriefTurn {
    /// Does some work with the transaction. On SQLite it goes on where nobody waits for it any more,
    /// and may not wait for anything but the transaction: all who write wait for it.
    pub(crate) async fn work<W, F>(self, work: W) -> Result<F::Output, StoreError>
    where
        W: FnOnce(Brief) -> F + Send + 'static,
        F: Future<Output: Send + 'static> + Send + 'static,
    {
        match self {
            Self::Sqlite(turn, writer, db) => {
                writer.work(turn, |errands| work(Brief::Sqlite(errands, db))).await
            }
            // Boxed as it is on SQLite: who waits carries it along.
            Self::Postgres(tx) => Ok(Box::pin(work(Brief::Postgres(tx))).await),
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
                let all: Vec<_> = std::iter::once(change).chain(reads).collect();
                let mut answers = errands.rows_of_each(&all)?.into_iter();
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
            Self::Sqlite(errands, _) => errands.rows_of_each(&reads),
            Self::Postgres(tx) => tx.rows_of_each(&reads).await,
        }
    }

    /// Makes several changes of different tables, of which none sees what another does, and commits.
    pub(crate) async fn finish(self, changes: Vec<Change>) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(errands, _) => errands.finish(&changes),
            Self::Postgres(mut tx) => {
                let statements: Vec<_> = changes.iter().map(Change::listed).collect();
                let (sql, args) = numbered_through(&statements);
                if let Some((last, others)) = sql.split_last() {
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

/// Rows that one statement writes.
pub(crate) struct Change {
    /// As [`Db::each_or_listed`] gives it.
    pub(crate) sql: &'static str,
    pub(crate) rows: Vec<Vec<Value>>,
}

impl Change {
    /// The rows as one value, so that the statement is the same however many they are.
    fn listed(&self) -> Statement {
        let rows = self.rows.iter().map(|row| row.iter().map(to_json).collect::<Json>());
        let rows = Json::Array(rows.collect()).to_string();
        Statement { sql: self.sql.into(), args: vec![rows.into()] }
    }
}

fn to_json(value: &Value) -> Json {
    match value {
        Value::Text(text) => json!(text),
        Value::Int(number) => json!(number),
        Value::Bool(flag) => json!(flag),
    }
}
