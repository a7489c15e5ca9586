//! The access log: one line a request, and nothing of what a client wrote but its key, escaped.

use openrooms_server::http::LogFormat;
use serde_json::{Value, json};

use crate::fixture::{Home, NOW, Server};
use crate::request::{self, app_token, get};
use crate::sample::{app, document, plain, with};

/// A key that would break a log, and a terminal.
const KEY: &str = "we\"ird\r\n2026 ERROR app=\u{1b}[31m\\";

/// Sends all kinds of requests; gives what must not be in the log, and how many were answered.
async fn provoke(server: &Server) -> (Vec<String>, usize) {
    let token = server.token(KEY, "secret").await;
    let room = "/v1.0/rooms/meetingRooms";
    let requests = [
        request::room(&token, "room-0", "ann"),
        request::room(&token, "room-0", "ann"),
        request::room(&token, "room%0d%0aINJECTED", "INJECTED%0a"),
        request::room(&token, "INJECTED\u{1b}é", "é"),
        request::room("INJECTED", "room-0", "ann"),
        get("/INJECTED%0a?INJECTED=\"INJECTED\"", "\"INJECTED\""),
        format!("INJECTED {room} HTTP/1.1\r\nuser-agent: INJECTED\"\r\n\r\n"),
        app_token("INJECTED\r\n", "INJECTED-secret"),
        app_token(KEY, "INJECTED-secret"),
        get("/gettoken?appkey=INJECTED%0d%0a&appsecret=INJECTED", ""),
        get("/topapi/INJECTED%0d%0a", ""),
    ];
    let count = requests.len() + 1;
    for request in requests {
        server.call(request).await;
    }
    (
        vec![
            "INJECTED".to_owned(),
            token,
            "secret".to_owned(),
            "room-0".to_owned(),
            "ann".to_owned(),
        ],
        count,
    )
}

async fn lines(format: LogFormat) -> Vec<String> {
    let corp = with(plain("corp", 1), json!({ "apps": [app(KEY)] }));
    let home = Home::with(document(&[corp], &[])).await;
    let (server, log) = Server::start_logged(home.server_options().await, format).await;
    let (secrets, count) = provoke(&server).await;
    server.stop().await;
    let text = log.text();
    for secret in secrets {
        assert!(!text.contains(&secret), "{secret} is in the log: {text}");
    }
    let line_ends = text.matches('\n').count();
    let others = text.chars().filter(|c| c.is_control() && *c != '\n').count();
    assert_eq!((line_ends, others), (count, 0), "{text}");
    text.lines().map(str::to_owned).collect()
}

#[tokio::test]
async fn as_json() {
    let mut operations = Vec::new();
    for line in lines(LogFormat::Json).await {
        let line: Value = serde_json::from_str(&line).unwrap();
        let mut fields: Vec<_> = line.as_object().unwrap().keys().map(String::as_str).collect();
        fields.sort_unstable();
        let wanted =
            ["app", "id", "level", "message", "micros", "operation", "status", "timestamp"];
        assert_eq!(fields, wanted);
        assert!(line["app"] == KEY || line["app"] == "-", "{line}");
        assert_eq!(line["timestamp"], "2026-05-28T20:26:40.000Z", "{NOW:?}");
        assert!(line["micros"].is_u64());
        let operation = line["operation"].as_str().unwrap().to_owned();
        operations.push((operation, line["status"].as_u64().unwrap(), line["app"] == KEY));
    }
    let wanted = [
        ("GetAccessToken", 200, true),
        ("QueryMeetingRoom", 200, true),
        ("QueryMeetingRoom", 200, true),
        ("QueryMeetingRoom", 400, true),
        // What cannot be parsed is a line as well.
        ("-", 400, false),
    ];
    for (found, wanted) in operations.iter().zip(wanted) {
        assert_eq!((found.0.as_str(), found.1, found.2), wanted);
    }
}

#[tokio::test]
async fn as_text() {
    for line in lines(LogFormat::Text).await {
        let rest = line.strip_prefix("2026-05-28T20:26:40.000Z  INFO request id=").unwrap();
        let (id, rest) = rest.split_once(" app=").unwrap();
        assert_eq!(id.len(), 36, "{line}");
        // The key is one JSON string, whatever it holds.
        let mut app = serde_json::Deserializer::from_str(rest).into_iter::<String>();
        let key = app.next().unwrap().unwrap();
        assert!(key == KEY || key == "-", "{line}");
        let rest = &rest[app.byte_offset()..];
        let names: Vec<_> =
            rest.split_whitespace().map(|field| field.split('=').next().unwrap()).collect();
        assert_eq!(names, ["operation", "status", "micros"], "{line}");
    }
}
