//! Events that an administrator makes and changes for others, and one change of time and rooms.

use openrooms_store::{AuditFilter, Recorded};
use serde_json::{Value, json};

use crate::events::{Calendar, with_calendar};
use crate::fixture::{Home, Server};
use crate::request;
use crate::sample::{room, with};
use crate::wire::Reply;

on_both!(
    an_administrator_books_for_others_and_the_record_tells_it,
    who_administers_rooms_changes_what_lies_in_them,
    an_event_moves_to_another_room_and_time_in_one_change,
);

/// Rooms `oak` and `elm` of group 11, `ash` of none.
fn house() -> Value {
    let mut document = with_calendar();
    let rooms = document["organisations"][0]["rooms"].as_array_mut().unwrap();
    let of_eleven = json!({ "roomGroup": { "groupId": 11 } });
    rooms.push(with(room("oak", 0), of_eleven.clone()));
    rooms.push(with(room("elm", 0), of_eleven));
    rooms.push(room("ash", 0));
    document
}

/// Somebody at a page of the console.
struct Page<'a> {
    server: &'a Server,
    token: String,
}

impl<'a> Page<'a> {
    async fn of(home: &Home, server: &'a Server, person: &str) -> Self {
        Self { server, token: home.console_token(server, "corp", person).await }
    }

    async fn send(&self, method: &str, whose: &str, rest: &str, body: &Value) -> Reply {
        let target = format!("/v1.0/calendar/users/{whose}/calendars/primary/{rest}");
        let body = body.to_string();
        self.server.call(request::with_body(method, &target, &self.token, &body)).await
    }
}

fn on(day: u8, from: &str, until: &str) -> Value {
    let at = |time: &str| {
        json!({ "dateTime": format!("2026-06-{day:02}T{time}:00+08:00"),
            "timeZone": "Asia/Shanghai" })
    };
    json!({ "summary": "Standup", "start": at(from), "end": at(until) })
}

fn rooms(ids: &[&str]) -> Value {
    let ids: Vec<_> = ids.iter().map(|id| json!({ "roomId": id })).collect();
    json!({ "meetingRooms": ids, "meetingRoomsToAdd": ids, "meetingRoomsToRemove": ids })
}

/// What the record has of events.
async fn record(home: &Home) -> Vec<Recorded> {
    let filter = AuditFilter { kind: Some("event".to_owned()), ..AuditFilter::default() };
    let store = home.store().await;
    let entries = store.audit_newest(&filter, 100).await.unwrap();
    store.close().await;
    entries
}

fn nobody() -> (u16, String) {
    (400, "invalidParameter".to_owned())
}

async fn an_administrator_books_for_others_and_the_record_tells_it(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let boss = Page::of(home, &server, "boss").await;
    let bob = Page::of(home, &server, "bob").await;
    let gil = Page::of(home, &server, "gil").await;
    let ann = Calendar::of(&server, "ann").await;
    let event = on(1, "10:00", "11:00");
    for other in [&bob, &gil] {
        assert_eq!(other.send("POST", "ann", "events", &event).await.outcome(), nobody());
    }
    let made = boss.send("POST", "ann", "events", &event).await;
    assert_eq!(made.status, 200, "{made:?}");
    let id = made.text("id");
    let below = format!("events/{id}");
    let guest = json!({ "attendeesToAdd": [{ "id": "hal" }] });
    let gone = json!({ "attendeesToRemove": [{ "id": "hal" }] });
    let calls = [
        ("POST", format!("{below}/meetingRooms"), rooms(&["ash"])),
        ("POST", format!("{below}/attendees"), guest),
        ("POST", format!("{below}/attendees/batchRemove"), gone),
        ("PUT", below.clone(), with(on(1, "12:00", "13:00"), json!({ "id": id }))),
        ("POST", format!("{below}/meetingRooms/batchRemove"), rooms(&["ash"])),
        ("POST", format!("{below}/cancel"), json!({})),
        ("DELETE", below.clone(), json!({})),
    ];
    for (method, rest, body) in &calls {
        for other in [&bob, &gil] {
            let reply = other.send(method, "ann", rest, body).await;
            assert_eq!(reply.outcome(), nobody(), "{method} {rest}");
        }
        let reply = boss.send(method, "ann", rest, body).await;
        assert_eq!(reply.status, 200, "{method} {rest} {reply:?}");
    }
    assert_eq!(ann.get(&id).await.status, 404);
    assert_eq!(boss.send("POST", "nobody", "events", &event).await.outcome(), nobody());
    let entries = record(home).await;
    assert_eq!(entries.len(), 8, "{entries:?}");
    for entry in entries {
        assert_eq!((entry.operator.as_deref(), entry.id.as_str()), (Some("boss"), &*id));
        assert_eq!(entry.after.as_deref(), Some(r#"{"organizer":"ann"}"#));
    }
    // Whether somebody can have a room is asked for them, too.
    let question = json!({ "roomId": "of-bob", "event": on(1, "10:00", "11:00") });
    let ask = async |page: &Page<'_>, whose: &str| {
        let target = format!("/v1.0/calendar/users/{whose}/meetingRooms/bookings/explain");
        let call = request::with_body("POST", &target, &page.token, &question.to_string());
        server.call(call).await
    };
    assert_eq!(ask(&boss, "bob").await.json()["result"]["available"], true);
    assert_eq!(ask(&boss, "ann").await.text("message"), "roomId invalid");
    assert_eq!(ask(&gil, "bob").await.text("message"), "userId invalid");
}

async fn who_administers_rooms_changes_what_lies_in_them(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let hal = Page::of(home, &server, "hal").await;
    let book = async |ids: &[&str], hour: &str, until: &str| {
        let id = ann.made(&on(1, hour, until)).await;
        let reply = ann.send("POST", &format!("events/{id}/meetingRooms"), &rooms(ids)).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        id
    };
    let here = book(&["oak"], "10:00", "11:00").await;
    let both = book(&["oak", "ash"], "12:00", "13:00").await;
    let none = ann.made(&on(1, "14:00", "15:00")).await;
    let change = async |id: &str, more: Value| {
        let body = with(on(2, "10:00", "11:00"), with(json!({ "id": id }), more));
        hal.send("PUT", "ann", &format!("events/{id}"), &body).await.outcome()
    };
    for id in [both.as_str(), none.as_str(), "nothing"] {
        assert_eq!(change(id, json!({})).await, nobody(), "{id}");
        let cancelled = hal.send("POST", "ann", &format!("events/{id}/cancel"), &json!({})).await;
        assert_eq!(cancelled.outcome(), nobody(), "{id}");
    }
    // Into a room of others, and into one of theirs.
    assert_eq!(change(&here, rooms(&["ash"])).await, nobody());
    assert_eq!(change(&here, rooms(&["elm"])).await.0, 200);
    let there = ann.read(&here).await;
    assert_eq!(there["meetingRooms"][0]["roomId"], "elm");
    assert_eq!(there["start"]["dateTime"], "2026-06-02T10:00:00+08:00");
    let reply = hal.send("POST", "ann", &format!("events/{here}/cancel"), &json!({})).await;
    assert_eq!(reply.status, 200, "{reply:?}");
    let operators = record(home).await.into_iter().map(|entry| entry.operator.unwrap());
    assert_eq!(operators.collect::<Vec<_>>(), ["hal", "hal"]);
}

async fn an_event_moves_to_another_room_and_time_in_one_change(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let book = async |id: &str, room: &str| {
        let reply = ann.send("POST", &format!("events/{id}/meetingRooms"), &rooms(&[room])).await;
        assert_eq!(reply.status, 200, "{reply:?}");
    };
    let id = ann.made(&on(1, "10:00", "11:00")).await;
    book(&id, "oak").await;
    // Where it leaves is taken at the time to which it goes, and where it goes at that from which.
    for (room, hour, until) in [("oak", "12:00", "13:00"), ("elm", "10:00", "11:00")] {
        let other = ann.made(&on(1, hour, until)).await;
        book(&other, room).await;
    }
    let change = |when: Value, ids: &[&str]| with(with(when, rooms(ids)), json!({ "id": id }));
    let held = async || {
        let event = ann.read(&id).await;
        let rooms = event["meetingRooms"].as_array().cloned().unwrap_or_default();
        let holding = rooms.into_iter().filter(|room| room["responseStatus"] == "accepted");
        let ids: Vec<_> = holding.map(|room| room["roomId"].clone()).collect();
        (event["start"]["dateTime"].clone(), ids)
    };
    let at = |hour: &str| json!(format!("2026-06-01T{hour}:00+08:00"));
    let refused = ann.patch(&id, &change(on(1, "10:30", "11:30"), &["elm"])).await;
    assert_eq!(refused.outcome(), (400, "meetingRoomNotAvailable".to_owned()));
    assert_eq!(held().await, (at("10:00"), vec![json!("oak")]));
    let moved = ann.patch(&id, &change(on(1, "12:00", "13:00"), &["elm"])).await;
    assert_eq!(moved.status, 200, "{moved:?}");
    assert_eq!(held().await, (at("12:00"), vec![json!("elm")]));
    // Without a time it is the rooms alone, and an empty list says nothing.
    let named = json!({ "id": id, "meetingRooms": [{ "roomId": "ash" }, { "roomId": "elm" }] });
    assert_eq!(ann.patch(&id, &named).await.status, 200);
    let (_, mut ids) = held().await;
    ids.sort_by_key(ToString::to_string);
    assert_eq!(ids, [json!("ash"), json!("elm")]);
    let nothing = json!({ "id": id, "meetingRooms": [] });
    assert_eq!(ann.patch(&id, &nothing).await.status, 200);
    assert_eq!(held().await.1.len(), 2);
    for (ids, message) in [
        (json!([{ "roomId": "nowhere" }]), "roomId invalid"),
        (json!([{ "roomId": " " }]), "roomId must be provided."),
        (json!([{}]), "roomId must be provided."),
        (
            json!([{"roomId": "1"}, {"roomId": "2"}, {"roomId": "3"}, {"roomId": "4"},
                {"roomId": "5"}, {"roomId": "6"}]),
            "attendees batch size too large. Maximum allowed:5",
        ),
    ] {
        let reply = ann.patch(&id, &json!({ "id": id, "meetingRooms": ids })).await;
        assert_eq!(reply.text("message"), message);
    }
    assert_eq!(held().await.1.len(), 2);
    // Sent back as it was told, it is no wish, whatever has become of its rooms meanwhile.
    let mut told = ann.read(&id).await;
    told["summary"] = json!("Another");
    told["meetingRooms"][0] = json!({ "roomId": "nowhere", "displayName": "Nowhere",
        "responseStatus": "declined" });
    let reply = ann.patch(&id, &told).await;
    assert_eq!((reply.status, reply.text("summary")), (200, "Another".to_owned()), "{reply:?}");
    assert_eq!(held().await.1.len(), 2);

    let daily = json!({ "recurrence": { "pattern": { "type": "daily", "interval": 1 },
        "range": { "type": "numbered", "numberOfOccurrences": 3 } } });
    let series = ann.made(&with(on(8, "10:00", "11:00"), daily)).await;
    book(&series, "oak").await;
    let dates = ann.ask("GET", &format!("events/{series}/instances")).await.json();
    let second = dates["events"][1]["id"].as_str().unwrap().to_owned();
    let body = json!({ "id": second, "meetingRooms": [{ "roomId": "elm" }] });
    for scope in ["following", "all"] {
        let reply = ann.send("PUT", &format!("events/{second}?scope={scope}"), &body).await;
        assert_eq!(
            reply.text("message"),
            "meetingRooms are of one date, or of the series by its own id"
        );
    }
    assert_eq!(ann.patch(&second, &body).await.status, 200);
    let one = ann.read(&second).await;
    let of_one = one["meetingRooms"].as_array().unwrap().iter();
    let holding: Vec<_> = of_one.filter(|room| room["responseStatus"] == "accepted").collect();
    assert_eq!(holding.len(), 1);
    assert_eq!(holding[0]["roomId"], "elm");
    let all = json!({ "id": series, "meetingRooms": [{ "roomId": "ash" }] });
    assert_eq!(ann.patch(&series, &all).await.status, 200);
    let dates = ann.ask("GET", &format!("events/{series}/instances")).await.json();
    for date in dates["events"].as_array().unwrap() {
        let rooms = date["meetingRooms"].as_array().unwrap().iter();
        let had: Vec<_> = rooms
            .filter(|room| room["responseStatus"] == "accepted")
            .map(|room| room["roomId"].clone())
            .collect();
        assert_eq!(had, [json!("ash")], "{date}");
    }
}
