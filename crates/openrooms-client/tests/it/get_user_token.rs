//! `GetUserToken`.

use openrooms_client::Error;

use crate::server::{Say, Server, demo, error};

#[tokio::test]
async fn a_code_is_traded_and_then_the_refresh_token() {
    let server = demo().await;
    let client = server.client();
    let issued = client.get_user_token("id", "secret", "code").await.unwrap();
    assert_eq!((&*issued.access_token, &*issued.refresh_token), ("0123456789abcdef", "next"));
    let next = client.refresh_user_token("id", "secret", "next").await.unwrap();
    assert_eq!((next.expire_in, &*next.corp_id), (7200, "dingcorp"));

    client.get_user_token_with_verifier("id", "secret", "code", "proof").await.unwrap();

    let seen = server.seen();
    assert_eq!(seen.len(), 3);
    for (seen, wanted) in seen.iter().zip([
        r#"{"clientId":"id","clientSecret":"secret","code":"code","grantType":"authorization_code"}"#,
        r#"{"clientId":"id","clientSecret":"secret","refreshToken":"next","grantType":"refresh_token"}"#,
        r#"{"clientId":"id","clientSecret":"secret","code":"code","codeVerifier":"proof","grantType":"authorization_code"}"#,
    ]) {
        assert_eq!((&*seen.method, &*seen.target), ("POST", "/v1.0/oauth2/userAccessToken"));
        assert_eq!(seen.body, wanted);
        assert_eq!(seen.header("x-acs-dingtalk-access-token"), None);
    }
}

#[tokio::test]
async fn a_spent_code_is_refused() {
    let wanted = "invalidParameter.authCode.notFound";
    let server = Server::start(move |_, _| error(400, wanted)).await;
    let refused = server.client().get_user_token("id", "secret", "code").await.err().unwrap();
    assert_eq!(refused.code(), Some(wanted));
}

/// The server may have spent the code: to send it again would only bury what happened.
#[tokio::test]
async fn a_code_is_not_sent_twice() {
    let server = Server::start(|_, _| Say::Raw(Vec::new())).await;
    let lost = server.client().get_user_token("id", "secret", "code").await.err().unwrap();
    assert!(!matches!(lost, Error::Invalid { .. }), "{lost:?}");
    assert_eq!(server.seen().len(), 1);
}
