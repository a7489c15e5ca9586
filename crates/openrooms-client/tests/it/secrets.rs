//! Secrets, tickets and tokens appear in no `Debug` and in no message.

use std::error::Error as _;

use openrooms_client::{Client, Credentials, Error, SuiteTicket};

use crate::server::{Say, Server};

const SECRET: &str = "s3cr3t";

/// Everything that can be printed of an error.
fn printed(error: &Error) -> String {
    let mut texts = vec![format!("{error} {error:?} {error:#?}")];
    let mut source = error.source();
    while let Some(cause) = source {
        texts.push(format!("{cause} {cause:?}"));
        source = cause.source();
    }
    texts.join("\n")
}

#[test]
fn credentials_hide_them_wherever_they_are() {
    for credentials in [
        Credentials::internal_app("key", SECRET),
        Credentials::third_party_app("key", SECRET, SECRET, "corp"),
        Credentials::client_credentials("key", SECRET, "corp"),
        Credentials::token(SECRET),
    ] {
        let builder =
            Client::builder().address("http://127.0.0.1:1").credentials(credentials.clone());
        let client = builder.clone().build().unwrap();
        let text = format!("{credentials:?} {credentials:#?} {builder:?} {client:?} {client:#?}");
        assert!(text.contains("hidden") && !text.contains(SECRET), "{text}");
    }
    let ticket = SuiteTicket::new("old");
    ticket.set(SECRET);
    assert!(!format!("{ticket:?}").contains(SECRET));
}

#[tokio::test]
async fn an_error_hides_the_url() {
    let server = Server::start(|_, _| Say::Raw(Vec::new())).await;
    let broken = server.client().gettoken("key", SECRET).await.err().unwrap();
    assert!(matches!(broken, Error::Broken { .. }), "{broken:?}");
    assert!(!printed(&broken).contains(SECRET), "{}", printed(&broken));

    let closed = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    let client = Client::builder().address(closed).retries(0).build().unwrap();
    let unconnected = client.gettoken("key", SECRET).await.err().unwrap();
    assert!(matches!(unconnected, Error::Connect { .. }), "{unconnected:?}");
    assert!(!printed(&unconnected).contains(SECRET), "{}", printed(&unconnected));
}

#[tokio::test]
async fn a_token_reply_that_cannot_be_read_is_not_shown() {
    for body in [
        format!(r#"{{"accessToken":"{SECRET}","expireIn":"7200"}}"#),
        format!(r#"{{"accessToken":"x","expireIn":"{SECRET}"}}"#),
        format!(r#"{{"accessToken":"{SECRET}"}}"#),
        format!("\"{SECRET}\""),
    ] {
        let server = Server::start(move |_, _| Say::Json(200, body.clone())).await;
        let error = server.client().query_meeting_room("r1", "u1").await.unwrap_err();
        assert!(matches!(error, Error::Unreadable(_)), "{error:?}");
        let text = printed(&error);
        assert!(text.contains("GetAccessToken") && !text.contains(SECRET), "{text}");
    }
}

#[tokio::test]
async fn a_token_that_no_header_carries_is_not_shown() {
    let server = Server::start(|_, _| Say::Json(500, "{}".into())).await;
    let builder = server.builder().credentials(Credentials::token(format!("{SECRET}\r\n")));
    let error = builder.build().unwrap().query_meeting_room("r1", "u1").await.unwrap_err();
    assert_eq!(error.to_string(), "token: has bytes that no header can carry");
    assert!(!printed(&error).contains(SECRET));
    assert_eq!(server.seen().len(), 0);
}
