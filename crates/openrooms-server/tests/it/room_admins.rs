//! Administrators of single rooms: what they see and may, from memory and from the database, here and
//! on another node.

use std::time::Duration;

use openrooms_store::AuditFilter;
use serde_json::{Value, json};

use crate::fixture::{Home, Server, eventually};
use crate::request;
use crate::sample::{self, WRITE, app, corp, document, with};
use crate::wire::Reply;

on_both!(
    who_administers_a_room_sees_it_while_they_do,
    they_may_what_an_administrator_of_its_group_may_but_not_make_or_remove,
    every_refusal_leaves_everything_as_it_was,
);

const SECOND: Duration = Duration::from_secs(1);

/// The usual organisation, whose app may write.
fn writable() -> Value {
    let apps = json!([with(app("app"), json!({ "scopes": [sample::READ, WRITE] }))]);
    document(&[with(corp(), json!({ "apps": apps }))], &[])
}

struct Caller<'a> {
    server: &'a Server,
    token: String,
}

impl<'a> Caller<'a> {
    async fn on(server: &'a Server) -> Self {
        Self { server, token: server.token("app", "secret").await }
    }

    async fn send(&self, method: &str, target: &str, body: &Value) -> Reply {
        let (target, body) = (format!("/v1.0/rooms/{target}"), body.to_string());
        self.server.call(request::with_body(method, &target, &self.token, &body)).await
    }

    async fn call(&self, method: &str, target: &str) -> Reply {
        let target = format!("/v1.0/rooms/{target}");
        self.server.call(request::without_body(method, &target, &self.token)).await
    }

    async fn set(&self, room: &str, people: &[&str]) {
        let body = json!({ "unionId": "boss", "adminUnionIds": people });
        let reply = self.send("PUT", &format!("roomAdmin/{room}"), &body).await;
        assert_eq!((reply.status, reply.json()), (200, json!({ "result": true })), "{people:?}");
    }

    async fn reads(&self, room: &str, person: &str) -> bool {
        let (status, code) = self.server.reads(&self.token, room, person).await;
        assert!(status == 200 || code == "room.not.found", "{status} {code}");
        status == 200
    }

    /// Whether a person finds a room in their list.
    async fn lists(&self, room: &str, person: &str) -> bool {
        let page = self.server.call(request::rooms(&self.token, person, "&maxResults=100")).await;
        let page = page.json();
        let rooms = page["result"].as_array().unwrap();
        rooms.iter().any(|item| item["roomId"] == room)
    }

    /// Both, which must agree, from the database and from what is held.
    async fn sees(&self, room: &str, person: &str) -> bool {
        let reads = self.reads(room, person).await;
        for _ in ["cold", "warm", "ready"] {
            assert_eq!(self.reads(room, person).await, reads, "{room} {person}");
            assert_eq!(self.lists(room, person).await, reads, "{room} {person}");
        }
        reads
    }
}

async fn who_administers_a_room_sees_it_while_they_do(home: &Home) {
    let mut all = writable();
    all["organisations"][0]["roomRights"] =
        json!([{ "roomId": "of-bob", "adminUnionIds": ["gil"] }]);
    home.import(all).await;
    let (server, other) = (home.serve().await, home.serve().await);
    let here = Caller::on(&server).await;
    let there = Caller { server: &other, token: here.token.clone() };
    for node in [&here, &there] {
        assert!(node.sees("of-bob", "gil").await, "imported");
        assert!(!node.sees("of-bob", "hal").await && !node.sees("closed", "ann").await);
    }
    let admins = json!({ "result": { "roomId": "closed", "roomAdmins": [
        { "memberId": "bob", "memberName": "Bob" }, { "memberId": "ann", "memberName": "Ann" } ] } });
    here.set("closed", &["bob", "ann", "bob"]).await;
    for operator in ["boss", "ann"] {
        let told = here.call("GET", &format!("roomAdmin/closed?unionId={operator}")).await;
        assert_eq!(told.json(), admins, "{operator}");
    }
    assert!(here.sees("closed", "ann").await && here.sees("closed", "bob").await);
    assert!(!here.sees("closed", "gil").await && !here.sees("closed11", "ann").await);
    eventually(SECOND, &(true, true), async || {
        (there.reads("closed", "ann").await, there.lists("closed", "ann").await)
    })
    .await;
    assert!(there.sees("closed", "bob").await);

    here.set("closed", &["bob"]).await;
    assert!(!here.sees("closed", "ann").await && here.sees("closed", "bob").await);
    eventually(SECOND, &(false, false), async || {
        (there.reads("closed", "ann").await, there.lists("closed", "ann").await)
    })
    .await;

    // With the room goes the right.
    assert_eq!(here.call("DELETE", "meetingRooms/closed?unionId=boss").await.status, 200);
    let store = home.store().await;
    let kept = store.organisation(&openrooms_core::id::CorpId::new("corp")).await.unwrap().unwrap();
    let rooms: Vec<_> = kept.rights.iter().map(|rights| rights.room.as_str()).collect();
    assert_eq!(rooms, ["of-bob"]);
    let filter = AuditFilter { kind: Some("roomAdmins".to_owned()), ..AuditFilter::default() };
    let entries = store.audit_newest(&filter, 10).await.unwrap();
    let told: Vec<_> = entries
        .iter()
        .map(|entry| (entry.id.as_str(), entry.before.as_deref(), entry.after.as_deref()))
        .collect();
    let named = |ids: &str| format!(r#"{{"adminUnionIds":[{ids}]}}"#);
    let (none, both, bob) = (named(""), named(r#""bob","ann""#), named(r#""bob""#));
    assert_eq!(
        told,
        [
            ("closed", Some(none.as_str()), Some(both.as_str())),
            ("closed", Some(both.as_str()), Some(bob.as_str())),
        ]
    );
    assert!(store.verify_audit("corp", None).await.unwrap().is_ok());
    store.close().await;

    // A room of the same id that comes later is none of theirs, on any node.
    home.import(document(&[with(corp(), json!({ "apps": [] }))], &[])).await;
    let gone = async |node: &Caller<'_>| {
        (node.reads("closed", "boss").await, node.reads("closed", "bob").await)
    };
    eventually(SECOND, &(true, false), async || gone(&there).await).await;
    eventually(SECOND, &(true, false), async || gone(&here).await).await;
}

async fn they_may_what_an_administrator_of_its_group_may_but_not_make_or_remove(home: &Home) {
    let mut all = writable();
    all["organisations"][0]["devices"] = json!([
        { "deviceUnionId": "in-closed", "deviceId": "1", "openRoomId": "closed" },
        { "deviceUnionId": "in-11", "deviceId": "2", "openRoomId": "closed11" },
        { "deviceUnionId": "nowhere", "deviceId": "3" },
    ]);
    all["organisations"][0]["controlPanels"] = json!([
        { "roomId": "closed", "roomConfig": [] }, { "roomId": "closed11", "roomConfig": [] },
    ]);
    all["organisations"][0]["roomRights"] =
        json!([{ "roomId": "closed", "adminUnionIds": ["ann"] }]);
    home.import(all).await;
    let server = home.serve().await;
    let caller = Caller::on(&server).await;
    let ann = |more: Value| with(json!({ "unionId": "ann" }), more);
    let closure =
        json!({ "reservationCloseDetail": { "taskStartTime": 1, "closeReason": "paint" } });
    let device = json!({ "deviceName": "Panel", "openRoomId": "closed" });
    let controls = |of: &str| json!({ "deviceUnionId": "in-closed", "controlsDeviceUnionId": of });
    let no = "user.not.admin";
    for (method, target, body, refused) in [
        ("PUT", "meetingRooms", json!({ "roomId": "closed", "roomCapacity": 9 }), None),
        ("PUT", "meetingRooms", json!({ "roomId": "closed", "extensionConfig": closure }), None),
        ("PUT", "meetingRooms", json!({ "roomId": "closed11", "roomCapacity": 9 }), Some(no)),
        ("PUT", "meetingRooms", json!({ "roomId": "closed", "groupId": 11 }), Some(no)),
        ("PUT", "meetingRooms", json!({ "roomId": "nothing", "roomCapacity": 9 }), Some(no)),
        (
            "POST",
            "meetingrooms",
            json!({ "roomName": "New", "roomStatus": 0, "isvRoomId": "i" }),
            Some(no),
        ),
        ("POST", "devices", device.clone(), None),
        ("POST", "devices", with(device, json!({ "openRoomId": "closed11" })), Some(no)),
        ("POST", "devices", json!({ "deviceName": "Panel" }), Some(no)),
        ("PUT", "devices", json!({ "deviceUnionId": "in-closed", "deviceName": "x" }), None),
        ("PUT", "devices", json!({ "deviceUnionId": "in-11", "deviceName": "x" }), Some(no)),
        ("PUT", "devices", controls("in-11"), Some(no)),
        ("PUT", "devices", controls("nowhere"), Some(no)),
        ("PUT", "devices", controls("not-there"), Some(no)),
        ("POST", "panels", json!({ "roomId": "closed", "roomConfig": [], "status": 1 }), None),
        ("POST", "panels", json!({ "roomId": "closed11", "roomConfig": [] }), Some(no)),
        ("POST", "central/control", json!({ "roomId": "closed", "controlBody": "on" }), None),
        ("POST", "central/control", json!({ "roomId": "closed11", "controlBody": "on" }), Some(no)),
        (
            "POST",
            "meetingRooms/superUsers/set",
            json!({ "roomId": "closed", "deptIdWhiteList": [1] }),
            None,
        ),
        ("POST", "pictures", json!({ "content": crate::pictures::PNG }), None),
        ("PUT", "roomAdmin/closed", json!({ "adminUnionIds": ["bob"] }), Some(no)),
        ("POST", "groups", json!({ "groupName": "New", "parentGroupId": 0 }), Some(no)),
    ] {
        let reply = caller.send(method, target, &ann(body.clone())).await;
        let code = (reply.status != 200).then(|| reply.text("code"));
        assert_eq!(code.as_deref(), refused, "{method} {target} {body}: {reply:?}");
    }
    let reply = caller.call("DELETE", "meetingRooms/closed?unionId=ann").await;
    assert_eq!(reply.outcome(), (400, no.to_owned()));

    // Lists and reads hold what is theirs and nothing else.
    let of = |reply: Reply, field: &str| -> Vec<String> {
        let reply = reply.json();
        let items = reply["result"].as_array().unwrap().iter();
        items.map(|item| item[field].as_str().unwrap().to_owned()).collect()
    };
    let devices = caller.call("GET", "deviceLists?unionId=ann").await;
    let devices = of(devices, "openRoomId");
    assert_eq!(devices, ["closed", "closed"]);
    let panels = caller.call("GET", "panels/lists?unionId=ann").await;
    assert_eq!(panels.json()["totalCount"], 1);
    assert_eq!(of(panels, "roomId"), ["closed"]);
    for (target, status) in [
        ("devices?operatorUnionId=ann&deviceUnionId=in-closed", 200),
        ("devices?operatorUnionId=ann&deviceUnionId=in-11", 403),
        ("devices?operatorUnionId=bob&deviceUnionId=in-closed", 403),
        ("central/controlLists?unionId=ann&roomId=closed", 200),
        ("central/controlLists?unionId=ann&roomId=closed11", 403),
        ("meetingRooms/superUsers/query?unionId=ann&roomId=closed", 200),
        ("meetingRooms/superUsers/query?unionId=bob&roomId=closed", 400),
        ("deviceLists?unionId=bob", 403),
    ] {
        assert_eq!(caller.call("GET", target).await.status, status, "{target}");
    }
}

async fn every_refusal_leaves_everything_as_it_was(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let caller = Caller::on(&server).await;
    let store = home.store().await;
    let corp_id = openrooms_core::id::CorpId::new("corp");
    let before = store.organisation(&corp_id).await.unwrap();
    let many: Vec<_> = (0..101).map(|at| format!("p{at}")).collect();
    let set = json!({ "unionId": "boss", "adminUnionIds": ["ann"] });
    for (room, more, code, message) in [
        (
            "closed",
            json!({ "adminUnionIds": null }),
            "param.error",
            "Error:adminUnionIds is missing",
        ),
        (
            "closed",
            json!({ "adminUnionIds": many }),
            "param.error",
            "Error:adminUnionIds must be 100 at most",
        ),
        (
            "closed",
            json!({ "adminUnionIds": ["ann", "nobody"] }),
            "user.not.org",
            "User Not In Org",
        ),
        ("nothing", json!({}), "room.not.found", "Room Not Found"),
        ("closed11", json!({ "unionId": "hal" }), "user.not.admin", "User Not Admin"),
        ("nothing", json!({ "unionId": "hal" }), "user.not.admin", "User Not Admin"),
        ("closed", json!({ "unionId": "nobody" }), "user.not.admin", "User Not Admin"),
    ] {
        let body = with(set.clone(), more.clone());
        let reply = caller.send("PUT", &format!("roomAdmin/{room}"), &body).await;
        assert_eq!((reply.status, reply.text("code").as_str()), (400, code), "{room} {more}");
        assert_eq!(reply.text("message"), message, "{room} {more}");
    }
    for (target, code) in [
        ("roomAdmin/nothing?unionId=boss", "room.not.found"),
        ("roomAdmin/nothing?unionId=ann", "user.not.admin"),
        ("roomAdmin/open?unionId=ann", "user.not.admin"),
        ("roomAdmin/open?unionId=nobody", "user.not.employee"),
    ] {
        assert_eq!(caller.call("GET", target).await.outcome(), (400, code.to_owned()), "{target}");
    }
    // An administrator of the group learns who administers the room beside them.
    assert_eq!(caller.call("GET", "roomAdmin/closed11?unionId=hal").await.status, 200);
    assert_eq!(store.organisation(&corp_id).await.unwrap(), before);
    store.close().await;
}
