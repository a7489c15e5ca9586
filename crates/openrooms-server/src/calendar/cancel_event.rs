//! `CancelEvent`: an event does not take place, and is still shown.

use axum::body::Body;
use http::Response;
use openrooms_core::calendar::EventState;
use openrooms_core::id::{EventId, UnionId};
use openrooms_protocol::Wrapped;
use openrooms_protocol::calendar::CancelEvent;

use super::hand::Hand;
use super::part::Part;
use super::{check_calendar, ending, event_id};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `POST /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/cancel`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<CancelEvent, _, _, _>(call, read, act).await
}

struct Wish {
    organiser: UnionId,
    id: EventId,
    part: Part,
}

fn read(given: Given<CancelEvent>) -> Result<(UnionId, Wish), Problem> {
    let organiser = UnionId::new(given.path.user_id);
    check_calendar(&given.path.calendar_id)?;
    let id = event_id(given.path.event_id)?;
    let part = Part::read(given.query.scope.as_deref())?.unwrap_or(Part::All);
    Ok((organiser.clone(), Wish { organiser, id, part }))
}

async fn act(asked: Asked, wish: Wish) -> Result<Wrapped<bool>, Problem> {
    let (mut writing, hand) = Hand::begin(&asked).await?;
    let found = hand.organised(&mut writing, &wish.id, &wish.organiser).await?;
    let part = Part::of(Some(wish.part), &found)?;
    ending::end(&asked, &mut writing, found, part, EventState::Cancelled).await?;
    hand.commit(&asked, writing, &wish.id, Wrapped { result: true }).await
}
