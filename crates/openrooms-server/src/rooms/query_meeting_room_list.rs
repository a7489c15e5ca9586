//! `QueryMeetingRoomList`: the rooms that the operator may see, page by page.

use std::sync::Arc;

use axum::body::Body;
use http::Response;
use openrooms_core::access::{Viewer, Visibility, may_see};
use openrooms_core::id::CorpId;
use openrooms_protocol::rooms::{MeetingRoom, QueryMeetingRoomList, RoomPage, RoomPageQuery};
use openrooms_protocol::{Operation, Scope, query};
use openrooms_store::ListedRoom;

use super::reply;
use crate::call::Call;
use crate::entry::{self, Found};
use crate::node::{Node, patiently};
use crate::problem::Problem;

/// Rooms on a page where nothing else is said.
const DEFAULT_PAGE: i32 = 20;
/// Rooms that are looked at in one go, for operators who see few of them.
const BATCH: i64 = 500;

/// `GET /v1.0/rooms/meetingRoomLists`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    let (client, result) = match find(&call).await {
        Ok((found, query)) => {
            let client = found.session.caller.as_ref().map(|caller| Arc::clone(&caller.key));
            (client, judge(&call, found, query).await)
        }
        Err(problem) => (None, Err(problem)),
    };
    call.reply(client, result)
}

/// The parameters are judged later; an operator that cannot be read is nobody.
async fn find(call: &Call) -> Result<(Found, Result<RoomPageQuery, Problem>), Problem> {
    let token = entry::token(&call.parts.headers)?;
    let query = parameters(call.parts.uri.query().unwrap_or_default());
    let operator = query.as_ref().map(|query| query.union_id.clone()).unwrap_or_default();
    Ok((entry::find(&call.node, token, &operator, "").await?, query))
}

fn parameters(raw: &str) -> Result<RoomPageQuery, Problem> {
    // The one parameter that must be there has an error of its own.
    let mut pairs = query::pairs(raw).flatten();
    if !pairs.any(|(name, value)| name == "unionId" && !value.is_empty()) {
        return Err(Problem::ParameterMissing);
    }
    let given: RoomPageQuery =
        query::parse(raw).map_err(|error| Problem::ParameterWrong(error.to_string().into()))?;
    if given.union_id.contains('\0') {
        return Err(Problem::ParameterWrong("unionId has a character U+0000".into()));
    }
    if given.max_results.is_some_and(|most| !(1..=100).contains(&most)) {
        return Err(Problem::ParameterWrong("maxResults must be from 1 to 100".into()));
    }
    if given.next_token.is_some_and(|next| next < 0) {
        return Err(Problem::ParameterWrong("nextToken is none that this server gave".into()));
    }
    Ok(given)
}

async fn judge(
    call: &Call,
    found: Found,
    query: Result<RoomPageQuery, Problem>,
) -> Result<RoomPage, Problem> {
    let now = call.node.clock.now();
    Node::admit(&found.session, QueryMeetingRoomList::ACTION, Scope::RoomRead, call.address, now)?;
    let query = query?;
    let organisation = found.session.organisation.ok_or(Problem::OrganisationNotFound)?;
    let viewer = found.viewer.ok_or(Problem::OperatorUnknown)?;
    page(&call.node, &organisation.id, &viewer, &query).await
}

/// Looks at rooms from a place on, until a page is full and one more is seen.
async fn page(
    node: &Node,
    corp: &CorpId,
    viewer: &Viewer,
    query: &RoomPageQuery,
) -> Result<RoomPage, Problem> {
    let wanted = usize::try_from(query.max_results.unwrap_or(DEFAULT_PAGE)).unwrap_or(1);
    let groups = patiently(node.store.group_tree(corp)).await?;
    let mut after = query.next_token.unwrap_or(0);
    let mut seen: Vec<ListedRoom> = Vec::with_capacity(wanted + 1);
    let mut most = i64::try_from(wanted).unwrap_or(BATCH) + 1;
    loop {
        let rooms = patiently(node.store.rooms_after(corp, &groups, after, most)).await?;
        let is_last = i64::try_from(rooms.len()).unwrap_or(most) < most;
        after = rooms.last().map_or(after, |room| room.ordinal);
        let may_see_it = |room: &ListedRoom| {
            let visibility = Visibility::of(&room.view.room, &room.view.groups_above);
            may_see(&query.union_id, viewer, &visibility)
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
