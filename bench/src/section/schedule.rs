//! What rooms hold with a million bookings stored: by `bench/schedule.py`, which fills the tables by
//! SQL and asks; its words go into the report.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::report::Report;
use crate::steer::Bench;

pub(crate) fn measure(bench: &Bench<'_>, report: &mut Report) -> Result<()> {
    let options = bench.options;
    if options.stand_in {
        return Ok(());
    }
    let rounds = if options.quick { 2 } else { 10 };
    let bookings = if options.quick { 100_000 } else { 1_000_000 };
    let said = Command::new("python3")
        .arg("bench/schedule.py")
        .arg("--bin")
        .arg(&options.server)
        .args(["--rounds", &rounds.to_string()])
        .args(["--bookings", &bookings.to_string()])
        .args(["--core", &options.server_place.core.to_string()])
        .output()
        .context("python3 cannot be started")?;
    if !said.status.success() {
        bail!("{}", String::from_utf8_lossy(&said.stderr));
    }
    report.heading(2, "What rooms hold")?;
    report.paragraph(String::from_utf8_lossy(&said.stdout).trim())
}
