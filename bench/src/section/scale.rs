//! Whether a read costs the same however many rooms there are.

use anyhow::Result;

use super::read::{FIGURES, figures};
use super::{Keys, dataset, write_keys};
use crate::data::dataset::Dataset;
use crate::data::plan::Size;
use crate::host;
use crate::load::client::Load;
use crate::load::command::{Length, Outcome};
use crate::openrooms::Openrooms;
use crate::report::{Report, megabytes, ratio, thousands};
use crate::rounds::{self, Side};
use crate::steer::Bench;

const CONNECTIONS: usize = 16;

struct Scale {
    data: Dataset,
    server: Openrooms,
    keys: Keys,
}

pub(crate) fn measure(bench: &Bench<'_>, report: &mut Report) -> Result<()> {
    let rooms: &[usize] = if bench.options.quick {
        &[1_000, 10_000]
    } else {
        &[1_000, 10_000, 100_000]
    };
    let scales = rooms
        .iter()
        .map(|&rooms| prepare(bench, rooms))
        .collect::<Result<Vec<_>>>()?;
    let mut load = Load::start(bench.options)?;
    let side = |scale: &'_ Scale, keys| Side {
        name: format!("{} rooms", thousands(scale.data.size.rooms() as f64)),
        address: scale.server.address,
        pids: vec![scale.server.pid()],
        keys,
        checks_rooms: true,
        log: None,
    };
    for scale in &scales {
        let everyone = side(scale, scale.keys.everyone.as_path());
        let outcome = rounds::run(&mut load, &everyone, CONNECTIONS, Length::Once)?;
        scale.server.log.drain(outcome.sent)?;
    }
    let sides: Vec<Side<'_>> = scales
        .iter()
        .map(|scale| Side {
            log: Some(&scale.server.log),
            ..side(scale, &scale.keys.drawn)
        })
        .collect();
    let all = rounds::interleaved(&mut load, &sides, &[CONNECTIONS], bench.options)?;
    report.heading(2, "By the number of rooms")?;
    report.paragraph(&format!(
        "One organisation with {} users and so many rooms, each read once before; \
         {CONNECTIONS} connections; servers with the different data take turns.",
        thousands(scales[0].data.size.users() as f64),
    ))?;
    for series in &all {
        report.table(&FIGURES, &figures(series, &sides))?;
        let mut rows = Vec::new();
        for (index, scale) in scales.iter().enumerate() {
            let memory = host::memory(scale.server.pid())?;
            let import = &scale.data.import;
            rows.push(vec![
                sides[index].name.clone(),
                ratio(series.ratio(index, 0, Outcome::cpu_micros)),
                ratio(series.ratio(index, 0, |outcome| outcome.p99_micros)),
                format!("{:.0}", megabytes(memory.resident)),
                format!("{:.1}", import.seconds),
            ]);
        }
        let head = [
            "over the first row",
            "CPU a request",
            "p99",
            "resident MB",
            "import took s",
        ];
        report.table(&head, &rows)?;
    }
    drop(sides);
    for scale in scales {
        scale.server.stop()?;
    }
    Ok(())
}

fn prepare(bench: &Bench<'_>, rooms: usize) -> Result<Scale> {
    let data = dataset(
        bench,
        &format!("{rooms}-rooms"),
        Size::one_organisation(rooms),
    )?;
    let place = bench.options.server_place;
    let (server, tokens) = Openrooms::start_with_tokens(&bench.program, &data, &bench.work, place)?;
    let keys = write_keys(bench, &data, &tokens)?;
    Ok(Scale { data, server, keys })
}
