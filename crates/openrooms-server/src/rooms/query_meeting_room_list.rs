//! `QueryMeetingRoomList`: the rooms that the operator may see, page by page. [`from_memory`] answers
//! without waiting, where the organisation's list is ready; else the database does, in one or two
//! statements, and [`make_ready`] sees to it that the list is ready for those who ask later.

use std::collections::HashMap;
use std::sync::Arc;

use axum::body::Body;
use bytes::Bytes;
use http::Response;
use openrooms_core::access::{Viewer, Visibility, may_see};
use openrooms_core::id::{CorpId, RoomId, UnionId};
use openrooms_core::room::RoomStatus;
use openrooms_protocol::rooms::{MeetingRoom, QueryMeetingRoomList, RoomPage, RoomPageQuery};
use openrooms_protocol::{Operation, Scope, query};
use openrooms_store::{GroupTree, ListedRoom, ListedRooms, StoreError, TokenKind};

use super::query_meeting_room::{Answer, RoomRead};
use super::reply;
use crate::ask::{self, Asker, Question};
use crate::call::Call;
use crate::change::Given;
use crate::lists::{Lack, Mended, ReadyItem, ReadyList};
use crate::node::Node;
use crate::problem::Problem;

/// Rooms on a page where nothing else is said.
const DEFAULT_PAGE: i32 = 20;
/// Rooms that a list is made of in one go.
const BATCH: usize = 250;
/// The wire's scope for reading rooms.
const SCOPE: Scope = Scope::RoomRead;

/// `GET /v1.0/rooms/meetingRoomLists`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::handle::<QueryMeetingRoomList, _, _>(call, "unionId", read, page).await
}

fn read(given: Given<QueryMeetingRoomList>) -> Result<RoomPageQuery, Problem> {
    check(given.query)
}

fn check(query: RoomPageQuery) -> Result<RoomPageQuery, Problem> {
    if query.max_results.is_some_and(|most| !(1..=100).contains(&most)) {
        return Err(Problem::ParameterWrong("maxResults must be from 1 to 100".into()));
    }
    if query.next_token.is_some_and(|next| next < 0) {
        return Err(Problem::ParameterWrong("nextToken is none that this server gave".into()));
    }
    Ok(query)
}

/// Whether a path is this operation's.
pub(crate) fn is_path(path: &str) -> bool {
    path == QueryMeetingRoomList::PATH
}

/// Answers from what is held in memory; `None` where anything of it is missing or not to be
/// believed, and then nothing was counted either.
pub(crate) fn from_memory(node: &Node, request: &RoomRead<'_>) -> Option<Answer<Bytes>> {
    let arrived = request.arrived;
    if !node.cache.is_fresh_at(arrived.instant) {
        return None;
    }
    let given = query::parse(request.query).ok()?;
    let query = check(given).ok()?;
    if query.union_id.is_empty() || query.union_id.contains('\0') {
        return None;
    }
    let most = usize::try_from(query.max_results.unwrap_or(DEFAULT_PAGE)).ok()?;
    let (operator, after) = (UnionId::new(query.union_id), query.next_token.unwrap_or(0));
    node.cache.with_session(request.token, |session| {
        if session.kind == TokenKind::Suite || arrived.at >= session.expires_at {
            return None;
        }
        if !session.acts_for(operator.as_str()) {
            return None; // refused in its place, the slow way
        }
        let organisation = session.organisation.as_ref()?;
        let caller = session.caller.as_ref()?;
        let answer = |viewer: &Viewer| {
            node.cache.with_list(organisation, |list| {
                let action = QueryMeetingRoomList::ACTION;
                node.admit(session, action, SCOPE, request.address, arrived.at)?;
                let own = viewer.rooms.iter().map(|id| node.cache.key(id.as_str()));
                let own: Vec<_> = own.collect();
                Ok(Bytes::from(list.page(&operator, viewer, &own, after, most)))
            })
        };
        let result = node.cache.with_person(organisation, operator.as_str(), answer)??;
        Some(Answer { client: Some(Arc::clone(&caller.key)), result })
    })
}

/// The rooms that the operator sees behind a place, and whether there are more.
async fn page(question: Question, asker: Asker, query: RoomPageQuery) -> Result<RoomPage, Problem> {
    let Asker { operator, viewer } = asker;
    let (store, corp) = (question.store(), &question.corp);
    make_ready(question.node(), corp);
    let wanted = query.max_results.unwrap_or(DEFAULT_PAGE);
    let (after, most) = (query.next_token.unwrap_or(0), i64::from(wanted) + 1);
    // Groups lie in others for those alone who administer some.
    let groups = if viewer.administers.is_empty() || viewer.is_admin {
        GroupTree::default()
    } else {
        question.patiently(store.group_tree(corp)).await?
    };
    let ListedRooms { mut rooms, head } = if viewer.is_admin {
        question.patiently(store.rooms_after(corp, &groups, after, most)).await?
    } else {
        let seen = store.rooms_seen_after(corp, &groups, &operator, after, most);
        question.patiently(seen).await?
    };
    if question.node().cache.show_list(corp, head) {
        question.node().news.notify_one();
    }
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

/// Sees to it that the list of an organisation is ready for those who ask later, where enough do.
fn make_ready(node: &Arc<Node>, corp: &CorpId) {
    let Some(lack) = node.cache.wanted_of_list(corp) else {
        return;
    };
    let (node, corp) = (Arc::clone(node), corp.clone());
    tokio::spawn(async move {
        let began = node.cache.elapsed();
        let made = match lack {
            Lack::List => make(&node, &corp).await,
            Lack::Rooms(rooms) => mend(&node, &corp, rooms).await,
        };
        if let Err(error) = made {
            tracing::warn!(%error, "a list of rooms could not be made ready");
        }
        node.cache.list_made(&corp, began);
    });
}

/// Makes the list of an organisation. Changes that come meanwhile are told by the feed.
async fn make(node: &Node, corp: &CorpId) -> Result<(), StoreError> {
    let loading = node.cache.loading();
    let groups = node.store.group_tree(corp).await?;
    let (mut list, mut after) = (ReadyList::default(), 0);
    let most = i64::try_from(BATCH).unwrap_or(i64::MAX);
    loop {
        let rooms = node.store.rooms_after(corp, &groups, after, most).await?.rooms;
        let is_last = rooms.len() < BATCH;
        for room in rooms {
            after = room.ordinal;
            let key = node.cache.key(room.view.room.id.as_str());
            list.put(key, after, ready(room));
        }
        if list.bytes() > node.cache.list_memory {
            // The database goes on answering.
            return Ok(());
        }
        if is_last {
            break;
        }
    }
    node.cache.keep_list(loading, corp, list);
    Ok(())
}

/// Brings some rooms of a list up to date.
async fn mend(node: &Node, corp: &CorpId, rooms: Vec<RoomId>) -> Result<(), StoreError> {
    let loading = node.cache.loading();
    let groups = node.store.group_tree(corp).await?;
    let found = node.store.rooms_of(corp, &groups, &rooms).await?;
    let mut found: HashMap<_, _> =
        found.into_iter().map(|room| (room.view.room.id.clone(), room)).collect();
    let rooms = rooms.into_iter().map(|id| {
        let found = found.remove(&id).map(|room| (room.ordinal, ready(room)));
        Mended { key: node.cache.key(id.as_str()), id, found }
    });
    node.cache.mend_list(loading, corp, rooms.collect());
    Ok(())
}

/// A room as the list holds it.
fn ready(room: ListedRoom) -> ReadyItem {
    let visibility = match room.view.room.status {
        RoomStatus::Everyone => None,
        RoomStatus::Administrators | RoomStatus::Restricted => {
            Some(Visibility::of(&room.view.room, &room.view.groups_above).into())
        }
    };
    let json = serde_json::to_vec(&item(room)).expect("rooms are made of texts and numbers");
    ReadyItem { json: json.into(), visibility }
}

/// What a list shows of a room.
pub(crate) fn item(room: ListedRoom) -> MeetingRoom {
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
