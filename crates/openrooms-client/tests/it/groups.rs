//! The operations on room groups.

use openrooms_client::protocol::rooms::{GroupUpdate, NewGroup};

use crate::server::{Say, Server, error, token};

async fn server(reply: &'static str) -> Server {
    Server::start(move |seen, _| match seen.path() {
        "/v1.0/oauth2/accessToken" => token("t"),
        _ => Say::Json(200, reply.into()),
    })
    .await
}

/// Method, target and body of the one call beside the token's.
fn seen(server: &Server) -> (String, String, String) {
    let seen = server.seen().into_iter().find(|seen| seen.path().contains("/rooms/")).unwrap();
    (seen.method, seen.target, seen.body)
}

fn call(method: &str, target: &str, body: &str) -> (String, String, String) {
    (method.to_owned(), format!("/v1.0/rooms/{target}"), body.to_owned())
}

#[tokio::test]
async fn a_group_is_made_changed_and_removed() {
    let made = server(r#"{"result":9007199254740991}"#).await;
    let group = NewGroup {
        union_id: Some("u".into()),
        group_name: Some("楼".into()),
        parent_group_id: Some(0),
        ..NewGroup::default()
    };
    let id = made.client().create_meeting_room_group(&group).await.unwrap();
    assert_eq!(id, 9_007_199_254_740_991);
    let body = r#"{"unionId":"u","groupName":"楼","parentGroupId":0}"#;
    assert_eq!(seen(&made), call("POST", "groups", body));

    let changed = server(r#"{"result":true}"#).await;
    let change = GroupUpdate { group_id: Some(7), ..GroupUpdate::default() };
    assert!(changed.client().update_meeting_room_group(&change).await.unwrap());
    assert_eq!(seen(&changed), call("PUT", "groups", r#"{"groupId":7}"#));

    let removed = server(r#"{"result":true}"#).await;
    assert!(removed.client().delete_meeting_room_group(7, "u 1").await.unwrap());
    assert_eq!(seen(&removed), call("DELETE", "groups/7?unionId=u%201", ""));
}

#[tokio::test]
async fn groups_are_read() {
    let one = server(r#"{"groupId":7,"parentId":1}"#).await;
    let group = one.client().query_meeting_room_group(7, "u").await.unwrap();
    assert_eq!((group.group_id, group.group_name, group.parent_id), (Some(7), None, Some(1)));
    assert_eq!(seen(&one), call("GET", "groups/7?unionId=u", ""));

    let all = server(r#"{"result":[{"groupId":7},{"groupId":8,"later":1}]}"#).await;
    let groups = all.client().query_meeting_room_group_list("u").await.unwrap();
    assert_eq!(groups.iter().map(|group| group.group_id).collect::<Vec<_>>(), [Some(7), Some(8)]);
    assert_eq!(seen(&all), call("GET", "groupLists?unionId=u", ""));

    let admins = r#"{"result":{"groupId":7,"groupAdmins":[{"memberId":"u"}]}}"#;
    for (operator, target) in [(None, "groupAdmin/7"), (Some("u"), "groupAdmin/7?unionId=u")] {
        let server = server(admins).await;
        let group = server.client().query_meeting_room_group_admin(7, operator).await.unwrap();
        assert_eq!((&*group.group_admins[0].member_id, group.group_name), ("u", None));
        assert_eq!(seen(&server), call("GET", target, ""));
    }
}

#[tokio::test]
async fn a_refusal_is_told() {
    let server = Server::start(|seen, _| match seen.path() {
        "/v1.0/oauth2/accessToken" => token("t"),
        _ => error(400, "depth.over.limit"),
    })
    .await;
    let refused = server.client().create_meeting_room_group(&NewGroup::default()).await;
    assert_eq!(refused.unwrap_err().code(), Some("depth.over.limit"));
}
