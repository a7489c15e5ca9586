//! Events, and the rooms that they book.

use openrooms_client::protocol::calendar::{
    EventListQuery, EventTime, NewAttendee, NewEvent, RoomAnswer, Transfer, ViewQuery,
};
use serde_json::{Value, json};

use crate::server::{Say, Server, error, token};

const EVENT: &str = r#"{"id":"e/1","summary":"Weekly","status":"confirmed","later":{"new":[1]}}"#;

async fn server() -> Server {
    Server::start(|seen, _| match (&*seen.method, seen.path()) {
        (_, "/v1.0/oauth2/accessToken") => token("t"),
        ("GET", path) if path.ends_with("/events") || path.ends_with("/eventsview") => {
            Say::Json(200, format!(r#"{{"events":[{EVENT}],"nextToken":"n"}}"#))
        }
        ("POST", path) if path.ends_with("/events") => Say::Json(200, EVENT.into()),
        ("POST", path) if path.ends_with("/query") => Say::Json(
            200,
            r#"{"scheduleInformation":[{"roomId":"r","scheduleItems":[]},{"roomId":"s","error":"x"}]}"#
                .into(),
        ),
        ("POST", path) if path.ends_with("/meetingRooms") => {
            error(400, "meetingRoomNotAvailable")
        }
        ("POST", _) => Say::Json(200, r#"{"result":true}"#.into()),
        ("DELETE", _) => Say::Json(200, "{}".into()),
        _ => Say::Json(200, EVENT.into()),
    })
    .await
}

#[tokio::test]
async fn an_event_is_made_read_changed_and_removed() {
    let server = server().await;
    let client = server.client();
    let event = NewEvent {
        summary: Some("Weekly".into()),
        start: Some(EventTime::at("2026-06-01T10:00:00+08:00", "Asia/Shanghai")),
        end: Some(EventTime::on("2026-06-02")),
        attendees: Some(vec![NewAttendee::of("u")]),
        ..NewEvent::default()
    };
    assert_eq!(client.create_event("u/1", &event).await.unwrap().id, "e/1");
    let seen = server.seen_at("/events").remove(0);
    assert_eq!(seen.target, "/v1.0/calendar/users/u%2F1/calendars/primary/events");
    let body: Value = serde_json::from_str(&seen.body).unwrap();
    assert_eq!(
        body,
        json!({
            "summary": "Weekly", "attendees": [{ "id": "u" }], "end": { "date": "2026-06-02" },
            "start": { "dateTime": "2026-06-01T10:00:00+08:00", "timeZone": "Asia/Shanghai" },
        })
    );

    let read = client.get_event("u", "e/1", Some(3)).await.unwrap();
    assert_eq!(
        (read.summary.as_deref(), read.status.as_deref()),
        (Some("Weekly"), Some("confirmed"))
    );
    let change = NewEvent { summary: Some("Monthly".into()), ..NewEvent::default() };
    client.patch_event("u", "e/1", change, Some("this")).await.unwrap();
    client.delete_event("u", "e/1", None).await.unwrap();
    client.delete_event("u", "e/1", Some("following")).await.unwrap();
    let seen = server.seen_at("e%2F1");
    let calls: Vec<_> = seen.iter().map(|seen| (&*seen.method, &*seen.target)).collect();
    let path =
        |query: &str| format!("/v1.0/calendar/users/u/calendars/primary/events/e%2F1{query}");
    assert_eq!(
        calls,
        [
            ("GET", &*path("?maxAttendees=3")),
            ("PUT", &*path("?scope=this")),
            ("DELETE", &*path("")),
            ("DELETE", &*path("?scope=following")),
        ]
    );
    assert_eq!(seen[1].body, r#"{"id":"e/1","summary":"Monthly"}"#);
    assert!(client.cancel_event("u", "e", Some("all")).await.unwrap());
    assert!(server.seen_at("/cancel")[0].target.ends_with("/events/e/cancel?scope=all"));
    let to = Transfer { new_organizer_id: Some("v".into()), ..Transfer::default() };
    assert!(client.transfer_event("u", "e", &to).await.unwrap());
    assert_eq!(server.seen_at("/transfer")[0].body, r#"{"newOrganizerId":"v"}"#);
}

#[tokio::test]
async fn calendars_are_listed() {
    let server = server().await;
    let client = server.client();
    let query = EventListQuery { show_deleted: Some(true), ..EventListQuery::default() };
    let page = client.list_events("u", &query).await.unwrap();
    assert_eq!((page.events.len(), page.next_token.as_deref()), (1, Some("n")));
    assert!(server.seen_at("/events")[0].target.ends_with("/events?showDeleted=true"));
    let query =
        ViewQuery { time_min: Some("2026-06-01T00:00+08:00".into()), ..ViewQuery::default() };
    assert_eq!(client.list_events_view("u", &query).await.unwrap().events[0].id, "e/1");
    let seen = server.seen_at("/eventsview").remove(0);
    assert!(seen.target.ends_with("?timeMin=2026-06-01T00%3A00%2B08%3A00"), "{}", seen.target);
}

#[tokio::test]
async fn rooms_are_booked_given_back_and_answered_for() {
    let server = server().await;
    let client = server.client();
    let refused = client.add_meeting_rooms("u", "e", &["r", "s"]).await.unwrap_err();
    assert_eq!(refused.code(), Some("meetingRoomNotAvailable"));
    // A booking may have been made: it is not repeated.
    let seen = server.seen_at("/meetingRooms");
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].body, r#"{"meetingRoomsToAdd":[{"roomId":"r"},{"roomId":"s"}]}"#);
    assert_eq!(seen[0].header("prefer"), Some("refused-rooms"), "it is told why in parts");
    assert!(client.remove_meeting_rooms("u", "e", &["r"]).await.unwrap());
    let seen = server.seen_at("/batchRemove").remove(0);
    assert_eq!(seen.body, r#"{"meetingRoomsToRemove":[{"roomId":"r"}]}"#);
    let answer = RoomAnswer { response_status: Some("accepted".into()), ..RoomAnswer::default() };
    assert!(client.meeting_room_respond("boss", "e", "r", answer).await.unwrap());
    let seen = server.seen_at("/respond").remove(0);
    assert!(seen.target.ends_with("/users/boss/calendars/primary/events/e/meetingRooms/r/respond"));
    let (from, until) = ("2026-06-01T00:00:00Z", "2026-06-02T00:00:00Z");
    let schedules = client.get_meeting_rooms_schedule("u", &["r", "s"], from, until).await.unwrap();
    assert_eq!(schedules[0].schedule_items.as_deref(), Some(&[][..]));
    assert_eq!(schedules[1].error.as_deref(), Some("x"));
}

#[tokio::test]
async fn what_people_do_goes_where_the_api_has_it() {
    let server = crate::server::demo().await;
    let client = server.client();
    client.add_attendee("u/1", "e", vec![NewAttendee::of("a")]).await.unwrap();
    client.remove_attendee("u", "e", &["a", "b"]).await.unwrap();
    client.respond_event("u", "e", "declined").await.unwrap();
    assert_eq!(client.check_in("u", "e").await.unwrap(), Some(1_780_000_000_000));
    assert_eq!(client.sign_in("u", "e").await.unwrap(), Some(1_780_000_000_000));
    assert_eq!(client.sign_out("u", "e").await.unwrap(), Some(1_780_000_000_000));
    let seen = server.seen();
    let calls: Vec<_> = seen.iter().filter(|seen| seen.target.contains("/calendar/")).collect();
    let event = "/v1.0/calendar/users/u/calendars/primary/events/e";
    let wanted = [
        (
            "/v1.0/calendar/users/u%2F1/calendars/primary/events/e/attendees".to_owned(),
            r#"{"attendeesToAdd":[{"id":"a"}]}"#,
        ),
        (
            format!("{event}/attendees/batchRemove"),
            r#"{"attendeesToRemove":[{"id":"a"},{"id":"b"}]}"#,
        ),
        (format!("{event}/respond"), r#"{"responseStatus":"declined"}"#),
        (format!("{event}/checkIn"), ""),
        (format!("{event}/signin"), ""),
        (format!("{event}/signOut"), ""),
    ];
    assert_eq!(calls.len(), wanted.len());
    for (seen, (target, body)) in calls.into_iter().zip(wanted) {
        assert_eq!((&*seen.method, &*seen.target, &*seen.body), ("POST", &*target, body));
    }
}
