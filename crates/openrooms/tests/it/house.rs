//! How the workspace hangs together: the dependencies between its crates run one way.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Each crate, and those of ours that it may build on.
const EDGES: [(&str, &[&str]); 7] = [
    (
        "openrooms",
        &[
            "openrooms-client",
            "openrooms-core",
            "openrooms-protocol",
            "openrooms-server",
            "openrooms-store",
        ],
    ),
    ("openrooms-client", &["openrooms-protocol"]),
    ("openrooms-core", &[]),
    ("openrooms-protocol", &[]),
    ("openrooms-server", &["openrooms-core", "openrooms-protocol", "openrooms-store"]),
    ("openrooms-store", &["openrooms-core"]),
    ("openrooms-testing", &[]),
];

/// What must not come in, by whatever way: a rule does no I/O and does not serialise; who asks does
/// not carry the stack of who answers.
const BANNED: [(&str, &[&str]); 3] = [
    ("openrooms-core", &["axum", "hyper", "reqwest", "serde", "serde_json", "sqlx", "tokio"]),
    ("openrooms-protocol", &["axum", "hyper", "reqwest", "sqlx", "tokio"]),
    ("openrooms-client", &["axum", "jiff", "sqlx"]),
];

fn cargo(args: &[&str]) -> String {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    let output = command.args(args).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The names that each crate of ours depends on when it is built, tests apart.
fn dependencies() -> BTreeMap<String, Vec<String>> {
    let metadata = cargo(&["metadata", "--offline", "--no-deps", "--format-version", "1"]);
    let metadata: Value = serde_json::from_str(&metadata).unwrap();
    let packages = metadata["packages"].as_array().unwrap().iter().map(|package| {
        let all = package["dependencies"].as_array().unwrap().iter();
        let built = all.filter(|dependency| dependency["kind"] != "dev");
        let mut names: Vec<_> =
            built.map(|dependency| dependency["name"].as_str().unwrap().to_owned()).collect();
        names.sort();
        (package["name"].as_str().unwrap().to_owned(), names)
    });
    packages.collect()
}

/// How often each file of the store ends a transaction without an entry in the record: counting,
/// forgetting, renewing, and the one place through which changes go.
const WITHOUT_ENTRY: [(&str, usize); 13] = [
    ("audit/mod.rs", 1),
    ("audit/refusals.rs", 1),
    ("calendar/outbox.rs", 2),
    ("calls.rs", 1),
    ("control.rs", 3),
    ("db/tx.rs", 1),
    ("feed.rs", 1),
    ("migrate.rs", 1),
    ("open.rs", 2),
    ("pairings.rs", 1),
    ("room_problems.rs", 1),
    ("sessions.rs", 1),
    ("tokens.rs", 3),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { sources(&path, found) } else { found.push(path) }
    }
}

#[test]
fn a_change_without_an_entry_is_one_that_nobody_made() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../openrooms-store/src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut found = BTreeMap::new();
    for file in files {
        let code = std::fs::read_to_string(&file).unwrap();
        let code = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        let code = code.collect::<String>();
        let name = file.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
        if name.ends_with("tests.rs") {
            continue;
        }
        if name != "db/tx.rs" {
            assert!(!code.contains(".commit()"), "{name} commits past the record");
        }
        // A calendar's change that tells no node anything.
        let is_calendar = name == "writing/together.rs";
        let is_tx = name == "db/tx.rs" || name == "db/brief.rs";
        assert!(is_tx || !code.contains("commit_after_change("), "{name}");
        assert!(is_calendar || is_tx || !code.contains(".brief()"), "{name}");
        let times = code.matches("commit_upkeep(").count();
        if times > 0 {
            found.insert(name, times);
        }
    }
    let wanted = WITHOUT_ENTRY.map(|(name, times)| (name.to_owned(), times));
    assert_eq!(found, BTreeMap::from(wanted));
}

#[test]
fn dependencies_run_one_way() {
    let all = dependencies();
    let ours = |name: &&String| all.contains_key(*name);
    let found: BTreeMap<&str, Vec<&str>> = all
        .iter()
        .map(|(name, on)| (name.as_str(), on.iter().filter(ours).map(String::as_str).collect()))
        .collect();
    let wanted: BTreeMap<&str, Vec<&str>> =
        EDGES.into_iter().map(|(name, on)| (name, on.to_vec())).collect();
    assert_eq!(found, wanted);
}

#[test]
fn the_client_speaks_http_through_one_crate_alone() {
    let client = &dependencies()["openrooms-client"];
    assert!(client.contains(&"reqwest".to_owned()));
    for banned in ["axum", "hyper", "hyper-util", "sqlx"] {
        assert!(!client.contains(&banned.to_owned()), "{banned}");
    }
}

#[test]
fn what_is_banned_does_not_come_in_by_another_way() {
    for (name, banned) in BANNED {
        let tree = cargo(&[
            "tree",
            "--offline",
            "--package",
            name,
            "--edges",
            "normal",
            "--prefix",
            "none",
            "--format",
            "{p}",
        ]);
        let names: Vec<_> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
        assert_eq!(names[0], name);
        let found: Vec<_> = banned.iter().filter(|banned| names.contains(banned)).collect();
        assert!(found.is_empty(), "{name} builds on {found:?}");
    }
}
