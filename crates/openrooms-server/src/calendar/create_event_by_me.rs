//! `CreateEventByMe`: a new event of one's own.

use axum::body::Body;
use http::Response;
use openrooms_protocol::calendar::CreateEventByMe;

use super::{check_calendar, create_event};
use crate::call::Call;
use crate::change;

/// `POST /v1.0/calendar/me/calendars/{calendarId}/events`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::of_oneself::<CreateEventByMe, _, _>(
        call,
        |given, user| {
            check_calendar(&given.path.calendar_id)?;
            create_event::wish(given.body, user, &given.zone)
        },
        create_event::act,
    )
    .await
}
