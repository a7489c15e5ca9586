//! What rooms hold, from memory: never other than what the database holds, whoever changed it and on
//! which node, and told to nobody who may not know it.

use std::time::Duration;

use openrooms_server::server::Options;
use serde_json::{Value, json};

use crate::events::{Calendar, hour};
use crate::fixture::{Home, Server, eventually};
use crate::meeting_rooms::house;
use crate::request;
use crate::sample::with;
use crate::series::{add, added, dates, hours, mondays, patch, remove, times};
use crate::wire::Reply;

on_both!(
    whatever_changes_a_booking_memory_tells_it,
    a_series_that_changes_is_told_as_it_is,
    an_import_is_told_also_of_what_it_takes_away,
    dates_that_come_and_answers_that_do_not_are_told,
    who_has_a_room_is_told_and_what_for_to_those_who_may_know,
    rooms_and_people_that_change_are_told_within_a_second,
    closures_are_told_beside,
    more_changes_than_are_put_in_are_read_anew,
);

/// Two nodes that keep days in memory, one that has room for one of those that are asked for, and one
/// that keeps none.
struct Nodes {
    kept: [Server; 2],
    small: Server,
    bare: Server,
    token: String,
}

impl Nodes {
    async fn on(home: &Home) -> Self {
        let kept = [home.serve().await, home.serve().await];
        let bare = Options { schedule_memory: 0, ..home.server_options().await };
        let bare = Server::start(bare).await;
        let small = Options { schedule_memory: 4_000, ..home.server_options().await };
        let small = Server::start(small).await;
        let token = bare.token("app", "secret").await;
        Self { kept, small, bare, token }
    }

    async fn asked(&self, server: &Server, user: &str, body: &Value) -> Value {
        self.answered(server, user, "busy/query", body).await
    }

    async fn answered(&self, server: &Server, user: &str, what: &str, body: &Value) -> Value {
        let target = format!("/v1.0/calendar/users/{user}/meetingRooms/{what}");
        let request = request::with_body("POST", &target, &self.token, &body.to_string());
        let reply = server.call(request).await;
        assert_eq!(reply.status, 200, "{what} as {user}: {reply:?}");
        reply.json()
    }

    /// What all tell of June's first days, which must be the same.
    async fn told(&self, what: &str) -> Value {
        let week = json!({ "startTime": "2026-06-01T00:00:00+08:00",
            "endTime": "2026-06-09T00:00:00+08:00" });
        let schedule = with(json!({ "roomIds": ["room0", "approval"] }), week.clone());
        let time = |at: &str| json!({ "dateTime": format!("2026-06-{at}:00:00+08:00") });
        let search = json!({ "event": { "start": time("01T10"), "end": time("01T11") } });
        for user in ["boss", "bob"] {
            for (question, body) in
                [("busy/query", &week), ("schedules/query", &schedule), ("find", &search)]
            {
                let bare = self.answered(&self.bare, user, question, body).await;
                for node in self.kept.iter().chain([&self.small]) {
                    let told = self.answered(node, user, question, body).await;
                    assert_eq!(told, bare, "{what}: {question} as {user}");
                }
            }
        }
        self.asked(&self.bare, "boss", &week).await["rooms"].clone()
    }

    /// The same after a change, which must show.
    async fn changed(&self, before: &mut Value, what: &str) {
        let after = self.told(what).await;
        assert_ne!(after, *before, "{what} changes nothing");
        *before = after;
    }
}

fn fine(reply: &Reply) {
    assert_eq!(reply.status, 200, "{reply:?}");
}

async fn whatever_changes_a_booking_memory_tells_it(home: &Home) {
    home.import(house()).await;
    let nodes = Nodes::on(home).await;
    let ann = Calendar::of(&nodes.kept[0], "ann").await;
    let (bob, boss) = (ann.as_seen_by("bob"), ann.as_seen_by("boss"));
    let mut before = nodes.told("nothing").await;

    let id = ann.made(&with(hour(1, 10), json!({ "attendees": [{ "id": "bob" }] }))).await;
    added(&ann, &id, &["room0", "room1"]).await;
    nodes.changed(&mut before, "AddMeetingRooms").await;
    fine(&ann.patch(&id, &hours("06-02", 12, 14)).await);
    nodes.changed(&mut before, "PatchEvent of the time").await;
    fine(&ann.patch(&id, &json!({ "summary": "Other" })).await);
    nodes.changed(&mut before, "PatchEvent of the title").await;
    let invited = json!({ "attendeesToRemove": [{ "id": "bob" }] });
    fine(&ann.send("POST", &format!("events/{id}/attendees/batchRemove"), &invited).await);
    nodes.told("RemoveAttendee").await;
    fine(&remove(&ann, &id, &["room1"]).await);
    nodes.changed(&mut before, "RemoveMeetingRooms").await;
    let to = json!({ "newOrganizerId": "bob" });
    fine(&ann.send("POST", &format!("events/{id}/transfer"), &to).await);
    nodes.changed(&mut before, "TransferEvent").await;

    let waits = ann.made(&hour(3, 10)).await;
    added(&ann, &waits, &["approval"]).await;
    nodes.changed(&mut before, "AddMeetingRooms with approval").await;
    for answer in ["accepted", "declined", "accepted"] {
        let answer = json!({ "responseStatus": answer });
        let target = format!("events/{waits}/meetingRooms/approval/respond");
        fine(&boss.send("POST", &target, &answer).await);
        nodes.changed(&mut before, "MeetingRoomRespond").await;
    }
    fine(&ann.ask("POST", &format!("events/{waits}/cancel")).await);
    nodes.changed(&mut before, "CancelEvent").await;
    fine(&bob.ask("DELETE", &format!("events/{id}")).await);
    nodes.changed(&mut before, "DeleteEvent").await;

    let last = ann.made(&hour(4, 10)).await;
    added(&ann, &last, &["room0", "room1"]).await;
    nodes.changed(&mut before, "AddMeetingRooms").await;
    let target = "/v1.0/rooms/meetingRooms/room1?unionId=boss";
    fine(&nodes.kept[1].call(request::without_body("DELETE", target, &nodes.token)).await);
    // Which rooms there are other nodes hear by the feed.
    let week = json!({ "startTime": "2026-06-04T00:00:00+08:00",
        "endTime": "2026-06-05T00:00:00+08:00" });
    let wanted = nodes.asked(&nodes.bare, "boss", &week).await;
    for node in &nodes.kept {
        let told = async || nodes.asked(node, "boss", &week).await;
        eventually(Duration::from_secs(2), &wanted, told).await;
    }
    nodes.changed(&mut before, "DeleteMeetingRoom").await;
    // u1 is ann.
    let target = format!("/topapi/v2/user/delete?access_token={}&userid=u1", nodes.token);
    let gone = nodes.kept[1].call(request::post(&target, "{}")).await;
    assert_eq!(gone.json()["errcode"], 0, "{gone:?}");
    nodes.changed(&mut before, "a person leaves").await;
}

async fn a_series_that_changes_is_told_as_it_is(home: &Home) {
    home.import(house()).await;
    let nodes = Nodes::on(home).await;
    let ann = Calendar::of(&nodes.kept[0], "ann").await;
    let mut before = nodes.told("nothing").await;
    let mut body = mondays(&times(8));
    body["recurrence"]["pattern"] = json!({ "type": "daily", "interval": 1 });
    let id = ann.made(&body).await;
    added(&ann, &id, &["room0"]).await;
    nodes.changed(&mut before, "AddMeetingRooms of a series").await;
    let found = dates(&ann, &id).await;
    fine(&patch(&ann, &found[1].0, "this", &hours("06-02", 15, 16)).await);
    nodes.changed(&mut before, "PatchEvent of one date").await;
    fine(&patch(&ann, &found[2].0, "this", &json!({ "summary": "Own" })).await);
    nodes.changed(&mut before, "PatchEvent of one title").await;
    fine(&patch(&ann, &found[4].0, "following", &hours("06-05", 17, 18)).await);
    nodes.changed(&mut before, "PatchEvent of those that follow").await;
    fine(&patch(&ann, &id, "all", &json!({ "summary": "All" })).await);
    nodes.changed(&mut before, "PatchEvent of all").await;
    fine(&ann.ask("DELETE", &format!("events/{}?scope=this", found[0].0)).await);
    nodes.changed(&mut before, "DeleteEvent of one date").await;
    let following = json!({ "scope": "following" });
    fine(&ann.send("POST", &format!("events/{}/cancel", found[2].0), &following).await);
    nodes.changed(&mut before, "CancelEvent of those that follow").await;
}

async fn an_import_is_told_also_of_what_it_takes_away(home: &Home) {
    home.import(house()).await;
    let nodes = Nodes::on(home).await;
    let ann = Calendar::of(&nodes.kept[0], "ann").await;
    let id = ann.made(&hour(1, 10)).await;
    added(&ann, &id, &["room0"]).await;
    let mut before = nodes.told("one booking").await;
    let mut document = house();
    let event = |id: &str, day: u8| {
        with(
            hour(day, 10),
            json!({ "id": id, "organizer": { "id": "bob" }, "status": "confirmed",
            "meetingRooms": [{ "roomId": "room1", "responseStatus": "accepted" }] }),
        )
    };
    document["organisations"][0]["events"] = json!([event("one", 2), event("two", 3)]);
    home.import(document.clone()).await;
    nodes.changed(&mut before, "an import").await;
    document["organisations"][0]["events"] = json!([event("one", 4)]);
    home.import(document.clone()).await;
    nodes.changed(&mut before, "an import of a change").await;
    home.replace(document).await;
    nodes.changed(&mut before, "an import that takes away").await;
    let other = ann.made(&hour(5, 10)).await;
    fine(&add(&ann, &other, &["room0"], "").await);
    nodes.changed(&mut before, "AddMeetingRooms").await;
}

async fn dates_that_come_and_answers_that_do_not_are_told(home: &Home) {
    home.import(house()).await;
    let nodes = Nodes::on(home).await;
    let ann = Calendar::of(&nodes.kept[0], "ann").await;
    let mut body = mondays(&json!({ "type": "noEnd" }));
    body["recurrence"]["pattern"] = json!({ "type": "absoluteMonthly", "interval": 1 });
    let id = ann.made(&body).await;
    added(&ann, &id, &["room0"]).await;
    let then = json!({ "startTime": "2028-06-01T00:00:00+08:00",
        "endTime": "2028-06-08T00:00:00+08:00", "roomIds": ["room0"] });
    let count = |told: Value| told["rooms"][0]["busy"].as_array().unwrap().len();
    for server in &nodes.kept {
        assert_eq!(count(nodes.asked(server, "ann", &then).await), 0);
    }
    // Nobody says yes, and the time is over by then.
    let waits = ann.made(&hour(3, 10)).await;
    added(&ann, &waits, &["approval"]).await;
    let mut before = nodes.told("a booking that waits").await;
    home.pass(40 * 86_400);
    let token = nodes.bare.token("app", "secret").await;
    let nodes = Nodes { token, ..nodes };
    for server in &nodes.kept {
        let told = async || count(nodes.asked(server, "ann", &then).await);
        eventually(Duration::from_secs(30), &1, told).await;
    }
    let store = home.store().await;
    let corp = openrooms_core::id::CorpId::new("corp");
    let mut writing = store.writing(&corp).await.unwrap().unwrap();
    // The task of a node may have been faster.
    writing.decline_overdue(home.clock.now()).await.unwrap();
    writing.commit_calendar([], home.clock.now()).await.unwrap();
    store.close().await;
    nodes.changed(&mut before, "nobody answered").await;
}

async fn who_has_a_room_is_told_and_what_for_to_those_who_may_know(home: &Home) {
    home.import(house()).await;
    let nodes = Nodes::on(home).await;
    let ann = Calendar::of(&nodes.kept[0], "ann").await;
    let body = with(hour(1, 10), json!({ "summary": "Secret", "attendees": [{ "id": "hal" }] }));
    let id = ann.made(&body).await;
    added(&ann, &id, &["room0"]).await;
    let mut series = mondays(&times(3));
    series["recurrence"]["pattern"] = json!({ "type": "daily", "interval": 1 });
    series["summary"] = json!("Secret series");
    let series = ann.made(&series).await;
    added(&ann, &series, &["room1"]).await;
    let found = dates(&ann, &series).await;
    fine(&patch(&ann, &found[1].0, "this", &json!({ "summary": "Secret date" })).await);
    // To one date alone.
    let invited = json!({ "attendeesToAdd": [{ "id": "bob" }] });
    fine(&ann.send("POST", &format!("events/{}/attendees", found[1].0), &invited).await);
    let question = json!({ "startTime": "2026-06-01T00:00:00+08:00",
        "endTime": "2026-06-04T00:00:00+08:00", "roomIds": ["room0", "room1"] });
    for server in nodes.kept.iter().chain([&nodes.bare]) {
        // Twice: from memory, too.
        for _ in 0..2 {
            for (user, titles) in [
                ("ann", [Some("Secret"), Some("Secret series"), Some("Secret date")]),
                ("boss", [Some("Secret"), Some("Secret series"), Some("Secret date")]),
                ("hal", [Some("Secret"), None, None]),
                ("bob", [None, None, Some("Secret date")]),
                ("gil", [None, None, None]),
            ] {
                let told = nodes.asked(server, user, &question).await;
                let (one, other) = (&told["rooms"][0]["busy"], &told["rooms"][1]["busy"]);
                let said = [&one[0], &other[0], &other[1]].map(|time| time["summary"].as_str());
                assert_eq!(said, titles, "{user}");
                assert_eq!(one[0]["eventId"], *id);
                assert_eq!(other[1]["eventId"], *found[1].0);
                assert_eq!(one[0]["organizerId"], "ann");
                assert_eq!(told["organizers"], json!([{ "id": "ann", "displayName": "Ann" }]));
                let hidden = titles.iter().all(Option::is_none);
                assert!(!hidden || !told.to_string().contains("Secret"), "{user}: {told}");
            }
        }
    }
    // Who administers a room alone knows of it, and of no other.
    let body = json!({ "unionId": "boss", "adminUnionIds": ["gil"] }).to_string();
    let target = "/v1.0/rooms/roomAdmin/room0";
    fine(&nodes.kept[1].call(request::with_body("PUT", target, &nodes.token, &body)).await);
    let told = nodes.asked(&nodes.kept[0], "gil", &question).await;
    assert_eq!(told["rooms"][0]["busy"][0]["summary"], "Secret");
    assert_eq!(told["rooms"][1]["busy"][0]["summary"], Value::Null);
}

async fn rooms_and_people_that_change_are_told_within_a_second(home: &Home) {
    home.import(house()).await;
    let nodes = Nodes::on(home).await;
    let ann = Calendar::of(&nodes.kept[0], "ann").await;
    let id = ann.made(&hour(1, 10)).await;
    added(&ann, &id, &["room0"]).await;
    let question = json!({ "startTime": "2026-06-01T00:00:00+08:00",
        "endTime": "2026-06-02T00:00:00+08:00", "roomIds": ["room0"] });
    for server in &nodes.kept {
        assert_ne!(nodes.asked(server, "bob", &question).await["rooms"], json!([]));
    }
    let second = Duration::from_secs(2);
    let hide = json!({ "unionId": "boss", "roomId": "room0", "roomStatus": 1 }).to_string();
    let target = "/v1.0/rooms/meetingRooms";
    fine(&nodes.kept[0].call(request::with_body("PUT", target, &nodes.token, &hide)).await);
    assert_eq!(nodes.asked(&nodes.kept[0], "bob", &question).await["rooms"], json!([]));
    let told = async || nodes.asked(&nodes.kept[1], "bob", &question).await["rooms"].clone();
    eventually(second, &json!([]), told).await;
    // u1 is ann.
    let named = json!({ "userid": "u1", "name": "Anna" }).to_string();
    let target = format!("/topapi/v2/user/update?access_token={}", nodes.token);
    let reply = nodes.kept[0].call(request::post(&target, &named)).await;
    assert_eq!(reply.json()["errcode"], 0, "{reply:?}");
    let wanted = json!([{ "id": "ann", "displayName": "Anna" }]);
    assert_eq!(nodes.asked(&nodes.kept[0], "boss", &question).await["organizers"], wanted);
    let told = async || nodes.asked(&nodes.kept[1], "boss", &question).await["organizers"].clone();
    eventually(second, &wanted, told).await;
}

async fn closures_are_told_beside(home: &Home) {
    let mut document = house();
    let rooms = document["organisations"][0]["rooms"].as_array_mut().unwrap();
    let room = rooms.iter_mut().find(|room| room["roomId"] == "room0").unwrap();
    let start = 1_780_279_200_000_i64; // 1 June, 10:00 in Shanghai
    room["extensionConfig"] = json!({ "reservationCloseDetail": { "taskStartTime": start,
        "taskEndTime": start + 3_600_000, "closeReason": "paint" } });
    home.import(document).await;
    let nodes = Nodes::on(home).await;
    for (from, until, wanted) in [
        (
            "10:59",
            "12:00",
            json!([{ "startTime": start, "endTime": start + 3_600_000,
            "reason": "paint" }]),
        ),
        ("11:00", "12:00", Value::Null),
        ("09:00", "10:00", Value::Null),
    ] {
        let question = json!({ "startTime": format!("2026-06-01T{from}:00+08:00"),
            "endTime": format!("2026-06-01T{until}:00+08:00"), "roomIds": ["room0", "room1"] });
        for server in nodes.kept.iter().chain([&nodes.bare]) {
            let told = nodes.asked(server, "bob", &question).await;
            assert_eq!(told["rooms"][0]["closed"], wanted, "{from} {until}");
            assert_eq!(told["rooms"][1]["closed"], Value::Null);
        }
    }
}

async fn more_changes_than_are_put_in_are_read_anew(home: &Home) {
    home.import(house()).await;
    let nodes = Nodes::on(home).await;
    let ann = Calendar::of(&nodes.kept[0], "ann").await;
    let mut before = nodes.told("nothing").await;
    let mut document = house();
    let events: Vec<_> = (0..510)
        .map(|at| {
            let event = json!({ "id": format!("e{at}"), "organizer": { "id": "bob" },
                "status": "confirmed" });
            with(hour(2, 10), event)
        })
        .collect();
    document["organisations"][0]["events"] = json!(events);
    let id = ann.made(&hour(1, 10)).await;
    added(&ann, &id, &["room0"]).await;
    home.import(document).await;
    nodes.changed(&mut before, "many changes").await;
}
