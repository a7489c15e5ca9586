//! Changes of a series: of one of its dates, of one and those that follow, of all.
//!
//! Dates keep their ids and what was changed of them by itself. Where a date and those that follow
//! are changed, they become a series of their own: the dates before keep theirs.

use std::collections::{HashMap, HashSet};

use openrooms_core::calendar::plan::{Follows, Planned, replan};
use openrooms_core::calendar::recurrence::{Recurrence, WrongRecurrence};
use openrooms_core::calendar::rooms::{self as rule, MOST_ROOMS};
use openrooms_core::calendar::series::Series;
use openrooms_core::calendar::{
    Attendee, Booking, BookingState, Event, EventState, Occurrence, When,
};
use openrooms_core::id::{EventId, RoomId};
use openrooms_core::slot::Slot;
use openrooms_core::time::EpochMillis;
use openrooms_protocol::calendar::NewEvent;
use openrooms_store::{EventKey, Writing};

use super::beyond::{Beyond, Different};
use super::notice::{self, Became};
use super::wish::{self, Fields};
use super::{dates, patch_event, people, repeats, rooms};
use crate::change::Asked;
use crate::problem::Problem;

/// What a series, or some of it, is to become.
pub(super) struct Change {
    pub(super) fields: Fields,
    /// Start, end and recurrence, which are read against those that there are.
    pub(super) times: NewEvent,
}

/// Changes one date by itself. What it then has as its series says is not its own, and goes along with
/// it.
pub(super) async fn change_one(
    asked: &Asked,
    writing: &mut Writing,
    event: &Event,
    date: Occurrence,
    change: Change,
) -> Result<EventKey, Problem> {
    let Change { fields, times } = change;
    if let Some(given) = &times.recurrence {
        let how = repeats::read(given, &event.when)?;
        if how.is_some() && how != event.recurrence {
            return wish::wrong("recurrence is that of a series: scope must be following or all");
        }
    }
    let before = when_of(event, date.slot);
    let when = wish::moved(&times, &before)?;
    if when.as_ref().is_some_and(|when| when.kind != event.when.kind) {
        return wish::wrong("isAllDay is that of a series: scope must be following or all");
    }
    let was_apart = date.beyond.is_some();
    let mut planned = dates::planned(date);
    // Days are those of the series' clock, whichever is named.
    let slot = when.map(|when| when.along(&event.when));
    if let Some(slot) = slot.filter(|slot| *slot != planned.occurrence.slot) {
        let meant = dates::series(event).and_then(|series| series.meant(planned.meant));
        planned.occurrence.slot = slot;
        planned.follows = if meant == Some(slot) { Follows::Series } else { Follows::Itself };
    }
    let own = Different::of(planned.occurrence.beyond.as_deref());
    let different = Different {
        summary: fields.summary.or(own.summary).filter(|own| *own != event.summary),
        description: fields
            .description
            .or(own.description)
            .filter(|own| event.description.as_ref() != Some(own)),
        beyond: fields.beyond.over(own.beyond).unlike(&Beyond::of(event.beyond.as_deref())),
        ..own
    };
    planned.occurrence.beyond = different.kept();
    let mut date = dates::kept(planned);
    if was_apart && date.beyond.is_none() {
        date.beyond = Different { was_apart, ..Different::default() }.kept();
    }
    writing.put_occurrences(std::slice::from_ref(&date)).await?;
    if let Some(invited) = fields.attendees {
        invite(asked, writing, event, &date, invited).await?;
    }
    rooms::move_bookings(writing, event, std::slice::from_ref(&date), asked.now).await?;
    writing.touch_event(&event.id, asked.now).await?;
    let told = notice::of(event, Some(date.origin), Became::Updated);
    writing.tell(&[told], asked.now).await?;
    Ok(EventKey { event: event.id.clone(), origin: Some(date.origin) })
}

/// When a date of an event is.
fn when_of(event: &Event, slot: Slot) -> When {
    let plain = || When { slot, hours: None, ..event.when.clone() };
    dates::series(event).map_or_else(plain, |series| series.when_of(slot))
}

/// Has these invited to one date, whoever is to the others.
async fn invite(
    asked: &Asked,
    writing: &mut Writing,
    event: &Event,
    date: &Occurrence,
    invited: Vec<Attendee>,
) -> Result<(), Problem> {
    let of_event = writing.attendees(&event.id).await?;
    let mut there: HashMap<_, _> =
        of_event.into_iter().map(|one| (one.person.clone(), one)).collect();
    for (origin, person, exception) in writing.attendee_exceptions(&event.id).await? {
        if origin != date.origin {
            continue;
        }
        match exception {
            Some(one) => there.insert(person, one),
            None => there.remove(&person),
        };
    }
    there.remove(&event.organiser);
    let has_grown = invited.len() > there.len();
    let mut come = Vec::new();
    for one in invited {
        let before = there.remove(&one.person);
        if before.is_none() {
            come.push(one.person.clone());
        }
        let response = before.as_ref().map_or(one.response, |before| before.response);
        let one = Attendee { response, ..one };
        if before.as_ref() != Some(&one) {
            let person = one.person.clone();
            writing.put_attendee_exception(&event.id, date.origin, &person, Some(&one)).await?;
        }
    }
    let mut gone: Vec<_> = there.into_keys().collect();
    gone.sort();
    for person in &gone {
        writing.put_attendee_exception(&event.id, date.origin, person, None).await?;
    }
    people::tell_who(asked, writing, event, Some(date.origin), (&come, &gone)).await?;
    if has_grown {
        people::check_seats(writing, event, Some(date.origin), asked.now).await?;
    }
    Ok(())
}

/// Changes a date and those that follow: they become a series of their own, under a new id, with
/// their rooms and whoever is invited. Where nothing comes before it, the whole series is changed.
pub(super) async fn change_following(
    asked: &Asked,
    writing: &mut Writing,
    event: Event,
    date: Occurrence,
    change: Change,
) -> Result<EventKey, Problem> {
    let planned = dates::planned(date);
    let mut change = change;
    if let Some(given) = &change.times.recurrence
        && repeats::read(given, &event.when)? == event.recurrence
    {
        // As it was told of all: its number of occurrences is shared out.
        change.times.recurrence = None;
    }
    let parts = dates::series(&event).and_then(|series| series.split(planned.meant));
    let Some((head, tail)) = parts else {
        return change_all(asked, writing, event, Some(planned), change).await;
    };
    let id = asked.new_event_id();
    let (tail, moved) = split(asked, writing, event, &planned, id, (head, tail)).await?;
    let named = moved.into_iter().find(|one| one.occurrence.origin == planned.occurrence.origin);
    change_all(asked, writing, tail, named, change).await
}

/// Makes a series of a date and those that follow, and ends the old one before it. Gives the new
/// one and its dates.
async fn split(
    asked: &Asked,
    writing: &mut Writing,
    mut event: Event,
    from: &Planned,
    id: EventId,
    (head, tail): (Recurrence, Recurrence),
) -> Result<(Event, Vec<Planned>), Problem> {
    let whole = dates::series(&event).ok_or(Problem::Fault)?;
    let first = whole.slots().find(|slot| slot.start() >= from.meant).ok_or(Problem::Fault)?;
    let new = Event {
        id,
        when: whole.when_of(first),
        recurrence: Some(tail),
        created_at: asked.now,
        updated_at: asked.now,
        ..event.clone()
    };
    let mut moved = dates::all(writing, &event).await?;
    moved.retain(|one| one.meant >= from.meant && one.follows != Follows::Nothing);
    let gone = moved.iter().cloned().map(|mut one| {
        one.follows = Follows::Nothing;
        one.occurrence.state = EventState::Deleted;
        dates::kept(one)
    });
    let gone: Vec<_> = gone.collect();
    for one in &mut moved {
        one.occurrence.event = new.id.clone();
    }
    let kept: Vec<_> = moved.iter().cloned().map(dates::kept).collect();
    let made_until = writing.made_until(&event.id).await?;
    event.recurrence = Some(head);
    event.updated_at = asked.now;
    writing.put_event(&event).await?;
    writing.set_made_until(&event.id, None).await?;
    writing.put_event(&new).await?;
    // What goes on goes on from there.
    writing.set_made_until(&new.id, made_until).await?;
    writing.put_occurrences(&gone).await?;
    writing.put_occurrences(&kept).await?;
    let people = writing.attendees(&event.id).await?;
    writing.put_attendees(&new, &people).await?;
    let is_moved = |origin: EpochMillis| kept.iter().any(|one| one.origin == origin);
    for (origin, person, there) in writing.attendee_exceptions(&event.id).await? {
        if is_moved(origin) {
            writing.put_attendee_exception(&new.id, origin, &person, there.as_ref()).await?;
        }
    }
    let origins: Vec<_> = kept.iter().map(|one| one.origin).collect();
    writing.move_sign_ins(&event.id, &new.id, &origins).await?;
    let mut bookings = writing.bookings(&event.id).await?;
    bookings.retain(|one| is_moved(one.origin) && one.state != BookingState::Released);
    hand_over(asked, writing, &event, &new, bookings).await?;
    let told = [notice::of(&event, None, Became::Updated), notice::of(&new, None, Became::Created)];
    writing.tell(&told, asked.now).await?;
    Ok((new, moved))
}

/// Hands bookings of one event over to another, in the same moment.
async fn hand_over(
    asked: &Asked,
    writing: &mut Writing,
    from: &Event,
    to: &Event,
    bookings: Vec<Booking>,
) -> Result<(), Problem> {
    let given_back: Vec<_> = bookings
        .iter()
        .map(|one| Booking { state: BookingState::Released, ..one.clone() })
        .collect();
    let had: Vec<_> =
        bookings.iter().map(|one| Booking { event: to.id.clone(), ..one.clone() }).collect();
    let all: Vec<_> = given_back.iter().chain(&had).cloned().collect();
    writing.put_bookings(&all, &to.organiser, asked.now).await?;
    writing.booked_as(&to.id, &from.id).await?;
    let held = |one: &&Booking| {
        bookings
            .iter()
            .any(|had| had.origin == one.origin && had.room == one.room && had.state.holds())
    };
    let mut told: Vec<_> =
        given_back.iter().filter(held).map(|one| rooms::notice(from, &bookings, one)).collect();
    told.extend(had.iter().filter(held).map(|one| rooms::notice(to, &[], one)));
    writing.tell(&told, asked.now).await?;
    Ok(())
}

/// Changes all of an event that repeats, or is to. `named` is the date that was named, if one was:
/// the times are its own then, and the others move as it does. What is asked for by its name is for
/// it, too, whatever it had of its own.
pub(super) async fn change_all(
    asked: &Asked,
    writing: &mut Writing,
    before: Event,
    named: Option<Planned>,
    change: Change,
) -> Result<EventKey, Problem> {
    let Change { fields, times } = change;
    let Fields { summary, description, attendees, beyond } = fields;
    let given = Different { summary, description, beyond, ..Different::default() };
    let mut event = Event {
        summary: given.summary.clone().unwrap_or(before.summary.clone()),
        description: given.description.clone().or(before.description.clone()),
        updated_at: asked.now,
        beyond: given.beyond.clone().over(Beyond::of(before.beyond.as_deref())).kept(),
        ..before.clone()
    };
    let series = become_when(&mut event, &before, named.as_ref(), &times)?;
    let is_other =
        series.is_some() && (event.when != before.when || event.recurrence != before.recurrence);
    if let Some(series) = series.filter(|_| is_other) {
        let reach = dates::reach(&series, asked.now);
        let mut there = dates::all(writing, &before).await?;
        for one in &mut there {
            let is_named = named
                .as_ref()
                .is_some_and(|named| named.occurrence.origin == one.occurrence.origin);
            if is_named && event.when != before.when {
                one.follows = Follows::Series;
            }
        }
        let old = dates::series(&before);
        let plan = replan(&event.id, old.as_ref(), &series, &there, asked.now, reach);
        dates::check(there.len() + plan.new.len())?;
        wish::check_lengths(plan.changed.iter().map(|one| one.occurrence.slot))?;
        writing.put_event(&event).await?;
        if old.is_none() {
            keep_rooms_that_it_holds(asked, writing, &mut event).await?;
        }
        let (changed, mut come) = dates::write(writing, &event, &series, plan).await?;
        rooms::move_bookings(writing, &event, &changed, asked.now).await?;
        let dropped = dates::dropped(&there);
        come.extend(changed.iter().filter(|one| dropped.contains(&one.origin)).cloned());
        give_rooms(asked, writing, &event, &come).await?;
    } else {
        writing.put_event(&event).await?;
    }
    let named = match named {
        Some(named) => follow(writing, &event, named.occurrence.origin, &given).await?,
        None => None,
    };
    if let Some(invited) = attendees {
        patch_event::invite(asked, writing, &event, invited.clone()).await?;
        if let Some(date) = named {
            invite(asked, writing, &event, &date, invited).await?;
        }
    }
    writing.tell(&[notice::of(&event, None, Became::Updated)], asked.now).await?;
    Ok(EventKey::whole(event.id))
}

/// Takes from a date what it had of its own of what its series was given; gives the date, if there
/// is one.
async fn follow(
    writing: &mut Writing,
    event: &Event,
    origin: EpochMillis,
    given: &Different,
) -> Result<Option<Occurrence>, Problem> {
    let dates = writing.occurrences(&event.id).await?;
    let Some(mut date) = dates.into_iter().find(|one| one.origin == origin) else {
        return Ok(None);
    };
    let own = Different::of(date.beyond.as_deref());
    let was_apart = own != Different::default();
    let kept = Different {
        summary: own.summary.filter(|_| given.summary.is_none()),
        description: own.description.filter(|_| given.description.is_none()),
        beyond: own.beyond.without(&given.beyond),
        was_apart,
        ..own
    };
    let beyond = kept.kept();
    if beyond != date.beyond {
        date.beyond = beyond;
        writing.put_occurrences(std::slice::from_ref(&date)).await?;
    }
    Ok(Some(date))
}

/// Sets when an event is to be and how it is to repeat; gives it as a series.
fn become_when(
    event: &mut Event,
    before: &Event,
    named: Option<&Planned>,
    times: &NewEvent,
) -> Result<Option<Series>, Problem> {
    let old = dates::series(before);
    let when = match (named, &old) {
        (Some(named), Some(old)) => {
            let told = old.when_of(named.occurrence.slot);
            // Whoever sends a date back as it was told moves nothing, also where it was moved by itself.
            let to = wish::moved(times, &told)?.filter(|to| *to != told);
            to.map(|to| old.moved_like(named.meant, &to))
        }
        _ => wish::moved(times, &before.when)?,
    };
    let day = |when: &When| when.zone.wall(when.slot.start()).date();
    let to = when.as_ref().unwrap_or(&before.when).clone();
    let along = || {
        let how = before.recurrence.clone();
        how.map(|how| how.moved(day(&before.when), day(&to)))
    };
    event.recurrence = match &times.recurrence {
        None => along(),
        Some(given) => match repeats::read(given, &to)? {
            // Whoever sends all of it back has not asked for another.
            Some(how) if Some(&how) == before.recurrence.as_ref() => along(),
            Some(how) => Some(how),
            None => along(),
        },
    };
    event.when = to;
    let Some(how) = &event.recurrence else { return Ok(None) };
    let series =
        Series::new(&event.when, how).ok_or_else(|| repeats::refused(WrongRecurrence::Never))?;
    event.when = series.when();
    Ok(Some(series))
}

/// Gives dates that come to a series, or come back, the rooms that it has; where one cannot be had, the
/// caller must not commit.
async fn give_rooms(
    asked: &Asked,
    writing: &mut Writing,
    event: &Event,
    come: &[Occurrence],
) -> Result<(), Problem> {
    let wanted = series_rooms(event);
    if wanted.is_empty() || come.is_empty() {
        return Ok(());
    }
    let target = rooms::Target::whole(writing, &event.id).await?;
    let slots: Vec<_> = come.iter().map(|one| one.slot).collect();
    let loaded = rooms::load(writing, &wanted, &slots, &event.organiser, None, asked.now).await?;
    // A room that is gone is had by nobody.
    let wanted: Vec<_> = wanted.into_iter().filter(|room| loaded.knows(room)).collect();
    let booker = rooms::booker(writing, &event.organiser).await?;
    let asking = target.asking(&booker, asked.now);
    let had = rule::allot(&asking, come, &wanted, &loaded.known());
    let had = had.map_err(|refused| rooms::problem(refused, &loaded))?;
    target.write(writing, &had, asked.now).await
}

/// The rooms that a series has as a whole: dates that come get them, too. Of more than a date may have,
/// the last.
pub(super) fn series_rooms(event: &Event) -> Vec<RoomId> {
    let kept = Beyond::of(event.beyond.as_deref()).series_rooms.unwrap_or_default();
    let too_many = kept.len().saturating_sub(MOST_ROOMS);
    kept.into_iter().skip(too_many).map(RoomId::new).collect()
}

/// Remembers that a series has rooms as a whole.
pub(super) async fn keep_rooms(
    writing: &mut Writing,
    id: &EventId,
    rooms: &[RoomId],
    now: EpochMillis,
) -> Result<(), Problem> {
    // What none of its dates to come has any more makes way.
    let target = rooms::Target::whole(writing, id).await?;
    let holds = |booking: &&Booking| booking.state.holds() && now < booking.slot.end();
    let held: HashSet<_> = target.bookings().filter(holds).map(|had| had.room.clone()).collect();
    remember_rooms(writing, id, now, |had| {
        had.retain(|room| held.contains(room));
        had.extend(rooms.iter().cloned());
    })
    .await
}

/// Forgets that a series has rooms as a whole.
pub(super) async fn drop_rooms(
    writing: &mut Writing,
    id: &EventId,
    rooms: &[RoomId],
    now: EpochMillis,
) -> Result<(), Problem> {
    remember_rooms(writing, id, now, |had| had.retain(|room| !rooms.contains(room))).await
}

/// What an event holds that becomes a series, the series has as a whole.
async fn keep_rooms_that_it_holds(
    asked: &Asked,
    writing: &mut Writing,
    event: &mut Event,
) -> Result<(), Problem> {
    let mut had = writing.bookings(&event.id).await?;
    had.retain(|booking| booking.state.holds());
    let had: Vec<_> = had.into_iter().map(|booking| booking.room).collect();
    keep_rooms(writing, &event.id, &had, asked.now).await?;
    *event = writing.event(&event.id).await?.ok_or(Problem::Fault)?;
    Ok(())
}

async fn remember_rooms(
    writing: &mut Writing,
    id: &EventId,
    now: EpochMillis,
    change: impl FnOnce(&mut Vec<RoomId>),
) -> Result<(), Problem> {
    let event = writing.event(id).await?.ok_or(Problem::Fault)?;
    let before = series_rooms(&event);
    let mut rooms = before.clone();
    change(&mut rooms);
    let mut seen = HashSet::new();
    rooms.retain(|room| seen.insert(room.clone()));
    if rooms != before {
        let mut beyond = Beyond::of(event.beyond.as_deref());
        let rooms: Vec<_> = rooms.into_iter().map(RoomId::into_string).collect();
        beyond.series_rooms = (!rooms.is_empty()).then_some(rooms);
        writing.put_event(&Event { beyond: beyond.kept(), updated_at: now, ..event }).await?;
    }
    Ok(())
}
