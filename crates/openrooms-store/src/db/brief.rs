//! Transactions that take few errands to the database: what books rooms waits for each of them.
//!
//! On SQLite they are done next to its connection, on the thread that has it. PostgreSQL is asked over
//! the network, and there are two ways. [`Hold::Row`] takes five errands: it begins, holds a row,
//! reads, writes and commits. [`Hold::Nothing`] takes two, one that reads, and one that writes and
//! commits if the row is still the one that was read: every change of an organisation makes its row
//! anew, so that its `xmin`, the number of the transaction that wrote it, proves that nothing was
//! changed.

use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::dialect::HELD;
use super::several::{Statement, numbered_through};
use super::unheld::Unheld;
use super::value::{Row, Value};
use super::writer::{Errands, Writer, WriterTurn};
use super::{Db, Tx};
use crate::error::StoreError;

/// What keeps others from changing what was read, on PostgreSQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// Nothing does: whether somebody did is seen at the end, and then nothing is written.
    Nothing,
    /// The organisation's row is held from the beginning.
    Row,
}

/// The turn to make such a transaction, which has not begun.
pub(crate) enum BriefTurn {
    Sqlite(WriterTurn, Arc<Writer>, Db),
    Postgres(Tx),
    Unheld(Db),
}

/// A transaction that begins with its first statement. Dropped before it has ended, it leaves
/// nothing.
pub(crate) enum Brief {
    Sqlite(Errands, Db),
    Postgres(Tx),
    Unheld(Unheld),
}

/// A row that a transaction holds, or else whose version it looks at.
pub(crate) struct Keeping {
    /// Holds it and changes it, with `$1` and `$2`.
    pub(crate) hold: &'static str,
    /// Gives what `hold` gives, with `$1`, `$2` and the row's `version`.
    pub(crate) look: &'static str,
    /// Changes the row with `$1` and `$2` if its version is `$3`.
    pub(crate) hold_unchanged: &'static str,
    /// `$1` and `$2`.
    pub(crate) args: [Value; 2],
}

impl Keeping {
    fn statement(&self, sql: &'static str) -> Statement {
        Statement { sql: sql.into(), args: self.args.to_vec() }
    }
}

impl Db {
    /// Waits for its turn to write, on SQLite; nothing is read or written yet.
    pub(crate) async fn brief(&self, hold: Hold) -> Result<BriefTurn, StoreError> {
        match (self, hold) {
            (Self::Sqlite { writer, .. }, _) => {
                let turn = writer.turn().await?;
                Ok(BriefTurn::Sqlite(turn, Arc::clone(writer), Self::clone(self)))
            }
            (Self::Postgres { .. }, Hold::Row) => {
                Ok(BriefTurn::Postgres(Box::pin(self.begin()).await?))
            }
            (Self::Postgres { .. }, Hold::Nothing) => Ok(BriefTurn::Unheld(Self::clone(self))),
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
            Self::Unheld(db) => Ok(Box::pin(work(Brief::Unheld(Unheld::new(db)))).await),
        }
    }
}

impl Brief {
    pub(crate) const fn db(&self) -> &Db {
        match self {
            Self::Sqlite(_, db) => db,
            Self::Postgres(tx) => tx.db(),
            Self::Unheld(unheld) => unheld.db(),
        }
    }

    /// Whether one errand more costs next to nothing.
    pub(crate) const fn is_near(&self) -> bool {
        matches!(self, Self::Sqlite(..))
    }

    /// Begins with a row that is kept, and then reads: the row, and those of each that reads.
    pub(crate) async fn begin(
        &mut self,
        keeping: &Keeping,
        mut reads: Vec<Statement>,
    ) -> Result<(Vec<Row>, Vec<Vec<Row>>), StoreError> {
        let held = |mut answers: Vec<Vec<Row>>| (answers.remove(0), answers);
        match self {
            Self::Sqlite(errands, _) => {
                reads.insert(0, keeping.statement(keeping.hold));
                Ok(held(errands.rows_of_each(&reads)?))
            }
            Self::Postgres(tx) => {
                let changed = tx.rows(keeping.hold, &keeping.args).await?;
                Ok((changed, tx.rows_of_each(&reads).await?))
            }
            Self::Unheld(unheld) => {
                reads.insert(0, keeping.statement(keeping.look));
                let (row, answers) = held(unheld.rows_of_each(&reads).await?);
                unheld.keep_version_of(&row)?;
                Ok((row, answers))
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
            Self::Unheld(unheld) => unheld.rows_of_each(&reads).await,
        }
    }

    /// Ends where nothing is to be written. False where what was read may be of several moments.
    pub(crate) fn leave(self) -> bool {
        !matches!(self, Self::Unheld(unheld) if unheld.has_read_twice())
    }

    /// Makes several changes of different tables, of which none sees what another does, and commits.
    /// False where somebody else changed the row that is kept, and nothing was written.
    pub(crate) async fn finish(
        self,
        keeping: &Keeping,
        changes: Vec<Change>,
    ) -> Result<bool, StoreError> {
        match self {
            Self::Sqlite(errands, _) => errands.finish(&changes).map(|()| true),
            Self::Postgres(mut tx) => {
                let held = Statement { sql: "SELECT 1".into(), args: Vec::new() };
                let (sql, args) = while_held(held, &changes);
                tx.rows(&sql, &args).await?;
                tx.commit_after_change().await?;
                Ok(true)
            }
            Self::Unheld(unheld) => {
                let mut held = keeping.statement(keeping.hold_unchanged);
                held.args.push(unheld.version().into());
                let (sql, args) = while_held(held, &changes);
                let rows = unheld.change(&sql, &args).await?;
                Ok(rows.first().map_or(Ok(0), |row| row.int("held"))? > 0)
            }
        }
    }
}

/// One statement that makes all changes where `held` gives a row; it says whether it did.
fn while_held(held: Statement, changes: &[Change]) -> (String, Vec<Value>) {
    let statements: Vec<_> =
        std::iter::once(held).chain(changes.iter().map(Change::listed)).collect();
    let (sql, args) = numbered_through(&statements);
    let parts = sql.iter().enumerate().map(|(at, sql)| match at {
        0 => format!("{HELD} AS ({sql})"),
        _ => format!("c{at} AS ({sql})"),
    });
    let parts = parts.collect::<Vec<_>>().join(", ");
    (format!("WITH {parts} SELECT count(*) AS held FROM {HELD}"), args)
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
