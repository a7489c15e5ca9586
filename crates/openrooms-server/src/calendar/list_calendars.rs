//! `ListCalendars`: the one that everybody has.

use axum::body::Body;
use http::Response;
use openrooms_protocol::calendar::{
    CalendarEntry, Calendars, CalendarsReply, ListCalendars, PRIMARY_CALENDAR,
};
use openrooms_store::Whom;

use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::change::Given;
use crate::problem::Problem;

/// `GET /v1.0/calendar/users/{userId}/calendars`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::for_user::<ListCalendars, _, _>(call, read, answer).await
}

#[expect(clippy::unnecessary_wraps, reason = "as every operation reads")]
fn read(given: Given<ListCalendars>) -> Result<openrooms_core::time::Zone, Problem> {
    Ok(given.zone)
}

async fn answer(
    question: Question,
    asker: Asker,
    zone: openrooms_core::time::Zone,
) -> Result<CalendarsReply, Problem> {
    let (store, corp) = (question.store(), &question.corp);
    let whom = Whom::UnionId(asker.operator.clone());
    let person = question.patiently(store.person(corp, &whom)).await?;
    let person = person.ok_or(Problem::OperatorUnknown)?;
    let changed = question.patiently(store.last_change(corp, &asker.operator)).await?;
    let reset = question.patiently(store.calendar_mark(corp)).await?.reset;
    let calendar = CalendarEntry {
        id: PRIMARY_CALENDAR.to_owned(),
        summary: person.name,
        description: None,
        e_tag: changed.max(reset).to_string(),
        privilege: "owner".to_owned(),
        time_zone: Some(zone.name().to_owned()),
        kind: "primary".to_owned(),
    };
    Ok(CalendarsReply { response: Calendars { calendars: vec![calendar] } })
}
