//! Who writes to SQLite, one after the other, and a connection for those in a hurry, on a thread of
//! its own: their work is done there, next to the connection, from its first statement to its commit.
//!
//! The thread of sqlx answers row by row, and each answer wakes who waits for it: that costs more
//! than most statements do.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread::{self, JoinHandle};

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, OpenFlags, ToSql};
use serde_json::Value as Json;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

use super::brief::Change;
use super::several::Statement;
use super::value::{Column, Row, Value};
use super::{BUSY, LOG_PAGES};
use crate::error::StoreError;

/// How many statements are kept prepared.
const PREPARED: usize = 64;
/// At most how many KiB of the file are kept in memory, so that what a booking touches need not be read
/// again where very many are stored. Not more: where a page was split, SQLite walks over all that are
/// kept at the end of a transaction.
const CACHE: i64 = 8_192;

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

/// What the thread has, and nobody else asks.
type Shared = Arc<Mutex<Desk>>;

struct Desk {
    connection: Connection,
    /// What is known of statements, by their texts: those of our own, of which there are few.
    known: HashMap<String, Known>,
}

#[derive(Clone)]
struct Known {
    /// The text as SQLite wants it.
    sql: Arc<str>,
    columns: Arc<[Column]>,
}

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
        let errand = move |desk: &Shared| -> Work {
            let errands = Errands { desk: Arc::clone(desk), turn: Some(turn), has_begun: false };
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
    desk: Shared,
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
        let mut desk = locked(&self.desk);
        let found = if std::mem::replace(&mut self.has_begun, true) {
            desk.check_begun()
        } else {
            desk.run("BEGIN IMMEDIATE", &[])
        };
        let found =
            found.and_then(|()| statements.iter().map(|statement| desk.rows(statement)).collect());
        if found.is_err() {
            desk.undo();
        }
        found
    }

    /// Writes rows, each by itself, and commits.
    pub(super) fn finish(self, changes: &[Change]) -> Result<(), StoreError> {
        let mut desk = locked(&self.desk);
        desk.check_begun()?;
        for Change { sql, rows } in changes {
            desk.run_each(sql, rows)?;
        }
        desk.run("COMMIT", &[])
    }
}

impl Drop for Errands {
    fn drop(&mut self) {
        locked(&self.desk).undo();
        drop(self.turn.take());
    }
}

fn locked(desk: &Shared) -> MutexGuard<'_, Desk> {
    desk.lock().unwrap_or_else(PoisonError::into_inner)
}

fn gone() -> StoreError {
    StoreError::Unavailable("the connection that writes was lost".to_owned())
}

/// What the thread does, until nobody can send errands any more.
fn run_errands(file: &Path, errands: &mpsc::Receiver<Errand>) {
    let desk = match open(file) {
        Ok(connection) => Arc::new(Mutex::new(Desk { connection, known: HashMap::new() })),
        Err(error) => {
            tracing::error!(%error, "the connection that writes cannot be opened");
            return;
        }
    };
    for errand in errands {
        match errand {
            Errand::Work(work) => {
                let work = || futures_executor::block_on(work(&desk));
                // Who waits for it hears that it was lost; its transaction was undone when it was
                // dropped.
                if catch_unwind(AssertUnwindSafe(work)).is_err() {
                    tracing::error!("work next to the database panicked");
                }
                if !locked(&desk).connection.is_autocommit() {
                    return;
                }
            }
            Errand::Close(closed) => {
                drop(desk);
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
    connection.pragma_update(None, "wal_autocheckpoint", LOG_PAGES)?;
    connection.pragma_update(None, "cache_size", -CACHE)?;
    connection.set_prepared_statement_cache_capacity(PREPARED);
    Ok(connection)
}

impl Desk {
    /// Ends a transaction without keeping anything of it, where one has begun. SQLite itself ends one
    /// when its disk is full.
    fn undo(&mut self) {
        if !self.connection.is_autocommit()
            && let Err(error) = self.run("ROLLBACK", &[])
        {
            tracing::error!(%error, "a transaction cannot be undone; its connection is closed");
        }
    }

    /// Outside of a transaction each statement would be kept by itself.
    fn check_begun(&self) -> Result<(), StoreError> {
        if self.connection.is_autocommit() {
            return Err(StoreError::Unavailable("its transaction has ended before".to_owned()));
        }
        Ok(())
    }

    fn run(&mut self, sql: &str, args: &[Value]) -> Result<(), StoreError> {
        let (mut statement, _) = self.prepared(sql)?;
        run_with(&mut statement, args)
    }

    /// Runs a statement with the values of each row.
    fn run_each(&mut self, sql: &str, rows: &[Vec<Value>]) -> Result<(), StoreError> {
        let (mut statement, _) = self.prepared(sql)?;
        rows.iter().try_for_each(|row| run_with(&mut statement, row))
    }

    fn rows(&mut self, Statement { sql, args }: &Statement) -> Result<Vec<Row>, StoreError> {
        let (mut statement, columns) = self.prepared(sql)?;
        bind(&mut statement, args)?;
        let mut found = Vec::new();
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            let values =
                columns.iter().enumerate().map(|(at, column)| told(row.get_ref(at)?, column));
            let values = values.collect::<Result<_, StoreError>>()?;
            found.push(Row::Told { columns: Arc::clone(&columns), values });
        }
        Ok(found)
    }

    /// A statement whose values are not bound, and its columns.
    fn prepared(&mut self, sql: &str) -> rusqlite::Result<(CachedStatement<'_>, Arc<[Column]>)> {
        let known = match self.known.get(sql) {
            Some(known) => known.clone(),
            None => self.learn(sql)?,
        };
        Ok((self.connection.prepare_cached(&known.sql)?, known.columns))
    }

    fn learn(&mut self, sql: &str) -> rusqlite::Result<Known> {
        // SQLite would number `$2` by where it comes first.
        let text = sql.replace('$', "?");
        let statement = self.connection.prepare_cached(&text)?;
        let columns = statement.columns();
        let columns = columns.iter().map(|column| Column {
            name: column.name().to_owned(),
            // SQLite has no truth but numbers.
            is_truth: column.decl_type() == Some("BOOLEAN"),
        });
        let known = Known { columns: columns.collect(), sql: text.into() };
        if self.known.len() >= PREPARED {
            self.known.clear();
        }
        self.known.insert(sql.to_owned(), known.clone());
        Ok(known)
    }
}

/// Binds the values of a statement, by the numbers behind its `$`.
fn bind(statement: &mut CachedStatement<'_>, args: &[Value]) -> rusqlite::Result<()> {
    let mut numbered = args.iter().enumerate();
    numbered.try_for_each(|(at, value)| statement.raw_bind_parameter(at + 1, value))
}

fn run_with(statement: &mut CachedStatement<'_>, args: &[Value]) -> Result<(), StoreError> {
    bind(statement, args)?;
    let mut rows = statement.raw_query();
    while rows.next()?.is_some() {}
    Ok(())
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

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Self::Text(value) => value.to_sql(),
            Self::Int(value) => value.to_sql(),
            Self::Bool(value) => value.to_sql(),
        }
    }
}
