//! Clients that are slow, or go away.

use std::time::Duration;

use openrooms_server::http::Patience;
use openrooms_server::server::Options;

use super::{ROOM, TOKEN_PATH, posted, served};
use crate::fixture::{Home, Server};
use crate::request::{self, app_token, post};
use crate::wire::Client;

/// A call that needs a token.
const LABELS: &str = "/v1.0/rooms/labels";

/// A server that waits for nobody.
async fn hasty(home: &Home) -> Server {
    let short = Duration::from_millis(250);
    let patience = Patience { head: short, body: short, ..Patience::default() };
    Server::start(Options { patience, ..home.server_options().await }).await
}

#[tokio::test]
async fn a_head_or_a_body_that_does_not_end_is_not_waited_for() {
    let (home, _, token) = served().await;
    let server = hasty(&home).await;
    let good = request::get(ROOM, &token);
    let timeout = (408, "RequestTimeout");
    for (sent, wanted) in [
        (b"G".to_vec(), timeout),
        (format!("GET {ROOM} HTTP/1.1\r\nhost: x\r\n").into_bytes(), timeout),
        (posted(TOKEN_PATH, "content-length: 100", "{"), timeout),
        (posted(TOKEN_PATH, "content-length: 100", ""), timeout),
        // Whose token is bad is told so before any of it comes.
        (posted(LABELS, "content-length: 100", ""), (400, "AuthenticationFailed.MissingParameter")),
        (posted("/gettoken", "transfer-encoding: chunked", "1\r\n{\r\n"), (200, "-1")),
    ] {
        let mut client = server.connect().await;
        client.send(&sent).await;
        let mut replies = client.replies().await;
        let reply = replies.pop().unwrap();
        reply.check();
        let (status, code) = reply.outcome();
        assert_eq!(
            ((status, code.as_str()), replies.len()),
            (wanted, 0),
            "{}",
            sent.escape_ascii()
        );
    }
    // After a reply the next head is waited for no longer than the first.
    let mut client = server.connect().await;
    assert_eq!(client.call(&good).await.status, 200);
    client.send("GET /v1.0/").await;
    assert_eq!(client.reply().await.outcome(), (408, "RequestTimeout".to_owned()));
    assert!(client.rest().await.is_empty());
}

#[tokio::test]
async fn half_a_head_that_comes_with_a_request_is_a_head_that_has_begun() {
    let (home, _, token) = served().await;
    let server = hasty(&home).await;
    let list = request::rooms(&token, "ann", "");
    let chunked = posted(TOKEN_PATH, "transfer-encoding: chunked", "2\r\n{}\r\n0\r\n\r\n");
    let bare = format!(
        "GET /v1.0/rooms/meetingRoomLists?unionId=ann HTTP/1.1\nx-acs-dingtalk-access-token: {token}\n\n"
    );
    for (name, whole) in [
        ("a room in the lane", request::get(ROOM, &token).into_bytes()),
        ("no body", list.clone().into_bytes()),
        ("a body", app_token("app", "secret").into_bytes()),
        ("chunks", chunked),
        ("bare line feeds", bare.into_bytes()),
        ("blank lines first", format!("\r\n\r\n{list}").into_bytes()),
    ] {
        for half in ["G", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nhost: x\r\nx: y"] {
            let mut client = server.connect().await;
            client.send([&whole, &whole, half.as_bytes()].concat()).await;
            let replies = client.replies().await;
            let statuses: Vec<_> = replies.iter().map(|reply| reply.status).collect();
            assert_eq!(
                (statuses.len(), statuses.last()),
                (3, Some(&408)),
                "{name} {half:?}: {statuses:?}"
            );
        }
        // Nothing has begun where all of it was answered.
        let mut client = server.connect().await;
        client.send([&whole[..], &whole].concat()).await;
        client.reply().await;
        client.reply().await;
        let mut slow = server.connect().await;
        slow.send("G").await;
        assert_eq!(slow.reply().await.status, 408);
        assert_eq!(client.call(&list).await.status, 200, "{name}");
    }
}

#[tokio::test]
async fn an_idle_connection_outlives_the_patience_for_heads() {
    let (home, _, token) = served().await;
    let server = hasty(&home).await;
    let mut idle = server.connect().await;
    assert_eq!(idle.call(request::get(ROOM, &token)).await.status, 200);
    // Another one, begun later, is given up first.
    let mut slow = server.connect().await;
    slow.send("GET").await;
    assert_eq!(slow.reply().await.status, 408);
    assert_eq!(idle.call(request::get(ROOM, &token)).await.status, 200);
}

#[tokio::test]
async fn a_client_that_went_away_harms_nobody() {
    let (_home, server, token) = served().await;
    let mut other = server.connect().await;
    for bytes in [
        request::get(ROOM, &token),
        "GET /v1".to_owned(),
        app_token("app", "secret"),
        post(TOKEN_PATH, "{}").replace("content-length: 2", "content-length: 20"),
        request::get(ROOM, &token).repeat(2000),
    ] {
        let mut client: Client = server.connect().await;
        client.send(bytes).await;
        drop(client);
        assert_eq!(other.call(request::get(ROOM, &token)).await.status, 200);
    }
}

#[tokio::test]
async fn many_who_send_nothing_keep_nobody_out() {
    // More than are worked on at once by one thread.
    const SILENT: usize = 2100;
    let (_home, server, token) = served().await;
    let mut silent = Vec::new();
    for _ in 0..SILENT {
        let mut client = server.connect().await;
        client.send(posted("/gettoken", "content-length: 10", "")).await;
        silent.push(client);
    }
    for request in [
        app_token("app", "secret"),
        request::rooms(&token, "ann", ""),
        "GET /healthz HTTP/1.1\r\n\r\n".to_owned(),
        "GET /readyz HTTP/1.1\r\n\r\n".to_owned(),
    ] {
        assert_eq!(server.call(&request).await.status, 200, "{request}");
    }
}

#[tokio::test]
async fn who_takes_no_reply_is_not_waited_for() {
    let (home, _, token) = served().await;
    let patience = Patience { write: Duration::from_millis(500), ..Patience::default() };
    let server = Server::start(Options { patience, ..home.server_options().await }).await;
    let room = request::get(ROOM, &token);
    server.call(&room).await;
    for request in [room, "GET /openapi.json HTTP/1.1\r\n\r\n".to_owned()] {
        let mut deaf = server.connect().await;
        // As much as the server takes; it closes at last, which ends the sending.
        while deaf.try_send(request.repeat(1000)).await.is_ok() {}
        assert_eq!(server.call(&request::get(ROOM, &token)).await.status, 200);
    }
}

/// A body that comes right behind its head, after the word on it: whoever is not told that this was the
/// last reply may ask again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_is_closed_with_its_word_where_a_body_was_not_waited_for() {
    let (_home, server, _) = served().await;
    let whole = posted(LABELS, "content-length: 20", "{\"labelName\":\"abcde\"");
    let (head, body) = whole.split_at(whole.len() - 20);
    for round in 0..4000 {
        let mut client = server.connect().await;
        for _ in 0..3 {
            client.send(head).await;
            // Each time a little later: somewhere in between the word on it is on its way.
            for _ in 0..(round % 32) * 1000 {
                std::hint::spin_loop();
            }
            if client.try_send(body).await.is_err() {
                break;
            }
            let reply = client.try_reply().await.expect("it was not said that it is the last");
            assert_eq!(reply.status, 400, "{reply:?}");
            if reply.header("connection") == Some("close") {
                break;
            }
        }
    }
}
