//! `GetToken`.

use crate::server::{Server, demo, error};

#[tokio::test]
async fn either_kind_of_app_gets_a_token() {
    let server = demo().await;
    let granted = server.client().get_token("dingcorp", "id", "secret").await.unwrap();
    assert_eq!((&*granted.access_token, granted.expires_in), ("0123456789abcdef", 7200));

    let seen = server.seen();
    assert_eq!(seen.len(), 1);
    assert_eq!((&*seen[0].method, &*seen[0].target), ("POST", "/v1.0/oauth2/dingcorp/token"));
    assert_eq!(
        seen[0].body,
        r#"{"client_id":"id","client_secret":"secret","grant_type":"client_credentials"}"#
    );
}

#[tokio::test]
async fn no_right_in_the_organisation_is_401() {
    let server = Server::start(|_, _| error(401, "unauthorized.client")).await;
    let error = server.client().get_token("other", "id", "secret").await.err().unwrap();
    assert_eq!(error.status().unwrap(), 401);
    assert_eq!(error.code(), Some("unauthorized.client"));
}
