//! `RespondEvent`: an answer to an invitation.

use axum::body::Body;
use http::Response;
use openrooms_core::calendar::{Attendee, Response as Answer};
use openrooms_core::id::{EventId, UnionId};
use openrooms_protocol::Nothing;
use openrooms_protocol::calendar::RespondEvent;
use openrooms_store::Standing;
use serde_json::json;

use super::people::{self, Became};
use super::{check_calendar, event_id, found, wish};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `POST /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/respond`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<RespondEvent, _, _, _>(call, read, act).await
}

struct Wish {
    person: UnionId,
    id: EventId,
    answer: Answer,
}

fn read(given: Given<RespondEvent>) -> Result<(UnionId, Wish), Problem> {
    let person = UnionId::new(given.path.user_id);
    check_calendar(&given.path.calendar_id)?;
    let id = event_id(given.path.event_id)?;
    let word = given.body.response_status.unwrap_or_default();
    if word.is_empty() {
        return wish::wrong("responseStatus must be provided.");
    }
    let Ok(answer) = Answer::parse(&word) else {
        return wish::wrong("responseStatus must be accepted, declined, tentative or needsAction");
    };
    Ok((person.clone(), Wish { person, id, answer }))
}

async fn act(asked: Asked, wish: Wish) -> Result<Nothing, Problem> {
    let (mut writing, operator) = asked.begin().await?;
    operator.ok_or(Problem::OperatorUnknown)?;
    let found = found(writing.sought_event(&wish.id, &wish.person).await?)?;
    people::check_on(&found)?;
    if found.standing == Standing::Organiser {
        // They take part in what they organise.
        return match wish.answer {
            Answer::Accepted => asked.commit_calendar(writing, Vec::new(), Nothing {}).await,
            _ => wish::wrong("the organizer takes part: transfer, cancel or delete the event"),
        };
    }
    let (event, origin) = (&found.event, found.occurrence.as_ref().map(|one| one.origin));
    match origin {
        None => writing.answer_event(&event.id, &wish.person, wish.answer).await?,
        Some(origin) => {
            let there = people::invited(&mut writing, &event.id, Some(origin)).await?;
            let is_optional = there.get(&wish.person).is_some_and(|one| one.is_optional);
            let person = wish.person.clone();
            let one = Attendee { person, is_optional, response: wish.answer };
            writing.put_attendee_exception(&event.id, origin, &wish.person, Some(&one)).await?;
        }
    }
    let told = json!({ "people": [wish.person.as_str()], "responseStatus": wish.answer.word() });
    people::told(&asked, &mut writing, event, origin, Became::Answered, told).await?;
    asked.commit_calendar(writing, Vec::new(), Nothing {}).await
}
