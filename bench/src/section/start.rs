//! From the start of the process to its first answer.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::{main_data, sample, tell_data};
use crate::data::draws::Draws;
use crate::http;
use crate::openrooms::Openrooms;
use crate::process::on_core;
use crate::report::Report;
use crate::static_server::{FASTER, StaticServer};
use crate::statistics::{Spread, spread};
use crate::steer::Bench;

const LIMIT_MILLIS: f64 = 100.0;

pub(crate) fn measure(bench: &Bench<'_>, report: &mut Report) -> Result<()> {
    let place = bench.options.server_place;
    let data = main_data(bench)?;
    let (server, tokens) = Openrooms::start_with_tokens(&bench.program, data, &bench.work, place)?;
    let reply = sample::keep(server.address, data, &tokens, &bench.work)?;
    server.stop()?;

    let starts = if bench.options.quick { 5 } else { 11 };
    eprintln!("{starts} starts");
    let mut draws = Draws::from(&data.plan);
    let (mut own, mut bare) = (Vec::new(), Vec::new());
    // The one who waits stays off the server's core.
    on_core(bench.options.load_place.core, || {
        for draw in draws.at_random(starts) {
            let key = draw.key(&data.plan, &tokens);
            let mut server = Openrooms::start(&bench.program, data, &bench.work, place)?;
            let request = http::read_request(server.address, key.room, key.operator, key.token);
            let first = server.first_ok(&request)?;
            own.push(millis(first - server.started));
            server.stop()?;

            let started = Instant::now();
            let server = StaticServer::start(&bench.work, &reply, FASTER, place)?;
            bare.push(millis(server.first_reply - started));
        }
        Ok(())
    })
    .context("starting again and again")?;

    let (own, bare) = (spread(own), spread(bare));
    report.heading(2, "Start")?;
    tell_data(data, report)?;
    report.paragraph(&format!(
        "From the start of the process to the first room read answered with 200, {starts} starts, \
         files in the system's cache; the token is one from before the start. The time of taskset \
         and of trying until somebody listens is in it: (a) shows how little that is."
    ))?;
    report.table(
        &["", "median ms", "least", "most"],
        &[
            row(bench.program.name(), own),
            row("(a) hyper, checks nothing", bare),
        ],
    )?;
    report.target(
        "start to first reply",
        &format!("{LIMIT_MILLIS:.0} ms"),
        &format!("{:.1} ms ({:.1} to {:.1})", own.median, own.least, own.most),
        own.median < LIMIT_MILLIS,
    );
    Ok(())
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

fn row(name: &str, spread: Spread) -> Vec<String> {
    let figures = [spread.median, spread.least, spread.most];
    std::iter::once(name.to_owned())
        .chain(figures.map(|figure| format!("{figure:.1}")))
        .collect()
}
