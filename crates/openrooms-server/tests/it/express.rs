//! The express lane: nobody can tell from outside who answered.

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::fixture::{Home, Server};
use crate::request;
use crate::sample::{READ, app, document, plain, room, with};
use crate::wire::{Client, PATIENCE, Reply};

/// What the lane leaves to hyper, and the connection with it.
const NOT_PLAIN: &str = "GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n";

async fn served() -> (Home, Server) {
    let apps = [
        app("app"),
        with(app("narrow"), json!({ "scopes": [] })),
        with(app("elsewhere"), json!({ "ipAllowList": ["192.0.2.1"] })),
        with(app("slow"), json!({ "qpsPerOperation": 1 })),
    ];
    let rooms = ["room-0", "a+b", "会议室"].map(|id| room(id, 0));
    let rooms: Vec<Value> = rooms.into_iter().chain([room("hidden", 1)]).collect();
    let corp = with(plain("corp", 0), json!({ "apps": apps, "rooms": rooms }));
    let home = Home::with(document(&[corp], &[])).await;
    let server = home.serve().await;
    (home, server)
}

/// What two replies of the same request share.
fn comparable(reply: &Reply) -> (u16, Vec<(String, String)>, String) {
    let id = reply.header("x-acs-request-id").expect("a reply has its id");
    let headers = reply.headers.iter().map(|(name, value)| {
        let differs = matches!(name.as_str(), "x-acs-request-id" | "x-acs-trace-id" | "date");
        (name.clone(), if differs { value.len().to_string() } else { value.clone() })
    });
    let body = String::from_utf8_lossy(&reply.body).replace(id, "ID");
    (reply.status, headers.collect(), body)
}

/// All replies to `requests`.
async fn replies(server: &Server, requests: &str) -> Vec<Reply> {
    let mut client = server.connect().await;
    client.send(requests).await;
    client.finish().await;
    client.replies().await
}

#[tokio::test]
async fn the_lane_and_hyper_answer_alike() {
    let (_home, server) = served().await;
    let token = |key: &'static str| server.token(key, "secret");
    let app = token("app").await;
    let plain = |target: &str| request::get(target, &app);
    let room = "/v1.0/rooms/meetingRooms/room-0?unionId=ann";
    let changed = |from: &str, to: &str| plain(room).replace(from, to);
    let requests = [
        plain(room),
        plain("/v1.0/rooms/meetingRooms/%72oom%2D0?unionId=%61nn&other=1"),
        plain("/v1.0/rooms/meetingRooms/a+b?unionId=ann"),
        plain("/v1.0/rooms/meetingRooms/%E4%BC%9A%E8%AE%AE%E5%AE%A4?x=%2B+&unionId=ann"),
        plain("/v1.0/rooms/meetingRooms/hidden?unionId=ann"),
        plain("/v1.0/rooms/meetingRooms/nowhere?unionId=ann"),
        plain("/v1.0/rooms/meetingRooms/room-0?unionId=nobody"),
        plain("/v1.0/rooms/meetingRooms/room-0"),
        plain("/v1.0/rooms/meetingRooms/room-0?unionId=ann&unionId=ann"),
        plain("/v1.0/rooms/meetingRooms/room-0?unionId=%zz"),
        plain("/v1.0/rooms/meetingRooms/room-0/?unionId=ann"),
        plain("/v1.0/rooms/meetingRooms/room-0?a#unionId=ann"),
        plain("http://x/v1.0/rooms/meetingRooms/room-0?unionId=ann"),
        request::get(room, "unknown"),
        request::get(room, ""),
        request::get(room, &format!("\"{app}\"")),
        request::get(room, &format!("  {app}\t")),
        request::get(room, &token("narrow").await),
        request::get(room, &token("elsewhere").await),
        changed("host: x", "connection: keep-alive"),
        changed("host: x", "CONNECTION: Keep-Alive"),
        changed("host: x", "connection: close"),
        changed("host: x", "connection: upgrade\r\nupgrade: h2c"),
        changed("host: x", "content-length: 0"),
        changed("host: x", "x-forwarded-for: 192.0.2.1"),
        changed("host: x", &format!("x-acs-dingtalk-access-token: {app}")),
        changed("x-acs-dingtalk", "X-Acs-DingTalk"),
        changed("HTTP/1.1", "HTTP/1.0"),
        changed("GET", "HEAD"),
        changed("GET", "get"),
        changed("host: x\r\n", ""),
        changed("host: x\r\n", &"h: 1\r\n".repeat(40)),
        changed("\r\n", "\n"),
        format!("\r\n{}", plain(room)),
    ];
    for request in requests {
        // Warm, or refused each time.
        replies(&server, &request).await;
        let in_lane = replies(&server, &request).await;
        let by_hyper = replies(&server, &format!("{NOT_PLAIN}{request}")).await;
        let comparable = |replies: &[Reply]| replies.iter().map(comparable).collect::<Vec<_>>();
        assert_eq!(comparable(&in_lane), comparable(&by_hyper[1..]), "{request}");
    }
}

#[tokio::test]
async fn both_draw_on_the_same_limits() {
    let (home, server) = served().await;
    let slow = server.token("slow", "secret").await;
    let read = request::room(&slow, "room-0", "ann");
    let mut hypers = server.connect().await;
    hypers.call(NOT_PLAIN).await;
    for round in 0..3 {
        assert_eq!(server.call(&read).await.status, 200, "{round}");
        assert_eq!(server.call(&read).await.status, 403, "{round}");
        assert_eq!(hypers.call(&read).await.status, 403, "{round}");
        home.pass(1);
        assert_eq!(hypers.call(&read).await.status, 200, "{round}");
        assert_eq!(server.call(&read).await.status, 403, "{round}");
        home.pass(1);
    }
}

#[tokio::test]
async fn whatever_bytes_a_proxy_passes_on_its_own_word_counts() {
    let (home, _) = served().await;
    let behind = home.serve_behind_proxy().await;
    let token = behind.token("elsewhere", "secret").await;
    let good =
        request::get_from("192.0.2.1", "/v1.0/rooms/meetingRooms/room-0?unionId=ann", &token);
    assert_eq!(behind.call(&good).await.status, 200);
    for (written, wanted) in [
        (&b"192.0.2.1"[..], 200),
        (b"192.0.2.2", 403),
        (b"192.0.2.1, 192.0.2.2", 403),
        (b"192.0.2.1\xff, 192.0.2.2", 403),
        (b"\xff, 192.0.2.2", 403),
        (b"\xff, 192.0.2.1", 200),
        (b"\xff\r\nx-forwarded-for: 192.0.2.2", 403),
        (b"\xff\r\nx-forwarded-for: 192.0.2.1\t", 200),
        (b"192.0.2.1, \xff", 403),
        (b"192.0.2.1\r\nx-forwarded-for: \xff", 403),
    ] {
        let (before, after) = good.split_once("192.0.2.1").unwrap();
        let bytes = [before.as_bytes(), written, after.as_bytes()].concat();
        assert_eq!(behind.call(&bytes).await.status, wanted, "{}", written.escape_ascii());
        let mut hypers = behind.connect().await;
        hypers.call(NOT_PLAIN).await;
        assert_eq!(hypers.call(&bytes).await.status, wanted, "{}", written.escape_ascii());
    }
}

#[tokio::test]
async fn a_request_in_two_pieces_is_one() {
    let (_home, server) = served().await;
    let token = server.token("app", "secret").await;
    let read = request::room(&token, "room-0", "ann");
    let mut other = server.connect().await;
    let whole = server.call(&read).await;
    for cut in 1..read.len() {
        let mut client = server.connect().await;
        client.send(&read[..cut]).await;
        // The one thread has seen the first piece when it answers another connection after it.
        other.call(&read).await;
        other.call(&read).await;
        let reply = client.call(&read[cut..]).await;
        assert_eq!(comparable(&reply), comparable(&whole), "cut at {cut}");
    }
}

#[tokio::test]
async fn what_comes_at_once_is_answered_in_order() {
    let (_home, server) = served().await;
    let token = server.token("app", "secret").await;
    let read = request::room(&token, "room-0", "ann");
    let (hidden, list) =
        (request::room(&token, "hidden", "ann"), request::rooms(&token, "ann", ""));
    server.call(&read).await;
    server.call(&hidden).await;
    let kinds =
        [(read.as_str(), 200, "room-0"), (&hidden, 400, "room.not.found"), (&list, 200, "hasMore")];
    // Every order of three and four, so that each kind comes before and after each other.
    for number in 0..81_usize {
        let drawn = [1, 3, 9, 27].map(|weight| kinds[number / weight % 3]);
        let requests = drawn.map(|(request, ..)| request).concat();
        let mut client = server.connect().await;
        client.send(requests + &NOT_PLAIN[..20]).await;
        for (_, status, text) in drawn {
            let reply = client.reply().await;
            reply.check();
            assert_eq!(reply.status, status);
            assert!(String::from_utf8_lossy(&reply.body).contains(text), "{number}");
        }
        assert_eq!(client.call(&NOT_PLAIN[20..]).await.status, 200);
    }
}

#[tokio::test]
async fn a_client_that_reads_late_misses_nothing() {
    const REQUESTS: usize = 20_000;
    let (_home, server) = served().await;
    let token = server.token("app", "secret").await;
    let (read, hidden) =
        (request::room(&token, "room-0", "ann"), request::room(&token, "hidden", "ann"));
    server.call(&read).await;
    server.call(&hidden).await;
    let (mut reads, mut writes) = TcpStream::connect(server.address).await.unwrap().into_split();
    let sending = tokio::spawn(async move {
        for _ in 0..REQUESTS / 2 {
            writes.write_all(read.as_bytes()).await.unwrap();
            writes.write_all(hidden.as_bytes()).await.unwrap();
        }
    });
    // The server goes on with others while this one's replies wait.
    for _ in 0..100 {
        server.room(&token, "room-0", "ann").await;
    }
    let mut received = Vec::new();
    tokio::time::timeout(PATIENCE, reads.read_to_end(&mut received)).await.unwrap().unwrap();
    sending.await.unwrap();
    let statuses: Vec<u16> = Reply::all(&received).iter().map(|reply| reply.status).collect();
    assert_eq!(statuses, [200, 400].repeat(REQUESTS / 2));
}

#[tokio::test]
async fn a_scope_that_is_granted_later_counts_in_the_lane() {
    let (home, server) = served().await;
    let token = server.token("narrow", "secret").await;
    assert_eq!(server.reads(&token, "room-0", "ann").await.0, 403);
    let mut client = Client::connect(server.address).await;
    let read = request::room(&token, "room-0", "ann");
    assert_eq!(client.call(&read).await.status, 403);
    let granted = with(app("narrow"), json!({ "scopes": [READ] }));
    home.import(document(&[with(plain("corp", 0), json!({ "apps": [granted] }))], &[])).await;
    crate::fixture::eventually(std::time::Duration::from_secs(2), &200, async || {
        server.room(&token, "room-0", "ann").await.status
    })
    .await;
    assert_eq!(client.call(&read).await.status, 200);
}
