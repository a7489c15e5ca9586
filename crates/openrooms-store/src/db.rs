//! The two databases. Everything in which they differ is a `match` in this file.

use std::fmt::Write as _;
use std::time::Duration;

use sqlx::pool::PoolOptions;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgPool, PgRow, Postgres};
use sqlx::sqlite::{
    Sqlite, SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqliteRow, SqliteSynchronous,
};
use sqlx::{AssertSqlSafe, Connection as _, Row as _, Transaction};

use crate::error::{OpenError, StoreError};

/// What saves on PostgreSQL hold alone, and changes of one organisation together: "opensave" in
/// ASCII.
const SAVE_LOCK: i64 = 0x6f70_656e_7361_7665;
/// How long a statement waits for a connection of the pool.
const ACQUIRE: Duration = Duration::from_secs(2);
/// How long SQLite waits for another writer: an import holds the file for seconds.
const BUSY: Duration = Duration::from_secs(20);
/// How long is waited before SQLite is asked once more.
const BETWEEN_TRIES: Duration = Duration::from_millis(20);

/// A value on its way into a statement.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Text(Option<String>),
    Int(Option<i64>),
    Bool(Option<bool>),
}

macro_rules! value_from {
    ($($from:ty, $variant:ident, $value:ident => $into:expr;)*) => {$(
        impl From<$from> for Value {
            fn from($value: $from) -> Self {
                Self::$variant($into)
            }
        }
    )*};
}
value_from! {
    &str, Text, v => Some(v.to_owned());
    String, Text, v => Some(v);
    &String, Text, v => Some(v.clone());
    Option<String>, Text, v => v;
    Option<&str>, Text, v => v.map(str::to_owned);
    &Option<String>, Text, v => v.clone();
    i64, Int, v => Some(v);
    i32, Int, v => Some(v.into());
    Option<i64>, Int, v => v;
    Option<i32>, Int, v => v.map(i64::from);
    Option<u32>, Int, v => v.map(i64::from);
    bool, Bool, v => Some(v);
    Option<bool>, Bool, v => v;
}

/// The values of a statement.
macro_rules! args {
    ($($value:expr),* $(,)?) => { [$($crate::db::Value::from($value)),*] };
}
pub(crate) use args;

/// The values of a row to be inserted.
macro_rules! values {
    ($($value:expr),* $(,)?) => { vec![$($crate::db::Value::from($value)),*] };
}
pub(crate) use values;

/// A row of either database.
pub(crate) enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

impl Row {
    /// The value of a column; what is not of its type is corrupt.
    pub(crate) fn get<'r, T>(&'r self, column: &'static str) -> Result<T, StoreError>
    where
        T: sqlx::Decode<'r, Sqlite>
            + sqlx::Type<Sqlite>
            + sqlx::Decode<'r, Postgres>
            + sqlx::Type<Postgres>,
    {
        let value = match self {
            Self::Sqlite(row) => row.try_get(column),
            Self::Postgres(row) => row.try_get(column),
        };
        value.map_err(|error| StoreError::Undecodable { column, cause: error.to_string() })
    }

    pub(crate) fn text(&self, column: &'static str) -> Result<String, StoreError> {
        self.get(column)
    }

    pub(crate) fn int(&self, column: &'static str) -> Result<i64, StoreError> {
        self.get(column)
    }
}

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
        /// One connection: SQLite has one writer.
        write: SqlitePool,
        read: SqlitePool,
        feed: SqlitePool,
    },
    Postgres {
        pool: PgPool,
        /// A connection of its own, so that a busy pool never makes the feed late.
        feed: PgPool,
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

/// Whether the connection keeps a statement prepared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Text {
    /// It comes again.
    Kept,
    /// Its length is of this once.
    Passing,
}

/// How the place of a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// `?`
    Nameless,
    /// `$1`
    Numbered,
}

/// What a transaction is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Writing,
    Reading,
}

/// Binds `$args` to `$sql` and runs `$method` on `$on`.
macro_rules! run {
    ($sql:expr, $args:expr, $persistent:expr, $on:expr, $method:ident) => {{
        let mut query = sqlx::query(AssertSqlSafe($sql.to_owned())).persistent($persistent);
        for value in $args {
            query = match value.clone() {
                Value::Text(value) => query.bind(value),
                Value::Int(value) => query.bind(value),
                Value::Bool(value) => query.bind(value),
            };
        }
        query.$method($on).await
    }};
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
            .busy_timeout(BUSY);
        let pool = |count| {
            PoolOptions::<Sqlite>::new()
                .max_connections(count)
                .acquire_timeout(BUSY)
                .idle_timeout(None)
                .max_lifetime(None)
                .test_before_acquire(false)
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
        Ok(Self::Sqlite { write, read, feed })
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
        Ok(Self::Postgres { pool: main, feed: pool(1).connect_lazy_with(options) })
    }

    /// Rows of one statement outside a transaction: for reads.
    pub(crate) async fn rows(&self, sql: &str, args: &[Value]) -> Result<Vec<Row>, StoreError> {
        self.rows_on(Line::Requests, sql, args).await
    }

    /// The same on the feed's own connection.
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
                Self::Postgres { pool, feed } => {
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
                (Self::Sqlite { write, .. }, Purpose::Writing) => write
                    .begin_with("BEGIN IMMEDIATE")
                    .await
                    .map(|tx| Tx::Sqlite(tx, Self::clone(self))),
                (Self::Sqlite { read, .. }, Purpose::Reading) => {
                    read.begin().await.map(|tx| Tx::Sqlite(tx, Self::clone(self)))
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

    /// The name that migration files of this database alone carry.
    pub(crate) const fn dialect(&self) -> &'static str {
        match self {
            Self::Sqlite { .. } => "sqlite",
            Self::Postgres { .. } => "postgres",
        }
    }

    /// An expression that gathers `columns` of the rows of `from` into JSON text `[[..], ..]`, in
    /// `order`.
    pub(crate) fn json_rows(&self, columns: &str, from: &str, order: &str) -> String {
        match self {
            Self::Sqlite { .. } => format!(
                "(SELECT json_group_array(json_array({columns})) FROM (SELECT * {from} ORDER BY {order}))"
            ),
            Self::Postgres { .. } => format!(
                "(SELECT CAST(coalesce(json_agg(json_build_array({columns}) ORDER BY {order}), '[]') AS TEXT) \
                 FROM (SELECT * {from}) AS gathered)"
            ),
        }
    }

    /// An expression that gathers the numbers in `column` of `query` into JSON text `[.., ..]`.
    pub(crate) fn json_numbers(&self, column: &str, query: &str) -> String {
        match self {
            Self::Sqlite { .. } => format!("(SELECT json_group_array({column}) FROM ({query}))"),
            Self::Postgres { .. } => format!(
                "(SELECT CAST(coalesce(json_agg({column}), '[]') AS TEXT) FROM ({query}) AS gathered)"
            ),
        }
    }

    /// The values of a JSON text `[.., ..]` as rows, for a join: `n.value`.
    pub(crate) fn values_of(&self, text: &str) -> String {
        match self {
            Self::Sqlite { .. } => format!("json_each({text}) AS n"),
            Self::Postgres { .. } => {
                format!("json_array_elements_text(CAST({text} AS JSON)) AS n(value)")
            }
        }
    }

    /// An expression for text with A to Z as a to z, and nothing else changed: what the databases
    /// call lower case differs.
    pub(crate) fn folded(&self, text: &str) -> String {
        match self {
            Self::Sqlite { .. } => format!("lower({text})"),
            Self::Postgres { .. } => format!(
                "translate({text}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"
            ),
        }
    }

    /// A condition: `text` holds `part`.
    pub(crate) fn holds(&self, text: &str, part: &str) -> String {
        match self {
            Self::Sqlite { .. } => format!("instr({text}, {part}) > 0"),
            Self::Postgres { .. } => format!("strpos({text}, {part}) > 0"),
        }
    }

    /// A column of texts, compared and ordered by its bytes.
    pub(crate) fn bytewise(&self, column: &str) -> String {
        match self {
            Self::Sqlite { .. } => column.to_owned(),
            Self::Postgres { .. } => format!("{column} COLLATE \"C\""),
        }
    }

    /// How many values one statement carries.
    pub(crate) const fn most_values(&self) -> usize {
        match self {
            Self::Sqlite { .. } => 32_000,
            Self::Postgres { .. } => 65_000,
        }
    }

    /// How a value's place is written where there are many. SQLite takes `$1` for a name, and looks
    /// it up among all before it, at every run.
    const fn mark(&self) -> Mark {
        match self {
            Self::Sqlite { .. } => Mark::Nameless,
            Self::Postgres { .. } => Mark::Numbered,
        }
    }

    /// A test of whether a table is there: version 0 has none.
    pub(crate) const fn has_table(&self) -> &'static str {
        match self {
            Self::Sqlite { .. } => {
                "SELECT CAST(count(*) AS BIGINT) AS n FROM sqlite_master WHERE type = 'table' AND name = $1"
            }
            Self::Postgres { .. } => {
                "SELECT count(*) AS n FROM pg_catalog.pg_class c WHERE c.relname = $1 AND c.relkind = 'r' \
                 AND pg_catalog.pg_table_is_visible(c.oid)"
            }
        }
    }

    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite { write, read, feed } => {
                feed.close().await;
                read.close().await;
                write.close().await;
            }
            Self::Postgres { pool, feed } => {
                feed.close().await;
                pool.close().await;
            }
        }
    }
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

/// A transaction; dropped without a commit, it leaves nothing.
pub(crate) enum Tx {
    Sqlite(Transaction<'static, Sqlite>, Db),
    Postgres(Transaction<'static, Postgres>, Db),
}

impl Tx {
    pub(crate) const fn db(&self) -> &Db {
        match self {
            Self::Sqlite(_, db) | Self::Postgres(_, db) => db,
        }
    }

    pub(crate) async fn rows(&mut self, sql: &str, args: &[Value]) -> Result<Vec<Row>, StoreError> {
        Ok(match self {
            Self::Sqlite(tx, _) => {
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
            Self::Sqlite(tx, _) => run!(sql, args, keep, &mut **tx, execute)?.rows_affected(),
            Self::Postgres(tx, _) => run!(sql, args, keep, &mut **tx, execute)?.rows_affected(),
        })
    }

    /// Runs several statements without values.
    pub(crate) async fn script(&mut self, sql: &'static str) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(tx, _) => _ = sqlx::raw_sql(sql).execute(&mut **tx).await?,
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

    /// Commits what is no change of anybody's: counting, forgetting what has ended, renewing. A
    /// change ends in [`Tx::commit_change`], which writes down who made it.
    pub(crate) async fn commit_upkeep(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(tx, _) => tx.commit().await?,
            Self::Postgres(mut tx, _) => {
                // After a statement that failed, PostgreSQL answers COMMIT with a rollback and the
                // driver takes it for a success; this statement fails in its stead.
                sqlx::query("SELECT 1").execute(&mut *tx).await?;
                tx.commit().await?;
            }
        }
        Ok(())
    }
}
