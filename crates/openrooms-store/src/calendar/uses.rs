//! The meetings of many rooms, for who looks at how much they are used.

use openrooms_core::door::holder;
use openrooms_core::id::{CorpId, RoomId};
use openrooms_core::room_use::Meeting;
use openrooms_core::slot::Slot;
use openrooms_core::time::EpochMillis;
use serde_json::json;

use super::load::held_in_span;
use crate::db::args;
use crate::error::StoreError;
use crate::open::Store;
use crate::row::corrupt;

/// How many people come to `b`: those who are invited and did not say no, of one date what is not as
/// the series says.
const PEOPLE: &str = "((SELECT count(*) FROM attendees a LEFT JOIN occurrence_attendees x \
       ON x.corp_id = $1 AND x.event_id = b.event_id AND x.origin = b.origin \
       AND x.union_id = a.union_id \
     WHERE a.corp_id = $1 AND a.event_id = b.event_id \
       AND CASE WHEN x.union_id IS NULL THEN NOT a.is_removed AND a.response <> 'declined' \
         ELSE NOT x.is_removed AND x.response <> 'declined' END) \
   + (SELECT count(*) FROM occurrence_attendees x \
     WHERE x.corp_id = $1 AND x.event_id = b.event_id AND x.origin = b.origin \
       AND NOT x.is_removed AND x.response <> 'declined' \
       AND NOT EXISTS (SELECT 1 FROM attendees a WHERE a.corp_id = $1 \
         AND a.event_id = b.event_id AND a.union_id = x.union_id)))";

/// Whether anybody signed in to `b`.
const CAME: &str = "EXISTS (SELECT 1 FROM sign_ins s WHERE s.corp_id = $1 \
     AND s.event_id = b.event_id AND s.origin = b.origin AND s.signed_in_at IS NOT NULL)";

impl Store {
    /// At most `most` meetings that have some of these rooms in a span of time. Those that wait for
    /// somebody's word do not have them yet.
    pub async fn meetings_in(
        &self,
        corp: &CorpId,
        rooms: &[RoomId],
        span: Slot,
        most: i64,
    ) -> Result<Vec<(RoomId, Meeting)>, StoreError> {
        if rooms.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "SELECT b.room_id AS room_id, b.starts_at AS starts_at, b.ends_at AS ends_at, \
               b.booked_by AS booked_by, CAST({PEOPLE} AS BIGINT) AS people, {CAME} AS has_come \
             FROM {} {} WHERE b.state = 'accepted' LIMIT $5",
            self.db.values_of("$2"),
            self.db.join_each("bookings", "b", &held_in_span(&self.db)),
        );
        let rooms = json!(rooms.iter().map(RoomId::as_str).collect::<Vec<_>>()).to_string();
        let args = args![corp.as_str(), rooms, span.start().0, span.end().0, most];
        let rows = self.db.rows(&sql, &args).await?;
        let each = rows.iter().map(|row| {
            let room = row.text("room_id")?;
            let (start, end) = (row.int("starts_at")?, row.int("ends_at")?);
            let slot = Slot::new(EpochMillis(start), EpochMillis(end));
            let slot = slot.map_err(corrupt("bookings", "ends_at", &room))?;
            let room = RoomId::new(room);
            let is_walk_up = row.text("booked_by")? == holder(&room).as_str();
            let people = if is_walk_up { None } else { Some(row.int("people")?) };
            Ok((room, Meeting { slot, people, has_come: row.get("has_come")? }))
        });
        each.collect()
    }
}
