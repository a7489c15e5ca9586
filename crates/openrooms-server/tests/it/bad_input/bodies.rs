//! Bodies, whole and broken.

use super::{
    BODY_TOO_LARGE, Case, LEGACY_PARAMETER, MALFORMED, MEGABYTE, NO_ACTION, NO_BODY, OK, ROOM,
    TOKEN_PATH, check, posted, served,
};
#[tokio::test]
async fn bodies() {
    let good = r#"{"appKey":"app","appSecret":"secret"}"#;
    let length = good.len();
    let two_megabytes = vec![b' '; 2 * MEGABYTE];
    let chunked = "transfer-encoding: chunked";
    let chunk = |size: &str, data: &str| format!("{size}\r\n{data}\r\n0\r\n\r\n");
    let hex = format!("{length:x}");
    let mut large_chunks = Vec::new();
    for _ in 0..33 {
        large_chunks.extend(b"10000\r\n");
        large_chunks.extend(vec![b' '; 0x10000]);
        large_chunks.extend(b"\r\n");
    }
    large_chunks.extend(b"0\r\n\r\n");
    let post = |headers: &str, body: &[u8]| posted(TOKEN_PATH, headers, body);
    let sized =
        |length: &str, body: &[u8]| posted(TOKEN_PATH, &format!("content-length: {length}"), body);
    let whole = |body: &str| sized(&body.len().to_string(), body.as_bytes());
    let two = two_megabytes.len().to_string();
    let expecting = format!("expect: 100-continue\r\ncontent-length: {length}");
    let cases: &[Case<'_>] = &[
        ("a good one", whole(good), &[OK]),
        ("a chunked one", post(chunked, chunk(&hex, good).as_bytes()), &[OK]),
        ("of no kind", whole(good), &[OK]),
        ("an empty chunked one", post(chunked, b"0\r\n\r\n"), &[NO_BODY]),
        ("two megabytes", sized(&two, &two_megabytes), &[BODY_TOO_LARGE]),
        ("two megabytes of chunks", post(chunked, &large_chunks), &[BODY_TOO_LARGE]),
        (
            "a megabyte of nothing",
            sized(&MEGABYTE.to_string(), &two_megabytes[..MEGABYTE]),
            &[NO_BODY],
        ),
        (
            "two megabytes that nobody reads",
            posted("/v1.0/x", &format!("content-length: {two}"), &two_megabytes),
            &[NO_ACTION],
        ),
        (
            "two megabytes to the legacy API",
            posted("/gettoken", &format!("content-length: {two}"), &two_megabytes),
            &[LEGACY_PARAMETER],
        ),
        (
            "two megabytes to a room",
            posted(ROOM, &format!("content-length: {two}"), &two_megabytes),
            &[NO_ACTION],
        ),
        ("a size that is none", post(chunked, b"zz\r\n"), &[NO_BODY]),
        ("a negative size", post(chunked, b"-1\r\n"), &[NO_BODY]),
        ("a huge size", post(chunked, b"fffffffffffffffff\r\n"), &[NO_BODY]),
        ("a size without its chunk", post(chunked, b"10\r\nabc"), &[NO_BODY]),
        ("no last chunk", post(chunked, format!("{hex}\r\n{good}\r\n").as_bytes()), &[NO_BODY]),
        (
            "a chunk that is longer than it says",
            post(chunked, b"2\r\n{}x\r\n0\r\n\r\n"),
            &[NO_BODY],
        ),
        ("less than it says", sized("1000", good.as_bytes()), &[NO_BODY]),
        ("a length that is none", sized("many", good.as_bytes()), &[MALFORMED]),
        ("a negative length", sized("-1", good.as_bytes()), &[MALFORMED]),
        (
            "a length beyond all numbers",
            sized("99999999999999999999", good.as_bytes()),
            &[MALFORMED],
        ),
        ("two lengths", post("content-length: 2\r\ncontent-length: 3", b"{}"), &[MALFORMED]),
        ("an unknown coding", post("transfer-encoding: gzip", b"{}"), &[MALFORMED]),
        ("expecting to go on", post(&expecting, good.as_bytes()), &[OK]),
        ("expecting to go on to nothing", posted("/v1.0/x", &expecting, good), &[NO_ACTION]),
        ("an empty list", whole("[]"), &[MALFORMED]),
        (
            "nested nulls",
            whole(r#"{"appKey":"app","appSecret":"secret","x":{"y":null,"z":[null]},"n":null}"#),
            &[OK],
        ),
        ("a null key", whole(r#"{"appKey":null,"appSecret":null}"#), &[MALFORMED]),
        ("a byte-order mark", whole(&format!("\u{feff}{good}")), &[OK]),
        ("nothing behind a byte-order mark", whole("\u{feff}"), &[NO_BODY]),
        ("not UTF-8", sized("5", b"{\"\xff\":"), &[NO_BODY]),
        ("half a surrogate", whole(r#"{"appKey":"\ud800"}"#), &[MALFORMED]),
        ("a thousand brackets", whole(&"[".repeat(1000)), &[NO_BODY]),
        (
            "a thousand lists in each other",
            whole(&format!("{{\"a\":{}{}}}", "[".repeat(1000), "]".repeat(1000))),
            &[MALFORMED],
        ),
        ("a number beyond all numbers", whole(r#"{"appKey":1e999}"#), &[MALFORMED]),
        ("a NUL", whole(r#"{"appKey":"\u0000"}"#), &[MALFORMED]),
        ("the wrong container", whole(r#"{"appKey":["app"]}"#), &[MALFORMED]),
    ];
    check(cases).await;
}

#[tokio::test]
async fn a_client_that_waits_to_be_told_to_go_on_is_told() {
    let (_home, server, _) = served().await;
    let (body, mut client) = (r#"{"appKey":"app","appSecret":"secret"}"#, server.connect().await);
    let length = body.len();
    client
        .send(posted(TOKEN_PATH, &format!("expect: 100-continue\r\ncontent-length: {length}"), ""))
        .await;
    assert_eq!(client.reply().await.status, 100);
    assert_eq!(client.call(body).await.outcome().1, "ok");
}

/// Were the connection reset, the reply might be lost on its way.
#[tokio::test]
async fn a_client_that_is_refused_while_it_sends_may_go_on() {
    let (_home, server, _) = served().await;
    let piece = vec![b' '; MEGABYTE / 16];
    for target in [TOKEN_PATH, "/v1.0/nothing"] {
        let length = format!("content-length: {}", 2 * MEGABYTE);
        let mut client = server.connect().await;
        client.send(posted(target, &length, &piece)).await;
        let reply = client.reply().await;
        reply.check();
        assert!(matches!(reply.status, 404 | 413), "{target}");
        for _ in 0..15 {
            client.try_send(&piece).await.unwrap();
        }
    }
}
