//! Paths that nobody serves, and tokens that are none.

use serde_json::json;

use super::{body, is, served};
use crate::request;

#[tokio::test]
async fn what_nobody_serves() {
    let (_home, server) = served().await;
    let wanted = body(
        "InvalidAction.NotFound",
        "Specified api is not found, please check your url and method.",
    );
    for request in [
        "GET /v1.0 HTTP/1.1\r\n\r\n",
        "GET /v1.0/ HTTP/1.1\r\n\r\n",
        "GET /v1.0/rooms/meetingrooms/open?unionId=ann HTTP/1.1\r\n\r\n",
        "GET /v1.0/rooms/meetingRooms HTTP/1.1\r\n\r\n",
        "GET /v1.0/rooms/meetingRooms/ HTTP/1.1\r\n\r\n",
        "GET /v1.0/rooms/meetingRooms/open/ HTTP/1.1\r\n\r\n",
        "GET /v1.0/rooms/meetingRooms/open/x HTTP/1.1\r\n\r\n",
        "PATCH /v1.0/rooms/meetingRooms/open HTTP/1.1\r\n\r\n",
        "GET /v1.0/oauth2/accessToken HTTP/1.1\r\n\r\n",
        "PUT /v1.0/oauth2/accessToken HTTP/1.1\r\ncontent-length: 2\r\n\r\n{}",
    ] {
        is(&server.call(request).await, 404, &wanted);
    }
}

#[tokio::test]
async fn the_legacy_api_has_its_own_words_for_it() {
    let (_home, server) = served().await;
    let wanted = r#"{"errcode":404,"errmsg":"请求的URI地址不存在"}"#;
    for request in [
        "GET /nothing HTTP/1.1\r\n\r\n",
        "GET /v1.00/rooms HTTP/1.1\r\n\r\n",
        "GET /service/get_corp_token HTTP/1.1\r\n\r\n",
        "DELETE /gettoken HTTP/1.1\r\n\r\n",
        "GET /topapi HTTP/1.1\r\n\r\n",
    ] {
        is(&server.call(request).await, 200, wanted);
    }
    let reply = server.call("POST /topapi/v9/user/fly HTTP/1.1\r\n\r\n").await;
    let request_id = reply.text("request_id");
    let is_base36 = |byte: u8| byte.is_ascii_digit() || byte.is_ascii_lowercase();
    assert!((11..=13).contains(&request_id.len()) && request_id.bytes().all(is_base36));
    let what = "不合法ApiName，ApiName = dingtalk.oapi.v9.user.fly";
    is(
        &reply,
        200,
        &format!(
            r#"{{"errcode":22,"errmsg":"Invalid method[submsg={what}]","sub_msg":"{what}","request_id":"{request_id}"}}"#
        ),
    );
}

#[tokio::test]
async fn no_token_and_wrong_tokens() {
    let (_home, server) = served().await;
    let missing =
        body("AuthenticationFailed.MissingParameter", "缺少参数：x-acs-dingtalk-access-token");
    let token = server.token("app", "secret").await;
    for target in
        ["/v1.0/rooms/meetingRooms/open?unionId=ann", "/v1.0/rooms/meetingRoomLists?unionId=ann"]
    {
        is(&server.call(format!("GET {target} HTTP/1.1\r\n\r\n")).await, 400, &missing);
        is(&server.call(request::get(target, "")).await, 400, &missing);
        for elsewhere in [
            format!("GET {target} HTTP/1.1\r\nauthorization: Bearer {token}\r\n\r\n"),
            format!("GET {target}&access_token={token} HTTP/1.1\r\n\r\n"),
        ] {
            is(&server.call(elsewhere).await, 400, &missing);
        }
        let wrong = body("InvalidAuthentication", "不合法的access_token");
        for other in
            ["x", &format!("\"{token}\""), &token[1..], &token.to_uppercase(), &"0".repeat(32)]
        {
            is(&server.call(request::get(target, other)).await, 400, &wrong);
        }
    }
}

#[tokio::test]
async fn a_suites_own_token_reads_no_room() {
    let (_home, server) = served().await;
    let asked = json!({ "suiteKey": "suite", "suiteSecret": "secret", "suiteTicket": "any" });
    let token = server.post("/v1.0/oauth2/suiteAccessToken", &asked).await.text("accessToken");
    let wrong = body("InvalidAuthentication", "不合法的access_token");
    for _ in ["cold", "again"] {
        is(&server.room(&token, "open", "ann").await, 400, &wrong);
    }
}
