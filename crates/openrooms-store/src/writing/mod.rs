//! A change of an organisation's own: one transaction that loads what core judges, writes what was
//! decided, and ends with the record and the feed.
//!
//! It holds the organisation's row from its beginning, so that what it loaded still holds when it
//! writes: names stay free, licences are not passed, trees get no fourth level. Organisations do not
//! wait for each other, readers for nobody; an import waits for all of them, and they for it. To add
//! an operation: its statements in a file here, on [`Writing`].

mod answers;
mod apps;
mod bans;
mod bookings;
mod calendar;
mod consents;
mod devices;
mod directory;
mod floor_plans;
mod groups;
mod invitations;
mod labels;
mod leaving;
mod pairings;
mod panels;
mod people;
mod pictures;
mod policies;
mod problems;
mod replies;
mod rights;
mod rooms;
mod templates;
mod to_book;
mod together;
mod together_sql;
mod views;

pub use bookings::QuotaOf;
pub use people::{Removed, Taken};
pub use replies::{ClientToken, KeptReply, REPLY_LIFETIME_SECONDS};
pub use to_book::{EventToBook, PersonToBook, RoomToBook};
pub use together::{
    DateAsked, DateBooked, FactsFound, FoundTogether, HeldTime, RoomAsked, Together, TogetherTurn,
};

use openrooms_core::id::CorpId;
use openrooms_core::time::EpochMillis;

use crate::audit::{Entry, Origin};
use crate::db::Tx;
use crate::error::StoreError;
use crate::feed::Change;
use crate::open::Store;

/// An organisation that is being changed. Dropped without [`Writing::commit`] it leaves nothing.
pub struct Writing {
    tx: Tx,
    corp: CorpId,
}

impl Store {
    /// Begins to change an organisation, once nobody else does; `None` where there is no such one.
    pub async fn writing(&self, corp: &CorpId) -> Result<Option<Writing>, StoreError> {
        let mut tx = self.db.begin_change().await?;
        let is_there = tx.touch(corp.as_str()).await?;
        Ok(is_there.then(|| Writing { tx, corp: corp.clone() }))
    }
}

impl Writing {
    /// The organisation.
    pub const fn corp(&self) -> &CorpId {
        &self.corp
    }

    /// Ends the change: its entry in the record, what nodes must drop, and the commit.
    pub async fn commit(
        self,
        origin: &Origin,
        entry: Entry,
        changes: impl IntoIterator<Item = Change>,
        now: EpochMillis,
    ) -> Result<(), StoreError> {
        self.commit_all(origin, &[entry], changes, now).await
    }

    /// The same where the change is of several things.
    pub async fn commit_all(
        self,
        origin: &Origin,
        entries: &[Entry],
        changes: impl IntoIterator<Item = Change>,
        now: EpochMillis,
    ) -> Result<(), StoreError> {
        self.tx.commit_change(origin, entries, changes, now).await
    }
}
