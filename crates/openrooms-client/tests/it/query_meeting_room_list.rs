//! `QueryMeetingRoomList`.

use crate::server::{Say, Server, demo, token};

const LAST: &str = r#"{"hasMore":false,"result":[]}"#;

#[tokio::test]
async fn a_page_of_rooms_is_read() {
    let server = demo().await;
    let client = server.client();
    let page = client.query_meeting_room_list("2iPOLxxxxx", None, None).await.unwrap();
    assert_eq!((page.has_more, page.next_token), (false, None));
    assert_eq!(page.result[0].room_name, "Test meeting room");
}

#[tokio::test]
async fn the_next_page_begins_where_the_last_one_ended() {
    let server = Server::start(|seen, nth| match (seen.path(), nth) {
        ("/v1.0/oauth2/accessToken", _) => token("t"),
        (_, 0) => Say::Json(200, r#"{"hasMore":true,"nextToken":21,"result":[]}"#.into()),
        _ => Say::Json(200, LAST.into()),
    })
    .await;
    let client = server.client();
    let first = client.query_meeting_room_list("u/1", None, Some(20)).await.unwrap();
    assert!(first.has_more);
    let last = client.query_meeting_room_list("u/1", first.next_token, None).await.unwrap();
    assert!(!last.has_more);

    let seen = server.seen_at("meetingRoomLists");
    let targets: Vec<_> = seen.iter().map(|seen| &*seen.target).collect();
    assert_eq!(
        targets,
        [
            "/v1.0/rooms/meetingRoomLists?maxResults=20&unionId=u%2F1",
            "/v1.0/rooms/meetingRoomLists?nextToken=21&unionId=u%2F1",
        ]
    );
}
