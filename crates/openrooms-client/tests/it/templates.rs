//! The five calls of screen templates, and that of pictures.

use openrooms_client::protocol::rooms::{NewTemplate, TemplateUpdate};

use crate::server::demo;

const ROOT: &str = "/v1.0/rooms/devices/screens/templates";

#[tokio::test]
async fn a_picture_is_sent_as_text() {
    let server = demo().await;
    let picture = server.client().create_meeting_room_picture("u", &[0, 255]).await.unwrap();
    assert_eq!((&*picture.url, picture.size), ("http://x/p", 68));
    let seen = server.seen_at("/v1.0/rooms/pictures").remove(0);
    assert_eq!((&*seen.method, &*seen.body), ("POST", r#"{"unionId":"u","content":"AP8="}"#));
}

#[tokio::test]
async fn each_call_goes_where_it_belongs() {
    let server = demo().await;
    let client = server.client();
    let new = NewTemplate { template_name: Some("大堂".into()), ..NewTemplate::default() };
    assert_eq!(client.create_device_custom_template(&new).await.unwrap(), 1);
    let change = TemplateUpdate::of(1, NewTemplate::default());
    assert!(client.update_device_custom_template(&change).await.unwrap());
    assert_eq!(client.query_device_custom_template(1).await.unwrap().group_ids, [0; 0]);
    let list = client.query_device_custom_template_list().await.unwrap();
    assert_eq!(list.device_custom_templates[0].bg_type, Some(1));
    assert!(client.delete_device_custom_template(1).await.unwrap());
    let seen = server.seen();
    let seen = seen.iter().filter(|one| one.path().contains("/screens/"));
    let seen: Vec<_> = seen.map(|one| (&*one.method, &*one.target, &*one.body)).collect();
    let (one, list) = (format!("{ROOT}/1"), ROOT.replace("templates", "templateLists"));
    let remove = format!("{ROOT}/remove");
    assert_eq!(
        seen,
        [
            ("POST", ROOT, r#"{"templateName":"大堂"}"#),
            ("PUT", ROOT, r#"{"templateId":1}"#),
            ("GET", &one, ""),
            ("GET", &list, ""),
            ("POST", &remove, r#"{"templateId":1}"#),
        ]
    );
}
