//! `QueryMeetingRoomList`: the rooms that the operator may see, page by page.

use axum::body::Body;
use http::Response;
use openrooms_core::access::{Visibility, may_see};
use openrooms_protocol::rooms::{MeetingRoom, QueryMeetingRoomList, RoomPage, RoomPageQuery};
use openrooms_store::ListedRoom;

use super::reply;
use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::change::Given;
use crate::problem::Problem;

/// Rooms on a page where nothing else is said.
const DEFAULT_PAGE: i32 = 20;
/// Rooms that are looked at in one go, for operators who see few of them.
const BATCH: i64 = 500;

/// `GET /v1.0/rooms/meetingRoomLists`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::handle::<QueryMeetingRoomList, _, _>(call, "unionId", read, page).await
}

fn read(given: Given<QueryMeetingRoomList>) -> Result<RoomPageQuery, Problem> {
    let query = given.query;
    if query.max_results.is_some_and(|most| !(1..=100).contains(&most)) {
        return Err(Problem::ParameterWrong("maxResults must be from 1 to 100".into()));
    }
    if query.next_token.is_some_and(|next| next < 0) {
        return Err(Problem::ParameterWrong("nextToken is none that this server gave".into()));
    }
    Ok(query)
}

/// Looks at rooms from a place on, until a page is full and one more is seen.
async fn page(question: Question, asker: Asker, query: RoomPageQuery) -> Result<RoomPage, Problem> {
    let (store, corp) = (question.store(), &question.corp);
    let wanted = usize::try_from(query.max_results.unwrap_or(DEFAULT_PAGE)).unwrap_or(1);
    let groups = question.patiently(store.group_tree(corp)).await?;
    let mut after = query.next_token.unwrap_or(0);
    let mut seen: Vec<ListedRoom> = Vec::with_capacity(wanted + 1);
    let mut most = i64::try_from(wanted).unwrap_or(BATCH) + 1;
    loop {
        let rooms = question.patiently(store.rooms_after(corp, &groups, after, most)).await?;
        let is_last = i64::try_from(rooms.len()).unwrap_or(most) < most;
        after = rooms.last().map_or(after, |room| room.ordinal);
        let may_see_it = |room: &ListedRoom| {
            let visibility = Visibility::of(&room.view.room, &room.view.groups_above);
            may_see(asker.operator.as_str(), &asker.viewer, &visibility)
        };
        seen.extend(rooms.into_iter().filter(may_see_it));
        if is_last || seen.len() > wanted {
            break;
        }
        most = BATCH;
    }
    let has_more = seen.len() > wanted;
    seen.truncate(wanted);
    Ok(RoomPage {
        has_more,
        next_token: seen.last().map(|room| room.ordinal).filter(|_| has_more),
        result: seen.into_iter().map(item).collect(),
    })
}

/// What a list shows of a room.
fn item(room: ListedRoom) -> MeetingRoom {
    MeetingRoom {
        device_union_ids: None,
        reservation_authority: None,
        enable_cycle_reservation: None,
        room_union_id: None,
        extension_config: None,
        room_description: None,
        time_zone: None,
        ..reply::meeting_room(room.view)
    }
}
