//! The two databases. Everything in which they differ is a `match` in this folder: here how they are
//! opened, asked and begun, in `dialect` their words, in `tx` transactions, in `brief` those that are
//! in a hurry, in `writer` whose turn it is to write to SQLite, in `growth` what PostgreSQL knows of its
//! tables.

mod brief;
mod dialect;
mod growth;
mod several;
#[cfg(test)]
mod tests;
mod tx;
mod unheld;
mod value;
mod writer;

use std::sync::Arc;
use std::time::Duration;

use serde::de::DeserializeOwned;
use sqlx::Connection as _;
use sqlx::pool::{PoolConnection, PoolOptions};
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPool, Postgres};
use sqlx::sqlite::{
    Sqlite, SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool,
    SqliteSynchronous,
};

pub use self::brief::Hold;
pub(crate) use self::brief::{Brief, BriefTurn, Change, Keeping};
pub(crate) use self::dialect::OfEach;
use self::growth::Growth;
pub(crate) use self::several::Statement;
pub(crate) use self::tx::Tx;
use self::value::run;
pub(crate) use self::value::{Row, Value, args, values};
use self::writer::Writer;
use crate::error::{OpenError, StoreError};

/// What saves on PostgreSQL hold alone, and changes of one organisation together: "opensave" in
/// ASCII.
const SAVE_LOCK: i64 = 0x6f70_656e_7361_7665;
/// How long a statement waits for a connection of the pool.
const ACQUIRE: Duration = Duration::from_secs(2);
/// How long SQLite waits for another writer: an import holds the file for seconds.
const BUSY: Duration = Duration::from_secs(20);
/// How many pages of 4 KiB SQLite's log has when it is taken over into the file, which who writes waits
/// for: the fewer, the more often are the same pages written; the more, the longer is that one wait.
/// docs/BENCHMARKS.md has what 64 clients booked with SQLite's own 1,000, and with these.
const LOG_PAGES: u16 = 4_000;
/// How long is waited before SQLite is asked once more.
const BETWEEN_TRIES: Duration = Duration::from_millis(20);

/// Where a question is put: to the database as it is now, or inside a transaction.
pub(crate) trait Ask: Send {
    fn db(&self) -> &Db;

    fn rows(
        &mut self,
        sql: &str,
        args: &[Value],
    ) -> impl Future<Output = Result<Vec<Row>, StoreError>> + Send;
}

impl Ask for &Db {
    fn db(&self) -> &Db {
        self
    }

    async fn rows(&mut self, sql: &str, args: &[Value]) -> Result<Vec<Row>, StoreError> {
        Db::rows(self, sql, args).await
    }
}

impl Ask for Tx {
    fn db(&self) -> &Db {
        Self::db(self)
    }

    async fn rows(&mut self, sql: &str, args: &[Value]) -> Result<Vec<Row>, StoreError> {
        Self::rows(self, sql, args).await
    }
}

#[derive(Clone)]
pub(crate) enum Db {
    Sqlite {
        /// One connection: SQLite has one writer. Whoever wants it has the turn.
        write: SqlitePool,
        read: SqlitePool,
        feed: SqlitePool,
        writer: Arc<Writer>,
    },
    Postgres {
        pool: PgPool,
        /// A connection of its own, so that a busy pool never makes the feed late.
        feed: PgPool,
        growth: Growth,
    },
}

/// Whose connection is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    Requests,
    Feed,
}

impl Line {
    const fn of<'a, P>(self, requests: &'a P, feed: &'a P) -> &'a P {
        match self {
            Self::Requests => requests,
            Self::Feed => feed,
        }
    }
}

/// What a transaction is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Writing,
    Reading,
}

impl Db {
    pub(crate) async fn open_sqlite(
        file: &std::path::Path,
        readers: u32,
    ) -> Result<Self, OpenError> {
        let begun = tokio::time::Instant::now();
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .pragma("wal_autocheckpoint", LOG_PAGES.to_string())
            .busy_timeout(BUSY);
        let pool = |count| {
            PoolOptions::<Sqlite>::new()
                .max_connections(count)
                .acquire_timeout(BUSY)
                .idle_timeout(None)
                .max_lifetime(None)
                .test_before_acquire(false)
                .after_release(|connection, _| Box::pin(is_outside(connection)))
        };
        let unreachable =
            |error: sqlx::Error| OpenError::Unreachable(format!("{}: {error}", file.display()));
        let write = loop {
            match pool(1).connect_with(options.clone()).await {
                // Another process turns the new file to its log: SQLite does not wait for that.
                Err(error) if is_busy(&error) && begun.elapsed() < BUSY => {
                    tokio::time::sleep(BETWEEN_TRIES).await;
                }
                connected => break connected.map_err(unreachable)?,
            }
        };
        // A reader may find the log's index to be rebuilt, so it is opened writable and then told
        // that it only asks.
        let reading = options.pragma("query_only", "1");
        let read = pool(readers.max(1)).connect_lazy_with(reading.clone());
        let feed = pool(1).connect_lazy_with(reading);
        let writer = Arc::new(Writer::new(file.to_owned()));
        Ok(Self::Sqlite { write, read, feed, writer })
    }

    pub(crate) async fn open_postgres(
        options: PgConnectOptions,
        connections: u32,
        statement_timeout: Duration,
    ) -> Result<Self, OpenError> {
        let options = options
            .application_name("openrooms")
            .options([("statement_timeout", statement_timeout.as_millis().to_string())]);
        let pool = |count| {
            PoolOptions::<Postgres>::new()
                .max_connections(count)
                .acquire_timeout(ACQUIRE)
                .test_before_acquire(false)
        };
        let main = pool(connections.max(1));
        let main = main.acquire_timeout(Duration::from_secs(5)).connect_with(options.clone()).await;
        let main = match main {
            // Refused again and again. The pool keeps to itself why: ask once more without it.
            Err(sqlx::Error::PoolTimedOut) => {
                let once = PgConnection::connect_with(&options);
                let cause = match tokio::time::timeout(ACQUIRE, once).await {
                    Ok(Err(cause)) => cause,
                    Ok(Ok(_)) | Err(_) => sqlx::Error::PoolTimedOut,
                };
                Err(cause)
            }
            main => main,
        };
        let main = main.map_err(|error| OpenError::Unreachable(error.to_string()))?;
        let feed = pool(1).connect_lazy_with(options);
        Ok(Self::Postgres { pool: main, feed, growth: Growth::default() })
    }

    /// Counts a change that was committed.
    fn note_change(&self) {
        if let Self::Postgres { pool, growth, .. } = self {
            growth.note(pool);
        }
    }

    /// Rows of one statement outside a transaction: for reads.
    pub(crate) async fn rows(&self, sql: &str, args: &[Value]) -> Result<Vec<Row>, StoreError> {
        self.rows_on(Line::Requests, sql, args).await
    }

    /// The rows of a read outside a transaction, handed over as one value: row by row many cost more than
    /// to find them. `columns` are names that the query gives, in the order in which `T` has them.
    pub(crate) async fn records<T: DeserializeOwned>(
        &self,
        columns: &str,
        query: &str,
        args: &[Value],
    ) -> Result<Vec<T>, StoreError> {
        let sql = format!("SELECT {} AS records", self.json_rows_of(columns, query));
        let rows = self.rows(&sql, args).await?;
        let records = rows.first().map(|row| row.text("records")).transpose()?;
        serde_json::from_str(records.as_deref().unwrap_or("[]")).map_err(|error| {
            StoreError::Undecodable { column: "records", cause: error.to_string() }
        })
    }

    /// The same as [`rows`](Self::rows) on the feed's own connection.
    pub(crate) async fn feed_rows(
        &self,
        sql: &str,
        args: &[Value],
    ) -> Result<Vec<Row>, StoreError> {
        self.rows_on(Line::Feed, sql, args).await
    }

    async fn rows_on(&self, line: Line, sql: &str, args: &[Value]) -> Result<Vec<Row>, StoreError> {
        let mut tries = 0;
        loop {
            let answer = match self {
                Self::Sqlite { read, feed, .. } => {
                    let pool = line.of(read, feed);
                    run!(sql, args, true, pool, fetch_all)
                        .map(|rows| rows.into_iter().map(Row::Sqlite).collect())
                }
                Self::Postgres { pool, feed, .. } => {
                    let pool = line.of(pool, feed);
                    run!(sql, args, true, pool, fetch_all)
                        .map(|rows| rows.into_iter().map(Row::Postgres).collect())
                }
            };
            tries += 1;
            match answer {
                Err(error) if is_dead(&error) && tries < self.most_tries() => {}
                answer => return Ok(answer?),
            }
        }
    }

    /// How often a statement outside a transaction is tried on another connection, where the one
    /// that it got turns out to be dead: connections are not probed before use, which would cost a
    /// round trip on each read. After a restart of the server all of them are.
    fn most_tries(&self) -> u32 {
        match self {
            Self::Sqlite { .. } => 1,
            Self::Postgres { pool, .. } => pool.options().get_max_connections() + 1,
        }
    }

    /// A connection to PostgreSQL.
    async fn connection(&self) -> Result<PoolConnection<Postgres>, sqlx::Error> {
        match self {
            Self::Sqlite { .. } => unreachable!("SQLite has a thread for those in a hurry"),
            Self::Postgres { pool, .. } => pool.acquire().await,
        }
    }

    /// Begins a transaction that writes.
    pub(crate) async fn begin(&self) -> Result<Tx, StoreError> {
        self.begin_for(Purpose::Writing).await
    }

    /// Begins a transaction that only reads, however long it takes, and sees one state throughout:
    /// that of its beginning.
    pub(crate) async fn begin_reading(&self) -> Result<Tx, StoreError> {
        let mut tx = self.begin_for(Purpose::Reading).await?;
        if let Self::Postgres { .. } = self {
            tx.execute("SET LOCAL statement_timeout = 0", &[]).await?;
        }
        // The first statement that reads a table is the moment.
        tx.rows("SELECT head FROM feed WHERE id = 1", &[]).await?;
        Ok(tx)
    }

    async fn begin_for(&self, purpose: Purpose) -> Result<Tx, StoreError> {
        let mut tries = 0;
        loop {
            let begun = match (self, purpose) {
                (Self::Sqlite { write, writer, .. }, Purpose::Writing) => {
                    let turn = writer.turn().await?;
                    let begun = write.begin_with("BEGIN IMMEDIATE").await;
                    begun.map(|tx| Tx::Sqlite(tx, Self::clone(self), Some(turn)))
                }
                (Self::Sqlite { read, .. }, Purpose::Reading) => {
                    read.begin().await.map(|tx| Tx::Sqlite(tx, Self::clone(self), None))
                }
                (Self::Postgres { pool, .. }, purpose) => {
                    let how = match purpose {
                        Purpose::Writing => "BEGIN",
                        Purpose::Reading => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
                    };
                    pool.begin_with(how).await.map(|tx| Tx::Postgres(tx, Self::clone(self)))
                }
            };
            tries += 1;
            match begun {
                Err(error) if is_dead(&error) && tries < self.most_tries() => {}
                begun => return Ok(begun?),
            }
        }
    }

    /// Makes the schema's migrations wait for each other, and begins.
    pub(crate) async fn begin_migration(&self) -> Result<Tx, StoreError> {
        let mut tx = self.begin().await?;
        if let Self::Postgres { .. } = self {
            // Any number that nobody else takes: "openroom" in ASCII.
            tx.execute("SET LOCAL statement_timeout = 0", &[]).await?;
            tx.rows("SELECT pg_advisory_xact_lock($1)", &args![0x6f70_656e_726f_6f6d_i64]).await?;
        }
        Ok(tx)
    }

    /// Begins a save of whole organisations, which may take its time. Saves wait for each other
    /// and for changes over the wire: each writes what differs from what it found.
    pub(crate) async fn begin_save(&self) -> Result<Tx, StoreError> {
        let mut tx = self.begin().await?;
        if let Self::Postgres { .. } = self {
            tx.execute("SET LOCAL statement_timeout = 0", &[]).await?;
            tx.rows("SELECT pg_advisory_xact_lock($1)", &args![SAVE_LOCK]).await?;
        }
        Ok(tx)
    }

    /// Begins a change of one organisation, which waits for saves and not for its like.
    pub(crate) async fn begin_change(&self) -> Result<Tx, StoreError> {
        let mut tx = self.begin().await?;
        if let Self::Postgres { .. } = self {
            tx.rows("SELECT pg_advisory_xact_lock_shared($1)", &args![SAVE_LOCK]).await?;
        }
        Ok(tx)
    }

    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite { write, read, feed, writer } => {
                feed.close().await;
                read.close().await;
                writer.close().await;
                write.close().await;
            }
            Self::Postgres { pool, feed, .. } => {
                feed.close().await;
                pool.close().await;
            }
        }
    }
}

/// Whether a connection to SQLite is outside of every transaction, and so good for another: one that
/// is not is closed, and another opened in its place. Where the disk is full or fails, SQLite itself
/// ends the transaction; the driver's rollback then finds none, and counts it as open for good.
async fn is_outside(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    if connection.is_in_transaction() {
        // The rollback of a transaction that was dropped may be under way: this comes behind it.
        connection.ping().await?;
    }
    Ok(!connection.is_in_transaction())
}

/// Whether SQLite says that somebody else has the file.
fn is_busy(error: &sqlx::Error) -> bool {
    const BUSY_CODES: [&str; 3] = ["5", "261", "517"];
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    code.is_some_and(|code| BUSY_CODES.contains(&&*code))
}

fn is_dead(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(error) => error.kind() != std::io::ErrorKind::ConnectionRefused,
        // The server ended this connection. 57P01: by an operator's word, or to stop; 57P05: it was
        // idle for longer than the operator allows.
        sqlx::Error::Database(refusal) => {
            refusal.code().is_some_and(|code| matches!(&*code, "57P01" | "57P05"))
        }
        _ => false,
    }
}
