//! Passwords: chosen by an invitation, shown, changed; and the first start.

use std::time::Duration;

use openrooms_core::id::{CorpId, UnionId};
use openrooms_server::server::Options;
use openrooms_store::AuditFilter;
use serde_json::{Value, json};

use crate::fixture::{Home, Server, eventually};
use crate::request;
use crate::sample::{document, plain, suite, usual};
use crate::wire::Reply;

on_both!(
    an_invitation_opens_once_and_the_password_signs_in,
    a_login_is_whatever_names_one_person,
    a_new_password_ends_every_session_on_every_node,
    whoever_leaves_takes_password_and_invitation_along,
    the_first_start_makes_one_organisation,
    the_record_tells_who_and_never_what,
);

const SECOND: Duration = Duration::from_millis(1500);
const GOOD: &str = "correct horse battery";

fn cookie_of(reply: &Reply) -> String {
    assert_eq!(reply.status, 204, "{reply:?}");
    let set = reply.header("set-cookie").expect("a cookie is set");
    set.split(';').next().unwrap().to_owned()
}

/// An invitation of somebody, as an administrator makes one in the console.
async fn invited(home: &Home, server: &Server, corp: &str, person: &str) -> String {
    let boss = home.console_token(server, corp, "boss").await;
    let body = json!({ "unionId": "boss", "inviteeUnionId": person }).to_string();
    let target = "/v1.0/contact/users/invitations";
    let reply = server.call(request::with_body("POST", target, &boss, &body)).await.json();
    let (token, url) = (&reply["result"]["token"], &reply["result"]["url"]);
    assert_eq!(url.as_str().unwrap(), format!("http://x/invite/{}", token.as_str().unwrap()));
    token.as_str().unwrap().to_owned()
}

async fn accept(server: &Server, token: &str, password: &str) -> Reply {
    server.post("/console/invitation", &json!({ "token": token, "password": password })).await
}

async fn sign_in(server: &Server, login: &str, password: &str) -> Reply {
    server.post("/console/signin", &json!({ "login": login, "password": password })).await
}

async fn is_in(server: &Server, cookie: &str) -> bool {
    server.call(request::console("/console/token", cookie, "", "")).await.status == 200
}

/// Somebody with a password.
async fn with_password(home: &Home, server: &Server, person: &str) -> String {
    cookie_of(&accept(server, &invited(home, server, "corp", person).await, GOOD).await)
}

async fn an_invitation_opens_once_and_the_password_signs_in(home: &Home) {
    home.import(usual()).await;
    let server = home.serve().await;
    assert_eq!(sign_in(&server, "u1", GOOD).await.outcome(), (401, "signin.wrong".to_owned()));
    let replaced = invited(home, &server, "corp", "ann").await;
    let token = invited(home, &server, "corp", "ann").await;
    let shown = async |token: &str| {
        server.call(request::get(&format!("/console/invitation/{token}"), "")).await
    };
    let ann = json!({ "name": "Ann", "userId": "u1", "organisation": "Corp" });
    assert_eq!(shown(&token).await.json(), ann);
    for unknown in [&*replaced, "0123456789abcdef0123456789abcdef", "%00", "x"] {
        assert_eq!(shown(unknown).await.outcome(), (404, "invitation.not.found".to_owned()));
    }
    for weak in ["short", "aaaaaaaaaaaa", "password123", &"x".repeat(201)] {
        let refused = accept(&server, &token, weak).await;
        assert_eq!(refused.outcome(), (400, "password.weak".to_owned()), "{weak}");
    }
    assert_eq!(accept(&server, &replaced, GOOD).await.outcome().1, "invitation.not.found");
    let cookie = cookie_of(&accept(&server, &token, GOOD).await);
    assert!(is_in(&server, &cookie).await);
    assert_eq!(accept(&server, &token, GOOD).await.outcome().1, "invitation.not.found");
    assert_eq!(shown(&token).await.status, 404);

    let again = cookie_of(&sign_in(&server, "u1", GOOD).await);
    assert!(is_in(&server, &again).await && is_in(&server, &cookie).await);
    for (login, password) in [
        ("u1", "correct horse batterz"),
        ("u1", "CORRECT HORSE BATTERY"),
        ("u2", GOOD),
        ("nobody", GOOD),
        ("ann", GOOD),
        ("%", GOOD),
    ] {
        let refused = sign_in(&server, login, password).await;
        assert_eq!(refused.outcome(), (401, "signin.wrong".to_owned()), "{login}");
        assert_eq!(refused.header("set-cookie"), None);
    }

    let late = invited(home, &server, "corp", "bob").await;
    home.pass(3 * 24 * 3600);
    assert_eq!(accept(&server, &late, GOOD).await.outcome().1, "invitation.not.found");
}

async fn a_login_is_whatever_names_one_person(home: &Home) {
    let mut all = usual();
    let users = all["organisations"][0]["users"].as_array_mut().unwrap();
    users[1]["email"] = json!("Ann@Example.org");
    users[1]["mobile"] = json!("13800000000");
    users[2]["email"] = json!("both@example.org");
    users[3]["email"] = json!("BOTH@example.org");
    // A user id goes before whatever else is the same.
    users[4]["email"] = json!("u1");
    home.import(all).await;
    let server = home.serve().await;
    with_password(home, &server, "ann").await;
    with_password(home, &server, "bob").await;
    for (login, status) in [
        ("u1", 204),
        (" u1 ", 204),
        ("U1", 401),
        ("ann@example.org", 204),
        ("ANN@EXAMPLE.ORG", 204),
        ("13800000000", 204),
        ("1380000000", 401),
        ("both@example.org", 401),
        ("Ann", 401),
    ] {
        assert_eq!(sign_in(&server, login, GOOD).await.status, status, "{login}");
    }
    let of = async |corp: Value| {
        let body = json!({ "corpId": corp, "login": "u1", "password": GOOD });
        server.post("/console/signin", &body).await.outcome()
    };
    assert_eq!(of(json!("other")).await, (401, "signin.wrong".to_owned()));
    home.import(document(&[plain("other", 1)], &[suite("suite", &["corp"])])).await;
    assert_eq!(of(Value::Null).await, (400, "param.error".to_owned()));
    assert_eq!(of(json!("other")).await, (401, "signin.wrong".to_owned()));
    let body = json!({ "corpId": "corp", "login": "u1", "password": GOOD });
    assert_eq!(server.post("/console/signin", &body).await.status, 204);
}

async fn a_new_password_ends_every_session_on_every_node(home: &Home) {
    home.import(usual()).await;
    let (one, two) = (home.serve().await, home.serve().await);
    let first = with_password(home, &one, "ann").await;
    let second = cookie_of(&sign_in(&two, "u1", GOOD).await);
    let opened = two.call(request::console("/console/token", &second, "", "")).await;
    let access = opened.text("accessToken");
    assert_eq!(two.reads(&access, "open", "ann").await.1, "ok");
    let change = async |cookie: &str, current: Value, password: Value| {
        let body = json!({ "current": current, "password": password }).to_string();
        one.call(request::console("/console/password", cookie, "", &body)).await
    };
    let other = "another fine phrase";
    for (cookie, current, password, wanted) in [
        ("", json!(GOOD), json!(other), (401, "session.missing")),
        (&*first, json!("wrong"), json!(other), (401, "signin.wrong")),
        (&first, json!(null), json!(other), (400, "param.error")),
        (&first, json!(GOOD), json!(null), (400, "param.error")),
        (&first, json!(GOOD), json!("short"), (400, "password.weak")),
        (&first, json!(GOOD), json!(["x"]), (400, "param.error")),
    ] {
        let refused = change(cookie, current, password).await;
        assert_eq!(refused.outcome(), (wanted.0, wanted.1.to_owned()));
    }
    let third = cookie_of(&change(&first, json!(GOOD), json!(other)).await);
    assert!(is_in(&one, &third).await && is_in(&two, &third).await);
    for cookie in [&first, &second] {
        assert!(!is_in(&one, cookie).await && !is_in(&two, cookie).await);
    }
    let ended = "InvalidAuthentication".to_owned();
    assert_eq!(one.reads(&access, "open", "ann").await.1, ended, "at once on this node");
    eventually(SECOND, &ended, async || two.reads(&access, "open", "ann").await.1).await;
    assert_eq!(sign_in(&two, "u1", GOOD).await.status, 401);
    assert_eq!(sign_in(&two, "u1", other).await.status, 204);
}

async fn whoever_leaves_takes_password_and_invitation_along(home: &Home) {
    home.import(usual()).await;
    let server = home.serve().await;
    with_password(home, &server, "ann").await;
    let token = invited(home, &server, "corp", "ann").await;
    let boss = home.console_token(&server, "corp", "boss").await;
    let gone = json!({ "userid": "u1" });
    let gone = server.call(request::topapi("topapi.v2.user.delete", &boss, &gone)).await;
    assert_eq!(gone.json()["errcode"], 0);
    home.import(usual()).await;
    assert_eq!(sign_in(&server, "u1", GOOD).await.status, 401, "somebody of the same name");
    assert_eq!(accept(&server, &token, GOOD).await.status, 404);
}

async fn the_first_start_makes_one_organisation(home: &Home) {
    let server = home.serve().await;
    let store = home.store().await;
    let offered = [store.offer_setup().await.unwrap(), store.offer_setup().await.unwrap()];
    let [one, two] = offered.map(|token| token.unwrap().as_str().to_owned());
    let set_up = async |token: &str, more: Value| {
        let mut body = json!({
            "token": token, "organisation": "纸鹭 Paper Heron", "name": "Zoë", "login": "zoe",
            "password": GOOD,
        });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        server.post("/console/setup", &body).await
    };
    for (token, more, wanted) in [
        ("0123456789abcdef0123456789abcdef", json!({}), (404, "setup.not.found")),
        ("%", json!({}), (404, "setup.not.found")),
        (&*one, json!({ "token": null }), (400, "param.error")),
        (&one, json!({ "organisation": " " }), (400, "param.error")),
        (&one, json!({ "organisation": "x".repeat(101) }), (400, "param.error")),
        (&one, json!({ "name": "a\u{202e}b" }), (400, "param.error")),
        (&one, json!({ "login": "a b" }), (400, "param.error")),
        (&one, json!({ "login": null }), (400, "param.error")),
        (&one, json!({ "zone": "Mars/Base" }), (400, "param.error")),
        (&one, json!({ "password": "short" }), (400, "password.weak")),
    ] {
        let refused = set_up(token, more.clone()).await;
        assert_eq!(refused.outcome(), (wanted.0, wanted.1.to_owned()), "{more}");
    }
    let opens =
        async |token: &str| server.call(request::get(&format!("/console/setup/{token}"), "")).await;
    let ways = async || server.call(request::get("/console/ways", "")).await.json();
    assert_eq!((opens(&one).await.status, opens(&one).await.json()), (200, json!({})));
    assert_eq!(opens("0123").await.outcome(), (404, "setup.not.found".to_owned()));
    // Nobody has a password yet.
    assert_eq!(ways().await["password"], false);
    let cookie = cookie_of(&set_up(&one, json!({ "zone": "Europe/Berlin" })).await);
    let opened = server.call(request::console("/console/token", &cookie, "", "")).await.json();
    for (field, wanted) in [
        ("organisation", "纸鹭 Paper Heron"),
        ("name", "Zoë"),
        ("userId", "zoe"),
        ("zone", "Europe/Berlin"),
    ] {
        assert_eq!(opened[field], wanted);
    }
    assert_eq!(opened["isAdmin"], true);
    for token in [&one, &two] {
        assert_eq!(set_up(token, json!({})).await.outcome(), (404, "setup.not.found".to_owned()));
        assert_eq!(opens(token).await.outcome(), (404, "setup.not.found".to_owned()));
    }
    assert_eq!(ways().await["password"], true);
    assert!(store.offer_setup().await.unwrap().is_none());
    assert_eq!(sign_in(&server, "zoe", GOOD).await.status, 204);
    // It is an organisation like any: a room is made in it.
    let token = opened["accessToken"].as_str().unwrap();
    let body = json!({
        "unionId": opened["unionId"], "roomName": "Oak", "roomStatus": 0, "isvRoomId": "oak",
    });
    let made = request::with_body("POST", "/v1.0/rooms/meetingrooms", token, &body.to_string());
    assert_eq!(server.call(made).await.status, 200);
    let corp = CorpId::new(opened["corpId"].as_str().unwrap());
    let kept = store.organisation(&corp).await.unwrap().unwrap();
    assert_eq!((kept.people.len(), kept.rooms.len()), (1, 1));
    store.close().await;
}

async fn the_record_tells_who_and_never_what(home: &Home) {
    home.import(usual()).await;
    let server = home.serve().await;
    let token = invited(home, &server, "corp", "ann").await;
    accept(&server, &token, GOOD).await;
    sign_in(&server, "u1", "a wrong password").await;
    sign_in(&server, "a-password-in-the-wrong-place", "x").await;
    server.stop().await; // what was gathered is written down
    let store = home.store().await;
    let entries = store.audit_newest(&AuditFilter::default(), 100).await.unwrap();
    store.close().await;
    let found = |kind: &str, id: &str| {
        entries.iter().filter(|entry| (&*entry.kind, &*entry.id) == (kind, id)).count()
    };
    assert_eq!(found("invitation", "ann"), 1);
    assert_eq!(found("password", "ann"), 1);
    assert_eq!(found("session", "ann"), 1);
    assert_eq!(found("refusal", "ann"), 1);
    let text = format!("{entries:?}");
    for hidden in [&*token, GOOD, "a wrong password", "a-password-in-the-wrong-place", "argon2id"] {
        assert!(!text.contains(hidden), "{hidden}");
    }
    let chosen = entries.iter().find(|entry| entry.kind == "password").unwrap();
    assert_eq!((&*chosen.chain, chosen.operator.as_deref()), ("corp", Some("ann")));
}

#[tokio::test]
async fn wrong_passwords_are_held_down_and_lock_nobody_out() {
    let home = Home::with(usual()).await;
    let trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
    let options = Options { trusted_proxies, ..home.server_options().await };
    let server = Server::start(options).await;
    with_password(&home, &server, "ann").await;
    let from = async |address: &str, login: &str, password: &str| {
        let body = json!({ "login": login, "password": password }).to_string();
        let head = format!("x-forwarded-for: {address}\r\n");
        server.call(request::console("/console/signin", "", &head, &body)).await
    };
    for _ in 0..10 {
        assert_eq!(from("192.0.2.1", "u1", "wrong").await.status, 401);
    }
    let throttled = (429, "signin.throttled".to_owned());
    assert_eq!(from("192.0.2.1", "u1", "wrong").await.outcome(), throttled);
    assert_eq!(from("192.0.2.1", "u1", GOOD).await.outcome(), throttled);
    // Somebody else there, and she herself elsewhere, get in.
    assert_eq!(from("192.0.2.1", "u2", "wrong").await.status, 401);
    for guesser in 2..=3 {
        for _ in 0..10 {
            assert_eq!(from(&format!("192.0.2.{guesser}"), "u1", "wrong").await.status, 401);
        }
    }
    assert_eq!(from("192.0.2.99", "u1", GOOD).await.status, 204);
    // Of a clock that is put back nobody hears.
    home.pass(-3600);
    assert_eq!(from("192.0.2.1", "u1", GOOD).await.outcome(), throttled);
    home.pass(30);
    assert_eq!(from("192.0.2.1", "u1", GOOD).await.status, 204);
}

#[tokio::test]
async fn who_is_nobody_is_held_down_as_somebody_is() {
    let mut all = usual();
    all["organisations"][0]["users"][1]["email"] = json!("ann@example.org");
    let home = Home::with(all).await;
    let server = home.serve().await;
    with_password(&home, &server, "ann").await;
    // Else the tenth and one guess, in other letters, would tell who is there.
    for name in ["ann", "eve"] {
        for time in 0..10 {
            let login = format!("{name}@example.org");
            let login = if time % 2 == 0 { login.to_uppercase() } else { login };
            assert_eq!(sign_in(&server, &login, "wrong wrong").await.status, 401, "{login} {time}");
        }
        let more = sign_in(&server, &format!("{name}@Example.org"), "wrong wrong").await;
        assert_eq!(more.outcome(), (429, "signin.throttled".to_owned()), "{name}");
    }
}

#[tokio::test]
async fn bad_input_is_told() {
    let home = Home::with(usual()).await;
    let server = home.serve().await;
    for body in [
        json!({}),
        json!({ "login": "u1" }),
        json!({ "login": "u1", "password": "" }),
        json!({ "login": "", "password": GOOD }),
        json!({ "login": "u\u{0}1", "password": GOOD }),
        json!({ "login": "u\u{202e}1", "password": GOOD }),
        json!({ "login": "x".repeat(101), "password": GOOD }),
        json!({ "login": 7, "password": GOOD }),
        json!({ "login": "u1", "password": "x".repeat(201) }),
        json!({ "login": "u1", "password": null }),
        json!({ "login": ["u1"], "password": GOOD }),
    ] {
        let reply = server.post("/console/signin", &body).await;
        assert_eq!(reply.outcome(), (400, "param.error".to_owned()), "{body}");
    }
    let boss = home.console_token(&server, "corp", "boss").await;
    for (body, wanted) in [
        (json!({ "unionId": "boss" }), "param.error"),
        (json!({ "unionId": "boss", "inviteeUnionId": "" }), "param.error"),
        (json!({ "inviteeUnionId": "ann" }), "param.error"),
        (json!({ "unionId": "boss", "inviteeUnionId": "nobody" }), "user.not.org"),
        (json!({ "unionId": "ann", "inviteeUnionId": "ann" }), "user.not.admin"),
    ] {
        let target = "/v1.0/contact/users/invitations";
        let reply = server.call(request::with_body("POST", target, &boss, &body.to_string())).await;
        assert_eq!(reply.outcome(), (400, wanted.to_owned()), "{body}");
    }
    let store = home.store().await;
    let person = UnionId::new("ann");
    let hash = store.password_hash(&CorpId::new("corp"), &person).await.unwrap();
    store.close().await;
    assert_eq!(hash, None);
}
