//! `ListAttendees`: who is invited, and what they answered.

use axum::body::Body;
use http::Response;
use openrooms_core::id::{EventId, UnionId};
use openrooms_protocol::calendar::{AttendeePage, ListAttendees, PRIMARY_CALENDAR};
use openrooms_store::PersonPlace;

use super::place::ListOf;
use super::problem::CalendarProblem;
use super::{found, reply};
use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::change::Given;
use crate::problem::Problem;

/// People on a page where nothing else is said.
const DEFAULT: i32 = 100;
/// The most that there are.
const MOST: i32 = 500;

/// `GET /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/attendees`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::for_user::<ListAttendees, _, _>(call, read, answer).await
}

struct Wish {
    id: EventId,
    next: Option<String>,
    most: usize,
}

fn read(given: Given<ListAttendees>) -> Result<Wish, Problem> {
    if given.path.calendar_id != PRIMARY_CALENDAR {
        return Err(CalendarProblem::ListedCalendar("calendarId invalid".into()).into());
    }
    if given.path.event_id.trim().is_empty() {
        return Err(CalendarProblem::ListedEvent("eventId cannot be blank".into()).into());
    }
    let most = match given.query.max_results.unwrap_or(DEFAULT) {
        0 => DEFAULT,
        most @ 1..=MOST => most,
        _ => return Err(CalendarProblem::ListedTooMany.into()),
    };
    Ok(Wish {
        id: EventId::new(given.path.event_id),
        next: given.query.next_token,
        most: usize::try_from(most).unwrap_or(1),
    })
}

/// Where a list of people goes on: what its token says, or else its beginning.
pub(super) fn after(list: ListOf<'_>, token: Option<&str>) -> Result<PersonPlace, Problem> {
    let place = list.next(token, |place| {
        let (rank, person) = place.split_once('.')?;
        Some(PersonPlace { rank: rank.parse().ok()?, person: UnionId::new(person) })
    });
    Ok(place?.unwrap_or_else(PersonPlace::start))
}

/// The same as a token.
pub(super) fn token(list: ListOf<'_>, place: &PersonPlace) -> String {
    list.token(&format!("{}.{}", place.rank, place.person))
}

async fn answer(question: Question, asker: Asker, wish: Wish) -> Result<AttendeePage, Problem> {
    let (store, corp) = (question.store(), &question.corp);
    let list = ListOf::calendar("ListAttendees", &question, &asker).of(wish.id.as_str());
    let after = after(list, wish.next.as_deref())?;
    let sought = store.sought_event(corp, &wish.id, &asker.operator);
    let key = found(question.patiently(sought).await?)?.key();
    // One more tells whether there is another page.
    let most = i64::try_from(wish.most).unwrap_or(i64::MAX - 1) + 1;
    let listing = store.attendees_after(corp, &key, &after, most);
    let mut listed = question.patiently(listing).await?;
    let has_more = listed.len() > wish.most;
    listed.truncate(wish.most);
    let next_token = listed.last().filter(|_| has_more).map(|(place, _)| token(list, place));
    let attendees = listed.into_iter().map(|(_, one)| reply::attendee(one, &asker.operator));
    Ok(AttendeePage { attendees: attendees.collect(), next_token })
}
