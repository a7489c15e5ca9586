//! A database with contents, and servers on it, for one test.

use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::str::FromStr as _;
use std::time::{Duration, Instant};

use openrooms_core::time::EpochMillis;
use openrooms_protocol::organisation::Document;
use openrooms_server::clock::Clock;
use openrooms_server::document::from_document;
use openrooms_server::http::{LogFormat, Patience, SharedOutput};
use openrooms_server::server::{Options, ServeError, serve};
use openrooms_store::secret::{Random, ServerKey};
use openrooms_store::{OpenOptions, Rest, SaveOptions, Store};
use serde_json::Value;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::request;
use crate::wire::{Client, PATIENCE, Reply};

/// When a test begins: 2026-05-28T20:26:40Z.
pub(crate) const NOW: EpochMillis = EpochMillis(1_780_000_000_000);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Database {
    Sqlite,
    Postgres,
}

enum Place {
    Sqlite(#[expect(dead_code, reason = "is removed when it is dropped")] TempDir),
    Postgres { server: Box<PgConnectOptions>, name: String },
}

/// A database of one test's own.
pub(crate) struct Home {
    /// How to open it.
    pub(crate) options: OpenOptions,
    pub(crate) key: ServerKey,
    /// The clock of every server on it.
    pub(crate) clock: Clock,
    place: Place,
}

/// Runs a test on a fresh database, which is removed also when the test fails.
pub(crate) fn run(database: Database, test: impl AsyncFnOnce(&Home)) {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let home = runtime.block_on(Home::make(database));
    let outcome = catch_unwind(AssertUnwindSafe(|| runtime.block_on(test(&home))));
    runtime.block_on(home.end());
    if let Err(panic) = outcome {
        resume_unwind(panic);
    }
}

impl Home {
    /// An embedded database that holds `document`.
    pub(crate) async fn with(document: Value) -> Self {
        let home = Self::make(Database::Sqlite).await;
        home.import(document).await;
        home
    }

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
                         `scripts/postgres run -- cargo test -p openrooms-server`"
                    )
                });
                let server = PgConnectOptions::from_str(&url).unwrap();
                let name = format!("openrooms_test_{}", Random::SYSTEM.id());
                execute(&server, &format!("CREATE DATABASE {name} TEMPLATE template0")).await;
                let url = server.clone().database(&name).to_url_lossy().to_string();
                let options = OpenOptions { url: Some(url), ..OpenOptions::embedded("") };
                (Place::Postgres { server: Box::new(server), name }, options)
            }
        };
        let key = ServerKey::generate(Random::SYSTEM);
        Self { options, key, clock: Clock::set_at(NOW), place }
    }

    async fn end(self) {
        if let Place::Postgres { server, name } = self.place {
            execute(&server, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
        }
    }

    pub(crate) const fn database(&self) -> Database {
        match self.place {
            Place::Sqlite(_) => Database::Sqlite,
            Place::Postgres { .. } => Database::Postgres,
        }
    }

    /// The PostgreSQL server and the name of the database on it.
    pub(crate) fn postgres(&self) -> (&PgConnectOptions, &str) {
        match &self.place {
            Place::Postgres { server, name } => (server, name),
            Place::Sqlite(_) => panic!("this is no PostgreSQL"),
        }
    }

    /// Another process on the database.
    pub(crate) async fn store(&self) -> Store {
        Store::open(&self.options, Random::SYSTEM).await.unwrap()
    }

    /// Imports, as another process does.
    pub(crate) async fn import(&self, document: Value) {
        self.save(document, Rest::Stays).await;
    }

    /// Imports, and removes what the document does not have.
    pub(crate) async fn replace(&self, document: Value) {
        self.save(document, Rest::Goes).await;
    }

    async fn save(&self, document: Value, rest: Rest) {
        let document = Document::read(document.to_string().as_bytes()).unwrap();
        let contents = from_document(document).unwrap();
        let store = self.store().await;
        let options = SaveOptions { rest, server_key: Some(&self.key), now: self.clock.now() };
        store.save(&contents, &options, &mut |_| ()).await.unwrap();
        store.close().await;
    }

    /// Options of a server on the database.
    pub(crate) async fn server_options(&self) -> Options {
        Options {
            store: self.store().await,
            server_key: self.key.clone(),
            clock: self.clock.clone(),
            random: Random::SYSTEM,
            trusted_proxies: Vec::new(),
            access_log: None,
            threads: 1,
            patience: Patience::default(),
            drain: Duration::from_secs(5),
            ready: None,
        }
    }

    /// A server on the database.
    pub(crate) async fn serve(&self) -> Server {
        Server::start(self.server_options().await).await
    }

    /// A server that believes what the peer says of the caller's address.
    pub(crate) async fn serve_behind_proxy(&self) -> Server {
        let trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
        Server::start(Options { trusted_proxies, ..self.server_options().await }).await
    }

    /// Moves the clock of every server.
    pub(crate) fn pass(&self, seconds: i64) {
        self.clock.move_to(self.clock.now().plus_seconds(seconds));
    }
}

/// Runs one statement on PostgreSQL.
pub(crate) async fn execute(server: &PgConnectOptions, sql: &str) {
    let mut connection = PgConnection::connect_with(server).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

/// A running server.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<Result<(), ServeError>>,
}

impl Server {
    pub(crate) async fn start(options: Options) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let shutdown = async {
            // A test that ends without a stop ends the server as well.
            let _ = stopped.await;
        };
        let serving = tokio::spawn(serve(listener, options, shutdown));
        Self { address, stop, serving }
    }

    /// A server whose access log can be read once it has stopped.
    pub(crate) async fn start_logged(options: Options, format: LogFormat) -> (Self, SharedOutput) {
        let log = SharedOutput::default();
        let access_log = Some((format, Box::new(log.clone()) as Box<_>));
        (Self::start(Options { access_log, ..options }).await, log)
    }

    /// Asks it to stop.
    pub(crate) fn shut_down(self) -> JoinHandle<Result<(), ServeError>> {
        self.stop.send(()).expect("the server runs");
        self.serving
    }

    /// Stops it, and waits for its end.
    pub(crate) async fn stop(self) {
        let ending = tokio::time::timeout(PATIENCE, self.shut_down()).await;
        ending.expect("the server ends").unwrap().unwrap();
    }

    pub(crate) async fn connect(&self) -> Client {
        Client::connect(self.address).await
    }

    /// One request on a connection of its own.
    pub(crate) async fn call(&self, request: impl AsRef<[u8]>) -> Reply {
        let reply = self.connect().await.call(request).await;
        reply.check();
        reply
    }

    /// `POST` with a JSON body.
    pub(crate) async fn post(&self, path: &str, body: &Value) -> Reply {
        self.call(request::post(path, &body.to_string())).await
    }

    /// The token of an internal app.
    pub(crate) async fn token(&self, key: &str, secret: &str) -> String {
        self.call(request::app_token(key, secret)).await.text("accessToken")
    }

    /// The token of a suite in an organisation.
    pub(crate) async fn corp_token(&self, key: &str, secret: &str, corp: &str) -> String {
        self.call(request::corp_token(key, secret, corp)).await.text("accessToken")
    }

    /// Reads a room.
    pub(crate) async fn room(&self, token: &str, room: &str, operator: &str) -> Reply {
        self.call(request::room(token, room, operator)).await
    }

    /// Status and code of a room's read.
    pub(crate) async fn reads(&self, token: &str, room: &str, operator: &str) -> (u16, String) {
        self.room(token, room, operator).await.outcome()
    }
}

/// Asks again and again until `wanted` comes; fails after `within`.
pub(crate) async fn eventually<T: PartialEq + std::fmt::Debug>(
    within: Duration,
    wanted: &T,
    ask: impl AsyncFn() -> T,
) -> Duration {
    let began = Instant::now();
    loop {
        let found = ask().await;
        if found == *wanted {
            return began.elapsed();
        }
        assert!(began.elapsed() < within, "after {within:?} still {found:?}, not {wanted:?}");
        tokio::task::yield_now().await;
    }
}
