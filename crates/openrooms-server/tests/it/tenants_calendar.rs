//! Tenants apart, and people apart, for every operation of a calendar that is served: with another
//! organisation's token, without the scope, and by whoever is not in an event, an administrator
//! included, nothing is read, nothing is written, and nobody learns what there is.
//!
//! An operation needs a line in [`samples`]: without one the first test here fails.

use std::collections::BTreeSet;

use openrooms_core::id::CorpId;
use openrooms_protocol::Scope;
use openrooms_protocol::catalogue::{Module, Row, find, rows};
use serde_json::{Value, json};

use crate::fixture::{Home, Server};
use crate::request;
use crate::sample::document;
use crate::wire::Reply;

const EVENTS: &str = "/v1.0/calendar/users/<user>/calendars/primary/events";
const EVENT: &str = "/v1.0/calendar/users/<user>/calendars/primary/events/<event>";

/// A call of one operation. `<user>`, `<event>` and `<room>` are placeholders.
struct Sample {
    action: &'static str,
    target: String,
    body: Option<Value>,
}

impl Sample {
    fn of(action: &'static str, base: &str, rest: &str, body: Option<Value>) -> Self {
        Self { action, target: format!("{base}{rest}"), body }
    }

    /// Whether it is about an event that is there.
    fn names_an_event(&self) -> bool {
        self.target.contains("<event>")
    }

    fn request(&self, token: &str, user: &str, event: &str) -> String {
        // An empty one would be another path.
        let user = if user.is_empty() { "%20" } else { user };
        let fill = |text: &str| {
            text.replace("<user>", user).replace("<event>", event).replace("<room>", "our-room")
        };
        let (method, target) = (row(self.action).method.as_str(), fill(&self.target));
        match &self.body {
            None => request::without_body(method, &target, token),
            Some(body) => request::with_body(method, &target, token, &fill(&body.to_string())),
        }
    }
}

/// A call of each operation that names whose calendar it is.
fn samples() -> Vec<Sample> {
    let time = |at: &str| json!({ "dateTime": at, "timeZone": "Asia/Shanghai" });
    let hour = json!({
        "summary": "New", "start": time("2026-06-02T10:00:00+08:00"),
        "end": time("2026-06-02T11:00:00+08:00"),
    });
    let of_user = |rest: &str| format!("/v1.0/calendar/users/<user>{rest}");
    let mut all = vec![
        Sample::of("CreateEvent", EVENTS, "", Some(hour)),
        Sample::of("GetEvent", EVENT, "", None),
        Sample::of("PatchEvent", EVENT, "", Some(json!({ "summary": "Changed" }))),
        Sample::of("DeleteEvent", EVENT, "", None),
        Sample::of("CancelEvent", EVENT, "/cancel", None),
        Sample::of("TransferEvent", EVENT, "/transfer", Some(json!({ "newOrganizerId": "ann" }))),
        Sample::of("ListEvents", EVENTS, "", None),
        Sample::of("ListEventsView", &of_user("/calendars/primary/eventsview"), "", None),
        Sample::of("ListInstances", EVENT, "/instances", None),
        Sample::of(
            "ListEventsInstances",
            &of_user("/calendars/primary/instances?seriesMasterId=<event>"),
            "",
            None,
        ),
        Sample::of("ListCalendars", &of_user("/calendars"), "", None),
        Sample::of(
            "AddMeetingRooms",
            EVENT,
            "/meetingRooms",
            Some(json!({ "meetingRoomsToAdd": [{ "roomId": "<room>" }] })),
        ),
        Sample::of(
            "RemoveMeetingRooms",
            EVENT,
            "/meetingRooms/batchRemove",
            Some(json!({ "meetingRoomsToRemove": [{ "roomId": "<room>" }] })),
        ),
        Sample::of(
            "MeetingRoomRespond",
            EVENT,
            "/meetingRooms/<room>/respond",
            Some(json!({ "responseStatus": "declined" })),
        ),
        Sample::of(
            "GetMeetingRoomsSchedule",
            &of_user("/meetingRooms/schedules/query"),
            "",
            Some(json!({ "roomIds": ["<room>"], "startTime": "2026-06-01T00:00:00+08:00",
                "endTime": "2026-06-02T00:00:00+08:00" })),
        ),
        Sample::of(
            "AddAttendee",
            EVENT,
            "/attendees",
            Some(json!({ "attendeesToAdd": [{ "id": "ann" }] })),
        ),
        Sample::of(
            "RemoveAttendee",
            EVENT,
            "/attendees/batchRemove",
            Some(json!({ "attendeesToRemove": [{ "id": "ann" }] })),
        ),
        Sample::of("ListAttendees", EVENT, "/attendees", None),
        Sample::of(
            "RespondEvent",
            EVENT,
            "/respond",
            Some(json!({ "responseStatus": "accepted" })),
        ),
        Sample::of(
            "GetSchedule",
            &of_user("/querySchedule"),
            "",
            Some(json!({
                "userIds": ["boss"], "startTime": "2026-06-01T00:00:00Z",
                "endTime": "2026-06-02T00:00:00Z",
            })),
        ),
        Sample::of("CheckIn", EVENT, "/checkIn", None),
        Sample::of("SignIn", EVENT, "/signin", None),
        Sample::of("SignOut", EVENT, "/signOut", None),
        Sample::of("GetSignInList", EVENT, "/signin?maxResults=9&type=check_in", None),
        Sample::of("GetSignOutList", EVENT, "/signOut?maxResults=9&type=check_out", None),
        Sample::of("GetSignInLink", EVENT, "/signInLinks", None),
        Sample::of("GetSignOutLink", EVENT, "/signOutLinks", None),
    ];
    all.extend(samples_of_ours());
    all
}

/// The same of the operations that are ours.
fn samples_of_ours() -> [Sample; 4] {
    let when = json!({
        "start": { "dateTime": "2026-06-02T10:00:00+08:00" },
        "end": { "dateTime": "2026-06-02T11:00:00+08:00" },
    });
    let of_user = |rest: &str| format!("/v1.0/calendar/users/<user>{rest}");
    [
        Sample::of(
            "ExplainMeetingRoomBooking",
            &of_user("/meetingRooms/bookings/explain"),
            "",
            Some(json!({ "roomId": "<room>", "event": when })),
        ),
        Sample::of(
            "FindMeetingRooms",
            &of_user("/meetingRooms/find"),
            "",
            Some(json!({ "event": when })),
        ),
        Sample::of("WatchMeetingRooms", &of_user("/meetingRooms/watch"), "?waitSeconds=0", None),
        Sample::of(
            "QueryMeetingRoomsBusy",
            &of_user("/meetingRooms/busy/query"),
            "",
            Some(json!({ "roomIds": ["<room>"], "startTime": "2026-06-01T00:00:00+08:00",
                "endTime": "2026-06-02T00:00:00+08:00" })),
        ),
    ]
}

fn row(action: &str) -> &'static Row {
    find(action).unwrap_or_else(|| panic!("{action} is in the catalogue"))
}

/// `boss` and `ann` are in both organisations, and each has somebody of its own.
fn organisation(corp: &str, own: &str) -> Value {
    let all: Vec<_> = Scope::ALL.into_iter().map(Scope::name).collect();
    let app = |key: String, scopes: Value| json!({ "appKey": key, "appSecret": "secret", "scopes": scopes });
    json!({
        "corpId": corp, "corpName": corp,
        "users": [
            { "userId": "u0", "unionId": "boss", "name": "Boss", "admin": true },
            { "userId": "u1", "unionId": "ann", "name": "Ann" },
            { "userId": "u2", "unionId": own, "name": own, "admin": true },
        ],
        "apps": [
            app(format!("{corp}-app"), json!(all)),
            app(format!("{corp}-scopeless"), json!(["qyapi_base"])),
        ],
        "rooms": [{ "roomId": format!("{corp}-room"), "roomName": "room", "roomStatus": 0 }],
    })
}

/// Both organisations, and an event of `boss` in the first.
async fn both() -> (Home, Server, String) {
    let home =
        Home::with(document(&[organisation("our", "eve"), organisation("their", "tim")], &[]))
            .await;
    let server = home.serve().await;
    let token = server.token("our-app", "secret").await;
    let body = json!({
        "summary": "Secret plans", "start": { "dateTime": "2026-06-01T10:00:00+08:00" },
        "end": { "dateTime": "2026-06-01T11:00:00+08:00" },
    });
    let target = "/v1.0/calendar/users/boss/calendars/primary/events";
    let made = server.call(request::with_body("POST", target, &token, &body.to_string())).await;
    assert_eq!(made.status, 200, "{made:?}");
    let id = made.text("id");
    let rooms = json!({ "meetingRoomsToAdd": [{ "roomId": "our-room" }] }).to_string();
    let target = format!("{target}/{id}/meetingRooms");
    let booked = server.call(request::with_body("POST", &target, &token, &rooms)).await;
    assert_eq!(booked.status, 200, "{booked:?}");
    (home, server, id)
}

/// How far the calendars of both have gone.
async fn everything(home: &Home) -> (i64, i64) {
    let store = home.store().await;
    let head = async |corp: &str| store.calendar_head(&CorpId::new(corp)).await.unwrap();
    let heads = (head("our").await, head("their").await);
    store.close().await;
    heads
}

/// What a reply says, but for its ids.
fn said(reply: &Reply) -> (u16, Value) {
    let mut body = reply.json();
    if let Value::Object(fields) = &mut body {
        fields.remove("requestid");
    }
    (reply.status, body)
}

#[test]
fn every_operation_has_a_sample() {
    let needed = rows().filter(|row| row.is_served() && row.module == Module::Calendar);
    let needed = needed.filter(|row| row.path.starts_with("/v1.0/calendar/users/"));
    let needed: BTreeSet<_> = needed.map(|row| row.action).collect();
    let sampled: BTreeSet<_> = samples().iter().map(|sample| sample.action).collect();
    assert_eq!(sampled, needed);
}

#[tokio::test]
async fn a_sample_is_served_to_whom_it_belongs() {
    for sample in samples() {
        let (_home, server, event) = both().await;
        let token = server.token("our-app", "secret").await;
        let reply = server.call(sample.request(&token, "boss", &event)).await;
        assert_eq!(reply.status, 200, "{}: {reply:?}", sample.action);
        server.stop().await;
    }
}

#[tokio::test]
async fn another_organisations_token_finds_nothing_and_changes_nothing() {
    let (home, server, event) = both().await;
    let token = server.token("their-app", "secret").await;
    let before = everything(&home).await;
    for sample in samples() {
        if sample.names_an_event() {
            let theirs = said(&server.call(sample.request(&token, "boss", &event)).await);
            let nobodys = said(&server.call(sample.request(&token, "boss", "none")).await);
            assert_eq!(theirs, nobodys, "{} tells what there is", sample.action);
            assert_ne!(theirs.0, 200, "{}: {theirs:?}", sample.action);
        }
        if row(sample.action).method == openrooms_protocol::Method::GET {
            let read = server.call(sample.request(&token, "boss", &event)).await.json();
            assert!(!read.to_string().contains("Secret plans"), "{}: {read}", sample.action);
        }
        // Somebody of the other organisation is nobody of the token's.
        let stranger = server.call(sample.request(&token, "eve", &event)).await;
        assert_eq!(stranger.outcome().0, 400, "{}: {stranger:?}", sample.action);
    }
    assert_eq!(everything(&home).await, before);
}

#[tokio::test]
async fn who_is_not_in_an_event_finds_nothing_and_changes_nothing() {
    let (home, server, event) = both().await;
    let token = server.token("our-app", "secret").await;
    let before = everything(&home).await;
    for sample in samples().into_iter().filter(Sample::names_an_event) {
        // One of them is an administrator: that opens no calendar.
        for user in ["ann", "eve", "nobody"] {
            // Administrators decide on rooms, whoever's event it is.
            if (sample.action, user) == ("MeetingRoomRespond", "eve") {
                continue;
            }
            let theirs = said(&server.call(sample.request(&token, user, &event)).await);
            let nobodys = said(&server.call(sample.request(&token, user, "none")).await);
            assert_eq!(theirs, nobodys, "{} tells {user} what there is", sample.action);
            assert_ne!(theirs.0, 200, "{}: {theirs:?}", sample.action);
        }
    }
    for sample in samples().iter().filter(|sample| !sample.names_an_event()) {
        if row(sample.action).method == openrooms_protocol::Method::GET {
            let read = server.call(sample.request(&token, "eve", &event)).await.json();
            assert!(!read.to_string().contains("Secret plans"), "{}: {read}", sample.action);
        }
    }
    assert_eq!(everything(&home).await, before);
}

#[tokio::test]
async fn without_the_scope_nothing_is_read_or_written() {
    let (home, server, event) = both().await;
    let token = server.token("our-scopeless", "secret").await;
    let before = everything(&home).await;
    for sample in samples() {
        let scope = row(sample.action).scope.unwrap().name();
        for user in ["boss", "ann", "nobody", ""] {
            let (status, body) = said(&server.call(sample.request(&token, user, &event)).await);
            assert_eq!(status, 403, "{}: {body}", sample.action);
            let detail = &body["accessdenieddetail"];
            assert_eq!(*detail, json!({ "requiredScopes": [scope] }), "{}", sample.action);
        }
    }
    assert_eq!(everything(&home).await, before);
}

#[tokio::test]
async fn the_console_acts_for_nobody_but_whose_session_it_is() {
    let (home, server, event) = both().await;
    let ann = home.console_token(&server, "our", "ann").await;
    let app = server.token("our-app", "secret").await;
    let before = everything(&home).await;
    for sample in samples() {
        home.pass(1); // a person's calls are limited
        for user in ["boss", "eve", "tim", "nobody"] {
            let found = said(&server.call(sample.request(&ann, user, &event)).await);
            let stranger = said(&server.call(sample.request(&app, "nobody", &event)).await);
            assert_eq!(found, stranger, "{} by ann as {user}", sample.action);
            assert_ne!(found.0, 200, "{} by ann as {user}", sample.action);
        }
        if sample.names_an_event() {
            let own = said(&server.call(sample.request(&ann, "ann", &event)).await);
            let nobodys = said(&server.call(sample.request(&ann, "ann", "none")).await);
            assert_eq!(own, nobodys, "{} tells ann what there is", sample.action);
        }
    }
    assert_eq!(everything(&home).await, before);
}

#[tokio::test]
async fn the_console_of_an_organiser_does_what_an_app_does() {
    for sample in samples() {
        let (home, server, event) = both().await;
        let boss = home.console_token(&server, "our", "boss").await;
        let reply = server.call(sample.request(&boss, "boss", &event)).await;
        assert_eq!(reply.status, 200, "{}: {reply:?}", sample.action);
        server.stop().await;
    }
}

#[tokio::test]
async fn no_token_and_a_wrong_one_come_first() {
    let (home, server, event) = both().await;
    let before = everything(&home).await;
    for sample in samples() {
        for (token, code) in [
            ("", "AuthenticationFailed.MissingParameter"),
            ("0123456789abcdef0123456789abcdef", "InvalidAuthentication"),
        ] {
            let reply = server.call(sample.request(token, "boss", &event)).await;
            assert_eq!(reply.outcome(), (400, code.to_owned()), "{}", sample.action);
        }
    }
    assert_eq!(everything(&home).await, before);
}
