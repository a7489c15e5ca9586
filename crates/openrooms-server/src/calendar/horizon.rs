//! Series that go on: their dates are made, and hold their rooms, two years ahead, and further as
//! time goes on.
//!
//! Each series is a change of its own. Nobody is refused: a date that cannot have a room is declined
//! there, and its organiser is told.

use std::collections::HashMap;

use openrooms_core::calendar::plan::{Follows, replan};
use openrooms_core::calendar::rooms::{Skipped, allot_some};
use openrooms_core::calendar::series::horizon;
use openrooms_core::calendar::{Booking, BookingState, Event, EventState, Occurrence};
use openrooms_core::id::{CorpId, EventId};
use openrooms_core::time::{EpochMillis, Zone};
use openrooms_store::{SeriesPlace, StoreError, Writing};

use super::{dates, rooms, series};
use crate::node::Node;
use crate::problem::Problem;

/// How far behind the horizon a series may be before it is made to go on: a week, so that it is not
/// touched every day.
const BEHIND_SECONDS: i64 = 7 * 86_400;
/// Series that are looked for at once.
const MOST: i64 = 100;
/// After how many seconds one is tried again that cannot go on.
const AGAIN_SECONDS: i64 = 3_600;
/// How many that cannot go on are remembered.
const MOST_STUCK: usize = 10_000;

/// Series that cannot go on, each with when it is tried again.
pub(crate) type Stuck = HashMap<SeriesPlace, EpochMillis>;

/// Makes series go on whose dates end too near. One that cannot is told of, and left alone for an hour;
/// it keeps no other from it, however many there are.
pub(crate) async fn go_on(node: &Node, stuck: &mut Stuck) -> Result<(), StoreError> {
    let now = node.clock.now();
    stuck.retain(|_, again_at| now < *again_at);
    let utc = Zone::parse("UTC").expect("the zone database is built in");
    let then = horizon(now, &utc).plus_seconds(-BEHIND_SECONDS);
    let mut after = SeriesPlace::first();
    loop {
        let page = node.store.series_to_go_on(then, &after, MOST).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.clone();
        for place in page {
            if stuck.contains_key(&place) {
                continue;
            }
            match go_on_with(node, &place.corp, &place.event, now).await {
                Ok(()) => {}
                Err(Problem::Store(error @ StoreError::Unavailable(_))) => return Err(error),
                Err(problem) => {
                    let SeriesPlace { corp, event, .. } = &place;
                    tracing::warn!(%corp, %event, ?problem, "a series cannot go on");
                    if stuck.len() < MOST_STUCK {
                        stuck.insert(place, now.plus_seconds(AGAIN_SECONDS));
                    }
                }
            }
        }
    }
}

async fn go_on_with(
    node: &Node,
    corp: &CorpId,
    id: &EventId,
    now: EpochMillis,
) -> Result<(), Problem> {
    let Some(mut writing) = node.store.writing(corp).await? else {
        return Ok(());
    };
    let event = writing.event(id).await?;
    match event.filter(|event| event.state == EventState::Confirmed) {
        Some(event) => make(&mut writing, &event, now).await?,
        None => writing.set_made_until(id, None).await?,
    }
    Ok(writing.commit_calendar(Vec::new(), now).await?)
}

/// Makes the dates of a series up to the horizon, with its rooms.
async fn make(writing: &mut Writing, event: &Event, now: EpochMillis) -> Result<(), Problem> {
    let Some(series) = dates::series(event) else {
        return Ok(writing.set_made_until(&event.id, None).await?);
    };
    let there = dates::all(writing, event).await?;
    let reach = dates::reach(&series, now);
    let mut plan = replan(&event.id, Some(&series), &series, &there, now, reach);
    // What comes back was dropped when the series was another one.
    let dropped = dates::dropped(&there);
    plan.changed
        .retain(|one| one.follows == Follows::Series && dropped.contains(&one.occurrence.origin));
    let (back, mut come) = dates::write(writing, event, &series, plan).await?;
    come.extend(back);
    book(writing, event, &come, now).await
}

/// Books the rooms of a series for dates that come.
async fn book(
    writing: &mut Writing,
    event: &Event,
    new: &[Occurrence],
    now: EpochMillis,
) -> Result<(), Problem> {
    let wanted = series::series_rooms(event);
    if wanted.is_empty() || new.is_empty() {
        return Ok(());
    }
    let target = rooms::Target::whole(writing, &event.id).await?;
    let slots: Vec<_> = new.iter().map(|one| one.slot).collect();
    let loaded = rooms::load(writing, &wanted, &slots, &event.organiser, None, now).await?;
    let wanted: Vec<_> = wanted.into_iter().filter(|room| loaded.knows(room)).collect();
    let booker = rooms::booker(writing, &event.organiser).await?;
    let asking = target.asking(&booker, now);
    let Ok((mut had, skipped)) = allot_some(&asking, new, &wanted, &loaded.known()) else {
        // Five rooms at most, all of which are known: there is no other refusal.
        return Err(Problem::Fault);
    };
    had.extend(skipped.into_iter().map(|Skipped { room, occurrence, refusals }| Booking {
        room,
        event: event.id.clone(),
        origin: occurrence.origin,
        slot: occurrence.slot,
        held: occurrence.slot,
        state: BookingState::Declined { by: None, reason: Some(rooms::text(&refusals)) },
    }));
    target.write(writing, &had, now).await
}
