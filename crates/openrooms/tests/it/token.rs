//! `openrooms token`, while a server runs on the same database.

use serde_json::{Value, json};

use crate::home::Home;
use crate::server::{ROOM, Server};

const ENDED: (u16, &str) = (400, "InvalidAuthentication");

#[test]
fn tokens_are_listed_but_not_told() {
    let home = Home::with_sample();
    assert_eq!(home.json(&["token", "list", "--json"]), json!([]));
    let server = Server::start(&home, &[]);
    let token = server.sample_token();
    let text = home.done(&["token", "list", "--json"]);
    assert!(!text.contains(&token), "{text}");
    let listed: Value = serde_json::from_str(&text).unwrap();
    let [one] = listed.as_array().unwrap().as_slice() else { panic!("{listed}") };
    assert_eq!((&one["key"], &one["corpId"]), (&json!("dingdemo"), &json!("ding994axxxxx")));
    let (issued, expires) = (one["issuedAt"].as_i64().unwrap(), one["expiresAt"].as_i64().unwrap());
    assert_eq!(expires - issued, 7_200_000);

    let table = home.done(&["token", "list"]);
    let rows: Vec<Vec<_>> = table.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(rows[0], ["ID", "KIND", "KEY", "CORP", "ISSUED", "EXPIRES", "PERSON"]);
    let id = one["id"].as_str().unwrap();
    assert_eq!(rows[1][..4], [id, one["kind"].as_str().unwrap(), "dingdemo", "ding994axxxxx"]);
    assert!(rows.len() == 2 && rows[1][5].ends_with('Z'), "{table}");

    assert_eq!(home.json(&["token", "list", "--app", "suitedemo", "--json"]), json!([]));
    assert_eq!(home.json(&["token", "list", "--app", "dingdemo", "--json"]), listed);
}

#[test]
fn a_revoked_token_ends() {
    let home = Home::with_sample();
    let server = Server::start(&home, &[]);
    let token = server.sample_token();
    assert_eq!(server.get(ROOM, &token).status, 200);
    let id = home.json(&["token", "list", "--json"])[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(home.done(&["token", "revoke", &id.to_uppercase()]), "1 token has ended.\n");
    server.soon_replies(&token, ENDED);
    let said = home.failed(&["token", "revoke", &id]);
    assert_eq!(said, format!("no token that lives has the id {id}"));
    // The app itself is as it was, and gets another.
    let newer = server.sample_token();
    assert_ne!(newer, token);
    assert_eq!(server.get(ROOM, &newer).status, 200);
}

#[test]
fn all_of_an_app_end_at_once() {
    let home = Home::with_sample();
    assert_eq!(home.done(&["token", "revoke", "--app", "dingdemo"]), "0 tokens have ended.\n");
    let server = Server::start(&home, &[]);
    let token = server.sample_token();
    assert_eq!(server.get(ROOM, &token).status, 200);
    assert_eq!(home.done(&["token", "revoke", "--app", "dingdemo"]), "1 token has ended.\n");
    server.soon_replies(&token, ENDED);
}

#[test]
fn a_code_is_traded_once_for_a_token_of_the_person() {
    let home = Home::with_sample();
    let server = Server::start(&home, &[]);
    let who = ["--corp", "ding994axxxxx", "--user", "manager01", "--app", "dingdemo"];
    let code = home.done(&[&["token", "code"], &who[..]].concat());
    let trade = |code: &str| server.trade("dingdemo", "demo-secret", code);
    let reply = trade(code.trim());
    assert_eq!(reply.status, 200, "{reply:?}");
    let token = reply.body["accessToken"].as_str().unwrap().to_owned();
    assert_eq!(server.get(ROOM, &token).status, 200);
    let again = trade(code.trim());
    assert_eq!(again.body["code"], "invalidParameter.authCode.notFound");

    let made = home.json(&[&["token", "code"], &who[..], &["--json"]].concat());
    assert_eq!((&made["unionId"], &made["key"]), (&json!("2iPOLxxxxx"), &json!("dingdemo")));
    assert_eq!(trade(made["code"].as_str().unwrap()).status, 200);

    let listed = home.json(&["token", "list", "--json"]);
    assert_eq!((&listed[0]["kind"], &listed[0]["unionId"]), (&json!("user"), &json!("2iPOLxxxxx")));
    assert_eq!(home.done(&["token", "revoke", "--app", "dingdemo"]), "2 tokens have ended.\n");
    server.soon_replies(&token, ENDED);
}

#[test]
fn nobody_gets_a_code_in_the_name_of_nobody() {
    let home = Home::with_sample();
    for (corp, user, app, wanted) in [
        ("nowhere", "manager01", "dingdemo", "there is no organisation nowhere"),
        ("ding994axxxxx", "nix", "dingdemo", "ding994axxxxx has nobody with the user id nix"),
        (
            "ding994axxxxx",
            "manager01",
            "nix",
            "ding994axxxxx has no app nix, and has authorised no suite of that key",
        ),
    ] {
        let args = ["token", "code", "--corp", corp, "--user", user, "--app", app];
        assert_eq!(home.failed(&args), wanted);
    }
}

#[test]
fn what_is_used_wrongly() {
    for (args, wanted) in [
        (&["revoke"][..], "the following required arguments were not provided:\n  <ID>"),
        (&["revoke", "xyz"], "invalid value 'xyz' for '[ID]': 8 to 64 hexadecimal digits"),
        (
            &["revoke", "0123456789abcdef", "--app", "dingdemo"],
            "the argument '[ID]' cannot be used with '--app <KEY>'",
        ),
    ] {
        let said = Home::new().misused(&[&["token"], args].concat());
        assert!(said.starts_with(wanted), "{said}");
    }
}
