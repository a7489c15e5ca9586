//! What a change of a room or a group would break, told before it is made.

use serde_json::{Value, json};

use crate::events::{Calendar, hour};
use crate::fixture::Home;
use crate::request;
use crate::rooms_asked::house;
use crate::sample::with;
use crate::wire::Reply;

on_both!(
    a_stricter_room_tells_what_it_would_break_and_breaks_nothing,
    a_stricter_group_tells_what_it_would_break_in_all_its_rooms,
    what_would_be_refused_is_refused_before,
);

const ROOM: &str = "/v1.0/rooms/meetingRooms/updates/explain";
const GROUP: &str = "/v1.0/rooms/groups/updates/explain";

async fn explain(of: &Calendar<'_>, target: &str, body: Value) -> Reply {
    let body = with(json!({ "unionId": "boss" }), body).to_string();
    of.server.call(request::with_body("POST", target, &of.token, &body)).await
}

/// What is told: the rules with how many bookings, and of each event the room, the person, how many
/// dates, and what refuses them.
fn told(reply: &Reply) -> Value {
    assert_eq!(reply.status, 200, "{reply:?}");
    let result = reply.json()["result"].clone();
    assert_eq!(result["complete"], json!(true), "{reply:?}");
    let events = result["events"].as_array().unwrap().iter().map(|event| {
        let rules: Vec<_> = event["refusals"].as_array().unwrap().iter().collect();
        let rules: Vec<_> = rules.iter().map(|each| each["rule"].clone()).collect();
        json!([event["roomId"], event["organizerUnionId"], event["brokenDates"], rules])
    });
    json!({
        "judged": result["judgedBookings"], "broken": result["brokenBookings"],
        "events": events.collect::<Vec<_>>(),
    })
}

/// Books a room for somebody.
async fn book(who: &Calendar<'_>, room: &str, event: Value) -> String {
    let id = who.made(&event).await;
    let rooms = json!({ "meetingRoomsToAdd": [{ "roomId": room }] });
    let reply = who.send("POST", &format!("events/{id}/meetingRooms"), &rooms).await;
    assert_eq!(reply.status, 200, "{reply:?}");
    id
}

/// Bob has room four for an hour and each day for three days, and ann hall for two hours.
async fn booked(ann: &Calendar<'_>) -> [String; 3] {
    let bob = ann.as_seen_by("bob");
    let once = book(&bob, "four", hour(1, 9)).await;
    let daily = json!({ "pattern": { "type": "daily", "interval": 1 },
        "range": { "type": "numbered", "numberOfOccurrences": 3 } });
    let series = with(hour(2, 9), json!({ "recurrence": daily }));
    let series = book(&bob, "four", series).await;
    let mut long = hour(1, 9);
    long["end"] = hour(1, 10)["end"].clone();
    let long = book(ann, "hall", long).await;
    [once, series, long]
}

async fn a_stricter_room_tells_what_it_would_break_and_breaks_nothing(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let [once, series, _] = booked(&ann).await;
    let four = |change: Value| with(json!({ "roomId": "four" }), change);
    let asked = async |change: Value| told(&explain(&ann, ROOM, four(change)).await);
    let bobs = |dates: i64, rules: &[&str]| json!(["four", "bob", dates, rules]);
    for (change, broken, events) in [
        (json!({}), 0, vec![]),
        (json!({ "openReservation": true, "roomCapacity": 1 }), 0, vec![]),
        (
            json!({ "openReservation": false }),
            4,
            vec![bobs(1, &["openReservation"]), bobs(3, &["openReservation"])],
        ),
        (json!({ "roomStatus": 1 }), 4, vec![bobs(1, &["roomStatus"]), bobs(3, &["roomStatus"])]),
        (
            json!({ "roomStatus": 2, "reservationAuthority": { "authorizedMembers": [
                { "memberId": "bob", "memberType": "user" }] } }),
            0,
            vec![],
        ),
        (json!({ "enableCycleReservation": false }), 3, vec![bobs(3, &["enableCycleReservation"])]),
        (
            json!({ "extensionConfig": { "maxReservationTimeInterval": 30, "weeklyHours": [
                { "day": "monday", "from": "08:00", "to": "12:00" }] } }),
            4,
            vec![
                bobs(1, &["maxReservationTimeInterval"]),
                bobs(3, &["maxReservationTimeInterval", "weeklyHours"]),
            ],
        ),
        (
            json!({ "extensionConfig": { "closedDays": [{ "date": "2026-06-03" }] } }),
            1,
            vec![bobs(1, &["closedDays"])],
        ),
        (
            json!({ "extensionConfig": { "bookingQuota": { "openBookings": 1 } } }),
            3,
            vec![bobs(3, &["bookingQuota.openBookings"])],
        ),
        (json!({ "extensionConfig": { "approvalSwitch": true } }), 0, vec![]),
    ] {
        let wanted = json!({ "judged": 4, "broken": broken, "events": events });
        assert_eq!(asked(change.clone()).await, wanted, "{change}");
    }
    let reply = explain(&ann, ROOM, four(json!({ "openReservation": false }))).await.json();
    let first = &reply["result"]["events"][0];
    assert_eq!((&first["eventId"], &first["recurring"]), (&json!(once), &json!(false)));
    assert_eq!(first["organizerName"], "Bob");
    assert_eq!(first["startTime"], "2026-06-01T09:00:00+08:00");
    assert_eq!(first["endTime"], "2026-06-01T10:00:00+08:00");
    assert_eq!(first["refusals"][0]["text"], "openReservation: false, it cannot be booked");
    let second = &reply["result"]["events"][1];
    assert_eq!((&second["eventId"], &second["recurring"]), (&json!(series), &json!(true)));
    assert_eq!(second["refusals"][0]["dates"].as_array().unwrap().len(), 3);
    assert_eq!(
        reply["result"]["rules"],
        json!([{ "rule": "openReservation", "brokenBookings": 4 }])
    );
    assert!(!reply.to_string().contains("summary"), "{reply}");
    // Nothing was written, and what is written breaks nothing.
    let room = server.room(&ann.token, "four", "boss").await.json();
    assert_eq!(room["result"].get("extensionConfig"), None);
    let change = with(four(json!({ "openReservation": false })), json!({ "unionId": "boss" }));
    let put =
        request::with_body("PUT", "/v1.0/rooms/meetingRooms", &ann.token, &change.to_string());
    assert_eq!(server.call(put).await.status, 200);
    let event = ann.as_seen_by("bob").read(&once).await;
    assert_eq!(event["meetingRooms"][0]["responseStatus"], "accepted", "{event}");
    // What was against a rule before is none of the change.
    assert_eq!(asked(json!({ "openReservation": false })).await["broken"], json!(0));
}

async fn a_stricter_group_tells_what_it_would_break_in_all_its_rooms(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    booked(&ann).await;
    let asked = async |group: i64, config: Value| {
        let body = json!({ "groupId": group, "extensionConfig": config });
        told(&explain(&ann, GROUP, body).await)
    };
    let bobs = |dates: i64, rule: &str| json!(["four", "bob", dates, [rule]]);
    let anns = |rule: &str| json!(["hall", "ann", 1, [rule]]);
    let (longest, shut) = ("maxReservationTimeInterval", "openReservation");
    for (group, config, judged, events) in [
        (10, json!({ longest: 60 }), 5, vec![anns(longest)]),
        (11, json!({ longest: 60 }), 4, vec![]),
        (12, json!({ longest: 60 }), 1, vec![anns(longest)]),
        (10, json!({ shut: false }), 5, vec![bobs(1, shut), anns(shut), bobs(3, shut)]),
        (
            11,
            json!({ "bookingQuota": { "openBookings": 3 } }),
            4,
            vec![bobs(1, "bookingQuota.openBookings")],
        ),
    ] {
        let found = asked(group, config.clone()).await;
        assert_eq!(
            (&found["judged"], &found["events"]),
            (&json!(judged), &json!(events)),
            "{config}"
        );
    }
    // A room that says otherwise keeps what it says.
    let own = json!({ "unionId": "boss", "roomId": "hall", "extensionConfig": { longest: 0 } });
    let put = request::with_body("PUT", "/v1.0/rooms/meetingRooms", &ann.token, &own.to_string());
    assert_eq!(server.call(put).await.status, 200);
    assert_eq!(asked(10, json!({ longest: 60 })).await["broken"], json!(0));
    // Where it moves, the other group's rules count.
    let strict = json!({ "unionId": "boss", "groupId": 12, "extensionConfig": { shut: false } });
    let put = request::with_body("PUT", "/v1.0/rooms/groups", &ann.token, &strict.to_string());
    assert_eq!(server.call(put).await.status, 200);
    let moved = explain(&ann, ROOM, json!({ "roomId": "four", "groupId": 12 })).await;
    assert_eq!(told(&moved)["broken"], json!(4));
    assert_eq!(moved.json()["result"]["events"][0]["refusals"][0]["groupId"], json!(12));
}

async fn what_would_be_refused_is_refused_before(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let not_admin = (400, "user.not.admin");
    for (target, body, outcome) in [
        (ROOM, json!({ "unionId": null, "roomId": "four" }), (400, "param.error")),
        (ROOM, json!({ "roomId": null }), (400, "param.error")),
        (ROOM, json!({ "roomId": "four", "roomStatus": 2 }), (400, "param.error")),
        (ROOM, json!({ "roomId": "four", "roomName": " " }), (400, "room.name.unsafe")),
        (ROOM, json!({ "roomId": "four", "groupId": 99 }), (400, "group.not.found")),
        (ROOM, json!({ "roomId": "nothing" }), (400, "room.not.found")),
        (ROOM, json!({ "roomId": "four", "unionId": "ann" }), not_admin),
        (ROOM, json!({ "roomId": "nothing", "unionId": "ann" }), not_admin),
        (ROOM, json!({ "roomId": "four", "unionId": "nobody" }), not_admin),
        (
            ROOM,
            json!({ "roomId": "four", "expected": {
                "roomId": "four", "roomName": "Other", "roomStatus": 0 } }),
            (409, "room.changed"),
        ),
        (GROUP, json!({ "groupId": null }), (400, "param.error")),
        (GROUP, json!({ "groupId": 10, "groupName": "" }), (400, "param.error")),
        (
            GROUP,
            json!({ "groupId": 10, "extensionConfig": { "bufferAfter": -1 } }),
            (400, "param.error"),
        ),
        (GROUP, json!({ "groupId": 99 }), (400, "group.not.found")),
        (GROUP, json!({ "groupId": 10, "unionId": "ann" }), not_admin),
        (GROUP, json!({ "groupId": 10, "unionId": "gil" }), not_admin),
        (GROUP, json!({ "groupId": 10, "expected": { "groupId": 10 } }), (409, "group.changed")),
    ] {
        let (status, code) = outcome;
        let reply = explain(&ann, target, body.clone()).await;
        assert_eq!(reply.outcome(), (status, code.to_owned()), "{body}");
    }
    // Who administers the room, or its group, may ask.
    let by_gil = json!({ "unionId": "gil", "roomId": "four", "openReservation": false });
    assert_eq!(explain(&ann, ROOM, by_gil).await.status, 200);
}
