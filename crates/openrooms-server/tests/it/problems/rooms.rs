//! What a room's read is refused for.

use serde_json::json;

use super::{body, is, served};
use crate::fixture::Home;
use crate::request;
use crate::sample::{self, READ, app, corp, document, plain, with};

#[tokio::test]
async fn an_address_a_rate_a_scope_and_a_quota() {
    let apps = json!([
        with(app("elsewhere"), json!({ "ipAllowList": ["192.0.2.0/24", "2001:db8::/32"] })),
        with(app("slow"), json!({ "qpsPerOperation": 2 })),
        with(app("scopeless"), json!({ "scopes": ["qyapi_base"] })),
    ]);
    let corp = with(corp(), json!({ "apps": apps }));
    let full = with(plain("full", 1), json!({ "callsPerMonth": 1, "apps": [app("used")] }));
    let home = Home::with(document(&[corp, full], &[])).await;
    let server = home.serve().await;

    let token = server.token("elsewhere", "secret").await;
    let refused = body(
        "Forbidden.AccessDenied.IpNotInWhiteList",
        "访问ip不在白名单之中,request ip=127.0.0.1",
    );
    for _ in ["cold", "warm"] {
        is(&server.room(&token, "open", "ann").await, 403, &refused);
    }

    let token = server.token("slow", "secret").await;
    let refused = body(
        "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi",
        "您的企业应用调用钉钉开放平台当前接口的所有请求都被暂时禁用了",
    );
    assert_eq!(server.room(&token, "open", "ann").await.status, 200);
    assert_eq!(server.room(&token, "open", "ann").await.status, 200);
    for operator in ["ann", "bob"] {
        is(&server.room(&token, "open", operator).await, 403, &refused);
    }

    let token = server.token("scopeless", "secret").await;
    let refused = format!(
        r#"{{"code":"Forbidden.AccessDenied.AccessTokenPermissionDenied","message":"应用尚未开通所需的权限：[{READ}]","requestid":"ID","accessdenieddetail":{{"requiredScopes":["{READ}"]}}}}"#
    );
    for _ in ["cold", "warm"] {
        is(&server.room(&token, "open", "ann").await, 403, &refused);
    }
    is(&server.call(request::rooms(&token, "ann", "")).await, 403, &refused);

    let token = server.token("used", "secret").await;
    assert_eq!(server.room(&token, "room-0", "ann").await.status, 200);
    let refused = body(
        "Forbidden.AccessDenied.ApiCountLimitForOrg",
        "The organisation has used its 1 calls of this month",
    );
    for _ in ["warm", "warm"] {
        is(&server.room(&token, "room-0", "ann").await, 403, &refused);
    }
}

#[tokio::test]
async fn parameters() {
    let (_home, server) = served().await;
    let token = server.token("app", "secret").await;
    let missing = body("param.error", "Error:unionId is missing");
    let room = "/v1.0/rooms/meetingRooms";
    let list = "/v1.0/rooms/meetingRoomLists";
    for target in [
        format!("{room}/open"),
        format!("{room}/open?"),
        format!("{room}/open?unionId="),
        format!("{room}/open?unionID=ann&unionid=ann"),
        list.to_owned(),
        format!("{list}?unionId="),
        format!("{list}?maxResults=10"),
    ] {
        is(&server.call(request::get(&target, &token)).await, 400, &missing);
    }
    for (target, message) in [
        (format!("{room}/%zz?unionId=ann"), "roomId has a malformed escape"),
        (format!("{room}/%ff?unionId=ann"), "roomId has bytes that are not UTF-8"),
        (format!("{room}/a%00b?unionId=ann"), "roomId has a character U+0000"),
        (format!("{room}/open?unionId=%"), "the query has a malformed escape"),
        (format!("{room}/open?unionId=%c3"), "the query has bytes that are not UTF-8"),
        (format!("{room}/open?unionId=%00"), "unionId has a character U+0000"),
        (format!("{room}/open?unionId=ann&unionId=ann"), "unionId is given twice"),
        (format!("{list}?unionId=ann&maxResults=0"), "maxResults must be from 1 to 100"),
        (format!("{list}?unionId=ann&maxResults=101"), "maxResults must be from 1 to 100"),
        (format!("{list}?unionId=ann&maxResults=x"), r#"maxResults is not a number: \"x\""#),
        (format!("{list}?unionId=ann&nextToken="), r#"nextToken is not a number: \"\""#),
        (
            format!("{list}?unionId=ann&maxResults=3000000000"),
            "maxResults is out of range: 3000000000",
        ),
        (format!("{list}?unionId=ann&maxResults=2&maxResults=3"), "maxResults is given twice"),
        (format!("{list}?unionId=ann&unionId=ann"), "unionId is given twice"),
        (format!("{list}?unionId=ann&nextToken=-1"), "nextToken is none that this server gave"),
        (format!("{list}?unionId=a%00"), "unionId has a character U+0000"),
    ] {
        let wanted = body("param.error", &format!("Error:{message}"));
        is(&server.call(request::get(&target, &token)).await, 400, &wanted);
    }
}

#[tokio::test]
async fn an_organisation_an_operator_and_a_room() {
    let (home, server) = served().await;
    let token = server.token("app", "secret").await;
    let suite = server.corp_token("suite", "secret", "corp").await;
    for token in [&token, &suite] {
        is(
            &server.room(token, "open", "nobody").await,
            400,
            &body("user.not.employee", "User Not Employee"),
        );
        for room in ["nothing", "closed", "OPEN"] {
            let wanted = body("room.not.found", "Room Not Found");
            is(&server.room(token, room, "ann").await, 400, &wanted);
        }
    }
    // The organisation goes: its app's token and the suite's find none.
    home.replace(document(&[plain("other", 1)], &[sample::suite("suite", &["corp"])])).await;
    let server = home.serve().await;
    let gone = body("org.not.found", "Org Not Found");
    is(&server.room(&suite, "open", "ann").await, 400, &gone);
    let reply = server.room(&token, "open", "ann").await;
    assert!(
        matches!(reply.text("code").as_str(), "org.not.found" | "InvalidAuthentication"),
        "{reply:?}"
    );
}
