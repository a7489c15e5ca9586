//! A connection's socket, watched.
//!
//! hyper answers what it cannot parse with an empty 400, 414 or 431, and that would be no JSON: the
//! SDKs parse every error's body. So an empty refusal that is not ours is replaced on its way out.
//! The socket also notes when a head begins and how large it gets, so that one that never ends is
//! noticed.

use std::cell::Cell;
use std::io;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http::StatusCode;
use openrooms_protocol::{JSON, REQUEST_ID_HEADER, TRACE_ID_HEADER};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::access_log::{Lines, Record};
use super::connection::{Connection, Phase, Signal};
use super::framing::Framing;
use super::respond::Subject;
use crate::clock::Clock;
use crate::problem::Problem;
use crate::request_id::IdSource;

/// What the thread's parts share, and what makes ids.
pub(super) struct Shared {
    pub(super) ids: IdSource,
    pub(super) clock: Clock,
    pub(super) tick: Cell<u64>,
    pub(super) log: Lines,
}

pub(super) struct Guarded<S> {
    socket: S,
    /// What was read before, and hyper has not seen yet.
    read: Bytes,
    framing: Framing,
    connection: Rc<Connection>,
    shared: Rc<Shared>,
    /// What stands in for a reply of hyper's, as far as it is not yet written.
    replacement: Vec<u8>,
    /// Whether the last word was said.
    has_refused: bool,
}

impl<S> Guarded<S> {
    pub(super) fn new(
        socket: S,
        read: Vec<u8>,
        connection: Rc<Connection>,
        shared: Rc<Shared>,
    ) -> Self {
        Self {
            socket,
            read: read.into(),
            framing: Framing::new(),
            connection,
            shared,
            replacement: Vec::new(),
            has_refused: false,
        }
    }
}

impl<S> Guarded<S> {
    /// The socket, and what was read of it and not seen by hyper.
    pub(super) fn into_parts(self) -> (S, Vec<u8>) {
        (self.socket, self.read.to_vec())
    }
}

impl<S: AsyncWrite + Unpin> Guarded<S> {
    fn poll_replacement(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.replacement.is_empty() {
            let written = Pin::new(&mut self.socket).poll_write(cx, &self.replacement);
            self.connection.note(&written, self.shared.tick.get());
            let written = ready!(written)?;
            if written == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.replacement.drain(..written);
        }
        Poll::Ready(Ok(()))
    }

    /// Writes a refusal in the wire's form past hyper: nothing can be parsed on this connection.
    pub(super) async fn refuse(&mut self, problem: &Problem) -> io::Result<()> {
        use tokio::io::AsyncWriteExt as _;
        if self.has_refused {
            return Ok(());
        }
        self.has_refused = true;
        self.replacement.extend(raw_refusal(problem, &self.shared));
        std::future::poll_fn(|cx| self.poll_replacement(cx)).await?;
        self.socket.shutdown().await
    }
}

/// A whole reply that closes its connection, noted in the log.
fn raw_refusal(problem: &Problem, shared: &Shared) -> Vec<u8> {
    let ids = shared.ids.ids(shared.clock.now());
    let (status, body) = problem.render(&ids.request_id());
    let reason = status.canonical_reason().unwrap_or_default();
    let trace = ids.trace_header();
    let head = format!(
        "HTTP/1.1 {} {reason}\r\ncontent-type: {JSON}\r\n{REQUEST_ID_HEADER}: {}\r\n\
         {TRACE_ID_HEADER}: {}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        status.as_u16(),
        ids.request_id(),
        trace.to_str().unwrap_or_default(),
        body.len(),
    );
    let (at, subject) = (shared.clock.now(), Subject::default());
    let status = status.as_u16();
    shared.log.push(&Record { at, ids, subject, status, micros: 0 });
    [head.into_bytes(), body].concat()
}

/// Where in `bytes` an empty refusal of hyper's begins, and its status. It is always the last thing
/// that hyper writes.
fn empty_refusal(bytes: &[u8]) -> Option<(usize, StatusCode)> {
    const START: &[u8] = b"HTTP/1.";
    if !bytes.ends_with(b"\r\n\r\n") {
        return None;
    }
    let start = bytes.windows(START.len()).rposition(|window| window == START)?;
    let head = std::str::from_utf8(&bytes[start..]).ok()?;
    let status = head.get(9..12)?.parse::<u16>().ok()?;
    let is_ours = head.contains(REQUEST_ID_HEADER);
    let status = StatusCode::from_u16(status).ok().filter(StatusCode::is_client_error)?;
    (!is_ours).then_some((start, status))
}

/// The wire's word for what hyper could not parse.
fn problem_of(status: StatusCode) -> Problem {
    match status {
        StatusCode::BAD_REQUEST => Problem::ParameterWrong("malformed request".into()),
        status => Problem::TooLarge(status),
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Guarded<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        let is_idle = || matches!(this.connection.phase.get(), Phase::Idle(_));
        let begins = || this.connection.phase.set(Phase::Head(this.shared.tick.get()));
        if this.framing.goes_on(this.connection.body.take(), is_idle()) {
            begins();
        }
        if this.read.is_empty() {
            let before = buffer.filled().len();
            ready!(Pin::new(&mut this.socket).poll_read(cx, buffer))?;
            let came = &buffer.filled()[before..];
            if came.is_empty() {
                return Poll::Ready(Ok(()));
            }
            this.read = Bytes::copy_from_slice(came);
            buffer.set_filled(before);
        }
        if is_idle() {
            begins();
        }
        let next = this.read.len().min(buffer.remaining());
        match this.framing.admit(&this.read[..next]) {
            Ok(admitted) => {
                buffer.put_slice(&this.read.split_to(admitted));
                Poll::Ready(Ok(()))
            }
            Err(too_large) => {
                this.connection.tell(Signal::HeadTooLarge(too_large));
                Poll::Pending
            }
        }
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Guarded<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        if !self.replacement.is_empty() {
            ready!(self.poll_replacement(cx))?;
        }
        if let Some((start, status)) = empty_refusal(bytes) {
            self.replacement.extend_from_slice(&bytes[..start]);
            let refusal = raw_refusal(&problem_of(status), &self.shared);
            self.replacement.extend(refusal);
            self.has_refused = true;
            return Poll::Ready(Ok(bytes.len()));
        }
        let written = Pin::new(&mut self.socket).poll_write(cx, bytes);
        self.connection.note(&written, self.shared.tick.get());
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_replacement(cx))?;
        Pin::new(&mut self.socket).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_replacement(cx))?;
        Pin::new(&mut self.socket).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_empty_refusal_that_is_not_ours_is_found() {
        let hypers = "HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
        let ours = "HTTP/1.1 404 Not Found\r\nx-acs-request-id: X\r\ncontent-length: 0\r\n\r\n";
        let body = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";
        assert_eq!(empty_refusal(hypers.as_bytes()), Some((0, StatusCode::BAD_REQUEST)));
        let both = format!("{body}{hypers}");
        assert_eq!(empty_refusal(both.as_bytes()), Some((body.len(), StatusCode::BAD_REQUEST)));
        for other in [ours, body, "HTTP/1.1 100 Continue\r\n\r\n", "", "\r\n\r\n"] {
            assert_eq!(empty_refusal(other.as_bytes()), None, "{other}");
        }
    }
}
