//! What can be said on the command line.

use std::path::PathBuf;
use std::str::FromStr;

use anyhow::{Context, Result, bail};

use crate::process::Place;

pub(crate) const HELP: &str = "\
Measures the room read of openrooms, its pages of rooms and its bookings, on this machine.

Usage: bench/run [options]

  --quick             short rounds and smaller data for the scale question: a first look only
  --only SECTION      one of read, start, cold, scale, list, schedule, book; or tune, which compares
                      settings of the servers that openrooms is compared with
  --fresh             make and import the data again
  --rounds N          rounds of each configuration (default 15; also BENCH_ROUNDS)
  --seconds S         seconds measured in each round (default 1; also BENCH_SECONDS)
  --connections LIST  default 1,16,64
  --cores S,L         core of the servers and core of the load (default 0,1)
  --ahead             (root) put servers and load ahead of all else on the machine: steadier
                      figures where others are at work, who have to wait meanwhile
  --server PATH       the binary to measure (default target/release/openrooms)
  --stand-in          a slow little server in place of openrooms: proves the harness, not the speed
  --install           (root) install nginx first, by apt-get
  --help

Everything it writes is in target/bench; the report is target/bench/report.md.
";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    Read,
    Start,
    Cold,
    Scale,
    List,
    Schedule,
    Book,
    Tune,
}

#[derive(Debug)]
pub(crate) struct Options {
    pub(crate) quick: bool,
    pub(crate) fresh: bool,
    pub(crate) stand_in: bool,
    pub(crate) only: Option<Section>,
    pub(crate) rounds: usize,
    pub(crate) seconds: f64,
    pub(crate) connections: Vec<usize>,
    pub(crate) server_place: Place,
    pub(crate) load_place: Place,
    pub(crate) server: PathBuf,
}

impl Options {
    /// `None` where help was asked for.
    pub(crate) fn parse(words: &[String]) -> Result<Option<Self>> {
        let quick = words.iter().any(|word| word == "--quick");
        let mut options = Self {
            quick,
            fresh: false,
            stand_in: false,
            only: None,
            rounds: from_environment("BENCH_ROUNDS")?.unwrap_or(if quick { 3 } else { 15 }),
            seconds: from_environment("BENCH_SECONDS")?.unwrap_or(if quick { 0.5 } else { 1.0 }),
            connections: vec![1, 16, 64],
            server_place: Place {
                core: 0,
                ahead: false,
            },
            load_place: Place {
                core: 1,
                ahead: false,
            },
            server: PathBuf::from("target/release/openrooms"),
        };
        let mut words = words.iter().map(String::as_str);
        while let Some(word) = words.next() {
            let mut value = || {
                words
                    .next()
                    .with_context(|| format!("{word} needs a value; see --help"))
            };
            match word {
                "--quick" => {}
                "--fresh" => options.fresh = true,
                "--stand-in" => options.stand_in = true,
                "--only" => options.only = Some(section(value()?)?),
                "--rounds" => options.rounds = number(word, value()?)?,
                "--seconds" => options.seconds = number(word, value()?)?,
                "--connections" => options.connections = numbers(word, value()?)?,
                "--cores" => {
                    let [server, load] = numbers(word, value()?)?[..] else {
                        bail!("--cores takes two numbers, such as 0,1")
                    };
                    (options.server_place.core, options.load_place.core) = (server, load);
                }
                "--ahead" => {
                    (options.server_place.ahead, options.load_place.ahead) = (true, true);
                }
                "--server" => options.server = PathBuf::from(value()?),
                "--help" | "-h" => return Ok(None),
                _ => bail!("unknown option {word}; see --help"),
            }
        }
        options.check()?;
        Ok(Some(options))
    }

    pub(crate) fn wants(&self, section: Section) -> bool {
        match self.only {
            Some(only) => only == section,
            None => section != Section::Tune,
        }
    }

    /// Bounds that keep a run within minutes and a few sockets.
    fn check(&self) -> Result<()> {
        if self.server_place.ahead && !nix::unistd::geteuid().is_root() {
            bail!("--ahead needs root");
        }
        if !(1..=100).contains(&self.rounds) {
            bail!("--rounds is 1 to 100");
        }
        if !(0.1..=60.0).contains(&self.seconds) {
            bail!("--seconds is 0.1 to 60");
        }
        if self.connections.is_empty()
            || !self
                .connections
                .iter()
                .all(|count| (1..=1_000).contains(count))
        {
            bail!("--connections are 1 to 1000 each");
        }
        Ok(())
    }
}

fn section(name: &str) -> Result<Section> {
    Ok(match name {
        "read" => Section::Read,
        "start" => Section::Start,
        "cold" => Section::Cold,
        "scale" => Section::Scale,
        "list" => Section::List,
        "schedule" => Section::Schedule,
        "book" => Section::Book,
        "tune" => Section::Tune,
        _ => bail!("--only is one of read, start, cold, scale, list, schedule, book, tune"),
    })
}

fn number<T: FromStr>(option: &str, text: &str) -> Result<T> {
    text.trim()
        .parse()
        .ok()
        .with_context(|| format!("{option}: {text:?} is not a number"))
}

fn numbers(option: &str, text: &str) -> Result<Vec<usize>> {
    text.split(',').map(|part| number(option, part)).collect()
}

fn from_environment<T: FromStr>(name: &str) -> Result<Option<T>> {
    std::env::var(name)
        .ok()
        .map(|text| number(name, &text))
        .transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Option<Options>> {
        Options::parse(
            &line
                .split_whitespace()
                .map(String::from)
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn options_are_read() {
        let options = parse("--only scale --connections 1,64 --cores 2,3 --seconds 0.5")
            .expect("valid")
            .expect("no help asked");
        assert_eq!(options.connections, [1, 64]);
        assert_eq!((options.server_place.core, options.load_place.core), (2, 3));
        assert!(options.wants(Section::Scale) && !options.wants(Section::Read));
    }

    #[test]
    fn nonsense_is_refused() {
        for line in [
            "--only",
            "--only all",
            "--rounds 0",
            "--cores 1",
            "--connections ,",
            "x",
        ] {
            assert!(parse(line).is_err(), "{line}");
        }
    }

    #[test]
    fn tune_runs_only_when_asked() {
        let options = parse("").expect("valid").expect("no help asked");
        assert!(options.wants(Section::Cold) && !options.wants(Section::Tune));
    }
}
