//! Rounds: every server in turn, again and again, so that what the machine does meanwhile meets
//! them all alike; compared pair by pair within a round.

use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::load::client::Load;
use crate::load::command::{Length, Outcome, Segment};
use crate::openrooms::AccessLog;
use crate::options::Options;
use crate::statistics::{Spread, median, spread};

/// One of the servers that take turns.
pub(crate) struct Side<'a> {
    pub(crate) name: String,
    pub(crate) address: SocketAddr,
    pub(crate) pids: Vec<i32>,
    pub(crate) keys: &'a Path,
    pub(crate) checks_rooms: bool,
    pub(crate) log: Option<&'a AccessLog>,
}

/// All rounds with so many connections.
pub(crate) struct Series {
    pub(crate) connections: usize,
    /// By side, then by round.
    outcomes: Vec<Vec<Outcome>>,
}

pub(crate) fn interleaved(
    load: &mut Load,
    sides: &[Side<'_>],
    connections: &[usize],
    options: &Options,
) -> Result<Vec<Series>> {
    rounds(load, sides, connections, options.rounds, options)
}

/// The same with a number of rounds of its own.
pub(crate) fn rounds(
    load: &mut Load,
    sides: &[Side<'_>],
    connections: &[usize],
    count: usize,
    options: &Options,
) -> Result<Vec<Series>> {
    let mut all: Vec<Series> = connections
        .iter()
        .map(|&connections| Series {
            connections,
            outcomes: vec![Vec::new(); sides.len()],
        })
        .collect();
    let length = Length::Time {
        before: Duration::from_secs_f64(if options.quick { 0.15 } else { 0.3 }),
        measured: Duration::from_secs_f64(options.seconds),
    };
    for round in 0..count {
        eprintln!("round {} of {count}", round + 1);
        for (place, series) in all.iter_mut().enumerate() {
            for turn in 0..sides.len() {
                // Each round begins with another side.
                let index = (turn + round + place) % sides.len();
                let outcome = run(load, &sides[index], series.connections, length)?;
                series.outcomes[index].push(outcome);
            }
        }
    }
    Ok(all)
}

/// One piece of load, after which the server's log is emptied.
pub(crate) fn run(
    load: &mut Load,
    side: &Side<'_>,
    connections: usize,
    length: Length,
) -> Result<Outcome> {
    let segment = Segment {
        address: side.address,
        pids: side.pids.clone(),
        keys: side.keys.to_path_buf(),
        connections,
        length,
        checks_rooms: side.checks_rooms,
    };
    let outcome = load.run(&segment).with_context(|| side.name.clone())?;
    if let Some(log) = side.log {
        log.drain(outcome.sent)?;
    }
    Ok(outcome)
}

impl Series {
    /// `16 connections`
    pub(crate) fn title(&self) -> String {
        let plural = if self.connections == 1 { "" } else { "s" };
        format!("{} connection{plural}", self.connections)
    }

    /// The median of a figure over the rounds of a side.
    pub(crate) fn median(&self, side: usize, figure: impl Fn(&Outcome) -> f64) -> f64 {
        median(self.outcomes[side].iter().map(figure))
    }

    /// A figure of one side over that of another, round by round.
    pub(crate) fn ratio(
        &self,
        side: usize,
        over: usize,
        figure: impl Fn(&Outcome) -> f64,
    ) -> Spread {
        let pairs = self.outcomes[side].iter().zip(&self.outcomes[over]);
        spread(pairs.map(|(outcome, other)| figure(outcome) / figure(other)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(cpu_seconds: f64) -> Outcome {
        Outcome {
            sent: 10,
            measured: 10,
            seconds: 1.0,
            cpu_seconds,
            own_cpu_seconds: 0.5,
            others_seconds: 0.0,
            p50_micros: 1.0,
            p99_micros: 2.0,
            longest_micros: 3.0,
            mean_bytes: 4.0,
        }
    }

    #[test]
    fn ratios_are_of_the_same_round() {
        let series = Series {
            connections: 1,
            outcomes: vec![
                [0.2, 0.4, 0.9].map(outcome).to_vec(),
                [0.1, 0.2, 0.3].map(outcome).to_vec(),
            ],
        };
        let ratio = series.ratio(0, 1, Outcome::cpu_micros);
        assert!((ratio.median - 2.0).abs() < 1e-9);
        assert!((ratio.most - 3.0).abs() < 1e-9);
    }
}
