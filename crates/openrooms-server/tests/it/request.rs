//! Requests as bytes.

use serde_json::json;

/// A `GET` with a token.
pub(crate) fn get(target: &str, token: &str) -> String {
    format!("GET {target} HTTP/1.1\r\nhost: x\r\nx-acs-dingtalk-access-token: {token}\r\n\r\n")
}

/// A call with a token and without a body.
pub(crate) fn without_body(method: &str, target: &str, token: &str) -> String {
    get(target, token).replacen("GET", method, 1)
}

/// A call with a token and a body of JSON.
pub(crate) fn with_body(method: &str, target: &str, token: &str, body: &str) -> String {
    let head = without_body(method, target, token);
    let length = body.len();
    head.replacen("host: x\r\n", &format!("host: x\r\ncontent-length: {length}\r\n"), 1) + body
}

/// A `POST` of a browser to the console: with a cookie, and more headers.
pub(crate) fn console(target: &str, cookie: &str, more: &str, body: &str) -> String {
    let head = format!("host: x\r\ncookie: {cookie}\r\n{more}");
    post(target, body).replacen("host: x\r\n", &head, 1)
}

/// A `GET` with a token, from an address that a proxy tells of.
pub(crate) fn get_from(address: &str, target: &str, token: &str) -> String {
    let get = get(target, token);
    get.replace("host: x\r\n", &format!("host: x\r\nx-forwarded-for: {address}\r\n"))
}

/// A topapi call, with its token in the query.
pub(crate) fn topapi(action: &str, token: &str, body: &serde_json::Value) -> String {
    let path = action.replace('.', "/");
    post(&format!("/{path}?access_token={token}"), &body.to_string())
}

/// A `POST` with a body of JSON.
pub(crate) fn post(target: &str, body: &str) -> String {
    post_as("application/json", target, body)
}

/// A `POST` with a body.
pub(crate) fn post_as(kind: &str, target: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "POST {target} HTTP/1.1\r\nhost: x\r\ncontent-type: {kind}\r\n\
         content-length: {length}\r\n\r\n{body}"
    )
}

/// `QueryMeetingRoom`.
pub(crate) fn room(token: &str, room: &str, operator: &str) -> String {
    get(&format!("/v1.0/rooms/meetingRooms/{room}?unionId={operator}"), token)
}

/// `QueryMeetingRoomList`.
pub(crate) fn rooms(token: &str, operator: &str, more: &str) -> String {
    get(&format!("/v1.0/rooms/meetingRoomLists?unionId={operator}{more}"), token)
}

/// `GetAccessToken`.
pub(crate) fn app_token(key: &str, secret: &str) -> String {
    let body = json!({ "appKey": key, "appSecret": secret });
    post("/v1.0/oauth2/accessToken", &body.to_string())
}

/// `GetCorpAccessToken`.
pub(crate) fn corp_token(key: &str, secret: &str, corp: &str) -> String {
    let body = json!({
        "suiteKey": key, "suiteSecret": secret, "authCorpId": corp, "suiteTicket": "ticket",
    });
    post("/v1.0/oauth2/corpAccessToken", &body.to_string())
}
