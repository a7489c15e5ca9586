//! `openrooms serve`: the server.

use std::net::SocketAddr;

use anyhow::Context as _;
use openrooms_server::clock::Clock;
use openrooms_server::escape::EscapedLines;
use openrooms_server::http::{LogFormat as RequestLog, Patience};
use openrooms_server::server::{self, Options};
use openrooms_store::secret::Random;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;
use tracing_subscriber::filter::LevelFilter;

use super::demo;
use crate::output;
use crate::settings::{LogFormat, LogLevel, SECRET_KEY, Serve, ServeArgs};

pub(super) fn run(args: ServeArgs) -> anyhow::Result<()> {
    let settings = args.decide()?;
    demo::check_address(&settings)?;
    begin_logging(&settings);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(settings.threads.clamp(1, 8))
        .enable_all()
        .build()?;
    runtime.block_on(serve(settings))
}

async fn serve(settings: Serve) -> anyhow::Result<()> {
    // Asked for first, so that a signal during the start is heard.
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;

    let listener = server::listen(settings.listen)
        .with_context(|| format!("cannot listen on {}", settings.listen))?;
    let store = settings.database.open().await?;
    let server_key = settings.database.server_key(&store).await?;
    if settings.demo {
        let meetings = settings.demo_meetings.then(|| Clock::SYSTEM.now());
        demo::install(&store, &server_key, meetings).await?;
    } else {
        demo::check_mark(&settings, &store).await?;
    }
    let address = listener.local_addr()?;
    warn_of_unknown_variables();
    let setup = if settings.demo { None } else { store.offer_setup().await? };

    let format = match settings.log_format {
        LogFormat::Text => RequestLog::Text,
        LogFormat::Json => RequestLog::Json,
    };
    let logs_requests = matches!(settings.log_level, LogLevel::Info | LogLevel::Debug);
    let output = || -> Box<dyn std::io::Write + Send> { Box::new(std::io::stderr()) };
    let (ready, is_ready) = oneshot::channel();
    let public_url = settings.public_url.clone();
    let options = Options {
        store,
        server_key,
        clock: Clock::SYSTEM,
        random: Random::SYSTEM,
        trusted_proxies: settings.trusted_proxies,
        public_url: settings.public_url,
        providers: settings.providers,
        demo: settings.demo.then(demo::people),
        access_log: logs_requests.then(|| (format, output())),
        threads: settings.threads,
        patience: Patience::default(),
        linger: server::LINGER,
        drain: settings.drain,
        list_memory: settings.list_memory,
        schedule_memory: settings.schedule_memory,
        events_a_day: settings.events_a_day,
        closed_problem_days: settings.closed_problem_days,
        ready: Some(ready),
    };
    let shutdown = async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    };
    let serving = async { Ok(server::serve(listener, options, shutdown).await?) };
    let announcing = async {
        if is_ready.await.is_err() {
            return Ok(()); // it could not start, and says why
        }
        if settings.demo {
            output::line(demo::banner(address))?;
        }
        if let Some(token) = setup {
            output::line(first_start(address, public_url.as_deref(), token.as_str()))?;
        }
        tracing::info!(%address, version = env!("CARGO_PKG_VERSION"), "serving");
        anyhow::Ok(())
    };
    tokio::try_join!(serving, announcing)?;
    tracing::info!("stopped");
    Ok(())
}

/// What to do where there is no organisation yet.
fn first_start(address: SocketAddr, public_url: Option<&str>, token: &str) -> String {
    let base = public_url.map_or_else(|| format!("http://{address}"), str::to_owned);
    let base = base.trim_end_matches('/');
    format!(
        "There is no organisation yet. To make one, and its first administrator, open\n\n  \
         {base}/setup/{token}\n\nin a browser. The address opens once; a new start prints another."
    )
}

fn begin_logging(settings: &Serve) {
    let level = match settings.log_level {
        LogLevel::Off => LevelFilter::OFF,
        LogLevel::Error => LevelFilter::ERROR,
        LogLevel::Warn => LevelFilter::WARN,
        LogLevel::Info => LevelFilter::INFO,
        LogLevel::Debug => LevelFilter::DEBUG,
    };
    let log = tracing_subscriber::fmt()
        .with_max_level(level)
        // Ids in messages are what somebody chose.
        .with_writer(|| EscapedLines(std::io::stderr()))
        .with_ansi(false);
    match settings.log_format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().flatten_event(true).init(),
    }
}

/// A variable whose name begins like a setting's and is none is most likely a slip of the pen.
fn warn_of_unknown_variables() {
    use clap::CommandFactory as _;
    fn names(command: &clap::Command, known: &mut Vec<String>) {
        let of_args = command.get_arguments().filter_map(clap::Arg::get_env);
        known.extend(of_args.filter_map(|name| name.to_str().map(str::to_owned)));
        command.get_subcommands().for_each(|command| names(command, known));
    }
    let mut known = vec![SECRET_KEY.to_owned()];
    names(&crate::cli::Cli::command(), &mut known);
    for (name, _) in std::env::vars_os() {
        if let Some(name) = name.to_str().filter(|name| name.starts_with("OPENROOMS_"))
            && !known.iter().any(|known| known == name)
        {
            tracing::warn!(name, "this environment variable is no setting");
        }
    }
}
