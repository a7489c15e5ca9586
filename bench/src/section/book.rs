//! Bookings a second at durable commit, against the database's own limit.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::booking::clients::{self, Outcome, Side};
use crate::booking::database::{Cluster, Database, Kind};
use crate::booking::scenario::{APP, Scenario};
use crate::host;
use crate::openrooms::{Openrooms, token};
use crate::report::{Report, ratio, thousands};
use crate::statistics::{Spread, median, spread};
use crate::steer::Bench;

/// Of the bare insert's rate, what PostgreSQL is to reach.
const POSTGRES: f64 = 0.7;
/// The same for SQLite with one client, and for many of the rate of one bare insert after the other.
const SQLITE_ALONE: f64 = 0.6;
const SQLITE_MANY: f64 = 4.0;
/// No booking takes longer, in milliseconds.
const SLOWEST: f64 = 1_000.0;
/// What is stored where it is asked whether that counts.
const FEW: i64 = 10_000;
const MANY: i64 = 1_000_000;
/// What "does not grow" means, with what the machine adds.
const GROWTH: f64 = 1.25;
const GROWTH_CLIENTS: usize = 16;

/// One database, a server on it, and one without a server for bare inserts.
struct Pair {
    kind: Kind,
    server: Openrooms,
    side: Side,
    database: Database,
    bare: Database,
}

/// All rounds of one configuration.
struct Series {
    scenario: Scenario,
    clients: usize,
    server: Vec<Outcome>,
    bare: Vec<Outcome>,
}

impl Series {
    fn ratio(&self) -> Spread {
        let pairs = self.server.iter().zip(&self.bare);
        spread(pairs.map(|(server, bare)| server.per_second() / bare.per_second()))
    }

    fn slowest(&self) -> f64 {
        self.server
            .iter()
            .map(|outcome| outcome.slowest_millis)
            .fold(0.0, f64::max)
    }
}

pub(crate) fn measure(bench: &Bench<'_>, report: &mut Report) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    report.heading(2, "Bookings")?;
    report.paragraph(
        "AddMeetingRooms over HTTP, answered when the booking is on the disk, and the bare insert of \
         a booking under the same guard, one a commit, by as many clients: through one connection \
         on SQLite (synchronous FULL), which is faster than many that wait for each other, and \
         through as many on PostgreSQL (fsync and synchronous_commit on). Server, database and \
         clients share all cores, unpinned. The events were made before. In a contended room a \
         refusal is an answer, too.",
    )?;
    runtime.block_on(async {
        both(bench, report, None).await?;
        match Cluster::start().await {
            Ok(cluster) => both(bench, report, Some(&cluster)).await,
            Err(error) => report.paragraph(&format!("PostgreSQL was not measured: {error:#}")),
        }
    })
}

async fn both(bench: &Bench<'_>, report: &mut Report, cluster: Option<&Cluster>) -> Result<()> {
    rates(bench, report, cluster).await?;
    growth(bench, report, cluster).await
}

async fn rates(bench: &Bench<'_>, report: &mut Report, cluster: Option<&Cluster>) -> Result<()> {
    let mut pair = Pair::make(bench, "", 0, cluster).await?;
    let mut all = Vec::new();
    for scenario in Scenario::ALL {
        for &clients in &bench.options.connections {
            all.push(pair.series(bench, scenario, clients).await?);
        }
    }
    let kind = pair.kind;
    let overlaps = pair.end().await?;
    tell(report, kind, &all, overlaps)
}

impl Pair {
    async fn make(
        bench: &Bench<'_>,
        name: &str,
        stored: i64,
        cluster: Option<&Cluster>,
    ) -> Result<Self> {
        let kind = if cluster.is_some() {
            Kind::Postgres
        } else {
            Kind::Sqlite
        };
        let most = bench.options.connections.iter().copied().max().unwrap_or(1);
        let name = format!("{}{name}", kind.name().to_lowercase());
        eprintln!("{name}: making databases");
        let make = async |name: String| {
            Database::make(&bench.program, &bench.work, &name, cluster, most).await
        };
        let database = make(name.clone()).await?;
        let bare = make(format!("{name}-bare")).await?;
        if stored > 0 {
            database.store(stored).await?;
        }
        let mut server = Openrooms::start_anywhere(
            &bench.program,
            &format!("book-{name}"),
            &database.directory,
            &bench.work,
            database.url.as_deref(),
        )?;
        server.wait()?;
        let token: Arc<str> = token(server.address, APP.0, APP.1)?.into();
        let side = Side::Server {
            address: server.address,
            token,
        };
        Ok(Self {
            kind,
            server,
            side,
            database,
            bare,
        })
    }

    async fn series(
        &mut self,
        bench: &Bench<'_>,
        scenario: Scenario,
        clients: usize,
    ) -> Result<Series> {
        let name = format!(
            "{}, {}, {clients} clients",
            self.kind.name(),
            scenario.name()
        );
        let time = Duration::from_secs_f64(bench.options.seconds);
        let mut series = Series {
            scenario,
            clients,
            server: Vec::new(),
            bare: Vec::new(),
        };
        // A first round that does not count warms both.
        for round in 0..=bench.options.rounds {
            eprintln!("{name}: round {round} of {}", bench.options.rounds);
            let (server, bare) = if round % 2 == 0 {
                let server = self.served(scenario, clients, time).await?;
                (server, self.bare(scenario, clients, time).await?)
            } else {
                let bare = self.bare(scenario, clients, time).await?;
                (self.served(scenario, clients, time).await?, bare)
            };
            if round > 0 {
                series.server.push(server);
                series.bare.push(bare);
            }
        }
        Ok(series)
    }

    async fn served(
        &mut self,
        scenario: Scenario,
        clients: usize,
        time: Duration,
    ) -> Result<Outcome> {
        // More than anybody can use up.
        #[expect(clippy::cast_possible_truncation, reason = "a few ten thousand")]
        let most = (40_000.0 * time.as_secs_f64()) as i64 + 100;
        let first = self.database.make_events(scenario, most).await?;
        let pid = self.server.pid();
        let before = host::cpu_time(pid)?;
        let mut outcome = clients::book(&self.side, scenario, clients, time, first, most)
            .await
            .with_context(|| self.server.log.tail())?;
        let cpu = host::cpu_time(pid)?.saturating_sub(before);
        outcome.cpu_micros = cpu.as_secs_f64() * 1e6 / (outcome.had + outcome.refused) as f64;
        self.server
            .log
            .drain(outcome.had + outcome.refused + outcome.late)?;
        Ok(outcome)
    }

    async fn bare(
        &mut self,
        scenario: Scenario,
        clients: usize,
        time: Duration,
    ) -> Result<Outcome> {
        let first = self.bare.skip(scenario, 0);
        let side = Side::Bare(self.bare.pool.clone());
        let outcome = clients::book(&side, scenario, clients, time, first, i64::MAX).await?;
        self.bare.skip(scenario, outcome.used);
        Ok(outcome)
    }

    /// Stops the server. Bookings that overlap end the run.
    async fn end(self) -> Result<i64> {
        self.server.stop()?;
        let overlaps = self.database.overlaps().await?;
        if overlaps > 0 {
            bail!("{overlaps} bookings overlap");
        }
        Ok(overlaps)
    }
}

fn tell(report: &mut Report, kind: Kind, all: &[Series], overlaps: i64) -> Result<()> {
    report.heading(3, kind.name())?;
    let rows: Vec<_> = all
        .iter()
        .map(|series| {
            let of = |figure: fn(&Outcome) -> f64| median(series.server.iter().map(figure));
            let had: u64 = series.server.iter().map(|outcome| outcome.had).sum();
            let all: u64 = series
                .server
                .iter()
                .map(|outcome| outcome.had + outcome.refused)
                .sum();
            vec![
                format!("{}, {} clients", series.scenario.name(), series.clients),
                thousands(of(Outcome::per_second)),
                thousands(median(series.bare.iter().map(Outcome::per_second))),
                ratio(series.ratio()),
                format!("{:.1}", of(|outcome| outcome.p50_millis)),
                format!("{:.1}", of(|outcome| outcome.p99_millis)),
                format!("{:.0}", series.slowest()),
                format!("{:.0}", of(|outcome| outcome.cpu_micros)),
                format!("{:.0} %", 100.0 * had as f64 / all as f64),
                series
                    .server
                    .iter()
                    .map(|outcome| outcome.late)
                    .sum::<u64>()
                    .to_string(),
            ]
        })
        .collect();
    report.table(
        &[
            "",
            "answered a second",
            "bare",
            "ratio",
            "p50 ms",
            "p99 ms",
            "slowest ms",
            "server CPU µs",
            "had",
            "503",
        ],
        &rows,
    )?;
    report.paragraph(&format!("Bookings that overlap afterwards: {overlaps}."))?;
    targets(report, kind, all);
    Ok(())
}

fn targets(report: &mut Report, kind: Kind, all: &[Series]) {
    for series in all {
        let what = format!(
            "{}, {}, {} clients",
            kind.name(),
            series.scenario.name(),
            series.clients
        );
        if series.scenario == Scenario::Contended {
            if series.clients >= 64 {
                let slowest = series.slowest();
                let measured = format!("{slowest:.0} ms");
                report.target(
                    &format!("{what}: slowest"),
                    "1 s",
                    &measured,
                    slowest < SLOWEST,
                );
            }
            continue;
        }
        // Of SQLite's bare rate one after the other, for many clients.
        let (limit, measured) = match (kind, series.clients) {
            (Kind::Postgres, _) => (POSTGRES, series.ratio()),
            (Kind::Sqlite, 1) => (SQLITE_ALONE, series.ratio()),
            (Kind::Sqlite, 64..) => {
                let alone = all
                    .iter()
                    .find(|other| other.scenario == series.scenario && other.clients == 1);
                let Some(alone) = alone else { continue };
                let bare = median(alone.bare.iter().map(Outcome::per_second));
                let rates = series
                    .server
                    .iter()
                    .map(|outcome| outcome.per_second() / bare);
                (SQLITE_MANY, spread(rates))
            }
            (Kind::Sqlite, _) => continue,
        };
        let reached = measured.median >= limit;
        report.target(
            &format!("{what}: rate over bare"),
            &format!("{limit}"),
            &ratio(measured),
            reached,
        );
    }
}

/// Whether a booking costs the same however many are stored.
async fn growth(bench: &Bench<'_>, report: &mut Report, cluster: Option<&Cluster>) -> Result<()> {
    let mut few = Pair::make(bench, "-few", FEW, cluster).await?;
    let mut many = Pair::make(bench, "-many", MANY, cluster).await?;
    let time = Duration::from_secs_f64(bench.options.seconds);
    let (mut of_few, mut of_many) = (Vec::new(), Vec::new());
    for round in 0..=bench.options.rounds {
        eprintln!("growth: round {round} of {}", bench.options.rounds);
        let first = few
            .served(Scenario::ManyRooms, GROWTH_CLIENTS, time)
            .await?;
        let second = many
            .served(Scenario::ManyRooms, GROWTH_CLIENTS, time)
            .await?;
        if round > 0 {
            of_few.push(first);
            of_many.push(second);
        }
    }
    let kind = few.kind;
    few.end().await?;
    many.end().await?;
    let pairs = || of_few.iter().zip(&of_many);
    let rate = spread(pairs().map(|(few, many)| few.per_second() / many.per_second()));
    let cpu = spread(pairs().map(|(few, many)| many.cpu_micros / few.cpu_micros));
    report.paragraph(&format!(
        "With {} bookings stored over {}, {GROWTH_CLIENTS} clients, a thousand rooms: a booking \
         takes {} times as long, and {} times the server's CPU.",
        thousands(MANY as f64),
        thousands(FEW as f64),
        ratio(rate),
        ratio(cpu),
    ))?;
    let what = format!(
        "{}: time of a booking, 1 million stored over 10,000",
        kind.name()
    );
    report.target(
        &what,
        &format!("{GROWTH}"),
        &ratio(rate),
        rate.median <= GROWTH,
    );
    Ok(())
}
