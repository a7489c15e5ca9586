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

/// 64 KiB with the blank line that ends it, not a byte more.
#[tokio::test]
async fn a_head_may_take_64_kib() {
    const LARGEST: usize = 64 * 1024;
    let (_home, server, token) = served().await;
    for (length, is_taken) in
        [(LARGEST - 1, true), (LARGEST, true), (LARGEST + 1, false), (100 * 1024, false)]
    {
        let head = |before: &str, after: &str| {
            let filling = "x".repeat(length - before.len() - after.len());
            [before, &filling, after].concat()
        };
        let end = format!("\r\nx-acs-dingtalk-access-token: {token}\r\n\r\n");
        let in_headers = head(&format!("GET {ROOM} HTTP/1.1\r\nx: "), &end);
        let room = "GET /v1.0/rooms/meetingRooms/";
        let in_path = head(room, &format!(" HTTP/1.1{end}"));
        let in_path_is = match length {
            _ if length > LARGEST + 1000 => 414,
            // The path fits, what comes behind it does not.
            _ => 431,
        };
        let cases = [(in_headers, 200, 431), (in_path, 400, in_path_is)];
        for (request, taken, refused) in cases {
            let wanted = if is_taken { taken } else { refused };
            for before in [String::new(), request::rooms(&token, "ann", "")] {
                let sent = [before.as_bytes(), request.as_bytes()].concat();
                let mut replies = replies(&server, &sent).await;
                let reply = replies.pop().unwrap();
                reply.check();
                assert_eq!(reply.status, wanted, "{length} {}", &request[..40]);
                if !is_taken {
                    assert_eq!(reply.outcome().1, "RequestTooLarge");
                }
                assert_eq!(replies.len(), usize::from(!before.is_empty()));
            }
        }
    }
}
