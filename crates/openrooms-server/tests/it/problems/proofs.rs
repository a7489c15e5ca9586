//! Keys, secrets and signatures that prove nothing.

use serde_json::json;

use super::{body, is, served};
use crate::fixture::{Home, NOW};
use crate::request;
use crate::sample::{corp, document, plain, suite, with};

#[tokio::test]
async fn bodies_of_the_token_calls() {
    let (_home, server) = served().await;
    let missing = body("Missingbody", "body is mandatory for this action.");
    for path in [
        "/v1.0/oauth2/accessToken",
        "/v1.0/oauth2/corpAccessToken",
        "/v1.0/oauth2/suiteAccessToken",
        "/v1.0/oauth2/corp/token",
    ] {
        for text in ["", "x", "1", "null", "\"x\"", "[1]", "{", "{}{}"] {
            is(&server.call(request::post(path, text)).await, 400, &missing);
        }
        let nul = body("param.error", "Error:a.b[0] has a character U+0000");
        is(&server.call(request::post(path, r#"{"a":{"b":["\u0000"]}}"#)).await, 400, &nul);
    }
    let request = request::post("/v1.0/oauth2/accessToken", r#"{"appKey":7}"#);
    let wanted = "Error:appKey must be a text";
    is(&server.call(request).await, 400, &body("param.error", wanted));
    // An empty list is an empty object, a byte-order mark is passed over, and a key that is null or
    // empty is none.
    for text in
        ["[]", "{}", "\u{feff}{}", r#"{"appKey":null}"#, r#"{"appKey":"","appSecret":"secret"}"#]
    {
        let request = request::post("/v1.0/oauth2/accessToken", text);
        is(&server.call(request).await, 400, &body("param.error", "Error:appKey is missing"));
    }
}

#[tokio::test]
async fn proofs_that_prove_nothing() {
    let suites = [
        suite("suite", &["corp"]),
        with(suite("ticketed", &["corp"]), json!({ "suiteTicket": "right" })),
    ];
    let home = Home::with(document(&[corp(), plain("other", 1)], &suites)).await;
    let server = home.serve().await;
    let app = |key: &str, secret: &str| json!({ "appKey": key, "appSecret": secret });
    let corp = |key: &str, secret: &str, ticket: &str, corp: &str| json!({ "suiteKey": key, "suiteSecret": secret, "suiteTicket": ticket, "authCorpId": corp });
    let oauth = |id: &str, secret: &str, grant: &str| json!({ "client_id": id, "client_secret": secret, "grant_type": grant });
    let credentials = "client_credentials";
    let wrong_app = ("invalidClientIdOrSecret", "无效的clientId或者clientSecret");
    let wrong_key = ("invalidSuiteKey", "suitekey不合法");
    let wrong_suite = ("invalidClientIdOrSecret", "clientId或者clientSecret错误");
    let wrong_ticket = ("invalidSuiteTicket", "suiteTicket无效");
    let no_relation = ("invalidAuthInfo", "授权关系不存在");
    let client = ("invalid.client", "invalid.client");
    let grant = ("unsupported.grant.type", "unsupported.grant.type");
    let (app_path, corp_path, suite_path) = ("accessToken", "corpAccessToken", "suiteAccessToken");
    for (path, asked, (code, message)) in [
        (app_path, app("app", "wrong"), wrong_app),
        (app_path, app("app", ""), wrong_app),
        (app_path, app("nobody", "secret"), wrong_app),
        (app_path, app("suite", "secret"), wrong_app),
        (corp_path, corp("nobody", "secret", "t", "corp"), wrong_key),
        (corp_path, corp("suite", "wrong", "t", "corp"), wrong_key),
        (corp_path, corp("app", "secret", "t", "corp"), wrong_key),
        (corp_path, corp("ticketed", "secret", "wrong", "corp"), wrong_ticket),
        (
            corp_path,
            corp("ticketed", "secret", "", "corp"),
            ("param.error", "Error:suiteTicket is missing"),
        ),
        (corp_path, corp("suite", "secret", "t", "other"), no_relation),
        (corp_path, corp("suite", "secret", "t", "nowhere"), no_relation),
        (suite_path, corp("suite", "wrong", "t", ""), wrong_suite),
        (suite_path, corp("nobody", "secret", "t", ""), wrong_suite),
        (suite_path, corp("ticketed", "secret", "wrong", ""), wrong_ticket),
        ("corp/token", oauth("app", "wrong", credentials), client),
        ("corp/token", oauth("suite", "wrong", credentials), client),
        ("corp/token", oauth("nobody", "secret", credentials), client),
        ("corp/token", oauth("app", "secret", "password"), grant),
        ("corp/token", oauth("app", "secret", ""), grant),
    ] {
        let reply = server.post(&format!("/v1.0/oauth2/{path}"), &asked).await;
        is(&reply, 400, &body(code, message));
    }
    for key in ["app", "suite"] {
        let reply =
            server.post("/v1.0/oauth2/other/token", &oauth(key, "secret", credentials)).await;
        is(&reply, 401, &body("unauthorized.client", "unauthorized.client"));
    }
}

#[tokio::test]
async fn legacy_proofs_that_prove_nothing() {
    let (_home, server) = served().await;
    let missing = r#"{"errcode":40035,"errmsg":"缺少参数 corpid or appkey"}"#;
    let wrong = r#"{"errcode":40096,"errmsg":"不合法的appKey或appSecret"}"#;
    let malformed = r#"{"errcode":400002,"errmsg":"无效的参数"}"#;
    for (query, wanted) in [
        ("", missing),
        ("?appkey=app", missing),
        ("?appsecret=secret", missing),
        ("?appkey=app&appsecret=", missing),
        ("?appkey=app&appsecret=wrong", wrong),
        ("?appkey=nobody&appsecret=secret", wrong),
        ("?appkey=suite&appsecret=secret", wrong),
        ("?appkey=%zz&appsecret=secret", malformed),
        ("?appkey=%ff&appsecret=secret", malformed),
        ("?appkey=a%00&appsecret=secret", malformed),
    ] {
        let reply = server.call(format!("GET /gettoken{query} HTTP/1.1\r\n\r\n")).await;
        is(&reply, 200, wanted);
    }
    let target = "/service/get_corp_token";
    let now = NOW.0;
    for (query, text, wanted) in [
        (String::new(), "", malformed),
        (
            format!("?accessKey=suite&timestamp={now}&suiteTicket=t"),
            r#"{"auth_corpid":"corp"}"#,
            malformed,
        ),
        (
            "?accessKey=suite&timestamp=soon&suiteTicket=t&signature=x".to_owned(),
            r#"{"auth_corpid":"corp"}"#,
            malformed,
        ),
        (
            format!("?accessKey=suite&timestamp={now}&suiteTicket=t&signature=x"),
            r#"{"auth_corpid":"corp"}"#,
            wrong,
        ),
        (
            format!("?accessKey=nobody&timestamp={now}&suiteTicket=t&signature=x"),
            r#"{"auth_corpid":"corp"}"#,
            wrong,
        ),
        ("?accessKey=suite".to_owned(), r#"{"auth_corpid":"#, malformed),
    ] {
        let reply = server.call(request::post(&format!("{target}{query}"), text)).await;
        is(&reply, 200, wanted);
    }
}
