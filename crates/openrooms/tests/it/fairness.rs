//! Many who book one room at once, over HTTP: someone always wins, everyone is answered, and whoever
//! keeps trying gets their share. That nothing overlaps is `bookings.rs`'s.

use std::net::SocketAddr;

use serde_json::{Value, json};

use crate::chance::rounds;
use crate::home::Home;
use crate::http::{self, Reply};
use crate::server::Server;

/// How many want the room.
const WRITERS: usize = 24;

/// How many hours of it each of them is to have.
const SHARE: usize = 2;

fn house() -> Value {
    let people = (0..WRITERS).map(
        |at| json!({ "userId": format!("u{at}"), "unionId": format!("p{at}"), "name": "Somebody" }),
    );
    json!({ "organisations": [{
        "corpId": "corp", "corpName": "Corp", "users": people.collect::<Vec<_>>(),
        "apps": [{ "appKey": "app", "appSecret": "secret",
            "scopes": ["Calendar.Event.Read", "Calendar.Event.Write"] }],
        "rooms": [{ "roomId": "oak", "roomName": "Oak", "roomStatus": 0 }],
    }] })
}

/// One of an endless row of hours; those of two rounds have none in common.
#[derive(Debug, Clone, Copy)]
struct Hour {
    round: u64,
    at: usize,
}

impl Hour {
    /// Start and end, as an event has them.
    fn times(self) -> Value {
        let (month, day, hour) = (1 + self.round / 28 % 12, 1 + self.round % 28, self.at % 23);
        let year = 2030 + self.at / 23;
        let time = |hour: usize| json!({ "dateTime": format!("{year}-{month:02}-{day:02}T{hour:02}:00:00Z") });
        json!({ "start": time(hour), "end": time(hour + 1) })
    }
}

/// One of those who want the room.
struct Writer<'a> {
    address: SocketAddr,
    token: &'a str,
    at: usize,
}

impl Writer<'_> {
    fn call(&self, method: &str, rest: &str, body: &Value) -> Reply {
        let target = format!("/v1.0/calendar/users/p{}/calendars/primary/events{rest}", self.at);
        http::send(self.address, method, &target, self.token, body).expect("everyone is answered")
    }

    fn done(&self, method: &str, rest: &str, body: &Value) -> Reply {
        let reply = self.call(method, rest, body);
        assert_eq!(reply.status, 200, "{method} {rest}: {reply:?}");
        reply
    }

    /// Makes an event then, without a room.
    fn made(&self, hour: Hour) -> String {
        let mut event = hour.times();
        event["summary"] = json!("Wanted");
        self.done("POST", "", &event).body["id"].as_str().unwrap().to_owned()
    }

    fn moved(&self, event: &str, hour: Hour) {
        self.done("PUT", &format!("/{event}"), &hour.times());
    }

    /// Whether the event has the room now. A refusal is the documented one.
    fn has_it(&self, event: &str) -> bool {
        let body = json!({ "meetingRoomsToAdd": [{ "roomId": "oak" }] });
        let reply = self.call("POST", &format!("/{event}/meetingRooms"), &body);
        let is_had = reply.gist() == (200, "") && reply.body["result"] == true;
        assert!(is_had || reply.gist() == (400, "meetingRoomNotAvailable"), "{reply:?}");
        is_had
    }
}

mod sqlite {
    use openrooms_testing::Database::Sqlite;

    use crate::home::Home;

    #[test]
    fn of_many_who_book_at_once_one_wins_and_all_are_answered() {
        Home::on(Sqlite, super::of_many_one_wins_and_all_are_answered);
    }

    #[test]
    fn whoever_keeps_trying_gets_their_share() {
        Home::on(Sqlite, super::whoever_keeps_trying_gets_their_share);
    }
}

mod postgres {
    use openrooms_testing::Database::Postgres;

    use crate::home::Home;

    #[test]
    fn of_many_who_book_at_once_one_wins_and_all_are_answered() {
        Home::on(Postgres, super::of_many_one_wins_and_all_are_answered);
    }

    #[test]
    fn whoever_keeps_trying_gets_their_share() {
        Home::on(Postgres, super::whoever_keeps_trying_gets_their_share);
    }
}

/// Who wants the room of a server.
fn writers(address: SocketAddr, token: &str) -> Vec<Writer<'_>> {
    (0..WRITERS).map(|at| Writer { address, token, at }).collect()
}

/// What all of them have to say who do something at once.
fn at_once<T: Send, U: Send>(all: Vec<T>, each: impl Fn(T) -> U + Sync) -> Vec<U> {
    std::thread::scope(|scope| {
        let each = &each;
        let all: Vec<_> = all.into_iter().map(|one| scope.spawn(move || each(one))).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    })
}

fn assert_nothing_overlaps(home: &Home) {
    let said = home.done(&["verify"]);
    assert!(said.starts_with("No two of "), "{said}");
}

fn of_many_one_wins_and_all_are_answered(home: &Home) {
    home.import(&house());
    let server = Server::start(home, &[]);
    let token = server.token("app", "secret");
    for round in 0..rounds() {
        let hour = Hour { round, at: 0 };
        let ready = writers(server.address, &token).into_iter();
        let ready = ready.map(|writer| (writer.made(hour), writer)).collect();
        let had = at_once(ready, |(event, writer)| writer.has_it(&event));
        assert_eq!(had.iter().filter(|had| **had).count(), 1, "round {round}");
    }
    drop(server);
    assert_nothing_overlaps(home);
}

/// There is just enough for all, and all begin with the same hour. So each gets their share if, and
/// only if, nobody is refused an hour that nobody else has.
fn whoever_keeps_trying_gets_their_share(home: &Home) {
    home.import(&house());
    let server = Server::start(home, &[]);
    let token = server.token("app", "secret");
    for round in 0..rounds().div_ceil(12) {
        at_once(writers(server.address, &token), |writer| {
            let mut hours = (0..WRITERS * SHARE).map(|at| Hour { round, at });
            for number in 0..SHARE {
                let mut next = || {
                    let hour = hours.next();
                    hour.unwrap_or_else(|| panic!("{} has {number} in round {round}", writer.at))
                };
                let event = writer.made(next());
                while !writer.has_it(&event) {
                    writer.moved(&event, next());
                }
            }
        });
    }
    drop(server);
    assert_nothing_overlaps(home);
}
