//! What rooms are booked for, with what each booking was judged by: for those who change the rooms.

use std::collections::HashMap;

use openrooms_core::booking::Repeats;
use openrooms_core::calendar::Booking;
use openrooms_core::calendar::recurrence::Range;
use openrooms_core::calendar::rooms::Coming;
use openrooms_core::id::{CorpId, EventId, RoomId, UnionId};
use openrooms_core::time::EpochMillis;
use serde_json::json;

use super::row::{self, HOLDS};
use crate::db::{Ask, Db, Row, args};
use crate::error::StoreError;
use crate::open::Store;
use crate::row::corrupt;

/// A booking that holds its room.
#[derive(Debug, Clone, PartialEq)]
pub struct ComingBooking {
    /// The booking.
    pub booking: Booking,
    /// Who booked.
    pub booked_by: UnionId,
    /// In whose calendar the event lies.
    pub organiser: UnionId,
    /// Their name, where the directory knows them.
    pub organiser_name: Option<String>,
    /// Whether the event repeats.
    pub repeats: Repeats,
}

impl Store {
    /// The bookings of some rooms that end after `since`, in the order of time: the first `most`.
    pub async fn coming_bookings(
        &self,
        corp: &CorpId,
        rooms: &[RoomId],
        since: EpochMillis,
        most: i64,
    ) -> Result<Vec<ComingBooking>, StoreError> {
        // A CROSS JOIN for SQLite, which else walks another index.
        let sql = format!(
            "SELECT {}, e.organiser AS organiser, \
               e.recurrence AS recurrence, p.name AS organiser_name \
             FROM {} CROSS JOIN bookings b \
             LEFT JOIN events e ON e.corp_id = b.corp_id AND e.event_id = b.event_id \
             LEFT JOIN people p ON p.corp_id = e.corp_id AND p.union_id = e.organiser \
             WHERE b.corp_id = $1 AND b.room_id = n.value AND b.{HOLDS} AND b.held_until > $3 \
             ORDER BY b.starts_at, b.room_id LIMIT $4",
            row::columns_of("b", row::BOOKING_COLUMNS),
            self.db.values_of("$2"),
        );
        let rooms = json!(rooms.iter().map(RoomId::as_str).collect::<Vec<_>>()).to_string();
        let rows = self.db.rows(&sql, &args![corp.as_str(), rooms, since.0, most]).await?;
        let each = rows.iter().map(|row| {
            let booking = row::booking(row)?;
            let range = row.get::<Option<String>>("recurrence")?.map(|text| {
                let range = row::range_from_json(&text);
                range.ok_or_else(|| corrupt("events", "recurrence", booking.event.as_str())(()))
            });
            let organiser = row.get::<Option<String>>("organiser")?.unwrap_or_default();
            Ok(ComingBooking {
                booked_by: UnionId::new(row.text("booked_by")?),
                organiser: UnionId::new(organiser),
                organiser_name: row.get("organiser_name")?,
                repeats: match range.transpose()? {
                    None => Repeats::Once,
                    Some(Range::NoEnd) => Repeats::WithoutEnd,
                    Some(Range::Until(_) | Range::Count(_)) => Repeats::WithEnd,
                },
                booking,
            })
        });
        each.collect()
    }

    /// How many people come to some events, their organisers included.
    pub async fn attendance(
        &self,
        corp: &CorpId,
        events: &[EventId],
    ) -> Result<HashMap<EventId, Coming>, StoreError> {
        coming(&mut &self.db, corp.as_str(), events).await
    }
}

/// How many people come to some events.
pub(crate) async fn coming(
    on: &mut impl Ask,
    corp: &str,
    events: &[EventId],
) -> Result<HashMap<EventId, Coming>, StoreError> {
    let is_it = "e.corp_id = $1 AND e.event_id = n.value";
    let sql = format!(
        "SELECT e.event_id AS event_id, {} FROM {} {}",
        coming_columns(on.db(), "e"),
        on.db().values_of("$2"),
        on.db().join_each("events", "e", is_it),
    );
    let events = json!(events.iter().map(EventId::as_str).collect::<Vec<_>>()).to_string();
    let rows = on.rows(&sql, &args![corp, events]).await?;
    rows.iter().map(|row| Ok((EventId::new(row.text("event_id")?), read_coming(row)?))).collect()
}

/// What tells how many people come to events `t`: those who are invited, and the dates to which more
/// or fewer are.
pub(crate) fn coming_columns(db: &Db, t: &str) -> String {
    let is_of = |x: &str| format!("{x}.corp_id = {t}.corp_id AND {x}.event_id = {t}.event_id");
    let of_dates = format!(
        "SELECT x.origin AS origin, \
           CAST(sum(CASE WHEN x.is_removed THEN -1 ELSE 1 END) AS BIGINT) AS more \
         FROM occurrence_attendees x WHERE {} AND x.is_removed = EXISTS (SELECT 1 FROM attendees a \
           WHERE {} AND a.union_id = x.union_id AND NOT a.is_removed) GROUP BY x.origin",
        is_of("x"),
        is_of("a"),
    );
    format!(
        "(SELECT CAST(count(*) AS BIGINT) FROM attendees a WHERE {} AND NOT a.is_removed) AS people, \
         CASE WHEN {t}.recurrence IS NOT NULL THEN {} END AS people_of_dates",
        is_of("a"),
        db.json_rows_of("origin, more", &of_dates),
    )
}

/// What [`coming_columns`] told.
pub(crate) fn read_coming(row: &Row) -> Result<Coming, StoreError> {
    let people = |number: i64| usize::try_from(number).unwrap_or_default();
    let whole = row.int("people")?;
    let of_dates = row.get::<Option<String>>("people_of_dates")?;
    let of_dates: Vec<(i64, i64)> =
        serde_json::from_str(of_dates.as_deref().unwrap_or("[]")).map_err(|error| {
            StoreError::Undecodable { column: "people_of_dates", cause: error.to_string() }
        })?;
    let dates = of_dates.into_iter().map(|(at, more)| (EpochMillis(at), people(whole + more)));
    Ok(Coming { whole: people(whole), dates: dates.collect() })
}
