//! Error bodies of all shapes, and successes that are none.

use openrooms_client::protocol::Nothing;
use openrooms_client::{Client, Credentials, Error, Said};
use serde_json::json;

use crate::operations::{TopapiUserGet, User};
use crate::server::{Say, Server};

/// What one read of a room says where the server answers so.
async fn said(answer: impl Fn() -> Say + Send + Sync + 'static) -> Error {
    let server = Server::start(move |_, _| answer()).await;
    client(&server).query_meeting_room("r1", "u1").await.unwrap_err()
}

fn client(server: &Server) -> Client {
    let builder = server.builder().credentials(Credentials::token("t"));
    builder.retries(0).max_reply_bytes(1000).build().unwrap()
}

fn raw(head: &str, body: &str) -> Say {
    Say::Raw(format!("HTTP/1.1 {head}\r\n\r\n{body}").into())
}

#[tokio::test]
async fn nothing_that_the_server_said_is_lost() {
    let body = json!({
        "code": "Forbidden.AccessDenied.AccessTokenPermissionDenied",
        "message": "应用尚未开通所需的权限：[VideoConference.Conference.Read]",
        "requestid": "0193-BODY",
        "accessdenieddetail": {"requiredScopes": ["VideoConference.Conference.Read"]},
        "hint": {"see": "console"},
    })
    .to_string();
    let sent = body.clone();
    let headers = ["x-acs-request-id: 0193-HEADER", "x-acs-trace-id: abc"];
    let error = said(move || Say::With(403, headers.map(str::to_owned).into(), sent.clone())).await;

    let said = error.body().unwrap();
    assert_eq!(said.code, "Forbidden.AccessDenied.AccessTokenPermissionDenied");
    assert_eq!(said.message, "应用尚未开通所需的权限：[VideoConference.Conference.Read]");
    assert_eq!(said.requestid.as_deref(), Some("0193-BODY"));
    let detail = said.accessdenieddetail.as_ref().unwrap();
    assert_eq!(detail.required_scopes, ["VideoConference.Conference.Read"]);
    assert_eq!(said.other["hint"], json!({"see": "console"}));

    assert_eq!(error.code(), Some(&*said.code));
    assert_eq!(error.request_id(), Some("0193-BODY"));
    let refusal = error.refusal().unwrap();
    assert_eq!((refusal.action, refusal.is_cut), ("QueryMeetingRoom", false));
    assert_eq!(refusal.status, 403);
    assert_eq!(refusal.raw, body.as_bytes());
    assert_eq!(refusal.headers["x-acs-request-id"], "0193-HEADER");
    assert_eq!(refusal.headers["x-acs-trace-id"], "abc");
}

#[tokio::test]
async fn a_body_that_is_not_the_apis_is_kept_as_it_came() {
    for (status, body) in [
        (502, "<html><h1>Bad Gateway</h1></html>"),
        (500, ""),
        (400, "[1,2]"),
        (400, "\"room.not.found\""),
        (400, "{\"error\":\"other\"}"),
        (400, "{\"code\":400,\"message\":\"a number is no code\"}"),
        (400, "{\"code\":\"half"),
        (401, "no"),
    ] {
        let headers = vec!["x-acs-request-id: 0193-HEADER".to_owned()];
        let error = said(move || Say::With(status, headers.clone(), body.into())).await;
        let refusal = error.refusal().unwrap_or_else(|| panic!("{body}: {error}"));
        assert!(matches!(refusal.said, Said::Other), "{body}");
        assert_eq!(refusal.status, status);
        assert_eq!(refusal.raw, body.as_bytes());
        assert_eq!((error.code(), error.request_id()), (None, Some("0193-HEADER")));
    }
}

#[tokio::test]
async fn bytes_that_are_not_text_are_kept() {
    let error = said(|| Say::Raw(b"HTTP/1.1 500 No\r\n\r\n\xff\x00\xfe".into())).await;
    assert_eq!(error.refusal().unwrap().raw, b"\xff\x00\xfe"[..]);
    assert_eq!(
        error.to_string(),
        "QueryMeetingRoom: 500 with a body that is not the API's: \u{fffd}\\u{0}\u{fffd}"
    );
}

#[tokio::test]
async fn of_an_error_that_breaks_off_the_rest_is_kept() {
    let error = said(|| raw("503 No\r\ncontent-length: 100", "{\"code\":\"Ser")).await;
    let refusal = error.refusal().unwrap();
    assert_eq!(refusal.status, 503);
    assert_eq!(refusal.raw, b"{\"code\":\"Ser"[..]);
    assert!(refusal.is_cut);
}

#[tokio::test]
async fn of_an_error_that_is_too_long_the_beginning_is_kept() {
    let error = said(|| Say::Json(500, "x".repeat(1024 * 1024))).await;
    let refusal = error.refusal().unwrap();
    assert_eq!(refusal.raw.len(), 64 * 1024);
    assert!(refusal.is_cut);
}

#[tokio::test]
async fn an_error_with_status_200_is_an_error() {
    let error = said(|| Say::Json(200, r#"{"code":"system.error","message":"m"}"#.into())).await;
    assert_eq!(error.code(), Some("system.error"));
    assert_eq!(error.status().unwrap(), 200);
}

#[tokio::test]
async fn a_success_that_cannot_be_read_names_the_field() {
    for (body, path, reason) in [
        (
            r#"{"result":{"roomId":"r","roomName":"n","roomStatus":0,"roomCapacity":"ten"}}"#,
            "result.roomCapacity",
            "invalid type: string \"ten\", expected i32 at line 1 column 74",
        ),
        (
            r#"{"result":{"roomId":"r","roomName":"n","roomStatus":0,"roomLabels":[{"labelId":1},{}]}}"#,
            "result.roomLabels[1]",
            "missing field `labelId` at line 1 column 84",
        ),
        ("{}", "", "missing field `result` at line 1 column 2"),
        ("", "", "missing field `result` at line 1 column 2"),
        ("<html>", "", "expected value at line 1 column 1"),
        (
            r#"{"result":{"roomId":"r","roomName":"n","roomStatus":0}} x"#,
            "",
            "trailing characters at line 1 column 57",
        ),
    ] {
        let error = said(move || Say::With(200, vec!["x-acs-request-id: ID".into()], body.into()));
        let error = error.await;
        let Error::Unreadable(unreadable) = &error else {
            panic!("{body}: {error}");
        };
        assert_eq!((&*unreadable.path, &*unreadable.reason), (path, reason));
        assert_eq!(unreadable.raw, body.as_bytes());
        assert_eq!((error.request_id(), error.code()), (Some("ID"), None));
        let place = if path.is_empty() { String::new() } else { format!("{path}: ") };
        assert_eq!(
            error.to_string(),
            format!("QueryMeetingRoom: a reply that cannot be read: {place}{reason}")
        );
    }
}

#[tokio::test]
async fn a_success_that_is_too_long_is_not_read() {
    let long = "x".repeat(1001);
    let chunked = format!("{:x}\r\n{long}\r\n0\r\n\r\n", long.len());
    for answer in [
        format!("HTTP/1.1 200 OK\r\ncontent-length: 1001\r\n\r\n{long}"),
        format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{chunked}"),
        format!("HTTP/1.1 200 OK\r\n\r\n{long}"),
    ] {
        let error = said(move || Say::Raw(answer.clone().into())).await;
        assert_eq!(error.to_string(), "QueryMeetingRoom: a reply of more than 1000 bytes");
    }
}

#[tokio::test]
async fn a_reply_of_just_the_limit_is_read() {
    let room = r#"{"result":{"roomId":"r","roomName":"n","roomStatus":0}}"#;
    let padded = format!("{room:<1000}");
    let server = Server::start(move |_, _| Say::Json(200, padded.clone())).await;
    let read = client(&server).query_meeting_room("r", "u").await.unwrap();
    assert_eq!(read.room_name, "n");
}

#[tokio::test]
async fn a_legacy_error_keeps_its_finer_code() {
    const RAW: &str = r#"{"errcode":88,"errmsg":"ding talk error[subcode=60011,submsg=no]",
        "sub_code":"60011","sub_msg":"no","request_id":"abc123","hint":"h"}"#;
    let server = Server::start(|_, _| Say::Json(200, RAW.into())).await;
    let user = User { userid: "u".into() };
    let client = client(&server);
    let called = client.call::<TopapiUserGet>(&Nothing {}, &Nothing {}, &user);
    let error = called.await.unwrap_err();
    assert_eq!((error.code(), error.request_id()), (Some("60011"), Some("abc123")));
    let refusal = error.refusal().unwrap();
    assert_eq!(refusal.message(), Some("no"));
    assert_eq!(refusal.raw, RAW.as_bytes());
    let Said::Legacy { body, .. } = &refusal.said else {
        panic!("{refusal}");
    };
    assert_eq!(body.errcode, 88);
}

#[tokio::test]
async fn no_connection_and_a_broken_one_are_told_apart() {
    let closed = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    let client = Client::builder().address(&closed).credentials(Credentials::token("t"));
    let client = client.retries(0).build().unwrap();
    let error = client.query_meeting_room("r1", "u1").await.unwrap_err();
    assert!(matches!(error, Error::Connect { .. }), "{error:?}");
    assert_eq!(error.to_string(), format!("QueryMeetingRoom: no connection to {closed}"));

    for broken in
        ["", "HTTP/1.1 200", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{", "nonsense\r\n"]
    {
        let error = said(|| Say::Raw(broken.into())).await;
        assert!(matches!(error, Error::Broken { .. }), "{broken:?}: {error:?}");
        assert_eq!((error.status(), error.code()), (None, None));
    }
}
