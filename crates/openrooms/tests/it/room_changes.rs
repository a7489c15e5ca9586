//! `openrooms room create`, `update` and `delete`, asked of a running server.

use serde_json::json;

use crate::home::Home;
use crate::server::Server;

/// Commands on a server, as the sample's app and operator.
struct Caller {
    home: Home,
    _server: Server,
    address: String,
}

impl Caller {
    fn new() -> Self {
        let home = Home::with_sample();
        let server = Server::start(&home, &[]);
        let address = format!("http://{}", server.address);
        Self { home, _server: server, address }
    }

    fn args<'a>(&'a self, command: &[&'a str]) -> Vec<&'a str> {
        let app =
            ["--app-key", "dingdemo", "--app-secret", "demo-secret", "--union-id", "2iPOLxxxxx"];
        [&["room"], command, &["--address", &self.address], &app].concat()
    }

    fn done(&self, command: &[&str]) -> String {
        self.home.done(&self.args(command))
    }

    fn failed(&self, command: &[&str]) -> String {
        self.home.failed(&self.args(command))
    }
}

#[test]
fn a_room_is_made_changed_and_removed() {
    let caller = Caller::new();
    let made = caller.done(&[
        "create",
        "--name",
        "Oak",
        "--isv-room-id",
        "oak-1",
        "--for",
        "members",
        "--member",
        "user:2iPOLxxxxx",
        "--member",
        "dept:1",
        "--seats",
        "8",
        "--group",
        "1",
        "--label",
        "1,5",
        "--location",
        "Berlin",
        "--location-detail",
        "Third floor",
        "--picture",
        "https://example.org/p.png",
        "--description",
        "By the river",
        "--recurring",
        "true",
        "--open",
        "false",
        "--policy",
        r#"{"maxReservationTimeInterval":60}"#,
        "--device",
        "device",
        "--staff-id",
        "staff",
        "--time-zone",
        "Europe/Berlin",
    ]);
    let id = made.trim_end();
    assert_eq!(id.len(), 32, "{made}");
    let read = || -> serde_json::Value {
        serde_json::from_str(&caller.done(&["get", id, "--json"])).unwrap()
    };
    let mut room = read();
    room.as_object_mut().unwrap().remove("roomUnionId");
    let members = room["reservationAuthority"]["authorizedMembers"].clone();
    assert_eq!(
        (&members[0]["memberId"], &members[1]["memberType"]),
        (&json!("2iPOLxxxxx"), &json!("dept"))
    );
    room.as_object_mut().unwrap().remove("reservationAuthority");
    assert_eq!(
        room,
        json!({
            "roomId": id, "corpId": "ding994axxxxx", "roomName": "Oak", "isvRoomId": "oak-1",
            "roomStatus": 2, "roomCapacity": 8,
            "roomGroup": { "groupId": 1, "groupName": "Test group", "parentId": 0 },
            "roomLabels": [{ "labelId": 1, "labelName": "TV" }, { "labelId": 5, "labelName": "Video Meeting" }],
            "roomLocation": { "title": "Berlin", "desc": "Third floor" },
            "roomPicture": "https://example.org/p.png", "roomDescription": "By the river",
            "enableCycleReservation": true, "deviceUnionIds": ["device"], "roomStaffId": "staff",
            "timeZone": "Europe/Berlin",
            "extensionConfig": { "openReservation": false, "maxReservationTimeInterval": 60 },
        })
    );

    let said = caller.done(&["update", id, "--seats", "9", "--for", "everyone", "--no-members"]);
    assert_eq!(said, format!("{id} has been changed.\n"));
    let room = read();
    assert_eq!((&room["roomCapacity"], &room["roomStatus"]), (&json!(9), &json!(0)));
    assert_eq!(room["roomName"], "Oak");
    let said = caller.done(&["update", id, "--name", "Elm", "--json"]);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&said).unwrap(), json!({ "roomId": id }));

    assert_eq!(caller.done(&["delete", id]), format!("{id} has been removed.\n"));
    assert!(caller.failed(&["delete", id]).contains("room.not.found"));

    // What was done is in the record.
    let record = caller.home.done(&["audit", "list", "--object", id, "--json"]);
    let actions: Vec<_> = record
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["action"].clone())
        .collect();
    let update = "UpdateMeetingRoom";
    assert_eq!(actions, ["CreateMeetingRoom", update, update, "DeleteMeetingRoom"]);
}

#[test]
fn a_change_of_what_somebody_else_has_changed_is_refused() {
    let caller = Caller::new();
    let room = "0ffb7184xxxxx";
    caller.home.write("seen.json", caller.done(&["get", room, "--json"]));
    let change = ["update", room, "--seats", "9", "--expected", "seen.json"];
    caller.done(&["update", room, "--description", "By the river"]);
    assert!(caller.failed(&change).contains("room.changed: Room Changed"));
    caller.home.write("seen.json", caller.done(&["get", room, "--json"]));
    assert_eq!(caller.done(&change), format!("{room} has been changed.\n"));

    let group = |command: &[&str]| {
        let mut args = caller.args(command);
        args[0] = "group";
        caller.home.run(&args)
    };
    caller.home.write("seen.json", group(&["get", "1", "--json"]).out);
    assert_eq!(group(&["policy", "1", "--buffer-after", "5"]).code, 0);
    for change in [&["rename", "1", "--name", "New"][..], &["policy", "1", "--buffer-after", "9"]] {
        let said = group(&[change, &["--expected", "seen.json"]].concat());
        assert!(said.err.contains("group.changed: Group Changed"), "{said:?}");
    }
    let misused = caller.home.misused(&caller.args(&[&change[..4], &["--expected", "-"]].concat()));
    assert!(misused.starts_with("--expected -: EOF"), "{misused}");
}

#[test]
fn what_the_server_refuses_is_said_and_what_is_misused_is_not_sent() {
    let caller = Caller::new();
    let taken =
        ["create", "--name", "Test meeting room", "--isv-room-id", "x", "--for", "everyone"];
    assert!(caller.failed(&taken).contains("room.exist: Room Exsit"));
    let missing = caller.failed(&["create", "--name", "Oak", "--for", "everyone"]);
    assert!(missing.contains("Error:isvRoomId is missing"), "{missing}");
    for (wrong, said) in [
        (&["--member", "ann"][..], "--member \"ann\": it is user:UNION-ID or dept:ID"),
        (&["--member", "user:"], "--member \"user:\": it is user:UNION-ID or dept:ID"),
        (&["--policy", "{"], "--policy: "),
        (&["--for", "nobody"], "invalid value 'nobody' for '--for <WHO>'"),
        (&["--seats", "many"], "invalid value 'many' for '--seats <COUNT>'"),
    ] {
        let command = [&["update", "0ffb7184xxxxx"], wrong].concat();
        let misused = caller.home.misused(&caller.args(&command));
        assert!(misused.starts_with(said), "{misused}");
    }
}
