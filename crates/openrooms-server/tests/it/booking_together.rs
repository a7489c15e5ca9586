//! Many who book at once: they share a transaction, and each is answered as if alone.
//!
//! `TEST_ROUNDS` says how many rounds there are.

use std::sync::Arc;

use openrooms_core::id::{ClientKey, CorpId};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::events::{Calendar, at, hour, with_calendar};
use crate::fixture::{BY, Home, Server};
use crate::request;
use crate::sample::{room, with};
use crate::wire::Reply;

on_both!(
    of_those_who_want_one_room_one_has_it,
    rooms_that_are_free_are_had_by_all,
    each_is_answered_as_if_alone,
    one_that_cannot_be_read_fails_alone,
    two_nodes_at_once_leave_no_overlap,
    a_change_that_is_sent_twice_at_once_is_made_once,
    who_hangs_up_is_in_nobody_s_way,
    what_was_revoked_just_now_books_nothing,
);

/// How many book at once.
const MANY: usize = 24;

fn rounds() -> usize {
    let rounds = std::env::var("TEST_ROUNDS").ok();
    rounds.map_or(3, |text| text.parse().expect("TEST_ROUNDS is a number"))
}

fn house() -> Value {
    let mut document = with_calendar();
    let rooms = document["organisations"][0]["rooms"].as_array_mut().unwrap();
    for at in 0..MANY {
        rooms.push(room(&format!("room{at}"), 0));
    }
    let quota = json!({ "extensionConfig": { "bookingQuota": { "openBookings": 1 } } });
    rooms.push(with(room("rare", 0), quota));
    document
}

/// What somebody asks for: an event, whose, and rooms.
#[derive(Clone)]
struct Wish {
    user: &'static str,
    event: String,
    rooms: Vec<String>,
}

impl Wish {
    fn new(event: &str, rooms: &[&str]) -> Self {
        let rooms = rooms.iter().map(|room| (*room).to_owned()).collect();
        Self { user: "ann", event: event.to_owned(), rooms }
    }

    fn request(&self, token: &str) -> String {
        let rooms: Vec<_> = self.rooms.iter().map(|id| json!({ "roomId": id })).collect();
        let body = json!({ "meetingRoomsToAdd": rooms }).to_string();
        let (user, event) = (self.user, &self.event);
        let target =
            format!("/v1.0/calendar/users/{user}/calendars/primary/events/{event}/meetingRooms");
        request::with_body("POST", &target, token, &body)
    }
}

/// All of them at once, while nobody can book yet.
async fn at_once(home: &Home, servers: &[(&Server, &str)], wishes: &[Wish]) -> Vec<Reply> {
    let store = home.store().await;
    let mut ready = Vec::new();
    for (at, wish) in wishes.iter().enumerate() {
        let (server, token) = servers[at % servers.len()];
        ready.push((at, server.connect().await, wish.request(token)));
    }
    // Not for long: who waits is answered 503 after a while.
    let held = store.writing(&CorpId::new("corp")).await.unwrap().unwrap();
    let mut asking = JoinSet::new();
    for (at, mut client, request) in ready {
        asking.spawn(async move { (at, client.call(request).await) });
    }
    // One that waits for nobody: when it is answered, the others are on their way.
    for (server, token) in servers {
        assert_eq!(server.reads(token, "open", "ann").await.1, "ok");
    }
    drop(held);
    let mut replies = asking.join_all().await;
    replies.sort_by_key(|(at, _)| *at);
    store.close().await;
    replies.into_iter().map(|(_, reply)| reply).collect()
}

fn outcomes(replies: &[Reply]) -> Vec<String> {
    replies.iter().map(|reply| reply.outcome().1).collect()
}

/// How far the calendars have gone.
async fn head(home: &Home) -> i64 {
    let store = home.store().await;
    let head = store.calendar_head(&CorpId::new("corp")).await.unwrap();
    store.close().await;
    head
}

async fn assert_no_overlap(home: &Home) {
    let store = home.store().await;
    let mut snapshot = store.snapshot().await.unwrap();
    let verified = snapshot.verify_bookings(&CorpId::new("corp")).await.unwrap();
    drop(snapshot);
    assert!(verified.overlaps.is_empty(), "{verified:?}");
    store.close().await;
}

/// The rooms of an event, and whether it has them.
async fn rooms(ann: &Calendar<'_>, event: &str) -> Vec<String> {
    let event = ann.read(event).await;
    let rooms = event["meetingRooms"].as_array().unwrap().iter();
    let text = |room: &Value, name: &str| room[name].as_str().unwrap().to_owned();
    rooms.map(|room| format!("{} {}", text(room, "roomId"), text(room, "responseStatus"))).collect()
}

async fn of_those_who_want_one_room_one_has_it(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    for round in 0..rounds().min(28) {
        // Half of them want one room, and of the others two each.
        let mut wishes = Vec::new();
        for number in 0..MANY {
            let event = ann.made(&hour(1 + u8::try_from(round).unwrap(), 10)).await;
            let room = format!("room{}", if number < MANY / 2 { 0 } else { number / 2 });
            wishes.push(Wish::new(&event, &[&room]));
        }
        let before = head(home).await;
        let replies = at_once(home, &[(&server, &ann.token)], &wishes).await;
        let mut had = Vec::new();
        for (wish, reply) in wishes.iter().zip(&replies) {
            if reply.status == 200 {
                had.push(wish.rooms[0].clone());
                assert_eq!(rooms(&ann, &wish.event).await, [format!("{} accepted", wish.rooms[0])]);
            } else {
                assert_eq!(reply.outcome(), (400, "meetingRoomNotAvailable".to_owned()));
                assert_eq!(rooms(&ann, &wish.event).await, [""; 0]);
            }
        }
        let rooms = 1 + MANY / 4;
        assert_eq!(had.len(), rooms, "round {round}: {replies:?}");
        had.sort();
        had.dedup();
        assert_eq!(had.len(), rooms, "round {round}: one has each");
        // Alone, who is refused takes no number; together, all have theirs reserved.
        let taken = usize::try_from(head(home).await - before).unwrap();
        assert!(taken > 2 * rooms, "round {round}: each was alone");
    }
    assert_no_overlap(home).await;
}

async fn rooms_that_are_free_are_had_by_all(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let mut wishes = Vec::new();
    for number in 0..MANY {
        // Some in rooms of their own, some one after the other in the same two.
        let event = ann.made(&hour(1 + u8::try_from(number).unwrap(), 10)).await;
        let own = format!("room{number}");
        let rooms: &[&str] =
            if number % 2 == 0 { &[&own, "room1"] } else { &["room0", &own, "room0"] };
        wishes.push(Wish::new(&event, rooms));
    }
    let replies = at_once(home, &[(&server, &ann.token)], &wishes).await;
    assert_eq!(outcomes(&replies), ["ok"; MANY], "{replies:?}");
    for wish in &wishes {
        let mut had = rooms(&ann, &wish.event).await;
        had.sort();
        let mut wanted: Vec<_> = wish.rooms.iter().map(|room| format!("{room} accepted")).collect();
        wanted.sort();
        wanted.dedup();
        assert_eq!(had, wanted);
    }
    // Once more: what one has, one has.
    let head_before = head(home).await;
    let replies = at_once(home, &[(&server, &ann.token)], &wishes).await;
    assert_eq!(outcomes(&replies), ["ok"; MANY], "{replies:?}");
    assert_eq!(head(home).await, head_before);
    assert_no_overlap(home).await;
}

async fn each_is_answered_as_if_alone(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let mut day = 0;
    let mut next = || {
        day += 1;
        hour(day, 10)
    };
    let mut good = Vec::new();
    for _ in 0..3 {
        good.push(ann.made(&next()).await);
    }
    let twice = ann.made(&next()).await;
    let gone = ann.made(&next()).await;
    assert_eq!(ann.ask("DELETE", &format!("events/{gone}")).await.status, 200);
    let off = ann.made(&next()).await;
    assert_eq!(ann.send("POST", &format!("events/{off}/cancel"), &json!({})).await.status, 200);
    let invited = ann.made(&with(next(), json!({ "attendees": [{ "id": "bob" }] }))).await;
    let daily = json!({ "pattern": { "type": "daily", "interval": 1 },
        "range": { "type": "numbered", "numberOfOccurrences": 3 } });
    let series = ann.made(&with(hour(20, 15), json!({ "recurrence": daily }))).await;
    let date = format!("{series}_{}", 1_780_000_000_000_i64);
    let rare = [ann.made(&next()).await, ann.made(&next()).await];
    let of_bob = |wish: Wish| Wish { user: "bob", ..wish };
    let of_nobody = |wish: Wish| Wish { user: "nobody", ..wish };
    let cases = [
        (Wish::new(&good[0], &["room0"]), "ok"),
        (Wish::new(&good[1], &["room0", "nowhere"]), "invalidParameter"),
        (Wish::new(&gone, &["room0"]), "itemNotFound"),
        (Wish::new("no-such-event", &["room0"]), "itemNotFound"),
        (Wish::new(&off, &["room0"]), "invalidParameter"),
        (of_bob(Wish::new(&invited, &["room0"])), "permissionDeny"),
        (of_bob(Wish::new(&good[2], &["room0"])), "itemNotFound"),
        (of_nobody(Wish::new(&good[2], &["room0"])), "invalidParameter"),
        (Wish::new(&date, &["room0"]), "instanceNotExist"),
        (Wish::new(&series, &["room5"]), "ok"),
        // Of one event, two at once: both are had.
        (Wish::new(&twice, &["room1"]), "ok"),
        (Wish::new(&twice, &["room2"]), "ok"),
        (Wish::new(&good[2], &["closed"]), "meetingRoomNotAvailable"),
        (Wish::new(&good[1], &["room0", "room3"]), "ok"),
    ];
    let wishes: Vec<_> = cases.iter().map(|(wish, _)| wish.clone()).collect();
    let replies = at_once(home, &[(&server, &ann.token)], &wishes).await;
    for ((wish, wanted), reply) in cases.iter().zip(&replies) {
        assert_eq!(reply.outcome().1, *wanted, "{} {:?}: {reply:?}", wish.event, wish.rooms);
    }
    let mut both = rooms(&ann, &twice).await;
    both.sort();
    assert_eq!(both, ["room1 accepted", "room2 accepted"]);
    // Of a quota one gets what there is, however they come.
    let wishes = rare.each_ref().map(|event| Wish::new(event, &["rare"]));
    let mut replies = outcomes(&at_once(home, &[(&server, &ann.token)], &wishes).await);
    replies.sort();
    assert_eq!(replies, ["meetingRoomNotAvailable", "ok"]);
    // A date of the series by itself, at once with others.
    let dates = ann.ask("GET", &format!("events/{series}/instances?timeMin=2026-06-20T00:00:00Z&timeMax=2026-07-01T00:00:00Z")).await;
    let dates: Vec<_> = dates.json()["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|date| date["id"].as_str().unwrap().to_owned())
        .collect();
    let wishes: Vec<_> = dates.iter().map(|date| Wish::new(date, &["room6"])).collect();
    assert_eq!(wishes.len(), 3);
    let replies = at_once(home, &[(&server, &ann.token)], &wishes).await;
    assert_eq!(outcomes(&replies), ["ok"; 3], "{replies:?}");
    assert_no_overlap(home).await;
}

async fn one_that_cannot_be_read_fails_alone(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let mut wishes = Vec::new();
    for day in 1..=8 {
        let event = ann.made(&hour(day, 10)).await;
        wishes.push(Wish::new(&event, &["room0"]));
    }
    home.execute(&format!("UPDATE events SET zone = '?' WHERE event_id = '{}'", wishes[4].event))
        .await;
    let replies = at_once(home, &[(&server, &ann.token)], &wishes).await;
    for (at, reply) in replies.iter().enumerate() {
        let wanted = if at == 4 { 500 } else { 200 };
        assert_eq!(reply.status, wanted, "{at}: {reply:?}");
    }
    assert_no_overlap(home).await;
}

async fn two_nodes_at_once_leave_no_overlap(home: &Home) {
    home.import(house()).await;
    let (one, other) = (home.serve().await, home.serve().await);
    let ann = Calendar::of(&one, "ann").await;
    for round in 0..rounds() {
        let day = 1 + u8::try_from(round % 28).unwrap();
        let mut wishes = Vec::new();
        for number in 0..MANY {
            // Of every four one can be had, of a quarter of an hour each the hour is full.
            let quarter =
                |number: usize| at(&format!("2026-06-{day:02}T10:{:02}:00+08:00", number * 15));
            let (from, until) = (number % 3, number % 3 + 1);
            let event = json!({ "summary": "x", "start": quarter(from), "end": quarter(until) });
            wishes.push(Wish::new(&ann.made(&event).await, &["room0"]));
        }
        let nodes = [(&one, &*ann.token), (&other, &*ann.token)];
        let replies = at_once(home, &nodes, &wishes).await;
        let had = outcomes(&replies).iter().filter(|code| *code == "ok").count();
        if round < 28 {
            assert_eq!(had, 3, "round {round}: {replies:?}");
        }
    }
    assert_no_overlap(home).await;
}

async fn a_change_that_is_sent_twice_at_once_is_made_once(home: &Home) {
    home.import(house()).await;
    let (one, other) = (home.serve().await, home.serve().await);
    let ann = Calendar::of(&one, "ann").await;
    let event = ann.made(&hour(1, 10)).await;
    let named = |wish: &Wish| {
        let request = wish.request(&ann.token);
        request.replacen("host: x\r\n", "host: x\r\nx-client-token: t-1\r\n", 1)
    };
    let wish = Wish::new(&event, &["room0"]);
    let before = head(home).await;
    let request: Arc<str> = named(&wish).into();
    let mut asking = JoinSet::new();
    for at in 0..8 {
        let mut client = if at % 2 == 0 { one.connect().await } else { other.connect().await };
        let request = Arc::clone(&request);
        asking.spawn(async move { client.call(&*request).await });
    }
    let replies = asking.join_all().await;
    for reply in &replies {
        let outcome = reply.outcome().1;
        assert!(["ok", "idempotencyProcessing"].contains(&&*outcome), "{reply:?}");
    }
    assert!(outcomes(&replies).contains(&"ok".to_owned()), "{replies:?}");
    assert_eq!(head(home).await - before, 2, "it was made once");
    let again = one.call(named(&wish)).await;
    assert_eq!(again.status, 200, "{again:?}");
    let reused = one.call(named(&Wish::new(&event, &["room1"]))).await;
    assert_eq!(reused.outcome().1, "invalidRequest.duplicateClientToken");
    assert_eq!(rooms(&ann, &event).await, ["room0 accepted"]);
}

async fn who_hangs_up_is_in_nobody_s_way(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let mut wishes = Vec::new();
    for day in 1..=9 {
        wishes.push(Wish::new(&ann.made(&hour(day, 10)).await, &["room0"]));
    }
    let store = home.store().await;
    let held = store.writing(&CorpId::new("corp")).await.unwrap().unwrap();
    let mut asking = JoinSet::new();
    for (at, wish) in wishes.iter().enumerate() {
        let mut client = server.connect().await;
        let request = wish.request(&ann.token);
        // The first of three, who has the turn among them, goes again.
        if at % 3 == 0 {
            client.send(request).await;
        } else {
            asking.spawn(async move { client.call(request).await });
        }
        assert_eq!(server.reads(&ann.token, "open", "ann").await.1, "ok");
    }
    drop(held);
    let replies = asking.join_all().await;
    assert_eq!(outcomes(&replies), ["ok"; 6], "{replies:?}");
    store.close().await;
    assert_no_overlap(home).await;
}

async fn what_was_revoked_just_now_books_nothing(home: &Home) {
    home.import(house()).await;
    let server = home.serve().await;
    let ann = Calendar::of(&server, "ann").await;
    let mut events = Vec::new();
    for day in 1..=4 {
        events.push(ann.made(&hour(day, 10)).await);
    }
    // Memory knows the caller, and the database is not asked again.
    for event in &events[..2] {
        let reply = server.call(Wish::new(event, &["room0"]).request(&ann.token)).await;
        assert_eq!(reply.status, 200, "{reply:?}");
    }
    let store = home.store().await;
    assert!(store.revoke_client(&ClientKey::new("app"), &BY, home.clock.now()).await.unwrap());
    let wishes = [Wish::new(&events[2], &["room0"]), Wish::new(&events[3], &["room1"])];
    let replies = at_once_unread(&server, &ann.token, &wishes).await;
    assert_eq!(outcomes(&replies), ["InvalidAuthentication"; 2], "{replies:?}");
    store.close().await;
}

/// The same where a read says nothing.
async fn at_once_unread(server: &Server, token: &str, wishes: &[Wish]) -> Vec<Reply> {
    let mut asking = JoinSet::new();
    for wish in wishes {
        let mut client = server.connect().await;
        let request = wish.request(token);
        asking.spawn(async move { client.call(request).await });
    }
    asking.join_all().await
}
