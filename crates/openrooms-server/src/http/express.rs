//! The express lane: room reads that need nothing of HTTP but their first line and one header.
//!
//! A connection begins here. As long as what comes is a whole, plain `GET` of a room that is held in
//! memory, it is parsed by hyper's own parser (httparse), answered from one buffer of the thread, and
//! hyper is never asked. The first request that is anything else goes to hyper with all the bytes
//! that were read of it, and the connection stays there. What is plain is decided narrowly, since
//! what hyper would see otherwise must never be answered here.

use std::cell::RefCell;
use std::io;
use std::mem::MaybeUninit;
use std::net::IpAddr;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use http::StatusCode;
use openrooms_core::time::EpochMillis;
use openrooms_protocol::rooms::QueryMeetingRoom;
use openrooms_protocol::{JSON, Operation, REQUEST_ID_HEADER, TOKEN_HEADER, TRACE_ID_HEADER};
use tokio::io::{AsyncRead as _, AsyncWrite as _, ReadBuf};
use tokio::net::TcpStream;

use super::access_log::Record;
use super::connection::{Connection, Phase, Signal};
use super::front::State;
use crate::request_id::RequestIds;
use crate::rooms::query_meeting_room::{self, Answer, RoomRead};

/// The most that is read at once. A head that does not fit is hyper's.
const LARGEST_READ: usize = 16 * 1024;
/// The most headers of a plain request.
const MOST_HEADERS: usize = 32;
/// Replies are sent when they are as large as this together.
const LARGEST_WRITE: usize = 64 * 1024;

/// What the connections of a thread read into and write from: never held across a wait.
pub(super) struct Buffers {
    input: Box<[u8]>,
    output: Vec<u8>,
    date: Date,
}

impl Buffers {
    pub(super) fn new() -> RefCell<Self> {
        let input = vec![0; LARGEST_READ].into_boxed_slice();
        RefCell::new(Self { input, output: Vec::new(), date: Date::default() })
    }
}

/// The date of replies, written once a second.
#[derive(Default)]
struct Date {
    second: i64,
    text: String,
}

impl Date {
    fn at(&mut self, now: EpochMillis) -> &str {
        let second = now.0.div_euclid(1000);
        if self.second != second || self.text.is_empty() {
            let since = std::time::Duration::from_secs(u64::try_from(second).unwrap_or_default());
            self.text = httpdate::fmt_http_date(std::time::UNIX_EPOCH + since);
            self.second = second;
        }
        &self.text
    }
}

/// A request that the lane can answer.
#[derive(Debug, PartialEq)]
struct Plain<'a> {
    path: &'a str,
    query: &'a str,
    token: &'a str,
    /// What proxies wrote, first to last.
    forwarded: Vec<&'a [u8]>,
    /// How many bytes it has.
    length: usize,
}

/// Finds a plain room read at the beginning of `bytes`.
fn plain(bytes: &[u8]) -> Option<Plain<'_>> {
    let mut headers = [const { MaybeUninit::uninit() }; MOST_HEADERS];
    let mut request = httparse::Request::new(&mut []);
    let parsed = request.parse_with_uninit_headers(bytes, &mut headers).ok()?;
    let httparse::Status::Complete(length) = parsed else {
        return None;
    };
    let target = request.path?;
    if request.method != Some("GET") || request.version != Some(1) || !is_plain_target(target) {
        return None;
    }
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    if !query_meeting_room::is_path(path) {
        return None;
    }
    let (mut token, mut forwarded) = (None, Vec::new());
    for header in request.headers.iter() {
        let is = |name: &str| header.name.eq_ignore_ascii_case(name);
        let text = || std::str::from_utf8(header.value).ok();
        // By length first: most headers are none of these.
        match header.name.len() {
            6 if is("expect") => return None,
            7 if is("upgrade") => return None,
            14 if is("content-length") => return None,
            17 if is("transfer-encoding") => return None,
            10 if is("connection") && !header.value.eq_ignore_ascii_case(b"keep-alive") => {
                return None;
            }
            15 if is("x-forwarded-for") => forwarded.push(header.value),
            27 if is(TOKEN_HEADER) => {
                let is_plain = header.value.iter().all(u8::is_ascii_graphic);
                if !is_plain || token.replace(text()?).is_some() {
                    return None;
                }
            }
            _ => {}
        }
    }
    Some(Plain { path, query, token: token?, forwarded, length })
}

/// Whether a target has only what the standard lets a path and a query have (RFC 3986, 3.3 and 3.4).
fn is_plain_target(target: &str) -> bool {
    const ALPHANUMERIC: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    const OTHERS: &[u8] = b"-._~%!$&'()*+,;=:@/?";
    const PLAIN: [bool; 256] = {
        let mut plain = [false; 256];
        let mut at = 0;
        while at < ALPHANUMERIC.len() {
            plain[ALPHANUMERIC[at] as usize] = true;
            at += 1;
        }
        let mut at = 0;
        while at < OTHERS.len() {
            plain[OTHERS[at] as usize] = true;
            at += 1;
        }
        plain
    };
    target.bytes().all(|byte| PLAIN[usize::from(byte)])
}

/// How a connection left the lane.
pub(super) enum Left {
    /// With a request for hyper, as far as it has come.
    ForHyper(Vec<u8>),
    /// Because it was told to, after its last reply.
    Told,
    /// By its client's will, by a fault of the network, or at once.
    Ended,
}

/// One connection in the lane.
pub(super) struct Lane<'a> {
    state: &'a State,
    connection: &'a Connection,
    peer: IpAddr,
    /// Replies that the client has not yet taken.
    unsent: Vec<u8>,
    /// How the connection leaves the lane after them.
    leaving: Option<Left>,
    /// Whether it is to close after them.
    is_told: bool,
}

impl<'a> Lane<'a> {
    pub(super) fn new(state: &'a State, connection: &'a Connection, peer: IpAddr) -> Self {
        Self { state, connection, peer, unsent: Vec::new(), leaving: None, is_told: false }
    }

    /// Answers until something leaves the lane.
    pub(super) fn poll(&mut self, socket: &mut TcpStream, cx: &mut Context<'_>) -> Poll<Left> {
        match self.connection.told(cx) {
            Some(Signal::Drop) => return Poll::Ready(Left::Ended),
            Some(_) => self.is_told = true,
            None => {}
        }
        // What has come already is read first: it may be a request.
        match self.exchange(socket, cx) {
            Poll::Ready(Ok(left)) => Poll::Ready(left),
            Poll::Ready(Err(_)) => Poll::Ready(Left::Ended),
            Poll::Pending if self.is_told && self.unsent.is_empty() => Poll::Ready(Left::Ended),
            Poll::Pending => Poll::Pending,
        }
    }

    fn exchange(&mut self, socket: &mut TcpStream, cx: &mut Context<'_>) -> Poll<io::Result<Left>> {
        loop {
            while !self.unsent.is_empty() {
                let written = Pin::new(&mut *socket).poll_write(cx, &self.unsent);
                self.connection.note(&written, self.state.shared.tick.get());
                let written = ready!(written)?;
                if written == 0 {
                    return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
                }
                self.unsent.drain(..written);
            }
            if let Some(left) = self.leaving.take() {
                if self.is_told {
                    self.connection.tell(Signal::Close);
                }
                return Poll::Ready(Ok(left));
            }
            let buffers = &mut *self.state.buffers.borrow_mut();
            let mut read = ReadBuf::new(&mut buffers.input);
            ready!(Pin::new(&mut *socket).poll_read(cx, &mut read))?;
            let bytes = read.filled();
            if bytes.is_empty() {
                return Poll::Ready(Ok(Left::Ended));
            }
            buffers.output.clear();
            let answered = self.answer_all(bytes, &mut buffers.output, &mut buffers.date);
            if answered < bytes.len() && self.leaving.is_none() {
                self.leaving = Some(Left::ForHyper(bytes[answered..].to_vec()));
            }
            if buffers.output.is_empty() {
                continue;
            }
            let written = Pin::new(&mut *socket).poll_write(cx, &buffers.output);
            self.connection.note(&written, self.state.shared.tick.get());
            match written? {
                Poll::Ready(0) => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                Poll::Ready(written) => self.unsent.extend_from_slice(&buffers.output[written..]),
                Poll::Pending => self.unsent.extend_from_slice(&buffers.output),
            }
        }
    }

    /// Answers what can be answered at the beginning of `bytes`; gives how many bytes that was.
    fn answer_all(&mut self, bytes: &[u8], output: &mut Vec<u8>, date: &mut Date) -> usize {
        let mut answered = 0;
        while answered < bytes.len() && output.len() < LARGEST_WRITE {
            let Some(request) = plain(&bytes[answered..]) else {
                break;
            };
            if !self.answer(&request, output, date) {
                break;
            }
            answered += request.length;
            self.connection.phase.set(Phase::Idle(self.state.shared.tick.get()));
            if self.state.options.node.is_draining() {
                self.leaving = Some(Left::Told);
                break;
            }
        }
        answered
    }

    /// Answers one request, where memory has the answer.
    fn answer(&self, request: &Plain<'_>, output: &mut Vec<u8>, date: &mut Date) -> bool {
        let (options, shared) = (&self.state.options, &self.state.shared);
        let arrived = shared.clock.arrived();
        let read = RoomRead {
            path: request.path,
            query: request.query,
            token: request.token,
            address: options.node.address(self.peer, request.forwarded.iter().copied()),
            arrived,
        };
        let ids = shared.ids.ids(arrived.at);
        let mut reply =
            Reply { ids, date: date.at(arrived.at), closes: options.node.is_draining(), output };
        let answer = self.state.read_from_memory(&read, |body| reply.write(StatusCode::OK, body));
        let Some(Answer { client, result }) = answer else {
            return false;
        };
        let status = match result {
            Ok(()) => StatusCode::OK,
            Err(problem) => {
                let (status, body) = problem.render(&ids.request_id());
                reply.write(status, &body);
                status
            }
        };
        let record = Record::of(QueryMeetingRoom::ACTION, client, status, ids, arrived);
        shared.log.push(&record);
        true
    }
}

/// A reply as hyper would write it: the same headers in the same order.
struct Reply<'a> {
    ids: RequestIds,
    date: &'a str,
    closes: bool,
    output: &'a mut Vec<u8>,
}

impl Reply<'_> {
    fn write(&mut self, status: StatusCode, body: &[u8]) {
        let connection: &[u8] = if self.closes { b"\r\nconnection: close" } else { b"" };
        let mut length = itoa::Buffer::new();
        let parts: [&[u8]; 21] = [
            b"HTTP/1.1 ",
            status.as_str().as_bytes(),
            b" ",
            status.canonical_reason().unwrap_or_default().as_bytes(),
            b"\r\ncontent-type: ",
            JSON.as_bytes(),
            b"\r\n",
            REQUEST_ID_HEADER.as_bytes(),
            b": ",
            &self.ids.request_text(),
            b"\r\n",
            TRACE_ID_HEADER.as_bytes(),
            b": ",
            &self.ids.trace_text(),
            connection,
            b"\r\ncontent-length: ",
            length.format(body.len()).as_bytes(),
            b"\r\ndate: ",
            self.date.as_bytes(),
            b"\r\n\r\n",
            body,
        ];
        for part in parts {
            self.output.extend_from_slice(part);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: &str = "GET /v1.0/rooms/meetingRooms/r%2F1?unionId=a+b HTTP/1.1\r\nHost: x\r\n\
        Connection: Keep-Alive\r\nX-Forwarded-For: 192.0.2.1\r\n\
        X-ACS-DingTalk-Access-Token:  abc \r\nx-forwarded-for: 192.0.2.2\r\n\r\n";

    #[test]
    fn a_plain_read_is_taken_as_far_as_it_goes() {
        let bytes = format!("{PLAIN}GET / HTTP/1.1");
        let wanted = Plain {
            path: "/v1.0/rooms/meetingRooms/r%2F1",
            query: "unionId=a+b",
            token: "abc",
            forwarded: vec![b"192.0.2.1", b"192.0.2.2"],
            length: PLAIN.len(),
        };
        assert_eq!(plain(bytes.as_bytes()), Some(wanted));
    }

    #[test]
    fn whatever_hyper_might_see_otherwise_is_not_taken() {
        for (from, to) in [
            ("GET", "HEAD"),
            ("GET", "POST"),
            ("HTTP/1.1", "HTTP/1.0"),
            ("/v1.0", "http://x/v1.0"),
            ("/v1.0", "v1.0"),
            ("meetingRooms/", "meetingrooms/"),
            ("r%2F1", "r/1"),
            ("r%2F1", ""),
            ("a+b", "a#b"),
            ("a+b", "a{b"),
            ("a+b", "\u{e9}"),
            ("Host: x", "Content-Length: 0"),
            ("Host: x", "Transfer-Encoding: chunked"),
            ("Host: x", "Expect: 100-continue"),
            ("Host: x", "Upgrade: h2c"),
            ("Host: x", "Connection: close"),
            ("Host: x", "Connection: keep-alive, upgrade"),
            ("Host: x", "x-acs-dingtalk-access-token: abc"),
            ("Host: x", "Host : x"),
            ("Host: x", "Host: x\r\n y"),
            ("abc", "a b"),
            ("abc", "a\tb"),
            ("abc", "\u{e9}"),
            ("X-ACS-DingTalk-Access-Token", "Authorization"),
            ("\r\n\r\n", "\r\n"),
        ] {
            let changed = PLAIN.replacen(from, to, 1);
            assert_ne!(changed, PLAIN);
            assert_eq!(plain(changed.as_bytes()), None, "{changed}");
        }
        let many = PLAIN.replace("Host: x", &vec!["a: b"; MOST_HEADERS].join("\r\n"));
        assert_eq!(plain(many.as_bytes()), None);
        for cut in 0..PLAIN.len() {
            assert_eq!(plain(&PLAIN.as_bytes()[..cut]), None, "{cut}");
        }
    }
}
