//! `QueryMeetingRoom`: one room. The hot path: [`from_memory`] answers without waiting for anything,
//! [`from_database`] with one round trip.

use std::borrow::Cow;
use std::net::IpAddr;
use std::sync::Arc;

use axum::body::Body;
use bytes::Bytes;
use http::{Response, Uri};
use openrooms_core::access::{self, Viewer};
use openrooms_protocol::rooms::QueryMeetingRoom;
use openrooms_protocol::{Operation, Scope, query};
use openrooms_store::TokenKind;

use crate::cache::{ReadyRoom, Session};
use crate::call::Call;
use crate::clock::Arrived;
use crate::entry::{self, Found};
use crate::node::Node;
use crate::problem::Problem;

/// What all paths of this operation begin with.
const PREFIX: &str = "/v1.0/rooms/meetingRooms/";
/// The wire's scope for reading rooms.
const SCOPE: Scope = Scope::RoomRead;

/// A read of a room or of rooms, as it stands in a request.
pub(crate) struct RoomRead<'a> {
    /// Its path; [`is_path`].
    pub(crate) path: &'a str,
    /// What stands behind the question mark.
    pub(crate) query: &'a str,
    pub(crate) token: &'a str,
    /// The address that it counts as.
    pub(crate) address: IpAddr,
    pub(crate) arrived: Arrived,
}

/// An answer, and which client it was for.
pub(crate) struct Answer<T> {
    pub(crate) client: Option<Arc<str>>,
    pub(crate) result: Result<T, Problem>,
}

/// The room's id and the operator's, as they stand in the address.
fn parameters<'a>(path: &'a str, query: &'a str) -> Result<(Cow<'a, str>, Cow<'a, str>), Problem> {
    let raw = path.strip_prefix(PREFIX).unwrap_or_default();
    let wrong = |name: &str, error: &dyn std::fmt::Display| {
        Problem::ParameterWrong(format!("{name} has {error}").into())
    };
    let room = openrooms_protocol::path::decode(raw).map_err(|error| wrong("roomId", &error))?;
    let mut operator = None;
    for pair in query::pairs(query) {
        let (name, value) = pair.map_err(|error| wrong("the query", &error))?;
        if name == "unionId" && operator.replace(value).is_some() {
            return Err(Problem::ParameterWrong("unionId is given twice".into()));
        }
    }
    let operator = operator.filter(|operator| !operator.is_empty());
    let operator = operator.ok_or_else(|| Problem::missing("unionId"))?;
    for (name, value) in [("roomId", &room), ("unionId", &operator)] {
        if value.contains('\0') {
            return Err(Problem::ParameterWrong(format!("{name} has a character U+0000").into()));
        }
    }
    Ok((room, operator))
}

/// Whether a path is this operation's. The room's id is one segment and not empty.
pub(crate) fn is_path(path: &str) -> bool {
    path.strip_prefix(PREFIX).is_some_and(|rest| !rest.is_empty() && !rest.contains('/'))
}

/// Answers from what is held in memory; `None` where anything of it is missing or not to be
/// believed, and then nothing was counted either. `take` gets the body's bytes, on success.
pub(crate) fn from_memory<T>(
    node: &Node,
    read: &RoomRead<'_>,
    take: impl FnOnce(&Bytes) -> T,
) -> Option<Answer<T>> {
    let arrived = read.arrived;
    if !node.cache.is_fresh_at(arrived.instant) {
        return None;
    }
    let (room, operator) = parameters(read.path, read.query).ok()?;
    node.cache.with_session(read.token, |session| {
        if session.kind == TokenKind::Suite || arrived.at >= session.expires_at {
            return None;
        }
        if !session.acts_for(&operator) {
            return None; // refused in its place, the slow way
        }
        let organisation = session.organisation.as_ref()?;
        let caller = session.caller.as_ref()?;
        let answer = |viewer: &Viewer, ready: &ReadyRoom| {
            node.admit(session, QueryMeetingRoom::ACTION, SCOPE, read.address, arrived.at)?;
            show(&operator, viewer, ready).map(take)
        };
        let result = node.cache.with_person_and_room(organisation, &operator, &room, answer)?;
        Some(Answer { client: Some(Arc::clone(&caller.key)), result })
    })
}

fn show<'a>(operator: &str, viewer: &Viewer, ready: &'a ReadyRoom) -> Result<&'a Bytes, Problem> {
    match &ready.visibility {
        Some(visibility) if !access::may_see(operator, viewer, visibility) => {
            Err(Problem::RoomNotFound)
        }
        _ => Ok(&ready.body),
    }
}

/// Answers from the database, and keeps in memory what it said.
pub(crate) async fn from_database(
    node: &Node,
    uri: &Uri,
    token: &str,
    address: IpAddr,
) -> Answer<Bytes> {
    let refused = |problem| Answer { client: None, result: Err(problem) };
    // Parameters are judged after the token, the address, the rate, the scope and the quota.
    let given = parameters(uri.path(), uri.query().unwrap_or_default());
    let (room, operator) = match &given {
        Ok((room, operator)) => (room.clone(), operator.clone()),
        Err(_) => Default::default(),
    };
    let (room, operator) = (&*room, &*operator);
    let found = match entry::find(node, token, operator, room).await {
        Ok(found) => found,
        Err(problem) => return refused(problem),
    };
    let Found { session, viewer, room: ready } = found;
    let client = session.caller.as_ref().map(|caller| Arc::clone(&caller.key));
    let result = judge(node, &session, address, given.map(|_| ()), operator, viewer, ready);
    Answer { client, result }
}

/// The rest of the checks, in the order of docs/WIRE.md.
fn judge(
    node: &Node,
    session: &Session,
    address: IpAddr,
    parameters: Result<(), Problem>,
    operator: &str,
    viewer: Option<Viewer>,
    ready: Option<ReadyRoom>,
) -> Result<Bytes, Problem> {
    let now = node.clock.now();
    node.admit(session, QueryMeetingRoom::ACTION, SCOPE, address, now)?;
    parameters?;
    if session.organisation.is_none() {
        return Err(Problem::OrganisationNotFound);
    }
    let viewer = viewer.ok_or(Problem::OperatorUnknown)?;
    show(operator, &viewer, &ready.ok_or(Problem::RoomNotFound)?).cloned()
}

/// `GET /v1.0/rooms/meetingRooms/{roomId}`, where memory did not have the answer.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    let answer = match entry::token(&call.parts.headers) {
        Err(problem) => Answer { client: None, result: Err(problem) },
        Ok(token) => from_database(&call.node, &call.parts.uri, token, call.address).await,
    };
    call.reply_bytes(answer.client, answer.result)
}
