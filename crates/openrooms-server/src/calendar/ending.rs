//! How an event ends before its time: cancelled or deleted, with its rooms given back.

use openrooms_core::calendar::series::Series;
use openrooms_core::calendar::{Booking, BookingState, Event, EventState};
use openrooms_core::time::EpochMillis;
use openrooms_store::{SoughtEvent, Writing};

use super::notice::{self, Became};
use super::part::Part;
use crate::change::Asked;
use crate::problem::Problem;

/// Ends as much of an event as is meant: all of it, one date, or one and those that follow. Rooms of
/// what is to come, or under way, are free from now on; what is over stays as it was. What has ended
/// so before is left as it is.
pub(super) async fn end(
    asked: &Asked,
    writing: &mut Writing,
    found: SoughtEvent,
    part: Part,
    state: EventState,
) -> Result<(), Problem> {
    let SoughtEvent { mut event, occurrence, .. } = found;
    let series =
        event.recurrence.as_ref().and_then(|recurrence| Series::new(&event.when, recurrence));
    let (first, is_one) = match (part, occurrence) {
        (Part::This, Some(one)) => (Some(one.origin), true),
        (Part::Following, Some(one)) => {
            let parts = series.and_then(|series| series.split(one.origin));
            // Where nothing comes before it, all of the series follows.
            let first = parts.as_ref().map(|_| one.origin);
            event.recurrence = parts.map(|(before, _)| before).or(event.recurrence);
            (first, false)
        }
        (Part::All, _) | (_, None) => (None, false),
    };
    if first.is_none() && event.state == state {
        return Ok(());
    }
    let is_meant = |origin: EpochMillis| match first {
        None => true,
        Some(first) if is_one => origin == first,
        Some(first) => origin >= first,
    };
    let mut occurrences = writing.occurrences(&event.id).await?;
    occurrences.retain(|one| {
        is_meant(one.origin) && one.state != EventState::Deleted && one.state != state
    });
    for one in &mut occurrences {
        one.state = state;
    }
    if first.is_none() {
        event.state = state;
    }
    event.updated_at = asked.now;
    writing.put_occurrences(&occurrences).await?;
    writing.put_event(&event).await?;
    let mut bookings = writing.bookings(&event.id).await?;
    bookings.retain(|one| is_meant(one.origin));
    give_back(asked, writing, bookings, &event).await?;
    let became = match state {
        EventState::Deleted => Became::Deleted,
        EventState::Confirmed | EventState::Cancelled => Became::Cancelled,
    };
    writing.tell(&[notice::of(&event, first, became)], asked.now).await?;
    Ok(())
}

/// Gives rooms back that are held, but for what is over.
async fn give_back(
    asked: &Asked,
    writing: &mut Writing,
    bookings: Vec<Booking>,
    event: &Event,
) -> Result<(), Problem> {
    let held = bookings.into_iter().filter(|one| one.state.holds() && asked.now < one.slot.end());
    let released: Vec<_> =
        held.map(|one| Booking { state: BookingState::Released, ..one }).collect();
    let notices: Vec<_> = released.iter().map(notice::given_back).collect();
    writing.put_bookings(&released, &event.organiser, asked.now).await?;
    writing.tell(&notices, asked.now).await?;
    Ok(())
}
