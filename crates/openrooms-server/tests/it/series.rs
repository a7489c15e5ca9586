//! Series over the wire: their dates, and changes of one, of those that follow and of all.

use serde_json::{Value, json};

use crate::events::{Calendar, at, with_calendar};
use crate::fixture::Home;
use crate::sample::{room, with};
use crate::wire::Reply;

on_both!(
    a_series_has_dates_with_ids_of_their_own,
    a_series_begins_with_its_first_date,
    one_date_changes_by_itself_and_stays_so,
    all_dates_move_under_their_ids,
    a_date_and_those_that_follow_become_a_series_of_their_own,
    what_is_asked_for_by_a_date_is_for_it_too,
    another_pattern_keeps_the_dates_that_fit,
    an_event_becomes_a_series,
    dates_end_one_by_one_or_together,
    a_series_that_was_ended_before_a_date_goes_on_over_it_again,
    what_series_refuse,
    a_series_goes_on_at_the_hour_that_was_given,
    an_event_becomes_a_series_at_the_hour_that_was_given,
    a_date_that_is_sent_back_as_it_was_told_moves_nothing,
    a_date_that_was_moved_and_moved_back_is_told_as_gone,
    a_date_has_of_its_own_only_what_differs,
    a_date_of_its_own_takes_whole_days_with_its_series,
    an_all_day_date_stays_on_its_days_on_another_clock,
);

/// The usual organisation with three rooms that ask nothing.
pub(crate) fn house() -> Value {
    let mut document = with_calendar();
    let rooms = document["organisations"][0]["rooms"].as_array_mut().unwrap();
    rooms.extend(["oak", "elm", "fir"].map(|id| room(id, 0)));
    let windowed = json!({ "openReservation": true, "advanceReservation": {
        "advanceReservationTimeUnit": "days", "advanceReservationTime": 300 } });
    rooms.push(with(room("early", 0), json!({ "extensionConfig": windowed })));
    document
}

/// The same, whose app may also read when people are busy.
fn house_of_schedules() -> Value {
    let mut document = house();
    let scopes = &mut document["organisations"][0]["apps"][0]["scopes"];
    scopes.as_array_mut().unwrap().push(json!("Calendar.EventSchedule.Read"));
    document
}

/// Mondays from ten to eleven, from 1 June 2026 on.
pub(crate) fn mondays(range: &Value) -> Value {
    json!({
        "summary": "Standup",
        "start": at("2026-06-01T10:00:00+08:00"), "end": at("2026-06-01T11:00:00+08:00"),
        "recurrence": {
            "pattern": { "type": "weekly", "interval": 1, "daysOfWeek": "monday" },
            "range": range,
        },
    })
}

pub(crate) fn times(count: u32) -> Value {
    json!({ "type": "numbered", "numberOfOccurrences": count })
}

pub(crate) fn hours(day: &str, from: u8, until: u8) -> Value {
    json!({
        "start": at(&format!("2026-{day}T{from:02}:00:00+08:00")),
        "end": at(&format!("2026-{day}T{until:02}:00:00+08:00")),
    })
}

/// The dates of a series: id and start.
pub(crate) async fn dates(calendar: &Calendar<'_>, series: &str) -> Vec<(String, String)> {
    let mut dates = Vec::new();
    let mut token = String::new();
    loop {
        let target = format!("events/{series}/instances?nextToken={token}");
        let reply = calendar.ask("GET", &target).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        let page = reply.json();
        for event in page["events"].as_array().unwrap() {
            assert_eq!(event["seriesMasterId"], series);
            let start = event["start"]["dateTime"].as_str().unwrap();
            dates.push((event["id"].as_str().unwrap().to_owned(), start[5..16].to_owned()));
        }
        match page["nextToken"].as_str() {
            Some(next) => next.clone_into(&mut token),
            None => return dates,
        }
    }
}

pub(crate) fn starts(dates: &[(String, String)]) -> Vec<&str> {
    dates.iter().map(|(_, start)| start.as_str()).collect()
}

fn ids(dates: &[(String, String)]) -> Vec<&str> {
    dates.iter().map(|(id, _)| id.as_str()).collect()
}

pub(crate) async fn patch(calendar: &Calendar<'_>, id: &str, scope: &str, body: &Value) -> Reply {
    let query = if scope.is_empty() { String::new() } else { format!("?scope={scope}") };
    let target = format!("events/{id}{query}");
    calendar.send("PUT", &target, body).await
}

pub(crate) async fn patched(calendar: &Calendar<'_>, id: &str, scope: &str, body: &Value) -> Value {
    let reply = patch(calendar, id, scope, body).await;
    assert_eq!(reply.status, 200, "{reply:?}");
    reply.json()
}

pub(crate) async fn add(calendar: &Calendar<'_>, id: &str, rooms: &[&str], query: &str) -> Reply {
    let rooms: Vec<_> = rooms.iter().map(|id| json!({ "roomId": id })).collect();
    let target = format!("events/{id}/meetingRooms{query}");
    calendar.send("POST", &target, &json!({ "meetingRoomsToAdd": rooms })).await
}

pub(crate) async fn added(calendar: &Calendar<'_>, id: &str, rooms: &[&str]) {
    let reply = add(calendar, id, rooms, "").await;
    assert_eq!((reply.status, reply.json()), (200, json!({ "result": true })), "{reply:?}");
}

pub(crate) async fn remove(calendar: &Calendar<'_>, id: &str, rooms: &[&str]) -> Reply {
    let rooms: Vec<_> = rooms.iter().map(|id| json!({ "roomId": id })).collect();
    let target = format!("events/{id}/meetingRooms/batchRemove");
    calendar.send("POST", &target, &json!({ "meetingRoomsToRemove": rooms })).await
}

/// When a room is taken in these three months, and by what.
pub(crate) async fn taken(calendar: &Calendar<'_>, room: &str) -> Vec<(String, String)> {
    let body = json!({ "roomIds": [room], "startTime": "2026-06-01T00:00:00+08:00",
        "endTime": "2026-08-28T00:00:00+08:00" });
    let reply = calendar.send_user("meetingRooms/schedules/query", &body).await;
    assert_eq!(reply.status, 200, "{reply:?}");
    let items = reply.json()["scheduleInformation"][0]["scheduleItems"].clone();
    let text = |item: &Value| {
        let start = item["start"]["dateTime"].as_str().unwrap();
        (item["eventId"].as_str().unwrap().to_owned(), start[5..16].to_owned())
    };
    items.as_array().unwrap().iter().map(text).collect()
}

/// The rooms of an event, and whether it has them.
pub(crate) async fn rooms(calendar: &Calendar<'_>, id: &str) -> Vec<(String, String)> {
    let event = calendar.read(id).await;
    let text = |room: &Value, name: &str| room[name].as_str().unwrap().to_owned();
    let rooms = event["meetingRooms"].as_array().unwrap().iter();
    rooms.map(|room| (text(room, "roomId"), text(room, "responseStatus"))).collect()
}

pub(crate) fn has(rooms: &[(&str, &str)]) -> Vec<(String, String)> {
    rooms.iter().map(|(id, state)| ((*id).to_owned(), (*state).to_owned())).collect()
}

async fn a_series_has_dates_with_ids_of_their_own(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let id = ann.made(&mondays(&times(3))).await;
    let found = dates(&ann, &id).await;
    assert_eq!(starts(&found), ["06-01T10:00", "06-08T10:00", "06-15T10:00"]);
    assert_eq!(found[0].0, format!("{id}_1780279200000"));
    let one = ann.read(&found[1].0).await;
    assert_eq!(one["id"], found[1].0);
    assert_eq!(one["seriesMasterId"], id);
    assert_eq!(one["originStart"], json!({ "dateTime": "2026-06-08T10:00:00+08:00" }));
    assert_eq!(one["start"], at("2026-06-08T10:00:00+08:00"));
    for other in [format!("{id}_1"), format!("{id}_1780279200001")] {
        let outcome = ann.get(&other).await.outcome();
        assert_eq!(outcome, (404, "instanceNotExist".to_owned()));
    }
}

async fn a_series_begins_with_its_first_date(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let body = with(mondays(&times(2)), hours("06-03", 10, 11));
    let reply = ann.create(&body).await.json();
    assert_eq!(reply["start"], at("2026-06-08T10:00:00+08:00"));
    let found = dates(&ann, reply["id"].as_str().unwrap()).await;
    assert_eq!(starts(&found), ["06-08T10:00", "06-15T10:00"]);
}

async fn one_date_changes_by_itself_and_stays_so(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let body = with(mondays(&times(3)), json!({ "attendees": [{ "id": "bob" }] }));
    let id = ann.made(&body).await;
    let before = dates(&ann, &id).await;
    let second = before[1].0.clone();
    let change = with(
        hours("06-09", 15, 17),
        json!({ "summary": "Moved", "attendees": [{ "id": "gil" }],
            "location": { "displayName": "upstairs" } }),
    );
    let reply = patched(&ann, &second, "", &change).await;
    assert_eq!(reply["id"], second);
    assert_eq!(reply["summary"], "Moved");
    assert_eq!(reply["start"], at("2026-06-09T15:00:00+08:00"));
    assert_eq!(reply["originStart"], json!({ "dateTime": "2026-06-08T10:00:00+08:00" }));
    assert_eq!(reply["location"], json!({ "displayName": "upstairs" }));
    let people = |event: &Value| {
        let all = event["attendees"].as_array().unwrap().iter();
        all.map(|one| one["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(people(&reply), ["gil"]);
    let found = dates(&ann, &id).await;
    assert_eq!(ids(&found), ids(&before));
    assert_eq!(starts(&found), ["06-01T10:00", "06-09T15:00", "06-15T10:00"]);
    for whole in [&id, &before[2].0] {
        let event = ann.read(whole).await;
        assert_eq!(
            (event["summary"].clone(), people(&event)),
            (json!("Standup"), vec!["bob".into()])
        );
    }
    // Its people see it, and it alone.
    assert_eq!(ann.as_seen_by("gil").get(&second).await.status, 200);
    assert_eq!(ann.as_seen_by("gil").get(&before[2].0).await.status, 404);
    assert_eq!(ann.as_seen_by("bob").get(&second).await.status, 404);

    // The series changes; what was said of this date stays.
    let change = with(hours("06-01", 12, 13), json!({ "summary": "Daily" }));
    patched(&ann, &id, "", &change).await;
    let found = dates(&ann, &id).await;
    assert_eq!(ids(&found), ids(&before));
    assert_eq!(starts(&found), ["06-01T12:00", "06-09T15:00", "06-15T12:00"]);
    let one = ann.read(&second).await;
    assert_eq!((one["summary"].clone(), people(&one)), (json!("Moved"), vec!["gil".into()]));
    assert_eq!(ann.read(&before[0].0).await["summary"], "Daily");
}

async fn all_dates_move_under_their_ids(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let id = ann.made(&mondays(&times(3))).await;
    let before = dates(&ann, &id).await;
    // By one of its dates: a day and two hours later, all of them.
    let reply = patched(&ann, &before[1].0, "all", &hours("06-09", 12, 14)).await;
    assert_eq!(reply["id"], id);
    assert_eq!(reply["start"], at("2026-06-02T12:00:00+08:00"));
    assert_eq!(reply["recurrence"]["pattern"]["daysOfWeek"], "tuesday");
    let found = dates(&ann, &id).await;
    assert_eq!(ids(&found), ids(&before));
    assert_eq!(starts(&found), ["06-02T12:00", "06-09T12:00", "06-16T12:00"]);
    // What is sent back as it was read changes nothing else.
    let mut whole = ann.read(&id).await;
    whole["summary"] = json!("Weekly");
    let body = json!({ "summary": whole["summary"], "start": whole["start"], "end": whole["end"],
        "recurrence": whole["recurrence"], "isAllDay": whole["isAllDay"] });
    patched(&ann, &id, "", &body).await;
    assert_eq!(dates(&ann, &id).await, found);
    // What is over stays as it was.
    home.pass(6 * 86_400);
    let ann = Calendar::of(&server, "ann").await;
    patched(&ann, &id, "all", &hours("06-02", 9, 10)).await;
    let found = dates(&ann, &id).await;
    assert_eq!(starts(&found), ["06-02T12:00", "06-09T09:00", "06-16T09:00"]);
    assert_eq!(ids(&found), ids(&before));
}

async fn a_date_and_those_that_follow_become_a_series_of_their_own(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let body = with(mondays(&times(5)), json!({ "attendees": [{ "id": "bob" }] }));
    let id = ann.made(&body).await;
    let before = dates(&ann, &id).await;
    patched(&ann, &before[3].0, "", &json!({ "summary": "Special" })).await;
    let change = with(hours("06-16", 14, 15), json!({ "summary": "Later" }));
    let reply = patched(&ann, &before[2].0, "following", &change).await;
    let new = reply["id"].as_str().unwrap().to_owned();
    assert_ne!(new, id);
    assert_eq!(reply["recurrence"]["range"]["numberOfOccurrences"], 3);
    let head = dates(&ann, &id).await;
    assert_eq!(head, before[..2]);
    let tail = dates(&ann, &new).await;
    assert_eq!(starts(&tail), ["06-16T14:00", "06-23T14:00", "06-30T14:00"]);
    assert_eq!(ann.get(&before[2].0).await.outcome(), (404, "instanceNotExist".to_owned()));
    let one = ann.read(&tail[1].0).await;
    assert_eq!(one["summary"], "Special");
    assert_eq!(one["attendees"][0]["id"], "bob");
    assert_eq!(ann.read(&tail[2].0).await["summary"], "Later");
    assert_eq!(ann.read(&id).await["summary"], "Standup");
    assert_eq!(ann.read(&id).await["recurrence"]["range"]["numberOfOccurrences"], 2);
    assert_eq!(ann.as_seen_by("bob").get(&new).await.status, 200);
    // From the first date on, it is all of it.
    let reply = patched(&ann, &head[0].0, "following", &json!({ "summary": "Early" })).await;
    assert_eq!(reply["id"], id);
    assert_eq!(dates(&ann, &id).await, head);
}

/// Whoever opens a date and changes all, or it and those that follow, sees the change on it, whatever
/// it had of its own.
async fn what_is_asked_for_by_a_date_is_for_it_too(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let id = ann.made(&mondays(&times(5))).await;
    let found = dates(&ann, &id).await;
    let own = |name: &str| {
        json!({ "summary": name, "description": name, "location": { "displayName": name },
            "attendees": [{ "id": "gil" }] })
    };
    let seen = async |id: &str| {
        let event = ann.read(id).await;
        let people = event["attendees"].as_array().unwrap().len();
        (event["summary"].clone(), event["location"]["displayName"].clone(), people)
    };
    for (_, date) in found.iter().enumerate().filter(|(place, _)| [1, 3].contains(place)) {
        patched(&ann, &date.0, "", &own("Own")).await;
    }
    patched(&ann, &found[1].0, "all", &json!({ "summary": "All", "attendees": [] })).await;
    // What was not asked for stays as it was, and so does the other date.
    assert_eq!(seen(&found[1].0).await, (json!("All"), json!("Own"), 1));
    assert_eq!(seen(&found[3].0).await, (json!("Own"), json!("Own"), 1));
    assert_eq!(ann.read(&found[1].0).await["description"], "Own");
    let change = json!({ "summary": "Later", "location": { "displayName": "Later" },
        "attendees": [{ "id": "bob" }, { "id": "gil" }] });
    let new = patched(&ann, &found[3].0, "following", &change).await;
    let later = dates(&ann, new["id"].as_str().unwrap()).await;
    for (date, _) in &later {
        assert_eq!(seen(date).await, (json!("Later"), json!("Later"), 2), "{date}");
    }
    assert_eq!(ann.read(&later[0].0).await["description"], "Own");
    assert_eq!(seen(&found[0].0).await, (json!("All"), Value::Null, 0));
}

async fn another_pattern_keeps_the_dates_that_fit(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let id = ann.made(&mondays(&times(3))).await;
    let before = dates(&ann, &id).await;
    let daily = json!({ "recurrence": { "pattern": { "type": "daily", "interval": 7 },
        "range": { "type": "endDate", "endDate": "2026-06-08T00:00:00+08:00" } } });
    patched(&ann, &id, "", &daily).await;
    assert_eq!(dates(&ann, &id).await, before[..2]);
    let both = json!({ "recurrence": { "pattern": { "type": "weekly",
        "daysOfWeek": "monday,tuesday" }, "range": times(4) } });
    patched(&ann, &id, "", &both).await;
    let found = dates(&ann, &id).await;
    assert_eq!(starts(&found), ["06-01T10:00", "06-02T10:00", "06-08T10:00", "06-09T10:00"]);
    assert_eq!((&found[0], &found[2]), (&before[0], &before[1]));
    // A date that went is there again, under its id.
    patched(&ann, &id, "", &json!({ "recurrence": mondays(&times(3))["recurrence"] })).await;
    assert_eq!(dates(&ann, &id).await, before);
}

async fn an_event_becomes_a_series(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let body = mondays(&times(3));
    let once = json!({ "summary": "Once", "start": body["start"], "end": body["end"] });
    let id = ann.made(&once).await;
    added(&ann, &id, &["oak"]).await;
    for nothing in [json!({}), json!([]), json!(null), json!({ "pattern": {}, "range": null })] {
        let change = with(json!({ "recurrence": nothing }), hours("06-01", 9, 10));
        let reply = patched(&ann, &id, "", &change).await;
        assert_eq!(reply["recurrence"], Value::Null);
        assert_eq!(reply["start"], at("2026-06-01T09:00:00+08:00"));
    }
    patched(&ann, &id, "", &json!({ "recurrence": body["recurrence"] })).await;
    let found = dates(&ann, &id).await;
    assert_eq!(starts(&found), ["06-01T09:00", "06-08T09:00", "06-15T09:00"]);
    // Its room is that of each date now.
    assert_eq!(rooms(&ann, &found[0].0).await, has(&[("oak", "accepted")]));
    assert_eq!(taken(&ann, "oak").await.len(), 3);
}

async fn dates_end_one_by_one_or_together(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let id = ann.made(&mondays(&times(6))).await;
    added(&ann, &id, &["oak"]).await;
    let before = dates(&ann, &id).await;
    assert_eq!(ann.ask("DELETE", &format!("events/{}", before[1].0)).await.status, 200);
    let cancel = format!("events/{}/cancel?scope=this", before[2].0);
    assert_eq!(ann.ask("POST", &cancel).await.json(), json!({ "result": true }));
    let found = dates(&ann, &id).await;
    let left = [&before[0], &before[2], &before[3], &before[4], &before[5]];
    assert_eq!(found.iter().collect::<Vec<_>>(), left);
    assert_eq!(ann.read(&before[2].0).await["status"], "cancelled");
    assert_eq!(taken(&ann, "oak").await.len(), 4);
    // Both stay so when the series moves, even by days.
    patched(&ann, &id, "", &hours("06-03", 10, 11)).await;
    let found = dates(&ann, &id).await;
    assert_eq!(
        starts(&found),
        ["06-03T10:00", "06-17T10:00", "06-24T10:00", "07-01T10:00", "07-08T10:00"]
    );
    assert_eq!(ann.read(&before[2].0).await["status"], "cancelled");
    assert_eq!(ann.get(&before[1].0).await.status, 404);
    // And those that follow.
    let delete = format!("events/{}?scope=following", before[4].0);
    assert_eq!(ann.ask("DELETE", &delete).await.status, 200);
    let found = dates(&ann, &id).await;
    assert_eq!(starts(&found), ["06-03T10:00", "06-17T10:00", "06-24T10:00"]);
    assert_eq!(ann.read(&id).await["recurrence"]["range"]["numberOfOccurrences"], 4);
    let busy = taken(&ann, "oak").await;
    assert_eq!(starts(&busy), ["06-03T10:00", "06-24T10:00"]);
    // Cancelling means all of it where nothing else is said.
    assert_eq!(ann.ask("POST", &format!("events/{}/cancel", before[3].0)).await.status, 200);
    assert_eq!(ann.read(&id).await["status"], "cancelled");
    assert_eq!(taken(&ann, "oak").await, []);
}

async fn a_series_that_was_ended_before_a_date_goes_on_over_it_again(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    for (at, (method, tail)) in [("DELETE", ""), ("POST", "/cancel")].into_iter().enumerate() {
        let hour = u8::try_from(10 + at).unwrap();
        let body = with(mondays(&times(5)), hours("06-01", hour, hour + 1));
        let id = ann.made(&body).await;
        added(&ann, &id, &["oak"]).await;
        let before = dates(&ann, &id).await;
        let booked = taken(&ann, "oak").await.len();
        patched(&ann, &before[3].0, "", &hours("06-23", hour, hour + 1)).await;
        assert_eq!(ann.ask("DELETE", &format!("events/{}", before[4].0)).await.status, 200);
        let end = format!("events/{}{tail}?scope=following", before[2].0);
        assert_eq!(ann.ask(method, &end).await.status, 200);
        assert_eq!(taken(&ann, "oak").await.len(), booked - 3);
        // All dates are there again, but that which was deleted by itself.
        patched(&ann, &id, "", &json!({ "recurrence": mondays(&times(5))["recurrence"] })).await;
        assert_eq!(dates(&ann, &id).await[..], before[..4], "{method}");
        assert_eq!(ann.read(&before[2].0).await["status"], "confirmed");
        assert_eq!(taken(&ann, "oak").await.len(), booked - 1);
    }
}

async fn what_series_refuse(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let bad = |name: &'static str, field: &'static str, value: Value| {
        let mut body = mondays(&times(3));
        body["recurrence"][name][field] = value;
        body
    };
    let readable = "InvalidParameter.ParsedISO8601TimestampError";
    let end_date = |text: &str| mondays(&json!({ "type": "endDate", "endDate": text }));
    let mut old = mondays(&json!({ "type": "noEnd" }));
    old["recurrence"]["pattern"] = json!({ "type": "daily" });
    old["start"] = at("2016-06-01T10:00:00+08:00");
    old["end"] = at("2016-06-01T11:00:00+08:00");
    let mut never = mondays(&json!({ "type": "noEnd" }));
    never["start"] = at("2027-02-01T10:00:00+08:00");
    never["end"] = at("2027-02-01T11:00:00+08:00");
    never["recurrence"]["pattern"] =
        json!({ "type": "absoluteMonthly", "dayOfMonth": 30, "interval": 12 });
    let cases = [
        (bad("pattern", "type", json!("hourly")), "invalidParameter", "Recurrence pattern type"),
        (
            bad("pattern", "interval", json!(0)),
            "invalidParameter",
            "Recurrence interval must between [1, 365]",
        ),
        (
            bad("pattern", "interval", json!(366)),
            "invalidParameter",
            "Recurrence interval must between [1, 365]",
        ),
        (bad("pattern", "daysOfWeek", json!("monday,funday")), "invalidParameter", "Recurrence"),
        (bad("pattern", "daysOfWeek", json!(["monday"])), "invalidParameter", ""),
        (
            mondays(&times(0)),
            "invalidParameter",
            "Recurrence range numberOfOccurrences must between [1, 99]",
        ),
        (
            mondays(&times(100)),
            "invalidParameter",
            "Recurrence range numberOfOccurrences must between [1, 99]",
        ),
        (end_date("2026-02-30T00:00:00Z"), readable, "Recurrence range endDate"),
        (end_date("9999-01-01T00:00:00Z"), readable, "Recurrence range endDate"),
        (end_date("2026-05-31T00:00:00+08:00"), "invalidParameter", "Recurrence has no occurrence"),
        (never, "invalidParameter", "Recurrence has no occurrence"),
        (old, "invalidParameter", "Recurrence has more than 2000 occurrences"),
    ];
    for (body, code, text) in cases {
        let reply = ann.create(&body).await;
        assert_eq!(reply.outcome(), (400, code.to_owned()), "{body}");
        assert!(reply.text("message").starts_with(text), "{body}: {reply:?}");
    }
    let id = ann.made(&mondays(&times(3))).await;
    let found = dates(&ann, &id).await;
    let one = &found[1].0;
    let recurrence = json!({ "recurrence": mondays(&times(5))["recurrence"] });
    let days = json!({ "isAllDay": true, "start": { "date": "2026-06-08" },
        "end": { "date": "2026-06-09" } });
    for (name, scope, body, text) in [
        (&id, "this", json!({ "summary": "x" }), "scope this and following are of an occurrence"),
        (&id, "following", json!({ "summary": "x" }), "scope this and following"),
        (&id, "some", json!({ "summary": "x" }), "scope must be"),
        (one, "", recurrence, "recurrence is that of a series"),
        (one, "this", days, "isAllDay is that of a series"),
        (one, "", hours("06-08", 11, 11), "end must be after start"),
        (
            one,
            "all",
            json!({ "recurrence": end_date("2026-05-01T00:00:00Z")["recurrence"] }),
            "Recurrence has no occurrence",
        ),
    ] {
        let reply = patch(&ann, name, scope, &body).await;
        assert_eq!(reply.outcome(), (400, "invalidParameter".to_owned()), "{name} {scope} {body}");
        assert!(reply.text("message").starts_with(text), "{name} {scope} {body}: {reply:?}");
    }
    for (method, rest) in [
        ("DELETE", format!("events/{id}?scope=this")),
        ("POST", format!("events/{id}/cancel?scope=following")),
    ] {
        assert_eq!(ann.ask(method, &rest).await.outcome(), (400, "invalidParameter".to_owned()));
    }
    let cancel = format!("events/{one}/cancel?scope=this");
    assert_eq!(ann.ask("POST", &cancel).await.status, 200);
    let reply = patch(&ann, one, "", &json!({ "summary": "x" })).await;
    assert_eq!(reply.text("message"), "the event is cancelled");
    let reply = add(&ann, one, &["oak"], "").await;
    assert_eq!(reply.text("message"), "the event is cancelled");
    let reply = add(&ann, &id, &["oak"], "?skipUnavailable=maybe").await;
    assert_eq!(reply.outcome(), (400, "invalidParameter".to_owned()));
    assert_eq!(dates(&ann, &id).await, found);
    for who in ["bob", "hal"] {
        let reply = patch(&ann.as_seen_by(who), one, "following", &json!({ "summary": "x" })).await;
        assert_eq!(reply.outcome(), (404, "itemNotFound".to_owned()), "{who}");
    }
}

/// Sundays at half past two in Berlin, which its clocks leave out on 28 March 2027.
fn sundays(day: &str, times_: u32) -> Value {
    let end = |time: &str| json!({ "dateTime": format!("2027-{day}T{time}"), "timeZone": "Europe/Berlin" });
    json!({
        "summary": "Night", "start": end("02:30:00"), "end": end("04:00:00"),
        "recurrence": {
            "pattern": { "type": "weekly", "interval": 1, "daysOfWeek": "sunday" },
            "range": times(times_),
        },
    })
}

async fn a_series_goes_on_at_the_hour_that_was_given(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let made = ann.create(&sundays("03-28", 3)).await;
    assert_eq!(made.status, 200, "{made:?}");
    assert_eq!(made.json()["start"]["dateTime"], "2027-03-28T03:30:00+02:00");
    let id = made.text("id");
    let wanted = ["03-28T03:30", "04-04T02:30", "04-11T02:30"];
    assert_eq!(starts(&dates(&ann, &id).await), wanted);
    // The end alone changes, and nothing of the start.
    let end = json!({ "end": { "dateTime": "2027-03-28T05:00:00", "timeZone": "Europe/Berlin" } });
    patched(&ann, &id, "", &end).await;
    let found = dates(&ann, &id).await;
    assert_eq!(starts(&found), wanted);
    let end = ann.read(&found[1].0).await["end"]["dateTime"].clone();
    assert_eq!(end, "2027-04-04T05:00:00+02:00");
    // So is it in a document.
    let exported = home.export().await;
    assert_eq!(ann.ask("DELETE", &format!("events/{id}")).await.status, 200);
    home.import(exported.clone()).await;
    assert_eq!(home.export().await, exported);
    // Whoever sends it back as it was told moves none of its dates.
    let told = ann.read(&id).await;
    patched(&ann, &id, "", &told).await;
    let ends = json!({ "start": told["start"], "end": told["end"] });
    for scope in ["this", "all"] {
        patched(&ann, &found[0].0, scope, &ends).await;
    }
    assert_eq!(starts(&dates(&ann, &id).await), wanted);
    let longer = json!({ "recurrence": sundays("03-28", 4)["recurrence"] });
    patched(&ann, &id, "", &longer).await;
    assert_eq!(starts(&dates(&ann, &id).await)[3..], ["04-18T02:30"]);

    // One that is split where the hour is left out goes on as it did.
    let id = ann.made(&sundays("03-14", 5)).await;
    let found = dates(&ann, &id).await;
    assert_eq!(starts(&found)[1..4], ["03-21T02:30", "03-28T03:30", "04-04T02:30"]);
    let other = patched(&ann, &found[2].0, "following", &json!({ "summary": "Other" })).await;
    let new = other["id"].as_str().unwrap().split('_').next().unwrap();
    assert_eq!(starts(&dates(&ann, new).await), ["03-28T03:30", "04-04T02:30", "04-11T02:30"]);
    // One that moves as that date of it does moves by as much as it was meant to.
    let id = ann.made(&sundays("03-14", 4)).await;
    let third = dates(&ann, &id).await[2].0.clone();
    let end = json!({ "end": { "dateTime": "2027-03-28T05:00:00", "timeZone": "Europe/Berlin" } });
    patched(&ann, &third, "all", &end).await;
    let found = dates(&ann, &id).await;
    assert_eq!(starts(&found)[1..], ["03-21T02:30", "03-28T03:30", "04-04T02:30"]);
}

async fn a_date_that_is_sent_back_as_it_was_told_moves_nothing(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let id = ann.made(&mondays(&times(4))).await;
    let second = dates(&ann, &id).await[1].0.clone();
    patched(&ann, &second, "", &hours("06-09", 15, 16)).await;
    let wanted = ["06-01T10:00", "06-09T15:00", "06-15T10:00", "06-22T10:00"];
    for scope in ["this", "all"] {
        let told = with(ann.read(&second).await, json!({ "summary": scope }));
        patched(&ann, &second, scope, &told).await;
        assert_eq!(starts(&dates(&ann, &id).await), wanted, "{scope}");
    }
    // The number of occurrences that it told is that of all.
    let third = dates(&ann, &id).await[2].0.clone();
    let told = with(ann.read(&third).await, json!({ "summary": "Later" }));
    let new = patched(&ann, &third, "following", &told).await;
    let new = new["id"].as_str().unwrap();
    assert_eq!(starts(&dates(&ann, new).await), wanted[2..]);
    assert_eq!(starts(&dates(&ann, &id).await), wanted[..2]);
}

async fn a_date_that_was_moved_and_moved_back_is_told_as_gone(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    // All of whose dates are gone is not cancelled, and takes no room.
    let empty = ann.made(&mondays(&times(1))).await;
    let only = dates(&ann, &empty).await[0].0.clone();
    assert_eq!(ann.ask("DELETE", &format!("events/{only}")).await.status, 200);
    let reply = add(&ann, &empty, &["oak"], "").await;
    assert_eq!(reply.text("message"), "none of its occurrences takes place");
    let told = (empty, "confirmed".to_owned());
    assert!(ann.listed("events").await.contains(&told));
    let span = "timeMin=2026-06-01T00:00:00%2B08:00&timeMax=2026-06-02T00:00:00%2B08:00";
    assert!(!ann.listed(&format!("events?{span}")).await.contains(&told));
    let id = ann.made(&mondays(&times(4))).await;
    let last = dates(&ann, &id).await[3].0.clone();
    for from in [15, 10] {
        patched(&ann, &last, "", &hours("06-22", from, from + 1)).await;
    }
    let token = ann.synced().await;
    patched(&ann, &id, "", &json!({ "recurrence": mondays(&times(2))["recurrence"] })).await;
    let told = ann.listed(&format!("events?syncToken={token}")).await;
    assert!(told.contains(&(last, "cancelled".to_owned())), "{told:?}");
}

async fn a_date_has_of_its_own_only_what_differs(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let texts = |text: &str| {
        json!({
            "summary": text, "description": text, "location": { "displayName": text },
            "richTextDescription": { "text": text }, "categories": [{ "displayName": text }],
            "reminders": [{ "method": text, "minutes": 5 }],
            "onlineMeetingInfo": { "type": text },
        })
    };
    let id = ann.made(&with(mondays(&times(4)), texts("old"))).await;
    added(&ann, &id, &["oak"]).await;
    let all: Vec<_> = dates(&ann, &id).await.into_iter().map(|(id, _)| id).collect();
    // As it was told; said anew as the series says; said otherwise, and back; moved, and back.
    let told = ann.read(&all[0]).await;
    patched(&ann, &all[0], "", &told).await;
    patched(&ann, &all[1], "", &texts("old")).await;
    assert_eq!(ann.listed("events").await, has(&[(&id, "confirmed")]));
    let own = with(hours("06-16", 15, 16), texts("own"));
    patched(&ann, &all[2], "", &own).await;
    patched(&ann, &all[3], "", &json!({ "summary": "own", "description": "old" })).await;
    let token = ann.synced().await;
    patched(&ann, &all[2], "", &with(hours("06-15", 10, 11), texts("old"))).await;
    // Whoever was told what it was is told what it is.
    let own = [(&*id, "confirmed"), (&*all[2], "confirmed"), (&*all[3], "confirmed")];
    let synced = ann.listed(&format!("events?syncToken={token}")).await;
    assert_eq!(synced, has(&own));
    assert_eq!(ann.listed("events").await, has(&own));
    // The series changes, and all of them with it, but for what was said of one alone.
    patched(&ann, &id, "", &with(hours("06-01", 12, 13), texts("new"))).await;
    let wanted = ["06-01T12:00", "06-08T12:00", "06-15T12:00", "06-22T12:00"];
    assert_eq!(starts(&dates(&ann, &id).await), wanted);
    for (one, summary) in all.iter().zip(["new", "new", "new", "own"]) {
        let event = ann.read(one).await;
        assert_eq!(event["summary"], summary, "{one}");
        let mut said = texts("new");
        said["location"]["meetingRooms"] = event["location"]["meetingRooms"].clone();
        said["summary"] = json!(summary);
        said["reminders"][0]["minutes"] = json!("5");
        for (name, value) in said.as_object().unwrap() {
            assert_eq!(event[name], *value, "{one} {name}");
        }
    }
}

/// From when until when events are, as they are told.
fn spans(page: &Value) -> Vec<[&str; 2]> {
    fn text(end: &Value) -> &str {
        end["date"].as_str().or_else(|| end["dateTime"].as_str()).unwrap()
    }
    page.as_array().unwrap().iter().map(|one| [text(&one["start"]), text(&one["end"])]).collect()
}

fn days(from: &str, until: &str, zone: Option<&str>) -> Value {
    let day = |day: &str| match zone {
        Some(zone) => json!({ "date": format!("2026-{day}"), "timeZone": zone }),
        None => json!({ "date": format!("2026-{day}") }),
    };
    json!({ "isAllDay": true, "start": day(from), "end": day(until) })
}

/// What lists, schedules and the event itself tell of a date that takes these days, which is sent
/// back and changes nothing.
async fn takes(ann: &Calendar<'_>, id: &str, wanted: [&str; 2], held: [&str; 2]) {
    let (series, _) = id.split_once('_').unwrap();
    let told = ann.read(id).await;
    assert_eq!(spans(&json!([told])), [wanted]);
    let page = ann.ask("GET", &format!("events/{series}/instances")).await.json();
    assert_eq!(spans(&page["events"])[1], wanted);
    let page = ann.ask("GET", "events").await.json();
    let own = page["events"].as_array().unwrap().iter().find(|one| one["id"] == id).unwrap();
    assert_eq!(spans(&json!([own])), [wanted]);
    let span = json!({ "startTime": "2026-06-09T00:00:00Z", "endTime": "2026-06-14T00:00:00Z" });
    let body = with(span.clone(), json!({ "userIds": ["ann"] }));
    let reply = ann.send_user("querySchedule", &body).await.json();
    assert_eq!(spans(&reply["scheduleInformation"][0]["scheduleItems"]), [wanted]);
    let body = with(span, json!({ "roomIds": ["oak"] }));
    for _ in 0..2 {
        let reply = ann.send_user("meetingRooms/schedules/query", &body).await.json();
        assert_eq!(spans(&reply["scheduleInformation"][0]["scheduleItems"]), [held]);
        patched(ann, id, "", &told).await;
        assert_eq!(spans(&json!([ann.read(id).await])), [wanted]);
    }
}

async fn a_date_of_its_own_takes_whole_days_with_its_series(home: &Home) {
    home.import(house_of_schedules()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let id = ann.made(&mondays(&times(3))).await;
    added(&ann, &id, &["oak"]).await;
    let second = dates(&ann, &id).await[1].0.clone();
    let own = json!({
        "start": at("2026-06-10T22:00:00+08:00"), "end": at("2026-06-11T01:00:00+08:00"),
    });
    patched(&ann, &second, "", &own).await;
    // Its room is to be had all day.
    let other = ann.made(&with(hours("06-11", 15, 16), json!({ "summary": "Other" }))).await;
    added(&ann, &other, &["oak"]).await;
    let reply = patch(&ann, &id, "", &days("06-01", "06-02", None)).await;
    assert_eq!(reply.outcome().1, "meetingRoomNotAvailable");
    assert_eq!(remove(&ann, &other, &["oak"]).await.status, 200);
    patched(&ann, &other, "", &hours("06-17", 15, 16)).await;
    patched(&ann, &id, "", &days("06-01", "06-02", None)).await;
    let held = ["2026-06-10T00:00:00+08:00", "2026-06-12T00:00:00+08:00"];
    takes(&ann, &second, ["2026-06-10", "2026-06-12"], held).await;
    let span = "timeMin=2026-06-11T12:00:00Z&timeMax=2026-06-11T13:00:00Z";
    let found = ann.listed(&format!("eventsview?{span}")).await;
    assert_eq!(found, has(&[(&second, "confirmed")]));
    // By hours again it keeps its own.
    let change = with(hours("06-01", 10, 11), json!({ "isAllDay": false }));
    patched(&ann, &id, "", &change).await;
    takes(&ann, &second, held, held).await;
    // What is over stays as it was, and is told by its day.
    let id = ann.made(&with(mondays(&times(2)), hours("05-25", 10, 11))).await;
    patched(&ann, &id, "", &days("05-25", "05-26", None)).await;
    let page = ann.ask("GET", &format!("events/{id}/instances")).await.json();
    let wanted = [["2026-05-25", "2026-05-26"], ["2026-06-01", "2026-06-02"]];
    assert_eq!(spans(&page["events"]), wanted);
    let over = page["events"][0].clone();
    patched(&ann, over["id"].as_str().unwrap(), "", &over).await;
    assert!(ann.listed("events").await.iter().all(|(id, _)| over["id"] != *id));
    let span = "timeMin=2026-05-25T12:00:00%2B08:00&timeMax=2026-05-25T13:00:00%2B08:00";
    assert_eq!(ann.listed(&format!("eventsview?{span}")).await, []);
}

async fn an_all_day_date_stays_on_its_days_on_another_clock(home: &Home) {
    home.import(house_of_schedules()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let york = Some("America/New_York");
    let body = with(mondays(&times(3)), days("06-01", "06-02", york));
    let id = ann.made(&body).await;
    added(&ann, &id, &["oak"]).await;
    let page = ann.ask("GET", &format!("events/{id}/instances")).await.json();
    let second = page["events"][1]["id"].as_str().unwrap().to_owned();
    // Days of its own are those of the clock of its series, whichever is named.
    for zone in [None, Some("Europe/Berlin")] {
        patched(&ann, &second, "", &days("06-10", "06-12", zone)).await;
        let held = ["2026-06-10T00:00:00-04:00", "2026-06-12T00:00:00-04:00"];
        takes(&ann, &second, ["2026-06-10", "2026-06-12"], held).await;
    }
    patched(&ann, &id, "", &days("06-01", "06-02", Some("Asia/Shanghai"))).await;
    let held = ["2026-06-10T00:00:00+08:00", "2026-06-12T00:00:00+08:00"];
    takes(&ann, &second, ["2026-06-10", "2026-06-12"], held).await;
}

async fn an_event_becomes_a_series_at_the_hour_that_was_given(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let mut once = sundays("03-28", 3);
    let repeats = json!({ "recurrence": once["recurrence"].take() });
    let id = ann.made(&once).await;
    assert_eq!(ann.read(&id).await["start"]["dateTime"], "2027-03-28T03:30:00+02:00");
    // What says nothing of the start leaves what was meant.
    let end = json!({ "end": { "dateTime": "2027-03-28T05:00:00", "timeZone": "Europe/Berlin" } });
    patched(&ann, &id, "", &end).await;
    patched(&ann, &id, "", &json!({ "summary": "Owls" })).await;
    // So does a document.
    let exported = home.export().await;
    assert_eq!(ann.ask("DELETE", &format!("events/{id}")).await.status, 200);
    home.import(exported.clone()).await;
    assert_eq!(home.export().await, exported);
    patched(&ann, &id, "", &repeats).await;
    let found = dates(&ann, &id).await;
    assert_eq!(starts(&found), ["03-28T03:30", "04-04T02:30", "04-11T02:30"]);
    let second = ann.read(&found[1].0).await;
    assert_eq!(second["end"]["dateTime"], "2027-04-04T05:00:00+02:00");
    // One that was moved to the hour that the clocks show goes on at that.
    let id = ann.made(&once).await;
    let shown =
        json!({ "start": { "dateTime": "2027-03-28T03:30:00", "timeZone": "Europe/Berlin" } });
    patched(&ann, &id, "", &shown).await;
    patched(&ann, &id, "", &repeats).await;
    assert_eq!(starts(&dates(&ann, &id).await), ["03-28T03:30", "04-04T03:30", "04-11T03:30"]);
}
