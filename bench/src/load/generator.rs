//! Drives the connections of a segment by epoll and measures.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use memchr::memmem;
use nix::sys::epoll::{Epoll, EpollCreateFlags, EpollEvent, EpollFlags, EpollTimeout};

use super::command::{Length, Outcome, Segment};
use super::connection::{Connection, Reply};
use super::keys::Keys;
use crate::histogram::Histogram;
use crate::host;

/// One in so many replies is searched for the room's id.
const CHECKED: u64 = 64;
/// A server that says nothing for so long is not waited for.
const SILENCE: Duration = Duration::from_secs(10);

pub(super) struct Generator<'a> {
    segment: &'a Segment,
    keys: &'a Keys,
    /// Of the server and of the load.
    cores: &'a [usize],
    epoll: Epoll,
    connections: Vec<Connection>,
    /// How many requests were sent; the next key is this modulo their number.
    sent: u64,
    received: u64,
    bytes: u64,
    histogram: Histogram,
}

/// Readings at the start of what is measured.
struct Mark {
    at: Instant,
    cpu: Duration,
    own_cpu: Duration,
    cores: Duration,
    bytes: u64,
}

/// What is measured, and when that changes.
enum Phase {
    /// Nothing until then.
    Before(Instant),
    /// Everything, until then or until the keys are used up.
    Measuring(Mark, Option<Instant>),
    /// Nothing any more: what is under way comes in, nothing is sent.
    Over(Mark, Mark),
}

impl Phase {
    fn ends_by(&self, now: Instant) -> bool {
        match self {
            Self::Before(until) | Self::Measuring(_, Some(until)) => now >= *until,
            Self::Measuring(_, None) | Self::Over(..) => false,
        }
    }
}

impl<'a> Generator<'a> {
    pub(super) fn new(segment: &'a Segment, keys: &'a Keys, cores: &'a [usize]) -> Result<Self> {
        let epoll = Epoll::new(EpollCreateFlags::EPOLL_CLOEXEC)?;
        let mut connections = Vec::with_capacity(segment.connections);
        for index in 0..segment.connections {
            let connection = Connection::open(segment.address)
                .with_context(|| format!("connecting to {}", segment.address))?;
            let event = EpollEvent::new(EpollFlags::EPOLLIN | EpollFlags::EPOLLET, index as u64);
            epoll.add(connection.stream(), event)?;
            connections.push(connection);
        }
        Ok(Self {
            segment,
            keys,
            cores,
            epoll,
            connections,
            sent: 0,
            received: 0,
            bytes: 0,
            histogram: Histogram::new(),
        })
    }

    pub(super) fn run(mut self) -> Result<Outcome> {
        let mut phase = match self.segment.length {
            Length::Once => Phase::Measuring(self.mark()?, None),
            Length::Time { before, .. } => Phase::Before(Instant::now() + before),
        };
        for index in 0..self.connections.len() {
            self.send_next(index, Instant::now())?;
        }
        let mut events = vec![EpollEvent::empty(); self.connections.len()];
        while self.received < self.sent {
            let count = self.wait(&mut events)?;
            for event in &events[..count] {
                let index = usize::try_from(event.data())?;
                let measuring = matches!(phase, Phase::Measuring(..));
                let Some(now) = self.receive(index, measuring)? else {
                    continue;
                };
                if phase.ends_by(now) {
                    phase = self.after(phase)?;
                }
                if !matches!(phase, Phase::Over(..)) {
                    self.send_next(index, now)?;
                }
            }
        }
        match phase {
            Phase::Over(start, end) => Ok(self.outcome(&start, &end)),
            Phase::Measuring(start, _) => Ok(self.outcome(&start, &self.mark()?)),
            Phase::Before(_) => bail!("the load ended before it was measured"),
        }
    }

    /// Waits for replies; on a core of its own without ever sleeping. So the server neither waits
    /// for the load nor pays for waking it up, as if the load were on another machine, and the
    /// figures are much steadier.
    fn wait(&self, events: &mut [EpollEvent]) -> Result<usize> {
        let has_own_core = self.cores.len() > 1;
        let start = Instant::now();
        while start.elapsed() < SILENCE {
            let limit = if has_own_core {
                EpollTimeout::ZERO
            } else {
                100_u8.into()
            };
            let count = self.epoll.wait(events, limit)?;
            if count > 0 {
                return Ok(count);
            }
        }
        let waiting = self.sent - self.received;
        bail!("no reply for {SILENCE:?}; {waiting} requests wait")
    }

    fn after(&self, phase: Phase) -> Result<Phase> {
        let mark = self.mark()?;
        Ok(match (phase, self.segment.length) {
            (Phase::Before(_), Length::Time { measured, .. }) => {
                let until = mark.at + measured;
                Phase::Measuring(mark, Some(until))
            }
            (Phase::Before(_), Length::Once) => Phase::Measuring(mark, None),
            (Phase::Measuring(start, _) | Phase::Over(start, _), _) => Phase::Over(start, mark),
        })
    }

    fn mark(&self) -> Result<Mark> {
        let own = i32::try_from(std::process::id())?;
        let own_cpu = host::cpu_time(own)?;
        let cpu = self
            .segment
            .pids
            .iter()
            .map(|pid| host::cpu_time(*pid))
            .sum::<Result<_>>()?;
        let cores = self
            .cores
            .iter()
            .map(|core| host::core_time(*core))
            .sum::<Result<_>>()?;
        Ok(Mark {
            at: Instant::now(),
            cpu,
            own_cpu,
            cores,
            bytes: self.bytes,
        })
    }

    /// Sends the next key; none where each was to be sent once and all are.
    fn send_next(&mut self, index: usize, now: Instant) -> Result<()> {
        let count = self.keys.len() as u64;
        if self.segment.length == Length::Once && self.sent >= count {
            return Ok(());
        }
        let key = usize::try_from(self.sent % count)?;
        self.connections[index].send(key, self.keys.request(key), now)?;
        self.sent += 1;
        Ok(())
    }

    /// Takes a reply, if it is whole, and says when it was.
    fn receive(&mut self, index: usize, measuring: bool) -> Result<Option<Instant>> {
        let connection = &mut self.connections[index];
        let (asked, sent_at) = (connection.asked, connection.sent_at);
        let Some(reply) = connection.receive()? else {
            return Ok(None);
        };
        let now = Instant::now();
        self.received += 1;
        let check = self.segment.checks_rooms && self.received.is_multiple_of(CHECKED);
        verify(
            &reply,
            check.then(|| self.keys.room(asked)),
            self.keys.request(asked),
        )?;
        self.bytes += reply.bytes.len() as u64;
        if measuring {
            self.histogram.record(now - sent_at);
        }
        Ok(Some(now))
    }

    fn outcome(&self, start: &Mark, end: &Mark) -> Outcome {
        let measured = self.histogram.total();
        let cpu = end.cpu.saturating_sub(start.cpu);
        let own_cpu = end.own_cpu.saturating_sub(start.own_cpu);
        let cores = end.cores.saturating_sub(start.cores);
        Outcome {
            sent: self.sent,
            measured,
            seconds: (end.at - start.at).as_secs_f64(),
            cpu_seconds: cpu.as_secs_f64(),
            own_cpu_seconds: own_cpu.as_secs_f64(),
            others_seconds: cores.saturating_sub(cpu + own_cpu).as_secs_f64(),
            p50_micros: self.histogram.micros_at(500),
            p99_micros: self.histogram.micros_at(990),
            longest_micros: self.histogram.longest_micros(),
            mean_bytes: (end.bytes - start.bytes) as f64 / measured as f64,
        }
    }
}

fn verify(reply: &Reply<'_>, room: Option<&[u8]>, request: &[u8]) -> Result<()> {
    let wrong = if reply.shape.status != 200 {
        format!("status {}", reply.shape.status)
    } else if room.is_some_and(|room| memmem::find(body(reply), room).is_none()) {
        "another room".to_owned()
    } else {
        return Ok(());
    };
    bail!(
        "{wrong} in the reply\n{}\nto the request\n{}",
        String::from_utf8_lossy(reply.bytes),
        String::from_utf8_lossy(request)
    )
}

fn body<'a>(reply: &Reply<'a>) -> &'a [u8] {
    &reply.bytes[reply.shape.head..]
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Write};
    use std::net::{SocketAddr, TcpListener, TcpStream};
    use std::path::PathBuf;

    use super::*;

    const OK: &str = "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n";

    /// Answers each request on each connection with the same bytes, in two pieces.
    fn server(reply: String) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("bound");
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let reply = reply.clone();
                std::thread::spawn(move || answer(&stream.expect("a connection"), &reply));
            }
        });
        address
    }

    fn answer(mut stream: &TcpStream, reply: &str) {
        stream.set_nodelay(true).expect("a socket");
        let mut lines = BufReader::new(stream).lines();
        while let Some(Ok(line)) = lines.next() {
            if line.is_empty() {
                let (first, second) = reply.split_at(reply.len() / 2);
                if stream.write_all(first.as_bytes()).is_err() {
                    return;
                }
                std::thread::yield_now();
                if stream.write_all(second.as_bytes()).is_err() {
                    return;
                }
            }
        }
    }

    fn run(name: &str, reply: String, length: Length) -> Result<Outcome> {
        let path: PathBuf = std::env::temp_dir().join(format!(
            "openrooms-bench-{name}-{}.keys",
            std::process::id()
        ));
        std::fs::write(&path, "r001 u001 t1\n".repeat(500))?;
        let keys = Keys::read(&path);
        std::fs::remove_file(&path)?;
        let segment = Segment {
            address: server(reply),
            pids: vec![i32::try_from(std::process::id())?],
            keys: path,
            connections: 3,
            length,
            checks_rooms: true,
        };
        Generator::new(&segment, &keys?, &[0])?.run()
    }

    #[test]
    fn each_key_is_asked_for_once() {
        let outcome = run("once", format!("{OK}r001"), Length::Once).expect("all is well");
        assert_eq!((outcome.sent, outcome.measured), (500, 500));
        assert!(
            (outcome.mean_bytes - 42.0).abs() < f64::EPSILON,
            "{}",
            outcome.mean_bytes
        );
        assert!(outcome.p50_micros > 0.0 && outcome.p99_micros >= outcome.p50_micros);
    }

    #[test]
    fn what_comes_before_is_not_measured() {
        let length = Length::Time {
            before: Duration::from_millis(50),
            measured: Duration::from_millis(100),
        };
        let outcome = run("time", format!("{OK}r001"), length).expect("all is well");
        assert!(outcome.measured > 0 && outcome.measured < outcome.sent);
        assert!((0.1..1.0).contains(&outcome.seconds), "{}", outcome.seconds);
    }

    #[test]
    fn another_room_or_status_ends_the_load() {
        let error = run("room", format!("{OK}r002"), Length::Once).expect_err("another room");
        assert!(error.to_string().starts_with("another room"), "{error}");
        let refused = "HTTP/1.1 400 Bad Request\r\ncontent-length: 4\r\n\r\nr001".to_owned();
        let error = run("status", refused, Length::Once).expect_err("refused");
        assert!(error.to_string().starts_with("status 400"), "{error}");
    }
}
