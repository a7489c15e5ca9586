//! `openrooms serve --demo`: what a newcomer sees first.

use std::process::Command;

use serde_json::{Value, json};

use crate::document::{demo, essence, of_rooms, room, sample_room};
use crate::home::Home;
use crate::server::Server;
use crate::start_refused::alter;

/// Runs a line as if it were pasted into a shell.
fn paste(line: &str) -> Value {
    let output = Command::new("sh").args(["-c", line]).env_remove("http_proxy").output().unwrap();
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"))
}

#[test]
fn the_line_that_it_prints_reads_the_sample_room() {
    let home = Home::new();
    let server = Server::start(&home, &["--demo"]);
    let line = server.printed("curl ");
    assert_eq!(paste(&line), json!({ "result": sample_room() }));
}

/// Else a room has them, and nobody finds it by them, or renames them.
#[test]
fn labels_of_its_rooms_are_labels_of_the_organisation() {
    let document = demo();
    let organisation = &document["organisations"][0];
    let known = organisation["roomLabels"].as_array().unwrap();
    for room in organisation["rooms"].as_array().unwrap() {
        for label in room["roomLabels"].as_array().into_iter().flatten() {
            let is_fixed = label["labelId"].as_i64() <= Some(5);
            assert!(is_fixed || known.contains(label), "{label} of {}", room["roomName"]);
        }
    }
}

#[test]
fn it_prints_what_a_client_needs() {
    let home = Home::new();
    let server = Server::start(&home, &["--demo"]);
    let address = format!("http://{}", server.address);
    let out = server.end().out;
    for wanted in [
        format!("openrooms is ready: {address}"),
        "  app key      dingdemo".to_owned(),
        "  app secret   demo-secret".to_owned(),
        "  operator     2iPOLxxxxx".to_owned(),
    ] {
        assert!(out.contains(&wanted), "{wanted}: {out:#?}");
    }
}

#[test]
fn a_second_start_keeps_what_was_changed() {
    let home = Home::new();
    Server::start(&home, &["--demo"]).end();
    assert_eq!(essence(home.export()), essence(demo()));
    let mut changed = demo();
    let rooms = changed["organisations"][0]["rooms"].as_array_mut().unwrap();
    rooms.iter_mut().find(|room| room["roomId"] == "0ffb7184xxxxx").unwrap()["roomName"] =
        json!("Another name");
    home.import(&changed);
    let server = Server::start(&home, &["--demo"]);
    let reply = paste(&server.printed("curl "));
    assert_eq!(reply["result"]["roomName"], "Another name");
    server.end();
    assert_eq!(essence(home.export()), essence(changed));
    // What was removed does not come back either.
    home.write("other.json", of_rooms([room("a")]).to_string());
    home.done(&["import", "--replace", "other.json"]);
    Server::start(&home, &["--demo"]).end();
    assert_eq!(essence(home.export()), essence(of_rooms([room("a")])));
}

#[test]
fn its_database_is_not_served_to_others_without_a_word() {
    let home = Home::new();
    Server::start(&home, &["--demo"]).end();
    let wanted = "this database holds the demo, whose secrets are public, and 0.0.0.0:0 can be \
                  reached by others: listen on 127.0.0.1, take another data directory or database, \
                  or say --demo-anywhere";
    assert_eq!(home.misused(&["serve", "--listen", "0.0.0.0:0"]), wanted);
    // On this machine alone it is nobody else's.
    assert_eq!(Server::start(&home, &[]).end().code, Some(0));
    let anywhere = home.command(&["serve", "--listen", "0.0.0.0:0", "--demo-anywhere"]);
    assert_eq!(Server::start_as(anywhere).end().code, Some(0));
}

#[test]
fn a_demo_that_was_cut_off_counts_as_one() {
    let home = Home::with_sample();
    alter(&home, "INSERT INTO settings (name, value) VALUES ('demo', 'begun')");
    let said = home.misused(&["serve", "--listen", "0.0.0.0:0"]);
    assert!(said.starts_with("this database holds the demo, "), "{said}");
}

#[test]
fn anywhere_it_is_taken_at_ones_word() {
    let home = Home::new();
    let args = ["serve", "--listen", "0.0.0.0:0", "--demo-anywhere"];
    let server = Server::start_as(home.command(&args));
    assert_eq!(server.printed("  app key").trim(), "app key      dingdemo");
    assert_eq!(server.end().code, Some(0));
}

#[test]
fn its_rooms_have_meetings_where_that_is_wished() {
    let home = Home::new();
    let server = Server::start(&home, &["--demo-meetings"]);
    assert_eq!(server.printed("  app key").trim(), "app key      dingdemo");
    assert_eq!(server.end().code, Some(0));
    let document = home.export();
    let events = document["organisations"][0]["events"].as_array().unwrap();
    assert!(events.len() > 40, "{}", events.len());
    for event in events {
        // Served, and not only kept: each date has the room.
        let dates = event["dates"].as_array().unwrap_or_else(|| panic!("{event}"));
        assert_eq!(dates.len() % 12, 0, "{event}");
        for date in dates {
            assert_eq!(date["meetingRooms"][0]["responseStatus"], "accepted", "{event}");
        }
    }
    // The hours at which the README books, three days after whatever day it is read on.
    for (room, from, until) in [
        ("0cef5f6305d1c446e40e6be7d393ee65", "10:00", "12:00"),
        ("efbaba638ef34ef57c59a80c0598ff4a", "10:00", "11:00"),
    ] {
        for event in events.iter().filter(|event| event["meetingRooms"][0]["roomId"] == room) {
            let time = |end: &str| event[end]["dateTime"].as_str().unwrap()[11..16].to_owned();
            assert!(*time("start") >= *until || *time("end") <= *from, "{event}");
        }
    }
    home.done(&["verify"]);
    // A later start without them takes none away.
    Server::start(&home, &["--demo"]).end();
    assert_eq!(home.export(), document);
}
