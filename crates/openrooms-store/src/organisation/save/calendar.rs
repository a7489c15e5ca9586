//! Events of a save. They are compared under the lock, since calendars leave nothing in the feed.

use openrooms_core::calendar::guard::{Clash, Holder};
use openrooms_core::calendar::{Booking, WholeEvent};

use super::difference::difference;
use super::plan::Plan;
use super::{Conflict, Rest, Save, SaveError};
use crate::calendar::{EVENT_TABLES, in_the_way, insert_whole, whole_events};
use crate::db::{Value, args};
use crate::error::StoreError;
use crate::feed::Change;
use crate::open::Store;

impl Save<'_> {
    /// Writes what differs of an organisation's events, through the guard that every booking goes
    /// through: one that overlaps another refuses the whole save. `at` is the organisation's place.
    pub(super) async fn calendar(&mut self, at: usize, plan: &Plan<'_>) -> Result<(), SaveError> {
        let (corp, new) = (&plan.new.profile.id, &*plan.calendar);
        let rest = self.options.rest;
        if new.is_empty() && rest == Rest::Stays {
            return Ok(());
        }
        let id = corp.as_str();
        let ids: Vec<_> = new.iter().map(|whole| whole.event.id.clone()).collect();
        let among = (rest == Rest::Stays).then_some(ids.as_slice());
        let old = whole_events(&mut self.tx, id, among).await?;
        let difference = difference(&old, new, |whole| &whole.event.id, rest);
        // What was only kept so far is read now.
        let keys: Vec<Value> = ids.iter().map(|id| id.as_str().into()).collect();
        self.tx.delete_rows("kept_events", id, "event_id", &keys).await?;
        if difference.is_empty() {
            self.see(difference.wanted);
            return Ok(());
        }
        let stale: Vec<Value> =
            difference.stale.iter().map(|whole| whole.event.id.as_str().into()).collect();
        for table in EVENT_TABLES {
            self.tx.delete_rows(table, id, "event_id", &stale).await?;
        }
        let count = i64::try_from(difference.puts.len()).expect("events fit into memory");
        // Events that go leave no number behind: one more voids what was kept of all.
        if !stale.is_empty() {
            let sql = "UPDATE organisations SET calendar_head = calendar_head + 1, \
                       calendar_reset = calendar_head + 1 WHERE corp_id = $1";
            self.tx.execute(sql, &args![id]).await?;
        }
        let sql = "UPDATE organisations SET calendar_head = calendar_head + $2 WHERE corp_id = $1 \
                   RETURNING calendar_head";
        let rows = self.tx.rows(sql, &args![id, count]).await?;
        let last = rows.first().map_or(Ok(count), |row| row.int("calendar_head"))?;
        for (number, whole) in (last - count + 1..).zip(&difference.puts) {
            match insert_whole(&mut self.tx, id, whole, number).await {
                Ok(()) => {}
                Err(StoreError::Overlap(refusal)) => {
                    let event = new.iter().position(|each| std::ptr::eq(each, *whole));
                    let clash = unnamed(event.expect("it is one of them"), whole);
                    return Err(match clash {
                        Some(clash) => SaveError::Conflict(Conflict::BookingOverlaps {
                            organisation: at,
                            clash,
                        }),
                        None => StoreError::Overlap(refusal).into(),
                    });
                }
                Err(other) => return Err(other.into()),
            }
        }
        self.see(difference.wanted);
        self.saved.written += difference.puts.len() as u64;
        self.saved.removed += difference.removed as u64;
        self.changes.push(Change::Organisation(corp.clone()));
        Ok(())
    }
}

impl Store {
    /// Finds the stored booking that a booking of the clash's event overlaps.
    pub(super) async fn clash_with_stored(
        &self,
        plan: &Plan<'_>,
        clash: Clash,
    ) -> Result<Clash, StoreError> {
        let Some(whole) = plan.calendar.get(clash.event) else { return Ok(clash) };
        let ids: Vec<_> = plan.calendar.iter().map(|whole| &whole.event.id).collect();
        let mut tx = self.db.begin_reading().await?;
        for booking in holding(whole) {
            let corp = plan.new.profile.id.as_str();
            if let Some(there) = in_the_way(&mut tx, corp, booking, &ids).await? {
                return Ok(Clash {
                    room: booking.room.clone(),
                    slot: booking.slot,
                    other: Some((Holder::Stored(there.event), there.slot)),
                    ..clash
                });
            }
        }
        Ok(clash)
    }
}

fn holding(whole: &WholeEvent) -> impl Iterator<Item = &Booking> {
    whole.bookings.iter().map(|(booking, _)| booking).filter(|booking| booking.state.holds())
}

/// A clash of one of an event's bookings, whichever it is.
fn unnamed(event: usize, whole: &WholeEvent) -> Option<Clash> {
    let first = holding(whole).next()?;
    Some(Clash { room: first.room.clone(), event, slot: first.slot, other: None, more: 0 })
}
