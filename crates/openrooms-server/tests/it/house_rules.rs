//! House rules over the wire: set on rooms and groups, shown, taken away, and refused by their place.

use serde_json::{Value, json};

use crate::fixture::{Home, Server};
use crate::request;
use crate::sample::{self, WRITE, app, corp, document, with};
use crate::wire::Reply;

on_both!(
    a_room_has_house_rules,
    a_group_has_a_policy_that_its_reads_show,
    what_cannot_be_a_house_rule_is_refused_by_its_place,
);

const ROOMS: &str = "/v1.0/rooms/meetingRooms";
const GROUPS: &str = "/v1.0/rooms/groups";

fn writable() -> Value {
    let apps = json!([with(app("app"), json!({ "scopes": [sample::READ, WRITE] }))]);
    document(&[with(corp(), json!({ "apps": apps }))], &[])
}

fn house() -> Value {
    json!({
        "weeklyHours": [
            { "day": "monday", "from": "08:00", "to": "12:00" },
            { "day": "sunday", "from": "13:00", "to": "24:00" },
        ],
        "bufferBefore": 5, "bufferAfter": 0, "capacityCheck": true,
        "bookingQuota": { "openBookings": 3, "hoursPerWeek": 10 },
        "leastCancelNotice": 60,
        "closedDays": [
            { "date": "2026-12-24", "endDate": "2027-01-01", "name": "Yule 🎄" },
            { "date": "2027-05-01" },
        ],
        "accessible": true, "attributes": { "view": "river", "": null },
        "doorDisplay": "title",
    })
}

/// The same as a read shows it.
fn shown() -> Value {
    let mut house = house();
    house["attributes"].as_object_mut().unwrap().remove("");
    house
}

struct Writer<'a> {
    server: &'a Server,
    token: String,
}

impl Writer<'_> {
    async fn send(&self, method: &str, target: &str, body: Value) -> Reply {
        let body = with(body, json!({ "unionId": "boss" })).to_string();
        self.server.call(request::with_body(method, target, &self.token, &body)).await
    }

    async fn policy_of_room(&self) -> Value {
        let room = self.server.room(&self.token, "open", "boss").await.json();
        room["result"]["extensionConfig"].clone()
    }

    async fn group(&self, id: i64) -> Reply {
        let target = format!("{GROUPS}/{id}?unionId=boss");
        self.server.call(request::get(&target, &self.token)).await
    }
}

async fn a_room_has_house_rules(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let writer = Writer { server: &server, token: server.token("app", "secret").await };
    let update = async |config: Value| {
        let body = json!({ "roomId": "open", "extensionConfig": config });
        let reply = writer.send("PUT", ROOMS, body).await;
        assert_eq!(reply.json(), json!({ "result": true }), "{config}");
        writer.policy_of_room().await
    };
    assert_eq!(update(house()).await, shown());
    // Hours are told in the order in which they were given, times in one form.
    let hours = json!([
        { "day": "friday", "from": "9:00", "to": "10:00" },
        { "day": "monday", "from": "13:00", "to": "14:00" },
        { "day": "monday", "from": "09:00", "to": "10:00" },
    ]);
    let policy = update(json!({ "weeklyHours": hours, "bufferBefore": 0 })).await;
    assert_eq!(
        policy["weeklyHours"],
        json!([
            { "day": "friday", "from": "09:00", "to": "10:00" },
            { "day": "monday", "from": "13:00", "to": "14:00" },
            { "day": "monday", "from": "09:00", "to": "10:00" },
        ])
    );
    assert_eq!((&policy["bufferBefore"], &policy["leastCancelNotice"]), (&json!(0), &json!(60)));
    // What is empty takes away: `[]` too where an object is meant.
    let policy = update(json!({
        "weeklyHours": [], "bookingQuota": [], "closedDays": [], "attributes": {},
        "accessible": false, "capacityCheck": null, "takeAway": ["doorDisplay"],
    }))
    .await;
    assert_eq!(
        policy,
        json!({ "bufferBefore": 0, "bufferAfter": 0, "capacityCheck": true,
            "leastCancelNotice": 60, "accessible": false })
    );
    // What has no empty form goes by its name; a room then inherits it again.
    let names = ["bufferBefore", "bufferAfter", "capacityCheck", "leastCancelNotice", "accessible"];
    let policy = update(json!({ "takeAway": names, "attributes": { "view": "river" } })).await;
    assert_eq!(policy, json!({ "attributes": { "view": "river" } }));
    update(json!({ "takeAway": ["weeklyHours", "bookingQuota", "closedDays", "attributes"] }))
        .await;
    let policy = update(json!({ "bufferBefore": 0, "takeAway": [] })).await;
    assert_eq!(policy, json!({ "bufferBefore": 0 }));
    // So do DingTalk's own rules.
    let dingtalks = json!({
        "openReservation": false, "maxReservationTimeInterval": 60,
        "minReservationTimeInterval": 15, "approvalSwitch": true, "approvalType": 2,
        "advanceReservation": { "advanceReservationTime": 2 },
        "reservationCloseDetail": { "closeReason": "paint" },
    });
    let names: Vec<_> = dingtalks.as_object().unwrap().keys().cloned().collect();
    let policy = update(dingtalks.clone()).await;
    assert_eq!(policy, with(dingtalks, json!({ "bufferBefore": 0 })));
    let policy = update(json!({ "takeAway": names })).await;
    assert_eq!(policy, json!({ "bufferBefore": 0 }));
    // What a restart reads is what was written, and so is what an export gives.
    let again = home.serve().await;
    let read = again.room(&writer.token, "open", "boss").await.json();
    assert_eq!(read["result"]["extensionConfig"], policy);
}

async fn a_group_has_a_policy_that_its_reads_show(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let writer = Writer { server: &server, token: server.token("app", "secret").await };
    let bare = json!({ "groupId": 10, "groupName": "ten", "parentId": 0 });
    assert_eq!(writer.group(10).await.json(), bare);
    let before = writer.policy_of_room().await;

    let config = with(
        house(),
        json!({ "maxReservationTimeInterval": 60,
        "advanceReservation": { "advanceReservationTime": 2 } }),
    );
    let body = json!({ "groupId": 10, "extensionConfig": config });
    assert_eq!(writer.send("PUT", GROUPS, body).await.json(), json!({ "result": true }));
    let policy = with(
        shown(),
        json!({ "maxReservationTimeInterval": 60,
        "advanceReservation": { "advanceReservationTime": 2 } }),
    );
    let wanted = with(bare.clone(), json!({ "extensionConfig": policy }));
    assert_eq!(writer.group(10).await.json(), wanted);
    let target = "/v1.0/rooms/groupLists?unionId=boss";
    let list = server.call(request::get(target, &writer.token)).await.json();
    let groups = list["result"].as_array().unwrap();
    let of = |id: i64| groups.iter().find(|group| group["groupId"] == json!(id)).unwrap();
    assert_eq!(of(10), &wanted);
    assert_eq!(of(11).get("extensionConfig"), None);
    // The room's own reply shows the room's own policy.
    assert_eq!(writer.policy_of_room().await, before);
    let exported = home.export().await;
    let exported = exported["organisations"][0]["roomGroups"].as_array().unwrap().clone();
    let ten = exported.iter().find(|group| group["groupId"] == json!(10)).unwrap();
    assert_eq!(ten["extensionConfig"], policy);

    let body = json!({ "groupId": 10, "groupName": "Ten",
        "extensionConfig": { "advanceReservation": {}, "closedDays": [], "accessible": false } });
    assert_eq!(writer.send("PUT", GROUPS, body).await.status, 200);
    let group = writer.group(10).await.json();
    assert_eq!(group["groupName"], json!("Ten"));
    let policy = &group["extensionConfig"];
    assert_eq!(policy.get("advanceReservation"), None);
    assert_eq!(policy["maxReservationTimeInterval"], json!(60));
    assert_eq!(policy["accessible"], json!(false));

    let body = json!({ "groupName": "new", "parentGroupId": 10,
        "extensionConfig": { "bufferAfter": 10 } });
    let made = writer.send("POST", GROUPS, body).await.json()["result"].as_i64().unwrap();
    let group = writer.group(made).await.json();
    assert_eq!(group["extensionConfig"], json!({ "bufferAfter": 10 }));
    // An export is imported as it is, and then nothing differs.
    let document = home.export().await;
    home.import(document.clone()).await;
    assert_eq!(home.export().await, document);
}

fn what_cannot_be_taken_away() -> [(Value, &'static str); 5] {
    [
        (
            json!({ "takeAway": ["bufferBefore", "roomName"] }),
            "extensionConfig.takeAway[1]: \"roomName\" is no rule of a policy",
        ),
        (
            json!({ "takeAway": ["bufferBefore"], "bufferBefore": 5 }),
            "extensionConfig.takeAway[0]: bufferBefore is given as well, or named twice",
        ),
        (
            json!({ "takeAway": ["openReservation"], "openReservation": true }),
            "extensionConfig.takeAway[0]: openReservation is given as well, or named twice",
        ),
        (
            json!({ "takeAway": vec!["accessible"; 10_000] }),
            "extensionConfig.takeAway: there must be 20 at most",
        ),
        (json!({ "takeAway": "accessible" }), "extensionConfig.takeAway must be a list"),
    ]
}

async fn what_cannot_be_a_house_rule_is_refused_by_its_place(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let writer = Writer { server: &server, token: server.token("app", "secret").await };
    let span = |day: &str, from: &str, to: &str| json!({ "day": day, "from": from, "to": to });
    let many = |count: usize| vec![json!({ "date": "2026-12-25" }); count];
    let attributes =
        |count: usize| Value::Object((0..count).map(|at| (format!("a{at}"), json!("b"))).collect());
    for (config, wanted) in [
        (json!({ "weeklyHours": {} }), "extensionConfig.weeklyHours must be a list"),
        (
            json!({ "weeklyHours": [span("Mon", "08:00", "09:00")] }),
            "extensionConfig.weeklyHours[0].day: \"Mon\" is not a day such as monday",
        ),
        (
            json!({ "weeklyHours": [span("monday", "08:00", "09:00"), span("monday", "22:00", "02:00")] }),
            "extensionConfig.weeklyHours[1]: the end is not after the start; a night is two spans",
        ),
        (
            json!({ "weeklyHours": [{ "day": "monday", "to": "09:00" }] }),
            "extensionConfig.weeklyHours[0]: from is missing",
        ),
        (
            json!({ "weeklyHours": [span("monday", "08:00", "09:00"), span("monday", "08:59", "10:00")] }),
            "extensionConfig.weeklyHours: two spans of a day overlap",
        ),
        (
            json!({ "weeklyHours": vec![span("monday", "08:00", "09:00"); 10_000] }),
            "extensionConfig.weeklyHours: there must be 70 at most",
        ),
        (json!({ "bufferBefore": -1 }), "extensionConfig.bufferBefore: it must not be negative"),
        (json!({ "bufferAfter": 1441 }), "extensionConfig.bufferAfter: it must be 1440 at most"),
        (json!({ "bufferAfter": "5m" }), "extensionConfig.bufferAfter must be a whole number"),
        (
            json!({ "bookingQuota": { "hoursPerDay": -1 } }),
            "extensionConfig.bookingQuota.hoursPerDay: it must not be negative",
        ),
        (
            json!({ "leastCancelNotice": 527_041 }),
            "extensionConfig.leastCancelNotice: it must be 527040 at most",
        ),
        (
            json!({ "doorDisplay": "everything" }),
            "extensionConfig.doorDisplay: it must be title, organizer or busy",
        ),
        (
            json!({ "closedDays": [{ "name": "x" }] }),
            "extensionConfig.closedDays[0]: date is missing",
        ),
        (
            json!({ "closedDays": [{ "date": "2026-02-30" }] }),
            "extensionConfig.closedDays[0]: \"2026-02-30\" is not a day such as 2026-12-25",
        ),
        (
            json!({ "closedDays": [{ "date": "2026-12-25", "endDate": "2026-12-24" }] }),
            "extensionConfig.closedDays[0]: the last day is before the first",
        ),
        (
            json!({ "closedDays": [{ "date": "2026-12-25", "name": "a\u{202e}b" }] }),
            "extensionConfig.closedDays[0].name: it must be 200 characters at most, none of them a control",
        ),
        (
            json!({ "closedDays": many(401) }),
            "extensionConfig.closedDays: there must be 400 at most",
        ),
        (
            json!({ "attributes": { "a\u{7}": "b" } }),
            "extensionConfig.attributes[\"a\\u{7}\"]: a name must be 1 to 64 characters, none of them a control",
        ),
        (
            json!({ "attributes": { "a": "b".repeat(201) } }),
            "extensionConfig.attributes[\"a\"]: a value must be 200 characters at most, none of them a control",
        ),
        (
            json!({ "attributes": attributes(51) }),
            "extensionConfig.attributes: there must be 50 at most",
        ),
        (
            json!({ "attributes": { "a": "b\0" } }),
            "extensionConfig.attributes.a has a character U+0000",
        ),
        (json!({ "attributes": ["a"] }), "extensionConfig.attributes must be an object"),
    ]
    .into_iter()
    .chain(what_cannot_be_taken_away())
    {
        let wanted = (400, "param.error".to_owned(), format!("Error:{wanted}"));
        let body = json!({ "roomId": "open", "extensionConfig": config });
        let of_room = writer.send("PUT", ROOMS, body).await;
        let body = json!({ "groupId": 10, "extensionConfig": config });
        let of_group = writer.send("PUT", GROUPS, body).await;
        for reply in [of_room, of_group] {
            let said = reply.json();
            let text = |name: &str| said[name].as_str().unwrap_or_default().to_owned();
            assert_eq!((reply.status, text("code"), text("message")), wanted, "{config}");
        }
    }
    assert_eq!(writer.group(10).await.json().get("extensionConfig"), None);
}
