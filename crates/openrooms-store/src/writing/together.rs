//! Rooms booked for several at once: those who wait for an organisation share a transaction, and so
//! its few statements and its one flush.
//!
//! [`Store::together`] waits for the turn, before it is known who is in it, since whoever comes
//! meanwhile may still join. [`Together::find`] begins and loads what all of them are judged by,
//! [`Together::held`] what holds the rooms while they are wished for, [`Together::commit`] writes
//! what was decided. Only one date of an event is booked here: series have a way of their own.

use std::collections::{HashMap, HashSet};

use openrooms_core::calendar::{Booking, Occurrence};
use openrooms_core::id::{CorpId, EventId, RoomId, UnionId};
use openrooms_core::slot::Slot;
use openrooms_core::time::{EpochMillis, Zone};
use serde_json::{Value as Json, json};

use super::replies::{ClientToken, REPLY_LIFETIME_SECONDS};
use super::to_book::{
    EventToBook, PersonToBook, RoomToBook, add_dates, events_of, read_people, read_rooms,
};
use super::together_sql::{Dates, FEED_HEAD, Sql};
use crate::calendar::{self, Notice};
use crate::db::{Brief, BriefTurn, Change, Hold, Keeping, Row, Statement, args, values};
use crate::error::StoreError;
use crate::open::Store;
use crate::row::corrupt;

/// What somebody wants to book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateAsked {
    /// The event, or the date of a series.
    pub id: EventId,
    /// Who asks.
    pub person: UnionId,
    /// The rooms.
    pub rooms: Vec<RoomId>,
    /// The hash by which the client names it, where it does.
    pub token: Option<String>,
}

impl DateAsked {
    /// The events that its id may name, and which date of each; `None` is one that does not repeat.
    pub fn candidates(&self) -> impl Iterator<Item = (EventId, Option<EpochMillis>)> {
        candidates(&self.id)
    }
}

fn candidates(id: &EventId) -> impl Iterator<Item = (EventId, Option<EpochMillis>)> + use<> {
    let date = Occurrence::parse_id(id).map(|(event, origin)| (event, Some(origin)));
    std::iter::once((id.clone(), None)).chain(date)
}

/// A room that a date may get, of which it is known how long it is held around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomAsked {
    /// The event, or the date of a series.
    pub id: EventId,
    /// The room.
    pub room: RoomId,
    /// For how many milliseconds before and after the date it is held.
    pub buffers: (i64, i64),
}

/// Those who book, and the rooms.
#[derive(Debug, Default)]
pub struct FactsFound {
    /// People; who is nobody of the organisation is left out.
    pub people: HashMap<UnionId, PersonToBook>,
    /// Rooms; what is not there is left out.
    pub rooms: HashMap<RoomId, RoomToBook>,
}

/// What those who book together are judged by.
#[derive(Debug)]
pub struct FoundTogether {
    /// The organisation's zone.
    pub zone: Zone,
    /// The newest number of the change feed.
    pub feed_head: i64,
    /// What was asked for of people and rooms.
    pub facts: FactsFound,
    /// The events, each with the one date that is asked for, and its rooms. A series of which no date
    /// is asked for has none.
    pub events: HashMap<EventId, EventToBook>,
    /// The tokens to which a reply is kept already.
    pub kept: HashSet<String>,
    /// What holds the rooms of which it was told how they are held, as [`Together::held`] gives it;
    /// `None` where asking for it costs next to nothing and it was not asked for.
    pub held: Option<Vec<HeldTime>>,
}

/// Time that a room's booking holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldTime {
    /// The room.
    pub room: RoomId,
    /// From when until when.
    pub held: Slot,
    /// The event.
    pub event: EventId,
    /// Which date of it.
    pub origin: EpochMillis,
}

/// What is written for one of those who book together.
#[derive(Debug, Clone, PartialEq)]
pub struct DateBooked {
    /// The event.
    pub event: EventId,
    /// Who books.
    pub by: UnionId,
    /// The rooms that they get.
    pub bookings: Vec<Booking>,
    /// What is to be told of it.
    pub notices: Vec<Notice>,
    /// How the client named it, and the reply.
    pub reply: Option<(ClientToken, String)>,
    /// When it was asked for.
    pub now: EpochMillis,
}

/// Several who book rooms of one organisation. Dropped without [`Together::commit`] it leaves
/// nothing.
pub struct Together {
    tx: Brief,
    corp: CorpId,
    /// How many numbers of the calendar were taken.
    taken: i64,
    /// Those of them that are not used.
    numbers: std::ops::Range<i64>,
}

/// The turn of some who book rooms of one organisation.
pub struct TogetherTurn {
    turn: BriefTurn,
    corp: CorpId,
}

impl Store {
    /// Waits for the turn; nothing has begun yet.
    pub async fn together(&self, corp: &CorpId, hold: Hold) -> Result<TogetherTurn, StoreError> {
        Ok(TogetherTurn { turn: self.db.brief(hold).await?, corp: corp.clone() })
    }
}

impl TogetherTurn {
    /// Does what they need. On SQLite that goes on where nobody waits for it any more, and may not
    /// wait for anything but what it is given: all who write wait for it.
    ///
    /// # Errors
    ///
    /// Where it could not be done, or was lost by a panic.
    pub async fn work<W, F>(self, work: W) -> Result<F::Output, StoreError>
    where
        W: FnOnce(Together) -> F + Send + 'static,
        F: Future<Output: Send + 'static> + Send + 'static,
    {
        let Self { turn, corp } = self;
        // No numbers are taken so far.
        turn.work(|tx| work(Together { tx, corp, taken: 0, numbers: 0..0 })).await
    }
}

impl Together {
    /// Loads what counts, of rooms and their time, of people and of rooms those that are named here,
    /// and holds the organisation from here on, where it is to be held; `None` where there is no such
    /// one. No two may ask for the same event.
    pub async fn find(
        &mut self,
        asked: &[DateAsked],
        rooms_asked: &[RoomAsked],
        people: &[UnionId],
        rooms: &[RoomId],
        now: EpochMillis,
    ) -> Result<Option<FoundTogether>, StoreError> {
        let most: usize = asked.iter().map(|one| one.rooms.len() + 1).sum();
        self.taken = i64::try_from(most).expect("what is asked fits into memory");
        let keeping = self.keeping();
        let named: Vec<_> = asked.iter().flat_map(DateAsked::candidates).collect();
        let is_near = self.tx.is_near();
        let mut reads = self.reads(asked, &named, now);
        if !is_near {
            let dates = named.iter().map(|(id, date)| json!([id.as_str(), date.map(|at| at.0)]));
            reads.extend(self.dates_asked(&self.sql().dates, dates.collect()));
            reads.extend(self.held_asked(rooms_asked));
        }
        reads.extend(self.facts_asked(people, rooms));
        let (organisation, rows) = self.tx.begin(&keeping, reads).await?;
        let Some(organisation) = organisation.first() else {
            return Ok(None);
        };
        let corp = self.corp.as_str();
        let last = organisation.int("calendar_head")?;
        self.numbers = last - self.taken + 1..last + 1;
        let zone = organisation.get::<Option<String>>("time_zone")?;
        let zone = zone.map_or_else(|| Ok(Zone::default()), |name| Zone::parse(&name));
        let zone = zone.map_err(corrupt("organisations", "time_zone", corp))?;
        let mut rows = rows.into_iter();
        let mut next = || rows.next().unwrap_or_default();
        let feed_head = next().first().map_or(Ok(0), |row| row.int("head"))?;
        let mut events = events_of(&next())?;
        let names_any = asked.iter().any(|one| one.token.is_some());
        let kept = if names_any { next() } else { Vec::new() };
        let kept = kept.iter().map(|row| row.text("token_hash")).collect::<Result<_, _>>()?;
        let mut held = None;
        if !is_near {
            add_dates(&mut events, &next(), &next())?;
            let rows = (!rooms_asked.is_empty()).then(&mut next);
            let times = rows.iter().flatten().map(held_time).collect::<Result<_, _>>()?;
            held = Some(times);
        }
        let facts = read_facts(people, rooms, next)?;
        if is_near {
            let dates = named.iter().filter_map(|(id, date)| meant(events.get(id)?, *date));
            let dates = self.dates_asked(&self.sql().known_dates, dates.collect());
            let rows = self.tx.rows_of_each(dates).await?;
            let [occurrences, bookings] = &rows[..] else {
                unreachable!("two statements have two answers");
            };
            add_dates(&mut events, occurrences, bookings)?;
        }
        Ok(Some(FoundTogether { zone, feed_head, facts, events, kept, held }))
    }

    /// Loads people and rooms.
    pub async fn facts(
        &mut self,
        people: &[UnionId],
        rooms: &[RoomId],
    ) -> Result<FactsFound, StoreError> {
        let statements = self.facts_asked(people, rooms);
        if statements.is_empty() {
            return Ok(FactsFound::default());
        }
        let mut rows = self.tx.rows_of_each(statements).await?.into_iter();
        read_facts(people, rooms, || rows.next().unwrap_or_default())
    }

    /// One statement for each kind of which there are any.
    fn facts_asked(&self, people: &[UnionId], rooms: &[RoomId]) -> Vec<Statement> {
        let sql = self.sql();
        let of = |sql: &'static str, ids: Vec<&str>| {
            let args = args![self.corp.as_str(), json!(ids).to_string()].to_vec();
            (!ids.is_empty()).then(|| Statement { sql: sql.into(), args })
        };
        let people = of(&sql.people, people.iter().map(UnionId::as_str).collect());
        let rooms = of(&sql.rooms, rooms.iter().map(RoomId::as_str).collect());
        people.into_iter().chain(rooms).collect()
    }

    fn sql(&self) -> &'static Sql {
        Sql::of(self.tx.db())
    }

    /// Keeps the organisation, and takes numbers of its calendar.
    fn keeping(&self) -> Keeping {
        let sql = self.sql();
        Keeping {
            hold: &sql.holding,
            look: &sql.looking,
            hold_unchanged: &sql.holding_unchanged,
            args: args![self.corp.as_str(), self.taken],
        }
    }

    fn reads(
        &self,
        asked: &[DateAsked],
        named: &[(EventId, Option<EpochMillis>)],
        now: EpochMillis,
    ) -> Vec<Statement> {
        let sql = self.sql();
        let corp = self.corp.as_str();
        let ids: Vec<_> = named.iter().map(|(id, _)| id.as_str()).collect();
        let ids = args![corp, json!(ids).to_string()].to_vec();
        let mut all = vec![
            Statement { sql: FEED_HEAD.into(), args: Vec::new() },
            Statement { sql: (&sql.events).into(), args: ids },
        ];
        let tokens: Vec<_> = asked.iter().filter_map(|one| one.token.as_deref()).collect();
        if !tokens.is_empty() {
            let args = args![corp, json!(tokens).to_string(), now.0].to_vec();
            all.push(Statement { sql: (&sql.tokens).into(), args });
        }
        all
    }

    /// Dates and their rooms.
    fn dates_asked(&self, sql: &'static Dates, dates: Vec<Json>) -> Vec<Statement> {
        let args = args![self.corp.as_str(), Json::Array(dates).to_string()];
        let each = [&sql.occurrences, &sql.bookings];
        each.map(|sql| Statement { sql: sql.into(), args: args.to_vec() }).into()
    }

    /// What holds each of some rooms in a span of its own, in no order; some of it more than once,
    /// where spans of a room overlap.
    pub async fn held(&mut self, spans: &[(RoomId, Slot)]) -> Result<Vec<HeldTime>, StoreError> {
        if spans.is_empty() {
            return Ok(Vec::new());
        }
        let spans =
            spans.iter().map(|(room, span)| json!([room.as_str(), span.start().0, span.end().0]));
        let args = args![self.corp.as_str(), Json::Array(spans.collect()).to_string()].to_vec();
        let asked = Statement { sql: (&self.sql().held).into(), args };
        let rows = self.tx.rows_of_each(vec![asked]).await?;
        rows.iter().flatten().map(held_time).collect()
    }

    /// The same in the spans that dates need which are still to be found.
    fn held_asked(&self, asked: &[RoomAsked]) -> Option<Statement> {
        if asked.is_empty() {
            return None;
        }
        let rows = asked.iter().flat_map(|RoomAsked { id, room, buffers: (before, after) }| {
            candidates(id).map(move |(event, date)| {
                json!([room.as_str(), event.as_str(), date.map(|at| at.0), before, after])
            })
        });
        let rows = Json::Array(rows.collect()).to_string();
        let args = args![self.corp.as_str(), rows].to_vec();
        Some(Statement { sql: (&self.sql().held_of_dates).into(), args })
    }

    /// Ends: writes what all of them get, and commits. Nobody may be answered before. Where nobody
    /// gets anything, nothing is written. False where somebody changed the organisation meanwhile,
    /// which was not held: then nothing was written, and nothing that was decided counts.
    pub async fn commit(mut self, booked: &[DateBooked]) -> Result<bool, StoreError> {
        if booked.iter().all(|one| one.bookings.is_empty() && one.reply.is_none()) {
            return Ok(self.tx.leave());
        }
        let (keeping, changes) = (self.keeping(), self.changes(booked));
        self.tx.finish(&keeping, changes).await
    }

    fn changes(&mut self, booked: &[DateBooked]) -> Vec<Change> {
        let (sql, corp) = (self.sql(), self.corp.clone());
        let corp = corp.as_str();
        let mut bookings: Vec<_> = booked
            .iter()
            .flat_map(|one| one.bookings.iter().map(move |booking| (booking, one)))
            .collect();
        // Sorted, as the guard of PostgreSQL wants them.
        bookings.sort_by(|(a, _), (b, _)| (&a.room, a.held).cmp(&(&b.room, b.held)));
        let bookings = bookings
            .into_iter()
            .map(|(booking, one)| calendar::booking_values(corp, booking, &one.by, one.now));
        let bookings = bookings.collect();
        let (mut notices, mut touched) = (Vec::new(), Vec::new());
        let mut number = || self.numbers.next().expect("a number for each room, and one more");
        for one in booked.iter().filter(|one| !one.bookings.is_empty()) {
            for notice in &one.notices {
                let (kind, body) = (notice.kind.word(), notice.body.to_string());
                notices.push(values![corp, number(), kind, &notice.event, body, one.now.0]);
            }
            touched.push(values![corp, one.event.as_str(), one.now.0, number()]);
        }
        let kept = booked.iter().filter_map(|one| {
            let (token, reply) = one.reply.as_ref()?;
            let until = one.now.plus_seconds(REPLY_LIFETIME_SECONDS).0;
            Some(values![corp, &token.token, &token.request, reply, until])
        });
        let kept = kept.collect();
        let changes = [
            Change { sql: &sql.put_bookings, rows: bookings },
            Change { sql: &sql.put_notices, rows: notices },
            Change { sql: &sql.put_replies, rows: kept },
            Change { sql: &sql.touch_events, rows: touched },
        ];
        changes.into_iter().filter(|change| !change.rows.is_empty()).collect()
    }
}

/// Which of an event's dates are meant, for [`Sql::known_dates`]: the only one where it does not
/// repeat, of a series the one that is asked for; `None` where there is none.
fn meant(whole: &EventToBook, date: Option<EpochMillis>) -> Option<Json> {
    let (first, last) = match (&whole.event.recurrence, date) {
        (None, None) => (i64::MIN, i64::MAX),
        (Some(_), Some(date)) => (date.0, date.0),
        _ => return None,
    };
    Some(json!([whole.event.id.as_str(), first, last]))
}

fn held_time(row: &Row) -> Result<HeldTime, StoreError> {
    Ok(HeldTime {
        room: RoomId::new(row.text("room_id")?),
        held: calendar::held_of(row)?,
        event: EventId::new(row.text("event_id")?),
        origin: EpochMillis(row.int("origin")?),
    })
}

/// From the answers to what was asked for, of each kind of which there are any.
fn read_facts(
    people: &[UnionId],
    rooms: &[RoomId],
    mut next: impl FnMut() -> Vec<Row>,
) -> Result<FactsFound, StoreError> {
    let mut facts = FactsFound::default();
    if !people.is_empty() {
        facts.people = read_people(&next())?;
    }
    if !rooms.is_empty() {
        facts.rooms = read_rooms(&next())?;
    }
    Ok(facts)
}
