//! `GetMeetingRoomsSchedule`: when rooms are taken.

use axum::body::Body;
use http::Response;
use openrooms_core::access::may_see;
use openrooms_core::calendar::moment::{self, Stamp};
use openrooms_core::id::RoomId;
use openrooms_core::slot::Slot;
use openrooms_core::time::{EpochMillis, Zone};
use openrooms_protocol::calendar::{
    EventTime, GetMeetingRoomsSchedule, RoomSchedule, RoomScheduleItem, RoomSchedules,
    ScheduleOrganizer,
};
use openrooms_store::Booked;

use super::booked::{self, Looking, Rest};
use super::problem::CalendarProblem;
use super::query_meeting_rooms_busy::event_id;
use super::wish;
use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::change::Given;
use crate::problem::Problem;

const MOST_ROOMS: usize = 20;
const MOST_MILLIS: i64 = 90 * 86_400_000;

/// `POST /v1.0/calendar/users/{userId}/meetingRooms/schedules/query`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::for_user::<GetMeetingRoomsSchedule, _, _>(call, read, answer).await
}

/// Which rooms, and when.
struct Wish {
    rooms: Vec<RoomId>,
    span: Slot,
}

fn read(given: Given<GetMeetingRoomsSchedule>) -> Result<Wish, Problem> {
    let ids = given.body.room_ids.unwrap_or_default();
    if ids.is_empty() {
        return wish::wrong("query ids cannot be empty");
    }
    if ids.len() > MOST_ROOMS {
        return wish::wrong("Cannot get schedule information for more than limit.");
    }
    let mut rooms = Vec::with_capacity(ids.len());
    for id in ids {
        if id.trim().is_empty() {
            return wish::wrong("roomId must be provided.");
        }
        let id = RoomId::new(id);
        if !rooms.contains(&id) {
            rooms.push(id);
        }
    }
    let start = moment("startTime", given.body.start_time)?;
    let end = moment("endTime", given.body.end_time)?;
    let Ok(span) = Slot::new(start, end) else {
        return wish::wrong("endTime must be after startTime");
    };
    if span.millis() > MOST_MILLIS {
        return wish::wrong("Cannot query schedule for more than 90 days.");
    }
    Ok(Wish { rooms, span })
}

fn moment(name: &str, text: Option<String>) -> Result<EpochMillis, Problem> {
    let Some(text) = text.filter(|text| !text.trim().is_empty()) else {
        return wish::wrong(format!("{name} must be provided."));
    };
    Stamp::parse(&text).and_then(|stamp| stamp.at()).map_err(|error| {
        let text = format!("{name} invalid: {error}");
        CalendarProblem::TimeUnreadable(text.into()).into()
    })
}

async fn answer(question: Question, asker: Asker, wish: Wish) -> Result<RoomSchedules, Problem> {
    let looking = Looking::begin(&question).await?;
    let rooms = booked::rooms_seen(&question, &wish.rooms).await?;
    if wish.rooms.iter().any(|id| !rooms.contains_key(id)) {
        return wish::wrong("roomId invalid");
    }
    let person = asker.operator.as_str();
    let sees = |id: &&RoomId| may_see(person, &asker.viewer, &rooms[*id].visibility);
    let seen: Vec<_> = wish.rooms.iter().filter(sees).cloned().collect();
    let held = looking.held(&seen, wish.span, Rest::Passing).await?;
    let schedules = wish.rooms.into_iter().map(|id| {
        let is_seen = seen.contains(&id);
        RoomSchedule {
            schedule_items: is_seen.then(|| held.of(&id).map(item).collect()),
            error: (!is_seen).then(|| "The room is not visible to the user".to_owned()),
            room_id: id.into_string(),
        }
    });
    Ok(RoomSchedules { schedule_information: schedules.collect() })
}

fn item(one: &Booked) -> RoomScheduleItem {
    let zone = one.event.zone.clone().unwrap_or_default();
    let status = if one.waits { "TENTATIVE" } else { "BUSY" };
    let organiser = one.event.organiser.as_str().to_owned();
    RoomScheduleItem {
        status: Some(status.to_owned()),
        event_id: Some(event_id(one).into_string()),
        organizer: Some(ScheduleOrganizer { id: Some(organiser) }),
        start: Some(time(one.slot.start(), &zone)),
        end: Some(time(one.slot.end(), &zone)),
    }
}

fn time(at: EpochMillis, zone: &Zone) -> EventTime {
    EventTime::at(moment::written(at, zone), zone.name())
}
