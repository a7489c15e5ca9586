//! For tests alone: a fresh database for each, on SQLite and on PostgreSQL, gone at its end.
//!
//! PostgreSQL is the server of `TEST_POSTGRES_URL`; `scripts/postgres run` gives one. This knows
//! nothing of what is kept in the database. Start reading at [`run`].

use std::hash::{BuildHasher as _, RandomState};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::str::FromStr as _;
use std::sync::Arc;

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};
use tempfile::TempDir;

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Database {
    /// Embedded.
    Sqlite,
    /// A server.
    Postgres,
}

/// Where a test's database is.
pub enum Place {
    /// In a directory that goes when this is dropped.
    Sqlite(TempDir),
    /// On a server.
    Postgres {
        /// The server, and another database on it.
        server: Box<PgConnectOptions>,
        /// The database.
        name: String,
    },
}

/// Runs a test on a fresh database, which is removed also when the test fails.
pub fn run(database: Database, test: impl AsyncFnOnce(Arc<Place>)) {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.expect("the system gives a runtime its threads");
    let place = Arc::new(runtime.block_on(Place::make(database)));
    let running = || runtime.block_on(test(Arc::clone(&place)));
    let outcome = catch_unwind(AssertUnwindSafe(running));
    runtime.block_on(place.end());
    if let Err(panic) = outcome {
        resume_unwind(panic);
    }
}

impl Place {
    /// A directory, or a database that is empty.
    ///
    /// # Panics
    ///
    /// Where the server is not named, or does not do it.
    pub async fn make(database: Database) -> Self {
        match database {
            Database::Sqlite => {
                Self::Sqlite(tempfile::tempdir().expect("a temporary directory can be made"))
            }
            Database::Postgres => {
                let url = std::env::var("TEST_POSTGRES_URL").unwrap_or_else(|_| {
                    panic!(
                        "TEST_POSTGRES_URL names no PostgreSQL server: run `make test` or \
                         `scripts/postgres run -- cargo test`"
                    )
                });
                let server = PgConnectOptions::from_str(&url);
                let server = server.expect("TEST_POSTGRES_URL is the address of a database");
                let chance = || RandomState::new().hash_one(std::process::id());
                let name = format!("openrooms_test_{:016x}{:016x}", chance(), chance());
                // Sorted by a language's rules, so that an order that hangs on them shows.
                let sql = format!(
                    "CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' \
                     LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LC_COLLATE 'C' LC_CTYPE 'C'"
                );
                execute(&server, &sql).await;
                Self::Postgres { server: Box::new(server), name }
            }
        }
    }

    /// Removes it; a directory goes with the last who holds this.
    async fn end(&self) {
        if let Self::Postgres { server, name } = self {
            execute(server, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
        }
    }

    /// Which of the two it is.
    pub const fn database(&self) -> Database {
        match self {
            Self::Sqlite(_) => Database::Sqlite,
            Self::Postgres { .. } => Database::Postgres,
        }
    }

    /// The directory of SQLite; of PostgreSQL none.
    pub fn directory(&self) -> &Path {
        match self {
            Self::Sqlite(directory) => directory.path(),
            Self::Postgres { .. } => Path::new(""),
        }
    }

    /// The address on PostgreSQL.
    pub fn url(&self) -> Option<String> {
        match self {
            Self::Sqlite(_) => None,
            Self::Postgres { server, name } => {
                Some(server.clone().database(name).to_url_lossy().to_string())
            }
        }
    }

    /// The PostgreSQL server and the name of the database on it.
    ///
    /// # Panics
    ///
    /// Where it is SQLite.
    pub fn postgres(&self) -> (&PgConnectOptions, &str) {
        match self {
            Self::Postgres { server, name } => (server, name),
            Self::Sqlite(_) => panic!("this is no PostgreSQL"),
        }
    }
}

/// Runs statements on PostgreSQL; they must succeed.
pub async fn execute(server: &PgConnectOptions, sql: &str) {
    let connection = PgConnection::connect_with(server).await;
    let mut connection = connection.expect("the PostgreSQL of the tests answers");
    let done = sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut connection).await;
    done.expect("PostgreSQL does what a test asks");
    connection.close().await.expect("a connection can be closed");
}
