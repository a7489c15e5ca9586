//! What is sent again, and what is not.

use std::time::Duration;

use openrooms_client::protocol::Nothing;
use openrooms_client::{Client, Credentials, Error};
use tokio::net::TcpListener;

use crate::operations::{AddMeetingRooms, EventPath, Rooms};
use crate::server::{Say, Server, error, room, token};

const HOUR: Duration = Duration::from_hours(1);
const THROTTLED: &str = "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi";

/// Fails the first `failures` requests so, and then answers.
async fn failing(failures: usize, failure: fn() -> Say) -> Server {
    Server::start(move |seen, nth| {
        if nth < failures {
            failure()
        } else if seen.method == "GET" {
            room("Blue")
        } else {
            Say::Json(200, r#"{"result":true}"#.into())
        }
    })
    .await
}

fn client(server: &Server, retries: u32) -> Client {
    let builder = server.builder().credentials(Credentials::token("t"));
    builder.retries(retries).build().unwrap()
}

async fn write(client: &Client) -> Result<bool, Error> {
    let event = EventPath(["u1", "e1"]);
    let rooms = Rooms { rooms: None };
    let done = client.call::<AddMeetingRooms>(&event, &Nothing {}, &rooms).await?;
    Ok(done.result)
}

fn hang_up() -> Say {
    Say::Raw(Vec::new())
}

fn break_off() -> Say {
    Say::Raw(b"HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{".into())
}

#[tokio::test]
async fn a_read_is_repeated_where_the_failure_may_pass() {
    for failure in [
        || error(503, "ServiceUnavailable"),
        || Say::Json(503, "<html>".into()),
        || error(429, "TooMany"),
        || error(403, THROTTLED),
        hang_up,
        break_off,
    ] {
        let server = failing(2, failure).await;
        let read = client(&server, 2).query_meeting_room("r1", "u1").await.unwrap();
        assert_eq!(read.room_name, "Blue");
        assert_eq!(server.seen().len(), 3);
    }
}

#[tokio::test]
async fn a_read_is_repeated_so_often_and_no_more() {
    for retries in [0, 1, 4] {
        let server = failing(usize::MAX, || error(503, "ServiceUnavailable")).await;
        let read = client(&server, retries).query_meeting_room("r1", "u1").await;
        assert_eq!(read.unwrap_err().code(), Some("ServiceUnavailable"));
        assert_eq!(server.seen().len(), retries as usize + 1);
    }
}

#[tokio::test]
async fn a_read_is_not_repeated_where_the_answer_stands() {
    for failure in [
        || error(400, "room.not.found"),
        || error(500, "system.error"),
        || error(403, "Forbidden.AccessDenied.ApiCountLimitForOrg"),
        || Say::Json(200, "[]".into()),
    ] {
        let server = failing(1, failure).await;
        client(&server, 2).query_meeting_room("r1", "u1").await.unwrap_err();
        assert_eq!(server.seen().len(), 1);
    }
}

#[tokio::test]
async fn a_write_is_never_repeated_once_it_was_sent() {
    for failure in [
        || error(503, "ServiceUnavailable"),
        || error(429, "TooMany"),
        || error(403, THROTTLED),
        hang_up,
        break_off,
    ] {
        let server = failing(1, failure).await;
        write(&client(&server, 2)).await.unwrap_err();
        assert_eq!(server.seen().len(), 1);
    }
}

#[tokio::test]
async fn what_found_no_connection_is_repeated_even_a_write() {
    // It hangs up before the TLS handshake: a connection that nothing could be sent over.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("https://{}", listener.local_addr().unwrap());
    let client = Client::builder()
        .address(address)
        .root_certificates(crate::tls::authority().pem)
        .credentials(Credentials::token("t"))
        .backoff(Duration::ZERO)
        .retries(3)
        .build()
        .unwrap();
    let accepted = async {
        for _ in 0..4 {
            drop(listener.accept().await.unwrap());
        }
        drop(listener);
    };
    let (written, ()) = tokio::join!(write(&client), accepted);
    let error = written.unwrap_err();
    assert!(matches!(error, Error::Connect { .. }), "{error:?}");
}

#[tokio::test]
async fn the_fetching_of_a_token_is_repeated() {
    for failure in [|| error(503, "ServiceUnavailable"), hang_up] {
        let server = Server::start(move |seen, nth| match seen.path() {
            "/v1.0/oauth2/accessToken" if nth < 2 => failure(),
            "/v1.0/oauth2/accessToken" => token("t"),
            _ => Say::Json(200, r#"{"result":true}"#.into()),
        })
        .await;
        assert!(write(&server.client()).await.unwrap());
        assert_eq!(server.seen_at("accessToken").len(), 3);
        assert_eq!(server.seen_at("meetingRooms").len(), 1);
    }
}

#[tokio::test]
async fn the_server_may_choose_a_shorter_pause() {
    let server = failing(1, || Say::With(503, vec!["retry-after: 0".into()], String::new())).await;
    let builder = server.builder().credentials(Credentials::token("t"));
    let client = builder.backoff(HOUR).build().unwrap();
    client.query_meeting_room("r1", "u1").await.unwrap();
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn a_pause_that_outlasts_the_call_is_not_begun() {
    let server =
        failing(1, || Say::With(503, vec!["retry-after: 3600".into()], String::new())).await;
    let error = client(&server, 2).query_meeting_room("r1", "u1").await.unwrap_err();
    assert_eq!(error.refusal().unwrap().retry_after(), Some(HOUR));
    assert_eq!(server.seen().len(), 1);
}
