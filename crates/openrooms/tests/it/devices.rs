//! `openrooms device`, `panel` and `control`, asked of a running server.

use serde_json::{Value, json};

use crate::home::Home;
use crate::http;
use crate::server::Server;

#[test]
fn a_device_is_registered_read_told_and_removed() {
    let home = Home::with_sample();
    let server = Server::start(&home, &[]);
    let address = format!("http://{}", server.address);
    let args = |command: &[&str]| {
        let app =
            ["--app-key", "dingdemo", "--app-secret", "demo-secret", "--union-id", "2iPOLxxxxx"];
        let all = [command, &["--address", &address], &app].concat();
        all.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let done = |command: &[&str]| {
        let args = args(command);
        home.done(&args.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let failed = |command: &[&str]| {
        let args = args(command);
        home.failed(&args.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let json_of = |command: &[&str]| -> Value {
        serde_json::from_str(&done(&[command, &["--json"]].concat())).unwrap()
    };
    let room = "0ffb7184xxxxx";
    let made = done(&["device", "register", "--id", "wall", "--name", "Wall", "--room", room]);
    assert_eq!(made, "wall\n");
    assert_eq!(done(&["device", "update", "wall", "--model", "X"]), "wall has been changed.\n");
    done(&["device", "report", "wall", "volume=3", "devNetIp=192.0.2.7"]);
    let shown = json_of(&["device", "get", "wall"]);
    assert_eq!(
        [&shown["deviceModel"], &shown["devNetIp"], &shown["openRoomId"]],
        ["X", "192.0.2.7", room]
    );
    assert!(done(&["device", "get", "wall"]).contains("192.0.2.7"));
    let wanted = json!([{ "propertyName": "volume", "propertyValue": "3" }]);
    assert_eq!(json_of(&["device", "properties", "wall", "volume", "other"]), wanted);
    assert!(done(&["device", "list", "--room", room]).contains("Wall"));
    assert_eq!(done(&["device", "issue-token", "wall"]).trim_end().len(), 32);
    done(&["device", "revoke-token", "wall"]);

    assert_eq!(
        done(&["control", "send", room, "light on"]),
        "0ffb7184xxxxx has a command waiting.\n"
    );
    let sent = json_of(&["control", "list", room]);
    assert_eq!(sent[0]["controlBody"], "light on");
    assert!(done(&["control", "list", room]).contains("waiting"));

    let token = done(&["device", "issue-token", "wall"]);
    let listen = ["device", "listen", "--address", &address, "--device-token"];
    let wrong = home.failed(&[&listen[..], &["nobody's"]].concat());
    assert!(wrong.contains("InvalidAuthentication"), "{wrong}");
    let more = [token.trim_end(), "--answer", "--count", "1"];
    let heard: Value = serde_json::from_str(&home.done(&[&listen[..], &more].concat())).unwrap();
    assert_eq!([&heard["commandId"], &heard["controlBody"]], ["1", "light on"]);
    assert!(done(&["control", "list", room]).contains("taken"));

    done(&["panel", "create", room, "--buttons", "[]"]);
    let panels = json_of(&["panel", "list"]);
    assert_eq!(panels, json!([{ "roomId": room, "roomIotConfig": [] }]));
    done(&["panel", "delete", room]);
    assert_eq!(json_of(&["panel", "list"]), json!([]));

    // A screen shows a code, and is a device once somebody has typed it.
    let screen = http::post(server.address, "/console/panel/pairing", &json!({})).body;
    let code = screen["pairingCode"].as_str().unwrap();
    let paired = done(&["panel", "pair", code, "--room", room, "--name", "Left"]);
    assert!(done(&["device", "list", "--room", room]).contains(paired.trim_end()), "{paired}");
    let token = screen["deviceToken"].as_str();
    let day = http::get(server.address, "/console/panel/day", token);
    assert_eq!((day.status, &day.body["deviceUnionId"]), (200, &json!(paired.trim_end())));
    let again = failed(&["panel", "pair", code, "--room", room]);
    assert!(again.contains("panel.code.not.found"), "{again}");

    assert_eq!(done(&["device", "remove", "wall"]), "wall has been removed.\n");
    assert!(failed(&["device", "get", "wall"]).contains("device.not.found"));
}
