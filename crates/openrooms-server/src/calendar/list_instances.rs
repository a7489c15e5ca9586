//! `ListInstances`: the occurrences of a series.

use axum::body::Body;
use http::Response;
use openrooms_core::id::EventId;
use openrooms_protocol::calendar::{EventPage, ListInstances};
use openrooms_store::{CalendarFilter, CalendarPlace};

use super::list_events::shown;
use super::place::ListOf;
use super::span::{self, Next};
use super::{attendees_shown, check_calendar, event_id, found};
use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::change::Given;
use crate::problem::Problem;

/// `GET /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/instances`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::for_user::<ListInstances, _, _>(call, read, answer).await
}

/// Which occurrences, and how many.
struct Wish {
    series: EventId,
    filter: CalendarFilter,
    next: Option<String>,
    most: usize,
    attendees: i64,
}

fn read(given: Given<ListInstances>) -> Result<Wish, Problem> {
    check_calendar(&given.path.calendar_id)?;
    let query = given.query;
    let ends_after = span::moment("timeMin", query.time_min)?;
    let begins_before = span::moment("timeMax", query.time_max)?;
    span::check(ends_after, begins_before)?;
    Ok(Wish {
        series: event_id(given.path.event_id)?,
        filter: CalendarFilter { ends_after, begins_before, ..CalendarFilter::default() },
        next: query.next_token,
        most: span::page(query.max_results)?,
        attendees: attendees_shown(query.max_attendees.map(i64::from))?,
    })
}

async fn answer(question: Question, asker: Asker, wish: Wish) -> Result<EventPage, Problem> {
    let (store, corp, person) = (question.store(), &question.corp, &asker.operator);
    let list = ListOf::calendar("ListInstances", &question, &asker).of(wish.series.as_str());
    let next = list.next(wish.next.as_deref(), Next::parse)?;
    let sought = store.sought_event(corp, &wish.series, person);
    let event = found(question.patiently(sought).await?)?.event;
    let after = next.map_or_else(CalendarPlace::start, |next| next.place);
    // One more tells whether there is another page.
    let most = i64::try_from(wish.most).unwrap_or(i64::MAX - 1) + 1;
    let listing = store.occurrences_after(corp, person, &event.id, &wish.filter, &after, most);
    let mut listed = question.patiently(listing).await?;
    let has_more = listed.len() > wish.most;
    listed.truncate(wish.most);
    let last = listed.last().filter(|_| has_more);
    let next_token = last.map(|last| {
        let next = Next { place: last.place.clone(), head: None };
        list.token(&next.place())
    });
    let events = shown(&question, &asker, listed, wish.attendees).await?;
    Ok(EventPage { events, next_token })
}
