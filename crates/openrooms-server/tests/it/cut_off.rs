//! A node that is cut from its database, or from the feed alone.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use openrooms_server::server::Options;
use openrooms_store::secret::Random;
use openrooms_store::{OpenOptions, Store};
use serde_json::json;
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::fixture::{Database, Home, Server, eventually, run};
use crate::sample;

/// How long memory is believed without a word of the feed, and what the last question takes.
const SILENCE: Duration = Duration::from_millis(1500);
/// How long a request waits for the database, and what goes with it.
const BOUND: Duration = Duration::from_secs(5);

/// What a wire does with what is sent over it.
#[derive(Clone, Copy, PartialEq)]
enum Wire {
    Passes,
    /// Nothing comes through, and nobody says so.
    Silent,
    /// Connections are closed, and new ones are closed at once.
    Cut,
}

/// A wire to the database that can be cut.
struct Cable {
    address: SocketAddr,
    wire: watch::Sender<Wire>,
}

impl Cable {
    async fn to(database: SocketAddr) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let (wire, watched) = watch::channel(Wire::Passes);
        let listener = Arc::new(listener);
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                tokio::spawn(carry(socket, database, watched.clone()));
            }
        });
        Self { address, wire }
    }

    fn set(&self, wire: Wire) {
        self.wire.send_replace(wire);
    }
}

async fn carry(mut near: TcpStream, database: SocketAddr, mut wire: watch::Receiver<Wire>) {
    let Ok(mut far) = TcpStream::connect(database).await else {
        return;
    };
    loop {
        let now = *wire.borrow_and_update();
        match now {
            Wire::Cut => return,
            Wire::Silent => {
                if wire.changed().await.is_err() {
                    return;
                }
            }
            Wire::Passes => tokio::select! {
                _ = tokio::io::copy_bidirectional(&mut near, &mut far) => return,
                changed = wire.changed() => if changed.is_err() { return },
            },
        }
    }
}

/// A server that reaches its database over a cable, its token, and the cable.
async fn cabled(home: &Home) -> (Server, String, Cable) {
    home.import(sample::usual()).await;
    let (database, name) = home.postgres();
    let port = database.get_port();
    let cable = Cable::to(format!("{}:{port}", database.get_host()).parse().unwrap()).await;
    let url = database.clone().database(name).port(cable.address.port()).to_url_lossy();
    let options = OpenOptions { url: Some(url.to_string()), ..home.options.clone() };
    let store = Store::open(&options, Random::SYSTEM).await.unwrap();
    let server = Server::start(Options { store, ..home.server_options().await }).await;
    let token = server.token("app", "secret").await;
    assert_eq!(server.reads(&token, "open", "ann").await.0, 200);
    (server, token, cable)
}

/// Reads once; it must not take long, whatever it says.
async fn reads(server: &Server, token: &str) -> u16 {
    let began = Instant::now();
    let status = server.reads(token, "open", "ann").await.0;
    assert!(began.elapsed() < BOUND, "{status} after {:?}", began.elapsed());
    status
}

async fn is_cut_off(home: &Home, how: Wire) {
    let (server, token, cable) = cabled(home).await;
    for _ in 0..2 {
        cable.set(how);
        // Memory is believed for a second; then the database is asked, which takes its time.
        eventually(SILENCE + BOUND, &503, async || reads(&server, &token).await).await;
        assert_eq!(server.reads(&token, "open", "ann").await.1, "ServiceUnavailable");
        let ready = server.call("GET /readyz HTTP/1.1\r\n\r\n").await;
        assert_eq!(ready.status, 503);
        let healthy = server.call("GET /healthz HTTP/1.1\r\n\r\n").await;
        assert_eq!(healthy.status, 200);
        let asked = server.call(crate::request::app_token("app", "secret")).await;
        assert_eq!(asked.outcome(), (503, "ServiceUnavailable".to_owned()));
        let asked = "GET /gettoken?appkey=app&appsecret=secret HTTP/1.1\r\n\r\n";
        assert_eq!(server.call(asked).await.outcome(), (200, "-1".to_owned()));
        cable.set(Wire::Passes);
        eventually(Duration::from_secs(15), &200, async || reads(&server, &token).await).await;
    }
}

#[test]
fn a_database_that_says_nothing_is_not_waited_for() {
    run(Database::Postgres, async |home| is_cut_off(home, Wire::Silent).await);
}

#[test]
fn a_database_that_is_gone_is_found_again() {
    run(Database::Postgres, async |home| is_cut_off(home, Wire::Cut).await);
}

/// Changes a room past the store, so that the feed does not hear of it.
async fn rename(home: &Home, name: &str) {
    let sql = format!("UPDATE rooms SET name = '{name}' WHERE room_id = 'open'");
    let (server, database) = home.postgres();
    crate::fixture::execute(&server.clone().database(database), &sql).await;
}

#[test]
fn while_only_the_feed_is_late_the_database_is_asked() {
    run(Database::Postgres, async |home| {
        home.import(sample::usual()).await;
        let server = home.serve().await;
        let token = server.token("app", "secret").await;
        let name = async || {
            let reply = server.room(&token, "open", "ann").await;
            assert_eq!(reply.status, 200);
            reply.json()["result"]["roomName"].clone()
        };
        assert_eq!(name().await, json!("open"));
        rename(home, "unheard").await;
        assert_eq!(name().await, json!("open"), "the answer comes from memory");

        // Whoever reads the feed waits for this.
        let (postgres, database) = home.postgres();
        let mut lock =
            PgConnection::connect_with(&postgres.clone().database(database)).await.unwrap();
        let sql = "BEGIN; LOCK TABLE feed IN ACCESS EXCLUSIVE MODE";
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut lock).await.unwrap();
        eventually(SILENCE, &json!("unheard"), name).await;
        rename(home, "again").await;
        assert_eq!(name().await, json!("again"), "every answer comes from the database");
        lock.close().await.unwrap();
        drop(server);
    });
}
