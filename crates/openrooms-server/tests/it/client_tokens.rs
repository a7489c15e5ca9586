//! x-client-token: a change that is sent again is not made again; and the calls of oneself.

use openrooms_core::id::CorpId;
use serde_json::{Value, json};

use crate::fixture::{Home, Server};
use crate::request;
use crate::user_tokens::{user_token, usual};
use crate::wire::{PATIENCE, Reply};

on_both!(
    a_change_that_is_sent_again_is_made_once,
    it_holds_across_nodes_and_restarts,
    what_was_refused_may_be_tried_again,
    two_at_once_make_one_change,
);

const MINE: &str = "/v1.0/calendar/me/calendars/primary/events";
const EVENTS: &str = "/v1.0/calendar/users/ann/calendars/primary/events";

fn hour(summary: &str) -> Value {
    json!({
        "summary": summary, "attendees": [{ "id": "bob" }],
        "start": { "dateTime": "2026-06-01T10:00:00+08:00" },
        "end": { "dateTime": "2026-06-01T11:00:00+08:00" },
    })
}

fn named(request: &str, token: &str) -> String {
    request.replacen("host: x\r\n", &format!("host: x\r\nx-client-token: {token}\r\n"), 1)
}

async fn send(
    server: &Server,
    (method, target): (&str, &str),
    token: &str,
    body: &Value,
    name: &str,
) -> Reply {
    let request = request::with_body(method, target, token, &body.to_string());
    server.call(named(&request, name)).await
}

async fn create(server: &Server, token: &str, summary: &str, name: &str) -> Reply {
    send(server, ("POST", EVENTS), token, &hour(summary), name).await
}

/// How far the calendars have gone.
async fn head(home: &Home) -> i64 {
    let store = home.store().await;
    let head = store.calendar_head(&CorpId::new("corp")).await.unwrap();
    store.close().await;
    head
}

fn is_reused(reply: &Reply) {
    let wanted = "invalidRequest.duplicateClientToken";
    assert_eq!(reply.outcome(), (409, wanted.to_owned()), "{reply:?}");
}

async fn a_change_that_is_sent_again_is_made_once(home: &Home) {
    home.import(usual()).await;
    let server = home.serve().await;
    let token = server.token("app", "secret").await;
    let first = create(&server, &token, "One", "t-1").await;
    assert_eq!(first.status, 200, "{first:?}");
    let event = first.text("id");
    let stands = head(home).await;
    for _ in 0..2 {
        assert_eq!(create(&server, &token, "One", "t-1").await.body, first.body);
    }
    is_reused(&create(&server, &token, "Two", "t-1").await);
    assert_eq!(head(home).await, stands);
    assert_ne!(create(&server, &token, "One", "t-2").await.text("id"), event, "another token");
    assert_ne!(create(&server, &token, "One", "").await.text("id"), event, "none");

    // Of each operation by itself, and of each event.
    let one = format!("{EVENTS}/{event}");
    let (patch, respond) = (json!({ "summary": "New" }), json!({ "responseStatus": "accepted" }));
    let people = json!({ "attendeesToAdd": [{ "id": "gil" }] });
    let as_bob = format!("/v1.0/calendar/users/bob/calendars/primary/events/{event}");
    for (method, target, body, other) in [
        ("PUT", one.clone(), patch, json!({ "summary": "Newer" })),
        (
            "POST",
            format!("{one}/attendees"),
            people,
            json!({ "attendeesToAdd": [{ "id": "hal" }] }),
        ),
        (
            "POST",
            format!("{one}/attendees/batchRemove"),
            json!({ "attendeesToRemove": [{ "id": "gil" }] }),
            json!({ "attendeesToRemove": [{ "id": "hal" }] }),
        ),
        ("POST", format!("{as_bob}/respond"), respond, json!({ "responseStatus": "declined" })),
    ] {
        let call = (method, &*target);
        let first = send(&server, call, &token, &body, "t-1").await;
        assert_eq!(first.status, 200, "{target}: {first:?}");
        let stands = head(home).await;
        assert_eq!(send(&server, call, &token, &body, "t-1").await.body, first.body, "{target}");
        is_reused(&send(&server, call, &token, &other, "t-1").await);
        assert_eq!(head(home).await, stands, "{target}");
    }
    for how in ["signin", "signOut", "checkIn", "cancel"] {
        let who = if how == "cancel" { &one } else { &as_bob };
        let call = ("POST", &*format!("{who}/{how}"));
        let first = send(&server, call, &token, &json!({}), "t-1").await;
        assert_eq!(first.status, 200, "{how}: {first:?}");
        home.pass(1);
        assert_eq!(send(&server, call, &token, &json!({}), "t-1").await.body, first.body, "{how}");
    }

    // A day later it is a token as any.
    home.pass(86_400);
    assert_eq!(create(&server, &token, "Two", "t-1").await.outcome().1, "InvalidAuthentication");
    let token = server.token("app", "secret").await;
    assert_eq!(create(&server, &token, "Two", "t-1").await.status, 200);
}

async fn it_holds_across_nodes_and_restarts(home: &Home) {
    home.import(usual()).await;
    let (one, two) = (home.serve().await, home.serve().await);
    let token = one.token("app", "secret").await;
    let first = create(&one, &token, "One", "t-1").await;
    assert_eq!(create(&two, &token, "One", "t-1").await.body, first.body);
    is_reused(&create(&two, &token, "Two", "t-1").await);
    one.stop().await;
    two.stop().await;
    let server = home.serve().await;
    assert_eq!(create(&server, &token, "One", "t-1").await.body, first.body);
    is_reused(&create(&server, &token, "Two", "t-1").await);
}

async fn what_was_refused_may_be_tried_again(home: &Home) {
    home.import(usual()).await;
    let server = home.serve().await;
    let token = server.token("app", "secret").await;
    let wrong = json!({ "summary": "One", "attendees": [{ "id": "nobody" }],
        "start": { "dateTime": "2026-06-01T10:00:00+08:00" },
        "end": { "dateTime": "2026-06-01T11:00:00+08:00" } });
    let refused = send(&server, ("POST", EVENTS), &token, &wrong, "t-1").await;
    assert_eq!(refused.json()["message"], "userId invalid");
    assert_eq!(create(&server, &token, "One", "t-1").await.status, 200, "it was no change");
    // Whatever bytes name it.
    for name in ["%zz", "\"'", "会", &"x".repeat(8_000)] {
        let first = create(&server, &token, "Bytes", name).await;
        assert_eq!(first.status, 200, "{name}");
        assert_eq!(create(&server, &token, "Bytes", name).await.body, first.body, "{name}");
    }
}

/// While somebody else holds the organisation, one waits for it and the other is told so.
async fn two_at_once_make_one_change(home: &Home) {
    home.import(usual()).await;
    let server = home.serve().await;
    let token = server.token("app", "secret").await;
    // In memory, so that nothing else waits.
    assert_eq!(server.reads(&token, "open", "ann").await.1, "ok");
    let store = home.store().await;
    let held = store.writing(&CorpId::new("corp")).await.unwrap().unwrap();
    let both = async {
        let call = async || create(&server, &token, "One", "t-1").await;
        let (first, mut second) = (call(), Box::pin(call()));
        let mut first = Box::pin(first);
        // Whichever answers now does so because the other is under way.
        let told =
            tokio::select! { told = &mut first => Ok(told), told = &mut second => Err(told) };
        drop(held);
        match told {
            Ok(told) => (told, second.await),
            Err(told) => (told, first.await),
        }
    };
    let (told, made) = tokio::time::timeout(PATIENCE, both).await.unwrap();
    assert_eq!(told.outcome(), (400, "idempotencyProcessing".to_owned()));
    assert_eq!(told.json()["message"], "Idempotency processing");
    assert_eq!(made.status, 200, "{made:?}");
    assert_eq!(create(&server, &token, "One", "t-1").await.body, made.body);
    store.close().await;
}

#[tokio::test]
async fn a_user_acts_in_their_own_calendar_and_by_me() {
    let home = Home::with(usual()).await;
    let server = home.serve().await;
    let (app, ann) = (server.token("app", "secret").await, user_token(&home, &server, "u1").await);
    let made = send(&server, ("POST", MINE), &ann, &hour("Mine"), "t-1").await;
    assert_eq!(made.json()["organizer"]["id"], "ann", "{made:?}");
    assert_eq!(send(&server, ("POST", MINE), &ann, &hour("Mine"), "t-1").await.body, made.body);
    is_reused(&send(&server, ("POST", MINE), &ann, &hour("Other"), "t-1").await);
    let view = "/v1.0/calendar/me/calendars/primary/eventsview\
        ?timeMin=2026-06-01T00:00:00Z&timeMax=2026-06-02T00:00:00Z";
    let seen = server.call(request::get(view, &ann)).await.json();
    assert_eq!(seen["events"][0]["id"], made.json()["id"], "{seen}");
    let busy = json!({ "userIds": ["bob", "ann"], "startTime": "2026-06-01T00:00:00Z",
        "endTime": "2026-06-02T00:00:00Z" });
    let me = "/v1.0/calendar/me/schedules/query";
    let told = send(&server, ("POST", me), &ann, &busy, "").await.json();
    assert_eq!(told["scheduleInformation"][1]["scheduleItems"][0]["status"], "BUSY", "{told}");

    for (method, target) in [("POST", MINE), ("GET", view), ("POST", me)] {
        for token in [&app, "0123456789abcdef0123456789abcdef"] {
            let request = match method {
                "GET" => request::get(target, token),
                _ => request::with_body(method, target, token, &hour("No").to_string()),
            };
            let refused = server.call(request).await;
            assert_eq!(refused.outcome(), (400, "InvalidAuthentication".to_owned()), "{target}");
        }
    }
    let other = "/v1.0/calendar/me/calendars/other/events";
    let refused = send(&server, ("POST", other), &ann, &hour("No"), "").await;
    assert_eq!(refused.outcome(), (400, "invalidParameter".to_owned()));

    // Of somebody else's calendar nothing is theirs, though they are invited to what is in it.
    let event = made.text("id");
    let bob = user_token(&home, &server, "u2").await;
    for (token, user, wanted) in
        [(&bob, "bob", "ok"), (&bob, "ann", "invalidParameter"), (&ann, "ann", "ok")]
    {
        let target = format!("/v1.0/calendar/users/{user}/calendars/primary/events/{event}");
        let reply = server.call(request::get(&target, token)).await;
        assert_eq!(reply.outcome().1, wanted, "{user}");
        let body = json!({ "responseStatus": "accepted" });
        let reply = send(&server, ("POST", &format!("{target}/respond")), token, &body, "").await;
        assert_eq!(reply.outcome().1, wanted, "{user}");
    }
}
