//! `AddAttendee`: more people are invited.

use std::collections::BTreeSet;

use axum::body::Body;
use http::Response;
use openrooms_core::calendar::{Attendee, Event};
use openrooms_core::id::{EventId, UnionId};
use openrooms_core::time::EpochMillis;
use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::AddAttendee;
use openrooms_store::Writing;
use serde_json::{Value, json};

use super::hand::Hand;
use super::people::{self, Became};
use super::{check_calendar, check_people, event_id, organised, wish};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `POST /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/attendees`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<AddAttendee, _, _, _>(call, read, act).await
}

struct Wish {
    organiser: UnionId,
    id: EventId,
    invited: Vec<Attendee>,
    /// How they are to be told, as it was given.
    told: Value,
}

fn read(given: Given<AddAttendee>) -> Result<(UnionId, Wish), Problem> {
    let organiser = UnionId::new(given.path.user_id);
    check_calendar(&given.path.calendar_id)?;
    let id = event_id(given.path.event_id)?;
    let people = given.body.attendees_to_add.unwrap_or_default();
    if people.is_empty() {
        return wish::wrong("attendeesToAdd must be provided.");
    }
    let invited = wish::attendees("attendeesToAdd", people, &organiser)?;
    let told = json!({
        "chatNotification": given.body.chat_notification,
        "pushNotification": given.body.push_notification,
    });
    Ok((organiser.clone(), Wish { organiser, id, invited, told }))
}

async fn act(asked: Asked, wish: Wish) -> Result<Nothing, Problem> {
    let (mut writing, hand) = Hand::begin(&asked).await?;
    hand.check()?;
    let found = organised(writing.sought_event(&wish.id, &wish.organiser).await?)?;
    people::check_on(&found)?;
    check_people(&mut writing, &wish.invited).await?;
    let (event, origin) = (&found.event, found.occurrence.as_ref().map(|one| one.origin));
    let before = people::invited(&mut writing, &event.id, origin).await?;
    let called_back = match origin {
        None => called_back(&mut writing, event, &wish.invited, asked.now).await?,
        Some(_) => Vec::new(),
    };
    // The answer of who is there already is kept.
    let invited = wish.invited.into_iter().map(|one| match before.get(&one.person) {
        Some(there) => Attendee { response: there.response, ..one },
        None => one,
    });
    let invited: Vec<_> = invited.filter(|one| before.get(&one.person) != Some(one)).collect();
    if !invited.is_empty() || !called_back.is_empty() {
        match origin {
            None => writing.put_attendees(event, &invited).await?,
            Some(origin) => {
                for one in &invited {
                    let person = &one.person;
                    writing.put_attendee_exception(&event.id, origin, person, Some(one)).await?;
                }
            }
        }
        for (at, one) in &called_back {
            writing.put_attendee_exception(&event.id, *at, &one.person, Some(one)).await?;
        }
        people::check_count(&mut writing, &event.id).await?;
        if !called_back.is_empty() || invited.iter().any(|one| !before.contains_key(&one.person)) {
            people::check_seats(&mut writing, event, origin, asked.now).await?;
        }
        let mut told = wish.told;
        let called_back = called_back.iter().map(|(_, one)| &one.person);
        let people: BTreeSet<_> =
            invited.iter().map(|one| &one.person).chain(called_back).collect();
        told["people"] = people.into_iter().map(UnionId::as_str).collect();
        people::told(&asked, &mut writing, event, origin, Became::Invited, told).await?;
    }
    hand.commit(&asked, writing, &wish.id, Nothing {}).await
}

/// Whoever is invited to all of a series is so to dates that they were taken off, too, and is optional
/// or not at those to which they were invited or answered by themselves, where these are not over.
async fn called_back(
    writing: &mut Writing,
    event: &Event,
    invited: &[Attendee],
    now: EpochMillis,
) -> Result<Vec<(EpochMillis, Attendee)>, Problem> {
    let mut exceptions = writing.attendee_exceptions(&event.id).await?;
    let meant = |person: &UnionId| invited.iter().find(|one| one.person == *person);
    exceptions.retain(|(_, person, there)| {
        let differs = |one: &Attendee| {
            there.as_ref().is_none_or(|there| there.is_optional != one.is_optional)
        };
        meant(person).is_some_and(differs)
    });
    if exceptions.is_empty() {
        return Ok(Vec::new());
    }
    let dates = writing.occurrences(&event.id).await?;
    let is_over = |at| dates.iter().any(|date| date.origin == at && date.slot.end() <= now);
    let called = exceptions.into_iter().filter(|(at, ..)| !is_over(*at));
    let called = called.filter_map(|(at, person, there)| {
        let one = meant(&person)?;
        let is_optional = one.is_optional;
        Some((at, there.map_or_else(|| one.clone(), |there| Attendee { is_optional, ..there })))
    });
    Ok(called.collect())
}
