//! Who writes to SQLite, one after the other, and a connection for those in a hurry, on a thread of
//! its own: their work is done there, next to the connection, from its first statement to its commit.
//!
//! The thread of sqlx answers row by row, and each answer wakes who waits for it: that costs more
//! than most statements do.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread::{self, JoinHandle};

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, OpenFlags, ToSql};
use serde_json::Value as Json;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

use super::BUSY;
use super::several::Statement;
use super::value::{Column, Row, Value};
use crate::error::StoreError;

/// How many statements are kept prepared.
const PREPARED: usize = 64;

/// Who writes, and the thread of those in a hurry.
pub(crate) struct Writer {
    file: PathBuf,
    turns: Arc<Semaphore>,
    /// The first work starts it.
    thread: Mutex<Option<Thread>>,
}

struct Thread {
    errands: mpsc::Sender<Errand>,
    running: JoinHandle<()>,
}

/// The turn to write. SQLite itself lets nobody stand in line: it would have them try again and
/// again.
pub(crate) type WriterTurn = OwnedSemaphorePermit;

/// The connection of the thread, which nobody else asks.
type Shared = Arc<Mutex<Connection>>;

type Work = Pin<Box<dyn Future<Output = ()> + Send>>;

enum Errand {
    /// Does some work with the connection.
    Work(Box<dyn FnOnce(&Shared) -> Work + Send>),
    /// Closes the connection.
    Close(oneshot::Sender<()>),
}

impl Writer {
    pub(super) fn new(file: PathBuf) -> Self {
        Self { file, turns: Arc::new(Semaphore::new(1)), thread: Mutex::new(None) }
    }

    /// Waits for the turn, which is given in the order in which it was asked for.
    pub(super) async fn turn(&self) -> Result<WriterTurn, sqlx::Error> {
        let turn = Arc::clone(&self.turns).acquire_owned();
        let turn = tokio::time::timeout(BUSY, turn).await.map_err(|_| sqlx::Error::PoolTimedOut)?;
        turn.map_err(|_| sqlx::Error::PoolClosed)
    }

    /// Does some work with a transaction on the thread. It goes on where nobody waits for it any
    /// more, and may not wait for anything but the transaction.
    pub(super) async fn work<W, F>(
        &self,
        turn: WriterTurn,
        work: W,
    ) -> Result<F::Output, StoreError>
    where
        W: FnOnce(Errands) -> F + Send + 'static,
        F: Future<Output: Send + 'static> + Send + 'static,
    {
        let (answer, told) = oneshot::channel();
        let errand = move |connection: &Shared| -> Work {
            let errands =
                Errands { connection: Arc::clone(connection), turn: Some(turn), has_begun: false };
            let work = work(errands);
            Box::pin(async move {
                // Whoever gave up waiting hears nothing.
                let _ = answer.send(work.await);
            })
        };
        self.started()?.send(Errand::Work(Box::new(errand))).map_err(|_| gone())?;
        told.await.map_err(|_| gone())
    }

    fn started(&self) -> Result<mpsc::Sender<Errand>, StoreError> {
        let mut thread = self.thread();
        // It ends by itself where its connection is good for nothing any more.
        if let Some(Thread { errands, running }) = thread.as_ref()
            && !running.is_finished()
        {
            return Ok(errands.clone());
        }
        let (errands, waiting) = mpsc::channel();
        let file = self.file.clone();
        let running = thread::Builder::new()
            .name("sqlite-writer".to_owned())
            .spawn(move || run_errands(&file, &waiting))
            .map_err(|error| StoreError::Unavailable(error.to_string()))?;
        *thread = Some(Thread { errands: errands.clone(), running });
        Ok(errands)
    }

    fn thread(&self) -> MutexGuard<'_, Option<Thread>> {
        self.thread.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for what is under way, and closes the connection. Nobody gets a turn any more.
    pub(super) async fn close(&self) {
        self.turns.close();
        let thread = self.thread().take();
        let Some(Thread { errands, .. }) = thread else { return };
        let (closed, wait) = oneshot::channel();
        if errands.send(Errand::Close(closed)).is_ok() {
            // It says so, or has ended before.
            let _ = wait.await;
        }
    }
}

/// A transaction on the thread, which begins with its first statements. Dropped before it has ended,
/// it leaves nothing.
pub(crate) struct Errands {
    connection: Shared,
    /// Until it has ended.
    turn: Option<WriterTurn>,
    has_begun: bool,
}

impl Errands {
    /// Rows of each of some statements; the first begin the transaction.
    pub(super) fn rows_of_each(
        &mut self,
        statements: &[Statement],
    ) -> Result<Vec<Vec<Row>>, StoreError> {
        let connection = locked(&self.connection);
        let found = if std::mem::replace(&mut self.has_begun, true) {
            check_begun(&connection)
        } else {
            run(&connection, "BEGIN IMMEDIATE", &[])
        };
        let found = found.and_then(|()| {
            statements.iter().map(|statement| rows(&connection, statement)).collect()
        });
        if found.is_err() {
            undo(&connection);
        }
        found
    }

    /// Runs statements that have their values in common, and commits.
    pub(super) fn finish(self, changes: &[String], args: &[Value]) -> Result<(), StoreError> {
        let connection = locked(&self.connection);
        check_begun(&connection)?;
        for sql in changes {
            run(&connection, sql, args)?;
        }
        run(&connection, "COMMIT", &[])
    }
}

impl Drop for Errands {
    fn drop(&mut self) {
        undo(&locked(&self.connection));
        drop(self.turn.take());
    }
}

fn locked(connection: &Shared) -> MutexGuard<'_, Connection> {
    connection.lock().unwrap_or_else(PoisonError::into_inner)
}

fn gone() -> StoreError {
    StoreError::Unavailable("the connection that writes was lost".to_owned())
}

/// What the thread does, until nobody can send errands any more.
fn run_errands(file: &Path, errands: &mpsc::Receiver<Errand>) {
    let connection = match open(file) {
        Ok(connection) => Arc::new(Mutex::new(connection)),
        Err(error) => {
            tracing::error!(%error, "the connection that writes cannot be opened");
            return;
        }
    };
    for errand in errands {
        match errand {
            Errand::Work(work) => {
                let work = || futures_executor::block_on(work(&connection));
                // Who waits for it hears that it was lost; its transaction was undone when it was
                // dropped.
                if catch_unwind(AssertUnwindSafe(work)).is_err() {
                    tracing::error!("work next to the database panicked");
                }
                if !locked(&connection).is_autocommit() {
                    return;
                }
            }
            Errand::Close(closed) => {
                drop(connection);
                let _ = closed.send(());
                return;
            }
        }
    }
}

fn open(file: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags)?;
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.set_prepared_statement_cache_capacity(PREPARED);
    Ok(connection)
}

/// Ends a transaction without keeping anything of it, where one has begun. SQLite itself ends one
/// when its disk is full.
fn undo(connection: &Connection) {
    if !connection.is_autocommit()
        && let Err(error) = run(connection, "ROLLBACK", &[])
    {
        tracing::error!(%error, "a transaction cannot be undone; its connection is closed");
    }
}

/// Outside of a transaction each statement would be kept by itself.
fn check_begun(connection: &Connection) -> Result<(), StoreError> {
    if connection.is_autocommit() {
        return Err(StoreError::Unavailable("its transaction has ended before".to_owned()));
    }
    Ok(())
}

fn run(connection: &Connection, sql: &str, args: &[Value]) -> Result<(), StoreError> {
    let mut statement = bound(connection, sql, args)?;
    let mut rows = statement.raw_query();
    while rows.next()?.is_some() {}
    Ok(())
}

fn rows(
    connection: &Connection,
    Statement { sql, args }: &Statement,
) -> Result<Vec<Row>, StoreError> {
    let mut statement = bound(connection, sql, args)?;
    let columns = statement.columns();
    let columns = columns.iter().map(|column| Column {
        name: column.name().to_owned(),
        // SQLite has no truth but numbers.
        is_truth: column.decl_type() == Some("BOOLEAN"),
    });
    let columns: Arc<[Column]> = columns.collect();
    let mut found = Vec::new();
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next()? {
        let values = columns.iter().enumerate().map(|(at, column)| told(row.get_ref(at)?, column));
        let values = values.collect::<Result<_, StoreError>>()?;
        found.push(Row::Told { columns: Arc::clone(&columns), values });
    }
    Ok(found)
}

fn told(value: ValueRef<'_>, Column { name, is_truth }: &Column) -> Result<Json, StoreError> {
    Ok(match value {
        ValueRef::Null => Json::Null,
        ValueRef::Integer(number) if *is_truth => Json::Bool(number != 0),
        ValueRef::Integer(number) => number.into(),
        ValueRef::Text(_) => value.as_str().map_err(rusqlite::Error::from)?.into(),
        ValueRef::Real(_) | ValueRef::Blob(_) => {
            let cause = format!("{name} is of a kind that we never write");
            return Err(StoreError::Undecodable { column: "of a statement", cause });
        }
    })
}

/// A statement with those of the values that it names, by the numbers behind its `$`.
fn bound<'a>(
    connection: &'a Connection,
    sql: &str,
    args: &[Value],
) -> rusqlite::Result<CachedStatement<'a>> {
    // SQLite would number `$2` by where it comes first.
    let mut statement = connection.prepare_cached(&sql.replace('$', "?"))?;
    for (at, value) in args.iter().take(statement.parameter_count()).enumerate() {
        statement.raw_bind_parameter(at + 1, value)?;
    }
    Ok(statement)
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Self::Text(value) => value.to_sql(),
            Self::Int(value) => value.to_sql(),
            Self::Bool(value) => value.to_sql(),
        }
    }
}
