//! Who writes to SQLite, one after the other, and a connection for those in a hurry: on a thread of
//! its own, which is given several statements at once and answers once.
//!
//! The thread of sqlx answers row by row, and each answer wakes who waits for it: that costs more
//! than most statements do.

use std::path::{Path, PathBuf};
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
    /// The first errand starts it.
    thread: Mutex<Option<Thread>>,
}

struct Thread {
    errands: mpsc::Sender<Errand>,
    running: JoinHandle<()>,
}

/// The turn to write. SQLite itself lets nobody stand in line: it would have them try again and
/// again.
pub(crate) type WriterTurn = OwnedSemaphorePermit;

/// Whether a transaction begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    First,
    Later,
}

type Answer<T> = oneshot::Sender<Result<T, StoreError>>;

enum Errand {
    /// Begins a transaction where it has none, and gives the rows of each of some statements.
    Rows(Step, Vec<Statement>, Answer<Vec<Vec<Row>>>),
    /// Runs statements that have their values in common, and commits.
    Finish(Vec<String>, Vec<Value>, WriterTurn, Answer<()>),
    /// Undoes what has begun.
    Undo(WriterTurn),
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

    /// A transaction on the thread, which begins with its first errand.
    pub(super) async fn errands(&self) -> Result<Errands, StoreError> {
        let turn = self.turn().await?;
        Ok(Errands { thread: self.started()?, turn: Some(turn), next: Step::First })
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
            .spawn(move || work(&file, &waiting))
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

/// A transaction on the thread. Dropped before it has ended, it leaves nothing.
pub(crate) struct Errands {
    thread: mpsc::Sender<Errand>,
    /// Until it has ended.
    turn: Option<WriterTurn>,
    next: Step,
}

impl Errands {
    /// Rows of each of some statements; the first begin the transaction.
    pub(super) async fn rows_of_each(
        &mut self,
        statements: Vec<Statement>,
    ) -> Result<Vec<Vec<Row>>, StoreError> {
        let (answer, told) = oneshot::channel();
        let step = std::mem::replace(&mut self.next, Step::Later);
        let sent = self.thread.send(Errand::Rows(step, statements, answer));
        sent.map_err(|_| gone())?;
        told.await.map_err(|_| gone())?
    }

    /// Runs statements that have their values in common, and commits.
    pub(super) async fn finish(
        mut self,
        changes: Vec<String>,
        args: Vec<Value>,
    ) -> Result<(), StoreError> {
        let (answer, told) = oneshot::channel();
        let turn = self.turn.take().ok_or_else(gone)?;
        let sent = self.thread.send(Errand::Finish(changes, args, turn, answer));
        sent.map_err(|_| gone())?;
        told.await.map_err(|_| gone())?
    }
}

impl Drop for Errands {
    fn drop(&mut self) {
        if let Some(turn) = self.turn.take() {
            // Where the thread has ended, its connection has, and with it the transaction.
            let _ = self.thread.send(Errand::Undo(turn));
        }
    }
}

fn gone() -> StoreError {
    StoreError::Unavailable("the connection that writes was lost".to_owned())
}

/// What the thread does, until nobody can send errands any more.
fn work(file: &Path, errands: &mpsc::Receiver<Errand>) {
    let connection = match open(file) {
        Ok(connection) => connection,
        Err(error) => {
            tracing::error!(%error, "the connection that writes cannot be opened");
            return;
        }
    };
    // Whoever gave up waiting hears nothing; what they began is undone when they drop it.
    for errand in errands {
        let is_good = match errand {
            Errand::Rows(step, statements, answer) => {
                let rows = rows_of_each(&connection, step, &statements);
                let is_good = rows.is_ok() || undo(&connection);
                let _ = answer.send(rows);
                is_good
            }
            Errand::Finish(changes, args, turn, answer) => {
                let done = finish(&connection, &changes, &args);
                let is_good = done.is_ok() || undo(&connection);
                drop(turn);
                let _ = answer.send(done);
                is_good
            }
            Errand::Undo(turn) => {
                let is_good = undo(&connection);
                drop(turn);
                is_good
            }
            Errand::Close(closed) => {
                drop(connection);
                let _ = closed.send(());
                return;
            }
        };
        if !is_good {
            return;
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

/// Ends a transaction without keeping anything of it; says whether there is none any more. SQLite
/// itself ends one when its disk is full.
fn undo(connection: &Connection) -> bool {
    if connection.is_autocommit() {
        return true;
    }
    let undone = run(connection, "ROLLBACK", &[]);
    if let Err(error) = undone {
        tracing::error!(%error, "a transaction cannot be undone; its connection is closed");
    }
    connection.is_autocommit()
}

fn rows_of_each(
    connection: &Connection,
    step: Step,
    statements: &[Statement],
) -> Result<Vec<Vec<Row>>, StoreError> {
    match step {
        Step::First => run(connection, "BEGIN IMMEDIATE", &[])?,
        Step::Later => check_begun(connection)?,
    }
    statements.iter().map(|statement| rows(connection, statement)).collect()
}

fn finish(connection: &Connection, changes: &[String], args: &[Value]) -> Result<(), StoreError> {
    check_begun(connection)?;
    for sql in changes {
        run(connection, sql, args)?;
    }
    run(connection, "COMMIT", &[])
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
