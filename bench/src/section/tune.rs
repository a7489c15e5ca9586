//! Settings of the servers that openrooms is compared with: whoever doubts that they are given
//! their best can see here. Runs only when it is asked for.

use anyhow::Result;

use super::read::{FIGURES, figures};
use super::{main_data, sample, write_keys};
use crate::load::client::Load;
use crate::load::command::Outcome;
use crate::nginx::{self, Nginx, Way};
use crate::openrooms::Openrooms;
use crate::report::{Report, ratio};
use crate::rounds::{self, Side};
use crate::static_server::StaticServer;
use crate::steer::Bench;

pub(crate) fn measure(bench: &Bench<'_>, report: &mut Report) -> Result<()> {
    let place = bench.options.server_place;
    let data = main_data(bench)?;
    let (server, tokens) = Openrooms::start_with_tokens(&bench.program, data, &bench.work, place)?;
    let reply = sample::keep(server.address, data, &tokens, &bench.work)?;
    server.stop()?;
    let keys = write_keys(bench, data, &tokens)?;

    let side = |name: &str, address, pids| Side {
        name: name.to_owned(),
        address,
        pids,
        keys: &keys.drawn,
        checks_rooms: false,
        log: None,
    };
    let mut servers = Vec::new();
    let mut sides = Vec::new();
    for switches in [
        &[][..],
        &["--writev"],
        &["--pipeline-flush"],
        &["--writev", "--pipeline-flush"],
    ] {
        let server = StaticServer::start(&bench.work, &reply, switches, place)?;
        let name = format!("hyper {}", switches.join(" "));
        sides.push(side(name.trim(), server.address, vec![server.pid()]));
        servers.push(server);
    }
    let mut nginxes = Vec::new();
    if let Some(program) = nginx::program() {
        for (sendfile, nopush) in [(true, false), (true, true), (false, false)] {
            let way = Way { sendfile, nopush };
            let nginx = Nginx::start(&program, &bench.work, &reply, way, place)?;
            let name = format!("nginx {}", way.name());
            sides.push(side(&name, nginx.address, nginx.pids.clone()));
            nginxes.push(nginx);
        }
    }
    let mut load = Load::start(bench.options)?;
    let connections = &bench.options.connections;
    let all = rounds::interleaved(&mut load, &sides, connections, bench.options)?;
    report.heading(2, "Settings of the servers to compare with")?;
    for series in &all {
        report.heading(3, &series.title())?;
        report.table(&FIGURES, &figures(series, &sides))?;
        let rows: Vec<Vec<String>> = (0..sides.len())
            .map(|index| {
                let cpu = series.ratio(index, 0, Outcome::cpu_micros);
                vec![sides[index].name.clone(), ratio(cpu)]
            })
            .collect();
        report.table(&["over the first row", "CPU a request"], &rows)?;
    }
    Ok(())
}
