//! Events over the wire: made, read, changed, cancelled, deleted, transferred.

use openrooms_core::id::CorpId;
use openrooms_server::server::Options;
use serde_json::{Value, json};

use crate::fixture::{Home, Server};
use crate::request;
use crate::sample::{app, corp, document, room, with};
use crate::series::{dates, mondays, times};
use crate::wire::Reply;

on_both!(
    an_event_is_made_and_read_by_its_people,
    an_event_changes_by_what_is_given,
    who_is_invited_changes_and_answers_stay,
    a_cancelled_event_is_shown_and_a_deleted_one_is_not,
    an_event_gets_another_organiser,
    rooms_go_along_with_whoever_may_have_them,
    where_events_a_day_are_bounded_one_more_is_refused,
    of_events_a_day_those_count_that_one_made,
    what_is_told_lies_in_the_outbox,
);

/// The usual organisation, whose app may read and write events.
pub(crate) fn with_calendar() -> Value {
    let scopes = json!([
        "Calendar.Event.Read",
        "Calendar.Event.Write",
        "VideoConference.Conference.Read",
        "VideoConference.Conference.Write",
    ]);
    document(
        &[with(corp(), json!({ "apps": [with(app("app"), json!({ "scopes": scopes }))] }))],
        &[],
    )
}

/// Somebody's calendar, through an app.
pub(crate) struct Calendar<'a> {
    pub(crate) server: &'a Server,
    pub(crate) token: String,
    user: &'static str,
}

impl<'a> Calendar<'a> {
    pub(crate) async fn of(server: &'a Server, user: &'static str) -> Self {
        Self { server, token: server.token("app", "secret").await, user }
    }

    /// The same through the same app, of somebody else.
    pub(crate) fn as_seen_by(&self, user: &'static str) -> Self {
        Self { server: self.server, token: self.token.clone(), user }
    }

    pub(crate) fn target(&self, rest: &str) -> String {
        format!("/v1.0/calendar/users/{}/calendars/primary/{rest}", self.user)
    }

    pub(crate) async fn send(&self, method: &str, rest: &str, body: &Value) -> Reply {
        let target = self.target(rest);
        let body = body.to_string();
        self.server.call(request::with_body(method, &target, &self.token, &body)).await
    }

    pub(crate) async fn ask(&self, method: &str, rest: &str) -> Reply {
        let target = self.target(rest);
        self.server.call(request::without_body(method, &target, &self.token)).await
    }

    /// What is sent of the person rather than of their calendar.
    pub(crate) async fn send_user(&self, rest: &str, body: &Value) -> Reply {
        let target = format!("/v1.0/calendar/users/{}/{rest}", self.user);
        let body = body.to_string();
        self.server.call(request::with_body("POST", &target, &self.token, &body)).await
    }

    /// What is asked of the person rather than of their calendar.
    pub(crate) async fn ask_user(&self, rest: &str) -> Reply {
        let target = format!("/v1.0/calendar/users/{}/{rest}", self.user);
        self.server.call(request::get(&target, &self.token)).await
    }

    pub(crate) async fn create(&self, body: &Value) -> Reply {
        self.send("POST", "events", body).await
    }

    /// The id of an event that is made.
    pub(crate) async fn made(&self, body: &Value) -> String {
        let reply = self.create(body).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        reply.text("id")
    }

    pub(crate) async fn get(&self, id: &str) -> Reply {
        self.ask("GET", &format!("events/{id}")).await
    }

    /// What is read of an event that is there.
    pub(crate) async fn read(&self, id: &str) -> Value {
        let reply = self.get(id).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        reply.json()
    }

    pub(crate) async fn patch(&self, id: &str, body: &Value) -> Reply {
        self.send("PUT", &format!("events/{id}"), body).await
    }

    /// The syncToken that tells what changes from now on.
    pub(crate) async fn synced(&self) -> String {
        self.ask("GET", "events").await.text("syncToken")
    }

    /// The ids of the events that a list shows, and their states.
    pub(crate) async fn listed(&self, rest: &str) -> Vec<(String, String)> {
        let reply = self.ask("GET", rest).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        shown(&reply.json())
    }
}

/// The ids of the events on a page, and their states.
pub(crate) fn shown(page: &Value) -> Vec<(String, String)> {
    let text = |event: &Value, name: &str| event[name].as_str().unwrap().to_owned();
    let events = page["events"].as_array().unwrap();
    events.iter().map(|event| (text(event, "id"), text(event, "status"))).collect()
}

pub(crate) fn at(date_time: &str) -> Value {
    json!({ "dateTime": date_time, "timeZone": "Asia/Shanghai" })
}

/// An hour of a day in June 2026.
pub(crate) fn hour(day: u8, hour: u8) -> Value {
    json!({
        "summary": "Standup",
        "start": at(&format!("2026-06-{day:02}T{hour:02}:00:00+08:00")),
        "end": at(&format!("2026-06-{day:02}T{:02}:00:00+08:00", hour + 1)),
    })
}

async fn an_event_is_made_and_read_by_its_people(home: &Home) {
    home.import(with_calendar()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let body = json!({
        "summary": "周会 “Weekly” 🏢", "description": "two\nlines",
        "start": at("2026-06-01T10:15:30+08:00"), "end": at("2026-06-01T03:15Z"),
        "attendees": [{ "id": "bob" }, { "id": "ann" }, { "id": "gil", "isOptional": true },
            { "id": "bob", "isOptional": true }],
        "location": { "displayName": "upstairs" },
        "reminders": [{ "method": "dingtalk", "minutes": 15 }],
        "onlineMeetingInfo": { "type": "dingtalk" },
        "richTextDescription": { "text": "<b>two</b>" },
        "categories": [{ "categoryId": "c", "displayName": "d" }],
        "extra": { "noPushNotification": "true" }, "freeBusyStatus": "free",
        "unknown": [{ "deep": null }],
    });
    let reply = ann.create(&body).await;
    assert_eq!(reply.status, 200, "{reply:?}");
    let made = reply.json();
    let id = reply.text("id");
    assert!(id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
    let people = |answer: &str, reader: &str| {
        json!([
            { "id": "bob", "displayName": "Bob", "responseStatus": answer,
              "self": reader == "bob", "isOptional": false },
            { "id": "gil", "displayName": "Gil", "responseStatus": answer,
              "self": reader == "gil", "isOptional": true },
        ])
    };
    let wanted = |reader: &str| {
        json!({
            "id": id, "summary": "周会 “Weekly” 🏢", "description": "two\nlines",
            "start": at("2026-06-01T10:15:30+08:00"), "end": at("2026-06-01T11:15:00+08:00"),
            "isAllDay": false, "status": "confirmed",
            "organizer": { "id": "ann", "displayName": "Ann", "responseStatus": "accepted",
                "self": reader == "ann" },
            "attendees": people("needsAction", reader),
            "meetingRooms": [],
            "location": { "displayName": "upstairs" },
            "reminders": [{ "method": "dingtalk", "minutes": "15" }],
            "onlineMeetingInfo": { "type": "dingtalk" },
            "richTextDescription": { "text": "<b>two</b>" },
            "categories": [{ "categoryId": "c", "displayName": "d" }],
            "extendedProperties": { "sharedProperties": { "belongCorpId": "corp" } },
            "createTime": "2026-05-28T20:26:40Z", "updateTime": "2026-05-28T20:26:40Z",
        })
    };
    assert_eq!(made, wanted("ann"));
    assert_eq!(ann.read(&id).await, wanted("ann"));
    assert_eq!(ann.as_seen_by("bob").read(&id).await, wanted("bob"));

    // The calendar is those people's alone: an administrator is nobody there either.
    for other in ["boss", "hal"] {
        let reply = ann.as_seen_by(other).get(&id).await;
        assert_eq!(reply.outcome(), (404, "itemNotFound".to_owned()), "{other}");
    }
    let few = ann.ask("GET", &format!("events/{id}?maxAttendees=1")).await.json();
    assert_eq!(few["attendees"].as_array().unwrap().len(), 1);

    // Whole days are told as days.
    let days = json!({ "summary": "Off", "isAllDay": true,
        "start": { "date": "2026-06-01" }, "end": { "date": "2026-06-03" } });
    let made = ann.create(&days).await.json();
    assert_eq!(made["start"], json!({ "date": "2026-06-01" }));
    assert_eq!(made["end"], json!({ "date": "2026-06-03" }));
    assert_eq!(made["isAllDay"], true);
}

async fn an_event_changes_by_what_is_given(home: &Home) {
    home.import(with_calendar()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let mut body = hour(1, 10);
    body["description"] = json!("before");
    body["location"] = json!({ "displayName": "here" });
    body["attendees"] = json!([{ "id": "bob" }]);
    let id = ann.made(&body).await;
    let before = ann.read(&id).await;
    home.pass(60);

    let cases = [
        (json!({ "id": id, "summary": "Other" }), json!({ "summary": "Other" })),
        (json!({ "description": "" }), json!({ "description": "" })),
        (
            json!({ "location": { "displayName": "there" } }),
            json!({ "location": { "displayName": "there" } }),
        ),
        // One end moves; the other stays.
        (
            json!({ "end": at("2026-06-01T12:00:00+08:00") }),
            json!({ "end": at("2026-06-01T12:00:00+08:00") }),
        ),
        // The clock changes, and what is not named keeps its moment.
        (
            json!({ "start": { "dateTime": "2026-06-01T04:30", "timeZone": "Europe/Berlin" } }),
            json!({
                "start": { "dateTime": "2026-06-01T04:30:00+02:00", "timeZone": "Europe/Berlin" },
                "end": { "dateTime": "2026-06-01T06:00:00+02:00", "timeZone": "Europe/Berlin" },
            }),
        ),
        // Where no zone is named, an offset need not be that of the event's.
        (
            json!({ "end": { "dateTime": "2026-06-01T13:30:00+09:00" } }),
            json!({ "end": { "dateTime": "2026-06-01T06:30:00+02:00", "timeZone": "Europe/Berlin" } }),
        ),
        (
            json!({ "start": { "dateTime": "2026-06-01T01:30:00-02:00", "timeZone": "" } }),
            json!({
                "start": { "dateTime": "2026-06-01T05:30:00+02:00", "timeZone": "Europe/Berlin" },
            }),
        ),
        (
            json!({ "start": { "dateTime": "2026-06-01T05:45" } }),
            json!({
                "start": { "dateTime": "2026-06-01T05:45:00+02:00", "timeZone": "Europe/Berlin" },
            }),
        ),
        (
            json!({ "isAllDay": true, "start": { "date": "2026-06-02" },
                "end": { "date": "2026-06-03" } }),
            json!({ "isAllDay": true, "start": { "date": "2026-06-02" },
                "end": { "date": "2026-06-03" } }),
        ),
        (json!({}), json!({})),
        // What attendees may do changes one by one.
        (
            json!({ "eventConfig": { "allowAttendeeAddConference": true,
                "allowAttendeeCreateComment": true } }),
            json!({ "eventConfig": { "allowAttendeeAddConference": true,
                "allowAttendeeCreateComment": true } }),
        ),
        (
            json!({ "eventConfig": { "allowAttendeeAddConference": false } }),
            json!({ "eventConfig": { "allowAttendeeAddConference": false,
                "allowAttendeeCreateComment": true } }),
        ),
        (
            json!({ "richTextDescription": { "text": "rich" },
                "onlineMeetingInfo": { "type": "dingtalk" } }),
            json!({ "richTextDescription": { "text": "rich" },
                "onlineMeetingInfo": { "type": "dingtalk" } }),
        ),
    ];
    let mut wanted = with(before, json!({ "updateTime": "2026-05-28T20:27:40Z" }));
    for (body, change) in cases {
        let reply = ann.patch(&id, &body).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        wanted = with(wanted, change);
        assert_eq!(reply.json(), wanted, "{body}");
        assert_eq!(ann.read(&id).await, wanted, "{body}");
    }
    // Nothing is said by `[]` of PHP, by nulls of C#, and by an object without fields.
    let objects = [
        ("start", json!({ "date": null, "dateTime": null, "timeZone": null })),
        ("end", json!({ "dateTime": null })),
        ("recurrence", json!({ "pattern": { "type": null }, "range": null })),
        ("location", json!({ "displayName": null })),
        ("onlineMeetingInfo", json!({ "type": null })),
        ("richTextDescription", json!({ "text": null })),
        ("eventConfig", json!({ "allowAttendeeAddConference": null })),
        ("extra", json!({ "a": null })),
    ];
    for (name, nulls) in objects {
        for empty in [json!([]), json!({}), json!(null), nulls] {
            let body = json!({ name: empty });
            assert_eq!(ann.patch(&id, &body).await.json(), wanted, "{body}");
        }
    }
    let other = ann.made(&hour(1, 10)).await;
    let contradicts =
        json!({ "end": { "dateTime": "2026-06-01T12:00:00+09:00", "timeZone": "Asia/Shanghai" } });
    let refused = ann.patch(&other, &contradicts).await;
    assert_eq!(refused.outcome(), (400, "invalidParameter".to_owned()));
}

async fn who_is_invited_changes_and_answers_stay(home: &Home) {
    home.import(with_calendar()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let mut body = hour(1, 10);
    body["attendees"] = json!([{ "id": "bob" }, { "id": "gil" }]);
    let id = ann.made(&body).await;
    let corp = CorpId::new("corp");
    let store = home.store().await;
    let mut writing = store.writing(&corp).await.unwrap().unwrap();
    let event = writing.event(&openrooms_core::id::EventId::new(&id)).await.unwrap().unwrap();
    let mut people = writing.attendees(&event.id).await.unwrap();
    for one in &mut people {
        one.response = openrooms_core::calendar::Response::Accepted;
    }
    writing.put_attendees(&event, &people).await.unwrap();
    writing.commit_calendar([], home.clock.now()).await.unwrap();

    let body = json!({ "attendees": [{ "id": "hal" }, { "id": "bob", "isOptional": true }] });
    let changed = ann.patch(&id, &body).await.json();
    let told = |name: &str| -> Vec<Value> {
        changed["attendees"].as_array().unwrap().iter().map(|one| one[name].clone()).collect()
    };
    assert_eq!(told("id"), [json!("hal"), json!("bob")]);
    assert_eq!(told("responseStatus"), [json!("needsAction"), json!("accepted")]);
    assert_eq!(told("isOptional"), [json!(false), json!(true)]);
    assert_eq!(ann.as_seen_by("gil").get(&id).await.status, 404);
    assert_eq!(ann.as_seen_by("hal").get(&id).await.status, 200);
    // An empty list says nothing: the SDK for Python sends one where none is set.
    let empty = json!({ "attendees": [], "reminders": [], "categories": [], "uiConfigs": [] });
    assert_eq!(ann.patch(&id, &empty).await.json(), changed);
    assert_eq!(ann.get(&id).await.status, 200);
}

async fn a_cancelled_event_is_shown_and_a_deleted_one_is_not(home: &Home) {
    home.import(with_calendar()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let mut body = hour(1, 10);
    body["attendees"] = json!([{ "id": "bob" }]);
    let id = ann.made(&body).await;
    let bob = ann.as_seen_by("bob");
    for _ in ["once", "and again"] {
        let reply = ann.ask("POST", &format!("events/{id}/cancel?scope=all")).await;
        assert_eq!(reply.json(), json!({ "result": true }));
        assert_eq!(bob.read(&id).await["status"], "cancelled");
    }
    let refused = ann.patch(&id, &json!({ "summary": "x" })).await;
    assert_eq!(refused.outcome(), (400, "invalidParameter".to_owned()));
    assert_eq!(refused.text("message"), "the event is cancelled");
    assert_eq!(bob.listed("events").await, [(id.clone(), "cancelled".to_owned())]);
    assert_eq!(bob.listed("eventsview").await, []);

    let reply = ann.ask("DELETE", &format!("events/{id}?pushNotification=True")).await;
    assert_eq!((reply.status, reply.json()), (200, json!({})));
    for calendar in [&ann, &bob] {
        assert_eq!(calendar.get(&id).await.outcome(), (404, "itemNotFound".to_owned()));
        assert_eq!(calendar.listed("events").await, []);
        let all = calendar.listed("events?showDeleted=true").await;
        assert_eq!(all, [(id.clone(), "cancelled".to_owned())]);
    }
    let again = ann.ask("DELETE", &format!("events/{id}")).await;
    assert_eq!(again.outcome(), (404, "itemNotFound".to_owned()));
}

async fn an_event_gets_another_organiser(home: &Home) {
    home.import(with_calendar()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let bob = ann.as_seen_by("bob");
    let id = ann.made(&hour(1, 10)).await;
    let transfer = format!("events/{id}/transfer");
    let to = |person: &str| json!({ "newOrganizerId": person });
    assert_eq!(ann.send("POST", &transfer, &to("bob")).await.json(), json!({ "result": true }));
    let seen = ann.read(&id).await;
    assert_eq!(seen["organizer"]["id"], "bob");
    assert_eq!(
        seen["attendees"],
        json!([{ "id": "ann", "displayName": "Ann", "responseStatus": "accepted", "self": true,
            "isOptional": false }])
    );
    let refused = ann.send("POST", &transfer, &to("ann")).await;
    assert_eq!(refused.outcome(), (400, "permissionDeny".to_owned()));
    let back = json!({ "newOrganizerId": "ann", "isExitCalendar": true });
    assert_eq!(bob.send("POST", &transfer, &back).await.json(), json!({ "result": true }));
    assert_eq!(bob.get(&id).await.outcome(), (404, "itemNotFound".to_owned()));
    let seen = ann.read(&id).await;
    assert_eq!((&seen["organizer"]["id"], &seen["attendees"]), (&json!("ann"), &json!([])));
    // To oneself it is done already.
    assert_eq!(ann.send("POST", &transfer, &to("ann")).await.json(), json!({ "result": true }));
    for (body, message) in [
        (json!({}), "newOrganizerId must be provided."),
        (to(" "), "newOrganizerId must be provided."),
        (to("nobody"), "userId invalid"),
    ] {
        let refused = ann.send("POST", &transfer, &body).await;
        assert_eq!(refused.outcome(), (400, "invalidParameter".to_owned()));
        assert_eq!(refused.text("message"), message, "{body}");
    }
    // Once it is cancelled, it is not changed any more.
    assert_eq!(ann.send("POST", &format!("events/{id}/cancel"), &json!({})).await.status, 200);
    let refused = ann.send("POST", &transfer, &to("bob")).await;
    assert_eq!(refused.outcome(), (400, "invalidParameter".to_owned()));
    assert_eq!(refused.text("message"), "the event is cancelled");
}

async fn rooms_go_along_with_whoever_may_have_them(home: &Home) {
    let mut document = with_calendar();
    let all = document["organisations"][0]["rooms"].as_array_mut().unwrap();
    let policy = |config: Value| json!({ "extensionConfig": config });
    all.push(with(room("rare", 0), policy(json!({ "bookingQuota": { "openBookings": 1 } }))));
    let members = json!({ "authorizedMembers": [{ "memberId": "ann", "memberType": "user" }] });
    all.push(with(room("hers", 2), json!({ "reservationAuthority": members })));
    let seats = with(room("small", 0), policy(json!({ "capacityCheck": true })));
    all.push(with(seats, json!({ "roomCapacity": 2 })));
    home.import(document).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let bob = ann.as_seen_by("bob");
    let booked = async |whose: &Calendar<'_>, day, room: &str| {
        let id = whose.made(&hour(day, 10)).await;
        let body = json!({ "meetingRoomsToAdd": [{ "roomId": room }] });
        let reply = whose.send("POST", &format!("events/{id}/meetingRooms"), &body).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        id
    };
    let to_bob = async |id: &str| {
        let body = json!({ "newOrganizerId": "bob" });
        ann.send("POST", &format!("events/{id}/transfer"), &body).await
    };
    let hers = booked(&ann, 1, "hers").await;
    let rare = booked(&ann, 2, "rare").await;
    let small = booked(&ann, 3, "small").await;
    // A room that is not his is not got so.
    let refused = to_bob(&hers).await;
    assert_eq!(refused.outcome(), (400, "meetingRoomNotAvailable".to_owned()));
    assert!(refused.text("message").contains("roomStatus"), "{refused:?}");
    // Nor is more than his quota; it counts his own, and what came to him so.
    let own = booked(&bob, 4, "rare").await;
    let refused = to_bob(&rare).await;
    assert!(refused.text("message").contains("bookingQuota.openBookings"), "{refused:?}");
    bob.ask("POST", &format!("events/{own}/cancel")).await;
    assert_eq!(to_bob(&rare).await.status, 200);
    let body = json!({ "meetingRoomsToAdd": [{ "roomId": "rare" }] });
    let second = bob.made(&hour(5, 10)).await;
    let refused = bob.send("POST", &format!("events/{second}/meetingRooms"), &body).await;
    assert!(refused.text("message").contains("bookingQuota.openBookings"), "{refused:?}");
    // The two who are in it sit, and a third does not.
    assert_eq!(to_bob(&small).await.status, 200);
    let more = json!({ "attendeesToAdd": [{ "id": "boss" }] });
    let refused = bob.send("POST", &format!("events/{small}/attendees"), &more).await;
    assert!(refused.text("message").contains("capacityCheck"), "{refused:?}");
    // Also where they come by organising it, unless who did goes.
    let to_hal = async |exits: bool| {
        let body = json!({ "newOrganizerId": "hal", "isExitCalendar": exits });
        bob.send("POST", &format!("events/{small}/transfer"), &body).await
    };
    let refused = to_hal(false).await;
    assert!(refused.text("message").contains("capacityCheck"), "{refused:?}");
    let seen = bob.read(&small).await;
    assert_eq!(seen["organizer"]["id"], "bob");
    assert_eq!(seen["attendees"][0]["id"], "ann");
    assert_eq!(seen["meetingRooms"][0]["roomId"], "small");
    assert_eq!(to_hal(true).await.status, 200);
    // What was refused stays as it was.
    let seen = ann.read(&hers).await;
    assert_eq!(seen["organizer"]["id"], "ann");
    assert_eq!(seen["meetingRooms"][0]["responseStatus"], "accepted");
}

async fn what_is_told_lies_in_the_outbox(home: &Home) {
    home.import(with_calendar()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let id = ann.made(&hour(1, 10)).await;
    ann.patch(&id, &json!({ "summary": "Other" })).await;
    let transfer = format!("events/{id}/transfer");
    ann.send("POST", &transfer, &json!({ "newOrganizerId": "bob" })).await;
    let bob = ann.as_seen_by("bob");
    bob.ask("POST", &format!("events/{id}/cancel")).await;
    bob.ask("DELETE", &format!("events/{id}")).await;
    let told = home.store().await.outbox_after(&CorpId::new("corp"), 0, 100).await.unwrap();
    let told: Vec<_> = told
        .into_iter()
        .map(|entry| {
            assert_eq!((&*entry.event, &*entry.kind), (&*id, "event-changed"));
            let body: Value = serde_json::from_str(&entry.body).unwrap();
            (body["change"].clone(), body["organizer"].clone())
        })
        .collect();
    let wanted = [
        ("created", "ann"),
        ("updated", "ann"),
        ("transferred", "bob"),
        ("cancelled", "bob"),
        ("deleted", "bob"),
    ];
    assert_eq!(told, wanted.map(|(change, by)| (json!(change), json!(by))));
}

async fn where_events_a_day_are_bounded_one_more_is_refused(home: &Home) {
    home.import(with_calendar()).await;
    let options = Options { events_a_day: Some(2), ..home.server_options().await };
    let server = Server::start(options).await;
    let ann = Calendar::of(&server, "ann").await;
    let first = ann.made(&hour(1, 10)).await;
    ann.made(&hour(1, 11)).await;
    let refused = ann.create(&hour(1, 12)).await;
    assert_eq!(refused.outcome(), (400, "flowLimit".to_owned()));
    assert_eq!(refused.text("message"), "More than 2 events in 24 hours");
    // Deleting makes no room, and others have their own count.
    assert_eq!(ann.ask("DELETE", &format!("events/{first}")).await.status, 200);
    assert_eq!(ann.create(&hour(1, 12)).await.outcome(), (400, "flowLimit".to_owned()));
    ann.as_seen_by("bob").made(&hour(1, 12)).await;
    home.pass(86_400);
    Calendar::of(&server, "ann").await.made(&hour(1, 12)).await;
}

async fn of_events_a_day_those_count_that_one_made(home: &Home) {
    home.import(with_calendar()).await;
    let options = Options { events_a_day: Some(2), ..home.server_options().await };
    let server = Server::start(options).await;
    let ann = Calendar::of(&server, "ann").await;
    let bob = ann.as_seen_by("bob");
    // What a series is split into was made once.
    let series = ann.made(&mondays(&times(4))).await;
    let at = &dates(&ann, &series).await[2].0;
    let body = json!({ "summary": "Tail" });
    let split = ann.send("PUT", &format!("events/{at}?scope=following"), &body).await;
    assert_eq!(split.status, 200, "{split:?}");
    let second = ann.made(&hour(1, 10)).await;
    // What is given away was still made, and not by who receives it.
    for (id, leaves) in [(&series, true), (&second, false)] {
        let to = json!({ "newOrganizerId": "bob", "isExitCalendar": leaves });
        assert_eq!(ann.send("POST", &format!("events/{id}/transfer"), &to).await.status, 200);
    }
    assert_eq!(ann.create(&hour(1, 12)).await.outcome(), (400, "flowLimit".to_owned()));
    bob.made(&hour(1, 12)).await;
    bob.made(&hour(1, 13)).await;
    assert_eq!(bob.create(&hour(1, 14)).await.outcome(), (400, "flowLimit".to_owned()));
}
