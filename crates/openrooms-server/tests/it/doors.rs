//! Screens at doors: paired by a code, told the day of their room, and what somebody does there. With
//! a device's token and no person's session.

use openrooms_store::AuditFilter;
use serde_json::{Value, json};

use crate::events::{Calendar, at};
use crate::fixture::{Home, NOW, Server};
use crate::meeting_rooms::house;
use crate::request;
use crate::sample::with;
use crate::wire::Reply;

on_both!(
    a_screen_is_paired_by_who_administers_the_room,
    a_code_opens_once_and_for_ten_minutes,
    who_may_pair_a_screen_with_what,
    a_screen_tells_as_much_as_its_room_says,
    who_walks_up_gets_the_room_and_others_do_not,
    a_meeting_is_checked_in_extended_and_ended_at_the_door,
    one_date_of_a_series_is_extended_and_ended_alone,
    what_a_screen_may_not_do,
    what_is_wrong_is_reported_at_the_door_once,
    a_floor_shows_its_rooms_and_does_nothing,
    a_screen_looks_as_its_template_says,
);

const PAIR: &str = "/v1.0/rooms/panels/pair";

/// A screen.
pub(crate) struct Screen<'a> {
    pub(crate) server: &'a Server,
    pub(crate) token: String,
    pub(crate) code: String,
}

impl<'a> Screen<'a> {
    /// One that waits.
    async fn waiting(server: &'a Server) -> Self {
        let begun = server.post("/console/panel/pairing", &json!({})).await;
        assert_eq!(begun.status, 200, "{begun:?}");
        let (token, code) = (begun.text("deviceToken"), begun.text("pairingCode"));
        Self { server, token, code }
    }

    /// One at the door of a room.
    async fn at(server: &'a Server, app: &str, room: &str) -> Self {
        let screen = Self::waiting(server).await;
        let paired = screen.pair(app, "boss", json!({ "roomId": room })).await;
        assert_eq!(paired.status, 200, "{paired:?}");
        screen
    }

    pub(crate) async fn pair(&self, app: &str, operator: &str, place: Value) -> Reply {
        let body = with(json!({ "unionId": operator, "code": self.code }), place);
        self.server.call(request::with_body("POST", PAIR, app, &body.to_string())).await
    }

    async fn get(&self, what: &str) -> Reply {
        self.server.call(request::get(&format!("/console/panel/{what}"), &self.token)).await
    }

    async fn day(&self) -> Value {
        let day = self.get("day").await;
        assert_eq!(day.status, 200, "{day:?}");
        day.json()
    }

    async fn act(&self, what: &str, body: Value) -> Reply {
        let target = format!("/console/panel/{what}");
        let request = request::with_body("POST", &target, &self.token, &body.to_string());
        let json = "host: x\r\ncontent-type: application/json\r\n";
        self.server.call(request.replacen("host: x\r\n", json, 1)).await
    }
}

/// The meetings of a day's first room: from when until when, in minutes from now, and the rest.
fn meetings(day: &Value) -> Vec<(i64, i64, Value)> {
    let all = day["rooms"][0]["meetings"].as_array().unwrap().iter();
    let minutes = |at: &Value| (at.as_i64().unwrap() - NOW.0).div_euclid(60_000);
    all.map(|one| (minutes(&one["startTime"]), minutes(&one["endTime"]), one.clone())).collect()
}

/// An event of so many minutes from now until then, which gets rooms.
async fn booked(calendar: &Calendar<'_>, from: i64, until: i64, rooms: &[&str]) -> String {
    let time = |minutes: i64| {
        let moment = openrooms_core::time::EpochMillis(NOW.0 + minutes * 60_000);
        let zone = openrooms_core::time::Zone::parse("Asia/Shanghai").unwrap();
        at(&openrooms_core::calendar::moment::written(moment, &zone))
    };
    let event = json!({ "summary": "Standup", "start": time(from), "end": time(until) });
    let id = calendar.made(&event).await;
    let rooms: Vec<_> = rooms.iter().map(|id| json!({ "roomId": id })).collect();
    let body = json!({ "meetingRoomsToAdd": rooms });
    let added = calendar.send("POST", &format!("events/{id}/meetingRooms"), &body).await;
    assert_eq!(added.status, 200, "{added:?}");
    id
}

async fn a_screen_is_paired_by_who_administers_the_room(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let app = server.token("app", "secret").await;
    let screen = Screen::waiting(&server).await;
    assert_eq!(screen.code.len(), 9, "{}", screen.code);
    let waits = screen.get("pairing").await.json();
    assert_eq!(waits, json!({ "paired": false, "expireIn": 600 }));
    assert_eq!(screen.get("day").await.outcome(), (401, "screen.not.paired".to_owned()));
    // As people type it.
    let typed = screen.code.to_lowercase().replace('-', " ");
    let body = json!({
        "unionId": "boss", "code": typed, "roomId": "room0", "deviceName": "Door, left",
    });
    let paired = server.call(request::with_body("POST", PAIR, &app, &body.to_string())).await;
    assert_eq!(paired.status, 200, "{paired:?}");
    let device = paired.json()["result"]["deviceUnionId"].as_str().unwrap().to_owned();
    assert_eq!(screen.get("pairing").await.json(), json!({ "paired": true }));
    let day = screen.day().await;
    assert_eq!((&day["kind"], &day["name"]), (&json!("room"), &json!("room0")));
    assert_eq!((&day["deviceUnionId"], &day["organisation"]), (&json!(device), &json!("Corp")));
    assert_eq!(day["now"], NOW.0);
    // It is a device like any other, and ends like one.
    let target = format!("/v1.0/rooms/devices?operatorUnionId=boss&deviceUnionId={device}");
    let shown = server.call(request::get(&target, &app)).await.json();
    let shown = &shown["result"];
    assert_eq!(
        (&shown["deviceType"], &shown["deviceName"]),
        (&json!("panel"), &json!("Door, left"))
    );
    let body = json!({ "unionId": "boss", "deviceUnionId": device }).to_string();
    let ended = "/v1.0/rooms/devices/tokens/remove";
    let ended = server.call(request::with_body("POST", ended, &app, &body)).await;
    assert_eq!(ended.status, 200, "{ended:?}");
    assert_eq!(screen.get("day").await.outcome(), (401, "screen.not.paired".to_owned()));
    assert_eq!(screen.get("pairing").await.outcome(), (401, "screen.not.paired".to_owned()));
}

async fn a_code_opens_once_and_for_ten_minutes(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let app = server.token("app", "secret").await;
    let unknown = (400, "panel.code.not.found".to_owned());
    let screen = Screen::at(&server, &app, "room0").await;
    assert_eq!(screen.pair(&app, "boss", json!({ "roomId": "room1" })).await.outcome(), unknown);
    assert_eq!(screen.day().await["name"], "room0");
    let late = Screen::waiting(&server).await;
    home.pass(599);
    assert_eq!(late.get("pairing").await.json()["expireIn"], 1);
    home.pass(1);
    assert_eq!(late.get("pairing").await.outcome(), (401, "screen.not.paired".to_owned()));
    let app = server.token("app", "secret").await;
    assert_eq!(late.pair(&app, "boss", json!({ "roomId": "room0" })).await.outcome(), unknown);
    // Who guesses is held down, and nobody else is.
    let guess = Screen { server: &server, token: String::new(), code: "0000-0000".to_owned() };
    let mut outcomes = Vec::new();
    for _ in 0..12 {
        outcomes.push(guess.pair(&app, "boss", json!({ "roomId": "room0" })).await.outcome().0);
    }
    assert_eq!(outcomes.iter().filter(|status| **status == 400).count(), 9, "{outcomes:?}");
    assert_eq!(outcomes.last(), Some(&403));
    let other = Screen::waiting(&server).await;
    let paired = other.pair(&app, "gil", json!({ "groupId": 10 })).await;
    assert_eq!(paired.status, 200, "{paired:?}");
}

async fn who_may_pair_a_screen_with_what(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let app = server.token("app", "secret").await;
    let screen = Screen::waiting(&server).await;
    let (room, group) = (|id: &str| json!({ "roomId": id }), |id: i64| json!({ "groupId": id }));
    for (operator, place, wanted) in [
        ("ann", room("room0"), "user.not.admin"),
        ("gil", room("room0"), "user.not.admin"),
        ("nobody", room("room0"), "user.not.admin"),
        ("boss", room("nowhere"), "room.not.found"),
        ("gil", room("nowhere"), "user.not.admin"),
        ("hal", group(10), "user.not.admin"),
        ("boss", group(99), "group.not.found"),
        ("gil", group(99), "user.not.admin"),
        ("boss", json!({}), "param.error"),
        ("boss", json!({ "roomId": "room0", "groupId": 10 }), "param.error"),
        ("boss", json!({ "roomId": "room0", "code": "ABC" }), "param.error"),
        ("boss", json!({ "roomId": "room0", "code": null }), "param.error"),
        ("boss", json!({ "roomId": "room0", "deviceName": "a\u{202e}b" }), "param.error"),
        ("boss", json!({ "groupId": "ten" }), "param.error"),
        ("boss", json!({ "roomId": ["room0"] }), "param.error"),
    ] {
        let refused = screen.pair(&app, operator, place.clone()).await;
        assert_eq!(refused.outcome(), (400, wanted.to_owned()), "{operator} {place}");
    }
    // What was refused has used up nothing.
    let paired = screen.pair(&app, "hal", json!({ "roomId": "closed11" })).await;
    assert_eq!(paired.status, 200, "{paired:?}");
    // The server lets no address have any number of codes.
    let mut last = 200;
    for _ in 0..40 {
        last = server.post("/console/panel/pairing", &json!({})).await.status;
    }
    assert_eq!(last, 429);
}

async fn a_screen_tells_as_much_as_its_room_says(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let screen = Screen::at(&server, &ann.token, "room0").await;
    booked(&ann, -10, 20, &["room0"]).await;
    booked(&ann, 30, 60, &["room0"]).await;
    let told = |day: &Value| {
        let (_, _, first) = meetings(day).swap_remove(0);
        (first["title"].clone(), first["organizer"].clone())
    };
    // It began before it was booked: the room is held for what was to come.
    let day = screen.day().await;
    let times: Vec<_> = meetings(&day).iter().map(|(from, until, _)| (*from, *until)).collect();
    assert_eq!(times, [(0, 20), (30, 60)]);
    assert_eq!(told(&day), (Value::Null, json!("Ann")));
    assert_eq!(day["rooms"][0]["offers"], json!([]));
    for (shows, wanted) in [
        ("title", (json!("Standup"), json!("Ann"))),
        ("busy", (Value::Null, Value::Null)),
        ("organizer", (Value::Null, json!("Ann"))),
    ] {
        let body = json!({
            "unionId": "boss", "roomId": "room0", "extensionConfig": { "doorDisplay": shows },
        });
        let target = "/v1.0/rooms/meetingRooms";
        let set = request::with_body("PUT", target, &ann.token, &body.to_string());
        assert_eq!(server.call(set).await.status, 200, "{shows}");
        assert_eq!(told(&screen.day().await), wanted, "{shows}");
    }
}

async fn who_walks_up_gets_the_room_and_others_do_not(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let screen = Screen::at(&server, &ann.token, "room0").await;
    home.pass(20);
    booked(&ann, 35, 60, &["room0"]).await;
    let offers = screen.day().await["rooms"][0]["offers"].clone();
    let offers: Vec<_> = offers
        .as_array()
        .unwrap()
        .iter()
        .map(|offer| {
            (
                offer["minutes"].clone(),
                offer["available"].clone(),
                offer["refusals"][0]["rule"].clone(),
            )
        })
        .collect();
    let (yes, no) = (json!(true), json!(false));
    assert_eq!(
        offers,
        [
            (json!(15), yes.clone(), Value::Null),
            (json!(30), yes, Value::Null),
            (json!(60), no, json!("overlap")),
        ]
    );
    let taken = screen.act("book", json!({ "minutes": 60 })).await;
    assert_eq!(taken.outcome(), (400, "meetingRoomNotAvailable".to_owned()));
    assert!(taken.text("message").contains("overlap"), "{taken:?}");
    let day = screen.act("book", json!({ "minutes": 30 })).await;
    assert_eq!(day.status, 200, "{day:?}");
    let day = day.json();
    let first = &meetings(&day)[0];
    assert_eq!((first.0, first.1), (0, 30));
    for (name, wanted) in
        [("isWalkUp", json!(true)), ("checkedIn", json!(true)), ("organizer", Value::Null)]
    {
        assert_eq!(first.2[name], wanted, "{name}");
    }
    assert_eq!(day["rooms"][0]["offers"], json!([]));
    // Nobody else gets it meanwhile, and who looks at the room sees that it is taken.
    let other = Screen::at(&server, &ann.token, "room0").await;
    let taken = other.act("book", json!({ "minutes": 15 })).await;
    assert_eq!(taken.outcome().1, "meetingRoomNotAvailable");
    // Each is in the record, as the device's.
    let store = home.store().await;
    let filter = AuditFilter { kind: Some("booking".to_owned()), ..AuditFilter::default() };
    let recorded = store.audit_newest(&filter, 10).await.unwrap();
    let [only] = recorded.as_slice() else { panic!("{recorded:?}") };
    assert_eq!(only.action, "panel.book");
    let device = day["deviceUnionId"].as_str().unwrap();
    assert_eq!(only.client.as_deref(), Some(&*format!("device:{device}")));
    assert_eq!(only.operator, None);
    store.close().await;
    // An export and an import later it is the same.
    let exported = home.export().await;
    home.replace(exported.clone()).await;
    assert_eq!(home.export().await, exported);
    assert_eq!(meetings(&screen.day().await)[0].2["isWalkUp"], true);
}

async fn a_meeting_is_checked_in_extended_and_ended_at_the_door(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let screen = Screen::at(&server, &ann.token, "room0").await;
    let id = booked(&ann, 10, 40, &["room0", "room1"]).await;
    booked(&ann, 60, 90, &["room0"]).await;
    let which = json!({ "eventId": id });
    let longer = |minutes: i64| json!({ "eventId": id, "minutes": minutes });
    // It has not begun: one may come, and neither stay nor go.
    for (what, body) in [("extend", longer(15)), ("end", which.clone())] {
        let refused = screen.act(what, body).await;
        assert_eq!(refused.outcome(), (409, "meeting.not.here".to_owned()), "{what}");
    }
    let day = screen.act("checkIn", which.clone()).await.json();
    assert_eq!(meetings(&day)[0].2["checkedIn"], true);
    let list = ann.ask("GET", &format!("events/{id}/signin?maxResults=10&type=check_in")).await;
    assert_eq!(list.json()["users"][0]["userId"], "ann", "{list:?}");
    home.pass(15 * 60);
    let refused = screen.act("extend", longer(30)).await;
    assert_eq!(refused.outcome(), (400, "meetingRoomNotAvailable".to_owned()));
    let day = screen.act("extend", longer(15)).await;
    assert_eq!(day.status, 200, "{day:?}");
    assert_eq!(meetings(&day.json())[0].1, 55);
    // The event is longer, and so is what its other room holds.
    let event = ann.read(&id).await;
    assert_eq!(event["end"]["dateTime"], "2026-05-29T05:21:40+08:00", "{event}");
    home.pass(5 * 60);
    let day = screen.act("end", which.clone()).await;
    assert_eq!(day.status, 200, "{day:?}");
    let times: Vec<_> = meetings(&day.json()).iter().map(|one| (one.0, one.1)).collect();
    assert_eq!(times, [(10, 20), (60, 90)]);
    let refused = screen.act("end", which).await;
    assert_eq!(refused.outcome(), (409, "meeting.not.here".to_owned()));
    // Its other room is still its own; and this one is free for whoever comes.
    let other = Screen::at(&server, &ann.token, "room1").await;
    assert_eq!(meetings(&other.day().await)[0].1, 55);
    assert_eq!(screen.act("book", json!({ "minutes": 15 })).await.status, 200);
}

async fn one_date_of_a_series_is_extended_and_ended_alone(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let screen = Screen::at(&server, &ann.token, "room0").await;
    // 2026-05-29T04:26:40+08:00 is now.
    let daily = json!({
        "summary": "Daily", "start": at("2026-05-29T04:20:00+08:00"),
        "end": at("2026-05-29T05:00:00+08:00"),
        "recurrence": {
            "pattern": { "type": "daily", "interval": 1 },
            "range": { "type": "numbered", "numberOfOccurrences": 3 },
        },
    });
    let id = ann.made(&daily).await;
    let body = json!({ "meetingRoomsToAdd": [{ "roomId": "room0" }] });
    let added = ann.send("POST", &format!("events/{id}/meetingRooms"), &body).await;
    assert_eq!(added.status, 200, "{added:?}");
    let date = meetings(&screen.day().await)[0].2["eventId"].as_str().unwrap().to_owned();
    assert_ne!(date, id);
    let day = screen.act("extend", json!({ "eventId": date, "minutes": 15 })).await;
    assert_eq!(day.status, 200, "{day:?}");
    assert_eq!(meetings(&day.json())[0].2["endTime"], json!(1_780_002_900_000_i64));
    let day = screen.act("end", json!({ "eventId": date })).await;
    assert_eq!(day.status, 200, "{day:?}");
    home.pass(86_400);
    let tomorrow = screen.day().await;
    let tomorrow = &meetings(&tomorrow)[0].2;
    assert_eq!(tomorrow["endTime"], json!(1_780_002_000_000_i64 + 86_400_000));
}

async fn what_a_screen_may_not_do(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let app = ann.token.clone();
    let screen = Screen::at(&server, &app, "room0").await;
    let long = "x".repeat(201);
    for (what, body, wanted) in [
        ("book", json!({}), (400, "param.error")),
        ("book", json!({ "minutes": 4 }), (400, "param.error")),
        ("book", json!({ "minutes": 241 }), (400, "param.error")),
        ("book", json!({ "minutes": "a few" }), (400, "param.error")),
        ("book", json!({ "minutes": 1e9 }), (400, "param.error")),
        ("checkIn", json!({}), (400, "param.error")),
        ("checkIn", json!({ "eventId": "nothing" }), (409, "meeting.not.here")),
        ("checkIn", json!({ "eventId": long }), (409, "meeting.not.here")),
        ("end", json!({ "eventId": "a\u{0}b" }), (400, "param.error")),
        ("extend", json!({ "eventId": "nothing" }), (400, "param.error")),
    ] {
        let refused = screen.act(what, body.clone()).await;
        assert_eq!(refused.outcome(), (wanted.0, wanted.1.to_owned()), "{what} {body}");
    }
    // What is in another room is not here.
    let elsewhere = booked(&ann, -5, 30, &["room1"]).await;
    let refused = screen.act("end", json!({ "eventId": elsewhere })).await;
    assert_eq!(refused.outcome().1, "meeting.not.here");
    // Rules of the room bind whoever walks up, whom nobody knows.
    for (room, minutes, wanted) in [
        ("short", 60, "maxReservationTimeInterval"),
        ("shut", 15, "openReservation"),
        ("closed", 15, "roomStatus"),
    ] {
        let screen = Screen::at(&server, &app, room).await;
        let refused = screen.act("book", json!({ "minutes": minutes })).await;
        assert_eq!(refused.outcome().1, "meetingRoomNotAvailable", "{room}");
        assert!(refused.text("message").contains(wanted), "{room}: {refused:?}");
    }
    let asks = Screen::at(&server, &app, "approval").await;
    let day = asks.act("book", json!({ "minutes": 15 })).await.json();
    assert_eq!(meetings(&day)[0].2["waits"], true);
    // An app's token is none of a screen's, and a screen's none of an app's.
    let foreign = Screen { token: app, code: String::new(), server: &server };
    assert_eq!(foreign.get("day").await.outcome(), (401, "screen.not.paired".to_owned()));
    let read = server.reads(&screen.token, "room0", "boss").await;
    assert_eq!(read, (400, "InvalidAuthentication".to_owned()));
    // A page of another site asks nothing.
    let body = json!({ "minutes": 15 }).to_string();
    let request = request::with_body("POST", "/console/panel/book", &screen.token, &body);
    let head = "host: x\r\ncontent-type: application/json\r\norigin: https://evil.example\r\n";
    let refused = server.call(request.replacen("host: x\r\n", head, 1)).await;
    assert_eq!(refused.outcome(), (403, "origin.refused".to_owned()));
}

async fn what_is_wrong_is_reported_at_the_door_once(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let app = server.token("app", "secret").await;
    let screen = Screen::at(&server, &app, "room0").await;
    for (body, code) in [
        (json!({}), "param.error"),
        (json!({ "problemKind": "ghosts" }), "param.error"),
        (json!({ "problemKind": ["cable"] }), "param.error"),
    ] {
        let refused = screen.act("report", body.clone()).await;
        assert_eq!(refused.outcome(), (400, code.to_owned()), "{body}");
    }
    let cable = json!({ "problemKind": "cable" });
    for _ in 0..2 {
        let day = screen.act("report", cable.clone()).await;
        assert_eq!((day.status, &day.json()["kind"]), (200, &json!("room")), "{day:?}");
    }
    assert_eq!(screen.act("report", json!({ "problemKind": "sound" })).await.status, 200);
    let target = "/v1.0/rooms/problemLists?unionId=boss&roomId=room0";
    let open = async || {
        let found = server.call(request::get(target, &app)).await.json();
        found["result"].as_array().unwrap().clone()
    };
    let mut found = open().await;
    // In the same moment, so in any order.
    found.sort_by_key(|one| one["problemKind"].to_string());
    let kinds: Vec<_> = found.iter().map(|one| one["problemKind"].clone()).collect();
    assert_eq!(kinds, ["cable", "sound"]);
    let device = screen.day().await["deviceUnionId"].clone();
    for one in &found {
        assert_eq!((&one["deviceUnionId"], &one["reporterUnionId"]), (&device, &Value::Null));
    }
    // Once it is closed it may be wrong again.
    let close = json!({ "unionId": "boss", "problemId": found[0]["problemId"] }).to_string();
    let closed = request::with_body("POST", "/v1.0/rooms/problems/close", &app, &close);
    assert_eq!(server.call(closed).await.status, 200);
    assert_eq!(open().await.len(), 1);
    assert_eq!(screen.act("report", cable.clone()).await.status, 200);
    assert_eq!(open().await.len(), 2);
    let store = home.store().await;
    let filter = AuditFilter { kind: Some("problem".to_owned()), ..AuditFilter::default() };
    let recorded = store.audit_newest(&filter, 10).await.unwrap();
    assert_eq!(recorded.len(), 4, "{recorded:?}");
    assert_eq!(recorded[0].action, "panel.report");
    let client = format!("device:{}", device.as_str().unwrap());
    assert_eq!(recorded[0].client.as_deref(), Some(&*client));
    // A floor is no room, and another site's page asks for nobody.
    let floor = Screen::waiting(&server).await;
    assert_eq!(floor.pair(&app, "boss", json!({ "groupId": 10 })).await.status, 200);
    assert_eq!(floor.act("report", cable.clone()).await.outcome().1, "room.not.found");
    let request = request::with_body("POST", "/console/panel/report", &screen.token, "{}");
    let elsewhere = "host: x\r\ncontent-type: application/json\r\nsec-fetch-site: cross-site\r\n";
    let refused = server.call(request.replacen("host: x\r\n", elsewhere, 1)).await;
    assert_eq!(refused.outcome(), (403, "origin.refused".to_owned()));
    assert_eq!(
        Screen::waiting(&server).await.act("report", cable).await.outcome(),
        (401, "screen.not.paired".to_owned())
    );
}

async fn a_floor_shows_its_rooms_and_does_nothing(home: &Home) {
    let mut document = house();
    let rooms = document["organisations"][0]["rooms"].as_array_mut().unwrap();
    for room in rooms.iter_mut() {
        if room["roomId"] == "room2" || room["roomId"] == "room3" {
            room["roomGroup"] = json!({ "groupId": 11 });
        }
        if room["roomId"] == "room3" {
            room["extensionConfig"] = json!({ "openReservation": false });
        }
    }
    home.import(document).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let screen = Screen::waiting(&server).await;
    let paired = screen.pair(&ann.token, "gil", json!({ "groupId": 10 })).await;
    assert_eq!(paired.status, 200, "{paired:?}");
    booked(&ann, -5, 30, &["room2"]).await;
    let day = screen.day().await;
    assert_eq!((&day["kind"], &day["name"]), (&json!("floor"), &json!("ten")));
    let rooms = day["rooms"].as_array().unwrap();
    let names: Vec<_> = rooms.iter().map(|room| room["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["approval11", "closed11", "of-all10", "room2", "room3"]);
    assert_eq!(rooms[3]["meetings"][0]["organizer"], "Ann");
    assert_eq!(rooms[4]["offers"], json!([]));
    let shut: Vec<_> = rooms.iter().map(|room| &room["cannotBeBooked"]).collect();
    assert_eq!(shut, [&Value::Null, &Value::Null, &Value::Null, &Value::Null, &json!(true)]);
    let refused = screen.act("book", json!({ "minutes": 15 })).await;
    assert_eq!(refused.outcome(), (400, "room.not.found".to_owned()));
    // Which group it shows is part of an export.
    let exported = home.export().await;
    let devices = &exported["organisations"][0]["devices"];
    assert_eq!(devices[0]["shownGroupId"], 10, "{devices}");
    home.replace(exported).await;
    assert_eq!(screen.day().await["kind"], "floor");
}

async fn a_screen_looks_as_its_template_says(home: &Home) {
    let mut document = house();
    document["organisations"][0]["screenTemplates"] = json!([{
        "deviceCustomTemplate": {
            "templateId": 1, "templateName": "Doors", "customDoc": "Please leave it clean.",
            "bgUrl": "https://rooms.example.org/v1.0/rooms/pictures/corp/aa",
            "bgImageList": ["https://elsewhere.example.org/a.png"],
            "desensitizeUserName": true, "showCalendarTitle": true, "showCalendarCard": true,
        },
        "roomIds": ["room0"],
    }]);
    home.import(document).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    booked(&ann, -5, 30, &["room0", "room1"]).await;
    let screen = Screen::at(&server, &ann.token, "room0").await;
    let day = screen.day().await;
    assert_eq!(meetings(&day)[0].2["organizer"], "A**");
    assert_eq!(
        day["look"],
        json!({
            "pictures": ["/v1.0/rooms/pictures/corp/aa"], "pictureSeconds": 20,
            "text": "Please leave it clean.", "hasCalendar": true, "hasInstruction": false,
        })
    );
    let other = Screen::at(&server, &ann.token, "room1").await;
    assert_eq!(other.day().await["look"], Value::Null);
}
