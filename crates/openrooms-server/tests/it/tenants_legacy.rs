//! Tenants apart on the legacy API: for every topapi call that is served, with another
//! organisation's token and without the scope, nothing is read, nothing is written, and nobody
//! learns what there is.
//!
//! A call needs a line in [`samples`]: without one the first test here fails.

use std::collections::BTreeSet;

use openrooms_core::id::CorpId;
use openrooms_core::organisation::Organisation;
use openrooms_protocol::Scope;
use openrooms_protocol::catalogue::{Module, find, rows};
use openrooms_store::AuditFilter;
use serde_json::{Value, json};

use crate::fixture::Home;
use crate::request;
use crate::sample::document;
use crate::wire::Reply;

/// The things that a call names.
#[derive(Debug, Clone, Copy)]
struct Things {
    user: &'static str,
    union: &'static str,
    /// Nobody is in it.
    dept: i64,
}

const OURS: Things = Things { user: "our-user", union: "our-union", dept: 101 };
const THEIRS: Things = Things { user: "their-user", union: "their-union", dept: 201 };
/// Nobody has these.
const NOBODYS: Things = Things { user: "no-user", union: "no-union", dept: 301 };

/// A body for each call, of these things.
fn samples(things: Things) -> Vec<(&'static str, Value)> {
    let Things { user, union, dept } = things;
    vec![
        ("topapi.v2.user.get", json!({ "userid": user })),
        ("topapi.user.getbyunionid", json!({ "unionid": union })),
        ("topapi.v2.user.getbyunionid", json!({ "unionid": union })),
        ("topapi.v2.user.list", json!({ "dept_id": dept, "cursor": 0, "size": 10 })),
        ("topapi.user.listadmin", json!({})),
        ("topapi.v2.department.listsub", json!({ "dept_id": dept })),
        ("topapi.v2.department.listsubid", json!({ "dept_id": dept })),
        ("topapi.v2.department.get", json!({ "dept_id": dept })),
        (
            "topapi.v2.user.create",
            json!({ "name": "New", "mobile": "110", "dept_id_list": [dept] }),
        ),
        (
            "topapi.v2.user.batchcreate",
            json!({ "user_list": [{ "name": "New", "mobile": "110", "dept_id_list": [dept] }] }),
        ),
        ("topapi.v2.user.update", json!({ "userid": user, "name": "New" })),
        ("topapi.v2.user.delete", json!({ "userid": user })),
        ("topapi.v2.user.setadmin", json!({ "userid": user, "admin": false })),
        ("topapi.v2.department.create", json!({ "name": "New", "parent_id": dept })),
        (
            "topapi.v2.department.batchcreate",
            json!({ "dept_list": [{ "name": "New", "parent_id": dept }] }),
        ),
        ("topapi.v2.department.update", json!({ "dept_id": dept, "name": "New" })),
        ("topapi.v2.department.delete", json!({ "dept_id": dept })),
    ]
}

/// An organisation of one person, who administers it, another, and one department below the root.
fn organisation(corp: &str, things: Things) -> Value {
    let all: Vec<_> = Scope::ALL.into_iter().map(Scope::name).collect();
    let app = |key: String, scopes: Value| json!({ "appKey": key, "appSecret": "secret", "scopes": scopes });
    json!({
        "corpId": corp, "corpName": corp,
        "departments": [
            { "deptId": 1, "name": "all", "parentId": 0 },
            { "deptId": things.dept, "name": "below", "parentId": 1 },
        ],
        "users": [
            { "userId": things.user, "unionId": things.union, "name": "One", "admin": true,
                "deptIds": [1] },
            { "userId": "ann", "unionId": "ann", "name": "Ann" },
        ],
        "apps": [
            app(format!("{corp}-app"), json!(all)),
            app(format!("{corp}-scopeless"), json!(["qyapi_base"])),
        ],
    })
}

fn both() -> Value {
    document(&[organisation("our", OURS), organisation("their", THEIRS)], &[])
}

/// All that there is, and how many changes the record has beside tokens.
async fn everything(home: &Home) -> (Vec<Organisation>, usize) {
    let store = home.store().await;
    let mut all = Vec::new();
    for corp in ["our", "their"] {
        all.push(store.organisation(&CorpId::new(corp)).await.unwrap().unwrap());
    }
    let entries = store.audit_newest(&AuditFilter::default(), 10_000).await.unwrap();
    store.close().await;
    (all, entries.iter().filter(|entry| entry.kind != "token").count())
}

/// What a reply says, but for its id.
fn said(reply: &Reply) -> Value {
    let mut body = reply.json();
    assert_eq!(reply.status, 200, "{body}");
    let id = body.as_object_mut().unwrap().remove("request_id");
    let id = id.as_ref().and_then(Value::as_str).unwrap();
    let is_base_36 = |c: char| c.is_ascii_digit() || c.is_ascii_lowercase();
    assert!((11..=13).contains(&id.len()) && id.chars().all(is_base_36), "{id}");
    body
}

#[test]
fn every_topapi_call_has_a_sample() {
    let needed = rows().filter(|row| row.is_served() && row.scope.is_some());
    let needed: BTreeSet<_> =
        needed.filter(|row| row.module == Module::Legacy).map(|row| row.action).collect();
    let sampled: BTreeSet<_> = samples(OURS).into_iter().map(|(action, _)| action).collect();
    assert_eq!(sampled, needed);
}

#[tokio::test]
async fn a_sample_is_served_to_whom_it_belongs() {
    for (action, body) in samples(OURS) {
        let home = Home::with(both()).await;
        let server = home.serve().await;
        let token = server.token("our-app", "secret").await;
        let reply = said(&server.call(request::topapi(action, &token, &body)).await);
        assert_eq!(reply["errcode"], 0, "{action}: {reply}");
        server.stop().await;
    }
}

#[tokio::test]
async fn another_organisations_token_finds_nothing_and_changes_nothing() {
    let home = Home::with(both()).await;
    let server = home.serve().await;
    let token = server.token("their-app", "secret").await;
    let before = everything(&home).await;
    for ((action, ours), (_, nobodys)) in samples(OURS).into_iter().zip(samples(NOBODYS)) {
        let ours = said(&server.call(request::topapi(action, &token, &ours)).await);
        let nobodys = said(&server.call(request::topapi(action, &token, &nobodys)).await);
        assert_eq!(ours, nobodys, "{action} tells what there is");
        let text = ours.to_string();
        assert!(!text.contains("our-"), "{action}: {text}");
        assert!(ours["errcode"] != 0 || text.contains("their-user"), "{action}: {text}");
    }
    assert_eq!(everything(&home).await, before);
}

#[tokio::test]
async fn without_the_scope_nothing_is_read_or_written() {
    let home = Home::with(both()).await;
    let server = home.serve().await;
    let token = server.token("our-scopeless", "secret").await;
    let before = everything(&home).await;
    for things in [OURS, NOBODYS] {
        for (action, body) in samples(things) {
            let reply = said(&server.call(request::topapi(action, &token, &body)).await);
            let scope = find(action).unwrap().scope.unwrap().name();
            let missing = format!("应用尚未开通所需的权限：[{scope}]");
            let wanted = json!({
                "errcode": 88, "sub_code": "60011", "sub_msg": missing,
                "errmsg": format!("ding talk error[subcode=60011,submsg={missing}]"),
            });
            assert_eq!(reply, wanted, "{action}");
        }
    }
    assert_eq!(everything(&home).await, before);
}

#[tokio::test]
async fn the_console_does_it_for_administrators_alone() {
    for (action, body) in samples(OURS) {
        let home = Home::with(both()).await;
        let server = home.serve().await;
        let ann = home.console_token(&server, "our", "ann").await;
        let before = everything(&home).await;
        for (action, nobodys) in samples(NOBODYS).into_iter().filter(|one| one.0 == action) {
            for body in [&body, &nobodys] {
                let refused = said(&server.call(request::topapi(action, &ann, body)).await);
                let told = (&refused["errcode"], &refused["sub_code"]);
                assert_eq!(told, (&json!(88), &json!("60011")), "{action}: {refused}");
            }
        }
        assert_eq!(everything(&home).await, before);
        let administrator = home.console_token(&server, "our", OURS.union).await;
        let reply = said(&server.call(request::topapi(action, &administrator, &body)).await);
        assert_eq!(reply["errcode"], 0, "{action}: {reply}");
        // Whoever did it is in the record.
        let store = home.store().await;
        let entries = store.audit_newest(&AuditFilter::default(), 10_000).await.unwrap();
        store.close().await;
        for entry in entries.iter().filter(|entry| entry.action == action) {
            assert_eq!((&entry.operator, &entry.client), (&Some(OURS.union.to_owned()), &None));
        }
        server.stop().await;
    }
}

#[tokio::test]
async fn no_token_and_a_wrong_one_come_first() {
    let home = Home::with(both()).await;
    let server = home.serve().await;
    let before = everything(&home).await;
    for (action, body) in samples(OURS) {
        for (token, code) in [("", "40000"), ("0123456789abcdef0123456789abcdef", "40014")] {
            let reply = said(&server.call(request::topapi(action, token, &body)).await);
            assert_eq!((&reply["errcode"], &reply["sub_code"]), (&json!(88), &json!(code)));
        }
    }
    assert_eq!(everything(&home).await, before);
}
