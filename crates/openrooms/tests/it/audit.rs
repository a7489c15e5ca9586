//! `openrooms audit`: who did what, read, exported, verified and pruned.

use serde_json::Value;

use crate::home::Home;

const READ: &str = "VideoConference.Conference.Read";

const CORP: &str = "ding994axxxxx";

/// A home where an app was made and granted something.
fn used() -> Home {
    let home = Home::with_sample();
    home.done(&["app", "create", "--corp", CORP, "--key", "app", "--scope", READ]);
    home.done(&["app", "grant", "app", "VideoConference.Conference.Write"]);
    home
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn entries_are_listed_and_filtered() {
    let home = used();
    let all = lines(&home.done(&["audit", "list", "--corp", CORP, "--json"]));
    let actions: Vec<_> = all.iter().map(|entry| entry["action"].as_str().unwrap()).collect();
    assert_eq!(actions, ["import", "app create", "app grant"]);
    assert_eq!(all[2]["client"], Value::Null);
    assert_eq!(all[2]["before"]["scopes"], serde_json::json!([READ]));
    let table = home.done(&["audit", "list", "--action", "app create"]);
    assert!(table.lines().count() > 1 && table.contains("command line"), "{table}");
    assert!(!table.contains("app grant"), "{table}");
    for (args, count) in [
        (&["--object", "app"][..], 2),
        (&["--kind", "app", "--limit", "1"], 1),
        (&["--since", "2999-01-01"], 0),
        (&["--until", "2999-01-01T00:00:00Z"], 4), // the suites' entry is nobody's,
        (&["--corp", ""], 1),
        (&["--corp", "nowhere"], 0),
        (&["--app", "nobody"], 0),
    ] {
        let found = home.done(&[&["audit", "list", "--json"], args].concat());
        assert_eq!(lines(&found).len(), count, "{args:?}");
    }
    home.misused(&["audit", "list", "--since", "yesterday"]);
}

#[test]
fn an_export_is_an_object_a_line() {
    let home = used();
    let all = lines(&home.done(&["audit", "export"]));
    let numbers: Vec<_> = all.iter().map(|entry| entry["seq"].as_i64().unwrap()).collect();
    assert_eq!(numbers, [1, 1, 2, 3]);
    assert_eq!((&all[0]["corpId"], &all[1]["corpId"]), (&"".into(), &CORP.into()));
    assert_eq!(all[2]["previousHash"], all[1]["hash"]);
}

#[test]
fn a_record_is_verified_and_pruned_and_a_noted_end_must_hold() {
    let home = used();
    let noted = home.done(&["audit", "verify", "--json"]);
    assert_eq!((&lines(&noted)[0]["last"], &lines(&noted)[1]["last"]), (&1.into(), &3.into()));
    home.write("noted.jsonl", &noted);
    home.done(&["app", "revoke", "app"]);
    home.done(&["audit", "verify", "--noted", "noted.jsonl"]);
    assert_eq!(home.done(&["audit", "prune", "--keep-days", "1"]), "0 entries removed.\n");
    assert_eq!(home.done(&["audit", "prune", "--keep-days", "0"]), "5 entries removed.\n");
    home.done(&["audit", "verify"]);

    // Another database has not the end that was noted.
    let other = Home::with_sample();
    other.write("noted.jsonl", &noted);
    let outcome = other.run(&["audit", "verify", "--noted", "noted.jsonl"]);
    assert_eq!(outcome.code, 1, "{outcome:?}");
    assert!(outcome.err.contains("ding994axxxxx: the chain ends with entry 1"), "{outcome:?}");
    other.write("noted.jsonl", "{}\n");
    assert!(
        other.failed(&["audit", "verify", "--noted", "noted.jsonl"]).contains("not what verify")
    );
}
