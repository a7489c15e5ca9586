//! What commands on the database print for programs.

use serde_json::{Value, json};

use crate::document::sample;
use crate::home::Home;

fn answer(home: &Home, command: &[&str]) -> Value {
    serde_json::from_str(&home.done(&[command, &["--json"]].concat())).unwrap()
}

#[test]
fn changes_tell_what_there_is_after() {
    let home = Home::new();
    home.write("sample.json", sample().to_string());
    let file = home.path("sample.json");
    let import = ["import", file.to_str().unwrap()];
    let counts = json!({ "organisations": 1, "rooms": 1, "people": 2, "suites": 1, "keptEvents": 0, "firstKeptEvents": [] });
    assert_eq!(answer(&home, &[&import[..], &["--check"]].concat()), counts);
    let imported = answer(&home, &import);
    assert_eq!((&imported["rooms"], &imported["removed"]), (&json!(1), &json!(0)));
    assert!(imported["written"].as_u64().unwrap() > 3, "{imported}");

    let write = "VideoConference.Conference.Write";
    home.done(&["app", "create", "--corp", "ding994axxxxx", "--key", "k"]);
    let granted = json!({ "key": "k", "scopes": [write] });
    assert_eq!(answer(&home, &["app", "grant", "k", write]), granted);
    let revoked = json!({ "key": "k", "scopes": [] });
    assert_eq!(answer(&home, &["app", "revoke", "k", write]), revoked);
    assert_eq!(answer(&home, &["app", "revoke", "k"]), json!({ "key": "k", "liveSecrets": 0 }));
    assert_eq!(answer(&home, &["token", "revoke", "--app", "k"]), json!({ "ended": 0 }));

    home.done(&["suite", "create", "--key", "s"]);
    let of = ["s", "--corp", "ding994axxxxx"];
    for (word, authorised) in [("authorise", true), ("withdraw", false)] {
        let wanted = json!({ "key": "s", "corpId": "ding994axxxxx", "authorised": authorised });
        assert_eq!(answer(&home, &[&["suite", word][..], &of].concat()), wanted);
    }
    let prune = ["audit", "prune", "--keep-days", "400"];
    assert_eq!(answer(&home, &prune), json!({ "removed": 0 }));
    let exported = answer(&home, &["export"]);
    assert_eq!(exported["organisations"][0]["corpId"], "ding994axxxxx");
}
