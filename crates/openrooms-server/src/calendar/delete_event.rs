//! `DeleteEvent`: an event goes, with its rooms.

use axum::body::Body;
use http::Response;
use openrooms_core::calendar::EventState;
use openrooms_core::id::{EventId, UnionId};
use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::DeleteEvent;

use super::hand::Hand;
use super::part::Part;
use super::{check_calendar, ending, event_id};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `DELETE /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<DeleteEvent, _, _, _>(call, read, act).await
}

struct Wish {
    organiser: UnionId,
    id: EventId,
    part: Option<Part>,
}

fn read(given: Given<DeleteEvent>) -> Result<(UnionId, Wish), Problem> {
    let organiser = UnionId::new(given.path.user_id);
    check_calendar(&given.path.calendar_id)?;
    let (id, part) = (event_id(given.path.event_id)?, Part::read(given.query.scope.as_deref())?);
    Ok((organiser.clone(), Wish { organiser, id, part }))
}

async fn act(asked: Asked, wish: Wish) -> Result<Nothing, Problem> {
    let (mut writing, hand) = Hand::begin(&asked).await?;
    let found = hand.organised(&mut writing, &wish.id, &wish.organiser).await?;
    let part = Part::of(wish.part, &found)?;
    ending::end(&asked, &mut writing, found, part, EventState::Deleted).await?;
    hand.commit(&asked, writing, &wish.id, Nothing {}).await
}
