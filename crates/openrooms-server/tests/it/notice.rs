//! A room that asks for notice is given back in time, whoever gives it back and how.

use serde_json::{Value, json};

use crate::events::{Calendar, hour};
use crate::fixture::Home;
use crate::sample::{room, with};
use crate::series::{
    added, dates, has, hours, house, mondays, patch, patched, rooms, starts, taken, times,
};
use crate::wire::Reply;

on_both!(
    an_event_that_ends_or_moves_late_keeps_its_room,
    dates_of_a_series_that_end_or_move_late_keep_their_rooms,
    administrators_and_super_users_are_not_bound,
    a_meeting_that_ends_early_gives_back_what_is_left,
);

/// It is four in the morning of 29 May; whoever has this room on 1 June cannot give it back any more.
fn five_days() -> Value {
    let mut document = house();
    let policy = json!({ "extensionConfig": { "leastCancelNotice": 5 * 1440 } });
    let rooms = document["organisations"][0]["rooms"].as_array_mut().unwrap();
    rooms.push(with(room("slow", 0), policy));
    let rights = json!([{ "roomId": "slow", "superUserIds": ["u2"] }]);
    document["organisations"][0]["roomRights"] = rights;
    document
}

fn assert_late(reply: &Reply, what: &str) {
    assert_eq!(reply.outcome(), (400, "meetingRoomNotAvailable".to_owned()), "{what}: {reply:?}");
    let message = reply.text("message");
    assert!(message.contains("leastCancelNotice: 7200 minutes"), "{what}: {message}");
}

async fn ended(calendar: &Calendar<'_>, how: &str, id: &str, query: &str) -> Reply {
    match how {
        "cancel" => calendar.ask("POST", &format!("events/{id}/cancel{query}")).await,
        _ => calendar.ask("DELETE", &format!("events/{id}{query}")).await,
    }
}

async fn an_event_that_ends_or_moves_late_keeps_its_room(home: &Home) {
    home.import(five_days()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let id = ann.made(&hour(1, 10)).await;
    added(&ann, &id, &["slow", "oak"]).await;
    let before = (ann.read(&id).await, taken(&ann, "oak").await);
    for how in ["cancel", "delete"] {
        assert_late(&ended(&ann, how, &id, "").await, how);
    }
    for (from, until) in [(11, 12), (9, 10), (9, 11)] {
        let moved = hours("06-01", from, until);
        if from == 9 && until == 11 {
            // It becomes longer, and gives nothing back.
            assert_eq!(ann.patch(&id, &moved).await.status, 200);
            assert_eq!(ann.patch(&id, &hours("06-01", 10, 11)).await.status, 200, "shorter");
        } else {
            let moved = with(moved, json!({ "summary": "Moved" }));
            assert_late(&ann.patch(&id, &moved).await, "moved");
        }
    }
    let after = (ann.read(&id).await, taken(&ann, "oak").await);
    assert_eq!(without_change(after.0), without_change(before.0));
    assert_eq!(after.1, before.1);
    // In time it goes.
    let later = ann.made(&hour(10, 10)).await;
    added(&ann, &later, &["slow"]).await;
    assert_eq!(ann.patch(&later, &hours("06-11", 12, 13)).await.status, 200);
    assert_eq!(ended(&ann, "cancel", &later, "").await.status, 200);
    assert_eq!(starts(&taken(&ann, "slow").await), ["06-01T10:00"]);
}

fn without_change(mut event: Value) -> Value {
    event.as_object_mut().unwrap().remove("updateTime");
    event
}

async fn dates_of_a_series_that_end_or_move_late_keep_their_rooms(home: &Home) {
    home.import(five_days()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let id = ann.made(&mondays(&times(4))).await;
    added(&ann, &id, &["slow"]).await;
    let found = dates(&ann, &id).await;
    let first = &found[0].0;
    for (name, query) in [
        (first, "?scope=this"),
        (first, "?scope=following"),
        (first, "?scope=all"),
        (&found[2].0, "?scope=all"),
        (&id, ""),
    ] {
        for how in ["cancel", "delete"] {
            assert_late(&ended(&ann, how, name, query).await, &format!("{how} {name} {query}"));
        }
    }
    let moved = hours("06-01", 12, 13);
    for (name, scope) in [(first, "this"), (first, "following"), (first, "all"), (&id, "")] {
        assert_late(&patch(&ann, name, scope, &moved).await, scope);
    }
    // So is a date that the series has no more.
    let pattern = json!({ "type": "weekly", "interval": 1, "daysOfWeek": "tuesday" });
    let other = with(
        hours("06-01", 10, 11),
        json!({ "recurrence": { "pattern": pattern, "range": times(4) } }),
    );
    assert_late(&patch(&ann, &id, "all", &other).await, "another pattern");
    assert_eq!(dates(&ann, &id).await, found);
    assert_eq!(taken(&ann, "slow").await.len(), 4);
    // Dates that are far away go and move as they like.
    patched(&ann, &found[1].0, "this", &hours("06-09", 12, 13)).await;
    assert_eq!(ended(&ann, "cancel", &found[3].0, "?scope=following").await.status, 200);
    let left = taken(&ann, "slow").await;
    assert_eq!(starts(&left), ["06-01T10:00", "06-09T12:00", "06-15T10:00"]);
}

async fn administrators_and_super_users_are_not_bound(home: &Home) {
    home.import(five_days()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    for user in ["boss", "bob"] {
        let calendar = ann.as_seen_by(user);
        let id = calendar.made(&hour(1, 10)).await;
        added(&calendar, &id, &["slow"]).await;
        assert_eq!(calendar.patch(&id, &hours("06-01", 12, 13)).await.status, 200, "{user}");
        assert_eq!(ended(&calendar, "cancel", &id, "").await.status, 200, "{user}");
        assert_eq!(taken(&calendar, "slow").await, []);
    }
}

async fn a_meeting_that_ends_early_gives_back_what_is_left(home: &Home) {
    home.import(five_days()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let names = ["slow", "oak", "elm"];
    let mut ids = Vec::new();
    for name in names {
        let id = ann.made(&hour(1, 10)).await;
        added(&ann, &id, &[name]).await;
        ids.push(id);
    }
    // Half past ten.
    home.pass(281_000);
    let ann = Calendar::of(&server, "ann").await;
    assert_eq!(ended(&ann, "cancel", &ids[0], "").await.status, 200);
    assert_eq!(ended(&ann, "delete", &ids[1], "").await.status, 200);
    assert_eq!(crate::series::remove(&ann, &ids[2], &["elm"]).await.status, 200);
    for name in names {
        let body = json!({ "roomIds": [name], "startTime": "2026-06-01T00:00:00+08:00",
            "endTime": "2026-06-02T00:00:00+08:00" });
        let reply = ann.send_user("meetingRooms/schedules/query", &body).await.json();
        let items = &reply["scheduleInformation"][0]["scheduleItems"];
        assert_eq!(items.as_array().unwrap().len(), 1, "{items}");
        assert_eq!(items[0]["end"]["dateTime"], "2026-06-01T10:30:00+08:00", "{items}");
        // The rest is anybody's, also of the one that gave it back.
        let other = ann.as_seen_by("bob");
        let id = if name == "elm" { ids[2].clone() } else { other.made(&hour(1, 10)).await };
        let whose = if name == "elm" { &ann } else { &other };
        added(whose, &id, &[name]).await;
        assert_eq!(rooms(whose, &id).await, has(&[(name, "accepted")]));
        assert_eq!(taken(whose, name).await.last().unwrap().0, id);
    }
}
