//! The warm read against the servers that check nothing, and the memory it takes.

use anyhow::{Context, Result};

use super::{main_data, sample, tell_data, write_keys};
use crate::host::{self, Memory};
use crate::load::client::Load;
use crate::load::command::{Length, Outcome};
use crate::nginx::{self, Nginx, Way};
use crate::openrooms::Openrooms;
use crate::report::{Report, megabytes, ratio, thousands};
use crate::rounds::{self, Series, Side};
use crate::static_server::{self, StaticServer};
use crate::steer::Bench;

const HYPER: &str = "(a) hyper, checks nothing";
const NGINX: &str = "(b) nginx, static file";
/// Of (a), for CPU and for the p99 at 64 connections.
const LIMIT: f64 = 1.25;
const MEMORY_LIMIT: f64 = 150.0;

pub(crate) fn measure(bench: &Bench<'_>, report: &mut Report) -> Result<()> {
    let place = bench.options.server_place;
    let data = main_data(bench)?;
    report.heading(2, "Reading a room")?;
    tell_data(data, report)?;

    let (server, tokens) = Openrooms::start_with_tokens(&bench.program, data, &bench.work, place)?;
    let keys = write_keys(bench, data, &tokens)?;
    let mut load = Load::start(bench.options)?;
    let at_start = host::memory(server.pid())?;
    let own = |keys| Side {
        name: bench.program.name().to_owned(),
        address: server.address,
        pids: vec![server.pid()],
        keys,
        checks_rooms: true,
        log: Some(&server.log),
    };
    eprintln!("reading every room and every user once");
    rounds::run(&mut load, &own(&keys.everyone), 16, Length::Once)?;
    let all_read = host::memory(server.pid())?;

    let reply = sample::keep(server.address, data, &tokens, &bench.work)?;
    let hyper = StaticServer::start(&bench.work, &reply, static_server::FASTER, place)?;
    let nginx = match nginx::program() {
        Some(program) => {
            let nginx = Nginx::start(&program, &bench.work, &reply, Way::FASTEST, place)?;
            Some((nginx, nginx::version(&program)))
        }
        None => None,
    };
    let bare = |name: &str, address, pids| Side {
        name: name.to_owned(),
        address,
        pids,
        keys: &keys.drawn,
        checks_rooms: false,
        log: None,
    };
    let mut sides = vec![
        own(&keys.drawn),
        bare(HYPER, hyper.address, vec![hyper.pid()]),
    ];
    match &nginx {
        Some((nginx, version)) => {
            report.paragraph(&format!(
                "(b) is {version}, with sendfile off, which is the faster for so small a file."
            ))?;
            sides.push(bare(NGINX, nginx.address, nginx.pids.clone()));
        }
        None => report.paragraph("nginx is not installed: (b) was left out.")?,
    }
    let connections = &bench.options.connections;
    let all = rounds::interleaved(&mut load, &sides, connections, bench.options)?;
    for series in &all {
        tell(series, &sides, report)?;
    }
    report.paragraph(&format!(
        "A reply of {} has {:.0} bytes on average, of (a) {:.0}. {} wrote {:.2} log lines a \
         request, which is part of its cost.",
        sides[0].name,
        all[0].median(0, |outcome| outcome.mean_bytes),
        all[0].median(1, |outcome| outcome.mean_bytes),
        sides[0].name,
        server.log.lines_per_request(),
    ))?;
    let at_end = host::memory(server.pid())?;
    tell_memory(
        &[
            ("before the first read", at_start),
            ("every room and every user read once", all_read),
            ("after all rounds", at_end),
        ],
        report,
    )?;
    drop(sides);
    let status = server.stop()?;
    if !status.success() {
        report.paragraph(&format!(
            "On SIGTERM the server ended with {status}, not with 0."
        ))?;
    }
    Ok(())
}

fn tell(series: &Series, sides: &[Side<'_>], report: &mut Report) -> Result<()> {
    let title = series.title();
    report.heading(3, &title)?;
    report.table(&FIGURES, &figures(series, sides))?;
    let rows: Vec<Vec<String>> = (1..sides.len())
        .map(|over| {
            vec![
                sides[over].name.clone(),
                ratio(series.ratio(0, over, Outcome::cpu_micros)),
                ratio(series.ratio(0, over, |outcome| outcome.p50_micros)),
                ratio(series.ratio(0, over, |outcome| outcome.p99_micros)),
                ratio(series.ratio(0, over, Outcome::per_second)),
            ]
        })
        .collect();
    let first = format!("{} over", sides[0].name);
    report.table(
        &[&first, "CPU a request", "p50", "p99", "requests/s"],
        &rows,
    )?;

    for (over, side) in sides.iter().enumerate().skip(1) {
        let cpu = series.ratio(0, over, Outcome::cpu_micros);
        let limit = if over == 1 { LIMIT } else { 1.0 };
        report.target(
            &format!("CPU a request over {}, {title}", side.name),
            &format!("{limit:.2}"),
            &ratio(cpu),
            cpu.median <= limit,
        );
    }
    if series.connections == 64 {
        let p99 = series.ratio(0, 1, |outcome| outcome.p99_micros);
        report.target(
            &format!("p99 over {HYPER}, 64 connections"),
            &format!("{LIMIT:.2}"),
            &ratio(p99),
            p99.median <= LIMIT,
        );
    }
    Ok(())
}

pub(super) const FIGURES: [&str; 8] = [
    "",
    "requests/s",
    "p50 µs",
    "p99 µs",
    "CPU µs a request",
    "server works",
    "load works",
    "others work",
];

/// A row for each side: medians over the rounds.
pub(super) fn figures(series: &Series, sides: &[Side<'_>]) -> Vec<Vec<String>> {
    (0..sides.len())
        .map(|side| {
            vec![
                sides[side].name.clone(),
                thousands(series.median(side, Outcome::per_second)),
                format!("{:.0}", series.median(side, |outcome| outcome.p50_micros)),
                format!("{:.0}", series.median(side, |outcome| outcome.p99_micros)),
                format!("{:.2}", series.median(side, Outcome::cpu_micros)),
                format!("{:.0} %", series.median(side, Outcome::server_busy)),
                format!("{:.0} %", series.median(side, Outcome::load_busy)),
                format!("{:.0} %", series.median(side, Outcome::others_busy)),
            ]
        })
        .collect()
}

fn tell_memory(readings: &[(&str, Memory); 3], report: &mut Report) -> Result<()> {
    report.heading(2, "Memory")?;
    let rows: Vec<Vec<String>> = readings
        .iter()
        .map(|(when, memory)| {
            let figure = |kib| format!("{:.1}", megabytes(kib));
            vec![
                (*when).to_owned(),
                figure(memory.resident),
                figure(memory.anonymous),
                figure(memory.highest),
            ]
        })
        .collect();
    report.table(
        &["", "resident MB", "of it not files", "highest so far"],
        &rows,
    )?;
    let resident = megabytes(readings.get(1).context("three readings")?.1.resident);
    report.target(
        "resident memory, every room and user read once",
        &format!("{MEMORY_LIMIT:.0} MB"),
        &format!("{resident:.1} MB"),
        resident < MEMORY_LIMIT,
    );
    Ok(())
}
