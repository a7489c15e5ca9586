//! The run: what is measured in which order, and what the report says about the machine.

use std::cell::OnceCell;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::data::dataset::Dataset;
use crate::host;
use crate::openrooms::Program;
use crate::options::{Options, Section};
use crate::process;
use crate::report::Report;
use crate::section::{book, cold, list, read, scale, schedule, start, tune};

/// What every section needs.
pub(crate) struct Bench<'a> {
    pub(crate) options: &'a Options,
    pub(crate) program: Program,
    pub(crate) work: PathBuf,
    pub(crate) main_data: OnceCell<Dataset>,
}

pub(crate) fn run(options: &Options) -> Result<()> {
    process::end_all_on_signal()?;
    let program = Program::chosen(options)?;
    if !fs::exists("/proc/self/status")? {
        bail!("the benchmark reads /proc and needs Linux");
    }
    let work = PathBuf::from("target/bench");
    fs::create_dir_all(&work).context("cannot make target/bench")?;
    let bench = Bench {
        options,
        program,
        work: work.canonicalize()?,
        main_data: OnceCell::new(),
    };
    let path = work.join("report.md");
    let mut report = Report::create(&path)?;
    introduce(&bench, &mut report)?;
    let (ticks, load) = (host::Ticks::now()?, host::load_average());
    for (section, measure) in [
        (
            Section::Read,
            read::measure as fn(&Bench<'_>, &mut Report) -> Result<()>,
        ),
        (Section::Start, start::measure),
        (Section::Cold, cold::measure),
        (Section::Scale, scale::measure),
        (Section::List, list::measure),
        (Section::Schedule, schedule::measure),
        (Section::Book, book::measure),
        (Section::Tune, tune::measure),
    ] {
        if options.wants(section) {
            measure(&bench, &mut report)?;
        }
    }
    report.targets()?;
    report.paragraph(&format!(
        "Of the machine's time during the run {:.1} % was taken away by its host (steal). The \
         load average was {load} before and {} after: above 2 at the start, somebody else was at \
         work, and the figures are worth less.",
        ticks.stolen_since()?,
        host::load_average(),
    ))?;
    eprintln!("the report is in {}", path.display());
    Ok(())
}

fn introduce(bench: &Bench<'_>, report: &mut Report) -> Result<()> {
    let options = bench.options;
    report.heading(1, "What a room read costs")?;
    if options.stand_in {
        report.paragraph("**A stand-in was measured, not openrooms.**")?;
    }
    report.paragraph(&format!(
        "{}. Servers on core {}, load on core {}, all on loopback{}; {} rounds of {} s of each \
         configuration, servers taking turns within a round. Both servers in Rust were built with \
         hyper {} (openrooms: {}), the same release profile, and the mimalloc allocator. Ratios \
         are medians of the pairs of each round, with the least and the most; CPU is the server \
         process's own, kernel time included. The load asks for replies without sleeping, hence \
         works all the time; where a server with 16 connections or more works much less than \
         100 %, others are at work. A difference below some 8 % means nothing on a \
         shared machine.",
        host::facts(),
        options.server_place.core,
        options.load_place.core,
        if options.load_place.ahead {
            " and ahead of all else on the machine"
        } else {
            ""
        },
        options.rounds,
        options.seconds,
        locked_version(Path::new("bench/Cargo.lock")),
        locked_version(Path::new("Cargo.lock")),
    ))
}

/// The version of hyper in a lock file.
fn locked_version(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap_or_default();
    let mut lines = text.lines().skip_while(|line| *line != "name = \"hyper\"");
    lines
        .nth(1)
        .and_then(|line| line.strip_prefix("version = "))
        .map_or_else(
            || "unknown".into(),
            |version| version.trim_matches('"').to_owned(),
        )
}
