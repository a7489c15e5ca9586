//! `RemoveAttendee`: people are invited no more.

use std::collections::HashSet;

use axum::body::Body;
use http::Response;
use openrooms_core::calendar::Attendee;
use openrooms_core::id::{EventId, UnionId};
use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::{NewAttendee, RemoveAttendee};
use serde_json::json;

use super::hand::Hand;
use super::people::{self, Became};
use super::{check_calendar, check_people, event_id, organised, wish};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `POST
/// /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/attendees/batchRemove`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<RemoveAttendee, _, _, _>(call, read, act).await
}

struct Wish {
    organiser: UnionId,
    id: EventId,
    people: Vec<Attendee>,
    /// Whether whoever asks names themselves.
    names_oneself: bool,
}

fn read(given: Given<RemoveAttendee>) -> Result<(UnionId, Wish), Problem> {
    let organiser = UnionId::new(given.path.user_id);
    check_calendar(&given.path.calendar_id)?;
    let id = event_id(given.path.event_id)?;
    let people = given.body.attendees_to_remove.unwrap_or_default();
    if people.is_empty() {
        return wish::wrong("attendeesToRemove must be provided.");
    }
    let names_oneself = people.iter().any(|one| one.id.as_deref() == Some(organiser.as_str()));
    let people = people.into_iter().map(|one| NewAttendee { id: one.id, is_optional: None });
    let people = wish::attendees("attendeesToRemove", people.collect(), &organiser)?;
    Ok((organiser.clone(), Wish { organiser, id, people, names_oneself }))
}

async fn act(asked: Asked, wish: Wish) -> Result<Nothing, Problem> {
    let (mut writing, hand) = Hand::begin(&asked).await?;
    hand.check()?;
    let found = organised(writing.sought_event(&wish.id, &wish.organiser).await?)?;
    people::check_on(&found)?;
    if wish.names_oneself {
        return wish::wrong("the organizer cannot be removed");
    }
    check_people(&mut writing, &wish.people).await?;
    let (event, origin) = (&found.event, found.occurrence.as_ref().map(|one| one.origin));
    let mut there: HashSet<UnionId> =
        people::invited(&mut writing, &event.id, origin).await?.into_keys().collect();
    if origin.is_none() {
        // Whoever is invited to some dates alone goes from these.
        let dates = writing.attendee_exceptions(&event.id).await?;
        there.extend(dates.into_iter().filter_map(|(_, person, invited)| invited.map(|_| person)));
    }
    let meant = wish.people.into_iter().map(|one| one.person);
    let gone: Vec<_> = meant.filter(|person| there.contains(person)).collect();
    if !gone.is_empty() {
        match origin {
            None => writing.remove_attendees(&event.id, &gone).await?,
            Some(origin) => {
                for person in &gone {
                    writing.put_attendee_exception(&event.id, origin, person, None).await?;
                }
            }
        }
        let told = json!({ "people": gone.iter().map(UnionId::as_str).collect::<Vec<_>>() });
        people::told(&asked, &mut writing, event, origin, Became::Uninvited, told).await?;
    }
    hand.commit(&asked, writing, &wish.id, Nothing {}).await
}
