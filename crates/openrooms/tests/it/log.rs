//! The log: one line a request, of either format, and nothing in it that is nobody's business.

use std::fmt::Write as _;

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

/// Holds the database as a writer does, for as long as `work` takes.
fn while_others_write(home: &Home, work: impl FnOnce()) {
    use sqlx::Connection as _;
    let url = format!("sqlite://{}", home.path("data/openrooms.db").display());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let mut connection = runtime.block_on(sqlx::SqliteConnection::connect(&url)).unwrap();
    let begin = sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut connection);
    runtime.block_on(begin).unwrap();
    work();
    runtime.block_on(connection.close()).unwrap();
}

#[test]
fn a_database_that_does_not_answer_is_told_of_once_and_then_counted() {
    const REQUESTS: usize = 5;
    let home = Home::with_sample();
    let server = Server::start(&home, &[]);
    let mut ids = Vec::new();
    while_others_write(&home, || {
        std::thread::scope(|scope| {
            let address = server.address;
            let ask = move || {
                let body = serde_json::json!({ "appKey": "dingdemo", "appSecret": "demo-secret" });
                http::post(address, "/v1.0/oauth2/accessToken", &body)
            };
            let asking: Vec<_> = (0..REQUESTS).map(|_| scope.spawn(ask)).collect();
            for reply in asking {
                let reply = reply.join().unwrap();
                assert_eq!(reply.gist(), (503, "ServiceUnavailable"));
                ids.push(reply.body["requestid"].as_str().unwrap().to_owned());
            }
        });
    });
    let log = server.end().log;
    let told: Vec<_> =
        log.iter().filter(|line| line.contains("a request could not be answered")).collect();
    assert_eq!(told.len(), 1, "{log:#?}");
    assert!(ids.iter().any(|id| told[0].contains(id)), "{told:?}");
    let counted = log.iter().filter(|line| {
        line.contains("more requests could not be answered") && line.contains("requests=4")
    });
    assert_eq!(counted.count(), 1, "{log:#?}");
    for id in ids {
        let line = format!("request id={id} app=\"-\" operation=GetAccessToken status=503");
        assert!(log.iter().any(|other| other.contains(&line)), "{id}: {log:#?}");
    }
}

#[test]
fn stored_ids_cannot_steer_a_terminal() {
    // C0, DEL, C1, and what turns the direction of text or ends a line for some.
    const ODD: &str = "a\nb\u{1b}[31m\u{7f}\u{9b}31m\u{202e}\u{2066}\u{2028}\u{feff}z";
    const STEERING: [char; 4] = ['\u{202e}', '\u{2066}', '\u{2028}', '\u{feff}'];
    const ESCAPED: &str = r"a\nb\u001b[31m\u007f\u009b31m\u202e\u2066\u2028\ufeffz";
    for format in ["text", "json"] {
        let home = Home::new();
        let mut document = sample();
        let organisation = &mut document["organisations"][0];
        organisation["apps"][0]["appKey"] = ODD.into();
        organisation["rooms"][0]["roomId"] = ODD.into();
        organisation["rooms"][0]["deviceUnionIds"] = Value::Array(Vec::new());
        organisation["devices"] = Value::Array(Vec::new());
        home.import(&document);
        let server = Server::start(&home, &["--log-format", format]);
        let token = server.token(ODD, "demo-secret");
        alter(&home, "UPDATE rooms SET status = 9");
        let mut room = "/v1.0/rooms/meetingRooms/".to_owned();
        ODD.bytes().for_each(|byte| write!(room, "%{byte:02x}").unwrap());
        room.push_str("?unionId=2iPOLxxxxx");
        assert_eq!(server.get(&room, &token).gist(), (500, "system.error"));
        let log = server.end().log;
        let steers = |c: &char| c.is_control() || STEERING.contains(c);
        for line in &log {
            assert_eq!(line.chars().find(steers), None, "{line:?}");
        }
        let app = log.iter().filter(|line| line.contains(ESCAPED) && line.contains("app"));
        assert_eq!(app.count(), 1, "{log:#?}");
        let row = log.iter().filter(|line| line.contains(ESCAPED) && line.contains("rooms.status"));
        assert_eq!(row.count(), 1, "{log:#?}");
        if format == "json" {
            let app = log.iter().map(|line| serde_json::from_str::<Value>(line).unwrap());
            assert_eq!(app.filter(|line| line["app"] == ODD).count(), 1, "{log:#?}");
        }
    }
}
