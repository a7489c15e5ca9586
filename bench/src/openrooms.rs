//! The server under test: its program, a running one, its tokens and its log.

use std::cell::Cell;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::data::dataset::Dataset;
use crate::http;
use crate::options::Options;
use crate::process::{Place, Process, free_address};

const START_LIMIT: Duration = Duration::from_mins(1);

/// What is started as `openrooms`.
#[derive(Clone)]
pub(crate) struct Program {
    path: PathBuf,
    /// Words before its own: the stand-in is a role of this program.
    before: Vec<OsString>,
}

impl Program {
    pub(crate) fn chosen(options: &Options) -> Result<Self> {
        if options.stand_in {
            return Ok(Self {
                path: std::env::current_exe()?,
                before: vec!["stand-in".into()],
            });
        }
        if !options.server.is_file() {
            bail!(
                "{} is not there; build it, or name it with --server",
                options.server.display()
            );
        }
        Ok(Self {
            path: options.server.clone(),
            before: Vec::new(),
        })
    }

    pub(crate) fn name(&self) -> &'static str {
        if self.before.is_empty() {
            "openrooms"
        } else {
            "stand-in"
        }
    }

    /// The program without arguments, and without the caller's settings for it.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(&self.path);
        command.args(&self.before).env_remove("RUST_LOG");
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("OPENROOMS_") {
                command.env_remove(name);
            }
        }
        command
    }
}

/// Where a server has its lists of rooms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lists {
    /// In memory, once they are asked for again.
    Ready,
    /// In the database alone.
    Off,
}

impl Lists {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ready => "warm",
            Self::Off => "cold",
        }
    }
}

/// The files of a directory, in another that is made anew.
fn copy_files(from: &Path, to: &Path) -> Result<()> {
    if to.is_dir() {
        fs::remove_dir_all(to)?;
    }
    fs::create_dir_all(to)?;
    for file in fs::read_dir(from)? {
        let file = file?;
        fs::copy(file.path(), to.join(file.file_name()))?;
    }
    Ok(())
}

/// A server that runs with some data.
pub(crate) struct Openrooms {
    process: Process,
    pub(crate) address: SocketAddr,
    pub(crate) log: AccessLog,
    pub(crate) started: Instant,
}

impl Openrooms {
    /// Starts it and does not wait.
    pub(crate) fn start(
        program: &Program,
        dataset: &Dataset,
        work: &Path,
        place: Place,
    ) -> Result<Self> {
        Self::start_on(program, &dataset.name, &dataset.directory, work, place, &[])
    }

    /// Starts it on whatever core, with a database of its directory's or of PostgreSQL.
    pub(crate) fn start_anywhere(
        program: &Program,
        name: &str,
        directory: &Path,
        work: &Path,
        database: Option<&str>,
    ) -> Result<Self> {
        let address = free_address()?;
        let log = AccessLog::open(work.join(format!("{name}.log")))?;
        let mut command = program.command();
        command.arg("serve").arg("--data-dir").arg(directory);
        command.arg("--listen").arg(address.to_string());
        if let Some(database) = database {
            command.env("OPENROOMS_DATABASE_URL", database);
        }
        let started = Instant::now();
        let process = Process::unpinned(program.name(), command, log.file.try_clone()?)?;
        Ok(Self {
            process,
            address,
            log,
            started,
        })
    }

    fn start_on(
        program: &Program,
        name: &str,
        directory: &Path,
        work: &Path,
        place: Place,
        more: &[&str],
    ) -> Result<Self> {
        let address = free_address()?;
        let log = AccessLog::open(work.join(format!("{name}.log")))?;
        let mut command = program.command();
        command.arg("serve").arg("--data-dir").arg(directory);
        command.arg("--listen").arg(address.to_string()).args(more);
        let output = log.file.try_clone()?;
        let started = Instant::now();
        let process = Process::pinned(program.name(), place, &command, output)?;
        Ok(Self {
            process,
            address,
            log,
            started,
        })
    }

    /// Starts it, waits until it answers, and fetches a token of each organisation.
    pub(crate) fn start_with_tokens(
        program: &Program,
        dataset: &Dataset,
        work: &Path,
        place: Place,
    ) -> Result<(Self, Vec<String>)> {
        Self::start(program, dataset, work, place)?.with_tokens(dataset)
    }

    /// The same for pages of rooms. A server without lists in memory gets data of its own, since
    /// one file has one server.
    pub(crate) fn start_for_lists(
        program: &Program,
        dataset: &Dataset,
        work: &Path,
        place: Place,
        lists: Lists,
    ) -> Result<(Self, Vec<String>)> {
        let server = match lists {
            Lists::Ready => Self::start(program, dataset, work, place)?,
            Lists::Off => {
                let name = format!("{}-cold", dataset.name);
                let directory = work.join(format!("data-{name}"));
                copy_files(&dataset.directory, &directory)?;
                let more = ["--list-memory", "0"];
                Self::start_on(program, &name, &directory, work, place, &more)?
            }
        };
        server.with_tokens(dataset)
    }

    /// Waits until it answers.
    pub(crate) fn wait(&mut self) -> Result<()> {
        let request = format!("GET /healthz HTTP/1.1\r\nHost: {}\r\n\r\n", self.address);
        self.first_ok(request.as_bytes())?;
        Ok(())
    }

    fn with_tokens(mut self, dataset: &Dataset) -> Result<(Self, Vec<String>)> {
        self.wait()?;
        let organisations = dataset.plan.organisations.iter();
        let tokens = organisations
            .map(|organisation| {
                token(
                    self.address,
                    &organisation.app_key,
                    &organisation.app_secret,
                )
            })
            .collect::<Result<_>>()
            .with_context(|| self.log.tail())?;
        Ok((self, tokens))
    }

    /// When `request` was first answered with 200.
    pub(crate) fn first_ok(&mut self, request: &[u8]) -> Result<Instant> {
        http::first_ok(self.address, request, START_LIMIT, || {
            self.process.check_alive()
        })
        .with_context(|| self.log.tail())
    }

    pub(crate) fn pid(&self) -> i32 {
        self.process.pid()
    }

    pub(crate) fn stop(self) -> Result<ExitStatus> {
        self.process.stop()
    }
}

pub(crate) fn token(address: SocketAddr, key: &str, secret: &str) -> Result<String> {
    let body = json!({"appKey": key, "appSecret": secret});
    let reply = http::post_json(address, "/v1.0/oauth2/accessToken", &body)?;
    let value: Value = serde_json::from_slice(reply.body()).unwrap_or_default();
    value["accessToken"]
        .as_str()
        .map(String::from)
        .with_context(|| {
            format!(
                "no token for {key}: {}",
                String::from_utf8_lossy(reply.bytes())
            )
        })
}

/// Where the server's output goes; emptied now and then, so that it stays small.
pub(crate) struct AccessLog {
    path: PathBuf,
    file: File,
    lines: Cell<u64>,
    requests: Cell<u64>,
}

impl AccessLog {
    fn open(path: PathBuf) -> Result<Self> {
        // Appending, so that the server goes on at the start after the file was emptied.
        let file = OpenOptions::new().create(true).append(true).open(&path)?;
        file.set_len(0)?;
        Ok(Self {
            path,
            file,
            lines: Cell::new(0),
            requests: Cell::new(0),
        })
    }

    /// Counts the lines that came with some requests, and empties the file.
    pub(crate) fn drain(&self, requests: u64) -> Result<()> {
        let bytes = fs::read(&self.path)?;
        self.file.set_len(0)?;
        self.lines
            .set(self.lines.get() + memchr::memchr_iter(b'\n', &bytes).count() as u64);
        self.requests.set(self.requests.get() + requests);
        Ok(())
    }

    /// Lines for each request that was drained for: about 1 where each request is logged.
    pub(crate) fn lines_per_request(&self) -> f64 {
        self.lines.get() as f64 / self.requests.get() as f64
    }

    pub(crate) fn tail(&self) -> String {
        let text = fs::read(&self.path).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let lines: Vec<&str> = text.lines().collect();
        format!(
            "the server's last words:\n{}",
            lines[lines.len().saturating_sub(10)..].join("\n")
        )
    }
}
