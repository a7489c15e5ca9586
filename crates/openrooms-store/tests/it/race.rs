//! Bookings by chance: one after the other against a model, and by many at once.

use std::collections::BTreeMap;

use openrooms_core::calendar::{Booking, BookingState};
use openrooms_core::id::{CorpId, EventId, RoomId, UnionId};
use openrooms_core::slot::Slot;
use openrooms_core::time::EpochMillis;
use openrooms_store::{Store, StoreError};
use tokio::task::JoinSet;

use crate::agenda::{booking, slot};
use crate::dice::{Dice, rounds};
use crate::fixture::{Fixture, NOW, Raw, later};
use crate::sample;

on_both!(
    what_a_model_allows_is_what_the_database_allows,
    writers_at_once_leave_no_overlap_and_lose_nothing,
    of_those_who_want_the_same_hour_one_has_it,
    insertions_past_the_store_at_once_leave_no_overlap,
);

/// Which occurrence of which event has which room.
type Key = (String, i64, String);

/// What is kept of bookings: when they hold, and in what state.
type Model = BTreeMap<Key, (Slot, BookingState)>;

fn key(booking: &Booking) -> Key {
    (booking.event.to_string(), booking.origin.0, booking.room.to_string())
}

/// Whether any two of a model hold a room at once.
fn overlaps(model: &Model) -> bool {
    let mut holds: Vec<_> = model
        .iter()
        .filter(|(_, (_, state))| state.holds())
        .map(|((_, _, room), (held, _))| (room, *held))
        .collect();
    holds.sort();
    holds.windows(2).any(|two| two[0].0 == two[1].0 && two[0].1.overlaps(two[1].1))
}

/// A booking by chance of one of some events, in few rooms and little time.
fn by_chance(dice: &mut Dice, events: &[String]) -> Booking {
    let event = &events[usize::try_from(dice.below(events.len() as u64)).unwrap()];
    let room = format!("room{}", dice.below(2));
    let start = dice.below(30).cast_signed() * 10;
    let held = slot(start, start + 10 + dice.below(6).cast_signed() * 10);
    let state = match dice.below(8) {
        0..4 => BookingState::Accepted,
        4 | 5 => BookingState::Waiting { until: Some(later(1)) },
        6 => BookingState::Declined { by: None, reason: None },
        _ => BookingState::Released,
    };
    let origin = EpochMillis(dice.below(3).cast_signed());
    Booking { origin, state, ..booking(event, &room, held) }
}

/// One to three of them, of different keys: as a series, a move or an approval writes them.
fn some_by_chance(dice: &mut Dice, events: &[String]) -> Vec<Booking> {
    let count = 1 + dice.below(3);
    let some = (0..count).map(|_| by_chance(dice, events));
    some.map(|booking| (key(&booking), booking)).collect::<BTreeMap<_, _>>().into_values().collect()
}

/// Writes them; false where the guard refuses, and nothing else may.
async fn put(store: &Store, bookings: &[Booking]) -> bool {
    let mut writing = store.writing(&CorpId::new("corp")).await.unwrap().unwrap();
    match writing.put_bookings(bookings, &UnionId::new("ann"), NOW).await {
        Ok(()) => {
            writing.commit_calendar([], NOW).await.unwrap();
            true
        }
        Err(StoreError::Overlap(_)) => false,
        Err(other) => panic!("{other:?}"),
    }
}

/// All that is kept, but what was given back.
async fn kept(store: &Store, events: &[String]) -> Model {
    let mut kept = Model::new();
    for event in events {
        let bookings = store.bookings(&CorpId::new("corp"), &EventId::new(event)).await.unwrap();
        kept.extend(bookings.iter().map(|each| (key(each), (each.held, each.state.clone()))));
    }
    kept
}

/// What a model says is kept so.
fn shown(model: &Model) -> Model {
    let mut shown = model.clone();
    shown.retain(|_, (_, state)| *state != BookingState::Released);
    shown
}

/// No two rows share a moment of a room: asked of the table itself.
async fn assert_no_overlap(fixture: &Fixture) {
    let mut raw = fixture.raw().await;
    let sql = "SELECT a.event_id || ' ' || a.origin || ' and ' || b.event_id || ' ' || b.origin \
               FROM bookings a JOIN bookings b ON b.corp_id = a.corp_id AND b.room_id = a.room_id \
               WHERE a.state IN ('accepted', 'waiting') AND b.state IN ('accepted', 'waiting') \
                 AND (a.event_id <> b.event_id OR a.origin <> b.origin) \
                 AND a.held_from < b.held_until AND b.held_from < a.held_until";
    assert_eq!(raw.texts(sql).await, [""; 0]);
    raw.close().await;
}

async fn what_a_model_allows_is_what_the_database_allows(fixture: &Fixture) {
    let events: Vec<_> = (0..4).map(|at| format!("event{at}")).collect();
    for seed in 0..rounds() {
        fixture.try_replace(&sample::contents(vec![])).await.unwrap();
        fixture.save(&[sample::organisation("corp")]).await;
        let (mut dice, mut model) = (Dice(seed), Model::new());
        let mut refused = 0;
        for step in 0..60 {
            let bookings = some_by_chance(&mut dice, &events);
            let mut wanted = model.clone();
            wanted.extend(bookings.iter().map(|each| (key(each), (each.held, each.state.clone()))));
            let is_allowed = !overlaps(&wanted);
            let was_taken = put(&fixture.store, &bookings).await;
            assert_eq!(
                was_taken, is_allowed,
                "seed {seed}, step {step}: {bookings:?} on {model:?}"
            );
            if is_allowed {
                model = wanted;
            } else {
                refused += 1;
            }
        }
        assert!((1..60).contains(&refused), "seed {seed}: {refused} were refused");
        assert_eq!(kept(&fixture.store, &events).await, shown(&model), "seed {seed}");
    }
    assert_no_overlap(fixture).await;
}

async fn writers_at_once_leave_no_overlap_and_lose_nothing(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let nodes = [fixture.store.clone(), fixture.node().await];
    for round in 0..rounds() {
        let mut writers = JoinSet::new();
        for at in 0..8 {
            let store = nodes[usize::from(at % 2 == 0)].clone();
            // Each writes events of its own: what it was told last is what must be there.
            let events: Vec<_> = (0..2).map(|n| format!("round{round}-{at}-{n}")).collect();
            writers.spawn(async move {
                let (mut dice, mut model) = (Dice(round * 100 + at), Model::new());
                for _ in 0..12 {
                    let bookings = some_by_chance(&mut dice, &events);
                    if put(&store, &bookings).await {
                        let told = bookings.iter();
                        model.extend(told.map(|each| (key(each), (each.held, each.state.clone()))));
                    }
                }
                (events, model)
            });
        }
        let mut all = Model::new();
        for (events, model) in writers.join_all().await {
            assert_eq!(kept(&fixture.store, &events).await, shown(&model), "round {round}");
            all.extend(model);
        }
        assert!(!overlaps(&all), "round {round}");
        assert_no_overlap(fixture).await;
    }
    for node in nodes.into_iter().skip(1) {
        node.close().await;
    }
}

async fn of_those_who_want_the_same_hour_one_has_it(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let nodes = [fixture.store.clone(), fixture.node().await];
    for round in 0..rounds().cast_signed() {
        let mut writers = JoinSet::new();
        for at in 0..20 {
            let store = nodes[usize::from(at % 2 == 0)].clone();
            writers.spawn(async move {
                // As a rule judges: whoever finds the room free has it for certain.
                let wish =
                    booking(&format!("{round}-{at}"), "oak", slot(round * 10, round * 10 + 10));
                let corp = CorpId::new("corp");
                let mut writing = store.writing(&corp).await.unwrap().unwrap();
                let rooms = [RoomId::new("oak")];
                if !writing.held_in(&rooms, wish.held).await.unwrap().is_empty() {
                    return false;
                }
                writing.put_bookings(&[wish], &UnionId::new("ann"), NOW).await.unwrap();
                writing.commit_calendar([], NOW).await.unwrap();
                true
            });
        }
        let had = writers.join_all().await.into_iter().filter(|had| *had).count();
        assert_eq!(had, 1, "round {round}");
    }
    assert_no_overlap(fixture).await;
    for node in nodes.into_iter().skip(1) {
        node.close().await;
    }
}

async fn insertions_past_the_store_at_once_leave_no_overlap(fixture: &Fixture) {
    fixture.save(&[sample::organisation("corp")]).await;
    let mut writers = JoinSet::new();
    for at in 0..6_u64 {
        let options = fixture.options.clone();
        writers.spawn(async move {
            let (mut raw, mut dice, mut had) = (Raw::open(&options).await, Dice(at), 0);
            for n in 0..rounds() * 3 {
                let start = dice.below(40) * 10;
                let end = start + 10 + dice.below(4) * 10;
                let sql = format!(
                    "INSERT INTO bookings (corp_id, event_id, origin, room_id, starts_at, ends_at, \
                     held_from, held_until, state, booked_by, booked_at) \
                     VALUES ('corp', 'e{at}', {n}, 'oak', {start}, {end}, {start}, {end}, \
                     'accepted', 'ann', 0)"
                );
                had += usize::from(!raw.is_refused(&sql).await);
            }
            raw.close().await;
            had
        });
    }
    let had: usize = writers.join_all().await.into_iter().sum();
    let mut raw = fixture.raw().await;
    let rows = raw.texts("SELECT event_id FROM bookings").await.len();
    raw.close().await;
    assert_eq!(rows, had, "what was taken is there, and nothing else");
    assert!(had > 0, "somebody always wins");
    assert_no_overlap(fixture).await;
}
