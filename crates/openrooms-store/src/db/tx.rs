//! Transactions.

use std::fmt::Write as _;

use sqlx::Transaction;
use sqlx::postgres::Postgres;
use sqlx::sqlite::Sqlite;

use super::Db;
use super::dialect::Mark;
use super::value::{Row, Value, run};
use super::writer::WriterTurn;
use crate::error::StoreError;

/// Whether the connection keeps a statement prepared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Text {
    /// It comes again.
    Kept,
    /// Its length is of this once.
    Passing,
}

/// A transaction; dropped without a commit, it leaves nothing.
pub(crate) enum Tx {
    /// One that writes has the turn, until it has ended.
    Sqlite(Transaction<'static, Sqlite>, Db, Option<WriterTurn>),
    Postgres(Transaction<'static, Postgres>, Db),
}

impl Tx {
    pub(crate) const fn db(&self) -> &Db {
        match self {
            Self::Sqlite(_, db, _) | Self::Postgres(_, db) => db,
        }
    }

    pub(crate) async fn rows(&mut self, sql: &str, args: &[Value]) -> Result<Vec<Row>, StoreError> {
        Ok(match self {
            Self::Sqlite(tx, ..) => {
                run!(sql, args, true, &mut **tx, fetch_all)?.into_iter().map(Row::Sqlite).collect()
            }
            Self::Postgres(tx, _) => run!(sql, args, true, &mut **tx, fetch_all)?
                .into_iter()
                .map(Row::Postgres)
                .collect(),
        })
    }

    /// Runs a statement; says how many rows it changed.
    pub(crate) async fn execute(&mut self, sql: &str, args: &[Value]) -> Result<u64, StoreError> {
        self.execute_as(Text::Kept, sql, args).await
    }

    async fn execute_as(
        &mut self,
        text: Text,
        sql: &str,
        args: &[Value],
    ) -> Result<u64, StoreError> {
        let keep = text == Text::Kept;
        Ok(match self {
            Self::Sqlite(tx, ..) => run!(sql, args, keep, &mut **tx, execute)?.rows_affected(),
            Self::Postgres(tx, _) => run!(sql, args, keep, &mut **tx, execute)?.rows_affected(),
        })
    }

    /// Holds an organisation to the transaction's end, and makes its row anew, by which those see
    /// that it changed who do not hold it. False where there is no such organisation.
    pub(crate) async fn touch(&mut self, corp: &str) -> Result<bool, StoreError> {
        let sql = "UPDATE organisations SET name = name WHERE corp_id = $1";
        Ok(self.execute(sql, &[corp.into()]).await? > 0)
    }

    /// Runs several statements without values.
    pub(crate) async fn script(&mut self, sql: &'static str) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(tx, ..) => _ = sqlx::raw_sql(sql).execute(&mut **tx).await?,
            Self::Postgres(tx, _) => _ = sqlx::raw_sql(sql).execute(&mut **tx).await?,
        }
        Ok(())
    }

    /// Inserts rows, as many a statement as it may carry. `insert` is `INSERT INTO t (a, b)`.
    pub(crate) async fn insert_rows(
        &mut self,
        insert: &str,
        rows: &[Vec<Value>],
    ) -> Result<(), StoreError> {
        self.upsert_rows(insert, rows, "").await?;
        Ok(())
    }

    /// The same, with what is to be done `on_conflict` with a row that is there. Says how many rows
    /// it wrote.
    pub(crate) async fn upsert_rows(
        &mut self,
        insert: &str,
        rows: &[Vec<Value>],
        on_conflict: &str,
    ) -> Result<u64, StoreError> {
        let Some(width) = rows.first().map(Vec::len) else {
            return Ok(0);
        };
        let mut written = 0;
        let chunk = (self.db().most_values() / width).clamp(1, 500);
        let mark = self.db().mark();
        for rows in rows.chunks(chunk) {
            let mut sql = format!("{insert} VALUES ");
            let mut at = 0;
            for (row, values) in rows.iter().enumerate() {
                debug_assert_eq!(values.len(), width, "a row of another width");
                sql.push_str(if row == 0 { "(" } else { ", (" });
                for column in 0..width {
                    at += 1;
                    let comma = if column == 0 { "" } else { ", " };
                    let _ = match mark {
                        Mark::Nameless => write!(sql, "{comma}?"),
                        Mark::Numbered => write!(sql, "{comma}${at}"),
                    };
                }
                sql.push(')');
            }
            sql.push(' ');
            sql.push_str(on_conflict);
            let values: Vec<_> = rows.iter().flatten().cloned().collect();
            let text = if rows.len() == chunk { Text::Kept } else { Text::Passing };
            written += self.execute_as(text, &sql, &values).await?;
        }
        Ok(written)
    }

    /// Deletes the rows of `table` in organisation `corp` whose `column` is one of `ids`.
    pub(crate) async fn delete_rows(
        &mut self,
        table: &str,
        corp: &str,
        column: &str,
        ids: &[Value],
    ) -> Result<(), StoreError> {
        for ids in ids.chunks(500) {
            let marks: Vec<_> = (2..ids.len() + 2).map(|at| format!("${at}")).collect();
            let sql = format!(
                "DELETE FROM {table} WHERE corp_id = $1 AND {column} IN ({})",
                marks.join(", ")
            );
            let values: Vec<_> =
                std::iter::once(Value::from(corp)).chain(ids.iter().cloned()).collect();
            let text = if ids.len() == 500 { Text::Kept } else { Text::Passing };
            self.execute_as(text, &sql, &values).await?;
        }
        Ok(())
    }

    /// Commits a change whose last statement has just succeeded, so that PostgreSQL will not answer
    /// with a rollback (see [`Tx::commit_upkeep`]).
    pub(crate) async fn commit_after_change(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(tx, _, turn) => {
                tx.commit().await?;
                drop(turn);
            }
            Self::Postgres(tx, db) => {
                tx.commit().await?;
                db.note_change();
            }
        }
        Ok(())
    }

    /// Commits what is no change of anybody's: counting, forgetting what has ended, renewing. A
    /// change ends in [`Tx::commit_change`], which writes down who made it.
    pub(crate) async fn commit_upkeep(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(tx, _, turn) => {
                tx.commit().await?;
                drop(turn);
            }
            Self::Postgres(mut tx, db) => {
                // After a statement that failed, PostgreSQL answers COMMIT with a rollback and the
                // driver takes it for a success; this statement fails in its stead.
                sqlx::query("SELECT 1").execute(&mut *tx).await?;
                tx.commit().await?;
                db.note_change();
            }
        }
        Ok(())
    }
}
