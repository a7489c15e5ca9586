//! Those who book: by HTTP, or by a bare insert; one after the other each, so many at once.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use super::database::{Inserted, Pool};
use super::scenario::Scenario;
use crate::histogram::Histogram;
use crate::http;

/// What came of some seconds of booking.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    pub(crate) had: u64,
    pub(crate) refused: u64,
    /// Answered with 503: they count neither way.
    pub(crate) late: u64,
    pub(crate) seconds: f64,
    pub(crate) p50_millis: f64,
    pub(crate) p99_millis: f64,
    pub(crate) slowest_millis: f64,
    pub(crate) cpu_micros: f64,
    /// How many wishes there were to be had, and how many were used up.
    pub(crate) used: i64,
}

impl Outcome {
    /// Had or refused, a second.
    pub(crate) fn per_second(&self) -> f64 {
        (self.had + self.refused) as f64 / self.seconds
    }
}

/// Whom to ask.
#[derive(Clone)]
pub(crate) enum Side {
    Server {
        address: SocketAddr,
        token: Arc<str>,
    },
    Bare(Pool),
}

struct Client {
    answers: Vec<(Duration, Inserted)>,
}

/// Lets `clients` book for so long, beginning with the `first` of `most` wishes.
pub(crate) async fn book(
    side: &Side,
    scenario: Scenario,
    clients: usize,
    time: Duration,
    first: i64,
    most: i64,
) -> Result<Outcome> {
    let next = Arc::new(AtomicI64::new(0));
    let begin = Instant::now();
    let end = begin + time;
    let mut all = JoinSet::new();
    for _ in 0..clients {
        let (side, next) = (side.clone(), Arc::clone(&next));
        all.spawn(async move { one(&side, scenario, &next, first, most, end).await });
    }
    let mut histogram = Histogram::new();
    let (mut had, mut refused, mut late) = (0, 0, 0);
    while let Some(client) = all.join_next().await {
        for (latency, answer) in client??.answers {
            histogram.record(latency);
            match answer {
                Inserted::Had => had += 1,
                Inserted::Refused => refused += 1,
                Inserted::Late => late += 1,
            }
        }
    }
    let used = next.load(Ordering::Relaxed);
    if used >= most {
        bail!("{most} events were too few for {time:?}");
    }
    Ok(Outcome {
        had,
        refused,
        late,
        // What began in time counts whole, and so does its time.
        seconds: begin.elapsed().as_secs_f64(),
        p50_millis: histogram.micros_at(500) / 1e3,
        p99_millis: histogram.micros_at(990) / 1e3,
        slowest_millis: histogram.longest_micros() / 1e3,
        cpu_micros: f64::NAN,
        used,
    })
}

async fn one(
    side: &Side,
    scenario: Scenario,
    next: &AtomicI64,
    first: i64,
    most: i64,
    end: Instant,
) -> Result<Client> {
    let mut client = Client {
        answers: Vec::new(),
    };
    let mut stream = match side {
        Side::Server { address, .. } => {
            let stream = TcpStream::connect(address).await?;
            stream.set_nodelay(true)?;
            Some(stream)
        }
        Side::Bare(_) => None,
    };
    let mut buffer = Vec::with_capacity(4_096);
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if number >= most || Instant::now() >= end {
            return Ok(client);
        }
        let wish = scenario.wish(first + number);
        let asked = Instant::now();
        let answer = match (side, &mut stream) {
            (Side::Bare(pool), _) => pool.insert(scenario, &wish).await?,
            (Side::Server { address, token }, Some(stream)) => {
                let body = format!(
                    "{{\"meetingRoomsToAdd\":[{{\"roomId\":\"{}\"}}]}}",
                    wish.room
                );
                let request = format!(
                    "POST /v1.0/calendar/users/{}/calendars/primary/events/{}/meetingRooms HTTP/1.1\r\n\
                     Host: {address}\r\n\
                     x-acs-dingtalk-access-token: {token}\r\n\
                     Content-Type: application/json\r\n\
                     Content-Length: {}\r\n\r\n{body}",
                    wish.person,
                    wish.event,
                    body.len()
                );
                stream.write_all(request.as_bytes()).await?;
                answer(stream, &mut buffer).await?
            }
            (Side::Server { .. }, None) => unreachable!("it was connected"),
        };
        client.answers.push((asked.elapsed(), answer));
    }
}

async fn answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Result<Inserted> {
    buffer.clear();
    let shape = loop {
        if stream.read_buf(buffer).await? == 0 {
            bail!("the server closed a connection");
        }
        if let Some(shape) = http::shape(buffer)?
            && buffer.len() >= shape.head + shape.body
        {
            break shape;
        }
    };
    let body = buffer.get(shape.head..).context("a body")?;
    match shape.status {
        200 => Ok(Inserted::Had),
        400 if memchr::memmem::find(body, b"\"meetingRoomNotAvailable\"").is_some() => {
            Ok(Inserted::Refused)
        }
        503 => Ok(Inserted::Late),
        status => bail!("{status}: {}", String::from_utf8_lossy(body)),
    }
}
