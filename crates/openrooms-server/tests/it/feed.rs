//! What changes elsewhere is seen here within a second.

use std::time::Duration;

use openrooms_core::id::{ClientKey, CorpId};
use serde_json::{Value, json};

use crate::fixture::{BY, Database, Home, Server, eventually, execute};
use crate::sample::{self, app, corp, document, suite, with};

/// A second, and what the last question takes.
const SECOND: Duration = Duration::from_millis(1500);

on_both![
    an_import_is_seen,
    apps_and_secrets_are_seen,
    suites_are_seen,
    a_change_is_seen_by_every_server,
    connections_that_are_cut_come_again,
];

async fn served(home: &Home) -> (Server, String) {
    home.import(sample::usual()).await;
    let server = home.serve().await;
    let token = server.token("app", "secret").await;
    assert_eq!(server.reads(&token, "open", "ann").await.0, 200);
    (server, token)
}

/// The read says this within the second.
async fn becomes(server: &Server, token: &str, (room, operator): (&str, &str), code: &str) {
    let ask = async || server.reads(token, room, operator).await.1;
    eventually(SECOND, &code.to_owned(), ask).await;
}

/// The corporation with a list of its own.
fn changed(field: &str, change: impl FnOnce(&mut Vec<Value>)) -> Value {
    let mut corp = corp();
    change(corp[field].as_array_mut().unwrap());
    document(&[corp], &[suite("suite", &["corp"])])
}

async fn an_import_is_seen(home: &Home) {
    let (server, token) = served(home).await;
    let name =
        async || server.room(&token, "open", "ann").await.json()["result"]["roomName"].clone();
    home.import(changed("rooms", |rooms| rooms[0]["roomName"] = json!("renamed"))).await;
    eventually(SECOND, &json!("renamed"), name).await;

    home.import(changed("rooms", |rooms| rooms[0]["roomStatus"] = json!(1))).await;
    becomes(&server, &token, ("open", "ann"), "room.not.found").await;

    home.import(changed("users", |users| users[1]["admin"] = json!(true))).await;
    becomes(&server, &token, ("closed", "ann"), "ok").await;

    assert_eq!(server.reads(&token, "new", "ann").await.1, "room.not.found");
    home.import(changed("rooms", |rooms| rooms.push(sample::room("new", 0)))).await;
    becomes(&server, &token, ("new", "ann"), "ok").await;

    home.replace(changed("rooms", |rooms| _ = rooms.remove(0))).await;
    becomes(&server, &token, ("open", "boss"), "room.not.found").await;

    home.replace(changed("users", |users| _ = users.remove(1))).await;
    becomes(&server, &token, ("of-2", "ann"), "user.not.employee").await;

    // A department that moves takes its people with it.
    assert_eq!(server.reads(&token, "of-2", "bob").await.1, "room.not.found");
    home.import(changed("departments", |departments| departments[3]["parentId"] = json!(2))).await;
    becomes(&server, &token, ("of-2", "bob"), "ok").await;
}

async fn apps_and_secrets_are_seen(home: &Home) {
    let (server, token) = served(home).await;
    let (store, key, now) = (home.store().await, ClientKey::new("app"), home.clock.now());
    let scopeless = "Forbidden.AccessDenied.AccessTokenPermissionDenied";
    store.change_scopes(&key, Vec::clear, &BY, now).await.unwrap().unwrap();
    becomes(&server, &token, ("open", "ann"), scopeless).await;
    store.change_scopes(&key, |scopes| scopes.push(sample::READ.into()), &BY, now).await.unwrap();
    becomes(&server, &token, ("open", "ann"), "ok").await;

    let elsewhere = with(app("app"), json!({ "ipAllowList": ["192.0.2.1"] }));
    home.import(changed("apps", |apps| apps[0] = elsewhere)).await;
    becomes(&server, &token, ("open", "ann"), "Forbidden.AccessDenied.IpNotInWhiteList").await;
    home.import(changed("apps", |_| ())).await;
    becomes(&server, &token, ("open", "ann"), "ok").await;

    store.rotate_secret(&key, 0, None, &BY, now).await.unwrap().unwrap();
    becomes(&server, &token, ("open", "ann"), "InvalidAuthentication").await;
    home.import(changed("apps", |_| ())).await; // its old secret again
    let token = server.token("app", "secret").await;
    assert_eq!(server.reads(&token, "open", "ann").await.1, "ok");
    assert!(store.revoke_client(&key, &BY, now).await.unwrap());
    becomes(&server, &token, ("open", "ann"), "InvalidAuthentication").await;
    store.close().await;
}

async fn suites_are_seen(home: &Home) {
    let (server, _) = served(home).await;
    let token = server.corp_token("suite", "secret", "corp").await;
    let (store, now) = (home.store().await, home.clock.now());
    let (key, corp) = (ClientKey::new("suite"), CorpId::new("corp"));
    assert_eq!(server.reads(&token, "open", "ann").await.1, "ok");
    assert!(store.withdraw_suite(&key, &corp, &BY, now).await.unwrap());
    becomes(&server, &token, ("open", "ann"), "org.not.found").await;
    assert!(store.authorise_suite(&key, &corp, &BY, now).await.unwrap());
    becomes(&server, &token, ("open", "ann"), "ok").await;
    home.replace(document(&[sample::corp()], &[])).await;
    becomes(&server, &token, ("open", "ann"), "InvalidAuthentication").await;
    store.close().await;
}

async fn a_change_is_seen_by_every_server(home: &Home) {
    let (one, token) = served(home).await;
    let two = home.serve().await;
    assert_eq!(two.reads(&token, "open", "ann").await.1, "ok");
    let store = home.store().await;
    store.revoke_client(&ClientKey::new("app"), &BY, home.clock.now()).await.unwrap();
    for server in [&one, &two] {
        becomes(server, &token, ("open", "ann"), "InvalidAuthentication").await;
    }
    store.close().await;
}

async fn connections_that_are_cut_come_again(home: &Home) {
    let (server, token) = served(home).await;
    for name in ["first", "second", "third"] {
        home.cut_connections().await;
        home.import(changed("rooms", |rooms| rooms[0]["roomName"] = json!(name))).await;
        let ask = async || {
            let reply = server.room(&token, "open", "ann").await;
            assert_eq!(reply.status, 200, "{:?}", reply.json());
            reply.json()["result"]["roomName"].clone()
        };
        eventually(SECOND, &json!(name), ask).await;
    }
}

impl Home {
    /// Ends every connection to the database; the embedded one has none to be cut.
    async fn cut_connections(&self) {
        if self.database() == Database::Postgres {
            let (server, name) = self.postgres();
            let sql = format!(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
            );
            execute(server, &sql).await;
        }
    }
}
