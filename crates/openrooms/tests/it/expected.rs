//! `--expected`: two who change a thing do not overwrite each other. Of rooms and groups it is in
//! `room_changes.rs`.

use crate::home::Home;
use crate::server::Server;

const PEOPLE: &str = "qyapi_manage_addresslist";

/// What is made first, how it is read, the changes of two people, and what is said to the second.
struct Case<'a> {
    made: &'a [&'a str],
    read: &'a [&'a str],
    changes: [&'a [&'a str]; 2],
    refusal: &'a str,
}

#[test]
fn whoever_did_not_see_the_last_change_changes_nothing() {
    let home = Home::with_sample();
    let scopes = ["Rooms.DeviceTemplate.Read", "Rooms.DeviceTemplate.Write", PEOPLE];
    let scopes = [&scopes[..], &["qyapi_get_member"]].concat();
    home.done(&[&["app", "grant", "dingdemo"][..], &scopes].concat());
    let server = Server::start(&home, &[]);
    let address = format!("http://{}", server.address);
    let cases = [
        Case {
            made: &["template", "create", "--name", "Lobby"],
            read: &["template", "get", "1"],
            changes: [
                &["template", "update", "1", "--text", "Quiet"],
                &["template", "update", "1", "--text", "Loud"],
            ],
            refusal: "template.changed: Template Changed",
        },
        Case {
            made: &["device", "register", "--id", "wall", "--name", "Wall"],
            read: &["device", "get", "wall"],
            changes: [
                &["device", "update", "wall", "--model", "X"],
                &["device", "update", "wall", "--name", "Door"],
            ],
            refusal: "device.changed: Device Changed",
        },
        // A group that has no plan yet: that is seen as well.
        Case {
            made: &["group", "plan", "1"],
            read: &["group", "plan", "1"],
            changes: [
                &["group", "set-plan", "1", "--picture", "https://example.org/1.png"],
                &["group", "set-plan", "1", "--picture", "https://example.org/2.png"],
            ],
            refusal: "plan.changed: Plan Changed",
        },
        Case {
            made: &["group", "set-plan", "1", "--picture", "https://example.org/1.png"],
            read: &["group", "plan", "1"],
            changes: [
                &["group", "set-plan", "1", "--picture", "https://example.org/2.png"],
                &["group", "set-plan", "1", "--remove"],
            ],
            refusal: "plan.changed: Plan Changed",
        },
        Case {
            made: &["user", "get", "manager01"],
            read: &["user", "get", "manager01"],
            changes: [
                &["user", "update", "manager01", "--title", "Chief"],
                &["user", "update", "manager01", "--email", "chief@example.org"],
            ],
            refusal: "409",
        },
    ];
    for Case { made, read, changes: [one, other], refusal } in cases {
        let app = ["--app-key", "dingdemo", "--app-secret", "demo-secret"];
        let call = |command: &[&str], more: &[&str]| {
            let is_of_nobody = ["template", "user"].contains(&command[0]);
            let person: &[&str] = if is_of_nobody { &[] } else { &["--union-id", "2iPOLxxxxx"] };
            home.run(&[command, more, &["--address", &address], &app, person].concat())
        };
        let done = |command: &[&str], more: &[&str]| {
            let outcome = call(command, more);
            assert_eq!(outcome.code, 0, "{command:?} {more:?}: {outcome:?}");
            outcome.out
        };
        done(made, &[]);
        home.write("seen.json", done(read, &["--json"]));
        let seen = ["--expected", "seen.json"];
        // Who saw it as it is changes it; who saw it as it was does not.
        done(one, &seen);
        let after = done(read, &["--json"]);
        let refused = call(other, &seen);
        assert_eq!(refused.code, 1, "{other:?}: {refused:?}");
        assert!(refused.err.contains(refusal), "{other:?}: {refused:?}");
        assert_eq!(done(read, &["--json"]), after, "{other:?}");
        home.write("seen.json", after);
        done(other, &seen);
        // A file that says nothing is no sight of it.
        home.write("seen.json", "[");
        let misused = call(other, &seen);
        assert_eq!(misused.code, 2, "{other:?}: {misused:?}");
        assert!(misused.err.starts_with("error: --expected seen.json: EOF"), "{misused:?}");
    }
}
