//! Events that are refused over the wire, and that then nothing is kept.

use openrooms_core::id::CorpId;
use serde_json::{Value, json};

use crate::events::{Calendar, at, hour, with_calendar};
use crate::fixture::Home;
use crate::request;
use crate::sample::with;

on_both!(refusals_keep_nothing,);

const TIME: &str = "InvalidParameter.ParsedISO8601TimestampError";
const WRONG: &str = "invalidParameter";

/// What a body of `CreateEvent` is refused with: the body with these fields, the code and the text.
type Refused = (Value, &'static str, &'static str);

fn refused_times() -> Vec<Refused> {
    let start = |text: &str| json!({ "start": at(text) });
    vec![
        (json!({ "start": null }), WRONG, "Event start time not set."),
        (json!({ "start": [] }), WRONG, "Event start time not set."),
        (json!({ "end": null }), WRONG, "Event end time not set."),
        (json!({ "start": [1] }), WRONG, "start must be an object"),
        (json!({ "isAllDay": true }), WRONG, "start must have a date: the event takes whole days"),
        (
            json!({ "end": { "date": "2026-06-02" } }),
            WRONG,
            "end must have a dateTime: the event takes no whole days",
        ),
        // Ends before it starts, or as it starts.
        (start("2026-06-01T12:00:00+08:00"), WRONG, "end must be after start"),
        (start("2026-06-01T11:00:00+08:00"), WRONG, "end must be after start"),
        (start("2025-01-01T00:00:00+08:00"), WRONG, "an event must last 366 days at most"),
        (
            start("0000-01-01T00:00:00+08:00"),
            TIME,
            "start invalid: its year is not between 1970 and 2999",
        ),
        (
            start("9999-12-31T23:59:59+08:00"),
            TIME,
            "start invalid: its year is not between 1970 and 2999",
        ),
        (
            start("2026-02-30T10:00:00+08:00"),
            TIME,
            "start invalid: it is not an ISO-8601 time such as 2020-01-01T10:15:30+08:00",
        ),
        (
            start("soon"),
            TIME,
            "start invalid: it is not an ISO-8601 time such as 2020-01-01T10:15:30+08:00",
        ),
        (
            start("2026-06-01T10:00:00+02:00"),
            WRONG,
            "start invalid: its offset is not the one that its time zone has then",
        ),
        (
            json!({
                "start": { "dateTime": "2026-06-01T10:00:00", "timeZone": "Mars/Olympus" },
                "end": { "dateTime": "2026-06-01T11:00:00" },
            }),
            WRONG,
            "timeZone invalid: no time zone has this name",
        ),
        (
            json!({ "start": { "dateTime": "2026-06-01T10:00:00", "timeZone": "Etc/Unknown" } }),
            WRONG,
            "timeZone invalid: no time zone has this name",
        ),
        (
            json!({
                "start": { "dateTime": "2999-12-31T23:00:00Z", "timeZone": "Asia/Shanghai" },
                "end": { "dateTime": "2999-12-31T23:30:00Z" },
            }),
            TIME,
            "start invalid: its year is not between 1970 and 2999",
        ),
    ]
}

fn refused_bodies() -> Vec<Refused> {
    let many: Vec<_> = (0..5_000).map(|at| json!({ "id": format!("u{at}") })).collect();
    vec![
        (json!({ "summary": null }), WRONG, "Event summary cannot be blank"),
        (json!({ "summary": " \t" }), WRONG, "Event summary cannot be blank"),
        (json!({ "summary": "x".repeat(2_049) }), WRONG, "summary must be 2048 characters at most"),
        (json!({ "summary": "a\u{202e}b" }), WRONG, "summary must be text of one line"),
        (json!({ "summary": "a\nb" }), WRONG, "summary must be text of one line"),
        (json!({ "summary": "\u{200b}" }), WRONG, "Event summary cannot be blank"),
        (json!({ "summary": "a\0b" }), WRONG, "summary has a character U+0000"),
        (json!({ "summary": 7 }), WRONG, "summary must be a text"),
        (
            json!({ "description": "x".repeat(5_001) }),
            WRONG,
            "description must be 5000 characters at most",
        ),
        (json!({ "attendees": many }), WRONG, "attendees must be 500 at most"),
        (json!({ "attendees": [{ "id": "nobody" }] }), WRONG, "userId invalid"),
        (json!({ "attendees": [{}] }), WRONG, "attendees[0].id is missing"),
        (json!({ "attendees": [{ "id": "" }] }), WRONG, "attendees[0].id is missing"),
        (json!({ "freeBusyStatus": "perhaps" }), WRONG, "freeBusyStatus must be busy or free"),
        (
            json!({ "reminders": [{}, { "minutes": 1_000_000 }] }),
            WRONG,
            "reminders[1].minutes must be from 0 to 525600",
        ),
        (
            json!({ "reminders": [{ "minutes": 3_000_000_000_i64 }] }),
            WRONG,
            "reminders[0].minutes must be from -2147483648 to 2147483647",
        ),
        (
            json!({ "recurrence": { "pattern": { "type": "hourly" } } }),
            WRONG,
            "Recurrence pattern type must be daily, weekly, absoluteMonthly, relativeMonthly or absoluteYearly",
        ),
        (
            json!({ "recurrence": { "pattern": { "type": "daily", "interval": 366 },
                "range": { "type": "noEnd" } } }),
            WRONG,
            "Recurrence interval must between [1, 365]",
        ),
        (
            json!({ "recurrence": { "pattern": { "type": "daily" },
                "range": { "type": "numbered", "numberOfOccurrences": 100 } } }),
            WRONG,
            "Recurrence range numberOfOccurrences must between [1, 99]",
        ),
    ]
}

/// Calls about an event `ID` of `ann`, and what they are refused with; an empty text is any.
#[rustfmt::skip] // a table
const REFUSED_CALLS: &[(&str, &str, &str, u16, &str, &str)] = &[
    ("GET", "nobody/calendars/primary/events/ID", "", 400, WRONG, "userId invalid"),
    ("GET", "ann/calendars/other/events/ID", "", 400, WRONG, "calendarId invalid"),
    ("GET", "ann/calendars/%20/events/ID", "", 400, WRONG, "CalendarId cannot be blank"),
    ("GET", "ann/calendars/primary/events/%20", "", 400, WRONG, "eventId cannot be blank"),
    ("GET", "ann/calendars/primary/events/%2", "", 400, WRONG, "eventId has a malformed escape"),
    ("GET", "ann/calendars/primary/events/none", "", 404, "itemNotFound", ""),
    ("GET", "ann/calendars/primary/events/ID_1", "", 404, "instanceNotExist", "instance not exist"),
    ("GET", "bob/calendars/primary/events/ID_1", "", 404, "itemNotFound", ""),
    ("GET", "ann/calendars/primary/events/ID?maxAttendees=501", "", 400, WRONG, "maxAttendees must be from 0 to 500"),
    ("PUT", "bob/calendars/primary/events/ID", "{}", 404, "itemNotFound", ""),
    ("PUT", "ann/calendars/primary/events/ID", r#"{"id":""}"#, 400, WRONG, "Event id summary cannot be blank"),
    ("PUT", "ann/calendars/primary/events/ID", r#"{"id":"x"}"#, 400, WRONG, "id is not that of the path"),
    ("PUT", "ann/calendars/primary/events/ID?scope=some", "{}", 400, WRONG, "scope must be this, following or all"),
    ("PUT", "ann/calendars/primary/events/ID", r#"{"start":{"dateTime":"soon"}}"#, 400, TIME, ""),
    ("PUT", "ann/calendars/primary/events/ID", r#"{"end":{"dateTime":"2026-06-01T10:00:00+08:00"}}"#, 400, WRONG, "end must be after start"),
    ("PUT", "ann/calendars/primary/events/ID", r#"{"isAllDay":true}"#, 400, WRONG, "start and end must be given with isAllDay"),
    ("PUT", "ann/calendars/primary/events/ID", r#"{"attendees":[{"id":"nobody"}]}"#, 400, WRONG, "userId invalid"),
    ("DELETE", "bob/calendars/primary/events/ID", "", 404, "itemNotFound", ""),
    ("POST", "ann/calendars/primary/events/ID/cancel?scope=x", "", 400, WRONG, "scope must be this, following or all"),
];

async fn refusals_keep_nothing(home: &Home) {
    home.import(with_calendar()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let id = ann.made(&hour(1, 10)).await;
    let before = ann.read(&id).await;
    let store = home.store().await;
    let head = store.calendar_head(&CorpId::new("corp")).await.unwrap();

    for (change, code, message) in refused_bodies().into_iter().chain(refused_times()) {
        let body = with(hour(1, 10), change.clone());
        let reply = ann.create(&body).await;
        let short: String = change.to_string().chars().take(200).collect();
        assert_eq!(reply.outcome(), (400, code.to_owned()), "{short}");
        assert_eq!(reply.text("message"), message, "{short}");
    }
    let empty = ann.create(&json!({})).await;
    assert_eq!(empty.text("message"), "Event must be provided.");
    assert_eq!(ann.ask("POST", "events").await.outcome().1, "Missingbody");

    for (method, rest, body, status, code, message) in REFUSED_CALLS {
        let target = format!("/v1.0/calendar/users/{}", rest.replace("ID", &id));
        let request = match *body {
            "" => request::without_body(method, &target, &ann.token),
            body => request::with_body(method, &target, &ann.token, body),
        };
        let reply = server.call(request).await;
        assert_eq!(reply.outcome(), (*status, (*code).to_owned()), "{method} {target} {body}");
        if !message.is_empty() {
            assert_eq!(reply.text("message"), *message, "{method} {target} {body}");
        }
    }
    assert_eq!(ann.read(&id).await, before);
    assert_eq!(store.calendar_head(&CorpId::new("corp")).await.unwrap(), head);
    assert_eq!(ann.listed("events?showDeleted=true").await.len(), 1);
}
