//! Signing in by another provider: who comes in, and what nobody comes in by.

use openrooms_core::id::CorpId;
use openrooms_server::console::{Provider as Trusted, ProviderSettings};
use openrooms_server::server::Options;
use openrooms_store::AuditFilter;
use serde_json::{Value, json};

use crate::fixture::{Home, Server};
use crate::provider::{CLIENT, Provider, SECRET, SigningKey, fields};
use crate::request;
use crate::sample::{document, plain, usual, with};
use crate::wire::Reply;

on_both!(a_person_comes_by_a_provider, an_attempt_leads_to_one_session);

fn settings(provider: &Provider) -> ProviderSettings {
    ProviderSettings {
        id: "sso".into(),
        name: Some("Staff & <co>".into()),
        issuer: provider.issuer.clone(),
        client_id: CLIENT.into(),
        client_secret: Some(SECRET.into()),
        corp: None,
        claim: "email".into(),
        hosts: Vec::new(),
    }
}

async fn serve(home: &Home, settings: ProviderSettings) -> Server {
    let trusted = Trusted::new(settings).unwrap_or_else(|error| panic!("{error}"));
    Server::start(Options { providers: vec![trusted], ..home.server_options().await }).await
}

/// The usual organisation, whose people have mail addresses.
fn people() -> Value {
    let mut all = usual();
    for (at, mail) in [(1, "ann@example.org"), (2, "same@example.org"), (3, "SAME@example.org")] {
        all["organisations"][0]["users"][at]["email"] = json!(mail);
    }
    all
}

/// `GET` with cookies.
async fn go(server: &Server, target: &str, cookies: &str, more: &str) -> Reply {
    let head = format!("host: x\r\ncookie: {cookies}\r\n{more}");
    server.call(request::get(target, "").replacen("host: x\r\n", &head, 1)).await
}

/// The cookies that a reply sets, by name.
fn set(reply: &Reply) -> Vec<(String, String)> {
    let all = reply.headers.iter().filter(|(name, _)| name == "set-cookie");
    let pairs = all.map(|(_, value)| {
        let (pair, rest) = value.split_once("; ").unwrap();
        assert!(rest.ends_with("; HttpOnly; SameSite=Lax"), "{value}");
        let (name, value) = pair.split_once('=').unwrap();
        (name.to_owned(), value.to_owned())
    });
    pairs.collect()
}

/// Where a reply sends the browser.
fn place(reply: &Reply) -> &str {
    assert_eq!(reply.status, 303, "{reply:?}");
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    assert_eq!(reply.header("referrer-policy"), Some("no-referrer"));
    reply.header("location").unwrap()
}

/// An attempt that a browser has begun.
struct Begun {
    address: String,
    cookie: String,
}

async fn begin(server: &Server, query: &str) -> Begun {
    let reply = go(server, &format!("/console/oidc/sso{query}"), "", "").await;
    let address = place(&reply).to_owned();
    let (name, value) = set(&reply).pop().unwrap();
    assert_eq!(name, "openrooms_attempt");
    Begun { address, cookie: format!("{name}={value}") }
}

impl Begun {
    fn state(&self) -> String {
        fields(self.address.split_once('?').unwrap().1)["state"].clone()
    }

    /// The provider sends the browser back.
    async fn back(&self, server: &Server, answer: &[(&str, &str)]) -> Reply {
        let query = openrooms_protocol::query::write(answer.iter().copied());
        let target = format!("/console/oidc/sso/callback?{query}");
        go(server, &target, &self.cookie, "accept-language: en\r\n").await
    }

    /// The provider lets the person in, and sends the browser back.
    async fn admitted(&self, server: &Server, provider: &Provider) -> Reply {
        let code = provider.admit(&self.address);
        self.back(server, &[("code", &code), ("state", &self.state())]).await
    }
}

/// The cookie of the session that a reply begins.
fn session(reply: &Reply) -> Option<String> {
    let found = set(reply)
        .into_iter()
        .find(|(name, value)| name == "openrooms_session" && !value.is_empty());
    found.map(|(name, value)| format!("{name}={value}"))
}

/// Who is signed in by a reply.
async fn who(server: &Server, reply: &Reply) -> String {
    let cookie = session(reply).unwrap_or_else(|| panic!("nobody is signed in: {}", html(reply)));
    server.call(request::console("/console/token", &cookie, "", "")).await.text("unionId")
}

fn html(reply: &Reply) -> String {
    String::from_utf8(reply.body.clone()).unwrap()
}

/// A refusal of that status, as a page that says so; nobody is signed in.
fn refused(reply: &Reply, status: u16, words: &str) {
    let page = html(reply);
    assert_eq!((reply.status, session(reply)), (status, None), "{page}");
    assert!(page.contains(words), "{words}: {page}");
    assert!(page.contains("Staff &amp; &lt;co&gt;") && !page.contains("<script"), "{page}");
    assert_eq!(reply.header("content-type"), Some("text/html;charset=utf-8"));
}

const UNPROVED: &str = "could not be verified";
const STALE: &str = "too old, or was begun again";
const AWAY: &str = "does not answer";

async fn a_person_comes_by_a_provider(home: &Home) {
    home.import(people()).await;
    let provider = Provider::start().await;
    let server = serve(home, settings(&provider)).await;
    let ways = server.call(request::get("/console/ways", "")).await.json();
    assert_eq!(ways["oidc"], json!([{ "id": "sso", "name": "Staff & <co>" }]));

    let begun = begin(&server, "?next=%2Frooms%3Fday%3D2026-05-28%26group%3D10").await;
    let wanted = fields(begun.address.split_once('?').unwrap().1);
    assert_eq!(wanted["redirect_uri"], "http://x/console/oidc/sso/callback");
    assert_eq!(wanted["scope"], "openid email");
    assert_eq!((wanted["code_challenge"].len(), wanted["nonce"].len()), (43, 64));
    let reply = begun.admitted(&server, &provider).await;
    assert_eq!(place(&reply), "/rooms?day=2026-05-28&group=10");
    assert!(set(&reply).contains(&("openrooms_attempt".to_owned(), String::new())));
    assert_eq!(who(&server, &reply).await, "ann");
    let asked = provider.asked();
    assert_eq!(asked, ["/.well-known/openid-configuration", "/keys", "/token"]);
    // Asked once; what it says of itself is known.
    let again = begin(&server, "").await.admitted(&server, &provider).await;
    assert_eq!(place(&again), "/rooms");
    assert_eq!(provider.asked(), ["/token"]);
    home.pass(3600);
    let reply = go(&server, "/console/oidc/sso?next=//evil.example.org", "", "").await;
    assert!(place(&reply).starts_with(&provider.issuer));
    assert_eq!(provider.asked(), ["/.well-known/openid-configuration", "/keys"]);
    for unknown in ["/console/oidc/other", "/console/oidc/other/callback"] {
        assert_eq!(go(&server, unknown, "", "").await.status, 404, "{unknown}");
    }
    server.stop().await;

    let store = home.store().await;
    let filter = AuditFilter { kind: Some("session".to_owned()), ..AuditFilter::default() };
    let entries = store.audit_newest(&filter, 10).await.unwrap();
    store.close().await;
    assert_eq!(entries.len(), 2);
    for entry in &entries {
        assert_eq!(entry.action, "console.oidc");
        assert_eq!(entry.operator.as_deref(), Some("ann"));
        let said = format!("{entry:?}");
        assert!(said.contains("oidc") && said.contains("sso"), "{said}");
        assert!(!said.to_lowercase().contains("example.org"), "{said}");
    }
}

async fn an_attempt_leads_to_one_session(home: &Home) {
    home.import(people()).await;
    let provider = Provider::start().await;
    let server = serve(home, settings(&provider)).await;
    let begun = begin(&server, "").await;
    let state = begun.state();
    let code = provider.admit(&begun.address);
    let answer = [("code", &*code), ("state", &*state)];
    // Another browser; one that began another attempt; another state; none.
    let other = begin(&server, "").await;
    let stranger = Begun { cookie: String::new(), address: begun.address.clone() };
    for (browser, answer) in [
        (&stranger, answer),
        (&other, answer),
        (&begun, [("code", &*code), ("state", "0123456789abcdef0123456789abcdef")]),
        (&begun, [("code", &*code), ("other", &*state)]),
    ] {
        refused(&browser.back(&server, &answer).await, 400, STALE);
    }
    assert!(!provider.asked().contains(&"/token".to_owned()), "nothing was traded");
    assert_eq!(who(&server, &begun.back(&server, &answer).await).await, "ann");
    // The standard's provider takes a code once.
    refused(&begun.back(&server, &answer).await, 403, UNPROVED);
    // One that takes it again: still one attempt leads to one session, on every node.
    provider.change(|says| says.is_careless = true);
    let begun = begin(&server, "").await;
    let code = provider.admit(&begun.address);
    let answer = [("code", &*code), ("state", &*begun.state())];
    assert_eq!(who(&server, &begun.back(&server, &answer).await).await, "ann");
    let node = serve(home, settings(&provider)).await;
    for server in [&server, &node] {
        refused(&begun.back(server, &answer).await, 400, STALE);
    }
    // A code of somebody else's attempt, put into this one: the nonce is theirs.
    let theirs = provider.admit(&begin(&server, "").await.address);
    let own = begin(&server, "").await;
    let swapped = [("code", &*theirs), ("state", &*own.state())];
    refused(&own.back(&server, &swapped).await, 403, UNPROVED);
    // And a provider that keeps to the standard does not even trade it: the verifier is ours.
    provider.change(|says| says.is_careless = false);
    let theirs = provider.admit(&begin(&server, "").await.address);
    let swapped = [("code", &*theirs), ("state", &*own.state())];
    refused(&own.back(&server, &swapped).await, 403, UNPROVED);
    let late = begin(&server, "").await;
    home.pass(600);
    refused(&late.admitted(&server, &provider).await, 400, STALE);
}

#[tokio::test]
async fn what_proves_nothing_lets_nobody_in() {
    let home = Home::with(people()).await;
    let provider = Provider::start().await;
    let server = serve(&home, settings(&provider)).await;
    let claims = |changes: Value| move |says: &mut crate::provider::Says| says.claims = changes;
    let now = crate::fixture::NOW.0 / 1000;
    for changes in [
        json!({ "nonce": "another" }),
        json!({ "nonce": null }),
        json!({ "aud": "another" }),
        json!({ "aud": [CLIENT, "another"] }),
        json!({ "azp": "another" }),
        json!({ "iss": format!("{}/", provider.issuer) }),
        json!({ "exp": now - 61 }),
        json!({ "iat": now + 61 }),
        json!({ "sub": null }),
    ] {
        provider.change(claims(changes.clone()));
        let reply = begin(&server, "").await.admitted(&server, &provider).await;
        refused(&reply, 403, UNPROVED);
    }
    // Within the leeway of the clocks.
    provider.change(claims(json!({ "exp": now - 59, "iat": now + 59, "nbf": now + 59 })));
    let reply = begin(&server, "").await.admitted(&server, &provider).await;
    assert_eq!(who(&server, &reply).await, "ann");
    provider.change(claims(json!({})));
    for header in [json!({ "alg": "none" }), json!({ "alg": "HS256" }), json!({ "crit": ["x"] })] {
        provider.change(|says| says.header = header);
        let reply = begin(&server, "").await.admitted(&server, &provider).await;
        refused(&reply, 403, UNPROVED);
    }
    provider.change(|says| says.header = json!({}));
    // Signed by a key of that name which is not the one that it publishes.
    let wrong = SigningKey::generate("one");
    provider.change(|says| says.key = wrong);
    let reply = begin(&server, "").await.admitted(&server, &provider).await;
    refused(&reply, 403, UNPROVED);
}

#[tokio::test]
async fn a_provider_that_fails_is_told_of_in_words() {
    let home = Home::with(people()).await;
    let provider = Provider::start().await;
    let server = serve(&home, settings(&provider)).await;
    let page = |status: u16, body: String| Some((status, body));
    for (traded, status, words) in [
        (page(500, "{}".into()), 502, AWAY),
        (page(200, "no JSON".into()), 502, AWAY),
        (page(200, "[]".into()), 502, AWAY),
        (page(200, json!({ "access_token": "a" }).to_string()), 502, AWAY),
        (page(302, "{}".into()), 502, AWAY),
        (page(200, json!({ "id_token": "x".repeat(300_000) }).to_string()), 502, AWAY),
        (page(200, json!({ "id_token": "x" }).to_string()), 403, UNPROVED),
        (page(400, json!({ "error": "invalid_grant" }).to_string()), 403, UNPROVED),
        (page(401, json!({ "error": "invalid_client" }).to_string()), 403, UNPROVED),
    ] {
        provider.change(|says| says.traded.clone_from(&traded));
        provider.asked();
        let reply = begin(&server, "?next=/bookings").await.admitted(&server, &provider).await;
        refused(&reply, status, words);
        assert!(html(&reply).contains("href=\"/signin?next=%2Fbookings\""), "{}", html(&reply));
        assert!(!provider.asked().contains(&"/elsewhere".to_owned()), "no redirect is followed");
    }
    provider.change(|says| says.traded = None);
    let begun = begin(&server, "").await;
    let denied = [("error", "access_denied"), ("state", &*begun.state())];
    refused(&begun.back(&server, &denied).await, 403, "You turned back");
    // Answers may say whose they are; then they must be this provider's.
    let begun = begin(&server, "").await;
    let code = provider.admit(&begun.address);
    let foreign = [("code", &*code), ("state", &*begun.state()), ("iss", "https://other")];
    refused(&begun.back(&server, &foreign).await, 403, UNPROVED);
    let chinese = go(&server, "/console/oidc/sso/callback", "", "accept-language: zh-CN\r\n").await;
    assert!(html(&chinese).contains("未能登录") && html(&chinese).contains("lang=\"zh\""));
}

#[tokio::test]
async fn a_provider_is_asked_at_its_own_host_alone() {
    let home = Home::with(people()).await;
    for (configuration, status) in [
        (json!({ "issuer": "https://other" }), 502),
        (json!({ "jwks_uri": null }), 502),
        (json!({ "token_endpoint": "http://login.example.org/token" }), 502),
        (json!({ "jwks_uri": "http://127.0.0.2:9/keys" }), 502),
        (json!({ "authorization_endpoint": "javascript:alert(1)" }), 502),
        (json!({}), 303),
    ] {
        let provider = Provider::start().await;
        provider.change(|says| says.configuration.clone_from(&configuration));
        let server = serve(&home, settings(&provider)).await;
        let reply = go(&server, "/console/oidc/sso", "", "").await;
        assert_eq!(reply.status, status, "{configuration}");
        // Put right, it is asked again.
        provider.change(|says| says.configuration = json!({}));
        assert_eq!(go(&server, "/console/oidc/sso", "", "").await.status, 303);
    }
    let (provider, other) = (Provider::start().await, Provider::start().await);
    let keys = format!("{}/keys", other.issuer);
    provider.change(|says| says.configuration = json!({ "jwks_uri": keys }));
    other.change(|says| says.published = vec![provider.says.lock().unwrap().key.clone()]);
    let host = other.issuer.trim_start_matches("http://").trim_end_matches("/realm").to_owned();
    let named = ProviderSettings { hosts: vec![host], ..settings(&provider) };
    for (settings, status) in [(settings(&provider), 502), (named, 303)] {
        let server = serve(&home, settings).await;
        assert_eq!(go(&server, "/console/oidc/sso", "", "").await.status, status);
    }
    assert_eq!(other.asked(), ["/keys"]);
}

#[tokio::test]
async fn keys_may_change_while_the_server_runs() {
    let home = Home::with(people()).await;
    let provider = Provider::start().await;
    let server = serve(&home, settings(&provider)).await;
    assert_eq!(begin(&server, "").await.admitted(&server, &provider).await.status, 303);
    let next = SigningKey::generate("two");
    provider.change(|says| says.key = next.clone());
    // It signs by it before it publishes it.
    refused(&begin(&server, "").await.admitted(&server, &provider).await, 403, UNPROVED);
    provider.change(|says| says.published = vec![next]);
    provider.asked();
    let reply = begin(&server, "").await.admitted(&server, &provider).await;
    assert_eq!(who(&server, &reply).await, "ann");
    assert_eq!(provider.asked(), ["/token", "/keys"]);
    assert_eq!(begin(&server, "").await.admitted(&server, &provider).await.status, 303);
    assert_eq!(provider.asked(), ["/token"]);
}

#[tokio::test]
async fn a_person_is_one_of_the_organisation_and_no_other() {
    let home = Home::with(people()).await;
    let provider = Provider::start().await;
    let server = serve(&home, settings(&provider)).await;
    let nobody = "nobody in the directory here";
    for (claims, words) in [
        (json!({ "email_verified": false }), "has not verified"),
        (json!({ "email": "eve@example.org" }), nobody),
        (json!({ "email": "same@example.org" }), nobody),
        (json!({ "email": "u1" }), nobody),
        (json!({ "email": "%" }), nobody),
    ] {
        provider.change(|says| says.claims.clone_from(&claims));
        let reply = begin(&server, "").await.admitted(&server, &provider).await;
        refused(&reply, 403, words);
    }
    // Who is not named by the token is named beside it.
    provider.change(|says| says.claims = json!({ "email": null, "email_verified": null }));
    let about = json!({ "sub": "subject", "email": "ann@example.org", "email_verified": true });
    for (about, outcome) in [
        (about.clone(), Ok("ann")),
        (with(about.clone(), json!({ "sub": "another" })), Err(UNPROVED)),
        (with(about, json!({ "email_verified": false })), Err("has not verified")),
        (json!({ "sub": "subject" }), Err("did not say who you are")),
    ] {
        provider.change(|says| says.about = about);
        let reply = begin(&server, "").await.admitted(&server, &provider).await;
        match outcome {
            Ok(wanted) => assert_eq!(who(&server, &reply).await, wanted),
            Err(words) => refused(&reply, 403, words),
        }
    }
    let by_name = ProviderSettings { claim: "preferred_username".into(), ..settings(&provider) };
    let server = serve(&home, by_name).await;
    for (name, wanted) in [("u2", Some("bob")), ("ann", None), ("U2", None)] {
        provider.change(|says| says.claims = json!({ "preferred_username": name }));
        let reply = begin(&server, "").await.admitted(&server, &provider).await;
        match wanted {
            Some(wanted) => assert_eq!(who(&server, &reply).await, wanted),
            None => refused(&reply, 403, nobody),
        }
    }
}

#[tokio::test]
async fn where_there_are_several_organisations_one_is_set() {
    let people = json!({ "users": [{ "userId": "u", "unionId": "ann", "name": "Ann", "email": "ann@example.org" }] });
    let [one, two] = ["one", "two"].map(|corp| with(plain(corp, 1), people.clone()));
    let home = Home::with(document(&[one, two], &[])).await;
    let provider = Provider::start().await;
    let server = serve(&home, settings(&provider)).await;
    let reply = begin(&server, "").await.admitted(&server, &provider).await;
    refused(&reply, 403, "whose people sign in");
    let of_two = ProviderSettings { corp: Some(CorpId::new("two")), ..settings(&provider) };
    let server = serve(&home, of_two).await;
    let reply = begin(&server, "").await.admitted(&server, &provider).await;
    let cookie = session(&reply).unwrap();
    let opened = server.call(request::console("/console/token", &cookie, "", "")).await;
    assert_eq!(opened.text("corpId"), "two");
    for (query, count) in [("", 1), ("?corpId=two", 1), ("?corpId=one", 0), ("?corpId=", 1)] {
        let ways = server.call(request::get(&format!("/console/ways{query}"), "")).await.json();
        assert_eq!(ways["oidc"].as_array().map(Vec::len), Some(count), "{query}");
    }
}

#[tokio::test]
async fn one_address_begins_so_often() {
    let home = Home::with(people()).await;
    let provider = Provider::start().await;
    let server = serve(&home, settings(&provider)).await;
    for _ in 0..60 {
        begin(&server, "").await;
    }
    let reply = go(&server, "/console/oidc/sso", "", "accept-language: en\r\n").await;
    refused(&reply, 429, "many attempts");
    home.pass(1);
    begin(&server, "").await;
}
