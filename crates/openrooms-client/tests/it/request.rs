//! What is sent: path, query, headers, body.

use openrooms_client::Credentials;
use openrooms_client::protocol::{Nothing, Operator};

use crate::operations::{
    AddMeetingRooms, DeleteEvent, Done, EventPath, Rooms, TopapiUserGet, User,
};
use crate::server::{Say, Server, error, room, token};

async fn server() -> Server {
    Server::start(|seen, _| match (&*seen.method, seen.path()) {
        (_, "/v1.0/oauth2/accessToken") => token("t&1"),
        ("GET", _) => room("Blue"),
        ("POST", "/topapi/v2/user/get") => {
            Say::Json(200, r#"{"errcode":0,"errmsg":"ok","result":{"userid":"u"}}"#.into())
        }
        ("POST", _) => Say::Json(200, r#"{"result":true}"#.into()),
        _ => Say::Json(200, String::new()),
    })
    .await
}

#[tokio::test]
async fn ids_are_encoded_whatever_they_hold() {
    let server = server().await;
    let client = server.client();
    for (room_id, union_id, wanted) in [
        ("a/b", "x/y", "a%2Fb?unionId=x%2Fy"),
        ("会议室", "张三", "%E4%BC%9A%E8%AE%AE%E5%AE%A4?unionId=%E5%BC%A0%E4%B8%89"),
        ("a?b#c", "p&q=r", "a%3Fb%23c?unionId=p%26q%3Dr"),
        ("100%", "a+b c", "100%25?unionId=a%2Bb%20c"),
        ("%2e%2e", "", "%252e%252e?unionId="),
        ("a\tb\n", "\\", "a%09b%0A?unionId=%5C"),
        ("...", "..", "...?unionId=.."),
    ] {
        client.query_meeting_room(room_id, union_id).await.unwrap();
        let seen = server.seen();
        let target = &seen.last().unwrap().target;
        assert_eq!(*target, format!("/v1.0/rooms/meetingRooms/{wanted}"));
    }
}

#[tokio::test]
async fn an_id_that_would_reach_another_path_is_not_sent() {
    let server = server().await;
    let client = server.client();
    for room_id in ["", ".", ".."] {
        let error = client.query_meeting_room(room_id, "u1").await.unwrap_err();
        assert_eq!(error.to_string(), format!("roomId: cannot be {room_id:?}"));
    }
    assert_eq!(server.seen().len(), 0);
}

#[tokio::test]
async fn an_address_may_have_a_path_of_its_own() {
    let server = server().await;
    let client = server
        .builder()
        .address(format!("{}/behind/", server.address()))
        .credentials(Credentials::token("t"))
        .build()
        .unwrap();
    client.query_meeting_room("r1", "u1").await.unwrap();
    assert_eq!(server.seen()[0].target, "/behind/v1.0/rooms/meetingRooms/r1?unionId=u1");
}

#[tokio::test]
async fn a_body_is_json_and_an_empty_one_is_an_object() {
    let server = server().await;
    let client = server.client();
    let event = EventPath(["u1", "e1"]);
    for (rooms, wanted) in [(Some(vec!["r1".to_owned()]), r#"{"rooms":["r1"]}"#), (None, "{}")] {
        let done = client.call::<AddMeetingRooms>(&event, &Nothing {}, &Rooms { rooms }).await;
        assert_eq!(done.unwrap(), Done { result: true });
        let seen = server.seen();
        let last = seen.last().unwrap();
        assert_eq!(last.body, wanted);
        assert_eq!(last.header("content-type"), Some("application/json"));
        assert_eq!(last.header("accept"), Some("application/json"));
        assert_eq!(last.target, "/v1.0/calendar/users/u1/events/e1/meetingRooms");
    }
}

#[tokio::test]
async fn no_body_is_no_body_and_an_empty_success_an_empty_object() {
    let server = server().await;
    let operator = Operator { union_id: "u1".into() };
    let event = EventPath(["u1", "e1"]);
    let client = server.client();
    client.call::<DeleteEvent>(&event, &operator, &Nothing {}).await.unwrap();
    let last = server.seen().pop().unwrap();
    assert_eq!((&*last.method, &*last.body), ("DELETE", ""));
    assert_eq!(last.header("content-type"), None);
    assert_eq!(last.target, "/v1.0/calendar/users/u1/events/e1?unionId=u1");
}

#[tokio::test]
async fn a_legacy_call_carries_its_token_in_the_query() {
    let server = server().await;
    let client = server.client();
    let user = User { userid: "u".into() };
    client.call::<TopapiUserGet>(&Nothing {}, &Nothing {}, &user).await.unwrap();
    let last = server.seen().pop().unwrap();
    assert_eq!(last.target, "/topapi/v2/user/get?access_token=t%261");
    assert_eq!(last.header("x-acs-dingtalk-access-token"), None);
}

#[tokio::test]
async fn the_client_names_itself() {
    let server = server().await;
    server.client().query_meeting_room("r1", "u1").await.unwrap();
    for seen in server.seen() {
        let wanted = concat!("openrooms-client/", env!("CARGO_PKG_VERSION"));
        assert_eq!(seen.header("user-agent"), Some(wanted));
    }
}

#[tokio::test]
async fn cookies_are_not_kept() {
    let server = Server::start(|seen, _| match seen.path() {
        "/v1.0/oauth2/accessToken" => token("t"),
        _ => Say::With(400, vec!["set-cookie: a=b; path=/".into()], "{}".into()),
    })
    .await;
    let client = server.client();
    for _ in 0..2 {
        client.query_meeting_room("r1", "u1").await.unwrap_err();
    }
    let seen = server.seen_at("r1");
    assert_eq!(seen.len(), 2);
    assert_eq!(seen[1].header("cookie"), None);
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let other = Server::start(|_, _| error(500, "system.error")).await;
    let location = format!("location: {}/elsewhere", other.address());
    let server = Server::start(move |seen, _| match seen.path() {
        "/v1.0/oauth2/accessToken" => token("t"),
        _ => Say::With(302, vec![location.clone()], String::new()),
    })
    .await;
    let error = server.client().query_meeting_room("r1", "u1").await.unwrap_err();
    assert_eq!(error.status().unwrap(), 302);
    let refusal = error.refusal().unwrap();
    let wanted = format!("{}/elsewhere", other.address());
    assert_eq!(refusal.headers["location"], *wanted);
    assert_eq!((server.seen_at("r1").len(), other.seen().len()), (1, 0));
}
