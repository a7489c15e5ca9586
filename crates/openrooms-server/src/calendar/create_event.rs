//! `CreateEvent`: a new event.

use axum::body::Body;
use http::Response;
use openrooms_core::calendar::recurrence::Recurrence;
use openrooms_core::calendar::{Attendee, Event, EventState, Response as Answer, When};
use openrooms_core::id::UnionId;
use openrooms_core::time::Zone;
use openrooms_protocol::calendar::{CalendarEvent, CreateEvent, NewEvent};
use openrooms_store::{EventKey, Writing};

use super::hand::Hand;
use super::notice::{self, Became};
use super::problem::CalendarProblem;
use super::reply::{self, Presence};
use super::wish::{self, Fields};
use super::{DEFAULT_ATTENDEES, check_calendar, check_people, dates, repeats};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `POST /v1.0/calendar/users/{userId}/calendars/{calendarId}/events`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<CreateEvent, _, _, _>(call, read, act).await
}

/// 24 hours.
const DAY_SECONDS: i64 = 86_400;

/// An event to be made.
pub(super) struct Wish {
    organiser: UnionId,
    summary: String,
    when: When,
    recurrence: Option<Recurrence>,
    fields: Fields,
}

fn read(given: Given<CreateEvent>) -> Result<(UnionId, Wish), Problem> {
    let organiser = UnionId::new(given.path.user_id);
    check_calendar(&given.path.calendar_id)?;
    let wish = wish(given.body, organiser.clone(), &given.zone)?;
    Ok((organiser, wish))
}

pub(super) fn wish(body: NewEvent, organiser: UnionId, zone: &Zone) -> Result<Wish, Problem> {
    let mut body = wish::without_empty(body);
    if body == NewEvent::default() {
        return wish::wrong("Event must be provided.");
    }
    let mut fields = wish::fields(&mut body, &organiser)?;
    let Some(summary) = fields.summary.take() else {
        return wish::wrong("Event summary cannot be blank");
    };
    let when = wish::when(&body, zone)?;
    let recurrence = body.recurrence.as_ref().map(|given| repeats::read(given, &when));
    Ok(Wish { organiser, summary, recurrence: recurrence.transpose()?.flatten(), when, fields })
}

/// Whether the person may make one more event, where that is bounded.
async fn check_limit(
    writing: &mut Writing,
    asked: &Asked,
    organiser: &UnionId,
) -> Result<(), Problem> {
    let Some(most) = asked.node().events_a_day else { return Ok(()) };
    let since = asked.now.plus_seconds(-DAY_SECONDS);
    if writing.events_made_since(organiser, since, i64::from(most)).await? < i64::from(most) {
        return Ok(());
    }
    Err(CalendarProblem::TooManyEvents(most).into())
}

pub(super) async fn act(asked: Asked, wish: Wish) -> Result<CalendarEvent, Problem> {
    let (mut writing, hand) = Hand::begin(&asked).await?;
    hand.check()?;
    let Wish { organiser, summary, when, recurrence, fields } = wish;
    check_limit(&mut writing, &asked, &organiser).await?;
    let invited = fields.attendees.unwrap_or_default();
    check_people(&mut writing, &invited).await?;
    let mut event = Event {
        id: asked.new_event_id(),
        organiser: organiser.clone(),
        summary,
        description: fields.description,
        when,
        recurrence,
        state: EventState::Confirmed,
        created_at: asked.now,
        updated_at: asked.now,
        beyond: fields.beyond.kept(),
    };
    let (dates, made_until) = dates::first(&mut event, asked.now)?;
    writing.put_event(&event).await?;
    writing.put_occurrences(&dates).await?;
    writing.set_made_until(&event.id, made_until).await?;
    let organises =
        Attendee { person: organiser.clone(), is_optional: false, response: Answer::Accepted };
    let everybody: Vec<_> = std::iter::once(organises).chain(invited).collect();
    writing.put_attendees(&event, &everybody).await?;
    writing.count_as_made(&event).await?;
    writing.tell(&[notice::of(&event, None, Became::Created)], asked.now).await?;
    let key = EventKey::whole(event.id.clone());
    let mut views = writing.event_views(&[key], DEFAULT_ATTENDEES).await?;
    let view = views.pop().ok_or(Problem::Fault)?;
    let reply = reply::event(view, Presence::There, &asked.corp, &organiser);
    hand.commit(&asked, writing, &event.id, reply).await
}
