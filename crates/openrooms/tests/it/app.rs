//! `openrooms app`, mostly while a server runs on the same database.

use serde_json::json;

use crate::home::Home;
use crate::server::{ROOM, Server};

const READ: &str = "VideoConference.Conference.Read";
const WRITE: &str = "VideoConference.Conference.Write";
const DENIED: (u16, &str) = (403, "Forbidden.AccessDenied.AccessTokenPermissionDenied");
const ENDED: (u16, &str) = (400, "InvalidAuthentication");

#[test]
fn a_new_app_reads_a_room_of_a_running_server() {
    let home = Home::with_sample();
    let server = Server::start(&home, &[]);
    let made = home.json(&["app", "create", "--corp", "ding994axxxxx", "--scope", READ, "--json"]);
    let (key, secret) = (made["key"].as_str().unwrap(), made["secret"].as_str().unwrap());
    let token = server.token(key, secret);
    assert_eq!(server.get(ROOM, &token).status, 200);
}

#[test]
fn an_app_is_made_and_listed() {
    let home = Home::with_sample();
    home.done(&["org", "create", "--corp", "ding1", "--name", "One"]);
    let said = home.done(&[
        "app",
        "create",
        "--corp",
        "ding1",
        "--key",
        "dingone",
        "--scope",
        READ,
        "--scope",
        WRITE,
        "--allow-ip",
        "10.0.0.0/8,::1",
        "--qps",
        "20",
    ]);
    let lines: Vec<_> = said.lines().collect();
    assert_eq!(lines[0], "key:    dingone");
    assert!(lines[1].starts_with("secret: ") && lines[1].len() > 40, "{said}");
    assert_eq!(lines[2..], ["The secret is shown this once; only its hash is kept."]);
    let one = json!({
        "key": "dingone", "corpIds": ["ding1"], "scopes": [READ, WRITE],
        "ipAllowList": ["10.0.0.0/8", "::1"], "qpsPerOperation": 20, "liveSecrets": 1,
        "redirectUris": [],
    });
    assert_eq!(home.json(&["app", "list", "--corp", "ding1", "--json"]), json!([one]));
    let all = home.json(&["app", "list", "--json"]);
    assert_eq!(
        all.as_array().unwrap().iter().map(|app| &app["key"]).collect::<Vec<_>>(),
        ["dingone", "dingdemo"]
    );
    let table = "\
KEY      CORP   SCOPES                            FROM        CALLS A SECOND  SECRETS
dingone  ding1  VideoConference.Conference.Read   10.0.0.0/8  20              1
                VideoConference.Conference.Write  ::1
";
    assert_eq!(home.done(&["app", "list", "--corp", "ding1"]), table);
}

#[test]
fn redirect_addresses_are_changed_while_the_server_runs() {
    let home = Home::with_sample();
    let server = Server::start(&home, &[]);
    let (one, two) = ("https://example.org/back", "http://127.0.0.1:3000/cb?x=1");
    let target = format!("/oauth2/auth?client_id=dingdemo&response_type=code&redirect_uri={one}");
    // Who is not signed in is sent to the door; an address that is not the app's is refused before.
    let asked = || crate::http::status(server.address, &target);
    assert_eq!(asked(), 400);
    let said = home.done(&["app", "redirect", "dingdemo", one, two, one]);
    assert_eq!(said, format!("dingdemo takes consent at {one}, {two}.\n"));
    assert_eq!(asked(), 303);
    let listed = home.json(&["app", "list", "--json"]);
    assert_eq!(listed[0]["redirectUris"], json!([one, two]));
    let said = home.json(&["app", "redirect", "dingdemo", two, "--json"]);
    assert_eq!(said, json!({ "key": "dingdemo", "redirectUris": [two] }));
    assert_eq!(asked(), 400);
    assert_eq!(home.done(&["app", "redirect", "dingdemo"]), "dingdemo takes consent nowhere.\n");
    let audited = home.done(&["audit", "list", "--kind", "app", "--json"]);
    assert!(audited.contains("app redirect") && audited.contains(two), "{audited}");
    assert_eq!(home.failed(&["app", "redirect", "nobody", one]), "there is no app \"nobody\"");
    assert_eq!(home.failed(&["app", "redirect", "suitedemo"]), "there is no app \"suitedemo\"");
    for wrong in ["/cb", "https://example.org/#x", "javascript:alert(1)"] {
        let said = home.misused(&["app", "redirect", "dingdemo", wrong]);
        assert!(said.ends_with(&format!("this is {wrong:?}")), "{said}");
    }
}

#[test]
fn scopes_are_granted_and_revoked() {
    let home = Home::with_sample();
    let server = Server::start(&home, &[]);
    let token = server.sample_token();
    assert_eq!(server.get(ROOM, &token).status, 200);
    let said = home.done(&["app", "revoke", "dingdemo", READ]);
    assert_eq!(said, format!("dingdemo may do qyapi_base, {WRITE}.\n"));
    server.soon_replies(&token, DENIED);
    let said = home.done(&["app", "grant", "dingdemo", READ, READ]);
    assert_eq!(said, format!("dingdemo may do qyapi_base, {WRITE}, {READ}.\n"));
    server.soon_replies(&token, (200, ""));
    let said = home.done(&["app", "revoke", "dingdemo", READ, WRITE, "qyapi_base"]);
    assert_eq!(said, "dingdemo may do nothing.\n");
    server.soon_replies(&token, DENIED);
}

#[test]
fn a_revoked_app_is_out() {
    let home = Home::with_sample();
    let server = Server::start(&home, &[]);
    let token = server.sample_token();
    assert_eq!(server.get(ROOM, &token).status, 200);
    assert_eq!(
        home.done(&["app", "revoke", "dingdemo"]),
        "dingdemo has no secret and no token any more.\n"
    );
    server.soon_replies(&token, ENDED);
    assert_eq!(
        server.ask_token("dingdemo", "demo-secret").gist(),
        (400, "invalidClientIdOrSecret")
    );
    assert_eq!(home.json(&["app", "list", "--json"])[0]["liveSecrets"], 0);
    assert_eq!(home.json(&["token", "list", "--json"]), json!([]));
}

#[test]
fn a_new_secret_ends_the_old_one_and_its_tokens() {
    let home = Home::with_sample();
    let server = Server::start(&home, &[]);
    let token = server.sample_token();
    assert_eq!(server.get(ROOM, &token).status, 200);
    let made = home.json(&["app", "rotate-secret", "dingdemo", "--json"]);
    server.soon_replies(&token, ENDED);
    assert_eq!(
        server.ask_token("dingdemo", "demo-secret").gist(),
        (400, "invalidClientIdOrSecret")
    );
    let token = server.token("dingdemo", made["secret"].as_str().unwrap());
    assert_eq!(server.get(ROOM, &token).status, 200);
}

#[test]
fn an_old_secret_lives_on_for_the_hours_that_are_stated() {
    let home = Home::with_sample();
    let server = Server::start(&home, &[]);
    let token = server.sample_token();
    let made = home.json(&["app", "rotate-secret", "dingdemo", "--keep-old", "24h", "--json"]);
    let newer = server.token("dingdemo", made["secret"].as_str().unwrap());
    assert_ne!(newer, token);
    for token in [&server.sample_token(), &token, &newer] {
        assert_eq!(server.get(ROOM, token).status, 200);
    }
    assert_eq!(home.json(&["app", "list", "--json"])[0]["liveSecrets"], 2);
    // The next rotation ends it after all.
    home.done(&["app", "rotate-secret", "dingdemo"]);
    for token in [&token, &newer] {
        server.soon_replies(token, ENDED);
    }
    assert_eq!(home.json(&["app", "list", "--json"])[0]["liveSecrets"], 1);
}

#[test]
fn what_fails() {
    let home = Home::with_sample();
    let before = home.export();
    for (args, wanted) in [
        (&["create", "--corp", "nobody"][..], "there is no organisation \"nobody\""),
        (
            &["create", "--corp", "ding994axxxxx", "--key", "dingdemo"],
            "the key \"dingdemo\" is taken",
        ),
        (
            &["create", "--corp", "ding994axxxxx", "--key", "suitedemo"],
            "the key \"suitedemo\" is taken",
        ),
        (&["rotate-secret", "nobody"], "there is no app \"nobody\""),
        (&["rotate-secret", "suitedemo"], "there is no app \"suitedemo\""),
        (&["grant", "nobody", READ], "there is no app or suite \"nobody\""),
        (&["revoke", "nobody"], "there is no app or suite \"nobody\""),
        (&["revoke", "nobody", READ], "there is no app or suite \"nobody\""),
    ] {
        assert_eq!(home.failed(&[&["app"], args].concat()), wanted);
    }
    assert_eq!(home.export(), before);
}

#[test]
fn what_is_used_wrongly() {
    let home = Home::with_sample();
    let before = home.export();
    for (args, wanted) in [
        (&["create"][..], "the following required arguments were not provided:\n  --corp <ID>"),
        (&["create", "--corp", "ding994axxxxx", "--key", ""], "a key must not be empty"),
        (
            &["create", "--corp", "ding994axxxxx", "--scope", "Fly"],
            "no operation asks for \"Fly\"; scopes are ",
        ),
        (
            &["create", "--corp", "ding994axxxxx", "--allow-ip", "10.0.0.0/33"],
            "--allow-ip: \"10.0.0.0/33\" is not a block of addresses",
        ),
        (
            &["create", "--corp", "ding994axxxxx", "--qps", "many"],
            "invalid value 'many' for '--qps <COUNT>'",
        ),
        (&["grant", "dingdemo"], "the following required arguments were not provided:\n  <SCOPE>"),
        (&["grant", "dingdemo", "Fly"], "no operation asks for \"Fly\"; scopes are "),
        (
            &["rotate-secret", "dingdemo", "--keep-old", "long"],
            "invalid value 'long' for '--keep-old <TIME>': not a length of time such as 24h or 30m",
        ),
        (
            &["rotate-secret", "dingdemo", "--keep-old", "99999999999h"],
            "invalid value '99999999999h' for '--keep-old <TIME>': ten years at most",
        ),
        (
            &["rotate-secret", "dingdemo", "--keep-old=-1h"],
            "invalid value '-1h' for '--keep-old <TIME>': it cannot be negative",
        ),
        (&["fly"], "unrecognized subcommand 'fly'"),
    ] {
        let said = home.misused(&[&["app"], args].concat());
        assert!(said.starts_with(wanted), "{said}");
    }
    assert_eq!(home.export(), before);
}
