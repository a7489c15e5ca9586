//! Events whole, as a document has them: read for an export, written by an import.

use std::collections::HashMap;

use openrooms_core::calendar::{Booking, SignIn, WholeEvent};
use openrooms_core::id::{EventId, UnionId};
use openrooms_core::time::EpochMillis;
use serde_json::json;

use super::row::{self, HOLDS};
use crate::db::{Tx, Value, args, values};
use crate::error::StoreError;

/// The tables that hold an event.
pub(crate) const TABLES: [&str; 6] =
    ["events", "occurrences", "attendees", "occurrence_attendees", "bookings", "sign_ins"];

/// What of events that are not listed holds a booking's room then, the first of it.
pub(crate) async fn in_the_way(
    tx: &mut Tx,
    corp: &str,
    booking: &Booking,
    but: &[&EventId],
) -> Result<Option<Booking>, StoreError> {
    let sql = format!(
        "SELECT {} FROM bookings WHERE corp_id = $1 AND room_id = $2 AND {HOLDS} \
           AND held_until > $3 AND held_from < $4 AND event_id NOT IN (SELECT n.value FROM {}) \
         ORDER BY held_from LIMIT 1",
        row::BOOKING_COLUMNS,
        tx.db().values_of("$5")
    );
    let but = json!(but.iter().map(|id| id.as_str()).collect::<Vec<_>>());
    let held = booking.held;
    let args = args![corp, booking.room.as_str(), held.start().0, held.end().0, but.to_string()];
    tx.rows(&sql, &args).await?.first().map(row::booking).transpose()
}

/// The events of an organisation in the order of their ids: all, or those among `ids`. What was
/// deleted is there too, what was given back is not.
pub(crate) async fn whole_events(
    tx: &mut Tx,
    corp: &str,
    ids: Option<&[EventId]>,
) -> Result<Vec<WholeEvent>, StoreError> {
    let listed = ids.map(|ids| json!(ids.iter().map(EventId::as_str).collect::<Vec<_>>()));
    let mut args: Vec<Value> = args![corp].into();
    let among = match listed {
        Some(listed) => {
            args.push(listed.to_string().into());
            let values = tx.db().values_of("$2");
            format!("corp_id = $1 AND event_id IN (SELECT n.value FROM {values})")
        }
        None => "corp_id = $1".to_owned(),
    };
    let mut found: HashMap<String, WholeEvent> = HashMap::new();
    let sql = format!("SELECT {}, made_until FROM events WHERE {among}", row::EVENT_COLUMNS);
    for each in &tx.rows(&sql, &args).await? {
        let made_until = each.get::<Option<i64>>("made_until")?.map(EpochMillis);
        let whole = WholeEvent { made_until, ..WholeEvent::of(row::event(each)?) };
        found.insert(each.text("event_id")?, whole);
    }
    let sql = format!(
        "SELECT {} FROM occurrences WHERE {among} ORDER BY origin",
        row::OCCURRENCE_COLUMNS
    );
    for each in &tx.rows(&sql, &args).await? {
        if let Some(whole) = found.get_mut(&each.text("event_id")?) {
            whole.occurrences.push(row::occurrence(each)?);
        }
    }
    let sql = format!(
        "SELECT event_id, union_id, is_optional, response FROM attendees \
         WHERE {among} AND NOT is_removed ORDER BY position"
    );
    for each in &tx.rows(&sql, &args).await? {
        if let Some(whole) = found.get_mut(&each.text("event_id")?) {
            whole.attendees.push(row::attendee(each)?);
        }
    }
    let sql = format!(
        "SELECT event_id, origin, union_id, is_optional, response, is_removed \
         FROM occurrence_attendees WHERE {among} ORDER BY origin"
    );
    for each in &tx.rows(&sql, &args).await? {
        let there = if each.get("is_removed")? { None } else { Some(row::attendee(each)?) };
        let person = UnionId::new(each.text("union_id")?);
        if let Some(whole) = found.get_mut(&each.text("event_id")?) {
            whole.exceptions.push((EpochMillis(each.int("origin")?), person, there));
        }
    }
    let sql = format!(
        "SELECT {} FROM bookings WHERE {among} AND state <> 'released'",
        row::BOOKING_COLUMNS
    );
    for each in &tx.rows(&sql, &args).await? {
        if let Some(whole) = found.get_mut(&each.text("event_id")?) {
            let booked_at = EpochMillis(each.int("booked_at")?);
            whole.bookings.push((row::booking(each)?, booked_at));
        }
    }
    let sql = format!(
        "SELECT event_id, origin, union_id, signed_in_at, signed_out_at FROM sign_ins \
         WHERE {among}"
    );
    for each in &tx.rows(&sql, &args).await? {
        let at = |column| Ok::<_, StoreError>(each.get::<Option<i64>>(column)?.map(EpochMillis));
        if let Some(whole) = found.get_mut(&each.text("event_id")?) {
            whole.sign_ins.push(SignIn {
                origin: EpochMillis(each.int("origin")?),
                person: UnionId::new(each.text("union_id")?),
                came_at: at("signed_in_at")?,
                went_at: at("signed_out_at")?,
            });
        }
    }
    let mut found: Vec<_> = found.into_values().collect();
    for whole in &mut found {
        whole.sort();
    }
    found.sort_by(|a, b| a.event.id.cmp(&b.event.id));
    Ok(found)
}

/// Writes an event that is not there. `number` is what those who sync go by.
pub(crate) async fn insert_whole(
    tx: &mut Tx,
    corp: &str,
    whole: &WholeEvent,
    number: i64,
) -> Result<(), StoreError> {
    let WholeEvent { event, made_until, occurrences, attendees, exceptions, bookings, sign_ins } =
        whole;
    let id = event.id.as_str();
    let mut own = row::event_values(corp, event);
    own.extend(values![number, made_until.map(|at| at.0)]);
    let insert = format!("INSERT INTO events ({}, changed_seq, made_until)", row::EVENT_COLUMNS);
    tx.insert_rows(&insert, &[own]).await?;
    let rows: Vec<_> = occurrences.iter().map(|one| row::occurrence_values(corp, one)).collect();
    let insert = format!("INSERT INTO occurrences ({})", row::OCCURRENCE_COLUMNS);
    tx.insert_rows(&insert, &rows).await?;
    let rows = (0_i64..).zip(attendees).map(|(position, attendee)| {
        values![
            corp,
            id,
            attendee.person.as_str(),
            position,
            attendee.person == event.organiser,
            attendee.is_optional,
            attendee.response.word(),
            false,
            number,
        ]
    });
    let insert = format!("INSERT INTO attendees ({})", row::ATTENDEE_COLUMNS);
    tx.insert_rows(&insert, &rows.collect::<Vec<_>>()).await?;
    let rows = exceptions.iter().map(|(origin, person, there)| {
        values![
            corp,
            id,
            origin.0,
            person.as_str(),
            there.as_ref().is_some_and(|attendee| attendee.is_optional),
            there.as_ref().map_or("needsAction", |attendee| attendee.response.word()),
            there.is_none(),
        ]
    });
    let insert = "INSERT INTO occurrence_attendees \
                  (corp_id, event_id, origin, union_id, is_optional, response, is_removed)";
    tx.insert_rows(insert, &rows.collect::<Vec<_>>()).await?;
    let rows = sign_ins.iter().map(|one| {
        let (came, went) = (one.came_at.map(|at| at.0), one.went_at.map(|at| at.0));
        values![corp, id, one.origin.0, one.person.as_str(), came, went]
    });
    let insert =
        "INSERT INTO sign_ins (corp_id, event_id, origin, union_id, signed_in_at, signed_out_at)";
    tx.insert_rows(insert, &rows.collect::<Vec<_>>()).await?;
    // The database's own guard looks at each.
    let rows = bookings.iter();
    let rows = rows.map(|(one, at)| row::booking_values(corp, one, &event.organiser, *at));
    let insert = format!("INSERT INTO bookings ({})", row::BOOKING_COLUMNS);
    tx.insert_rows(&insert, &rows.collect::<Vec<_>>()).await
}
