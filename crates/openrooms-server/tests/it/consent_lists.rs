//! What a person lets apps do: listed, and withdrawn.

use openrooms_store::AuditFilter;
use serde_json::{Value, json};

use crate::fixture::{Home, Server};
use crate::request;
use crate::sample::{READ, app, corp, document, with};
use crate::user_tokens::code;
use crate::wire::Reply;

on_both!(
    a_person_sees_what_acts_for_them_and_ends_it,
    what_has_ended_or_is_of_others_is_not_listed,
);

const CONSENTS: &str = "/v1.0/console/consents";

/// Two organisations with people of the same ids.
fn both() -> Value {
    let of = |id: &str, keys: [&str; 2]| {
        let scopes = json!({ "scopes": [READ, "Contact.User.Read"] });
        let apps = keys.map(|key| with(app(key), scopes.clone()));
        with(corp(), json!({ "corpId": id, "apps": apps, "rooms": [] }))
    };
    document(&[of("corp", ["sign", "watch"]), of("other", ["other-sign", "other-watch"])], &[])
}

async fn trade(server: &Server, app: &str, grant: Value) -> Reply {
    let body = with(json!({ "clientId": app, "clientSecret": "secret" }), grant);
    server.post("/v1.0/oauth2/userAccessToken", &body).await
}

/// A token and a refresh token of `app` on behalf of that user.
async fn allowed(home: &Home, server: &Server, corp: &str, user: &str, app: &str) -> [String; 2] {
    let code = code(home, corp, user, app).await;
    let grant = json!({ "code": code, "grantType": "authorization_code" });
    let reply = trade(server, app, grant).await;
    assert_eq!(reply.status, 200, "{reply:?}");
    [reply.text("accessToken"), reply.text("refreshToken")]
}

async fn listed(server: &Server, token: &str) -> Value {
    let reply = server.call(request::get(CONSENTS, token)).await;
    assert_eq!(reply.status, 200, "{reply:?}");
    reply.json()["result"].clone()
}

async fn withdrawn(server: &Server, token: &str, app: &str) -> Reply {
    let target = format!("{CONSENTS}/{app}");
    server.call(request::without_body("DELETE", &target, token)).await
}

/// What an app hears that asks for its user.
async fn me(server: &Server, token: &str) -> (u16, String) {
    server.call(request::get("/v1.0/contact/users/me", token)).await.outcome()
}

async fn a_person_sees_what_acts_for_them_and_ends_it(home: &Home) {
    home.import(both()).await;
    let server = home.serve().await;
    let ann = home.console_token(&server, "corp", "ann").await;
    assert_eq!(listed(&server, &ann).await, json!([]));

    let begun = home.clock.now().0;
    let [token, refresh] = allowed(home, &server, "corp", "u1", "sign").await;
    let [of_watch, _] = allowed(home, &server, "corp", "u1", "watch").await;
    let unspent = code(home, "corp", "u1", "sign").await;
    home.pass(1);
    let [of_bob, _] = allowed(home, &server, "corp", "u2", "sign").await;
    let [elsewhere, _] = allowed(home, &server, "other", "u1", "other-sign").await;
    let scopes = json!([READ, "Contact.User.Read"]);
    let months_end = begun + 30 * 24 * 3_600_000;
    let told = |key: &str| json!({ "appKey": key, "scopes": scopes, "activeSince": begun, "endsAt": months_end });
    assert_eq!(listed(&server, &ann).await, json!([told("sign"), told("watch")]));

    let reply = withdrawn(&server, &ann, "sign").await;
    assert_eq!((reply.status, reply.json()), (200, json!({ "result": true })));
    assert_eq!(listed(&server, &ann).await, json!([told("watch")]));
    // Token, refresh token and code are good no more; what others let it do stays.
    let invalid = (400, "InvalidAuthentication".to_owned());
    assert_eq!(me(&server, &token).await, invalid);
    for grant in [
        json!({ "refreshToken": refresh, "grantType": "refresh_token" }),
        json!({ "code": unspent, "grantType": "authorization_code" }),
    ] {
        let reply = trade(&server, "sign", grant).await;
        assert_eq!(reply.outcome(), (400, "invalidParameter.authCode.notFound".to_owned()));
    }
    for other in [&of_watch, &of_bob, &elsewhere] {
        assert_eq!(me(&server, other).await.0, 200);
    }
    // Whoever lets it act again begins anew.
    let [again, _] = allowed(home, &server, "corp", "u1", "sign").await;
    assert_eq!(me(&server, &again).await.0, 200);

    let store = home.store().await;
    let filter = AuditFilter { kind: Some("consent".to_owned()), ..AuditFilter::default() };
    let entries = store.audit_newest(&filter, 10).await.unwrap();
    let told: Vec<_> = entries.iter().map(|one| (&*one.action, &*one.id)).collect();
    assert_eq!(told, [("WithdrawConsent", "sign")]);
    store.close().await;
}

async fn what_has_ended_or_is_of_others_is_not_listed(home: &Home) {
    home.import(both()).await;
    let server = home.serve().await;
    let ann = home.console_token(&server, "corp", "ann").await;
    allowed(home, &server, "corp", "u2", "sign").await;
    allowed(home, &server, "other", "u1", "other-sign").await;
    assert_eq!(listed(&server, &ann).await, json!([]));
    let missing = (400, "consent.not.found".to_owned());
    for app in ["sign", "other-sign", "nowhere"] {
        assert_eq!(withdrawn(&server, &ann, app).await.outcome(), missing, "{app}");
    }
    // A code counts while it is good.
    code(home, "corp", "u1", "watch").await;
    let begun = home.clock.now().0;
    let wanted = json!([{ "appKey": "watch", "scopes": [READ, "Contact.User.Read"],
        "endsAt": begun + 300_000 }]);
    assert_eq!(listed(&server, &ann).await, wanted);
    home.pass(300);
    assert_eq!(listed(&server, &ann).await, json!([]));
    assert_eq!(withdrawn(&server, &ann, "watch").await.outcome(), missing);
}
