//! One request at a time over a connection of its own, and the shape of a reply.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use memchr::{memchr, memmem};

const LIMIT: Duration = Duration::from_secs(10);

/// Where the parts of a reply lie, told by its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shape {
    pub(crate) status: u16,
    pub(crate) head: usize,
    pub(crate) body: usize,
}

/// `None` while the head is incomplete. A reply without Content-Length is an error: openrooms
/// never sends one.
pub(crate) fn shape(bytes: &[u8]) -> Result<Option<Shape>> {
    let Some(end) = memmem::find(bytes, b"\r\n\r\n") else {
        return Ok(None);
    };
    let status = bytes
        .strip_prefix(b"HTTP/1.1 ")
        .and_then(|rest| std::str::from_utf8(rest.get(..3)?).ok()?.parse().ok())
        .context("a reply that does not begin with HTTP/1.1 and a status")?;
    let body = content_length(&bytes[..end]).context("a reply without Content-Length")?;
    Ok(Some(Shape {
        status,
        head: end + 4,
        body,
    }))
}

fn content_length(head: &[u8]) -> Option<usize> {
    const NAME: &[u8] = b"content-length:";
    let mut rest = head;
    while let Some(line) = memchr(b'\n', rest) {
        rest = &rest[line + 1..];
        if rest.len() > NAME.len() && rest[..NAME.len()].eq_ignore_ascii_case(NAME) {
            let digits = rest[NAME.len()..].trim_ascii_start();
            let length = digits
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .count();
            return std::str::from_utf8(&digits[..length]).ok()?.parse().ok();
        }
    }
    None
}

/// A whole reply, as it came.
pub(crate) struct Reply {
    bytes: Vec<u8>,
    shape: Shape,
}

impl Reply {
    pub(crate) fn status(&self) -> u16 {
        self.shape.status
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(crate) fn body(&self) -> &[u8] {
        &self.bytes[self.shape.head..]
    }
}

/// Sends `request` and reads its reply.
pub(crate) fn exchange(address: SocketAddr, request: &[u8]) -> Result<Reply> {
    let mut stream = TcpStream::connect_timeout(&address, LIMIT)?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(LIMIT))?;
    stream.write_all(request)?;
    let mut bytes = Vec::with_capacity(4_096);
    let mut chunk = [0; 4_096];
    loop {
        let read = stream.read(&mut chunk)?;
        if read == 0 {
            bail!(
                "the connection was closed after {} bytes of the reply",
                bytes.len()
            );
        }
        bytes.extend_from_slice(&chunk[..read]);
        if let Some(shape) = shape(&bytes)?
            && bytes.len() >= shape.head + shape.body
        {
            return Ok(Reply { bytes, shape });
        }
    }
}

/// Sends `request` again and again until it is answered with 200, and says when that was.
pub(crate) fn first_ok(
    address: SocketAddr,
    request: &[u8],
    limit: Duration,
    mut still_there: impl FnMut() -> Result<()>,
) -> Result<Instant> {
    let deadline = Instant::now() + limit;
    loop {
        let last = match exchange(address, request) {
            Ok(reply) if reply.status() == 200 => return Ok(Instant::now()),
            Ok(reply) => String::from_utf8_lossy(reply.bytes()).into_owned(),
            Err(error) => format!("{error:#}"),
        };
        still_there()?;
        if Instant::now() > deadline {
            bail!("no answer with status 200 within {limit:?}; the last was: {last}");
        }
        std::thread::sleep(Duration::from_micros(200));
    }
}

/// A read of a room; or of a page of rooms, where `room` is a question mark and which page.
pub(crate) fn read_request(
    address: SocketAddr,
    room: &str,
    operator: &str,
    token: &str,
) -> Vec<u8> {
    let target = match room.strip_prefix('?') {
        Some(page) => format!("meetingRoomLists?unionId={operator}&{page}"),
        None => format!("meetingRooms/{room}?unionId={operator}"),
    };
    format!(
        "GET /v1.0/rooms/{target} HTTP/1.1\r\n\
         Host: {address}\r\n\
         User-Agent: openrooms-bench\r\n\
         Accept: */*\r\n\
         x-acs-dingtalk-access-token: {token}\r\n\r\n"
    )
    .into_bytes()
}

pub(crate) fn post_json(
    address: SocketAddr,
    path: &str,
    body: &serde_json::Value,
) -> Result<Reply> {
    let body = body.to_string();
    let request = format!(
        "POST {path} HTTP/1.1\r\n\
         Host: {address}\r\n\
         Content-Type: application/json\r\n\
         Content-Length: {}\r\n\
         Connection: close\r\n\r\n{body}",
        body.len()
    );
    exchange(address, request.as_bytes()).with_context(|| format!("POST {path}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_is_measured_by_its_head() {
        let reply = b"HTTP/1.1 200 OK\r\nx: y\r\nContent-length:  12\r\nz: 1\r\n\r\n{}";
        let shape = shape(reply).expect("well formed").expect("complete");
        assert_eq!(
            shape,
            Shape {
                status: 200,
                head: reply.len() - 2,
                body: 12
            }
        );
    }

    #[test]
    fn half_a_head_is_no_reply_yet() {
        assert_eq!(
            shape(b"HTTP/1.1 200 OK\r\ncontent-length: 1").expect("no error"),
            None
        );
    }

    #[test]
    fn what_cannot_be_measured_is_an_error() {
        assert!(shape(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n").is_err());
        assert!(shape(b"SSH-2.0\r\n\r\n").is_err());
    }
}
