//! Rooms of series over the wire: had on all dates or some, moved along, and had as a series goes on.

use std::time::Duration;

use openrooms_store::SeriesPlace;
use serde_json::json;

use crate::events::{Calendar, at};
use crate::fixture::{Home, eventually};
use crate::sample::{room, with};
use crate::series::{
    add, added, dates, has, hours, house, mondays, patch, patched, remove, rooms, starts, taken,
    times,
};

on_both!(
    rooms_of_a_series_are_had_on_all_dates_or_none,
    dates_that_cannot_have_a_room_are_left_out_where_that_is_asked,
    of_dates_that_overlap_as_many_are_had_as_can_be,
    one_date_may_have_another_room,
    a_document_keeps_the_order_of_rooms,
    rooms_move_along_with_a_series_or_it_stays,
    rooms_go_along_where_a_series_is_split,
    the_order_of_rooms_stays_where_a_series_is_split,
    new_dates_get_the_rooms_of_their_series,
    dates_that_come_back_have_the_rooms_of_their_series,
    the_rooms_of_an_event_are_those_of_the_series_that_it_becomes,
    a_series_that_moves_to_other_rooms_forgets_those_that_it_had,
    a_series_without_end_goes_on,
    series_that_cannot_go_on_keep_no_other_from_it,
    a_room_for_no_series_is_had_by_one_date_of_it_alone,
    what_was_declined_for_a_series_is_not_booked_as_it_goes_on,
    a_series_with_a_last_day_has_all_its_dates_at_once,
    what_a_series_without_end_is_split_into_goes_on,
    a_series_with_far_dates_becomes_one_of_more,
    a_series_remembers_five_rooms_at_most,
);

async fn rooms_of_a_series_are_had_on_all_dates_or_none(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let other = ann.as_seen_by("bob");
    let once = json!({ "summary": "Once", "start": at("2026-06-15T10:30:00+08:00"),
        "end": at("2026-06-15T12:00:00+08:00") });
    let once = other.made(&once).await;
    added(&other, &once, &["oak"]).await;
    let id = ann.made(&mondays(&times(4))).await;
    let reply = add(&ann, &id, &["elm", "oak"], "").await;
    assert_eq!(reply.outcome(), (400, "meetingRoomNotAvailable".to_owned()));
    assert!(reply.text("message").contains("overlap"), "{reply:?}");
    assert_eq!(rooms(&ann, &id).await, []);
    added(&ann, &id, &["elm"]).await;
    assert_eq!(starts(&taken(&ann, "elm").await).len(), 4);
    // The other goes, and its room can be had.
    assert_eq!(other.ask("DELETE", &format!("events/{once}")).await.status, 200);
    added(&ann, &id, &["oak"]).await;
    assert_eq!(taken(&ann, "oak").await.len(), 4);
    assert_eq!(remove(&ann, &id, &["oak"]).await.status, 200);
    assert_eq!(taken(&ann, "oak").await, []);
    // A series without end takes no room that is booked by a window.
    let endless = ann.made(&mondays(&json!({ "type": "noEnd" }))).await;
    let reply = add(&ann, &endless, &["early"], "").await;
    assert!(reply.text("message").contains("noEnd"), "{reply:?}");
    added(&ann, &id, &["early"]).await;
}

async fn dates_that_cannot_have_a_room_are_left_out_where_that_is_asked(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let other = ann.as_seen_by("bob");
    let once = json!({ "summary": "Once", "start": at("2026-06-08T10:30:00+08:00"),
        "end": at("2026-06-08T12:00:00+08:00") });
    let once = other.made(&once).await;
    added(&other, &once, &["oak"]).await;
    let id = ann.made(&mondays(&times(3))).await;
    let found = dates(&ann, &id).await;
    for no in ["?skipUnavailable=false", "?skipUnavailable="] {
        assert_eq!(add(&ann, &id, &["oak"], no).await.status, 400, "{no}");
    }
    let reply = add(&ann, &id, &["elm", "oak"], "?skipUnavailable=true").await;
    assert_eq!(reply.status, 200, "{reply:?}");
    let reply = reply.json();
    assert_eq!(reply["result"], true);
    let skipped = reply["skipped"].as_array().unwrap();
    assert_eq!(skipped.len(), 1);
    assert_eq!(skipped[0]["roomId"], "oak");
    assert_eq!(skipped[0]["eventId"], found[1].0);
    assert_eq!(skipped[0]["start"], "2026-06-08T10:00:00+08:00");
    assert!(skipped[0]["text"].as_str().unwrap().starts_with("overlap: taken from"), "{reply}");
    assert_eq!(rooms(&ann, &found[1].0).await, has(&[("elm", "accepted")]));
    assert_eq!(rooms(&ann, &found[0].0).await.len(), 2);
    // It is free now, and added to the date that lacked it.
    assert_eq!(other.ask("DELETE", &format!("events/{once}")).await.status, 200);
    added(&ann, &found[1].0, &["oak"]).await;
    assert_eq!(rooms(&ann, &found[1].0).await.len(), 2);
    // A room that no date can have is refused all the same.
    let blocker = other.made(&mondays(&times(3))).await;
    let reply = add(&other, &blocker, &["oak"], "?skipUnavailable=true").await;
    assert_eq!(reply.outcome(), (400, "meetingRoomNotAvailable".to_owned()));
    assert!(reply.text("message").contains("; refuses 3 dates"), "{reply:?}");
}

async fn of_dates_that_overlap_as_many_are_had_as_can_be(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let once = json!({ "summary": "Once", "start": at("2026-06-05T15:00:00+08:00"),
        "end": at("2026-06-05T16:00:00+08:00") });
    let other = ann.as_seen_by("bob");
    let once = other.made(&once).await;
    added(&other, &once, &["oak"]).await;
    // From ten until noon of the next day, every day.
    let days = json!({
        "summary": "Watch",
        "start": at("2026-06-01T10:00:00+08:00"), "end": at("2026-06-02T12:00:00+08:00"),
        "recurrence": { "pattern": { "type": "daily", "interval": 1 }, "range": times(7) },
    });
    let id = ann.made(&days).await;
    let reply = add(&ann, &id, &["oak"], "").await;
    assert_eq!(reply.outcome(), (400, "meetingRoomNotAvailable".to_owned()));
    let reply = add(&ann, &id, &["oak"], "?skipUnavailable=true").await;
    assert_eq!(reply.status, 200, "{reply:?}");
    // The fifth is taken, so that the sixth is not in its way.
    assert_eq!(
        starts(&taken(&ann, "oak").await)[..3],
        ["06-01T10:00", "06-03T10:00", "06-05T15:00"]
    );
    let reply = reply.json();
    let skipped = reply["skipped"].as_array().unwrap().iter();
    let skipped: Vec<_> = skipped
        .map(|one| {
            let text = one["text"].as_str().unwrap();
            (&one["start"].as_str().unwrap()[5..10], text.split(':').next().unwrap())
        })
        .collect();
    let wanted = [
        ("06-02", "overlapOfSeries"),
        ("06-04", "overlapOfSeries"),
        ("06-05", "overlap"),
        ("06-07", "overlapOfSeries"),
    ];
    assert_eq!(skipped, wanted);
    // As a series that goes on does, and as one date does.
    let second = dates(&ann, &id).await[1].0.clone();
    assert_eq!(add(&ann, &second, &["oak"], "").await.status, 400);
}

async fn one_date_may_have_another_room(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let id = ann.made(&mondays(&times(3))).await;
    added(&ann, &id, &["oak"]).await;
    let found = dates(&ann, &id).await;
    assert_eq!(remove(&ann, &found[1].0, &["oak"]).await.json(), json!({ "result": true }));
    added(&ann, &found[1].0, &["elm"]).await;
    assert_eq!(rooms(&ann, &found[1].0).await, has(&[("elm", "accepted")]));
    assert_eq!(rooms(&ann, &found[2].0).await, has(&[("oak", "accepted")]));
    assert_eq!(taken(&ann, "oak").await.len(), 2);
    // It moves with its series and keeps it.
    patched(&ann, &id, "", &hours("06-01", 14, 15)).await;
    assert_eq!(starts(&taken(&ann, "elm").await), ["06-08T14:00"]);
    assert_eq!(starts(&taken(&ann, "oak").await), ["06-01T14:00", "06-15T14:00"]);
}

async fn rooms_move_along_with_a_series_or_it_stays(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let id = ann.made(&mondays(&times(3))).await;
    added(&ann, &id, &["oak"]).await;
    let before = (ann.read(&id).await, dates(&ann, &id).await, taken(&ann, "oak").await);
    let other = ann.as_seen_by("bob");
    let once = with(json!({ "summary": "Once" }), hours("06-15", 12, 13));
    let once = other.made(&once).await;
    added(&other, &once, &["oak"]).await;
    for (name, scope) in [(&id, ""), (&before.1[0].0, "all"), (&before.1[0].0, "following")] {
        let change = with(hours("06-01", 12, 13), json!({ "summary": "Changed" }));
        let reply = patch(&ann, name, scope, &change).await;
        assert_eq!(reply.outcome(), (400, "meetingRoomNotAvailable".to_owned()), "{scope}");
    }
    let reply = patch(&ann, &before.1[2].0, "", &hours("06-15", 12, 13)).await;
    assert_eq!(reply.outcome(), (400, "meetingRoomNotAvailable".to_owned()));
    assert_eq!(other.ask("DELETE", &format!("events/{once}")).await.status, 200);
    assert_eq!((ann.read(&id).await, dates(&ann, &id).await, taken(&ann, "oak").await), before);
    // Half an hour later it would overlap itself as it was.
    let change = json!({ "start": at("2026-06-01T10:30:00+08:00"),
        "end": at("2026-06-01T11:30:00+08:00") });
    patched(&ann, &id, "", &change).await;
    let busy = taken(&ann, "oak").await;
    assert_eq!(starts(&busy), ["06-01T10:30", "06-08T10:30", "06-15T10:30"]);
    patched(&ann, &before.1[1].0, "", &hours("06-10", 9, 10)).await;
    let busy = taken(&ann, "oak").await;
    assert_eq!(starts(&busy), ["06-01T10:30", "06-10T09:00", "06-15T10:30"]);
}

async fn rooms_go_along_where_a_series_is_split(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let id = ann.made(&mondays(&times(4))).await;
    added(&ann, &id, &["oak"]).await;
    let before = dates(&ann, &id).await;
    assert_eq!(remove(&ann, &before[3].0, &["oak"]).await.status, 200);
    let reply = patched(&ann, &before[2].0, "following", &json!({ "summary": "Later" })).await;
    let new = reply["id"].as_str().unwrap();
    assert_eq!(rooms(&ann, new).await, has(&[("oak", "accepted")]));
    assert_eq!(starts(&taken(&ann, "oak").await), ["06-01T10:00", "06-08T10:00", "06-15T10:00"]);
    assert_eq!(rooms(&ann, &dates(&ann, new).await[1].0).await, []);
    // And they move.
    let change = hours("06-22", 8, 9);
    let moved = patched(&ann, &dates(&ann, new).await[1].0, "all", &change).await;
    assert_eq!(moved["start"], at("2026-06-15T08:00:00+08:00"));
    assert_eq!(starts(&taken(&ann, "oak").await), ["06-01T10:00", "06-08T10:00", "06-15T08:00"]);
}

async fn the_order_of_rooms_stays_where_a_series_is_split(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let id = ann.made(&mondays(&times(4))).await;
    for room in ["oak", "elm", "fir"] {
        added(&ann, &id, &[room]).await;
        home.pass(1);
    }
    let before = dates(&ann, &id).await;
    let reply = patched(&ann, &before[2].0, "following", &json!({ "summary": "Later" })).await;
    let new = reply["id"].as_str().unwrap();
    let date = &dates(&ann, new).await[1].0;
    for id in [&id, new, date] {
        assert_eq!(shown_of(&ann, id).await, ["oak", "elm", "fir"], "{id}");
    }
}

async fn new_dates_get_the_rooms_of_their_series(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let id = ann.made(&mondays(&times(2))).await;
    added(&ann, &id, &["oak", "elm"]).await;
    assert_eq!(remove(&ann, &id, &["elm"]).await.status, 200);
    let longer = json!({ "recurrence": mondays(&times(4))["recurrence"] });
    let other = ann.as_seen_by("bob");
    let once = other.made(&with(json!({ "summary": "Once" }), hours("06-22", 10, 11))).await;
    added(&other, &once, &["oak"]).await;
    let reply = patch(&ann, &id, "", &longer).await;
    assert_eq!(reply.outcome(), (400, "meetingRoomNotAvailable".to_owned()));
    assert_eq!(dates(&ann, &id).await.len(), 2);
    assert_eq!(other.ask("DELETE", &format!("events/{once}")).await.status, 200);
    patched(&ann, &id, "", &longer).await;
    assert_eq!(taken(&ann, "oak").await.len(), 4);
    assert_eq!(taken(&ann, "elm").await, []);
}

async fn dates_that_come_back_have_the_rooms_of_their_series(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let id = ann.made(&mondays(&times(4))).await;
    added(&ann, &id, &["oak"]).await;
    let before = dates(&ann, &id).await;
    let of_times = |count| json!({ "recurrence": mondays(&times(count))["recurrence"] });
    patched(&ann, &id, "", &of_times(2)).await;
    assert_eq!(taken(&ann, "oak").await.len(), 2);
    patched(&ann, &id, "", &of_times(5)).await;
    let found = dates(&ann, &id).await;
    assert_eq!(found[..4], before[..]);
    assert_eq!(taken(&ann, "oak").await.len(), 5);
    // Where somebody else has the room by now, the change is refused, and nothing changes.
    patched(&ann, &id, "", &of_times(2)).await;
    let bob = Calendar::of(&server, "bob").await;
    let other = bob.made(&with(mondays(&times(1)), hours("06-22", 10, 11))).await;
    added(&bob, &other, &["oak"]).await;
    let refused = patch(&ann, &id, "", &of_times(5)).await;
    assert_eq!(refused.outcome(), (400, "meetingRoomNotAvailable".to_owned()), "{refused:?}");
    assert_eq!(dates(&ann, &id).await.len(), 2);
    assert_eq!(ann.read(&id).await["recurrence"]["range"]["numberOfOccurrences"], 2);
    // A date that was deleted by itself is none that comes back.
    assert_eq!(ann.ask("DELETE", &format!("events/{}", before[1].0)).await.status, 200);
    for count in [3, 1, 3] {
        patched(&ann, &id, "", &of_times(count)).await;
    }
    let found = dates(&ann, &id).await;
    assert_eq!(found.iter().collect::<Vec<_>>(), [&before[0], &before[2]]);
}

async fn the_rooms_of_an_event_are_those_of_the_series_that_it_becomes(home: &Home) {
    let mut document = house();
    let all_rooms = document["organisations"][0]["rooms"].as_array_mut().unwrap();
    all_rooms.push(with(room("once", 0), json!({ "enableCycleReservation": false })));
    home.import(document).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let single = json!({ "summary": "Standup", "start": at("2026-06-01T10:00:00+08:00"),
        "end": at("2026-06-01T11:00:00+08:00") });
    let weekly = |count| json!({ "recurrence": mondays(&times(count))["recurrence"] });
    let id = ann.made(&single).await;
    added(&ann, &id, &["oak"]).await;
    let other = ann.as_seen_by("bob");
    let once = other.made(&with(json!({ "summary": "Once" }), hours("06-15", 10, 11))).await;
    added(&other, &once, &["oak"]).await;
    let reply = patch(&ann, &id, "", &weekly(3)).await;
    assert_eq!(reply.outcome(), (400, "meetingRoomNotAvailable".to_owned()));
    assert_eq!(ann.read(&id).await["recurrence"], json!(null));
    assert_eq!(other.ask("DELETE", &format!("events/{once}")).await.status, 200);
    patched(&ann, &id, "", &weekly(3)).await;
    assert_eq!(starts(&taken(&ann, "oak").await), ["06-01T10:00", "06-08T10:00", "06-15T10:00"]);
    patched(&ann, &id, "", &weekly(4)).await;
    assert_eq!(taken(&ann, "oak").await.len(), 4);
    // A room that is for no series keeps an event from becoming one, unless it gets others with it.
    let id = ann.made(&single).await;
    added(&ann, &id, &["once"]).await;
    let reply = patch(&ann, &id, "", &weekly(3)).await;
    assert_eq!(reply.outcome(), (400, "meetingRoomNotAvailable".to_owned()));
    let moved = with(weekly(3), json!({ "meetingRooms": [{ "roomId": "elm" }] }));
    patched(&ann, &id, "", &moved).await;
    assert_eq!((taken(&ann, "once").await.len(), taken(&ann, "elm").await.len()), (0, 3));
}

async fn a_series_that_moves_to_other_rooms_forgets_those_that_it_had(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let id = ann.made(&mondays(&times(2))).await;
    added(&ann, &id, &["oak", "fir", "early"]).await;
    let before = dates(&ann, &id).await;
    for (date, _) in &before {
        assert_eq!(remove(&ann, date, &["fir"]).await.status, 200);
    }
    let no = json!({ "responseStatus": "declined" });
    let target = format!("events/{id}/meetingRooms/early/respond");
    assert_eq!(ann.as_seen_by("boss").send("POST", &target, &no).await.status, 200);
    // One room is had by each date, one by none any more, and one was declined.
    patched(&ann, &id, "", &json!({ "meetingRooms": [{ "roomId": "elm" }] })).await;
    assert_eq!(rooms(&ann, &id).await, has(&[("elm", "accepted")]));
    patched(&ann, &id, "", &json!({ "recurrence": mondays(&times(4))["recurrence"] })).await;
    assert_eq!(taken(&ann, "elm").await.len(), 4);
    assert_eq!((taken(&ann, "oak").await, taken(&ann, "fir").await), (Vec::new(), Vec::new()));
}

async fn a_series_without_end_goes_on(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let mut body = mondays(&json!({ "type": "noEnd" }));
    body["recurrence"]["pattern"] = json!({ "type": "absoluteMonthly", "interval": 1 });
    let id = ann.made(&body).await;
    added(&ann, &id, &["oak"]).await;
    let before = dates(&ann, &id).await;
    assert_eq!(before.len(), 24, "{before:?}");
    // Somebody has the room when the next date comes.
    let other = ann.as_seen_by("bob");
    let once = json!({ "summary": "Once", "start": at("2028-06-01T10:00:00+08:00"),
        "end": at("2028-06-01T11:00:00+08:00") });
    let once = other.made(&once).await;
    added(&other, &once, &["oak"]).await;
    home.pass(40 * 86_400);
    let ann = Calendar::of(&server, "ann").await;
    let other = ann.as_seen_by("bob");
    eventually(Duration::from_secs(30), &26, async || dates(&ann, &id).await.len()).await;
    let found = dates(&ann, &id).await;
    assert_eq!(found[..24], before);
    assert_eq!(starts(&found[24..]), ["06-01T10:00", "07-01T10:00"]);
    assert_eq!(rooms(&ann, &found[24].0).await, has(&[("oak", "declined")]));
    assert_eq!(rooms(&ann, &found[25].0).await, has(&[("oak", "accepted")]));
    // It is free, and can be had again.
    assert_eq!(other.ask("DELETE", &format!("events/{once}")).await.status, 200);
    added(&ann, &found[24].0, &["oak"]).await;
    assert_eq!(rooms(&ann, &found[24].0).await, has(&[("oak", "accepted")]));
    // One that ended does not.
    let end = format!("events/{}?scope=following", found[3].0);
    assert_eq!(ann.ask("DELETE", &end).await.status, 200);
    home.pass(400 * 86_400);
    let ann = Calendar::of(&server, "ann").await;
    let store = home.store().await;
    assert_eq!(
        store
            .series_to_go_on(
                crate::fixture::NOW.plus_seconds(1_000 * 86_400),
                &SeriesPlace::first(),
                10
            )
            .await
            .unwrap(),
        []
    );
    assert_eq!(dates(&ann, &id).await.len(), 3);
}

async fn a_room_for_no_series_is_had_by_one_date_of_it_alone(home: &Home) {
    let mut document = house();
    let all_rooms = document["organisations"][0]["rooms"].as_array_mut().unwrap();
    all_rooms.push(with(room("once", 0), json!({ "enableCycleReservation": false })));
    home.import(document).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let id = ann.made(&mondays(&times(3))).await;
    let found = dates(&ann, &id).await;
    added(&ann, &found[1].0, &["once"]).await;
    for other in [&found[0].0, &found[2].0, &id] {
        let reply = add(&ann, other, &["once"], "").await;
        assert_eq!(reply.outcome(), (400, "meetingRoomNotAvailable".to_owned()), "{other}");
        assert!(reply.text("message").contains("enableCycleReservation"), "{reply:?}");
    }
    // It moves along as the booking of one date.
    patched(&ann, &id, "", &hours("06-01", 14, 15)).await;
    assert_eq!(starts(&taken(&ann, "once").await), ["06-08T14:00"]);
    // Given back, it can be had by another.
    assert_eq!(remove(&ann, &found[1].0, &["once"]).await.status, 200);
    added(&ann, &found[2].0, &["once"]).await;
}

async fn what_was_declined_for_a_series_is_not_booked_as_it_goes_on(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let boss = ann.as_seen_by("boss");
    let respond = async |id: &str, word: &str| {
        let target = format!("events/{id}/meetingRooms/oak/respond");
        let reply = boss.send("POST", &target, &json!({ "responseStatus": word })).await;
        assert_eq!(reply.status, 200, "{reply:?}");
    };
    let longer = |count| json!({ "recurrence": mondays(&times(count))["recurrence"] });
    let id = ann.made(&mondays(&times(2))).await;
    added(&ann, &id, &["oak"]).await;
    respond(&id, "declined").await;
    patched(&ann, &id, "", &longer(4)).await;
    assert_eq!(taken(&ann, "oak").await, []);
    // Accepted after all, where all dates to come have it: so do those that come.
    patched(&ann, &id, "", &longer(2)).await;
    respond(&id, "accepted").await;
    patched(&ann, &id, "", &longer(5)).await;
    assert_eq!(taken(&ann, "oak").await.len(), 5);
    // A yes where one date alone has it is for that date.
    let some = ann.made(&with(mondays(&times(2)), hours("06-01", 16, 17))).await;
    added(&ann, &dates(&ann, &some).await[1].0, &["oak"]).await;
    respond(&some, "accepted").await;
    patched(&ann, &some, "", &longer(3)).await;
    assert_eq!(taken(&ann, "oak").await.len(), 6);
    assert_eq!(ann.ask("DELETE", &format!("events/{some}")).await.status, 200);
    assert_eq!(taken(&ann, "oak").await.len(), 5);
    // A word on one date is for that alone.
    respond(&dates(&ann, &id).await[1].0, "declined").await;
    patched(&ann, &id, "", &longer(6)).await;
    let days = ["06-01", "06-15", "06-22", "06-29", "07-06"];
    assert_eq!(starts(&taken(&ann, "oak").await), days.map(|day| format!("{day}T10:00")));
}

async fn a_series_with_a_last_day_has_all_its_dates_at_once(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let other = ann.as_seen_by("bob");
    let once = json!({ "summary": "Once", "start": at("2029-03-05T10:30:00+08:00"),
        "end": at("2029-03-05T12:00:00+08:00") });
    let once = other.made(&once).await;
    added(&other, &once, &["oak"]).await;
    let until = |day: &str| json!({ "type": "endDate", "endDate": day });
    let id = ann.made(&mondays(&until("2029-12-31"))).await;
    let found = dates(&ann, &id).await;
    assert_eq!((found.len(), starts(&found)[187]), (188, "12-31T10:00"));
    let reply = add(&ann, &id, &["oak"], "").await;
    assert_eq!(reply.outcome(), (400, "meetingRoomNotAvailable".to_owned()));
    assert_eq!(other.ask("DELETE", &format!("events/{once}")).await.status, 200);
    added(&ann, &id, &["oak"]).await;
    // More than are made at once: two years ahead.
    let mut daily = mondays(&until("2099-12-31"));
    daily["recurrence"]["pattern"] = json!({ "type": "daily", "interval": 1 });
    let id = ann.made(&daily).await;
    let count = dates(&ann, &id).await.len();
    assert!((700..740).contains(&count), "{count}");
}

async fn what_a_series_without_end_is_split_into_goes_on(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let mut body = mondays(&json!({ "type": "noEnd" }));
    body["recurrence"]["pattern"] = json!({ "type": "absoluteMonthly", "interval": 1 });
    let id = ann.made(&body).await;
    added(&ann, &id, &["oak"]).await;
    let third = dates(&ann, &id).await[2].0.clone();
    let new = patched(&ann, &third, "following", &json!({ "summary": "Other" })).await;
    let new = new["id"].as_str().unwrap();
    assert_eq!(dates(&ann, new).await.len(), 22);
    home.pass(40 * 86_400);
    let ann = Calendar::of(&server, "ann").await;
    eventually(Duration::from_secs(30), &24, async || dates(&ann, new).await.len()).await;
    let last = dates(&ann, new).await[23].0.clone();
    assert_eq!(rooms(&ann, &last).await, has(&[("oak", "accepted")]));
    assert_eq!(dates(&ann, &id).await.len(), 2);
}

async fn a_series_remembers_five_rooms_at_most(home: &Home) {
    let mut document = house();
    let all_rooms = document["organisations"][0]["rooms"].as_array_mut().unwrap();
    all_rooms.extend(["ash", "yew", "bay"].map(|id| room(id, 0)));
    home.import(document).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let id = ann.made(&mondays(&times(2))).await;
    added(&ann, &id, &["oak", "elm", "fir", "ash", "yew"]).await;
    for (date, _) in dates(&ann, &id).await {
        assert_eq!(remove(&ann, &date, &["elm"]).await.status, 200);
    }
    added(&ann, &id, &["bay"]).await;
    patched(&ann, &id, "", &json!({ "recurrence": mondays(&times(4))["recurrence"] })).await;
    let last = dates(&ann, &id).await[3].0.clone();
    let had = ["ash", "bay", "fir", "oak", "yew"].map(|room| (room, "accepted"));
    assert_eq!(rooms(&ann, &last).await, has(&had));
}

async fn a_series_with_far_dates_becomes_one_of_more(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let until = |day: &str| json!({ "type": "endDate", "endDate": day });
    let id = ann.made(&mondays(&until("2032-12-31"))).await;
    added(&ann, &id, &["oak"]).await;
    assert_eq!(dates(&ann, &id).await.len(), 344);
    let mut daily = mondays(&json!({ "type": "noEnd" }));
    daily["recurrence"]["pattern"] = json!({ "type": "daily", "interval": 1 });
    patched(&ann, &id, "", &json!({ "recurrence": daily["recurrence"] })).await;
    let made = ann.made(&with(daily, hours("06-01", 8, 9))).await;
    let count = dates(&ann, &made).await.len();
    assert_eq!(dates(&ann, &id).await.len(), count);
    // Those that went come back as time goes on, each once, with their room.
    home.pass(40 * 86_400);
    let ann = Calendar::of(&server, "ann").await;
    eventually(Duration::from_secs(30), &true, async || dates(&ann, &id).await.len() > count + 30)
        .await;
    let found = dates(&ann, &id).await;
    let days: std::collections::HashSet<_> = found.iter().map(|(_, start)| start).collect();
    assert!(days.len() >= 366);
    let last = &found[found.len() - 1].0;
    assert_eq!(rooms(&ann, last).await, has(&[("oak", "accepted")]));
    let origins: std::collections::HashSet<_> = found.iter().map(|(id, _)| id).collect();
    assert_eq!(origins.len(), found.len());
}

async fn series_that_cannot_go_on_keep_no_other_from_it(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let mut body = mondays(&json!({ "type": "noEnd" }));
    body["recurrence"]["pattern"] = json!({ "type": "absoluteMonthly", "interval": 1 });
    let id = ann.made(&body).await;
    assert_eq!(dates(&ann, &id).await.len(), 24);
    // More than are looked for at once, in a zone that no longer exists, and more urgent.
    let columns = "corp_id, organiser, summary, starts_at, ends_at, is_all_day, recurrence, state, \
                   created_at, updated_at, changed_seq";
    let stuck = (0..150).map(|at| {
        format!(
            "INSERT INTO events ({columns}, event_id, zone, made_until) \
             SELECT {columns}, 'stuck{at}', 'Mars/Olympus', 1 FROM events WHERE event_id = '{id}'"
        )
    });
    home.execute(&stuck.collect::<Vec<_>>().join(";")).await;
    home.pass(40 * 86_400);
    let ann = Calendar::of(&server, "ann").await;
    eventually(Duration::from_secs(30), &26, async || dates(&ann, &id).await.len()).await;
}

async fn a_document_keeps_the_order_of_rooms(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let once = ann.made(&with(json!({ "summary": "Once" }), hours("06-02", 12, 13))).await;
    let series = ann.made(&mondays(&times(2))).await;
    let found = dates(&ann, &series).await;
    // One that got its rooms on the second date first.
    let second = &found[1].0;
    for (id, room) in [
        (&once, "oak"),
        (&once, "elm"),
        (&once, "fir"),
        (second, "oak"),
        (&series, "fir"),
        (&series, "elm"),
    ] {
        added(&ann, id, &[room]).await;
        home.pass(1);
    }
    let had = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let shown = async || {
        let mut shown = Vec::new();
        for id in [&once, &series, &found[0].0, second] {
            shown.push(shown_of(&ann, id).await);
        }
        shown
    };
    let wanted = [&["oak", "elm", "fir"][..], &["oak", "fir", "elm"], &["fir", "elm"]];
    let wanted = [wanted[0], wanted[1], wanted[2], wanted[1]].map(had);
    assert_eq!(shown().await, wanted);
    let exported = home.export().await;
    for id in [&once, &series] {
        assert_eq!(ann.ask("DELETE", &format!("events/{id}")).await.status, 200);
    }
    home.replace(exported.clone()).await;
    assert_eq!(shown().await, wanted);
    assert_eq!(home.export().await, exported);
    // One that does not say when they were booked has them in the order in which it names them.
    let mut elsewhere = exported;
    let events = elsewhere["organisations"][0]["events"].as_array_mut().unwrap();
    for event in events.iter_mut().filter_map(|event| event.as_object_mut()) {
        event.remove("dates");
        event.remove("recurrence");
    }
    home.replace(elsewhere).await;
    assert_eq!(shown_of(&ann, &once).await, wanted[0]);
}

async fn shown_of(calendar: &Calendar<'_>, id: &str) -> Vec<String> {
    rooms(calendar, id).await.into_iter().map(|(room, _)| room).collect()
}
