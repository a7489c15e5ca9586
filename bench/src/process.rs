//! Processes that the benchmark starts: pinned to a core, ended by their id, also when the
//! benchmark fails or is interrupted.

use std::ffi::OsStr;
use std::fs::File;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use nix::sched::{CpuSet, sched_getaffinity, sched_setaffinity};
use nix::sys::signal::{Signal, kill};
use nix::sys::wait::{WaitPidFlag, waitpid};
use nix::unistd::Pid;
use tokio::signal::unix::{SignalKind, signal};

/// How long a server may take to end itself before it is killed.
const PATIENCE: Duration = Duration::from_secs(10);

/// Puts a program ahead of the others. Linux weighs whole sessions against each other (autogroup),
/// and niceness only within one: hence both.
const AHEAD: &str = "echo -20 2>/dev/null >/proc/$$/autogroup; exec nice -n -20 \"$@\"";

/// Ids of what runs, for the thread that waits for a signal.
static RUNNING: Mutex<Vec<i32>> = Mutex::new(Vec::new());

/// Where a process runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) core: usize,
    /// Ahead of everything else on the machine; needs root.
    pub(crate) ahead: bool,
}

/// A process that ends with this value.
pub(crate) struct Process {
    child: Child,
    name: String,
}

impl Process {
    /// Starts `command` at its place, its output going to `log`.
    pub(crate) fn pinned(name: &str, place: Place, command: &Command, log: File) -> Result<Self> {
        let mut pinned = pin(place, command);
        pinned
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log);
        Self::start(name, pinned)
    }

    /// Starts `command` on whatever core, its output going to `log`.
    pub(crate) fn unpinned(name: &str, mut command: Command, log: File) -> Result<Self> {
        command
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log);
        Self::start(name, command)
    }

    /// Starts `command` as it is. It should be in a session or process group of its own, so that a
    /// terminal's ctrl-c reaches the benchmark alone, which then ends its processes in order.
    pub(crate) fn start(name: &str, mut command: Command) -> Result<Self> {
        let mut running = RUNNING.lock().expect("no one panics with the list");
        let child = command
            .spawn()
            .with_context(|| format!("{name}: cannot start {}", command.get_program().display()))?;
        running.push(i32::try_from(child.id())?);
        Ok(Self {
            child,
            name: name.to_owned(),
        })
    }

    pub(crate) fn pid(&self) -> i32 {
        i32::try_from(self.child.id()).expect("process ids are positive and small")
    }

    pub(crate) fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// An error where the process has ended already.
    pub(crate) fn check_alive(&mut self) -> Result<()> {
        match self.child.try_wait()? {
            None => Ok(()),
            Some(status) => bail!("{} has ended: {status}", self.name),
        }
    }

    /// Waits for the process to end by itself.
    pub(crate) fn wait(&mut self, limit: Duration) -> Result<ExitStatus> {
        let deadline = Instant::now() + limit;
        loop {
            if let Some(status) = self.child.try_wait()? {
                forget(self.pid());
                return Ok(status);
            }
            if Instant::now() > deadline {
                bail!("{} has not ended after {limit:?}", self.name);
            }
            sleep(Duration::from_millis(2));
        }
    }

    /// SIGTERM, then SIGKILL where that is not heard.
    pub(crate) fn stop(mut self) -> Result<ExitStatus> {
        self.end()
    }

    fn end(&mut self) -> Result<ExitStatus> {
        if let Some(status) = self.child.try_wait()? {
            forget(self.pid());
            return Ok(status);
        }
        kill(Pid::from_raw(self.pid()), Signal::SIGTERM)?;
        if let Ok(status) = self.wait(PATIENCE) {
            return Ok(status);
        }
        eprintln!(
            "{} did not end on SIGTERM within {PATIENCE:?} and is killed",
            self.name
        );
        self.child.kill()?;
        self.wait(PATIENCE)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if let Err(error) = self.end() {
            eprintln!("{}: {error}", self.name);
        }
    }
}

/// `command` through taskset and others, which become it: the id stays the same.
pub(crate) fn pin(place: Place, command: &Command) -> Command {
    let mut pinned = Command::new("taskset");
    pinned.arg("-c").arg(place.core.to_string());
    // A session of its own; setsid forks only for a leader of a process group, which this is not.
    pinned.arg("setsid");
    if place.ahead {
        pinned.args(["sh", "-c", AHEAD, "sh"]);
    }
    pinned.arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => pinned.env(name, value),
            None => pinned.env_remove(name),
        };
    }
    pinned
}

/// This program again, for one of its other roles.
pub(crate) fn this_program(words: &[&OsStr]) -> Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(words);
    Ok(command)
}

/// Runs `work` with this thread on one core, and what it starts with a pin of its own on its own.
pub(crate) fn on_core<T>(core: usize, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let this_thread = Pid::from_raw(0);
    let before = sched_getaffinity(this_thread)?;
    let mut only = CpuSet::new();
    only.set(core)?;
    sched_setaffinity(this_thread, &only)?;
    let result = work();
    sched_setaffinity(this_thread, &before)?;
    result
}

/// A loopback address that nobody listens on at this moment.
pub(crate) fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}

/// Ends every process that was started when SIGINT, SIGTERM or SIGHUP comes, and exits.
pub(crate) fn end_all_on_signal() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    // Registered here, before anything is started, and awaited on a thread of its own.
    let (mut interrupt, mut terminate, mut hang_up) = {
        let _inside = runtime.enter();
        (
            signal(SignalKind::interrupt())?,
            signal(SignalKind::terminate())?,
            signal(SignalKind::hangup())?,
        )
    };
    std::thread::spawn(move || {
        runtime.block_on(std::future::poll_fn(|context| {
            let heard = [&mut interrupt, &mut terminate, &mut hang_up]
                .into_iter()
                .any(|signal| signal.poll_recv(context).is_ready());
            if heard {
                std::task::Poll::Ready(())
            } else {
                std::task::Poll::Pending
            }
        }));
        eprintln!("interrupted: ending what was started");
        // The lock is kept until the exit: nothing can be started any more.
        let running = RUNNING.lock().expect("no one panics with the list");
        end_all(&running);
        std::process::exit(130);
    });
    Ok(())
}

fn end_all(pids: &[i32]) {
    let deadline = Instant::now() + Duration::from_secs(3);
    let send = |signal| {
        for pid in pids.iter().filter(|pid| is_running(**pid)) {
            // A process that ended in between is what was wanted.
            let _ = kill(Pid::from_raw(*pid), signal);
        }
    };
    send(Signal::SIGTERM);
    while pids.iter().any(|pid| is_running(*pid)) && Instant::now() < deadline {
        sleep(Duration::from_millis(10));
    }
    send(Signal::SIGKILL);
    for pid in pids {
        // Collected here, as their owner will not come to it any more.
        let _ = waitpid(Pid::from_raw(*pid), Some(WaitPidFlag::WNOHANG));
    }
}

/// Whether the process is there and not merely waiting to be collected.
fn is_running(pid: i32) -> bool {
    std::fs::read_to_string(format!("/proc/{pid}/stat"))
        .is_ok_and(|stat| !stat.rsplit(") ").next().unwrap_or("").starts_with('Z'))
}

fn forget(pid: i32) {
    RUNNING
        .lock()
        .expect("no one panics with the list")
        .retain(|other| *other != pid);
}
