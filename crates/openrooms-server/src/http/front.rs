//! The front: one thread a core, each with connections of its own.
//!
//! A warm room read is answered on the thread that read it from the socket: no allocation beyond the
//! reply's head, no lock, no await. Everything else is handed to the axum router on the server's
//! main runtime.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::net::IpAddr;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use http::header::{CONNECTION, HeaderValue};
use http::{HeaderMap, Method, Request, Response, StatusCode};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use openrooms_protocol::rooms::QueryMeetingRoom;
use openrooms_protocol::{Operation, TOKEN_HEADER};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::runtime::Handle;
use tokio::sync::{Semaphore, mpsc, watch};
use tokio::task::{JoinHandle, LocalSet};
use tower::ServiceExt as _;

use super::access_log::{AccessLog, Record};
use super::body::Outgoing;
use super::guarded::{Guarded, Phase, Shared};
use super::respond::{self, Subject};
use crate::node::Node;
use crate::problem::Problem;
use crate::request_id::{IdSource, RequestIds};
use crate::rooms::query_meeting_room::{self, Arrived};

/// How often a thread looks after its connections.
const TICK: Duration = Duration::from_millis(250);
/// How long a client that still sends when its connection ends may be silent, and may go on.
const LINGER_SILENCE: Duration = Duration::from_millis(500);
const LINGER: Duration = Duration::from_secs(5);
/// Requests under way on the main runtime; above, 503.
const MOST_UNDER_WAY: usize = 2048;
/// Largest head that is parsed.
const LARGEST_HEAD: usize = 64 * 1024;

/// How long a client may take.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For a request's head, from its first byte on.
    pub head: Duration,
    /// For a request's body.
    pub body: Duration,
    /// Between requests. Long, since clients of several SDKs fail when the server closes first.
    pub idle: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            body: Duration::from_secs(10),
            idle: Duration::from_mins(10),
        }
    }
}

/// So many ticks.
fn ticks(time: Duration) -> u64 {
    u64::try_from(time.as_millis() / TICK.as_millis()).unwrap_or(u64::MAX)
}

/// What a front needs.
#[derive(Clone)]
pub(crate) struct FrontOptions {
    pub(crate) node: Arc<Node>,
    pub(crate) router: axum::Router,
    pub(crate) log: AccessLog,
    /// The runtime that answers what is not hot.
    pub(crate) main: Handle,
}

/// A running front.
pub(crate) struct Front {
    connections: mpsc::UnboundedSender<(std::net::TcpStream, IpAddr)>,
    thread: std::thread::JoinHandle<()>,
}

/// How far the server is on its way to the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
pub(crate) enum Stage {
    Serving,
    /// Idle connections are closed, busy ones after their reply.
    Closing,
    /// Whatever is left is dropped.
    Over,
}

impl Front {
    /// Starts a thread.
    pub(crate) fn start(
        index: usize,
        options: FrontOptions,
        stage: watch::Receiver<Stage>,
    ) -> std::io::Result<Self> {
        let (connections, receiver) = mpsc::unbounded_channel();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let thread = std::thread::Builder::new().name(format!("front-{index}"));
        let thread = thread.spawn(move || {
            let local = LocalSet::new();
            local.block_on(&runtime, run(options, receiver, stage));
        })?;
        Ok(Self { connections, thread })
    }

    /// Hands it a connection; false where the thread has ended.
    pub(crate) fn serve(&self, socket: std::net::TcpStream, peer: IpAddr) -> bool {
        self.connections.send((socket, peer)).is_ok()
    }

    /// Waits until its connections are closed; no others come.
    pub(crate) fn join(self) -> bool {
        drop(self.connections);
        self.thread.join().is_ok()
    }
}

struct State {
    options: FrontOptions,
    shared: Rc<Shared>,
    under_way: Arc<Semaphore>,
}

/// One connection, as its thread looks after it.
struct Connection {
    phase: Rc<Cell<Phase>>,
    signal: Cell<Option<Signal>>,
    waker: RefCell<Option<Waker>>,
}

#[derive(Clone, Copy, PartialEq)]
enum Signal {
    /// Close as soon as nothing is under way.
    Close,
    /// The head took too long.
    HeadTimeout,
    /// Close now.
    Drop,
}

impl Connection {
    fn signal(&self, signal: Signal) {
        self.signal.set(Some(signal));
        if let Some(waker) = self.waker.borrow().as_ref() {
            waker.wake_by_ref();
        }
    }
}

async fn run(
    options: FrontOptions,
    mut receiver: mpsc::UnboundedReceiver<(std::net::TcpStream, IpAddr)>,
    mut stages: watch::Receiver<Stage>,
) {
    let shared = Rc::new(Shared {
        ids: IdSource::new(options.node.random),
        clock: options.node.clock.clone(),
        tick: Cell::new(0),
        records: options.log.records(),
    });
    let under_way = Arc::new(Semaphore::new(MOST_UNDER_WAY));
    let state = Rc::new(State { options, shared, under_way });
    let mut connections: Vec<Weak<Connection>> = Vec::new();
    let mut tick = tokio::time::interval(TICK);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut accepts = true;
    loop {
        let at = *stages.borrow_and_update();
        if at != Stage::Serving {
            let signal = if at == Stage::Over { Signal::Drop } else { Signal::Close };
            connections.iter().filter_map(Weak::upgrade).for_each(|one| one.signal(signal));
        }
        tokio::select! {
            connection = receiver.recv(), if accepts => match connection {
                Some((socket, peer)) => {
                    if let Some(connection) = begin(&state, socket, peer) {
                        if at != Stage::Serving {
                            connection.signal(Signal::Close);
                        }
                        connections.push(Rc::downgrade(&connection));
                    }
                }
                None => accepts = false,
            },
            changed = stages.changed() => if changed.is_err() {
                // Nobody waits for the end any more.
                break;
            },
            _ = tick.tick() => {
                look_after(&state, &mut connections);
                state.shared.records.hand_over();
            }
        }
        if !accepts && connections.iter().all(|connection| connection.strong_count() == 0) {
            break;
        }
    }
    state.shared.records.hand_over();
}

/// Ends what takes too long.
fn look_after(state: &State, connections: &mut Vec<Weak<Connection>>) {
    let tick = state.shared.tick.get() + 1;
    state.shared.tick.set(tick);
    let patience = state.options.node.patience;
    let (head, idle) = (ticks(patience.head), ticks(patience.idle));
    connections.retain(|connection| {
        let Some(connection) = connection.upgrade() else {
            return false;
        };
        match connection.phase.get() {
            Phase::Head(since) if tick - since > head => {
                connection.signal(Signal::HeadTimeout);
            }
            Phase::Idle(since) if tick - since > idle => connection.signal(Signal::Close),
            _ => {}
        }
        true
    });
}

/// Serves one connection in a task of its own.
fn begin(state: &Rc<State>, socket: std::net::TcpStream, peer: IpAddr) -> Option<Rc<Connection>> {
    socket.set_nonblocking(true).ok()?;
    let socket = TcpStream::from_std(socket).ok()?;
    socket.set_nodelay(true).ok()?;
    let phase = Rc::new(Cell::new(Phase::Idle(state.shared.tick.get())));
    let connection = Rc::new(Connection {
        phase: Rc::clone(&phase),
        signal: Cell::new(None),
        waker: RefCell::new(None),
    });
    let socket = Guarded::new(socket, Rc::clone(&phase), Rc::clone(&state.shared));
    let service = Service { state: Rc::clone(state), connection: Rc::clone(&connection), peer };
    let mut serving = http1::Builder::new()
        .max_buf_size(LARGEST_HEAD)
        .writev(false)
        .half_close(true)
        .serve_connection(TokioIo::new(socket), service);
    let watched = Rc::clone(&connection);
    tokio::task::spawn_local(async move {
        let connection = watched;
        let mut closes = false;
        let end = std::future::poll_fn(|cx| {
            if connection.waker.borrow().is_none() {
                connection.waker.replace(Some(cx.waker().clone()));
            }
            match connection.signal.take() {
                Some(Signal::Close) => {
                    closes = true;
                    // A head that has begun is waited for no longer, but gets its word.
                    if !matches!(connection.phase.get(), Phase::Head(_)) {
                        Pin::new(&mut serving).graceful_shutdown();
                    }
                }
                Some(Signal::HeadTimeout) => {
                    return Poll::Ready(End::Refused(Problem::RequestTimeout));
                }
                Some(Signal::Drop) => return Poll::Ready(End::Dropped),
                None => {}
            }
            let served = Pin::new(&mut serving).poll(cx);
            if served.is_pending() && closes {
                match connection.phase.get() {
                    Phase::Head(_) => return Poll::Ready(End::Refused(Problem::Unavailable)),
                    // Its head had come whole.
                    Phase::Busy => Pin::new(&mut serving).graceful_shutdown(),
                    Phase::Idle(_) => {}
                }
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
        let mut socket = serving.into_parts().io.into_inner();
        match end {
            // The client may be gone, or may not be reading.
            End::Refused(problem) => _ = tokio::time::timeout(TICK, socket.refuse(&problem)).await,
            End::Dropped => return,
            End::Served if closes && matches!(connection.phase.get(), Phase::Idle(_)) => return,
            End::Served => {}
        }
        linger(socket, &connection).await;
    });
    Some(connection)
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
async fn linger(mut socket: Guarded<TcpStream>, connection: &Connection) {
    let forgetting = async {
        let mut forgotten = [0; 4096];
        if socket.shutdown().await.is_err() {
            return;
        }
        loop {
            let read = tokio::time::timeout(LINGER_SILENCE, socket.read(&mut forgotten)).await;
            let goes_on = matches!(read, Ok(Ok(1..)));
            if !goes_on || connection.signal.get() == Some(Signal::Drop) {
                return;
            }
        }
    };
    let _ = tokio::time::timeout(LINGER, forgetting).await;
}

/// Answers the requests of one connection.
struct Service {
    state: Rc<State>,
    connection: Rc<Connection>,
    peer: IpAddr,
}

impl hyper::service::Service<Request<Incoming>> for Service {
    type Response = Response<Outgoing>;
    type Error = std::convert::Infallible;
    type Future = Answering;

    fn call(&self, request: Request<Incoming>) -> Answering {
        let arrived = Arrived { at: self.state.shared.clock.now(), instant: Instant::now() };
        self.connection.phase.set(Phase::Busy);
        let (parts, body) = request.into_parts();
        let state = &self.state;
        let node = &state.options.node;
        let ids = state.shared.ids.ids(arrived.at);
        let is_hot = parts.method == Method::GET && query_meeting_room::is_path(parts.uri.path());
        if is_hot && let Some(token) = token(&parts.headers) {
            let address = node.address(self.peer, &parts.headers);
            let read =
                || query_meeting_room::from_memory(node, &parts.uri, token, address, arrived);
            // A fault of ours must not take the thread's other connections with it.
            let answer = std::panic::catch_unwind(std::panic::AssertUnwindSafe(read));
            let answer = answer.unwrap_or_else(|_| {
                let result = Err(Problem::Fault);
                Some(query_meeting_room::Answer { client: None, result })
            });
            if let Some(answer) = answer {
                let response = match answer.result {
                    Ok(body) => respond::json(parts.headers, &ids, StatusCode::OK, body),
                    Err(problem) => respond::problem(parts.headers, &ids, &problem),
                };
                let subject =
                    Subject { operation: QueryMeetingRoom::ACTION, client: answer.client };
                let response = self.finish(response, ids, subject, arrived);
                return Answering::Ready { response: Some(response) };
            }
        }
        self.hand_over(Request::from_parts(parts, body), ids, arrived)
    }
}

impl Service {
    /// Lets the router answer, on the main runtime.
    fn hand_over(
        &self,
        request: Request<Incoming>,
        ids: RequestIds,
        arrived: Arrived,
    ) -> Answering {
        let state = &self.state;
        let Ok(permit) = Arc::clone(&state.under_way).try_acquire_owned() else {
            let refused = respond::problem(HeaderMap::new(), &ids, &Problem::Unavailable);
            let refused = self.finish(refused, ids, Subject::default(), arrived);
            return Answering::Ready { response: Some(refused) };
        };
        let mut request = request.map(axum::body::Body::new);
        let address = state.options.node.address(self.peer, request.headers());
        request.extensions_mut().insert(address);
        request.extensions_mut().insert(ids);
        let router = state.options.router.clone();
        let working = state.options.main.spawn(async move {
            let answered = router.oneshot(request).await;
            drop(permit);
            answered
        });
        Answering::Waiting {
            working,
            service: Self {
                state: Rc::clone(&self.state),
                connection: Rc::clone(&self.connection),
                peer: self.peer,
            },
            ids: Some(ids),
            arrived,
        }
    }

    /// The last touch of every reply.
    fn finish(
        &self,
        mut response: Response<Outgoing>,
        ids: RequestIds,
        subject: Subject,
        arrived: Arrived,
    ) -> Response<Outgoing> {
        let state = &self.state;
        if state.options.node.is_draining() {
            response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        }
        self.connection.phase.set(Phase::Idle(state.shared.tick.get()));
        state.shared.records.push(Record {
            at: arrived.at,
            ids,
            subject,
            status: response.status().as_u16(),
            micros: u64::try_from(arrived.instant.elapsed().as_micros()).unwrap_or(u64::MAX),
        });
        response
    }
}

/// The token of a request, where it has one that is text.
fn token(headers: &HeaderMap) -> Option<&str> {
    headers.get(TOKEN_HEADER)?.to_str().ok()
}

pin_project_lite::pin_project! {
    /// A reply that is there, or on its way.
    #[project = AnsweringPin]
    pub(super) enum Answering {
        Ready { response: Option<Response<Outgoing>> },
        Waiting {
            #[pin]
            working: JoinHandle<Result<Response<axum::body::Body>, std::convert::Infallible>>,
            service: Service,
            ids: Option<RequestIds>,
            arrived: Arrived,
        },
    }
}

impl Future for Answering {
    type Output = Result<Response<Outgoing>, std::convert::Infallible>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project() {
            AnsweringPin::Ready { response } => {
                Poll::Ready(Ok(response.take().expect("a reply is asked for once")))
            }
            AnsweringPin::Waiting { working, service, ids, arrived } => {
                let done = std::task::ready!(working.poll(cx));
                let ids = ids.take().expect("a reply is asked for once");
                let (response, subject) = match done {
                    Ok(Ok(mut response)) => {
                        let subject = response.extensions_mut().remove::<Subject>();
                        (response.map(|body| Outgoing::Axum { body }), subject.unwrap_or_default())
                    }
                    Err(error) => {
                        tracing::error!(%error, request = ids.request_id(), "a request ended without a reply");
                        (
                            respond::problem(HeaderMap::new(), &ids, &Problem::Fault),
                            Subject::default(),
                        )
                    }
                };
                Poll::Ready(Ok(service.finish(response, ids, subject, *arrived)))
            }
        }
    }
}
