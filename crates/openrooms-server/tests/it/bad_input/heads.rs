//! Headers, and how large a head may be.

use std::fmt::Write as _;

use super::{
    BAD_TOKEN, Case, HEAD_TOO_LARGE, MALFORMED, MEGABYTE, NO_TOKEN, OK, ROOM, check, replies,
    served, with_headers,
};
use crate::request;
#[tokio::test]
async fn headers() {
    let token = "x-acs-dingtalk-access-token: TOKEN";
    let mut many = token.to_owned();
    for number in 0..200 {
        write!(many, "\r\nx-{number}: y").unwrap();
    }
    let large = |length: usize| format!("{token}\r\nx-large: {}", "y".repeat(length));
    let raw = |name: &[u8], value: &[u8]| {
        with_headers([token.as_bytes(), b"\r\n", name, b": ", value].concat())
    };
    let token_is =
        |value: &[u8]| with_headers([&b"x-acs-dingtalk-access-token: "[..], value].concat());
    let cases: &[Case<'_>] = &[
        ("a good one", with_headers(token), &[OK]),
        ("another case", with_headers("X-ACS-DingTalk-Access-Token: TOKEN"), &[OK]),
        ("200 headers", with_headers(&many), &[HEAD_TOO_LARGE]),
        ("60 KB", with_headers(large(60_000)), &[OK]),
        ("200 KB", with_headers(large(200 * 1024)), &[HEAD_TOO_LARGE]),
        ("a megabyte", with_headers(large(MEGABYTE)), &[HEAD_TOO_LARGE]),
        ("bytes above ASCII", raw(b"x-any", b"\xff\xfe"), &[OK]),
        ("a control character", raw(b"x-any", b"a\x01b"), &[MALFORMED]),
        ("a NUL", raw(b"x-any", b"a\0b"), &[MALFORMED]),
        ("an escape character", raw(b"x-any", b"\x1b[31m"), &[MALFORMED]),
        ("a name above ASCII", raw(b"x-\xff", b"y"), &[MALFORMED]),
        ("a name with a space", raw(b"x any", b"y"), &[MALFORMED]),
        ("an empty name", raw(b"", b"y"), &[MALFORMED]),
        ("no colon", with_headers(format!("{token}\r\nnonsense")), &[MALFORMED]),
        ("a folded line", with_headers(format!("{token}\r\nx: y\r\n z")), &[MALFORMED]),
        ("a token in quotes", token_is(b"\"TOKEN\""), &[BAD_TOKEN]),
        ("a token above ASCII", token_is("令牌".as_bytes()), &[BAD_TOKEN]),
        ("a token that is not UTF-8", token_is(b"\xff\xfe\xfd"), &[BAD_TOKEN]),
        ("a token with a NUL", token_is(b"a\0b"), &[MALFORMED]),
        ("a token of 60 KB", token_is(&b"t".repeat(60_000)), &[BAD_TOKEN]),
        ("a token in spaces", token_is(b"  TOKEN  "), &[OK]),
        ("a token of spaces", token_is(b"   "), &[NO_TOKEN]),
        (
            "two tokens, the good one first",
            token_is(b"TOKEN\r\nx-acs-dingtalk-access-token: x"),
            &[OK],
        ),
        (
            "two tokens, the good one last",
            token_is(b"x\r\nx-acs-dingtalk-access-token: TOKEN"),
            &[BAD_TOKEN],
        ),
        ("an address of nobody", raw(b"x-forwarded-for", b"\xff, 'or 1=1"), &[OK]),
    ];
    check(cases).await;
}

/// Around 64 KB it depends on how the bytes come in, but there is a reply.
#[tokio::test]
async fn heads_about_as_large_as_what_is_taken() {
    let (_home, server, token) = served().await;
    let taken = ["ok", "room.not.found"];
    for length in [64 * 1024 - 100, 64 * 1024, 70 * 1024, 100 * 1024] {
        let long = "x".repeat(length);
        let header = format!("GET {ROOM} HTTP/1.1\r\nx: {long}\r\n");
        for request in [
            request::room(&token, &long, "ann"),
            header + &format!("x-acs-dingtalk-access-token: {token}\r\n\r\n"),
        ] {
            let replies = replies(&server, request.as_bytes()).await;
            assert_eq!(replies.len(), 1);
            replies[0].check();
            let (status, code) = replies[0].outcome();
            let is_refused = matches!(status, 414 | 431) && code == "RequestTooLarge";
            assert!(is_refused || taken.contains(&code.as_str()), "{length}: {status} {code}");
        }
    }
}
