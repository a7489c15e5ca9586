//! What somebody else has changed meanwhile is not overwritten where a caller says what it saw.

use openrooms_protocol::Scope;
use serde_json::{Value, json};

use crate::fixture::{Home, Server};
use crate::request;
use crate::sample::{app, corp, document, with};
use crate::wire::Reply;

on_both!(a_save_against_what_has_changed_writes_nothing, what_was_seen_of_another_thing_is_refused,);

const PICTURE: &str = "https://example.org/floor.png";

/// An organisation with an app that may do everything.
fn house() -> Value {
    let scopes: Vec<_> = Scope::ALL.into_iter().map(Scope::name).collect();
    let all = with(app("app"), json!({ "scopes": scopes }));
    let devices = json!([{ "deviceUnionId": "panel", "deviceId": "1", "openRoomId": "open" }]);
    let template = json!({ "deviceCustomTemplate": { "templateId": 5, "templateName": "T" } });
    let more =
        json!({ "apps": [all, app("sign")], "devices": devices, "screenTemplates": [template] });
    document(&[with(corp(), more)], &[])
}

/// A thing that is read and saved.
struct Thing {
    what: &'static str,
    /// Of the read, whose result it is, or the one of them that a name finds.
    read: &'static str,
    save: (&'static str, &'static str),
    /// What names it in the body of a save.
    id: Value,
    theirs: Value,
    mine: Value,
    /// Another thing of its kind, and what is said of that.
    other: (Value, &'static str),
    refusal: (u16, &'static str),
}

fn things() -> Vec<Thing> {
    let places = |left: i64| {
        json!([
            { "roomId": "closed11", "left": left, "top": 0, "width": 100, "height": 100 },
        ])
    };
    vec![
        Thing {
            what: "template",
            read: "/v1.0/rooms/devices/screens/templates/5",
            save: ("PUT", "/v1.0/rooms/devices/screens/templates"),
            id: json!({ "templateId": 5 }),
            theirs: json!({ "customDoc": "Theirs", "roomIds": ["open", "closed"] }),
            mine: json!({ "customDoc": "Mine" }),
            other: (
                json!({ "deviceCustomTemplate": { "templateId": 6, "templateName": "T" } }),
                "Error:expected is another template",
            ),
            refusal: (409, "template.changed"),
        },
        Thing {
            what: "device",
            read: "/v1.0/rooms/devices?operatorUnionId=boss&deviceUnionId=panel",
            save: ("PUT", "/v1.0/rooms/devices"),
            id: json!({ "unionId": "boss", "deviceUnionId": "panel" }),
            theirs: json!({ "deviceName": "Theirs", "shareCode": "77" }),
            mine: json!({ "deviceModel": "Mine" }),
            other: (json!({ "deviceUnionId": "other" }), "Error:expected is another device"),
            refusal: (409, "device.changed"),
        },
        Thing {
            what: "plan",
            read: "/v1.0/rooms/groupPlans?unionId=boss&groupId=11",
            save: ("PUT", "/v1.0/rooms/groupPlans/11"),
            id: json!({ "unionId": "boss" }),
            theirs: json!({ "picture": PICTURE, "places": places(10) }),
            mine: json!({ "picture": PICTURE, "places": places(20) }),
            other: (json!({ "groupId": 10 }), "Error:expected is another plan"),
            refusal: (409, "plan.changed"),
        },
        Thing {
            what: "app",
            read: "/v1.0/console/apps",
            save: ("PUT", "/v1.0/console/apps"),
            id: json!({ "appKey": "sign" }),
            theirs: json!({ "appName": "Theirs", "ipAllowList": ["10.0.0.0/8"] }),
            mine: json!({ "redirectUris": ["https://example.org/back"] }),
            other: (
                json!({ "appKey": "app", "scopes": [], "liveSecrets": 1 }),
                "Error:expected is another app",
            ),
            refusal: (409, "app.changed"),
        },
    ]
}

struct Caller {
    server: Server,
    token: String,
    console: String,
}

impl Caller {
    async fn on(home: &Home) -> Self {
        home.import(house()).await;
        let server = home.serve().await;
        let token = server.token("app", "secret").await;
        let console = home.console_token(&server, "corp", "boss").await;
        Self { server, token, console }
    }

    fn token(&self, target: &str) -> &str {
        if target.contains("/console/") { &self.console } else { &self.token }
    }

    async fn read(&self, thing: &Thing) -> Value {
        let reply = self.server.call(request::get(thing.read, self.token(thing.read))).await;
        assert_eq!(reply.status, 200, "{}: {reply:?}", thing.what);
        match reply.json()["result"].clone() {
            // A plan, where there is one; an app among others.
            Value::Array(all) => all
                .into_iter()
                .find(|one| thing.what == "plan" || one["appKey"] == "sign")
                .unwrap_or_else(|| json!({ "groupId": 11, "picture": "" })),
            one => one,
        }
    }

    async fn save(&self, thing: &Thing, more: Value) -> Reply {
        let (method, target) = thing.save;
        let body = with(thing.id.clone(), more).to_string();
        self.server.call(request::with_body(method, target, self.token(target), &body)).await
    }

    async fn person(&self, action: &str, body: Value) -> Value {
        let action = format!("topapi.v2.user.{action}");
        self.server.call(request::topapi(&action, &self.token, &body)).await.json()
    }
}

fn expecting(body: Value, seen: &Value) -> Value {
    with(body, json!({ "expected": seen }))
}

async fn a_save_against_what_has_changed_writes_nothing(home: &Home) {
    let caller = Caller::on(home).await;
    for thing in things() {
        let seen = caller.read(&thing).await;
        let theirs = caller.save(&thing, expecting(thing.theirs.clone(), &seen)).await;
        assert_eq!(theirs.status, 200, "{}: {theirs:?}", thing.what);
        let now = caller.read(&thing).await;
        assert_ne!(now, seen, "{}", thing.what);

        let late = caller.save(&thing, expecting(thing.mine.clone(), &seen)).await;
        let (status, code) = thing.refusal;
        assert_eq!(late.outcome(), (status, code.to_owned()), "{}", thing.what);
        assert_eq!(caller.read(&thing).await, now, "{}", thing.what);

        let mine = caller.save(&thing, expecting(thing.mine.clone(), &now)).await;
        assert_eq!(mine.status, 200, "{}: {mine:?}", thing.what);
    }
    // A person, over the legacy API.
    let whom = || json!({ "userid": "u1" });
    let seen = caller.person("get", whom()).await["result"].clone();
    let theirs = with(whom(), json!({ "title": "Theirs", "hide_mobile": true }));
    assert_eq!(caller.person("update", expecting(theirs, &seen)).await["errcode"], 0);
    let now = caller.person("get", whom()).await["result"].clone();
    let mine = || with(whom(), json!({ "job_number": "7" }));
    let late = caller.person("update", expecting(mine(), &seen)).await;
    assert_eq!((&late["errcode"], &late["errmsg"]), (&json!(409), &json!("User Changed")));
    assert_eq!(caller.person("get", whom()).await["result"], now);
    assert_eq!(caller.person("update", expecting(mine(), &now)).await["errcode"], 0);
    let now = caller.person("get", whom()).await["result"].clone();
    assert_eq!((&now["title"], &now["job_number"]), (&json!("Theirs"), &json!("7")));
}

async fn what_was_seen_of_another_thing_is_refused(home: &Home) {
    let caller = Caller::on(home).await;
    for thing in things() {
        let before = caller.read(&thing).await;
        let (other, message) = &thing.other;
        for (seen, message) in [(other, *message), (&json!(7), "Error:expected must be an object")]
        {
            let reply = caller.save(&thing, expecting(thing.mine.clone(), seen)).await;
            let said = (reply.status, reply.text("message"));
            assert_eq!(said, (400, message.to_owned()), "{} {seen}", thing.what);
        }
        assert_eq!(caller.read(&thing).await, before, "{}", thing.what);
    }
}
