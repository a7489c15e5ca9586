//! `GetSignInLink`: the address that people open when they come.

use axum::body::Body;
use http::Response;
use openrooms_core::id::EventId;
use openrooms_protocol::calendar::{GetSignInLink, SignInLink};

use super::problem::CalendarProblem;
use super::{check_calendar, event_id, links};
use crate::ask;
use crate::call::Call;
use crate::change::Given;
use crate::problem::Problem;

/// `GET /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/signInLinks`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    let base = call.base();
    ask::for_user::<GetSignInLink, _, _>(call, read, async |question, asker, id: EventId| {
        let refused = CalendarProblem::NoSignInLink;
        let link = links::link(&question, &asker, &id, base, "sign-in", refused).await?;
        Ok(SignInLink { sign_in_link: Some(link) })
    })
    .await
}

fn read(given: Given<GetSignInLink>) -> Result<EventId, Problem> {
    check_calendar(&given.path.calendar_id)?;
    event_id(given.path.event_id)
}
