//! A running server: it listens, answers, drains and ends.

use std::net::SocketAddr;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use ipnet::IpNet;
use openrooms_store::secret::{Random, ServerKey};
use openrooms_store::{Store, StoreError};
use tokio::net::{TcpListener, TcpSocket};
use tokio::runtime::Handle;
use tokio::sync::{oneshot, watch};

use crate::clock::Clock;
use crate::console::{Demo, Provider};
use crate::http::access_log::AccessLog;
use crate::http::{Front, FrontOptions, LogFormat, Patience, Stage};
use crate::node::{Memory, Node};
use crate::routes;

/// For how long connections that lie idle are usually kept open at the end.
pub const LINGER: Duration = Duration::from_millis(700);

/// How many connections may wait to be taken; the system may hold it to fewer.
const BACKLOG: u32 = 4096;

/// What a server needs.
pub struct Options {
    /// The database.
    pub store: Store,
    /// The key that seals what it keeps.
    pub server_key: ServerKey,
    /// The clock.
    pub clock: Clock,
    /// The random source.
    pub random: Random,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Where the server is reached from outside; `None`: as each caller reached it.
    pub public_url: Option<String>,
    /// The organisation that anybody may sign in to, where the server serves the demo.
    pub demo: Option<Demo>,
    /// Providers that people sign in by.
    pub providers: Vec<Provider>,
    /// How request lines look, and where they go; `None`: nowhere.
    pub access_log: Option<(LogFormat, Box<dyn std::io::Write + Send>)>,
    /// How many threads answer.
    pub threads: usize,
    /// How long a client may take.
    pub patience: Patience,
    /// How long connections that lie idle are kept open after the end was asked for, so that a request
    /// which is on its way finds somebody.
    pub linger: Duration,
    /// How long requests under way are waited for behind that.
    pub drain: Duration,
    /// How many bytes of memory ready lists of rooms may take together; 0 is none of them.
    pub list_memory: usize,
    /// How many bytes of memory the days of rooms that people look at may take; 0 is none of them.
    pub schedule_memory: usize,
    /// How many events a person makes in 24 hours; `None`: as many as they like.
    pub events_a_day: Option<u32>,
    /// For how many days closed problems of rooms are kept; `None`: for ever.
    pub closed_problem_days: Option<u32>,
    /// Told once the feed was heard and the first request can be answered.
    pub ready: Option<oneshot::Sender<()>>,
}

/// A server that could not run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The database did not answer at the start.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The system gave no thread or socket.
    #[error(transparent)]
    System(#[from] std::io::Error),
}

/// Listens; many may wait to be taken.
pub fn listen(address: SocketAddr) -> std::io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // Else a restart would have to wait until the last connections are forgotten.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// Serves on `listener` until `shutdown` is done; then answers what was accepted, and ends.
pub async fn serve(
    listener: TcpListener,
    options: Options,
    shutdown: impl Future<Output = ()>,
) -> Result<(), ServeError> {
    let Options { store, server_key, clock, random, trusted_proxies, public_url, patience, .. } =
        options;
    let (log, log_writer) = match options.access_log {
        Some((format, output)) => {
            let (log, writer) = AccessLog::start(format, output)?;
            (log, Some(writer))
        }
        None => (AccessLog::off(), None),
    };
    let memory = Memory { lists: options.list_memory, schedules: options.schedule_memory };
    let node = Node::new(store, server_key, clock, random, trusted_proxies, patience, memory);
    let node = Arc::new(
        node.reached_at(public_url)
            .taking(options.events_a_day)
            .keeping(options.closed_problem_days)
            .showing(options.demo)
            .trusting(options.providers),
    );
    let head = node.hear_feed().await?;
    let background = [
        tokio::spawn({
            let node = Arc::clone(&node);
            async move { node.follow_feed(head).await }
        }),
        tokio::spawn({
            let node = Arc::clone(&node);
            async move { node.settle_calls().await }
        }),
        tokio::spawn({
            let node = Arc::clone(&node);
            async move { node.sweep().await }
        }),
        tokio::spawn({
            let node = Arc::clone(&node);
            async move { node.decline_overdue().await }
        }),
        tokio::spawn({
            let node = Arc::clone(&node);
            async move { node.settle_refusals().await }
        }),
        tokio::spawn({
            let node = Arc::clone(&node);
            async move { node.keep_series().await }
        }),
        tokio::spawn({
            let node = Arc::clone(&node);
            async move { node.watches.keep(&node.store).await }
        }),
    ];

    let (stage, watched) = watch::channel(Stage::Serving);
    let front_options = FrontOptions {
        node: Arc::clone(&node),
        router: routes::router(&node),
        log,
        main: Handle::current(),
    };
    let fronts = (0..options.threads.max(1))
        .map(|index| Front::start(index, front_options.clone(), watched.clone()))
        .collect::<Result<Vec<_>, _>>()?;
    drop((front_options, watched));
    if let Some(ready) = options.ready {
        // Whoever asked may have stopped to care.
        let _ = ready.send(());
    }

    accept_until(&listener, &fronts, shutdown).await;
    tracing::info!("stopping: answering what was accepted");
    node.drain();
    let links = tokio::spawn({
        let node = Arc::clone(&node);
        async move { node.links.close().await }
    });
    // Requests that are on their way on open connections are still answered, each with a close.
    accept_until(&listener, &fronts, tokio::time::sleep(options.linger)).await;
    accept_waiting(&listener, &fronts).await;
    drop(listener);
    let _ = stage.send(Stage::Closing);
    let joined = tokio::task::spawn_blocking(move || fronts.into_iter().all(Front::join));
    tokio::pin!(joined);
    if tokio::time::timeout(options.drain, &mut joined).await.is_err() {
        tracing::warn!("some requests were not answered in time and are dropped");
        let _ = stage.send(Stage::Over);
        let _ = joined.await;
    }
    // Devices were told to go at once; they have had their time by now, or get what is left of it.
    let _ = links.await;
    for task in &background {
        task.abort();
    }
    node.outage.settle();
    // Nobody counts any more: what is left is written down.
    if let Err(error) = node.calls.settle(&node.store, node.clock.now()).await {
        tracing::error!(%error, "the last calls could not be written down");
    }
    if let Err(error) = node.refusals.settle(&node.store, node.clock.now()).await {
        tracing::error!(%error, "the last refused tokens could not be recorded");
    }
    node.store.close().await;
    if let Some(writer) = log_writer {
        drop(node);
        let _ = tokio::task::spawn_blocking(move || writer.join()).await;
    }
    Ok(())
}

/// Takes the connections that wait to be taken.
async fn accept_waiting(listener: &TcpListener, fronts: &[Front]) {
    let next = || std::future::poll_fn(|cx| Poll::Ready(listener.poll_accept(cx)));
    let mut fronts = fronts.iter().cycle();
    while let (Poll::Ready(Ok((socket, peer))), Some(front)) = (next().await, fronts.next()) {
        if let Ok(socket) = socket.into_std() {
            front.serve(socket, peer.ip());
        }
    }
}

/// Takes connections, and deals them out in turn, until `end`.
async fn accept_until(listener: &TcpListener, fronts: &[Front], end: impl Future<Output = ()>) {
    let mut next = 0;
    tokio::pin!(end);
    loop {
        let accepted = tokio::select! {
            biased;
            () = &mut end => return,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((socket, peer)) => {
                if let Ok(socket) = socket.into_std() {
                    fronts[next % fronts.len()].serve(socket, SocketAddr::ip(&peer));
                    next += 1;
                }
            }
            Err(error) => {
                // Too many open files, or a client that was gone at once.
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
}
