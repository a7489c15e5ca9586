//! What a client can send and should not: each gets a whole reply in the wire's form.

use serde_json::json;

use crate::fixture::{Home, Server};
use crate::sample::{app, document, plain, room, with};
use crate::wire::Reply;

mod bodies;
mod heads;
mod methods;
mod paths;
mod slow;

/// What is sent, by a name, and the status and code of each reply.
type Case<'a> = (&'a str, Vec<u8>, &'a [(u16, &'a str)]);

const OK: (u16, &str) = (200, "ok");
const MALFORMED: (u16, &str) = (400, "param.error");
const NO_ACTION: (u16, &str) = (404, "InvalidAction.NotFound");
const NO_LEGACY: (u16, &str) = (200, "404");
const NO_ROOM: (u16, &str) = (400, "room.not.found");
const NO_TOKEN: (u16, &str) = (400, "AuthenticationFailed.MissingParameter");
const BAD_TOKEN: (u16, &str) = (400, "InvalidAuthentication");
const NO_BODY: (u16, &str) = (400, "Missingbody");
const HEAD_TOO_LARGE: (u16, &str) = (431, "RequestTooLarge");
const LEGACY_PARAMETER: (u16, &str) = (200, "400002");
const BODY_TOO_LARGE: (u16, &str) = (413, "RequestTooLarge");

const ROOM: &str = "/v1.0/rooms/meetingRooms/room-0?unionId=ann";
const TOKEN_PATH: &str = "/v1.0/oauth2/accessToken";
const MEGABYTE: usize = 1 << 20;

/// Not for the express lane; nor is what follows on the connection.
const NOT_PLAIN: &[u8] = b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n";

async fn served() -> (Home, Server, String) {
    let rooms = ["room-0", "a+b", "a/b", "会议室"].map(|id| room(id, 0));
    let corp = with(plain("corp", 0), json!({ "apps": [app("app")], "rooms": rooms }));
    let home = Home::with(document(&[corp], &[])).await;
    let server = home.serve().await;
    let token = server.token("app", "secret").await;
    (home, server, token)
}

/// Sends bytes and no more, and reads until the server closes.
async fn replies(server: &Server, bytes: &[u8]) -> Vec<Reply> {
    let mut client = server.connect().await;
    client.send(bytes).await;
    client.finish().await;
    client.replies().await
}

/// Each of `cases` gets these replies, and no others. `TOKEN` in the bytes is a good token.
async fn check(cases: &[Case<'_>]) {
    let (_home, server, token) = served().await;
    for (name, bytes, wanted) in cases {
        let bytes = replace(bytes, b"TOKEN", token.as_bytes());
        for round in ["cold", "warm", "past the express lane"] {
            let before: &[u8] = match round {
                "past the express lane" => NOT_PLAIN,
                _ => b"",
            };
            let replies = replies(&server, &[before, &bytes].concat()).await;
            let replies = &replies[usize::from(!before.is_empty())..];
            let last = replies.iter().filter(|reply| reply.status >= 200);
            let outcomes: Vec<_> = last
                .map(|reply| {
                    reply.check();
                    reply.outcome()
                })
                .collect();
            let outcomes: Vec<_> =
                outcomes.iter().map(|(status, code)| (*status, code.as_str())).collect();
            assert_eq!(outcomes, *wanted, "{name}, {round}");
        }
    }
}

fn replace(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let Some(at) = bytes.windows(from.len()).position(|window| window == from) else {
        return bytes.to_vec();
    };
    let rest = replace(&bytes[at + from.len()..], from, to);
    [&bytes[..at], to, &rest].concat()
}

/// A `GET` of raw bytes with a good token.
fn get(target: impl AsRef<[u8]>) -> Vec<u8> {
    let rest: &[u8] = b" HTTP/1.1\r\nhost: x\r\nx-acs-dingtalk-access-token: TOKEN\r\n\r\n";
    [b"GET ", target.as_ref(), rest].concat()
}

/// A `GET` of a room with these headers.
fn with_headers(headers: impl AsRef<[u8]>) -> Vec<u8> {
    let first = format!("GET {ROOM} HTTP/1.1\r\n");
    [first.as_bytes(), headers.as_ref(), b"\r\n\r\n"].concat()
}

/// A `POST` of raw bytes after the head.
fn posted(target: &str, headers: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let head = format!("POST {target} HTTP/1.1\r\n{headers}\r\n\r\n");
    [head.as_bytes(), body.as_ref()].concat()
}
