//! Devices registered, changed, read and removed over the wire.

use serde_json::{Value, json};

use crate::fixture::{Home, Server};
use crate::request;
use crate::sample::{self, WRITE, app, corp, document, with};
use crate::wire::Reply;

on_both!(
    a_device_is_registered_read_changed_listed_and_removed,
    what_a_device_reports_is_read_by_name,
    every_refusal_of_a_device_leaves_everything_as_it_was,
    an_imported_device_is_read_and_given_back,
);

const DEVICES: &str = "/v1.0/rooms/devices";

/// An organisation whose app may write.
pub(crate) fn writable() -> Value {
    let apps = json!([with(app("app"), json!({ "scopes": [sample::READ, WRITE] }))]);
    document(&[with(corp(), json!({ "apps": apps }))], &[])
}

/// Calls of an app that may read and write.
pub(crate) struct Caller<'a> {
    pub(crate) server: &'a Server,
    pub(crate) token: String,
}

impl<'a> Caller<'a> {
    pub(crate) async fn on(server: &'a Server) -> Self {
        Self { server, token: server.token("app", "secret").await }
    }

    pub(crate) async fn send(&self, method: &str, target: &str, body: &Value) -> Reply {
        let request = request::with_body(method, target, &self.token, &body.to_string());
        self.server.call(request).await
    }

    pub(crate) async fn get(&self, target: &str) -> Reply {
        self.server.call(request::get(target, &self.token)).await
    }

    /// Registers a device on behalf of the administrator.
    pub(crate) async fn register(&self, device: Value) -> Reply {
        self.send("POST", DEVICES, &with(json!({ "unionId": "boss" }), device)).await
    }

    pub(crate) async fn report(&self, device: &str, properties: &[(&str, &str)]) -> Reply {
        let properties = properties
            .iter()
            .map(|(name, value)| json!({ "propertyName": name, "propertyValue": value }));
        let properties: Value = properties.collect();
        let body = json!({ "unionId": "boss", "deviceUnionId": device, "properties": properties });
        self.send("POST", "/v1.0/rooms/devices/properties", &body).await
    }

    async fn device(&self, device: &str) -> Value {
        self.get(&format!("{DEVICES}?operatorUnionId=boss&deviceUnionId={device}")).await.json()
    }

    async fn listed(&self, operator: &str, more: &str) -> Value {
        let target = format!("/v1.0/rooms/deviceLists?unionId={operator}{more}");
        self.get(&target).await.json()
    }
}

fn ids(page: &Value) -> Vec<&str> {
    let items = page["result"].as_array().unwrap().iter();
    items.map(|item| item["deviceUnionId"].as_str().unwrap()).collect()
}

async fn a_device_is_registered_read_changed_listed_and_removed(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let caller = Caller::on(&server).await;
    let given = json!({
        "deviceUnionId": "panel-1", "deviceId": "1", "deviceName": "Tür 🚪", "deviceType": "panel",
        "deviceModel": "X1", "deviceSn": "SN7", "deviceMac": "00:00:5e:00:53:01",
        "deviceServiceId": 9, "openRoomId": "closed11", "shareCode": "4711",
    });
    let made = caller.register(given.clone()).await.json();
    assert_eq!(made, json!({ "result": { "deviceId": "1", "deviceUnionId": "panel-1" } }));
    let mut wanted = with(
        given,
        json!({
            "corpId": "corp", "roomName": "closed11", "creatorUnionId": "boss",
            "activeTime": home.clock.now().0,
        }),
    );
    assert_eq!(caller.device("panel-1").await, json!({ "result": wanted }));
    // The room lists it, from memory too.
    for _ in ["cold", "warm"] {
        let room = server.room(&caller.token, "closed11", "boss").await.json();
        assert_eq!(room["result"]["deviceUnionIds"], json!(["panel-1"]));
    }

    let remote = json!({ "deviceUnionId": "remote", "controlsDeviceUnionId": "panel-1" });
    let remote_id = caller.register(remote).await.json()["result"]["deviceId"].clone();
    assert_eq!(remote_id.as_str().unwrap().len(), 32);
    wanted["controllers"] =
        json!([{ "corpId": "corp", "deviceId": remote_id, "deviceUnionId": "remote" }]);
    assert_eq!(caller.device("panel-1").await["result"], wanted);
    let by_id = caller.get(&format!("{DEVICES}?deviceId=1&operatorUnionId=boss")).await.json();
    assert_eq!(by_id["result"], wanted);

    // Only what is given changes; an empty text takes away.
    let change = json!({
        "unionId": "boss", "deviceUnionId": "panel-1", "deviceName": "Door", "deviceModel": "",
        "openRoomId": "open", "shareCode": "", "deviceSn": null,
    });
    assert_eq!(caller.send("PUT", DEVICES, &change).await.json(), json!({ "result": true }));
    let fields = wanted.as_object_mut().unwrap();
    fields.remove("deviceModel");
    fields.remove("shareCode");
    wanted["deviceName"] = json!("Door");
    wanted["openRoomId"] = json!("open");
    wanted["roomName"] = json!("open");
    assert_eq!(caller.device("panel-1").await["result"], wanted);
    let room = server.room(&caller.token, "closed11", "boss").await.json();
    assert_eq!(room["result"].get("deviceUnionIds"), None);
    let room = server.room(&caller.token, "open", "boss").await.json();
    assert_eq!(room["result"]["deviceUnionIds"], json!(["panel-1"]));

    // Page by page, in the order of their registration.
    caller.register(json!({ "deviceUnionId": "a", "openRoomId": "closed11" })).await;
    let page = caller.listed("boss", "&maxResults=2").await;
    assert_eq!((ids(&page), &page["hasMore"]), (vec!["panel-1", "remote"], &json!(true)));
    let page =
        caller.listed("boss", &format!("&maxResults=2&nextToken={}", page["nextToken"])).await;
    assert_eq!((ids(&page), &page["hasMore"]), (vec!["a"], &json!(false)));
    assert_eq!(page.get("nextToken"), None);
    assert_eq!(ids(&caller.listed("boss", "&roomId=open").await), ["panel-1"]);
    // Those of a group's rooms and of the rooms below, for who administers it.
    assert_eq!(ids(&caller.listed("gil", "").await), ["a"]);
    assert_eq!(ids(&caller.listed("hal", "").await), ["a"]);
    assert_eq!(ids(&caller.listed("hal", "&roomId=open").await), Vec::<&str>::new());

    let gone = json!({ "unionId": "boss", "deviceUnionId": "panel-1" });
    let removed = caller.send("POST", "/v1.0/rooms/devices/remove", &gone).await;
    assert_eq!(removed.json(), json!({ "result": true }));
    assert_eq!(caller.device("panel-1").await["code"], "device.not.found");
    assert_eq!(caller.device("remote").await["result"].get("controlsDeviceUnionId"), None);
    let room = server.room(&caller.token, "open", "boss").await.json();
    assert_eq!(room["result"].get("deviceUnionIds"), None);

    let store = home.store().await;
    let filter = openrooms_store::AuditFilter {
        kind: Some("device".to_owned()),
        ..openrooms_store::AuditFilter::default()
    };
    let entries = store.audit_newest(&filter, 10).await.unwrap();
    let actions: Vec<_> = entries.iter().map(|entry| entry.action.as_str()).collect();
    let register = "RegisterMeetingRoomDevice";
    let wanted =
        [register, register, "UpdateMeetingRoomDevice", register, "DeleteMeetingRoomDevice"];
    assert_eq!(actions, wanted);
    let changed: Value = serde_json::from_str(entries[2].after.as_ref().unwrap()).unwrap();
    assert_eq!(changed, json!({ "deviceName": "Door", "openRoomId": "open" }));
    store.close().await;
}

async fn what_a_device_reports_is_read_by_name(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let caller = Caller::on(&server).await;
    caller.register(json!({ "deviceUnionId": "d", "deviceId": "1", "deviceSn": "SN" })).await;
    let ip = async |more: &str| {
        caller.get(&format!("/v1.0/rooms/devices/shareCodes/4711{more}")).await.json()
    };
    assert_eq!(ip("").await["code"], "device.not.found");
    let reported = [
        ("shareCode", "4711"),
        ("deviceStatus", "busy"),
        ("volume", "3"),
        ("会", "议 \\ \" 🛶"),
        ("bright", "x"),
    ];
    assert_eq!(caller.report("d", &reported).await.json(), json!({ "result": true }));
    assert_eq!(ip("").await, json!({ "result": {}, "success": true }));
    caller.report("d", &[("devNetIp", "192.0.2.7"), ("bright", "")]).await;
    let wanted = json!({ "result": { "deviceIp": "192.0.2.7" }, "success": true });
    assert_eq!(ip("").await, wanted);
    assert_eq!(ip("?deviceSn=SN").await, wanted);
    assert_eq!(ip("?deviceSn=other").await["code"], "device.not.found");

    let device = caller.device("d").await["result"].clone();
    assert_eq!(
        (&device["deviceStatus"], &device["devNetIp"]),
        (&json!("busy"), &json!("192.0.2.7"))
    );
    let target = "/v1.0/rooms/devices/properties/query?deviceId=1&operatorUnionId=boss";
    let asked = json!({ "propertyNames": ["volume", "bright", "devNetIp", "会", "nothing"] });
    let pair = |name: &str, value: &str| json!({ "propertyName": name, "propertyValue": value });
    assert_eq!(
        caller.send("POST", target, &asked).await.json(),
        json!({ "result": [
            pair("volume", "3"), pair("devNetIp", "192.0.2.7"), pair("会", "议 \\ \" 🛶"),
        ] })
    );
    for body in [json!({}), json!({ "propertyNames": [] }), json!([])] {
        let reply = caller.send("POST", target, &body).await.json();
        assert_eq!(reply, json!({ "result": [] }), "{body}");
    }
}

/// Method and path, what is given, and what is said: status, code, message.
type Refusals = Vec<((&'static str, &'static str), Value, (u16, &'static str, String))>;

fn param(text: &str) -> (u16, &'static str, String) {
    (400, "param.error", format!("Error:{text}"))
}

fn admin() -> (u16, &'static str, String) {
    (400, "user.not.admin", "User Not Admin".to_owned())
}

fn unknown() -> (u16, &'static str, String) {
    (400, "device.not.found", "device not found".to_owned())
}

fn no_room() -> (u16, &'static str, String) {
    (400, "room.not.found", "Room Not Found".to_owned())
}

fn to_d(more: Value) -> Value {
    with(json!({ "deviceUnionId": "d" }), more)
}

fn refusals_of_register() -> Refusals {
    let register = ("POST", DEVICES);
    let long = "会".repeat(201);
    vec![
        (
            register,
            json!({ "unionId": "" }),
            (400, "param.error", "Error:unionId is missing".to_owned()),
        ),
        (register, json!({ "unionId": "nobody" }), admin()),
        (register, json!({ "unionId": "ann" }), admin()),
        (register, json!({ "unionId": "hal" }), admin()),
        (register, json!({ "unionId": "hal", "openRoomId": "open" }), admin()),
        (register, json!({ "unionId": "hal", "openRoomId": "nothing" }), admin()),
        (register, json!({ "openRoomId": "nothing" }), no_room()),
        (register, json!({ "deviceUnionId": "d" }), param("deviceUnionId is another device's")),
        (register, json!({ "deviceId": "1" }), param("deviceId is another device's")),
        (register, json!({ "shareCode": "4711" }), param("shareCode is another device's")),
        (
            register,
            json!({ "controlsDeviceUnionId": "nothing" }),
            param("controlsDeviceUnionId is no other device's"),
        ),
        (
            register,
            json!({ "deviceUnionId": "a/b" }),
            param("deviceUnionId must be up to 64 of A-Z a-z 0-9 - _"),
        ),
        (
            register,
            json!({ "deviceId": "a".repeat(65) }),
            param("deviceId must be up to 64 of A-Z a-z 0-9 - _"),
        ),
        (
            register,
            json!({ "deviceName": long }),
            param("deviceName must be 200 characters at most"),
        ),
        (
            register,
            json!({ "deviceSn": "a\u{1b}b" }),
            param("deviceSn must have no control characters"),
        ),
        (
            register,
            json!({ "deviceServiceId": 3_000_000_000_u64 }),
            param("deviceServiceId must be from -2147483648 to 2147483647"),
        ),
        (register, json!({ "deviceName": "\0" }), param("deviceName has a character U+0000")),
    ]
}

fn refusals_of_update() -> Refusals {
    let update = ("PUT", DEVICES);
    vec![
        (update, json!({}), param("deviceUnionId is missing")),
        (update, json!({ "deviceUnionId": "nothing" }), unknown()),
        (update, json!({ "deviceUnionId": "nothing", "unionId": "ann" }), admin()),
        (update, json!({ "deviceUnionId": "alone", "unionId": "hal" }), admin()),
        (update, to_d(json!({ "unionId": "ann" })), admin()),
        (update, to_d(json!({ "unionId": "hal", "openRoomId": "" })), admin()),
        (update, to_d(json!({ "unionId": "hal", "openRoomId": "open" })), admin()),
        (update, to_d(json!({ "openRoomId": "nothing" })), no_room()),
        (
            update,
            to_d(json!({ "controlsDeviceUnionId": "d" })),
            param("controlsDeviceUnionId is no other device's"),
        ),
        (
            update,
            json!({ "deviceUnionId": "alone", "shareCode": "4711" }),
            param("shareCode is another device's"),
        ),
    ]
}

fn refusals_of_the_rest() -> Refusals {
    let report = ("POST", "/v1.0/rooms/devices/properties");
    let token = ("POST", "/v1.0/rooms/devices/tokens");
    let no_token = ("POST", "/v1.0/rooms/devices/tokens/remove");
    let remove = ("POST", "/v1.0/rooms/devices/remove");
    let many: Vec<_> = (0..51).map(|at| json!({ "propertyName": format!("p{at}") })).collect();
    vec![
        (report, to_d(json!({})), param("properties is missing")),
        (report, to_d(json!({ "properties": [] })), param("properties is empty")),
        (report, to_d(json!({ "properties": many })), param("properties must be 50 at most")),
        (
            report,
            to_d(json!({ "properties": [{ "propertyValue": "x" }] })),
            param("properties[0].propertyName is missing"),
        ),
        (
            report,
            to_d(json!({ "properties": [{ "propertyName": "x", "propertyValue": "\n" }] })),
            param("properties[0].propertyValue must have no control characters"),
        ),
        (
            report,
            json!({ "deviceUnionId": "alone", "properties": [
                { "propertyName": "volume", "propertyValue": "3" },
                { "propertyName": "shareCode", "propertyValue": "4711" },
            ] }),
            param("shareCode is another device's"),
        ),
        (
            report,
            json!({ "deviceUnionId": "nothing", "properties": [{ "propertyName": "x" }] }),
            unknown(),
        ),
        (
            report,
            to_d(json!({ "unionId": "ann", "properties": [{ "propertyName": "x" }] })),
            admin(),
        ),
        (token, json!({ "deviceUnionId": "nothing" }), unknown()),
        (token, to_d(json!({ "unionId": "ann" })), admin()),
        (token, json!({}), param("deviceUnionId is missing")),
        (no_token, json!({ "deviceUnionId": "nothing" }), unknown()),
        (no_token, to_d(json!({ "unionId": "ann" })), admin()),
        (remove, json!({ "deviceUnionId": "nothing" }), unknown()),
        (remove, to_d(json!({ "unionId": "ann" })), admin()),
    ]
}

async fn every_refusal_of_a_device_leaves_everything_as_it_was(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let caller = Caller::on(&server).await;
    let device = json!({
        "deviceUnionId": "d", "deviceId": "1", "shareCode": "4711", "openRoomId": "closed11",
    });
    caller.register(device).await;
    caller.register(json!({ "deviceUnionId": "alone", "deviceId": "2" })).await;
    let store = home.store().await;
    let corp_id = openrooms_core::id::CorpId::new("corp");
    let before = store.organisation(&corp_id).await.unwrap();
    let all = [refusals_of_register(), refusals_of_update(), refusals_of_the_rest()].concat();
    for ((method, target), body, (status, code, message)) in all {
        let body = with(json!({ "unionId": "boss" }), body);
        let reply = caller.send(method, target, &body).await;
        let said = (reply.status, reply.text("code"), reply.text("message"));
        assert_eq!(said, (status, code.to_owned(), message), "{method} {target} {body}");
    }
    let names = "/properties/query?operatorUnionId=boss&deviceUnionId=d";
    let eleven = json!({ "propertyNames": vec!["n"; 11] });
    let reply = caller.send("POST", &format!("{DEVICES}{names}"), &eleven).await;
    assert_eq!(reply.text("message"), "Error:propertyNames must be 10 at most");
    for (target, status, code) in [
        ("?operatorUnionId=boss", 400, "param.error"),
        ("?operatorUnionId=boss&deviceId=1&deviceUnionId=d", 400, "param.error"),
        ("?deviceUnionId=d", 400, "param.error"),
        ("?operatorUnionId=nobody&deviceUnionId=d", 400, "user.not.employee"),
        ("?operatorUnionId=ann&deviceUnionId=d", 403, "no.permission"),
        ("?operatorUnionId=ann&deviceUnionId=nothing", 403, "no.permission"),
        ("?operatorUnionId=hal&deviceUnionId=alone", 403, "no.permission"),
        ("?operatorUnionId=hal&deviceUnionId=d", 200, "ok"),
        ("?operatorUnionId=boss&deviceUnionId=nothing", 400, "device.not.found"),
    ] {
        let reply = caller.get(&format!("{DEVICES}{target}")).await;
        assert_eq!(reply.outcome(), (status, code.to_owned()), "{target}");
    }
    for (target, status, code) in [
        ("?unionId=ann", 403, "no.permission"),
        ("?unionId=boss&maxResults=0", 400, "param.error"),
        ("?unionId=boss&maxResults=101", 400, "param.error"),
        ("?unionId=boss&nextToken=-1", 400, "param.error"),
        ("", 400, "param.error"),
    ] {
        let reply = caller.get(&format!("/v1.0/rooms/deviceLists{target}")).await;
        assert_eq!(reply.outcome(), (status, code.to_owned()), "{target}");
    }
    assert_eq!(store.organisation(&corp_id).await.unwrap(), before);
    store.close().await;
}

async fn an_imported_device_is_read_and_given_back(home: &Home) {
    let device = json!({
        "deviceUnionId": "d", "deviceId": "1", "openRoomId": "nowhere", "shareCode": "c",
        "deviceName": "TV", "deviceServiceId": 7, "activeTime": 5, "creatorUnionId": "boss",
        "devNetIp": "192.0.2.7", "devCamera": 3, "controllers": [{ "deviceId": "x" }],
        "properties": { "firmwareVersion": "2" },
    });
    let mut organisation = writable()["organisations"][0].clone();
    organisation["devices"] = json!([device]);
    home.import(document(&[organisation], &[])).await;
    let server = home.serve().await;
    let caller = Caller::on(&server).await;
    assert_eq!(
        caller.device("d").await["result"],
        json!({
            "corpId": "corp", "deviceUnionId": "d", "deviceId": "1", "openRoomId": "nowhere",
            "shareCode": "c", "deviceName": "TV", "deviceServiceId": 7, "activeTime": 5,
            "creatorUnionId": "boss", "devNetIp": "192.0.2.7", "firmwareVersion": "2",
        })
    );
    let token = json!({ "unionId": "boss", "deviceUnionId": "d" });
    let issued = caller.send("POST", "/v1.0/rooms/devices/tokens", &token).await.json();
    assert_eq!(issued["result"]["deviceToken"].as_str().unwrap().len(), 32);
    let export = async || {
        let store = home.store().await;
        let corp = openrooms_core::id::CorpId::new("corp");
        let organisation = store.organisation(&corp).await.unwrap().unwrap();
        store.close().await;
        let written = openrooms_server::document::to_document(vec![organisation], vec![]);
        serde_json::to_value(written).unwrap()["organisations"][0].clone()
    };
    let exported = export().await;
    let mut given_back = exported["devices"][0].clone();
    let hash = given_back.as_object_mut().unwrap().remove("deviceTokenHash").unwrap();
    assert_eq!(hash.as_str().unwrap().len(), 64);
    assert_eq!(given_back, device);
    // A document that does not tell the token leaves it; one that does puts it back.
    let mut again = exported.clone();
    again["devices"][0] = device;
    home.import(document(&[again], &[])).await;
    assert_eq!(export().await, exported);
    caller.send("POST", "/v1.0/rooms/devices/tokens/remove", &token).await;
    assert_eq!(export().await["devices"][0].get("deviceTokenHash"), None);
    home.import(document(std::slice::from_ref(&exported), &[])).await;
    assert_eq!(export().await, exported);
}
