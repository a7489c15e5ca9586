//! HTTP as bytes: what a client writes, and what comes back.

use std::net::SocketAddr;
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// Longer than the server ever takes: a test that waits so long has failed.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// One reply.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) version: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    /// The first reply in `bytes` and how long it is; `None` where it is not yet whole.
    pub(crate) fn read(bytes: &[u8]) -> Option<(Self, usize)> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
        let head = std::str::from_utf8(&bytes[..end]).expect("a head is text");
        let mut lines = head.trim_end().split("\r\n");
        let first = lines.next().expect("a head has a line");
        let (version, rest) = first.split_once(' ').expect("a status line has words");
        assert!(matches!(version, "HTTP/1.1" | "HTTP/1.0"), "{first:?}");
        let status = rest.get(..3).and_then(|digits| digits.parse().ok());
        let status: u16 = status.unwrap_or_else(|| panic!("a status is a number: {first:?}"));
        let headers: Vec<_> = lines
            .map(|line| {
                let (name, value) = line.split_once(':').expect("a header has a colon");
                (name.to_ascii_lowercase(), value.trim().to_owned())
            })
            .collect();
        let mut reply = Self { status, version: version.to_owned(), headers, body: Vec::new() };
        if status < 200 || matches!(status, 204 | 304) {
            return Some((reply, end));
        }
        let length = reply.header("content-length").expect("a reply tells its length");
        let length: usize = length.parse().expect("a length is a number");
        // A reply to HEAD tells the length of a body that it does not have.
        let rest = &bytes[end..];
        if rest.is_empty() && length > 0 {
            return None;
        }
        if rest.starts_with(b"HTTP/1.") {
            return Some((reply, end));
        }
        reply.body = rest.get(..length)?.to_vec();
        Some((reply, end + length))
    }

    /// All replies in `bytes`; nothing may be left over.
    pub(crate) fn all(mut bytes: &[u8]) -> Vec<Self> {
        let mut replies = Vec::new();
        while !bytes.is_empty() {
            let (reply, length) = Self::read(bytes)
                .or_else(|| head_only(bytes))
                .unwrap_or_else(|| panic!("no whole reply: {:?}", String::from_utf8_lossy(bytes)));
            bytes = &bytes[length..];
            replies.push(reply);
        }
        replies
    }

    /// The one header of that name.
    pub(crate) fn header(&self, wanted: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(name, _)| name == wanted);
        let value = found.next().map(|(_, value)| value.as_str());
        assert!(found.next().is_none(), "{wanted} is there twice");
        value
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {:?}", String::from_utf8_lossy(&self.body)))
    }

    /// A text of the body.
    pub(crate) fn text(&self, name: &str) -> String {
        let body = self.json();
        body[name].as_str().unwrap_or_else(|| panic!("no text {name}: {body}")).to_owned()
    }

    /// Status and code (or errcode); `ok` where there is neither.
    pub(crate) fn outcome(&self) -> (u16, String) {
        let body = self.json();
        let code = match (&body["code"], &body["errcode"]) {
            (Value::String(code), _) => code.clone(),
            (_, Value::Number(code)) => code.to_string(),
            _ => "ok".to_owned(),
        };
        (self.status, code)
    }

    /// Checks what every reply keeps to, whatever was asked.
    pub(crate) fn check(&self) {
        let id = self.header("x-acs-request-id").expect("a reply has its id");
        assert!(is_upper_uuid_v7(id), "{id}");
        let trace = self.header("x-acs-trace-id").expect("a reply has its trace");
        let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        assert!(trace.len() == 32 && trace.bytes().all(is_hex), "{trace}");
        // A page of ours; nothing to say; or a browser goes elsewhere.
        if self.header("content-security-policy").is_some() || matches!(self.status, 204 | 303) {
            return;
        }
        assert_eq!(self.header("content-type"), Some("application/json;charset=utf-8"));
        let body = self.json();
        assert!(body.is_object(), "{body}");
        if body.get("errcode").is_some() {
            assert_eq!(self.status, 200, "{body}");
            assert!(body["errmsg"].is_string(), "{body}");
        } else if self.status != 200 {
            assert!(body["code"].is_string() && body["message"].is_string(), "{body}");
            assert_eq!(body["requestid"].as_str(), Some(id));
        } else {
            assert!(body.get("code").is_none(), "a refusal with status 200: {body}");
        }
    }
}

/// A last reply without the body that its length tells of: HEAD was asked.
fn head_only(bytes: &[u8]) -> Option<(Reply, usize)> {
    if !bytes.ends_with(b"\r\n\r\n") {
        return None;
    }
    let marked = [bytes, b"HTTP/1."].concat();
    let (reply, length) = Reply::read(&marked)?;
    (length == bytes.len()).then_some((reply, length))
}

fn is_upper_uuid_v7(id: &str) -> bool {
    let form = |(at, byte): (usize, u8)| match at {
        8 | 13 | 18 | 23 => byte == b'-',
        14 => byte == b'7',
        19 => matches!(byte, b'8' | b'9' | b'A' | b'B'),
        _ => byte.is_ascii_digit() || (b'A'..=b'F').contains(&byte),
    };
    id.len() == 36 && id.bytes().enumerate().all(form)
}

/// One connection.
pub(crate) struct Client {
    socket: TcpStream,
    received: Vec<u8>,
}

impl Client {
    pub(crate) async fn connect(address: SocketAddr) -> Self {
        let socket = TcpStream::connect(address).await.unwrap();
        socket.set_nodelay(true).unwrap();
        Self::of(socket)
    }

    /// A connection that is there.
    pub(crate) fn of(socket: TcpStream) -> Self {
        Self { socket, received: Vec::new() }
    }

    /// Sends as much as the server takes: it may answer and close before it has read all.
    pub(crate) async fn send(&mut self, bytes: impl AsRef<[u8]>) {
        let _ = self.try_send(bytes).await;
    }

    /// Sends, and says whether the server took it.
    pub(crate) async fn try_send(&mut self, bytes: impl AsRef<[u8]>) -> std::io::Result<()> {
        let sending = self.socket.write_all(bytes.as_ref());
        timeout(PATIENCE, sending).await.expect("the server reads or closes")
    }

    /// Sends no more, but reads on.
    pub(crate) async fn finish(&mut self) {
        // The server may have closed already.
        let _ = self.socket.shutdown().await;
    }

    /// The next reply; `None` where the connection ended without one.
    pub(crate) async fn try_reply(&mut self) -> Option<Reply> {
        loop {
            if let Some((reply, length)) = Reply::read(&self.received) {
                self.received.drain(..length);
                return Some(reply);
            }
            let mut piece = [0; 16 * 1024];
            let reading = timeout(PATIENCE, self.socket.read(&mut piece)).await;
            match reading.expect("the server answers or closes") {
                Ok(0) | Err(_) => {
                    let left = String::from_utf8_lossy(&self.received);
                    assert!(left.is_empty(), "a part of a reply: {left:?}");
                    return None;
                }
                Ok(length) => self.received.extend_from_slice(&piece[..length]),
            }
        }
    }

    /// The next reply.
    pub(crate) async fn reply(&mut self) -> Reply {
        self.try_reply().await.expect("the connection ended without a reply")
    }

    /// Everything that comes until the server closes; a reset is an error.
    pub(crate) async fn rest(&mut self) -> Vec<u8> {
        let reading = timeout(PATIENCE, self.socket.read_to_end(&mut self.received)).await;
        reading.expect("the server closes").expect("the connection is not reset");
        std::mem::take(&mut self.received)
    }

    /// All replies until the server closes.
    pub(crate) async fn replies(&mut self) -> Vec<Reply> {
        Reply::all(&self.rest().await)
    }

    /// Sends a request and reads its reply.
    pub(crate) async fn call(&mut self, request: impl AsRef<[u8]>) -> Reply {
        self.send(request).await;
        self.reply().await
    }
}
