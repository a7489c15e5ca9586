//! Every refusal, byte for byte.

use crate::fixture::{Home, Server};
use crate::sample;
use crate::wire::Reply;

mod faults;
mod proofs;
mod rooms;
mod routes;

/// Checks a reply's form, its status, and its body with the request's id masked.
fn is(reply: &Reply, status: u16, body: &str) {
    reply.check();
    let id = reply.header("x-acs-request-id").unwrap();
    let text = String::from_utf8(reply.body.clone()).unwrap().replace(id, "ID");
    assert_eq!((reply.status, text.as_str()), (status, body));
}

/// A body of the new API.
fn body(code: &str, message: &str) -> String {
    format!(r#"{{"code":"{code}","message":"{message}","requestid":"ID"}}"#)
}

async fn served() -> (Home, Server) {
    let home = Home::with(sample::usual()).await;
    let server = home.serve().await;
    (home, server)
}
