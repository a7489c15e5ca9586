//! Methods, targets and versions; what is not HTTP at all.

use super::{Case, MALFORMED, NO_ACTION, NO_LEGACY, OK, ROOM, check, replies, served};
use crate::request;
#[tokio::test]
async fn methods_targets_and_versions() {
    let line = |line: &str| format!("{line}\r\nhost: x\r\n\r\n").into_bytes();
    let token = "x-acs-dingtalk-access-token: TOKEN";
    let room = |method: &str, target: &str, version: &str, more: &str| {
        format!("{method} {target} {version}\r\n{token}\r\n{more}\r\n").into_bytes()
    };
    let good = room("GET", ROOM, "HTTP/1.1", "");
    let absolute = format!("http://api.example{ROOM}");
    let old = room("GET", ROOM, "HTTP/1.0", "");
    let old_alive = room("GET", ROOM, "HTTP/1.0", "connection: keep-alive\r\n");
    let last = room("GET", ROOM, "HTTP/1.1", "connection: close\r\n");
    let tls = b"\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03\x5e\x2b\x00\x11\x22\x33\x44\x55\x66";
    let cases: &[Case<'_>] = &[
        ("an unknown method", line("BREW /v1.0/coffee HTTP/1.1"), &[NO_ACTION]),
        ("an unknown method on a room", room("BREW", ROOM, "HTTP/1.1", ""), &[NO_ACTION]),
        ("an unknown legacy method", line("BREW /gettoken HTTP/1.1"), &[NO_LEGACY]),
        ("a lower-case method", room("get", ROOM, "HTTP/1.1", ""), &[NO_ACTION]),
        ("a long method", line(&format!("{} / HTTP/1.1", "M".repeat(1000))), &[NO_LEGACY]),
        ("no word for a method", line("G@T / HTTP/1.1"), &[MALFORMED]),
        ("CONNECT", line("CONNECT example.com:443 HTTP/1.1"), &[NO_ACTION]),
        ("CONNECT to a path", line("CONNECT /v1.0/x HTTP/1.1"), &[NO_ACTION]),
        ("OPTIONS of all", line("OPTIONS * HTTP/1.1"), &[NO_ACTION]),
        ("TRACE", line("TRACE / HTTP/1.1"), &[NO_LEGACY]),
        ("an absolute target", room("GET", &absolute, "HTTP/1.1", ""), &[OK]),
        ("a target without a slash", line("GET x HTTP/1.1"), &[NO_ACTION]),
        ("no target", line("GET HTTP/1.1"), &[MALFORMED]),
        ("no host", b"GET /v1.0/x HTTP/1.1\r\n\r\n".to_vec(), &[NO_ACTION]),
        ("HTTP/1.0", old.clone(), &[OK]),
        ("HTTP/1.0, and more after it", [old.clone(), good.clone()].concat(), &[OK]),
        ("HTTP/1.0 kept alive", [old_alive.clone(), old_alive, old].concat(), &[OK, OK, OK]),
        ("HTTP/0.9", b"GET /v1.0/x\r\n".to_vec(), &[MALFORMED]),
        ("HTTP/1.2", line("GET / HTTP/1.2"), &[MALFORMED]),
        ("HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec(), &[MALFORMED]),
        ("HTTP/3.0", line("GET / HTTP/3.0"), &[MALFORMED]),
        ("TLS", tls.to_vec(), &[MALFORMED]),
        ("a letter", b"G".to_vec(), &[MALFORMED]),
        ("half a head", b"GET /v1.0/x HTTP/1.1\r\nhost".to_vec(), &[MALFORMED]),
        ("half a head after a reply", [&good[..], b"GET /v1"].concat(), &[OK, MALFORMED]),
        ("zeros", vec![0; 100], &[MALFORMED]),
        ("nothing", vec![], &[]),
        ("only line breaks", b"\r\n\r\n".to_vec(), &[]),
        ("line breaks first", [b"\r\n\r\n", &good[..]].concat(), &[OK]),
        ("bare line feeds", b"GET /v1.0/x HTTP/1.1\nhost: x\n\n".to_vec(), &[NO_ACTION]),
        ("two in a row", [&good[..], &good].concat(), &[OK, OK]),
        (
            "two and nonsense",
            [&good[..], &good, b"\x00nonsense\r\n\r\n"].concat(),
            &[OK, OK, MALFORMED],
        ),
        (
            "of all kinds",
            [&good[..], &line("GET /v1.0/x HTTP/1.1"), &line("GET /x HTTP/1.1"), &good].concat(),
            &[OK, NO_ACTION, NO_LEGACY, OK],
        ),
        ("closed by the client's wish", [last, good].concat(), &[OK]),
    ];
    check(cases).await;
}

#[tokio::test]
async fn head_is_get_without_a_body_on_pages_and_no_method_of_the_api() {
    let (_home, server, token) = served().await;
    let gettoken = "/gettoken?appkey=app&appsecret=secret";
    let posted = "/v1.0/oauth2/accessToken";
    let pages = ["/healthz", "/readyz", "/", "/docs", "/docs.css", "/docs.js", "/openapi.json"];
    let api = [
        (ROOM, "/v1.0/nothing"),
        ("/v1.0/rooms/meetingRoomLists?unionId=ann", "/v1.0/nothing"),
        (posted, "/v1.0/nothing"),
        ("/v1.0/nothing", "/v1.0/nothing"),
        (gettoken, "/nothing"),
    ];
    // What GET says of the second path, without its body, HEAD says of the first.
    for (target, like) in pages.map(|page| (page, page)).into_iter().chain(api) {
        let got = server.call(request::get(like, &token)).await;
        let asked = request::get(target, &token).replacen("GET", "HEAD", 1);
        let replies = replies(&server, asked.as_bytes()).await;
        assert_eq!(replies.len(), 1, "{target}");
        assert_eq!((replies[0].status, replies[0].body.len()), (got.status, 0), "{target}");
        for header in ["content-length", "content-type"] {
            assert_eq!(replies[0].header(header), got.header(header), "{target}");
        }
        assert!(replies[0].header("x-acs-request-id").is_some(), "{target}");
    }
}
