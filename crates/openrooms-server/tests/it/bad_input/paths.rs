//! Paths and queries.

use super::{Case, MALFORMED, NO_ACTION, NO_LEGACY, NO_ROOM, NO_TOKEN, OK, ROOM, check, get};
#[tokio::test]
async fn paths_and_queries() {
    let path = |room: &[u8]| {
        let target = [b"/v1.0/rooms/meetingRooms/", room, b"?unionId=ann"].concat();
        get(target)
    };
    let query =
        |operator: &[u8]| get([b"/v1.0/rooms/meetingRooms/room-0?unionId=", operator].concat());
    let long = |length: usize| path(&b"r".repeat(length));
    let cases: &[Case<'_>] = &[
        ("a good one", path(b"room-0"), &[OK]),
        ("a lone percent", path(b"%"), &[MALFORMED]),
        ("half an escape", path(b"room-0%2"), &[MALFORMED]),
        ("no hexadecimal digits", path(b"%zz"), &[MALFORMED]),
        ("an escape of %u", path(b"%u0041"), &[MALFORMED]),
        ("escaped bytes that are not UTF-8", path(b"%ff%fe"), &[MALFORMED]),
        ("an overlong escape", path(b"%c0%af"), &[MALFORMED]),
        ("a surrogate", path(b"%ed%a0%80"), &[MALFORMED]),
        ("bytes that are not UTF-8", path(b"\xff\xfe"), &[MALFORMED]),
        ("raw UTF-8", path("会议室".as_bytes()), &[OK]),
        ("escaped UTF-8", path(b"%E4%BC%9A%E8%AE%AE%E5%AE%A4"), &[OK]),
        ("an escaped NUL", path(b"room-0%00"), &[MALFORMED]),
        ("a raw NUL", path(b"room-0\0"), &[MALFORMED]),
        ("a raw space", path(b"room 0"), &[MALFORMED]),
        ("a raw line feed", path(b"room\n0"), &[MALFORMED]),
        ("an escaped line break", path(b"room%0d%0a0"), &[NO_ROOM]),
        ("a plus is a plus", path(b"a+b"), &[OK]),
        ("an escaped plus too", path(b"a%2Bb"), &[OK]),
        ("a space is none", path(b"a%20b"), &[NO_ROOM]),
        ("an escaped slash", path(b"a%2Fb"), &[OK]),
        ("escaped once, decoded once", path(b"a%252Bb"), &[NO_ROOM]),
        ("a slash", path(b"a/b"), &[NO_ACTION]),
        ("dots are a name", path(b".."), &[NO_ROOM]),
        ("escaped dots too", path(b"%2e%2e"), &[NO_ROOM]),
        ("empty segments", get("/v1.0//rooms/meetingRooms/room-0?unionId=ann"), &[NO_ACTION]),
        ("an empty segment first", get("//v1.0/rooms/meetingRooms/room-0"), &[NO_LEGACY]),
        ("an empty segment last", path(b"room-0/"), &[NO_ACTION]),
        ("an empty id", path(b""), &[NO_ACTION]),
        ("only a slash", get("/v1.0/"), &[NO_ACTION]),
        ("1 KB", long(1024), &[NO_ROOM]),
        ("60 KB", long(60 * 1024), &[NO_ROOM]),
        ("200 KB", long(200 * 1024), &[(414, "RequestTooLarge")]),
        ("60 KB of escapes", path(&b"%41".repeat(20 * 1024)), &[NO_ROOM]),
        ("a fragment", get("/v1.0/rooms/meetingRooms/room-0?unionId=ann#x"), &[OK]),
        ("a lone percent in the query", query(b"%"), &[MALFORMED]),
        ("not UTF-8 in the query", query(b"%ff"), &[MALFORMED]),
        ("raw bytes in the query", query(b"\xff"), &[MALFORMED]),
        ("NUL in the query", query(b"ann%00"), &[MALFORMED]),
        ("a raw NUL in the query", query(b"ann\0"), &[MALFORMED]),
        ("a malformed name in the query", query(b"ann&%zz=1"), &[MALFORMED]),
        ("unionId twice", query(b"ann&unionId=ann"), &[MALFORMED]),
        ("unionId twice, once escaped", query(b"ann&%75nionId=bob"), &[MALFORMED]),
        ("a question mark", query(b"ann?"), &[(400, "user.not.employee")]),
        ("empty pairs", query(b"ann&&&=&=x"), &[OK]),
        ("a query of 60 KB", query(&b"u".repeat(60 * 1024)), &[(400, "user.not.employee")]),
        ("20,000 parameters", query(&[&b"ann"[..], &b"&x=".repeat(20_000)].concat()), &[OK]),
        ("no token", format!("GET {ROOM} HTTP/1.1\r\n\r\n").into_bytes(), &[NO_TOKEN]),
    ];
    check(cases).await;
}
