//! Control panels, and commands to the devices of a room.

use serde_json::{Value, json};

use crate::devices::{Caller, writable};
use crate::fixture::Home;
use crate::sample::with;

on_both!(
    panels_are_made_replaced_listed_and_taken_away,
    a_panel_that_nobody_can_use_is_refused,
    a_panel_is_not_written_over_what_somebody_else_has_changed,
    a_command_is_stored_and_told_of,
    no_listing_gives_command_of_a_foreign_device,
);

const PANELS: &str = "/v1.0/rooms/panels";
const CONTROL: &str = "/v1.0/rooms/central/control";

fn button(name: &str) -> Value {
    json!({ "name": name, "enName": "Light", "icon": "i", "url": "u", "showTime": 1, "sort": -2 })
}

async fn panels_are_made_replaced_listed_and_taken_away(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let caller = Caller::on(&server).await;
    let list = async |operator: &str, more: &str| {
        caller.get(&format!("{PANELS}/lists?unionId={operator}{more}")).await.json()
    };
    let none = json!({ "hasMore": false, "totalCount": 0, "result": [] });
    assert_eq!(list("boss", "").await, none);
    for (room, name) in [("open", "灯"), ("closed11", "x"), ("open", "灯 2")] {
        let panel = json!({
            "unionId": "boss", "roomId": room, "roomConfig": [button(name)], "status": 1,
            "extra": { "param": { "k": "v" } },
        });
        let made = caller.send("POST", PANELS, &panel).await;
        assert_eq!(made.json(), json!({ "result": "true" }));
    }
    let panel = |room: &str, name: &str| {
        json!({ "roomId": room, "roomIotConfig": [button(name)],
        "status": 1, "extra": { "param": { "k": "v" } } })
    };
    let first = list("boss", "&maxResults=1").await;
    assert_eq!(
        (&first["result"], &first["totalCount"]),
        (&json!([panel("open", "灯 2")]), &json!(2))
    );
    let second = list("boss", &format!("&maxResults=1&nextToken={}", first["nextToken"])).await;
    let of_11 = json!({ "hasMore": false, "totalCount": 1, "result": [panel("closed11", "x")] });
    assert_eq!(second["result"], of_11["result"]);
    assert_eq!(list("boss", "&roomId=closed11").await, of_11);
    assert_eq!(list("hal", "").await, of_11);
    assert_eq!(list("ann", "").await, none);
    // Nobody named: an app asks for the organisation, and a person for themselves.
    let lists = format!("{PANELS}/lists");
    assert_eq!(caller.get(&lists).await.json()["totalCount"], 2);
    let of_ann = crate::user_tokens::user_token(home, &server, "u1").await;
    let reply = server.call(crate::request::get(&lists, &of_ann)).await;
    assert_eq!(reply.json(), none);
    let reply = caller.get(&format!("{lists}?unionId=nobody")).await;
    assert_eq!(reply.outcome(), (400, "user.not.employee".to_owned()));

    let remove = "/v1.0/rooms/panels/remove";
    let gone = json!({ "unionId": "boss", "roomIds": ["open", "closed"] });
    assert_eq!(caller.send("POST", remove, &gone).await.json(), json!({ "result": "true" }));
    assert_eq!(list("boss", "").await, of_11);
    // A room that goes takes its panel along.
    let target = "/v1.0/rooms/meetingRooms/closed11?unionId=boss";
    server.call(crate::request::without_body("DELETE", target, &caller.token)).await;
    let store = home.store().await;
    let corp = openrooms_core::id::CorpId::new("corp");
    assert_eq!(store.organisation(&corp).await.unwrap().unwrap().panels, []);
    store.close().await;
}

async fn a_panel_that_nobody_can_use_is_refused(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let caller = Caller::on(&server).await;
    let params = |text: &str| (400, "param.error", format!("Error:{text}"));
    let no_room = || (400, "room.not.found", "Room Not Found".to_owned());
    let admin = || (400, "user.not.admin", "User Not Admin".to_owned());
    let remove = "/v1.0/rooms/panels/remove";
    let buttons = |config: Value| json!({ "roomId": "open", "roomConfig": config });
    for (target, body, wanted) in [
        (
            PANELS,
            json!({ "unionId": null }),
            (400, "param.error", "Error:unionId is missing".to_owned()),
        ),
        (PANELS, json!({}), params("roomId is missing")),
        (PANELS, json!({ "roomId": "open" }), params("roomConfig is missing")),
        (PANELS, buttons(json!([{ "name": "n" }])), params("roomConfig[0].enName is missing")),
        (PANELS, buttons(json!(vec![button("n"); 51])), params("roomConfig must be 50 at most")),
        (
            PANELS,
            buttons(json!([button(&"x".repeat(2001))])),
            params("roomConfig[0].name must be 2000 characters at most"),
        ),
        (
            PANELS,
            buttons(json!([button("a\u{202e}b")])),
            params("roomConfig[0].name must have no control characters"),
        ),
        (
            PANELS,
            buttons(json!([with(button("n"), json!({ "url": "JavaScript:alert(1)" }))])),
            params("roomConfig[0].url must not be of the scheme javascript"),
        ),
        (
            PANELS,
            buttons(json!([with(button("n"), json!({ "url": " view-source:https://a" }))])),
            params("roomConfig[0].url must not be of the scheme view-source"),
        ),
        (
            PANELS,
            buttons(json!([with(button("n"), json!({ "icon": "blob:https://a/b" }))])),
            params("roomConfig[0].icon must not be of the scheme blob"),
        ),
        (
            PANELS,
            buttons(json!([button("n"), button(" \u{3000}")])),
            params("roomConfig[1].name must not be blank"),
        ),
        (
            PANELS,
            buttons(json!([with(button("n"), json!({ "url": "" }))])),
            params("roomConfig[0].url must not be blank"),
        ),
        (PANELS, json!({ "roomId": "nothing", "roomConfig": [] }), no_room()),
        (PANELS, with(buttons(json!([])), json!({ "unionId": "ann" })), admin()),
        (remove, json!({}), params("roomIds is missing")),
        (remove, json!({ "roomIds": vec!["open"; 101] }), params("roomIds must be 100 at most")),
        (remove, json!({ "roomIds": ["open", "nothing"] }), no_room()),
        (remove, json!({ "roomIds": ["open"], "unionId": "ann" }), admin()),
    ] {
        let body = with(json!({ "unionId": "boss" }), body);
        let reply = caller.send("POST", target, &body).await;
        assert_eq!((reply.status, &*reply.text("code"), reply.text("message")), wanted, "{body}");
    }
    let listed = caller.get(&format!("{PANELS}/lists?unionId=boss")).await.json();
    assert_eq!(listed["totalCount"], 0);
}

async fn a_panel_is_not_written_over_what_somebody_else_has_changed(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let caller = Caller::on(&server).await;
    let read = async || {
        let list = caller.get(&format!("{PANELS}/lists?unionId=boss&roomId=open")).await;
        list.json()["result"][0].clone()
    };
    let put = async |buttons: Value, expected: Value| {
        let body = json!({ "unionId": "boss", "roomId": "open", "roomConfig": buttons,
            "expected": expected });
        caller.send("POST", PANELS, &body).await.outcome()
    };
    let remove = async |expected: Value| {
        let body = json!({ "unionId": "boss", "roomIds": ["open"], "expected": expected });
        caller.send("POST", &format!("{PANELS}/remove"), &body).await.outcome()
    };
    let (changed, done) = ((409, "panel.changed".to_owned()), 200);
    let none = json!({ "roomId": "open" });
    let dingtalk = with(button("a"), json!({ "url": "dingtalk://dingtalkclient/page/link?url=x" }));
    // There was none, and then there is one.
    assert_eq!(put(json!([dingtalk]), none.clone()).await.0, done);
    let first = read().await;
    assert_eq!(put(json!([button("b")]), none.clone()).await, changed);
    assert_eq!(put(json!([button("b"), button("c")]), first.clone()).await.0, done);
    let second = read().await;
    // Another order is another panel.
    let turned = json!([button("c"), button("b")]);
    assert_eq!(put(turned.clone(), first.clone()).await, changed);
    assert_eq!(remove(json!([first])).await, changed);
    // What is there already is compared as well, and is no panel of another room.
    assert_eq!(put(json!([button("b"), button("c")]), first).await, changed);
    let elsewhere = with(second.clone(), json!({ "roomId": "closed11" }));
    assert_eq!(put(turned.clone(), elsewhere.clone()).await, changed);
    assert_eq!(read().await, second);
    assert_eq!(put(turned.clone(), second.clone()).await.0, done);
    let third = read().await;
    assert_eq!(put(turned.clone(), Value::Null).await.0, done);
    assert_eq!(remove(json!([second])).await, changed);
    // Of a room that is not named nothing is compared.
    assert_eq!(remove(json!([elsewhere])).await.0, done);
    assert_eq!(remove(json!([third])).await, changed);
    assert_eq!(remove(json!([none])).await.0, done);
}

async fn a_command_is_stored_and_told_of(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let caller = Caller::on(&server).await;
    for (device, room) in [("a", "open"), ("b", "open"), ("listed", "")] {
        caller.register(json!({ "deviceUnionId": device, "openRoomId": room })).await;
    }
    let command = |body: &str| json!({ "unionId": "boss", "roomId": "open", "controlBody": body });
    let sent = caller.send("POST", CONTROL, &command("{\"light\":\"灯\"}")).await;
    assert_eq!(sent.json(), json!({ "result": true }));
    let list = |operator: &str, room: &str| {
        format!("/v1.0/rooms/central/controlLists?unionId={operator}&roomId={room}")
    };
    let now = home.clock.now().0;
    let on = |device: &str, status: &str, at: i64| json!({ "deviceUnionId": device, "status": status, "updateTime": at });
    let mut wanted = json!({
        "commandId": "1", "controlBody": "{\"light\":\"灯\"}", "unionId": "boss",
        "createTime": now, "expireTime": now + 600_000,
        "devices": [on("a", "waiting", now), on("b", "waiting", now)],
    });
    assert_eq!(caller.get(&list("boss", "open")).await.json(), json!({ "result": [wanted] }));
    home.pass(600);
    let expired = now + 600_000;
    wanted["devices"] = json!([on("a", "expired", expired), on("b", "expired", expired)]);
    assert_eq!(caller.get(&list("boss", "open")).await.json(), json!({ "result": [wanted] }));
    // A device that a room lists gets its commands too, by who administers the room.
    let change =
        json!({ "unionId": "boss", "roomId": "closed11", "deviceUnionIds": ["listed", "no"] });
    caller.send("PUT", "/v1.0/rooms/meetingRooms", &change).await;
    let by_hal = json!({ "unionId": "hal", "roomId": "closed11", "controlBody": "x" });
    assert_eq!(caller.send("POST", CONTROL, &by_hal).await.status, 200);
    let found = caller.get(&list("hal", "closed11")).await.json();
    assert_eq!(found["result"][0]["devices"][0]["deviceUnionId"], "listed");
    assert_eq!(
        (&found["result"][0]["commandId"], found["result"].as_array().unwrap().len()),
        (&json!("2"), 1)
    );

    let params = |text: &str| (400, "param.error", format!("Error:{text}"));
    let admin = || (400, "user.not.admin", "User Not Admin".to_owned());
    for (more, wanted) in [
        (json!({ "unionId": "" }), (400, "param.error", "Error:unionId is missing".to_owned())),
        (json!({ "unionId": "nobody" }), (400, "user.not.org", "User Not In Org".to_owned())),
        (json!({ "unionId": "ann" }), admin()),
        (json!({ "unionId": "ann", "roomId": "nothing" }), admin()),
        (json!({ "roomId": "nothing" }), (400, "room.not.found", "Room Not Found".to_owned())),
        (json!({ "roomId": "closed" }), (400, "api.control.close", "API CONTROL ClOSE".to_owned())),
        (json!({ "roomId": null }), params("roomId is missing")),
        (json!({ "controlBody": "" }), params("controlBody is missing")),
        (
            json!({ "controlBody": "x".repeat(8001) }),
            params("controlBody must be 8000 characters at most"),
        ),
    ] {
        let body = with(command("x"), more);
        let reply = caller.send("POST", CONTROL, &body).await;
        assert_eq!((reply.status, &*reply.text("code"), reply.text("message")), wanted, "{body}");
    }
    for (operator, room, status, code) in [
        ("boss", "nothing", 400, "room.not.found"),
        ("boss", "", 400, "param.error"),
        ("ann", "open", 403, "no.permission"),
        ("ann", "nothing", 403, "no.permission"),
        ("nobody", "open", 400, "user.not.employee"),
    ] {
        let outcome = caller.get(&list(operator, room)).await.outcome();
        assert_eq!(outcome, (status, code.to_owned()), "{operator} {room}");
    }
    // As many as may wait for a device, and no more.
    for _ in 0..100 {
        assert_eq!(caller.send("POST", CONTROL, &command("x")).await.status, 200);
    }
    assert_eq!(caller.send("POST", CONTROL, &command("x")).await.text("code"), "api.control.close");
}

/// Whom a command reaches a room's list says: who administers a group lists what they administer.
async fn no_listing_gives_command_of_a_foreign_device(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let caller = Caller::on(&server).await;
    for (device, room) in [("board", "open"), ("own", "of-all10"), ("nowhere", "")] {
        caller.register(json!({ "deviceUnionId": device, "openRoomId": room })).await;
    }
    let list = async |operator: &str, devices: Value| {
        let change =
            json!({ "unionId": operator, "roomId": "closed11", "deviceUnionIds": devices });
        caller.send("PUT", "/v1.0/rooms/meetingRooms", &change).await
    };
    // What is not there is told apart from what is another's to administrators alone.
    for device in ["board", "nowhere", "unknown"] {
        let reply = list("gil", json!(["own", device])).await;
        assert_eq!(reply.outcome(), (400, "user.not.admin".to_owned()), "{device}");
        let room = json!({
            "unionId": "gil", "roomName": device, "roomStatus": 0, "isvRoomId": "i",
            "groupId": 11, "deviceUnionIds": [device],
        });
        let made = caller.send("POST", "/v1.0/rooms/meetingrooms", &room).await;
        assert_eq!(made.outcome(), (400, "user.not.admin".to_owned()), "{device}");
    }
    let command = json!({ "unionId": "gil", "roomId": "closed11", "controlBody": "x" });
    assert_eq!(caller.send("POST", CONTROL, &command).await.text("code"), "api.control.close");
    assert_eq!(list("gil", json!(["own"])).await.status, 200);
    assert_eq!(caller.send("POST", CONTROL, &command).await.status, 200);
    // What an administrator listed may stay, and go.
    assert_eq!(list("boss", json!(["own", "board"])).await.status, 200);
    assert_eq!(list("gil", json!(["board", "own"])).await.status, 200);
    assert_eq!(list("gil", json!([])).await.status, 200);
    assert_eq!(list("gil", json!(["board"])).await.outcome().0, 400);
}
