//! Rows of calendars to core values and back.

use jiff::civil::{Date, Weekday};
use openrooms_core::ParseError;
use openrooms_core::calendar::recurrence::{Index, Pattern, Range, Recurrence};
use openrooms_core::calendar::{
    Attendee, Booking, BookingState, Event, EventState, Hours, Occurrence, Response, When, WhenKind,
};
use openrooms_core::id::{EventId, RoomId, UnionId};
use openrooms_core::slot::Slot;
use openrooms_core::time::{EpochMillis, Zone};
use serde_json::{Value as Json, json};

use crate::db::{Row, Value, values};
use crate::error::StoreError;
use crate::row::corrupt;

/// The condition of the indexes and of the guard: the booking keeps others out.
pub(crate) const HOLDS: &str = "state IN ('accepted', 'waiting')";

pub(crate) const EVENT_COLUMNS: &str = "corp_id, event_id, organiser, summary, description, starts_at, \
    ends_at, zone, is_all_day, recurrence, state, created_at, updated_at, beyond, hours";

pub(crate) fn event_values(corp: &str, event: &Event) -> Vec<Value> {
    values![
        corp,
        event.id.as_str(),
        event.organiser.as_str(),
        &event.summary,
        &event.description,
        event.when.slot.start().0,
        event.when.slot.end().0,
        event.when.zone.name(),
        event.when.kind == WhenKind::AllDay,
        event.recurrence.as_ref().map(|how| recurrence_to_json(how, event.when.hours)),
        state_word(event.state),
        event.created_at.0,
        event.updated_at.0,
        &event.beyond,
        event
            .when
            .hours
            .filter(|_| event.recurrence.is_none())
            .map(|hours| hours_to_json(hours).to_string()),
    ]
}

pub(crate) fn event(row: &Row) -> Result<Event, StoreError> {
    let id = row.text("event_id")?;
    let bad = |column| corrupt::<ParseError>("events", column, &id);
    let recurrence = row.get::<Option<String>>("recurrence")?;
    let recurrence = recurrence
        .map(|text| recurrence_from_json(&text).ok_or_else(|| bad("recurrence")(no_words())));
    let (recurrence, of_series) = recurrence.transpose()?.unzip();
    let hours = row.get::<Option<String>>("hours")?;
    let hours = hours.map(|text| {
        let json = serde_json::from_str(&text).ok();
        json.as_ref().and_then(hours_from_json).ok_or_else(|| bad("hours")(no_words()))
    });
    let hours = hours.transpose()?.or(of_series.flatten());
    let kind = if row.get("is_all_day")? { WhenKind::AllDay } else { WhenKind::Timed };
    Ok(Event {
        organiser: UnionId::new(row.text("organiser")?),
        summary: row.get("summary")?,
        description: row.get("description")?,
        when: When {
            slot: slot(row, "starts_at", "ends_at").map_err(bad("ends_at"))?,
            zone: Zone::parse(&row.text("zone")?).map_err(bad("zone"))?,
            kind,
            hours,
        },
        recurrence,
        state: state(row).ok_or_else(|| bad("state")(no_words()))?,
        created_at: EpochMillis(row.int("created_at")?),
        updated_at: EpochMillis(row.int("updated_at")?),
        beyond: row.get("beyond")?,
        id: EventId::new(id.clone()),
    })
}

pub(crate) const OCCURRENCE_COLUMNS: &str =
    "corp_id, event_id, origin, starts_at, ends_at, state, beyond";

pub(crate) fn occurrence_values(corp: &str, occurrence: &Occurrence) -> Vec<Value> {
    values![
        corp,
        occurrence.event.as_str(),
        occurrence.origin.0,
        occurrence.slot.start().0,
        occurrence.slot.end().0,
        state_word(occurrence.state),
        &occurrence.beyond,
    ]
}

pub(crate) fn occurrence(row: &Row) -> Result<Occurrence, StoreError> {
    let (event, origin) = (row.text("event_id")?, row.int("origin")?);
    let bad = |column| {
        let id = format!("{event}_{origin}");
        move |_: ParseError| StoreError::Corrupt { table: "occurrences", column, row: id.clone() }
    };
    Ok(Occurrence {
        origin: EpochMillis(origin),
        slot: slot(row, "starts_at", "ends_at").map_err(bad("ends_at"))?,
        state: state(row).ok_or_else(|| bad("state")(no_words()))?,
        beyond: row.get("beyond")?,
        event: EventId::new(event.clone()),
    })
}

pub(crate) const ATTENDEE_COLUMNS: &str = "corp_id, event_id, union_id, position, is_organiser, is_optional, response, \
    is_removed, changed_seq";

/// A row of `attendees`, or of `occurrence_attendees`.
pub(crate) fn attendee(row: &Row) -> Result<Attendee, StoreError> {
    let person = row.text("union_id")?;
    let response = Response::parse(&row.text("response")?);
    Ok(Attendee {
        is_optional: row.get("is_optional")?,
        response: response.map_err(corrupt("attendees", "response", &person))?,
        person: UnionId::new(person),
    })
}

pub(crate) const BOOKING_COLUMNS: &str = "corp_id, event_id, origin, room_id, starts_at, ends_at, held_from, held_until, \
    state, deadline, decided_by, reason, booked_by, booked_at";

/// Of what type each of [`BOOKING_COLUMNS`] is.
pub(crate) const BOOKING_TYPES: &str = "TEXT, TEXT, BIGINT, TEXT, BIGINT, BIGINT, BIGINT, BIGINT, \
    TEXT, BIGINT, TEXT, TEXT, TEXT, BIGINT";

pub(crate) fn booking_values(
    corp: &str,
    booking: &Booking,
    by: &UnionId,
    at: EpochMillis,
) -> Vec<Value> {
    let (word, deadline, decided_by, reason) = match &booking.state {
        BookingState::Accepted => ("accepted", None, None, None),
        BookingState::Waiting { until } => ("waiting", until.map(|at| at.0), None, None),
        BookingState::Declined { by, reason } => {
            ("declined", None, by.as_ref().map(UnionId::as_str), reason.as_deref())
        }
        BookingState::Released => ("released", None, None, None),
    };
    values![
        corp,
        booking.event.as_str(),
        booking.origin.0,
        booking.room.as_str(),
        booking.slot.start().0,
        booking.slot.end().0,
        booking.held.start().0,
        booking.held.end().0,
        word,
        deadline,
        decided_by,
        reason,
        by.as_str(),
        at.0,
    ]
}

pub(crate) fn booking(row: &Row) -> Result<Booking, StoreError> {
    let (event, origin) = (row.text("event_id")?, row.int("origin")?);
    let bad = |column| {
        let id = format!("{event}_{origin}");
        move |_: ParseError| StoreError::Corrupt { table: "bookings", column, row: id.clone() }
    };
    let state = match &*row.text("state")? {
        "accepted" => BookingState::Accepted,
        "waiting" => {
            BookingState::Waiting { until: row.get::<Option<i64>>("deadline")?.map(EpochMillis) }
        }
        "declined" => BookingState::Declined {
            by: row.get::<Option<String>>("decided_by")?.map(UnionId::new),
            reason: row.get("reason")?,
        },
        "released" => BookingState::Released,
        _ => return Err(bad("state")(no_words())),
    };
    Ok(Booking {
        room: RoomId::new(row.text("room_id")?),
        origin: EpochMillis(origin),
        slot: slot(row, "starts_at", "ends_at").map_err(bad("ends_at"))?,
        held: slot(row, "held_from", "held_until").map_err(bad("held_until"))?,
        state,
        event: EventId::new(event.clone()),
    })
}

/// Columns of one table of a join, under their own names.
pub(crate) fn columns_of(table: &str, columns: &str) -> String {
    let each = columns.split(',').map(str::trim);
    let each = each.map(|column| format!("{table}.{column} AS {column}"));
    each.collect::<Vec<_>>().join(", ")
}

fn slot(row: &Row, start: &'static str, end: &'static str) -> Result<Slot, ParseError> {
    let moment = |column| row.int(column).map_err(|error| ParseError(error.to_string()));
    Slot::new(EpochMillis(moment(start)?), EpochMillis(moment(end)?))
}

/// The time that a row is about.
pub(crate) fn slot_of(row: &Row, table: &'static str) -> Result<Slot, StoreError> {
    slot(row, "starts_at", "ends_at").map_err(corrupt(table, "ends_at", ""))
}

/// The time that a booking holds.
pub(crate) fn held_of(row: &Row) -> Result<Slot, StoreError> {
    slot(row, "held_from", "held_until").map_err(corrupt("bookings", "held_until", ""))
}

/// What a column holds is none of its words.
fn no_words() -> ParseError {
    ParseError("no such word".to_owned())
}

pub(crate) const fn state_word(state: EventState) -> &'static str {
    match state {
        EventState::Confirmed => "confirmed",
        EventState::Cancelled => "cancelled",
        EventState::Deleted => "deleted",
    }
}

fn state(row: &Row) -> Option<EventState> {
    match &*row.text("state").ok()? {
        "confirmed" => Some(EventState::Confirmed),
        "cancelled" => Some(EventState::Cancelled),
        "deleted" => Some(EventState::Deleted),
        _ => None,
    }
}

/// `{"pattern": "weekly", "days": [1, 3], "firstDay": 7, "interval": 1, "count": 5}`: days of the week
/// are numbered from Monday, 1. Hours that the clocks leave out on the first day are there as well:
/// `"hours": ["02:30:00", "04:00:00", 0]`.
fn recurrence_to_json(recurrence: &Recurrence, hours: Option<Hours>) -> String {
    let days = |days: &[Weekday]| -> Json {
        days.iter().map(|day| Json::from(day.to_monday_one_offset())).collect()
    };
    let mut json = match &recurrence.pattern {
        Pattern::Daily => json!({"pattern": "daily"}),
        Pattern::Weekly { days: on, first_day } => json!({
            "pattern": "weekly", "days": days(on), "firstDay": first_day.to_monday_one_offset(),
        }),
        Pattern::AbsoluteMonthly { day } => json!({"pattern": "absoluteMonthly", "day": day}),
        Pattern::RelativeMonthly { days: on, index } => json!({
            "pattern": "relativeMonthly", "days": days(on), "index": index_number(*index),
        }),
        Pattern::AbsoluteYearly => json!({"pattern": "absoluteYearly"}),
    };
    json["interval"] = recurrence.interval.into();
    match recurrence.range {
        Range::NoEnd => {}
        Range::Until(day) => json["until"] = day.to_string().into(),
        Range::Count(count) => json["count"] = count.into(),
    }
    if let Some(hours) = hours {
        json["hours"] = hours_to_json(hours);
    }
    json.to_string()
}

/// `["02:30:00", "04:00:00", 0]`: its start, its end, and how many days later that is.
fn hours_to_json(Hours { start, end, nights }: Hours) -> Json {
    json!([start.to_string(), end.to_string(), nights])
}

fn hours_from_json(json: &Json) -> Option<Hours> {
    let time = |place: usize| json.get(place)?.as_str()?.parse().ok();
    let nights = json.get(2)?.as_i64()?;
    Some(Hours { start: time(0)?, end: time(1)?, nights })
}

/// How far a recurrence reaches.
pub(super) fn range_from_json(text: &str) -> Option<Range> {
    recurrence_from_json(text).map(|(recurrence, _)| recurrence.range)
}

fn recurrence_from_json(text: &str) -> Option<(Recurrence, Option<Hours>)> {
    let json: Json = serde_json::from_str(text).ok()?;
    let day_of = |value: &Json| -> Option<Weekday> {
        Weekday::from_monday_one_offset(i8::try_from(value.as_i64()?).ok()?).ok()
    };
    let days = || json.get("days")?.as_array()?.iter().map(day_of).collect::<Option<Vec<_>>>();
    let pattern = match json.get("pattern")?.as_str()? {
        "daily" => Pattern::Daily,
        "weekly" => Pattern::Weekly { days: days()?, first_day: day_of(json.get("firstDay")?)? },
        "absoluteMonthly" => {
            Pattern::AbsoluteMonthly { day: i8::try_from(json.get("day")?.as_i64()?).ok()? }
        }
        "relativeMonthly" => {
            let index = json.get("index")?.as_i64()?;
            let index = INDEXES.into_iter().find(|each| index_number(*each) == index)?;
            Pattern::RelativeMonthly { days: days()?, index }
        }
        "absoluteYearly" => Pattern::AbsoluteYearly,
        _ => return None,
    };
    let range = match (json.get("until"), json.get("count")) {
        (None, None) => Range::NoEnd,
        (Some(day), None) => Range::Until(day.as_str()?.parse::<Date>().ok()?),
        (None, Some(count)) => Range::Count(u16::try_from(count.as_u64()?).ok()?),
        (Some(_), Some(_)) => return None,
    };
    let interval = u16::try_from(json.get("interval")?.as_u64()?).ok()?;
    let hours = match json.get("hours") {
        None => None,
        Some(hours) => Some(hours_from_json(hours)?),
    };
    Some((Recurrence { pattern, interval, range }, hours))
}

const INDEXES: [Index; 5] = [Index::First, Index::Second, Index::Third, Index::Fourth, Index::Last];

const fn index_number(index: Index) -> i64 {
    match index {
        Index::First => 1,
        Index::Second => 2,
        Index::Third => 3,
        Index::Fourth => 4,
        Index::Last => -1,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;

    use super::*;

    #[test]
    fn how_something_repeats_is_read_as_it_was_written() {
        let patterns = [
            Pattern::Daily,
            Pattern::Weekly {
                days: vec![Weekday::Monday, Weekday::Sunday],
                first_day: Weekday::Sunday,
            },
            Pattern::AbsoluteMonthly { day: 31 },
            Pattern::RelativeMonthly { days: vec![Weekday::Friday], index: Index::Last },
            Pattern::RelativeMonthly { days: vec![Weekday::Friday], index: Index::First },
            Pattern::AbsoluteYearly,
        ];
        let ranges =
            [Range::NoEnd, Range::Until(Date::new(2028, 2, 29).unwrap()), Range::Count(99)];
        for pattern in patterns {
            for range in &ranges {
                let range = range.clone();
                let recurrence = Recurrence { pattern: pattern.clone(), interval: 365, range };
                let hours = Hours { start: time(2, 30, 0, 0), end: time(4, 0, 1, 0), nights: 1 };
                for hours in [None, Some(hours)] {
                    let text = recurrence_to_json(&recurrence, hours);
                    let wanted = Some((recurrence.clone(), hours));
                    assert_eq!(recurrence_from_json(&text), wanted, "{text}");
                }
            }
        }
    }

    #[test]
    fn what_is_no_recurrence_is_not_read_as_one() {
        for text in [
            "",
            "{}",
            "[]",
            r#"{"pattern":"daily"}"#,
            r#"{"pattern":"hourly","interval":1}"#,
            r#"{"pattern":"daily","interval":-1}"#,
            r#"{"pattern":"daily","interval":1,"count":1,"until":"2028-01-01"}"#,
            r#"{"pattern":"daily","interval":1,"until":"2027-02-29"}"#,
            r#"{"pattern":"weekly","interval":1,"days":[8],"firstDay":7}"#,
            r#"{"pattern":"relativeMonthly","interval":1,"days":[1],"index":5}"#,
            r#"{"pattern":"daily","interval":1,"hours":["02:30","soon",0]}"#,
        ] {
            assert_eq!(recurrence_from_json(text), None, "{text}");
        }
    }
}
