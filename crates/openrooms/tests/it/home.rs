//! A directory of its own for each test, and commands run in it.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use openrooms_testing::Database;
use serde_json::Value;
use tempfile::TempDir;

/// Where a test's commands run; the data directory is `data` in it, by default.
pub(crate) struct Home {
    directory: TempDir,
    /// The address of a database on a server, where it is not in the data directory.
    database: Option<String>,
}

/// What a command said.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Home {
    pub(crate) fn new() -> Self {
        Self { directory: tempfile::tempdir().unwrap(), database: None }
    }

    /// Runs a test on a fresh database of either kind.
    pub(crate) fn on(database: Database, test: impl FnOnce(&Self)) {
        openrooms_testing::run(database, async |place| {
            test(&Self { database: place.url(), ..Self::new() });
        });
    }

    /// One that holds the sample organisation.
    pub(crate) fn with_sample() -> Self {
        let home = Self::new();
        home.import(&crate::document::sample());
        home
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, contents: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), contents).unwrap();
    }

    /// The binary with an environment of its own.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_openrooms"));
        command.args(args).env_clear().current_dir(self.directory.path()).stdin(Stdio::null());
        command.envs(self.database.iter().map(|url| ("OPENROOMS_DATABASE_URL", url)));
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Outcome {
        outcome(self.command(args).output().unwrap())
    }

    pub(crate) fn run_with_input(&self, args: &[&str], input: &[u8]) -> Outcome {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        outcome(child.wait_with_output().unwrap())
    }

    /// What a command prints that succeeds and complains of nothing.
    pub(crate) fn done(&self, args: &[&str]) -> String {
        done(self.run(args))
    }

    /// The complaint of a command that fails.
    pub(crate) fn failed(&self, args: &[&str]) -> String {
        complaint(&self.run(args), 1)
    }

    /// The complaint of a command that was used wrongly.
    pub(crate) fn misused(&self, args: &[&str]) -> String {
        complaint(&self.run(args), 2)
    }

    pub(crate) fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.done(args)).unwrap()
    }

    pub(crate) fn import(&self, document: &Value) -> String {
        done(self.run_with_input(&["import", "-"], document.to_string().as_bytes()))
    }

    pub(crate) fn import_wrong(&self, document: &Value) -> String {
        complaint(&self.run_with_input(&["import", "-"], document.to_string().as_bytes()), 1)
    }

    pub(crate) fn export(&self) -> Value {
        self.json(&["export"])
    }

    pub(crate) fn holds(&self, name: impl AsRef<Path>) -> bool {
        self.directory.path().join(name).exists()
    }
}

pub(crate) fn outcome(output: Output) -> Outcome {
    Outcome {
        code: output.status.code().expect("no signal ended it"),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

pub(crate) fn done(outcome: Outcome) -> String {
    assert!(outcome.code == 0 && outcome.err.is_empty(), "{outcome:#?}");
    outcome.out
}

/// What stands after `error: `; nothing goes to standard output.
pub(crate) fn complaint(outcome: &Outcome, code: i32) -> String {
    assert!(outcome.code == code && outcome.out.is_empty(), "{outcome:#?}");
    let complaint = outcome.err.strip_prefix("error: ").expect("a complaint says that it is one");
    complaint.trim_end().to_owned()
}
