//! Bookings through the built binary: nothing that was acknowledged is lost when it is killed, and
//! `openrooms verify` finds what overlaps.

use std::net::SocketAddr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions as _, Connection as _};

use crate::chance::rounds;
use crate::home::Home;
use crate::http;
use crate::server::Server;

/// People who book the same two rooms.
const PEOPLE: usize = 4;

fn house() -> Value {
    let people = (0..PEOPLE).map(
        |at| json!({ "userId": format!("u{at}"), "unionId": format!("p{at}"), "name": "Somebody" }),
    );
    let room = |id: &str| json!({ "roomId": id, "roomName": id, "roomStatus": 0 });
    json!({ "organisations": [{
        "corpId": "corp", "corpName": "Corp", "users": people.collect::<Vec<_>>(),
        "apps": [{ "appKey": "app", "appSecret": "secret",
            "scopes": ["Calendar.Event.Read", "Calendar.Event.Write"] }],
        "rooms": [room("oak"), room("elm")],
    }] })
}

/// Numbers by chance, the same for the same seed.
struct Dice(u64);

impl Dice {
    /// 0 to `sides - 1`.
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (mixed ^ (mixed >> 31)) % sides
    }
}

/// What a person was told of one of their events: the room that it has, or that it is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Told {
    Made,
    Has(&'static str),
    Moved(&'static str, String),
    Gone,
}

/// What somebody was told last, of each event but the one that was under way.
type Known = Mutex<Vec<(usize, String, Told)>>;

struct Person<'a> {
    address: SocketAddr,
    token: &'a str,
    at: usize,
    known: &'a Known,
    answers: &'a AtomicUsize,
}

impl Person<'_> {
    fn events(&self) -> String {
        format!("/v1.0/calendar/users/p{}/calendars/primary/events", self.at)
    }

    /// A call that the server may not live to answer. Where the database of a busy machine is too slow
    /// for it, it is made again.
    fn call(&self, method: &str, target: &str, body: &Value) -> Option<http::Reply> {
        loop {
            let reply = http::send(self.address, method, target, self.token, body).ok()?;
            if reply.status == 503 {
                continue;
            }
            self.answers.fetch_add(1, Ordering::SeqCst);
            // What is removed may have been by the call before.
            let is_gone = method == "DELETE" && reply.status == 404;
            assert!(is_gone || matches!(reply.status, 200 | 400), "{method} {target}: {reply:?}");
            return Some(reply);
        }
    }

    fn note(&self, id: &str, told: Told) {
        let mut known = self.known.lock().unwrap();
        known.retain(|(_, other, _)| other != id);
        known.push((self.at, id.to_owned(), told));
    }

    /// Makes events, books, moves and deletes, until the server is gone.
    fn work(&self, mut dice: Dice) {
        while self.once(&mut dice).is_some() {}
    }

    fn once(&self, dice: &mut Dice) -> Option<()> {
        let (start, end) = hour(dice);
        let body =
            json!({ "summary": "x", "start": { "dateTime": start }, "end": { "dateTime": end } });
        let made = self.call("POST", &self.events(), &body)?;
        let id = made.body["id"].as_str().unwrap().to_owned();
        let event = format!("{}/{id}", self.events());
        self.note(&id, Told::Made);
        let room = if dice.below(2) == 0 { "oak" } else { "elm" };
        // From here to the answer nobody knows.
        let forget = || self.known.lock().unwrap().retain(|(_, other, _)| *other != id);
        forget();
        let body = json!({ "meetingRoomsToAdd": [{ "roomId": room }] });
        let booked = self.call("POST", &format!("{event}/meetingRooms"), &body)?;
        if booked.status != 200 {
            self.note(&id, Told::Made);
            return Some(());
        }
        self.note(&id, Told::Has(room));
        match dice.below(3) {
            0 => {
                forget();
                let (start, end) = hour(dice);
                let body = json!({ "start": { "dateTime": &start }, "end": { "dateTime": end } });
                let moved = self.call("PUT", &event, &body)?;
                let is_moved = moved.status == 200;
                self.note(&id, if is_moved { Told::Moved(room, start) } else { Told::Has(room) });
            }
            1 => {
                forget();
                self.call("DELETE", &event, &json!({}))?;
                self.note(&id, Told::Gone);
            }
            _ => {}
        }
        Some(())
    }
}

/// One of few hours, so that people meet.
fn hour(dice: &mut Dice) -> (String, String) {
    let (day, hour) = (1 + dice.below(20), dice.below(20));
    let at = |hour| format!("2030-01-{day:02}T{hour:02}:00:00+08:00");
    (at(hour), at(hour + 1 + dice.below(3)))
}

mod sqlite {
    use openrooms_testing::Database::Sqlite;

    use crate::home::Home;

    #[test]
    fn nothing_that_was_acknowledged_is_lost_when_the_server_is_killed() {
        Home::on(Sqlite, super::nothing_acknowledged_is_lost);
    }

    #[test]
    fn what_is_sent_again_after_the_server_was_killed_is_done_once() {
        Home::on(Sqlite, super::what_is_sent_again_is_done_once);
    }
}

mod postgres {
    use openrooms_testing::Database::Postgres;

    use crate::home::Home;

    #[test]
    fn nothing_that_was_acknowledged_is_lost_when_the_server_is_killed() {
        Home::on(Postgres, super::nothing_acknowledged_is_lost);
    }

    #[test]
    fn what_is_sent_again_after_the_server_was_killed_is_done_once() {
        Home::on(Postgres, super::what_is_sent_again_is_done_once);
    }
}

fn nothing_acknowledged_is_lost(home: &Home) {
    home.import(&house());
    let known = Known::default();
    for round in 0..rounds().div_ceil(4) {
        let server = Server::start(home, &[]);
        let (address, token) = (server.address, server.token("app", "secret"));
        let answers = AtomicUsize::new(0);
        let end = usize::try_from(10 + Dice(round).below(40)).unwrap();
        std::thread::scope(|scope| {
            for at in 0..PEOPLE {
                let person =
                    Person { address, token: &token, at, known: &known, answers: &answers };
                let seed = round * 100 + at as u64;
                scope.spawn(move || person.work(Dice(seed)));
            }
            // In the middle of whatever is under way then.
            while answers.load(Ordering::SeqCst) < end {
                std::thread::yield_now();
            }
            server.kill();
        });
        let server = Server::start(home, &[]);
        let token = server.token("app", "secret");
        let known = known.lock().unwrap();
        assert!(!known.is_empty());
        for (at, id, told) in known.iter() {
            let event = format!("/v1.0/calendar/users/p{at}/calendars/primary/events/{id}");
            let reply = server.get(&event, &token);
            let rooms: Vec<_> =
                reply.body["meetingRooms"].as_array().into_iter().flatten().collect();
            let has = |room: &str| {
                rooms.len() == 1
                    && rooms[0]["roomId"] == room
                    && rooms[0]["responseStatus"] == "accepted"
            };
            let holds = match told {
                Told::Made => reply.status == 200 && rooms.is_empty(),
                Told::Has(room) => has(room),
                Told::Moved(room, start) => {
                    has(room) && reply.body["start"]["dateTime"] == start.as_str()
                }
                Told::Gone => reply.gist() == (404, "itemNotFound"),
            };
            assert!(holds, "round {round}: {told:?}, and it is {reply:?}");
        }
        drop(server);
        let said = home.done(&["verify"]);
        assert!(said.starts_with("No two of "), "{said}");
    }
}

/// A change under a name of its own, and what was told of it, if anything was.
struct Named {
    target: String,
    name: String,
    body: Value,
    told: Option<Value>,
}

impl Named {
    /// Where the database of a busy machine is too slow for it, it is sent again.
    fn send(&self, address: SocketAddr, token: &str) -> Option<http::Reply> {
        loop {
            let (target, name) = (&self.target, &self.name);
            let reply = http::send_named(address, target, token, name, &self.body).ok()?;
            if reply.status != 503 {
                return Some(reply);
            }
        }
    }
}

/// Makes events and books rooms for them, each at an hour of its own, until the server is gone. Gives
/// all that was sent.
fn until_it_is_gone(
    (address, token, answers): (SocketAddr, &str, &AtomicUsize),
    round: u64,
    at: usize,
) -> Vec<Named> {
    let events = format!("/v1.0/calendar/users/p{at}/calendars/primary/events");
    let mut all = Vec::new();
    for step in 0.. {
        let name = format!("{round}-{at}-{step}");
        let (day, month) = (1 + step % 28, 1 + step / 28 % 12);
        let time = |minute: usize| {
            let year = 2030 + round;
            json!({ "dateTime": format!("{year}-{month:02}-{day:02}T{:02}:{minute:02}:00Z", 8 + at) })
        };
        let body = json!({ "summary": name, "start": time(0), "end": time(30) });
        let mut made = Named { target: events.clone(), name, body, told: None };
        let reply = made.send(address, token);
        made.told = reply.map(|reply| reply.body);
        let id = made.told.as_ref().map(|body| body["id"].as_str().unwrap().to_owned());
        let name = format!("{}-room", made.name);
        all.push(made);
        let Some(id) = id else { break };
        let body = json!({ "meetingRoomsToAdd": [{ "roomId": "oak" }] });
        let target = format!("{events}/{id}/meetingRooms");
        let mut booked = Named { target, name, body, told: None };
        booked.told = booked.send(address, token).map(|reply| reply.body);
        let is_gone = booked.told.is_none();
        all.push(booked);
        answers.fetch_add(2, Ordering::SeqCst);
        if is_gone {
            break;
        }
    }
    all
}

fn what_is_sent_again_is_done_once(home: &Home) {
    home.import(&house());
    for round in 0..rounds().div_ceil(6) {
        let server = Server::start(home, &[]);
        let (address, token) = (server.address, server.token("app", "secret"));
        let answers = AtomicUsize::new(0);
        let end = usize::try_from(10 + Dice(round).below(40)).unwrap();
        let sent = std::thread::scope(|scope| {
            let calling = (address, &*token, &answers);
            let people: Vec<_> = (0..PEOPLE)
                .map(|at| scope.spawn(move || until_it_is_gone(calling, round, at)))
                .collect();
            while answers.load(Ordering::SeqCst) < end {
                std::thread::yield_now();
            }
            server.kill();
            people.into_iter().map(|person| person.join().unwrap()).collect::<Vec<_>>()
        });
        let server = Server::start(home, &[]);
        let token = server.token("app", "secret");
        for (at, all) in sent.iter().enumerate() {
            let mut wanted: Vec<String> = Vec::new();
            for one in all {
                let again = one.send(server.address, &token).unwrap();
                assert_eq!(again.status, 200, "{again:?}");
                if let Some(told) = &one.told {
                    assert_eq!(&again.body, told, "{}", one.name);
                }
                if again.body["id"].is_string() {
                    wanted.push(one.name.clone());
                }
            }
            // Each of them once, and with its room where that was asked for.
            let year = 2030 + round;
            let events = format!("/v1.0/calendar/users/p{at}/calendars/primary/eventsview");
            let (mut found, mut next) = (Vec::new(), String::new());
            loop {
                let target = format!(
                    "{events}?timeMin={year}-01-01T00:00:00Z&timeMax={year}-12-31T00:00:00Z&nextToken={next}"
                );
                let page = server.get(&target, &token);
                assert_eq!(page.status, 200, "{page:?}");
                found.extend(page.body["events"].as_array().unwrap().iter().cloned());
                match page.body["nextToken"].as_str() {
                    Some(token) => token.clone_into(&mut next),
                    None => break,
                }
            }
            let names: Vec<_> =
                found.iter().map(|event| event["summary"].as_str().unwrap().to_owned()).collect();
            let sorted = |mut names: Vec<String>| {
                names.sort();
                names
            };
            assert_eq!(sorted(names), sorted(wanted));
            let asked = |event: &Value| {
                let name = format!("{}-room", event["summary"].as_str().unwrap());
                all.iter().any(|one| one.name == name)
            };
            for event in found.iter().filter(|event| asked(event)) {
                assert_eq!(event["meetingRooms"][0]["responseStatus"], "accepted", "{event}");
            }
        }
        drop(server);
        let said = home.done(&["verify"]);
        assert!(said.starts_with("No two of "), "{said}");
    }
}

#[test]
fn verify_tells_every_two_that_overlap() {
    let home = Home::new();
    home.import(&house());
    assert_eq!(home.done(&["verify"]), "No two of 0 bookings overlap.\n");
    let server = Server::start(&home, &[]);
    let token = server.token("app", "secret");
    for hour in [10, 11] {
        let at = |hour| json!({ "dateTime": format!("2030-01-01T{hour}:00:00+08:00") });
        let events = "/v1.0/calendar/users/p0/calendars/primary/events";
        let body = json!({ "summary": "x", "start": at(hour), "end": at(hour + 1) });
        let made = http::send(server.address, "POST", events, &token, &body).unwrap();
        let id = made.body["id"].as_str().unwrap();
        let body = json!({ "meetingRoomsToAdd": [{ "roomId": "oak" }] });
        let target = format!("{events}/{id}/meetingRooms");
        let booked = http::send(server.address, "POST", &target, &token, &body).unwrap();
        assert_eq!(booked.status, 200, "{booked:?}");
    }
    server.end();
    assert_eq!(home.done(&["verify"]), "No two of 2 bookings overlap.\n");
    let counted = json!({ "corpId": "corp", "rooms": 1, "bookings": 2, "overlaps": 0,
        "unreadable": 0 });
    assert_eq!(home.json(&["verify", "--json"]), counted);
    assert_eq!(home.json(&["verify", "--json", "--corp", "corp"]), counted);
    home.failed(&["verify", "--corp", "nowhere"]);

    past_the_guard(&home);
    let outcome = home.run(&["verify"]);
    assert_eq!(outcome.code, 1, "{outcome:?}");
    let told = outcome.out.lines().collect::<Vec<_>>();
    assert_eq!(told.len(), 1, "{outcome:?}");
    assert!(told[0].starts_with("corp: room oak is held twice: event "), "{outcome:?}");
    assert!(outcome.err.contains("1 pair of bookings overlaps, of 2 bookings"), "{outcome:?}");
    let outcome = home.run(&["verify", "--json"]);
    assert_eq!(outcome.code, 1, "{outcome:?}");
    let lines: Vec<Value> =
        outcome.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0]["roomId"], "oak");
    assert_eq!(lines[0]["pair"].as_array().unwrap().len(), 2);
    assert_eq!(lines[1]["overlaps"], 1);
}

/// Makes two bookings overlap, as nothing of openrooms can.
fn past_the_guard(home: &Home) {
    let file = home.path("data").join("openrooms.db");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let options = SqliteConnectOptions::new().filename(file);
        let mut connection: SqliteConnection = options.connect().await.unwrap();
        for sql in [
            "DROP TRIGGER bookings_never_overlap_later",
            "UPDATE bookings SET held_from = held_from - 1800000",
        ] {
            sqlx::query(sql).execute(&mut connection).await.unwrap();
        }
        connection.close().await.unwrap();
    });
}
