//! `ListEventsView`: what lies in a span of time, series expanded.

use axum::body::Body;
use http::Response;
use openrooms_core::slot::Slot;
use openrooms_core::time::EpochMillis;
use openrooms_protocol::calendar::{EventPage, ListEventsView, ViewQuery};
use openrooms_store::CalendarPlace;

use super::list_events::shown;
use super::place::ListOf;
use super::span::{self, Next};
use super::wish::{LONGEST_MILLIS, wrong};
use super::{attendees_shown, check_calendar};
use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::change::Given;
use crate::problem::Problem;

/// `GET /v1.0/calendar/users/{userId}/calendars/{calendarId}/eventsview`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::for_user::<ListEventsView, _, _>(call, read, answer).await
}

/// Which span, and how much of what lies in it.
pub(super) struct Wish {
    from: Option<EpochMillis>,
    until: Option<EpochMillis>,
    next: Option<String>,
    most: usize,
    attendees: i64,
}

fn read(given: Given<ListEventsView>) -> Result<Wish, Problem> {
    check_calendar(&given.path.calendar_id)?;
    wish(given.query)
}

pub(super) fn wish(query: ViewQuery) -> Result<Wish, Problem> {
    let from = span::moment("timeMin", query.time_min)?;
    let until = span::moment("timeMax", query.time_max)?;
    span::check(from, until)?;
    Ok(Wish {
        from,
        until,
        next: query.next_token,
        most: span::page(query.max_results)?,
        attendees: attendees_shown(query.max_attendees.map(i64::from))?,
    })
}

pub(super) async fn answer(
    question: Question,
    asker: Asker,
    wish: Wish,
) -> Result<EventPage, Problem> {
    // The `me` form is the same list.
    let list = ListOf::calendar("ListEventsView", &question, &asker);
    let next = list.next(wish.next.as_deref(), Next::parse)?;
    // A year from the bound that is given, or from now.
    let year = |at: EpochMillis, by: i64| EpochMillis(at.0.saturating_add(by));
    let (from, until) = match (wish.from, wish.until) {
        (Some(from), Some(until)) => (from, until),
        (Some(from), None) => (from, year(from, LONGEST_MILLIS)),
        (None, Some(until)) => (year(until, -LONGEST_MILLIS), until),
        (None, None) => (question.now(), year(question.now(), LONGEST_MILLIS)),
    };
    let Ok(span) = Slot::new(from, until) else {
        return wrong("timeMax must be after timeMin");
    };
    let after = next.map_or_else(CalendarPlace::start, |next| next.place);
    // One more tells whether there is another page.
    let most = i64::try_from(wish.most).unwrap_or(i64::MAX - 1) + 1;
    let listing =
        question.store().calendar_within(&question.corp, &asker.operator, span, &after, most);
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
