//! The proof that no two bookings of a room overlap: a walk over all there ever were.

use std::collections::BTreeSet;

use openrooms_core::calendar::Booking;
use openrooms_core::id::{CorpId, RoomId};

use super::row::{self, HOLDS};
use crate::db::{Row, Tx, args};
use crate::error::StoreError;
use crate::organisation::Snapshot;

/// What a walk over an organisation's bookings found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VerifiedBookings {
    /// How many hold, or held, a room.
    pub bookings: u64,
    /// How many rooms they are of.
    pub rooms: u64,
    /// Every two that overlap, the earlier one first.
    pub overlaps: Vec<(Booking, Booking)>,
    /// Those of which it cannot be told, since nothing of ours wrote them so.
    pub unreadable: Vec<UnreadableBooking>,
}

/// A booking that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadableBooking {
    /// The room, as far as it can be read.
    pub room: String,
    /// The event, likewise.
    pub event: String,
    /// What is wrong with it.
    pub cause: String,
}

impl Snapshot {
    /// Every organisation, and those of which nothing is there any more but bookings.
    pub async fn organisations_that_book(&mut self) -> Result<Vec<CorpId>, StoreError> {
        let all = self.profiles().await?.into_iter().map(|profile| profile.id);
        let mut all: BTreeSet<_> = all.collect();
        for row in self.tx().rows("SELECT DISTINCT corp_id FROM bookings", &[]).await? {
            all.insert(CorpId::new(row.text("corp_id")?));
        }
        Ok(all.into_iter().collect())
    }

    /// Walks over all bookings of an organisation that have or had their room, those of the past
    /// and of rooms that are gone as well. The database's own guard is not asked.
    pub async fn verify_bookings(&mut self, corp: &CorpId) -> Result<VerifiedBookings, StoreError> {
        let tx = self.tx();
        let mut found = VerifiedBookings::default();
        for room in rooms(tx, corp.as_str()).await? {
            found.rooms += 1;
            let bookings = found.read(&bookings(tx, corp.as_str(), &room).await?);
            found.bookings += bookings.len() as u64;
            found.overlaps.extend(overlaps(bookings));
        }
        found.read(&of_no_state(tx, corp.as_str()).await?);
        Ok(found)
    }
}

impl VerifiedBookings {
    /// Those that can be read; the others are noted.
    fn read(&mut self, rows: &[Row]) -> Vec<Booking> {
        let mut read = Vec::with_capacity(rows.len());
        for row in rows {
            match row::booking(row) {
                Ok(booking) => read.push(booking),
                Err(error) => {
                    let text = |column| row.text(column).unwrap_or_default();
                    let (room, event) = (text("room_id"), text("event_id"));
                    let cause = error.to_string();
                    self.unreadable.push(UnreadableBooking { room, event, cause });
                }
            }
        }
        read
    }
}

async fn rooms(tx: &mut Tx, corp: &str) -> Result<Vec<RoomId>, StoreError> {
    // By an index on PostgreSQL, which asks for the ends to be named.
    let sql = format!(
        "SELECT DISTINCT room_id FROM bookings WHERE corp_id = $1 AND {HOLDS} \
         AND held_until IS NOT NULL"
    );
    let rows = tx.rows(&sql, &args![corp]).await?;
    let rooms = rows.iter().map(|row| row.text("room_id").map(RoomId::new));
    let mut rooms = rooms.collect::<Result<Vec<_>, _>>()?;
    rooms.sort();
    Ok(rooms)
}

async fn bookings(tx: &mut Tx, corp: &str, room: &RoomId) -> Result<Vec<Row>, StoreError> {
    let sql = format!(
        "SELECT {} FROM bookings WHERE corp_id = $1 AND room_id = $2 AND {HOLDS} \
           AND held_until IS NOT NULL \
         ORDER BY held_from, held_until, event_id, origin",
        row::BOOKING_COLUMNS
    );
    tx.rows(&sql, &args![corp, room.as_str()]).await
}

/// Those of which it is not known whether they hold their room.
async fn of_no_state(tx: &mut Tx, corp: &str) -> Result<Vec<Row>, StoreError> {
    let sql = format!(
        "SELECT {} FROM bookings WHERE corp_id = $1 \
           AND NOT {HOLDS} AND state NOT IN ('declined', 'released') \
         ORDER BY room_id, event_id, origin",
        row::BOOKING_COLUMNS
    );
    tx.rows(&sql, &args![corp]).await
}

/// Every two of a room's bookings, which are in the order of their beginnings, that share a moment.
fn overlaps(bookings: Vec<Booking>) -> Vec<(Booking, Booking)> {
    let mut open: Vec<Booking> = Vec::new();
    let mut found = Vec::new();
    for booking in bookings {
        open.retain(|earlier| earlier.held.end() > booking.held.start());
        found.extend(open.iter().map(|earlier| (earlier.clone(), booking.clone())));
        open.push(booking);
    }
    found
}

#[cfg(test)]
mod tests {
    use openrooms_core::calendar::BookingState;
    use openrooms_core::id::EventId;
    use openrooms_core::slot::Slot;
    use openrooms_core::time::EpochMillis;

    use super::*;

    #[test]
    fn every_two_that_share_a_moment_are_found() {
        let pairs = |held: &[(i64, i64)]| {
            let bookings = held.iter().enumerate().map(|(at, (start, end))| {
                let held = Slot::new(EpochMillis(*start), EpochMillis(*end)).unwrap();
                let (room, event) = (RoomId::new("oak"), EventId::new(at.to_string()));
                let (origin, state) = (EpochMillis(0), BookingState::Accepted);
                Booking { room, event, origin, slot: held, held, state }
            });
            let found = overlaps(bookings.collect());
            found.iter().map(|(one, other)| format!("{}{}", one.event, other.event)).collect()
        };
        let cases = [
            (vec![], ""),
            (vec![(0, 10), (10, 20), (20, 30)], ""),
            (vec![(0, 11), (10, 20)], "01"),
            (vec![(0, 100), (10, 20), (20, 30), (99, 101), (100, 102)], "01 02 03 34"),
            (vec![(0, 10), (0, 10), (0, 10)], "01 02 12"),
            (vec![(0, 30), (5, 10), (20, 40)], "01 02"),
        ];
        for (held, wanted) in cases {
            let found: Vec<String> = pairs(&held);
            assert_eq!(found.join(" "), wanted, "{held:?}");
        }
    }
}
