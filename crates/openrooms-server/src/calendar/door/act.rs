//! What somebody does at a room's door: takes the room, says that they are there, stays longer, goes.
//! Each is a change by the device, with its entry in the record.

use openrooms_core::calendar::rooms::{self as rule, Asking, Coming};
use openrooms_core::calendar::{
    Attendee, Booking, BookingState, Event, EventState, Occurrence, Response as Answer, When,
    WhenKind,
};
use openrooms_core::door::{holder, is_now, takes_check_in, walk_up};
use openrooms_core::id::{EventId, RoomId};
use openrooms_core::slot::Slot;
use openrooms_core::time::EpochMillis;
use openrooms_store::{DeviceOfToken, Entry, Held, Signing, Writing};
use serde_json::{Value, json};

use super::nobody;
use crate::calendar::notice::{self, Became};
use crate::calendar::{dates, patch_event, rooms};
use crate::change::Asked;
use crate::problem::Problem;

/// How long before it begins a meeting is looked for.
const AHEAD_SECONDS: i64 = 3600;

/// What is asked for at the door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wish {
    /// The room, from now on for so many minutes, under a title.
    Book {
        /// Minutes.
        minutes: i32,
        /// What the meeting is called.
        title: String,
    },
    /// Somebody has come to a meeting.
    CheckIn(EventId),
    /// A meeting is to last so many minutes longer.
    Extend(EventId, i32),
    /// A meeting is over.
    End(EventId),
}

/// Does it.
pub(crate) async fn act(
    mut asked: Asked,
    device: &DeviceOfToken,
    wish: Wish,
) -> Result<(), Problem> {
    let room = device.room.as_ref().ok_or(Problem::RoomNotFound)?;
    // What ends with a second leaves the next one to whoever comes after.
    asked.now = EpochMillis(asked.now.0 - asked.now.0.rem_euclid(1000));
    let (mut writing, _) = asked.begin().await?;
    let (event, told) = match wish {
        Wish::Book { minutes, title } => book(&asked, &mut writing, room, minutes, title).await?,
        Wish::CheckIn(id) => check_in(&asked, &mut writing, room, &id).await?,
        Wish::Extend(id, minutes) => extend(&asked, &mut writing, room, &id, minutes).await?,
        Wish::End(id) => end(&asked, &mut writing, room, &id).await?,
    };
    let mut after = json!({ "roomId": room.as_str() });
    if let (Value::Object(after), Value::Object(told)) = (&mut after, told) {
        after.extend(told);
    }
    let entry = Entry::of(Some(&asked.corp), "booking", event.into_string()).after(after);
    asked.commit(writing, entry, Vec::new()).await
}

/// The id of what was done something to, and what the record tells of it.
type Done = (EventId, Value);

async fn book(
    asked: &Asked,
    writing: &mut Writing,
    room: &RoomId,
    minutes: i32,
    title: String,
) -> Result<Done, Problem> {
    let (now, holder) = (asked.now, holder(room));
    let longest = walk_up(now, minutes, Some(minutes));
    let ids = std::slice::from_ref(room);
    let loaded = rooms::load(writing, ids, &[longest], &holder, None, now).await?;
    let known = loaded.known();
    let facts = known.rooms.get(room).ok_or(Problem::RoomNotFound)?;
    let slot = walk_up(now, minutes, facts.rules.min_length_minutes.map(|set| set.value));
    let zone = facts.zone.clone();
    let mut event = Event {
        id: asked.new_event_id(),
        organiser: holder.clone(),
        summary: title,
        description: None,
        when: When { slot, zone, kind: WhenKind::Timed, hours: None },
        recurrence: None,
        state: EventState::Confirmed,
        created_at: now,
        updated_at: now,
        beyond: None,
    };
    let (dates, _) = dates::first(&mut event, now)?;
    let booker = nobody(room);
    let asking = Asking {
        event: &event,
        repeats: openrooms_core::booking::Repeats::Once,
        booker: &booker,
        bookings: &[],
        people: &Coming { whole: 1, ..Coming::default() },
        now,
    };
    let had = rule::allot(&asking, &dates, ids, &known)
        .map_err(|refused| rooms::problem(refused, &loaded))?;
    writing.put_event(&event).await?;
    writing.put_occurrences(&dates).await?;
    let organises =
        Attendee { person: holder.clone(), is_optional: false, response: Answer::Accepted };
    writing.put_attendees(&event, &[organises]).await?;
    rooms::write(writing, &event, &[], &had, now).await?;
    for date in &dates {
        writing.sign((&event.id, date.origin), &holder, Signing::In, now).await?;
    }
    writing.tell(&[notice::of(&event, None, Became::Created)], now).await?;
    let waits = had.iter().any(|one| matches!(one.state, BookingState::Waiting { .. }));
    let told = json!({ "start": slot.start().0, "end": slot.end().0, "waits": waits });
    Ok((event.id, told))
}

async fn check_in(
    asked: &Asked,
    writing: &mut Writing,
    room: &RoomId,
    id: &EventId,
) -> Result<Done, Problem> {
    let Held { booking, organiser, .. } = meeting(asked, writing, room, id).await?;
    if !takes_check_in(booking.slot, asked.now) {
        return Err(Problem::MeetingNotHere);
    }
    let date = (&booking.event, booking.origin);
    let at = writing.sign(date, &organiser, Signing::In, asked.now).await?;
    Ok((id.clone(), json!({ "checkInTime": at.0 })))
}

async fn extend(
    asked: &Asked,
    writing: &mut Writing,
    room: &RoomId,
    id: &EventId,
    minutes: i32,
) -> Result<Done, Problem> {
    let Held { organiser, .. } = under_way(asked, writing, room, id).await?;
    let end = patch_event::lengthen(asked, writing, id, &organiser, minutes).await?;
    Ok((id.clone(), json!({ "end": end.0 })))
}

async fn end(
    asked: &Asked,
    writing: &mut Writing,
    room: &RoomId,
    id: &EventId,
) -> Result<Done, Problem> {
    let Held { organiser, .. } = under_way(asked, writing, room, id).await?;
    let target = rooms::Target::any(writing, id).await?;
    let ids = std::slice::from_ref(room);
    let loaded = rooms::load(writing, ids, &[], &organiser, None, asked.now).await?;
    let booker = rooms::booker(writing, &organiser).await?;
    let meant: Vec<&Booking> = target.bookings().filter(|had| had.room == *room).collect();
    let given_back = rule::give_back(&booker, meant, loaded.known().rooms, asked.now)
        .map_err(|refused| rooms::problem(refused, &loaded))?;
    target.write(writing, &given_back, asked.now).await?;
    Ok((id.clone(), json!({ "end": asked.now.0 })))
}

/// A meeting that has the room now.
async fn under_way(
    asked: &Asked,
    writing: &mut Writing,
    room: &RoomId,
    id: &EventId,
) -> Result<Held, Problem> {
    let held = meeting(asked, writing, room, id).await?;
    if is_now(held.booking.slot, asked.now) { Ok(held) } else { Err(Problem::MeetingNotHere) }
}

/// A meeting that has the room now or soon, by the id that the screen was told.
async fn meeting(
    asked: &Asked,
    writing: &mut Writing,
    room: &RoomId,
    id: &EventId,
) -> Result<Held, Problem> {
    let span = Slot::new(asked.now, asked.now.plus_seconds(AHEAD_SECONDS));
    let span = span.map_err(|_| Problem::Fault)?;
    let held = writing.held_in(std::slice::from_ref(room), span).await?;
    let is_meant = |held: &Held| {
        let Held { booking, repeats, .. } = held;
        let event = &booking.event;
        if *repeats { Occurrence::id(event, booking.origin) == *id } else { event == id }
    };
    held.into_iter().find(is_meant).ok_or(Problem::MeetingNotHere)
}
