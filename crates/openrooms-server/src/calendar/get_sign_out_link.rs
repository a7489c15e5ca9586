//! `GetSignOutLink`: the address that people open when they go.

use axum::body::Body;
use http::Response;
use openrooms_core::id::EventId;
use openrooms_protocol::calendar::{GetSignOutLink, SignOutLink};

use super::problem::CalendarProblem;
use super::{check_calendar, event_id, links};
use crate::ask;
use crate::call::Call;
use crate::change::Given;
use crate::problem::Problem;

/// `GET /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/signOutLinks`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    let base = call.base();
    ask::for_user::<GetSignOutLink, _, _>(call, read, async |question, asker, id: EventId| {
        let refused = CalendarProblem::NoSignOutLink;
        let link = links::link(&question, &asker, &id, base, "sign-out", refused).await?;
        Ok(SignOutLink { sign_out_link: Some(link) })
    })
    .await
}

fn read(given: Given<GetSignOutLink>) -> Result<EventId, Problem> {
    check_calendar(&given.path.calendar_id)?;
    event_id(given.path.event_id)
}
