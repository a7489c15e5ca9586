//! Who sees which room.

use serde_json::json;

use crate::fixture::Home;
use crate::request;
use crate::sample::{self, app, document, plain, room, with};

/// The rooms of [`sample::corp`], and who of its people sees each.
const SEEN: [(&str, &[&str]); 6] = [
    ("open", &["boss", "ann", "bob", "gil", "hal"]),
    ("closed", &["boss"]),
    ("closed11", &["boss", "gil", "hal"]),
    ("of-bob", &["boss", "bob"]),
    ("of-2", &["boss", "ann"]),
    ("of-all10", &["boss", "ann", "bob", "gil"]),
];
const PEOPLE: [&str; 5] = ["boss", "ann", "bob", "gil", "hal"];

#[tokio::test]
async fn a_room_is_read_by_whom_it_is_for() {
    let home = Home::with(sample::usual()).await;
    let server = home.serve().await;
    let tokens =
        [server.token("app", "secret").await, server.corp_token("suite", "secret", "corp").await];
    for token in &tokens {
        for (room, seen_by) in SEEN {
            for person in PEOPLE {
                let wanted =
                    if seen_by.contains(&person) { (200, "ok") } else { (400, "room.not.found") };
                for from in ["database", "memory"] {
                    let (status, code) = server.reads(token, room, person).await;
                    assert_eq!((status, code.as_str()), wanted, "{room} {person} {from}");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_list_holds_exactly_what_may_be_read() {
    let home = Home::with(sample::usual()).await;
    let server = home.serve().await;
    let token = server.token("app", "secret").await;
    for person in PEOPLE {
        let page = server.call(request::rooms(&token, person, "&maxResults=100")).await.json();
        let found: Vec<_> =
            page["result"].as_array().unwrap().iter().map(|room| &room["roomId"]).collect();
        let wanted: Vec<_> = SEEN
            .iter()
            .filter(|(_, seen_by)| seen_by.contains(&person))
            .map(|(room, _)| *room)
            .collect();
        assert_eq!(found, wanted, "{person}");
        assert_eq!((&page["hasMore"], page.get("nextToken")), (&json!(false), None));
    }
}

#[tokio::test]
async fn another_organisation_reads_nothing() {
    let other = json!({
        "apps": [app("other-app")],
        "users": [
            { "userId": "u", "unionId": "ann", "name": "Ann", "admin": true },
            { "userId": "v", "unionId": "eve", "name": "Eve", "admin": true },
        ],
        "rooms": [room("theirs", 0)],
    });
    let other = with(plain("other", 0), other);
    let suites = [sample::suite("ours", &["corp"]), sample::suite("theirs", &["other"])];
    let home = Home::with(document(&[sample::corp(), other], &suites)).await;
    let server = home.serve().await;
    let ours =
        [server.token("app", "secret").await, server.corp_token("ours", "secret", "corp").await];
    let theirs = [
        server.token("other-app", "secret").await,
        server.corp_token("theirs", "secret", "other").await,
    ];
    for round in ["cold", "warm"] {
        for token in &ours {
            assert_eq!(server.reads(token, "open", "ann").await.0, 200, "{round}");
            assert_eq!(server.reads(token, "theirs", "ann").await.1, "room.not.found");
            assert_eq!(server.reads(token, "open", "eve").await.1, "user.not.employee");
        }
        for token in &theirs {
            assert_eq!(server.reads(token, "theirs", "ann").await.0, 200, "{round}");
            assert_eq!(server.reads(token, "open", "ann").await.1, "room.not.found", "{round}");
            assert_eq!(server.reads(token, "open", "boss").await.1, "user.not.employee");
        }
    }
    let page = server.call(request::rooms(&theirs[0], "ann", "")).await.json();
    assert_eq!(page["result"].as_array().unwrap().len(), 1);
    assert_eq!(page["result"][0]["corpId"], "other");
}

#[tokio::test]
async fn a_member_of_another_case_or_form_is_another() {
    let home = Home::with(sample::usual()).await;
    let server = home.serve().await;
    let token = server.token("app", "secret").await;
    for operator in ["Ann", "ann%20", "+ann", "an", "annn", "u1", "%61nn%00"] {
        let (status, code) = server.reads(&token, "open", operator).await;
        assert!(status == 400 && (code == "user.not.employee" || code == "param.error"));
    }
    assert_eq!(server.reads(&token, "%6fpen", "%61nn").await.0, 200);
}
