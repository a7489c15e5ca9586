//! A fresh store for each test, on either database, gone at its end.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::str::FromStr as _;
use std::time::Duration;

use openrooms_core::client::Suite;
use openrooms_core::id::{CorpId, RoomId, UnionId};
use openrooms_core::organisation::Organisation;
use openrooms_core::time::EpochMillis;
use openrooms_store::secret::{Random, ServerKey, Token};
use openrooms_store::{
    Change, Contents, FeedPage, OpenOptions, Reading, Rest, SaveError, SaveOptions, Saved, Store,
};
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};
use tempfile::TempDir;

/// When a test begins.
pub(crate) const NOW: EpochMillis = EpochMillis(1_780_000_000_000);

/// So many seconds after the test began.
pub(crate) const fn later(seconds: i64) -> EpochMillis {
    NOW.plus_seconds(seconds)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Database {
    Sqlite,
    Postgres,
}

/// Where a test's database is.
enum Place {
    Sqlite(TempDir),
    Postgres { server: Box<PgConnectOptions>, name: String },
}

pub(crate) struct Fixture {
    pub(crate) store: Store,
    pub(crate) key: ServerKey,
    pub(crate) options: OpenOptions,
    place: Place,
}

/// Runs a test on a fresh database, which is removed also when the test fails.
pub(crate) fn run(database: Database, test: &impl AsyncFn(&Fixture)) {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let fixture = runtime.block_on(Fixture::make(database));
    let outcome = catch_unwind(AssertUnwindSafe(|| runtime.block_on(test(&fixture))));
    runtime.block_on(fixture.end());
    if let Err(panic) = outcome {
        resume_unwind(panic);
    }
}

impl Fixture {
    async fn make(database: Database) -> Self {
        let (place, options) = match database {
            Database::Sqlite => {
                let directory = tempfile::tempdir().unwrap();
                let options = OpenOptions::embedded(directory.path());
                (Place::Sqlite(directory), options)
            }
            Database::Postgres => {
                let url = std::env::var("TEST_POSTGRES_URL").unwrap_or_else(|_| {
                    panic!(
                        "TEST_POSTGRES_URL names no PostgreSQL server: run `make test` or \
                         `scripts/postgres run -- cargo test -p openrooms-store`"
                    )
                });
                let server = Box::new(PgConnectOptions::from_str(&url).unwrap());
                let name = format!("openrooms_test_{}", Random::SYSTEM.id());
                // Sorted by a language's rules, so that an order that hangs on them shows.
                let sql = format!(
                    "CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' \
                     LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LC_COLLATE 'C' LC_CTYPE 'C'"
                );
                let mut raw = Raw::Postgres(PgConnection::connect_with(&server).await.unwrap());
                raw.execute(&sql).await;
                raw.close().await;
                let url = server.clone().database(&name).to_url_lossy().to_string();
                // Room for every task of a test, and time for a busy machine: neither is the
                // subject where a test does not say so.
                let options = OpenOptions {
                    url: Some(url),
                    connections: 20,
                    statement_timeout: Duration::from_mins(1),
                    ..OpenOptions::embedded("")
                };
                (Place::Postgres { server, name }, options)
            }
        };
        let store = Store::open(&options, Random::SYSTEM).await.unwrap();
        Self { store, key: ServerKey::generate(Random::SYSTEM), options, place }
    }

    async fn end(self) {
        self.store.close().await;
        if let Place::Postgres { server, name } = self.place {
            let mut raw = Raw::Postgres(PgConnection::connect_with(&server).await.unwrap());
            raw.execute(&format!("DROP DATABASE {name} WITH (FORCE)")).await;
            raw.close().await;
        }
    }

    pub(crate) const fn database(&self) -> Database {
        match self.place {
            Place::Sqlite(_) => Database::Sqlite,
            Place::Postgres { .. } => Database::Postgres,
        }
    }

    /// Another node on the same database.
    pub(crate) async fn node(&self) -> Store {
        Store::open(&self.options, Random::SYSTEM).await.unwrap()
    }

    /// How to open a database without a schema: another file, or this one emptied.
    pub(crate) async fn emptied(&self) -> OpenOptions {
        match &self.place {
            Place::Sqlite(directory) => {
                OpenOptions::embedded(directory.path().join(Random::SYSTEM.id()))
            }
            Place::Postgres { .. } => {
                let mut raw = self.raw().await;
                raw.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public").await;
                raw.close().await;
                self.options.clone()
            }
        }
    }

    /// A connection past the store.
    pub(crate) async fn raw(&self) -> Raw {
        Raw::open(&self.options).await
    }

    /// Returns once so many statements wait for a lock: PostgreSQL only. Asked on a connection of
    /// its own, since a transaction goes on seeing what it saw first.
    pub(crate) async fn until_waiting(&self, count: usize) {
        let waiting = "SELECT CAST(pid AS TEXT) FROM pg_stat_activity \
                       WHERE datname = current_database() AND wait_event_type = 'Lock'";
        let mut raw = self.raw().await;
        while raw.texts(waiting).await.len() < count {
            tokio::task::yield_now().await;
        }
        raw.close().await;
    }

    /// Saves without replacing.
    pub(crate) async fn save(&self, organisations: &[Organisation]) -> Saved {
        let contents = Contents { organisations: organisations.to_vec(), ..Contents::default() };
        self.try_save(&contents).await.unwrap()
    }

    pub(crate) async fn save_suite(&self, suite: Suite) -> Saved {
        let contents = Contents { suites: vec![suite], ..Contents::default() };
        self.try_save(&contents).await.unwrap()
    }

    pub(crate) async fn try_save(&self, contents: &Contents) -> Result<Saved, SaveError> {
        self.save_as(contents, Rest::Stays).await
    }

    /// Saves, and removes all else.
    pub(crate) async fn try_replace(&self, contents: &Contents) -> Result<Saved, SaveError> {
        self.save_as(contents, Rest::Goes).await
    }

    pub(crate) async fn save_as(
        &self,
        contents: &Contents,
        rest: Rest,
    ) -> Result<Saved, SaveError> {
        let options = SaveOptions { rest, server_key: Some(&self.key), now: NOW };
        self.store.save(contents, &options, &mut |_| ()).await
    }

    /// What is kept of an organisation.
    pub(crate) async fn load(&self, corp: &str) -> Option<Organisation> {
        self.store.organisation(&CorpId::new(corp)).await.unwrap()
    }

    pub(crate) async fn read(&self, token: &Token, operator: &str, room: &str) -> Option<Reading> {
        self.store
            .read_room(&token.hash(), &UnionId::new(operator), &RoomId::new(room))
            .await
            .unwrap()
    }

    pub(crate) async fn head(&self) -> i64 {
        self.store.feed_head().await.unwrap()
    }

    /// The changes after a number; none may be lost.
    pub(crate) async fn changes_after(&self, last: i64) -> Vec<Change> {
        match self.store.feed_after(last).await.unwrap() {
            FeedPage::Changes { changes, .. } => changes,
            FeedPage::Lost { upto } => panic!("lost up to {upto}"),
        }
    }
}

/// A connection that knows nothing of the store.
pub(crate) enum Raw {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Raw {
    pub(crate) async fn open(options: &OpenOptions) -> Self {
        match &options.url {
            None => {
                let file = options.data_dir.join("openrooms.db");
                let options = SqliteConnectOptions::new().filename(file).create_if_missing(true);
                Self::Sqlite(options.connect().await.unwrap())
            }
            Some(url) => Self::Postgres(PgConnection::connect(url).await.unwrap()),
        }
    }

    /// Runs statements; they must succeed.
    pub(crate) async fn execute(&mut self, sql: &str) {
        let sql = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
        match self {
            Self::Sqlite(connection) => _ = sql.execute(connection).await.unwrap(),
            Self::Postgres(connection) => _ = sql.execute(connection).await.unwrap(),
        }
    }

    /// The first column of every row, as text; NULL is left out.
    pub(crate) async fn texts(&mut self, sql: &str) -> Vec<String> {
        let sql = AssertSqlSafe(sql.to_owned());
        let texts: Vec<(Option<String>,)> = match self {
            Self::Sqlite(connection) => sqlx::query_as(sql).fetch_all(connection).await.unwrap(),
            Self::Postgres(connection) => sqlx::query_as(sql).fetch_all(connection).await.unwrap(),
        };
        texts.into_iter().filter_map(|(text,)| text).collect()
    }

    /// Every value of every table, as text: `table.column value`, sorted.
    pub(crate) async fn dump(&mut self) -> Vec<String> {
        let columns = match self {
            Self::Sqlite(_) => {
                "SELECT t.name || '.' || c.name FROM sqlite_master t, pragma_table_info(t.name) c \
                 WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'"
            }
            Self::Postgres(_) => {
                "SELECT table_name || '.' || column_name FROM information_schema.columns \
                 WHERE table_schema = 'public'"
            }
        };
        let mut dump = Vec::new();
        for name in self.texts(columns).await {
            let (table, column) = name.split_once('.').unwrap();
            let sql = format!("SELECT CAST({column} AS TEXT) FROM {table}");
            let values = self.texts(&sql).await;
            dump.extend(values.into_iter().map(|value| format!("{name} {value}")));
        }
        assert!(dump.len() > 2, "a database holds something: {dump:?}");
        dump.sort();
        dump
    }

    pub(crate) async fn close(self) {
        match self {
            Self::Sqlite(connection) => connection.close().await.unwrap(),
            Self::Postgres(connection) => connection.close().await.unwrap(),
        }
    }
}
