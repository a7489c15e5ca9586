//! `ListEventsViewByMe`: what lies in a span of one's own time, series expanded.

use axum::body::Body;
use http::Response;
use openrooms_protocol::calendar::ListEventsViewByMe;

use super::{check_calendar, list_events_view};
use crate::ask;
use crate::call::Call;

/// `GET /v1.0/calendar/me/calendars/{calendarId}/eventsview`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::of_oneself::<ListEventsViewByMe, _, _>(
        call,
        |given| {
            check_calendar(&given.path.calendar_id)?;
            list_events_view::wish(given.query)
        },
        list_events_view::answer,
    )
    .await
}
