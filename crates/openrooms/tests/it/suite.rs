//! `openrooms suite`, mostly while a server runs on the same database.

use serde_json::json;

use crate::home::Home;
use crate::http::{self, Reply};
use crate::server::{ROOM, Server};

const READ: &str = "VideoConference.Conference.Read";
const GONE: (u16, &str) = (400, "org.not.found");
const ENDED: (u16, &str) = (400, "InvalidAuthentication");

fn ask_token(server: &Server, key: &str, secret: &str, ticket: &str) -> Reply {
    let body = json!({
        "suiteKey": key, "suiteSecret": secret, "suiteTicket": ticket, "authCorpId": "ding994axxxxx",
    });
    http::post(server.address, "/v1.0/oauth2/corpAccessToken", &body)
}

fn token(server: &Server, key: &str, secret: &str, ticket: &str) -> String {
    let reply = ask_token(server, key, secret, ticket);
    reply.body["accessToken"].as_str().unwrap_or_else(|| panic!("{reply:?}")).to_owned()
}

#[test]
fn a_new_suite_reads_a_room_of_a_running_server() {
    let home = Home::with_sample();
    let server = Server::start(&home, &[]);
    let made = home.json(&[
        "suite",
        "create",
        "--authorise",
        "ding994axxxxx",
        "--scope",
        READ,
        "--ticket",
        "shown",
        "--json",
    ]);
    let (key, secret) = (made["key"].as_str().unwrap(), made["secret"].as_str().unwrap());
    assert!(key.starts_with("suite"), "{key}");
    let wrong = ask_token(&server, key, secret, "another");
    assert_eq!(wrong.gist(), (400, "invalidSuiteTicket"));
    let token = token(&server, key, secret, "shown");
    assert_eq!(server.get(ROOM, &token).status, 200);
}

#[test]
fn a_suite_is_made_and_listed() {
    let home = Home::with_sample();
    let said = home.done(&[
        "suite",
        "create",
        "--key",
        "suiteone",
        "--scope",
        READ,
        "--authorise",
        "ding994axxxxx,ding1",
        "--qps",
        "5",
    ]);
    assert!(said.starts_with("key:    suiteone\nsecret: "), "{said}");
    let kept = "The secret is shown this once; its hash is kept, and itself only sealed under the \
                server's key, to check signatures.";
    assert_eq!(said.lines().nth(2), Some(kept));
    let one = json!({
        "key": "suiteone", "corpIds": ["ding994axxxxx", "ding1"], "scopes": [READ],
        "ipAllowList": [], "qpsPerOperation": 5, "liveSecrets": 1,
    });
    assert_eq!(home.json(&["suite", "list", "--json"])[1], one);
    let table = "\
KEY        AUTHORISED BY  SCOPES                           FROM  CALLS A SECOND  SECRETS
suitedemo  ding994axxxxx  VideoConference.Conference.Read        no limit        1
suiteone   ding994axxxxx  VideoConference.Conference.Read        5               1
           ding1
";
    assert_eq!(home.done(&["suite", "list"]), table);
}

#[test]
fn an_authorisation_is_withdrawn_and_given_again() {
    let home = Home::with_sample();
    let server = Server::start(&home, &[]);
    let before = token(&server, "suitedemo", "suite-secret", "any");
    assert_eq!(server.get(ROOM, &before).status, 200);
    let args = ["suitedemo", "--corp", "ding994axxxxx"];
    let said = home.done(&[&["suite", "withdraw"], &args[..]].concat());
    assert_eq!(said, "ding994axxxxx does not authorise suitedemo any more.\n");
    server.soon_replies(&before, GONE);
    let refused = ask_token(&server, "suitedemo", "suite-secret", "any");
    assert_eq!(refused.gist(), (400, "invalidAuthInfo"));
    let said = home.done(&[&["suite", "authorise"], &args[..]].concat());
    assert_eq!(said, "ding994axxxxx has authorised suitedemo.\n");
    let after = token(&server, "suitedemo", "suite-secret", "any");
    server.soon_replies(&after, (200, ""));
}

#[test]
fn a_new_secret_ends_the_old_one_and_its_tokens() {
    let home = Home::with_sample();
    let server = Server::start(&home, &[]);
    let old = token(&server, "suitedemo", "suite-secret", "any");
    assert_eq!(server.get(ROOM, &old).status, 200);
    let made = home.json(&["suite", "rotate-secret", "suitedemo", "--keep-old", "1h", "--json"]);
    let new = token(&server, "suitedemo", made["secret"].as_str().unwrap(), "any");
    for token in [&old, &new] {
        assert_eq!(server.get(ROOM, token).status, 200);
    }
    home.done(&["suite", "rotate-secret", "suitedemo"]);
    for token in [&old, &new] {
        server.soon_replies(token, ENDED);
    }
}

#[test]
fn scopes_are_granted_and_all_is_revoked() {
    let home = Home::with_sample();
    let server = Server::start(&home, &[]);
    let token = token(&server, "suitedemo", "suite-secret", "any");
    home.done(&["suite", "revoke", "suitedemo", READ]);
    server.soon_replies(&token, (403, "Forbidden.AccessDenied.AccessTokenPermissionDenied"));
    assert_eq!(
        home.done(&["suite", "grant", "suitedemo", READ]),
        format!("suitedemo may do {READ}.\n")
    );
    server.soon_replies(&token, (200, ""));
    assert_eq!(
        home.done(&["suite", "revoke", "suitedemo"]),
        "suitedemo has no secret and no token any more.\n"
    );
    server.soon_replies(&token, ENDED);
}

#[test]
fn what_fails() {
    let home = Home::with_sample();
    let before = home.export();
    for (args, wanted) in [
        (&["create", "--key", "dingdemo"][..], "the key \"dingdemo\" is taken"),
        (&["rotate-secret", "dingdemo"], "there is no suite \"dingdemo\""),
        (&["grant", "nobody", READ], "there is no app or suite \"nobody\""),
        (&["authorise", "suitedemo", "--corp", "nobody"], "there is no organisation \"nobody\""),
        (&["authorise", "nobody", "--corp", "ding994axxxxx"], "there is no suite \"nobody\""),
        (&["authorise", "dingdemo", "--corp", "ding994axxxxx"], "there is no suite \"dingdemo\""),
        (
            &["withdraw", "suitedemo", "--corp", "nobody"],
            "\"nobody\" has not authorised \"suitedemo\"",
        ),
    ] {
        assert_eq!(home.failed(&[&["suite"], args].concat()), wanted);
    }
    for args in [&["authorise", "suitedemo"][..], &["withdraw", "suitedemo"], &["rotate-secret"]] {
        let said = home.misused(&[&["suite"], args].concat());
        assert!(said.starts_with("the following required arguments were not provided:"), "{said}");
    }
    assert_eq!(home.export(), before);
}
