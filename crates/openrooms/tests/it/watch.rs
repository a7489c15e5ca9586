//! `openrooms room watch`: what it prints while others book, until it is ended.

use std::os::unix::process::ExitStatusExt as _;
use std::process::{Child, Stdio};
use std::sync::mpsc::Receiver;

use serde_json::{Value, json};

use crate::events::{BOSS, Caller, OTHER, ROOM, planned};
use crate::home::Home;
use crate::server::{PATIENCE, Server, ask_to_end, lines};

/// A command that runs until it is ended.
struct Running {
    child: Child,
    out: Receiver<String>,
    complaints: Receiver<String>,
}

impl Running {
    fn start(home: &Home, args: &[&str]) -> Self {
        let mut command = home.command(args);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let out = lines(child.stdout.take().unwrap());
        let complaints = lines(child.stderr.take().unwrap());
        Self { child, out, complaints }
    }

    fn line(&self) -> String {
        self.out.recv_timeout(PATIENCE).expect("it prints another line")
    }

    /// Ends it by its id, as a person's Ctrl-C does or whoever started it; gives what it had still to say.
    fn end(mut self) -> Vec<String> {
        ask_to_end(self.child.id());
        let status = self.child.wait().unwrap();
        assert_eq!(status.signal(), Some(15), "{status}");
        self.out.iter().chain(self.complaints.iter()).collect()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // After a test that failed; one that ended is gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Books the sample's room at an hour of a day; gives the event.
fn book(who: &Caller<'_>, hour: u32) -> String {
    let at = |hour| format!("2031-01-14T{hour:02}:00");
    let (start, end) = (at(hour), at(hour + 1));
    let made = who.done(&["event", "create", "Elsewhere", "--start", &start, "--end", &end]);
    let id = made.trim_end().to_owned();
    who.done(&["booking", "add", &id, ROOM]);
    id
}

/// What is known now.
fn version(who: &Caller<'_>) -> String {
    let (from, until) = ("2031-01-14T00:00:00+08:00", "2031-01-15T00:00:00+08:00");
    let busy = ["room", "busy", ROOM, "--from", from, "--until", until];
    who.json(&busy)["version"].as_str().unwrap().to_owned()
}

#[test]
fn what_is_booked_elsewhere_is_printed_until_the_watch_is_ended() {
    let home = planned();
    let server = Server::start(&home, &[]);
    let address = format!("http://{}", server.address);
    let boss = Caller { home: &home, address: &address, person: BOSS };
    let other = Caller { person: OTHER, ..boss };
    let known = version(&other);
    let table = Running::start(&home, &other.args(&["room", "watch", "--since", &known]));
    let json = other.args(&["room", "watch", "--since", &known, "--json"]);
    let json = Running::start(&home, &json);
    // Each change has a line and a version of its own, and the watch goes on.
    let mut versions = vec![known];
    for hour in [10, 12] {
        let id = book(&boss, hour);
        let line = table.line();
        let (version, room) = line.split_once("  ").unwrap();
        assert_eq!(room, ROOM, "{line}");
        assert!(!versions.iter().any(|known| known == version), "{version} {versions:?}");
        versions.push(version.to_owned());
        let mut told = String::new();
        let told: Value = loop {
            told.push_str(&json.line());
            if let Ok(told) = serde_json::from_str(&told) {
                break told;
            }
        };
        assert_eq!(
            (&told["roomIds"], &told["version"]),
            (&json!([ROOM]), &json!(version)),
            "{told}"
        );
        if hour == 12 {
            // So has one that is given back.
            boss.done(&["event", "cancel", &id]);
            assert!(table.line().ends_with(ROOM));
        }
    }
    assert_eq!(table.end(), [""; 0]);
    drop(json);
    // Whoever asks once is told all that they missed.
    let missed = other.done(&["room", "watch", "--since", &versions[0], "--once"]);
    assert!(missed.ends_with(&format!("  {ROOM}\n")), "{missed}");
}
