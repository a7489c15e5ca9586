//! `openrooms group`, `label`, `super-user` and `blacklist`, asked of a running server.

use serde_json::{Value, json};

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
        [command, &["--address", &self.address], &app].concat()
    }

    fn done(&self, command: &[&str]) -> String {
        self.home.done(&self.args(command))
    }

    fn json(&self, command: &[&str]) -> Value {
        serde_json::from_str(&self.done(&[command, &["--json"]].concat())).unwrap()
    }

    fn failed(&self, command: &[&str]) -> String {
        self.home.failed(&self.args(command))
    }
}

#[test]
fn a_group_is_made_renamed_administered_and_removed() {
    let caller = Caller::new();
    let made = caller.done(&["group", "create", "--name", "North campus"]);
    let site = made.trim_end();
    let floor = caller.json(&["group", "create", "--name", "Floor", "--parent", site]);
    let floor = floor["groupId"].to_string();
    let said = caller.done(&["group", "rename", &floor, "--name", "Third floor"]);
    assert_eq!(said, format!("{floor} has been renamed.\n"));
    let wanted = json!({ "groupId": floor.parse::<i64>().unwrap(), "groupName": "Third floor",
        "parentId": site.parse::<i64>().unwrap() });
    assert_eq!(caller.json(&["group", "get", &floor]), wanted);
    let table = caller.done(&["group", "list"]);
    assert!(table.contains("North campus") && table.contains("  Third floor"), "{table}");

    assert!(caller.done(&["group", "admins", &floor]).starts_with("UNIONID"));
    caller.done(&["group", "set-admins", &floor, "--admin", "2iPOLxxxxx"]);
    let admins = caller.json(&["group", "admins", &floor]);
    assert_eq!(admins["groupAdmins"][0]["memberId"], "2iPOLxxxxx");
    caller.done(&["group", "set-admins", &floor]);
    assert_eq!(caller.json(&["group", "admins", &floor])["groupAdmins"], json!([]));

    let refused = caller.failed(&["group", "delete", site]);
    assert!(refused.contains("Error:group has sub groups"), "{refused}");
    caller.done(&["group", "delete", &floor]);
    assert_eq!(caller.done(&["group", "delete", site]), format!("{site} has been removed.\n"));
    assert!(caller.failed(&["group", "get", site]).contains("group.not.found"));
}

#[test]
fn a_problem_is_reported_listed_and_closed() {
    let caller = Caller::new();
    let report = ["problem", "report", "0ffb7184xxxxx", "--kind", "cable", "--text", "No HDMI"];
    let id = caller.done(&report);
    let id = id.trim_end();
    assert_eq!(id.len(), 32, "{id}");
    let listed = caller.json(&["problem", "list"]);
    assert_eq!(
        (&listed[0]["problemId"], &listed[0]["description"]),
        (&json!(id), &json!("No HDMI"))
    );
    let said = caller.done(&["problem", "close", id, "--note", "A new cable"]);
    assert_eq!(said, format!("{id} has been closed.\n"));
    assert_eq!(caller.json(&["problem", "list"]), json!([]));
    let of_room = ["problem", "list", "--room", "0ffb7184xxxxx", "--state", "all"];
    assert_eq!(caller.json(&of_room)[0]["closeNote"], "A new cable");
    assert!(caller.done(&of_room).contains("No HDMI"));
    let wrong = ["problem", "report", "0ffb7184xxxxx", "--kind", "ghost"];
    assert!(caller.failed(&wrong).contains("it must be one of screen, sound"));
}

#[test]
fn a_label_is_made_given_to_a_room_renamed_and_removed() {
    let caller = Caller::new();
    let made = caller.done(&["label", "create", "--name", "Stage"]);
    assert_eq!(made, "6\n");
    assert_eq!(caller.json(&["label", "create", "--name", "Lamp"]), json!({ "labelId": 7 }));
    let room = "0ffb7184xxxxx";
    caller.done(&["room", "update", room, "--label", "1,6"]);
    let shown = || caller.json(&["room", "get", room])["roomLabels"].clone();
    let tv = json!({ "labelId": 1, "labelName": "TV" });
    assert_eq!(shown(), json!([tv, { "labelId": 6, "labelName": "Stage" }]));
    let said = caller.done(&["label", "rename", "6", "--name", "Podium"]);
    assert_eq!(said, "6 has been renamed.\n");
    assert_eq!(shown(), json!([tv, { "labelId": 6, "labelName": "Podium" }]));
    let table = caller.done(&["label", "list"]);
    assert!(table.contains("Whiteboard") && table.contains("6   Podium"), "{table}");
    assert_eq!(caller.done(&["label", "delete", "6"]), "6 has been removed.\n");
    assert_eq!(shown(), json!([tv]));
    let listed = caller.json(&["label", "list"]);
    assert_eq!(listed[5], json!({ "labelId": 7, "labelName": "Lamp" }));
    for (command, code) in [
        (&["label", "delete", "6"][..], "label.not.found"),
        (&["label", "rename", "1", "--name", "Telly"], "Error:labels 1 to 5 are fixed"),
        (&["label", "create", "--name", "Lamp"], "label.exist"),
    ] {
        let refused = caller.failed(command);
        assert!(refused.contains(code), "{refused}");
    }
}

#[test]
fn administrators_of_a_room_are_named_and_shown() {
    let caller = Caller::new();
    let room = "0ffb7184xxxxx";
    let said = caller.done(&["room", "set-admins", room, "--admin", "2iPOLxxxxx"]);
    assert_eq!(said, format!("{room} has its administrators.\n"));
    let admins = caller.json(&["room", "admins", room]);
    assert_eq!(admins["roomAdmins"][0]["memberId"], "2iPOLxxxxx");
    assert!(caller.done(&["room", "admins", room]).contains("2iPOLxxxxx"));
    assert_eq!(caller.json(&["room", "set-admins", room]), json!({ "roomId": room }));
    assert_eq!(caller.json(&["room", "admins", room])["roomAdmins"], json!([]));
    assert!(caller.failed(&["room", "admins", "nothing"]).contains("room.not.found"));
}

#[test]
fn super_users_are_set_listed_and_removed() {
    let caller = Caller::new();
    let room = "0ffb7184xxxxx";
    caller.done(&["super-user", "set", room, "--user", "manager01", "--dept", "1"]);
    let wanted =
        json!({ "roomId": room, "userIdWhiteList": ["manager01"], "deptIdWhiteList": [1] });
    let mut listed = caller.json(&["super-user", "list", room]);
    for names in ["users", "departments"] {
        assert!(listed.as_object_mut().unwrap().remove(names).is_some(), "{listed}");
    }
    assert_eq!(listed, wanted);
    let table = caller.done(&["super-user", "list", room]);
    assert!(table.contains("manager01") && table.contains("department"), "{table}");
    let said = caller.done(&["super-user", "remove", room]);
    assert_eq!(said, format!("{room} has no super users.\n"));
    assert_eq!(caller.json(&["super-user", "list", room])["userIdWhiteList"], json!([]));
    let misused = caller.home.misused(&caller.args(&["super-user", "set", room]));
    assert!(misused.contains("--user <ID>"), "{misused}");
}

#[test]
fn people_are_barred_listed_and_let() {
    let caller = Caller::new();
    let ann = "2iPOLxxxxx";
    let said = caller.done(&["blacklist", "add", ann, "--from", "2026-11-23", "--memo", "why"]);
    assert_eq!(said, format!("{ann} may not book.\n"));
    let list = caller.json(&["blacklist", "list"]);
    assert_eq!(list[0]["blacklistUnionId"], ann);
    assert_eq!((&list[0]["memo"], list[0].get("endTime")), (&json!("why"), None));
    let until = ["blacklist", "add", ann, "--from", "2026-11-23", "--until", "2026-12-24"];
    caller.done(&until);
    assert!(caller.done(&["blacklist", "list"]).contains("2026-12-24"));
    assert_eq!(caller.done(&["blacklist", "remove", ann]), format!("{ann} may book.\n"));
    assert_eq!(caller.json(&["blacklist", "list"]), json!([]));
    assert!(caller.failed(&["blacklist", "add", "nobody"]).contains("user.not.org"));
}
