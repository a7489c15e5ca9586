//! The outbox: what is to be told of changes, written in the transaction of each. Pushes and mail are
//! sent from it.

use openrooms_core::calendar::{Booking, BookingState};
use openrooms_core::id::{CorpId, UnionId};
use openrooms_core::time::EpochMillis;
use serde_json::{Value, json};

use crate::db::{Tx, args};
use crate::error::StoreError;
use crate::feed::Change;
use crate::open::Store;

/// What is to be told.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// Of what kind it is.
    pub kind: NoticeKind,
    /// The event, or the problem of a room.
    pub event: String,
    /// All that it says.
    pub body: Value,
}

/// What has happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// An event was made, changed, cancelled or removed.
    EventChanged,
    /// Who is invited changed, or somebody answered.
    MembersChanged,
    /// A room waits for somebody's word.
    BookingWaits,
    /// A room was booked, or its booking approved.
    BookingMade,
    /// A booking is at another time.
    BookingMoved,
    /// A booking was given back, or ended with its event.
    BookingCancelled,
    /// A booking was declined: by somebody, by its deadline, or because the room is gone.
    BookingRefused,
    /// Something is wrong in a room.
    ProblemReported,
    /// It is not any more.
    ProblemClosed,
}

impl Notice {
    /// What became of a booking.
    pub fn of_booking(kind: NoticeKind, booking: &Booking, organiser: &str) -> Self {
        let (by, reason) = match &booking.state {
            BookingState::Declined { by, reason } => (by.as_ref(), reason.as_deref()),
            _ => (None, None),
        };
        let body = json!({
            "roomId": booking.room.as_str(),
            "origin": booking.origin.0,
            "startTime": booking.slot.start().0,
            "endTime": booking.slot.end().0,
            "organizer": organiser,
            "operator": by.map(UnionId::as_str),
            "reason": reason,
        });
        Self { kind, event: booking.event.to_string(), body }
    }
}

impl NoticeKind {
    /// The word that is kept.
    pub const fn word(self) -> &'static str {
        match self {
            Self::EventChanged => "event-changed",
            Self::MembersChanged => "members-changed",
            Self::BookingWaits => "booking-waits",
            Self::BookingMade => "booking-made",
            Self::BookingMoved => "booking-moved",
            Self::BookingCancelled => "booking-cancelled",
            Self::BookingRefused => "booking-refused",
            Self::ProblemReported => "problem-reported",
            Self::ProblemClosed => "problem-closed",
        }
    }
}

/// An entry of the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Its number, in the order of the commits.
    pub seq: i64,
    /// What happened: the word of a [`NoticeKind`].
    pub kind: String,
    /// The event.
    pub event: String,
    /// JSON of all that it says.
    pub body: String,
    /// When.
    pub at: EpochMillis,
}

impl Tx {
    /// Ends a change of a calendar: tells every node, and commits. Calendars have no entries in the
    /// record; what happened is in the outbox by now.
    pub(crate) async fn commit_calendar(
        mut self,
        changes: impl IntoIterator<Item = Change>,
        now: EpochMillis,
    ) -> Result<(), StoreError> {
        self.publish(changes, now).await?;
        self.commit_upkeep().await
    }
}

impl Store {
    /// At most `most` entries of the outbox behind a number.
    pub async fn outbox_after(
        &self,
        corp: &CorpId,
        after: i64,
        most: i64,
    ) -> Result<Vec<Told>, StoreError> {
        let sql = "SELECT seq, kind, object_id, body, at FROM outbox \
                   WHERE corp_id = $1 AND seq > $2 ORDER BY seq LIMIT $3";
        let rows = self.db.rows(sql, &args![corp.as_str(), after, most]).await?;
        let told = rows.iter().map(|row| {
            Ok(Told {
                seq: row.int("seq")?,
                kind: row.text("kind")?,
                event: row.text("object_id")?,
                body: row.text("body")?,
                at: EpochMillis(row.int("at")?),
            })
        });
        told.collect()
    }

    /// Forgets entries of before `then`, and says how many; of each organisation from its first on, up to
    /// one that is not so old. They have no index by their age: each booking would have to keep it.
    pub async fn trim_outbox(&self, then: EpochMillis) -> Result<u64, StoreError> {
        let old = "SELECT o.corp_id FROM organisations o WHERE (SELECT t.at FROM outbox t \
                   WHERE t.corp_id = o.corp_id ORDER BY t.seq LIMIT 1) < $1";
        let old = self.db.rows(old, &args![then.0]).await?;
        if old.is_empty() {
            return Ok(0);
        }
        let trim = format!(
            "DELETE FROM outbox WHERE corp_id = $1 AND seq < coalesce((SELECT t.seq FROM outbox t \
             WHERE t.corp_id = $1 AND t.at >= $2 ORDER BY t.seq LIMIT 1), {})",
            i64::MAX
        );
        let (mut tx, mut trimmed) = (self.db.begin().await?, 0);
        for row in &old {
            trimmed += tx.execute(&trim, &args![row.text("corp_id")?, then.0]).await?;
        }
        tx.commit_upkeep().await?;
        Ok(trimmed)
    }
}
