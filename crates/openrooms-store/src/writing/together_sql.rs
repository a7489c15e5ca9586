//! The statements of [`together`](super::together), which are written once for each database.

use super::calendar::anew;
use super::to_book::{event_columns, people_sql, rooms_sql};
use crate::calendar;
use crate::db::{Db, OfEach};

/// The newest number of the change feed.
pub(super) const FEED_HEAD: &str = "SELECT head FROM feed WHERE id = 1";

/// `$1` is the organisation, `$2` the list of what is asked for, where nothing else is said.
pub(super) struct Sql {
    /// Holds the organisation, and takes `$2` numbers of its calendar. By itself: PostgreSQL lets a
    /// statement that had to wait see what was there before.
    pub(super) holding: String,
    /// Looks at what that would give, and at the row's version.
    pub(super) looking: String,
    /// Does it where the version is `$3`. Where the statement had to wait for somebody who changed
    /// the row, PostgreSQL compares what they made of it.
    pub(super) holding_unchanged: String,
    /// Events, by their ids.
    pub(super) events: String,
    /// Dates of events, and these dates' rooms: of dates that are still to be found `[event, date]`,
    /// and the same of events that are known, each with those of its dates that are meant,
    /// `[event, first, last]`.
    pub(super) dates: Dates,
    pub(super) known_dates: Dates,
    /// Of tokens those to which a reply is kept at `$3`.
    pub(super) tokens: String,
    pub(super) people: String,
    pub(super) rooms: String,
    /// What holds rooms in spans `[room, from, until]`.
    pub(super) held: String,
    /// The same around dates `[room, event, date, before, after]`.
    pub(super) held_of_dates: String,
    /// What writes rows: bookings, notices, replies, and `[organisation, event, when, number]` of
    /// events that were changed.
    pub(super) put_bookings: String,
    pub(super) put_notices: String,
    pub(super) put_replies: String,
    pub(super) touch_events: String,
}

impl Sql {
    pub(super) fn of(db: &Db) -> &'static Self {
        static SQL: OfEach<Sql> = OfEach::new();
        SQL.of(db, Self::written)
    }

    fn written(db: &Db) -> Self {
        let is_listed = "e.corp_id = $1 AND e.event_id = CAST(n.value AS TEXT)";
        let events = db.join_each("events", "e", is_listed);
        let listed = db.lists_of("$2");
        let is_token = "t.corp_id = $1 AND t.token_hash = n.value AND t.kept_until > $3";
        let holding = format!(
            "UPDATE organisations SET calendar_head = calendar_head + $2 {} WHERE corp_id = $1",
            db.while_no_save()
        );
        let version = "CAST(organisations.xmin AS TEXT)";
        Self {
            looking: format!(
                "SELECT calendar_head + $2 AS calendar_head, time_zone, {version} AS version \
                 FROM organisations WHERE corp_id = $1"
            ),
            holding_unchanged: format!("{holding} AND {version} = $3 RETURNING 1"),
            holding: format!("{holding} RETURNING calendar_head, time_zone"),
            events: format!(
                "SELECT {} FROM {} {events}",
                event_columns(db, "e"),
                db.values_of("$2")
            ),
            dates: Dates::of(|table| {
                let its = db.join_each(table, "t", "t.corp_id = $1 AND t.event_id = e.event_id");
                let events = db.join_each("events", "e", &is_event(0));
                format!("FROM {listed} {events} {its} WHERE {}", is_date("t", 1))
            }),
            known_dates: Dates::of(|table| {
                let is_its = "t.corp_id = $1 AND t.event_id = CAST(k.value ->> 0 AS TEXT)";
                let its = db.join_each(table, "t", is_its);
                format!("FROM {listed} {its} WHERE t.origin BETWEEN {} AND {}", place(1), place(2))
            }),
            tokens: format!(
                "SELECT t.token_hash FROM {} {}",
                db.values_of("$2"),
                db.join_each("client_tokens", "t", is_token)
            ),
            people: people_sql(db),
            rooms: rooms_sql(db),
            held: format!(
                "{HELD_COLUMNS} FROM {listed} {}",
                db.join_each("bookings", "b", &is_held(db, &place(1), &place(2)))
            ),
            held_of_dates: held_of_dates(db),
            put_bookings: put_bookings(db),
            put_notices: put_notices(db),
            put_replies: put_replies(db),
            touch_events: touch_events(db),
        }
    }
}

/// What is read of dates: the dates, and their rooms.
pub(super) struct Dates {
    pub(super) occurrences: String,
    pub(super) bookings: String,
}

impl Dates {
    /// `of` says of which rows `t` of a table.
    fn of(of: impl Fn(&str) -> String) -> Self {
        Self {
            occurrences: format!(
                "SELECT {} {}",
                calendar::columns_of("t", calendar::OCCURRENCE_COLUMNS),
                of("occurrences")
            ),
            bookings: format!(
                "SELECT {} {} AND t.state <> 'released' ORDER BY t.origin, t.booked_at, t.room_id",
                calendar::columns_of("t", calendar::BOOKING_COLUMNS),
                of("bookings")
            ),
        }
    }
}

/// What is read of bookings `b` that hold a room, and from which.
const HELD_COLUMNS: &str = "SELECT b.room_id, b.event_id, b.origin, b.held_from, b.held_until";

fn held_of_dates(db: &Db) -> String {
    let is_its = format!("o.corp_id = $1 AND o.event_id = e.event_id AND {}", is_date("o", 2));
    let from = format!("o.starts_at - {}", place(3));
    let until = format!("o.ends_at + {}", place(4));
    format!(
        "{HELD_COLUMNS} FROM {} {} {} {}",
        db.lists_of("$2"),
        db.join_each("events", "e", &is_event(1)),
        db.join_each("occurrences", "o", &is_its),
        db.join_each("bookings", "b", &is_held(db, &from, &until))
    )
}

/// The number at a place of a list.
fn place(at: usize) -> String {
    format!("CAST(k.value ->> {at} AS BIGINT)")
}

/// A condition: `e` is the event that a list names at a place.
fn is_event(at: usize) -> String {
    format!("e.corp_id = $1 AND e.event_id = CAST(k.value ->> {at} AS TEXT)")
}

/// A condition: `t`, of the event `e`, is of the date that a list has at a place: of an event that
/// does not repeat the only one, of a series the one that is asked for.
fn is_date(t: &str, at: usize) -> String {
    format!(
        "CASE WHEN e.recurrence IS NULL THEN (k.value ->> {at}) IS NULL \
         ELSE {t}.origin = {} END",
        place(at)
    )
}

/// A condition: they hold the room that a list names first, between two moments.
fn is_held(db: &Db, from: &str, until: &str) -> String {
    let (room, holds) = ("CAST(k.value ->> 0 AS TEXT)", calendar::HOLDS);
    let in_span = db.holds_some_of(room, holds, from, until);
    format!("b.corp_id = $1 AND b.room_id = {room} AND b.{holds} AND {in_span}")
}

fn put_notices(db: &Db) -> String {
    let columns = "corp_id, seq, kind, object_id, body, at";
    put(db, "outbox", columns, "TEXT, BIGINT, TEXT, TEXT, TEXT, BIGINT", "")
}

fn put_replies(db: &Db) -> String {
    let columns = "corp_id, token_hash, request_hash, reply, kept_until";
    let over = format!("ON CONFLICT (corp_id, token_hash) DO UPDATE SET {}", anew(columns, 2));
    put(db, "client_tokens", columns, "TEXT, TEXT, TEXT, TEXT, BIGINT", &over)
}

/// What was declined or given back is written anew. Who booked it, and when, stays.
fn put_bookings(db: &Db) -> String {
    let columns = calendar::BOOKING_COLUMNS;
    let set = anew(columns.split(", booked_by").next().unwrap_or_default(), 4);
    let over = format!("ON CONFLICT (corp_id, event_id, origin, room_id) DO UPDATE SET {set}");
    put(db, "bookings", columns, calendar::BOOKING_TYPES, &over)
}

/// Puts rows into a table, whose columns have types.
fn put(db: &Db, table: &str, columns: &str, types: &str, over: &str) -> String {
    let values = |one: &dyn Fn(usize, &str) -> String| {
        let values = types.split(',').enumerate().map(|(at, kind)| one(at, kind.trim()));
        values.collect::<Vec<_>>().join(", ")
    };
    db.each_or_listed(
        || {
            let values = values(&|at, _| format!("${}", at + 1));
            format!("INSERT INTO {table} ({columns}) VALUES ({values}) {over}")
        },
        || {
            let values = values(&|at, kind| format!("CAST(k.value ->> {at} AS {kind})"));
            let listed = db.lists_while_held("$1");
            format!("INSERT INTO {table} ({columns}) SELECT {values} FROM {listed} {over}")
        },
    )
}

fn touch_events(db: &Db) -> String {
    db.each_or_listed(
        || {
            "UPDATE events SET updated_at = $3, changed_seq = $4 \
             WHERE corp_id = $1 AND event_id = $2"
                .to_owned()
        },
        // An UPDATE that joins a list walks over all events where nothing is known of them.
        || {
            let columns = calendar::EVENT_COLUMNS;
            let kept = calendar::columns_of("e", columns)
                .replace("e.updated_at AS", &format!("{} AS", place(2)));
            let is_it = "e.corp_id = CAST(k.value ->> 0 AS TEXT) \
                         AND e.event_id = CAST(k.value ->> 1 AS TEXT)";
            format!(
                "INSERT INTO events ({columns}, changed_seq) SELECT {kept}, {} FROM {} {} \
                 ON CONFLICT (corp_id, event_id) DO UPDATE SET \
                   updated_at = excluded.updated_at, changed_seq = excluded.changed_seq",
                place(3),
                db.lists_while_held("$1"),
                db.join_each("events", "e", is_it)
            )
        },
    )
}
