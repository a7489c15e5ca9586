//! What can go wrong with a database.

/// What SQLite's triggers say where a booking would overlap another.
const GUARD: &str = "bookings_never_overlap";

/// A call of the store that did not answer.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database cannot be reached, is too busy, or took too long: it may work later.
    #[error("the database does not answer: {0}")]
    Unavailable(String),
    /// The database refused a statement.
    #[error("the database refused: {0}")]
    Database(#[source] Refusal),
    /// A row that does not parse.
    #[error("corrupt: {table}.{column} of {row}")]
    Corrupt {
        /// The table, or the statement's subject.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// Which row, as far as it is known.
        row: String,
    },
    /// A value that is not of its column's type.
    #[error("corrupt: {column}: {cause}")]
    Undecodable {
        /// The column.
        column: &'static str,
        /// What the driver says.
        cause: String,
    },
    /// The database's own guard refused a booking of a room that another holds.
    #[error("a booking that overlaps another: {0}")]
    Overlap(#[source] Refusal),
    /// A secret that is needed cannot be unsealed.
    #[error("sealed under another key: {0}")]
    Sealed(&'static str),
}

/// What a driver says where the database refused.
pub(crate) type Refusal = Box<dyn std::error::Error + Send + Sync>;

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        match error.sqlite_error_code() {
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Unavailable(error.to_string()),
            _ => match &error {
                rusqlite::Error::SqliteFailure(_, Some(words)) if words == GUARD => {
                    Self::Overlap(error.into())
                }
                _ => Self::Database(error.into()),
            },
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        use sqlx::Error as E;
        match &error {
            E::Io(_)
            | E::Tls(_)
            | E::PoolTimedOut
            | E::PoolClosed
            | E::WorkerCrashed
            | E::Protocol(_) => Self::Unavailable(error.to_string()),
            E::Database(refusal) => {
                // 57: an operator's doing, such as a shutdown or a time-out; 08: the connection;
                // 53: out of resources; 25006: a standby. 5 and 6: SQLite is busy or locked.
                let code = refusal.code().unwrap_or_default();
                let passing = code.starts_with("57")
                    || code.starts_with("08")
                    || code.starts_with("53")
                    || matches!(
                        &*code,
                        "25006" | "40001" | "40P01" | "55P03" | "5" | "6" | "261" | "517"
                    );
                // 23P01: an exclusion constraint; SQLite's trigger has nothing but its words.
                let overlaps = code == "23P01" || refusal.message() == GUARD;
                match (passing, overlaps) {
                    (true, _) => Self::Unavailable(error.to_string()),
                    (false, true) => Self::Overlap(error.into()),
                    (false, false) => Self::Database(error.into()),
                }
            }
            _ => Self::Database(error.into()),
        }
    }
}

/// A database that cannot be opened. Each message is a sentence for the operator.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// No such database, or none that this server speaks.
    #[error("the database address is not understood: {0}")]
    Address(String),
    /// The directory or file cannot be made or written.
    #[error("cannot write the data directory {path}: {cause}")]
    DataDir {
        /// The directory.
        path: String,
        /// Why not.
        cause: std::io::Error,
    },
    /// The database does not answer.
    #[error("cannot reach the database: {0}")]
    Unreachable(String),
    /// A newer openrooms has been here.
    #[error(
        "the database has schema version {found}, and this openrooms knows only up to {known}: \
         run the newer openrooms, or restore a backup from before its first start"
    )]
    NewerSchema {
        /// The version found.
        found: i64,
        /// The newest that this binary knows.
        known: i64,
    },
    /// A migration failed; nothing of it was kept.
    #[error("schema version {version} cannot be made: {cause}")]
    Migration {
        /// The version that failed.
        version: i64,
        /// Why.
        cause: String,
    },
    /// The secret key is not the one of this database.
    #[error(
        "the secret key is not the one that this database was set up with: give it as secret.key in \
         the data directory, or by OPENROOMS_SECRET_KEY or OPENROOMS_SECRET_KEY_FILE"
    )]
    WrongKey,
    /// Anything else.
    #[error(transparent)]
    Store(#[from] StoreError),
}
