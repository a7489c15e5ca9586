//! Room groups over the wire: made, read, renamed, removed, and what that does to their rooms.

use openrooms_store::AuditFilter;
use serde_json::{Value, json};

use crate::fixture::{Home, Server, eventually};
use crate::request;
use crate::sample::{self, WRITE, app, corp, document, with};
use crate::wire::Reply;

on_both!(
    a_group_is_made_read_renamed_and_removed,
    a_save_against_a_changed_group_is_refused,
    every_refusal_leaves_everything_as_it_was,
    the_record_tells_each_change,
);

const GROUPS: &str = "/v1.0/rooms/groups";

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
        self.server.call(request::with_body(method, GROUPS, &self.token, &body)).await
    }

    async fn create(&self, name: &str, parent: i64) -> Reply {
        let body = json!({ "unionId": "boss", "groupName": name, "parentGroupId": parent });
        self.send("POST", &body).await
    }

    /// A group that is made.
    async fn made(&self, name: &str, parent: i64) -> i64 {
        let reply = self.create(name, parent).await;
        reply.json()["result"].as_i64().unwrap_or_else(|| panic!("{reply:?}"))
    }

    async fn rename(&self, id: i64, name: &str) -> Reply {
        self.send("PUT", &json!({ "unionId": "boss", "groupId": id, "groupName": name })).await
    }

    async fn delete(&self, id: i64, operator: &str) -> Reply {
        let target = format!("{GROUPS}/{id}?unionId={operator}");
        self.server.call(request::without_body("DELETE", &target, &self.token)).await
    }

    async fn get(&self, target: &str) -> Reply {
        self.server.call(request::get(&format!("/v1.0/rooms/{target}"), &self.token)).await
    }

    async fn put(&self, room: &str, group: i64) {
        let body = json!({ "unionId": "boss", "roomId": room, "groupId": group }).to_string();
        let target = "/v1.0/rooms/meetingRooms";
        let reply = self.server.call(request::with_body("PUT", target, &self.token, &body)).await;
        assert_eq!(reply.status, 200, "{reply:?}");
    }

    /// The group that a room shows.
    async fn group_of(&self, room: &str) -> Value {
        let room = self.server.room(&self.token, room, "boss").await.json();
        room["result"]["roomGroup"].clone()
    }
}

async fn a_group_is_made_read_renamed_and_removed(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let other = home.serve().await;
    let writer = Writer::on(&server).await;
    let site = writer.made("园区 “North” 🏢", 0).await;
    let floor = writer.made("Floor", site).await;
    // Names may repeat.
    let wing = writer.made("Floor", floor).await;
    assert_eq!([site, floor, wing], [1, 2, 3]);

    // Bare, not under result; any employee may read.
    let wanted = json!({ "groupId": floor, "groupName": "Floor", "parentId": site });
    let reply = writer.get(&format!("groups/{floor}?unionId=ann")).await;
    assert_eq!(reply.json(), wanted);
    let listed = writer.get("groupLists?unionId=ann").await.json();
    assert_eq!(
        listed,
        json!({ "result": [
            { "groupId": 1, "groupName": "园区 “North” 🏢", "parentId": 0 },
            { "groupId": 2, "groupName": "Floor", "parentId": 1 },
            { "groupId": 3, "groupName": "Floor", "parentId": 2 },
            { "groupId": 10, "groupName": "ten", "parentId": 0 },
            { "groupId": 11, "groupName": "eleven", "parentId": 10 },
        ] })
    );

    // What a room shows of its group changes with it, on this node at once, elsewhere soon.
    writer.put("open", wing).await;
    assert_eq!(writer.group_of("open").await["groupName"], "Floor");
    assert_eq!(writer.rename(wing, "Wing").await.json(), json!({ "result": true }));
    let wanted = json!({ "groupId": wing, "groupName": "Wing", "parentId": floor });
    for _ in ["cold", "warm"] {
        assert_eq!(writer.group_of("open").await, wanted);
    }
    let second = std::time::Duration::from_secs(1);
    let there = Writer { server: &other, token: writer.token.clone() };
    eventually(second, &wanted, async || there.group_of("open").await).await;

    // Its rooms move up, level by level, and then they are in none.
    let refused = writer.delete(floor, "boss").await;
    assert_eq!(refused.text("message"), "Error:group has sub groups");
    for (group, left_in) in [(wing, json!(floor)), (floor, json!(site)), (site, Value::Null)] {
        assert_eq!(writer.delete(group, "boss").await.json(), json!({ "result": true }));
        assert_eq!(writer.group_of("open").await["groupId"], left_in);
        let gone = writer.get(&format!("groups/{group}?unionId=ann")).await;
        assert_eq!(gone.outcome(), (400, "group.not.found".to_owned()));
    }
    eventually(second, &Value::Null, async || there.group_of("open").await).await;
    // An id is not given again.
    assert_eq!(writer.made("Next", 0).await, 4);
}

#[tokio::test]
async fn a_groups_administrators_see_its_rooms_and_lose_sight_of_them_with_it() {
    let home = Home::with(writable()).await;
    let server = home.serve().await;
    let writer = Writer::on(&server).await;
    assert_eq!(server.reads(&writer.token, "closed11", "hal").await.0, 200);
    assert_eq!(writer.delete(11, "boss").await.status, 200);
    // The room is in group 10 now, which gil administers.
    assert_eq!(writer.group_of("closed11").await["groupId"], 10);
    assert_eq!(server.reads(&writer.token, "closed11", "hal").await.0, 400);
    assert_eq!(server.reads(&writer.token, "closed11", "gil").await.0, 200);
}

#[tokio::test]
async fn who_administers_a_group_is_told_to_employees() {
    let mut all = corp();
    all["apps"] = json!([with(app("app"), json!({ "scopes": [sample::READ, WRITE] }))]);
    all["roomGroups"][1]["adminUnionIds"] = json!(["hal", "gone", "ann"]);
    // A group that a room names by its id alone has no name.
    all["rooms"][0]["roomGroup"] = json!({ "groupId": 12 });
    let home = Home::with(document(&[all], &[])).await;
    let server = home.serve().await;
    let writer = Writer::on(&server).await;
    let eleven = json!({ "result": { "groupId": 11, "groupName": "eleven", "groupAdmins": [
        { "memberId": "hal", "memberName": "Hal" }, { "memberId": "gone" },
        { "memberId": "ann", "memberName": "Ann" } ] } });
    for query in ["?unionId=ann", "?unionId=boss", "", "?unionId="] {
        let reply = writer.get(&format!("groupAdmin/11{query}")).await;
        assert_eq!(reply.json(), eleven, "{query}");
    }
    let reply = writer.get("groupAdmin/12").await;
    assert_eq!(reply.json(), json!({ "result": { "groupId": 12, "groupAdmins": [] } }));
    let reply = writer.get("groups/12?unionId=ann").await;
    assert_eq!(reply.json(), json!({ "groupId": 12, "parentId": 0 }));
    for (target, code) in [
        ("groupAdmin/11?unionId=nobody", "user.not.employee"),
        ("groupAdmin/13?unionId=ann", "group.not.found"),
        ("groupAdmin/13", "group.not.found"),
        ("groupAdmin/11?unionId=ann&unionId=ann", "param.error"),
        ("groupAdmin/11?unionId=%00", "param.error"),
        ("groupAdmin/eleven", "param.error"),
    ] {
        let outcome = writer.get(target).await.outcome();
        assert_eq!(outcome, (400, code.to_owned()), "{target}");
    }
}

async fn the_record_tells_each_change(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let writer = Writer::on(&server).await;
    let id = writer.made("Site", 0).await;
    writer.put("open", id).await;
    writer.rename(id, "Campus").await;
    // What is so already is no change.
    writer.rename(id, "Campus").await;
    writer.send("PUT", &json!({ "unionId": "boss", "groupId": id })).await;
    writer.delete(id, "boss").await;
    let store = home.store().await;
    let filter = AuditFilter { kind: Some("group".to_owned()), ..AuditFilter::default() };
    let entries = store.audit_newest(&filter, 10).await.unwrap();
    let told: Vec<_> = entries
        .iter()
        .map(|entry| (entry.action.as_str(), entry.before.as_deref(), entry.after.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            (
                "CreateMeetingRoomGroup",
                None,
                Some(r#"{"adminUnionIds":[],"groupId":1,"groupName":"Site","parentId":0}"#)
            ),
            (
                "UpdateMeetingRoomGroup",
                Some(r#"{"groupName":"Site"}"#),
                Some(r#"{"groupName":"Campus"}"#)
            ),
            (
                "DeleteMeetingRoomGroup",
                Some(
                    r#"{"adminUnionIds":[],"groupId":1,"groupName":"Campus","parentId":0,"roomIds":["open"]}"#
                ),
                None
            ),
        ]
    );
    assert!(entries.iter().all(|entry| entry.id == id.to_string()));
    assert!(store.verify_audit("corp", None).await.unwrap().is_ok());
    store.close().await;
}

async fn a_save_against_a_changed_group_is_refused(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let writer = Writer::on(&server).await;
    let seen = async || writer.get("groups/11?unionId=boss").await.json();
    let save = async |change: Value| {
        writer.send("PUT", &with(json!({ "unionId": "boss", "groupId": 11 }), change)).await
    };
    for theirs in [
        json!({ "groupName": "Eleven" }),
        json!({ "extensionConfig": { "bufferAfter": 5 } }),
        json!({ "extensionConfig": { "bufferAfter": 6 } }),
    ] {
        let read = seen().await;
        assert_eq!(save(with(theirs.clone(), json!({ "expected": read }))).await.status, 200);
        let now = seen().await;
        assert_ne!(now, read);
        for mine in [json!({ "groupName": "Mine" }), json!({})] {
            let reply = save(with(mine, json!({ "expected": read }))).await;
            assert_eq!(reply.outcome(), (409, "group.changed".to_owned()), "{theirs}");
        }
        assert_eq!(seen().await, now);
    }
    let by_gil = json!({ "unionId": "gil", "groupId": 11, "expected": { "groupId": 11 } });
    assert_eq!(writer.send("PUT", &by_gil).await.outcome(), (400, "user.not.admin".to_owned()));
    let read = seen().await;
    let wrong = "Error:expected is another group";
    for (more, message) in [
        (json!({ "groupId": 10 }), wrong),
        (json!({ "groupId": null }), wrong),
        (json!({ "groupName": 7 }), "Error:expected.groupName must be a text"),
    ] {
        let reply = save(json!({ "expected": with(read.clone(), more.clone()) })).await;
        assert_eq!((reply.status, reply.text("message").as_str()), (400, message), "{more}");
    }
}

async fn every_refusal_leaves_everything_as_it_was(home: &Home) {
    let mut all = writable();
    let groups = all["organisations"][0]["roomGroups"].as_array_mut().unwrap();
    groups.push(json!({ "groupId": 12, "groupName": "twelve", "parentId": 11 }));
    home.import(all).await;
    let server = home.serve().await;
    let writer = Writer::on(&server).await;
    let store = home.store().await;
    let corp_id = openrooms_core::id::CorpId::new("corp");
    let before = store.organisation(&corp_id).await.unwrap();

    let name = "Error:groupName must be 1 to 100 characters, none of them a control";
    let new = json!({ "unionId": "boss", "groupName": "New", "parentGroupId": 0 });
    let long = "x".repeat(101);
    for (more, code, message) in [
        (json!({ "unionId": null }), "param.error", "Error:unionId is missing"),
        (json!({ "unionId": "" }), "param.error", "Error:unionId is missing"),
        (json!({ "groupName": null }), "param.error", "Error:groupName is missing"),
        (json!({ "groupName": "" }), "param.error", name),
        (json!({ "groupName": " \u{3000}" }), "param.error", name),
        (json!({ "groupName": "a\nb" }), "param.error", name),
        (json!({ "groupName": "a\u{202e}b" }), "param.error", name),
        (json!({ "groupName": long }), "param.error", name),
        (json!({ "groupName": "\0" }), "param.error", "Error:groupName has a character U+0000"),
        (json!({ "groupName": 7 }), "param.error", "Error:groupName must be a text"),
        (json!({ "parentGroupId": null }), "param.error", "Error:parentGroupId is missing"),
        (json!({ "parentGroupId": -1 }), "param.error", "Error:parentGroupId must not be negative"),
        (
            json!({ "parentGroupId": "ten" }),
            "param.error",
            "Error:parentGroupId must be a whole number",
        ),
        (
            json!({ "parentGroupId": 9_223_372_036_854_775_808_u64 }),
            "param.error",
            "Error:parentGroupId must be from -9223372036854775808 to 9223372036854775807",
        ),
        (json!({ "unionId": "nobody" }), "user.not.admin", "User Not Admin"),
        (json!({ "unionId": "ann" }), "user.not.admin", "User Not Admin"),
        (json!({ "unionId": "ann", "parentGroupId": 99 }), "user.not.admin", "User Not Admin"),
        (json!({ "unionId": "gil", "parentGroupId": 10 }), "user.not.admin", "User Not Admin"),
        (json!({ "parentGroupId": 99 }), "group.not.found", "Parent Group Not Found"),
        (json!({ "parentGroupId": 12 }), "depth.over.limit", "Group Depth Over Limit"),
    ] {
        let reply = writer.send("POST", &with(new.clone(), more.clone())).await;
        assert_eq!((reply.status, reply.text("code").as_str()), (400, code), "{more}");
        assert_eq!(reply.text("message"), message, "{more}");
    }
    let change = json!({ "unionId": "boss", "groupId": 10, "groupName": "New" });
    for (more, code, message) in [
        (json!({ "unionId": null }), "param.error", "Error:unionId is missing"),
        (json!({ "groupId": null }), "param.error", "Error:groupId is missing"),
        (json!({ "groupName": "" }), "param.error", name),
        (json!({ "groupName": " " }), "param.error", name),
        (json!({ "unionId": "nobody" }), "user.not.admin", "User Not Admin"),
        (json!({ "unionId": "gil" }), "user.not.admin", "User Not Admin"),
        (json!({ "unionId": "gil", "groupId": 99 }), "user.not.admin", "User Not Admin"),
        (json!({ "groupId": 99 }), "group.not.found", "Group Not Found"),
        (json!({ "groupId": 0 }), "group.not.found", "Group Not Found"),
        (json!({ "groupId": -1 }), "group.not.found", "Group Not Found"),
    ] {
        let reply = writer.send("PUT", &with(change.clone(), more.clone())).await;
        assert_eq!((reply.status, reply.text("code").as_str()), (400, code), "{more}");
        assert_eq!(reply.text("message"), message, "{more}");
    }
    for (id, operator, code) in [
        (10, "boss", "param.error"), // there is one below
        (99, "boss", "group.not.found"),
        (0, "boss", "group.not.found"),
        (12, "ann", "user.not.admin"),
        (12, "gil", "user.not.admin"),
        (99, "ann", "user.not.admin"),
        (12, "nobody", "user.not.admin"),
        (12, "", "param.error"),
    ] {
        let outcome = writer.delete(id, operator).await.outcome();
        assert_eq!(outcome, (400, code.to_owned()), "{id} {operator}");
    }
    for (target, code) in [
        ("groups/10", "param.error"),
        ("groups/10?unionId=", "param.error"),
        ("groups/ten?unionId=ann", "param.error"),
        ("groups/9223372036854775808?unionId=ann", "param.error"),
        ("groups/%zz?unionId=ann", "param.error"),
        ("groups/99?unionId=ann", "group.not.found"),
        ("groups/0?unionId=ann", "group.not.found"),
        ("groups/10?unionId=nobody", "user.not.employee"),
        ("groupLists", "param.error"),
        ("groupLists?unionId=nobody", "user.not.employee"),
    ] {
        let outcome = writer.get(target).await.outcome();
        assert_eq!(outcome, (400, code.to_owned()), "{target}");
    }
    assert_eq!(store.organisation(&corp_id).await.unwrap(), before);
    store.close().await;
}

#[tokio::test]
async fn there_are_a_thousand_groups_at_most() {
    let groups: Vec<_> =
        (1..1000).map(|id| json!({ "groupId": id, "groupName": "g", "parentId": 0 })).collect();
    let mut all = writable();
    all["organisations"][0]["roomGroups"] = json!(groups);
    all["organisations"][0]["rooms"] = json!([]);
    let home = Home::with(all).await;
    let server = home.serve().await;
    let writer = Writer::on(&server).await;
    assert_eq!(writer.made("the thousandth", 0).await, 1000);
    let reply = writer.create("one too many", 0).await;
    assert_eq!(reply.outcome(), (400, "group.too.much".to_owned()));
    assert_eq!(reply.text("message"), "Group Too Much");
    // One goes, one may come.
    assert_eq!(writer.delete(7, "boss").await.status, 200);
    assert_eq!(writer.made("instead", 0).await, 1001);
}
