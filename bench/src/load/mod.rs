//! The load: keep-alive connections on one core, one outstanding request each.
//!
//! A process of its own, pinned beside the server, which the steering process talks to by lines
//! of JSON: [`command`] is what they say, [`client`] the steering side, [`keys`] the requests,
//! [`generator`] the work, [`connection`] one connection.

pub(crate) mod client;
pub(crate) mod command;
mod connection;
mod generator;
mod keys;

use std::collections::HashMap;
use std::io::{BufRead, Write};
use std::path::PathBuf;

use anyhow::{Context, Result};

use command::{Outcome, Segment};
use generator::Generator;
use keys::Keys;

/// Answers each line of standard input with one line, until the input ends.
///
/// `load CORES`, the cores of the server and of the load, with a comma between.
pub(crate) fn serve_commands(words: &[String]) -> Result<()> {
    let cores = words.first().context("load CORES")?;
    let cores = cores
        .split(',')
        .map(str::parse)
        .collect::<Result<Vec<usize>, _>>()?;
    let mut loaded = HashMap::new();
    for line in std::io::stdin().lock().lines() {
        let answer = match run(&line?, &cores, &mut loaded) {
            Ok(outcome) => outcome.to_json(),
            Err(error) => command::failure(&format!("{error:#}")),
        };
        let mut out = std::io::stdout().lock();
        writeln!(out, "{answer}")?;
        out.flush()?;
    }
    Ok(())
}

fn run(line: &str, cores: &[usize], loaded: &mut HashMap<PathBuf, Keys>) -> Result<Outcome> {
    let segment = Segment::from_json(line)?;
    if !loaded.contains_key(&segment.keys) {
        loaded.insert(segment.keys.clone(), Keys::read(&segment.keys)?);
    }
    Generator::new(&segment, &loaded[&segment.keys], cores)?.run()
}
