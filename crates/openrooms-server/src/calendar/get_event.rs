//! `GetEvent`: one event, or one occurrence of a series.

use axum::body::Body;
use http::Response;
use openrooms_core::id::EventId;
use openrooms_protocol::calendar::{CalendarEvent, GetEvent};

use super::problem::CalendarProblem;
use super::reply::{self, Presence};
use super::{attendees_shown, check_calendar, event_id, found};
use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::change::Given;
use crate::problem::Problem;

/// `GET /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::for_user::<GetEvent, _, _>(call, read, answer).await
}

fn read(given: Given<GetEvent>) -> Result<(EventId, i64), Problem> {
    check_calendar(&given.path.calendar_id)?;
    Ok((event_id(given.path.event_id)?, attendees_shown(given.query.max_attendees)?))
}

async fn answer(
    question: Question,
    asker: Asker,
    (id, most): (EventId, i64),
) -> Result<CalendarEvent, Problem> {
    let store = question.store();
    let sought = store.sought_event(&question.corp, &id, &asker.operator);
    let event = found(question.patiently(sought).await?)?;
    let keys = [event.key()];
    let views = store.event_views(&question.corp, &keys, most);
    let view = question.patiently(views).await?.pop().ok_or(CalendarProblem::EventNotFound)?;
    Ok(reply::event(view, Presence::There, &question.corp, &asker.operator))
}
