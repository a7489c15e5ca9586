//! A server that is asked to end.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use crate::home::Home;
use crate::server::{ROOM, Server};

#[test]
fn sigterm_ends_it_without_a_fuss() {
    let home = Home::with_sample();
    let server = Server::start(&home, &[]);
    let token = server.sample_token();
    assert_eq!(server.get(ROOM, &token).status, 200);
    let ended = server.end();
    assert_eq!(ended.code, Some(0), "{ended:#?}");
    assert_eq!(ended.out, [""; 0]);
    let quiet = |line: &&String| !line.contains(" INFO ");
    assert_eq!(ended.log.iter().filter(quiet).collect::<Vec<_>>(), [""; 0]);
    assert!(ended.log.last().unwrap().ends_with("stopped"), "{ended:#?}");
}

#[test]
fn a_request_on_an_open_connection_is_still_answered() {
    let home = Home::with_sample();
    let server = Server::start(&home, &[]);
    let mut socket = TcpStream::connect(server.address).unwrap();
    // Half a request is with the server when it is asked to end.
    socket.write_all(b"GET /healthz HTTP/1.1\r\nHost: openrooms\r\n").unwrap();
    let waits = std::thread::spawn(move || server.end());
    socket.write_all(b"\r\n").unwrap();
    let mut reply = String::new();
    socket.read_to_string(&mut reply).unwrap();
    assert!(reply.starts_with("HTTP/1.1 200"), "{reply}");
    assert_eq!(waits.join().unwrap().code, Some(0));
}

#[test]
fn what_was_given_out_outlives_it() {
    let home = Home::with_sample();
    let server = Server::start(&home, &[]);
    let token = server.sample_token();
    server.end();
    let server = Server::start(&home, &[]);
    assert_eq!(server.get(ROOM, &token).status, 200);
    assert_eq!(server.sample_token(), token);
}
