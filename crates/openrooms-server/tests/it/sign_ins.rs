//! Who comes to events and goes, over the wire.

use serde_json::{Value, json};

use crate::events::Calendar;
use crate::fixture::{Home, NOW};
use crate::sample::with;
use crate::user_tokens::usual;

on_both!(
    people_sign_in_and_out_once,
    of_a_series_a_date_is_signed_in_to,
    who_came_is_kept_where_a_series_is_split_and_in_documents,
);

/// An hour that begins in 20 minutes.
pub(crate) fn soon() -> Value {
    json!({
        "summary": "Plans", "attendees": [{ "id": "bob" }, { "id": "gil" }],
        "start": { "dateTime": "2026-05-28T20:46:40Z" }, "end": { "dateTime": "2026-05-28T21:46:40Z" },
    })
}

pub(crate) async fn sign(calendar: &Calendar<'_>, event: &str, how: &str) -> Value {
    let reply = calendar.ask("POST", &format!("events/{event}/{how}")).await;
    assert_eq!(reply.status, 200, "{reply:?}");
    reply.json()
}

/// Who is listed.
pub(crate) async fn listed(
    calendar: &Calendar<'_>,
    event: &str,
    which: &str,
    kind: &str,
) -> Vec<String> {
    let rest = format!("events/{event}/{which}?maxResults=200&type={kind}");
    let reply = calendar.ask("GET", &rest).await;
    assert_eq!(reply.status, 200, "{reply:?}");
    let body = reply.json();
    let users = body["users"].as_array().unwrap().iter();
    users.map(|one| one["userId"].as_str().unwrap().to_owned()).collect()
}

async fn people_sign_in_and_out_once(home: &Home) {
    home.import(usual()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let event = ann.made(&soon()).await;
    let (bob, gil) = (ann.as_seen_by("bob"), ann.as_seen_by("gil"));
    assert_eq!(sign(&bob, &event, "signin").await, json!({ "checkInTime": NOW.0 }));
    home.pass(60);
    for how in ["signin", "checkIn"] {
        assert_eq!(
            sign(&bob, &event, how).await,
            json!({ "checkInTime": NOW.0 }),
            "the first counts"
        );
    }
    assert_eq!(sign(&ann, &event, "checkIn").await, json!({ "checkInTime": NOW.0 + 60_000 }));
    assert_eq!(sign(&gil, &event, "signOut").await, json!({ "checkOutTime": NOW.0 + 60_000 }));

    assert_eq!(listed(&gil, &event, "signin", "check_in").await, ["bob", "ann"]);
    assert_eq!(listed(&ann, &event, "signin", "not_yet_check_in").await, ["gil"]);
    assert_eq!(listed(&ann, &event, "signOut", "check_out").await, ["gil"]);
    assert_eq!(listed(&ann, &event, "signOut", "not_yet_check_out").await, ["ann", "bob"]);
    let page = async |query: &str| {
        ann.ask("GET", &format!("events/{event}/signin?type=check_in&{query}")).await.json()
    };
    let first = page("maxResults=1").await;
    assert_eq!(
        first["users"],
        json!([{ "userId": "bob", "displayName": "Bob", "checkInTime": NOW.0 }])
    );
    let next = first["nextToken"].as_str().unwrap();
    let second = page(&format!("maxResults=1&nextToken={next}")).await;
    assert_eq!((&second["users"][0]["userId"], second.get("nextToken")), (&json!("ann"), None));
}

pub(crate) fn daily() -> Value {
    let recurrence = json!({
        "pattern": { "type": "daily", "interval": 1 },
        "range": { "type": "numbered", "numberOfOccurrences": 3 },
    });
    with(soon(), json!({ "recurrence": recurrence }))
}

/// The id of a date of a series.
pub(crate) async fn date(calendar: &Calendar<'_>, series: &str, at: usize) -> String {
    let dates = calendar.ask("GET", &format!("events/{series}/instances")).await.json();
    dates["events"][at]["id"].as_str().unwrap().to_owned()
}

async fn who_came_is_kept_where_a_series_is_split_and_in_documents(home: &Home) {
    home.import(usual()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let event = ann.made(&daily()).await;
    let (bob, gil) = (ann.as_seen_by("bob"), ann.as_seen_by("gil"));
    let (first, second, last) =
        (date(&ann, &event, 0).await, date(&ann, &event, 1).await, date(&ann, &event, 2).await);
    sign(&bob, &first, "signin").await;
    sign(&gil, &last, "signin").await;
    sign(&bob, &last, "signOut").await;
    let body = json!({ "summary": "Other plans" });
    let new = ann.send("PUT", &format!("events/{second}?scope=following"), &body).await;
    assert_eq!(new.status, 200, "{new:?}");
    // The reply is of the new series.
    let new = new.text("id");
    assert_ne!(new, event);
    let new_last = date(&ann, &new, 1).await;
    assert_eq!(listed(&ann, &first, "signin", "check_in").await, ["bob"]);
    assert_eq!(listed(&ann, &new_last, "signin", "check_in").await, ["gil"]);
    assert_eq!(listed(&ann, &new_last, "signOut", "check_out").await, ["bob"]);

    // All of it is exported, imported where it is not there, and not written again where it is.
    let exported = home.export().await;
    for id in [&event, &new] {
        assert_eq!(ann.ask("DELETE", &format!("events/{id}")).await.status, 200);
    }
    for _ in 0..2 {
        home.import(exported.clone()).await;
        assert_eq!(home.export().await, exported);
    }
    assert_eq!(listed(&ann, &first, "signin", "check_in").await, ["bob"]);
    assert_eq!(listed(&ann, &new_last, "signin", "check_in").await, ["gil"]);
}

async fn of_a_series_a_date_is_signed_in_to(home: &Home) {
    home.import(usual()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let event = ann.made(&daily()).await;
    let mut dates = Vec::new();
    for at in 0..3 {
        dates.push(date(&ann, &event, at).await);
    }
    let date = |at: usize| dates[at].clone();
    let (bob, gil) = (ann.as_seen_by("bob"), ann.as_seen_by("gil"));
    let first = json!({ "attendeesToRemove": [{ "id": "gil" }] });
    ann.send("POST", &format!("events/{}/attendees/batchRemove", date(0)), &first).await;

    sign(&bob, &event, "signin").await; // the first date, which is the next
    assert_eq!(listed(&ann, &date(0), "signin", "check_in").await, ["bob"]);
    assert_eq!(listed(&ann, &date(1), "signin", "check_in").await, [] as [&str; 0]);
    let not = gil.ask("POST", &format!("events/{event}/signin")).await;
    assert_eq!(not.outcome(), (400, "notInEvent".to_owned()));
    sign(&gil, &date(2), "signin").await;
    assert_eq!(listed(&ann, &date(2), "signin", "check_in").await, ["gil"]);
    home.pass(5_000);
    let next = listed(&ann, &event, "signin", "check_in").await;
    assert_eq!(next, [] as [&str; 0], "the first is over, the next date is meant");
}

#[tokio::test]
async fn refusals_of_signing() {
    let home = Home::with(usual()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let (event, off, gone) =
        (ann.made(&soon()).await, ann.made(&soon()).await, ann.made(&soon()).await);
    assert_eq!(ann.ask("POST", &format!("events/{off}/cancel")).await.status, 200);
    assert_eq!(ann.ask("DELETE", &format!("events/{gone}")).await.status, 200);
    let deep = format!("{event}_1");
    for how in ["signin", "signOut", "checkIn"] {
        for (user, id, status, code) in [
            ("hal", &*event, 400, "notInEvent"),
            ("boss", &event, 400, "notInEvent"),
            ("hal", &deep, 400, "notInEvent"),
            ("bob", &deep, 404, "instanceNotExist"),
            ("hal", "nothing", 400, "notInEvent"),
            ("hal", &gone, 400, "notInEvent"),
            ("bob", &gone, 400, "notInEvent"),
            ("bob", &off, 400, "invalidParameter"),
            ("nobody", &event, 400, "invalidParameter"),
        ] {
            let reply = ann.as_seen_by(user).ask("POST", &format!("events/{id}/{how}")).await;
            assert_eq!(reply.outcome(), (status, code.to_owned()), "{how} {user} {id}");
        }
    }
    for (user, rest, code) in [
        ("ann", format!("events/{event}/signin"), "invalidParameter"),
        ("ann", format!("events/{event}/signin?maxResults=1"), "invalidParameter"),
        ("ann", format!("events/{event}/signin?type=check_in"), "invalidParameter"),
        ("ann", format!("events/{event}/signin?maxResults=0&type=check_in"), "invalidParameter"),
        ("ann", format!("events/{event}/signin?maxResults=201&type=check_in"), "invalidParameter"),
        ("ann", format!("events/{event}/signin?maxResults=1&type=check_out"), "invalidParameter"),
        ("ann", format!("events/{event}/signOut?maxResults=1&type=check_in"), "invalidParameter"),
        (
            "ann",
            format!("events/{event}/signin?maxResults=1&type=check_in&nextToken=x"),
            "invalidParameter",
        ),
        ("hal", format!("events/{event}/signin?maxResults=1&type=check_in"), "itemNotFound"),
    ] {
        assert_eq!(ann.as_seen_by(user).ask("GET", &rest).await.outcome().1, code, "{rest}");
    }
}

#[tokio::test]
async fn the_organiser_alone_gets_the_addresses_and_they_are_pages() {
    let home = Home::with(usual()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let event = ann.made(&soon()).await;
    for (rest, field, page, message) in [
        (
            "signInLinks",
            "signInLink",
            "sign-in",
            "Request user has no permission to launch check in",
        ),
        (
            "signOutLinks",
            "signOutLink",
            "sign-out",
            "Request user has no permission to launch sign out",
        ),
    ] {
        let rest = format!("events/{event}/{rest}");
        let link = ann.ask("GET", &rest).await.text(field);
        assert_eq!(link, format!("http://x/{page}?eventId={event}"));
        let shown = server.call(format!("GET /{page}?eventId={event} HTTP/1.1\r\n\r\n")).await;
        assert_eq!(shown.status, 200);
        assert_eq!(shown.header("content-type"), Some("text/html;charset=utf-8"));
        let html = String::from_utf8(shown.body).unwrap();
        assert!(!html.contains(&event) && !html.contains("<script"), "{html}");
        let refused = ann.as_seen_by("bob").ask("GET", &rest).await;
        assert_eq!(refused.outcome(), (400, "permissionDenied".to_owned()));
        assert_eq!(refused.json()["message"], message);
        let unknown = ann.as_seen_by("hal").ask("GET", &rest).await;
        assert_eq!(unknown.outcome(), (404, "itemNotFound".to_owned()));
    }
}
