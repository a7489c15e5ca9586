//! The end: what was accepted is answered, and then nothing is left.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use openrooms_server::server::Options;

use crate::fixture::{Home, Server};
use crate::request::{self, app_token};
use crate::sample;
use crate::wire::{Client, PATIENCE};

async fn served(drain: Duration) -> (Home, Server) {
    let home = Home::with(sample::usual()).await;
    let options = Options { drain, threads: 2, ..home.server_options().await };
    let server = Server::start(options).await;
    (home, server)
}

/// Long enough for a client that has been told nothing yet to ask once more, however busy the machine.
const LONG: Duration = Duration::from_secs(5);

/// Asks until a reply says that it is the last; how many replies came.
async fn ask_until_closed(
    mut client: Client,
    request: String,
    answered: Arc<AtomicUsize>,
) -> usize {
    for count in 1.. {
        let reply = client.call(&request).await;
        reply.check();
        assert_eq!(reply.status, 200);
        answered.fetch_add(1, Ordering::SeqCst);
        if reply.header("connection") == Some("close") {
            assert!(client.rest().await.is_empty());
            return count;
        }
    }
    unreachable!("counting ends with a reply that closes")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn under_load_every_request_gets_its_whole_reply() {
    let home = Home::with(sample::usual()).await;
    let options =
        Options { linger: LONG, drain: PATIENCE, threads: 2, ..home.server_options().await };
    let server = Server::start(options).await;
    let token = server.token("app", "secret").await;
    let answered = Arc::new(AtomicUsize::new(0));
    let mut asking = Vec::new();
    for number in 0..12 {
        let request = match number % 3 {
            0 => request::room(&token, "open", "ann"),
            1 => request::rooms(&token, "boss", ""),
            _ => app_token("app", "secret"),
        };
        let client = server.connect().await;
        asking.push(tokio::spawn(ask_until_closed(client, request, Arc::clone(&answered))));
    }
    while answered.load(Ordering::SeqCst) < 200 {
        tokio::task::yield_now().await;
    }
    let address = server.address;
    let serving = server.shut_down();
    let mut total = 0;
    for asked in asking {
        total += asked.await.unwrap();
    }
    assert_eq!(total, answered.load(Ordering::SeqCst));
    tokio::time::timeout(PATIENCE, serving).await.unwrap().unwrap().unwrap();
    assert!(tokio::net::TcpStream::connect(address).await.is_err(), "nobody listens");
}

#[tokio::test]
async fn what_is_under_way_is_finished_and_what_has_begun_gets_its_word() {
    let (_home, server) = served(PATIENCE).await;
    let token = server.token("app", "secret").await;
    let whole = app_token("app", "secret");
    let (first, second) = whole.split_at(whole.len() - 5);
    let mut under_way = server.connect().await;
    under_way.send(first.replacen("host: x", "host: x\r\nexpect: 100-continue", 1)).await;
    assert_eq!(under_way.reply().await.status, 100, "its body is being read");
    let mut idle = server.connect().await;
    assert_eq!(idle.call(request::room(&token, "open", "ann")).await.status, 200);
    let mut begun = server.connect().await;
    begun.send("GET /v1.0/rooms").await;
    let mut untouched = server.connect().await;
    let serving = server.shut_down();

    assert!(idle.rest().await.is_empty());
    assert!(untouched.rest().await.is_empty());
    let reply = begun.reply().await;
    reply.check();
    assert_eq!(reply.outcome(), (503, "ServiceUnavailable".to_owned()));
    assert!(begun.rest().await.is_empty());
    under_way.send(second).await;
    let reply = under_way.reply().await;
    reply.check();
    assert_eq!((reply.text("accessToken"), reply.header("connection")), (token, Some("close")));
    drop((idle, untouched, begun, under_way));
    tokio::time::timeout(PATIENCE, serving).await.unwrap().unwrap().unwrap();
}

#[tokio::test]
async fn a_new_connection_is_answered_while_the_last_ones_come_in() {
    let (_home, server) = served(PATIENCE).await;
    let token = server.token("app", "secret").await;
    // Connected before, asked after.
    let mut late = server.connect().await;
    let ready = server.connect().await.call("GET /readyz HTTP/1.1\r\n\r\n").await;
    assert_eq!((ready.status, ready.header("connection")), (200, None));
    let mut watching = server.connect().await;
    let serving = server.shut_down();
    let mut client_replies = late.call(request::room(&token, "open", "ann")).await;
    if client_replies.header("connection").is_none() {
        // The server had not heard of its end yet.
        client_replies = late.call(request::room(&token, "open", "ann")).await;
    }
    assert_eq!((client_replies.status, client_replies.header("connection")), (200, Some("close")));
    let ready = watching.call("GET /readyz HTTP/1.1\r\n\r\n").await;
    assert_eq!(ready.outcome(), (503, "ServiceUnavailable".to_owned()));
    drop((late, watching));
    tokio::time::timeout(PATIENCE, serving).await.unwrap().unwrap().unwrap();
}

#[tokio::test]
async fn who_never_ends_is_not_waited_for() {
    let drain = Duration::from_millis(300);
    let (_home, server) = served(drain).await;
    let mut endless = server.connect().await;
    let head = "POST /v1.0/oauth2/accessToken HTTP/1.1\r\nexpect: 100-continue\r\ncontent-length: 9\r\n\r\n";
    assert_eq!(endless.call(head).await.status, 100);
    let began = Instant::now();
    let serving = server.shut_down();
    tokio::time::timeout(PATIENCE, serving).await.unwrap().unwrap().unwrap();
    // The bound of the drain, and what lies before and after it; far from a body's 10 s.
    assert!(began.elapsed() < Duration::from_secs(6), "{:?}", began.elapsed());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_that_was_sent_before_the_end_is_answered() {
    for round in 0..5 {
        let (_home, server) = served(PATIENCE).await;
        let token = server.token("app", "secret").await;
        let room = request::room(&token, "open", "ann");
        server.call(&room).await;
        let address = server.address;
        let ended = Arc::new(AtomicUsize::new(0));
        let mut asking = Vec::new();
        for _ in 0..8 {
            let (room, ended) = (room.clone(), Arc::clone(&ended));
            asking.push(tokio::spawn(async move {
                // Each request on a connection of its own, until nobody listens any more.
                while let Ok(socket) = tokio::net::TcpStream::connect(address).await {
                    let mut client = Client::of(socket);
                    if client.try_send(&room).await.is_err() {
                        break;
                    }
                    match client.try_reply().await {
                        Some(reply) => assert_eq!(reply.status, 200),
                        // Connected in the very moment in which the server closed its door.
                        None => _ = ended.fetch_add(1, Ordering::SeqCst),
                    }
                }
            }));
        }
        server.stop().await;
        for asked in asking {
            asked.await.unwrap();
        }
        assert!(ended.load(Ordering::SeqCst) <= 1, "{round}: {ended:?}");
    }
}
