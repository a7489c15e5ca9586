//! `QueryMeetingRoomList`: the rooms that the operator may see, page by page.

use axum::body::Body;
use http::Response;
use openrooms_core::access::{Visibility, may_see};
use openrooms_protocol::rooms::{MeetingRoom, QueryMeetingRoomList, RoomPage, RoomPageQuery};
use openrooms_store::{GroupTree, ListedRoom};

use super::reply;
use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::change::Given;
use crate::problem::Problem;

/// Rooms on a page where nothing else is said.
const DEFAULT_PAGE: i32 = 20;

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

/// The rooms that the operator sees behind a place, and whether there are more.
async fn page(question: Question, asker: Asker, query: RoomPageQuery) -> Result<RoomPage, Problem> {
    let Asker { operator, viewer } = asker;
    let (store, corp) = (question.store(), &question.corp);
    let wanted = query.max_results.unwrap_or(DEFAULT_PAGE);
    let (after, most) = (query.next_token.unwrap_or(0), i64::from(wanted) + 1);
    // Groups lie in others for those alone who administer some.
    let groups = if viewer.administers.is_empty() || viewer.is_admin {
        GroupTree::default()
    } else {
        question.patiently(store.group_tree(corp)).await?
    };
    let mut rooms = if viewer.is_admin {
        question.patiently(store.rooms_after(corp, &groups, after, most)).await?
    } else {
        let seen = store.rooms_seen_after(corp, &groups, &operator, after, most);
        question.patiently(seen).await?
    };
    let wanted = usize::try_from(wanted).unwrap_or(1);
    let has_more = rooms.len() > wanted;
    rooms.truncate(wanted);
    let next_token = rooms.last().map(|room| room.ordinal).filter(|_| has_more);
    // Between two statements somebody may have lost a right.
    let may_see_it = |room: &ListedRoom| {
        let visibility = Visibility::of(&room.view.room, &room.view.groups_above);
        may_see(operator.as_str(), &viewer, &visibility)
    };
    let result = rooms.into_iter().filter(may_see_it).map(item).collect();
    Ok(RoomPage { has_more, next_token, result })
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
