//! The operations on super users, on the blacklist, and on the administrators of groups and rooms.

use openrooms_client::protocol::rooms::{NewBan, NewSuperUsers};

use crate::server::{Say, Server, token};

async fn server(reply: &'static str) -> Server {
    Server::start(move |seen, _| match seen.path() {
        "/v1.0/oauth2/accessToken" => token("t"),
        _ => Say::Json(200, reply.into()),
    })
    .await
}

/// Method, target and body of the last call.
fn seen(server: &Server) -> (String, String, String) {
    let seen = server.seen().pop().unwrap();
    (seen.method, seen.target, seen.body)
}

fn call(method: &str, target: &str, body: &str) -> (String, String, String) {
    (method.to_owned(), format!("/v1.0/rooms/{target}"), body.to_owned())
}

#[tokio::test]
async fn writes_send_what_is_given() {
    let server = server(r#"{"result":true}"#).await;
    let client = server.client();
    let ban = NewBan { start_time: Some(1), memo: Some("m".into()), ..NewBan::default() };
    assert!(client.create_booking_blacklist(&ban).await.unwrap());
    let body = r#"{"startTime":1,"memo":"m"}"#;
    assert_eq!(seen(&server), call("POST", "bookings/blacklist", body));

    assert!(client.delete_booking_blacklist(&["a", "b"], "u").await.unwrap());
    let body = r#"{"unionId":"u","blacklistUnionIds":["a","b"]}"#;
    assert_eq!(seen(&server), call("POST", "bookings/blacklist/remove", body));

    let super_users =
        NewSuperUsers { dept_id_white_list: Some(vec![2]), ..NewSuperUsers::default() };
    assert!(client.set_super_user_meeting_room(&super_users).await.unwrap());
    let body = r#"{"deptIdWhiteList":[2]}"#;
    assert_eq!(seen(&server), call("POST", "meetingRooms/superUsers/set", body));

    assert!(client.remove_super_user_meeting_room("r 1", "u").await.unwrap());
    let (method, target, body) = seen(&server);
    assert_eq!((&*method, &*body), ("POST", ""));
    assert!(target.starts_with("/v1.0/rooms/meetingRooms/superUsers/remove?"), "{target}");
    assert!(target.contains("roomId=r%201") && target.contains("unionId=u"), "{target}");

    assert!(client.set_meeting_room_group_admin(7, &[], "u").await.unwrap());
    let body = r#"{"unionId":"u","adminUnionIds":[]}"#;
    assert_eq!(seen(&server), call("PUT", "groupAdmin/7", body));

    assert!(client.set_meeting_room_admin("r 1", &["a"], "u").await.unwrap());
    let body = r#"{"unionId":"u","adminUnionIds":["a"]}"#;
    assert_eq!(seen(&server), call("PUT", "roomAdmin/r%201", body));
}

#[tokio::test]
async fn reads_give_what_is_said() {
    let bans = server(
        r#"{"hasMore":true,"nextToken":"b","result":[{"blacklistUnionId":"b",
        "startTime":1,"endTime":2}]}"#,
    )
    .await;
    let page = bans.client().query_booking_blacklist("u", Some("a"), Some(1)).await.unwrap();
    assert_eq!((page.has_more, page.next_token.as_deref()), (true, Some("b")));
    assert_eq!((page.result[0].end_time, &page.result[0].memo), (Some(2), &None));
    let (method, target, _) = seen(&bans);
    assert_eq!(method, "GET");
    for parameter in ["unionId=u", "nextToken=a", "maxResults=1"] {
        assert!(target.contains(parameter), "{target}");
    }

    let said = r#"{"result":{"roomId":"r","roomAdmins":[{"memberId":"a"}]}}"#;
    let admins = server(said).await;
    let found = admins.client().query_meeting_room_admin("r", "u").await.unwrap();
    assert_eq!((&*found.room_id, &*found.room_admins[0].member_id), ("r", "a"));
    assert_eq!(seen(&admins), call("GET", "roomAdmin/r?unionId=u", ""));

    let said = r#"{"result":{"roomId":"r","userIdWhiteList":["m"],"deptIdWhiteList":[2,3]}}"#;
    let rights = server(said).await;
    let found = rights.client().query_super_user_meeting_room("r", "u").await.unwrap();
    assert_eq!((&*found.user_id_white_list[0], &*found.dept_id_white_list), ("m", &[2, 3][..]));
}
