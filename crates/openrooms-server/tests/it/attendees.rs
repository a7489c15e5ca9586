//! People in events over the wire: invited, listed, answering, removed; all of an event, and one date
//! of a series.

use serde_json::{Value, json};

use crate::events::{Calendar, with_calendar};
use crate::fixture::Home;
use crate::sample::{app, document, room, with};
use crate::user_tokens::usual;
use crate::wire::Reply;

on_both!(
    people_are_invited_listed_and_removed,
    people_are_told_in_the_order_of_their_invitations,
    answers_are_kept_and_shown,
    one_date_of_a_series_has_people_and_answers_of_its_own,
    whoever_syncs_and_the_outbox_hear_of_it,
    whoever_is_invited_to_one_date_syncs_what_becomes_of_it,
    whoever_becomes_the_organiser_is_at_every_date,
    a_room_that_counts_seats_takes_no_more_people_than_it_has,
    whoever_is_invited_to_all_of_a_series_is_to_each_date,
    seats_are_counted_against_those_who_come_to_each_date,
);

fn hour() -> Value {
    json!({
        "summary": "Plans", "attendees": [{ "id": "bob" }],
        "start": { "dateTime": "2026-06-01T10:00:00+08:00", "timeZone": "Asia/Shanghai" },
        "end": { "dateTime": "2026-06-01T11:00:00+08:00", "timeZone": "Asia/Shanghai" },
    })
}

/// Five days in a row.
fn series() -> Value {
    let daily = json!({
        "pattern": { "type": "daily", "interval": 1 },
        "range": { "type": "numbered", "numberOfOccurrences": 5 },
    });
    with(hour(), json!({ "recurrence": daily }))
}

async fn invite(calendar: &Calendar<'_>, event: &str, people: Value) -> Reply {
    let body = json!({ "attendeesToAdd": people });
    calendar.send("POST", &format!("events/{event}/attendees"), &body).await
}

async fn uninvite(calendar: &Calendar<'_>, event: &str, people: Value) -> Reply {
    let body = json!({ "attendeesToRemove": people });
    calendar.send("POST", &format!("events/{event}/attendees/batchRemove"), &body).await
}

async fn respond(calendar: &Calendar<'_>, event: &str, answer: &str) -> Reply {
    let body = json!({ "responseStatus": answer });
    calendar.send("POST", &format!("events/{event}/respond"), &body).await
}

fn done(reply: &Reply) {
    assert_eq!((reply.status, reply.json()), (200, json!({})), "{reply:?}");
}

/// Who is listed, and what they answered.
async fn listed(calendar: &Calendar<'_>, event: &str) -> Vec<(String, String)> {
    let reply = calendar.ask("GET", &format!("events/{event}/attendees")).await;
    assert_eq!(reply.status, 200, "{reply:?}");
    let text = |one: &Value, name: &str| one[name].as_str().unwrap().to_owned();
    let body = reply.json();
    let people = body["attendees"].as_array().unwrap();
    people.iter().map(|one| (text(one, "id"), text(one, "responseStatus"))).collect()
}

fn people(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(id, answer)| ((*id).to_owned(), (*answer).to_owned())).collect()
}

async fn people_are_invited_listed_and_removed(home: &Home) {
    home.import(with_calendar()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let event = ann.made(&hour()).await;
    let two = json!([{ "id": "gil", "isOptional": true }, { "id": "hal" }, { "id": "gil" }]);
    done(&invite(&ann, &event, two).await);
    let none = "needsAction";
    let all = [("bob", none), ("gil", none), ("hal", none)];
    for user in ["ann", "bob", "hal"] {
        assert_eq!(listed(&ann.as_seen_by(user), &event).await, people(&all), "{user}");
    }

    // Page by page; the organiser is no attendee.
    let page = async |query: &str| {
        ann.ask("GET", &format!("events/{event}/attendees?{query}")).await.json()
    };
    let first = page("maxResults=2").await;
    assert_eq!(first["attendees"].as_array().unwrap().len(), 2);
    assert_eq!(first["attendees"][1]["isOptional"], true);
    assert_eq!(first["attendees"][0]["displayName"], "Bob");
    assert_eq!(first["attendees"][0]["self"], false);
    let next = first["nextToken"].as_str().unwrap();
    let second = page(&format!("maxResults=2&nextToken={next}")).await;
    assert_eq!(second["attendees"][0]["id"], "hal");
    assert_eq!(second.get("nextToken"), None);
    assert_eq!(page("maxResults=0").await["attendees"].as_array().unwrap().len(), 3);

    done(&uninvite(&ann, &event, json!([{ "id": "gil" }, { "id": "boss" }])).await);
    assert_eq!(listed(&ann, &event).await, people(&[("bob", none), ("hal", none)]));
    let gil = ann.as_seen_by("gil").ask("GET", &format!("events/{event}")).await;
    assert_eq!(gil.outcome(), (404, "itemNotFound".to_owned()));
    done(&invite(&ann, &event, json!([{ "id": "gil" }])).await);
    let anew = people(&[("bob", none), ("hal", none), ("gil", none)]);
    assert_eq!(listed(&ann, &event).await, anew, "behind those who stayed");
}

async fn people_are_told_in_the_order_of_their_invitations(home: &Home) {
    home.import(with_calendar()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let shown = async |event: &str| {
        let listed = listed(&ann, event).await;
        let read = ann.read(event).await;
        let read = read["attendees"].as_array().unwrap().iter();
        let read: Vec<_> = read.map(|one| one["id"].as_str().unwrap().to_owned()).collect();
        assert_eq!(read, listed.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>());
        listed
    };
    for body in [hour(), series()] {
        let event = ann.made(&body).await;
        done(&invite(&ann, &event, json!([{ "id": "gil" }, { "id": "hal" }])).await);
        done(&respond(&ann.as_seen_by("hal"), &event, "accepted").await);
        let given = json!({ "attendees": [{ "id": "hal" }, { "id": "boss" }, { "id": "bob" }] });
        assert_eq!(ann.patch(&event, &given).await.status, 200);
        let (none, yes) = ("needsAction", "accepted");
        let order = people(&[("hal", yes), ("boss", none), ("bob", none)]);
        assert_eq!(shown(&event).await, order);
        // As it was, and then with one who is gone in front.
        assert_eq!(ann.patch(&event, &given).await.status, 200);
        assert_eq!(shown(&event).await, order);
        let given = json!({ "attendees": [{ "id": "gil" }, { "id": "bob" }, { "id": "hal" }] });
        assert_eq!(ann.patch(&event, &given).await.status, 200);
        assert_eq!(shown(&event).await, people(&[("gil", none), ("bob", none), ("hal", yes)]));
        // Who is invited now comes last.
        done(&uninvite(&ann, &event, json!([{ "id": "gil" }])).await);
        done(&invite(&ann, &event, json!([{ "id": "boss" }, { "id": "gil" }])).await);
        let order = people(&[("bob", none), ("hal", yes), ("boss", none), ("gil", none)]);
        assert_eq!(shown(&event).await, order);
    }
}

async fn answers_are_kept_and_shown(home: &Home) {
    home.import(with_calendar()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let event = ann.made(&hour()).await;
    let bob = ann.as_seen_by("bob");
    for answer in ["tentative", "declined", "needsAction", "accepted"] {
        done(&respond(&bob, &event, answer).await);
        assert_eq!(listed(&bob, &event).await, people(&[("bob", answer)]));
    }
    let shown = ann.ask("GET", &format!("events/{event}")).await.json();
    assert_eq!(shown["attendees"][0]["responseStatus"], "accepted");
    // Invited once more, they need not answer again.
    done(&invite(&ann, &event, json!([{ "id": "bob", "isOptional": true }])).await);
    assert_eq!(listed(&bob, &event).await, people(&[("bob", "accepted")]));
}

async fn one_date_of_a_series_has_people_and_answers_of_its_own(home: &Home) {
    home.import(with_calendar()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let event = ann.made(&series()).await;
    let dates = ann.ask("GET", &format!("events/{event}/instances")).await.json();
    let date = |at: usize| dates["events"][at]["id"].as_str().unwrap().to_owned();
    let (second, third) = (date(1), date(2));
    let (bob, hal) = (ann.as_seen_by("bob"), ann.as_seen_by("hal"));
    let none = "needsAction";

    done(&invite(&ann, &second, json!([{ "id": "hal" }])).await);
    assert_eq!(listed(&hal, &second).await, people(&[("bob", none), ("hal", none)]));
    assert_eq!(listed(&ann, &third).await, people(&[("bob", none)]));
    assert_eq!(listed(&ann, &event).await, people(&[("bob", none)]));
    let other = hal.ask("GET", &format!("events/{third}")).await;
    assert_eq!(other.outcome().1, "itemNotFound");

    done(&respond(&bob, &second, "declined").await);
    done(&respond(&hal, &second, "accepted").await);
    assert_eq!(listed(&ann, &second).await, people(&[("bob", "declined"), ("hal", "accepted")]));
    assert_eq!(listed(&ann, &third).await, people(&[("bob", none)]));
    done(&respond(&bob, &event, "tentative").await);
    for at in [&event, &third] {
        assert_eq!(listed(&ann, at).await, people(&[("bob", "tentative")]));
    }
    let both = people(&[("bob", "tentative"), ("hal", "accepted")]);
    assert_eq!(listed(&ann, &second).await, both, "an answer to all is one to each date");

    done(&uninvite(&ann, &third, json!([{ "id": "bob" }])).await);
    assert_eq!(listed(&ann, &third).await, []);
    assert_eq!(listed(&ann, &event).await, people(&[("bob", "tentative")]));
    assert_eq!(bob.ask("GET", &format!("events/{third}")).await.status, 404);
    done(&invite(&ann, &third, json!([{ "id": "bob" }])).await);
    assert_eq!(listed(&ann, &third).await, people(&[("bob", none)]));

    done(&uninvite(&ann, &event, json!([{ "id": "hal" }, { "id": "bob" }])).await);
    for at in [&event, &second, &third] {
        assert_eq!(listed(&ann, at).await, [], "{at}");
    }
}

async fn whoever_syncs_and_the_outbox_hear_of_it(home: &Home) {
    home.import(with_calendar()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let event = ann.made(&hour()).await;
    let bob = ann.as_seen_by("bob");
    let sync = async |calendar: &Calendar<'_>, query: &str| {
        let page = calendar.ask("GET", &format!("events?{query}")).await.json();
        let ids = page["events"].as_array().unwrap().iter().map(|one| one["id"].clone());
        (ids.collect::<Vec<_>>(), page["syncToken"].as_str().unwrap().to_owned())
    };
    let (_, token) = sync(&ann, "").await;
    assert_eq!(sync(&ann, &format!("syncToken={token}")).await.0, [] as [Value; 0]);
    done(&respond(&bob, &event, "accepted").await);
    let (changed, token) = sync(&ann, &format!("syncToken={token}")).await;
    assert_eq!(changed, [json!(event)]);
    done(&invite(&ann, &event, json!([{ "id": "hal" }])).await);
    assert_eq!(sync(&ann, &format!("syncToken={token}")).await.0, [json!(event)]);
    let other = json!({ "attendees": [{ "id": "bob" }, { "id": "gil" }] });
    assert_eq!(ann.send("PUT", &format!("events/{event}"), &other).await.status, 200);
    let transfer = json!({ "newOrganizerId": "bob", "isExitCalendar": true });
    let reply = ann.send("POST", &format!("events/{event}/transfer"), &transfer).await;
    assert_eq!(reply.status, 200, "{reply:?}");

    let store = home.store().await;
    let told = store.outbox_after(&openrooms_core::id::CorpId::new("corp"), 0, 100).await.unwrap();
    let told = told.iter().filter(|one| one.kind == "members-changed");
    let told: Vec<Value> = told.map(|one| serde_json::from_str(&one.body).unwrap()).collect();
    let said: Vec<_> = told.iter().map(|one| (&one["change"], &one["people"])).collect();
    let wanted = [
        ("answered", "bob"),
        ("invited", "hal"),
        ("invited", "gil"),
        ("uninvited", "hal"),
        ("uninvited", "ann"),
    ];
    let wanted = wanted.map(|(change, person)| (json!(change), json!([person])));
    assert_eq!(said, wanted.each_ref().map(|(change, people)| (change, people)));
    store.close().await;
}

async fn whoever_is_invited_to_one_date_syncs_what_becomes_of_it(home: &Home) {
    home.import(with_calendar()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let hal = ann.as_seen_by("hal");
    let sync = async |token: &str| {
        let page = hal.ask("GET", &format!("events?syncToken={token}")).await.json();
        let events = page["events"].as_array().unwrap().iter();
        let told = events.map(|one| (one["id"].clone(), one["status"].clone()));
        (told.collect::<Vec<_>>(), page["syncToken"].as_str().unwrap().to_owned())
    };
    let (_, mut token) = sync("").await;
    let accepts = json!({ "responseStatus": "accepted" });
    for end in ["date", "whole", "series"] {
        let event = ann.made(&series()).await;
        let dates = ann.ask("GET", &format!("events/{event}/instances")).await.json();
        let date = dates["events"][1]["id"].as_str().unwrap();
        done(&invite(&ann, date, json!([{ "id": "hal" }])).await);
        let told = sync(&token).await;
        assert_eq!(told.0, [(json!(date), json!("confirmed"))], "{end}");
        done(&match end {
            "date" => uninvite(&ann, date, json!([{ "id": "hal" }])).await,
            "whole" => uninvite(&ann, &event, json!([{ "id": "hal" }])).await,
            _ => ann.ask("DELETE", &format!("events/{event}")).await,
        });
        let gone = sync(&told.1).await;
        assert_eq!(gone.0, [(json!(date), json!("cancelled"))], "{end}");
        token = gone.1;
        let listed = hal.ask("GET", "events").await.json();
        assert_eq!(listed["events"], json!([]), "{end}");
        if end != "series" {
            // Whoever is invited to all of it is at every date.
            done(&invite(&ann, &event, json!([{ "id": "hal" }])).await);
            assert_eq!(hal.ask("GET", &format!("events/{date}")).await.status, 200, "{end}");
            // Which was told to be gone.
            let back = sync(&token).await.0;
            let both = [&event, date].map(|id| (json!(id), json!("confirmed")));
            assert_eq!(back, both, "{end}");
            // An answer to all of it is one to that date.
            done(&hal.send("POST", &format!("events/{event}/respond"), &accepts).await);
            let read = hal.ask("GET", &format!("events/{date}")).await.json();
            let own = read["attendees"].as_array().unwrap().iter().find(|one| one["id"] == "hal");
            assert_eq!(own.unwrap()["responseStatus"], "accepted", "{end}");
            done(&uninvite(&ann, &event, json!([{ "id": "hal" }])).await);
            token = sync(&token).await.1;
        }
    }
}

async fn whoever_becomes_the_organiser_is_at_every_date(home: &Home) {
    home.import(usual()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let bob = ann.as_seen_by("bob");
    let event = ann.made(&series()).await;
    let dates = ann.ask("GET", &format!("events/{event}/instances")).await.json();
    let date = |at: usize| dates["events"][at]["id"].as_str().unwrap().to_owned();
    done(&uninvite(&ann, &date(1), json!([{ "id": "bob" }])).await);
    done(&respond(&bob, &date(2), "declined").await);
    let to = json!({ "newOrganizerId": "bob" });
    let reply = ann.send("POST", &format!("events/{event}/transfer"), &to).await;
    assert_eq!(reply.json(), json!({ "result": true }));
    let body = json!({ "summary": "Mine" });
    let reply = bob.send("PUT", &format!("events/{}", date(1)), &body).await;
    assert_eq!((reply.status, &reply.json()["summary"]), (200, &json!("Mine")), "{reply:?}");
    let view = "eventsview?timeMin=2026-06-01T00:00:00Z&timeMax=2026-07-01T00:00:00Z";
    assert_eq!(bob.ask("GET", view).await.json()["events"].as_array().unwrap().len(), 5);
    let body = json!({ "userIds": ["bob"], "startTime": "2026-06-01T00:00:00Z",
        "endTime": "2026-07-01T00:00:00Z" });
    let busy = bob.send_user("querySchedule", &body).await.json();
    let busy = busy["scheduleInformation"][0]["scheduleItems"].as_array().unwrap().clone();
    assert_eq!(busy.len(), 5, "{busy:?}");
    assert!(busy.iter().all(|one| one["status"] == "BUSY"), "{busy:?}");
}

#[tokio::test]
async fn refusals_leave_everything_as_it_was() {
    let home = Home::with(with_calendar()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let (event, gone) = (ann.made(&hour()).await, ann.made(&hour()).await);
    assert_eq!(ann.ask("POST", &format!("events/{gone}/cancel")).await.status, 200);
    let before = listed(&ann, &event).await;
    let of_gone = listed(&ann, &gone).await;
    let many: Vec<_> = (0..501).map(|at| json!({ "id": format!("p{at}") })).collect();
    let invalid = "invalidParameter";
    let deep = format!("{event}_1");
    let one = json!([{ "id": "gil" }]);
    for (user, id, people, status, code, message) in [
        ("ann", &*event, json!(null), 400, invalid, "attendeesToAdd must be provided."),
        ("ann", &event, json!([]), 400, invalid, "attendeesToAdd must be provided."),
        ("ann", &event, json!(many), 400, invalid, "attendeesToAdd must be 500 at most"),
        ("ann", &event, json!([{ "id": "nobody" }]), 400, invalid, "userId invalid"),
        (
            "ann",
            &event,
            json!([{ "id": "gil" }, { "id": "nobody" }]),
            400,
            invalid,
            "userId invalid",
        ),
        ("ann", &event, json!([{ "id": " " }]), 400, invalid, "attendeesToAdd[0].id is missing"),
        (
            "ann",
            &event,
            json!([{ "id": "bob" }, {}]),
            400,
            invalid,
            "attendeesToAdd[1].id is missing",
        ),
        ("ann", &event, json!([{ "id": "\u{202e}𝄞" }]), 400, invalid, "userId invalid"),
        ("ann", &gone, one.clone(), 400, invalid, "the event is cancelled"),
        ("ann", "nothing", one.clone(), 404, "itemNotFound", ""),
        ("ann", "%20", one.clone(), 400, invalid, "eventId cannot be blank"),
        ("ann", &deep, one.clone(), 404, "instanceNotExist", "instance not exist"),
        ("bob", &event, one.clone(), 400, "permissionDeny", ""),
        ("hal", &event, one.clone(), 404, "itemNotFound", ""),
        ("boss", &event, one.clone(), 404, "itemNotFound", ""),
        ("nobody", &event, one.clone(), 400, invalid, "userId invalid"),
    ] {
        let calendar = ann.as_seen_by(user);
        let reply = invite(&calendar, id, people.clone()).await;
        assert_eq!(reply.outcome(), (status, code.to_owned()), "{user} {id} {people}");
        assert!(message.is_empty() || reply.json()["message"] == message, "{reply:?}");
    }
    for (user, id, people, status, code, message) in [
        ("ann", &*event, json!([]), 400, invalid, "attendeesToRemove must be provided."),
        ("ann", &event, json!([{ "id": "ann" }]), 400, invalid, "the organizer cannot be removed"),
        ("ann", &event, json!(many), 400, invalid, "attendeesToRemove must be 500 at most"),
        ("ann", &event, json!([{ "id": "bob" }, { "id": "x" }]), 400, invalid, "userId invalid"),
        ("ann", &gone, json!([{ "id": "bob" }]), 400, invalid, "the event is cancelled"),
        ("bob", &event, json!([{ "id": "bob" }]), 400, "permissionDeny", ""),
        ("hal", &event, json!([{ "id": "bob" }]), 404, "itemNotFound", ""),
    ] {
        let reply = uninvite(&ann.as_seen_by(user), id, people.clone()).await;
        assert_eq!(reply.outcome(), (status, code.to_owned()), "{user} {people}");
        assert!(message.is_empty() || reply.json()["message"] == message, "{reply:?}");
    }
    for (user, id, answer, status, code) in [
        ("bob", &*event, "", 400, invalid),
        ("bob", &event, "Accepted", 400, invalid),
        ("bob", &gone, "accepted", 400, invalid),
        ("ann", &event, "declined", 400, invalid),
        ("hal", &event, "accepted", 404, "itemNotFound"),
        ("bob", "nothing", "accepted", 404, "itemNotFound"),
    ] {
        let reply = respond(&ann.as_seen_by(user), id, answer).await;
        assert_eq!(reply.outcome(), (status, code.to_owned()), "{user} {id} {answer}");
    }
    let attendees = format!("calendars/primary/events/{event}/attendees");
    let other = format!("calendars/other/events/{event}/attendees");
    for (rest, code) in [
        (other, "invalidParameter.event.calendarId"),
        ("calendars/primary/events/%20/attendees".to_owned(), "invalidParameter.event.eventId"),
        (format!("{attendees}?maxResults=501"), "invalidParameter.maxResults"),
        (format!("{attendees}?maxResults=-1"), "invalidParameter.maxResults"),
        (format!("{attendees}?nextToken=x"), invalid),
        (format!("{attendees}?maxResults=x"), "invalidParameter.maxResults"),
        (format!("{attendees}?maxResults=1.5"), "invalidParameter.maxResults"),
        (format!("{attendees}?maxResults="), "invalidParameter.maxResults"),
        (format!("{attendees}?maxResults=1700000000000"), "invalidParameter.maxResults"),
        (format!("{attendees}?maxResults=-99999999999999999999"), "invalidParameter.maxResults"),
    ] {
        let reply = ann.ask_user(&rest).await;
        assert_eq!(reply.outcome(), (400, code.to_owned()), "{rest}");
    }
    assert_eq!(listed(&ann, &event).await, before);
    assert_eq!(listed(&ann, &gone).await, of_gone);
}

#[tokio::test]
async fn five_thousand_are_invited_and_no_more() {
    let users = (0..5_002).map(|at| {
        json!({ "userId": format!("u{at}"), "unionId": format!("p{at}"), "name": format!("P {at}") })
    });
    let scopes = json!(["Calendar.Event.Read", "Calendar.Event.Write"]);
    let corp = json!({
        "corpId": "corp", "corpName": "Corp", "users": users.collect::<Vec<_>>(),
        "apps": [with(app("app"), json!({ "scopes": scopes }))],
    });
    let home = Home::with(document(&[corp], &[])).await;
    let server = home.serve().await;
    let organiser = Calendar::of(&server, "p0").await;
    let event = organiser.made(&with(hour(), json!({ "attendees": [] }))).await;
    let of = |from: usize, to: usize| {
        json!((from..to).map(|at| json!({ "id": format!("p{at}") })).collect::<Vec<_>>())
    };
    for hundred in 0..10 {
        let (from, to) = (1 + hundred * 500, 1 + (hundred + 1) * 500);
        done(&invite(&organiser, &event, of(from, to)).await);
    }
    let reply = invite(&organiser, &event, of(5_001, 5_002)).await;
    assert_eq!(reply.json()["message"], "attendees must be 5000 at most in all");
    done(&invite(&organiser, &event, of(1, 2)).await);
    let (mut count, mut next) = (0, String::new());
    loop {
        let rest = format!("events/{event}/attendees?maxResults=500&nextToken={next}");
        let page = organiser.ask("GET", &rest).await.json();
        count += page["attendees"].as_array().unwrap().len();
        match page["nextToken"].as_str() {
            Some(token) => next = token.to_owned(),
            None => break,
        }
    }
    assert_eq!(count, 5_000);
    // Whoever organised it stays as one more, unless they leave.
    let transfer = format!("events/{event}/transfer");
    let mut to = json!({ "newOrganizerId": "p5001" });
    let reply = organiser.send("POST", &transfer, &to).await;
    assert_eq!(reply.json()["message"], "attendees must be 5000 at most in all");
    to["isExitCalendar"] = json!(true);
    assert_eq!(organiser.send("POST", &transfer, &to).await.status, 200);
}

/// The organisation, with a room that counts its three seats.
fn with_a_small_room() -> Value {
    let mut document = with_calendar();
    let rooms = document["organisations"][0]["rooms"].as_array_mut().unwrap();
    let counts = json!({ "roomCapacity": 3, "extensionConfig": { "capacityCheck": true } });
    rooms.push(with(room("small", 0), counts));
    document
}

/// They, as a call names them.
fn whom(ids: &[&str]) -> Value {
    ids.iter().map(|id| json!({ "id": id })).collect()
}

/// It is full.
fn full(reply: &Reply) {
    assert_eq!(reply.outcome(), (400, "meetingRoomNotAvailable".to_owned()), "{reply:?}");
    assert!(reply.text("message").contains("capacityCheck: 3 seats, and 4 people come"));
}

async fn a_room_that_counts_seats_takes_no_more_people_than_it_has(home: &Home) {
    home.import(with_a_small_room()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let id = ann.made(&series()).await;
    crate::series::added(&ann, &id, &["small"]).await;
    done(&invite(&ann, &id, whom(&["gil"])).await);
    // Whoever is there already is no other person.
    done(&invite(&ann, &id, whom(&["bob", "gil"])).await);
    full(&invite(&ann, &id, whom(&["hal"])).await);
    let all = json!({ "attendees": whom(&["bob", "gil", "hal"]) });
    full(&ann.patch(&id, &all).await);
    let dates = crate::series::dates(&ann, &id).await;
    full(&invite(&ann, &dates[1].0, whom(&["hal"])).await);
    full(&ann.patch(&dates[1].0, &all).await);
    assert_eq!(listed(&ann, &id).await.len(), 2);
    // One date has a seat, where somebody does not come to it.
    done(&uninvite(&ann, &dates[1].0, whom(&["bob"])).await);
    done(&invite(&ann, &dates[1].0, whom(&["hal"])).await);
    full(&invite(&ann, &dates[1].0, whom(&["bob"])).await);
    // Without the room there is place for everybody, and who administers it is not bound.
    assert_eq!(crate::series::remove(&ann, &dates[2].0, &["small"]).await.status, 200);
    done(&invite(&ann, &dates[2].0, whom(&["hal"])).await);
    let boss = ann.as_seen_by("boss");
    let once = boss
        .made(&with(
            hour(),
            json!({ "start": { "dateTime": "2026-06-01T08:00:00+08:00" },
        "end": { "dateTime": "2026-06-01T09:00:00+08:00" } }),
        ))
        .await;
    crate::series::added(&boss, &once, &["small"]).await;
    done(&invite(&boss, &once, whom(&["ann", "gil", "hal"])).await);
}

async fn whoever_is_invited_to_all_of_a_series_is_to_each_date(home: &Home) {
    home.import(with_calendar()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let id = ann.made(&series()).await;
    let dates = crate::series::dates(&ann, &id).await;
    done(&invite(&ann, &id, whom(&["bob"])).await);
    done(&uninvite(&ann, &dates[1].0, whom(&["bob"])).await);
    let ids = async |date: &str| {
        let listed = listed(&ann, date).await;
        listed.iter().map(|one| one.0.clone()).collect::<Vec<_>>()
    };
    assert!(!ids(&dates[1].0).await.contains(&"bob".to_owned()));
    // They are invited to all of it already, but not to that date.
    done(&invite(&ann, &id, whom(&["bob", "gil"])).await);
    for (date, _) in &dates {
        let there = ids(date).await;
        assert!(["bob", "gil"].iter().all(|id| there.contains(&(*id).to_owned())), "{there:?}");
    }
    // So is whether they are needed, also where they answered, or were invited, by a date itself.
    let alone = &dates[2].0;
    done(&invite(&ann, &id, whom(&["hal"])).await);
    done(&respond(&ann.as_seen_by("hal"), alone, "accepted").await);
    done(&uninvite(&ann, &id, whom(&["gil"])).await);
    done(&invite(&ann, alone, whom(&["gil"])).await);
    let optional =
        json!([{ "id": "hal", "isOptional": true }, { "id": "gil", "isOptional": true }]);
    done(&invite(&ann, &id, optional).await);
    let reply = ann.ask("GET", &format!("events/{alone}/attendees")).await.json();
    for person in ["hal", "gil"] {
        let listed = reply["attendees"].as_array().unwrap().iter();
        let one = listed.into_iter().find(|one| one["id"] == person).unwrap();
        assert_eq!(one["isOptional"], true, "{person}");
        let answer = if person == "hal" { "accepted" } else { "needsAction" };
        assert_eq!(one["responseStatus"], answer, "{person}");
    }
}

async fn seats_are_counted_against_those_who_come_to_each_date(home: &Home) {
    home.import(with_a_small_room()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let id = ann.made(&series()).await;
    let dates = crate::series::dates(&ann, &id).await;
    done(&invite(&ann, &dates[1].0, whom(&["gil", "hal"])).await);
    full(&crate::series::add(&ann, &id, &["small"], "").await);
    full(&crate::series::add(&ann, &dates[1].0, &["small"], "").await);
    let some = crate::series::add(&ann, &id, &["small"], "?skipUnavailable=true").await;
    let skipped: Vec<_> = some.json()["skipped"].as_array().unwrap().clone();
    assert_eq!(skipped.iter().map(|one| &one["eventId"]).collect::<Vec<_>>(), [&dates[1].0]);
    // All of it has too many people, and one date has not.
    let id = ann.made(&with(series(), crate::series::hours("06-20", 14, 15))).await;
    let dates = crate::series::dates(&ann, &id).await;
    done(&invite(&ann, &id, whom(&["gil", "hal"])).await);
    done(&uninvite(&ann, &dates[0].0, whom(&["hal"])).await);
    crate::series::added(&ann, &dates[0].0, &["small"]).await;
    full(&crate::series::add(&ann, &dates[1].0, &["small"], "").await);
}
