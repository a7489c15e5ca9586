//! `RemoveMeetingRooms`: an event gives rooms back.

use axum::body::Body;
use http::Response;
use openrooms_core::calendar::rooms as rule;
use openrooms_core::id::{EventId, RoomId, UnionId};
use openrooms_protocol::Wrapped;
use openrooms_protocol::calendar::RemoveMeetingRooms;
use openrooms_store::Writing;

use super::add_meeting_rooms::named;
use super::hand::Hand;
use super::problem::CalendarProblem;
use super::rooms::{self, Target};
use super::{check_calendar, event_id, series, wish};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// Rooms in one call: more than an event can have, so that whoever names too many is right as well.
const MOST: usize = 100;

/// `POST /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/meetingRooms/batchRemove`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<RemoveMeetingRooms, _, _, _>(call, read, act).await
}

/// Which rooms are given back, by what.
struct Wish {
    organiser: UnionId,
    id: EventId,
    rooms: Vec<RoomId>,
}

fn read(given: Given<RemoveMeetingRooms>) -> Result<(UnionId, Wish), Problem> {
    let organiser = UnionId::new(given.path.user_id);
    check_calendar(&given.path.calendar_id)?;
    let id = event_id(given.path.event_id)?;
    let listed = given.body.meeting_rooms_to_remove.unwrap_or_default();
    if listed.is_empty() {
        return wish::wrong("Meeting rooms to remove must be provided.");
    }
    if listed.len() > MOST {
        return wish::wrong(format!("meetingRoomsToRemove must be {MOST} at most"));
    }
    let rooms = named(listed)?;
    Ok((organiser.clone(), Wish { organiser, id, rooms }))
}

async fn act(asked: Asked, wish: Wish) -> Result<Wrapped<bool>, Problem> {
    let (mut writing, hand) = Hand::begin(&asked).await?;
    hand.check()?;
    let target = Target::organised(&mut writing, &wish.id, &wish.organiser).await?;
    give_back(&asked, &mut writing, &target, &wish.rooms).await?;
    hand.commit(&asked, writing, &wish.id, Wrapped { result: true }).await
}

/// Takes rooms off an event, or off one date of a series.
pub(super) async fn give_back(
    asked: &Asked,
    writing: &mut Writing,
    target: &Target,
    given: &[RoomId],
) -> Result<(), Problem> {
    let organiser = &target.whole.event.organiser;
    let loaded = rooms::load(writing, given, &[], organiser, None, asked.now).await?;
    for room in given {
        // A room that is gone may be taken off the event that had it.
        if !loaded.knows(room) && !target.whole.bookings.iter().any(|had| had.room == *room) {
            return Err(CalendarProblem::parameter("roomId invalid").into());
        }
    }
    let booker = rooms::booker(writing, organiser).await?;
    let meant = target.bookings().filter(|had| given.contains(&had.room));
    let given_back = rule::give_back(&booker, meant, loaded.known().rooms, asked.now)
        .map_err(|refused| rooms::problem(refused, &loaded))?;
    target.write(writing, &given_back, asked.now).await?;
    if target.is_whole_series() {
        series::drop_rooms(writing, &target.whole.event.id, given, asked.now).await?;
    }
    Ok(())
}
