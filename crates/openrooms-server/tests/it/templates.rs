//! Screen templates made, changed and removed over the wire, as reads show them after.

use openrooms_core::id::CorpId;
use serde_json::{Value, json};

use crate::fixture::{Home, Server};
use crate::request;
use crate::sample::{READ, TEMPLATES, WRITE, app, corp, document, plain, with};
use crate::wire::Reply;

on_both!(
    a_template_is_made_read_changed_listed_and_removed,
    the_record_tells_each_change,
    every_refusal_leaves_everything_as_it_was,
);

const ROOT: &str = "/v1.0/rooms/devices/screens/templates";
const LIST: &str = "/v1.0/rooms/devices/screens/templateLists";

/// An organisation with a device, whose app may read and write templates.
fn documented() -> Value {
    let scopes = json!([READ, WRITE, TEMPLATES[0], TEMPLATES[1]]);
    let apps = json!([with(app("app"), json!({ "scopes": scopes }))]);
    let devices = json!([{ "deviceUnionId": "panel", "deviceId": "1", "openRoomId": "open" }]);
    let refused = with(
        plain("no-screens", 1),
        json!({ "hasScreenTemplates": false,
            "apps": [with(app("refused"), json!({ "scopes": TEMPLATES }))],
            "screenTemplates": [{ "deviceCustomTemplate": { "templateId": 5, "templateName": "T" } }] }),
    );
    document(&[with(corp(), json!({ "apps": apps, "devices": devices })), refused], &[])
}

struct Designer<'a> {
    server: &'a Server,
    token: String,
}

impl<'a> Designer<'a> {
    async fn on(server: &'a Server, app: &str) -> Self {
        Self { server, token: server.token(app, "secret").await }
    }

    async fn send(&self, method: &str, target: &str, body: &Value) -> Reply {
        let body = body.to_string();
        self.server.call(request::with_body(method, target, &self.token, &body)).await
    }

    async fn create(&self, body: &Value) -> Reply {
        self.send("POST", ROOT, body).await
    }

    async fn update(&self, body: &Value) -> Reply {
        self.send("PUT", ROOT, body).await
    }

    async fn delete(&self, id: &Value) -> Reply {
        self.send("POST", &format!("{ROOT}/remove"), &json!({ "templateId": id })).await
    }

    async fn get(&self, target: &str) -> Reply {
        self.server.call(request::get(target, &self.token)).await
    }

    async fn read(&self, id: &Value) -> Reply {
        self.get(&format!("{ROOT}/{id}")).await
    }
}

/// A template with everything, as a request has it.
fn everything() -> Value {
    json!({
        "templateName": "大堂 🛶", "bgImgList": ["https://example.org/1.png", "http://example.org/2"],
        "bgType": 2, "bgUrl": "https://example.org/b.jpg", "customDoc": "Welcome",
        "desensitizeUserName": true, "deviceUnionIds": ["panel", "panel"], "groupIds": [11, 10],
        "hideServerCodeWhenProjecting": true, "instruction": true, "isPicTop": 0,
        "logo": "https://example.org/logo.png", "orgName": "Corp", "picturePlayInterval": 5,
        "roomIds": ["open", "closed"], "showCalendarCard": true, "showCalendarTitle": true,
        "showFunctionCard": true,
    })
}

/// What a read shows of a template that says nothing but its name.
fn plain_look(id: &Value, name: &str) -> Value {
    json!({
        "templateId": id, "templateName": name, "corpId": "corp", "bgImageList": [], "bgType": 1,
        "desensitizeUserName": false, "hideServerCodeWhenProjecting": false, "instruction": false,
        "isPicTop": 1, "showCalendarCard": false, "showCalendarTitle": false,
        "showFunctionCard": false,
    })
}

async fn a_template_is_made_read_changed_listed_and_removed(home: &Home) {
    home.import(documented()).await;
    let server = home.serve().await;
    let designer = Designer::on(&server, "app").await;
    let id = designer.create(&everything()).await.json()["templateId"].clone();
    assert_eq!(id, json!(1));
    let mut look = everything();
    let fields = look.as_object_mut().unwrap();
    let pictures = fields.remove("bgImgList").unwrap();
    fields.insert("bgImageList".to_owned(), pictures);
    fields.insert("templateId".to_owned(), id.clone());
    fields.insert("corpId".to_owned(), json!("corp"));
    for places in ["deviceUnionIds", "groupIds", "roomIds"] {
        fields.remove(places);
    }
    let whole = json!({
        "deviceCustomTemplate": look, "deviceUnionIds": ["panel"], "groupIds": [11, 10],
        "roomIds": ["open", "closed"],
    });
    assert_eq!(designer.read(&id).await.json(), json!({ "result": whole }));

    // What is absent goes back to its default, the name alone stays.
    let done = json!({ "result": true });
    let change = json!({ "templateId": id, "roomIds": ["closed"], "orgName": null });
    assert_eq!(designer.update(&change).await.json(), done);
    let plain = plain_look(&id, "大堂 🛶");
    let whole = json!({ "deviceCustomTemplate": plain, "deviceUnionIds": [], "groupIds": [],
        "roomIds": ["closed"] });
    assert_eq!(designer.read(&id).await.json(), json!({ "result": whole }));

    let other = json!({ "templateName": "Hall", "groupIds": [11], "bgUrl": "", "logo": "" });
    let other = designer.create(&other).await.json()["templateId"].clone();
    assert_eq!(other, json!(2));
    let renamed = json!({ "templateId": other, "templateName": "Floor", "groupIds": [11] });
    assert_eq!(designer.update(&renamed).await.json(), done);
    let list = json!({ "result": {
        "deviceCustomTemplates": [plain_look(&id, "大堂 🛶"), plain_look(&other, "Floor")],
        "deviceTemplateMap": { "1": [], "2": [] },
        "groupIdTemplateMap": { "1": [], "2": [11] },
        "roomIdTemplateMap": { "1": ["closed"], "2": [] },
    } });
    assert_eq!(designer.get(LIST).await.json(), list);

    // A room that goes is shown nothing any more.
    let target = "/v1.0/rooms/meetingRooms/closed?unionId=boss";
    let gone = server.call(request::without_body("DELETE", target, &designer.token)).await;
    assert_eq!(gone.status, 200);
    assert_eq!(designer.read(&id).await.json()["result"]["roomIds"], json!([]));

    assert_eq!(designer.delete(&id).await.json(), done);
    let missing = (400, "template.not.found".to_owned());
    assert_eq!(designer.read(&id).await.outcome(), missing);
    assert_eq!(designer.delete(&id).await.outcome(), missing);
    // A number is not given again, a name is.
    let again = designer.create(&json!({ "templateName": "大堂 🛶" })).await;
    assert_eq!(again.json(), json!({ "templateId": 3 }));
}

async fn the_record_tells_each_change(home: &Home) {
    home.import(documented()).await;
    let server = home.serve().await;
    let designer = Designer::on(&server, "app").await;
    let id = designer.create(&json!({ "templateName": "Hall" })).await.json()["templateId"].clone();
    let change = json!({ "templateId": id, "instruction": true });
    for _ in ["a change", "none"] {
        designer.update(&change).await;
    }
    designer.delete(&id).await;
    let store = home.store().await;
    let filter = openrooms_store::AuditFilter {
        kind: Some("template".to_owned()),
        ..openrooms_store::AuditFilter::default()
    };
    let entries = store.audit_newest(&filter, 10).await.unwrap();
    let told: Vec<_> = entries.iter().map(|entry| entry.action.as_str()).collect();
    let wanted =
        ["CreateDeviceCustomTemplate", "UpdateDeviceCustomTemplate", "DeleteDeviceCustomTemplate"];
    assert_eq!(told, wanted);
    for entry in &entries {
        let who = (entry.client.as_deref(), entry.operator.as_deref(), entry.id.as_str());
        assert_eq!(who, (Some("app"), None, "1"));
    }
    let after: Value = serde_json::from_str(entries[1].after.as_deref().unwrap()).unwrap();
    assert_eq!(after["deviceCustomTemplate"]["instruction"], json!(true));
    assert!(store.verify_audit("corp", None).await.unwrap().is_ok());
    store.close().await;
}

/// Fields on top of a good body, code and message.
fn refusals() -> Vec<(Value, &'static str, String)> {
    let param = |what: &str| ("param.error", format!("Error:{what}"));
    let unsafe_name = "templateName must be 1 to 100 characters, none of which controls a terminal \
                       or the direction of text";
    let picture = || ("picture.format.error", "Picture Format Error".to_owned());
    let many: Vec<_> = (0..10_000).map(|at| format!("room-{at}")).collect();
    let ten = vec!["https://example.org/p"; 10];
    let all = [
        (json!({ "templateName": "" }), param(unsafe_name)),
        (json!({ "templateName": "\u{3000}" }), param(unsafe_name)),
        (json!({ "templateName": "a\u{202e}b" }), param(unsafe_name)),
        (json!({ "templateName": "a\u{1b}" }), param(unsafe_name)),
        (json!({ "templateName": "x".repeat(101) }), param(unsafe_name)),
        (json!({ "templateName": 7 }), param("templateName must be a text")),
        (json!({ "customDoc": "a\0" }), param("customDoc has a character U+0000")),
        (
            json!({ "customDoc": "x".repeat(2001) }),
            param("customDoc must be 2000 characters at most"),
        ),
        (json!({ "orgName": "x".repeat(2001) }), param("orgName must be 2000 characters at most")),
        (json!({ "orgName": "a\nb" }), param("orgName must have no control characters")),
        (json!({ "customDoc": "a\u{7}" }), param("customDoc must have no control characters")),
        (json!({ "bgType": -1 }), param("bgType must not be negative")),
        (json!({ "isPicTop": -1 }), param("isPicTop must not be negative")),
        (json!({ "picturePlayInterval": -1 }), param("picturePlayInterval must not be negative")),
        (
            json!({ "picturePlayInterval": 2_147_483_648_i64 }),
            param("picturePlayInterval must be from -2147483648 to 2147483647"),
        ),
        (json!({ "instruction": "yes" }), param("instruction must be true or false")),
        (json!({ "bgImgList": ten }), param("bgImgList must be 9 at most")),
        (json!({ "bgImgList": {} }), param("bgImgList must be a list")),
        (json!({ "bgImgList": [null] }), param("bgImgList[0] must be a text")),
        (json!({ "roomIds": many }), param("roomIds must be 1000 at most")),
        (json!({ "bgImgList": ["https://example.org/p", ""] }), picture()),
        (json!({ "bgUrl": "javascript:alert(1)" }), picture()),
        (json!({ "logo": "data:image/png;base64,AAAA" }), picture()),
        (json!({ "logo": "file:///etc/passwd" }), picture()),
        (json!({ "bgUrl": format!("https://example.org/{}", "x".repeat(2000)) }), picture()),
        (json!({ "deviceUnionIds": ["panel", "none"] }), param("deviceUnionIds[1] is not there")),
        (json!({ "groupIds": [9] }), param("groupIds[0] is not there")),
        (json!({ "roomIds": ["room-0"] }), param("roomIds[0] is not there")),
        (
            json!({ "templateName": "Taken" }),
            ("duplicate.template.name", "Duplicate Template Name".to_owned()),
        ),
    ];
    all.into_iter().map(|(more, (code, message))| (more, code, message)).collect()
}

async fn every_refusal_leaves_everything_as_it_was(home: &Home) {
    home.import(documented()).await;
    let server = home.serve().await;
    let designer = Designer::on(&server, "app").await;
    designer.create(&json!({ "templateName": "Taken" })).await;
    let own = designer.create(&json!({ "templateName": "Own" })).await.json()["templateId"].clone();
    let store = home.store().await;
    let corps = [CorpId::new("corp"), CorpId::new("no-screens")];
    let before = [
        store.organisation(&corps[0]).await.unwrap(),
        store.organisation(&corps[1]).await.unwrap(),
    ];
    let refused = |reply: &Reply, code: &str, message: &str, about: &Value| {
        let said = (reply.status, reply.text("code"), reply.text("message"));
        assert_eq!(said, (400, code.to_owned(), message.to_owned()), "{about}");
    };
    for (more, code, message) in refusals() {
        let reply = designer.create(&with(json!({ "templateName": "New" }), more.clone())).await;
        refused(&reply, code, &message, &more);
        let reply = designer.update(&with(json!({ "templateId": own }), more.clone())).await;
        refused(&reply, code, &message, &more);
    }
    let nobody = json!({ "templateId": 99 });
    for (reply, code, message) in [
        (designer.create(&json!({})).await, "param.error", "Error:templateName is missing"),
        (designer.update(&json!({})).await, "param.error", "Error:templateId is missing"),
        (designer.delete(&Value::Null).await, "param.error", "Error:templateId is missing"),
        (designer.update(&nobody).await, "template.not.found", "Template Not Found"),
        (designer.delete(&json!(99)).await, "template.not.found", "Template Not Found"),
        (designer.read(&json!(99)).await, "template.not.found", "Template Not Found"),
        (
            designer.get(&format!("{ROOT}/x")).await,
            "param.error",
            "Error:templateId must be a number",
        ),
        (
            designer.get(&format!("{ROOT}/9223372036854775808")).await,
            "param.error",
            "Error:templateId must be a number",
        ),
        // Another organisation's.
        (designer.read(&json!(5)).await, "template.not.found", "Template Not Found"),
    ] {
        refused(&reply, code, message, &Value::Null);
    }
    let without = Designer::on(&server, "refused").await;
    for reply in [
        without.create(&json!({ "templateName": "New" })).await,
        without.update(&json!({ "templateId": 5 })).await,
        without.update(&json!({ "templateId": 6 })).await,
    ] {
        refused(&reply, "no.smart.permission", "No Smart Room Permission", &Value::Null);
    }
    assert_eq!(without.read(&json!(5)).await.status, 200);
    for (corp, before) in corps.iter().zip(before) {
        assert_eq!(store.organisation(corp).await.unwrap(), before);
    }
    store.close().await;
}

#[tokio::test]
async fn there_are_500_at_most() {
    let templates: Vec<_> = (1..=500)
        .map(|id| json!({ "deviceCustomTemplate": { "templateId": id, "templateName": id.to_string() } }))
        .collect();
    let mut document = documented();
    document["organisations"][0]["screenTemplates"] = json!(templates);
    let home = Home::with(document).await;
    let server = home.serve().await;
    let designer = Designer::on(&server, "app").await;
    let full = designer.create(&json!({ "templateName": "New" })).await;
    assert_eq!(full.text("message"), "Error:there are 500 screen templates already");
    assert_eq!(designer.delete(&json!(500)).await.status, 200);
    let next = designer.create(&json!({ "templateName": "New" })).await;
    assert_eq!(next.json(), json!({ "templateId": 500 }));
    let list = designer.get(LIST).await.json();
    assert_eq!(list["result"]["deviceCustomTemplates"].as_array().unwrap().len(), 500);
}
