//! What the system says about itself and about a process.

use std::fs;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};
use nix::time::clock_getcpuclockid;
use nix::unistd::Pid;

/// The CPU time of a process so far, all its threads, those that have ended included.
///
/// Read from the process's CPU clock, which counts nanoseconds; the ticks of /proc/PID/stat are
/// 10 ms wide, and /proc/PID/task/*/schedstat forgets threads that have ended.
pub(crate) fn cpu_time(pid: i32) -> Result<Duration> {
    let clock = clock_getcpuclockid(Pid::from_raw(pid))
        .with_context(|| format!("the CPU clock of process {pid}"))?;
    Ok(clock.now()?.into())
}

/// In KiB.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Memory {
    pub(crate) resident: u64,
    pub(crate) highest: u64,
    /// The part of what is resident that no file stands behind.
    pub(crate) anonymous: u64,
}

pub(crate) fn memory(pid: i32) -> Result<Memory> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let field = |name: &str| {
        status
            .lines()
            .find_map(|line| {
                line.strip_prefix(name)?
                    .split_whitespace()
                    .next()?
                    .parse()
                    .ok()
            })
            .with_context(|| format!("{name} in the status of process {pid}"))
    };
    Ok(Memory {
        resident: field("VmRSS:")?,
        highest: field("VmHWM:")?,
        anonymous: field("RssAnon:")?,
    })
}

/// How long a core has been at work since boot, or was taken away by the host: for processes, not
/// for interrupts. Counted in ticks of 10 ms.
pub(crate) fn core_time(core: usize) -> Result<Duration> {
    let stat = fs::read_to_string("/proc/stat")?;
    let name = format!("cpu{core} ");
    let line = stat.lines().find_map(|line| line.strip_prefix(&name));
    let fields: Vec<u64> = line
        .with_context(|| format!("there is no core {core}"))?
        .split_whitespace()
        .filter_map(|field| field.parse().ok())
        .collect();
    let ticks = [USER, NICE, SYSTEM, STOLEN]
        .into_iter()
        .filter_map(|field| fields.get(field));
    Ok(Duration::from_millis(10 * ticks.sum::<u64>()))
}

/// Places of fields in a line of /proc/stat.
const USER: usize = 0;
const NICE: usize = 1;
const SYSTEM: usize = 2;
const STOLEN: usize = 7;

/// Ticks since boot that all cores spent, and those of them that the host took away.
#[derive(Clone, Copy)]
pub(crate) struct Ticks {
    all: u64,
    stolen: u64,
}

impl Ticks {
    pub(crate) fn now() -> Result<Self> {
        let stat = fs::read_to_string("/proc/stat")?;
        let line = stat.lines().next().context("/proc/stat is empty")?;
        let fields: Vec<u64> = line
            .split_whitespace()
            .skip(1)
            .filter_map(|field| field.parse().ok())
            .collect();
        // user nice system idle iowait irq softirq steal; guest time is within user time
        Ok(Self {
            all: fields.iter().take(8).sum(),
            stolen: fields.get(STOLEN).copied().unwrap_or_default(),
        })
    }

    /// Percent of the time since then that the host gave to others.
    pub(crate) fn stolen_since(self) -> Result<f64> {
        let now = Self::now()?;
        let all = now.all.saturating_sub(self.all).max(1);
        Ok(100.0 * now.stolen.saturating_sub(self.stolen) as f64 / all as f64)
    }
}

pub(crate) fn load_average() -> String {
    fs::read_to_string("/proc/loadavg")
        .ok()
        .and_then(|text| text.split_whitespace().next().map(String::from))
        .unwrap_or_else(|| "unknown".into())
}

/// One line: date, cores, processor, kernel.
pub(crate) fn facts() -> String {
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let processor = info
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "))
        .map_or("unknown processor", |(_, name)| name.trim());
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let date = Command::new("date")
        .args(["-u", "+%Y-%m-%d %H:%M UTC"])
        .output()
        .map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
        .unwrap_or_default();
    format!(
        "{date}, {cores} cores ({processor}), Linux {}",
        kernel.trim()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_figures_are_plausible() {
        let own = i32::try_from(std::process::id()).expect("a pid");
        assert!(cpu_time(own).expect("clock") > Duration::ZERO);
        let memory = memory(own).expect("status");
        assert!(memory.resident > 100 && memory.highest >= memory.resident);
    }
}
