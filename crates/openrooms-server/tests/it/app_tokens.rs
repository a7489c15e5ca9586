//! Tokens of internal apps: the same while they live, renewed, ended.

use openrooms_core::id::ClientKey;
use serde_json::{Value, json};

use crate::fixture::{BY, Home, Server, eventually};
use crate::request::{self, app_token};
use crate::sample::{self, app, corp, document, with};
use crate::wire::Reply;

const LIFETIME: i64 = 7200;

async fn served() -> (Home, Server) {
    let home = Home::with(sample::usual()).await;
    let server = home.serve().await;
    (home, server)
}

/// A token and the seconds it lives, from the body of a reply.
fn granted(reply: &Reply, token: &str, seconds: &str) -> (String, i64) {
    let body = reply.json();
    let fields = body.as_object().unwrap();
    let extra = usize::from(fields.contains_key("errcode")) * 2;
    assert_eq!((reply.status, fields.len()), (200, 2 + extra), "{body}");
    (reply.text(token), body[seconds].as_i64().unwrap())
}

#[tokio::test]
async fn every_call_gives_the_same_token_and_renews_it() {
    let (home, server) = served().await;
    let oauth = json!({
        "client_id": "app", "client_secret": "secret", "grant_type": "client_credentials",
    })
    .to_string();
    let (form, legacy) = ("application/x-www-form-urlencoded", "/gettoken");
    let (new, snake) = (("accessToken", "expireIn"), ("access_token", "expires_in"));
    let mut tokens = Vec::new();
    for (request, (token, seconds)) in [
        (app_token("app", "secret"), new),
        (request::post("/v1.0/oauth2/corp/token", &oauth), snake),
        (request::get("/gettoken?appkey=app&appsecret=secret", ""), snake),
        (request::post_as(form, legacy, "appkey=app&appsecret=secret"), snake),
        (request::post_as(form, "/gettoken?appkey=app", "appsecret=secret"), snake),
        (request::post(legacy, r#"{"appkey":"app","appsecret":"secret"}"#), snake),
        (
            request::post_as("text/plain", legacy, r#" {"appkey":"app","appsecret":"secret"}"#),
            snake,
        ),
        (
            request::post(
                "/gettoken?appkey=no&appsecret=no",
                r#"{"appkey":"app","appsecret":"secret"}"#,
            ),
            snake,
        ),
    ] {
        let (token, lives) = granted(&server.call(&request).await, token, seconds);
        assert_eq!(lives, LIFETIME, "{request}");
        let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        assert!(token.len() == 32 && token.bytes().all(is_hex), "{token}");
        tokens.push(token);
        home.pass(60);
    }
    tokens.dedup();
    assert_eq!(tokens.len(), 1);
    let reply = server.call(request::get("/gettoken?appkey=app&appsecret=secret", "")).await;
    let fields = reply.json();
    assert_eq!((&fields["errcode"], &fields["errmsg"]), (&json!(0), &json!("ok")));
}

#[tokio::test]
async fn a_token_ends_by_the_clock_and_a_new_one_comes() {
    let (home, server) = served().await;
    let first = server.token("app", "secret").await;
    assert_eq!(server.reads(&first, "open", "ann").await.0, 200);
    home.pass(LIFETIME - 1);
    assert_eq!(server.reads(&first, "open", "ann").await.0, 200, "its last second");
    home.pass(1);
    for _ in ["from memory", "from the database"] {
        assert_eq!(server.reads(&first, "open", "ann").await.1, "InvalidAuthentication");
    }
    let second = server.token("app", "secret").await;
    assert_ne!(first, second);
    assert_eq!(server.reads(&second, "open", "ann").await.0, 200);
    assert_eq!(server.reads(&first, "open", "ann").await.1, "InvalidAuthentication");
}

#[tokio::test]
async fn a_token_that_is_held_in_memory_lives_on_when_it_was_renewed_elsewhere() {
    let (home, server) = served().await;
    let other = home.serve().await;
    let token = server.token("app", "secret").await;
    assert_eq!(server.reads(&token, "open", "ann").await.0, 200);
    home.pass(LIFETIME / 2);
    assert_eq!(other.token("app", "secret").await, token);
    home.pass(LIFETIME / 2);
    for _ in ["once it has ended in memory", "again"] {
        assert_eq!(server.reads(&token, "open", "ann").await.0, 200);
    }
    home.pass(LIFETIME / 2);
    assert_eq!(server.reads(&token, "open", "ann").await.1, "InvalidAuthentication");
}

#[tokio::test]
async fn two_servers_give_one_token_also_when_they_are_asked_at_once() {
    let (home, one) = served().await;
    let two = home.serve().await;
    let (a, b, c, d) = tokio::join!(
        one.token("app", "secret"),
        two.token("app", "secret"),
        one.token("app", "secret"),
        two.token("app", "secret"),
    );
    assert!(a == b && b == c && c == d);
    assert_eq!(two.reads(&a, "open", "ann").await.0, 200);
}

#[tokio::test]
async fn a_restart_keeps_tokens() {
    let (home, server) = served().await;
    let token = server.token("app", "secret").await;
    let corp = server.corp_token("suite", "secret", "corp").await;
    server.stop().await;
    let server = home.serve().await;
    assert_eq!(server.reads(&token, "open", "ann").await.0, 200);
    assert_eq!(server.reads(&corp, "open", "ann").await.0, 200);
    assert_eq!(server.token("app", "secret").await, token);
}

#[tokio::test]
async fn a_rotation_ends_the_old_secret_and_its_token_at_once() {
    let (home, server) = served().await;
    let old = server.token("app", "secret").await;
    assert_eq!(server.reads(&old, "open", "ann").await.0, 200);
    let store = home.store().await;
    let key = ClientKey::new("app");
    let new = store.rotate_secret(&key, 0, Some(&home.key), &BY, home.clock.now()).await.unwrap();
    let new = new.unwrap().0;
    ends(&server, &old).await;
    let refused = server.call(app_token("app", "secret")).await;
    assert_eq!(refused.text("code"), "invalidClientIdOrSecret");
    let token = server.token("app", &new).await;
    assert_ne!(token, old);
    assert_eq!(server.reads(&token, "open", "ann").await.0, 200);
}

#[tokio::test]
async fn a_rotation_may_keep_the_old_secret_for_a_time() {
    let (home, server) = served().await;
    let old = server.token("app", "secret").await;
    let store = home.store().await;
    let key = ClientKey::new("app");
    let kept = 3600;
    let new =
        store.rotate_secret(&key, kept, Some(&home.key), &BY, home.clock.now()).await.unwrap();
    let new = server.token("app", &new.unwrap().0).await;
    assert_ne!(new, old);
    home.pass(kept - 1);
    let reply = server.call(app_token("app", "secret")).await;
    assert_eq!(granted(&reply, "accessToken", "expireIn"), (old.clone(), 1), "its last second");
    for token in [&old, &new] {
        assert_eq!(server.reads(token, "open", "ann").await.0, 200);
    }
    home.pass(1);
    let refused = server.call(app_token("app", "secret")).await;
    assert_eq!(refused.text("code"), "invalidClientIdOrSecret");
    assert_eq!(server.reads(&old, "open", "ann").await.1, "InvalidAuthentication");
    assert_eq!(server.reads(&new, "open", "ann").await.0, 200);
}

#[tokio::test]
async fn revoking_ends_tokens() {
    let (home, server) = served().await;
    let store = home.store().await;
    let now = home.clock.now();
    let key = ClientKey::new("app");
    // One token, by its id.
    let token = server.token("app", "secret").await;
    assert_eq!(server.reads(&token, "open", "ann").await.0, 200);
    let listed = store.tokens(Some(&key), now).await.unwrap();
    assert_eq!(store.revoke_token(&listed[0].id, &BY, now).await.unwrap(), 1);
    ends(&server, &token).await;
    // All of the app: it may ask for another.
    let token = server.token("app", "secret").await;
    assert_eq!(server.reads(&token, "open", "ann").await.0, 200);
    assert_eq!(store.revoke_tokens_of(&key, &BY, now).await.unwrap(), 1);
    ends(&server, &token).await;
    // The app itself: it may not.
    let token = server.token("app", "secret").await;
    assert_eq!(server.reads(&token, "open", "ann").await.0, 200);
    assert!(store.revoke_client(&key, &BY, now).await.unwrap());
    ends(&server, &token).await;
    let refused = server.call(app_token("app", "secret")).await;
    assert_eq!(refused.text("code"), "invalidClientIdOrSecret");
}

#[tokio::test]
async fn an_app_imported_by_the_hash_of_its_secret_gets_tokens() {
    let hash =
        openrooms_store::secret::hash_secret("by-hash", openrooms_store::secret::Random::SYSTEM);
    let hashed = json!({ "appKey": "hashed", "appSecretHash": hash, "scopes": [sample::READ] });
    let corp = with(corp(), json!({ "apps": [app("app"), hashed] }));
    let home = Home::with(document(&[corp], &[])).await;
    let server = home.serve().await;
    let token = server.token("hashed", "by-hash").await;
    assert_eq!(server.reads(&token, "open", "ann").await.0, 200);
    assert_eq!(server.token("hashed", "by-hash").await, token);
    let refused = server.call(app_token("hashed", &hash)).await;
    assert_eq!(refused.text("code"), "invalidClientIdOrSecret", "the hash is not the secret");
}

#[tokio::test]
async fn extra_fields_and_the_order_of_fields_mean_nothing() {
    let (_home, server) = served().await;
    let token = server.token("app", "secret").await;
    for body in [
        r#"{"appSecret":"secret","appKey":"app"}"#,
        r#"{"appKey":"app","appSecret":"secret","more":{"deep":[null,[]]},"other":null}"#,
        " \r\n\t{\"appKey\":\"app\",\"appSecret\":\"\\u0073ecret\"} ",
    ] {
        for kind in ["application/json", "application/octet-stream", "text/html"] {
            let reply = server.call(request::post_as(kind, "/v1.0/oauth2/accessToken", body)).await;
            assert_eq!(reply.json()["accessToken"], Value::from(token.as_str()));
        }
    }
}

/// The token is refused within the second.
async fn ends(server: &Server, token: &str) {
    let wanted = (400, "InvalidAuthentication".to_owned());
    let second = std::time::Duration::from_secs(1);
    eventually(second, &wanted, async || server.reads(token, "open", "ann").await).await;
}

#[tokio::test]
async fn a_token_whose_app_is_gone_reads_nothing_when_the_organisation_returns() {
    let organisation = |apps: &[Value]| with(sample::plain("corp", 1), json!({ "apps": apps }));
    let narrow = with(app("narrow"), json!({ "scopes": [] }));
    let first = document(&[organisation(&[app("app"), narrow])], &[]);
    let home = Home::with(first).await;
    let server = home.serve().await;
    let mut tokens = Vec::new();
    for key in ["app", "narrow"] {
        tokens.push(server.token(key, "secret").await);
    }
    assert_eq!(server.reads(&tokens[0], "room-0", "ann").await.0, 200);
    home.replace(document(&[sample::plain("other", 1)], &[])).await;
    let replaced = [
        (organisation(&[]), "InvalidAuthentication"),
        (
            organisation(&[with(app("app"), json!({ "appSecret": "other" }))]),
            "InvalidAuthentication",
        ),
    ];
    for (organisation, wanted) in replaced {
        home.import(document(&[organisation], &[])).await;
        let fresh = home.serve().await;
        for token in &tokens {
            for from in ["the database", "memory"] {
                let (status, code) = fresh.reads(token, "room-0", "ann").await;
                assert_eq!((status, code.as_str()), (400, wanted), "{from}");
                let list = fresh.call(request::rooms(token, "ann", "")).await;
                assert_eq!(list.outcome(), (400, wanted.to_owned()), "{from}");
            }
        }
        fresh.stop().await;
    }
}
