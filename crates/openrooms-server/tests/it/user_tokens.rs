//! Tokens on behalf of people: traded, refreshed, ended; and what they may do.

use std::time::Duration;

use openrooms_core::id::{ClientKey, CorpId, UserId};
use openrooms_store::{AuditFilter, Origin};
use serde_json::{Value, json};

use crate::fixture::{BY, Home, Server, eventually};
use crate::people;
use crate::request;
use crate::sample::{self, app, document, plain, suite, with};
use crate::wire::Reply;

on_both!(
    a_code_is_traded_and_the_token_refreshed,
    a_user_reads_rooms_as_themselves_and_nobody_else,
    they_end_with_the_secret_and_with_the_person_on_every_node,
    what_was_refused_is_in_the_record,
);

const CODE_WRONG: &str = "invalidParameter.authCode.notFound";
const SCREENS: &str = "/v1.0/rooms/devices/screens";
const SECOND: Duration = Duration::from_millis(1500);

/// A code of somebody for an app or suite, as the command line makes one.
pub(crate) async fn code(home: &Home, corp: &str, user: &str, key: &str) -> String {
    let (corp, user, key) = (CorpId::new(corp), UserId::new(user), ClientKey::new(key));
    let (store, origin) = (home.store().await, Origin::command_line("token code"));
    let made = store.create_user_code(&corp, &user, &key, &origin, home.clock.now()).await;
    store.close().await;
    made.unwrap().ok().unwrap().code.as_str().to_owned()
}

async fn trade(server: &Server, more: Value) -> Reply {
    let body = with(json!({ "clientId": "app", "clientSecret": "secret" }), more);
    server.post("/v1.0/oauth2/userAccessToken", &body).await
}

async fn by_code(server: &Server, code: &str) -> Reply {
    trade(server, json!({ "code": code, "grantType": "authorization_code" })).await
}

async fn by_refresh(server: &Server, token: &str) -> Reply {
    trade(server, json!({ "refreshToken": token, "grantType": "refresh_token" })).await
}

/// Somebody's token, for the app `app` of `corp`.
pub(crate) async fn user_token(home: &Home, server: &Server, user: &str) -> String {
    by_code(server, &code(home, "corp", user, "app").await).await.text("accessToken")
}

fn all_scopes() -> Value {
    let names = openrooms_protocol::Scope::ALL.into_iter().map(openrooms_protocol::Scope::name);
    json!(names.collect::<Vec<_>>())
}

/// The usual organisation; its app may do everything.
pub(crate) fn usual() -> Value {
    let apps = json!([with(app("app"), json!({ "scopes": all_scopes() })), app("other")]);
    document(&[with(sample::corp(), json!({ "apps": apps }))], &[suite("suite", &["corp"])])
}

async fn a_code_is_traded_and_the_token_refreshed(home: &Home) {
    home.import(usual()).await;
    let server = home.serve().await;
    let made = code(home, "corp", "u1", "app").await;
    let reply = by_code(&server, &made).await;
    let first = reply.json();
    assert_eq!((reply.status, first.as_object().unwrap().len()), (200, 4), "{first}");
    assert_eq!((&first["expireIn"], &first["corpId"]), (&json!(7200), &json!("corp")));
    let token = reply.text("accessToken");
    assert_eq!(server.reads(&token, "open", "ann").await, (200, "ok".to_owned()));
    assert_eq!(by_code(&server, &made).await.outcome(), (400, CODE_WRONG.to_owned()));

    let second = by_refresh(&server, &reply.text("refreshToken")).await;
    assert_eq!(second.status, 200);
    let again = by_refresh(&server, &reply.text("refreshToken")).await;
    assert_eq!(again.outcome(), (400, CODE_WRONG.to_owned()));
    let newer = second.text("accessToken");
    assert_ne!(newer, token);
    for _ in ["from the database", "from memory"] {
        assert_eq!(server.reads(&newer, "open", "ann").await.0, 200);
    }

    // Without a grantType; and by a suite.
    let made = code(home, "corp", "u1", "app").await;
    let reply = trade(&server, json!({ "code": made, "refreshToken": "x" })).await;
    let refreshed = trade(&server, json!({ "refreshToken": reply.text("refreshToken") })).await;
    assert_eq!(refreshed.status, 200);
    let made = code(home, "corp", "u1", "suite").await;
    let reply = trade(&server, json!({ "clientId": "suite", "code": made })).await;
    assert_eq!(server.reads(&reply.text("accessToken"), "open", "ann").await.0, 200);

    let late = code(home, "corp", "u1", "app").await;
    home.pass(300);
    assert_eq!(by_code(&server, &late).await.outcome(), (400, CODE_WRONG.to_owned()));
    home.pass(7200);
    assert_eq!(server.reads(&newer, "open", "ann").await.1, "InvalidAuthentication");
}

#[tokio::test]
async fn what_is_wrong_is_told_and_spends_no_code() {
    let home = Home::with(usual()).await;
    let server = home.serve().await;
    let made = code(&home, "corp", "u1", "app").await;
    let wrong_secret = "invalidClientIdOrSecret";
    for (given, wanted) in [
        (json!({ "clientId": null, "code": made }), "param.error"),
        (json!({ "clientId": "", "code": made }), "param.error"),
        (json!({ "clientId": 7, "code": made }), "param.error"),
        (json!({ "clientId": "app\u{0}", "code": made }), "param.error"),
        (json!({ "code": made, "grantType": "password" }), "param.error"),
        (json!({ "grantType": "authorization_code" }), "param.error"),
        (json!({ "code": "", "grantType": "authorization_code" }), "param.error"),
        (json!({ "code": made, "grantType": "refresh_token" }), "param.error"),
        (json!({ "code": [made] }), "param.error"),
        (json!({}), "param.error"),
        (json!({ "clientSecret": "wrong", "code": made }), wrong_secret),
        (json!({ "clientSecret": null, "code": made }), wrong_secret),
        (json!({ "clientId": "nobody", "code": made }), wrong_secret),
        (json!({ "clientId": "other", "code": made }), CODE_WRONG),
        (json!({ "refreshToken": made }), CODE_WRONG),
        (json!({ "code": "0123456789abcdef0123456789abcdef" }), CODE_WRONG),
        (json!({ "code": "%_\u{202e}𝄞" }), CODE_WRONG),
        (json!({ "code": "x".repeat(100_000) }), CODE_WRONG),
    ] {
        let reply = trade(&server, given.clone()).await;
        assert_eq!(reply.outcome(), (400, wanted.to_owned()), "{given}");
    }
    for text in ["", "x", "null", "[1]"] {
        let reply = server.call(request::post("/v1.0/oauth2/userAccessToken", text)).await;
        assert_eq!(reply.outcome().1, "Missingbody", "{text}");
    }
    let get = server.call(request::get("/v1.0/oauth2/userAccessToken", "")).await;
    assert_eq!(get.outcome().1, "InvalidAction.NotFound");
    assert_eq!(by_code(&server, &made).await.status, 200);
}

#[tokio::test]
async fn wrong_codes_are_throttled_as_wrong_secrets_are() {
    let home = Home::with(usual()).await;
    let server = home.serve().await;
    for _ in 0..30 {
        assert_eq!(by_code(&server, "guess").await.outcome().1, CODE_WRONG);
    }
    let throttled = "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi";
    assert_eq!(by_code(&server, "guess").await.outcome().1, throttled);
}

async fn a_user_reads_rooms_as_themselves_and_nobody_else(home: &Home) {
    home.import(usual()).await;
    let server = home.serve().await;
    let (app, ann) = (server.token("app", "secret").await, user_token(home, &server, "u1").await);
    // What the app's token brought into memory is not the user's.
    assert_eq!(server.reads(&app, "closed", "boss").await.1, "ok");
    let list = async |token: &str, operator: &str| {
        server.call(request::rooms(token, operator, "")).await.outcome().1
    };
    for _ in ["from the database", "from memory"] {
        assert_eq!(server.reads(&ann, "open", "ann").await.1, "ok");
        assert_eq!(server.reads(&ann, "of-2", "ann").await.1, "ok");
        assert_eq!(server.reads(&ann, "closed", "ann").await.1, "room.not.found");
        for other in ["boss", "bob", "nobody"] {
            assert_eq!(server.reads(&ann, "open", other).await.1, "user.not.employee", "{other}");
            assert_eq!(list(&ann, other).await, "user.not.employee", "{other}");
        }
        assert_eq!(list(&ann, "ann").await, "ok");
        assert_eq!(list(&app, "boss").await, "ok");
    }
}

#[tokio::test]
async fn a_user_writes_as_themselves_and_nobody_else() {
    let home = Home::with(usual()).await;
    let server = home.serve().await;
    let (ann, boss) =
        (user_token(&home, &server, "u1").await, user_token(&home, &server, "u0").await);
    let update = |operator: &str| {
        json!({ "unionId": operator, "roomId": "open", "roomCapacity": 9 }).to_string()
    };
    let put = async |token: &str, operator: &str| {
        let target = "/v1.0/rooms/meetingRooms";
        let request = request::with_body("PUT", target, token, &update(operator));
        server.call(request).await.outcome().1
    };
    assert_eq!(put(&ann, "ann").await, "user.not.admin");
    assert_eq!(put(&ann, "boss").await, "user.not.admin", "who is nobody to ann's token");
    assert_eq!(put(&boss, "boss").await, "ok");
    let store = home.store().await;
    let filter = AuditFilter { kind: Some("room".to_owned()), ..AuditFilter::default() };
    let entries = store.audit_newest(&filter, 10).await.unwrap();
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].operator.as_deref(), Some("boss"));
    store.close().await;
}

#[tokio::test]
async fn where_no_operator_is_named_the_user_is_it() {
    let mut all = usual();
    all["organisations"][0]["users"][2]["hideMobile"] = json!(true);
    all["organisations"][0]["users"][2]["mobile"] = json!("13800000000");
    all["organisations"][0]["devices"] = json!([
        { "deviceUnionId": "panel", "deviceId": "1", "openRoomId": "open", "shareCode": "4711" },
        { "deviceUnionId": "tv", "deviceId": "2", "openRoomId": "closed11", "shareCode": "4712" },
    ]);
    all["organisations"][0]["screenTemplates"] =
        json!([{ "deviceCustomTemplate": { "templateId": 5, "templateName": "T" } }]);
    let home = Home::with(all).await;
    let server = home.serve().await;
    let (ann, boss, hal) = (
        user_token(&home, &server, "u1").await,
        user_token(&home, &server, "u0").await,
        user_token(&home, &server, "u4").await,
    );
    let call = async |token: &str, method: &str, target: &str, body: Value| {
        let request = match method {
            "GET" => request::get(target, token),
            _ => request::with_body(method, target, token, &body.to_string()),
        };
        server.call(request).await
    };
    for (method, target, body) in [
        ("GET", format!("{SCREENS}/templates/5"), Value::Null),
        ("GET", format!("{SCREENS}/templateLists"), Value::Null),
        ("POST", format!("{SCREENS}/templates"), json!({ "templateName": "New" })),
        ("PUT", format!("{SCREENS}/templates"), json!({ "templateId": 5 })),
        ("POST", format!("{SCREENS}/templates/remove"), json!({ "templateId": 5 })),
    ] {
        let refused = call(&ann, method, &target, body.clone()).await;
        assert_eq!(refused.outcome(), (400, "no.permission".to_owned()), "{target}");
        assert_eq!(refused.json()["message"], "No Permission");
        assert_eq!(call(&hal, method, &target, body.clone()).await.outcome().1, "no.permission");
        assert_eq!(call(&boss, method, &target, body).await.status, 200, "{target}");
    }
    let address = "/v1.0/rooms/devices/shareCodes";
    for (token, code, wanted) in [
        (&ann, "4711", (403, "no.permission")),
        (&ann, "nothing", (403, "no.permission")),
        (&hal, "4711", (403, "no.permission")),
        (&hal, "4712", (200, "ok")),
        (&boss, "4711", (200, "ok")),
        (&boss, "nothing", (400, "device.not.found")),
    ] {
        let reply = call(token, "GET", &format!("{address}/{code}"), Value::Null).await;
        assert_eq!(reply.outcome(), (wanted.0, wanted.1.to_owned()), "{code}");
    }
    // A colleague's number is told to apps, and to whom it belongs.
    let bob = user_token(&home, &server, "u2").await;
    let app = server.token("app", "secret").await;
    for (token, is_told) in [(&ann, false), (&bob, true), (&app, true)] {
        let shown = call(token, "GET", "/v1.0/contact/users/bob", Value::Null).await.json();
        assert_eq!(shown["nick"], "Bob");
        assert_eq!(shown.get("mobile").is_some(), is_told, "{shown}");
    }
    let whose = "/v1.0/rooms/groupAdmin/10";
    for (target, wanted) in [
        (whose.to_owned(), "ok"),
        (format!("{whose}?unionId=ann"), "ok"),
        (format!("{whose}?unionId=boss"), "user.not.employee"),
    ] {
        assert_eq!(call(&ann, "GET", &target, Value::Null).await.outcome().1, wanted, "{target}");
    }
}

#[tokio::test]
async fn me_is_the_user_and_no_apps_word() {
    let home = Home::with(document(&[people::corp()], &[suite("suite", &["corp"])])).await;
    let server = home.serve().await;
    let ann = user_token(&home, &server, "u1").await;
    let me = async |token: &str| server.call(request::get("/v1.0/contact/users/me", token)).await;
    let shown = me(&ann).await.json();
    assert_eq!((&shown["unionId"], &shown["mobile"]), (&json!("ann"), &json!("170123")));
    let app = server.token("app", "secret").await;
    let corp = server.corp_token("suite", "secret", "corp").await;
    for token in [&*app, &*corp, "0123456789abcdef0123456789abcdef"] {
        assert_eq!(me(token).await.outcome(), (400, "InvalidAuthentication".to_owned()));
    }
    assert_eq!(me("").await.outcome().1, "AuthenticationFailed.MissingParameter");
    // The token is judged before the scope.
    let scopeless = Home::with(document(&[sample::corp()], &[])).await;
    let server = scopeless.serve().await;
    let (app, ann) =
        (server.token("app", "secret").await, user_token(&scopeless, &server, "u1").await);
    let denied = "Forbidden.AccessDenied.AccessTokenPermissionDenied";
    for (token, wanted) in [(&app, "InvalidAuthentication"), (&ann, denied)] {
        let reply = server.call(request::get("/v1.0/contact/users/me", token)).await;
        assert_eq!(reply.outcome().1, wanted);
    }
}

#[tokio::test]
async fn the_legacy_api_takes_no_users_token() {
    let home = Home::with(document(&[people::corp()], &[])).await;
    let server = home.serve().await;
    let boss = user_token(&home, &server, "u0").await;
    for _ in ["from the database", "from memory"] {
        for (action, body) in [
            ("topapi.v2.user.get", json!({ "userid": "u1" })),
            ("topapi.v2.user.delete", json!({ "userid": "u1" })),
        ] {
            let reply = server.call(request::topapi(action, &boss, &body)).await.json();
            assert_eq!((&reply["errcode"], &reply["sub_code"]), (&json!(88), &json!("40014")));
        }
        // Which brings the token into memory.
        assert_eq!(server.reads(&boss, "open", "boss").await.1, "ok");
    }
}

async fn they_end_with_the_secret_and_with_the_person_on_every_node(home: &Home) {
    home.import(usual()).await;
    let (one, two) = (home.serve().await, home.serve().await);
    let (ann, bob) = (user_token(home, &one, "u1").await, user_token(home, &one, "u2").await);
    let read = async |token: &str, operator: &str| {
        let mut both = Vec::new();
        for server in [&one, &two] {
            both.push(server.reads(token, "open", operator).await.1);
        }
        both
    };
    let (fine, ended) = (["ok"; 2].map(str::to_owned), ["InvalidAuthentication"; 2]);
    let ended = ended.map(str::to_owned);
    assert_eq!(read(&ann, "ann").await, fine);
    assert_eq!(read(&bob, "bob").await, fine);

    let app = one.token("app", "secret").await;
    let gone = json!({ "userid": "u1" });
    let gone = one.call(request::topapi("topapi.v2.user.delete", &app, &gone)).await;
    assert_eq!(gone.json()["errcode"], 0, "{gone:?}");
    assert_eq!(one.reads(&ann, "open", "ann").await.1, ended[0], "at once on this node");
    eventually(SECOND, &ended.to_vec(), async || read(&ann, "ann").await).await;
    assert_eq!(read(&bob, "bob").await, fine);

    let store = home.store().await;
    store.rotate_secret(&ClientKey::new("app"), 0, None, &BY, home.clock.now()).await.unwrap();
    eventually(SECOND, &ended.to_vec(), async || read(&bob, "bob").await).await;
    store.close().await;
}

async fn what_was_refused_is_in_the_record(home: &Home) {
    home.import(usual()).await;
    let server = home.serve().await;
    let token = user_token(home, &server, "u1").await;
    by_code(&server, "a-wrong-code").await;
    trade(&server, json!({ "clientSecret": "a-wrong-secret", "code": "x" })).await;
    server.stop().await; // what was gathered is written down
    let store = home.store().await;
    let entries = store.audit_newest(&AuditFilter::default(), 100).await.unwrap();
    let told = |kind: &str| entries.iter().filter(|entry| entry.kind == kind).collect::<Vec<_>>();
    let (issued, refused) = (told("token"), told("refusal"));
    assert_eq!((issued.len(), refused.len()), (1, 1));
    assert_eq!(issued[0].action, "GetUserToken");
    assert_eq!(issued[0].operator.as_deref(), Some("ann"));
    assert_eq!(refused[0].action, "GetUserToken");
    assert!(refused[0].after.as_deref().unwrap().contains(r#""times":2"#));
    let text = format!("{entries:?}");
    for hidden in ["a-wrong-code", "a-wrong-secret", &token] {
        assert!(!text.contains(hidden));
    }
    store.close().await;
}

#[tokio::test]
async fn the_user_and_the_app_share_the_apps_limits() {
    let slow = with(app("app"), json!({ "qpsPerOperation": 2 }));
    let corp = with(plain("corp", 1), json!({ "apps": [slow] }));
    let third_party = with(suite("suite", &["corp"]), json!({ "qpsPerOperation": 1 }));
    let home = Home::with(document(&[corp], &[third_party])).await;
    let server = home.serve().await;
    let app = server.token("app", "secret").await;
    let ann = user_token(&home, &server, "u").await;
    let limit = "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi";
    for (token, wanted) in [(&app, "ok"), (&ann, "ok"), (&app, limit), (&ann, limit)] {
        assert_eq!(server.reads(token, "room-0", "ann").await.1, wanted);
    }
    let suite = server.corp_token("suite", "secret", "corp").await;
    let made = code(&home, "corp", "u", "suite").await;
    let ann = trade(&server, json!({ "clientId": "suite", "code": made })).await;
    assert_eq!(server.reads(&suite, "room-0", "ann").await.1, "ok");
    assert_eq!(server.reads(&ann.text("accessToken"), "room-0", "ann").await.1, limit);
}
