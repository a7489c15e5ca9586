//! The proxy of the environment. A test cannot set its own environment, so it runs this binary
//! again with another one.

use std::process::{Command, Output};

fn run(test: &str, proxy: &str) -> Output {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test])
        .env("HTTP_PROXY", proxy)
        .env("ALL_PROXY", proxy)
        .env_remove("NO_PROXY")
        .env_remove("no_proxy")
        .output()
        .unwrap()
}

#[test]
fn a_server_on_this_machine_is_reached_without_it() {
    // Nothing listens there.
    let output =
        run("query_meeting_room::a_room_is_read_with_the_token_of_the_app", "http://127.0.0.1:1");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
}
