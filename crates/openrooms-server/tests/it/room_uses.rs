//! How much rooms are used, for who runs them.

use openrooms_core::time::EpochMillis;
use serde_json::{Value, json};

use crate::fixture::{Home, Server, eventually};
use crate::request;
use crate::sample::{app, document, plain, room, suite, usual, with};

on_both!(
    time_taken_is_told_of_time_open,
    days_are_those_of_the_room_and_what_has_no_room_is_not_counted,
    of_who_walks_up_nobody_knows_how_many_they_are,
    who_runs_rooms_sees_theirs,
    more_rooms_than_one_answer_holds_are_refused,
);

const SCOPES: [&str; 4] = [
    "VideoConference.Conference.Read",
    "VideoConference.Conference.Write",
    "Calendar.Event.Read",
    "Calendar.Event.Write",
];

/// The usual organisation, whose app may book, and whose rooms have seats and hours.
fn all() -> Value {
    let mut all = usual();
    let corp = &mut all["organisations"][0];
    corp["apps"] = json!([with(app("app"), json!({ "scopes": SCOPES }))]);
    corp["timeZone"] = json!("Europe/Berlin");
    let rooms = corp["rooms"].as_array_mut().unwrap();
    rooms[0]["roomCapacity"] = json!(10);
    let of_groups = [("closed11", 11), ("of-all10", 10)];
    for room in rooms {
        room["roomStatus"] = json!(0);
        room.as_object_mut().unwrap().remove("reservationAuthority");
        if let Some((_, group)) = of_groups.iter().find(|(id, _)| room["roomId"] == *id) {
            room["roomGroup"] = json!({ "groupId": group });
        }
    }
    document(&[all["organisations"][0].take()], &[suite("suite", &["corp"])])
}

/// Books a room for Ann on a day of June 2026, with some who come; gives the event.
async fn book(
    server: &Server,
    token: &str,
    room: &str,
    (day, from, until): (&str, &str, &str),
    people: &[&str],
) -> String {
    let at = |time: &str| json!({ "dateTime": format!("{day}T{time}:00+02:00"), "timeZone": "Europe/Berlin" });
    let people: Vec<_> = people.iter().map(|id| json!({ "id": id })).collect();
    let event = json!({ "summary": "m", "start": at(from), "end": at(until), "attendees": people });
    let path = "/v1.0/calendar/users/ann/calendars/primary/events";
    let made = server.call(request::with_body("POST", path, token, &event.to_string())).await;
    let id = made.text("id");
    let rooms = json!({ "meetingRoomsToAdd": [{ "roomId": room }] });
    let booked = server.call(request::with_body(
        "POST",
        &format!("{path}/{id}/meetingRooms"),
        token,
        &rooms.to_string(),
    ));
    assert_eq!(booked.await.outcome(), (200, "ok".to_owned()), "{room}");
    id
}

async fn uses(server: &Server, token: &str, query: &str) -> Value {
    let target = format!("/v1.0/rooms/meetingRoomUses?{query}");
    let reply = server.call(request::get(&target, token)).await;
    assert_eq!(reply.status, 200, "{query}: {reply:?}");
    reply.json()["result"].clone()
}

const WEEK: &str = "startDate=2026-06-01&endDate=2026-06-07";

async fn time_taken_is_told_of_time_open(home: &Home) {
    home.import(all()).await;
    let server = home.serve().await;
    let token = server.token("app", "secret").await;
    let first = book(&server, &token, "open", ("2026-06-01", "09:00", "10:30"), &["bob"]).await;
    book(&server, &token, "open", ("2026-06-02", "17:00", "19:00"), &["bob", "gil", "hal", "boss"])
        .await;
    book(&server, &token, "of-2", ("2026-06-06", "09:00", "10:00"), &[]).await;
    // Of another week; and one of which Bob says that he does not come.
    book(&server, &token, "open", ("2026-06-08", "09:00", "10:00"), &[]).await;
    let path = format!("/v1.0/calendar/users/bob/calendars/primary/events/{first}");
    let declined = json!({ "responseStatus": "declined" });
    let answered = server
        .call(request::with_body("POST", &format!("{path}/respond"), &token, &declined.to_string()))
        .await;
    assert_eq!(answered.status, 200, "{answered:?}");

    let found = uses(&server, &token, &format!("unionId=boss&{WEEK}")).await;
    assert_eq!(
        found["total"],
        json!({
            "openMinutes": 6 * 5 * 600, "usedMinutes": 150, "outsideMinutes": 120, "meetings": 3,
            "walkUps": 0, "people": 7, "mostPeople": 5, "pastMeetings": 0, "noShows": 0,
            "sizedMeetings": 2, "halfEmpty": 2,
        })
    );
    let names: Vec<_> =
        found["rooms"].as_array().unwrap().iter().map(|room| &room["roomName"]).collect();
    assert_eq!(names, ["closed", "closed11", "of-2", "of-all10", "of-bob", "open"]);
    assert_eq!(found["rooms"][5]["roomCapacity"], 10);
    assert_eq!(found["rooms"][5]["counts"]["usedMinutes"], 150);
    let hour = |weekday: i64, hour: i64| {
        let mut all = found["hours"].as_array().unwrap().iter();
        let one = all.find(|one| one["weekday"] == weekday && one["hour"] == hour);
        one.map(|one| (one["openMinutes"].clone(), one["usedMinutes"].clone()))
    };
    assert_eq!(hour(1, 9), Some((json!(360), json!(60))));
    assert_eq!(hour(1, 10), Some((json!(360), json!(30))));
    assert_eq!(hour(2, 17), Some((json!(360), json!(60))));
    assert_eq!((hour(2, 18), hour(6, 9)), (None, None));
    let groups: Vec<_> = found["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| (group["groupName"].as_str().unwrap(), group["rooms"].as_i64().unwrap()))
        .collect();
    assert_eq!(groups, [("eleven", 1), ("ten", 2)]);

    // A week later it is over; Ann has signed in to the first.
    let sign_in = format!("/v1.0/calendar/users/ann/calendars/primary/events/{first}/signin");
    home.clock.move_to(EpochMillis(1_780_297_200_000 + 600_000));
    let token = server.token("app", "secret").await;
    let signed = server.call(request::with_body("POST", &sign_in, &token, "{}")).await;
    assert_eq!(signed.status, 200, "{signed:?}");
    home.clock.move_to(EpochMillis(1_780_900_000_000));
    let token = server.token("app", "secret").await;
    let found = uses(&server, &token, &format!("unionId=boss&roomId=open&{WEEK}")).await;
    let total = &found["total"];
    assert_eq!((&total["pastMeetings"], &total["noShows"]), (&json!(2), &json!(1)), "{total}");
    // A room that goes takes its numbers along, on this node at once.
    let gone =
        request::without_body("DELETE", "/v1.0/rooms/meetingRooms/of-2?unionId=boss", &token);
    assert_eq!(server.call(gone).await.status, 200);
    let rooms = async || {
        uses(&server, &token, &format!("unionId=boss&{WEEK}")).await["rooms"]
            .as_array()
            .unwrap()
            .len()
    };
    eventually(std::time::Duration::from_secs(2), &5, rooms).await;
}

async fn days_are_those_of_the_room_and_what_has_no_room_is_not_counted(home: &Home) {
    let mut all = all();
    let rooms = all["organisations"][0]["rooms"].as_array_mut().unwrap();
    rooms[0]["timeZone"] = json!("America/New_York");
    let policy = |more: Value| with(json!({ "openReservation": true }), more);
    rooms.push(with(
        room("asks", 0),
        json!({ "extensionConfig": policy(json!({ "approvalSwitch": true })) }),
    ));
    rooms.push(with(
        room("shut", 0),
        json!({ "extensionConfig": policy(json!({ "openReservation": false })) }),
    ));
    let hours = json!([{ "day": "monday", "from": "09:00", "to": "12:00" }]);
    rooms.push(with(
        room("mornings", 0),
        json!({ "extensionConfig": policy(json!({
            "weeklyHours": hours, "bufferBefore": 15, "bufferAfter": 15,
        })) }),
    ));
    home.import(all).await;
    let server = home.serve().await;
    let token = server.token("app", "secret").await;
    let one = async |room: &str, days: &str| {
        uses(&server, &token, &format!("unionId=boss&roomId={room}&{days}")).await
    };
    // On Monday evening in New York it is Tuesday in Berlin.
    book(&server, &token, "open", ("2026-06-02", "01:00", "02:00"), &[]).await;
    let found = one("open", "startDate=2026-06-01&endDate=2026-06-01").await;
    assert_eq!(found["total"]["outsideMinutes"], 60, "{found}");
    let found = one("open", "startDate=2026-06-02&endDate=2026-06-02").await;
    assert_eq!(found["total"]["meetings"], 0, "{found}");
    // What waits for somebody's word has no room yet, what was given back has none any more.
    book(&server, &token, "asks", ("2026-06-02", "09:00", "10:00"), &[]).await;
    let event = book(&server, &token, "closed", ("2026-06-02", "09:00", "10:00"), &[]).await;
    assert_eq!(one("closed", WEEK).await["total"]["meetings"], 1);
    let path = format!("/v1.0/calendar/users/ann/calendars/primary/events/{event}");
    assert_eq!(server.call(request::without_body("DELETE", &path, &token)).await.status, 200);
    for room in ["asks", "closed"] {
        let total = &one(room, WEEK).await["total"];
        assert_eq!(
            (&total["meetings"], &total["openMinutes"]),
            (&json!(0), &json!(3000)),
            "{room}"
        );
    }
    assert_eq!(one("shut", WEEK).await["total"]["openMinutes"], 0);
    // Buffers are nobody's meeting.
    book(&server, &token, "mornings", ("2026-06-01", "09:30", "11:00"), &[]).await;
    let total = &one("mornings", WEEK).await["total"];
    assert_eq!((&total["openMinutes"], &total["usedMinutes"]), (&json!(180), &json!(90)));
}

async fn of_who_walks_up_nobody_knows_how_many_they_are(home: &Home) {
    home.import(all()).await;
    let server = home.serve().await;
    let token = server.token("app", "secret").await;
    let screen = server.post("/console/panel/pairing", &json!({})).await;
    let pair = json!({ "unionId": "boss", "code": screen.text("pairingCode"), "roomId": "open" });
    let path = "/v1.0/rooms/panels/pair";
    let paired = server.call(request::with_body("POST", path, &token, &pair.to_string())).await;
    assert_eq!(paired.status, 200, "{paired:?}");
    let minutes = json!({ "minutes": 30 }).to_string();
    let device = screen.text("deviceToken");
    let taken = request::with_body("POST", "/console/panel/book", &device, &minutes);
    let json = "host: x\r\ncontent-type: application/json\r\n";
    let taken = server.call(taken.replacen("host: x\r\n", json, 1)).await;
    assert_eq!(taken.status, 200, "{taken:?}");
    let days = "startDate=2026-05-27&endDate=2026-05-29";
    let found = uses(&server, &token, &format!("unionId=boss&roomId=open&{days}")).await;
    let total = &found["total"];
    for (name, wanted) in [
        ("meetings", 1),
        ("walkUps", 1),
        ("people", 0),
        ("mostPeople", 0),
        ("sizedMeetings", 0),
        ("halfEmpty", 0),
    ] {
        assert_eq!(total[name], wanted, "{name}");
    }
    home.clock.move_to(EpochMillis(1_780_100_000_000));
    let token = server.token("app", "secret").await;
    let found = uses(&server, &token, &format!("unionId=boss&roomId=open&{days}")).await;
    let total = &found["total"];
    assert_eq!((&total["pastMeetings"], &total["noShows"]), (&json!(1), &json!(0)), "{total}");
}

async fn more_rooms_than_one_answer_holds_are_refused(home: &Home) {
    let boss = json!({ "userId": "b", "unionId": "boss", "name": "Boss", "admin": true });
    let writer = with(app("app"), json!({ "scopes": SCOPES }));
    let mut corp = with(plain("corp", 1_001), json!({ "apps": [writer] }));
    corp["users"].as_array_mut().unwrap().push(boss);
    corp["roomGroups"] = json!([{ "groupId": 1, "groupName": "one", "parentId": 0 }]);
    corp["rooms"][7]["roomGroup"] = json!({ "groupId": 1 });
    home.import(document(&[corp], &[suite("suite", &["corp"])])).await;
    let server = home.serve().await;
    let token = server.token("app", "secret").await;
    let target = format!("/v1.0/rooms/meetingRoomUses?unionId=boss&{WEEK}");
    let refused = server.call(request::get(&target, &token)).await;
    assert_eq!(refused.outcome(), (400, "param.error".to_owned()));
    assert!(refused.text("message").contains("groupId"), "{refused:?}");
    let found = uses(&server, &token, &format!("unionId=boss&groupId=1&{WEEK}")).await;
    assert_eq!(found["rooms"].as_array().unwrap().len(), 1);
    let gone =
        request::without_body("DELETE", "/v1.0/rooms/meetingRooms/room-0?unionId=boss", &token);
    assert_eq!(server.call(gone).await.status, 200);
    let found = uses(&server, &token, &format!("unionId=boss&{WEEK}")).await;
    assert_eq!(found["rooms"].as_array().unwrap().len(), 1_000);
}

async fn who_runs_rooms_sees_theirs(home: &Home) {
    let other = with(plain("other", 2), json!({ "apps": [app("foreign")] }));
    let mut both = all();
    both["organisations"][0]["roomRights"] =
        json!([{ "roomId": "of-bob", "adminUnionIds": ["bob", "gil"] }]);
    both["organisations"].as_array_mut().unwrap().push(other);
    home.import(both).await;
    let server = home.serve().await;
    let token = server.token("app", "secret").await;
    let rooms = async |query: &str| {
        let found = uses(&server, &token, &format!("{query}&{WEEK}")).await;
        let rooms = found["rooms"].as_array().unwrap().iter();
        rooms.map(|room| room["roomId"].as_str().unwrap().to_owned()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(rooms("unionId=gil").await, "closed11 of-all10 of-bob");
    assert_eq!(rooms("unionId=bob").await, "of-bob");
    assert_eq!(rooms("unionId=bob&roomId=of-bob").await, "of-bob");
    assert_eq!(rooms("unionId=hal").await, "closed11");
    assert_eq!(rooms("unionId=gil&groupId=11").await, "closed11");
    assert_eq!(rooms("unionId=gil&groupId=0").await, "closed11 of-all10 of-bob");
    assert_eq!(rooms("unionId=boss&groupId=10").await, "closed11 of-all10");
    assert_eq!(rooms("unionId=gil&roomId=of-all10").await, "of-all10");
    // A group is told of where all its rooms are.
    let groups = async |query: &str| {
        let found = uses(&server, &token, &format!("{query}&{WEEK}")).await;
        let groups = found["groups"].as_array().unwrap().iter();
        groups.map(|group| group["groupId"].as_i64().unwrap()).collect::<Vec<_>>()
    };
    for (query, wanted) in [
        ("unionId=boss", &[11, 10][..]),
        ("unionId=gil", &[11, 10]),
        ("unionId=hal", &[11]),
        ("unionId=bob", &[]),
        ("unionId=boss&groupId=11", &[11]),
        ("unionId=boss&roomId=closed11", &[]),
    ] {
        assert_eq!(groups(query).await, wanted, "{query}");
    }
    let foreign = server.token("foreign", "secret").await;
    for (token, query, wanted) in [
        (&token, format!("unionId=ann&{WEEK}"), "user.not.admin"),
        (&token, format!("unionId=nobody&{WEEK}"), "user.not.employee"),
        (&token, WEEK.to_owned(), "param.error"),
        (&token, format!("unionId=hal&groupId=10&{WEEK}"), "user.not.admin"),
        (&token, format!("unionId=hal&groupId=99&{WEEK}"), "user.not.admin"),
        (&token, format!("unionId=boss&groupId=99&{WEEK}"), "group.not.found"),
        (&token, format!("unionId=hal&roomId=open&{WEEK}"), "user.not.admin"),
        (&token, format!("unionId=bob&roomId=open&{WEEK}"), "user.not.admin"),
        (&token, format!("unionId=bob&groupId=10&{WEEK}"), "user.not.admin"),
        (&token, format!("unionId=hal&roomId=none&{WEEK}"), "user.not.admin"),
        (&token, format!("unionId=boss&roomId=none&{WEEK}"), "room.not.found"),
        (&token, format!("unionId=boss&roomId=open&groupId=10&{WEEK}"), "param.error"),
        (&token, "unionId=boss&startDate=2026-06-01".to_owned(), "param.error"),
        (&token, "unionId=boss&startDate=2026-06-02&endDate=2026-06-01".to_owned(), "param.error"),
        (&token, "unionId=boss&startDate=2026-06-01&endDate=2026-09-01".to_owned(), "param.error"),
        (&token, "unionId=boss&startDate=2026-6-1&endDate=2026-06-02".to_owned(), "param.error"),
        (
            &token,
            "unionId=boss&startDate=2026-06-01T00:00&endDate=2026-06-02".to_owned(),
            "param.error",
        ),
        (
            &token,
            "unionId=boss&startDate=-000001-01-01&endDate=2026-06-02".to_owned(),
            "param.error",
        ),
        (&token, format!("unionId=boss&groupId=x&{WEEK}"), "param.error"),
        (&token, format!("unionId=boss&roomId=a%00b&{WEEK}"), "param.error"),
        (&token, "unionId=boss&startDate=2026-02-30&endDate=2026-03-01".to_owned(), "param.error"),
        (&token, "unionId=boss&startDate=0000-12-31&endDate=0001-01-01".to_owned(), "param.error"),
        (
            &token,
            "unionId=boss&startDate=2026-06-01%0a&endDate=2026-06-02".to_owned(),
            "param.error",
        ),
        // Their own organisation has no such person.
        (&foreign, format!("unionId=boss&{WEEK}"), "user.not.employee"),
    ] {
        let target = format!("/v1.0/rooms/meetingRoomUses?{query}");
        let outcome = server.call(request::get(&target, token)).await.outcome();
        assert_eq!(outcome, (400, wanted.to_owned()), "{query}");
    }
    for query in
        ["startDate=9999-12-31&endDate=9999-12-31", "startDate=0001-01-01&endDate=0001-04-02"]
    {
        let found = uses(&server, &token, &format!("unionId=boss&{query}")).await;
        assert_eq!(found["total"]["meetings"], 0, "{query}");
    }
}
