//! `openrooms room`, asked of a running server.

use std::net::TcpListener;

use serde_json::{Value, json};

use crate::document::{room, sample, sample_room};
use crate::home::{Home, complaint, done, outcome};
use crate::server::Server;

const APP: [&str; 6] =
    ["--app-key", "dingdemo", "--app-secret", "demo-secret", "--union-id", "2iPOLxxxxx"];

/// A command on a server, as the sample's app and operator.
fn args<'a>(address: &'a str, command: &[&'a str]) -> Vec<&'a str> {
    [&["room"], command, &["--address", address], &APP].concat()
}

fn sample_server(home: &Home) -> (Server, String) {
    let server = Server::start(home, &[]);
    let address = format!("http://{}", server.address);
    (server, address)
}

#[test]
fn one_room_as_json_is_the_reply() {
    let home = Home::with_sample();
    let (_server, address) = sample_server(&home);
    let room = home.json(&args(&address, &["get", "0ffb7184xxxxx", "--json"]));
    assert_eq!(room, sample_room());
}

#[test]
fn one_room_as_a_table() {
    let home = Home::with_sample();
    let (_server, address) = sample_server(&home);
    let table = "\
FIELD        VALUE
id           0ffb7184xxxxx
name         Test meeting room
for          everyone
seats        10
group        Test group
location     xxx Company
             No. xx, xx Street, xx District, xx City
labels       TV
members      Zhang San (user)
recurring    no
description  Add the meeting room description here
open         yes
longest      60 min
shortest     15 min
ahead        3 days from 09:00
closed       from 2025-02-25T06:10:00Z until 2025-02-20T09:50:30Z
             Reservations temporarily closed due to renovation
approval     no
picture      https://static.dingtalk.io/media/lADxxxxx.jpg
devices      2iPOLbpxxxxuwggiiqiPwiEiF
isvRoomId    xxxIsvRoomId
corpId       ding994axxxxx
";
    assert_eq!(home.done(&args(&address, &["get", "0ffb7184xxxxx"])), table);
}

#[test]
fn a_closure_shows_what_it_has() {
    for (closure, wanted) in [
        (json!({ "taskStartTime": 1_740_463_800_999_i64 }), "from 2025-02-25T06:10:00Z, for ever"),
        (json!({ "taskEndTime": 0 }), "until 1970-01-01T00:00:00Z"),
        (json!({ "closeReason": "Painting" }), "Painting"),
        // Later than any calendar; as it is stored.
        (json!({ "taskEndTime": i64::MAX }), "until 9223372036854775807"),
    ] {
        let mut document = sample();
        let room = &mut document["organisations"][0]["rooms"][0];
        room["extensionConfig"]["reservationCloseDetail"] = closure;
        let home = Home::new();
        home.import(&document);
        let (_server, address) = sample_server(&home);
        let table = home.done(&args(&address, &["get", "0ffb7184xxxxx"]));
        let line = format!("\nclosed       {wanted}\napproval ");
        assert!(table.contains(&line), "{wanted}: {table}");
    }
}

#[test]
fn all_rooms_are_listed_however_many() {
    let mut document = sample();
    let rooms = document["organisations"][0]["rooms"].as_array_mut().unwrap();
    rooms.extend((0..150).map(|at| room(&format!("room{at:03}"))));
    let home = Home::new();
    home.import(&document);
    let (_server, address) = sample_server(&home);
    let listed = home.json(&args(&address, &["list", "--json"]));
    let ids = |rooms: &Value| {
        let mut ids: Vec<_> =
            rooms.as_array().unwrap().iter().map(|room| room["roomId"].to_string()).collect();
        ids.sort();
        ids
    };
    assert_eq!(ids(&listed), ids(&document["organisations"][0]["rooms"]));
}

#[test]
fn a_list_as_a_table() {
    let mut document = sample();
    let rooms = document["organisations"][0]["rooms"].as_array_mut().unwrap();
    let labels = json!([{ "labelId": 3 }, { "labelId": 77 }]);
    rooms.push(
        json!({ "roomId": "b", "roomName": "会议室", "roomStatus": 1, "roomLabels": labels }),
    );
    rooms.push(
        json!({ "roomId": "c", "roomName": "Two\nlines", "roomStatus": 2, "roomCapacity": 4 }),
    );
    let home = Home::new();
    home.import(&document);
    let (_server, address) = sample_server(&home);
    let table = "\
ID             NAME               SEATS  FOR             GROUP       LABELS
0ffb7184xxxxx  Test meeting room  10     everyone        Test group  TV
b              会议室                    administrators              Projector, 77
c              Two                4      named members
               lines
";
    assert_eq!(home.done(&args(&address, &["list"])), table);
}

#[test]
fn a_token_will_do_and_a_suites_secret_too() {
    let home = Home::with_sample();
    let (server, address) = sample_server(&home);
    let token = server.sample_token();
    let common = [
        "room",
        "get",
        "0ffb7184xxxxx",
        "--json",
        "--union-id",
        "2iPOLxxxxx",
        "--address",
        &address,
    ];
    let suite =
        ["--app-key", "suitedemo", "--app-secret", "suite-secret", "--corp", "ding994axxxxx"];
    for credentials in
        [&["--token", &token][..], &suite, &[&suite[..], &["--suite-ticket", "any"]].concat()]
    {
        assert_eq!(home.json(&[&common[..], credentials].concat()), sample_room());
    }
}

#[test]
fn the_environment_says_whom_to_ask() {
    let home = Home::with_sample();
    let (_server, address) = sample_server(&home);
    let mut command = home.command(&["room", "get", "0ffb7184xxxxx", "--json"]);
    command.envs([
        ("OPENROOMS_ADDRESS", address.as_str()),
        ("OPENROOMS_APP_KEY", "dingdemo"),
        ("OPENROOMS_APP_SECRET", "demo-secret"),
        ("OPENROOMS_UNION_ID", "2iPOLxxxxx"),
    ]);
    let said = done(outcome(command.output().unwrap()));
    assert_eq!(serde_json::from_str::<Value>(&said).unwrap(), sample_room());
}

/// A token and a key with its secret exclude each other: the command line's beat the environment's.
#[test]
fn credentials_of_the_command_line_beat_those_of_the_environment() {
    let home = Home::with_sample();
    let (server, address) = sample_server(&home);
    let token = server.sample_token();
    let get = ["room", "get", "0ffb7184xxxxx", "--json", "--union-id", "2iPOLxxxxx", "--address"];
    let get = [&get[..], &[&address]].concat();
    let key = [("OPENROOMS_APP_KEY", "nobody"), ("OPENROOMS_APP_SECRET", "wrong")];
    let secret = [("OPENROOMS_TOKEN", "wrong"), ("OPENROOMS_APP_SECRET", "demo-secret")];
    let wrong = ("OPENROOMS_TOKEN", "wrong");
    for (args, variables) in [
        (&["--token", &token][..], key),
        (&["--app-key", "dingdemo", "--app-secret", "demo-secret"], [wrong; 2]),
        (&["--app-key", "dingdemo"], secret),
    ] {
        let mut command = home.command(&[&get[..], args].concat());
        let said = done(outcome(command.envs(variables).output().unwrap()));
        let said: Value = serde_json::from_str(&said).unwrap();
        assert_eq!(said, sample_room(), "{args:?} {variables:?}");
    }
    // The half of a pair is none, and a token of the environment does not stand in for the rest.
    let mut command = home.command(&[&get[..], &["--app-key", "dingdemo"]].concat());
    let said = complaint(&outcome(command.envs([wrong]).output().unwrap()), 2);
    assert!(said.contains("--app-secret <SECRET>"), "{said}");
    // On one level there is nothing to choose by.
    let both = home.command(&get).envs(key).envs([wrong]).output().unwrap();
    let said = complaint(&outcome(both), 2);
    assert!(said.starts_with("OPENROOMS_TOKEN cannot be used with OPENROOMS_APP_KEY"), "{said}");
}

#[test]
fn a_refusal_shows_its_code_message_and_request() {
    let home = Home::with_sample();
    let (_server, address) = sample_server(&home);
    let said = home.failed(&args(&address, &["get", "nowhere"]));
    let rest = said.strip_prefix("QueryMeetingRoom: 400 room.not.found: Room Not Found (request ");
    let id = rest.and_then(|rest| rest.strip_suffix(')')).unwrap_or_else(|| panic!("{said}"));
    assert!(id.len() == 36 && id.split('-').count() == 5, "{said}");

    let mut wrong = args(&address, &["list"]);
    let secret = wrong.iter().position(|arg| *arg == "demo-secret").unwrap();
    wrong[secret] = "wrong-secret";
    let said = home.failed(&wrong);
    assert!(said.starts_with("GetAccessToken: 400 invalidClientIdOrSecret: "), "{said}");
    assert!(!said.contains("wrong-secret"), "{said}");
}

#[test]
fn a_server_that_is_away() {
    // A port that was free a moment ago.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let address = format!("http://127.0.0.1:{port}");
    let said = Home::new().failed(&args(&address, &["list"]));
    assert!(said.starts_with(&format!("GetAccessToken: no connection to {address}: ")), "{said}");
    assert!(said.contains("Connection refused") && !said.contains("demo-secret"), "{said}");
}

#[test]
fn what_is_used_wrongly() {
    let home = Home::new();
    let said = home.misused(&["room", "list"]);
    for wanted in ["--union-id <ID>", "--app-key <KEY>", "--app-secret <SECRET>"] {
        assert!(said.contains(wanted), "{said}");
    }
    let said = home.misused(&["room", "list", "--union-id", "a", "--token", "t", "--app-key", "k"]);
    assert!(said.contains("cannot be used with"), "{said}");
    let said = home.misused(&args("ftp://127.0.0.1", &["list"]));
    assert_eq!(said, "address: begins with neither https:// nor http://");
}
