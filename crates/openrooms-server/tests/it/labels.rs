//! Labels of the organisation over the wire: made, listed, renamed, removed, and what rooms show.

use std::time::Duration;

use openrooms_store::AuditFilter;
use serde_json::{Value, json};

use crate::fixture::{Home, Server, eventually};
use crate::request;
use crate::sample::{self, WRITE, app, corp, document, with};
use crate::wire::Reply;

on_both!(
    a_label_is_made_shown_renamed_and_removed,
    every_refusal_leaves_everything_as_it_was,
    the_record_tells_each_change,
);

const LABELS: &str = "/v1.0/rooms/labels";

/// The usual organisation, whose app may write.
fn writable() -> Value {
    let apps = json!([with(app("app"), json!({ "scopes": [sample::READ, WRITE] }))]);
    document(&[with(corp(), json!({ "apps": apps }))], &[])
}

struct Writer<'a> {
    server: &'a Server,
    token: String,
}

impl<'a> Writer<'a> {
    async fn on(server: &'a Server) -> Self {
        Self { server, token: server.token("app", "secret").await }
    }

    async fn send(&self, method: &str, body: &Value) -> Reply {
        let body = body.to_string();
        self.server.call(request::with_body(method, LABELS, &self.token, &body)).await
    }

    /// A label that is made.
    async fn made(&self, name: &str) -> i64 {
        let reply = self.send("POST", &json!({ "unionId": "boss", "labelName": name })).await;
        reply.json()["result"].as_i64().unwrap_or_else(|| panic!("{reply:?}"))
    }

    async fn rename(&self, id: i64, name: &str) -> Reply {
        self.send("PUT", &json!({ "unionId": "boss", "labelId": id, "labelName": name })).await
    }

    async fn delete(&self, id: &str, operator: &str) -> Reply {
        let target = format!("{LABELS}/{id}?unionId={operator}");
        self.server.call(request::without_body("DELETE", &target, &self.token)).await
    }

    async fn listed(&self) -> Value {
        let target = "/v1.0/rooms/labelLists?unionId=ann";
        self.server.call(request::get(target, &self.token)).await.json()["result"].clone()
    }

    async fn tag(&self, room: &str, labels: &[i64]) {
        let body = json!({ "unionId": "boss", "roomId": room, "roomLabelIds": labels });
        let target = "/v1.0/rooms/meetingRooms";
        let body = body.to_string();
        let reply = self.server.call(request::with_body("PUT", target, &self.token, &body)).await;
        assert_eq!(reply.status, 200, "{reply:?}");
    }

    /// The labels that a room shows: in its detail and in the list, which say the same.
    async fn labels_of(&self, room: &str) -> Value {
        let detail = self.server.room(&self.token, room, "boss").await.json();
        detail["result"]["roomLabels"].clone()
    }

    async fn labels_in_list(&self, room: &str) -> Value {
        let page = self.server.call(request::rooms(&self.token, "boss", "&maxResults=100")).await;
        let page = page.json();
        let rooms = page["result"].as_array().unwrap();
        rooms.iter().find(|item| item["roomId"] == room).unwrap()["roomLabels"].clone()
    }
}

fn fixed() -> Vec<Value> {
    let names = ["TV", "Phone", "Projector", "Whiteboard", "Video Meeting"];
    (1..).zip(names).map(|(id, name)| label(id, name)).collect()
}

fn label(id: i64, name: &str) -> Value {
    json!({ "labelId": id, "labelName": name })
}

async fn a_label_is_made_shown_renamed_and_removed(home: &Home) {
    home.import(writable()).await;
    let (server, other) = (home.serve().await, home.serve().await);
    let writer = Writer::on(&server).await;
    let there = Writer { server: &other, token: writer.token.clone() };
    let second = Duration::from_secs(1);
    // Anybody may be given any id: it has no name yet.
    writer.tag("open", &[1, 6]).await;
    assert_eq!(writer.labels_of("open").await, json!([label(1, "TV"), { "labelId": 6 }]));
    let lamp = writer.made("会议 “Lamp” 🛶").await;
    let stage = writer.made("Stage").await;
    // 6 is a room's already.
    assert_eq!([lamp, stage], [7, 8]);
    let own = [label(7, "会议 “Lamp” 🛶"), label(8, "Stage")];
    assert_eq!(writer.listed().await, json!([fixed(), own.to_vec()].concat()));

    writer.tag("open", &[lamp, 1, stage]).await;
    let wanted = json!([label(lamp, "会议 “Lamp” 🛶"), label(1, "TV"), label(stage, "Stage")]);
    for _ in ["cold", "warm", "ready"] {
        assert_eq!(writer.labels_of("open").await, wanted);
        assert_eq!(writer.labels_in_list("open").await, wanted);
    }
    eventually(second, &wanted, async || there.labels_of("open").await).await;

    // On this node at once, elsewhere soon.
    assert_eq!(writer.rename(lamp, "Lantern").await.json(), json!({ "result": true }));
    let wanted = json!([label(lamp, "Lantern"), label(1, "TV"), label(stage, "Stage")]);
    for _ in ["cold", "warm", "ready"] {
        assert_eq!(writer.labels_of("open").await, wanted);
        assert_eq!(writer.labels_in_list("open").await, wanted);
    }
    eventually(second, &wanted, async || there.labels_of("open").await).await;
    eventually(second, &wanted, async || there.labels_in_list("open").await).await;

    assert_eq!(writer.delete("7", "boss").await.json(), json!({ "result": true }));
    let wanted = json!([label(1, "TV"), label(stage, "Stage")]);
    for _ in ["cold", "warm", "ready"] {
        assert_eq!(writer.labels_of("open").await, wanted);
        assert_eq!(writer.labels_in_list("open").await, wanted);
    }
    eventually(second, &wanted, async || there.labels_of("open").await).await;
    eventually(second, &wanted, async || there.labels_in_list("open").await).await;
    assert_eq!(writer.listed().await, json!([fixed(), vec![label(8, "Stage")]].concat()));
    // Neither is its id given again, and its name is free.
    assert_eq!(writer.made("Lantern").await, 9);
}

#[tokio::test]
async fn there_are_two_hundred_labels_at_most() {
    let labels: Vec<_> = (6..205).map(|id| label(id, &format!("label {id}"))).collect();
    let mut all = writable();
    all["organisations"][0]["roomLabels"] = json!(labels);
    let home = Home::with(all).await;
    let server = home.serve().await;
    let writer = Writer::on(&server).await;
    assert_eq!(writer.made("the last").await, 205);
    let new = json!({ "unionId": "boss", "labelName": "one too many" });
    let reply = writer.send("POST", &new).await;
    assert_eq!(reply.outcome(), (400, "label.too.much".to_owned()));
    assert_eq!(reply.text("message"), "Label Too Much");
    assert_eq!(writer.delete("7", "boss").await.status, 200);
    assert_eq!(writer.made("instead").await, 206);
}

async fn the_record_tells_each_change(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let writer = Writer::on(&server).await;
    let id = writer.made("Lamp").await;
    writer.tag("open", &[id]).await;
    writer.rename(id, "Lantern").await;
    // What is so already is no change.
    writer.rename(id, "Lantern").await;
    writer.delete("6", "boss").await;
    let store = home.store().await;
    let filter = AuditFilter { kind: Some("label".to_owned()), ..AuditFilter::default() };
    let entries = store.audit_newest(&filter, 10).await.unwrap();
    let told: Vec<_> = entries
        .iter()
        .map(|entry| (entry.action.as_str(), entry.before.as_deref(), entry.after.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            ("CreateMeetingRoomLabel", None, Some(r#"{"labelId":6,"labelName":"Lamp"}"#)),
            (
                "UpdateMeetingRoomLabel",
                Some(r#"{"labelName":"Lamp"}"#),
                Some(r#"{"labelName":"Lantern"}"#)
            ),
            (
                "DeleteMeetingRoomLabel",
                Some(r#"{"labelId":6,"labelName":"Lantern","roomIds":["open"]}"#),
                None
            ),
        ]
    );
    assert!(entries.iter().all(|entry| entry.id == id.to_string()));
    assert!(store.verify_audit("corp", None).await.unwrap().is_ok());
    store.close().await;
}

async fn every_refusal_leaves_everything_as_it_was(home: &Home) {
    let mut all = writable();
    all["organisations"][0]["roomLabels"] = json!([label(6, "Lamp"), label(7, "Stage")]);
    home.import(all).await;
    let server = home.serve().await;
    let writer = Writer::on(&server).await;
    let store = home.store().await;
    let corp_id = openrooms_core::id::CorpId::new("corp");
    let before = store.organisation(&corp_id).await.unwrap();

    let name = "Error:labelName must be 1 to 100 characters, none of them a control";
    let new = json!({ "unionId": "boss", "labelName": "New" });
    let long = "x".repeat(101);
    for (more, code, message) in [
        (json!({ "labelName": null }), "param.error", "Error:labelName is missing"),
        (json!({ "labelName": "" }), "param.error", name),
        (json!({ "labelName": " \u{3000}" }), "param.error", name),
        (json!({ "labelName": "a\nb" }), "param.error", name),
        (json!({ "labelName": "a\u{202e}b" }), "param.error", name),
        (json!({ "labelName": long }), "param.error", name),
        (json!({ "unionId": "nobody" }), "user.not.admin", "User Not Admin"),
        (json!({ "unionId": "ann" }), "user.not.admin", "User Not Admin"),
        (json!({ "unionId": "gil" }), "user.not.admin", "User Not Admin"),
        (json!({ "unionId": "ann", "labelName": "Lamp" }), "user.not.admin", "User Not Admin"),
        (json!({ "labelName": "Lamp" }), "label.exist", "Label Exist"),
        (json!({ "labelName": "TV" }), "label.exist", "Label Exist"),
    ] {
        let reply = writer.send("POST", &with(new.clone(), more.clone())).await;
        assert_eq!((reply.status, reply.text("code").as_str()), (400, code), "{more}");
        assert_eq!(reply.text("message"), message, "{more}");
    }
    let change = json!({ "unionId": "boss", "labelId": 6, "labelName": "New" });
    let is_fixed = "Error:labels 1 to 5 are fixed";
    for (more, code, message) in [
        (json!({ "labelId": null }), "param.error", "Error:labelId is missing"),
        (json!({ "labelName": null }), "param.error", "Error:labelName is missing"),
        (json!({ "labelName": " " }), "param.error", name),
        (json!({ "unionId": "gil" }), "user.not.admin", "User Not Admin"),
        (json!({ "unionId": "gil", "labelId": 99 }), "user.not.admin", "User Not Admin"),
        (json!({ "unionId": "gil", "labelId": 1 }), "user.not.admin", "User Not Admin"),
        (json!({ "labelId": 99 }), "label.not.found", "Label Not Found"),
        (json!({ "labelId": 0 }), "label.not.found", "Label Not Found"),
        (json!({ "labelId": -1 }), "label.not.found", "Label Not Found"),
        (json!({ "labelId": 5 }), "param.error", is_fixed),
        (json!({ "labelName": "Stage" }), "label.exist", "Label Exist"),
        (json!({ "labelName": "Whiteboard" }), "label.exist", "Label Exist"),
    ] {
        let reply = writer.send("PUT", &with(change.clone(), more.clone())).await;
        assert_eq!((reply.status, reply.text("code").as_str()), (400, code), "{more}");
        assert_eq!(reply.text("message"), message, "{more}");
    }
    for (id, operator, code, message) in [
        ("1", "boss", "param.error", is_fixed),
        ("99", "boss", "label.not.found", "Label Not Found"),
        ("lamp", "boss", "param.error", "Error:labelId is not a number: \"lamp\""),
        ("6", "ann", "user.not.admin", "User Not Admin"),
        ("6", "gil", "user.not.admin", "User Not Admin"),
        ("99", "ann", "user.not.admin", "User Not Admin"),
        ("6", "nobody", "user.not.admin", "User Not Admin"),
    ] {
        let reply = writer.delete(id, operator).await;
        assert_eq!((reply.status, reply.text("code").as_str()), (400, code), "{id} {operator}");
        assert_eq!(reply.text("message"), message, "{id} {operator}");
    }
    let target = "/v1.0/rooms/labelLists?unionId=nobody";
    let reply = server.call(request::get(target, &writer.token)).await;
    assert_eq!(reply.outcome(), (400, "user.not.employee".to_owned()));
    assert_eq!(store.organisation(&corp_id).await.unwrap(), before);
    store.close().await;
}
