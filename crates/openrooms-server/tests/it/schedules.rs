//! When people are busy, over the wire.

use serde_json::{Value, json};

use crate::events::Calendar;
use crate::fixture::Home;
use crate::request;
use crate::user_tokens::{user_token, usual};

on_both!(people_are_busy_when_they_take_part, a_date_of_a_series_counts_by_itself);

fn event(start: &str, end: &str, more: Value) -> Value {
    let at = |time: &str| json!({ "dateTime": time, "timeZone": "Asia/Shanghai" });
    crate::sample::with(
        json!({ "summary": "Secret plans", "start": at(start), "end": at(end),
            "attendees": [{ "id": "bob" }] }),
        more,
    )
}

pub(crate) async fn schedule(
    calendar: &Calendar<'_>,
    people: &[&str],
    from: &str,
    until: &str,
) -> Value {
    let body = json!({ "userIds": people, "startTime": from, "endTime": until });
    let reply = calendar.send_user("querySchedule", &body).await;
    assert_eq!(reply.status, 200, "{reply:?}");
    reply.json()["scheduleInformation"].clone()
}

/// Status and start of each.
pub(crate) fn items(person: &Value) -> Vec<(String, String)> {
    let items = person["scheduleItems"].as_array().unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    items.iter().map(|one| (text(&one["status"]), text(&one["start"]["dateTime"]))).collect()
}

async fn people_are_busy_when_they_take_part(home: &Home) {
    home.import(usual()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let bob = ann.as_seen_by("bob");
    let hour = |at: &str| format!("2026-06-01T{at}:00+08:00");
    let make = async |start: &str, end: &str, more: Value| {
        ann.made(&event(&hour(start), &hour(end), more)).await
    };
    let first = make("10:00", "11:00", json!({})).await;
    let second = make("12:00", "13:00", json!({})).await;
    make("14:00", "15:00", json!({ "freeBusyStatus": "free" })).await;
    let off = make("16:00", "17:00", json!({})).await;
    assert_eq!(ann.ask("POST", &format!("events/{off}/cancel")).await.status, 200);
    let answer = async |event: &str, answer: &str| {
        let body = json!({ "responseStatus": answer });
        let reply = bob.send("POST", &format!("events/{event}/respond"), &body).await;
        assert_eq!(reply.status, 200);
    };
    let busy = |status: &str, at: &str| (status.to_owned(), hour(at));
    let of = async |people: &[&str], from: &str, until: &str| {
        schedule(&bob, people, &hour(from), &hour(until)).await
    };

    let both = of(&["bob", "ann", "bob"], "00:00", "23:59").await;
    assert_eq!(both.as_array().unwrap().len(), 2);
    assert_eq!((&both[0]["userId"], &both[1]["userId"]), (&json!("bob"), &json!("ann")));
    assert_eq!(items(&both[0]), [busy("TENTATIVE", "10:00"), busy("TENTATIVE", "12:00")]);
    assert_eq!(items(&both[1]), [busy("BUSY", "10:00"), busy("BUSY", "12:00")]);
    assert!(!both.to_string().contains("Secret"), "{both}");
    answer(&first, "accepted").await;
    answer(&second, "declined").await;
    assert_eq!(items(&of(&["bob"], "00:00", "23:59").await[0]), [busy("BUSY", "10:00")]);
    answer(&second, "tentative").await;
    assert_eq!(items(&of(&["bob"], "11:30", "23:59").await[0]), [busy("TENTATIVE", "12:00")]);

    // Half-open.
    for (from, until, count) in
        [("11:00", "12:00", 0), ("10:59", "11:00", 1), ("09:00", "10:00", 0), ("09:00", "10:01", 1)]
    {
        assert_eq!(items(&of(&["ann"], from, until).await[0]).len(), count, "{from} {until}");
    }
    assert_eq!(items(&of(&["hal"], "00:00", "23:59").await[0]), []);
    let days = json!({ "isAllDay": true, "start": { "date": "2026-06-03" },
        "end": { "date": "2026-06-04" }, "summary": "Off" });
    ann.made(&days).await;
    let day = schedule(&bob, &["ann"], "2026-06-03T12:00:00Z", "2026-06-03T13:00:00Z").await;
    let item = &day[0]["scheduleItems"][0];
    assert_eq!((&item["start"]["date"], &item["status"]), (&json!("2026-06-03"), &json!("BUSY")));
    assert_eq!(item.as_object().unwrap().len(), 3, "{item}");
}

async fn a_date_of_a_series_counts_by_itself(home: &Home) {
    home.import(usual()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let daily = json!({ "recurrence": {
        "pattern": { "type": "daily", "interval": 1 },
        "range": { "type": "numbered", "numberOfOccurrences": 3 },
    } });
    let series = event("2026-06-01T10:00:00+08:00", "2026-06-01T11:00:00+08:00", daily);
    let id = ann.made(&series).await;
    let dates = ann.ask("GET", &format!("events/{id}/instances")).await.json();
    let second = dates["events"][1]["id"].as_str().unwrap().to_owned();
    let (bob, hal) = (ann.as_seen_by("bob"), ann.as_seen_by("hal"));
    let declined = json!({ "responseStatus": "declined" });
    bob.send("POST", &format!("events/{second}/respond"), &declined).await;
    let invited = json!({ "attendeesToAdd": [{ "id": "hal" }] });
    ann.send("POST", &format!("events/{second}/attendees"), &invited).await;
    let june = ["2026-06-01T00:00:00+08:00", "2026-06-30T00:00:00+08:00"];
    let all = schedule(&hal, &["ann", "bob", "hal"], june[0], june[1]).await;
    let counts: Vec<_> = all.as_array().unwrap().iter().map(|one| items(one).len()).collect();
    assert_eq!(counts, [3, 2, 1]);
    // Of one date it may be said by itself whether it makes busy.
    let busy = async |status: &str| {
        let body = json!({ "freeBusyStatus": status });
        assert_eq!(ann.patch(&second, &body).await.status, 200);
        items(&schedule(&hal, &["ann"], june[0], june[1]).await[0]).len()
    };
    assert_eq!((busy("free").await, busy("busy").await), (2, 3));
    assert_eq!(ann.patch(&id, &json!({ "freeBusyStatus": "free" })).await.status, 200);
    assert_eq!(busy("busy").await, 1);
}

#[tokio::test]
async fn wrong_questions_are_refused() {
    let home = Home::with(usual()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let user = user_token(&home, &server, "u1").await;
    let (from, until) = ("2026-06-01T00:00:00Z", "2026-06-02T00:00:00Z");
    let many: Vec<_> = (0..21).map(|at| format!("p{at}")).collect();
    let illegal = "paramIllegal";
    let unreadable = "InvalidParameter.ParsedISO8601TimestampError";
    for (people, from, until, code) in [
        (json!(null), json!(from), json!(until), illegal),
        (json!([]), json!(from), json!(until), illegal),
        (json!([""]), json!(from), json!(until), illegal),
        (json!(many), json!(from), json!(until), illegal),
        (json!("ann"), json!(from), json!(until), illegal),
        (json!(["ann"]), json!(null), json!(until), illegal),
        (json!(["ann"]), json!(from), json!(""), illegal),
        (json!(["ann"]), json!(from), json!(from), illegal),
        (json!(["ann"]), json!(until), json!(from), illegal),
        (json!(["ann"]), json!(from), json!("2026-08-30T00:00:01Z"), illegal),
        (json!(["ann"]), json!("2026-06-01"), json!(until), unreadable),
        (json!(["ann"]), json!("2026-06-01T00:00:00"), json!(until), unreadable),
        (json!(["ann"]), json!("2026-02-30T00:00:00Z"), json!(until), unreadable),
        (json!(["ann", "nobody"]), json!(from), json!(until), "invalidParameter"),
        (json!(["\u{202e}𝄞"]), json!(from), json!(until), "invalidParameter"),
    ] {
        let body = json!({ "userIds": people, "startTime": from, "endTime": until });
        let reply = ann.send_user("querySchedule", &body).await;
        assert_eq!(reply.outcome(), (400, code.to_owned()), "{body}");
        let target = "/v1.0/calendar/me/schedules/query";
        let me = server.call(request::with_body("POST", target, &user, &body.to_string())).await;
        assert_eq!(me.outcome(), reply.outcome(), "{body}");
    }
    let fine = json!({ "userIds": ["ann"], "startTime": from, "endTime": "2026-08-30T00:00:00Z" });
    assert_eq!(ann.send_user("querySchedule", &fine).await.status, 200);
    let stranger = ann.as_seen_by("nobody").send_user("querySchedule", &fine).await;
    assert_eq!(stranger.json()["message"], "userId invalid");
}
