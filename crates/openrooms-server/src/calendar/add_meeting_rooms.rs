//! `AddMeetingRooms`: an event gets rooms, all that are asked for or none.

use axum::body::Body;
use http::Response;
use openrooms_core::calendar::moment::written;
use openrooms_core::calendar::rooms::{self as rule, MOST_ROOMS, Skipped};
use openrooms_core::calendar::{Booking, Occurrence};
use openrooms_core::id::{EventId, RoomId, UnionId};
use openrooms_protocol::calendar::{AddMeetingRooms, MeetingRoomId, RoomsAdded, SkippedDate};
use openrooms_store::Writing;
use tokio::task::JoinSet;

use super::hand::Hand;
use super::rooms::{self, Target};
use super::together::{self, Outcome};
use super::{check_calendar, event_id, series, wish};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `POST /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/meetingRooms`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle_believing::<AddMeetingRooms, _, _, _>(call, read, act).await
}

/// Which rooms are to be had, for what.
struct Wish {
    organiser: UnionId,
    id: EventId,
    rooms: Vec<RoomId>,
    /// Whether dates that cannot have a room are left out.
    skips: bool,
}

fn read(given: Given<AddMeetingRooms>) -> Result<(UnionId, Wish), Problem> {
    let organiser = UnionId::new(given.path.user_id);
    check_calendar(&given.path.calendar_id)?;
    let id = event_id(given.path.event_id)?;
    let listed = given.body.meeting_rooms_to_add.unwrap_or_default();
    if listed.len() > MOST_ROOMS {
        return wish::wrong("attendees batch size too large. Maximum allowed:5");
    }
    let rooms = named(listed)?;
    if rooms.is_empty() {
        return wish::wrong("roomId must be provided.");
    }
    let skips = given.query.skip_unavailable.unwrap_or(false);
    Ok((organiser.clone(), Wish { organiser, id, rooms, skips }))
}

/// The rooms of a list.
pub(super) fn named(listed: Vec<MeetingRoomId>) -> Result<Vec<RoomId>, Problem> {
    let ids = listed.into_iter().map(|room| room.room_id.unwrap_or_default());
    let ids = ids.map(|id| {
        if id.trim().is_empty() {
            return wish::wrong("roomId must be provided.");
        }
        Ok(RoomId::new(id))
    });
    ids.collect()
}

async fn act(asked: Asked, wish: Wish) -> Result<RoomsAdded, Problem> {
    let asked = if wish.skips {
        asked
    } else {
        match together::book(asked, &wish.id, &wish.organiser, &wish.rooms).await {
            Outcome::Done(result) => return result,
            Outcome::Alone(asked) => *asked,
        }
    };
    // A task of its own, since it judges for long where dates are many, and this may be the thread of
    // connections. It ends where nobody waits for it any more.
    let mut task = JoinSet::new();
    task.spawn(async move {
        // Before the transaction: SQLite has one connection that writes.
        asked.confirm().await?;
        alone(&asked, wish).await
    });
    let done = task.join_next().await.ok_or(Problem::Fault)?;
    done.unwrap_or_else(|error| {
        tracing::error!(%error, "booking alone ended without a reply");
        Err(Problem::Fault)
    })
}

/// Books in a transaction of its own: a series, and what those who book together leave aside.
async fn alone(asked: &Asked, wish: Wish) -> Result<RoomsAdded, Problem> {
    let (mut writing, hand) = Hand::begin(asked).await?;
    hand.check()?;
    let target = Target::organised(&mut writing, &wish.id, &wish.organiser).await?;
    target.check_takes_place()?;
    let slots: Vec<_> = target.occurrences.iter().map(|occurrence| occurrence.slot).collect();
    let loaded =
        rooms::load(&mut writing, &wish.rooms, &slots, &wish.organiser, None, asked.now).await?;
    let booker = rooms::booker(&mut writing, &wish.organiser).await?;
    let asking = target.asking(&booker, asked.now);
    let known = loaded.known();
    let (had, skipped) = if wish.skips {
        let some = rule::allot_some(&asking, &target.occurrences, &wish.rooms, &known);
        some.and_then(|(had, skipped)| {
            let none = rooms_of_none(&target, &wish.rooms, &had, &skipped);
            // As it is refused for all dates.
            if !none.is_empty() {
                rule::allot(&asking, &target.occurrences, &none, &known)?;
            }
            Ok((had, skipped))
        })
    } else {
        let all = rule::allot(&asking, &target.occurrences, &wish.rooms, &known);
        all.map(|had| (had, Vec::new()))
    }
    .map_err(|refused| rooms::problem(refused, &loaded))?;
    target.write(&mut writing, &had, asked.now).await?;
    if target.is_whole_series() {
        series::keep_rooms(&mut writing, &target.whole.event.id, &wish.rooms, asked.now).await?;
    }
    let zone = &target.whole.event.when.zone;
    let skipped = skipped.into_iter().map(|Skipped { room, occurrence, refusals }| SkippedDate {
        room_id: room.into_string(),
        event_id: Occurrence::id(&occurrence.event, occurrence.origin).into_string(),
        start: written(occurrence.slot.start(), zone),
        text: rooms::text(&refusals),
    });
    let reply = RoomsAdded { result: true, skipped: skipped.collect() };
    hand.commit(asked, writing, &wish.id, reply).await
}

/// Books rooms for an event, or for one date of a series, all or none.
pub(super) async fn take(
    asked: &Asked,
    writing: &mut Writing,
    target: &Target,
    wanted: &[RoomId],
) -> Result<(), Problem> {
    let organiser = &target.whole.event.organiser;
    let slots: Vec<_> = target.occurrences.iter().map(|occurrence| occurrence.slot).collect();
    let loaded = rooms::load(writing, wanted, &slots, organiser, None, asked.now).await?;
    let booker = rooms::booker(writing, organiser).await?;
    let asking = target.asking(&booker, asked.now);
    let had = rule::allot(&asking, &target.occurrences, wanted, &loaded.known())
        .map_err(|refused| rooms::problem(refused, &loaded))?;
    target.write(writing, &had, asked.now).await?;
    if target.is_whole_series() {
        series::keep_rooms(writing, &target.whole.event.id, wanted, asked.now).await?;
    }
    Ok(())
}

/// The rooms that no date of the series has, or can have.
fn rooms_of_none(
    target: &Target,
    rooms: &[RoomId],
    had: &[Booking],
    skipped: &[Skipped],
) -> Vec<RoomId> {
    let has = |room: &RoomId| {
        let before = target.bookings().filter(|booking| booking.state.holds());
        before.chain(had).any(|booking| booking.room == *room)
    };
    let was_skipped = |room: &RoomId| skipped.iter().any(|one| one.room == *room);
    rooms.iter().filter(|room| was_skipped(room) && !has(room)).cloned().collect()
}
