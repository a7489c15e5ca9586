//! Time-outs.

use std::time::{Duration, Instant};

use openrooms_client::{Credentials, Error};
use tokio::net::TcpListener;

use crate::server::{Say, Server, token};

const SHORT: Duration = Duration::from_millis(50);

/// A bound that is only reached where a time-out does not work.
const LONG: Duration = Duration::from_secs(20);

fn limit(error: &Error) -> (&'static str, Duration) {
    match error {
        Error::Timeout { action, limit } => (action, *limit),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_server_that_does_not_answer_costs_the_time_of_a_call() {
    let half: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{";
    for bytes in [b"", half] {
        let server = Server::start(move |_, _| Say::Stall(bytes.into())).await;
        let client = server.builder().credentials(Credentials::token("t")).call_timeout(SHORT);
        let begun = Instant::now();
        let error = client.build().unwrap().query_meeting_room("r1", "u1").await.unwrap_err();
        assert_eq!(limit(&error), ("QueryMeetingRoom", SHORT));
        assert!((SHORT..LONG).contains(&begun.elapsed()));
        assert!(server.seen().len() < 2, "a time-out is the end of a call");
    }
}

#[tokio::test]
async fn the_fetching_of_a_token_counts() {
    let server = Server::start(|_, _| Say::Stall(Vec::new())).await;
    let client = server.builder().call_timeout(SHORT).build().unwrap();
    let error = client.query_meeting_room("r1", "u1").await.unwrap_err();
    assert_eq!(limit(&error), ("QueryMeetingRoom", SHORT));
}

#[tokio::test]
async fn attempts_and_pauses_count() {
    let server = Server::start(|seen, _| match seen.path() {
        "/v1.0/oauth2/accessToken" => token("t"),
        _ => Say::Json(503, "{}".into()),
    })
    .await;
    let client = server.builder().retries(u32::MAX).call_timeout(SHORT);
    let client = client.backoff(SHORT / 5).build().unwrap();
    let begun = Instant::now();
    let error = client.query_meeting_room("r1", "u1").await.unwrap_err();
    assert!(begun.elapsed() < LONG);
    // The last pause does not fit any more, or the last attempt did not.
    assert!(matches!(error, Error::Refused(_) | Error::Timeout { .. }), "{error:?}");
}

#[tokio::test]
async fn a_connection_that_does_not_open_costs_less_than_a_call() {
    // It accepts and says nothing, so that the TLS handshake does not end.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("https://{}", listener.local_addr().unwrap());
    let client = openrooms_client::Client::builder()
        .address(address)
        .root_certificates(crate::tls::authority().pem)
        .credentials(Credentials::token("t"))
        .connect_timeout(SHORT)
        .call_timeout(LONG)
        .retries(0)
        .build()
        .unwrap();
    let error = client.query_meeting_room("r1", "u1").await.unwrap_err();
    assert!(matches!(error, Error::Connect { .. }), "{error:?}");
}
