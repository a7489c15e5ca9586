//! `ListEventsInstances`: the occurrences of a series, from one of them on.

use axum::body::Body;
use http::Response;
use openrooms_core::calendar::Occurrence;
use openrooms_core::id::EventId;
use openrooms_core::time::EpochMillis;
use openrooms_protocol::calendar::{Instances, ListEventsInstances};
use openrooms_store::{CalendarFilter, CalendarPlace};

use super::list_events::shown;
use super::problem::CalendarProblem;
use super::{attendees_shown, check_calendar, found, span, wish};
use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::change::Given;
use crate::problem::Problem;

/// `GET /v1.0/calendar/users/{userId}/calendars/{calendarId}/instances`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::for_user::<ListEventsInstances, _, _>(call, read, answer).await
}

/// Which occurrences, and how many.
struct Wish {
    series: EventId,
    first: Option<String>,
    most: usize,
    attendees: i64,
}

fn read(given: Given<ListEventsInstances>) -> Result<Wish, Problem> {
    check_calendar(&given.path.calendar_id)?;
    let query = given.query;
    let Some(series) = query.series_master_id.filter(|id| !id.trim().is_empty()) else {
        return wish::wrong("seriesMasterId must be provided.");
    };
    Ok(Wish {
        series: EventId::new(series),
        first: query.start_recurrence_id.filter(|id| !id.is_empty()),
        most: span::page(query.max_results)?,
        attendees: attendees_shown(query.max_attendees.map(i64::from))?,
    })
}

async fn answer(question: Question, asker: Asker, wish: Wish) -> Result<Instances, Problem> {
    let (store, corp, person) = (question.store(), &question.corp, &asker.operator);
    let sought = store.sought_event(corp, &wish.series, person);
    let event = found(question.patiently(sought).await?)?.event;
    let after = match wish.first {
        None => CalendarPlace::start(),
        Some(first) => {
            let missing = || Problem::from(CalendarProblem::InstanceNotFound);
            let origin = origin(&event.id, &first).ok_or_else(missing)?;
            let finding = store.occurrence(corp, &event.id, origin);
            let first = question.patiently(finding).await?.ok_or_else(missing)?;
            CalendarPlace {
                rank: first.slot.start().0,
                event: event.id.clone(),
                origin: first.origin.0.saturating_sub(1),
            }
        }
    };
    let most = i64::try_from(wish.most).unwrap_or(i64::MAX);
    let filter = CalendarFilter::default();
    let listing = store.occurrences_after(corp, person, &event.id, &filter, &after, most);
    let listed = question.patiently(listing).await?;
    Ok(Instances { events: shown(&question, &asker, listed, wish.attendees).await? })
}

/// The origin that an occurrence's id names; the number of it is enough.
fn origin(event: &EventId, id: &str) -> Option<EpochMillis> {
    match Occurrence::parse_id(&EventId::new(id)) {
        Some((of, origin)) if of == *event => Some(origin),
        Some(_) => None,
        None => id.parse().ok().map(EpochMillis),
    }
}
