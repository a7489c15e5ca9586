//! `WatchMeetingRooms`, ours: waits until what rooms hold changes, and tells which of them.

use std::time::Duration;

use axum::body::Body;
use http::Response;
use openrooms_core::access::may_see;
use openrooms_protocol::calendar::{RoomsChanged, WatchMeetingRooms, WatchQuery};
use openrooms_store::{CalendarMark, Changed};
use tokio::time::Instant;

use super::{booked, version, wish};
use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::change::Given;
use crate::problem::Problem;
use crate::watches::{Heard, MOST_EVENTS, Watching};

/// The longest that a call waits.
const LONGEST_SECONDS: i32 = 25;
/// More rooms than this are not named.
const MOST_ROOMS: usize = 1_000;

/// `GET /v1.0/calendar/users/{userId}/meetingRooms/watch`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::for_user::<WatchMeetingRooms, _, _>(call, read, answer).await
}

struct Wish {
    since: Option<i64>,
    wait: Duration,
}

fn read(given: Given<WatchMeetingRooms>) -> Result<Wish, Problem> {
    let WatchQuery { version, wait_seconds } = given.query;
    let seconds = wait_seconds.unwrap_or(LONGEST_SECONDS);
    if !(0..=LONGEST_SECONDS).contains(&seconds) {
        return wish::wrong(format!("waitSeconds must be from 0 to {LONGEST_SECONDS}"));
    }
    let wait = Duration::from_secs(u64::try_from(seconds).unwrap_or(0));
    Ok(Wish { since: version::read(version.as_deref())?, wait })
}

async fn answer(mut question: Question, asker: Asker, wish: Wish) -> Result<RoomsChanged, Problem> {
    let until = Instant::now() + wish.wait;
    let (watches, person) = (&question.node().watches, Some(&asker.operator));
    let watching = Watching::begin(watches, &question.corp, person);
    let mut watching = watching.ok_or(Problem::Unavailable)?;
    let mut at = mark(&question).await?;
    watching.from(at);
    let Some(since) = wish.since else {
        return Ok(nothing(at));
    };
    let mut news = Some(changed_since(&question, at, since).await?);
    loop {
        if let Some(changed) = news.take()
            && let Some(told) = told(&question, &asker, at, changed).await?
        {
            return Ok(told);
        }
        match question.aside(watching.hear(until)).await? {
            Heard::Nothing => return Ok(nothing(at)),
            Heard::News(heard) if heard.upto.head <= at.head && heard.upto.reset <= at.reset => {}
            Heard::News(heard) => {
                at = heard.upto;
                news = Some(heard.changed.clone());
            }
            Heard::Missed => {
                let before = at;
                at = mark(&question).await?;
                news = Some(changed_since(&question, at, before.head).await?);
            }
        }
    }
}

async fn mark(question: &Question) -> Result<CalendarMark, Problem> {
    question.patiently(question.store().calendar_mark(&question.corp)).await
}

async fn changed_since(
    question: &Question,
    at: CalendarMark,
    since: i64,
) -> Result<Changed, Problem> {
    if !at.knows(since) {
        return Ok(Changed::TooMuch);
    }
    if since == at.head {
        return Ok(Changed::Rooms(Vec::new()));
    }
    let changed = question.store().rooms_changed_since(&question.corp, since, MOST_EVENTS);
    question.patiently(changed).await
}

fn nothing(at: CalendarMark) -> RoomsChanged {
    RoomsChanged { version: version::of(at), ..RoomsChanged::default() }
}

/// What of it is told to whoever waits; `None` where nothing is.
async fn told(
    question: &Question,
    asker: &Asker,
    at: CalendarMark,
    changed: Changed,
) -> Result<Option<RoomsChanged>, Problem> {
    let everything = || Some(RoomsChanged { everything: Some(true), ..nothing(at) });
    let Changed::Rooms(ids) = changed else {
        return Ok(everything());
    };
    let rooms = booked::rooms_seen(question, &ids).await?;
    let person = asker.operator.as_str();
    let sees = |room: &openrooms_store::RoomSeen| may_see(person, &asker.viewer, &room.visibility);
    let seen: Vec<_> = ids
        .into_iter()
        .filter(|id| rooms.get(id).is_some_and(|room| sees(room)))
        .map(openrooms_core::id::RoomId::into_string)
        .collect();
    Ok(match seen.len() {
        0 => None,
        1..=MOST_ROOMS => Some(RoomsChanged { room_ids: seen, ..nothing(at) }),
        _ => everything(),
    })
}
