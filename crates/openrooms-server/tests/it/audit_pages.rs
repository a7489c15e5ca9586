//! The record as an administrator reads it in the console.

use serde_json::{Value, json};

use crate::fixture::{Home, Server};
use crate::request;
use crate::sample::{self, WRITE, app, corp, document, with};
use crate::wire::Reply;

on_both!(the_record_is_told_page_by_page_and_by_what_is_asked_for, what_cannot_be_asked_is_refused,);

fn both() -> Value {
    let of = |id: &str, key: &str| {
        let apps = json!([with(app(key), json!({ "scopes": [sample::READ, WRITE] }))]);
        with(corp(), json!({ "corpId": id, "apps": apps }))
    };
    document(&[of("corp", "app"), of("other", "other-app")], &[])
}

async fn audit(server: &Server, token: &str, query: &str) -> Reply {
    server.call(request::get(&format!("/v1.0/console/audit?{query}"), token)).await
}

/// What a page tells of each entry.
fn told(page: &Value) -> Vec<(&str, &str)> {
    let entries = page["result"].as_array().unwrap();
    let each = entries.iter();
    each.map(|one| (one["action"].as_str().unwrap(), one["objectId"].as_str().unwrap())).collect()
}

async fn the_record_is_told_page_by_page_and_by_what_is_asked_for(home: &Home) {
    home.import(both()).await;
    let server = home.serve().await;
    let token = server.token("app", "secret").await;
    let update = async |token: &str, room: &str, seats: i32| {
        let body = json!({ "unionId": "boss", "roomId": room, "roomCapacity": seats });
        let path = "/v1.0/rooms/meetingRooms";
        let reply = server.call(request::with_body("PUT", path, token, &body.to_string())).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        home.pass(10);
    };
    let begun = home.clock.now().0;
    for seats in [1, 2, 3] {
        update(&token, "open", seats).await;
    }
    update(&token, "closed", 4).await;
    let theirs = server.token("other-app", "secret").await;
    update(&theirs, "open", 99).await;
    let boss = home.console_token(&server, "corp", "boss").await;

    let page =
        audit(&server, &boss, "objectKind=room&objectId=open&action=UpdateMeetingRoom").await;
    let page = page.json();
    let update = "UpdateMeetingRoom";
    assert_eq!(told(&page), [(update, "open"); 3]);
    let newest = &page["result"][0];
    assert_eq!(newest["before"], json!({ "roomCapacity": 2 }));
    assert_eq!(newest["after"], json!({ "roomCapacity": 3 }));
    assert_eq!((&newest["appKey"], &newest["operatorUnionId"]), (&json!("app"), &json!("boss")));
    assert_eq!(
        (&newest["operatorName"], &newest["address"]),
        (&json!("Boss"), &json!("127.0.0.1"))
    );
    assert_eq!(newest["time"], json!(begun + 20_000));

    // By pages, each entry once; another organisation's is nowhere.
    let (mut seen, mut query) = (Vec::new(), "maxResults=2".to_owned());
    loop {
        let page = audit(&server, &boss, &query).await.json();
        let entries = page["result"].as_array().unwrap().clone();
        assert!(entries.len() <= 2);
        seen.extend(entries.into_iter().map(|entry| entry["seq"].as_i64().unwrap()));
        assert!(!page.to_string().contains("\"roomCapacity\":99"), "{page}");
        let Some(next) = page["nextToken"].as_i64() else { break };
        assert_eq!(page["hasMore"], json!(true));
        query = format!("maxResults=2&nextToken={next}");
        home.pass(1);
    }
    let head = seen[0];
    assert_eq!(seen, (1..=head).rev().collect::<Vec<_>>());

    let of = async |query: String| {
        home.pass(1);
        let page = audit(&server, &boss, &query).await.json();
        told(&page).into_iter().map(|(action, id)| format!("{action} {id}")).collect::<Vec<_>>()
    };
    let (from, until) = (begun + 10_000, begun + 30_000);
    let within = format!("startTime={from}&endTime={until}&objectKind=room");
    assert_eq!(of(within).await, vec![format!("{update} open"); 2]);
    assert_eq!(
        of("appKey=app&objectKind=room&objectId=closed".into()).await,
        [format!("{update} closed")]
    );
    assert_eq!(of("operatorUnionId=ann".into()).await, [""; 0]);
    assert_eq!(of("objectKind=room&objectId=&appKey=".into()).await.len(), 4);
    let sessions = of("objectKind=session".into()).await;
    assert_eq!(sessions.len(), 1, "{sessions:?}");
}

async fn what_cannot_be_asked_is_refused(home: &Home) {
    home.import(both()).await;
    let server = home.serve().await;
    let boss = home.console_token(&server, "corp", "boss").await;
    for query in [
        "maxResults=0",
        "maxResults=201",
        "maxResults=x",
        "nextToken=0",
        "startTime=now",
        "action=%00",
    ] {
        let outcome = audit(&server, &boss, query).await.outcome();
        assert_eq!(outcome, (400, "param.error".to_owned()), "{query}");
    }
    let ann = home.console_token(&server, "corp", "ann").await;
    assert_eq!(audit(&server, &ann, "").await.outcome(), (400, "no.permission".to_owned()));
}
