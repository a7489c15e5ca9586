//! The front: one thread a core, each with connections of its own.
//!
//! A warm room read is answered on the thread that read it from the socket: no lock, no await, and in
//! the express lane no allocation. Everything else is handed to the axum router on the server's main
//! runtime.

use std::cell::{Cell, RefCell};
use std::net::IpAddr;
use std::rc::{Rc, Weak};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tokio::runtime::Handle;
use tokio::sync::{Semaphore, mpsc, watch};
use tokio::task::LocalSet;

use super::access_log::AccessLog;
use super::connection::{self, Connection, Phase, Signal};
use super::express::Buffers;
use super::guarded::Shared;
use crate::node::Node;
use crate::problem::Problem;
use crate::request_id::IdSource;
use crate::rooms::query_meeting_room::{self, Answer, RoomRead};
use crate::rooms::query_meeting_room_list;

/// How often a thread looks after its connections.
pub(super) const TICK: Duration = Duration::from_millis(250);
/// For how many ticks a connection on which nothing was said yet is new.
const NEW: u64 = 2;
/// Requests under way on the main runtime; above, 503.
const MOST_UNDER_WAY: usize = 2048;

/// How long a client may take.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For a request's head, from its first byte on.
    pub head: Duration,
    /// For a request's body.
    pub body: Duration,
    /// For the next piece of a reply, before it takes any of it.
    pub write: Duration,
    /// Between requests. Long, since clients of several SDKs fail when the server closes first.
    pub idle: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            body: Duration::from_secs(10),
            write: Duration::from_secs(30),
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
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
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

/// A fault of ours must not take the thread's other connections with it.
fn caught<T>(read: impl FnOnce() -> Option<Answer<T>>) -> Option<Answer<T>> {
    let answer = std::panic::catch_unwind(std::panic::AssertUnwindSafe(read));
    answer.unwrap_or(Some(Answer { client: None, result: Err(Problem::Fault) }))
}

/// What the connections of one thread share.
pub(super) struct State {
    pub(super) options: FrontOptions,
    pub(super) shared: Rc<Shared>,
    pub(super) buffers: RefCell<Buffers>,
    pub(super) under_way: Arc<Semaphore>,
}

impl State {
    /// Makes a timer that the main runtime drives. The fronts have none of their own: a thread with
    /// a timer asks for the time, and sets an alarm, each time that it sleeps or wakes.
    pub(super) fn timed<T>(&self, make: impl FnOnce() -> T) -> T {
        let _entered = self.options.main.enter();
        make()
    }

    /// Answers a room read, where memory has the answer.
    pub(super) fn read_from_memory<T>(
        &self,
        read: &RoomRead<'_>,
        take: impl FnOnce(&Bytes) -> T,
    ) -> Option<Answer<T>> {
        caught(|| query_meeting_room::from_memory(&self.options.node, read, take))
    }

    /// Answers with a page of rooms, where memory has it.
    pub(super) fn list_from_memory(&self, read: &RoomRead<'_>) -> Option<Answer<Bytes>> {
        caught(|| query_meeting_room_list::from_memory(&self.options.node, read))
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
        log: options.log.lines(),
    });
    let under_way = Arc::new(Semaphore::new(MOST_UNDER_WAY));
    let state = Rc::new(State { options, shared, buffers: Buffers::new(), under_way });
    let mut connections: Vec<Weak<Connection>> = Vec::new();
    let mut tick = state.timed(|| tokio::time::interval(TICK));
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut accepts = true;
    loop {
        let stage = *stages.borrow();
        tokio::select! {
            // The end comes before the main runtime's, and with that its timers'.
            biased;
            changed = stages.changed() => {
                if changed.is_err() {
                    // Nobody waits for the end any more.
                    break;
                }
                tell_all(&state, &connections, *stages.borrow());
            }
            _ = tick.tick() => {
                look_after(&state, &mut connections);
                tell_all(&state, &connections, stage);
                state.shared.log.hand_over();
            }
            connection = receiver.recv(), if accepts => match connection {
                Some((socket, peer)) => {
                    let connection = connection::begin(&state, socket, peer);
                    connections.extend(connection.as_ref().map(Rc::downgrade));
                }
                None => accepts = false,
            },
        }
        if !accepts && connections.iter().all(|connection| connection.strong_count() == 0) {
            break;
        }
    }
    state.shared.log.hand_over();
}

/// Tells connections how far the end is.
fn tell_all(state: &State, connections: &[Weak<Connection>], stage: Stage) {
    let signal = match stage {
        Stage::Serving => return,
        Stage::Closing => Signal::Close,
        Stage::Over => Signal::Drop,
    };
    let tick = state.shared.tick.get();
    for connection in connections.iter().filter_map(Weak::upgrade) {
        // What is new may have a request on its way.
        let is_new = matches!(connection.phase.get(), Phase::Idle(since) if tick - since < NEW);
        if signal == Signal::Drop || !is_new {
            connection.tell(signal);
        }
    }
}

/// Ends what takes too long.
fn look_after(state: &State, connections: &mut Vec<Weak<Connection>>) {
    let tick = state.shared.tick.get() + 1;
    state.shared.tick.set(tick);
    let patience = state.options.node.patience;
    let [head, write, idle] = [patience.head, patience.write, patience.idle].map(ticks);
    connections.retain(|connection| {
        let Some(connection) = connection.upgrade() else {
            return false;
        };
        if connection.stalled.get().is_some_and(|since| tick - since > write) {
            connection.tell(Signal::Drop);
            return true;
        }
        match connection.phase.get() {
            Phase::Head(since) if tick - since > head => {
                connection.tell(Signal::HeadTimeout);
            }
            Phase::Idle(since) if tick - since > idle => connection.tell(Signal::Close),
            _ => {}
        }
        true
    });
}
