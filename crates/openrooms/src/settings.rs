//! Settings: from the command line, else the environment, else a file, else the default.

use std::net::{SocketAddr, ToSocketAddrs as _};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use anyhow::Context as _;
use clap::{ArgMatches, Args, ValueEnum};
use ipnet::IpNet;
use openrooms_server::console::Provider;
use openrooms_store::secret::{Random, ServerKey};
use openrooms_store::{OpenError, OpenOptions};
use serde::Deserialize;

use crate::alternatives::{Alternatives, Choice, Named, Settled, choose, is_flag};
use crate::oidc_settings::{OidcOptions, OidcTable};

/// For how long closed problems of rooms are kept where nothing is said: two years.
const CLOSED_PROBLEM_DAYS: u32 = 730;

/// A command that was used wrongly.
#[derive(Debug)]
pub(crate) struct Misuse(pub(crate) String);

impl std::fmt::Display for Misuse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Misuse {}

/// The variable that holds the server's key.
pub(crate) const SECRET_KEY: &str = "OPENROOMS_SECRET_KEY";

/// What stands above these options in a help.
const DATABASE: &str = "Database";

/// Where the database is: the same for every command that touches it.
pub(crate) type DatabaseArgs = Settled<DatabaseOptions>;

/// The same, as it was given.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct DatabaseOptions {
    /// Settings as a TOML file; names are those of the options, with underscores
    #[arg(long, help_heading = DATABASE, value_name = "FILE", env = "OPENROOMS_CONFIG")]
    pub(crate) config: Option<PathBuf>,
    /// Where the embedded database and the secret key live [default: ./data]
    #[arg(long, help_heading = DATABASE, value_name = "DIR", env = "OPENROOMS_DATA_DIR")]
    data_dir: Option<PathBuf>,
    // What rustdoc would want in brackets or backticks is said as `help`.
    #[arg(
        long,
        help = "PostgreSQL in place of the embedded database, such as \
                postgres://user:password@host/name?sslmode=verify-full",
        help_heading = DATABASE,
        value_name = "URL",
        env = "OPENROOMS_DATABASE_URL",
        hide_env_values = true
    )]
    database_url: Option<String>,
    /// A file that holds the database URL, so that no password stands in a process list
    #[arg(long, help_heading = DATABASE, value_name = "FILE", env = "OPENROOMS_DATABASE_URL_FILE")]
    database_url_file: Option<PathBuf>,
    /// Connections to PostgreSQL, or readers of the embedded database [default: 8]
    #[arg(long, help_heading = DATABASE, value_name = "COUNT", env = "OPENROOMS_DATABASE_CONNECTIONS",
          value_parser = clap::value_parser!(u32).range(1..=1000))]
    database_connections: Option<u32>,
    /// Seconds that PostgreSQL may work on one statement of a request [default: 5]
    #[arg(long, help_heading = DATABASE, value_name = "SECONDS", env = "OPENROOMS_STATEMENT_TIMEOUT",
          value_parser = clap::value_parser!(u64).range(1..=3600))]
    statement_timeout: Option<u64>,
    #[arg(
        long,
        help = "A file that holds the server's secret key, 64 hexadecimal digits; the key itself \
                can be given as OPENROOMS_SECRET_KEY [default: secret.key in the data directory]",
        help_heading = DATABASE,
        value_name = "FILE",
        env = "OPENROOMS_SECRET_KEY_FILE"
    )]
    secret_key_file: Option<PathBuf>,
    /// The key itself, which the environment alone may hold.
    #[arg(skip)]
    secret_key: Option<String>,
}

impl Alternatives for DatabaseOptions {
    fn settle(&mut self, given: &ArgMatches) -> Result<(), clap::Error> {
        const URL: [Named; 1] = [Named {
            id: "database_url",
            flag: "--database-url <URL>",
            variable: "OPENROOMS_DATABASE_URL",
        }];
        const FILE: [Named; 1] = [Named {
            id: "database_url_file",
            flag: "--database-url-file <FILE>",
            variable: "OPENROOMS_DATABASE_URL_FILE",
        }];
        match choose(given, &URL, &FILE)? {
            Choice::One => self.database_url_file = None,
            Choice::Other => self.database_url = None,
            Choice::Neither => {}
        }
        if !is_flag(given, "secret_key_file") {
            self.secret_key = std::env::var(SECRET_KEY).ok().filter(|text| !text.is_empty());
        }
        Ok(())
    }
}

/// How the server runs.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    pub(crate) database: DatabaseArgs,
    /// Where to listen [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDR", env = "OPENROOMS_LISTEN")]
    listen: Option<Listen>,
    /// Serve the demo organisation: only on an empty database, or its own
    #[arg(long, env = "OPENROOMS_DEMO", value_parser = clap::builder::BoolishValueParser::new())]
    demo: bool,
    /// Serve the demo organisation on addresses that others can reach too: its secrets are public
    #[arg(long, env = "OPENROOMS_DEMO_ANYWHERE",
          value_parser = clap::builder::BoolishValueParser::new())]
    demo_anywhere: bool,
    /// Serve the demo organisation with meetings in its rooms, every week for twelve weeks from the
    /// first start
    #[arg(long, env = "OPENROOMS_DEMO_MEETINGS",
          value_parser = clap::builder::BoolishValueParser::new())]
    demo_meetings: bool,
    /// A proxy, or a block of them, whose X-Forwarded-For is believed; may be given several times
    #[arg(long, value_name = "CIDR", env = "OPENROOMS_TRUSTED_PROXY", value_delimiter = ',', value_parser = block)]
    trusted_proxy: Vec<IpNet>,
    /// Where the server is reached from outside, for addresses of uploaded pictures [default: as
    /// each caller reached it]
    #[arg(long, value_name = "URL", env = "OPENROOMS_PUBLIC_URL", value_parser = public_url)]
    public_url: Option<String>,
    /// Least important messages that are logged [default: info]
    #[arg(long, value_name = "LEVEL", env = "OPENROOMS_LOG_LEVEL", value_enum)]
    log_level: Option<LogLevel>,
    /// How log lines look [default: text]
    #[arg(long, value_name = "FORMAT", env = "OPENROOMS_LOG_FORMAT", value_enum)]
    log_format: Option<LogFormat>,
    /// Threads that answer [default: one for each processor]
    #[arg(long, value_name = "COUNT", env = "OPENROOMS_THREADS",
          value_parser = clap::value_parser!(u32).range(1..=1024))]
    threads: Option<u32>,
    /// Mebibytes that lists of rooms may take in memory; 0: none is kept there [default: 256]
    #[arg(long, value_name = "MIB", env = "OPENROOMS_LIST_MEMORY",
          value_parser = clap::value_parser!(u32).range(0..=65536))]
    list_memory: Option<u32>,
    /// Mebibytes that days of rooms may take in memory; 0: none is kept there [default: 256]
    #[arg(long, value_name = "MIB", env = "OPENROOMS_SCHEDULE_MEMORY",
          value_parser = clap::value_parser!(u32).range(0..=65536))]
    schedule_memory: Option<u32>,
    /// Events that a person may make in 24 hours; 0: as many as they like [default: 0]
    #[arg(long, value_name = "COUNT", env = "OPENROOMS_EVENTS_A_DAY",
          value_parser = clap::value_parser!(u32).range(0..=1_000_000))]
    events_a_day: Option<u32>,
    /// Days that closed problems of rooms are kept; 0: for ever [default: 730]
    #[arg(long, value_name = "DAYS", env = "OPENROOMS_CLOSED_PROBLEM_DAYS",
          value_parser = clap::value_parser!(u32).range(0..=36_500))]
    closed_problem_days: Option<u32>,
    /// Seconds that requests under way are waited for at the end [default: 10]
    #[arg(long, value_name = "SECONDS", env = "OPENROOMS_DRAIN_TIMEOUT",
          value_parser = clap::value_parser!(u64).range(0..=3600))]
    drain_timeout: Option<u64>,
    #[command(flatten)]
    oidc: OidcOptions,
}

/// Least important messages that are logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LogLevel {
    /// Nothing
    Off,
    /// What failed
    Error,
    /// What may fail soon
    Warn,
    /// And one line a request
    Info,
    /// For the developers of openrooms
    Debug,
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LogFormat {
    /// For people
    Text,
    /// For programs: one JSON object a line
    Json,
}

/// Where to listen: an address, or a name that is looked up at the start; and a port.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Listen(String);

impl FromStr for Listen {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_name = |host: &str| {
            let of_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
            host.bytes().all(of_name) && host.bytes().any(|byte| byte.is_ascii_alphabetic())
        };
        let name = text.rsplit_once(':').filter(|(host, _)| is_name(host));
        if text.parse::<SocketAddr>().is_ok()
            || name.is_some_and(|(_, port)| port.parse::<u16>().is_ok())
        {
            return Ok(Self(text.to_owned()));
        }
        Err("not an address and a port such as 127.0.0.1:8080")
    }
}

impl TryFrom<String> for Listen {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl Listen {
    /// The address; of a name's addresses one of IPv4, if it has any, as most callers try that.
    fn address(&self) -> anyhow::Result<SocketAddr> {
        let found = self.0.to_socket_addrs().map(Vec::from_iter);
        let found = found.with_context(|| format!("cannot listen on {}", self.0))?;
        let address = found.iter().find(|address| address.is_ipv4()).or(found.first());
        address.copied().with_context(|| format!("cannot listen on {}: it has no address", self.0))
    }
}

/// The settings file. A name that is not here is refused.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct SettingsFile {
    data_dir: Option<PathBuf>,
    database_url: Option<String>,
    database_url_file: Option<PathBuf>,
    database_connections: Option<u32>,
    statement_timeout: Option<u64>,
    secret_key_file: Option<PathBuf>,
    listen: Option<Listen>,
    demo: Option<bool>,
    demo_anywhere: Option<bool>,
    demo_meetings: Option<bool>,
    trusted_proxy: Option<Vec<String>>,
    public_url: Option<String>,
    log_level: Option<LogLevel>,
    log_format: Option<LogFormat>,
    threads: Option<u32>,
    list_memory: Option<u32>,
    schedule_memory: Option<u32>,
    events_a_day: Option<u32>,
    closed_problem_days: Option<u32>,
    drain_timeout: Option<u64>,
    oidc_issuer: Option<String>,
    oidc_client_id: Option<String>,
    oidc_client_secret_file: Option<PathBuf>,
    oidc_id: Option<String>,
    oidc_name: Option<String>,
    oidc_organisation: Option<String>,
    oidc_claim: Option<String>,
    oidc_host: Option<Vec<String>>,
    /// More of them.
    #[serde(default)]
    oidc: Vec<OidcTable>,
}

/// Where the database is, decided.
#[derive(Debug)]
pub(crate) struct Database {
    pub(crate) open: OpenOptions,
    secret_key: Option<String>,
    secret_key_file: Option<PathBuf>,
}

/// How the server runs, decided.
pub(crate) struct Serve {
    pub(crate) database: Database,
    pub(crate) listen: SocketAddr,
    pub(crate) demo: bool,
    pub(crate) demo_anywhere: bool,
    pub(crate) demo_meetings: bool,
    pub(crate) trusted_proxies: Vec<IpNet>,
    pub(crate) public_url: Option<String>,
    pub(crate) providers: Vec<Provider>,
    pub(crate) log_level: LogLevel,
    pub(crate) log_format: LogFormat,
    pub(crate) threads: usize,
    /// In bytes.
    pub(crate) list_memory: usize,
    /// In bytes.
    pub(crate) schedule_memory: usize,
    /// `None`: as many as they like.
    pub(crate) events_a_day: Option<u32>,
    /// `None`: for ever.
    pub(crate) closed_problem_days: Option<u32>,
    pub(crate) drain: Duration,
}

fn public_url(text: &str) -> Result<String, String> {
    let checked = openrooms_core::picture::address::check(text);
    let is_plain = checked.is_ok() && !text.contains(['?', '#']) && text.len() <= 500;
    let is_plain = is_plain.then(|| text.to_owned());
    is_plain.ok_or_else(|| "not an address such as https://rooms.example.org".to_owned())
}

fn block(text: &str) -> Result<IpNet, String> {
    let single = || text.parse::<std::net::IpAddr>().map(IpNet::from);
    text.parse()
        .or_else(|_| single())
        .map_err(|_| "not a block of addresses such as 10.0.0.0/8".to_owned())
}

impl SettingsFile {
    fn read(path: Option<&Path>) -> anyhow::Result<Self> {
        let Some(path) = path else {
            return Ok(Self::default());
        };
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("cannot read the settings file {}", path.display()))?;
        toml::from_str(&text).map_err(|error| {
            let error = error.to_string();
            Misuse(format!("the settings file {} is wrong: {}", path.display(), error.trim_end()))
                .into()
        })
    }
}

impl SettingsFile {
    /// The one provider that stands in it as every setting does.
    fn oidc_options(&self) -> OidcOptions {
        OidcOptions {
            oidc_issuer: self.oidc_issuer.clone(),
            oidc_client_id: self.oidc_client_id.clone(),
            oidc_client_secret_file: self.oidc_client_secret_file.clone(),
            oidc_id: self.oidc_id.clone(),
            oidc_name: self.oidc_name.clone(),
            oidc_organisation: self.oidc_organisation.clone(),
            oidc_claim: self.oidc_claim.clone(),
            oidc_host: self.oidc_host.clone().unwrap_or_default(),
        }
    }
}

/// A number of the settings file, within what the command line takes.
fn within<T: PartialOrd + std::fmt::Display>(
    name: &str,
    number: Option<T>,
    range: std::ops::RangeInclusive<T>,
) -> Result<Option<T>, Misuse> {
    match number {
        Some(number) if !range.contains(&number) => {
            Err(Misuse(format!("{name} must be from {} to {}", range.start(), range.end())))
        }
        number => Ok(number),
    }
}

impl DatabaseArgs {
    /// The settings file that was named.
    pub(crate) fn config(&self) -> Option<&Path> {
        self.0.config.as_deref()
    }

    /// Decides where the database is.
    pub(crate) fn decide(self) -> anyhow::Result<Database> {
        let file = SettingsFile::read(self.config())?;
        self.0.decide_with(&file)
    }
}

impl DatabaseOptions {
    fn decide_with(self, file: &SettingsFile) -> anyhow::Result<Database> {
        // A URL on one level beats a file on the same, and both beat the levels below.
        let levels = [
            (self.database_url, self.database_url_file),
            (file.database_url.clone(), file.database_url_file.clone()),
        ];
        let given = levels.into_iter().find(|(url, file)| url.is_some() || file.is_some());
        let url = match given {
            Some((Some(url), _)) => Some(url),
            Some((None, Some(path))) => {
                let text = std::fs::read_to_string(&path).with_context(|| {
                    format!("cannot read the database URL from {}", path.display())
                })?;
                Some(text.trim().to_owned())
            }
            _ => None,
        };
        let data_dir = self.data_dir.or_else(|| file.data_dir.clone());
        let connections = within("database_connections", file.database_connections, 1..=1000)?;
        let connections = self.database_connections.or(connections).unwrap_or(8);
        let timeout = within("statement_timeout", file.statement_timeout, 1..=3600)?;
        let timeout = self.statement_timeout.or(timeout).unwrap_or(5);
        Ok(Database {
            open: OpenOptions {
                data_dir: data_dir.unwrap_or_else(|| PathBuf::from("data")),
                url: url.filter(|url| !url.is_empty()),
                connections,
                statement_timeout: Duration::from_secs(timeout),
            },
            secret_key: self.secret_key,
            secret_key_file: self.secret_key_file.or_else(|| file.secret_key_file.clone()),
        })
    }
}

impl ServeArgs {
    /// Decides how the server runs.
    pub(crate) fn decide(self) -> anyhow::Result<Serve> {
        let file = SettingsFile::read(self.database.config())?;
        let trusted_proxies = if self.trusted_proxy.is_empty() {
            let given = file.trusted_proxy.iter().flatten();
            given
                .map(|text| {
                    block(text).map_err(|error| Misuse(format!("trusted_proxy {text:?}: {error}")))
                })
                .collect::<Result<_, _>>()?
        } else {
            self.trusted_proxy
        };
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        let threads = self.threads.or(within("threads", file.threads, 1..=1024)?);
        let threads = threads.map(|count| usize::try_from(count).unwrap_or(1));
        let bytes = |mebibytes: Option<u32>| {
            usize::try_from(mebibytes.unwrap_or(256)).unwrap_or(usize::MAX >> 20) << 20
        };
        let list_memory = self.list_memory.or(within("list_memory", file.list_memory, 0..=65536)?);
        let schedule_memory = within("schedule_memory", file.schedule_memory, 0..=65536)?;
        let schedule_memory = self.schedule_memory.or(schedule_memory);
        let events_a_day = within("events_a_day", file.events_a_day, 0..=1_000_000)?;
        let events_a_day = self.events_a_day.or(events_a_day).filter(|most| *most > 0);
        let days = within("closed_problem_days", file.closed_problem_days, 0..=36_500)?;
        let days = self.closed_problem_days.or(days).unwrap_or(CLOSED_PROBLEM_DAYS);
        let closed_problem_days = Some(days).filter(|days| *days > 0);
        let drain = self.drain_timeout.or(within("drain_timeout", file.drain_timeout, 0..=3600)?);
        let listen = match self.listen.as_ref().or(file.listen.as_ref()) {
            Some(listen) => listen.address()?,
            None => SocketAddr::from(([127, 0, 0, 1], 8080)),
        };
        let of_file = file.public_url.as_deref().map(public_url).transpose();
        let of_file = of_file.map_err(|error| Misuse(format!("public_url: {error}")))?;
        let public_url = self.public_url.or(of_file);
        let demo_anywhere = self.demo_anywhere || file.demo_anywhere.unwrap_or(false);
        let demo_meetings = self.demo_meetings || file.demo_meetings.unwrap_or(false);
        let demo = self.demo || file.demo.unwrap_or(false);
        Ok(Serve {
            listen,
            demo: demo || demo_anywhere || demo_meetings,
            demo_anywhere,
            demo_meetings,
            trusted_proxies,
            public_url,
            providers: self.oidc.decide(file.oidc_options(), file.oidc.clone())?,
            log_level: self.log_level.or(file.log_level).unwrap_or(LogLevel::Info),
            log_format: self.log_format.or(file.log_format).unwrap_or(LogFormat::Text),
            threads: threads.unwrap_or(processors),
            list_memory: bytes(list_memory),
            schedule_memory: bytes(schedule_memory),
            events_a_day,
            closed_problem_days,
            drain: Duration::from_secs(drain.unwrap_or(10)),
            database: self.database.0.decide_with(&file)?,
        })
    }
}

impl Database {
    /// Opens the database; makes it, or brings it up to date.
    pub(crate) async fn open(&self) -> anyhow::Result<openrooms_store::Store> {
        let opened = openrooms_store::Store::open(&self.open, Random::SYSTEM).await;
        opened.map_err(|error| match error {
            error @ OpenError::Address(_) => Misuse(error.to_string()).into(),
            error => error.into(),
        })
    }

    /// The server's key: given, from a file, or made at the first start. A key that is not this
    /// database's is refused.
    pub(crate) async fn server_key(
        &self,
        store: &openrooms_store::Store,
    ) -> anyhow::Result<ServerKey> {
        let key = match (&self.secret_key, &self.secret_key_file) {
            (Some(text), _) => parse_key(text, SECRET_KEY)?,
            (None, Some(path)) => read_key(path)?,
            (None, None) => self.kept_key(store).await?,
        };
        store.adopt_key(&key).await?;
        Ok(key)
    }

    async fn kept_key(&self, store: &openrooms_store::Store) -> anyhow::Result<ServerKey> {
        let path = self.open.data_dir.join("secret.key");
        if path.exists() {
            return read_key(&path);
        }
        if store.has_key().await? {
            // A new key would be refused, and would hide the one that is missing.
            return Err(OpenError::WrongKey.into());
        }
        let key = ServerKey::generate(Random::SYSTEM);
        let written = || {
            openrooms_store::make_private_directory(&self.open.data_dir)?;
            write_private(&path, &format!("{}\n", key.to_text()))
        };
        match written() {
            Ok(()) => Ok(key),
            // Another process was faster.
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => read_key(&path),
            Err(error) => Err(error).with_context(|| format!("cannot write {}", path.display())),
        }
    }
}

/// Writes a file that only its owner may read, whole or not at all, unless it is there already.
fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let draft = path.with_extension(format!("{}.tmp", std::process::id()));
    let mut file =
        std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    let linked = written.and_then(|()| std::fs::hard_link(&draft, path));
    std::fs::remove_file(&draft)?;
    linked
}

fn parse_key(text: &str, place: &str) -> anyhow::Result<ServerKey> {
    ServerKey::parse(text)
        .with_context(|| format!("{place} holds no secret key: it is 64 hexadecimal digits"))
}

fn read_key(path: &Path) -> anyhow::Result<ServerKey> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("cannot read the secret key {}", path.display()))?;
    parse_key(&text, &path.display().to_string())
}
