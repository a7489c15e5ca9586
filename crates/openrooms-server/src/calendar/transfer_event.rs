//! `TransferEvent`: another organiser.

use axum::body::Body;
use http::Response;
use openrooms_core::calendar::{Attendee, Event, Response as Answer, rooms as rule};
use openrooms_core::id::{EventId, UnionId};
use openrooms_core::time::EpochMillis;
use openrooms_protocol::Wrapped;
use openrooms_protocol::calendar::TransferEvent;
use openrooms_store::Writing;

use super::notice::{self, Became};
use super::people;
use super::rooms::{self, Target};
use super::{check_calendar, event_id, organised, wish};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `POST /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/transfer`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<TransferEvent, _, _, _>(call, read, act).await
}

struct Wish {
    organiser: UnionId,
    id: EventId,
    to: UnionId,
    then: Then,
}

/// What becomes of who organised it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Then {
    /// They attend it.
    Stays,
    /// It is in their calendar no more.
    Leaves,
}

fn read(given: Given<TransferEvent>) -> Result<(UnionId, Wish), Problem> {
    let organiser = UnionId::new(given.path.user_id);
    check_calendar(&given.path.calendar_id)?;
    let id = event_id(given.path.event_id)?;
    let body = given.body;
    let Some(to) = body.new_organizer_id.filter(|id| !id.trim().is_empty()) else {
        return wish::wrong("newOrganizerId must be provided.");
    };
    let then = if body.is_exit_calendar == Some(true) { Then::Leaves } else { Then::Stays };
    Ok((organiser.clone(), Wish { organiser, id, to: UnionId::new(to), then }))
}

async fn act(asked: Asked, wish: Wish) -> Result<Wrapped<bool>, Problem> {
    let (mut writing, operator) = asked.begin().await?;
    operator.ok_or(Problem::OperatorUnknown)?;
    let found = organised(writing.sought_event(&wish.id, &wish.organiser).await?)?;
    people::check_on(&found)?;
    let (before, after) = (wish.organiser, wish.to);
    let accepts =
        |person: UnionId| Attendee { person, is_optional: false, response: Answer::Accepted };
    super::check_people(&mut writing, &[accepts(after.clone())]).await?;
    if found.occurrence.is_some() {
        return wish::wrong("eventId must be that of the series");
    }
    if before == after {
        return Ok(Wrapped { result: true });
    }
    check_rooms(&mut writing, &found.event.id, &after, asked.now).await?;
    let is_one_more = wish.then == Then::Stays
        && !is_at_every_date(&mut writing, &found.event.id, &after).await?;
    let event = Event { organiser: after.clone(), updated_at: asked.now, ..found.event };
    writing.put_event(&event).await?;
    writing.transfer_bookings(&event.id, &after, asked.now).await?;
    writing.put_attendees(&event, &[accepts(after.clone()), accepts(before.clone())]).await?;
    // Whoever organises it is at every date of it.
    writing.put_at_every_date(&event.id, &[after]).await?;
    let gone = if wish.then == Then::Leaves { vec![before] } else { Vec::new() };
    if !gone.is_empty() {
        writing.remove_attendees(&event.id, &gone).await?;
    }
    people::check_count(&mut writing, &event.id).await?;
    if is_one_more {
        people::check_seats(&mut writing, &event, None, asked.now).await?;
    }
    people::tell_who(&asked, &mut writing, &event, None, (&[], &gone)).await?;
    writing.tell(&[notice::of(&event, None, Became::Transferred)], asked.now).await?;
    asked.commit_calendar(writing, Vec::new(), Wrapped { result: true }).await
}

/// Whether somebody is invited to all of an event, and taken off no date of it.
async fn is_at_every_date(
    writing: &mut Writing,
    event: &EventId,
    person: &UnionId,
) -> Result<bool, Problem> {
    if writing.attendee(event, person).await?.is_none() {
        return Ok(false);
    }
    let dates = writing.attendee_exceptions(event).await?;
    Ok(dates.iter().all(|(_, who, there)| who != person || there.is_some()))
}

/// Refuses somebody who may not have a room that the event holds.
async fn check_rooms(
    writing: &mut Writing,
    id: &EventId,
    to: &UnionId,
    now: EpochMillis,
) -> Result<(), Problem> {
    let target = Target::whole(writing, id).await?;
    let held: Vec<_> = target.bookings().filter(|had| had.state.holds()).cloned().collect();
    let (mut rooms, mut slots) = (Vec::new(), Vec::new());
    for had in held.iter().filter(|had| now < had.slot.end()) {
        slots.push(had.slot);
        if !rooms.contains(&had.room) {
            rooms.push(had.room.clone());
        }
    }
    if rooms.is_empty() {
        return Ok(());
    }
    let loaded = rooms::load(writing, &rooms, &slots, to, None, now).await?;
    let booker = rooms::booker(writing, to).await?;
    rule::hand_over(&booker, &held, &loaded.known(), now)
        .map_err(|refused| rooms::problem(refused, &loaded))
}
