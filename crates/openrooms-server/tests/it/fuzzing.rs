//! Arbitrary bytes as a connection: what comes back are whole replies in the wire's form.
//!
//! Nothing here knows the test harness, since `fuzz/fuzz_targets/router.rs` includes this file: there
//! the bytes come from libFuzzer, here from a kept corpus and from chance.

use std::net::SocketAddr;
use std::time::Duration;

use openrooms_core::time::EpochMillis;
use openrooms_protocol::organisation::Document;
use openrooms_server::clock::Clock;
use openrooms_server::document::from_document;
use openrooms_server::http::Patience;
use openrooms_server::server::{LINGER, Options, serve};
use openrooms_store::secret::{Random, ServerKey};
use openrooms_store::{OpenOptions, Origin, Rest, SaveOptions, Store};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::wire::{Client, Reply};

/// Stands in inputs for the token of the day.
pub(crate) const TOKEN: &[u8] = b"0123456789abcdef0123456789abcdef";

/// A server with a tiny organisation, for as many inputs as there are.
pub(crate) struct Target {
    runtime: Runtime,
    address: SocketAddr,
    token: Vec<u8>,
    _data: TempDir,
}

impl Target {
    pub(crate) fn start() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.expect("the system gives a runtime");
        let data = tempfile::tempdir().expect("the system gives a directory");
        let address = runtime.block_on(begin(&data));
        let asked = r#"{"appKey":"app","appSecret":"secret"}"#;
        let ask = format!(
            "POST /v1.0/oauth2/accessToken HTTP/1.1\r\ncontent-length: {}\r\n\r\n{asked}",
            asked.len()
        );
        let reply = runtime.block_on(async { Client::connect(address).await.call(ask).await });
        let token = reply.text("accessToken").into_bytes();
        Self { runtime, address, token, _data: data }
    }

    /// Sends `input` over a connection of its own, and checks what comes back.
    pub(crate) fn check(&self, input: &[u8]) {
        let mut bytes = input.to_vec();
        let mut at = 0;
        while let Some(found) = find(&bytes[at..], TOKEN) {
            bytes[at + found..at + found + TOKEN.len()].copy_from_slice(&self.token);
            at += found + TOKEN.len();
        }
        let received = self.runtime.block_on(async {
            let mut client = Client::connect(self.address).await;
            client.send(&bytes).await;
            client.finish().await;
            client.rest().await
        });
        let replies = Reply::all(&received);
        for reply in replies.iter().filter(|reply| reply.status >= 200) {
            let is_to_head = reply.body.is_empty() && find(&bytes, b"HEAD").is_some();
            if !is_to_head {
                reply.check();
            }
        }
        let says_something = bytes.iter().any(|byte| !b"\r\n".contains(byte));
        let is_answered = replies.iter().any(|reply| reply.status >= 200);
        assert!(is_answered || !says_something, "no reply");
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

async fn begin(data: &TempDir) -> SocketAddr {
    let document = include_bytes!("fuzzing.json");
    let contents = Document::read(document).and_then(from_document).expect("the document is good");
    let options = OpenOptions::embedded(data.path());
    let store = Store::open(&options, Random::SYSTEM).await.expect("the database opens");
    let server_key = ServerKey::generate(Random::SYSTEM);
    let now = EpochMillis(1_780_000_000_000);
    let origin = Origin::command_line("import");
    let saving =
        SaveOptions { rest: Rest::Stays, server_key: Some(&server_key), origin: &origin, now };
    store.save(&contents, &saving, &mut |_| ()).await.expect("the document is saved");
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port is free");
    let address = listener.local_addr().expect("a listener has an address");
    let options = Options {
        store,
        server_key,
        clock: Clock::set_at(now),
        random: Random::SYSTEM,
        trusted_proxies: Vec::new(),
        public_url: None,
        demo: None,
        providers: Vec::new(),
        access_log: None,
        list_memory: 1 << 20,
        schedule_memory: 1 << 20,
        events_a_day: None,
        closed_problem_days: None,
        threads: 1,
        patience: Patience::default(),
        linger: LINGER,
        drain: Duration::ZERO,
        ready: None,
    };
    tokio::spawn(serve(listener, options, std::future::pending()));
    address
}
