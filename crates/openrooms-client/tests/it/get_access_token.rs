//! `GetAccessToken`.

use crate::server::demo;

#[tokio::test]
async fn an_internal_app_gets_its_token() {
    let server = demo().await;
    let issued = server.client().get_access_token("dingdemo", "demo-secret").await.unwrap();
    assert_eq!((&*issued.access_token, issued.expire_in), ("0123456789abcdef", 7200));

    let seen = server.seen();
    assert_eq!(seen.len(), 1);
    assert_eq!((&*seen[0].method, &*seen[0].target), ("POST", "/v1.0/oauth2/accessToken"));
    assert_eq!(seen[0].body, r#"{"appKey":"dingdemo","appSecret":"demo-secret"}"#);
    assert_eq!(seen[0].header("x-acs-dingtalk-access-token"), None);
}

#[tokio::test]
async fn a_wrong_secret_is_refused() {
    let server = demo().await;
    let issued = server.client().get_access_token("dingdemo", "wrong").await;
    let error = issued.err().unwrap();
    assert_eq!(error.code(), Some("invalidClientIdOrSecret"));
}
