//! `MeetingRoomRespond`: somebody who may says yes or no to a booking.

use std::collections::HashSet;

use axum::body::Body;
use http::Response;
use openrooms_core::access::{Viewer, may_manage};
use openrooms_core::calendar::rooms as rule;
use openrooms_core::calendar::{Booking, BookingState, EventState};
use openrooms_core::directory::is_name;
use openrooms_core::id::{EventId, RoomId, UnionId};
use openrooms_core::time::EpochMillis;
use openrooms_protocol::Wrapped;
use openrooms_protocol::calendar::MeetingRoomRespond;
use openrooms_store::{RoomToBook, Writing};

use super::problem::CalendarProblem;
use super::rooms::{self, Target};
use super::{check_calendar, event_id, series, wish};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// How long a reason is, in characters.
const LONGEST_REASON: usize = 2_000;

/// `POST /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/meetingRooms/{roomId}/respond`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<MeetingRoomRespond, _, _, _>(call, read, act).await
}

/// Who says what to which booking.
struct Wish {
    by: UnionId,
    id: EventId,
    room: RoomId,
    word: Word,
}

enum Word {
    Yes,
    No { reason: Option<String> },
}

fn read(given: Given<MeetingRoomRespond>) -> Result<(UnionId, Wish), Problem> {
    let by = UnionId::new(given.path.user_id);
    check_calendar(&given.path.calendar_id)?;
    let id = event_id(given.path.event_id)?;
    if given.path.room_id.trim().is_empty() {
        return wish::wrong("roomId must be provided.");
    }
    let room = RoomId::new(given.path.room_id);
    let reason = given.body.reason.filter(|reason| !reason.trim().is_empty());
    if reason.as_ref().is_some_and(|reason| !is_name(reason, LONGEST_REASON)) {
        return wish::wrong(format!(
            "reason must be text of one line, {LONGEST_REASON} characters at most"
        ));
    }
    let word = match given.body.response_status.as_deref() {
        Some("accepted") => Word::Yes,
        Some("declined") => Word::No { reason },
        _ => return wish::wrong("responseStatus must be accepted or declined"),
    };
    Ok((by.clone(), Wish { by, id, room, word }))
}

async fn act(asked: Asked, wish: Wish) -> Result<Wrapped<bool>, Problem> {
    let (mut writing, operator) = asked.begin().await?;
    let operator = operator.ok_or(Problem::OperatorUnknown)?;
    let rooms = std::slice::from_ref(&wish.room);
    // The right to answer for the room comes first: others learn of no event.
    let found = writing.rooms_to_book(rooms).await?;
    check_may_decide(&wish, &operator, found.get(&wish.room))?;
    let target = Target::any(&mut writing, &wish.id).await?;
    let slots: Vec<_> = target.occurrences.iter().map(|occurrence| occurrence.slot).collect();
    let organiser = target.whole.event.organiser.clone();
    let loaded = rooms::load(&mut writing, rooms, &slots, &organiser, None, asked.now).await?;
    let had: Vec<_> = target.bookings().filter(|had| had.room == wish.room).cloned().collect();
    if had.is_empty() {
        return Err(CalendarProblem::RoomNotAsked.into());
    }
    let says_yes = matches!(wish.word, Word::Yes);
    let anew = match wish.word {
        Word::Yes => {
            target.check_takes_place()?;
            let booker = rooms::booker(&mut writing, &organiser).await?;
            let asking = target.asking(&booker, asked.now);
            let had = rule::approve(&asking, &target.occurrences, &wish.room, &loaded.known());
            had.map_err(|refused| rooms::problem(refused, &loaded))?
        }
        Word::No { reason } => {
            let standing = had.into_iter().filter(|had| had.state.holds());
            let coming = standing.filter(|had| asked.now < had.slot.end());
            let state = BookingState::Declined { by: Some(wish.by), reason };
            coming.map(|had| Booking { state: state.clone(), ..had }).collect()
        }
    };
    target.write(&mut writing, &anew, asked.now).await?;
    if target.is_whole_series() {
        // Dates that come get it, or no more; where some alone have it, they are meant.
        let event = &target.whole.event.id;
        if !says_yes {
            series::drop_rooms(&mut writing, event, rooms, asked.now).await?;
        } else if has_all(&mut writing, event, &wish.room, asked.now).await? {
            series::keep_rooms(&mut writing, event, rooms, asked.now).await?;
        }
    }
    asked.commit_calendar(writing, Vec::new(), Wrapped { result: true }).await
}

/// Whether each date to come of a series has a room.
async fn has_all(
    writing: &mut Writing,
    event: &EventId,
    room: &RoomId,
    now: EpochMillis,
) -> Result<bool, Problem> {
    let target = Target::whole(writing, event).await?;
    let mut holding = target.bookings().filter(|had| had.room == *room && had.state.holds());
    let holding: HashSet<_> = holding.by_ref().map(|had| had.origin).collect();
    let mut coming = target
        .occurrences
        .iter()
        .filter(|one| one.state == EventState::Confirmed && now < one.slot.end());
    Ok(coming.all(|one| holding.contains(&one.origin)))
}

/// Administrators may, and those of the room, of its group and of the groups above. That there is no
/// such room is told to administrators alone.
fn check_may_decide(
    wish: &Wish,
    operator: &Viewer,
    room: Option<&RoomToBook>,
) -> Result<(), Problem> {
    let may = room.is_some_and(|room| {
        room.rights.administrators.contains(&wish.by) || may_manage(operator, &room.groups)
    });
    match room {
        Some(_) if may => Ok(()),
        None if operator.is_admin => Err(CalendarProblem::parameter("roomId invalid").into()),
        _ => Err(CalendarProblem::NotApprover.into()),
    }
}
