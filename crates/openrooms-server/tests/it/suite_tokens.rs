//! Tokens of suites: a new one each time, for the new API and the legacy one.

use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use openrooms_core::id::ClientKey;
use openrooms_store::OpenError;
use openrooms_store::secret::{Random, ServerKey, hash_secret};
use serde_json::json;
use sha2::Sha256;
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection as _};

use crate::fixture::{BY, Database, Home, NOW, Server, run};
use crate::request;
use crate::sample::{self, document, plain, suite, with};
use crate::wire::Reply;

/// A signature as a suite makes it, escaped for a query.
fn signature(secret: &str, timestamp: i64, ticket: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(format!("{timestamp}\n{ticket}").as_bytes());
    let signature = STANDARD.encode(mac.finalize().into_bytes());
    signature.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D")
}

/// `service.get_corp_token`.
async fn signed(server: &Server, suite: &str, secret: &str, timestamp: i64, corp: &str) -> Reply {
    let signature = signature(secret, timestamp, "ticket");
    let target = format!(
        "/service/get_corp_token?accessKey={suite}&timestamp={timestamp}&suiteTicket=ticket&signature={signature}"
    );
    server.call(request::post(&target, &json!({ "auth_corpid": corp }).to_string())).await
}

#[tokio::test]
async fn every_call_gives_another_token_and_all_of_them_live() {
    let home = Home::with(sample::usual()).await;
    let server = home.serve().await;
    let oauth = json!({
        "client_id": "suite", "client_secret": "secret", "grant_type": "client_credentials",
    });
    let mut tokens = Vec::new();
    for _ in 0..2 {
        let reply = server.call(request::corp_token("suite", "secret", "corp")).await;
        assert_eq!(reply.json()["expireIn"], 7200);
        tokens.push(reply.text("accessToken"));
        let reply = server.post("/v1.0/oauth2/corp/token", &oauth).await;
        assert_eq!(reply.json()["expires_in"], 7200);
        tokens.push(reply.text("access_token"));
        let reply = signed(&server, "suite", "secret", NOW.0, "corp").await;
        let body = reply.json();
        assert_eq!(body["expires_in"], 7200, "{body}");
        assert_eq!((&body["errcode"], &body["errmsg"]), (&json!(0), &json!("ok")));
        tokens.push(reply.text("access_token"));
    }
    for token in &tokens {
        assert_eq!(server.reads(token, "open", "ann").await.0, 200);
    }
    let mut unique = tokens.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), 6);
    home.pass(7200);
    for token in &tokens {
        assert_eq!(server.reads(token, "open", "ann").await.1, "InvalidAuthentication");
    }
}

#[tokio::test]
async fn a_signature_is_good_for_five_minutes_and_by_the_right_secret() {
    let home = Home::with(sample::usual()).await;
    let server = home.serve().await;
    let minutes = 60_000;
    for (secret, off, suite, corp, wanted) in [
        ("secret", 0, "suite", "corp", "0"),
        ("secret", 5 * minutes, "suite", "corp", "0"),
        ("secret", -5 * minutes, "suite", "corp", "0"),
        ("secret", 5 * minutes + 1, "suite", "corp", "40096"),
        ("secret", -5 * minutes - 1, "suite", "corp", "40096"),
        ("secret", i64::MIN, "suite", "corp", "40096"),
        ("wrong", 0, "suite", "corp", "40096"),
        ("", 0, "suite", "corp", "40096"),
        ("secret", 0, "nobody", "corp", "40096"),
        ("secret", 0, "app", "corp", "40096"),
        ("secret", 0, "suite", "nowhere", "400002"),
    ] {
        let reply = signed(&server, suite, secret, NOW.0.saturating_add(off), corp).await;
        assert_eq!(reply.outcome().1, wanted, "{secret} {off} {suite} {corp}");
    }
    // A plus that was not escaped comes as a space.
    let raw = STANDARD.encode({
        let mut mac = Hmac::<Sha256>::new_from_slice(b"secret").unwrap();
        mac.update(format!("{}\nticket", NOW.0).as_bytes());
        mac.finalize().into_bytes()
    });
    let form = format!(
        "accessKey=suite&timestamp={}&suiteTicket=ticket&auth_corpid=corp&signature={raw}",
        NOW.0
    );
    let kind = "application/x-www-form-urlencoded";
    let reply = server.call(request::post_as(kind, "/service/get_corp_token", &form)).await;
    assert_eq!(reply.outcome().1, "0");
}

#[tokio::test]
async fn a_suite_imported_by_hash_signs_once_a_call_has_brought_its_secret() {
    let hash = hash_secret("by-hash", Random::SYSTEM);
    let mut hashed = with(suite("hashed", &["corp"]), json!({ "suiteSecretHash": hash }));
    hashed.as_object_mut().unwrap().remove("suiteSecret");
    let home = Home::with(document(&[sample::corp()], &[hashed])).await;
    let server = home.serve().await;
    // More than the wrong secrets that a key or an address may give.
    for _ in 0..120 {
        let reply = signed(&server, "hashed", "by-hash", NOW.0, "corp").await;
        assert_eq!(reply.outcome().1, "40096", "the secret is not known yet");
    }
    let token = server.corp_token("hashed", "by-hash", "corp").await;
    assert_eq!(server.reads(&token, "open", "ann").await.0, 200);
    let reply = signed(&server, "hashed", "by-hash", NOW.0, "corp").await;
    assert_eq!(reply.outcome().1, "0");
    // Now there is something to guess at.
    for _ in 0..100 {
        let reply = signed(&server, "hashed", "guess", NOW.0, "corp").await;
        assert_eq!(reply.outcome().1, "40096");
    }
    let reply = signed(&server, "hashed", "guess", NOW.0, "corp").await;
    assert_eq!(reply.outcome().1, "90002");
}

#[tokio::test]
async fn a_ticket_is_checked_where_there_is_one() {
    let ticketed = with(suite("ticketed", &["corp"]), json!({ "suiteTicket": "ticket" }));
    let other = with(suite("other", &["corp"]), json!({ "suiteTicket": "another" }));
    let home = Home::with(document(&[sample::corp()], &[ticketed, other])).await;
    let server = home.serve().await;
    assert_eq!(signed(&server, "ticketed", "secret", NOW.0, "corp").await.outcome().1, "0");
    assert_eq!(signed(&server, "other", "secret", NOW.0, "corp").await.outcome().1, "40096");
    let token = server.corp_token("ticketed", "secret", "corp").await;
    assert_eq!(server.reads(&token, "open", "ann").await.0, 200);
}

#[tokio::test]
async fn a_suite_serves_each_organisation_that_authorised_it_and_no_other() {
    let organisations = [sample::corp(), plain("other", 1), plain("third", 1)];
    let home = Home::with(document(&organisations, &[suite("suite", &["corp", "other"])])).await;
    let server = home.serve().await;
    let (corp, other) = (
        server.corp_token("suite", "secret", "corp").await,
        server.corp_token("suite", "secret", "other").await,
    );
    assert_eq!(server.reads(&corp, "open", "ann").await.0, 200);
    assert_eq!(server.reads(&corp, "room-0", "ann").await.1, "room.not.found");
    assert_eq!(server.reads(&other, "room-0", "ann").await.0, 200);
    assert_eq!(server.reads(&other, "open", "ann").await.1, "room.not.found");
    let reply = server.call(request::corp_token("suite", "secret", "third")).await;
    assert_eq!(reply.text("code"), "invalidAuthInfo");
}

#[test]
fn a_call_that_asks_the_database_several_things_waits_as_long_as_for_one() {
    run(Database::Postgres, async |home: &Home| {
        home.import(sample::usual()).await;
        let server = home.serve().await;
        let (place, name) = home.postgres();
        let place = place.clone().database(name);
        let hold = async |table: &str| {
            let mut holder = PgConnection::connect_with(&place).await.unwrap();
            let sql = format!("BEGIN; LOCK TABLE {table}");
            sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut holder).await.unwrap();
            holder
        };
        // The first question is answered after most of the time, a later one not at all.
        let (first, _later) = (hold("clients").await, hold("suite_authorisations").await);
        let oauth = json!({
            "client_id": "suite", "client_secret": "secret", "grant_type": "client_credentials",
        });
        let began = Instant::now();
        let letting_go = async {
            tokio::time::sleep(Duration::from_millis(1500)).await;
            first.close().await.unwrap();
        };
        let (reply, ()) = tokio::join!(server.post("/v1.0/oauth2/corp/token", &oauth), letting_go);
        let took = began.elapsed();
        assert_eq!(reply.outcome(), (503, "ServiceUnavailable".to_owned()));
        assert!(took < Duration::from_millis(3500), "{took:?}");
    });
}

#[tokio::test]
async fn another_server_key_is_refused_and_opens_nothing() {
    let home = Home::with(sample::usual()).await;
    let store = home.store().await;
    store.adopt_key(&home.key).await.unwrap();
    let other = ServerKey::generate(Random::SYSTEM);
    assert!(matches!(store.adopt_key(&other).await, Err(OpenError::WrongKey)));
    store.adopt_key(&home.key).await.unwrap();
    // A server that runs with it all the same says so in its log, and gives nothing.
    let mut options = home.server_options().await;
    options.server_key = other;
    let server = Server::start(options).await;
    let reply = signed(&server, "suite", "secret", NOW.0, "corp").await;
    assert_eq!(reply.json(), json!({ "errcode": -1, "errmsg": "系统繁忙" }));
}

#[tokio::test]
async fn a_rotated_suite_signs_with_its_new_secret() {
    let home = Home::with(sample::usual()).await;
    let server = home.serve().await;
    let key = ClientKey::new("suite");
    let store = home.store().await;
    let new = store.rotate_secret(&key, 60, Some(&home.key), &BY, home.clock.now()).await.unwrap();
    let new = new.unwrap().0;
    for secret in ["secret", &new] {
        assert_eq!(signed(&server, "suite", secret, NOW.0, "corp").await.outcome().1, "0");
    }
    home.pass(60);
    let later = home.clock.now().0;
    assert_eq!(signed(&server, "suite", "secret", later, "corp").await.outcome().1, "40096");
    assert_eq!(signed(&server, "suite", &new, later, "corp").await.outcome().1, "0");
}
