//! `service.get_corp_token`, the legacy call.

use openrooms_client::protocol::oauth2::CorpCredentials;

use crate::server::demo;

#[tokio::test]
async fn a_third_party_app_gets_a_token_for_its_signature() {
    let server = demo().await;
    let credentials = CorpCredentials {
        suite_key: Some("suitedemo".into()),
        suite_secret: Some("suite-secret".into()),
        auth_corp_id: Some("corp".into()),
        suite_ticket: Some("ticket".into()),
    };
    let client = server.client();
    let token = client.service_get_corp_token(&credentials, 1_740_463_800_000).await.unwrap();
    assert_eq!((&*token.access_token, token.expires_in), ("0123456789abcdef", 7200));

    let seen = server.seen();
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].method, "POST");
    assert_eq!(
        seen[0].target,
        "/service/get_corp_token?accessKey=suitedemo&signature=siT%2BVV6r9xXo8xua28NPMLfNQGX5EL6ONpmzdXcf0qk%3D\
         &suiteTicket=ticket&timestamp=1740463800000"
    );
    assert_eq!(seen[0].body, r#"{"auth_corpid":"corp"}"#);
}
