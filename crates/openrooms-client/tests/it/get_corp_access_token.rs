//! `GetCorpAccessToken`.

use openrooms_client::protocol::oauth2::CorpCredentials;

use crate::server::demo;

#[tokio::test]
async fn a_third_party_app_gets_a_token_on_an_organisation() {
    let server = demo().await;
    let credentials = CorpCredentials {
        suite_key: Some("sk".into()),
        suite_secret: Some("ss".into()),
        auth_corp_id: Some("corp".into()),
        suite_ticket: Some("st".into()),
    };
    let issued = server.client().get_corp_access_token(&credentials).await.unwrap();
    assert_eq!((&*issued.access_token, issued.expire_in), ("0123456789abcdef", 7200));

    let seen = server.seen();
    assert_eq!(seen.len(), 1);
    assert_eq!((&*seen[0].method, &*seen[0].target), ("POST", "/v1.0/oauth2/corpAccessToken"));
    assert_eq!(
        seen[0].body,
        r#"{"suiteKey":"sk","suiteSecret":"ss","authCorpId":"corp","suiteTicket":"st"}"#
    );
}
