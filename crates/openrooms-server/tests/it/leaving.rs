//! What stays in the calendars of others when somebody leaves the organisation, over the wire.

use serde_json::{Value, json};

use crate::events::{Calendar, shown};
use crate::fixture::Home;
use crate::request;
use crate::sample::{room, with};
use crate::schedules::{items, schedule};
use crate::sign_ins::{daily, date, listed, sign, soon};
use crate::user_tokens::usual;

on_both!(
    who_was_invited_to_one_date_leaves_it,
    dates_that_are_over_keep_whoever_leaves,
    dates_that_are_over_took_place_though_their_organiser_leaves,
    a_room_in_use_was_used_until_its_organiser_left,
);

/// Somebody leaves the organisation.
async fn leaves(calendar: &Calendar<'_>, user_id: &str) {
    let token = &calendar.token;
    let target = format!("/topapi/v2/user/delete?access_token={token}&userid={user_id}");
    let gone = calendar.server.call(request::post(&target, "{}")).await;
    assert_eq!(gone.json()["errcode"], 0, "{gone:?}");
}

/// Who is invited, and what they answered.
async fn invited(calendar: &Calendar<'_>, event: &str) -> Vec<(String, String)> {
    let text = |one: &Value, name: &str| one[name].as_str().unwrap().to_owned();
    let of = |event: &Value| -> Vec<_> {
        let people = event["attendees"].as_array().unwrap().iter();
        people.map(|one| (text(one, "id"), text(one, "responseStatus"))).collect()
    };
    let shown = of(&calendar.read(event).await);
    let list = calendar.ask("GET", &format!("events/{event}/attendees")).await.json();
    assert_eq!(of(&list), shown, "{list}");
    shown
}

fn people(people: &[(&str, &str)]) -> Vec<(String, String)> {
    people.iter().map(|(id, answer)| ((*id).to_owned(), (*answer).to_owned())).collect()
}

async fn invite(calendar: &Calendar<'_>, event: &str, person: &str) -> u16 {
    let body = json!({ "attendeesToAdd": [{ "id": person }] });
    calendar.send("POST", &format!("events/{event}/attendees"), &body).await.status
}

async fn who_was_invited_to_one_date_leaves_it(home: &Home) {
    let mut document = usual();
    let seats = json!({ "roomCapacity": 4, "extensionConfig": { "capacityCheck": true } });
    let rooms = document["organisations"][0]["rooms"].as_array_mut().unwrap();
    rooms.push(with(room("four", 0), seats));
    home.import(document).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let bob = ann.as_seen_by("bob");
    let series = ann.made(&daily()).await;
    let second = date(&ann, &series, 1).await;
    assert_eq!(ann.add(&second, &["four"]).await.status, 200);
    assert_eq!(invite(&ann, &second, "hal").await, 200);
    sign(&ann.as_seen_by("hal"), &second, "signin").await;
    assert_eq!(invite(&ann, &second, "boss").await, 400, "each of four seats is somebody's");
    let token = bob.ask("GET", "events").await.text("syncToken");

    leaves(&ann, "u4").await;
    let others = people(&[("bob", "needsAction"), ("gil", "needsAction")]);
    assert_eq!(invited(&ann, &second).await, others);
    assert_eq!(listed(&ann, &second, "signin", "check_in").await, [] as [&str; 0]);
    let synced = bob.ask("GET", &format!("events?syncToken={token}")).await.json();
    assert_eq!(shown(&synced), [(series, "confirmed".to_owned())]);
    assert_eq!(invite(&ann, &second, "boss").await, 200, "their seat is free");
}

async fn dates_that_are_over_keep_whoever_leaves(home: &Home) {
    home.import(usual()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let (bob, hal) = (ann.as_seen_by("bob"), ann.as_seen_by("hal"));
    let series = ann.made(&daily()).await;
    let (first, second) = (date(&ann, &series, 0).await, date(&ann, &series, 1).await);
    assert_eq!(invite(&ann, &first, "hal").await, 200);
    let yes = json!({ "responseStatus": "accepted" });
    assert_eq!(bob.send("POST", &format!("events/{series}/respond"), &yes).await.status, 200);
    for (who, date) in [(&bob, &first), (&hal, &first), (&bob, &second)] {
        sign(who, date, "signin").await;
    }

    home.pass(90 * 60);
    leaves(&ann, "u2").await;
    leaves(&ann, "u4").await;
    let gil = ("gil", "needsAction");
    assert_eq!(invited(&ann, &series).await, people(&[gil]));
    assert_eq!(invited(&ann, &second).await, people(&[gil]));
    assert_eq!(listed(&ann, &second, "signin", "check_in").await, [] as [&str; 0]);
    let came = people(&[gil, ("bob", "accepted"), ("hal", "needsAction")]);
    assert_eq!(invited(&ann, &first).await, came);
    assert_eq!(listed(&ann, &first, "signin", "check_in").await, ["bob", "hal"]);

    // So it is in documents.
    let exported = home.export().await;
    assert_eq!(ann.ask("DELETE", &format!("events/{series}")).await.status, 200);
    home.import(exported.clone()).await;
    assert_eq!(home.export().await, exported);
    assert_eq!(invited(&ann, &first).await, came);
    assert_eq!(invited(&ann, &second).await, people(&[gil]));
}

async fn dates_that_are_over_took_place_though_their_organiser_leaves(home: &Home) {
    home.import(usual()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let bob = ann.as_seen_by("bob");
    let since = bob.synced().await;
    let series = ann.made(&daily()).await;
    assert_eq!(ann.add(&series, &["open"]).await.status, 200);
    let mut dates = Vec::new();
    for at in 0..3 {
        dates.push(date(&ann, &series, at).await);
    }
    sign(&bob, &dates[0], "signin").await;

    home.pass(90 * 60);
    leaves(&ann, "u1").await;
    let told = |state: [&str; 3]| -> Vec<_> {
        dates.iter().cloned().zip(state.map(str::to_owned)).collect()
    };
    let took_place = told(["confirmed", "cancelled", "cancelled"]);
    for list in [format!("events/{series}/instances"), format!("instances?seriesMasterId={series}")]
    {
        assert_eq!(bob.listed(&list).await, took_place, "{list}");
    }
    assert_eq!(bob.read(&series).await["status"], "cancelled");
    for (id, state) in took_place {
        assert_eq!(bob.read(&id).await["status"], state.as_str(), "{id}");
    }
    assert_eq!(bob.rooms(&dates[0]).await, people(&[("open", "accepted")]));
    let june = "timeMin=2026-05-20T00:00:00Z&timeMax=2026-06-20T00:00:00Z";
    let view = bob.listed(&format!("eventsview?{june}")).await;
    assert_eq!(view, told(["confirmed"; 3])[..1]);
    let busy = schedule(&bob, &["bob"], "2026-05-20T00:00:00Z", "2026-06-20T00:00:00Z").await;
    let wanted = [("TENTATIVE".to_owned(), "2026-05-29T04:46:40+08:00".to_owned())];
    assert_eq!(items(&busy[0]), wanted);
    // Beside the series, which is cancelled, it is told what is not.
    let listed_ones =
        vec![(series.clone(), "cancelled".to_owned()), told(["confirmed"; 3])[0].clone()];
    for list in ["events".to_owned(), format!("events?syncToken={since}")] {
        assert_eq!(bob.listed(&list).await, listed_ones, "{list}");
    }
    // Who came may still go, of that date.
    sign(&bob, &dates[0], "signOut").await;
    assert_eq!(listed(&bob, &dates[0], "signOut", "check_out").await, ["bob"]);
    for off in [&series, &dates[1]] {
        let reply = bob.ask("POST", &format!("events/{off}/signOut")).await;
        assert_eq!(reply.outcome(), (400, "invalidParameter".to_owned()), "{off}");
    }
}

async fn a_room_in_use_was_used_until_its_organiser_left(home: &Home) {
    home.import(usual()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let bob = ann.as_seen_by("bob");
    let event = ann.made(&soon()).await;
    assert_eq!(ann.add(&event, &["open"]).await.status, 200);

    home.pass(30 * 60);
    leaves(&ann, "u1").await;
    assert_eq!(bob.read(&event).await["status"], "cancelled");
    let next = json!({
        "summary": "Next", "start": { "dateTime": "2026-05-28T20:56:40Z" },
        "end": { "dateTime": "2026-05-28T21:26:40Z" },
    });
    let next = bob.made(&next).await;
    assert_eq!(bob.add(&next, &["open"]).await.status, 200, "the rest is free");
    let day = json!({ "roomIds": ["open"], "startTime": "2026-05-28T00:00:00Z",
        "endTime": "2026-05-30T00:00:00Z" });
    let taken = bob.send_user("meetingRooms/schedules/query", &day).await.json();
    let taken = taken["scheduleInformation"][0]["scheduleItems"].as_array().unwrap().iter();
    let text = |at: &Value| at["dateTime"].as_str().unwrap()[11..16].to_owned();
    let taken: Vec<_> = taken
        .map(|one| (one["eventId"].as_str().unwrap(), text(&one["start"]), text(&one["end"])))
        .collect();
    let span = |event, start: &str, end: &str| (event, start.to_owned(), end.to_owned());
    assert_eq!(taken, [span(&*event, "04:46", "04:56"), span(&*next, "04:56", "05:26")]);
}
