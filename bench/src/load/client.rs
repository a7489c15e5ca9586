//! The steering side of the load generator.

use std::io::{BufRead, BufReader, Write};
use std::process::{ChildStdin, Stdio};
use std::sync::mpsc::{Receiver, channel};

use anyhow::{Context, Result};

use super::command::{Outcome, Segment};
use crate::options::Options;
use crate::process::{Process, pin, this_program};

/// The load generator's process, which keeps its keys from one segment to the next.
pub(crate) struct Load {
    /// Held for its end: it is stopped with this value.
    _process: Process,
    input: ChildStdin,
    lines: Receiver<String>,
}

impl Load {
    pub(crate) fn start(options: &Options) -> Result<Self> {
        let mut cores = vec![options.server_place.core, options.load_place.core];
        cores.dedup();
        let cores = cores
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(",");
        let words = ["load".as_ref(), cores.as_ref()];
        let mut command = pin(options.load_place, &this_program(&words)?);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = Process::start("load", command)?;
        let input = process
            .child()
            .stdin
            .take()
            .context("no pipe to the load")?;
        let output = process
            .child()
            .stdout
            .take()
            .context("no pipe from the load")?;
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            let mut read = BufReader::new(output).lines();
            while let Some(Ok(line)) = read.next()
                && sender.send(line).is_ok()
            {}
        });
        Ok(Self {
            _process: process,
            input,
            lines,
        })
    }

    pub(crate) fn run(&mut self, segment: &Segment) -> Result<Outcome> {
        writeln!(self.input, "{}", segment.to_json()).context("the load generator has ended")?;
        let line = self
            .lines
            .recv_timeout(segment.length.limit())
            .context("the load generator has not answered in time")?;
        Outcome::from_json(&line)
    }
}
