//! `QueryMeetingRoomList`: pages.

use openrooms_core::id::CorpId;
use serde_json::{Value, json};

use crate::fixture::{Home, Server};
use crate::request;
use crate::sample::{app, document, plain, room, with};

async fn page(server: &Server, token: &str, more: &str) -> Value {
    let reply = server.call(request::rooms(token, "ann", more)).await;
    assert_eq!(reply.status, 200, "{:?}", reply.json());
    reply.json()
}

fn ids(page: &Value) -> Vec<String> {
    let rooms = page["result"].as_array().unwrap();
    rooms.iter().map(|room| room["roomId"].as_str().unwrap().to_owned()).collect()
}

/// What to ask for after this page; `None` where it is the last.
fn next(page: &Value) -> Option<i64> {
    let next = page.get("nextToken").map(|next| next.as_i64().unwrap());
    assert_eq!(page["hasMore"], Value::Bool(next.is_some()), "{page}");
    next
}

fn all(rooms: usize) -> Vec<String> {
    (0..rooms).map(|at| format!("room-{at}")).collect()
}

async fn served(rooms: usize) -> (Home, Server, String) {
    let corp = with(plain("corp", rooms), json!({ "apps": [app("app")] }));
    let home = Home::with(document(&[corp], &[])).await;
    let server = home.serve().await;
    let token = server.token("app", "secret").await;
    (home, server, token)
}

#[tokio::test]
async fn pages_of_every_size_hold_every_room_once() {
    let (_home, server, token) = served(205).await;
    for (size, pages) in [(1, 205), (2, 103), (100, 3), (5, 41)] {
        let (mut found, mut count, mut after) = (Vec::new(), 0, None);
        loop {
            let next_token = after.map_or(String::new(), |next| format!("&nextToken={next}"));
            let page = page(&server, &token, &format!("&maxResults={size}{next_token}")).await;
            count += 1;
            assert!(page["result"].as_array().unwrap().len() <= size);
            found.extend(ids(&page));
            after = next(&page);
            if after.is_none() {
                break;
            }
        }
        assert_eq!((found, count), (all(205), pages), "pages of {size}");
    }
    let usual = page(&server, &token, "").await;
    assert_eq!((ids(&usual), next(&usual).is_some()), (all(20), true), "20 where nothing is said");
    assert_eq!(page(&server, &token, "&nextToken=0").await, usual, "0 is the beginning");
    let beyond = page(&server, &token, "&nextToken=9007199254740991").await;
    assert_eq!((ids(&beyond), next(&beyond)), (vec![], None));
}

#[tokio::test]
async fn an_organisation_without_rooms_has_one_empty_page() {
    let (_home, server, token) = served(0).await;
    let page = page(&server, &token, "").await;
    assert_eq!(page, json!({ "hasMore": false, "result": [] }));
}

#[tokio::test]
async fn rooms_that_come_and_go_between_pages_neither_repeat_nor_hide_others() {
    let (home, server, token) = served(6).await;
    let first = page(&server, &token, "&maxResults=2").await;
    assert_eq!(ids(&first), ["room-0", "room-1"]);
    // One that was seen goes, and the one that the page ended at, and one that was not seen yet;
    // two come, one with an id before all others.
    let rooms = ["room-2", "room-3", "room-5", "later", "a-first"].map(|id| room(id, 0));
    let corp = with(plain("corp", 0), json!({ "apps": [app("app")], "rooms": rooms }));
    home.replace(document(&[corp], &[])).await;
    let (mut found, mut after) = (Vec::new(), next(&first));
    while let Some(next_token) = after {
        let page = page(&server, &token, &format!("&maxResults=2&nextToken={next_token}")).await;
        found.extend(ids(&page));
        after = next(&page);
    }
    assert_eq!(&found[..3], ["room-2", "room-3", "room-5"]);
    found[3..].sort();
    assert_eq!(&found[3..], ["a-first", "later"]);
}

#[tokio::test]
async fn what_the_operator_may_not_see_leaves_no_gaps() {
    // Long runs of rooms that ann does not see, longer than what is looked at in one go.
    let rooms: Vec<_> = (0..1300)
        .map(|at| room(&format!("room-{at}"), i32::from(!matches!(at, 0 | 601 | 602 | 1299))))
        .collect();
    let corp = with(plain("corp", 0), json!({ "apps": [app("app")], "rooms": rooms }));
    let home = Home::with(document(&[corp], &[])).await;
    let server = home.serve().await;
    let token = server.token("app", "secret").await;
    for size in [1, 2, 3, 4, 100] {
        let (mut found, mut after) = (Vec::new(), Some(0));
        while let Some(next_token) = after {
            let more = format!("&maxResults={size}&nextToken={next_token}");
            let page = page(&server, &token, &more).await;
            found.push(ids(&page));
            after = next(&page);
        }
        let visible = ["room-0", "room-601", "room-602", "room-1299"].map(str::to_owned);
        let wanted: Vec<_> = visible.chunks(size).map(<[String]>::to_vec).collect();
        assert_eq!(found, wanted, "pages of {size}");
    }
}

#[tokio::test]
async fn an_item_is_the_room_without_what_only_the_detail_has() {
    let whole: Value = serde_json::from_str(include_str!("sample_organisation.json")).unwrap();
    let home = Home::with(whole.clone()).await;
    let server = home.serve().await;
    let token = server.token("dingdemo", "demo-secret").await;
    let operator = "2iPOLxxxxx";
    let detail = server.room(&token, "0ffb7184xxxxx", operator).await.json();
    assert_eq!(detail, json!({ "result": whole["organisations"][0]["rooms"][0] }));
    let page = server.call(request::rooms(&token, operator, "")).await.json();
    let mut wanted = detail["result"].clone();
    let fields = wanted.as_object_mut().unwrap();
    for only_in_detail in [
        "deviceUnionIds",
        "reservationAuthority",
        "enableCycleReservation",
        "roomUnionId",
        "extensionConfig",
        "roomDescription",
    ] {
        fields.remove(only_in_detail).unwrap();
    }
    assert_eq!(page, json!({ "hasMore": false, "result": [wanted] }));
}

#[tokio::test]
async fn a_list_is_a_call_and_counts() {
    let limits = json!({ "apps": [app("app")], "callsPerMonth": 3 });
    let home = Home::with(document(&[with(plain("corp", 1), limits)], &[])).await;
    let server = home.serve().await;
    let token = server.token("app", "secret").await;
    let list = request::rooms(&token, "ann", "");
    for wanted in [200, 200, 200, 403, 403] {
        assert_eq!(server.call(&list).await.status, wanted);
    }
    server.stop().await;
    let counted = home.store().await.calls_in(&CorpId::new("corp"), 202_605).await.unwrap();
    assert_eq!(counted, 3);
}

#[tokio::test]
async fn a_group_that_was_never_named_shows_no_name() {
    let room = |id: &str, group: Value| with(room(id, 0), json!({ "roomGroup": group }));
    let rooms = [
        room("nameless", json!({ "groupId": 77 })),
        room("named", json!({ "groupId": 78, "groupName": "B", "parentId": 77 })),
    ];
    let corp = with(plain("corp", 0), json!({ "apps": [app("app")], "rooms": rooms }));
    let home = Home::with(document(&[corp], &[])).await;
    let server = home.serve().await;
    let token = server.token("app", "secret").await;
    let listed = page(&server, &token, "").await;
    for (at, id, wanted) in [
        (0, "nameless", json!({ "groupId": 77, "parentId": 0 })),
        (1, "named", json!({ "groupId": 78, "groupName": "B", "parentId": 77 })),
    ] {
        assert_eq!(listed["result"][at]["roomGroup"], wanted, "{id}");
        let read = server.room(&token, id, "ann").await.json();
        assert_eq!(read["result"]["roomGroup"], wanted, "{id}");
    }
}

#[tokio::test]
async fn parameters_of_a_page_are_read_strictly() {
    let (_home, server, token) = served(3).await;
    let not_served = "nextToken is none that this server gave";
    for (more, wanted) in [
        ("maxResults=0", "maxResults must be from 1 to 100"),
        ("maxResults=-1", "maxResults must be from 1 to 100"),
        ("maxResults=101", "maxResults must be from 1 to 100"),
        ("maxResults=2147483648", "maxResults is out of range: 2147483648"),
        ("maxResults=", "maxResults is not a number: \"\""),
        ("maxResults=five", "maxResults is not a number: \"five\""),
        ("maxResults=5.0", "maxResults is not a number: \"5.0\""),
        // A plus is a space in a query.
        ("maxResults=+5", "maxResults is not a number: \" 5\""),
        ("maxResults=5&maxResults=5", "maxResults is given twice"),
        ("nextToken=-1", not_served),
        ("nextToken=-9223372036854775809", "nextToken is out of range: -9223372036854775809"),
        ("nextToken=9223372036854775808", "nextToken is out of range: 9223372036854775808"),
        ("nextToken=", "nextToken is not a number: \"\""),
        ("nextToken=null", "nextToken is not a number: \"null\""),
        ("nextToken=0&nextToken=0", "nextToken is given twice"),
        ("unionId=ann", "unionId is given twice"),
    ] {
        let reply = server.call(request::rooms(&token, "ann", &format!("&{more}"))).await;
        let (status, body) = (reply.status, reply.json());
        assert_eq!((status, &body["code"]), (400, &json!("param.error")), "{more}");
        assert_eq!(body["message"], format!("Error:{wanted}"), "{more}");
    }
    for (more, wanted) in [
        ("&maxResults=100&nextToken=0", (all(3), None)),
        ("&maxResults=003", (all(3), None)),
        ("&maxResults=%2B2", (all(2), Some(2))),
        ("&maxResults=2&nextToken=1", (vec!["room-1".to_owned(), "room-2".to_owned()], None)),
        ("&nextToken=3", (vec![], None)),
        ("&nextToken=9223372036854775807", (vec![], None)),
    ] {
        let page = page(&server, &token, more).await;
        assert_eq!((ids(&page), next(&page)), wanted, "{more}");
    }
}
