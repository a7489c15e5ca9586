//! The console: its pages, and signing in and out.

use std::time::Duration;

use openrooms_core::id::{CorpId, UnionId};
use openrooms_server::console::{Demo, DemoPerson};
use openrooms_server::server::Options;
use openrooms_store::AuditFilter;
use serde_json::{Value, json};

use crate::fixture::{Home, Server, eventually};
use crate::request;
use crate::sample::{document, plain, suite, usual, with};
use crate::wire::Reply;

on_both!(
    a_session_is_begun_used_and_ended,
    the_demo_is_entered_so_often_from_one_address,
    a_cookie_changes_as_it_is_used_and_the_old_one_ends,
    a_session_ends_by_itself,
    everywhere_is_everywhere_at_once,
    whoever_leaves_is_signed_out,
    a_page_of_another_site_reaches_nothing,
);

const SECOND: Duration = Duration::from_millis(1500);
/// 12 hours, in seconds.
const IDLE: i64 = 12 * 3600;

/// A server of the demo, whose people are those of the usual organisation.
async fn demo(home: &Home) -> Server {
    let person = |role, id| DemoPerson { role, person: UnionId::new(id) };
    let people = vec![person("employee", "ann"), person("administrator", "boss")];
    let demo = Some(Demo { corp: CorpId::new("corp"), people });
    Server::start(Options { demo, ..home.server_options().await }).await
}

/// The cookie that a reply sets, as the browser sends it back; its attributes are checked.
fn cookie_of(reply: &Reply) -> String {
    let set = reply.header("set-cookie").expect("a cookie is set");
    let (pair, rest) = set.split_once("; ").unwrap();
    assert_eq!(rest, "Path=/; Max-Age=604800; HttpOnly; SameSite=Lax");
    assert!(
        pair.strip_prefix("openrooms_session=").is_some_and(|value| value.len() == 32),
        "{set}"
    );
    pair.to_owned()
}

async fn token(server: &Server, cookie: &str) -> Reply {
    server.call(request::console("/console/token", cookie, "", "")).await
}

async fn a_session_is_begun_used_and_ended(home: &Home) {
    home.import(usual()).await;
    let server = demo(home).await;
    let ways = server.call(request::get("/console/ways", "")).await.json();
    let people = json!([
        { "role": "employee", "name": "Ann" }, { "role": "administrator", "name": "Boss" },
    ]);
    assert_eq!(ways, json!({ "password": true, "oidc": [], "demo": people }));

    let signed_in = server.post("/console/demo", &json!({ "role": "employee" })).await;
    assert_eq!((signed_in.status, &*signed_in.body), (204, &b""[..]));
    assert_eq!(signed_in.header("cache-control"), Some("no-store"));
    let cookie = cookie_of(&signed_in);
    let opened = token(&server, &cookie).await;
    assert_eq!(opened.header("set-cookie"), None);
    assert_eq!(opened.header("cache-control"), Some("no-store"));
    let mut opened = opened.json();
    let access = opened["accessToken"].take().as_str().unwrap().to_owned();
    assert_eq!(
        opened,
        json!({
            "accessToken": null, "expireIn": 900, "corpId": "corp", "organisation": "Corp",
            "zone": "Asia/Shanghai", "unionId": "ann", "userId": "u1", "name": "Ann",
            "isAdmin": false, "administersGroups": [], "administersRooms": [],
        })
    );
    for _ in ["from the database", "from memory"] {
        assert_eq!(server.reads(&access, "open", "ann").await.1, "ok");
        assert_eq!(server.reads(&access, "closed", "ann").await.1, "room.not.found");
        assert_eq!(server.reads(&access, "open", "boss").await.1, "user.not.employee");
    }
    let me = server.call(request::get("/v1.0/contact/users/me", &access)).await.json();
    assert_eq!(me["unionId"], "ann");

    let out = server.call(request::console("/console/signout", &cookie, "", "")).await;
    assert_eq!(out.status, 204);
    let gone = "openrooms_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax";
    assert_eq!(out.header("set-cookie"), Some(gone));
    assert_eq!(server.reads(&access, "open", "ann").await.1, "InvalidAuthentication");
    for shown in [&*cookie, "openrooms_session=0123456789abcdef0123456789abcdef", "", "a=b"] {
        let refused = token(&server, shown).await;
        assert_eq!(refused.outcome(), (401, "session.missing".to_owned()), "{shown}");
        assert_eq!(refused.header("set-cookie"), Some(gone));
    }
    // To end what is over is no mistake.
    let again = server.call(request::console("/console/signout", &cookie, "", "")).await;
    assert_eq!(again.status, 204);
    server.stop().await;

    let store = home.store().await;
    let filter = AuditFilter { kind: Some("session".to_owned()), ..AuditFilter::default() };
    let entries = store.audit_newest(&filter, 10).await.unwrap();
    store.close().await;
    let actions: Vec<_> = entries.iter().map(|entry| entry.action.as_str()).collect();
    assert_eq!(actions, ["console.demo", "console.signout"]);
    for entry in &entries {
        assert_eq!(entry.operator.as_deref(), Some("ann"));
        assert_eq!((entry.client.as_deref(), entry.address.as_deref()), (None, Some("127.0.0.1")));
        assert!(!format!("{entry:?}").contains(&cookie["openrooms_session=".len()..]));
    }
}

async fn the_demo_is_entered_so_often_from_one_address(home: &Home) {
    home.import(usual()).await;
    let server = demo(home).await;
    let role = json!({ "role": "employee" });
    for _ in 0..60 {
        assert_eq!(server.post("/console/demo", &role).await.status, 204);
    }
    let throttled = server.post("/console/demo", &role).await.outcome();
    assert_eq!(throttled, (429, "signin.throttled".to_owned()));
    // A role that is none takes one, too: it costs as much to ask.
    home.pass(1);
    let wrong = server.post("/console/demo", &json!({ "role": "boss" })).await.outcome();
    assert_eq!(wrong, (400, "param.error".to_owned()));
    assert_eq!(server.post("/console/demo", &role).await.status, 429);
}

async fn a_cookie_changes_as_it_is_used_and_the_old_one_ends(home: &Home) {
    home.import(usual()).await;
    let server = home.serve().await;
    let first = home.cookie("corp", "ann").await;
    home.pass(3599);
    assert_eq!(token(&server, &first).await.header("set-cookie"), None);
    home.pass(1);
    let second = cookie_of(&token(&server, &first).await);
    assert_ne!(first, second);
    // What was under way with the first, or whose reply was lost, still gets in.
    assert_eq!(token(&server, &first).await.status, 200);
    assert_eq!(token(&server, &second).await.status, 200);
    assert_eq!(token(&server, &first).await.status, 200);
    home.pass(60);
    assert_eq!(token(&server, &second).await.status, 200);
    assert_eq!(token(&server, &first).await.outcome().1, "session.missing");
    // A new one that never came back leaves the one before good.
    home.pass(3600);
    let lost = cookie_of(&token(&server, &second).await);
    home.pass(3600);
    let third = cookie_of(&token(&server, &second).await);
    assert_eq!(token(&server, &third).await.status, 200);
    assert_eq!(token(&server, &lost).await.outcome().1, "session.missing");
}

async fn a_session_ends_by_itself(home: &Home) {
    home.import(usual()).await;
    let server = home.serve().await;
    let idle = home.cookie("corp", "ann").await;
    let access = token(&server, &idle).await.text("accessToken");
    home.pass(899);
    assert_eq!(server.reads(&access, "open", "ann").await.1, "ok");
    home.pass(1);
    assert_eq!(server.reads(&access, "open", "ann").await.1, "InvalidAuthentication");
    home.pass(IDLE - 900);
    assert_eq!(token(&server, &idle).await.outcome().1, "session.missing");

    let mut used = home.cookie("corp", "ann").await;
    for _ in 0..14 {
        let reply = token(&server, &used).await;
        assert_eq!(reply.status, 200);
        if reply.header("set-cookie").is_some() {
            used = cookie_of(&reply);
        }
        home.pass(IDLE - 1);
    }
    // Its last token ends with it, 14 seconds from now.
    let reply = token(&server, &used).await;
    assert_eq!(reply.json()["expireIn"], 14);
    home.pass(14);
    assert_eq!(token(&server, &cookie_of(&reply)).await.outcome().1, "session.missing");
    let access = reply.text("accessToken");
    assert_eq!(server.reads(&access, "open", "ann").await.1, "InvalidAuthentication");
}

async fn everywhere_is_everywhere_at_once(home: &Home) {
    home.import(usual()).await;
    let (one, two) = (home.serve().await, home.serve().await);
    let (phone, desk) = (home.cookie("corp", "ann").await, home.cookie("corp", "ann").await);
    let boss = home.console_token(&one, "corp", "boss").await;
    let mut tokens = Vec::new();
    for cookie in [&phone, &desk] {
        tokens.push(token(&one, cookie).await.text("accessToken"));
    }
    let read = async |server: &Server| {
        let mut all = Vec::new();
        for token in &tokens {
            all.push(server.reads(token, "open", "ann").await.1);
        }
        all
    };
    assert_eq!(
        (read(&one).await, read(&two).await),
        (vec!["ok".to_owned(); 2], vec!["ok".to_owned(); 2])
    );
    let out = one.call(request::console("/console/signout/everywhere", &phone, "", "")).await;
    assert_eq!(out.status, 204);
    let ended = vec!["InvalidAuthentication".to_owned(); 2];
    assert_eq!(read(&one).await, ended, "at once on this node");
    eventually(SECOND, &ended, async || read(&two).await).await;
    for (server, cookie) in [(&one, &desk), (&two, &phone)] {
        assert_eq!(token(server, cookie).await.outcome().1, "session.missing");
    }
    assert_eq!(two.reads(&boss, "open", "boss").await.1, "ok");
}

async fn whoever_leaves_is_signed_out(home: &Home) {
    home.import(usual()).await;
    let server = home.serve().await;
    let (left, replaced) = (home.cookie("corp", "ann").await, home.cookie("corp", "bob").await);
    let mut tokens = Vec::new();
    for (cookie, who) in [(&left, "ann"), (&replaced, "bob")] {
        let token = token(&server, cookie).await.text("accessToken");
        assert_eq!(server.reads(&token, "open", who).await.1, "ok");
        tokens.push(token);
    }
    let boss = home.console_token(&server, "corp", "boss").await;
    let gone = json!({ "userid": "u1" });
    let gone = server.call(request::topapi("topapi.v2.user.delete", &boss, &gone)).await;
    assert_eq!(gone.json()["errcode"], 0, "{gone:?}");
    assert_eq!(token(&server, &left).await.outcome().1, "session.missing");
    assert_eq!(server.reads(&tokens[0], "open", "ann").await.1, "InvalidAuthentication");

    let mut without = usual();
    without["organisations"][0]["users"].as_array_mut().unwrap().truncate(2);
    without["organisations"][0]["rooms"][3]["reservationAuthority"] = Value::Null;
    home.replace(without).await;
    assert_eq!(token(&server, &replaced).await.outcome().1, "session.missing");
    let ended = "InvalidAuthentication".to_owned();
    eventually(SECOND, &ended, async || server.reads(&tokens[1], "open", "bob").await.1).await;

    // An organisation that goes takes the sessions of all along.
    let cookie = home.cookie("corp", "boss").await;
    home.replace(document(&[plain("other", 1)], &[suite("suite", &[])])).await;
    assert_eq!(token(&server, &cookie).await.outcome().1, "session.missing");
}

async fn a_page_of_another_site_reaches_nothing(home: &Home) {
    home.import(usual()).await;
    let server = demo(home).await;
    let cookie = home.cookie("corp", "ann").await;
    for (headers, is_let_in) in [
        ("", true),
        ("origin: http://x\r\nsec-fetch-site: same-origin\r\n", true),
        ("origin: https://x\r\n", true),
        ("origin: HTTP://X\r\n", false),
        ("origin: http://x:81\r\n", false),
        ("origin: http://y\r\n", false),
        ("origin: null\r\n", false),
        ("sec-fetch-site: cross-site\r\n", false),
        ("sec-fetch-site: same-site\r\n", false),
        ("sec-fetch-site: none\r\n", false),
        ("origin: http://x\r\nsec-fetch-site: cross-site\r\n", false),
    ] {
        for (target, body) in [("/console/token", ""), ("/console/demo", r#"{"role":"employee"}"#)]
        {
            let reply = server.call(request::console(target, &cookie, headers, body)).await;
            assert_eq!(reply.status != 403, is_let_in, "{target} {headers}: {reply:?}");
            if !is_let_in {
                assert_eq!(reply.outcome().1, "origin.refused");
            }
        }
    }
    for target in ["/console/signout", "/console/signout/everywhere"] {
        let foreign = "origin: http://y\r\n";
        let reply = server.call(request::console(target, &cookie, foreign, "")).await;
        assert_eq!(reply.outcome(), (403, "origin.refused".to_owned()));
    }
    assert_eq!(token(&server, &cookie).await.status, 200);
    // A form of another site has no such type.
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""] {
        let reply =
            server.call(request::post_as(kind, "/console/demo", r#"{"role":"employee"}"#)).await;
        assert_eq!(reply.outcome(), (400, "param.error".to_owned()), "{kind}");
    }
}

#[tokio::test]
async fn behind_https_the_cookie_never_travels_in_clear() {
    let home = Home::with(usual()).await;
    let server = demo(&home).await;
    let role = r#"{"role":"employee"}"#;
    let told = request::console("/console/demo", "", "origin: https://x\r\n", role);
    let set = server.call(told).await.header("set-cookie").unwrap().to_owned();
    assert!(set.starts_with("__Host-openrooms_session="), "{set}");
    assert!(set.ends_with("; Path=/; Max-Age=604800; HttpOnly; SameSite=Lax; Secure"), "{set}");
    let cookie = set.split(';').next().unwrap();
    assert_eq!(token(&server, cookie).await.status, 200);

    let public_url = Some("https://rooms.example.org/".to_owned());
    let server = Server::start(Options { public_url, ..home.server_options().await }).await;
    assert_eq!(token(&server, cookie).await.status, 200);
    let plain = cookie.replace("__Host-", "");
    assert_eq!(token(&server, &plain).await.status, 401, "another host of the domain may set it");
    let own = "origin: https://rooms.example.org\r\n";
    let asked = request::console("/console/token", cookie, own, "");
    assert_eq!(server.call(asked).await.status, 200);
}

#[tokio::test]
async fn the_demo_is_signed_in_to_where_it_is_served() {
    let home = Home::with(usual()).await;
    let server = home.serve().await;
    let ways = server.call(request::get("/console/ways", "")).await.json();
    assert_eq!(ways["demo"], json!([]));
    let refused = server.post("/console/demo", &json!({ "role": "employee" })).await;
    assert_eq!(refused.status, 404);
    let server = demo(&home).await;
    for body in
        [json!({}), json!({ "role": null }), json!({ "role": "boss" }), json!({ "role": [] })]
    {
        let refused = server.post("/console/demo", &body).await;
        assert_eq!(refused.outcome(), (400, "param.error".to_owned()), "{body}");
    }
    for body in ["", "x", "[1]"] {
        let refused = server.call(request::post("/console/demo", body)).await;
        assert_eq!(refused.outcome(), (400, "Missingbody".to_owned()), "{body}");
    }
    for (method, target) in
        [("GET", "/console/token"), ("PUT", "/console/demo"), ("POST", "/console/ways")]
    {
        let reply = server.call(request::without_body(method, target, "")).await;
        assert_eq!(reply.outcome().1, "404", "{method} {target}");
    }
}

#[tokio::test]
async fn the_console_has_limits_of_its_own_by_person() {
    let mut all = usual();
    all["organisations"][0] = with(all["organisations"][0].take(), json!({ "callsPerMonth": 1 }));
    let home = Home::with(all).await;
    let server = home.serve().await;
    let app = server.token("app", "secret").await;
    assert_eq!(server.reads(&app, "open", "ann").await.0, 200);
    let used_up = "Forbidden.AccessDenied.ApiCountLimitForOrg";
    assert_eq!(server.reads(&app, "open", "ann").await.1, used_up);
    let (ann, bob) = (
        home.console_token(&server, "corp", "ann").await,
        home.console_token(&server, "corp", "bob").await,
    );
    let again = home.console_token(&server, "corp", "ann").await;
    // Each token took a place already.
    for place in 0..98 {
        let token = if place % 2 == 0 { &ann } else { &again };
        assert_eq!(server.reads(token, "open", "ann").await.0, 200, "{place}");
    }
    let limit = "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi";
    assert_eq!(server.reads(&ann, "open", "ann").await.1, limit);
    assert_eq!(server.reads(&bob, "open", "bob").await.0, 200);
    home.pass(1);
    assert_eq!(server.reads(&again, "open", "ann").await.0, 200);
}

#[tokio::test]
async fn pages_are_pages_and_nothing_else_is() {
    let home = Home::with(usual()).await;
    let server = home.serve().await;
    for target in [
        "/",
        "/signin",
        "/invite/abc",
        "/setup/abc",
        "/rooms",
        "/rooms/open",
        "/rooms?group=1",
        "/bookings",
        "/approvals",
        "/manage",
        "/manage/rooms/1",
        "/account",
        "/panel/1",
        "/lobby/1",
    ] {
        let page = server.call(request::get(target, "")).await;
        assert_eq!(page.status, 200, "{target}");
        for (name, wanted) in [
            ("content-type", "text/html;charset=utf-8"),
            ("cache-control", "no-cache"),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
        ] {
            assert_eq!(page.header(name), Some(wanted), "{target}");
        }
        let policy = page.header("content-security-policy").unwrap();
        for part in ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"] {
            assert!(policy.split("; ").any(|one| one == part), "{policy}");
        }
        assert!(String::from_utf8(page.body).unwrap().contains("openrooms"), "{target}");
    }
    for target in
        ["/index.html", "/nothing.js", "/Rooms", "/room", "/rooms/1/2", "/.env", "/signin/x"]
    {
        let reply = server.call(request::get(target, "")).await;
        assert_eq!(reply.outcome().1, "404", "{target}");
    }
    // Somebody with a browser is shown a page that says so, where the console was built.
    let as_browser = |target| {
        let accept = "host: x\r\naccept: text/html,application/xhtml+xml,*/*;q=0.8\r\n";
        request::get(target, "").replacen("host: x\r\n", accept, 1)
    };
    let is_built = server.call(request::get("/icon.svg", "")).await.status == 200;
    for target in ["/nothing", "/rooms/1/2", "/Rooms"] {
        let reply = server.call(as_browser(target)).await;
        if is_built {
            assert_eq!(reply.status, 404, "{target}");
            assert_eq!(reply.header("content-type"), Some("text/html;charset=utf-8"), "{target}");
        } else {
            assert_eq!(reply.outcome().1, "404", "{target}");
        }
    }
    let reply = server.call(as_browser("/v1.0/nothing")).await;
    assert_eq!(reply.outcome(), (404, "InvalidAction.NotFound".to_owned()));
    for target in ["/assets/nothing-1234.js", "/assets/..%2findex.html", "/assets/.."] {
        let reply = server.call(request::get(target, "")).await;
        assert_eq!(reply.outcome(), (404, "InvalidAction.NotFound".to_owned()), "{target}");
    }
}
