//! `openrooms template` and `picture`, asked of a running server.

use serde_json::{Value, json};

use crate::home::Home;
use crate::server::Server;

/// A picture of one grey pixel.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\
    \0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\
    \0\0\0\nIDATx\x9cch\
    \0\0\0\x82\0\x81w\xcdr\xb6\
    \0\0\0\0IEND\xaeB`\x82";

struct Caller {
    home: Home,
    _server: Server,
    address: String,
}

impl Caller {
    fn new() -> Self {
        let home = Home::with_sample();
        let scopes = ["Rooms.DeviceTemplate.Read", "Rooms.DeviceTemplate.Write"];
        home.done(&[&["app", "grant", "dingdemo"][..], &scopes].concat());
        let server = Server::start(&home, &[]);
        let address = format!("http://{}", server.address);
        Self { home, _server: server, address }
    }

    fn args<'a>(&'a self, command: &[&'a str]) -> Vec<&'a str> {
        let app = ["--app-key", "dingdemo", "--app-secret", "demo-secret"];
        [command, &["--address", &self.address], &app].concat()
    }

    fn done(&self, command: &[&str]) -> String {
        self.home.done(&self.args(command))
    }

    fn json(&self, command: &[&str]) -> Value {
        let said = self.done(&[command, &["--json"]].concat());
        serde_json::from_str(&said).unwrap()
    }

    fn failed(&self, command: &[&str]) -> String {
        self.home.failed(&self.args(command))
    }
}

#[test]
fn a_template_is_made_read_replaced_and_removed() {
    let caller = Caller::new();
    let made = caller.json(&[
        "template",
        "create",
        "--name",
        "Lobby",
        "--background",
        "https://example.org/lobby.png",
        "--picture",
        "https://example.org/1.png",
        "--picture",
        "https://example.org/2.png",
        "--calendar",
        "true",
        "--group",
        "1",
        "--room",
        "0ffb7184xxxxx",
    ]);
    assert_eq!(made, json!({ "templateId": 1 }));
    assert_eq!(caller.done(&["template", "create", "--name", "Bare"]), "2\n");

    let shown = caller.done(&["template", "get", "1"]);
    let words: Vec<_> = shown.lines().map(|line| line.split_whitespace().last()).collect();
    for word in ["Lobby", "https://example.org/lobby.png", "yes", "0ffb7184xxxxx"] {
        assert!(words.contains(&Some(word)), "{word}: {shown}");
    }
    let told = caller.json(&["template", "get", "1"]);
    let pictures = json!(["https://example.org/1.png", "https://example.org/2.png"]);
    assert_eq!(told["deviceCustomTemplate"]["bgImageList"], pictures);
    assert_eq!(told["groupIds"], json!([1]));

    let listed = caller.done(&["template", "list"]);
    let rows: Vec<Vec<_>> = listed.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(rows[1..], [["1", "Lobby", "0", "1", "1"], ["2", "Bare", "0", "0", "0"]]);
    let all = caller.json(&["template", "list"]);
    assert_eq!(all["roomIdTemplateMap"], json!({ "1": ["0ffb7184xxxxx"], "2": [] }));

    // What is not given goes back to its default; the name stays.
    let done = caller.done(&["template", "update", "1", "--text", "Quiet, please"]);
    assert_eq!(done, "1 has been replaced.\n");
    let told = caller.json(&["template", "get", "1"]);
    let look = &told["deviceCustomTemplate"];
    assert_eq!(
        (&look["templateName"], &look["customDoc"]),
        (&json!("Lobby"), &json!("Quiet, please"))
    );
    assert_eq!((&look["bgImageList"], &look["showCalendarCard"]), (&json!([]), &json!(false)));
    assert_eq!(told["roomIds"], json!([]));

    assert_eq!(caller.json(&["template", "delete", "1"]), json!({ "templateId": 1 }));
    assert_eq!(caller.json(&["template", "list"])["deviceCustomTemplates"][0]["templateId"], 2);
}

#[test]
fn what_the_server_refuses_is_told() {
    let caller = Caller::new();
    caller.done(&["template", "create", "--name", "Lobby"]);
    for (command, code) in [
        (&["create", "--name", "Lobby"][..], "duplicate.template.name"),
        (&["create", "--name", "Hall", "--logo", "javascript:alert(1)"], "picture.format.error"),
        (&["create"], "param.error"),
        (&["get", "7"], "template.not.found"),
        (&["update", "7"], "template.not.found"),
        (&["delete", "7"], "template.not.found"),
    ] {
        let said = caller.failed(&[&["template"], command].concat());
        assert!(said.contains(code), "{command:?}: {said}");
    }
}

#[test]
fn a_picture_is_uploaded_for_a_room() {
    let caller = Caller::new();
    caller.home.write("oak.png", PNG);
    let file = caller.home.path("oak.png");
    let upload = ["picture", "upload", file.to_str().unwrap(), "--union-id", "2iPOLxxxxx"];
    let said = caller.done(&upload);
    let url = said.trim_end();
    let path = url.strip_prefix(&caller.address).unwrap();
    assert!(path.starts_with("/v1.0/rooms/pictures/ding994axxxxx/"), "{url}");
    let told = caller.json(&upload);
    assert_eq!((&told["url"], &told["mediaType"]), (&json!(url), &json!("image/png")));

    let change = ["room", "update", "0ffb7184xxxxx", "--picture", url, "--union-id", "2iPOLxxxxx"];
    caller.done(&change);
    let room = caller.json(&["room", "get", "0ffb7184xxxxx", "--union-id", "2iPOLxxxxx"]);
    assert_eq!(room["roomPicture"], url);

    caller.home.write("oak.png", "no picture");
    let said = caller.failed(&upload);
    assert!(said.contains("it is none of PNG, JPEG and WebP"), "{said}");
    caller.home.write("oak.png", vec![0; (700 << 10) + 1]);
    let said = caller.failed(&upload);
    assert!(said.contains("it is larger than 716800 bytes"), "{said}");
}
