//! What the steering process asks of the load, and what it gets.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

/// One piece of load on one server.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Segment {
    pub(crate) address: SocketAddr,
    /// Processes of the server, whose CPU time is read at both ends of what is measured.
    pub(crate) pids: Vec<i32>,
    pub(crate) keys: PathBuf,
    pub(crate) connections: usize,
    pub(crate) length: Length,
    /// Whether replies name the room that was asked for.
    pub(crate) checks_rooms: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Length {
    /// Each key once, all of it measured.
    Once,
    /// So long, after a while that is not measured; the keys start again as needed.
    Time {
        before: Duration,
        measured: Duration,
    },
}

impl Length {
    /// A bound for the whole of it.
    pub(crate) fn limit(self) -> Duration {
        match self {
            Self::Once => Duration::from_mins(5),
            Self::Time { before, measured } => before + measured + Duration::from_mins(1),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Outcome {
    /// All requests, those outside of what was measured included.
    pub(crate) sent: u64,
    pub(crate) measured: u64,
    pub(crate) seconds: f64,
    pub(crate) cpu_seconds: f64,
    pub(crate) own_cpu_seconds: f64,
    /// What the cores of the server and of the load spent on others than these two.
    pub(crate) others_seconds: f64,
    pub(crate) p50_micros: f64,
    pub(crate) p99_micros: f64,
    pub(crate) longest_micros: f64,
    pub(crate) mean_bytes: f64,
}

impl Outcome {
    pub(crate) fn per_second(&self) -> f64 {
        self.measured as f64 / self.seconds
    }

    /// Server CPU for each request, in microseconds.
    pub(crate) fn cpu_micros(&self) -> f64 {
        self.cpu_seconds * 1e6 / self.measured as f64
    }

    /// Percent of a core that the server was at work.
    pub(crate) fn server_busy(&self) -> f64 {
        100.0 * self.cpu_seconds / self.seconds
    }

    /// Percent of a core that the load was at work.
    pub(crate) fn load_busy(&self) -> f64 {
        100.0 * self.own_cpu_seconds / self.seconds
    }

    /// Percent of a core that others were at work, on the cores of the server and of the load.
    pub(crate) fn others_busy(&self) -> f64 {
        100.0 * self.others_seconds / self.seconds
    }

    pub(super) fn to_json(self) -> String {
        json!({
            "sent": self.sent,
            "measured": self.measured,
            "seconds": self.seconds,
            "cpu": self.cpu_seconds,
            "ownCpu": self.own_cpu_seconds,
            "others": self.others_seconds,
            "p50": self.p50_micros,
            "p99": self.p99_micros,
            "longest": self.longest_micros,
            "bytes": self.mean_bytes,
        })
        .to_string()
    }

    pub(super) fn from_json(line: &str) -> Result<Self> {
        let value: Value = serde_json::from_str(line)?;
        if let Some(failure) = value["failure"].as_str() {
            bail!("{failure}");
        }
        Ok(Self {
            sent: whole(&value, "sent")?,
            measured: whole(&value, "measured")?,
            seconds: real(&value, "seconds")?,
            cpu_seconds: real(&value, "cpu")?,
            own_cpu_seconds: real(&value, "ownCpu")?,
            others_seconds: real(&value, "others")?,
            p50_micros: real(&value, "p50")?,
            p99_micros: real(&value, "p99")?,
            longest_micros: real(&value, "longest")?,
            mean_bytes: real(&value, "bytes")?,
        })
    }
}

pub(super) fn failure(text: &str) -> String {
    json!({"failure": text}).to_string()
}

impl Segment {
    pub(super) fn to_json(&self) -> String {
        let length = match self.length {
            Length::Once => Value::Null,
            Length::Time { before, measured } => {
                json!([before.as_secs_f64(), measured.as_secs_f64()])
            }
        };
        json!({
            "address": self.address.to_string(),
            "pids": self.pids,
            "keys": self.keys.to_string_lossy(),
            "connections": self.connections,
            "length": length,
            "checksRooms": self.checks_rooms,
        })
        .to_string()
    }

    pub(super) fn from_json(line: &str) -> Result<Self> {
        let value: Value = serde_json::from_str(line)?;
        let text = |name: &str| value[name].as_str().with_context(|| format!("no {name}"));
        let pids = value["pids"].as_array().context("no pids")?;
        let length = match &value["length"] {
            Value::Null => Length::Once,
            pair => {
                let part = |index: usize| {
                    pair[index]
                        .as_f64()
                        .map(Duration::from_secs_f64)
                        .context("no time")
                };
                Length::Time {
                    before: part(0)?,
                    measured: part(1)?,
                }
            }
        };
        Ok(Self {
            address: text("address")?.parse()?,
            pids: pids
                .iter()
                .filter_map(|pid| i32::try_from(pid.as_i64()?).ok())
                .collect(),
            keys: PathBuf::from(text("keys")?),
            connections: usize::try_from(whole(&value, "connections")?)?,
            length,
            checks_rooms: value["checksRooms"].as_bool().context("no checksRooms")?,
        })
    }
}

fn whole(value: &Value, name: &str) -> Result<u64> {
    value[name].as_u64().with_context(|| format!("no {name}"))
}

/// JSON has no NaN: a figure of nothing comes as null.
fn real(value: &Value, name: &str) -> Result<f64> {
    match &value[name] {
        Value::Null => Ok(f64::NAN),
        number => number.as_f64().with_context(|| format!("no {name}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_travels() {
        for length in [
            Length::Once,
            Length::Time {
                before: Duration::from_millis(250),
                measured: Duration::from_secs(2),
            },
        ] {
            let segment = Segment {
                address: ([127, 0, 0, 1], 80).into(),
                pids: vec![7, 8],
                keys: "a b".into(),
                connections: 16,
                length,
                checks_rooms: true,
            };
            assert_eq!(
                Segment::from_json(&segment.to_json()).expect("travels"),
                segment
            );
        }
    }

    #[test]
    fn a_failure_travels() {
        let error = Outcome::from_json(&failure("no")).expect_err("is a failure");
        assert_eq!(error.to_string(), "no");
    }
}
