//! The least of an HTTP client: one request a connection.

use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use serde_json::Value;

/// A reply with a JSON body.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) body: Value,
}

impl Reply {
    /// The status, and the code of an error.
    pub(crate) fn gist(&self) -> (u16, &str) {
        (self.status, self.body["code"].as_str().unwrap_or_default())
    }
}

pub(crate) fn get(address: SocketAddr, target: &str, token: Option<&str>) -> Reply {
    let mut head = format!("GET {target} HTTP/1.1\r\nHost: openrooms\r\nConnection: close\r\n");
    if let Some(token) = token {
        write!(head, "x-acs-dingtalk-access-token: {token}\r\n").unwrap();
    }
    exchange(address, &format!("{head}\r\n"))
}

pub(crate) fn post(address: SocketAddr, target: &str, body: &Value) -> Reply {
    let body = body.to_string();
    let length = body.len();
    exchange(
        address,
        &format!(
            "POST {target} HTTP/1.1\r\nHost: openrooms\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        ),
    )
}

/// One request with a body and a token, of a server that may end before it answers.
pub(crate) fn send(
    address: SocketAddr,
    method: &str,
    target: &str,
    token: &str,
    body: &Value,
) -> std::io::Result<Reply> {
    send_with(address, (method, target), token, "", body)
}

/// The same as a change that has a name of its own: x-client-token.
pub(crate) fn send_named(
    address: SocketAddr,
    target: &str,
    token: &str,
    name: &str,
    body: &Value,
) -> std::io::Result<Reply> {
    send_with(address, ("POST", target), token, &format!("x-client-token: {name}\r\n"), body)
}

fn send_with(
    address: SocketAddr,
    (method, target): (&str, &str),
    token: &str,
    more: &str,
    body: &Value,
) -> std::io::Result<Reply> {
    let body = body.to_string();
    let length = body.len();
    let mut socket = TcpStream::connect(address)?;
    socket.set_read_timeout(Some(Duration::from_mins(1)))?;
    socket.write_all(
        format!(
            "{method} {target} HTTP/1.1\r\nHost: openrooms\r\nConnection: close\r\n\
             x-acs-dingtalk-access-token: {token}\r\n{more}Content-Type: application/json\r\n\
             Content-Length: {length}\r\n\r\n{body}"
        )
        .as_bytes(),
    )?;
    let mut reply = String::new();
    socket.read_to_string(&mut reply)?;
    let cut_off = || std::io::Error::from(std::io::ErrorKind::UnexpectedEof);
    let (head, body) = reply.split_once("\r\n\r\n").ok_or_else(cut_off)?;
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    let body = serde_json::from_str(body).map_err(|_| cut_off())?;
    Ok(Reply { status: status.ok_or_else(cut_off)?, body })
}

/// The status of what is a page, or sends a browser elsewhere.
pub(crate) fn status(address: SocketAddr, target: &str) -> u16 {
    let reply = said(
        address,
        &format!("GET {target} HTTP/1.1\r\nHost: openrooms\r\nConnection: close\r\n\r\n"),
    );
    status_of(&reply)
}

fn status_of(reply: &str) -> u16 {
    let status = reply.split(' ').nth(1).and_then(|status| status.parse().ok());
    status.expect("a reply has a status")
}

fn exchange(address: SocketAddr, request: &str) -> Reply {
    let reply = said(address, request);
    let (head, body) = reply.split_once("\r\n\r\n").expect("a reply has a head");
    Reply {
        status: status_of(head),
        body: serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {reply}")),
    }
}

/// All that a server says to a request.
fn said(address: SocketAddr, request: &str) -> String {
    let mut socket = TcpStream::connect(address).unwrap();
    socket.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
    socket.write_all(request.as_bytes()).unwrap();
    let mut reply = String::new();
    socket.read_to_string(&mut reply).unwrap();
    reply
}
