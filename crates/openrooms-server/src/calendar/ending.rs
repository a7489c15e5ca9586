//! How an event ends before its time: cancelled or deleted, with its rooms given back.

use std::collections::HashSet;

use openrooms_core::calendar::plan::{Follows, Planned};
use openrooms_core::calendar::rooms as rule;
use openrooms_core::calendar::{Booking, Event, EventState};
use openrooms_store::{SoughtEvent, Writing};

use super::notice::{self, Became};
use super::part::Part;
use super::{dates, rooms};
use crate::change::Asked;
use crate::problem::Problem;

/// Ends as much of an event as is meant: all of it, one date, or one and those that follow. Rooms of
/// what is to come, or under way, are free from now on; what is over stays as it was. Where one may
/// not be given back any more, the whole is refused: the caller must not commit. What has ended so
/// before is left as it is.
pub(super) async fn end(
    asked: &Asked,
    writing: &mut Writing,
    found: SoughtEvent,
    part: Part,
    state: EventState,
) -> Result<(), Problem> {
    let SoughtEvent { mut event, occurrence, .. } = found;
    let mut occurrences = dates::all(writing, &event).await?;
    let named = occurrence.map(dates::planned);
    let (first, is_one) = match (part, named) {
        (Part::This, Some(one)) => (Some(one), true),
        (Part::Following, Some(one)) => {
            let parts = dates::series(&event).and_then(|series| series.split(one.meant));
            // Where nothing comes before it, all of the series follows.
            let first = parts.as_ref().map(|_| one);
            event.recurrence = parts.map(|(before, _)| before).or(event.recurrence);
            (first, false)
        }
        (Part::All, _) | (_, None) => (None, false),
    };
    if first.is_none() && event.state == state {
        return Ok(());
    }
    let is_meant = |one: &Planned| match &first {
        None => true,
        Some(first) if is_one => one.occurrence.origin == first.occurrence.origin,
        Some(first) => one.meant >= first.meant,
    };
    occurrences.retain(is_meant);
    let meant: HashSet<_> = occurrences.iter().map(|one| one.occurrence.origin).collect();
    let is_left = |one: &Planned| {
        one.occurrence.state != EventState::Deleted && one.occurrence.state != state
    };
    let ending = occurrences.into_iter().filter(is_left).map(|mut one| {
        one.occurrence.state = state;
        // The series ends before it: should it go on again, it is one that comes back.
        if first.is_some() && !is_one {
            one.follows = Follows::Nothing;
        }
        dates::kept(one)
    });
    let ending: Vec<_> = ending.collect();
    if first.is_none() {
        event.state = state;
    }
    event.updated_at = asked.now;
    writing.put_occurrences(&ending).await?;
    writing.put_event(&event).await?;
    if !is_one {
        writing.set_made_until(&event.id, None).await?;
    }
    let mut bookings = writing.bookings(&event.id).await?;
    bookings.retain(|one| meant.contains(&one.origin));
    give_back(asked, writing, bookings, &event).await?;
    let became = match state {
        EventState::Deleted => Became::Deleted,
        EventState::Confirmed | EventState::Cancelled => Became::Cancelled,
    };
    let first = first.map(|first| first.occurrence.origin);
    writing.tell(&[notice::of(&event, first, became)], asked.now).await?;
    Ok(())
}

/// Gives rooms back that are held, but for what is over.
async fn give_back(
    asked: &Asked,
    writing: &mut Writing,
    mut bookings: Vec<Booking>,
    event: &Event,
) -> Result<(), Problem> {
    bookings.retain(|one| one.state.holds() && asked.now < one.slot.end());
    if bookings.is_empty() {
        return Ok(());
    }
    let mut ids: Vec<_> = bookings.iter().map(|one| one.room.clone()).collect();
    ids.sort();
    ids.dedup();
    let loaded = rooms::load(writing, &ids, &[], &event.organiser, None, asked.now).await?;
    let booker = rooms::booker(writing, &event.organiser).await?;
    let given_back = rule::give_back(&booker, &bookings, loaded.known().rooms, asked.now)
        .map_err(|refused| rooms::problem(refused, &loaded))?;
    rooms::write(writing, event, &bookings, &given_back, asked.now).await
}
