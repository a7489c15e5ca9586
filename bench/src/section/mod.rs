//! The parts of a run, one question each.

pub(crate) mod book;
pub(crate) mod cold;
pub(crate) mod list;
pub(crate) mod read;
pub(crate) mod scale;
pub(crate) mod schedule;
pub(crate) mod start;
pub(crate) mod tune;

mod sample;

use std::path::PathBuf;

use anyhow::Result;

use crate::data::dataset::Dataset;
use crate::data::draws::{self, Draws};
use crate::data::plan::Size;
use crate::report::{Report, thousands};
use crate::steer::Bench;

/// How many reads are drawn at random; after these they start again.
const DRAWS: usize = 1 << 18;

/// The data of most sections, made or found once a run.
fn main_data<'a>(bench: &'a Bench<'_>) -> Result<&'a Dataset> {
    if let Some(data) = bench.main_data.get() {
        return Ok(data);
    }
    let data = dataset(bench, "main", Size::MAIN)?;
    Ok(bench.main_data.get_or_init(|| data))
}

fn dataset(bench: &Bench<'_>, name: &str, size: Size) -> Result<Dataset> {
    Dataset::prepare(name, size, &bench.program, &bench.work, bench.options.fresh)
}

/// Files of keys with tokens that are valid now.
struct Keys {
    /// Every room once, then every user once.
    everyone: PathBuf,
    /// Drawn at random.
    drawn: PathBuf,
}

fn write_keys(bench: &Bench<'_>, data: &Dataset, tokens: &[String]) -> Result<Keys> {
    let file = |which: &str| bench.work.join(format!("{}-{which}.keys", data.name));
    let keys = Keys {
        everyone: file("everyone"),
        drawn: file("drawn"),
    };
    let mut draws = Draws::from(&data.plan);
    draws::write(
        &keys.everyone,
        &draws.each_room_and_user(),
        &data.plan,
        tokens,
    )?;
    draws::write(&keys.drawn, &draws.at_random(DRAWS), &data.plan, tokens)?;
    Ok(keys)
}

fn tell_data(dataset: &Dataset, report: &mut Report) -> Result<()> {
    let size = dataset.size;
    let import = &dataset.import;
    report.paragraph(&format!(
        "Data: {} rooms of {} organisations, {} users. The document has {:.0} MB; importing it \
         took {:.1} s{}.",
        thousands(size.rooms() as f64),
        size.organisations,
        thousands(size.users() as f64),
        import.document_bytes as f64 / 1e6,
        import.seconds,
        if import.earlier {
            ", in an earlier run"
        } else {
            ""
        },
    ))
}
