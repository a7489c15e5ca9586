//! The log: one line a request, of either format, and nothing in it that is nobody's business.

use serde_json::Value;

use crate::document::sample;
use crate::home::Home;
use crate::http;
use crate::server::{ROOM, Server};
use crate::start_refused::alter;

/// The log of a few calls, and the token that they used.
fn log_of_calls(args: &[&str]) -> (Vec<String>, String) {
    let home = Home::with_sample();
    let server = Server::start(&home, args);
    let token = server.sample_token();
    assert_eq!(server.get(ROOM, &token).status, 200);
    assert_eq!(
        server.get(&format!("{ROOM}&token={token}"), "no\"token").gist(),
        (400, "InvalidAuthentication")
    );
    assert_eq!(server.ask_token("dingdemo", "wrong-secret").status, 400);
    assert_eq!(server.ask_token("no\\app\u{7f}\"", "wrong-secret").status, 400);
    let legacy = "/gettoken?appkey=dingdemo&appsecret=demo-secret";
    assert_eq!(http::get(server.address, legacy, None).body["access_token"], token);
    assert_eq!(http::get(server.address, "/v1.0/Zhang%20San", None).status, 404);
    (server.end().log, token)
}

fn tells_nothing(log: &[String], token: &str) {
    let log = log.join("\n");
    let mut secrets = vec![token, "demo-secret", "wrong-secret", "no\"token", "Test meeting room"];
    let sample = sample();
    let people = sample["organisations"][0]["users"].as_array().unwrap().iter();
    secrets.extend(people.map(|person| person["name"].as_str().unwrap()));
    for secret in secrets {
        assert!(!log.contains(secret), "{secret}: {log}");
    }
}

/// Whether this is `2026-11-23T06:45:18.397861Z`, of any precision.
fn is_time(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let (seconds, fraction) = shape.split_once('.').unwrap_or_default();
    seconds == "0000-00-00T00:00:00"
        && fraction.strip_suffix('Z').is_some_and(|f| f.bytes().all(|b| b == b'0'))
}

#[test]
fn as_text() {
    let (log, token) = log_of_calls(&[]);
    for line in &log {
        let (time, rest) = line.split_once(' ').unwrap();
        assert!(is_time(time), "{line}");
        let level = rest.trim_start().split(' ').next().unwrap();
        assert!(["INFO", "WARN", "ERROR"].contains(&level), "{line}");
        assert!(line.chars().all(|c| !c.is_control()), "{line}");
    }
    let room =
        log.iter().find(|line| line.contains("operation=QueryMeetingRoom status=200")).unwrap();
    let names: Vec<_> =
        room.split(' ').filter_map(|part| part.split_once('=')).map(|(name, _)| name).collect();
    assert_eq!(names, ["id", "app", "operation", "status", "micros"]);
    assert!(room.contains(" app=\"dingdemo\" "), "{room}");
    tells_nothing(&log, &token);
}

#[test]
fn as_json() {
    let (log, token) = log_of_calls(&["--log-format", "json"]);
    let read = |line: &String| {
        serde_json::from_str::<Value>(line).unwrap_or_else(|e| panic!("{e}: {line}"))
    };
    let lines: Vec<Value> = log.iter().map(read).collect();
    for line in &lines {
        assert!(is_time(line["timestamp"].as_str().unwrap()), "{line}");
        assert!(line["level"].is_string() && line["message"].is_string(), "{line}");
    }
    let room =
        lines.iter().find(|line| line["operation"] == "QueryMeetingRoom" && line["status"] == 200);
    let room = room.unwrap();
    assert_eq!((&room["app"], &room["message"]), (&"dingdemo".into(), &"request".into()));
    assert!(room["micros"].is_u64() && room["id"].as_str().unwrap().len() == 36, "{room}");
    tells_nothing(&log, &token);
}

#[test]
fn the_cause_of_a_fault_stands_beside_the_request_s_id() {
    for (format, cause) in [
        ("text", "error=corrupt: rooms.status of 0ffb7184xxxxx"),
        ("json", r#""error":"corrupt: rooms.status of 0ffb7184xxxxx""#),
    ] {
        let home = Home::with_sample();
        let server = Server::start(&home, &["--log-format", format]);
        let token = server.sample_token();
        alter(&home, "UPDATE rooms SET status = 9");
        let reply = server.get(ROOM, &token);
        assert_eq!(reply.gist(), (500, "system.error"));
        let id = reply.body["requestid"].as_str().unwrap();
        alter(&home, "DROP TABLE tokens");
        let legacy =
            http::get(server.address, "/gettoken?appkey=dingdemo&appsecret=demo-secret", None);
        assert_eq!(legacy.body["errcode"], -1);
        let log = server.end().log;
        let told: Vec<_> =
            log.iter().filter(|line| line.contains(id) && line.contains(cause)).collect();
        assert_eq!(told.len(), 1, "{log:#?}");
        // The legacy reply has no id in its body, but in its head, and in the log.
        let told = log.iter().filter(|line| line.contains("request failed"));
        assert_eq!(told.count(), 2, "{log:#?}");
        tells_nothing(&log, &token);
    }
}

#[test]
fn every_request_has_its_line() {
    let (log, _) = log_of_calls(&[]);
    let requests = log.iter().filter(|line| line.contains(" request id=")).count();
    assert_eq!(requests, 7, "{log:#?}");
}

#[test]
fn warnings_alone() {
    let home = Home::with_sample();
    // Whoever wants no lines of requests still wants to know that it serves; the port tells.
    let port = free_port();
    let listen = format!("127.0.0.1:{port}");
    let args = ["serve", "--listen", &listen, "--log-level", "warn"];
    let mut child = home.command(&args).stderr(std::process::Stdio::piped()).spawn().unwrap();
    let begun = std::time::Instant::now();
    while std::net::TcpStream::connect(&listen).is_err() {
        assert!(begun.elapsed().as_secs() < 60, "it does not serve");
        std::thread::yield_now();
    }
    let reply = http::get(listen.parse().unwrap(), "/healthz", None);
    assert_eq!(reply.status, 200);
    let id = child.id().to_string();
    std::process::Command::new("sh").args(["-c", "kill -TERM \"$0\"", &id]).status().unwrap();
    assert!(child.wait().unwrap().success());
    let mut log = String::new();
    std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut log).unwrap();
    assert_eq!(log, "");
}

fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
