//! What openrooms is compared with: hyper answering each request with the same reply, read from
//! a file, and checking nothing.
//!
//! It gets what it can be given: one thread on one core, the same allocator, no timer, the
//! request's own header map used again for the reply (building a new one costs twice as much),
//! and of hyper's two ways to write the faster (`bench/run --only tune` compares them).

use std::convert::Infallible;
use std::ffi::OsStr;
use std::fs::File;
use std::future::ready;
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use bytes::Bytes;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::header::{HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};

use crate::http::{self, shape};
use crate::process::{Place, Process, free_address, this_program};

/// The faster of hyper's ways to write.
pub(crate) const FASTER: &[&str] = &["--pipeline-flush"];

/// Headers that hyper writes itself.
const BY_HYPER: &[&str] = &["date", "content-length", "connection", "keep-alive"];

/// Such a server as a process.
pub(crate) struct StaticServer {
    process: Process,
    pub(crate) address: SocketAddr,
    pub(crate) first_reply: Instant,
}

impl StaticServer {
    pub(crate) fn start(
        work: &Path,
        reply: &Path,
        switches: &[&str],
        place: Place,
    ) -> Result<Self> {
        let address = free_address()?;
        let text = address.to_string();
        let mut words: Vec<&OsStr> = vec!["static-server".as_ref(), text.as_ref(), reply.as_ref()];
        words.extend(switches.iter().map(OsStr::new));
        let log = File::create(work.join("static-server.log"))?;
        let mut process = Process::pinned("static-server", place, &this_program(&words)?, log)?;
        let request = http::read_request(address, "room", "operator", "token");
        let limit = Duration::from_secs(10);
        let first_reply = http::first_ok(address, &request, limit, || process.check_alive())?;
        Ok(Self {
            process,
            address,
            first_reply,
        })
    }

    pub(crate) fn pid(&self) -> i32 {
        self.process.pid()
    }
}

struct Canned {
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Bytes,
}

/// `static-server ADDRESS REPLY-FILE [--writev] [--pipeline-flush]`
pub(crate) fn run(words: &[String]) -> Result<()> {
    let [address, reply, switches @ ..] = words else {
        anyhow::bail!("static-server ADDRESS REPLY-FILE [--writev] [--pipeline-flush]")
    };
    let address: SocketAddr = address.parse()?;
    let canned = Canned::parse(&std::fs::read(reply).with_context(|| format!("reading {reply}"))?)?;
    // One reply for the whole life of the process, so that no count is kept of its users.
    let canned: &'static Canned = Box::leak(Box::new(canned));
    let mut builder = http1::Builder::new();
    builder.writev(switches.iter().any(|word| word == "--writev"));
    builder.pipeline_flush(switches.iter().any(|word| word == "--pipeline-flush"));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind(address).await?;
        loop {
            let (stream, _) = listener.accept().await?;
            tokio::spawn(serve(stream, builder.clone(), canned));
        }
    })
}

async fn serve(stream: TcpStream, builder: http1::Builder, canned: &'static Canned) {
    // A connection that breaks ends; the load generator notices.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| ready(Ok::<_, Infallible>(canned.answer(request))));
    let _ = builder
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

impl Canned {
    fn parse(reply: &[u8]) -> Result<Self> {
        let shape = shape(reply)?.context("the reply is not whole")?;
        let head = std::str::from_utf8(&reply[..shape.head])?;
        let mut headers = Vec::new();
        for line in head.lines().skip(1).filter(|line| !line.is_empty()) {
            let (name, value) = line.split_once(':').context("a header without a colon")?;
            if !BY_HYPER
                .iter()
                .any(|other| other.eq_ignore_ascii_case(name))
            {
                // Static, so that a clone counts nothing.
                let value = Bytes::from_static(value.trim().to_owned().leak().as_bytes());
                let name = HeaderName::from_static(name.to_ascii_lowercase().leak());
                headers.push((name, HeaderValue::from_maybe_shared(value)?));
            }
        }
        let body = reply
            .get(shape.head..shape.head + shape.body)
            .context("the body is cut")?;
        Ok(Self {
            headers,
            body: Bytes::from(body.to_vec().leak() as &'static [u8]),
        })
    }

    fn answer(&self, request: Request<Incoming>) -> Response<Full<Bytes>> {
        let (parts, _) = request.into_parts();
        let mut headers = parts.headers;
        headers.clear();
        for (name, value) in &self.headers {
            headers.insert(name.clone(), value.clone());
        }
        let mut response = Response::new(Full::new(self.body.clone()));
        *response.headers_mut() = headers;
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reply_keeps_its_headers_but_for_those_of_hyper() {
        let reply = b"HTTP/1.1 200 OK\r\ncontent-type: a/b\r\nX-Id: 7\r\nContent-Length: 2\r\n\
            date: today\r\n\r\n{}";
        let canned = Canned::parse(reply).expect("a whole reply");
        let names: Vec<&str> = canned
            .headers
            .iter()
            .map(|(name, _)| name.as_str())
            .collect();
        assert_eq!(names, ["content-type", "x-id"]);
        assert_eq!(&canned.body[..], b"{}");
    }
}
