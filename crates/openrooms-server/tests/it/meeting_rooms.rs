//! Rooms of events over the wire: had, refused, moved along, given back, and shown. What is answered to
//! those that wait is in `room_answers`.

use openrooms_core::id::CorpId;
use openrooms_server::document::to_document;
use serde_json::{Value, json};

use crate::events::{Calendar, at, hour, with_calendar};
use crate::fixture::Home;
use crate::request;
use crate::sample::{room, with};
use crate::wire::Reply;

on_both!(
    an_event_gets_rooms_and_gives_them_back,
    all_or_none_and_each_refusal_names_its_rule,
    a_room_that_is_taken_is_refused_until_it_is_free,
    five_rooms_an_event,
    what_bookings_refuse,
    rooms_move_along_or_the_change_is_refused,
    a_schedule_shows_what_is_taken,
    what_schedules_refuse,
    what_becomes_of_bookings_is_told,
    a_room_or_a_person_that_goes_takes_its_bookings_along,
    a_room_inherits_what_its_groups_ask,
    a_document_holds_events_with_their_rooms,
    a_room_that_asks_for_notice_is_not_given_back_late,
);

/// The usual organisation, with rooms of which some ask something of bookings.
pub(crate) fn house() -> Value {
    let mut document = with_calendar();
    let scopes = document["organisations"][0]["apps"][0]["scopes"].as_array_mut().unwrap();
    scopes.push(json!("qyapi_manage_addresslist"));
    let rooms = document["organisations"][0]["rooms"].as_array_mut().unwrap();
    for at in 0..6 {
        rooms.push(room(&format!("room{at}"), 0));
    }
    let asking = |id: &str, policy: Value| {
        let policy = with(json!({ "openReservation": true }), policy);
        with(room(id, 0), json!({ "extensionConfig": policy }))
    };
    rooms.push(asking("approval", json!({ "approvalSwitch": true })));
    rooms.push(with(
        asking("approval11", json!({ "approvalSwitch": true })),
        json!({ "roomGroup": { "groupId": 11 } }),
    ));
    rooms.push(asking("short", json!({ "maxReservationTimeInterval": 30 })));
    rooms.push(asking("shut", json!({ "openReservation": false })));
    document
}

impl Calendar<'_> {
    pub(crate) async fn add(&self, event: &str, rooms: &[&str]) -> Reply {
        let rooms: Vec<_> = rooms.iter().map(|id| json!({ "roomId": id })).collect();
        let body = json!({ "meetingRoomsToAdd": rooms });
        self.send("POST", &format!("events/{event}/meetingRooms"), &body).await
    }

    /// The same by who prefers to be told in parts why not.
    async fn add_in_parts(&self, event: &str, rooms: &[&str]) -> Reply {
        let rooms: Vec<_> = rooms.iter().map(|id| json!({ "roomId": id })).collect();
        let body = json!({ "meetingRoomsToAdd": rooms }).to_string();
        let target = self.target(&format!("events/{event}/meetingRooms"));
        let request = request::with_body("POST", &target, &self.token, &body);
        let head = "host: x\r\nprefer: wait=3, refused-rooms\r\n";
        self.server.call(request.replacen("host: x\r\n", head, 1)).await
    }

    pub(crate) async fn remove(&self, event: &str, rooms: &[&str]) -> Reply {
        let rooms: Vec<_> = rooms.iter().map(|id| json!({ "roomId": id })).collect();
        let body = json!({ "meetingRoomsToRemove": rooms });
        self.send("POST", &format!("events/{event}/meetingRooms/batchRemove"), &body).await
    }

    pub(crate) async fn respond(&self, event: &str, room: &str, body: &Value) -> Reply {
        self.send("POST", &format!("events/{event}/meetingRooms/{room}/respond"), body).await
    }

    /// The rooms of an event, and whether it has them.
    pub(crate) async fn rooms(&self, event: &str) -> Vec<(String, String)> {
        let event = self.read(event).await;
        let rooms = event["meetingRooms"].as_array().unwrap().iter();
        let text = |room: &Value, name: &str| room[name].as_str().unwrap().to_owned();
        rooms.map(|room| (text(room, "roomId"), text(room, "responseStatus"))).collect()
    }

    /// When a room is taken in June.
    pub(crate) async fn taken(&self, room: &str) -> Vec<Value> {
        let body = json!({ "roomIds": [room], "startTime": "2026-06-01T00:00:00+08:00",
            "endTime": "2026-07-01T00:00:00+08:00" });
        let reply = self.send_user("meetingRooms/schedules/query", &body).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        let schedule = reply.json()["scheduleInformation"][0].clone();
        assert_eq!(schedule["roomId"], room);
        schedule["scheduleItems"].as_array().unwrap().clone()
    }
}

/// What was refused, with its text.
fn refused(reply: &Reply) -> (u16, String, String) {
    let (status, code) = reply.outcome();
    (status, code, reply.text("message"))
}

/// The rooms that a reply refuses, with the texts.
pub(crate) fn not_available(reply: &Reply) -> Vec<(String, String)> {
    assert_eq!(reply.outcome(), (400, "meetingRoomNotAvailable".to_owned()), "{reply:?}");
    let message = reply.text("message");
    let rooms = message.strip_prefix("code: 321001, developerMessage: ").unwrap();
    let rooms: Vec<Value> = serde_json::from_str(rooms).unwrap();
    let text = |room: &Value, name: &str| room[name].as_str().unwrap().to_owned();
    rooms.iter().map(|room| (text(room, "roomName"), text(room, "text"))).collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

pub(crate) fn had(rooms: &[(&str, &str)]) -> Vec<(String, String)> {
    rooms.iter().map(|(id, state)| ((*id).to_owned(), (*state).to_owned())).collect()
}

async fn an_event_gets_rooms_and_gives_them_back(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let id = ann.made(&hour(1, 10)).await;
    let reply = ann.add(&id, &["room0", "approval"]).await;
    assert_eq!((reply.status, reply.json()), (200, json!({ "result": true })));
    let both = had(&[("approval", "tentative"), ("room0", "accepted")]);
    assert_eq!(sorted(ann.rooms(&id).await), both);
    // What it has counts as had.
    let reply = ann.add(&id, &["room0", "room0", "room1"]).await;
    assert_eq!(reply.json(), json!({ "result": true }));
    assert_eq!(ann.rooms(&id).await.len(), 3);
    // Given back, also what it does not hold.
    for _ in ["once", "and again"] {
        let reply = ann.remove(&id, &["room0", "approval", "room2"]).await;
        assert_eq!((reply.status, reply.json()), (200, json!({ "result": true })));
        assert_eq!(ann.rooms(&id).await, had(&[("room1", "accepted")]));
    }
    assert_eq!(ann.taken("room0").await, [Value::Null; 0]);
    assert_eq!(ann.add(&id, &["room0"]).await.status, 200);
    // What goes gives its rooms back; what is over was used.
    assert_eq!(ann.ask("DELETE", &format!("events/{id}")).await.status, 200);
    assert_eq!(ann.taken("room1").await, [Value::Null; 0]);
}

fn sorted(mut rooms: Vec<(String, String)>) -> Vec<(String, String)> {
    rooms.sort();
    rooms
}

async fn all_or_none_and_each_refusal_names_its_rule(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let id = ann.made(&hour(1, 10)).await;
    let reply = ann.add(&id, &["room0", "short", "shut", "closed"]).await;
    let rooms = not_available(&reply);
    assert_eq!(
        rooms.iter().map(|(name, _)| &**name).collect::<Vec<_>>(),
        ["short", "shut", "closed"]
    );
    for ((_, text), word) in
        rooms.iter().zip(["maxReservationTimeInterval", "openReservation", "roomStatus"])
    {
        assert!(text.contains(word), "{text}");
    }
    assert!(rooms[0].1.contains("30"), "its value: {}", rooms[0].1);
    assert_eq!(ann.rooms(&id).await, []);
    assert_eq!(ann.taken("room0").await, [Value::Null; 0]);
    // An administrator passes the rules of policy.
    let boss = ann.as_seen_by("boss");
    let id = boss.made(&hour(1, 10)).await;
    assert_eq!(boss.add(&id, &["short", "shut", "closed", "approval"]).await.status, 200);
    assert!(boss.rooms(&id).await.iter().all(|(_, state)| state == "accepted"));
    // But never what is taken.
    let other = boss.made(&hour(1, 10)).await;
    assert_eq!(not_available(&boss.add(&other, &["shut"]).await)[0].0, "shut");
}

async fn a_room_that_is_taken_is_refused_until_it_is_free(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let (ann, bob) = (Calendar::of(&server, "ann").await, Calendar::of(&server, "bob").await);
    let first = ann.made(&hour(1, 10)).await;
    assert_eq!(ann.add(&first, &["room0", "approval"]).await.status, 200);
    let second = bob.made(&hour(1, 10)).await;
    for room in ["room0", "approval"] {
        let reply = bob.add(&second, &[room]).await;
        let rooms = not_available(&reply);
        assert!(rooms[0].1.contains("overlap"), "{rooms:?}");
        // The wire's own fields alone, but for who prefers more.
        let fields = reply.json().as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        assert_eq!(fields, ["code", "message", "requestid"]);
        let told = bob.add_in_parts(&second, &[room]).await.json();
        assert_eq!(told["message"], reply.json()["message"]);
        let told = &told["refusedRooms"][0];
        assert_eq!((&told["roomId"], &told["roomName"]), (&json!(room), &json!(rooms[0].0)));
        let rule = &told["refusals"][0];
        assert_eq!((&rule["rule"], &rule["refusedDates"]), (&json!("overlap"), &json!(1)));
        let (from, until) = (&rule["facts"]["from"], &rule["facts"]["until"]);
        let words = format!("overlap: taken from {} until {}", text(from), text(until));
        assert!(rooms[0].1.starts_with(&words), "{rooms:?} {words}");
        assert!(!rooms[0].1.contains("ann"), "whose it is is told elsewhere: {rooms:?}");
    }
    let next = bob.made(&hour(1, 11)).await;
    assert_eq!(bob.add(&next, &["room0"]).await.status, 200, "right behind it");
    assert_eq!(ann.ask("POST", &format!("events/{first}/cancel")).await.status, 200);
    assert_eq!(bob.add(&second, &["room0", "approval"]).await.status, 200);
}

async fn five_rooms_an_event(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let id = ann.made(&hour(1, 10)).await;
    let six: Vec<_> = (0..6).map(|at| format!("room{at}")).collect();
    let six: Vec<_> = six.iter().map(String::as_str).collect();
    let too_many = (
        400,
        "invalidParameter".to_owned(),
        "attendees batch size too large. Maximum allowed:5".to_owned(),
    );
    assert_eq!(refused(&ann.add(&id, &six).await), too_many);
    assert_eq!(ann.add(&id, &six[..4]).await.status, 200);
    assert_eq!(refused(&ann.add(&id, &six[4..]).await), too_many);
    assert_eq!(ann.add(&id, &six[3..5]).await.status, 200);
    assert_eq!(ann.rooms(&id).await.len(), 5);
}

async fn what_bookings_refuse(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let mut body = hour(1, 10);
    body["attendees"] = json!([{ "id": "bob" }]);
    let id = ann.made(&body).await;
    let (add, remove) =
        (format!("events/{id}/meetingRooms"), format!("events/{id}/meetingRooms/batchRemove"));
    let one = json!([{ "roomId": "room0" }]);
    let (nobody, bob) = (ann.as_seen_by("nobody"), ann.as_seen_by("bob"));
    let hal = ann.as_seen_by("hal");
    let provide = (400, "invalidParameter", "roomId must be provided.");
    let invalid = (400, "invalidParameter", "roomId invalid");
    let nothing = (400, "invalidParameter", "Meeting rooms to remove must be provided.");
    let stranger = (400, "invalidParameter", "userId invalid");
    let missing = (404, "itemNotFound", "");
    let cases = [
        (&ann, &add, json!({}), provide),
        (&ann, &add, json!({ "meetingRoomsToAdd": [] }), provide),
        (&ann, &add, json!({ "meetingRoomsToAdd": null }), provide),
        (&ann, &add, json!({ "meetingRoomsToAdd": [{}] }), provide),
        (&ann, &add, json!({ "meetingRoomsToAdd": [{ "roomId": " " }] }), provide),
        (&ann, &add, json!({ "meetingRoomsToAdd": [{ "roomId": "no" }] }), invalid),
        (
            &ann,
            &add,
            json!({ "meetingRoomsToAdd": [{ "roomId": "room0" }, { "roomId": "no" }] }),
            invalid,
        ),
        (&ann, &remove, json!({}), nothing),
        (&ann, &remove, json!({ "meetingRoomsToRemove": [] }), nothing),
        (&ann, &remove, json!({ "meetingRoomsToRemove": [{}] }), provide),
        (&ann, &remove, json!({ "meetingRoomsToRemove": [{ "roomId": "no" }] }), invalid),
        (&nobody, &add, json!({ "meetingRoomsToAdd": one }), stranger),
        (&nobody, &remove, json!({ "meetingRoomsToRemove": one }), stranger),
        (&bob, &add, json!({ "meetingRoomsToAdd": one }), (400, "permissionDeny", "")),
        (&bob, &remove, json!({ "meetingRoomsToRemove": one }), (400, "permissionDeny", "")),
        (&hal, &add, json!({ "meetingRoomsToAdd": one }), missing),
        (&hal, &remove, json!({ "meetingRoomsToRemove": one }), missing),
    ];
    for (who, target, body, (status, code, message)) in cases {
        let reply = who.send("POST", target, &body).await;
        assert_eq!(reply.outcome(), (status, code.to_owned()), "{target} {body}");
        let found = reply.text("message");
        assert!(message.is_empty() || found == message, "{target} {body}: {found}");
    }
    let wrong = ann.send("POST", &add, &json!({ "meetingRoomsToAdd": "room0" })).await;
    assert_eq!(wrong.outcome(), (400, "invalidParameter".to_owned()));
    let many = vec![json!({ "roomId": "room0" }); 10_000];
    for target in [&add, &remove] {
        let body = json!({ "meetingRoomsToAdd": many, "meetingRoomsToRemove": many });
        let reply = ann.send("POST", target, &body).await;
        assert_eq!(reply.outcome(), (400, "invalidParameter".to_owned()), "{target}");
    }
    for id in ["no", &format!("{id}_1780279200000"), &format!("{id}_5")] {
        let reply = ann.add(id, &["room0"]).await;
        assert_eq!(reply.status, 404, "{id}: {reply:?}");
    }
    // What is over, and what does not take place.
    home.pass(100 * 86_400);
    let ann = Calendar::of(&server, "ann").await;
    let rooms = not_available(&ann.add(&id, &["room0"]).await);
    assert!(rooms[0].1.contains("eventEnded"), "{rooms:?}");
    assert_eq!(ann.ask("POST", &format!("events/{id}/cancel")).await.status, 200);
    let reply = ann.add(&id, &["room0"]).await;
    let cancelled = "the event is cancelled".to_owned();
    assert_eq!(refused(&reply), (400, "invalidParameter".to_owned(), cancelled));
}

async fn rooms_move_along_or_the_change_is_refused(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let (ann, bob) = (Calendar::of(&server, "ann").await, Calendar::of(&server, "bob").await);
    let (mine, theirs) = (ann.made(&hour(1, 10)).await, bob.made(&hour(1, 12)).await);
    assert_eq!(ann.add(&mine, &["room0", "room1"]).await.status, 200);
    assert_eq!(bob.add(&theirs, &["room0"]).await.status, 200);
    let before = ann.read(&mine).await;
    let to = |from: &str, until: &str| {
        json!({ "summary": "moved", "start": at(&format!("2026-06-01T{from}:00+08:00")),
            "end": at(&format!("2026-06-01T{until}:00+08:00")) })
    };
    for (from, until) in [("12:00", "13:00"), ("10:00", "12:30")] {
        let rooms = not_available(&ann.patch(&mine, &to(from, until)).await);
        assert_eq!(rooms.len(), 1, "{rooms:?}");
        assert_eq!(rooms[0].0, "room0");
        assert_eq!(ann.read(&mine).await, before, "nothing of it was changed");
    }
    assert_eq!(ann.patch(&mine, &to("11:00", "12:00")).await.status, 200);
    for room in ["room0", "room1"] {
        let taken = ann.taken(room).await;
        assert_eq!(taken[0]["start"], at("2026-06-01T11:00:00+08:00"), "{room}");
        assert_eq!(taken[0]["end"], at("2026-06-01T12:00:00+08:00"), "{room}");
    }
    assert_eq!(ann.rooms(&mine).await.len(), 2);
}

async fn a_schedule_shows_what_is_taken(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let (ann, boss) = (Calendar::of(&server, "ann").await, Calendar::of(&server, "boss").await);
    let (late, early) = (ann.made(&hour(2, 10)).await, boss.made(&hour(1, 9)).await);
    assert_eq!(ann.add(&late, &["room0", "approval"]).await.status, 200);
    assert_eq!(boss.add(&early, &["room0", "closed"]).await.status, 200);
    let body = json!({ "roomIds": ["room0", "closed", "approval", "room0", "room1"],
        "startTime": "2026-06-01T00:00:00Z", "endTime": "2026-06-08T00:00:00Z" });
    let item = |event: &str, status: &str, who: &str, day: &str| {
        let hours = if day == "01" { ["09", "10"] } else { ["10", "11"] };
        let [start, end] = hours.map(|hour| at(&format!("2026-06-{day}T{hour}:00:00+08:00")));
        json!({ "status": status, "eventId": event, "organizer": { "id": who }, "start": start,
            "end": end })
    };
    let reply = ann.send_user("meetingRooms/schedules/query", &body).await;
    let wanted = json!({ "scheduleInformation": [
        { "roomId": "room0", "scheduleItems": [
            item(&early, "BUSY", "boss", "01"), item(&late, "BUSY", "ann", "02") ] },
        { "roomId": "closed", "error": "The room is not visible to the user" },
        { "roomId": "approval", "scheduleItems": [item(&late, "TENTATIVE", "ann", "02")] },
        { "roomId": "room1", "scheduleItems": [] },
    ] });
    assert_eq!(reply.json(), wanted);
    let seen = boss.send_user("meetingRooms/schedules/query", &body).await.json();
    assert_eq!(
        seen["scheduleInformation"][1],
        json!({ "roomId": "closed", "scheduleItems": [item(&early, "BUSY", "boss", "01")] })
    );
    // What touches the span and no more is not in it.
    for (from, until, wanted) in [
        ("2026-06-01T10:00:00+08:00", "2026-06-02T10:00:00+08:00", 0),
        ("2026-06-01T09:59:59.999+08:00", "2026-06-02T10:00:00.001+08:00", 2),
    ] {
        let body = json!({ "roomIds": ["room0"], "startTime": from, "endTime": until });
        let reply = ann.send_user("meetingRooms/schedules/query", &body).await.json();
        let items = reply["scheduleInformation"][0]["scheduleItems"].as_array().unwrap().len();
        assert_eq!(items, wanted, "{from}");
    }
}

async fn what_schedules_refuse(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let ask = |ids: Value, from: &str, until: &str| json!({ "roomIds": ids, "startTime": from, "endTime": until });
    let (from, until) = ("2026-06-01T00:00:00Z", "2026-06-02T00:00:00Z");
    let time = "InvalidParameter.ParsedISO8601TimestampError";
    let empty = "query ids cannot be empty";
    let limit = "Cannot get schedule information for more than limit.";
    let cases = [
        (json!({}), "invalidParameter", empty),
        (ask(json!([]), from, until), "invalidParameter", empty),
        (ask(json!(vec!["room0"; 21]), from, until), "invalidParameter", limit),
        (ask(json!(vec!["room0"; 10_000]), from, until), "invalidParameter", limit),
        (ask(json!([""]), from, until), "invalidParameter", "roomId must be provided."),
        (ask(json!(["room0", "no"]), from, until), "invalidParameter", "roomId invalid"),
        (ask(json!(["room0"]), until, from), "invalidParameter", ""),
        (ask(json!(["room0"]), from, from), "invalidParameter", ""),
        (
            ask(json!(["room0"]), from, "2026-08-30T00:00:00.001Z"),
            "invalidParameter",
            "Cannot query schedule for more than 90 days.",
        ),
        (ask(json!(["room0"]), "", until), "invalidParameter", ""),
        (ask(json!(["room0"]), "yesterday", until), time, ""),
        (ask(json!(["room0"]), "2026-02-30T00:00:00Z", until), time, ""),
        (ask(json!(["room0"]), "2026-06-01T00:00:00", until), time, ""),
        (ask(json!(["room0"]), from, "9999-01-01T00:00:00Z"), time, ""),
    ];
    for (body, code, message) in cases {
        let reply = ann.send_user("meetingRooms/schedules/query", &body).await;
        assert_eq!(reply.outcome(), (400, code.to_owned()), "{body}");
        let found = reply.text("message");
        assert!(message.is_empty() || found == message, "{body}: {found}");
    }
    let whole = ask(json!(["room0"]), from, "2026-08-30T00:00:00Z");
    let reply = ann.send_user("meetingRooms/schedules/query", &whole).await;
    assert_eq!(reply.status, 200);
    let reply = ann.as_seen_by("no").send_user("meetingRooms/schedules/query", &whole).await;
    assert_eq!(reply.text("message"), "userId invalid");
}

async fn what_becomes_of_bookings_is_told(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let (ann, boss) = (Calendar::of(&server, "ann").await, Calendar::of(&server, "boss").await);
    let id = ann.made(&hour(1, 10)).await;
    assert_eq!(ann.add(&id, &["approval"]).await.status, 200);
    let yes = json!({ "responseStatus": "accepted" });
    assert_eq!(boss.respond(&id, "approval", &yes).await.status, 200);
    let no = json!({ "responseStatus": "declined", "reason": "the pipes" });
    assert_eq!(boss.respond(&id, "approval", &no).await.status, 200);
    assert_eq!(ann.add(&id, &["room0"]).await.status, 200);
    let later = json!({ "start": at("2026-06-01T11:00:00+08:00"),
        "end": at("2026-06-01T12:00:00+08:00") });
    assert_eq!(ann.patch(&id, &later).await.status, 200);
    assert_eq!(ann.remove(&id, &["room0"]).await.status, 200);
    let store = home.store().await;
    let told = store.outbox_after(&CorpId::new("corp"), 0, 100).await.unwrap();
    let of_rooms = told.iter().filter(|told| told.kind.starts_with("booking"));
    let kinds: Vec<_> = of_rooms.clone().map(|told| &*told.kind).collect();
    assert_eq!(
        kinds,
        [
            "booking-waits",
            "booking-made",
            "booking-refused",
            "booking-made",
            "booking-moved",
            "booking-cancelled"
        ]
    );
    let bodies: Vec<Value> =
        of_rooms.clone().map(|told| serde_json::from_str(&told.body).unwrap()).collect();
    assert_eq!(bodies[2]["operator"], "boss");
    assert_eq!(bodies[2]["reason"], "the pipes");
    assert_eq!(bodies[4]["roomId"], "room0");
    assert!(of_rooms.clone().all(|told| told.event == id));

    // What waited is approved by a move of one who needs no approval, which is told as every approval.
    let id = ann.made(&hour(2, 10)).await;
    assert_eq!(ann.add(&id, &["approval"]).await.status, 200);
    let to_boss = json!({ "newOrganizerId": "boss" });
    assert_eq!(ann.send("POST", &format!("events/{id}/transfer"), &to_boss).await.status, 200);
    for hour in [11, 12] {
        let at = |hour: i32| at(&format!("2026-06-02T{hour}:00:00+08:00"));
        let later = json!({ "start": at(hour), "end": at(hour + 1) });
        assert_eq!(boss.patch(&id, &later).await.status, 200);
    }
    let told = store.outbox_after(&CorpId::new("corp"), 0, 100).await.unwrap();
    let of_rooms = told.iter().filter(|told| told.event == id && told.kind.starts_with("booking"));
    let kinds: Vec<_> = of_rooms.map(|told| &*told.kind).collect();
    assert_eq!(kinds, ["booking-waits", "booking-made", "booking-moved"]);
    store.close().await;
}

async fn a_room_or_a_person_that_goes_takes_its_bookings_along(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let (ann, bob) = (Calendar::of(&server, "ann").await, Calendar::of(&server, "bob").await);
    let with_bob = with(hour(1, 10), json!({ "attendees": [{ "id": "bob" }] }));
    let mine = ann.made(&with_bob).await;
    let theirs = bob.made(&with(hour(1, 11), json!({ "attendees": [{ "id": "ann" }] }))).await;
    assert_eq!(ann.add(&mine, &["room0", "room1"]).await.status, 200);
    assert_eq!(bob.add(&theirs, &["room0"]).await.status, 200);

    let token = server.token("app", "secret").await;
    let target = "/v1.0/rooms/meetingRooms/room1?unionId=boss";
    let gone = server.call(request::without_body("DELETE", target, &token)).await;
    assert_eq!(gone.status, 200, "{gone:?}");
    let rooms = had(&[("room0", "accepted"), ("room1", "declined")]);
    assert_eq!(sorted(ann.rooms(&mine).await), rooms);
    assert_eq!(ann.remove(&mine, &["room1"]).await.status, 200, "what is gone may be taken off");
    assert_eq!(ann.rooms(&mine).await, had(&[("room0", "accepted")]));

    // u1 is ann.
    let target = format!("/topapi/v2/user/delete?access_token={token}&userid=u1");
    let gone = server.call(request::post(&target, "{}")).await;
    assert_eq!(gone.json()["errcode"], 0, "{gone:?}");
    assert_eq!(bob.read(&mine).await["status"], "cancelled");
    assert_eq!(bob.read(&mine).await["meetingRooms"], json!([]));
    assert_eq!(bob.read(&theirs).await["attendees"], json!([]));
    let taken = bob.taken("room0").await;
    assert_eq!(taken.len(), 1, "{taken:?}");
    assert_eq!(taken[0]["eventId"], *theirs);
}

async fn a_room_inherits_what_its_groups_ask(home: &Home) {
    let mut document = house();
    let corp = &mut document["organisations"][0];
    for group in corp["roomGroups"].as_array_mut().unwrap() {
        if group["groupId"] == 10 {
            group["extensionConfig"] = json!({ "maxReservationTimeInterval": 30 });
        }
    }
    let below = with(room("below", 0), json!({ "roomGroup": { "groupId": 11 } }));
    corp["rooms"].as_array_mut().unwrap().push(below);
    home.import(document).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let id = ann.made(&hour(1, 10)).await;
    let rooms = not_available(&ann.add(&id, &["below"]).await);
    assert!(rooms[0].1.contains("maxReservationTimeInterval"), "{rooms:?}");
}

async fn a_document_holds_events_with_their_rooms(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let (ann, boss) = (Calendar::of(&server, "ann").await, Calendar::of(&server, "boss").await);
    let body = json!({ "attendees": [{ "id": "bob", "isOptional": true }], "description": "d",
        "location": { "displayName": "here" }, "reminders": [{ "method": "dingtalk", "minutes": 5 }] });
    let id = ann.made(&with(hour(1, 10), body)).await;
    assert_eq!(ann.add(&id, &["room0", "approval", "approval11"]).await.status, 200);
    let no = json!({ "responseStatus": "declined", "reason": "pipes" });
    assert_eq!(boss.respond(&id, "approval11", &no).await.status, 200);
    let cancelled = ann.made(&hour(2, 10)).await;
    assert_eq!(ann.ask("POST", &format!("events/{cancelled}/cancel")).await.status, 200);
    let before = (ann.read(&id).await, ann.read(&cancelled).await);

    let corp = CorpId::new("corp");
    let store = home.store().await;
    let whole = store.organisation(&corp).await.unwrap().unwrap();
    store.close().await;
    assert_eq!(whole.calendar.len(), 2);
    let exported = to_document(vec![whole.clone()], Vec::new());
    let exported = serde_json::to_value(exported).unwrap();
    // The same again changes nothing.
    home.import(exported.clone()).await;
    assert_eq!((ann.read(&id).await, ann.read(&cancelled).await), before);
    // All that was is there again, where it was gone.
    assert_eq!(ann.ask("DELETE", &format!("events/{id}")).await.status, 200);
    home.import(exported.clone()).await;
    assert_eq!(ann.read(&id).await, before.0);
    let store = home.store().await;
    assert_eq!(store.organisation(&corp).await.unwrap().unwrap().calendar, whole.calendar);
    store.close().await;
    // What is read as DingTalk's reply shows it holds its room.
    let mut document = house();
    let foreign = |id: &str| {
        with(
            hour(3, 10),
            json!({ "id": id, "organizer": { "id": "bob" }, "status": "confirmed",
            "meetingRooms": [{ "roomId": "room1", "responseStatus": "accepted" }] }),
        )
    };
    document["organisations"][0]["events"] = json!([foreign("one"), { "unread": [1] }]);
    home.import(document.clone()).await;
    assert_eq!(ann.taken("room1").await.len(), 1);
    // And what overlaps is refused, whole.
    document["organisations"][0]["events"] = json!([foreign("two")]);
    let refused = home.refused(document).await;
    let wanted = "organisations[0].events[0]: event \"two\" has room \"room1\" from ";
    assert!(refused.starts_with(wanted), "{refused}");
    assert!(refused.contains(", and event \"one\", which is stored, has it from "), "{refused}");
    assert_eq!(ann.taken("room1").await.len(), 1);
}

async fn a_room_that_asks_for_notice_is_not_given_back_late(home: &Home) {
    let mut document = house();
    let a_year =
        with(room("notice", 0), json!({ "extensionConfig": { "leastCancelNotice": 527_040 } }));
    document["organisations"][0]["rooms"].as_array_mut().unwrap().push(a_year);
    home.import(document).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let id = ann.made(&hour(1, 10)).await;
    assert_eq!(ann.add(&id, &["notice", "room0"]).await.status, 200);
    // None is given back, where one may not be.
    let refused = not_available(&ann.remove(&id, &["room0", "notice"]).await);
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert!(refused[0].1.contains("leastCancelNotice"), "{refused:?}");
    assert_eq!(ann.rooms(&id).await.len(), 2);
}
