//! Wrong secrets are throttled, by key and by address.

use serde_json::json;

use crate::fixture::{Home, Server};
use crate::request::{self, app_token, corp_token};
use crate::sample::{self, app, corp, document, suite, with};
use crate::wire::{Client, Reply};

/// For one key from one address.
const BY_KEY: usize = 30;
/// For one key from all addresses.
const BY_ALL: usize = 300;
const BY_ADDRESS: usize = 100;
const THROTTLED: &str = "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi";

async fn from(server: &Server, address: &str, request: String) -> Reply {
    let header = format!("host: x\r\nx-forwarded-for: {address}\r\n");
    server.call(request.replacen("host: x\r\n", &header, 1)).await
}

/// The code of the reply; `ok` for a token.
async fn tries(server: &Server, address: &str, key: &str, secret: &str) -> String {
    from(server, address, app_token(key, secret)).await.outcome().1
}

async fn served() -> (Home, Server) {
    let corp = with(corp(), json!({ "apps": [app("app"), app("second"), app("third")] }));
    let home = Home::with(document(&[corp], &[suite("suite", &["corp"])])).await;
    let server = home.serve_behind_proxy().await;
    (home, server)
}

#[tokio::test]
async fn guessing_at_a_key_locks_it_for_the_guesser_alone() {
    let (home, server) = served().await;
    assert_eq!(tries(&server, "10.0.0.1", "app", "secret").await, "ok");
    for _ in 0..BY_KEY {
        assert_eq!(tries(&server, "10.6.6.6", "app", "guess").await, "invalidClientIdOrSecret");
    }
    for (address, key, secret, wanted) in [
        ("10.6.6.6", "app", "guess", THROTTLED),
        ("10.6.6.6", "app", "secret", THROTTLED),
        ("10.0.0.2", "app", "secret", "ok"),
        ("10.0.0.1", "app", "secret", "ok"),
        ("10.6.6.6", "second", "secret", "ok"),
        ("10.0.0.2", "second", "secret", "ok"),
    ] {
        assert_eq!(tries(&server, address, key, secret).await, wanted, "{address} {key} {secret}");
    }
    let legacy = request::get("/gettoken?appkey=app&appsecret=secret", "");
    let legacy = from(&server, "10.6.6.6", legacy).await;
    assert_eq!(legacy.outcome(), (200, "90002".to_owned()));
    // One more each two seconds.
    home.pass(2);
    assert_eq!(tries(&server, "10.6.6.6", "app", "secret").await, "ok");
}

#[tokio::test]
async fn a_clock_that_is_put_back_holds_down_nobody_for_longer() {
    let (home, server) = served().await;
    assert_eq!(tries(&server, "10.0.0.1", "app", "secret").await, "ok");
    for _ in 0..BY_KEY {
        assert_eq!(tries(&server, "10.6.6.6", "app", "guess").await, "invalidClientIdOrSecret");
    }
    home.pass(-3600);
    assert_eq!(tries(&server, "10.0.0.1", "app", "secret").await, "ok");
    assert_eq!(tries(&server, "10.0.0.2", "app", "secret").await, "ok");
    assert_eq!(tries(&server, "10.6.6.6", "app", "secret").await, THROTTLED);
    home.pass(2);
    assert_eq!(tries(&server, "10.6.6.6", "app", "secret").await, "ok");
}

#[tokio::test]
async fn guessing_at_a_key_from_many_addresses_leaves_each_address_one_guess() {
    let (home, server) = served().await;
    for number in 0..BY_ALL {
        let address = format!("10.6.6.{}", number / BY_KEY);
        assert_eq!(tries(&server, &address, "app", "guess").await, "invalidClientIdOrSecret");
    }
    for (address, secret, wanted) in [
        ("10.6.6.6", "secret", THROTTLED),
        ("10.7.7.7", "guess", "invalidClientIdOrSecret"),
        ("10.7.7.7", "secret", THROTTLED),
        // Who was never seen before, and again, as often as it likes.
        ("10.0.0.1", "secret", "ok"),
        ("10.0.0.1", "guess", "invalidClientIdOrSecret"),
        ("10.0.0.1", "secret", "ok"),
    ] {
        assert_eq!(tries(&server, address, "app", secret).await, wanted, "{address} {secret}");
    }
    assert_eq!(tries(&server, "10.7.7.7", "second", "secret").await, "ok", "another key");
    home.pass(60);
    assert_eq!(tries(&server, "10.7.7.7", "app", "secret").await, "ok");
}

/// So many tries at once, each on a connection of its own; how often each code came.
async fn at_once(server: &Server, times: usize, key: &str, secret: &str) -> Vec<(String, usize)> {
    let (address, request) = (server.address, app_token(key, secret));
    let mut trying = tokio::task::JoinSet::new();
    for _ in 0..times {
        let request = request.clone();
        trying.spawn(async move { Client::connect(address).await.call(request).await.outcome().1 });
    }
    let mut codes = std::collections::BTreeMap::new();
    for code in trying.join_all().await {
        *codes.entry(code).or_insert(0) += 1;
    }
    codes.into_iter().collect()
}

#[tokio::test]
async fn guesses_made_at_once_are_counted_as_those_made_in_turn() {
    let (_home, server) = served().await;
    let codes = at_once(&server, 4 * BY_KEY, "app", "guess").await;
    let wanted =
        [(THROTTLED.to_owned(), 3 * BY_KEY), ("invalidClientIdOrSecret".to_owned(), BY_KEY)];
    assert_eq!(codes, wanted);
}

#[tokio::test]
async fn right_secrets_given_at_once_wait_for_each_other_and_all_pass() {
    let (_home, server) = served().await;
    let times = 2 * BY_ADDRESS;
    assert_eq!(at_once(&server, times, "app", "secret").await, [("ok".to_owned(), times)]);
}

#[tokio::test]
async fn guessing_from_an_address_locks_it_for_every_key() {
    let (home, server) = served().await;
    for number in 0..BY_ADDRESS {
        let key = format!("key-{}", number / 20);
        assert_eq!(tries(&server, "10.6.6.6", &key, "guess").await, "invalidClientIdOrSecret");
    }
    assert_eq!(tries(&server, "10.6.6.6", "app", "secret").await, THROTTLED);
    assert_eq!(tries(&server, "10.6.6.7", "app", "secret").await, "ok", "the neighbour");
    let suite = from(&server, "10.6.6.6", corp_token("suite", "secret", "corp")).await;
    assert_eq!(suite.outcome(), (403, THROTTLED.to_owned()));
    home.pass(1);
    assert_eq!(tries(&server, "10.6.6.6", "app", "secret").await, "ok");
}

#[tokio::test]
async fn one_network_of_ipv6_is_one_address() {
    let (_home, server) = served().await;
    for number in 0..BY_ADDRESS {
        let (address, key) = (format!("2001:db8::{number:x}"), format!("key-{}", number / 20));
        assert_eq!(tries(&server, &address, &key, "guess").await, "invalidClientIdOrSecret");
    }
    assert_eq!(tries(&server, "2001:db8::ffff:1", "app", "secret").await, THROTTLED);
    assert_eq!(tries(&server, "2001:db8:0:1::1", "app", "secret").await, "ok");
}

#[tokio::test]
async fn right_secrets_cost_nothing() {
    let home = Home::with(sample::usual()).await;
    let server = home.serve().await;
    for _ in 0..2 * BY_ADDRESS {
        server.token("app", "secret").await;
    }
}
