//! Rooms made, changed and removed over the wire, as a read shows them after.

use serde_json::{Value, json};

use crate::fixture::{Home, Server, eventually};
use crate::request;
use crate::sample::{self, WRITE, app, corp, document, with};
use crate::wire::Reply;

on_both!(
    a_room_is_made_read_changed_listed_and_removed,
    the_record_tells_each_change,
    every_refusal_leaves_everything_as_it_was,
    a_save_against_a_changed_room_is_refused,
    of_two_who_save_at_once_what_both_saw_one_is_refused,
);

const CREATE: &str = "/v1.0/rooms/meetingrooms";
const UPDATE: &str = "/v1.0/rooms/meetingRooms";

/// An organisation whose app may write, and that may have eight rooms.
fn writable() -> Value {
    let apps = json!([with(app("app"), json!({ "scopes": [sample::READ, WRITE] }))]);
    document(&[with(corp(), json!({ "apps": apps, "roomLimit": 8 }))], &[])
}

struct Writer<'a> {
    server: &'a Server,
    token: String,
}

impl<'a> Writer<'a> {
    async fn on(server: &'a Server) -> Self {
        Self { server, token: server.token("app", "secret").await }
    }

    async fn create(&self, body: Value) -> Reply {
        let body = body.to_string();
        self.server.call(request::with_body("POST", CREATE, &self.token, &body)).await
    }

    async fn update(&self, body: Value) -> Reply {
        let body = body.to_string();
        self.server.call(request::with_body("PUT", UPDATE, &self.token, &body)).await
    }

    async fn delete(&self, room: &str, operator: &str) -> Reply {
        let target = format!("{UPDATE}/{room}?unionId={operator}");
        self.server.call(request::without_body("DELETE", &target, &self.token)).await
    }

    async fn read(&self, room: &str) -> Value {
        self.server.room(&self.token, room, "boss").await.json()
    }

    /// A room of nothing but the needed.
    async fn made(&self, name: &str) -> String {
        self.create(needed(name)).await.text("result")
    }
}

fn needed(name: &str) -> Value {
    json!({ "unionId": "boss", "roomName": name, "roomStatus": 0, "isvRoomId": "isv" })
}

async fn a_room_is_made_read_changed_listed_and_removed(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let other = home.serve().await;
    let writer = Writer::on(&server).await;
    let everything = json!({
        "unionId": "boss", "roomName": "会议室 “Spree” 🛶", "roomStatus": 2, "isvRoomId": "isv-1",
        "roomCapacity": 8, "roomLabelIds": [1, 77, 1], "roomLocation": { "title": "t", "desc": "d" },
        "roomPicture": "https://example.org/p.png", "roomDescription": "text", "groupId": 11,
        "reservationAuthority": { "authorizedMembers": [
            { "memberId": "ann", "memberType": "user", "memberName": "A." },
            { "memberId": "2", "memberType": "dept" } ] },
        "enableCycleReservation": true, "openReservation": true, "roomStaffId": "staff",
        "deviceUnionIds": ["device"], "timeZone": "Europe/Berlin",
        "extensionConfig": {
            "maxReservationTimeInterval": 60, "minReservationTimeInterval": 15,
            "advanceReservation": { "advanceReservationTime": 3,
                "advanceReservationTimeUnit": "days", "advanceBookTimeFormat": "09:00" },
            "reservationCloseDetail": { "taskStartTime": 1, "taskEndTime": 2, "closeReason": "c",
                "contactUnionId": "ann", "sendNotify": true },
            "approvalSwitch": true, "approvalType": 2 },
    });
    let id = writer.create(everything.clone()).await.text("result");
    assert!(id.len() == 32 && id.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)));

    let mut room = writer.read(&id).await["result"].clone();
    assert_eq!(room["roomUnionId"].as_str().unwrap().len(), 32);
    let members = json!({ "authorizedMembers": [
        { "memberId": "ann", "memberType": "user", "memberName": "A." },
        { "memberId": "2", "memberType": "dept", "memberName": "sales" } ] });
    let mut policy = everything["extensionConfig"].clone();
    policy["openReservation"] = json!(true);
    policy["reservationCloseDetail"]["contactNick"] = json!("Ann");
    let wanted = json!({
        "roomId": id, "corpId": "corp", "roomName": "会议室 “Spree” 🛶", "roomStatus": 2,
        "isvRoomId": "isv-1", "roomCapacity": 8, "roomStaffId": "staff",
        "roomLabels": [{ "labelId": 1, "labelName": "TV" }, { "labelId": 77 }],
        "roomLocation": { "title": "t", "desc": "d" }, "roomPicture": "https://example.org/p.png",
        "roomGroup": { "groupId": 11, "groupName": "eleven", "parentId": 10 },
        "deviceUnionIds": ["device"], "reservationAuthority": members,
        "enableCycleReservation": true, "extensionConfig": policy, "roomDescription": "text",
        "timeZone": "Europe/Berlin",
    });
    let union_id = room.as_object_mut().unwrap().remove("roomUnionId").unwrap();
    assert_eq!(room, wanted);

    // Only what is given changes; a list is replaced, and an empty object takes a closure away.
    let reply = writer
        .update(json!({
            "unionId": "boss", "roomId": id, "roomCapacity": 9, "roomLabelIds": [2], "groupId": 0,
            "roomLocation": { "title": "T" }, "timeZone": "", "roomPicture": null,
            "extensionConfig": { "reservationCloseDetail": {}, "maxReservationTimeInterval": 0 },
        }))
        .await;
    assert_eq!(reply.json(), json!({ "result": true }));
    let mut changed = wanted.clone();
    let fields = changed.as_object_mut().unwrap();
    fields.remove("roomGroup");
    fields.remove("timeZone");
    fields.insert("roomUnionId".to_owned(), union_id);
    fields.insert("roomCapacity".to_owned(), json!(9));
    fields.insert("roomLabels".to_owned(), json!([{ "labelId": 2, "labelName": "Phone" }]));
    fields["roomLocation"]["title"] = json!("T");
    fields["extensionConfig"]["maxReservationTimeInterval"] = json!(0);
    fields["extensionConfig"].as_object_mut().unwrap().remove("reservationCloseDetail");
    // On this node at once, from memory too; on the other within a second.
    for _ in ["cold", "warm"] {
        assert_eq!(writer.read(&id).await["result"], changed);
    }
    let second = std::time::Duration::from_secs(1);
    let read = async || other.room(&writer.token, &id, "boss").await.json()["result"].clone();
    eventually(second, &changed, read).await;

    let listed = server.call(request::rooms(&writer.token, "boss", "&maxResults=100")).await.json();
    let last = listed["result"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["roomId"], &last["roomCapacity"]), (&json!(id), &json!(9)));

    assert_eq!(writer.delete(&id, "boss").await.json(), json!({ "result": true }));
    let gone = (400, "room.not.found".to_owned());
    assert_eq!(server.reads(&writer.token, &id, "boss").await, gone);
    eventually(second, &gone, async || other.reads(&writer.token, &id, "boss").await).await;
    assert_eq!(writer.delete(&id, "boss").await.outcome(), gone);
}

async fn the_record_tells_each_change(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let writer = Writer::on(&server).await;
    let id = writer.made("Oak").await;
    writer.update(json!({ "unionId": "boss", "roomId": id, "roomCapacity": 9 })).await;
    // What is so already is no change.
    writer.update(json!({ "unionId": "boss", "roomId": id, "roomCapacity": 9 })).await;
    writer.delete(&id, "boss").await;
    let store = home.store().await;
    let filter = openrooms_store::AuditFilter {
        kind: Some("room".to_owned()),
        id: Some(id.clone()),
        ..openrooms_store::AuditFilter::default()
    };
    let entries = store.audit_newest(&filter, 10).await.unwrap();
    let told: Vec<_> = entries
        .iter()
        .map(|entry| (entry.action.as_str(), entry.before.is_some(), entry.after.is_some()))
        .collect();
    assert_eq!(
        told,
        [
            ("CreateMeetingRoom", false, true),
            ("UpdateMeetingRoom", true, true),
            ("DeleteMeetingRoom", true, false),
        ]
    );
    assert_eq!(entries[1].before.as_deref(), Some("{}"), "it had no number of seats");
    assert_eq!(entries[1].after.as_deref(), Some(r#"{"roomCapacity":9}"#));
    for entry in &entries {
        let who = (entry.client.as_deref(), entry.operator.as_deref(), entry.address.as_deref());
        assert_eq!(who, (Some("app"), Some("boss"), Some("127.0.0.1")));
    }
    assert!(store.verify_audit("corp", None).await.unwrap().is_ok());
    store.close().await;
}

/// What is refused, and how: fields on top of a good body, and code and message.
type Refusals = Vec<(Value, (&'static str, String))>;

fn said(code: &'static str, message: &str) -> (&'static str, String) {
    (code, message.to_owned())
}

fn param(what: &str) -> (&'static str, String) {
    said("param.error", &format!("Error:{what}"))
}

fn admin() -> (&'static str, String) {
    said("user.not.admin", "User Not Admin")
}

fn unsafe_name() -> (&'static str, String) {
    said("room.name.unsafe", "Room Name Unsafe")
}

fn refusals_of_create() -> Refusals {
    let long = "x".repeat(101);
    let many: Vec<_> = (1..102).collect();
    vec![
        (json!({ "unionId": null }), said("param.error", "Error:unionId is missing")),
        (json!({ "unionId": "" }), said("param.error", "Error:unionId is missing")),
        (json!({ "roomName": null }), param("roomName is missing")),
        (json!({ "roomStatus": null }), param("roomStatus is missing")),
        (json!({ "isvRoomId": null }), param("isvRoomId is missing")),
        (json!({ "roomStatus": 3 }), param("roomStatus invalid")),
        (json!({ "roomStatus": "open" }), param("roomStatus must be a whole number")),
        (json!({ "roomStatus": 2 }), param("lack authorizedMembers")),
        (
            json!({ "roomStatus": 2, "reservationAuthority": { "authorizedMembers": [] } }),
            param("lack authorizedMembers"),
        ),
        (json!({ "roomStatus": 2, "reservationAuthority": [] }), param("lack authorizedMembers")),
        (
            json!({ "reservationAuthority": { "authorizedMembers": [
                { "memberId": "ann", "memberType": "person" } ] } }),
            param(
                "reservationAuthority.authorizedMembers[0].memberType: \"person\" is neither \"user\" nor \"dept\"",
            ),
        ),
        (
            json!({ "reservationAuthority": { "authorizedMembers": [{ "memberId": "ann" }] } }),
            param("reservationAuthority.authorizedMembers[0].memberType is missing"),
        ),
        (json!({ "roomName": "" }), unsafe_name()),
        (json!({ "roomName": " \u{3000}" }), unsafe_name()),
        (json!({ "roomName": "a\u{1b}[2J" }), unsafe_name()),
        (json!({ "roomName": "a\u{202e}b" }), unsafe_name()),
        (json!({ "roomName": long }), unsafe_name()),
        (json!({ "roomName": "a\0b" }), param("roomName has a character U+0000")),
        (json!({ "roomCapacity": -1 }), param("roomCapacity must not be negative")),
        (
            json!({ "roomCapacity": 2_147_483_648_i64 }),
            param("roomCapacity must be from -2147483648 to 2147483647"),
        ),
        (json!({ "roomLabelIds": [1, 0] }), param("roomLabelIds[1] must be 1 or more")),
        (json!({ "roomLabelIds": many }), param("roomLabelIds must be 100 at most")),
        (json!({ "roomLabelIds": [1, null] }), param("roomLabelIds[1] must be a whole number")),
        (json!({ "groupId": -1 }), param("groupId must not be negative")),
        (json!({ "groupId": 99 }), said("group.not.found", "Group Not Found")),
        (json!({ "timeZone": "Mars" }), param("timeZone: no time zone is named \"Mars\"")),
        (
            json!({ "openReservation": true, "extensionConfig": { "openReservation": false } }),
            param("openReservation is not that of extensionConfig"),
        ),
        (
            json!({ "extensionConfig": { "approvalType": 3 } }),
            param("extensionConfig.approvalType: 3 is not 1 or 2"),
        ),
        (
            json!({ "extensionConfig": { "advanceReservation": { "advanceBookTimeFormat": "24:00" } } }),
            param(
                "extensionConfig.advanceReservation.advanceBookTimeFormat: \"24:00\" is not a time of day such as 09:00",
            ),
        ),
        (
            json!({ "extensionConfig": { "reservationCloseDetail": {
                "taskEndTime": 253_402_300_800_000_i64 } } }),
            param(
                "extensionConfig.reservationCloseDetail.taskEndTime must be milliseconds from 0 to 253402300799999",
            ),
        ),
        (
            json!({ "extensionConfig": { "maxReservationTimeInterval": -1 } }),
            param("extensionConfig.maxReservationTimeInterval must not be negative"),
        ),
        (json!({ "roomLocation": ["title"] }), param("roomLocation must be an object")),
        (
            json!({ "roomDescription": "x".repeat(5001) }),
            param("roomDescription must be 5000 characters at most"),
        ),
        (json!({ "isvRoomId": "" }), param("isvRoomId must not be empty")),
        (json!({ "isvRoomId": " " }), param("isvRoomId must not be empty")),
        (json!({ "isvRoomId": "a\u{202e}b" }), param("isvRoomId must have no control characters")),
        (json!({ "roomStaffId": "a\nb" }), param("roomStaffId must have no control characters")),
        (
            json!({ "roomDescription": "a\u{1b}[2J" }),
            param("roomDescription must have no control characters"),
        ),
        (
            json!({ "roomLocation": { "title": "a\u{2066}" } }),
            param("roomLocation.title must have no control characters"),
        ),
        (json!({ "unionId": "nobody" }), admin()),
        (json!({ "unionId": "ann" }), admin()),
        (json!({ "unionId": "ann", "roomName": "open" }), admin()),
        (json!({ "unionId": "gil" }), admin()),
        (json!({ "unionId": "hal", "groupId": 10 }), admin()),
        (json!({ "unionId": "hal", "groupId": 99 }), admin()),
        (json!({ "roomName": "open" }), said("room.exist", "Room Exsit")),
    ]
}

fn refusals_of_update() -> Refusals {
    vec![
        (json!({ "roomId": null }), param("roomId is missing")),
        (json!({ "roomId": "" }), param("roomId is missing")),
        (json!({ "roomId": 7 }), param("roomId must be a text")),
        (json!({ "isvRoomId": "" }), param("isvRoomId must not be empty")),
        (json!({ "roomId": "nothing" }), said("room.not.found", "Room Not Found")),
        (json!({ "roomId": "nothing", "unionId": "ann" }), admin()),
        (json!({ "roomId": "nothing", "unionId": "gil" }), admin()),
        (json!({ "unionId": "ann", "roomCapacity": 1 }), admin()),
        (json!({ "unionId": "gil", "roomCapacity": 1 }), admin()),
        (json!({ "unionId": "hal", "roomId": "closed11", "groupId": 10 }), admin()),
        (json!({ "unionId": "hal", "roomId": "closed11", "groupId": 0 }), admin()),
        (json!({ "roomName": "closed" }), said("room.exist", "Room Exsit")),
        (json!({ "roomName": "\n" }), unsafe_name()),
        (json!({ "groupId": 99 }), said("group.not.found", "Group Not Found")),
        (json!({ "roomStatus": 2 }), param("lack authorizedMembers")),
        (json!({ "roomStatus": -1 }), param("roomStatus invalid")),
    ]
}

async fn a_save_against_a_changed_room_is_refused(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let writer = Writer::on(&server).await;
    let mut everything = needed("Full");
    let more = json!({
        "roomStatus": 2, "roomCapacity": 8, "roomLabelIds": [1, 77], "groupId": 11,
        "roomLocation": { "title": "t" }, "roomDescription": "d", "timeZone": "Europe/Berlin",
        "deviceUnionIds": ["device"], "enableCycleReservation": true, "openReservation": false,
        "reservationAuthority": { "authorizedMembers": [{ "memberId": "ann", "memberType": "user" }] },
        "extensionConfig": {
            "reservationCloseDetail": { "taskStartTime": 1, "contactUnionId": "ann" },
            "weeklyHours": [{ "day": "monday", "from": "08:00", "to": "12:00" }],
            "attributes": { "view": "river" } },
    });
    everything = with(everything, more);
    let id = writer.create(everything).await.text("result");
    let seen = async || writer.read(&id).await["result"].clone();
    let save = async |expected: &Value, change: Value| {
        let change = with(json!({ "unionId": "boss", "roomId": id }), change);
        writer.update(with(change, json!({ "expected": expected }))).await
    };
    // As it was read it is as it is, also with nulls as C# sends them.
    let mut read = seen().await;
    read["roomPicture"] = Value::Null;
    assert_eq!(save(&read, json!({ "roomCapacity": 9 })).await.json(), json!({ "result": true }));
    // Whatever else was saved meanwhile: another field, one that is new, one that is gone.
    let conflict = (409, "room.changed".to_owned());
    for (field, value) in [
        ("roomCapacity", json!(10)),
        ("roomPicture", json!("https://example.org/p.png")),
        ("groupId", json!(0)),
        ("timeZone", json!("")),
        ("extensionConfig", json!({ "reservationCloseDetail": {} })),
        ("extensionConfig", json!({ "attributes": { "view": "yard" } })),
        (
            "reservationAuthority",
            json!({ "authorizedMembers": [
            { "memberId": "bob", "memberType": "user" }] }),
        ),
    ] {
        let read = seen().await;
        let theirs = json!({ "unionId": "boss", "roomId": id, field: value });
        assert_eq!(writer.update(theirs).await.json(), json!({ "result": true }), "{field}");
        let now = seen().await;
        assert_ne!(now, read, "{field}");
        for mine in [json!({ "roomDescription": "mine" }), json!({})] {
            assert_eq!(save(&read, mine).await.outcome(), conflict, "{field}");
        }
        assert_eq!(seen().await, now, "{field}");
        assert_eq!(save(&now, json!({ "roomDescription": field })).await.status, 200, "{field}");
    }
    // What others are called is not the room's own.
    let mut renamed = seen().await;
    renamed["roomLabels"][0]["labelName"] = json!("Screen");
    renamed["reservationAuthority"]["authorizedMembers"][0]["memberName"] = json!("Robert");
    renamed["corpId"] = Value::Null;
    assert_eq!(save(&renamed, json!({ "roomCapacity": 11 })).await.status, 200);
    // Nor is a device that stands there, which a read tells with those that the room lists.
    let device = json!({ "unionId": "boss", "deviceName": "Panel", "openRoomId": id });
    let target = "/v1.0/rooms/devices";
    let token = server.token("app", "secret").await;
    let stands = server.call(request::with_body("POST", target, &token, &device.to_string())).await;
    assert_eq!(stands.status, 200, "{stands:?}");
    let read = seen().await;
    assert_eq!(read["deviceUnionIds"].as_array().unwrap().len(), 2);
    assert_eq!(save(&read, json!({ "roomCapacity": 12 })).await.status, 200);
    // Who may not change the room learns nothing of what it is.
    let by_ann = json!({ "unionId": "ann", "roomId": id, "expected": renamed });
    assert_eq!(writer.update(by_ann).await.outcome(), (400, "user.not.admin".to_owned()));
    let read = seen().await;
    for (more, (code, message)) in [
        (json!({ "roomId": null }), param("expected.roomId is missing")),
        (json!({ "roomId": "open" }), param("expected is another room")),
        (json!({ "roomStatus": 7 }), param("expected.roomStatus: 7 is not 0, 1 or 2")),
        (json!({ "roomCapacity": "nine" }), param("expected.roomCapacity must be a whole number")),
        (json!({ "roomName": "\0" }), param("expected.roomName has a character U+0000")),
    ] {
        let reply = save(&with(read.clone(), more.clone()), json!({ "roomCapacity": 1 })).await;
        assert_eq!((reply.status, reply.text("code").as_str()), (400, code), "{more}");
        assert_eq!(reply.text("message"), message, "{more}");
    }
    assert_eq!(seen().await, read);
}

async fn of_two_who_save_at_once_what_both_saw_one_is_refused(home: &Home) {
    home.import(writable()).await;
    let (server, other) = (home.serve().await, home.serve().await);
    let token = server.token("app", "secret").await;
    let seen = server.room(&token, "open", "boss").await.json()["result"].clone();
    let save = async |server: &Server, seats: i32| {
        let body = json!({
            "unionId": "boss", "roomId": "open", "roomCapacity": seats, "expected": seen,
        });
        let request = request::with_body("PUT", UPDATE, &token, &body.to_string());
        server.call(request).await.status
    };
    let (one, two) = tokio::join!(save(&server, 20), save(&other, 40));
    let mut statuses = [one, two];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
}

async fn every_refusal_leaves_everything_as_it_was(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let writer = Writer::on(&server).await;
    let store = home.store().await;
    let corp_id = openrooms_core::id::CorpId::new("corp");
    let before = store.organisation(&corp_id).await.unwrap();
    for (more, (code, message)) in refusals_of_create() {
        let reply = writer.create(with(needed("New"), more.clone())).await;
        assert_eq!((reply.status, reply.text("code").as_str()), (400, code), "{more}");
        assert_eq!(reply.text("message"), message, "{more}");
    }
    let to_open = json!({ "unionId": "boss", "roomId": "open" });
    for (more, (code, message)) in refusals_of_update() {
        let reply = writer.update(with(to_open.clone(), more.clone())).await;
        assert_eq!((reply.status, reply.text("code").as_str()), (400, code), "{more}");
        assert_eq!(reply.text("message"), message, "{more}");
    }
    for (room, operator, code) in [
        ("nothing", "boss", "room.not.found"),
        ("nothing", "ann", "user.not.admin"),
        ("open", "ann", "user.not.admin"),
        ("open", "gil", "user.not.admin"),
        ("open", "nobody", "user.not.admin"),
        ("open", "", "param.error"),
        ("open", "%00", "param.error"),
    ] {
        let outcome = writer.delete(room, operator).await.outcome();
        assert_eq!(outcome, (400, code.to_owned()), "{room} {operator}");
    }
    for body in ["", "null", "[1]", "\"x\"", "{", "7"] {
        let request = request::with_body("POST", CREATE, &writer.token, body);
        assert_eq!(server.call(request).await.outcome(), (400, "Missingbody".to_owned()), "{body}");
    }
    assert_eq!(store.organisation(&corp_id).await.unwrap(), before);

    // Eight rooms are what the licence allows; six are there.
    writer.made("Seven").await;
    writer.made("Eight").await;
    let reply = writer.create(needed("Nine")).await;
    assert_eq!(reply.text("code"), "num.over.limit");
    assert_eq!(reply.text("message"), "Number Over Limit");
    store.close().await;
}

#[tokio::test]
async fn a_groups_administrator_does_there_what_an_administrator_may() {
    let home = Home::with(writable()).await;
    let server = home.serve().await;
    let writer = Writer::on(&server).await;
    let hal = json!({ "unionId": "hal", "groupId": 11 });
    let id = writer.create(with(needed("Hal's"), hal)).await.text("result");
    let change = json!({ "unionId": "gil", "roomId": id, "roomCapacity": 4, "groupId": 10 });
    assert_eq!(writer.update(change).await.outcome(), (200, "ok".to_owned()));
    // It has left hal's group.
    assert_eq!(writer.delete(&id, "hal").await.outcome(), (400, "user.not.admin".to_owned()));
    assert_eq!(writer.delete(&id, "gil").await.outcome(), (200, "ok".to_owned()));
}

/// As PHP and Python send them whose callers have them from a form, and Java from a map.
#[tokio::test]
async fn numbers_and_booleans_may_be_texts_behind_a_byte_order_mark() {
    let home = Home::with(writable()).await;
    let server = home.serve().await;
    let writer = Writer::on(&server).await;
    let body = json!({
        "unionId": "boss", "roomName": "Texts", "roomStatus": "0", "isvRoomId": "isv",
        "roomCapacity": 8.0, "roomLabelIds": ["1", 3.0], "groupId": "0", "openReservation": "True",
        "enableCycleReservation": "false", "extensionConfig": { "maxReservationTimeInterval": "60" },
    });
    let body = format!("\u{feff}{body}");
    let made = server.call(request::with_body("POST", CREATE, &writer.token, &body)).await;
    let room = &writer.read(&made.text("result")).await["result"];
    assert_eq!(room["roomStatus"], 0);
    assert_eq!(room["roomCapacity"], 8);
    assert_eq!(room["roomLabels"][1]["labelId"], 3);
    assert_eq!(room["enableCycleReservation"], false);
    assert_eq!(room["extensionConfig"]["openReservation"], true);
    assert_eq!(room["extensionConfig"]["maxReservationTimeInterval"], 60);
    server.stop().await;
}

#[tokio::test]
async fn a_name_may_stay_and_may_be_had_again() {
    let home = Home::with(writable()).await;
    let server = home.serve().await;
    let writer = Writer::on(&server).await;
    let id = writer.made("Oak").await;
    let same = json!({ "unionId": "boss", "roomId": id, "roomName": "Oak", "roomCapacity": 1 });
    assert_eq!(writer.update(same).await.outcome().0, 200);
    let other = json!({ "unionId": "boss", "roomId": id, "roomName": "Elm" });
    assert_eq!(writer.update(other).await.outcome().0, 200);
    assert_ne!(writer.made("Oak").await, id);
}

#[tokio::test]
async fn bodies_come_as_the_sdks_send_them() {
    let home = Home::with(writable()).await;
    let server = home.serve().await;
    let writer = Writer::on(&server).await;
    let token = &writer.token;
    let head = |method: &str, target: &str, more: &str| {
        format!(
            "{method} {target} HTTP/1.1\r\nhost: x\r\nx-acs-dingtalk-access-token: {token}\r\n{more}\r\n"
        )
    };
    // Node.js: chunked.
    let body = needed("Chunked").to_string();
    let chunked = format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
    let request = head("POST", CREATE, "transfer-encoding: chunked\r\n") + &chunked;
    let id = server.call(request).await.text("result");
    // PHP: `[]` for empty objects. C#: nulls.
    let body = json!({
        "unionId": "boss", "roomId": id, "roomLocation": [], "reservationAuthority": [],
        "extensionConfig": [], "roomName": null, "roomLabelIds": [],
    });
    assert_eq!(writer.update(body).await.outcome(), (200, "ok".to_owned()));
    let room = writer.read(&id).await["result"].clone();
    assert_eq!((&room["roomName"], room.get("roomLocation")), (&json!("Chunked"), None));
    // Java: an empty chunked body on a DELETE.
    let target = format!("{UPDATE}/{id}?unionId=boss");
    let request = head("DELETE", &target, "transfer-encoding: chunked\r\n") + "0\r\n\r\n";
    assert_eq!(server.call(request).await.outcome(), (200, "ok".to_owned()));
    // Python, async: octets, none of them.
    let id = writer.made("Octets").await;
    let target = format!("{UPDATE}/{id}?unionId=boss");
    let octets = "content-type: application/octet-stream\r\ncontent-length: 0\r\n";
    assert_eq!(server.call(head("DELETE", &target, octets)).await.outcome().0, 200);
}

#[tokio::test]
async fn the_first_check_that_fails_answers() {
    let scopes = json!([sample::READ, WRITE]);
    let apps = json!([
        with(app("elsewhere"), json!({ "scopes": ["x"], "ipAllowList": ["192.0.2.0/24"] })),
        with(app("scopeless"), json!({ "scopes": [sample::READ] })),
        with(app("writer"), json!({ "scopes": scopes })),
    ]);
    let suite = with(sample::suite("suite", &["corp", "full"]), json!({ "scopes": scopes }));
    let full = with(sample::plain("full", 1), json!({ "callsPerMonth": 1 }));
    let corp = with(corp(), json!({ "apps": apps }));
    let home = Home::with(document(&[corp, full], &[suite])).await;
    let server = home.serve().await;
    let withdrawn = server.corp_token("suite", "secret", "corp").await;
    let used = server.corp_token("suite", "secret", "full").await;
    assert_eq!(server.room(&used, "room-0", "ann").await.status, 200);
    let store = home.store().await;
    let (key, corp) =
        (openrooms_core::id::ClientKey::new("suite"), openrooms_core::id::CorpId::new("corp"));
    store.withdraw_suite(&key, &corp, &crate::fixture::BY, home.clock.now()).await.unwrap();
    store.close().await;
    let elsewhere = server.token("elsewhere", "secret").await;
    let scopeless = server.token("scopeless", "secret").await;
    let writer = server.token("writer", "secret").await;

    let (no_body, wrong) =
        ("", json!({ "roomId": "nothing", "unionId": "nobody", "roomStatus": 9 }));
    let wrong = wrong.to_string();
    let nobody = json!({ "roomId": "nothing", "unionId": "nobody" }).to_string();
    let nothing = json!({ "roomId": "nothing", "unionId": "boss" }).to_string();
    for (token, body, status, code) in [
        ("", no_body, 400, "AuthenticationFailed.MissingParameter"),
        ("x", no_body, 400, "InvalidAuthentication"),
        (&elsewhere, no_body, 403, "Forbidden.AccessDenied.IpNotInWhiteList"),
        (&scopeless, no_body, 403, "Forbidden.AccessDenied.AccessTokenPermissionDenied"),
        (&used, no_body, 403, "Forbidden.AccessDenied.ApiCountLimitForOrg"),
        (&withdrawn, no_body, 400, "Missingbody"),
        (&withdrawn, &wrong, 400, "param.error"),
        (&withdrawn, &nobody, 400, "org.not.found"),
        (&writer, &nobody, 400, "user.not.admin"),
        (&writer, &nothing, 400, "room.not.found"),
    ] {
        let reply = server.call(request::with_body("PUT", UPDATE, token, body)).await;
        assert_eq!(reply.outcome(), (status, code.to_owned()), "{body}");
    }
}
