//! Our own faults, and what takes too much.

use std::time::Duration;

use openrooms_server::http::Patience;
use openrooms_server::server::Options;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};

use super::{body, is, served};
use crate::fixture::{Home, Server};
use crate::request;

/// Changes the database past the store.
async fn corrupt(home: &Home, sql: &'static str) {
    let file = home.options.data_dir.join("openrooms.db");
    let mut raw = SqliteConnectOptions::new().filename(file).connect().await.unwrap();
    sqlx::raw_sql(sql).execute(&mut raw).await.unwrap();
    raw.close().await.unwrap();
}

#[tokio::test]
async fn a_fault_of_ours() {
    let (home, server) = served().await;
    corrupt(&home, "UPDATE rooms SET status = 9 WHERE room_id = 'open'").await;
    let token = server.token("app", "secret").await;
    for _ in ["once", "again"] {
        let reply = server.room(&token, "open", "ann").await;
        is(&reply, 500, &body("system.error", "System Error"));
    }
    assert_eq!(server.reads(&token, "of-2", "ann").await.0, 200, "other rooms are well");
}

#[tokio::test]
async fn groups_that_cannot_be_read() {
    let (home, server) = served().await;
    corrupt(&home, "UPDATE room_groups SET parent_id = 'above' WHERE group_id = 10").await;
    let token = server.token("app", "secret").await;
    for target in ["groups/10?unionId=ann", "groupLists?unionId=ann", "groupAdmin/10"] {
        let target = format!("/v1.0/rooms/{target}");
        let reply = server.call(request::get(&target, &token)).await;
        is(&reply, 500, &body("group.query.error", "Group Query Error"));
    }
    let reply = server.call(request::get("/v1.0/rooms/groups/11?unionId=ann", &token)).await;
    assert_eq!(reply.status, 200, "other groups are well");
}

#[tokio::test]
async fn a_request_that_is_too_large_or_too_slow() {
    let (home, server) = served().await;
    let path = "/v1.0/oauth2/accessToken";
    let large = body("RequestTooLarge", "The request is larger than this server takes");
    let reply = server.call(request::post(path, &" ".repeat(1_048_577))).await;
    is(&reply, 413, &large);
    let header = format!("GET / HTTP/1.1\r\nx: {}\r\n\r\n", "x".repeat(200_000));
    is(&server.call(header).await, 431, &large);
    let malformed = body("param.error", "Error:malformed request");
    is(&server.call("GET / HTTP/9.9\r\n\r\n").await, 400, &malformed);

    let patience = Patience { body: Duration::ZERO, ..Patience::default() };
    let server = Server::start(Options { patience, ..home.server_options().await }).await;
    let head = format!("POST {path} HTTP/1.1\r\ncontent-length: 9\r\n\r\n{{");
    let slow = body("RequestTimeout", "The request was not complete in time");
    is(&server.call(head).await, 408, &slow);
    let legacy = "POST /gettoken HTTP/1.1\r\ncontent-length: 9\r\n\r\n{";
    is(&server.call(legacy).await, 200, r#"{"errcode":-1,"errmsg":"系统繁忙"}"#);
}

#[tokio::test]
async fn a_server_that_stops() {
    let (_home, server) = served().await;
    let mut watching = server.connect().await;
    let serving = server.shut_down();
    let mut reply = watching.call("GET /readyz HTTP/1.1\r\n\r\n").await;
    if reply.status == 200 {
        // It had not heard of its end yet.
        reply = watching.call("GET /readyz HTTP/1.1\r\n\r\n").await;
    }
    is(&reply, 503, &body("ServiceUnavailable", "The service cannot answer now; try again"));
    drop(watching);
    serving.await.unwrap().unwrap();
}
