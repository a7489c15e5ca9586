//! `gettoken`, the legacy call.

use openrooms_client::Client;

use crate::server::{Say, Server, demo};

#[tokio::test]
async fn an_internal_app_gets_its_token() {
    let server = demo().await;
    let token = server.client().gettoken("dingdemo", "demo secret").await.unwrap();
    assert_eq!((&*token.access_token, token.expires_in), ("0123456789abcdef", 7200));

    let seen = server.seen();
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].method, "GET");
    assert_eq!(seen[0].target, "/gettoken?appkey=dingdemo&appsecret=demo%20secret");
}

#[tokio::test]
async fn an_error_with_status_200_is_an_error() {
    const RAW: &str = r#"{"errcode":40096,"errmsg":"不合法的appKey或appSecret","hint":"h"}"#;
    let server = Server::start(|_, _| Say::Json(200, RAW.into())).await;
    let error = server.client().gettoken("dingdemo", "wrong").await.err().unwrap();
    assert_eq!(error.code(), Some("40096"));
    assert_eq!(error.status().unwrap(), 200);
    let refusal = error.refusal().unwrap();
    assert_eq!(refusal.message(), Some("不合法的appKey或appSecret"));
    assert_eq!(refusal.raw, RAW.as_bytes());
}

#[tokio::test]
async fn the_legacy_api_may_be_elsewhere() {
    let api = Server::start(|_, _| Say::Json(500, "{}".into())).await;
    let legacy = demo().await;
    let client = Client::builder().address(api.address()).legacy_address(legacy.address());
    client.build().unwrap().gettoken("dingdemo", "demo-secret").await.unwrap();
    assert_eq!((api.seen().len(), legacy.seen().len()), (0, 1));
}
