//! `QueryMeetingRoomsBusy`, ours: when up to 1,000 rooms are taken, in one call.

use std::collections::{HashMap, HashSet};

use axum::body::Body;
use http::Response;
use openrooms_core::calendar::BookingState;
use openrooms_core::id::{GroupId, RoomId};
use openrooms_core::slot::Slot;
use openrooms_protocol::calendar::{BusyTime, QueryMeetingRoomsBusy, RoomBusy, RoomsBusy};

use super::{rooms_asked, span, wish};
use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::change::Given;
use crate::problem::Problem;

const MOST_ROOMS: usize = 1_000;
/// A week, with an hour more where clocks go back, and any offset.
const MOST_MILLIS: i64 = 8 * 86_400_000;

/// `POST /v1.0/calendar/users/{userId}/meetingRooms/busy/query`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::for_user::<QueryMeetingRoomsBusy, _, _>(call, read, answer).await
}

struct Asked {
    rooms: Option<Vec<RoomId>>,
    group: Option<GroupId>,
    span: Slot,
}

fn read(given: Given<QueryMeetingRoomsBusy>) -> Result<Asked, Problem> {
    let body = given.body;
    if body.room_ids.as_ref().is_some_and(|ids| ids.len() > MOST_ROOMS) {
        return wish::wrong(format!("roomIds must be {MOST_ROOMS} at most"));
    }
    if body.room_ids.is_some() && body.group_id.is_some() {
        return wish::wrong("roomIds and groupId do not go together");
    }
    let moment = |name: &str, given| match span::moment(name, given)? {
        Some(at) => Ok(at),
        None => wish::wrong(format!("{name} must be provided.")),
    };
    let start = moment("startTime", body.start_time)?;
    let end = moment("endTime", body.end_time)?;
    let Ok(span) = Slot::new(start, end) else {
        return wish::wrong("endTime must be after startTime");
    };
    if span.millis() > MOST_MILLIS {
        return wish::wrong("endTime must be 8 days after startTime at most");
    }
    let mut seen = HashSet::new();
    let rooms = body.room_ids.map(|ids| {
        let ids = ids.into_iter().map(RoomId::new);
        ids.filter(|id| seen.insert(id.clone())).collect()
    });
    let group = body.group_id.filter(|id| *id != 0).map(GroupId);
    Ok(Asked { rooms, group, span })
}

async fn answer(question: Question, asker: Asker, asked: Asked) -> Result<RoomsBusy, Problem> {
    let (store, corp) = (question.store(), &question.corp);
    let ids = if let Some(ids) = asked.rooms {
        ids
    } else {
        let groups = match asked.group {
            Some(group) => {
                let tree = question.patiently(store.group_tree(corp)).await?;
                Some(rooms_asked::subtree(&tree, group))
            }
            None => None,
        };
        let most = i64::try_from(MOST_ROOMS).unwrap_or(i64::MAX);
        question.patiently(store.room_ids(corp, groups.as_deref(), None, most)).await?
    };
    let seen = rooms_asked::seen(&question, &asker, &ids).await?;
    let seen: Vec<_> = seen.into_iter().map(|found| found.room.id).collect();
    let mut busy: HashMap<RoomId, Vec<BusyTime>> = HashMap::new();
    for held in question.patiently(store.held_in(corp, &seen, asked.span)).await? {
        let booking = held.booking;
        // The room's buffers are held, and not shown.
        if !booking.slot.overlaps(asked.span) {
            continue;
        }
        let status = match booking.state {
            BookingState::Waiting { .. } => "TENTATIVE",
            _ => "BUSY",
        };
        busy.entry(booking.room).or_default().push(BusyTime {
            start_time: booking.slot.start().0,
            end_time: booking.slot.end().0,
            status: status.to_owned(),
        });
    }
    let rooms = seen.into_iter().map(|id| {
        let busy = busy.remove(&id).unwrap_or_default();
        RoomBusy { room_id: id.into_string(), busy }
    });
    Ok(RoomsBusy { rooms: rooms.collect() })
}
