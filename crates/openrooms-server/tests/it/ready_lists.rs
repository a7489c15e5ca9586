//! Lists from memory: they are what the database says, at once here and within a second elsewhere.

use std::cell::Cell;
use std::io::Read as _;
use std::time::Duration;

use flate2::read::GzDecoder;
use openrooms_core::id::{CorpId, UnionId};
use openrooms_server::server::Options;
use openrooms_store::Store;
use serde_json::{Value, json};
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection as _};

use crate::fixture::{Database, Home, Server, eventually, run};
use crate::request;
use crate::sample::{self, READ, WRITE, app, corp, document, room, with};

on_both!(
    a_list_that_is_asked_for_again_comes_from_memory_and_is_mended,
    pages_from_memory_are_those_of_the_database,
    no_page_is_older_than_one_that_the_database_answered_before,
    a_large_page_is_the_same_compressed,
);

/// Until a list is ready, or what changed elsewhere is seen.
const SOON: Duration = Duration::from_secs(10);
const SECOND: Duration = Duration::from_millis(1500);
const PEOPLE: [&str; 5] = ["boss", "ann", "bob", "gil", "hal"];

/// Changes the name of the room `open` past the store, so that no feed tells of it.
async fn rename_unheard(home: &Home, name: &str) {
    home.execute(&format!("UPDATE rooms SET name = '{name}' WHERE room_id = 'open'")).await;
}

async fn list(server: &Server, token: &str, person: &str, more: &str) -> Value {
    let reply = server.call(request::rooms(token, person, more)).await;
    assert_eq!(reply.status, 200, "{:?}", reply.json());
    reply.json()
}

fn fields<'a>(page: &'a Value, field: &str) -> Vec<&'a str> {
    let rooms = page["result"].as_array().unwrap();
    rooms.iter().map(|room| room[field].as_str().unwrap()).collect()
}

/// Asks until the list comes from memory. Gives the name that memory has of the room `open`.
async fn until_ready(home: &Home, server: &Server, token: &str) -> String {
    let (round, name) = (Cell::new(0), Cell::default());
    let is_from_memory = async || {
        round.set(round.get() + 1);
        let now = format!("unheard {}", round.get());
        rename_unheard(home, &now).await;
        let page = list(server, token, "boss", "").await;
        let held = fields(&page, "roomName")[0].to_owned();
        let is_old = held != now;
        name.set(held);
        is_old
    };
    eventually(SOON, &true, is_from_memory).await;
    name.take()
}

async fn a_list_that_is_asked_for_again_comes_from_memory_and_is_mended(home: &Home) {
    let mut all = sample::usual();
    all["organisations"][0]["roomRights"] =
        json!([{ "roomId": "closed", "adminUnionIds": ["ann"] }]);
    home.import(all).await;
    let server = home.serve().await;
    let token = server.token("app", "secret").await;
    let before: Vec<_> = shown_to_all(&server, &token).await;
    let held = until_ready(home, &server, &token).await;
    assert_eq!(shown_to_all(&server, &token).await, before);
    // What another process changes is seen within the second; the rest is still what memory held.
    let mut changed = corp();
    changed["rooms"][1]["roomName"] = json!("renamed");
    changed["rooms"][0] = json!({ "roomId": "new", "roomName": "new", "roomStatus": 0 });
    home.import(document(&[changed], &[])).await;
    let seen = async || {
        let page = list(&server, &token, "boss", "").await;
        (page["result"][1]["roomName"].clone(), page["result"][6]["roomName"].clone())
    };
    eventually(SECOND, &(json!("renamed"), json!("new")), seen).await;
    let name = async || {
        let page = list(&server, &token, "boss", "").await;
        fields(&page, "roomName")[0].to_owned()
    };
    eventually(SOON, &held, name).await;
    let page = list(&server, &token, "boss", "").await;
    let names = [held.as_str(), "renamed", "closed11", "of-bob", "of-2", "of-all10", "new"];
    assert_eq!(fields(&page, "roomName"), names);
    server.stop().await;
}

/// Somebody of whom memory knows nothing yet is answered by the database, ahead of the feed.
async fn no_page_is_older_than_one_that_the_database_answered_before(home: &Home) {
    let mut corp = corp();
    let newcomer =
        |at| json!({ "unionId": format!("new-{at}"), "userId": format!("new-{at}"), "name": "n" });
    let users = corp["users"].as_array_mut().unwrap();
    users.extend((0..20).map(newcomer));
    home.import(document(&[corp.clone()], &[])).await;
    let server = home.serve().await;
    let token = server.token("app", "secret").await;
    let first = async |person: &str| {
        let page = list(&server, &token, person, "").await;
        fields(&page, "roomName")[0].to_owned()
    };
    for round in 0..20 {
        let name = format!("name {round}");
        corp["rooms"][0]["roomName"] = json!(name);
        home.import(document(&[corp.clone()], &[])).await;
        let seen = first(&format!("new-{round}")).await;
        if seen == name {
            assert_eq!(first("boss").await, name, "{round}: an older page after a newer one");
        }
        // From memory again.
        let boss = async || first("boss").await;
        eventually(SOON, &name, boss).await;
        until_ready_unchanged(&server, &token).await;
    }
    server.stop().await;
}

/// From the database and from memory, for those alone who take it as browsers do.
async fn a_large_page_is_the_same_compressed(home: &Home) {
    let mut all = sample::usual();
    let rooms = all["organisations"][0]["rooms"].as_array_mut().unwrap();
    rooms.extend((0..90).map(|at| room(&format!("one-of-many-rooms-that-are-much-alike-{at}"), 0)));
    home.import(all).await;
    let server = home.serve().await;
    let token = server.token("app", "secret").await;
    let plain = request::rooms(&token, "boss", "&maxResults=100");
    let takes = plain.replace("host: x\r\n", "host: x\r\naccept-encoding: gzip, br\r\n");
    let same = async || {
        let plain = server.call(&plain).await;
        let small = server.connect().await.call(&takes).await;
        assert_eq!(plain.header("content-encoding"), None);
        assert_eq!(small.header("content-encoding"), Some("gzip"));
        let mut whole = Vec::new();
        GzDecoder::new(&*small.body).read_to_end(&mut whole).unwrap();
        assert_eq!(whole, plain.body);
        assert!(small.body.len() * 8 < whole.len(), "{}", small.body.len());
    };
    same().await;
    until_ready(home, &server, &token).await;
    same().await;
    // What is small is not worth it.
    let few = takes.replace("maxResults=100", "maxResults=5");
    assert_eq!(server.call(few).await.header("content-encoding"), None);
    server.stop().await;
}

/// Asks often enough for the list to be ready.
async fn until_ready_unchanged(server: &Server, token: &str) {
    for _ in 0..5 {
        list(server, token, "boss", "").await;
    }
}

/// What each of the people is shown.
async fn shown_to_all(server: &Server, token: &str) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for person in PEOPLE {
        let page = list(server, token, person, "&maxResults=100").await;
        all.push(fields(&page, "roomId").into_iter().map(str::to_owned).collect());
    }
    all
}

/// An organisation whose app may write.
fn writable() -> Value {
    let apps = json!([with(app("app"), json!({ "scopes": [READ, WRITE] }))]);
    let mut corp = with(corp(), json!({ "apps": apps }));
    let rooms = corp["rooms"].as_array_mut().unwrap();
    rooms.extend((0..30).map(|at| room(&format!("room-{at}"), i32::from(at % 3 == 0))));
    corp["roomRights"] = json!([
        { "roomId": "closed", "adminUnionIds": ["ann"] },
        { "roomId": "room-9", "adminUnionIds": ["bob", "ann"] },
        { "roomId": "room-10", "adminUnionIds": ["bob"] },
        { "roomId": "gone", "adminUnionIds": ["bob"] },
    ]);
    document(&[corp], &[])
}

/// What the database says of a page: ids, and where the next begins.
async fn in_database(store: &Store, person: &str, after: i64, most: usize) -> Value {
    let (corp, limit) = (CorpId::new("corp"), i64::try_from(most).unwrap() + 1);
    let groups = store.group_tree(&corp).await.unwrap();
    let rooms = if person == "boss" {
        store.rooms_after(&corp, &groups, after, limit).await.unwrap().rooms
    } else {
        let person = UnionId::new(person);
        store.rooms_seen_after(&corp, &groups, &person, after, limit).await.unwrap().rooms
    };
    let ids: Vec<_> = rooms.iter().take(most).map(|room| room.view.room.id.as_str()).collect();
    let next = (rooms.len() > most).then(|| rooms[most - 1].ordinal);
    json!({ "ids": ids, "next": next })
}

async fn pages_from_memory_are_those_of_the_database(home: &Home) {
    home.import(writable()).await;
    let server = home.serve().await;
    let store = home.store().await;
    let token = server.token("app", "secret").await;
    let mut state = 5_u64;
    let mut dice = move |sides: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) % sides
    };
    for round in 0..25 {
        let ids = fields(&list(&server, &token, "boss", "&maxResults=100").await, "roomId")
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>();
        let some_room = &ids[usize::try_from(dice(ids.len() as u64)).unwrap()];
        let members = match dice(3) {
            0 => json!([{ "memberId": "bob", "memberType": "user" }]),
            1 => json!([{ "memberId": "2", "memberType": "dept" }]),
            _ => json!([{ "memberId": "gil", "memberType": "user" },
                        { "memberId": "1", "memberType": "dept" }]),
        };
        let group = [0, 10, 11][usize::try_from(dice(3)).unwrap()];
        let fields = json!({
            "unionId": "boss", "roomStatus": dice(3), "groupId": group,
            "reservationAuthority": { "authorizedMembers": members },
        });
        let (method, path, body) = match dice(4) {
            0 => {
                let target = format!("/v1.0/rooms/meetingRooms/{some_room}?unionId=boss");
                ("DELETE", target, Value::Null)
            }
            1 => {
                let body =
                    with(fields, json!({ "roomName": format!("new {round}") , "isvRoomId": "x"}));
                ("POST", "/v1.0/rooms/meetingrooms".to_owned(), body)
            }
            _ => {
                let body = with(fields, json!({ "roomId": some_room }));
                ("PUT", "/v1.0/rooms/meetingRooms".to_owned(), body)
            }
        };
        let request = match &body {
            Value::Null => request::without_body(method, &path, &token),
            body => request::with_body(method, &path, &token, &body.to_string()),
        };
        let reply = server.call(request).await;
        assert_eq!(reply.status, 200, "{method} {body}: {}", reply.json());
        // At once, and then again and again, while the list is mended meanwhile.
        for person in PEOPLE.iter().cycle().take(15) {
            let (most, after) = (usize::try_from(1 + dice(9)).unwrap(), dice(30).cast_signed());
            let more = format!("&maxResults={most}&nextToken={after}");
            let page = list(&server, &token, person, &more).await;
            let found = json!({
                "ids": self::fields(&page, "roomId"), "next": page.get("nextToken"),
            });
            let wanted = in_database(&store, person, after, most).await;
            assert_eq!(found, wanted, "{round}: {person} {more}");
            assert_eq!(page["hasMore"], json!(page.get("nextToken").is_some()));
        }
    }
    until_ready(home, &server, &token).await;
    store.close().await;
    server.stop().await;
}

#[tokio::test]
async fn where_lists_may_take_no_memory_every_page_is_from_the_database() {
    for list_memory in [0, 100] {
        let home = Home::with(sample::usual()).await;
        let options = Options { list_memory, ..home.server_options().await };
        let server = Server::start(options).await;
        let token = server.token("app", "secret").await;
        for round in 0..20 {
            let name = format!("unheard {round}");
            rename_unheard(&home, &name).await;
            let page = list(&server, &token, "boss", "").await;
            assert_eq!(fields(&page, "roomName")[0], name, "with {list_memory} bytes");
        }
        server.stop().await;
    }
}

#[test]
fn while_only_the_feed_is_late_the_database_is_asked_for_lists() {
    run(Database::Postgres, async |home| {
        home.import(sample::usual()).await;
        let server = home.serve().await;
        let token = server.token("app", "secret").await;
        until_ready(home, &server, &token).await;
        let name = async || {
            let page = list(&server, &token, "boss", "").await;
            fields(&page, "roomName")[0].to_owned()
        };
        // Whoever reads the feed waits for this.
        let (postgres, database) = home.postgres();
        let mut lock =
            PgConnection::connect_with(&postgres.clone().database(database)).await.unwrap();
        let sql = "BEGIN; LOCK TABLE feed IN ACCESS EXCLUSIVE MODE";
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut lock).await.unwrap();
        rename_unheard(home, "late").await;
        eventually(SECOND, &"late".to_owned(), name).await;
        rename_unheard(home, "again").await;
        assert_eq!(name().await, "again", "every answer comes from the database");
        lock.close().await.unwrap();
        drop(server);
    });
}
