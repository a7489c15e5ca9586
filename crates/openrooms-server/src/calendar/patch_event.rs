//! `PatchEvent`: the fields of an event that are given.

use std::collections::{HashMap, HashSet};

use axum::body::Body;
use http::Response;
use openrooms_core::calendar::moment::{Stamp, written};
use openrooms_core::calendar::rooms::MOST_ROOMS;
use openrooms_core::calendar::{Attendee, Event, EventState, When, WhenKind};
use openrooms_core::id::{EventId, RoomId, UnionId};
use openrooms_core::time::EpochMillis;
use openrooms_protocol::calendar::{
    CalendarEvent, EventTime, MeetingRoomId, NewEvent, PatchEvent, RoomToHave,
};
use openrooms_store::{EventKey, SoughtEvent, Writing};

use super::beyond::Beyond;
use super::hand::Hand;
use super::notice::{self, Became};
use super::part::Part;
use super::problem::CalendarProblem;
use super::reply::{self, Presence};
use super::rooms::Target;
use super::series::Change;
use super::wish::{self, Fields};
use super::{
    DEFAULT_ATTENDEES, add_meeting_rooms, check_calendar, check_people, dates, event_id, people,
    remove_meeting_rooms, repeats, rooms, series,
};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `PUT /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<PatchEvent, _, _, _>(call, read, act).await
}

/// What an event is to become.
struct Wish {
    organiser: UnionId,
    id: EventId,
    part: Option<Part>,
    fields: Fields,
    /// Start, end and recurrence, which are read against those that there are.
    times: NewEvent,
    /// The rooms that it is to have.
    rooms: Option<Vec<RoomId>>,
}

fn read(given: Given<PatchEvent>) -> Result<(UnionId, Wish), Problem> {
    let organiser = UnionId::new(given.path.user_id);
    check_calendar(&given.path.calendar_id)?;
    let id = event_id(given.path.event_id)?;
    let part = Part::read(given.query.scope.as_deref())?;
    let mut body = given.body;
    // Whoever sends an event back as it was told means its other fields.
    let is_wish = |rooms: &Vec<RoomToHave>| {
        !rooms.is_empty() && rooms.iter().all(|room| room.response_status.is_none())
    };
    let rooms = body.meeting_rooms.take().filter(is_wish);
    let rooms = rooms.map(rooms_wanted).transpose()?;
    let (named, times) = body.into_parts();
    let mut times = wish::without_empty(times);
    match named {
        Some(named) if named.trim().is_empty() => {
            return wish::wrong("Event id summary cannot be blank");
        }
        Some(named) if named != id.as_str() => return wish::wrong("id is not that of the path"),
        Some(_) | None => {}
    }
    let fields = wish::fields(&mut times, &organiser)?;
    for (name, end) in [("start", &times.start), ("end", &times.end)] {
        check_readable(name, end.as_ref())?;
    }
    Ok((organiser.clone(), Wish { organiser, id, part, fields, times, rooms }))
}

/// The rooms that an event is to have, each once.
fn rooms_wanted(listed: Vec<RoomToHave>) -> Result<Vec<RoomId>, Problem> {
    if listed.len() > MOST_ROOMS {
        return wish::wrong("attendees batch size too large. Maximum allowed:5");
    }
    let mut seen = HashSet::new();
    let ids = listed.into_iter().map(|room| MeetingRoomId { room_id: room.room_id });
    let rooms = add_meeting_rooms::named(ids.collect())?;
    Ok(rooms.into_iter().filter(|room| seen.insert(room.clone())).collect())
}

/// Refuses a text that is no time whatever the event is; the rest is judged against it.
fn check_readable(name: &str, end: Option<&EventTime>) -> Result<(), Problem> {
    let texts = end.map(|end| [&end.date, &end.date_time]).into_iter().flatten().flatten();
    for text in texts.filter(|text| !text.trim().is_empty()) {
        if let Err(error) = Stamp::parse(text) {
            let text = format!("{name} invalid: {error}");
            return Err(CalendarProblem::TimeUnreadable(text.into()).into());
        }
    }
    Ok(())
}

async fn act(asked: Asked, wish: Wish) -> Result<CalendarEvent, Problem> {
    let (mut writing, hand) = Hand::begin(&asked).await?;
    let mut found = hand.organised(&mut writing, &wish.id, &wish.organiser).await?;
    if found.event.state == EventState::Cancelled {
        return wish::wrong("the event is cancelled");
    }
    if let Some(invited) = &wish.fields.attendees {
        check_people(&mut writing, invited).await?;
    }
    let (organiser, id) = (wish.organiser.clone(), wish.id.clone());
    let wanted = wish.rooms.clone();
    if let Some(wanted) = &wanted {
        let part = Part::of(wish.part, &found)?;
        give_back_others(&asked, &mut writing, &found, part, wanted).await?;
        // It has other rooms as a series now.
        found.event = writing.event(&found.event.id).await?.ok_or(Problem::Fault)?;
    }
    let key = change(&asked, &mut writing, found, wish).await?;
    if let Some(wanted) = wanted {
        let target = Target::of_key(&mut writing, &key).await?;
        hand.check_rooms(&mut writing, &wanted).await?;
        add_meeting_rooms::take(&asked, &mut writing, &target, &wanted).await?;
    }
    let mut views = writing.event_views(&[key], DEFAULT_ATTENDEES).await?;
    let view = views.pop().ok_or(Problem::Fault)?;
    let reply = reply::event(view, Presence::There, &asked.corp, &organiser);
    hand.commit(&asked, writing, &id, reply).await
}

/// Takes the rooms off an event that it is not to have, before it is at another time: so one moves
/// from one room to another in one change.
async fn give_back_others(
    asked: &Asked,
    writing: &mut Writing,
    found: &SoughtEvent,
    part: Part,
    wanted: &[RoomId],
) -> Result<(), Problem> {
    let is_date = found.occurrence.is_some();
    if part == Part::Following || (part == Part::All && is_date) {
        return wish::wrong("meetingRooms are of one date, or of the series by its own id");
    }
    let target = Target::of_key(writing, &found.key()).await?;
    // Also those that were declined: they are not shown any more.
    let others = target.bookings().map(|booking| &booking.room);
    let others = others.filter(|room| !wanted.contains(room));
    let others: HashSet<_> = others.cloned().collect();
    if !others.is_empty() {
        let others: Vec<_> = others.into_iter().collect();
        remove_meeting_rooms::give_back(asked, writing, &target, &others).await?;
    }
    if target.is_whole_series() {
        // Also those that none of its dates holds any more.
        let mut kept = series::series_rooms(&target.whole.event);
        kept.retain(|room| !wanted.contains(room));
        series::drop_rooms(writing, &target.whole.event.id, &kept, asked.now).await?;
    }
    Ok(())
}

/// Lets an event, or the one date of a series that an id names, end so many minutes later, on behalf
/// of its organiser, with its rooms; gives when. Where a room cannot be had then, nothing is changed:
/// the caller must not commit.
pub(super) async fn lengthen(
    asked: &Asked,
    writing: &mut Writing,
    id: &EventId,
    organiser: &UnionId,
    minutes: i32,
) -> Result<EpochMillis, Problem> {
    let found = super::organised(writing.sought_event(id, organiser).await?)?;
    let before = &found.event.when;
    if before.kind == WhenKind::AllDay {
        return wish::wrong("an event of whole days is not made longer by minutes");
    }
    let slot = found.occurrence.as_ref().map_or(before.slot, |date| date.slot);
    let end = slot.end().plus_seconds(i64::from(minutes) * 60);
    let given = EventTime {
        date_time: Some(written(end, &before.zone)),
        time_zone: Some(before.zone.name().to_owned()),
        ..EventTime::default()
    };
    let mut times = NewEvent { end: Some(given), ..NewEvent::default() };
    let fields = wish::fields(&mut times, organiser)?;
    let (organiser, id) = (organiser.clone(), id.clone());
    let wish = Wish { organiser, id, part: None, fields, times, rooms: None };
    change(asked, writing, found, wish).await?;
    Ok(end)
}

async fn change(
    asked: &Asked,
    writing: &mut Writing,
    found: SoughtEvent,
    wish: Wish,
) -> Result<EventKey, Problem> {
    let part = Part::of(wish.part, &found)?;
    let key = found.key();
    let SoughtEvent { event: before, occurrence, .. } = found;
    let Wish { fields, times, .. } = wish;
    let is_to_repeat = times.recurrence.as_ref().is_some_and(repeats::is_given);
    if before.recurrence.is_some() || is_to_repeat {
        let change = Change { fields, times };
        return match (part, occurrence) {
            (_, Some(date)) if date.state == EventState::Cancelled => {
                wish::wrong("the event is cancelled")
            }
            (Part::This, Some(date)) => {
                series::change_one(asked, writing, &before, date, change).await
            }
            (Part::Following, Some(date)) => {
                series::change_following(asked, writing, before, date, change).await
            }
            (_, date) => {
                let named = date.map(dates::planned);
                series::change_all(asked, writing, before, named, change).await
            }
        };
    }
    let when = wish::moved(&times, &before.when)?;
    let Fields { summary, description, attendees, beyond } = fields;
    let beyond = beyond.over(Beyond::of(before.beyond.as_deref()));
    let event = Event {
        summary: summary.unwrap_or(before.summary.clone()),
        description: description.or(before.description.clone()),
        when: when.clone().unwrap_or(before.when.clone()),
        updated_at: asked.now,
        beyond: beyond.kept(),
        ..before.clone()
    };
    writing.put_event(&event).await?;
    if let Some(when) = when
        && when != before.when
    {
        move_to(asked, writing, &event, &when).await?;
    }
    if let Some(invited) = attendees {
        invite(asked, writing, &event, invited).await?;
    }
    writing.tell(&[notice::of(&event, None, Became::Updated)], asked.now).await?;
    Ok(key)
}

/// Moves the one date of an event, and its rooms along; where one of them cannot be had then,
/// nothing is changed.
async fn move_to(
    asked: &Asked,
    writing: &mut Writing,
    event: &Event,
    when: &When,
) -> Result<(), Problem> {
    let mut occurrences = writing.occurrences(&event.id).await?;
    for one in &mut occurrences {
        one.slot = when.slot;
    }
    writing.put_occurrences(&occurrences).await?;
    rooms::move_bookings(writing, event, &occurrences, asked.now).await
}

/// Has these invited and nobody else, in this order. The answers of who stays are kept.
pub(super) async fn invite(
    asked: &Asked,
    writing: &mut Writing,
    event: &Event,
    invited: Vec<Attendee>,
) -> Result<(), Problem> {
    let mut before = writing.attendees(&event.id).await?;
    before.retain(|one| one.person != event.organiser);
    let count = before.len();
    let places: HashMap<_, _> =
        before.iter().enumerate().map(|(at, one)| (one.person.clone(), at)).collect();
    // Behind those who are there comes whoever is new.
    let order = |one: &Attendee| places.get(&one.person).copied().unwrap_or(count);
    let is_in_order = invited.is_sorted_by_key(order);
    let mut before: HashMap<_, _> =
        before.into_iter().map(|one| (one.person.clone(), one)).collect();
    let mut come = Vec::new();
    let kept = invited.into_iter().map(|one| {
        if let Some(there) = before.remove(&one.person) {
            return Attendee { response: there.response, ..one };
        }
        come.push(one.person.clone());
        one
    });
    let kept: Vec<_> = kept.collect();
    let has_grown = kept.len() > count;
    if is_in_order {
        writing.put_attendees(event, &kept).await?;
    } else {
        writing.put_attendees_in_order(event, &kept).await?;
    }
    let mut gone: Vec<_> = before.into_keys().collect();
    gone.sort();
    if !gone.is_empty() {
        writing.remove_attendees(&event.id, &gone).await?;
    }
    people::tell_who(asked, writing, event, None, (&come, &gone)).await?;
    if has_grown {
        people::check_seats(writing, event, None, asked.now).await?;
    }
    Ok(())
}
