//! A database with contents, and servers on it, for one test.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use openrooms_core::id::{CorpId, UnionId};
use openrooms_core::time::EpochMillis;
use openrooms_protocol::organisation::Document;
use openrooms_server::clock::Clock;
use openrooms_server::document::{from_document, name_conflict, to_document};
use openrooms_server::http::{LogFormat, Patience, SharedOutput};
use openrooms_server::server::{LINGER, Options, ServeError, serve};
use openrooms_store::secret::{Random, ServerKey};
use openrooms_store::{OpenOptions, Origin, Rest, SaveError, SaveOptions, Store, Way};
use openrooms_testing::Place;
use serde_json::Value;
use sqlx::postgres::PgConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::request;
use crate::wire::{Client, PATIENCE, Reply};

pub(crate) use openrooms_testing::{Database, execute};

/// Who changes things in tests, where it is not the server.
pub(crate) static BY: Origin = Origin::command_line("test");

/// When a test begins: 2026-05-28T20:26:40Z.
pub(crate) const NOW: EpochMillis = EpochMillis(1_780_000_000_000);

/// A database of one test's own.
pub(crate) struct Home {
    /// How to open it.
    pub(crate) options: OpenOptions,
    pub(crate) key: ServerKey,
    /// The clock of every server on it.
    pub(crate) clock: Clock,
    place: Arc<Place>,
}

/// Runs a test on a fresh database, which is removed also when the test fails.
pub(crate) fn run(database: Database, test: impl AsyncFnOnce(&Home)) {
    openrooms_testing::run(database, async |place| test(&Home::at(place)).await);
}

impl Home {
    /// An embedded database that holds `document`.
    pub(crate) async fn with(document: Value) -> Self {
        let home = Self::at(Arc::new(Place::make(Database::Sqlite).await));
        home.import(document).await;
        home
    }

    fn at(place: Arc<Place>) -> Self {
        let options = OpenOptions { url: place.url(), ..OpenOptions::embedded(place.directory()) };
        let key = ServerKey::generate(Random::SYSTEM);
        Self { options, key, clock: Clock::set_at(NOW), place }
    }

    pub(crate) fn database(&self) -> Database {
        self.place.database()
    }

    /// The PostgreSQL server and the name of the database on it.
    pub(crate) fn postgres(&self) -> (&PgConnectOptions, &str) {
        self.place.postgres()
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

    /// What an export of `corp` gives.
    pub(crate) async fn export(&self) -> Value {
        let store = self.store().await;
        let kept = store.organisation(&CorpId::new("corp")).await.unwrap().unwrap();
        store.close().await;
        serde_json::to_value(to_document(vec![kept], Vec::new())).unwrap()
    }

    /// Why an import is refused.
    pub(crate) async fn refused(&self, document: Value) -> String {
        let document = Document::read(document.to_string().as_bytes()).unwrap();
        let contents = from_document(document).unwrap();
        let store = self.store().await;
        let (rest, now) = (Rest::Stays, self.clock.now());
        let options = SaveOptions { rest, server_key: Some(&self.key), origin: &BY, now };
        let saved = store.save(&contents, &options, &mut |_| ()).await;
        store.close().await;
        match saved {
            Err(SaveError::Conflict(conflict)) => name_conflict(&conflict, &contents).to_string(),
            other => panic!("{other:?}"),
        }
    }

    async fn save(&self, document: Value, rest: Rest) {
        let document = Document::read(document.to_string().as_bytes()).unwrap();
        let contents = from_document(document).unwrap();
        let store = self.store().await;
        let now = self.clock.now();
        let options = SaveOptions { rest, server_key: Some(&self.key), origin: &BY, now };
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
            public_url: None,
            demo: None,
            providers: Vec::new(),
            access_log: None,
            threads: 1,
            patience: Patience::default(),
            linger: LINGER,
            drain: Duration::from_secs(5),
            list_memory: 1 << 20,
            schedule_memory: 1 << 20,
            events_a_day: None,
            closed_problem_days: None,
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

    /// The cookie of somebody who signs in.
    pub(crate) async fn cookie(&self, corp: &str, person: &str) -> String {
        let store = self.store().await;
        let (corp, person) = (CorpId::new(corp), UnionId::new(person));
        let signed_in = store.sign_in(&corp, &person, Way::Demo, &BY, self.clock.now()).await;
        store.close().await;
        format!("openrooms_session={}", signed_in.unwrap().unwrap().as_str())
    }

    /// The console's token of somebody who signs in.
    pub(crate) async fn console_token(&self, server: &Server, corp: &str, person: &str) -> String {
        let cookie = self.cookie(corp, person).await;
        let request = request::console("/console/token", &cookie, "", "");
        server.call(request).await.text("accessToken")
    }

    /// Runs statements past the store.
    pub(crate) async fn execute(&self, sql: &str) {
        match self.database() {
            Database::Postgres => {
                let (server, database) = self.postgres();
                execute(&server.clone().database(database), sql).await;
            }
            Database::Sqlite => {
                let file = self.options.data_dir.join("openrooms.db");
                let mut raw = SqliteConnectOptions::new().filename(file).connect().await.unwrap();
                sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut raw).await.unwrap();
                raw.close().await.unwrap();
            }
        }
    }

    /// Moves the clock of every server.
    pub(crate) fn pass(&self, seconds: i64) {
        self.clock.move_to(self.clock.now().plus_seconds(seconds));
    }
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
