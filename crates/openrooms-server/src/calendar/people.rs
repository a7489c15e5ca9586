//! Who is invited, as `AddAttendee`, `RemoveAttendee` and `RespondEvent` change it: to all of an
//! event, or to one date of a series.

use std::collections::HashMap;

use openrooms_core::calendar::rooms as rule;
use openrooms_core::calendar::{Attendee, Event, EventState};
use openrooms_core::id::{EventId, UnionId};
use openrooms_core::time::EpochMillis;
use openrooms_store::{Notice, NoticeKind, SoughtEvent, Writing};
use serde_json::{Value, json};

use super::rooms;
use super::wish::wrong;
use crate::change::Asked;
use crate::problem::Problem;

/// What became of people in an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Became {
    Invited,
    Uninvited,
    Answered,
}

impl Became {
    const fn word(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Uninvited => "uninvited",
            Self::Answered => "answered",
        }
    }
}

/// Nobody is invited to, answers, or comes to what does not take place.
pub(super) fn check_on(found: &SoughtEvent) -> Result<(), Problem> {
    let state = found.occurrence.as_ref().map_or(found.event.state, |one| one.state);
    if state != EventState::Confirmed {
        return wrong("the event is cancelled");
    }
    Ok(())
}

/// Who is invited by now: to all of the event, or to the one date that is meant.
pub(super) async fn invited(
    writing: &mut Writing,
    event: &EventId,
    origin: Option<EpochMillis>,
) -> Result<HashMap<UnionId, Attendee>, Problem> {
    let all = writing.attendees(event).await?;
    let mut all: HashMap<_, _> = all.into_iter().map(|one| (one.person.clone(), one)).collect();
    let Some(origin) = origin else {
        return Ok(all);
    };
    for (at, person, there) in writing.attendee_exceptions(event).await? {
        match there {
            _ if at != origin => {}
            Some(there) => _ = all.insert(person, there),
            None => _ = all.remove(&person),
        }
    }
    Ok(all)
}

/// The most that are invited to an event.
const MOST_IN_ALL: i64 = 5_000;

/// Refuses more people than an event takes: the caller, who has written who is invited, must not commit.
pub(super) async fn check_count(writing: &mut Writing, event: &EventId) -> Result<(), Problem> {
    if writing.invited_count(event).await? > MOST_IN_ALL {
        return wrong(format!("attendees must be {MOST_IN_ALL} at most in all"));
    }
    Ok(())
}

/// Refuses people who are more than the seats of a room that the event has, where it counts them: the
/// caller, who has written who is invited, must not commit. Of one date, where it is named.
pub(super) async fn check_seats(
    writing: &mut Writing,
    event: &Event,
    origin: Option<EpochMillis>,
    now: EpochMillis,
) -> Result<(), Problem> {
    let mut bookings = writing.bookings(&event.id).await?;
    bookings.retain(|had| {
        let is_meant = origin.is_none_or(|origin| had.origin == origin);
        is_meant && had.state.holds() && now < had.slot.end()
    });
    if bookings.is_empty() {
        return Ok(());
    }
    let mut ids: Vec<_> = bookings.iter().map(|had| had.room.clone()).collect();
    ids.sort();
    ids.dedup();
    let loaded = rooms::load(writing, &ids, &[], &event.organiser, None, now).await?;
    let booker = rooms::booker(writing, &event.organiser).await?;
    let people = writing.coming(&event.id).await?;
    rule::seat(&booker, &bookings, loaded.known().rooms, &people, now)
        .map_err(|refused| rooms::problem(refused, &loaded))
}

/// Tells of those who come, and of those who go, where there are any.
pub(super) async fn tell_who(
    asked: &Asked,
    writing: &mut Writing,
    event: &Event,
    origin: Option<EpochMillis>,
    (come, gone): (&[UnionId], &[UnionId]),
) -> Result<(), Problem> {
    for (became, people) in [(Became::Invited, come), (Became::Uninvited, gone)] {
        if !people.is_empty() {
            let people = people.iter().map(UnionId::as_str).collect::<Vec<_>>();
            told(asked, writing, event, origin, became, json!({ "people": people })).await?;
        }
    }
    Ok(())
}

/// Tells whoever syncs, and the outbox.
pub(super) async fn told(
    asked: &Asked,
    writing: &mut Writing,
    event: &Event,
    origin: Option<EpochMillis>,
    became: Became,
    mut more: Value,
) -> Result<(), Problem> {
    writing.touch_event(&event.id, asked.now).await?;
    more["change"] = json!(became.word());
    more["origin"] = json!(origin.map(|origin| origin.0));
    more["organizer"] = json!(event.organiser.as_str());
    let event = event.id.as_str().to_owned();
    let notice = Notice { kind: NoticeKind::MembersChanged, event, body: more };
    writing.tell(&[notice], asked.now).await?;
    Ok(())
}
