//! `QueryMeetingRoom`.

use openrooms_client::protocol::rooms::{QueryMeetingRoom, RoomPath};
use openrooms_client::protocol::{Nothing, Operator};

use crate::server::{Say, Server, demo, error, room, token};

#[tokio::test]
async fn a_room_is_read_with_the_token_of_the_app() {
    let server = demo().await;
    let read = server.client().query_meeting_room("0ffb7184xxxxx", "2iPOLxxxxx").await.unwrap();
    assert_eq!((&*read.room_name, read.room_capacity), ("Test meeting room", Some(10)));

    let seen = server.seen();
    assert_eq!(seen.len(), 2);
    assert_eq!(seen[0].target, "/v1.0/oauth2/accessToken");
    assert_eq!(seen[1].method, "GET");
    assert_eq!(seen[1].target, "/v1.0/rooms/meetingRooms/0ffb7184xxxxx?unionId=2iPOLxxxxx");
    assert_eq!(seen[1].header("x-acs-dingtalk-access-token"), Some("0123456789abcdef"));
    assert_eq!(seen[1].body, "");
}

#[tokio::test]
async fn an_unknown_room_says_so() {
    let server = demo().await;
    let error = server.client().query_meeting_room("nowhere", "u").await.unwrap_err();
    assert_eq!(error.code(), Some("room.not.found"));
    assert_eq!(error.status().unwrap(), 400);
}

#[tokio::test]
async fn without_credentials_nothing_is_sent() {
    let server = Server::start(|_, _| error(500, "system.error")).await;
    let client = openrooms_client::Client::builder().address(server.address()).build().unwrap();
    let error = client.query_meeting_room("r1", "u1").await.unwrap_err();
    assert_eq!(error.to_string(), "credentials: QueryMeetingRoom needs some");
    assert_eq!(server.seen().len(), 0);
}

#[tokio::test]
async fn an_answer_keeps_what_the_type_does_not_know() {
    const RAW: &str =
        r#"{"result":{"roomId":"r1","roomName":"n","roomStatus":0,"newField":[1]},"more":true}"#;
    let server = Server::start(|seen, _| match seen.path() {
        "/v1.0/oauth2/accessToken" => token("t"),
        _ => Say::With(200, vec!["x-acs-request-id: ID".into()], RAW.into()),
    })
    .await;
    let path = RoomPath { room_id: "r1".into() };
    let operator = Operator { union_id: "u1".into() };
    let client = server.client();
    let answer = client.ask::<QueryMeetingRoom>(&path, &operator, &Nothing {}).await.unwrap();
    assert_eq!(answer.reply.result.room_name, "n");
    assert_eq!(answer.raw, RAW.as_bytes());
    assert_eq!(answer.request_id(), Some("ID"));
}

#[tokio::test]
async fn a_client_works_on_any_thread() {
    let server = Server::start(|seen, _| match seen.path() {
        "/v1.0/oauth2/accessToken" => token("t"),
        _ => room("Blue"),
    })
    .await;
    let client = server.client();
    // Compiles only where the future is Send.
    let task = tokio::spawn(async move { client.query_meeting_room("r1", "u1").await });
    assert_eq!(task.await.unwrap().unwrap().room_name, "Blue");
}
