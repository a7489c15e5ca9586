//! Calls that wait until what rooms hold has changed.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::events::{Calendar, hour};
use crate::fixture::{Home, Server};
use crate::meeting_rooms::house;
use crate::request;
use crate::sample::with;
use crate::series::{added, remove};
use crate::wire::{PATIENCE, Reply};

on_both!(
    who_waits_hears_of_a_change_on_another_node,
    what_changed_before_is_told_at_once,
    who_does_not_see_a_room_hears_nothing_of_it,
    an_import_that_takes_away_is_everything,
);

fn asking(token: &str, user: &str, query: &str) -> String {
    request::get(&format!("/v1.0/calendar/users/{user}/meetingRooms/watch?{query}"), token)
}

async fn watched(server: &Server, token: &str, user: &str, query: &str) -> Value {
    let reply = server.call(asking(token, user, query)).await;
    assert_eq!(reply.status, 200, "{reply:?}");
    reply.json()
}

fn version(reply: &Value) -> String {
    reply["version"].as_str().unwrap().to_owned()
}

/// The version that is known, and whoever waits for another.
async fn waiting(server: &Server, token: &str, user: &str) -> tokio::task::JoinHandle<Reply> {
    let known = version(&watched(server, token, user, "").await);
    let request = asking(token, user, &format!("version={known}"));
    let mut client = server.connect().await;
    tokio::spawn(async move { client.call(request).await })
}

async fn who_waits_hears_of_a_change_on_another_node(home: &Home) {
    home.import(house()).await;
    let (one, other) = (home.serve().await, home.serve().await);
    let ann = Calendar::of(&one, "ann").await;
    let first = ann.made(&hour(1, 10)).await;
    let second = ann.made(&hour(2, 10)).await;
    let waits = [waiting(&one, &ann.token, "bob").await, waiting(&other, &ann.token, "hal").await];
    added(&ann, &first, &["room0"]).await;
    let began = Instant::now();
    let mut known = Vec::new();
    for wait in waits {
        let reply = tokio::time::timeout(PATIENCE, wait).await.unwrap().unwrap();
        assert_eq!(reply.status, 200, "{reply:?}");
        assert_eq!(reply.json()["roomIds"], json!(["room0"]));
        known.push(version(&reply.json()));
    }
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    // And on from there.
    let query = format!("version={}&waitSeconds=20", known[0]);
    let mut client = other.connect().await;
    let request = asking(&ann.token, "bob", &query);
    let wait = tokio::spawn(async move { client.call(request).await });
    added(&ann, &second, &["room1"]).await;
    let reply = tokio::time::timeout(PATIENCE, wait).await.unwrap().unwrap();
    assert_eq!(reply.json()["roomIds"], json!(["room1"]));
    assert_eq!(reply.json()["everything"], Value::Null);
}

async fn what_changed_before_is_told_at_once(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let week = json!({ "startTime": "2026-06-01T00:00:00+08:00",
        "endTime": "2026-06-08T00:00:00+08:00" });
    let busy = ann.send_user("meetingRooms/busy/query", &week).await.json();
    let known = version(&busy);
    let id = ann.made(&hour(1, 10)).await;
    added(&ann, &id, &["room0", "room1"]).await;
    let since = async |known: &str| {
        watched(&server, &ann.token, "bob", &format!("version={known}&waitSeconds=0")).await
    };
    let told = since(&known).await;
    assert_eq!(told["roomIds"], json!(["room0", "room1"]));
    assert_eq!(since(&version(&told)).await["roomIds"], json!([]));
    assert_eq!(remove(&ann, &id, &["room1"]).await.status, 200);
    let freed = since(&version(&told)).await;
    assert_eq!(freed["roomIds"], json!(["room0", "room1"]), "both hang on the event");
    let busy = ann.send_user("meetingRooms/busy/query", &week).await.json();
    assert_eq!(version(&busy), version(&freed));
    // A version of another database.
    let unknown = since("v999999").await;
    assert_eq!((&unknown["everything"], &unknown["roomIds"]), (&json!(true), &json!([])));
    assert_eq!(version(&unknown), version(&freed));
}

async fn who_does_not_see_a_room_hears_nothing_of_it(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let boss = Calendar::of(&server, "boss").await;
    let known = version(&watched(&server, &boss.token, "boss", "").await);
    let id = boss.made(&hour(1, 10)).await;
    added(&boss, &id, &["closed"]).await;
    let query = format!("version={known}&waitSeconds=1");
    assert_eq!(watched(&server, &boss.token, "boss", &query).await["roomIds"], json!(["closed"]));
    let began = Instant::now();
    let told = watched(&server, &boss.token, "ann", &query).await;
    assert_eq!(told["roomIds"], json!([]));
    assert_ne!(version(&told), known);
    assert!(began.elapsed() >= Duration::from_secs(1), "it waited for something to see");
}

async fn an_import_that_takes_away_is_everything(home: &Home) {
    let mut document = house();
    let event = with(
        hour(1, 10),
        json!({ "id": "one", "organizer": { "id": "bob" }, "status": "confirmed",
            "meetingRooms": [{ "roomId": "room0", "responseStatus": "accepted" }] }),
    );
    document["organisations"][0]["events"] = json!([event]);
    home.import(document).await;
    let server = home.serve().await;
    let token = server.token("app", "secret").await;
    let wait = waiting(&server, &token, "bob").await;
    home.replace(house()).await;
    let reply = tokio::time::timeout(PATIENCE, wait).await.unwrap().unwrap();
    assert_eq!(reply.json()["everything"], json!(true), "{reply:?}");
}

#[tokio::test]
async fn what_cannot_be_watched_is_refused() {
    let home = Home::with(house()).await;
    let server = home.serve().await;
    let token = server.token("app", "secret").await;
    for (query, message) in [
        ("waitSeconds=26", "waitSeconds must be from 0 to 25"),
        ("waitSeconds=-1", "waitSeconds must be from 0 to 25"),
        ("version=7", "version invalid"),
        ("version=v-7", "version invalid"),
        ("version=%F0%9D%84%9E", "version invalid"),
    ] {
        let reply = server.call(asking(&token, "ann", query)).await;
        assert_eq!(reply.outcome(), (400, "invalidParameter".to_owned()), "{query}");
        assert_eq!(reply.text("message"), message, "{query}");
    }
    let reply = server.call(asking(&token, "nobody", "waitSeconds=0")).await;
    assert_eq!(reply.text("message"), "userId invalid");
}

#[tokio::test]
async fn who_waits_is_answered_when_the_server_stops() {
    let home = Home::with(house()).await;
    let server = home.serve().await;
    let token = server.token("app", "secret").await;
    let wait = waiting(&server, &token, "ann").await;
    // It waits once the server works on it: another call on the same connection's front is answered.
    assert_eq!(watched(&server, &token, "ann", "").await["roomIds"], json!([]));
    let began = Instant::now();
    server.stop().await;
    let reply = tokio::time::timeout(PATIENCE, wait).await.unwrap().unwrap();
    assert_eq!((reply.status, &reply.json()["roomIds"]), (200, &json!([])));
    assert_eq!(reply.header("connection"), Some("close"));
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
}
