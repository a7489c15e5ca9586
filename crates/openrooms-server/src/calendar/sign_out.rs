//! `SignOut`: somebody went from an event.

use axum::body::Body;
use http::Response;
use openrooms_protocol::calendar::{CheckedOut, SignOut};
use openrooms_store::Signing;

use super::signing::{self, Wish};
use crate::call::Call;
use crate::change::{self, Asked};
use crate::problem::Problem;

/// `POST /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/signOut`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<SignOut, _, _, _>(call, |given| signing::read(given.path), act).await
}

async fn act(asked: Asked, wish: Wish) -> Result<CheckedOut, Problem> {
    let (writing, at) = signing::sign(&asked, wish, Signing::Out).await?;
    asked.commit_calendar(writing, Vec::new(), CheckedOut { check_out_time: Some(at.0) }).await
}
