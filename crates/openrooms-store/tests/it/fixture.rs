//! A fresh store for each test, on either database, gone at its end.

use std::sync::Arc;
use std::time::Duration;

use openrooms_core::client::Suite;
use openrooms_core::id::{CorpId, RoomId, UnionId};
use openrooms_core::organisation::Organisation;
use openrooms_core::time::EpochMillis;
use openrooms_store::secret::{Random, ServerKey, Token};
use openrooms_store::{
    Change, Contents, FeedPage, OpenOptions, Origin, Reading, Rest, SaveError, SaveOptions, Saved,
    Store,
};
use openrooms_testing::Place;
use sqlx::postgres::PgConnection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};

pub(crate) use openrooms_testing::Database;

/// Who changes things in tests.
pub(crate) static BY: Origin = Origin::command_line("test");

/// When a test begins.
pub(crate) const NOW: EpochMillis = EpochMillis(1_780_000_000_000);

/// So many seconds after the test began.
pub(crate) const fn later(seconds: i64) -> EpochMillis {
    NOW.plus_seconds(seconds)
}

pub(crate) struct Fixture {
    pub(crate) store: Store,
    pub(crate) key: ServerKey,
    pub(crate) options: OpenOptions,
    place: Arc<Place>,
}

/// Runs a test on a fresh database, which is removed also when the test fails.
pub(crate) fn run(database: Database, test: &impl AsyncFn(&Fixture)) {
    openrooms_testing::run(database, async |place| {
        let fixture = Fixture::make(place).await;
        test(&fixture).await;
        fixture.store.close().await;
    });
}

impl Fixture {
    async fn make(place: Arc<Place>) -> Self {
        let embedded = OpenOptions::embedded(place.directory());
        let options = match place.database() {
            Database::Sqlite => embedded,
            // Room for every task of a test, and time for a busy machine: neither is the subject
            // where a test does not say so.
            Database::Postgres => OpenOptions {
                url: place.url(),
                connections: 20,
                statement_timeout: Duration::from_mins(1),
                ..embedded
            },
        };
        let store = Store::open(&options, Random::SYSTEM).await.unwrap();
        Self { store, key: ServerKey::generate(Random::SYSTEM), options, place }
    }

    pub(crate) fn database(&self) -> Database {
        self.place.database()
    }

    /// Another node on the same database.
    pub(crate) async fn node(&self) -> Store {
        Store::open(&self.options, Random::SYSTEM).await.unwrap()
    }

    /// How to open a database without a schema: another file, or this one emptied.
    pub(crate) async fn emptied(&self) -> OpenOptions {
        match self.database() {
            Database::Sqlite => {
                OpenOptions::embedded(self.place.directory().join(Random::SYSTEM.id()))
            }
            Database::Postgres => {
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
        let options = SaveOptions { rest, server_key: Some(&self.key), origin: &BY, now: NOW };
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

    /// Whether the database refuses a statement.
    pub(crate) async fn is_refused(&mut self, sql: &str) -> bool {
        let sql = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
        match self {
            Self::Sqlite(connection) => sql.execute(connection).await.is_err(),
            Self::Postgres(connection) => sql.execute(connection).await.is_err(),
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
