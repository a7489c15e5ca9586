//! Which rooms a person can have when, and why not: asked for one, sought among all, told for many.

use serde_json::{Value, json};

use crate::events::{Calendar, hour, with_calendar};
use crate::fixture::Home;
use crate::request;
use crate::sample::{room, with};
use crate::wire::Reply;

on_both!(
    a_refusal_is_explained_with_what_comes_nearest,
    another_room_is_looked_for_nearby_before_elsewhere,
    what_a_group_asks_binds_its_rooms,
    a_quota_counts_in_all_rooms_of_its_group,
    rooms_are_found_by_what_they_have_and_when_they_are_free,
    of_rooms_that_fit_as_well_those_where_one_books_come_first,
    where_none_fits_what_comes_near_is_told,
    what_comes_near_passes,
    whole_days_and_series_have_what_comes_near_too,
    another_room_has_seats_for_who_comes,
    busy_times_of_many_rooms_are_told_at_once,
    what_many_rooms_ask_is_told_once,
    nothing_is_told_of_a_room_that_one_does_not_see,
    what_cannot_be_asked_is_refused,
    what_comes_nearest_to_a_series_is_told_by_its_first_date,
    of_a_series_no_time_is_told_that_its_clocks_leave_out,
    a_super_user_is_told_of_a_room_that_they_may_book_unseen,
    quotas_count_what_an_event_has_once,
);

/// Groups 10 above 11 and 12; rooms by their names' numbers of seats.
pub(crate) fn house() -> Value {
    let mut document = with_calendar();
    let corp = &mut document["organisations"][0];
    corp["roomGroups"].as_array_mut().unwrap().push(json!({
        "groupId": 12, "groupName": "twelve", "parentId": 10 }));
    let rooms = corp["rooms"].as_array_mut().unwrap();
    rooms.clear();
    let of = |id: &str, group: i64, more: Value| {
        with(with(room(id, 0), json!({ "roomGroup": { "groupId": group } })), more)
    };
    rooms.push(of("four", 11, json!({ "roomCapacity": 4, "roomLabels": [{ "labelId": 1 }] })));
    rooms.push(of(
        "eight",
        11,
        json!({ "roomCapacity": 8, "extensionConfig": {
        "accessible": true, "attributes": { "view": "river" } } }),
    ));
    rooms.push(of(
        "ten",
        12,
        json!({ "roomCapacity": 10,
        "extensionConfig": { "approvalSwitch": true } }),
    ));
    rooms.push(of("hall", 12, json!({ "roomCapacity": 99, "roomLabels": [{ "labelId": 1 }] })));
    rooms.push(with(room("hidden", 1), json!({ "roomCapacity": 5 })));
    document
}

/// From `from` until `until` o'clock of the first of June.
fn on_the_first(from: &str, until: &str) -> Value {
    let time = |at: &str| json!({ "dateTime": format!("2026-06-01T{at}:00+08:00") });
    json!({ "start": time(from), "end": time(until) })
}

fn times(span: &Value) -> (String, String) {
    let text = |name: &str| span[name].as_str().unwrap_or_default().to_owned();
    (text("startTime"), text("endTime"))
}

fn span(from: &str, until: &str) -> (String, String) {
    let time = |at: &str| format!("2026-06-01T{at}:00+08:00");
    (time(from), time(until))
}

impl Calendar<'_> {
    async fn explained(&self, room: &str, event: Value) -> Value {
        let body = json!({ "roomId": room, "event": event });
        let reply = self.send_user("meetingRooms/bookings/explain", &body).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        reply.json()["result"].clone()
    }

    async fn found(&self, search: Value) -> Value {
        let reply = self.send_user("meetingRooms/find", &search).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        reply.json()
    }

    /// An event in June that has a room.
    async fn books(&self, room: &str, day: u8, at: u8) -> Reply {
        let id = self.made(&hour(day, at)).await;
        let body = json!({ "meetingRoomsToAdd": [{ "roomId": room }] });
        self.send("POST", &format!("events/{id}/meetingRooms"), &body).await
    }
}

fn names(found: &Value) -> Vec<String> {
    let rooms = found["rooms"].as_array().unwrap().iter();
    rooms.map(|room| room["roomId"].as_str().unwrap().to_owned()).collect()
}

fn rules(explained: &Value) -> Vec<&str> {
    let refusals = explained["refusals"].as_array().unwrap().iter();
    refusals.map(|refusal| refusal["rule"].as_str().unwrap()).collect()
}

async fn a_refusal_is_explained_with_what_comes_nearest(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let free = ann.explained("four", on_the_first("10:00", "11:00")).await;
    assert_eq!(free, json!({ "available": true, "needsApproval": false, "refusals": [] }));
    let waits = ann.explained("ten", on_the_first("10:00", "11:00")).await;
    assert_eq!(waits["needsApproval"], json!(true));

    assert_eq!(ann.books("four", 1, 10).await.status, 200);
    let taken = ann.explained("four", on_the_first("09:30", "11:00")).await;
    assert_eq!(rules(&taken), ["overlap"]);
    let refusal = &taken["refusals"][0];
    assert_eq!(
        (&refusal["level"], &refusal["dates"]),
        (&json!("room"), &json!(["2026-06-01T09:30:00+08:00"]),)
    );
    assert!(refusal["text"].as_str().unwrap().starts_with("overlap: taken from 2026-06-01T10:00"));
    assert_eq!(times(&taken["nearestTime"]), span("08:30", "10:00"));
    assert_eq!(times(&taken["nearestLength"]), span("09:30", "10:00"));
    // The one of the same group rather than a smaller one of another.
    assert_eq!(taken["nearestRoom"]["roomId"], json!("eight"));
    let series = with(
        on_the_first("10:00", "11:00"),
        json!({ "recurrence": {
        "pattern": { "type": "daily", "interval": 1 },
        "range": { "type": "numbered", "numberOfOccurrences": 3 } } }),
    );
    assert_eq!(ann.books("four", 3, 10).await.status, 200);
    let series = ann.explained("four", series).await;
    assert_eq!(
        series["refusals"][0]["dates"],
        json!(["2026-06-01T10:00:00+08:00", "2026-06-03T10:00:00+08:00"])
    );
    assert_eq!(times(&series["nearestTime"]), span("11:00", "12:00"));
}

async fn another_room_is_looked_for_nearby_before_elsewhere(home: &Home) {
    let mut document = house();
    let corp = &mut document["organisations"][0];
    let groups = corp["roomGroups"].as_array_mut().unwrap();
    for id in [20, 30] {
        groups.push(json!({ "groupId": id, "groupName": format!("far {id}"), "parentId": 0 }));
    }
    let rooms = corp["rooms"].as_array_mut().unwrap();
    // More than are looked at, each smaller than those nearby, and far away; and one that is less far.
    let far = |id: &str, group: i64, zone: &str| {
        let more =
            json!({ "roomCapacity": 4, "roomGroup": { "groupId": group }, "timeZone": zone });
        with(room(id, 0), more)
    };
    rooms.splice(0..0, (0..230).map(|at| far(&format!("far{at:03}"), 20, "Europe/Berlin")));
    rooms.insert(100, far("less", 30, "Asia/Shanghai"));
    home.import(document).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let asked = on_the_first("10:00", "11:00");
    // Taken one after the other, the next is of the same floor, of the building, and then elsewhere.
    for (taken, next) in [("four", "eight"), ("eight", "hall"), ("hall", "ten")] {
        assert_eq!(ann.books(taken, 1, 10).await.status, 200);
        let told = ann.explained("four", asked.clone()).await;
        assert_eq!(told["nearestRoom"]["roomId"], json!(next), "{taken}");
    }
    assert_eq!(ann.books("ten", 1, 10).await.status, 200);
    let told = ann.explained("four", asked).await;
    let less = json!({ "roomId": "less", "roomName": "less", "roomCapacity": 4, "groupId": 30 });
    assert_eq!(told["nearestRoom"], less);
}

async fn what_a_group_asks_binds_its_rooms(home: &Home) {
    let mut document = house();
    let groups = document["organisations"][0]["roomGroups"].as_array_mut().unwrap();
    for group in groups {
        if group["groupId"] == json!(10) {
            group["extensionConfig"] = json!({
                "maxReservationTimeInterval": 30, "bufferAfter": 10,
                "closedDays": [{ "date": "2026-06-02", "name": "Fair" }] });
        }
    }
    home.import(document).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let long = ann.explained("four", on_the_first("10:00", "11:00")).await;
    assert_eq!(rules(&long), ["maxReservationTimeInterval"]);
    let refusal = &long["refusals"][0];
    assert_eq!((&refusal["level"], &refusal["groupId"]), (&json!("group"), &json!(10)));
    assert_eq!(refusal["facts"], json!({ "limitMinutes": 30, "askedSeconds": 3600 }));
    assert_eq!(times(&long["nearestLength"]), span("10:00", "10:30"));
    // AddMeetingRooms says the same.
    let reply = ann.books("four", 1, 10).await;
    assert_eq!(reply.outcome(), (400, "meetingRoomNotAvailable".to_owned()));
    assert!(reply.text("message").contains("set by room group 10"), "{reply:?}");
    let reply = ann.books("four", 2, 10).await;
    assert!(reply.text("message").contains("closedDays: closed on 2026-06-02 (Fair)"), "{reply:?}");
    // An administrator passes them, but not the buffer.
    let boss = ann.as_seen_by("boss");
    assert_eq!(boss.books("four", 1, 10).await.status, 200);
    let next = boss.explained("four", on_the_first("11:05", "11:30")).await;
    assert_eq!(rules(&next), ["overlap"]);
    assert_eq!(times(&next["nearestTime"]), span("11:10", "11:35"));
}

async fn a_quota_counts_in_all_rooms_of_its_group(home: &Home) {
    let mut document = house();
    let groups = document["organisations"][0]["roomGroups"].as_array_mut().unwrap();
    for group in groups {
        if group["groupId"] == json!(11) {
            group["extensionConfig"] = json!({ "bookingQuota": { "openBookings": 2 } });
        }
    }
    home.import(document).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    assert_eq!(ann.books("four", 1, 10).await.status, 200);
    assert_eq!(ann.books("eight", 2, 10).await.status, 200);
    let reply = ann.books("four", 3, 10).await;
    assert_eq!(reply.outcome(), (400, "meetingRoomNotAvailable".to_owned()));
    let explained = ann.explained("eight", on_the_first("12:00", "13:00")).await;
    assert_eq!(rules(&explained), ["bookingQuota.openBookings"]);
    // Nobody else, and nowhere else.
    assert_eq!(ann.books("hall", 3, 10).await.status, 200);
    assert_eq!(ann.as_seen_by("bob").books("four", 3, 10).await.status, 200);
}

async fn rooms_are_found_by_what_they_have_and_when_they_are_free(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    assert_eq!(ann.books("four", 1, 10).await.status, 200);
    let event = on_the_first("10:00", "11:00");
    for (search, wanted) in [
        (json!({}), vec!["eight", "hall", "ten"]),
        (json!({ "roomCapacity": 9 }), vec!["hall", "ten"]),
        (json!({ "groupId": 11 }), vec!["eight"]),
        (json!({ "groupId": 10 }), vec!["eight", "hall", "ten"]),
        (json!({ "roomLabelIds": [1] }), vec!["hall"]),
        (json!({ "accessible": true }), vec!["eight"]),
        (json!({ "attributes": { "view": "river" } }), vec!["eight"]),
        (json!({ "maxResults": 1 }), vec!["eight"]),
        (
            json!({ "roomLabelIds": [], "attributes": [], "accessible": null }),
            vec!["eight", "hall", "ten"],
        ),
    ] {
        let found = ann.found(with(search.clone(), json!({ "event": event }))).await;
        assert_eq!(names(&found), wanted, "{search}");
        assert_eq!(found["nearMisses"], json!([]), "{search}");
    }
    let many = with(event.clone(), json!({ "attendeesCount": 9 }));
    let found = ann.found(json!({ "event": many })).await;
    assert_eq!(names(&found), ["hall", "ten"]);
    let all = ann.found(json!({ "event": event })).await;
    assert_eq!(
        all["rooms"][2],
        json!({ "roomId": "ten", "roomName": "ten", "roomCapacity": 10,
        "groupId": 12, "needsApproval": true })
    );
    // An administrator needs nobody's word, and sees what others do not.
    let boss = ann.as_seen_by("boss");
    let found = boss.found(json!({ "event": event })).await;
    assert_eq!(names(&found), ["hidden", "eight", "ten", "hall"]);
}

async fn of_rooms_that_fit_as_well_those_where_one_books_come_first(home: &Home) {
    let mut document = house();
    let rooms = document["organisations"][0]["rooms"].as_array_mut().unwrap();
    for (id, group) in [("a12", 12), ("b12", 12), ("c11", 11), ("d11", 11)] {
        let place = json!({ "roomCapacity": 30, "roomGroup": { "groupId": group } });
        rooms.push(with(room(id, 0), place));
    }
    home.import(document).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let bob = Calendar::of(&server, "bob").await;
    let search = json!({ "roomCapacity": 30, "event": on_the_first("10:00", "11:00") });
    let by_name = ["a12", "b12", "c11", "d11", "hall"];
    assert_eq!(names(&ann.found(search.clone()).await), by_name);
    assert_eq!(ann.books("d11", 1, 14).await.status, 200);
    // Those with fewer seats come before, wherever they are.
    let near = ["c11", "d11", "a12", "b12", "hall"];
    assert_eq!(names(&ann.found(search.clone()).await), near);
    assert_eq!(names(&bob.found(search.clone()).await), by_name);
    // Where one books most counts.
    for (day, at) in [(1, 15), (1, 17)] {
        assert_eq!(ann.books("hall", day, at).await.status, 200);
    }
    assert_eq!(names(&ann.found(search).await), by_name);
}

/// What comes near: room, kind, time, and whether somebody has to agree.
fn misses(found: &Value) -> Vec<(String, String, (String, String), bool)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let told = found["nearMisses"].as_array().unwrap().iter().map(|miss| {
        let waits = miss["room"]["needsApproval"] == json!(true);
        (text(&miss["room"]["roomId"]), text(&miss["kind"]), times(&miss["time"]), waits)
    });
    told.collect()
}

fn near(
    room: &str,
    kind: &str,
    time: (String, String),
    waits: bool,
) -> (String, String, (String, String), bool) {
    (room.to_owned(), kind.to_owned(), time, waits)
}

async fn what_comes_near_passes(home: &Home) {
    let mut document = house();
    let corp = &mut document["organisations"][0];
    let alone = |id: &str, group: i64, config: Value| {
        let more = json!({ "roomCapacity": 200, "roomGroup": { "groupId": group },
            "extensionConfig": config });
        with(room(id, 0), more)
    };
    let groups = corp["roomGroups"].as_array_mut().unwrap();
    for id in [40, 50] {
        groups.push(json!({ "groupId": id, "groupName": format!("top {id}"), "parentId": 0 }));
    }
    let rooms = corp["rooms"].as_array_mut().unwrap();
    rooms.push(alone("asking", 40, json!({ "approvalSwitch": true })));
    rooms.push(alone("long", 50, json!({ "minReservationTimeInterval": 240 })));
    rooms.push(with(room("loose", 0), json!({ "roomCapacity": 300 })));
    home.import(document).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    for (room, at) in [("asking", 10), ("loose", 10)] {
        assert_eq!(ann.books(room, 1, at).await.status, 200);
    }
    let search = |group: i64, from: &str, until: &str| json!({ "event": on_the_first(from, until), "groupId": group, "roomCapacity": 150 });
    // Somebody has to agree at another time, too.
    let found = ann.found(search(40, "10:00", "11:00")).await;
    assert_eq!(misses(&found), [near("asking", "later", span("11:00", "12:00"), true)]);
    // What lies in no group lies elsewhere.
    let found = ann.found(search(40, "14:00", "15:00")).await;
    assert_eq!(names(&found), ["asking"]);
    assert_eq!(ann.books("asking", 1, 14).await.status, 200);
    let found = ann.found(search(40, "14:00", "15:00")).await;
    let elsewhere = near("loose", "otherGroup", span("14:00", "15:00"), false);
    assert_eq!(misses(&found)[0], elsewhere);
    // Four hours at least, of which the last two are taken and not looked at.
    let four_hours = json!({ "start": { "dateTime": "2026-06-01T13:00:00+08:00" },
        "end": { "dateTime": "2026-06-01T17:00:00+08:00" }, "summary": "Long" });
    let id = ann.made(&four_hours).await;
    let body = json!({ "meetingRoomsToAdd": [{ "roomId": "long" }] });
    assert_eq!(ann.send("POST", &format!("events/{id}/meetingRooms"), &body).await.status, 200);
    let found = ann.found(search(50, "10:00", "10:30")).await;
    assert!(misses(&found).iter().all(|(room, ..)| room != "long"), "{found}");
    let reply = ann.send_user("meetingRooms/find", &search(999, "10:00", "11:00")).await;
    assert_eq!(reply.outcome(), (400, "invalidParameter".to_owned()));
    assert_eq!(reply.text("message"), "groupId invalid");
}

async fn whole_days_and_series_have_what_comes_near_too(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    for (room, day, at) in [("four", 1, 10), ("eight", 2, 10)] {
        assert_eq!(ann.books(room, day, at).await.status, 200);
    }
    let day = |from: &str, until: &str| json!({ "start": { "date": from }, "end": { "date": until }, "isAllDay": true });
    let midnight = |day: &str| format!("2026-06-{day}T00:00:00+08:00");
    let told = ann.explained("four", day("2026-06-01", "2026-06-02")).await;
    assert_eq!(times(&told["nearestTime"]), (midnight("02"), midnight("03")));
    assert_eq!(told["nearestLength"], Value::Null);
    let search = json!({ "event": day("2026-06-01", "2026-06-03"), "groupId": 11 });
    let found = ann.found(search).await;
    let others: Vec<_> =
        misses(&found).into_iter().filter(|(_, kind, ..)| kind != "otherGroup").collect();
    let from_second = (midnight("02"), midnight("04"));
    let before = ("2026-05-31T00:00:00+08:00".to_owned(), midnight("02"));
    let wanted =
        [near("four", "later", from_second, false), near("eight", "earlier", before, false)];
    assert_eq!(others, wanted);

    let series = with(
        on_the_first("10:00", "11:00"),
        json!({ "recurrence": {
        "pattern": { "type": "daily", "interval": 1 },
        "range": { "type": "numbered", "numberOfOccurrences": 3 } } }),
    );
    let search = json!({ "event": series, "groupId": 11 });
    let found = ann.found(search).await;
    assert_eq!(found["rooms"], json!([]));
    let wanted = [
        near("hall", "otherGroup", span("10:00", "11:00"), false),
        near("ten", "otherGroup", span("10:00", "11:00"), true),
        near("four", "later", span("11:00", "12:00"), false),
        near("eight", "later", span("11:00", "12:00"), false),
    ];
    assert_eq!(misses(&found), wanted);
}

async fn another_room_has_seats_for_who_comes(home: &Home) {
    let mut document = house();
    let rooms = document["organisations"][0]["rooms"].as_array_mut().unwrap();
    rooms[0]["extensionConfig"] = json!({ "capacityCheck": true });
    home.import(document).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    for (people, next) in [(5, "eight"), (9, "hall"), (11, "hall")] {
        let asked = with(on_the_first("10:00", "11:00"), json!({ "attendeesCount": people }));
        let told = ann.explained("four", asked).await;
        assert_eq!(rules(&told), ["capacityCheck"]);
        assert_eq!(told["nearestRoom"]["roomId"], json!(next), "{people}");
    }
}

async fn where_none_fits_what_comes_near_is_told(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    for room in ["four", "eight"] {
        assert_eq!(ann.books(room, 1, 10).await.status, 200);
    }
    let search = json!({ "event": on_the_first("10:30", "11:30"), "groupId": 11 });
    let found = ann.found(search).await;
    assert_eq!(found["rooms"], json!([]));
    let wanted = [
        near("hall", "otherGroup", span("10:30", "11:30"), false),
        near("ten", "otherGroup", span("10:30", "11:30"), true),
        near("four", "later", span("11:00", "12:00"), false),
        near("eight", "later", span("11:00", "12:00"), false),
    ];
    assert_eq!(misses(&found), wanted);
}

async fn busy_times_of_many_rooms_are_told_at_once(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    assert_eq!(ann.books("four", 1, 10).await.status, 200);
    assert_eq!(ann.books("ten", 2, 10).await.status, 200);
    let week = json!({ "startTime": "2026-06-01T00:00:00+08:00",
        "endTime": "2026-06-08T00:00:00+08:00" });
    let ask = async |more: Value| {
        let reply = ann.send_user("meetingRooms/busy/query", &with(week.clone(), more)).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        let mut rooms = reply.json()["rooms"].clone();
        for time in rooms
            .as_array_mut()
            .unwrap()
            .iter_mut()
            .flat_map(|room| room["busy"].as_array_mut().unwrap())
        {
            assert!(time.as_object_mut().unwrap().remove("eventId").is_some());
        }
        rooms
    };
    let start = 1_780_279_200_000_i64; // 1 June, 10:00 in Shanghai
    let hour = |start: i64, status: &str| {
        json!({ "startTime": start, "endTime": start + 3_600_000, "status": status,
        "organizerId": "ann", "summary": "Standup" })
    };
    let four = json!({ "roomId": "four", "busy": [hour(start, "BUSY")] });
    let ten = json!({ "roomId": "ten", "busy": [hour(start + 86_400_000, "TENTATIVE")] });
    let free = |id: &str| json!({ "roomId": id, "busy": [] });
    assert_eq!(ask(json!({})).await, json!([four, free("eight"), ten, free("hall")]));
    assert_eq!(ask(json!({ "groupId": 11 })).await, json!([four, free("eight")]));
    let named = ask(json!({ "roomIds": ["hall", "four", "nothing", "hall"] })).await;
    assert_eq!(named, json!([free("hall"), four]));
    assert_eq!(ask(json!({ "roomIds": [] })).await, json!([]));
    let many: Vec<_> = (0..1000).map(|at| format!("room{at}")).collect();
    assert_eq!(ask(json!({ "roomIds": many })).await, json!([]));
}

async fn what_many_rooms_ask_is_told_once(home: &Home) {
    let mut document = house();
    let corp = &mut document["organisations"][0];
    let hours = json!([{ "day": "monday", "from": "08:00", "to": "20:00" }]);
    for group in corp["roomGroups"].as_array_mut().unwrap() {
        if group["groupId"] == json!(10) {
            group["extensionConfig"] = json!({ "weeklyHours": hours, "closedDays":
                [{ "date": "2026-12-25" }] });
        }
    }
    let rooms = corp["rooms"].as_array_mut().unwrap();
    let hall = rooms.iter_mut().find(|room| room["roomId"] == json!("hall")).unwrap();
    hall["timeZone"] = json!("Europe/Berlin");
    hall["extensionConfig"] = json!({ "closedDays": [{ "date": "2026-12-24" }] });
    home.import(document).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let ask = async |more: Value| {
        let day = json!({ "startTime": "2026-06-01T00:00:00+08:00",
            "endTime": "2026-06-02T00:00:00+08:00", "roomIds": ["four", "ten", "hall", "eight"] });
        let reply = ann.send_user("meetingRooms/busy/query", &with(day, more)).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        reply.json()
    };
    let inherited = json!({ "weeklyHours": hours, "closedDays": [{ "date": "2026-12-25" }] });
    // The second time from memory.
    for _ in 0..2 {
        let told = ask(json!({ "withPolicies": true })).await;
        let of = |at: usize| {
            let place = told["rooms"][at]["policy"].as_u64().unwrap();
            &told["policies"][usize::try_from(place).unwrap()]
        };
        assert_eq!(told["policies"].as_array().unwrap().len(), 4, "{told}");
        assert_eq!(of(0), &inherited);
        assert_eq!(of(1), &with(inherited.clone(), json!({ "approvalSwitch": true })));
        let days = json!([{ "date": "2026-12-24" }, { "date": "2026-12-25" }]);
        assert_eq!(of(2), &json!({ "weeklyHours": hours, "closedDays": days }));
        assert_eq!(of(3)["attributes"], json!({ "view": "river" }));
        assert_eq!(told["rooms"][2]["timeZone"], "Europe/Berlin");
        assert_eq!(told["rooms"][0]["timeZone"], Value::Null);
    }
    for more in [json!({}), json!({ "withPolicies": false }), json!({ "withPolicies": null })] {
        let told = ask(more).await;
        assert_eq!((&told["policies"], &told["rooms"][0]["policy"]), (&Value::Null, &Value::Null));
    }
    // What a list tells of each, of those alone whom one sees.
    let told = ask(json!({ "withRooms": true })).await;
    let list = request::rooms(&ann.token, "ann", "&maxResults=100");
    let list = server.call(list).await.json();
    for room in told["rooms"].as_array().unwrap() {
        let same = |one: &&Value| one["roomId"] == room["roomId"];
        assert_eq!(Some(&room["room"]), list["result"].as_array().unwrap().iter().find(same));
    }
    assert_eq!(ask(json!({})).await["rooms"][0]["room"], Value::Null);
    // A group that is changed changes what its rooms ask.
    let change = json!({ "unionId": "boss", "groupId": 10, "groupName": "ten",
        "extensionConfig": { "approvalSwitch": true } });
    let change = request::with_body("PUT", "/v1.0/rooms/groups", &ann.token, &change.to_string());
    let reply = server.call(change).await;
    assert_eq!(reply.status, 200, "{reply:?}");
    let told = ask(json!({ "withPolicies": true })).await;
    assert_eq!(told["policies"][0]["approvalSwitch"], true, "{told}");
}

async fn nothing_is_told_of_a_room_that_one_does_not_see(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let event = on_the_first("10:00", "11:00");
    let mut replies = Vec::new();
    for id in ["hidden", "nothing"] {
        let body = json!({ "roomId": id, "event": event });
        let reply = ann.send_user("meetingRooms/bookings/explain", &body).await;
        replies.push((reply.outcome(), reply.text("message")));
    }
    assert_eq!(replies[0], replies[1]);
    assert_eq!(replies[0], ((400, "invalidParameter".to_owned()), "roomId invalid".to_owned()));
    let all = ann.found(json!({ "event": event })).await.to_string();
    let near = ann.found(json!({ "event": event, "roomCapacity": 1000 })).await.to_string();
    let week = json!({ "startTime": "2026-06-01T00:00:00+08:00",
        "endTime": "2026-06-08T00:00:00+08:00", "roomIds": ["hidden"] });
    let busy = ann.send_user("meetingRooms/busy/query", &week).await.json().to_string();
    for said in [all, near, busy] {
        assert!(!said.contains("hidden"), "{said}");
    }
}

async fn what_cannot_be_asked_is_refused(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let event = on_the_first("10:00", "11:00");
    let never = json!({ "pattern": { "type": "absoluteMonthly", "dayOfMonth": 30, "interval": 12 },
        "range": { "type": "endDate", "endDate": "2026-06-02T00:00:00+08:00" } });
    let (explain, find, busy) =
        ("meetingRooms/bookings/explain", "meetingRooms/find", "meetingRooms/busy/query");
    let week = |more: Value| {
        with(
            json!({ "startTime": "2026-06-01T00:00:00+08:00",
            "endTime": "2026-06-08T00:00:00+08:00" }),
            more,
        )
    };
    for (rest, body, message) in [
        (explain, json!({ "event": event }), "roomId must be provided."),
        (explain, json!({ "roomId": " ", "event": event }), "roomId must be provided."),
        (explain, json!({ "roomId": "four" }), "event must be provided."),
        (explain, json!({ "roomId": "four", "event": {} }), "Event start time not set."),
        (
            explain,
            json!({ "roomId": "four", "event": with(event.clone(), json!({ "attendeesCount": 0 })) }),
            "attendeesCount must be from 1 to 100000",
        ),
        (
            explain,
            json!({ "roomId": "four", "event": with(event.clone(), json!({ "recurrence": {
                "pattern": { "type": "daily", "interval": 366 } } })) }),
            "Recurrence interval must between [1, 365]",
        ),
        (find, json!({}), "event must be provided."),
        (find, json!({ "event": event, "maxResults": 101 }), "maxResults must be from 1 to 100"),
        (find, json!({ "event": event, "roomCapacity": -1 }), "roomCapacity must not be negative"),
        (
            find,
            json!({ "event": event, "roomLabelIds": vec![1; 10_000] }),
            "roomLabelIds must be 100 at most",
        ),
        (busy, json!({}), "startTime must be provided."),
        (
            busy,
            week(json!({ "endTime": "2026-06-01T00:00:00+08:00" })),
            "endTime must be after startTime",
        ),
        (
            busy,
            week(json!({ "endTime": "2026-06-09T00:00:01+08:00" })),
            "endTime must be 8 days after startTime at most",
        ),
        (busy, week(json!({ "roomIds": vec!["x"; 1001] })), "roomIds must be 1000 at most"),
        (
            busy,
            week(json!({ "roomIds": ["x"], "groupId": 1 })),
            "roomIds and groupId do not go together",
        ),
    ] {
        let reply = ann.send_user(rest, &body).await;
        assert_eq!(reply.outcome(), (400, "invalidParameter".to_owned()), "{body} {reply:?}");
        assert_eq!(reply.text("message"), message, "{body}");
    }
    let reply = ann.send_user(busy, &week(json!({ "startTime": "soon" }))).await;
    assert_eq!(reply.outcome().1, "InvalidParameter.ParsedISO8601TimestampError");
    let body = json!({ "roomId": "four", "event": with(event, json!({ "recurrence": never })) });
    assert_eq!(ann.send_user(explain, &body).await.status, 400);
}

async fn what_comes_nearest_to_a_series_is_told_by_its_first_date(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let daily = |from: &str, until: &str| {
        let recurrence = json!({ "pattern": { "type": "daily", "interval": 1 },
            "range": { "type": "numbered", "numberOfOccurrences": 3 } });
        with(on_the_first(from, until), json!({ "recurrence": recurrence }))
    };
    // The first date from ten to eleven, the second from eight to nine, the third from twelve to one.
    for (day, at) in [(1, 10), (2, 8), (3, 12)] {
        assert_eq!(ann.books("four", day, at).await.status, 200);
    }
    let told = ann.explained("four", daily("09:30", "10:30")).await;
    assert_eq!(rules(&told), ["overlap"]);
    // Half an hour earlier and a quarter more all three are free; so are half an hour's meetings.
    assert_eq!(times(&told["nearestTime"]), span("09:00", "10:00"));
    assert_eq!(times(&told["nearestLength"]), span("09:30", "10:00"));
    let told = ann.explained("four", daily("10:15", "12:00")).await;
    assert_eq!(times(&told["nearestTime"]), span("13:00", "14:45"));
    assert_eq!(told.get("nearestLength"), None, "it begins while the room is taken");
    // What is told can be had.
    let free = ann.explained("four", daily("13:00", "14:45")).await;
    assert_eq!(free["available"], json!(true));
}

/// Sent back as it is told, such a time would be another series.
async fn of_a_series_no_time_is_told_that_its_clocks_leave_out(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let new_york = |day: u8, at: &str| json!({ "dateTime": format!("2027-03-{day}T{at}:00"), "timeZone": "America/New_York" });
    // On the fourteenth there is nothing between two and three.
    for (day, from) in [(14, "04:00"), (21, "02:55")] {
        let body = json!({ "summary": "Night", "start": new_york(day, from), "end": new_york(day, "09:00") });
        let event = ann.made(&body).await;
        let body = json!({ "meetingRoomsToAdd": [{ "roomId": "four" }] });
        let added = ann.send("POST", &format!("events/{event}/meetingRooms"), &body).await;
        assert_eq!(added.status, 200, "{added:?}");
    }
    let weekly = |from: &str, until: &str| {
        json!({ "start": new_york(14, from), "end": new_york(14, until), "recurrence": {
            "pattern": { "type": "weekly", "interval": 1, "daysOfWeek": "sunday" },
            "range": { "type": "numbered", "numberOfOccurrences": 2 } } })
    };
    let told = ann.explained("four", weekly("01:45", "03:10")).await;
    assert_eq!(rules(&told), ["overlap"]);
    // Not from 01:30, nor from 01:45, until 02:55, which would be told as 03:55.
    let shanghai = |at: &str| format!("2027-03-14T{at}:00+08:00");
    assert_eq!(times(&told["nearestTime"]), (shanghai("13:30"), shanghai("14:55")));
    assert_eq!(told.get("nearestLength"), None);
    let told = ann.explained("four", weekly("00:30", "01:55")).await;
    assert_eq!(told["available"], json!(true), "{told}");
}

async fn a_super_user_is_told_of_a_room_that_they_may_book_unseen(home: &Home) {
    let mut document = house();
    let rights = json!([{ "roomId": "hidden", "superUserIds": ["u2"] }]);
    document["organisations"][0]["roomRights"] = rights;
    home.import(document).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let bob = ann.as_seen_by("bob");
    let event = on_the_first("10:00", "11:00");
    assert_eq!(bob.explained("hidden", event.clone()).await["available"], json!(true));
    assert_eq!(bob.books("hidden", 1, 10).await.status, 200);
    let told = bob.explained("hidden", event.clone()).await;
    assert_eq!(rules(&told), ["overlap"]);
    assert_eq!(times(&told["nearestTime"]), span("11:00", "12:00"));
    let search = json!({ "event": on_the_first("12:00", "13:00"), "roomCapacity": 5 });
    assert!(names(&bob.found(search.clone()).await).contains(&"hidden".to_owned()));
    assert!(!names(&ann.found(search).await).contains(&"hidden".to_owned()));
    let body = json!({ "roomId": "hidden", "event": event });
    let reply = ann.send_user("meetingRooms/bookings/explain", &body).await;
    assert_eq!(reply.text("message"), "roomId invalid");
}

async fn quotas_count_what_an_event_has_once(home: &Home) {
    let mut document = house();
    let corp = &mut document["organisations"][0];
    let quota = |most: u8| json!({ "bookingQuota": { "openBookings": most } });
    corp["roomGroups"][0]["extensionConfig"] = quota(3);
    let rooms = corp["rooms"].as_array_mut().unwrap();
    rooms[2]["extensionConfig"] = with(quota(1), json!({ "approvalSwitch": true }));
    home.import(document).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let (two, three) = (crate::series::times(2), crate::series::times(3));
    let id = ann.made(&crate::series::mondays(&two)).await;
    // Two dates in one room of the group, and two in another, are four.
    let both = crate::series::add(&ann, &id, &["four", "eight"], "").await;
    assert_eq!(both.outcome(), (400, "meetingRoomNotAvailable".to_owned()), "{both:?}");
    assert!(both.text("message").contains("bookingQuota.openBookings: 3 bookings"), "{both:?}");
    crate::series::added(&ann, &id, &["four"]).await;
    // A date moves, and is no further booking; a third date is the third, and a fourth is refused.
    let dates = crate::series::dates(&ann, &id).await;
    let moved = crate::series::hours("06-09", 12, 13);
    crate::series::patched(&ann, &dates[1].0, "this", &moved).await;
    let longer =
        |range: &Value| json!({ "recurrence": crate::series::mondays(range)["recurrence"] });
    crate::series::patched(&ann, &id, "", &longer(&three)).await;
    let fourth = crate::series::patch(&ann, &id, "", &longer(&crate::series::times(4))).await;
    assert_eq!(fourth.outcome(), (400, "meetingRoomNotAvailable".to_owned()), "{fourth:?}");
    // One that waits is what the quota allows, and may be agreed to.
    let bob = ann.as_seen_by("bob");
    let waits = bob.made(&hour(1, 10)).await;
    crate::series::added(&bob, &waits, &["ten"]).await;
    let boss = ann.as_seen_by("boss");
    let yes = json!({ "responseStatus": "accepted" });
    let reply = boss.send("POST", &format!("events/{waits}/meetingRooms/ten/respond"), &yes).await;
    assert_eq!(reply.status, 200, "{reply:?}");
}
