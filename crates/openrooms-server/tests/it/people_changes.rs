//! People and departments that come, change and go, over topapi.

use openrooms_core::id::{CorpId, DeptId, RoomId, UnionId, UserId};
use openrooms_core::room::RoomRights;
use openrooms_store::AuditFilter;
use serde_json::{Value, json};

use crate::fixture::{Home, Server, eventually};
use crate::people::corp;
use crate::request;
use crate::sample::{document, with};

on_both!(
    a_directory_is_filled_changed_and_emptied,
    a_person_who_goes_leaves_no_right_behind,
    every_refusal_has_its_code_and_changes_nothing,
    many_come_all_or_none,
    a_change_is_seen_at_once_here_and_soon_elsewhere,
    every_change_is_in_the_record,
);

struct Writer {
    server: Server,
    token: String,
}

impl Writer {
    async fn on(home: &Home) -> Self {
        home.import(document(&[corp()], &[])).await;
        let server = home.serve().await;
        let token = server.token("app", "secret").await;
        Self { server, token }
    }

    async fn call(&self, action: &str, body: Value) -> Value {
        let action = format!("topapi.v2.{action}");
        self.server.call(request::topapi(&action, &self.token, &body)).await.json()
    }

    /// The result of a success.
    async fn done(&self, action: &str, body: Value) -> Value {
        let mut reply = self.call(action, body.clone()).await;
        assert_eq!(reply["errcode"], 0, "{action} {body}: {reply}");
        reply["result"].take()
    }

    async fn user(&self, id: &str) -> Value {
        self.done("user.get", json!({ "userid": id })).await
    }

    /// Status and code of a room's read.
    async fn reads(&self, room: &str, operator: &str) -> String {
        self.server.reads(&self.token, room, operator).await.1
    }
}

async fn a_directory_is_filled_changed_and_emptied(home: &Home) {
    let writer = Writer::on(home).await;
    let top = json!({ "name": "Works 🏭", "parent_id": "1", "order": 3 });
    let top = writer.done("department.create", top).await["dept_id"].as_i64().unwrap();
    assert!((1_000_000_000..1 << 53).contains(&top), "{top}");
    let below = json!({ "name": "Paint", "parent_id": top });
    let below = writer.done("department.create", below).await["dept_id"].clone();
    let read = writer.done("department.get", json!({ "dept_id": top })).await;
    assert_eq!(
        read,
        json!({ "dept_id": top, "name": "Works 🏭", "parent_id": 1, "order": 3, "member_count": 0 })
    );

    // Beyond what a double holds, and exact all the same.
    let far = json!({ "dept_id": below, "order": 9_007_199_254_740_993_i64 });
    writer.done("department.update", far).await;
    let read = writer.done("department.get", json!({ "dept_id": below })).await;
    assert_eq!(read["order"].as_i64(), Some(9_007_199_254_740_993));

    let new = json!({
        "userid": "zoe.1", "name": "Zoe", "mobile": "+49-170", "dept_id_list": format!("{below},1,1"),
        "email": "zoe@example.org", "title": "Painter", "job_number": 7, "hide_mobile": "true",
        "avatar": "https://example.org/z.png", "extension": "{}",
    });
    let made = writer.done("user.create", new).await;
    assert_eq!(made["userid"], "zoe.1");
    let union = made["unionId"].as_str().unwrap().to_owned();
    assert!(union.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{union}");
    let zoe = writer.user("zoe.1").await;
    for (field, wanted) in [
        ("unionid", json!(union)),
        ("mobile", json!("+49-170")),
        ("email", json!("zoe@example.org")),
        ("title", json!("Painter")),
        ("job_number", json!("7")),
        ("avatar", json!("https://example.org/z.png")),
        ("hide_mobile", json!(true)),
        ("dept_id_list", json!([below, 1])),
    ] {
        assert_eq!(zoe[field], wanted, "{field}");
    }
    let unnamed = json!({ "name": "Yan", "mobile": "139", "dept_id_list": [1], "userid": "" });
    let unnamed = writer.done("user.create", unnamed).await;
    assert_eq!(unnamed["userid"].as_str().map(str::len), Some(32));
    let page = json!({ "dept_id": 1, "cursor": 0, "size": 10 });
    let page = writer.done("user.list", page).await;
    let names: Vec<_> = page["list"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
    assert_eq!(names, ["Zoe", "Yan"]);

    // Only what is given changes; an empty text takes away.
    let change = json!({ "userid": "zoe.1", "name": "Zoë", "email": "", "dept_id_list": "1" });
    writer.done("user.update", change).await;
    let changed = writer.user("zoe.1").await;
    assert_eq!((&changed["name"], changed.get("email")), (&json!("Zoë"), None));
    assert_eq!((&changed["title"], &changed["dept_id_list"]), (&json!("Painter"), &json!([1])));
    writer.done("user.update", json!({ "userid": "zoe.1", "mobile": "+49-170" })).await;

    let change = json!({ "dept_id": below, "parent_id": 2, "name": "Colours", "order": -1 });
    writer.done("department.update", change).await;
    let moved = writer.done("department.listsub", json!({ "dept_id": 2 })).await;
    assert_eq!((&moved[0]["dept_id"], &moved[0]["name"]), (&below, &json!("Colours")));

    writer.done("user.delete", json!({ "userid": "zoe.1" })).await;
    assert_eq!(writer.call("user.get", json!({ "userid": "zoe.1" })).await["errcode"], 60121);
    writer.done("department.delete", json!({ "dept_id": below })).await;
    writer.done("department.delete", json!({ "dept_id": top })).await;
    assert_eq!(writer.call("department.get", json!({ "dept_id": top })).await["errcode"], 60003);

    // What came over the wire is exported and imported.
    let store = home.store().await;
    let held = store.organisation(&CorpId::new("corp")).await.unwrap().unwrap();
    store.close().await;
    let yan = held.people.iter().find(|one| one.name == "Yan").unwrap();
    assert_eq!(yan.mobile.as_deref(), Some("139"));
    writer.server.stop().await;
}

async fn a_person_who_goes_leaves_no_right_behind(home: &Home) {
    let mut own = corp();
    own["bookingBlacklist"] = json!([{ "unionId": "bob", "startTime": 1, "memo": "m" }]);
    own["roomGroups"][0]["adminUnionIds"] = json!(["gil", "bob"]);
    own["roomRights"] = json!([
        { "roomId": "of-bob", "adminUnionIds": ["gil", "bob"], "superUserIds": ["u2"] },
        { "roomId": "of-2", "superUserIds": ["u1", "u2"], "superDeptIds": [2, 4] },
    ]);
    home.import(document(&[own], &[])).await;
    let writer = Writer::on(home).await;
    home.import(document(
        &[json!({ "corpId": "corp", "corpName": "Corp", "bookingBlacklist":
            [{ "unionId": "bob", "startTime": 1, "memo": "m" }],
            "roomGroups": [{ "groupId": 10, "groupName": "ten", "parentId": 0,
                "adminUnionIds": ["gil", "bob"] }] })],
        &[],
    ))
    .await;
    assert_eq!(writer.reads("of-bob", "bob").await, "ok");
    writer.done("user.delete", json!({ "userid": "u2" })).await;
    assert_eq!(writer.reads("of-bob", "bob").await, "user.not.employee");
    // Restricted to nobody, and seen by administrators.
    assert_eq!(writer.reads("of-bob", "ann").await, "room.not.found");
    let room = writer.server.room(&writer.token, "of-bob", "boss").await.json();
    assert_eq!(room["result"]["reservationAuthority"]["authorizedMembers"], json!([]));
    let store = home.store().await;
    let held = store.organisation(&CorpId::new("corp")).await.unwrap().unwrap();
    assert_eq!(held.bans, []);
    assert_eq!(held.groups[0].administrators, [UnionId::new("gil")]);
    let mut of_2 = RoomRights {
        super_users: vec![UserId::new("u1")],
        super_departments: vec![DeptId(2), DeptId(4)],
        ..RoomRights::none(RoomId::new("of-2"))
    };
    let of_bob = RoomRights {
        administrators: vec![UnionId::new("gil")],
        ..RoomRights::none(RoomId::new("of-bob"))
    };
    assert_eq!(held.rights, [of_2.clone(), of_bob.clone()]);
    // Somebody who comes under the old id of theirs has none of their rights.
    let again = json!({ "userid": "u2", "name": "Bob", "mobile": "138", "dept_id_list": "4" });
    let again = writer.done("user.create", again).await;
    let again = again["unionId"].as_str().unwrap().to_owned();
    assert_eq!(writer.reads("of-bob", &again).await, "room.not.found");
    let entries = store.audit_newest(&AuditFilter::default(), 100).await.unwrap();
    let told: Vec<_> = entries
        .iter()
        .filter(|entry| entry.action == "topapi.v2.user.delete")
        .map(|entry| (entry.kind.as_str(), entry.id.as_str()))
        .collect();
    for wanted in [
        ("user", "u2"),
        ("room", "of-bob"),
        ("group", "10"),
        ("blacklist", "bob"),
        ("roomRights", "of-2"),
        ("roomRights", "of-bob"),
    ] {
        assert!(told.contains(&wanted), "{wanted:?} in {told:?}");
    }
    let rights = entries.iter().find(|one| one.kind == "roomRights" && one.id == "of-2").unwrap();
    let sides = [&rights.before, &rights.after].map(|side| side.as_deref().unwrap());
    assert_eq!(sides, [r#"{"superUserIds":["u1","u2"]}"#, r#"{"superUserIds":["u1"]}"#]);

    // A department that goes leaves the rooms as well.
    assert_eq!(writer.reads("of-2", "ann").await, "ok");
    for (action, body) in [
        ("user.update", json!({ "userid": "u1", "dept_id_list": "1" })),
        ("department.delete", json!({ "dept_id": 3 })),
        ("department.delete", json!({ "dept_id": 2 })),
    ] {
        writer.done(action, body).await;
    }
    let room = writer.server.room(&writer.token, "of-2", "boss").await.json();
    assert_eq!(room["result"]["reservationAuthority"]["authorizedMembers"], json!([]));
    assert_eq!(writer.reads("of-2", "ann").await, "room.not.found");
    of_2.super_departments = vec![DeptId(4)];
    let held = store.organisation(&CorpId::new("corp")).await.unwrap().unwrap();
    assert_eq!(held.rights, [of_2, of_bob]);
    let entries = store.audit_newest(&AuditFilter::default(), 1).await.unwrap();
    assert_eq!((&*entries[0].kind, &*entries[0].id), ("roomRights", "of-2"));
    store.close().await;
    writer.server.stop().await;
}

async fn every_refusal_has_its_code_and_changes_nothing(home: &Home) {
    let writer = Writer::on(home).await;
    let store = home.store().await;
    let before = store.organisation(&CorpId::new("corp")).await.unwrap();
    let new = || json!({ "name": "New", "mobile": "110", "dept_id_list": "1" });
    let create = |more: Value| ("user.create", with(new(), more));
    let many: Vec<_> = (1..=101).collect();
    for ((action, body), code) in [
        (create(json!({ "userid": "u1" })), 33012),
        (create(json!({ "userid": "a b" })), 33012),
        (create(json!({ "userid": "安" })), 33012),
        (create(json!({ "userid": "a".repeat(65) })), 33012),
        (create(json!({ "mobile": "+49-170123" })), 400_002),
        (create(json!({ "mobile": "call me" })), 400_002),
        (create(json!({ "mobile": null })), 400_002),
        (create(json!({ "name": null })), 400_002),
        (create(json!({ "name": " \u{200b}" })), 400_002),
        (create(json!({ "name": "a\u{202e}b" })), 400_002),
        (create(json!({ "name": "a\u{0}" })), 400_002),
        (create(json!({ "name": "🏢".repeat(81) })), 400_002),
        (create(json!({ "name": ["New"] })), 400_002),
        (create(json!({ "email": "no address" })), 400_002),
        (create(json!({ "title": "t".repeat(201) })), 400_002),
        (create(json!({ "job_number": "\u{7}" })), 400_002),
        (create(json!({ "avatar": "javascript:x" })), 400_002),
        (create(json!({ "avatar": "http://\"><script>@x" })), 400_002),
        (create(json!({ "avatar": "https://user@example.org/a.png" })), 400_002),
        (create(json!({ "hide_mobile": "perhaps" })), 400_002),
        (create(json!({ "dept_id_list": "" })), 400_002),
        (create(json!({ "dept_id_list": "1,x" })), 400_002),
        (create(json!({ "dept_id_list": many })), 400_002),
        (create(json!({ "dept_id_list": null })), 400_002),
        (create(json!({ "dept_id_list": "1,99" })), 60003),
        (("user.update", json!({ "userid": "nobody", "name": "X" })), 60121),
        (("user.update", json!({ "userid": "", "name": "X" })), 33012),
        (("user.update", json!({ "name": "X" })), 400_002),
        (("user.update", json!({ "userid": "u2", "mobile": "+49-170123" })), 400_002),
        (("user.update", json!({ "userid": "u2", "dept_id_list": "99" })), 60003),
        (("user.update", json!({ "userid": "u2", "dept_id_list": [] })), 400_002),
        (("user.update", json!({ "userid": "u2", "name": "" })), 400_002),
        (("user.delete", json!({ "userid": "nobody" })), 60121),
        (("user.delete", json!({ "userid": "ann" })), 60121),
        (("user.delete", json!({})), 400_002),
        (("user.setadmin", json!({ "userid": "nobody", "admin": true })), 60121),
        (("user.setadmin", json!({ "userid": "u1" })), 400_002),
        (("user.setadmin", json!({ "userid": "u1", "admin": 2 })), 400_002),
        (("department.create", json!({ "name": "D" })), 400_002),
        (("department.create", json!({ "parent_id": 1 })), 400_002),
        (("department.create", json!({ "name": "D", "parent_id": 99 })), 60004),
        (("department.create", json!({ "name": "D", "parent_id": 0 })), 60004),
        (("department.create", json!({ "name": "d".repeat(65), "parent_id": 1 })), 400_002),
        (("department.create", json!({ "name": "\n", "parent_id": 1 })), 400_002),
        (("department.create", json!({ "name": "sales", "parent_id": 1 })), 400_002),
        (("department.create", json!({ "name": "D", "parent_id": 1, "order": "x" })), 400_002),
        (("department.update", json!({ "dept_id": 99, "name": "D" })), 60003),
        (("department.update", json!({ "name": "D" })), 400_002),
        (("department.update", json!({ "dept_id": 1, "name": "D" })), 60018),
        (("department.update", json!({ "dept_id": 2, "parent_id": 99 })), 60004),
        (("department.update", json!({ "dept_id": 2, "parent_id": 2 })), 60010),
        (("department.update", json!({ "dept_id": 2, "parent_id": 3 })), 60010),
        (("department.update", json!({ "dept_id": 2, "name": "other" })), 400_002),
        (("department.delete", json!({ "dept_id": 1 })), 60018),
        (("department.delete", json!({ "dept_id": 99 })), 60003),
        (("department.delete", json!({ "dept_id": 4 })), 60005),
        (("department.delete", json!({ "dept_id": 2 })), 60006),
        (("department.delete", json!({})), 400_002),
    ] {
        let reply = writer.call(action, body.clone()).await;
        assert_eq!(reply["errcode"], code, "{action} {body}: {reply}");
        assert!(reply["request_id"].is_string(), "{reply}");
        // The bare message is DingTalk's; what is wrong in particular is beside it.
        let says = code == 400_002 || code == 33012;
        assert_eq!(reply["sub_msg"].is_string(), says, "{action} {body}: {reply}");
    }
    assert_eq!(store.organisation(&CorpId::new("corp")).await.unwrap(), before);
    store.close().await;
    writer.server.stop().await;
}

async fn many_come_all_or_none(home: &Home) {
    let writer = Writer::on(home).await;
    let store = home.store().await;
    let before = store.organisation(&CorpId::new("corp")).await.unwrap();
    let user = |at: usize| json!({ "userid": format!("m{at}"), "name": "M", "mobile": format!("1{at:05}"), "dept_id_list": [1] });
    let users = |count: usize| (0..count).map(user).collect::<Vec<_>>();
    let dept = |name: &str| json!({ "name": name, "parent_id": 1 });
    let spoilt = |at: usize, more: Value| {
        let mut users = users(3);
        users[at] = with(users[at].clone(), more);
        json!({ "user_list": users })
    };
    for (action, body, code, said) in [
        ("user.batchcreate", json!({}), 400_002, "user_list is missing"),
        ("user.batchcreate", json!({ "user_list": [] }), 400_002, "user_list must hold 1 to 1000"),
        ("user.batchcreate", json!({ "user_list": users(1001) }), 400_002, "user_list must hold"),
        (
            "user.batchcreate",
            spoilt(2, json!({ "name": null })),
            400_002,
            "user_list[2]: name is missing",
        ),
        (
            "user.batchcreate",
            spoilt(1, json!({ "name": 1.5, "mobile": [] })),
            400_002,
            "user_list[1].mobile must be a text",
        ),
        ("user.batchcreate", spoilt(2, json!({ "userid": "m0" })), 33012, "user_list[2]: somebody"),
        ("user.batchcreate", spoilt(2, json!({ "userid": "u0" })), 33012, "user_list[2]: somebody"),
        (
            "user.batchcreate",
            spoilt(1, json!({ "mobile": "100000" })),
            400_002,
            "user_list[1]: somebody",
        ),
        ("user.batchcreate", spoilt(0, json!({ "dept_id_list": [99] })), 60003, "user_list[0]"),
        (
            "department.batchcreate",
            json!({ "dept_list": [dept("a"), dept("sales")] }),
            400_002,
            "dept_list[1]: another",
        ),
        (
            "department.batchcreate",
            json!({ "dept_list": [dept("a"), dept("a")] }),
            400_002,
            "dept_list[1]: another",
        ),
        (
            "department.batchcreate",
            json!({ "dept_list": [with(dept("a"), json!({ "parent_id": 99 }))] }),
            60004,
            "dept_list[0]",
        ),
        (
            "department.batchcreate",
            json!({ "dept_list": "x" }),
            400_002,
            "dept_list must be a list",
        ),
    ] {
        let reply = writer.call(action, body).await;
        assert_eq!(reply["errcode"], code, "{said}: {reply}");
        assert!(reply["sub_msg"].as_str().unwrap().starts_with(said), "{said}: {reply}");
    }
    assert_eq!(store.organisation(&CorpId::new("corp")).await.unwrap(), before);

    let made = writer.done("user.batchcreate", json!({ "user_list": users(1000) })).await;
    let made = made["user_list"].as_array().unwrap();
    assert_eq!((made.len(), &made[999]["userid"]), (1000, &json!("m999")));
    let depts: Vec<_> = (0..1000).map(|at| dept(&format!("d{at}"))).collect();
    let ids = writer.done("department.batchcreate", json!({ "dept_list": depts })).await;
    let ids = ids["dept_id_list"].as_array().unwrap();
    let last = writer.done("department.get", json!({ "dept_id": ids[999] })).await;
    assert_eq!(last["name"], "d999");
    let all = store.organisation(&CorpId::new("corp")).await.unwrap().unwrap();
    assert_eq!((all.people.len(), all.departments.len()), (1005, 1004));
    assert!(store.verify_audit("corp", None).await.unwrap().is_ok());
    store.close().await;
    writer.server.stop().await;
}

async fn a_change_is_seen_at_once_here_and_soon_elsewhere(home: &Home) {
    let writer = Writer::on(home).await;
    let other = home.serve().await;
    let reads = async |room: &str, who: &str| other.reads(&writer.token, room, who).await.1;
    // Both hold in memory what follows from the old state.
    for (room, who, wanted) in [
        ("closed", "ann", "room.not.found"),
        ("of-2", "ann", "ok"),
        ("of-2", "bob", "room.not.found"),
    ] {
        assert_eq!(writer.reads(room, who).await, wanted);
        assert_eq!(reads(room, who).await, wanted);
    }
    let within = std::time::Duration::from_secs(5);
    for (action, body, room, who, wanted) in [
        ("user.setadmin", json!({ "userid": "u1", "admin": true }), "closed", "ann", "ok"),
        (
            "user.setadmin",
            json!({ "userid": "u1", "admin": false }),
            "closed",
            "ann",
            "room.not.found",
        ),
        ("user.update", json!({ "userid": "u2", "dept_id_list": "3" }), "of-2", "bob", "ok"),
        (
            "department.update",
            json!({ "dept_id": 3, "parent_id": 4 }),
            "of-2",
            "bob",
            "room.not.found",
        ),
        ("user.delete", json!({ "userid": "u2" }), "open", "bob", "user.not.employee"),
    ] {
        writer.done(action, body).await;
        assert_eq!(writer.reads(room, who).await, wanted, "{action}");
        eventually(within, &wanted.to_owned(), async || reads(room, who).await).await;
    }
    // Names that a room's reply tells.
    let shown = async |server: &Server| {
        let room = server.room(&writer.token, "of-all10", "boss").await.json();
        room["result"]["reservationAuthority"]["authorizedMembers"][0]["memberName"].clone()
    };
    let home_dept = json!({ "name": "N", "parent_id": 1 });
    writer.done("department.create", home_dept).await;
    assert_eq!(shown(&writer.server).await, "all");
    other.stop().await;
    writer.server.stop().await;
}

async fn every_change_is_in_the_record(home: &Home) {
    let writer = Writer::on(home).await;
    writer
        .done(
            "user.create",
            json!({ "userid": "n", "name": "N", "mobile": "110", "dept_id_list": "1" }),
        )
        .await;
    writer.done("user.update", json!({ "userid": "n", "title": "T" })).await;
    writer.done("user.setadmin", json!({ "userid": "n", "admin": true })).await;
    writer.done("user.delete", json!({ "userid": "n" })).await;
    let id =
        writer.done("department.create", json!({ "name": "D", "parent_id": 1 })).await["dept_id"]
            .to_string();
    writer.done("department.update", json!({ "dept_id": id, "name": "E" })).await;
    writer.done("department.delete", json!({ "dept_id": id })).await;
    let store = home.store().await;
    let entries = store.audit_newest(&AuditFilter::default(), 100).await.unwrap();
    let mut entries: Vec<_> =
        entries.iter().filter(|entry| entry.action.starts_with("topapi")).collect();
    entries.sort_by_key(|entry| entry.seq);
    let said: Vec<_> = entries
        .iter()
        .map(|entry| {
            assert_eq!(entry.client.as_deref(), Some("app"));
            assert_eq!(entry.address.as_deref(), Some("127.0.0.1"));
            let side = |text: &Option<String>| {
                text.as_ref().map(|text| serde_json::from_str::<Value>(text).unwrap())
            };
            (entry.action.as_str(), entry.id.as_str(), side(&entry.before), side(&entry.after))
        })
        .collect();
    assert_eq!(said[0].1, "n");
    assert_eq!(said[0].3.as_ref().unwrap()["mobile"], "110");
    assert_eq!(
        said[1],
        ("topapi.v2.user.update", "n", Some(json!({})), Some(json!({ "title": "T" })))
    );
    assert_eq!(
        said[2],
        ("topapi.v2.user.setadmin", "n", Some(json!({})), Some(json!({ "admin": true })))
    );
    assert_eq!((said[3].0, &said[3].3), ("topapi.v2.user.delete", &None));
    let id = id.as_str();
    let (name, new) = (json!({ "name": "D" }), json!({ "name": "E" }));
    assert_eq!(said[5], ("topapi.v2.department.update", id, Some(name), Some(new)));
    assert_eq!((said[6].0, &said[6].3), ("topapi.v2.department.delete", &None));
    assert!(store.verify_audit("corp", None).await.unwrap().is_ok());
    store.close().await;
    writer.server.stop().await;
}
