//! `ListAttendees`: who is invited, and what they answered.

use axum::body::Body;
use http::Response;
use openrooms_core::id::{EventId, UnionId};
use openrooms_protocol::calendar::{AttendeePage, ListAttendees, PRIMARY_CALENDAR};
use openrooms_store::PersonPlace;

use super::problem::CalendarProblem;
use super::{found, reply, wish};
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
    after: PersonPlace,
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
        after: place(given.query.next_token)?,
        most: usize::try_from(most).unwrap_or(1),
    })
}

/// Where a list goes on: `rank.unionId`.
pub(super) fn place(token: Option<String>) -> Result<PersonPlace, Problem> {
    let Some(token) = token.filter(|token| !token.is_empty()) else {
        return Ok(PersonPlace::start());
    };
    let parsed = token.split_once('.').and_then(|(rank, person)| {
        let number: i64 = rank.parse().ok()?;
        let is_ours = number.to_string() == rank;
        is_ours.then(|| PersonPlace { rank: number, person: UnionId::new(person) })
    });
    parsed.map_or_else(|| wish::wrong("nextToken invalid"), Ok)
}

/// The same, as a reply has it.
pub(super) fn token(place: &PersonPlace) -> String {
    format!("{}.{}", place.rank, place.person)
}

async fn answer(question: Question, asker: Asker, wish: Wish) -> Result<AttendeePage, Problem> {
    let (store, corp) = (question.store(), &question.corp);
    let sought = store.sought_event(corp, &wish.id, &asker.operator);
    let key = found(question.patiently(sought).await?)?.key();
    // One more tells whether there is another page.
    let most = i64::try_from(wish.most).unwrap_or(i64::MAX - 1) + 1;
    let listing = store.attendees_after(corp, &key, &wish.after, most);
    let mut listed = question.patiently(listing).await?;
    let has_more = listed.len() > wish.most;
    listed.truncate(wish.most);
    let next_token = listed.last().filter(|_| has_more).map(|(place, _)| token(place));
    let attendees = listed.into_iter().map(|(_, one)| reply::attendee(one, &asker.operator));
    Ok(AttendeePage { attendees: attendees.collect(), next_token })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_was_written() {
        for (rank, person) in [(0, "ann"), (1_780_000_000_000, "a.b"), (-1, "")] {
            let written = PersonPlace { rank, person: UnionId::new(person) };
            assert_eq!(place(Some(token(&written))).unwrap(), written);
        }
        for none in [None, Some(String::new())] {
            assert_eq!(place(none).unwrap(), PersonPlace::start());
        }
        for wrong in ["x", "1", "01.a", "+1.a", ".a", "99999999999999999999.a"] {
            assert!(place(Some(wrong.to_owned())).is_err(), "{wrong}");
        }
    }
}
