//! What is read on PostgreSQL without a transaction, and written by one statement that is a transaction
//! of its own, on one connection.

use sqlx::pool::PoolConnection;
use sqlx::postgres::Postgres;

use super::several::{Statement, answers, gathered, numbered_through};
use super::value::{Row, Value, run};
use super::{Db, is_dead};
use crate::error::StoreError;

pub(crate) struct Unheld {
    db: Db,
    /// Once it was asked for something.
    connection: Option<PoolConnection<Postgres>>,
    /// The `xmin` of the row that decides, as it was read first.
    version: String,
    /// How many errands have read: each sees another moment.
    reads: u32,
}

impl Unheld {
    pub(super) const fn new(db: Db) -> Self {
        Self { db, connection: None, version: String::new(), reads: 0 }
    }

    pub(super) const fn db(&self) -> &Db {
        &self.db
    }

    pub(super) fn version(&self) -> &str {
        &self.version
    }

    pub(super) const fn has_read_twice(&self) -> bool {
        self.reads > 1
    }

    pub(super) fn keep_version_of(&mut self, rows: &[Row]) -> Result<(), StoreError> {
        if let Some(row) = rows.first() {
            self.version = row.text("version")?;
        }
        Ok(())
    }

    /// Rows of each of several statements that only read, as they are at one moment.
    pub(super) async fn rows_of_each(
        &mut self,
        reads: &[Statement],
    ) -> Result<Vec<Vec<Row>>, StoreError> {
        self.reads += 1;
        let (sql, args) = numbered_through(reads);
        let sql = gathered(&sql);
        let mut tries = 0;
        let rows = loop {
            let answer = self.ask(&sql, &args).await;
            tries += 1;
            match answer {
                Err(error) if is_dead(&error) && tries < self.db.most_tries() => {
                    self.connection = None;
                }
                answer => break answer?,
            }
        };
        answers(&rows)
    }

    /// Rows of a statement that writes, once it is on the disk.
    pub(super) async fn change(
        mut self,
        sql: &str,
        args: &[Value],
    ) -> Result<Vec<Row>, StoreError> {
        let rows = self.ask(sql, args).await?;
        self.db.note_change();
        Ok(rows)
    }

    async fn ask(&mut self, sql: &str, args: &[Value]) -> Result<Vec<Row>, sqlx::Error> {
        let connection = match &mut self.connection {
            Some(connection) => connection,
            none => none.insert(self.db.connection().await?),
        };
        let rows = run!(sql, args, true, &mut **connection, fetch_all)?;
        Ok(rows.into_iter().map(Row::Postgres).collect())
    }
}
