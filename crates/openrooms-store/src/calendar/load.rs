//! What is read of calendars: the same statements inside a change and outside.

use openrooms_core::calendar::{Attendee, Booking, Event, Occurrence};
use openrooms_core::id::{CorpId, EventId, RoomId, UnionId};
use openrooms_core::slot::Slot;
use openrooms_core::time::{EpochMillis, Zone};
use serde_json::json;

use super::row::{self, HOLDS};
use crate::db::{Ask, Db, args};
use crate::error::StoreError;
use crate::open::Store;
use crate::row::corrupt;

/// Time of a room that nobody else may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The booking.
    pub booking: Booking,
    /// In whose calendar its event lies.
    pub organiser: UnionId,
    /// On whose clock its event is.
    pub zone: Option<Zone>,
    /// Whether that is a series.
    pub repeats: bool,
}

/// A series that goes on, in the order of need.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SeriesPlace {
    /// How far it has occurrences.
    pub made_until: EpochMillis,
    /// Whose it is.
    pub corp: CorpId,
    /// Its event.
    pub event: EventId,
}

impl SeriesPlace {
    /// Before all others.
    pub fn first() -> Self {
        let made_until = EpochMillis(i64::MIN);
        Self { made_until, corp: CorpId::new(""), event: EventId::new("") }
    }
}

pub(crate) async fn event(
    on: &mut impl Ask,
    corp: &str,
    id: &EventId,
) -> Result<Option<Event>, StoreError> {
    let sql =
        format!("SELECT {} FROM events WHERE corp_id = $1 AND event_id = $2", row::EVENT_COLUMNS);
    let rows = on.rows(&sql, &args![corp, id.as_str()]).await?;
    rows.first().map(row::event).transpose()
}

/// In the order of their origins.
pub(crate) async fn occurrences(
    on: &mut impl Ask,
    corp: &str,
    event: &EventId,
) -> Result<Vec<Occurrence>, StoreError> {
    let sql = format!(
        "SELECT {} FROM occurrences WHERE corp_id = $1 AND event_id = $2 ORDER BY origin",
        row::OCCURRENCE_COLUMNS
    );
    let rows = on.rows(&sql, &args![corp, event.as_str()]).await?;
    rows.iter().map(row::occurrence).collect()
}

pub(crate) async fn occurrence(
    on: &mut impl Ask,
    corp: &str,
    event: &EventId,
    origin: EpochMillis,
) -> Result<Option<Occurrence>, StoreError> {
    let sql = format!(
        "SELECT {} FROM occurrences WHERE corp_id = $1 AND event_id = $2 AND origin = $3",
        row::OCCURRENCE_COLUMNS
    );
    let rows = on.rows(&sql, &args![corp, event.as_str(), origin.0]).await?;
    rows.first().map(row::occurrence).transpose()
}

/// Who is invited and was not removed, in the order of the invitations, the organiser among them.
pub(crate) async fn attendees(
    on: &mut impl Ask,
    corp: &str,
    event: &EventId,
) -> Result<Vec<Attendee>, StoreError> {
    let sql = "SELECT union_id, is_optional, response FROM attendees \
               WHERE corp_id = $1 AND event_id = $2 AND NOT is_removed ORDER BY position";
    let rows = on.rows(sql, &args![corp, event.as_str()]).await?;
    rows.iter().map(row::attendee).collect()
}

/// One of them.
pub(crate) async fn attendee(
    on: &mut impl Ask,
    corp: &str,
    event: &EventId,
    person: &UnionId,
) -> Result<Option<Attendee>, StoreError> {
    let sql = "SELECT union_id, is_optional, response FROM attendees \
               WHERE corp_id = $1 AND event_id = $2 AND union_id = $3 AND NOT is_removed";
    let rows = on.rows(sql, &args![corp, event.as_str(), person.as_str()]).await?;
    rows.first().map(row::attendee).transpose()
}

/// Where occurrences differ from the event in who is invited: `None` is one who is not.
pub(crate) async fn exceptions(
    on: &mut impl Ask,
    corp: &str,
    event: &EventId,
) -> Result<Vec<(EpochMillis, UnionId, Option<Attendee>)>, StoreError> {
    let sql = "SELECT origin, union_id, is_optional, response, is_removed \
               FROM occurrence_attendees WHERE corp_id = $1 AND event_id = $2 ORDER BY origin";
    let rows = on.rows(sql, &args![corp, event.as_str()]).await?;
    let each = rows.iter().map(|row| {
        let there = if row.get("is_removed")? { None } else { Some(row::attendee(row)?) };
        Ok((EpochMillis(row.int("origin")?), UnionId::new(row.text("union_id")?), there))
    });
    each.collect()
}

/// The rooms of an event's occurrences, but those given back, in the order of the occurrences and
/// of their booking.
pub(crate) async fn bookings(
    on: &mut impl Ask,
    corp: &str,
    event: &EventId,
) -> Result<Vec<Booking>, StoreError> {
    let sql = format!(
        "SELECT {} FROM bookings WHERE corp_id = $1 AND event_id = $2 AND state <> 'released' \
         ORDER BY origin, booked_at",
        row::BOOKING_COLUMNS
    );
    let rows = on.rows(&sql, &args![corp, event.as_str()]).await?;
    rows.iter().map(row::booking).collect()
}

/// A condition: `e` is the event of a booking `b`.
pub(super) const ITS_EVENT: &str = "e.corp_id = b.corp_id AND e.event_id = b.event_id";

/// A condition: a booking `b` of organisation `$1` holds room `n.value` between `$3` and `$4`.
pub(super) fn held_in_span(db: &Db) -> String {
    let in_span = db.holds_some_of("n.value", HOLDS, "$3", "$4");
    format!("b.corp_id = $1 AND b.room_id = n.value AND b.{HOLDS} AND {in_span}")
}

/// What holds some rooms in a span of time, in the order of time.
pub(crate) async fn held_in(
    on: &mut impl Ask,
    corp: &str,
    rooms: &[RoomId],
    span: Slot,
) -> Result<Vec<Held>, StoreError> {
    // The join is a CROSS JOIN for SQLite, which else walks another index.
    let sql = format!(
        "SELECT {}, e.organiser, e.zone, e.recurrence FROM {} {} {} ORDER BY b.held_from",
        row::columns_of("b", row::BOOKING_COLUMNS),
        on.db().values_of("$2"),
        on.db().join_each("bookings", "b", &held_in_span(on.db())),
        on.db().left_join_each("events", "e", ITS_EVENT),
    );
    let rooms = json!(rooms.iter().map(RoomId::as_str).collect::<Vec<_>>()).to_string();
    let rows = on.rows(&sql, &args![corp, rooms, span.start().0, span.end().0]).await?;
    let held = rows.iter().map(|row| {
        let organiser = row.get::<Option<String>>("organiser")?.unwrap_or_default();
        let zone = row.get::<Option<String>>("zone")?;
        let zone = zone.map(|name| Zone::parse(&name)).transpose();
        Ok(Held {
            booking: row::booking(row)?,
            organiser: UnionId::new(organiser),
            zone: zone.map_err(corrupt("events", "zone", ""))?,
            repeats: row.get::<Option<String>>("recurrence")?.is_some(),
        })
    });
    held.collect()
}

impl Store {
    /// Series that go on, of all organisations, that have occurrences only up to before `then`: the
    /// most urgent first, at most `most`, behind a place.
    pub async fn series_to_go_on(
        &self,
        then: EpochMillis,
        after: &SeriesPlace,
        most: i64,
    ) -> Result<Vec<SeriesPlace>, StoreError> {
        let (corp, id) = (self.db.bytewise("corp_id"), self.db.bytewise("event_id"));
        let sql = format!(
            "SELECT made_until, corp_id, event_id FROM events \
             WHERE made_until < $1 AND made_until >= $2 AND (made_until > $2 \
               OR {corp} > $3 OR (corp_id = $3 AND {id} > $4)) \
             ORDER BY made_until, {corp}, {id} LIMIT $5"
        );
        let SeriesPlace { made_until, corp, event } = after;
        let args = args![then.0, made_until.0, corp.as_str(), event.as_str(), most];
        let rows = self.db.rows(&sql, &args).await?;
        let each = rows.iter().map(|row| {
            Ok(SeriesPlace {
                made_until: EpochMillis(row.int("made_until")?),
                corp: CorpId::new(row.text("corp_id")?),
                event: EventId::new(row.text("event_id")?),
            })
        });
        each.collect()
    }

    /// An event.
    pub async fn event(&self, corp: &CorpId, id: &EventId) -> Result<Option<Event>, StoreError> {
        event(&mut &self.db, corp.as_str(), id).await
    }

    /// Its occurrences, in the order of their origins.
    pub async fn occurrences(
        &self,
        corp: &CorpId,
        event: &EventId,
    ) -> Result<Vec<Occurrence>, StoreError> {
        occurrences(&mut &self.db, corp.as_str(), event).await
    }

    /// One of them.
    pub async fn occurrence(
        &self,
        corp: &CorpId,
        event: &EventId,
        origin: EpochMillis,
    ) -> Result<Option<Occurrence>, StoreError> {
        occurrence(&mut &self.db, corp.as_str(), event, origin).await
    }

    /// Who is invited, in the order of the invitations, the organiser among them.
    pub async fn attendees(
        &self,
        corp: &CorpId,
        event: &EventId,
    ) -> Result<Vec<Attendee>, StoreError> {
        attendees(&mut &self.db, corp.as_str(), event).await
    }

    /// One of them; `None` where somebody is not invited.
    pub async fn attendee(
        &self,
        corp: &CorpId,
        event: &EventId,
        person: &UnionId,
    ) -> Result<Option<Attendee>, StoreError> {
        attendee(&mut &self.db, corp.as_str(), event, person).await
    }

    /// Where occurrences differ from the event in who is invited: `None` is one who is not.
    pub async fn attendee_exceptions(
        &self,
        corp: &CorpId,
        event: &EventId,
    ) -> Result<Vec<(EpochMillis, UnionId, Option<Attendee>)>, StoreError> {
        exceptions(&mut &self.db, corp.as_str(), event).await
    }

    /// The rooms of an event's occurrences, but those given back.
    pub async fn bookings(
        &self,
        corp: &CorpId,
        event: &EventId,
    ) -> Result<Vec<Booking>, StoreError> {
        bookings(&mut &self.db, corp.as_str(), event).await
    }

    /// What holds some rooms in a span of time, in the order of time.
    pub async fn held_in(
        &self,
        corp: &CorpId,
        rooms: &[RoomId],
        span: Slot,
    ) -> Result<Vec<Held>, StoreError> {
        held_in(&mut &self.db, corp.as_str(), rooms, span).await
    }
}
