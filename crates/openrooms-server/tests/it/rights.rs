//! Super users, the blacklist and the administrators of groups over the wire.

use openrooms_core::id::CorpId;
use openrooms_store::AuditFilter;
use serde_json::{Value, json};

use crate::fixture::{Home, Server};
use crate::request;
use crate::sample::{self, WRITE, app, corp, document, with};
use crate::wire::Reply;

on_both!(
    super_users_are_set_read_and_removed,
    people_are_barred_and_let,
    the_administrators_of_a_group_are_named,
    every_refusal_leaves_everything_as_it_was,
);

const SUPER: &str = "meetingRooms/superUsers";
const BLACKLIST: &str = "bookings/blacklist";

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

    async fn send(&self, method: &str, target: &str, body: &Value) -> Reply {
        let (target, body) = (format!("/v1.0/rooms/{target}"), body.to_string());
        self.server.call(request::with_body(method, &target, &self.token, &body)).await
    }

    async fn call(&self, method: &str, target: &str) -> Reply {
        let target = format!("/v1.0/rooms/{target}");
        self.server.call(request::without_body(method, &target, &self.token)).await
    }

    async fn done(&self, method: &str, target: &str, body: &Value) {
        let reply = self.send(method, target, body).await;
        assert_eq!((reply.status, reply.json()), (200, json!({ "result": true })), "{body}");
    }

    async fn super_users(&self, room: &str, operator: &str) -> Reply {
        self.call("GET", &format!("{SUPER}/query?unionId={operator}&roomId={room}")).await
    }
}

/// What the record tells of a kind of thing: action, before and after.
async fn told(home: &Home, kind: &str) -> Vec<(String, Option<Value>, Option<Value>)> {
    let store = home.store().await;
    let filter = AuditFilter { kind: Some(kind.to_owned()), ..AuditFilter::default() };
    let entries = store.audit_newest(&filter, 100).await.unwrap();
    assert!(store.verify_audit("corp", None).await.unwrap().is_ok());
    store.close().await;
    let json =
        |text: &Option<String>| text.as_ref().map(|text| serde_json::from_str(text).unwrap());
    let told = entries.iter();
    told.map(|entry| (entry.action.clone(), json(&entry.before), json(&entry.after))).collect()
}

async fn super_users_are_set_read_and_removed(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let writer = Writer::on(&server).await;
    let none = json!({ "roomId": "open", "userIdWhiteList": [], "deptIdWhiteList": [] });
    assert_eq!(writer.super_users("open", "boss").await.json(), json!({ "result": none }));
    let set = json!({ "unionId": "boss", "roomId": "open", "userIdWhiteList": ["u2", "u1", "u2"],
        "deptIdWhiteList": [3, 1, 3] });
    writer.done("POST", &format!("{SUPER}/set"), &set).await;
    // Whom the directory knows is told by name.
    let wanted = json!({ "roomId": "open", "userIdWhiteList": ["u2", "u1"],
        "deptIdWhiteList": [3, 1],
        "users": [{ "userId": "u2", "name": "Bob" }, { "userId": "u1", "name": "Ann" }],
        "departments": [{ "deptId": 3, "name": "field" }, { "deptId": 1, "name": "all" }] });
    assert_eq!(writer.super_users("open", "boss").await.json(), json!({ "result": wanted }));
    // They take the place of those that there were; PHP sends an empty list for nobody.
    let again = json!({ "unionId": "boss", "roomId": "open", "deptIdWhiteList": [2] });
    writer.done("POST", &format!("{SUPER}/set"), &again).await;
    writer.done("POST", &format!("{SUPER}/set"), &again).await;
    let found = writer.super_users("open", "boss").await.json()["result"].clone();
    assert_eq!((&found["userIdWhiteList"], &found["deptIdWhiteList"]), (&json!([]), &json!([2])));
    // An administrator of the room's group may as well.
    let theirs = json!({ "unionId": "hal", "roomId": "closed11", "userIdWhiteList": ["u1"] });
    writer.done("POST", &format!("{SUPER}/set"), &theirs).await;
    assert_eq!(writer.super_users("closed11", "gil").await.status, 200);

    for _ in ["once", "again"] {
        let target = format!("{SUPER}/remove?roomId=open&unionId=boss");
        assert_eq!(writer.call("POST", &target).await.json(), json!({ "result": true }));
        assert_eq!(writer.super_users("open", "boss").await.json(), json!({ "result": none }));
    }
    // With a room they go.
    let target = "meetingRooms/closed11?unionId=boss";
    assert_eq!(writer.call("DELETE", target).await.status, 200);
    let store = home.store().await;
    let left = store.organisation(&CorpId::new("corp")).await.unwrap().unwrap();
    assert_eq!(left.rights, []);
    store.close().await;

    let told = told(home, "superUsers").await;
    let actions: Vec<_> = told.iter().map(|(action, ..)| action.as_str()).collect();
    let set = "SetSuperUserMeetingRoom";
    assert_eq!(actions, [set, set, set, "RemoveSuperUserMeetingRoom"]);
    let lists = |users: Value, departments: Value| json!({ "userIdWhiteList": users, "deptIdWhiteList": departments });
    assert_eq!(told[1].1, Some(lists(json!(["u2", "u1"]), json!([3, 1]))));
    assert_eq!(told[1].2, Some(lists(json!([]), json!([2]))));
}

async fn people_are_barred_and_let(home: &Home) {
    let mut all = writable();
    // Somebody whom nobody knows may have been barred by an import.
    all["organisations"][0]["bookingBlacklist"] =
        json!([{ "unionId": "gone", "startTime": 5, "memo": "left" }]);
    home.import(all).await;
    let server = home.serve().await;
    let writer = Writer::on(&server).await;
    let bar =
        |person: &str| json!({ "unionId": "boss", "blacklistUnionId": person, "startTime": 7 });
    writer.done("POST", BLACKLIST, &bar("ann")).await;
    writer.done("POST", BLACKLIST, &bar("bob")).await;
    writer.done("POST", BLACKLIST, &bar("bob")).await;
    // A second entry takes the place of the first.
    let again = with(bar("ann"), json!({ "endTime": 9, "memo": "no show 🛶" }));
    writer.done("POST", BLACKLIST, &again).await;
    let ann = json!({ "blacklistUnionId": "ann", "blacklistName": "Ann", "startTime": 7,
        "endTime": 9, "memo": "no show 🛶" });
    let bob = json!({ "blacklistUnionId": "bob", "blacklistName": "Bob", "startTime": 7 });
    let gone = json!({ "blacklistUnionId": "gone", "startTime": 5, "memo": "left" });
    let page = async |more: &str| {
        writer.call("GET", &format!("{BLACKLIST}?unionId=boss{more}")).await.json()
    };
    assert_eq!(page("").await, json!({ "hasMore": false, "result": [ann, bob, gone] }));
    let first = page("&maxResults=2").await;
    assert_eq!(first, json!({ "hasMore": true, "nextToken": "bob", "result": [ann, bob] }));
    let last = page("&maxResults=2&nextToken=bob").await;
    assert_eq!(last, json!({ "hasMore": false, "result": [gone] }));

    let remove = format!("{BLACKLIST}/remove");
    let let_go = json!({ "unionId": "boss", "blacklistUnionIds": ["ann", "gone", "hal", "ann"] });
    writer.done("POST", &remove, &let_go).await;
    assert_eq!(page("").await["result"], json!([bob]));
    // Now nobody is there of that name.
    let gone = json!({ "unionId": "boss", "blacklistUnionIds": ["bob", "gone"] });
    let refused = writer.send("POST", &remove, &gone).await;
    assert_eq!(refused.outcome(), (400, "user.not.org".to_owned()));
    assert_eq!(page("").await["result"], json!([bob]));

    let told = told(home, "blacklist").await;
    let actions: Vec<_> = told.iter().map(|(action, ..)| action.as_str()).collect();
    let (bar, let_go) = ("CreateBookingBlacklist", "DeleteBookingBlacklist");
    assert_eq!(actions, [bar, bar, bar, let_go, let_go]);
    assert_eq!(told[2].1, Some(json!({})));
    assert_eq!(told[2].2, Some(json!({ "endTime": 9, "memo": "no show 🛶" })));
}

async fn the_administrators_of_a_group_are_named(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let writer = Writer::on(&server).await;
    let sees = async |person: &str| server.reads(&writer.token, "closed11", person).await.0;
    assert_eq!((sees("hal").await, sees("ann").await), (200, 400));
    let admins = json!({ "unionId": "boss", "adminUnionIds": ["bob", "ann", "bob"] });
    writer.done("PUT", "groupAdmin/11", &admins).await;
    writer.done("PUT", "groupAdmin/11", &admins).await;
    let named = writer.call("GET", "groupAdmin/11?unionId=ann").await.json();
    let named = named["result"]["groupAdmins"].clone();
    assert_eq!(
        named,
        json!([{ "memberId": "bob", "memberName": "Bob" }, { "memberId": "ann", "memberName": "Ann" }])
    );
    // At once, also of what was held in memory.
    assert_eq!((sees("hal").await, sees("ann").await, sees("gil").await), (400, 200, 200));
    let nobody = json!({ "unionId": "boss", "adminUnionIds": [] });
    writer.done("PUT", "groupAdmin/11", &nobody).await;
    assert_eq!((sees("ann").await, sees("gil").await), (400, 200));
    let told = told(home, "group").await;
    assert_eq!(told.len(), 2);
    assert_eq!(told[0].1, Some(json!({ "adminUnionIds": ["hal"] })));
    assert_eq!(told[0].2, Some(json!({ "adminUnionIds": ["bob", "ann"] })));
}

#[rustfmt::skip] // a table
async fn every_refusal_leaves_everything_as_it_was(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let writer = Writer::on(&server).await;
    let store = home.store().await;
    let before = store.organisation(&CorpId::new("corp")).await.unwrap();
    let many = |count: usize| (0..count).map(|at| format!("u{at}")).collect::<Vec<_>>();

    let to = |target: &str| format!("{SUPER}/{target}");
    let super_users = json!({ "unionId": "boss", "roomId": "open", "userIdWhiteList": ["u1"] });
    let ban = json!({ "unionId": "boss", "blacklistUnionId": "ann", "startTime": 7 });
    let unbar = json!({ "unionId": "boss", "blacklistUnionIds": ["ann"] });
    let admins = json!({ "unionId": "boss", "adminUnionIds": ["ann"] });
    let latest = "milliseconds from 0 to 253402300799999";
    for (method, target, base, more, code, message) in [
        ("POST", to("set"), &super_users, json!({ "unionId": "" }), "param.error", "Error:unionId is missing"),
        ("POST", to("set"), &super_users, json!({ "roomId": null }), "param.error", "Error:roomId is missing"),
        ("POST", to("set"), &super_users, json!({ "userIdWhiteList": null }), "param.error",
         "Error:userIdWhiteList and deptIdWhiteList are missing"),
        ("POST", to("set"), &super_users, json!({ "userIdWhiteList": many(1001) }), "param.error",
         "Error:userIdWhiteList must be 1000 at most"),
        ("POST", to("set"), &super_users, json!({ "deptIdWhiteList": ["1", "one"] }), "param.error",
         "Error:deptIdWhiteList[1] must be a whole number"),
        ("POST", to("set"), &super_users, json!({ "userIdWhiteList": ["u1", "u9"] }), "user.not.org", "User Not In Org"),
        ("POST", to("set"), &super_users, json!({ "userIdWhiteList": ["ann"] }), "user.not.org", "User Not In Org"),
        ("POST", to("set"), &super_users, json!({ "deptIdWhiteList": [1, 99] }), "param.error",
         "Error:deptIdWhiteList: there is no department 99"),
        ("POST", to("set"), &super_users, json!({ "roomId": "nothing" }), "room.not.found", "Room Not Found"),
        ("POST", to("set"), &super_users, json!({ "unionId": "ann" }), "user.not.admin", "User Not Admin"),
        ("POST", to("set"), &super_users, json!({ "unionId": "ann", "roomId": "nothing" }), "user.not.admin", "User Not Admin"),
        ("POST", to("set"), &super_users, json!({ "unionId": "gil" }), "user.not.admin", "User Not Admin"),
        ("POST", to("set"), &super_users, json!({ "unionId": "nobody" }), "user.not.admin", "User Not Admin"),
        ("POST", BLACKLIST.to_owned(), &ban, json!({ "unionId": null }), "param.error", "Error:unionId is missing"),
        ("POST", BLACKLIST.to_owned(), &ban, json!({ "blacklistUnionId": "" }), "param.error", "Error:blacklistUnionId is missing"),
        ("POST", BLACKLIST.to_owned(), &ban, json!({ "startTime": null }), "param.error", "Error:startTime is missing"),
        ("POST", BLACKLIST.to_owned(), &ban, json!({ "startTime": -1 }), "param.error", &*format!("Error:startTime must be {latest}")),
        ("POST", BLACKLIST.to_owned(), &ban, json!({ "endTime": 253_402_300_800_000_i64 }), "param.error", &format!("Error:endTime must be {latest}")),
        ("POST", BLACKLIST.to_owned(), &ban, json!({ "endTime": 7 }), "param.error", "Error:endTime must be after startTime"),
        ("POST", BLACKLIST.to_owned(), &ban, json!({ "startTime": 1.5 }), "param.error",
         "Error:startTime must be a whole number"),
        ("POST", BLACKLIST.to_owned(), &ban, json!({ "memo": "x".repeat(2001) }), "param.error", "Error:memo must be 2000 characters at most"),
        ("POST", BLACKLIST.to_owned(), &ban, json!({ "memo": "a\u{202e}b" }), "param.error", "Error:memo must have no control characters"),
        ("POST", BLACKLIST.to_owned(), &ban, json!({ "blacklistUnionId": "nobody" }), "user.not.org", "User Not In Org"),
        ("POST", BLACKLIST.to_owned(), &ban, json!({ "unionId": "gil" }), "user.not.admin", "User Not Admin"),
        ("POST", BLACKLIST.to_owned(), &ban, json!({ "unionId": "nobody" }), "user.not.admin", "User Not Admin"),
        ("POST", format!("{BLACKLIST}/remove"), &unbar, json!({ "unionId": null }), "param.error", "Error:unionId is missing"),
        ("POST", format!("{BLACKLIST}/remove"), &unbar, json!({ "blacklistUnionIds": null }), "param.error", "Error:blacklistUnionIds is missing"),
        ("POST", format!("{BLACKLIST}/remove"), &unbar, json!({ "blacklistUnionIds": [] }), "param.error", "Error:blacklistUnionIds is missing"),
        ("POST", format!("{BLACKLIST}/remove"), &unbar, json!({ "blacklistUnionIds": many(101) }), "user.over.limit", "User Over Limit"),
        ("POST", format!("{BLACKLIST}/remove"), &unbar, json!({ "blacklistUnionIds": ["nobody"] }), "user.not.org", "User Not In Org"),
        ("POST", format!("{BLACKLIST}/remove"), &unbar, json!({ "unionId": "ann" }), "user.not.admin", "User Not Admin"),
        ("PUT", "groupAdmin/10".to_owned(), &admins, json!({ "unionId": null }), "param.error", "Error:unionId is missing"),
        ("PUT", "groupAdmin/10".to_owned(), &admins, json!({ "adminUnionIds": null }), "param.error", "Error:adminUnionIds is missing"),
        ("PUT", "groupAdmin/10".to_owned(), &admins, json!({ "adminUnionIds": many(101) }), "param.error", "Error:adminUnionIds must be 100 at most"),
        ("PUT", "groupAdmin/ten".to_owned(), &admins, json!({}), "param.error", "Error:groupId is not a number: \"ten\""),
        ("PUT", "groupAdmin/+10".to_owned(), &admins, json!({}), "param.error", "Error:groupId is not a number: \"+10\""),
        ("PUT", "groupAdmin/-10".to_owned(), &admins, json!({}), "param.error", "Error:groupId is not a number: \"-10\""),
        ("PUT", "groupAdmin/99999999999999999999".to_owned(), &admins, json!({}), "param.error", "Error:groupId is out of range: \"99999999999999999999\""),
        ("PUT", "groupAdmin/10".to_owned(), &admins, json!({ "adminUnionIds": ["ann", "nobody"] }), "user.not.org", "User Not In Org"),
        ("PUT", "groupAdmin/99".to_owned(), &admins, json!({}), "group.not.found", "Group Not Found"),
        ("PUT", "groupAdmin/10".to_owned(), &admins, json!({ "unionId": "gil" }), "user.not.admin", "User Not Admin"),
    ] {
        let reply = writer.send(method, &target, &with(base.clone(), more.clone())).await;
        assert_eq!((reply.status, reply.text("code").as_str()), (400, code), "{target} {more}");
        assert_eq!(reply.text("message"), message, "{target} {more}");
    }
    for (method, target, code) in [
        ("POST", to("remove?unionId=boss"), "param.error"),
        ("POST", to("remove?roomId=open"), "param.error"),
        ("POST", to("remove?unionId=boss&roomId=nothing"), "room.not.found"),
        ("POST", to("remove?unionId=ann&roomId=open"), "user.not.admin"),
        ("POST", to("remove?unionId=ann&roomId=nothing"), "user.not.admin"),
        ("GET", to("query?roomId=open"), "param.error"),
        ("GET", to("query?unionId=boss"), "param.error"),
        ("GET", to("query?unionId=boss&roomId=nothing"), "room.not.found"),
        ("GET", to("query?unionId=ann&roomId=open"), "user.not.admin"),
        ("GET", to("query?unionId=ann&roomId=nothing"), "user.not.admin"),
        ("GET", to("query?unionId=gil&roomId=open"), "user.not.admin"),
        ("GET", to("query?unionId=nobody&roomId=open"), "user.not.employee"),
        ("GET", BLACKLIST.to_owned(), "param.error"),
        ("GET", format!("{BLACKLIST}?unionId=boss&maxResults=101"), "param.error"),
        ("GET", format!("{BLACKLIST}?unionId=boss&maxResults=0"), "param.error"),
        ("GET", format!("{BLACKLIST}?unionId=ann"), "user.not.admin"),
        ("GET", format!("{BLACKLIST}?unionId=nobody"), "user.not.employee"),
    ] {
        let outcome = writer.call(method, &target).await.outcome();
        assert_eq!(outcome, (400, code.to_owned()), "{method} {target}");
    }
    assert_eq!(store.organisation(&CorpId::new("corp")).await.unwrap(), before);
    store.close().await;
}
