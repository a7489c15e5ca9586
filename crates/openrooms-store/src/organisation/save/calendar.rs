//! Events of a save. They are compared under the lock, since calendars leave nothing in the feed.

use openrooms_core::calendar::WholeEvent;
use openrooms_core::id::CorpId;

use super::difference::difference;
use super::{Conflict, Rest, Save, SaveError};
use crate::calendar::{EVENT_TABLES, insert_whole, whole_events};
use crate::db::{Value, args};
use crate::error::StoreError;
use crate::feed::Change;

impl Save<'_> {
    /// Writes what differs of an organisation's events, through the guard that every booking goes
    /// through: one that overlaps another refuses the whole save. `at` is the organisation's place.
    pub(super) async fn calendar(
        &mut self,
        at: usize,
        corp: &CorpId,
        new: &[WholeEvent],
    ) -> Result<(), SaveError> {
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
                Err(StoreError::Overlap(_)) => {
                    let event = whole.event.id.clone();
                    let conflict = Conflict::BookingOverlaps { organisation: at, event };
                    return Err(SaveError::Conflict(conflict));
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
