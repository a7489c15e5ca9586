//! A server of the binary's, on a port that the system chose.

use std::io::{BufRead as _, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crate::home::Home;
use crate::http::{self, Reply};

/// How long a server may take for what it does at once on an idle machine.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// How long a change made by another process may stay unseen. A second is promised; a machine that
/// compiles at the same time gets some more.
const UNSEEN: Duration = Duration::from_secs(5);

/// The sample's room, asked for by its operator.
pub(crate) const ROOM: &str = "/v1.0/rooms/meetingRooms/0ffb7184xxxxx?unionId=2iPOLxxxxx";

pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
    log: Receiver<String>,
    out: Receiver<String>,
    seen: Vec<String>,
}

/// A server that was asked to end, and did.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) out: Vec<String>,
    pub(crate) log: Vec<String>,
}

impl Server {
    pub(crate) fn start(home: &Home, args: &[&str]) -> Self {
        let args = [&["serve", "--listen", "127.0.0.1:0"], args].concat();
        Self::start_as(home.command(&args))
    }

    /// Waits until it serves.
    pub(crate) fn start_as(mut command: Command) -> Self {
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let log = lines(child.stderr.take().unwrap());
        let out = lines(child.stdout.take().unwrap());
        let mut seen = Vec::new();
        let address = loop {
            let Ok(line) = log.recv_timeout(PATIENCE) else {
                let _ = child.kill();
                panic!("it does not serve: {seen:#?}");
            };
            let address = address_of(&line);
            seen.push(line);
            if let Some(address) = address {
                break address;
            }
        };
        Self { child, address, log, out, seen }
    }

    /// The next line of standard output that begins like this.
    pub(crate) fn printed(&self, beginning: &str) -> String {
        loop {
            let line = self.out.recv_timeout(PATIENCE).expect("it prints the line");
            if line.starts_with(beginning) {
                return line;
            }
        }
    }

    pub(crate) fn get(&self, target: &str, token: &str) -> Reply {
        http::get(self.address, target, Some(token))
    }

    /// The reply to an app's key and secret.
    pub(crate) fn ask_token(&self, key: &str, secret: &str) -> Reply {
        let body = serde_json::json!({ "appKey": key, "appSecret": secret });
        http::post(self.address, "/v1.0/oauth2/accessToken", &body)
    }

    /// A token of an app.
    pub(crate) fn token(&self, key: &str, secret: &str) -> String {
        let reply = self.ask_token(key, secret);
        reply.body["accessToken"].as_str().unwrap_or_else(|| panic!("{reply:?}")).to_owned()
    }

    /// The reply to an app that shows a person's code.
    pub(crate) fn trade(&self, key: &str, secret: &str, code: &str) -> Reply {
        let body = serde_json::json!({
            "clientId": key, "clientSecret": secret, "code": code,
            "grantType": "authorization_code",
        });
        http::post(self.address, "/v1.0/oauth2/userAccessToken", &body)
    }

    /// A token of the sample's app.
    pub(crate) fn sample_token(&self) -> String {
        self.token("dingdemo", "demo-secret")
    }

    /// Asks for the sample's room until the reply is wanted.
    pub(crate) fn soon(&self, token: &str, is_wanted: impl Fn(&Reply) -> bool) -> Reply {
        let begun = Instant::now();
        loop {
            let reply = self.get(ROOM, token);
            if is_wanted(&reply) {
                return reply;
            }
            assert!(begun.elapsed() < UNSEEN, "it is still {reply:?}");
        }
    }

    /// Asks for the sample's room until that is the reply's status and code.
    pub(crate) fn soon_replies(&self, token: &str, gist: (u16, &str)) {
        self.soon(token, |reply| reply.gist() == gist);
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Sends SIGKILL: it ends wherever it is.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Sends SIGTERM, and waits for the end.
    pub(crate) fn end(mut self) -> Ended {
        ask_to_end(self.id());
        let code = self.child.wait().unwrap().code();
        let mut log = std::mem::take(&mut self.seen);
        log.extend(self.log.iter());
        Ended { code, out: self.out.iter().collect(), log }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // After a test that failed; one that ended is gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends SIGTERM to a process.
pub(crate) fn ask_to_end(id: u32) {
    let kill = ["-c", "kill -TERM \"$0\"", &id.to_string()];
    assert!(Command::new("sh").args(kill).status().unwrap().success());
}

/// Lines as they come, until the other end is closed.
pub(crate) fn lines(from: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(from).lines() {
            if sender.send(line.unwrap()).is_err() {
                return;
            }
        }
    });
    receiver
}

/// Where a line of either format says that the server listens.
fn address_of(line: &str) -> Option<SocketAddr> {
    let (_, rest) = line.split_once("address=").or_else(|| line.split_once("\"address\":\""))?;
    let end = rest.find([' ', '"']).unwrap_or(rest.len());
    Some(rest[..end].parse().unwrap())
}
