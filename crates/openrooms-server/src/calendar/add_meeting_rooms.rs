//! `AddMeetingRooms`: an event gets rooms, all that are asked for or none.

use axum::body::Body;
use http::Response;
use openrooms_core::calendar::rooms::{self as rule, MOST_ROOMS};
use openrooms_core::id::{EventId, RoomId, UnionId};
use openrooms_protocol::Wrapped;
use openrooms_protocol::calendar::{AddMeetingRooms, MeetingRoomId};

use super::rooms::{self, Target};
use super::{check_calendar, event_id, wish};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `POST /v1.0/calendar/users/{userId}/calendars/{calendarId}/events/{eventId}/meetingRooms`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::handle::<AddMeetingRooms, _, _, _>(call, read, act).await
}

/// Which rooms are to be had, for what.
struct Wish {
    organiser: UnionId,
    id: EventId,
    rooms: Vec<RoomId>,
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
    Ok((organiser.clone(), Wish { organiser, id, rooms }))
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

async fn act(asked: Asked, wish: Wish) -> Result<Wrapped<bool>, Problem> {
    let (mut writing, operator) = asked.begin().await?;
    operator.ok_or(Problem::OperatorUnknown)?;
    let target = Target::organised(&mut writing, &wish.id, &wish.organiser).await?;
    target.check_takes_place()?;
    let slots: Vec<_> = target.occurrences.iter().map(|occurrence| occurrence.slot).collect();
    let loaded =
        rooms::load(&mut writing, &wish.rooms, &slots, &wish.organiser, None, asked.now).await?;
    let booker = rooms::booker(&mut writing, &wish.organiser).await?;
    let asking = target.asking(&booker, asked.now);
    let had = rule::allot(&asking, &target.occurrences, &wish.rooms, &loaded.known());
    let had = had.map_err(|refused| rooms::problem(refused, &loaded))?;
    target.write(&mut writing, &had, asked.now).await?;
    asked.commit_calendar(writing, Vec::new(), Wrapped { result: true }).await
}
