//! The first read of each room after a start.

use anyhow::Result;

use super::main_data;
use crate::data::draws::{self, Draws};
use crate::load::client::Load;
use crate::load::command::{Length, Outcome};
use crate::openrooms::Openrooms;
use crate::report::Report;
use crate::rounds::{self, Side};
use crate::statistics::median;
use crate::steer::Bench;

pub(crate) fn measure(bench: &Bench<'_>, report: &mut Report) -> Result<()> {
    let place = bench.options.server_place;
    let data = main_data(bench)?;
    let draws = Draws::from(&data.plan).each_room();
    let starts = if bench.options.quick { 1 } else { 5 };
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for start in 0..starts {
        eprintln!("cold read, start {} of {starts}", start + 1);
        let (server, tokens) =
            Openrooms::start_with_tokens(&bench.program, data, &bench.work, place)?;
        let keys = bench.work.join("rooms.keys");
        draws::write(&keys, &draws, &data.plan, &tokens)?;
        // Its own each time, since the keys are read once by each.
        let mut load = Load::start(bench.options)?;
        let side = Side {
            name: bench.program.name().to_owned(),
            address: server.address,
            pids: vec![server.pid()],
            keys: &keys,
            checks_rooms: true,
            log: Some(&server.log),
        };
        first.push(rounds::run(&mut load, &side, 1, Length::Once)?);
        second.push(rounds::run(&mut load, &side, 1, Length::Once)?);
        server.stop()?;
    }
    report.heading(2, "Cold read")?;
    report.paragraph(&format!(
        "Every room once after a start, in random order, by an operator drawn at random, on one \
         connection; then the same reads again. Medians of {starts} starts; the database's file \
         is in the system's cache."
    ))?;
    report.table(
        &["", "p50 µs", "p99 µs", "longest µs", "CPU µs a request"],
        &[row("first time", &first), row("second time", &second)],
    )
}

fn row(name: &str, outcomes: &[Outcome]) -> Vec<String> {
    let figure = |of: fn(&Outcome) -> f64| median(outcomes.iter().map(of));
    vec![
        name.to_owned(),
        format!("{:.0}", figure(|outcome| outcome.p50_micros)),
        format!("{:.0}", figure(|outcome| outcome.p99_micros)),
        format!("{:.0}", figure(|outcome| outcome.longest_micros)),
        format!("{:.1}", figure(Outcome::cpu_micros)),
    ]
}
