//! `openrooms user` and `openrooms dept`, asked of a running server.

use serde_json::{Value, json};

use crate::home::Home;
use crate::server::Server;

/// Commands on a server, by an app that may write people.
struct Caller {
    home: Home,
    _server: Server,
    address: String,
    secret: String,
}

impl Caller {
    fn new() -> Self {
        let home = Home::with_sample();
        let scopes = "qyapi_manage_addresslist,qyapi_get_member,qyapi_get_department_list,\
                      qyapi_get_department_member";
        let made = home.done(&[
            "app",
            "create",
            "--corp",
            "ding994axxxxx",
            "--key",
            "people",
            "--scope",
            scopes,
            "--json",
        ]);
        let made: Value = serde_json::from_str(&made).unwrap();
        let secret = made["secret"].as_str().unwrap().to_owned();
        let server = Server::start(&home, &[]);
        let address = format!("http://{}", server.address);
        Self { home, _server: server, address, secret }
    }

    fn args<'a>(&'a self, command: &[&'a str]) -> Vec<&'a str> {
        let app = ["--address", &self.address, "--app-key", "people", "--app-secret", &self.secret];
        [command, &app].concat()
    }

    fn done(&self, command: &[&str]) -> String {
        self.home.done(&self.args(command)).trim_end().to_owned()
    }

    fn json(&self, command: &[&str]) -> Value {
        serde_json::from_str(&self.done(&[command, &["--json"]].concat())).unwrap()
    }

    fn failed(&self, command: &[&str]) -> String {
        self.home.failed(&self.args(command))
    }
}

#[test]
fn people_and_departments_come_change_and_go() {
    let caller = Caller::new();
    let dept = caller.done(&["dept", "create", "--name", "Works", "--order", "-2"]);
    let dept = dept.as_str();
    let shown = caller.json(&["dept", "get", dept]);
    assert_eq!((&shown["name"], &shown["order"]), (&json!("Works"), &json!(-2)));
    assert_eq!(caller.json(&["dept", "list"])[0]["name"], "Works");
    assert_eq!(
        caller.done(&["dept", "update", dept, "--name", "Plant"]),
        format!("{dept} has been changed.")
    );
    assert!(caller.done(&["dept", "list"]).contains("Plant"));

    let made = caller.done(&[
        "user",
        "create",
        "--userid",
        "zoe",
        "--name",
        "Zoe",
        "--mobile",
        "13800000000",
        "--dept",
        dept,
        "--dept",
        "1",
        "--title",
        "Painter",
        "--hide-mobile",
        "true",
    ]);
    assert_eq!(made, "zoe");
    let zoe = caller.json(&["user", "get", "zoe"]);
    assert_eq!((&zoe["title"], &zoe["hide_mobile"]), (&json!("Painter"), &json!(true)));
    let union_id = zoe["unionid"].as_str().unwrap();
    assert_eq!(caller.json(&["user", "get", "--union-id", union_id]), zoe);
    assert_eq!(
        caller.done(&["user", "update", "zoe", "--email", "z@example.org"]),
        "zoe has been changed."
    );
    let table = caller.done(&["user", "get", "zoe"]);
    assert!(table.contains("z@example.org") && table.contains("Painter"), "{table}");
    assert_eq!(caller.json(&["user", "list", "--dept", dept])[0]["userid"], "zoe");
    assert!(caller.done(&["user", "list", "--dept", dept]).contains("13800000000"));

    assert_eq!(caller.done(&["user", "admin", "add", "zoe"]), "zoe administers all rooms.");
    assert!(caller.done(&["user", "admin", "list"]).contains("zoe"));
    caller.done(&["user", "admin", "remove", "zoe"]);
    assert!(!caller.done(&["user", "admin", "list"]).contains("zoe"));

    assert!(caller.failed(&["dept", "delete", dept]).contains("60005"));
    assert_eq!(caller.done(&["user", "delete", "zoe"]), "zoe has been removed.");
    assert!(caller.failed(&["user", "get", "zoe"]).contains("60121"));
    assert_eq!(caller.done(&["dept", "delete", dept]), format!("{dept} has been removed."));
    assert!(caller.failed(&["dept", "get", dept]).contains("60003"));
    let taken = [
        "user",
        "create",
        "--userid",
        "manager01",
        "--name",
        "X",
        "--mobile",
        "110",
        "--dept",
        "1",
    ];
    assert!(caller.failed(&taken).contains("somebody has this userid"));
}
