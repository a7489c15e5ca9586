//! `openrooms org`.

use serde_json::json;

use crate::home::Home;

#[test]
fn an_organisation_is_made_and_listed() {
    let home = Home::new();
    let args = [
        "org",
        "create",
        "--corp",
        "aheron",
        "--name",
        "Paper Heron 纸鹭",
        "--time-zone",
        "Europe/Berlin",
    ];
    assert_eq!(
        home.done(&[&args[..], &["--calls-per-month", "500", "--room-limit", "8"]].concat()),
        "aheron\n"
    );
    let made = home.json(&["org", "create", "--name", "Second", "--json"]);
    let second = made["corpId"].as_str().unwrap().to_owned();
    assert!(second.starts_with("ding") && second.len() == 36, "{second}");
    assert_eq!(
        home.json(&["org", "list", "--json"]),
        json!([
            { "corpId": "aheron", "corpName": "Paper Heron 纸鹭", "timeZone": "Europe/Berlin", "callsPerMonth": 500, "roomLimit": 8 },
            { "corpId": second, "corpName": "Second", "timeZone": "Asia/Shanghai", "callsPerMonth": 0, "roomLimit": 0 },
        ])
    );
    let table = format!(
        "ID                                    NAME              TIME ZONE      CALLS A MONTH  ROOMS\n\
         aheron                                Paper Heron 纸鹭  Europe/Berlin  500            8\n\
         {second}  Second            Asia/Shanghai  no limit       no limit\n"
    );
    assert_eq!(home.done(&["org", "list"]), table);
}

#[test]
fn none_is_an_empty_list() {
    assert_eq!(Home::new().json(&["org", "list", "--json"]), json!([]));
    assert_eq!(Home::new().done(&["org", "list"]), "ID  NAME  TIME ZONE  CALLS A MONTH  ROOMS\n");
}

#[test]
fn a_name_moves_no_cursor() {
    let home = Home::new();
    home.done(&["org", "create", "--corp", "aheron", "--name", "red \u{1b}[31m\r\u{202e}name"]);
    let table = home.done(&["org", "list"]);
    assert!(table.contains(r"red \u001b[31m\r\u202ename"), "{table:?}");
}

#[test]
fn what_is_refused() {
    let home = Home::with_sample();
    let before = home.export();
    let said = home.failed(&["org", "create", "--corp", "ding994axxxxx", "--name", "Again"]);
    assert_eq!(said, "there is an organisation \"ding994axxxxx\" already");
    for (args, wanted) in [
        (&["--name", "x", "--corp", ""][..], "an organisation's id must not be empty"),
        (&["--name", ""], "an organisation's name must not be empty"),
        (&["--name", " "], "an organisation's name must not be empty"),
        (&["--name", "x", "--time-zone", "Mars"], "no time zone is named \"Mars\""),
        (&["--name", "x", "--calls-per-month", "-1"], "unexpected argument '-1' found"),
        (&["--corp", "x"], "the following required arguments were not provided:\n  --name <NAME>"),
    ] {
        let said = home.misused(&[&["org", "create"], args].concat());
        assert!(said.starts_with(wanted), "{said}");
    }
    assert_eq!(home.export(), before);
}
