//! The operations on labels of the organisation.

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
async fn a_label_is_made_listed_renamed_and_removed() {
    let made = server(r#"{"result":6}"#).await;
    assert_eq!(made.client().create_meeting_room_label("灯", "u").await.unwrap(), 6);
    assert_eq!(seen(&made), call("POST", "labels", r#"{"unionId":"u","labelName":"灯"}"#));

    let all = server(r#"{"result":[{"labelId":1,"labelName":"TV"},{"labelId":6}]}"#).await;
    let labels = all.client().query_meeting_room_label_list("u").await.unwrap();
    assert_eq!((labels[0].label_id, labels[0].label_name.as_deref()), (1, Some("TV")));
    assert_eq!(seen(&all), call("GET", "labelLists?unionId=u", ""));

    let renamed = server(r#"{"result":true}"#).await;
    assert!(renamed.client().update_meeting_room_label(6, "Lamp", "u").await.unwrap());
    let body = r#"{"unionId":"u","labelId":6,"labelName":"Lamp"}"#;
    assert_eq!(seen(&renamed), call("PUT", "labels", body));

    let removed = server(r#"{"result":true}"#).await;
    assert!(removed.client().delete_meeting_room_label(6, "u 1").await.unwrap());
    assert_eq!(seen(&removed), call("DELETE", "labels/6?unionId=u%201", ""));
}

#[tokio::test]
async fn a_refusal_is_told() {
    let server = Server::start(|seen, _| match seen.path() {
        "/v1.0/oauth2/accessToken" => token("t"),
        _ => error(400, "label.exist"),
    })
    .await;
    let refused = server.client().create_meeting_room_label("TV", "u").await;
    assert_eq!(refused.unwrap_err().code(), Some("label.exist"));
}
