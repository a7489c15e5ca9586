//! `CreateMeetingRoom`, `UpdateMeetingRoom`, `DeleteMeetingRoom`.

use openrooms_client::protocol::rooms::{NewRoom, RoomUpdate};
use serde_json::{Value, json};

use crate::server::{Say, Server, error, token};

async fn server(reply: &'static str) -> Server {
    Server::start(move |seen, _| match seen.path() {
        "/v1.0/oauth2/accessToken" => token("t"),
        _ => Say::Json(200, reply.into()),
    })
    .await
}

#[tokio::test]
async fn a_room_is_made_with_the_fields_that_are_given() {
    let server = server(r#"{"result":"r1"}"#).await;
    let room = NewRoom {
        union_id: Some("u".into()),
        room_name: Some("会议室".into()),
        room_status: Some(0),
        ..NewRoom::default()
    };
    assert_eq!(server.client().create_meeting_room(&room).await.unwrap(), "r1");
    let seen = server.seen_at("meetingrooms").remove(0);
    assert_eq!((&*seen.method, &*seen.target), ("POST", "/v1.0/rooms/meetingrooms"));
    let body: Value = serde_json::from_str(&seen.body).unwrap();
    assert_eq!(body, json!({ "unionId": "u", "roomName": "会议室", "roomStatus": 0 }));
}

#[tokio::test]
async fn a_room_is_changed_and_removed() {
    let server = server(r#"{"result":true}"#).await;
    let client = server.client();
    let change = RoomUpdate { room_id: Some("r/1".into()), ..RoomUpdate::default() };
    assert!(client.update_meeting_room(&change).await.unwrap());
    let seen = server.seen_at("meetingRooms").remove(0);
    assert_eq!((&*seen.method, &*seen.body), ("PUT", r#"{"roomId":"r/1"}"#));
    assert!(client.delete_meeting_room("r/1", "u 1").await.unwrap());
    let seen = server.seen_at("r%2F1").remove(0);
    assert_eq!(seen.method, "DELETE");
    assert_eq!(seen.target, "/v1.0/rooms/meetingRooms/r%2F1?unionId=u%201");
    assert_eq!(seen.body, "");
}

#[tokio::test]
async fn a_change_that_may_have_happened_is_not_repeated() {
    let server = Server::start(|seen, _| match seen.path() {
        "/v1.0/oauth2/accessToken" => token("t"),
        _ => error(503, "ServiceUnavailable"),
    })
    .await;
    let client = server.client();
    let refused = client.create_meeting_room(&NewRoom::default()).await.unwrap_err();
    assert_eq!(refused.code(), Some("ServiceUnavailable"));
    assert_eq!(server.seen_at("meetingrooms").len(), 1);
    client.delete_meeting_room("r", "u").await.unwrap_err();
    assert_eq!(server.seen_at("/r").len(), 1);
}
