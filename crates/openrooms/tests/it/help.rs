//! What the binary says of itself.

use crate::home::Home;

/// The commands that a help lists.
fn commands(help: &str) -> Vec<String> {
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let lines = lines.take_while(|line| !line.is_empty());
    let names = lines.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names = names.filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").map(str::to_owned).collect()
}

/// The help of every command, with the command's name.
fn all() -> Vec<(String, String)> {
    fn gather(home: &Home, path: &[&str], all: &mut Vec<(String, String)>) {
        let help = home.done(&[path, &["--help"]].concat());
        for name in commands(&help) {
            gather(home, &[path, &[&name]].concat(), all);
        }
        all.push((path.join(" "), help));
    }
    let mut found = Vec::new();
    gather(&Home::new(), &[], &mut found);
    found
}

#[test]
fn every_command_has_an_example_of_itself() {
    let all = all();
    assert!(all.len() > 25, "{all:#?}");
    for (path, help) in all {
        let (_, examples) =
            help.split_once("\nExample").unwrap_or_else(|| panic!("{path}: {help}"));
        let itself = format!("\n  openrooms {path}");
        assert!(examples.contains(itself.trim_end()), "{path}: {examples}");
    }
}

#[test]
fn help_fits_a_terminal_and_reads_as_text() {
    for (path, help) in all() {
        for line in help.lines() {
            assert!(line.chars().count() <= 100, "{path}: {line}");
            // What a comment in the source has around names and addresses.
            assert!(!line.contains('`') && !line.contains("<http"), "{path}: {line}");
        }
    }
}

#[test]
fn every_command_of_the_database_takes_the_same_options() {
    let options = |help: &str| {
        let (_, database) = help.split_once("\nDatabase:\n")?;
        // Up to the next heading, where there is one.
        let own = database.lines().take_while(|line| line.is_empty() || line.starts_with(' '));
        let names = own.filter_map(|line| line.trim().strip_prefix("--"));
        Some(names.filter_map(|name| name.split(' ').next()).map(str::to_owned).collect::<Vec<_>>())
    };
    let all = all();
    let serve = all.iter().find(|(path, _)| path == "serve").unwrap();
    let wanted = options(&serve.1).unwrap();
    assert!(wanted.contains(&"database-url".to_owned()), "{wanted:?}");
    for (path, help) in &all {
        let is_group = !commands(help).is_empty();
        let is_over_the_api = help.contains("\n      --address <URL> ");
        let asks_elsewhere = is_over_the_api || path == "completions";
        let found = options(help);
        assert_eq!(found.as_ref(), (!is_group && !asks_elsewhere).then_some(&wanted), "{path}");
    }
}

#[test]
fn completions_know_the_commands_and_options() {
    for shell in ["bash", "zsh", "fish"] {
        let script = Home::new().done(&["completions", shell]);
        for word in ["rotate-secret", "withdraw", "data-dir", "completions"] {
            assert!(script.contains(word), "{shell} does not know {word}");
        }
    }
    let said = Home::new().misused(&["completions", "abacus"]);
    assert!(said.starts_with("invalid value 'abacus' for '<SHELL>'"), "{said}");
}

#[test]
fn the_version_is_told() {
    let version = format!("openrooms {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(Home::new().done(&["--version"]), version);
}

#[test]
fn no_command_is_used_wrongly() {
    let outcome = Home::new().run(&[]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.err.contains("Usage: openrooms <COMMAND>"), "{outcome:?}");
    let said = Home::new().misused(&["fly"]);
    assert!(said.starts_with("unrecognized subcommand 'fly'"), "{said}");
}

/// Whoever reads only the first lines closes the pipe, and that is no failure.
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let home = Home::new();
    home.import(&crate::document::demo());
    let mut command = home.command(&["export"]);
    command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
}
