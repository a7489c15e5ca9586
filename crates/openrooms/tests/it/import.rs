//! `openrooms import`: what it takes, and what it changes.

use serde_json::{Value, json};

use crate::document::{demo, essence, of_rooms, room, sample, sample_room};
use crate::home::Home;
use crate::server::Server;

#[test]
fn the_sample_is_given_back() {
    let home = Home::new();
    let said = home.import(&sample());
    assert_eq!(
        said,
        "Imported 1 organisation, 1 room, 2 people and 1 suite: 8 added or changed.\n"
    );
    assert_eq!(essence(home.export()), essence(sample()));
}

#[test]
fn the_demo_is_given_back() {
    let home = Home::new();
    home.import(&demo());
    assert_eq!(essence(home.export()), essence(demo()));
}

#[test]
fn the_same_twice_changes_nothing() {
    let home = Home::with_sample();
    let before = home.export();
    let said = home.import(&sample());
    assert_eq!(
        said,
        "Nothing to change: 1 organisation, 1 room, 2 people and 1 suite were there already.\n"
    );
    assert_eq!(home.export(), before);
}

#[test]
fn an_export_brings_secrets_along_without_telling_them() {
    let home = Home::with_sample();
    let exported = home.export();
    let other = Home::new();
    other.import(&exported);
    assert_eq!(other.export(), exported);
    let server = Server::start(&other, &[]);
    let token = server.sample_token();
    assert_eq!(server.get(crate::server::ROOM, &token).body["result"], sample_room());
}

#[test]
fn it_reads_a_file_or_standard_input() {
    let home = Home::new();
    home.write("document.json", sample().to_string());
    let said = home.done(&["import", "document.json"]);
    assert!(said.starts_with("Imported 1 organisation"), "{said}");
    // A byte-order mark is what some editors put in front.
    let with_mark = format!("\u{feff}{}", sample());
    let said = home.run_with_input(&["import", "-"], with_mark.as_bytes());
    assert!(said.code == 0 && said.out.starts_with("Nothing to change"), "{said:?}");
}

#[test]
fn check_changes_nothing_and_makes_no_database() {
    let home = Home::new();
    home.write("document.json", sample().to_string());
    let said = home.done(&["import", "--check", "document.json"]);
    assert_eq!(said, "The document is sound: 1 organisation, 1 room, 2 people and 1 suite.\n");
    assert!(!home.holds("data"));
    home.write("wrong.json", r#"{"organisations": [{"corpId": "ding1"}]}"#);
    let said = home.failed(&["import", "--check", "wrong.json"]);
    assert!(said.starts_with("organisations[0]: corpName is missing"), "{said}");
}

#[test]
fn what_the_document_does_not_hold_stays() {
    let home = Home::with_sample();
    let mut second = sample_room();
    second["roomId"] = json!("second");
    second["roomName"] = json!("Second");
    let addition = json!({ "organisations": [{
        "corpId": "ding994axxxxx", "corpName": "xxx Company", "timeZone": "Asia/Shanghai",
        "rooms": [second],
    }] });
    let said = home.import(&addition);
    assert_eq!(said, "Imported 1 organisation, 1 room and 0 people: 1 added or changed.\n");
    let mut wanted = sample();
    wanted["organisations"][0]["rooms"].as_array_mut().unwrap().push(second);
    assert_eq!(essence(home.export()), essence(wanted));
}

#[test]
fn replace_removes_the_rest() {
    let home = Home::new();
    home.import(&demo());
    home.import(&of_rooms([room("a"), room("b")]));
    home.write("document.json", of_rooms([room("b"), room("c")]).to_string());
    let said = home.done(&["import", "--replace", "document.json"]);
    // Gone: the demo's organisation, its two suites and a room.
    let wanted = "Imported 1 organisation, 2 rooms and 0 people: 1 added or changed, 4 removed.\n";
    assert_eq!(said, wanted);
    assert_eq!(essence(home.export()), essence(of_rooms([room("b"), room("c")])));
}

#[test]
fn a_document_whose_last_room_is_wrong_changes_nothing() {
    let home = Home::with_sample();
    let before = home.export();
    let mut wrong = sample();
    wrong["organisations"][0]["corpName"] = json!("Another name");
    let mut rooms: Vec<_> = (0..50).map(|at| room(&format!("room{at}"))).collect();
    rooms.push(json!({ "roomId": "last", "roomName": "Last", "roomStatus": 5 }));
    wrong["organisations"][0]["rooms"] = rooms.into();
    let said = home.import_wrong(&wrong);
    assert_eq!(said, "organisations[0].rooms[50].roomStatus: 5 is not 0, 1 or 2");
    assert_eq!(home.export(), before);
}

#[test]
fn what_contradicts_the_database_changes_nothing() {
    let home = Home::with_sample();
    let before = home.export();
    // The second organisation is found wanting when the first is written already.
    let mut wrong = of_rooms([room("a")]);
    let second = json!({ "corpId": "ding2", "corpName": "Two", "apps": [{ "appKey": "dingdemo", "scopes": [] }] });
    wrong["organisations"].as_array_mut().unwrap().push(second);
    let said = home.import_wrong(&wrong);
    let wanted = "organisations[1].apps[0].appKey: it is the key of another organisation's app, or of a suite";
    assert_eq!(said, wanted);
    assert_eq!(home.export(), before);

    let mut wrong = of_rooms([room("a")]);
    wrong["suites"] = json!([{ "suiteKey": "dingdemo", "authCorpIds": [], "scopes": [] }]);
    assert_eq!(home.import_wrong(&wrong), "suites[0].suiteKey: it is the key of an app");
    assert_eq!(home.export(), before);

    let mut wrong = sample();
    wrong["organisations"][0]["users"] =
        json!([{ "userId": "manager01", "unionId": "somebody", "name": "Li Si" }]);
    let said = home.import_wrong(&wrong);
    let wanted = "organisations[0].users[0].userId: it is the userId of \"2iPOLxxxxx\" already";
    assert_eq!(said, wanted);
    assert_eq!(home.export(), before);
}

#[test]
fn what_a_room_says_beyond_the_schema_is_kept() {
    let mut strange = sample_room();
    strange["corpId"] = json!("ding1");
    strange["roomFloor"] = json!({ "level": 3, "wings": ["a", null, { "b": 0.5 }] });
    strange["extensionConfig"]["quietHours"] = json!(["22:00", "06:00"]);
    strange["extensionConfig"]["advanceReservation"]["later"] = json!(true);
    strange["roomLabels"][0]["hue"] = json!("red");
    let document = of_rooms([strange, room("plain")]);
    let home = Home::new();
    home.import(&document);
    let rooms = |document: &Value| essence(document.clone())["organisations"][0]["rooms"].take();
    assert_eq!(rooms(&home.export()), rooms(&document));
    assert!(home.import(&document).starts_with("Nothing to change"));
}

#[test]
fn a_group_that_only_rooms_name_is_made_from_them() {
    let mut first = room("a");
    first["roomGroup"] = json!({ "groupId": 7, "groupName": "Seven", "parentId": 0 });
    let mut second = room("b");
    second["roomGroup"] = json!({ "groupId": 7 });
    let home = Home::new();
    home.import(&of_rooms([first.clone(), second]));
    let exported = home.export();
    let organisation = &exported["organisations"][0];
    assert_eq!(organisation["roomGroups"], json!([first["roomGroup"]]));
    assert_eq!(organisation["rooms"][1]["roomGroup"], first["roomGroup"]);
}

#[test]
fn events_without_an_id_are_kept_once() {
    let mut document = of_rooms([]);
    document["organisations"][0]["events"] =
        json!([{ "summary": "nameless" }, { "id": "event" }, { "summary": "nameless too" }]);
    let home = Home::new();
    home.import(&document);
    let exported = home.export();
    assert_eq!(essence(exported.clone()), essence(document));
    // They come in another order now.
    assert!(home.import(&exported).starts_with("Nothing to change"));
}

/// An event of three hours' time as `GetEvent` tells it, without what only exports tell.
fn told(id: &str, day: &str, range: Option<Value>) -> Value {
    let at = |time: &str| json!({ "dateTime": format!("{day}T{time}:00+08:00"), "timeZone": "Asia/Shanghai" });
    let mut event = json!({
        "id": id, "summary": id, "start": at("10:00"), "end": at("11:00"),
        "organizer": { "id": "2iPOLxxxxx" },
        "meetingRooms": [{ "roomId": "0ffb7184xxxxx", "responseStatus": "accepted" }],
    });
    if let Some(range) = range {
        event["recurrence"] =
            json!({ "pattern": { "type": "daily", "interval": 1 }, "range": range });
    }
    event
}

fn of_events(events: &[Value]) -> Value {
    let mut document = sample();
    document["organisations"][0]["events"] = json!(events);
    document
}

#[test]
fn a_series_has_its_room_on_each_date() {
    for (range, count) in [
        (json!({ "type": "numbered", "numberOfOccurrences": 3 }), 3),
        (json!({ "type": "endDate", "endDate": "2027-02-05T00:00:00+08:00" }), 5),
        // Without an end: two years of it, one of them a leap year.
        (json!({ "type": "noEnd" }), 731),
    ] {
        let home = Home::new();
        let series = of_events(&[told("series", "2027-02-01", Some(range.clone()))]);
        home.import(&series);
        assert!(home.import(&series).starts_with("Nothing to change"), "{range}");
        let exported = home.export();
        let event = &exported["organisations"][0]["events"][0];
        let dates = event["dates"].as_array().unwrap();
        assert_eq!(dates.len(), count, "{range}");
        assert!(dates.iter().all(|date| date["meetingRooms"][0]["roomId"] == "0ffb7184xxxxx"));
        assert_eq!(event["seriesRooms"], json!(["0ffb7184xxxxx"]));
        assert_eq!(event.get("datesUntil").is_some(), range["type"] == "noEnd");
        let said = home.import_wrong(&of_events(&[told("other", "2027-02-03", None)]));
        let wanted = "organisations[0].events[0]: event \"other\" has room \"0ffb7184xxxxx\" from \
                      2027-02-03T10:00:00+08:00 until 2027-02-03T11:00:00+08:00, and event \"series\", \
                      which is stored, has it from 2027-02-03T10:00:00+08:00 until \
                      2027-02-03T11:00:00+08:00";
        assert_eq!(said, wanted, "{range}");
        home.import(&of_events(&[told("before", "2027-01-31", None)]));
        home.import(&exported);
        home.done(&["verify"]);
    }
}

/// Events that want their room when another of the same document has it.
fn overlapping() -> [(Vec<Value>, &'static str); 4] {
    let at = |id: &str, from: &str, until: &str| {
        let mut event = told(id, "2027-02-03", None);
        event["start"]["dateTime"] = json!(format!("2027-02-03T{from}:00"));
        event["end"]["dateTime"] = json!(format!("2027-02-03T{until}:00"));
        event
    };
    let daily = json!({ "type": "numbered", "numberOfOccurrences": 4 });
    let mut long = told("long", "2027-02-03", Some(daily.clone()));
    long["end"]["dateTime"] = json!("2027-02-04T10:30:00");
    [
        (
            vec![at("a", "10:00", "11:00"), json!({ "id": "no" }), at("b", "10:30", "11:30")],
            "organisations[0].events[2]: event \"b\" has room \"0ffb7184xxxxx\" from \
             2027-02-03T10:30:00+08:00 until 2027-02-03T11:30:00+08:00, and event \"a\" (events[0]) has \
             it from 2027-02-03T10:00:00+08:00 until 2027-02-03T11:00:00+08:00",
        ),
        (
            vec![at("a", "10:30", "11:30"), told("daily", "2027-02-01", Some(daily))],
            "organisations[0].events[1]: event \"daily\" has room \"0ffb7184xxxxx\" from \
             2027-02-03T10:00:00+08:00 until 2027-02-03T11:00:00+08:00, and event \"a\" (events[0]) has \
             it from 2027-02-03T10:30:00+08:00 until 2027-02-03T11:30:00+08:00",
        ),
        (
            vec![long],
            "organisations[0].events[0]: event \"long\" has room \"0ffb7184xxxxx\" from \
             2027-02-04T10:00:00+08:00 until 2027-02-05T10:30:00+08:00, and itself has it from \
             2027-02-03T10:00:00+08:00 until 2027-02-04T10:30:00+08:00; so it is with 2 more",
        ),
        (
            vec![at("b", "11:10", "12:00"), at("a", "10:00", "11:00"), at("c", "12:15", "13:00")],
            "organisations[0].events[1]: event \"a\" has room \"0ffb7184xxxxx\" from \
             2027-02-03T10:00:00+08:00 until 2027-02-03T11:00:00+08:00, and event \"b\" (events[0]) has \
             it from 2027-02-03T11:10:00+08:00 until 2027-02-03T12:00:00+08:00, which leaves no time for \
             its buffers",
        ),
    ]
}

fn with_buffers(mut document: Value, before: i32, after: i32) -> Value {
    let organisation = &mut document["organisations"][0];
    organisation["rooms"][0]["extensionConfig"]["bufferAfter"] = json!(after);
    let id = organisation["rooms"][0]["roomGroup"]["groupId"].clone();
    organisation["roomGroups"] = json!([
        { "groupId": id, "groupName": "floor", "parentId": 77_001 },
        { "groupId": 77_001, "groupName": "site", "parentId": 0,
          "extensionConfig": { "bufferBefore": before } },
    ]);
    document
}

#[test]
fn check_finds_what_overlaps_in_a_document() {
    let home = Home::new();
    for (events, wanted) in overlapping() {
        let document = with_buffers(of_events(&events), 0, 15);
        assert_eq!(home.import_wrong(&document), wanted);
        home.write("document.json", document.to_string());
        assert_eq!(home.failed(&["import", "--check", "document.json"]), wanted);
    }
}

#[test]
fn what_is_booked_holds_the_buffers_of_its_room() {
    let home = Home::new();
    let daily = json!({ "type": "numbered", "numberOfOccurrences": 2 });
    let events = [told("one", "2027-02-01", None), told("daily", "2027-02-02", Some(daily))];
    let document = with_buffers(of_events(&events), 5, 10);
    home.import(&document);
    assert!(home.import(&document).starts_with("Nothing to change"));
    let exported = home.export();
    let held = |exported: &Value| {
        let events = exported["organisations"][0]["events"].as_array().unwrap().iter();
        let dates = events.flat_map(|event| event["dates"].as_array().unwrap().clone());
        dates
            .map(|date| {
                let room = &date["meetingRooms"][0];
                let minutes = |one: &str, other: &str| {
                    (room[one].as_i64().unwrap() - room[other].as_i64().unwrap()) / 60_000
                };
                (minutes("start", "heldFrom"), minutes("heldUntil", "end"))
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(held(&exported), [(5, 10); 3]);

    // What an export says counts, whatever the rules are since.
    let changed = with_buffers(exported, 30, 30);
    home.import(&changed);
    let exported = home.export();
    assert_eq!(held(&exported), [(5, 10); 3]);
    let other = Home::new();
    other.import(&exported);
    assert_eq!(other.export(), exported);

    // The rules of rooms and groups that are stored count where the document has none.
    let mut alone = of_events(&[told("later", "2027-02-05", None)]);
    let organisation = alone["organisations"][0].as_object_mut().unwrap();
    for list in ["rooms", "roomGroups"] {
        organisation.remove(list);
    }
    home.import(&alone);
    let exported = home.export();
    assert_eq!(held(&exported), [(5, 10), (5, 10), (30, 30), (5, 10)]);
}

#[test]
fn what_is_no_event_is_kept_and_told() {
    let home = Home::new();
    let mut backwards = told("backwards", "2027-02-01", None);
    backwards["end"] = backwards["start"].clone();
    let kept = "1 event cannot be read as one, and is only kept: it books nothing.\n\
                organisations[0].events[1] (\"backwards\"): end must be after start\n";
    let document = of_events(&[told("event", "2027-02-02", None), backwards.clone()]);
    let said = home.import(&document);
    assert!(said.ends_with(kept), "{said}");
    home.write("document.json", document.to_string());
    let said = home.done(&["import", "--check", "document.json"]);
    assert!(said.ends_with(kept), "{said}");
    let two = of_events(&[backwards, json!({ "summary": "nameless" })]);
    let said = home.import(&two);
    let kept = "2 events cannot be read as such, and are only kept: they book nothing.\n\
                organisations[0].events[0] (\"backwards\"): end must be after start\n\
                organisations[0].events[1]: id is missing\n";
    assert!(said.ends_with(kept), "{said}");
    home.write("two.json", two.to_string());
    let counts = home.done(&["import", "--check", "--json", "two.json"]);
    let counts: Value = serde_json::from_str(&counts).unwrap();
    assert_eq!(counts["keptEvents"], 2);
    assert_eq!(
        counts["firstKeptEvents"][1],
        json!({ "path": "organisations[0].events[1]", "id": null, "reason": "id is missing" })
    );
    let many: Vec<_> = (0..23).map(|at| json!({ "id": format!("no{at}") })).collect();
    let said = home.import(&of_events(&many));
    assert!(said.contains("events[19] (\"no19\"): organizer is missing\nAnd 3 more.\n"), "{said}");
    assert!(!home.import(&of_events(&[])).contains("kept"));
}

#[test]
fn why_something_is_no_event_is_told() {
    let daily = |pattern: Value, count: i64| json!({ "pattern": pattern, "range": { "type": "numbered", "numberOfOccurrences": count } });
    for (field, value, wanted) in [
        ("start", json!({ "dateTime": "2027-02-30T10:00:00" }), "start invalid"),
        ("start", Value::Null, "start is missing"),
        (
            "end",
            json!({ "dateTime": "2027-02-03T11:00:00", "timeZone": "Mars/X" }),
            "timeZone invalid",
        ),
        ("organizer", Value::Null, "organizer is missing"),
        ("summary", Value::Null, "summary is missing"),
        ("status", json!("maybe"), "status \"maybe\" is not known"),
        ("attendees", json!("u2"), "attendees must be"),
        ("attendees", json!([{ "id": "a", "responseStatus": "x" }]), "of an attendee"),
        ("meetingRooms", json!([{ "roomId": "a", "responseStatus": "x" }]), "\"x\" of a room"),
        ("seriesMasterId", json!("a"), "it is a date of a series by itself"),
        ("recurrence", daily(json!({ "type": "hourly" }), 3), "type"),
        ("recurrence", daily(json!({ "type": "daily", "interval": 0 }), 3), "interval"),
        (
            "dates",
            json!([{ "origin": 1, "start": 2, "end": 1, "status": "confirmed" }]),
            "dates[0]",
        ),
    ] {
        let mut event = told("event", "2027-02-03", None);
        event[field] = value;
        let home = Home::new();
        home.write("document.json", of_events(&[event]).to_string());
        let said = home.done(&["import", "--check", "document.json"]);
        let last = said.lines().last().unwrap();
        let (place, why) = last.split_once(": ").unwrap();
        assert_eq!(place, "organisations[0].events[0] (\"event\")");
        assert!(why.contains(wanted), "{field}: {why}");
    }
}

#[test]
fn a_running_server_sees_an_import() {
    let home = Home::with_sample();
    let server = Server::start(&home, &[]);
    let token = server.sample_token();
    assert_eq!(server.get(crate::server::ROOM, &token).body["result"], sample_room());
    let mut changed = sample();
    changed["organisations"][0]["rooms"][0]["roomName"] = json!("Another name");
    home.import(&changed);
    let reply = server.soon(&token, |reply| reply.body["result"]["roomName"] == "Another name");
    assert_eq!(reply.status, 200);
}

#[test]
fn an_event_that_contradicts_itself_is_refused() {
    let home = Home::new();
    let daily = json!({ "type": "numbered", "numberOfOccurrences": 3 });
    let events = [told("daily", "2027-02-02", Some(daily)), told("one", "2027-02-01", None)];
    home.import(&of_events(&events));
    let exported = home.export();
    let without = "; without dates the event is when these say";
    for (at, field, value, wanted) in [
        (
            1,
            "start",
            "2027-02-01T09:00:00+08:00",
            "events[1].dates[0]: it is from 2027-02-01T10:00:00+08:00 until 2027-02-01T11:00:00+08:00, \
             which is not what start and end of the event say",
        ),
        (
            0,
            "end",
            "2027-02-02T12:00:00+08:00",
            "events[0].dates[0]: it is from 2027-02-02T10:00:00+08:00 until 2027-02-02T11:00:00+08:00, \
             which is not what start and end of the event say",
        ),
    ] {
        let mut edited = exported.clone();
        let event = &mut edited["organisations"][0]["events"][at];
        event[field]["dateTime"] = json!(value);
        let said = home.import_wrong(&edited);
        assert_eq!(said, format!("organisations[0].{wanted}{without}"));
        // Without its dates it is judged by what it says.
        let event = &mut edited["organisations"][0]["events"][at];
        event.as_object_mut().unwrap().remove("dates");
        home.import(&edited);
        home.import(&exported);
        assert_eq!(home.export(), exported);
    }
    let without = "; without dates it has the rooms that are named here";
    for (rooms, wanted) in [
        (json!([]), "the event has room \"0ffb7184xxxxx\" on its dates alone"),
        (
            json!([{ "roomId": "other" }, { "roomId": "0ffb7184xxxxx" }]),
            "the event has room \"other\" on none of its dates",
        ),
    ] {
        let mut edited = exported.clone();
        edited["organisations"][0]["events"][1]["meetingRooms"] = rooms;
        let said = home.import_wrong(&edited);
        assert_eq!(said, format!("organisations[0].events[1].meetingRooms: {wanted}{without}"));
    }
}
