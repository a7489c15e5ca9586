//! How a call with a token comes in: who calls, for whom, and about which room, in one round trip.

use std::sync::Arc;

use http::HeaderMap;
use openrooms_core::access::{Viewer, Visibility};
use openrooms_core::id::{RoomId, UnionId};
use openrooms_core::room::{RoomStatus, RoomView};
use openrooms_protocol::{TOKEN_HEADER, Wrapped};
use openrooms_store::TokenKind;
use openrooms_store::secret::TokenHash;

use crate::cache::{Loaded, ReadyRoom, Session};
use crate::node::{Node, patiently};
use crate::problem::Problem;
use crate::rooms::reply;

/// What the database says of a call.
pub(crate) struct Found {
    pub(crate) session: Session,
    /// The operator, where they are in the organisation and the token may act for them.
    pub(crate) viewer: Option<Viewer>,
    /// The room, where the organisation has it.
    pub(crate) room: Option<ReadyRoom>,
}

/// The token of a request, as its header has it.
pub(crate) fn token(headers: &HeaderMap) -> Result<&str, Problem> {
    let token = headers.get(TOKEN_HEADER).filter(|token| !token.is_empty());
    token.ok_or(Problem::TokenMissing)?.to_str().map_err(|_| Problem::TokenInvalid)
}

/// Asks the database, and keeps in memory what it said. A token that is unknown or has expired, or
/// that is for no organisation at all, is refused here; all else is judged by the caller.
pub(crate) async fn find(
    node: &Node,
    token: &str,
    operator: &str,
    room: &str,
) -> Result<Found, Problem> {
    let loading = node.cache.loading();
    let hash = TokenHash::of(token);
    let (operator_id, room_id) = (UnionId::new(operator), RoomId::new(room));
    let reading = patiently(node.store.read_room(&hash, &operator_id, &room_id)).await?;
    let reading = reading
        .filter(|reading| node.clock.now() < reading.caller.expires_at)
        .filter(|reading| reading.caller.kind != TokenKind::Suite)
        .ok_or(Problem::TokenInvalid)?;
    let viewer = reading.viewer;
    let ready = reading.room.map(ready).transpose()?;
    let session = node.session(reading.caller);
    let loaded = Loaded { session, viewer: viewer.clone(), room: ready.clone() };
    let session = node.cache.keep(loading, token, operator, room, loaded);
    // A user's token acts for its user: all others are nobody to it.
    let viewer = viewer.filter(|_| session.acts_for(operator));
    Ok(Found { session, viewer, room: ready })
}

/// Where a session is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// In memory, where it is held and memory may be believed.
    Memory,
    /// In the database: one that was revoked just now changes nothing.
    Database,
}

/// The session of a token that is held in memory and may be believed.
pub(crate) fn held(node: &Node, token: &str) -> Option<Session> {
    if !node.cache.is_fresh() {
        return None;
    }
    let now = node.clock.now();
    node.cache.with_session(token, |session| {
        let is_good = session.kind != TokenKind::Suite && now < session.expires_at;
        is_good.then(|| session.clone())
    })
}

/// Whose tokens an operation takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Takes {
    /// An app's, and a user's.
    Any,
    /// A user's alone: the call is of oneself (`me`).
    Users,
    /// A person's own alone, the console's: what no app may do, on behalf of an administrator either.
    Console,
    /// An app's, and a user's, who asks for others as well where they are an administrator.
    Administrators,
}

impl Takes {
    /// Refuses a token that is not taken, as one that is not valid.
    pub(crate) fn admit(self, session: &Session) -> Result<(), Problem> {
        match self {
            Self::Users if session.person.is_none() => Err(Problem::TokenInvalid),
            Self::Console if session.kind != TokenKind::Console => Err(Problem::TokenInvalid),
            Self::Any | Self::Users | Self::Console | Self::Administrators => Ok(()),
        }
    }
}

/// Makes a room's reply once, for all who read it later.
fn ready(view: RoomView) -> Result<ReadyRoom, Problem> {
    let visibility = match view.room.status {
        RoomStatus::Everyone => None,
        RoomStatus::Administrators | RoomStatus::Restricted => {
            Some(Arc::new(Visibility::of(&view.room, &view.groups_above)))
        }
    };
    let body = serde_json::to_vec(&Wrapped { result: reply::meeting_room(view) });
    let body = body.map_err(|error| {
        tracing::error!(%error, "a room that cannot be written as JSON");
        Problem::Fault
    })?;
    Ok(ReadyRoom { body: body.into(), visibility })
}
