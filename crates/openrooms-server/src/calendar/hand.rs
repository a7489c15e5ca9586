//! Whose hand changes a calendar: the person's own, an app's, which acts for them, or that of somebody
//! who administers and acts on behalf of them.
//!
//! An administrator's token changes the calendars of others as an app does; that of somebody who
//! administers rooms changes, moves and cancels what lies in these rooms alone. The rooms' rules are
//! judged for the person whose event it is. Since the outbox tells of that person, the record tells who
//! it was.

use std::collections::HashSet;

use openrooms_core::access::{Viewer, may_manage_some, may_stand_in};
use openrooms_core::id::{EventId, RoomId, UnionId};
use openrooms_store::{Entry, SoughtEvent, Writing};
use serde::Serialize;
use serde_json::json;

use super::organised;
use crate::change::Asked;
use crate::problem::Problem;

/// Whose hand it is.
pub(super) enum Hand {
    /// The person's, or an app's for them.
    Own,
    /// Of somebody who administers.
    Other(Viewer),
}

impl Hand {
    /// Begins a change of a calendar: whoever administers nothing is nobody in that of others.
    pub(super) async fn begin(asked: &Asked) -> Result<(Writing, Self), Problem> {
        let (writing, other) = asked.begin_for().await?;
        match other {
            None => Ok((writing, Self::Own)),
            Some(viewer) if may_manage_some(&viewer) => Ok((writing, Self::Other(viewer))),
            Some(_) => Err(Problem::OperatorUnknown),
        }
    }

    /// Lets what is the person's own affair be done by them, by apps, and by administrators.
    pub(super) fn check(&self) -> Result<(), Problem> {
        match self {
            Self::Other(viewer) if !viewer.is_admin => Err(Problem::OperatorUnknown),
            Self::Own | Self::Other(_) => Ok(()),
        }
    }

    /// An event that the person organises, where this hand may change it.
    pub(super) async fn organised(
        &self,
        writing: &mut Writing,
        id: &EventId,
        organiser: &UnionId,
    ) -> Result<SoughtEvent, Problem> {
        let sought = organised(writing.sought_event(id, organiser).await?);
        let viewer = match self {
            Self::Other(viewer) if !viewer.is_admin => viewer,
            Self::Own | Self::Other(_) => return sought,
        };
        // Who may not change it does not learn whether it is there.
        let found = sought.map_err(|_| Problem::OperatorUnknown)?;
        let bookings = writing.bookings(&found.event.id).await?;
        let holding = bookings.iter().filter(|booking| booking.state.holds());
        let rooms: HashSet<_> = holding.map(|booking| booking.room.clone()).collect();
        let rooms: Vec<_> = rooms.into_iter().collect();
        if runs(viewer, writing, &rooms).await? { Ok(found) } else { Err(Problem::OperatorUnknown) }
    }

    /// Lets an event have rooms: who administers single ones gives it no others.
    pub(super) async fn check_rooms(
        &self,
        writing: &mut Writing,
        rooms: &[RoomId],
    ) -> Result<(), Problem> {
        match self {
            Self::Other(viewer) if !runs(viewer, writing, rooms).await? => {
                Err(Problem::OperatorUnknown)
            }
            Self::Own | Self::Other(_) => Ok(()),
        }
    }

    /// Ends a change of an event.
    pub(super) async fn commit<Reply: Serialize>(
        self,
        asked: &Asked,
        writing: Writing,
        event: &EventId,
        reply: Reply,
    ) -> Result<Reply, Problem> {
        match self {
            Self::Own => asked.commit_calendar(writing, Vec::new(), reply).await,
            Self::Other(_) => {
                let entry = Entry::of(Some(&asked.corp), "event", event.as_str());
                let organiser = asked.operator().map(UnionId::as_str);
                let entry = entry.after(json!({ "organizer": organiser }));
                asked.commit_calendar_for(writing, entry, reply).await
            }
        }
    }
}

/// Whether somebody administers all of these rooms.
async fn runs(viewer: &Viewer, writing: &mut Writing, rooms: &[RoomId]) -> Result<bool, Problem> {
    let known = writing.rooms_to_book(rooms).await?;
    let groups = rooms.iter().map(|room| {
        let groups = known.get(room).map(|known| known.groups.as_slice());
        (room, groups.unwrap_or_default())
    });
    Ok(may_stand_in(viewer, groups))
}
