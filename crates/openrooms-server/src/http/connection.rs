//! A connection: first in the express lane, then hyper's; looked after by its thread.

use std::cell::{Cell, RefCell};
use std::io;
use std::net::IpAddr;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use http::StatusCode;
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::express::{Lane, Left};
use super::framing::{BodyLength, LARGEST_HEAD, TooLarge};
use super::front::{State, TICK};
use super::guarded::Guarded;
use super::service::Service;
use crate::device_link::Handover;
use crate::problem::Problem;

/// How long a client that still sends when its connection ends may be silent, and may go on.
const LINGER_SILENCE: Duration = Duration::from_millis(500);
const LINGER: Duration = Duration::from_secs(5);
/// What hyper may hold of a head: some more than it is given.
const HYPERS_BUFFER: usize = LARGEST_HEAD + 8 * 1024;

/// What a connection is doing, and since which tick of its thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// Between requests.
    Idle(u64),
    /// A request's head has begun to arrive.
    Head(u64),
    /// A request is being answered.
    Busy,
}

/// One connection, as its thread looks after it.
pub(super) struct Connection {
    pub(super) phase: Cell<Phase>,
    /// Since which tick its client has taken nothing of what waits to be written.
    pub(super) stalled: Cell<Option<u64>>,
    /// The body of the request that hyper took last, until more is read.
    pub(super) body: Cell<Option<BodyLength>>,
    signal: Cell<Option<Signal>>,
    /// Who takes the connection over after the reply that is under way.
    pub(super) handover: RefCell<Option<Handover>>,
    waker: RefCell<Option<Waker>>,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Signal {
    /// Close as soon as nothing is under way.
    Close,
    /// The head took too long.
    HeadTimeout,
    /// The head is too large.
    HeadTooLarge(TooLarge),
    /// Close now.
    Drop,
}

impl Connection {
    /// Notes what came of an attempt to write.
    pub(super) fn note(&self, written: &Poll<io::Result<usize>>, tick: u64) {
        let since = written.is_pending().then(|| self.stalled.get().unwrap_or(tick));
        self.stalled.set(since);
    }

    /// Tells the connection's task.
    pub(super) fn tell(&self, signal: Signal) {
        self.signal.set(Some(signal));
        if let Some(waker) = self.waker.borrow().as_ref() {
            waker.wake_by_ref();
        }
    }

    /// What the task was told since it last asked; later words wake it.
    pub(super) fn told(&self, cx: &Context<'_>) -> Option<Signal> {
        if self.waker.borrow().is_none() {
            self.waker.replace(Some(cx.waker().clone()));
        }
        self.signal.take()
    }
}

/// Serves one connection in a task of its own.
pub(super) fn begin(
    state: &Rc<State>,
    socket: std::net::TcpStream,
    peer: IpAddr,
) -> Option<Rc<Connection>> {
    socket.set_nonblocking(true).ok()?;
    let socket = TcpStream::from_std(socket).ok()?;
    socket.set_nodelay(true).ok()?;
    let connection = Rc::new(Connection {
        phase: Cell::new(Phase::Idle(state.shared.tick.get())),
        stalled: Cell::new(None),
        body: Cell::new(None),
        signal: Cell::new(None),
        handover: RefCell::new(None),
        waker: RefCell::new(None),
    });
    tokio::task::spawn_local(serve(Rc::clone(state), Rc::clone(&connection), socket, peer));
    Some(connection)
}

async fn serve(state: Rc<State>, connection: Rc<Connection>, mut socket: TcpStream, peer: IpAddr) {
    let left = {
        let mut lane = Lane::new(&state, &connection, peer);
        std::future::poll_fn(|cx| lane.poll(&mut socket, cx)).await
    };
    match left {
        // The future of hyper's part is large, and most connections of a busy client never need it.
        Left::ForHyper(read) => {
            Box::pin(serve_by_hyper(state, connection, socket, peer, read)).await;
        }
        Left::Told => linger(&state, socket, &connection).await,
        Left::Ended => {}
    }
}

/// Serves a connection of which `read` was read already.
async fn serve_by_hyper(
    state: Rc<State>,
    connection: Rc<Connection>,
    socket: TcpStream,
    peer: IpAddr,
    read: Vec<u8>,
) {
    connection.phase.set(Phase::Head(state.shared.tick.get()));
    let socket = Guarded::new(socket, read, Rc::clone(&connection), Rc::clone(&state.shared));
    let service = Service { state: Rc::clone(&state), connection: Rc::clone(&connection), peer };
    let mut serving = http1::Builder::new()
        .max_buf_size(HYPERS_BUFFER)
        .writev(false)
        .half_close(true)
        .serve_connection(TokioIo::new(socket), service);
    let mut closes = false;
    let end = std::future::poll_fn(|cx| {
        match connection.told(cx) {
            Some(Signal::Close) => closes = true,
            Some(Signal::HeadTimeout) => {
                return Poll::Ready(End::Refused(Problem::RequestTimeout));
            }
            Some(Signal::HeadTooLarge(what)) => {
                let status = match what {
                    TooLarge::Target => StatusCode::URI_TOO_LONG,
                    TooLarge::Headers => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
                };
                return Poll::Ready(End::Refused(Problem::TooLarge(status)));
            }
            Some(Signal::Drop) => return Poll::Ready(End::Dropped),
            None => {}
        }
        // What has come already is read first: it may be a request.
        let mut served = Pin::new(&mut serving).poll(cx);
        if served.is_pending() && closes {
            // A head that has begun is waited for no longer, but gets its word.
            if matches!(connection.phase.get(), Phase::Head(_)) {
                return Poll::Ready(End::Refused(Problem::Unavailable));
            }
            Pin::new(&mut serving).graceful_shutdown();
            served = Pin::new(&mut serving).poll(cx);
        }
        served.map(|served| {
            // What hyper gives up on without a word: HTTP/2, or a head that just ends.
            let is_silent = |error: &hyper::Error| {
                (error.is_parse() || error.is_incomplete_message())
                    && connection.phase.get() != Phase::Busy
            };
            let malformed = || Problem::ParameterWrong("malformed request".into());
            served.err().filter(is_silent).map_or(End::Served, |_| End::Refused(malformed()))
        })
    })
    .await;
    let parts = serving.into_parts();
    let mut socket = parts.io.into_inner();
    let handover = connection.handover.take();
    if let (End::Served, Some(handover)) = (&end, handover) {
        // hyper leaves a connection open after a reply that switches protocols.
        let (socket, read) = socket.into_parts();
        if let Ok(socket) = socket.into_std() {
            handover.take(socket, [parts.read_buf.to_vec(), read].concat());
        }
        return;
    }
    match end {
        // The client may be gone, or may not be reading.
        End::Refused(problem) => {
            _ = state.timed(|| tokio::time::timeout(TICK, socket.refuse(&problem))).await;
        }
        End::Dropped => return,
        End::Served if closes && matches!(connection.phase.get(), Phase::Idle(_)) => return,
        End::Served => {}
    }
    linger(&state, socket, &connection).await;
}

/// How a connection ended.
enum End {
    /// hyper has said all.
    Served,
    /// With our word, past hyper.
    Refused(Problem),
    /// Without any.
    Dropped,
}

/// Reads and forgets what the client still sends: a socket that is closed with bytes unread resets
/// the connection, and the reply may be lost on its way.
async fn linger(
    state: &State,
    mut socket: impl AsyncRead + AsyncWrite + Unpin,
    connection: &Connection,
) {
    let forgetting = async {
        let mut forgotten = [0; 4096];
        if socket.shutdown().await.is_err() {
            return;
        }
        loop {
            let read = socket.read(&mut forgotten);
            let read = state.timed(|| tokio::time::timeout(LINGER_SILENCE, read)).await;
            let goes_on = matches!(read, Ok(Ok(1..)));
            if !goes_on || connection.signal.get() == Some(Signal::Drop) {
                return;
            }
        }
    };
    let _ = state.timed(|| tokio::time::timeout(LINGER, forgetting)).await;
}
