//! A database of openrooms, prepared and filled past the server, by SQL.

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{AssertSqlSafe, Row as _};

use super::scenario::{CORP, STORED_START, Scenario, Wish, document};
use crate::openrooms::Program;
use crate::process::Process;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Sqlite,
    Postgres,
}

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

#[derive(Clone)]
pub(crate) enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// Runs `$query`, which is the same for both, on a pool.
macro_rules! on {
    ($pool:expr, $query:expr) => {
        match $pool {
            Pool::Sqlite(pool) => $query.execute(pool).await.map(|_| ()),
            Pool::Postgres(pool) => $query.execute(pool).await.map(|_| ()),
        }
    };
}

/// What became of a booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Inserted {
    Had,
    Refused,
    /// The server gave up, and said so.
    Late,
}

impl Pool {
    pub(crate) async fn run(&self, sql: &str) -> Result<()> {
        on!(self, sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))).with_context(|| sql.to_owned())
    }

    pub(crate) async fn count(&self, sql: &str) -> Result<i64> {
        Ok(match self {
            Self::Sqlite(pool) => sqlx::query(AssertSqlSafe(sql.to_owned()))
                .fetch_one(pool)
                .await?
                .try_get(0)?,
            Self::Postgres(pool) => sqlx::query(AssertSqlSafe(sql.to_owned()))
                .fetch_one(pool)
                .await?
                .try_get(0)?,
        })
    }

    /// A booking and nothing else, by one statement that commits.
    pub(crate) async fn insert(&self, scenario: Scenario, wish: &Wish) -> Result<Inserted> {
        // Where they overlap, a plain insert of PostgreSQL deadlocks.
        let over = match (self, scenario) {
            (Self::Postgres(_), Scenario::Contended) => "ON CONFLICT DO NOTHING",
            _ => "",
        };
        let sql = format!(
            "INSERT INTO bookings (corp_id, event_id, origin, room_id, starts_at, ends_at, \
             held_from, held_until, state, booked_by, booked_at) \
             VALUES ($1, $2, $3, $4, $3, $5, $3, $5, 'accepted', $6, $3) {over}"
        );
        macro_rules! insert {
            ($pool:expr) => {
                sqlx::query(AssertSqlSafe(sql))
                    .bind(CORP)
                    .bind(&wish.event)
                    .bind(wish.start)
                    .bind(&wish.room)
                    .bind(wish.end)
                    .bind(&wish.person)
                    .execute($pool)
                    .await
                    .map(|done| done.rows_affected())
            };
        }
        let done = match self {
            Self::Sqlite(pool) => insert!(pool),
            Self::Postgres(pool) => insert!(pool),
        };
        match done {
            Ok(0) => Ok(Inserted::Refused),
            Ok(_) => Ok(Inserted::Had),
            Err(sqlx::Error::Database(error))
                if error.message().contains("bookings_never_overlap") =>
            {
                Ok(Inserted::Refused)
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// A server of PostgreSQL of this run's own, whose commits are on the disk.
pub(crate) struct Cluster {
    options: PgConnectOptions,
    /// It was running before.
    is_kept: bool,
}

impl Cluster {
    /// By scripts/postgres; the error says why there is none.
    pub(crate) async fn start() -> Result<Self> {
        let is_kept = Path::new("target/postgres/kept").exists();
        let started = Command::new("scripts/postgres").arg("start").output()?;
        if !started.status.success() {
            bail!("{}", String::from_utf8_lossy(&started.stderr).trim());
        }
        let address = String::from_utf8(started.stdout)?;
        let options: PgConnectOptions = address.trim().parse()?;
        let cluster = Self { options, is_kept };
        let pool = cluster.connect("postgres", 1).await?;
        for setting in ["fsync", "synchronous_commit"] {
            let sql = format!(
                "SELECT CAST(CASE setting WHEN 'on' THEN 1 ELSE 0 END AS INT8) FROM pg_settings WHERE name = '{setting}'"
            );
            if pool.count(&sql).await? != 1 {
                bail!("{setting} is not on: its commits would prove nothing");
            }
        }
        Ok(cluster)
    }

    async fn connect(&self, database: &str, connections: u32) -> Result<Pool> {
        let pool = PgPoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(Duration::from_secs(30))
            .test_before_acquire(false);
        let options = self.options.clone().database(database);
        Ok(Pool::Postgres(pool.connect_with(options).await?))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if !self.is_kept {
            let stopped = Command::new("scripts/postgres").arg("stop").status();
            if !stopped.is_ok_and(|status| status.success()) {
                eprintln!("scripts/postgres stop failed");
            }
        }
    }
}

/// A database with the organisation in it.
pub(crate) struct Database {
    pub(crate) directory: PathBuf,
    /// Where it is not a file in the directory.
    pub(crate) url: Option<String>,
    pub(crate) pool: Pool,
    /// The number of the next wish of each scenario.
    next: [i64; Scenario::ALL.len()],
}

impl Database {
    pub(crate) async fn make(
        program: &Program,
        work: &Path,
        name: &str,
        cluster: Option<&Cluster>,
        connections: usize,
    ) -> Result<Self> {
        let directory = work.join(format!("book-{name}"));
        if directory.is_dir() {
            fs::remove_dir_all(&directory)?;
        }
        fs::create_dir_all(&directory)?;
        let url = match cluster {
            None => None,
            Some(cluster) => {
                let database = format!("openrooms_bench_{name}").replace('-', "_");
                let pool = cluster.connect("postgres", 1).await?;
                pool.run(&format!("DROP DATABASE IF EXISTS {database}"))
                    .await?;
                pool.run(&format!("CREATE DATABASE {database}")).await?;
                let mut url = url_of(&cluster.options)?;
                url.push_str(&database);
                Some(url)
            }
        };
        let file = directory.join("document.json");
        fs::write(&file, document().to_string())?;
        let mut command = program.command();
        command
            .arg("import")
            .arg(&file)
            .arg("--data-dir")
            .arg(&directory);
        if let Some(url) = &url {
            command.env("OPENROOMS_DATABASE_URL", url);
        }
        command.process_group(0).stdout(std::process::Stdio::null());
        let status = Process::start("import", command)?.wait(Duration::from_mins(2))?;
        if !status.success() {
            bail!("import failed: {status}");
        }
        let pool = match (cluster, &url) {
            (Some(cluster), Some(url)) => {
                let database = url.rsplit('/').next().unwrap_or_default();
                let connections = u32::try_from(connections)?;
                cluster.connect(database, connections).await?
            }
            _ => sqlite(&directory).await?,
        };
        Ok(Self {
            directory,
            url,
            pool,
            next: [0; 3],
        })
    }

    /// Makes events for so many wishes, and gives the number of the first.
    pub(crate) async fn make_events(&mut self, scenario: Scenario, count: i64) -> Result<i64> {
        let first = self.skip(scenario, count);
        let wishes: Vec<_> = (first..first + count)
            .map(|number| scenario.wish(number))
            .collect();
        for some in wishes.chunks(2_000) {
            let rows =
                |row: &dyn Fn(&Wish) -> String| some.iter().map(row).collect::<Vec<_>>().join(", ");
            let events = rows(&|Wish {
                                    event,
                                    person,
                                    start,
                                    end,
                                    ..
                                }| {
                format!(
                    "('{CORP}', '{event}', '{person}', 'Meeting', {start}, {end}, 'Asia/Shanghai', \
                     FALSE, 'confirmed', 0, 0, 0)"
                )
            });
            let occurrences = rows(&|Wish {
                                         event, start, end, ..
                                     }| {
                format!("('{CORP}', '{event}', {start}, {start}, {end}, 'confirmed')")
            });
            let attendees = rows(&|Wish { event, person, .. }| {
                format!("('{CORP}', '{event}', '{person}', 0, TRUE, FALSE, 'accepted', FALSE, 0)")
            });
            self.pool
                .run(&format!(
                    "BEGIN; \
                     INSERT INTO events (corp_id, event_id, organiser, summary, starts_at, ends_at, \
                       zone, is_all_day, state, created_at, updated_at, changed_seq) VALUES {events}; \
                     INSERT INTO occurrences (corp_id, event_id, origin, starts_at, ends_at, state) \
                       VALUES {occurrences}; \
                     INSERT INTO attendees (corp_id, event_id, union_id, position, is_organiser, \
                       is_optional, response, is_removed, changed_seq) VALUES {attendees}; \
                     COMMIT"
                ))
                .await?;
        }
        Ok(first)
    }

    /// The number of the next wish, of which so many are used up.
    pub(crate) fn skip(&mut self, scenario: Scenario, count: i64) -> i64 {
        let next = &mut self.next[scenario as usize];
        *next += count;
        *next - count
    }

    /// Stores bookings of years past, without looking for overlaps: there are none.
    pub(crate) async fn store(&self, count: i64) -> Result<()> {
        let columns = "corp_id, event_id, origin, room_id, starts_at, ends_at, held_from, \
                       held_until, state, booked_by, booked_at";
        let row = format!(
            "'{CORP}', 's' || n, s, 'room' || (n % 1000), s, s + 3600000, s, s + 3600000, \
             'accepted', 'person' || (n % 200), 0"
        );
        match &self.pool {
            Pool::Sqlite(_) => {
                let guard = "bookings_never_overlap";
                let sql = format!("SELECT sql FROM sqlite_master WHERE name = '{guard}'");
                let trigger: String = match &self.pool {
                    Pool::Sqlite(pool) => sqlx::query(AssertSqlSafe(sql))
                        .fetch_one(pool)
                        .await?
                        .try_get(0)?,
                    Pool::Postgres(_) => unreachable!("matched above"),
                };
                self.pool
                    .run(&format!(
                        "BEGIN; DROP TRIGGER {guard}; \
                         WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers \
                           WHERE n + 1 < {count}), times AS (SELECT n, {STORED_START} AS s FROM numbers) \
                         INSERT INTO bookings ({columns}) SELECT {row} FROM times; \
                         {trigger}; COMMIT; ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)"
                    ))
                    .await
            }
            Pool::Postgres(_) => {
                self.pool
                    .run(&format!(
                        "ALTER TABLE bookings DROP CONSTRAINT bookings_never_overlap; \
                         INSERT INTO bookings ({columns}) SELECT {row} FROM \
                           (SELECT n, {STORED_START} AS s FROM generate_series(CAST(0 AS BIGINT), {count} - 1) AS n) AS t; \
                         ALTER TABLE bookings ADD CONSTRAINT bookings_never_overlap EXCLUDE USING gist \
                           (corp_id WITH =, room_id WITH =, int8range(held_from, held_until) WITH &&) \
                           WHERE (state IN ('accepted', 'waiting'))"
                    ))
                    .await?;
                self.pool.run("VACUUM ANALYZE bookings").await
            }
        }
    }

    /// How many pairs of bookings overlap that hold the same room.
    pub(crate) async fn overlaps(&self) -> Result<i64> {
        self.pool
            .count(
                "SELECT CAST(count(*) AS BIGINT) FROM (SELECT held_from, \
                 lag(held_until) OVER (PARTITION BY room_id ORDER BY held_from) AS before \
                 FROM bookings WHERE state IN ('accepted', 'waiting')) AS each \
                 WHERE before > held_from",
            )
            .await
    }
}

/// `postgres://user:password@host:port/`
fn url_of(options: &PgConnectOptions) -> Result<String> {
    use sqlx::ConnectOptions as _;
    let url = options.to_url_lossy().to_string();
    let end = url.find('?').unwrap_or(url.len());
    let slash = url[..end]
        .rfind('/')
        .context("an address with a database")?;
    Ok(url[..=slash].to_owned())
}

async fn sqlite(directory: &Path) -> Result<Pool> {
    let file = fs::read_dir(directory)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| {
            path.extension()
                .is_some_and(|end| end == "db" || end == "sqlite")
        })
        .context("the import has made no database")?;
    // As the server opens it.
    let options = SqliteConnectOptions::new()
        .filename(file)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(Duration::from_secs(20));
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .acquire_timeout(Duration::from_secs(30))
        .test_before_acquire(false);
    Ok(Pool::Sqlite(pool.connect_with(options).await?))
}
