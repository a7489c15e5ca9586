//! The consent page: who is asked, what is sent where, and what the code opens.

use serde_json::{Value, json};

use crate::fixture::{Home, Server};
use crate::request;
use crate::sample::{app, document, plain, suite, usual, with};
use crate::wire::Reply;

on_both!(a_person_lets_an_app_in, a_challenge_binds_the_code, what_is_wrong_is_sent_nowhere_else);

const BACK: &str = "https://app.example.org/back?x=1";
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// The usual organisation, whose app takes answers at two addresses, and another.
fn all() -> Value {
    let mut all = usual();
    let addresses = json!({ "redirectUris": [BACK, "http://127.0.0.1:3000/cb"] });
    all["organisations"][0]["apps"] = json!([
        with(app("app"), with(addresses, json!({ "appName": "<Signage>" }))),
        with(app("<b>\u{202e}"), json!({ "redirectUris": [BACK] })),
        with(app("bad"), json!({ "redirectUris": ["javascript:alert(1)", "https://a/#x"] })),
    ]);
    let foreign = with(app("foreign"), json!({ "redirectUris": [BACK] }));
    let other = with(plain("other", 1), json!({ "apps": [foreign] }));
    document(&[all["organisations"][0].take(), other], &[suite("suite", &["corp"])])
}

fn query(pairs: &[(&str, &str)]) -> String {
    let escape = openrooms_protocol::path::encode;
    let pairs = pairs.iter().map(|(name, value)| format!("{name}={}", escape(value)));
    pairs.collect::<Vec<_>>().join("&")
}

fn usual_question() -> Vec<(&'static str, &'static str)> {
    vec![
        ("client_id", "app"),
        ("redirect_uri", BACK),
        ("response_type", "code"),
        ("scope", "openid"),
        ("state", "s t&a=\"te"),
    ]
}

async fn ask(server: &Server, cookie: &str, pairs: &[(&str, &str)], language: &str) -> Reply {
    let target = format!("/oauth2/auth?{}", query(pairs));
    let head = format!("host: x\r\ncookie: {cookie}\r\naccept-language: {language}\r\n");
    server.call(request::get(&target, "").replacen("host: x\r\n", &head, 1)).await
}

fn html(reply: &Reply) -> String {
    String::from_utf8(reply.body.clone()).unwrap()
}

/// The hidden fields of a page's form.
fn fields(reply: &Reply) -> Vec<(String, String)> {
    let html = html(reply);
    let hidden = html.split("<input type=\"hidden\" name=\"").skip(1).map(|rest| {
        let (name, rest) = rest.split_once("\" value=\"").unwrap();
        let value = rest.split('"').next().unwrap();
        let value = value.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">");
        (name.to_owned(), value.replace("&#39;", "'").replace("&amp;", "&"))
    });
    hidden.collect()
}

async fn answer(
    server: &Server,
    cookie: &str,
    fields: &[(String, String)],
    decision: &str,
    more: &str,
) -> Reply {
    let mut pairs: Vec<_> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
    pairs.push(("decision", decision));
    let form =
        request::post_as("application/x-www-form-urlencoded", "/oauth2/auth", &query(&pairs));
    let head = format!("host: x\r\ncookie: {cookie}\r\n{more}");
    server.call(form.replacen("host: x\r\n", &head, 1)).await
}

async fn trade(server: &Server, more: Value) -> Reply {
    let body = with(json!({ "clientId": "app", "clientSecret": "secret" }), more);
    server.post("/v1.0/oauth2/userAccessToken", &body).await
}

/// Where a reply sends the browser.
fn place(reply: &Reply) -> &str {
    assert_eq!(reply.status, 303, "{reply:?}");
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    reply.header("location").unwrap()
}

async fn a_person_lets_an_app_in(home: &Home) {
    home.import(all()).await;
    let server = home.serve().await;
    let unknown = ask(&server, "", &usual_question(), "en").await;
    let next = place(&unknown).strip_prefix("/signin?next=").unwrap();
    let next = openrooms_protocol::path::decode(next).unwrap();
    assert!(next.starts_with("/oauth2/auth?client_id=app&redirect_uri=https%3A%2F%2F"), "{next}");

    let cookie = home.cookie("corp", "ann").await;
    let page = ask(&server, &cookie, &usual_question(), "en").await;
    assert_eq!(page.status, 200);
    assert_eq!(page.header("content-type"), Some("text/html;charset=utf-8"));
    let policy = page.header("content-security-policy").unwrap();
    assert_eq!(
        policy,
        "default-src 'none'; style-src 'self'; base-uri 'none'; \
         form-action 'self' https://app.example.org; frame-ancestors 'none'"
    );
    // Under no-referrer a browser says of this form that it is of nowhere, and it would be refused.
    assert_eq!(page.header("referrer-policy"), Some("same-origin"));
    let text = html(&page);
    for part in [
        "<html lang=\"en\">",
        ">Ann<",
        "Corp",
        ">&lt;Signage&gt;</strong> <code>app</code>",
        "See the meeting rooms",
        "Allow",
        "<code>https://app.example.org</code>",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("<script"), "{text}");
    let chinese = html(&ask(&server, &cookie, &usual_question(), "zh-CN").await);
    assert!(chinese.contains("<html lang=\"zh\">") && chinese.contains("允许"), "{chinese}");

    let form = fields(&page);
    let denied = answer(&server, &cookie, &form, "deny", "").await;
    let denial = format!("{BACK}&error=access_denied&state=s%20t%26a%3D%22te");
    assert_eq!(place(&denied), denial);
    let allowed = answer(&server, &cookie, &form, "allow", "origin: http://x\r\n").await;
    let rest = place(&allowed).strip_prefix(&format!("{BACK}&code=")).unwrap();
    let (code, rest) = rest.split_once("&authCode=").unwrap();
    assert_eq!(rest, format!("{code}&state=s%20t%26a%3D%22te"));
    let token = trade(&server, json!({ "code": code })).await;
    assert_eq!(token.text("corpId"), "corp");
    let access = token.text("accessToken");
    assert_eq!(server.reads(&access, "open", "ann").await.1, "ok");
    assert_eq!(server.reads(&access, "open", "boss").await.1, "user.not.employee");
    assert_eq!(trade(&server, json!({ "code": code })).await.status, 400, "it is spent");
    // A verifier that no challenge was sent for opens nothing.
    let allowed = answer(&server, &cookie, &form, "allow", "").await;
    let code = place(&allowed).split("code=").nth(1).unwrap().split('&').next().unwrap();
    let verified = json!({ "code": code, "codeVerifier": VERIFIER });
    assert_eq!(trade(&server, verified).await.status, 400);
    assert_eq!(trade(&server, json!({ "code": code })).await.status, 200);
}

async fn a_challenge_binds_the_code(home: &Home) {
    home.import(all()).await;
    let server = home.serve().await;
    let cookie = home.cookie("corp", "ann").await;
    let mut question = usual_question();
    question.extend([("code_challenge", CHALLENGE), ("code_challenge_method", "S256")]);
    let form = fields(&ask(&server, &cookie, &question, "").await);
    let allowed = answer(&server, &cookie, &form, "allow", "").await;
    let code = place(&allowed).split("code=").nth(1).unwrap().split('&').next().unwrap();
    for wrong in [
        json!({ "code": code }),
        json!({ "code": code, "codeVerifier": "" }),
        json!({ "code": code, "codeVerifier": CHALLENGE }),
        json!({ "code": format!("{code}.{VERIFIER}") }),
        // The challenge is no secret: it went through the browser.
        json!({ "code": format!("{code}.{CHALLENGE}") }),
        json!({ "grantType": "refresh_token", "refreshToken": format!("{code}.{CHALLENGE}") }),
    ] {
        assert_eq!(trade(&server, wrong.clone()).await.status, 400, "{wrong}");
    }
    let right = json!({ "code": code, "codeVerifier": VERIFIER });
    assert_eq!(trade(&server, right.clone()).await.status, 200);
    assert_eq!(trade(&server, right).await.status, 400, "it is spent");
}

async fn what_is_wrong_is_sent_nowhere_else(home: &Home) {
    home.import(all()).await;
    let server = home.serve().await;
    let cookie = home.cookie("corp", "ann").await;
    let changed = |name: &str, value: &'static str| {
        let pairs = usual_question().into_iter();
        pairs.map(|(one, old)| (one, if one == name { value } else { old })).collect::<Vec<_>>()
    };
    // Signed in or not: nothing is sent to an address that the app has not registered.
    for cookie in [&*cookie, ""] {
        for (name, value) in [
            ("client_id", "nobody"),
            ("client_id", ""),
            ("client_id", "bad"),
            ("client_id", "suite"),
            ("redirect_uri", ""),
            ("redirect_uri", "https://app.example.org/back"),
            ("redirect_uri", "https://app.example.org/back?x=1&y=2"),
            ("redirect_uri", "https://app.example.org/back?x=1/"),
            ("redirect_uri", "HTTPS://app.example.org/back?x=1"),
            ("redirect_uri", "https://evil.example.org/back?x=1"),
            ("state", "a\r\nb"),
        ] {
            let reply = ask(&server, cookie, &changed(name, value), "en").await;
            assert_eq!((reply.status, reply.header("location")), (400, None), "{name} {value}");
            assert!(html(&reply).contains("cannot be let in"));
        }
        let bad = [
            ("client_id", "bad"),
            ("redirect_uri", "javascript:alert(1)"),
            ("response_type", "code"),
        ];
        assert_eq!(ask(&server, cookie, &bad, "").await.status, 400);
        let mut twice = usual_question();
        twice.push(("redirect_uri", "https://evil.example.org"));
        assert_eq!(ask(&server, cookie, &twice, "").await.status, 400);
    }
    for (pairs, error) in [
        (changed("response_type", "token"), "unsupported_response_type"),
        ([usual_question(), vec![("code_challenge", CHALLENGE)]].concat(), "invalid_request"),
        (
            [
                usual_question(),
                vec![("code_challenge", VERIFIER), ("code_challenge_method", "plain")],
            ]
            .concat(),
            "invalid_request",
        ),
    ] {
        let reply = ask(&server, &cookie, &pairs, "").await;
        assert!(place(&reply).starts_with(&format!("{BACK}&error={error}&state=")), "{error}");
    }
    let foreign = ask(&server, &cookie, &changed("client_id", "foreign"), "en").await;
    assert_eq!((foreign.status, foreign.header("location")), (403, None));
    // Nor is anybody led away from here who is not signed in, or by an app of others.
    let bad = changed("response_type", "token");
    assert!(place(&ask(&server, "", &bad, "").await).starts_with("/signin?next="));
    let mut bad_of_foreign = changed("client_id", "foreign");
    bad_of_foreign[2].1 = "token";
    let foreign = ask(&server, &cookie, &bad_of_foreign, "en").await;
    assert_eq!((foreign.status, foreign.header("location")), (403, None));
    let strange = ask(&server, &cookie, &changed("client_id", "<b>\u{202e}"), "").await;
    assert!(html(&strange).contains("&lt;b&gt;\u{fffd}"), "{}", html(&strange));

    // The form: of this session, for this question, from our page.
    let form = fields(&ask(&server, &cookie, &usual_question(), "").await);
    let other = home.cookie("corp", "boss").await;
    assert_eq!(answer(&server, &other, &form, "allow", "").await.status, 403);
    let foreign =
        answer(&server, &cookie, &form, "allow", "origin: https://evil.example.org\r\n").await;
    assert_eq!(foreign.outcome(), (403, "origin.refused".to_owned()));
    for (at, value) in [(1, "http://127.0.0.1:3000/cb"), (4, "other"), (5, "0")] {
        let mut form = form.clone();
        value.clone_into(&mut form[at].1);
        let reply = answer(&server, &cookie, &form, "allow", "").await;
        assert_eq!((reply.status, reply.header("location")), (403, None), "{at}");
    }
    let out = answer(&server, "", &form, "allow", "").await;
    assert!(place(&out).starts_with("/signin?next="));
}
