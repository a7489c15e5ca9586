//! `CheckIn`: somebody came to an event; the same as `SignIn`.

use axum::body::Body;
use http::Response;
use openrooms_protocol::calendar::{CheckIn, CheckedIn};
use openrooms_store::Signing;

use super::signing::{self, Wish};
use crate::call::Call;
use crate::change::{self, Asked};
use crate::problem::Problem;

/// `POST /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/checkIn`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<CheckIn, _, _, _>(call, |given| signing::read(given.path), act).await
}

async fn act(asked: Asked, wish: Wish) -> Result<CheckedIn, Problem> {
    let (writing, at) = signing::sign(&asked, wish, Signing::In).await?;
    asked.commit_calendar(writing, Vec::new(), CheckedIn { check_in_time: Some(at.0) }).await
}
