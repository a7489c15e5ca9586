//! Apps, made and changed by an administrator's own token, and by nothing else.

use openrooms_protocol::Scope;
use openrooms_protocol::catalogue::{Module, rows};
use openrooms_store::AuditFilter;
use serde_json::{Value, json};

use crate::fixture::{Home, Server};
use crate::request;
use crate::sample::{self, app, corp, document, with};
use crate::wire::Reply;

on_both!(
    an_app_is_made_used_changed_and_removed,
    a_new_secret_ends_the_old_one_at_once_or_later,
    every_refusal_leaves_everything_as_it_was,
    no_app_and_no_employee_does_any_of_it,
    the_record_tells_each_change_and_no_secret,
);

const APPS: &str = "/v1.0/console/apps";

/// Two organisations, whose boss is the same person.
fn both() -> Value {
    let scopes: Vec<_> = Scope::ALL.into_iter().map(Scope::name).collect();
    let with_apps = |id: &str, key: &str| {
        let app = with(app(key), json!({ "scopes": scopes }));
        with(corp(), json!({ "corpId": id, "apps": [app], "rooms": [] }))
    };
    document(&[with_apps("corp", "app"), with_apps("other", "other-app")], &[])
}

/// The console's, of somebody.
struct Console<'a> {
    server: &'a Server,
    token: String,
}

impl<'a> Console<'a> {
    async fn of(home: &Home, server: &'a Server, corp: &str, person: &str) -> Self {
        Self { server, token: home.console_token(server, corp, person).await }
    }

    async fn send(&self, method: &str, target: &str, body: &Value) -> Reply {
        let body = body.to_string();
        self.server.call(request::with_body(method, target, &self.token, &body)).await
    }

    async fn delete(&self, key: &str) -> Reply {
        let target = format!("{APPS}/{key}");
        self.server.call(request::without_body("DELETE", &target, &self.token)).await
    }

    async fn list(&self) -> Reply {
        self.server.call(request::get(APPS, &self.token)).await
    }

    async fn listed(&self, key: &str) -> Option<Value> {
        let listed = self.list().await.json();
        let apps = listed["result"].as_array().unwrap().clone();
        apps.into_iter().find(|app| app["appKey"] == key)
    }

    /// The key and the secret of an app that is made, or of one that gets a new secret.
    async fn issued(&self, target: &str, body: &Value) -> (String, String) {
        let reply = self.send("POST", target, body).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        let result = reply.json()["result"].clone();
        let text = |name: &str| result[name].as_str().unwrap().to_owned();
        (text("appKey"), text("appSecret"))
    }
}

async fn opens(server: &Server, key: &str, secret: &str) -> bool {
    let body = json!({ "appKey": key, "appSecret": secret }).to_string();
    let call = request::with_body("POST", "/v1.0/oauth2/accessToken", "", &body);
    server.call(call).await.status == 200
}

async fn an_app_is_made_used_changed_and_removed(home: &Home) {
    home.import(both()).await;
    let server = home.serve().await;
    let boss = Console::of(home, &server, "corp", "boss").await;
    let new = json!({
        "appName": "Signage 标牌", "scopes": [sample::READ, sample::READ],
        "redirectUris": ["https://example.org/back"], "ipAllowList": ["127.0.0.0/8"],
        "qpsPerOperation": 5,
    });
    let (key, secret) = boss.issued(APPS, &new).await;
    assert!(key.starts_with("ding") && key.len() == 20, "{key}");
    assert!(secret.len() >= 32, "a secret that cannot be guessed");
    assert_eq!(
        boss.listed(&key).await.unwrap(),
        json!({
            "appKey": key, "appName": "Signage 标牌", "scopes": [sample::READ],
            "redirectUris": ["https://example.org/back"], "ipAllowList": ["127.0.0.0/8"],
            "qpsPerOperation": 5, "liveSecrets": 1,
        })
    );
    // It serves, and may do what it was granted.
    let token = server.token(&key, &secret).await;
    let list = request::rooms(&token, "boss", "");
    assert_eq!(server.call(list.clone()).await.status, 200);
    let fewer = json!({ "appKey": key, "scopes": [], "appName": "Sign", "redirectUris": [] });
    assert_eq!(boss.send("PUT", APPS, &fewer).await.json(), json!({ "result": true }));
    let lacks = "Forbidden.AccessDenied.AccessTokenPermissionDenied".to_owned();
    assert_eq!(server.call(list.clone()).await.outcome(), (403, lacks));
    let shown = boss.listed(&key).await.unwrap();
    assert_eq!((&shown["appName"], &shown["qpsPerOperation"]), (&json!("Sign"), &json!(5)));
    assert_eq!(shown.get("redirectUris"), None);
    // The export has it, without its secret.
    let store = home.store().await;
    let corp_id = openrooms_core::id::CorpId::new("corp");
    let kept = store.organisation(&corp_id).await.unwrap().unwrap();
    assert!(kept.apps.iter().any(|app| app.name.as_deref() == Some("Sign")));
    store.close().await;

    assert_eq!(
        boss.send("POST", &format!("{APPS}/revoke"), &json!({ "appKey": key })).await.status,
        200
    );
    assert!(!opens(&server, &key, &secret).await);
    let ended = (400, "InvalidAuthentication".to_owned());
    assert_eq!(server.call(list.clone()).await.outcome(), ended);
    assert_eq!(boss.listed(&key).await.unwrap()["liveSecrets"], json!(0));

    assert_eq!(boss.delete(&key).await.json(), json!({ "result": true }));
    assert_eq!(boss.listed(&key).await, None);
    assert_eq!(boss.delete(&key).await.outcome(), (400, "app.not.found".to_owned()));
}

async fn a_new_secret_ends_the_old_one_at_once_or_later(home: &Home) {
    home.import(both()).await;
    let server = home.serve().await;
    let boss = Console::of(home, &server, "corp", "boss").await;
    let secrets = format!("{APPS}/secrets");
    let (_, second) =
        boss.issued(&secrets, &json!({ "appKey": "app", "keepOldSeconds": 600 })).await;
    assert!(opens(&server, "app", "secret").await && opens(&server, "app", &second).await);
    let shown = boss.listed("app").await.unwrap();
    assert_eq!((&shown["liveSecrets"], shown["oldSecretsEndAt"].is_i64()), (&json!(2), true));
    home.pass(601);
    assert!(!opens(&server, "app", "secret").await && opens(&server, "app", &second).await);
    let (_, third) = boss.issued(&secrets, &json!({ "appKey": "app" })).await;
    assert!(!opens(&server, "app", &second).await && opens(&server, "app", &third).await);
    let shown = boss.listed("app").await.unwrap();
    assert_eq!((&shown["liveSecrets"], shown.get("oldSecretsEndAt")), (&json!(1), None));
}

async fn every_refusal_leaves_everything_as_it_was(home: &Home) {
    home.import(both()).await;
    let server = home.serve().await;
    let boss = Console::of(home, &server, "corp", "boss").await;
    let store = home.store().await;
    let all = async || {
        let mut all = Vec::new();
        for corp in ["corp", "other"] {
            let corp = openrooms_core::id::CorpId::new(corp);
            all.push(store.organisation(&corp).await.unwrap().unwrap());
        }
        all
    };
    let before = all().await;
    let (secrets, revoke) = (format!("{APPS}/secrets"), format!("{APPS}/revoke"));
    let name = "Error:appName must be 1 to 100 characters, none of them a control";
    let uri = "Error:redirectUris[0] must be an address without a fragment, such as \
               https://example.org/callback";
    for (method, target, body, message) in [
        ("POST", APPS, json!({}), "Error:appName is missing"),
        ("POST", APPS, json!({ "appName": " " }), name),
        ("POST", APPS, json!({ "appName": "a\u{202e}b" }), name),
        ("POST", APPS, json!({ "appName": "x".repeat(101) }), name),
        ("POST", APPS, json!({ "appName": "\0" }), "Error:appName has a character U+0000"),
        ("POST", APPS, json!({ "appName": 7 }), "Error:appName must be a text"),
        (
            "POST",
            APPS,
            json!({ "appName": "x", "scopes": [sample::READ, "all"] }),
            "Error:scopes[1] is none that an operation asks for",
        ),
        (
            "POST",
            APPS,
            json!({ "appName": "x", "scopes": [Scope::Console.name()] }),
            "Error:scopes[0] is none that an operation asks for",
        ),
        (
            "POST",
            APPS,
            json!({ "appName": "x", "scopes": vec!["s"; 10_000] }),
            "Error:scopes must be 100 at most",
        ),
        ("POST", APPS, json!({ "appName": "x", "redirectUris": ["javascript:alert(1)"] }), uri),
        ("POST", APPS, json!({ "appName": "x", "redirectUris": ["https://x/#y"] }), uri),
        (
            "POST",
            APPS,
            json!({ "appName": "x", "redirectUris": [format!("https://x/{}", "y".repeat(2000))] }),
            uri,
        ),
        (
            "POST",
            APPS,
            json!({ "appName": "x", "ipAllowList": ["10.0.0.0/33"] }),
            "Error:ipAllowList[0] must be an address or a block such as 10.0.0.0/8",
        ),
        (
            "POST",
            APPS,
            json!({ "appName": "x", "qpsPerOperation": -1 }),
            "Error:qpsPerOperation must be from 0 to 100000",
        ),
        ("PUT", APPS, json!({ "appName": "x" }), "Error:appKey is missing"),
        ("PUT", APPS, json!({ "appKey": "", "appName": "x" }), "Error:appKey is missing"),
        ("PUT", APPS, json!({ "appKey": "app", "appName": "" }), name),
        ("PUT", APPS, json!({ "appKey": "nothing" }), "App Not Found"),
        ("PUT", APPS, json!({ "appKey": "other-app", "scopes": [] }), "App Not Found"),
        ("POST", &secrets, json!({}), "Error:appKey is missing"),
        (
            "POST",
            &secrets,
            json!({ "appKey": "app", "keepOldSeconds": 604_801 }),
            "Error:keepOldSeconds must be from 0 to 604800",
        ),
        ("POST", &secrets, json!({ "appKey": "other-app" }), "App Not Found"),
        ("POST", &revoke, json!({}), "Error:appKey is missing"),
        ("POST", &revoke, json!({ "appKey": "other-app" }), "App Not Found"),
    ] {
        home.pass(1);
        let reply = boss.send(method, target, &body).await;
        assert_eq!((reply.status, &*reply.text("message")), (400, message), "{method} {body}");
    }
    assert_eq!(boss.delete("other-app").await.text("message"), "App Not Found");
    assert!(
        boss.list().await.json()["result"]
            .as_array()
            .unwrap()
            .iter()
            .all(|one| one["appKey"] == "app")
    );

    assert_eq!(all().await, before);
    store.close().await;
    assert!(opens(&server, "app", "secret").await);
}

async fn no_app_and_no_employee_does_any_of_it(home: &Home) {
    home.import(both()).await;
    let server = home.serve().await;
    let ann = Console::of(home, &server, "corp", "ann").await;
    let app = Console { server: &server, token: server.token("app", "secret").await };
    let nobody = Console { server: &server, token: String::new() };
    // An app may do nothing of this, nor may one that acts for an administrator; nor an employee.
    for row in rows().filter(|row| row.module == Module::Console) {
        // What a person lets apps do is theirs (consent_lists.rs).
        let is_theirs = row.action.contains("Consent");
        home.pass(1);
        let target = row.path.replace("{appKey}", "app");
        let body = json!({ "appKey": "app", "appName": "x" });
        let refused = async |of: &Console<'_>| match row.method.as_str() {
            "GET" => of.server.call(request::get(&target, &of.token)).await.outcome(),
            "DELETE" => {
                of.server.call(request::without_body("DELETE", &target, &of.token)).await.outcome()
            }
            method => of.send(method, &target, &body).await.outcome(),
        };
        let action = row.action;
        let invalid = (400, "InvalidAuthentication".to_owned());
        assert_eq!(refused(&app).await, invalid, "{action}");
        let of_ann = match (is_theirs, row.method.as_str()) {
            (false, _) => (400, "no.permission".to_owned()),
            (true, "GET") => (200, "ok".to_owned()),
            (true, _) => (400, "consent.not.found".to_owned()),
        };
        assert_eq!(refused(&ann).await, of_ann, "{action}");
        let missing = "AuthenticationFailed.MissingParameter".to_owned();
        assert_eq!(refused(&nobody).await, (400, missing), "{action}");
    }
    assert!(opens(&server, "app", "secret").await);
}

async fn the_record_tells_each_change_and_no_secret(home: &Home) {
    home.import(both()).await;
    let server = home.serve().await;
    let boss = Console::of(home, &server, "corp", "boss").await;
    let new = json!({ "appName": "One", "scopes": [sample::READ] });
    let (key, first) = boss.issued(APPS, &new).await;
    let change = json!({ "appKey": key, "appName": "Two" });
    assert_eq!(boss.send("PUT", APPS, &change).await.status, 200);
    assert_eq!(boss.send("PUT", APPS, &change).await.status, 200); // nothing changes
    let (_, second) = boss.issued(&format!("{APPS}/secrets"), &json!({ "appKey": key })).await;
    boss.delete(&key).await;
    let store = home.store().await;
    let filter = AuditFilter { kind: Some("app".to_owned()), ..AuditFilter::default() };
    let entries = store.audit_newest(&filter, 10).await.unwrap();
    let actions: Vec<_> = entries.iter().map(|entry| entry.action.as_str()).collect();
    assert_eq!(actions, ["CreateApp", "UpdateApp", "RotateAppSecret", "DeleteApp"]);
    for entry in &entries {
        assert_eq!((entry.operator.as_deref(), &entry.id), (Some("boss"), &key));
        let said = format!("{:?} {:?}", entry.before, entry.after);
        assert!(!said.contains(&first) && !said.contains(&second), "{said}");
    }
    let of =
        |text: &Option<String>| -> Value { serde_json::from_str(text.as_ref().unwrap()).unwrap() };
    assert_eq!(of(&entries[1].before), json!({ "appName": "One" }));
    assert_eq!(of(&entries[1].after), json!({ "appName": "Two" }));
    assert!(store.verify_audit("corp", None).await.unwrap().is_ok());
    store.close().await;
}

#[tokio::test]
async fn there_are_two_hundred_apps_at_most() {
    let apps: Vec<_> = (0..200).map(|at| app(&format!("app-{at}"))).collect();
    let all = document(&[with(corp(), json!({ "apps": apps }))], &[]);
    let home = Home::with(all).await;
    let server = home.serve().await;
    let boss = Console::of(&home, &server, "corp", "boss").await;
    let reply = boss.send("POST", APPS, &json!({ "appName": "x" })).await;
    assert_eq!(reply.outcome(), (400, "app.too.much".to_owned()));
}
