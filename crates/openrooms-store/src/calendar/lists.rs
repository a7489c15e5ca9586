//! Calendars page by page: in the order of making, of changes, and of time.

use openrooms_core::id::{CorpId, EventId, UnionId};
use openrooms_core::slot::Slot;
use openrooms_core::time::EpochMillis;

use super::view::EventKey;
use crate::db::{Row, args};
use crate::error::StoreError;
use crate::open::Store;

/// Which part of a calendar is listed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CalendarFilter {
    /// What ends after it.
    pub ends_after: Option<EpochMillis>,
    /// What begins before it.
    pub begins_before: Option<EpochMillis>,
    /// The exceptions of this series alone.
    pub series: Option<EventId>,
    /// Whether what was deleted is listed, too.
    pub deleted: DeletedEvents,
}

/// Whether what was deleted is listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DeletedEvents {
    /// It is not.
    #[default]
    Hidden,
    /// It is.
    Shown,
}

/// The place of something in a list: behind it begins the next page. What the numbers are depends on
/// the list; the event and its origin tell apart what has the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarPlace {
    /// What the list is ordered by: when it was made, its number among changes, when it begins.
    pub rank: i64,
    /// The event.
    pub event: EventId,
    /// The occurrence's origin; [`CalendarPlace::WHOLE`] of the event itself, which comes before them.
    pub origin: i64,
}

impl CalendarPlace {
    /// What stands for the origin of an event itself: before every year that the calendar knows.
    pub const WHOLE: i64 = -1_000_000_000_000_000;

    /// Before everything whose rank is above `rank`.
    pub fn behind(rank: i64) -> Self {
        // No id is behind it.
        Self { rank: rank.saturating_add(1), event: EventId::new(""), origin: Self::WHOLE }
    }

    /// Before everything.
    pub fn start() -> Self {
        Self { rank: i64::MIN, event: EventId::new(""), origin: Self::WHOLE }
    }
}

/// Something in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedEvent {
    /// Its place.
    pub place: CalendarPlace,
    /// What it is.
    pub key: EventKey,
    /// Whether it is in the person's calendar no more.
    pub is_gone: bool,
    /// Whether that is because they are not invited any more: what became of it since is not for them.
    pub is_out: bool,
}

/// The events in the calendar of `$2`: those that they are invited to, or were, and those to some of
/// whose occurrences alone they are; where `$dates` says so, or were.
macro_rules! mine {
    ($dates:literal) => {
        concat!(
            "(SELECT a.corp_id, a.event_id, a.is_removed, a.changed_seq, FALSE AS is_partial \
               FROM attendees a WHERE a.corp_id = $1 AND a.union_id = $2 \
             UNION ALL \
             SELECT DISTINCT x.corp_id, x.event_id, FALSE, CAST(0 AS BIGINT), TRUE \
               FROM occurrence_attendees x WHERE x.corp_id = $1 AND x.union_id = $2 ",
            $dates,
            " AND NOT EXISTS (SELECT 1 FROM attendees a WHERE a.corp_id = $1 \
                AND a.union_id = $2 AND a.event_id = x.event_id AND NOT a.is_removed))"
        )
    };
}

/// Those that they are invited to.
const MINE: &str = mine!("AND NOT x.is_removed");

/// The same, and those of which they were once invited to some occurrence: whoever follows their
/// calendar hears that they are not any more.
const EVER: &str = mine!("");

/// What `m`, a row of [`MINE`], is of: `e`.
const EVENT: &str = "JOIN events e ON e.corp_id = m.corp_id AND e.event_id = m.event_id";

/// The number of the last change of it that is theirs: what became of it after they were taken out of
/// it is nothing to them.
const RANK: &str = "CASE WHEN m.is_removed OR m.changed_seq > e.changed_seq THEN m.changed_seq \
     ELSE e.changed_seq END";

/// The occurrences of it: `o`. They are found by their event. The plus before `o.starts_at` below says
/// so to SQLite, which else walks all that begins in a span, for each event anew.
const OCCURRENCE: &str = "JOIN occurrences o ON o.corp_id = m.corp_id AND o.event_id = m.event_id";

/// `$2` was taken out of the occurrence `o`.
const NOT_THERE: &str = "EXISTS (SELECT 1 FROM occurrence_attendees x WHERE x.corp_id = $1 \
     AND x.event_id = o.event_id AND x.origin = o.origin AND x.union_id = $2 AND x.is_removed)";

/// `$2` is invited to the occurrence `o` by name.
const THERE: &str = "EXISTS (SELECT 1 FROM occurrence_attendees x WHERE x.corp_id = $1 \
     AND x.event_id = o.event_id AND x.origin = o.origin AND x.union_id = $2 AND NOT x.is_removed)";

/// Something is said of `$2` at the occurrence `o`: that they are invited, or that they are not.
const NAMED: &str = "EXISTS (SELECT 1 FROM occurrence_attendees x WHERE x.corp_id = $1 \
     AND x.event_id = o.event_id AND x.origin = o.origin AND x.union_id = $2)";

/// What is kept of an occurrence that was as its series said until that had it no more: then the series
/// says that as well.
const DROPPED: &str = r#"'{"isDropped":true}'"#;

/// The series `e` has an occurrence between `$3` and `$4`; one that was deleted, those that were with it.
const IS_WITHIN: &str = r#"EXISTS (SELECT 1 FROM occurrences d
     WHERE d.corp_id = e.corp_id AND d.event_id = e.event_id AND d.ends_at > $3 AND +d.starts_at < $4
     AND (d.state <> 'deleted' OR e.state = 'deleted')
     AND coalesce(d.beyond, '') NOT LIKE '%"isDropped":true%')"#;

/// The occurrence `o` is listed beside its series `e`: it is not as that says, or once was not, or
/// `alone`, it is all of it that `$2` is invited to.
fn stands_out(alone: &str) -> String {
    format!(
        "e.recurrence IS NOT NULL AND CASE WHEN m.is_partial THEN {alone} ELSE \
           ((o.state <> e.state OR o.beyond IS NOT NULL) AND coalesce(o.beyond, '') <> {DROPPED}) \
           OR {NAMED} END"
    )
}

/// `$2` is not invited to the occurrence `o`, or not any more; or it is gone, and was all that they had.
fn is_out() -> String {
    format!(
        "CASE WHEN m.is_partial THEN o.state = 'deleted' OR NOT {THERE} ELSE m.is_removed OR {NOT_THERE} END"
    )
}

fn listed(rows: &[Row]) -> Result<Vec<ListedEvent>, StoreError> {
    let each = rows.iter().map(|row| {
        let (event, origin) = (EventId::new(row.text("event_id")?), row.int("origin")?);
        let key = EventKey {
            event: event.clone(),
            origin: (origin != CalendarPlace::WHOLE).then_some(EpochMillis(origin)),
        };
        Ok(ListedEvent {
            place: CalendarPlace { rank: row.int("rank")?, event, origin },
            key,
            is_gone: row.get("is_gone")?,
            is_out: row.get("is_out")?,
        })
    });
    each.collect()
}

impl Store {
    /// Where the organisation's calendars stand: the number of the last change.
    pub async fn calendar_head(&self, corp: &CorpId) -> Result<i64, StoreError> {
        let sql = "SELECT calendar_head FROM organisations WHERE corp_id = $1";
        let rows = self.db.rows(sql, &args![corp.as_str()]).await?;
        rows.first().map_or(Ok(0), |row| row.int("calendar_head"))
    }

    /// The number of the last change of what is in somebody's calendar; 0 where there is nothing.
    pub async fn last_change(&self, corp: &CorpId, person: &UnionId) -> Result<i64, StoreError> {
        let sql = format!(
            "SELECT coalesce(max({RANK}), 0) AS last \
             FROM {EVER} m JOIN events e ON e.corp_id = m.corp_id AND e.event_id = m.event_id"
        );
        let rows = self.db.rows(&sql, &args![corp.as_str(), person.as_str()]).await?;
        rows.first().map_or(Ok(0), |row| row.int("last"))
    }

    /// At most `most` events of somebody's calendar behind a place, in the order of their making,
    /// and beside each series those of its occurrences that are not as it says.
    pub async fn calendar_after(
        &self,
        corp: &CorpId,
        person: &UnionId,
        filter: &CalendarFilter,
        after: &CalendarPlace,
        most: i64,
    ) -> Result<Vec<ListedEvent>, StoreError> {
        // Whoever has the series is told that a date of it is gone, not who had that date alone.
        let (shown, shown_dates) = match filter.deleted {
            DeletedEvents::Hidden => (
                "AND e.state <> 'deleted' AND NOT m.is_removed",
                "AND NOT (m.is_partial AND o.state = 'deleted')",
            ),
            DeletedEvents::Shown => ("", ""),
        };
        let (whole, stands_out) = (CalendarPlace::WHOLE, stands_out(THERE));
        let (id, is_out) = (self.db.bytewise("l.event_id"), is_out());
        // Where no span is asked for, a series is told that has no date any more.
        let has_span = filter.ends_after.is_some() || filter.begins_before.is_some();
        let is_within = if has_span { IS_WITHIN } else { "TRUE" };
        // Where its series means a date that was moved: that it is not there is told, too.
        let meant = self.db.json_number("o.beyond", "meant");
        let sql = format!(
            "SELECT l.created_at AS rank, l.event_id AS event_id, l.origin AS origin, \
               l.is_gone AS is_gone, l.is_out AS is_out FROM ( \
               SELECT e.created_at, e.event_id, CAST({whole} AS BIGINT) AS origin, \
                 m.is_removed OR e.state = 'deleted' AS is_gone, m.is_removed AS is_out \
               FROM {MINE} m {EVENT} \
               WHERE CAST($5 AS TEXT) IS NULL AND NOT m.is_partial {shown} AND ( \
                 (e.recurrence IS NULL AND e.ends_at > $3 AND e.starts_at < $4) \
                 OR (e.recurrence IS NOT NULL AND {is_within})) \
               UNION ALL \
               SELECT e.created_at, e.event_id, o.origin, \
                 m.is_removed OR e.state = 'deleted' OR o.state = 'deleted' OR {NOT_THERE}, \
                 {is_out} \
               FROM {MINE} m {EVENT} {OCCURRENCE} \
               WHERE (CAST($5 AS TEXT) IS NULL OR e.event_id = $5) {shown} {shown_dates} \
                 AND {stands_out} AND ((o.ends_at > $3 AND +o.starts_at < $4) \
                   OR (NOT m.is_partial AND {IS_WITHIN} AND {meant} < $4 \
                     AND {meant} + (e.ends_at - e.starts_at) > $3)) \
             ) l WHERE l.created_at > $6 OR (l.created_at = $6 AND ({id} > $7 \
               OR (l.event_id = $7 AND l.origin > $8))) \
             ORDER BY l.created_at, {id}, l.origin LIMIT $9"
        );
        let args = args![
            corp.as_str(),
            person.as_str(),
            filter.ends_after.map_or(i64::MIN, |at| at.0),
            filter.begins_before.map_or(i64::MAX, |at| at.0),
            filter.series.as_ref().map(EventId::as_str),
            after.rank,
            after.event.as_str(),
            after.origin,
            most,
        ];
        listed(&self.db.rows(&sql, &args).await?)
    }

    /// At most `most` events of somebody's calendar that changed, behind a place, in the order of
    /// their last changes, and beside each series those of its occurrences that are not as it says;
    /// of one that has gone, those that were told beside it. Where somebody was taken off a series,
    /// the dates at which they are named are told as those of one who was invited to these alone.
    pub async fn changes_after(
        &self,
        corp: &CorpId,
        person: &UnionId,
        after: &CalendarPlace,
        most: i64,
    ) -> Result<Vec<ListedEvent>, StoreError> {
        let (whole, stands_out) = (CalendarPlace::WHOLE, stands_out(NAMED));
        let (id, is_out) = (self.db.bytewise("l.event_id"), is_out());
        let rank = RANK;
        let sql = format!(
            "SELECT l.rank AS rank, l.event_id AS event_id, l.origin AS origin, \
               l.is_gone AS is_gone, l.is_out AS is_out FROM ( \
               SELECT {rank} AS rank, e.event_id, CAST({whole} AS BIGINT) AS origin, \
                 m.is_removed OR e.state = 'deleted' AS is_gone, m.is_removed AS is_out \
               FROM {EVER} m {EVENT} WHERE NOT m.is_partial AND {rank} >= $3 \
               UNION ALL \
               SELECT {rank}, e.event_id, o.origin, \
                 m.is_removed OR e.state = 'deleted' OR o.state = 'deleted' OR {NOT_THERE}, \
                 {is_out} \
               FROM {EVER} m {EVENT} {OCCURRENCE} \
               WHERE {rank} >= $3 AND CASE WHEN m.is_partial THEN TRUE \
                   WHEN m.is_removed THEN o.beyond IS NOT NULL AND NOT {NAMED} ELSE TRUE END \
                 AND {stands_out} \
             ) l WHERE l.rank > $3 OR (l.rank = $3 AND ({id} > $4 \
               OR (l.event_id = $4 AND l.origin > $5))) \
             ORDER BY l.rank, {id}, l.origin LIMIT $6"
        );
        let args = args![
            corp.as_str(),
            person.as_str(),
            after.rank,
            after.event.as_str(),
            after.origin,
            most,
        ];
        listed(&self.db.rows(&sql, &args).await?)
    }

    /// At most `most` occurrences in somebody's calendar that take place within a span, behind a
    /// place, in the order of time.
    pub async fn calendar_within(
        &self,
        corp: &CorpId,
        person: &UnionId,
        span: Slot,
        after: &CalendarPlace,
        most: i64,
    ) -> Result<Vec<ListedEvent>, StoreError> {
        let id = self.db.bytewise("o.event_id");
        let sql = format!(
            "SELECT o.starts_at AS rank, o.event_id AS event_id, o.origin AS origin, \
               FALSE AS is_gone, FALSE AS is_out FROM {MINE} m {OCCURRENCE} \
             WHERE NOT m.is_removed AND o.state = 'confirmed' \
               AND +o.starts_at < $4 AND o.ends_at > $3 \
               AND CASE WHEN m.is_partial THEN {THERE} ELSE NOT {NOT_THERE} END \
               AND (+o.starts_at > $5 OR (+o.starts_at = $5 AND ({id} > $6 \
                 OR (o.event_id = $6 AND o.origin > $7)))) \
             ORDER BY o.starts_at, {id}, o.origin LIMIT $8"
        );
        let args = args![
            corp.as_str(),
            person.as_str(),
            span.start().0,
            span.end().0,
            after.rank,
            after.event.as_str(),
            after.origin,
            most,
        ];
        listed(&self.db.rows(&sql, &args).await?)
    }

    /// At most `most` occurrences of an event in somebody's calendar behind a place, in the order of
    /// time; those that were cancelled too.
    pub async fn occurrences_after(
        &self,
        corp: &CorpId,
        person: &UnionId,
        event: &EventId,
        filter: &CalendarFilter,
        after: &CalendarPlace,
        most: i64,
    ) -> Result<Vec<ListedEvent>, StoreError> {
        let sql = format!(
            "SELECT o.starts_at AS rank, o.event_id AS event_id, o.origin AS origin, \
               {NOT_THERE} AS is_gone, {NOT_THERE} AS is_out FROM {MINE} m {OCCURRENCE} \
             WHERE NOT m.is_removed AND o.event_id = $3 AND o.state <> 'deleted' \
               AND (NOT m.is_partial OR {THERE}) AND o.ends_at > $4 AND +o.starts_at < $5 \
               AND (+o.starts_at > $6 OR (+o.starts_at = $6 AND o.origin > $7)) \
             ORDER BY o.starts_at, o.origin LIMIT $8"
        );
        let args = args![
            corp.as_str(),
            person.as_str(),
            event.as_str(),
            filter.ends_after.map_or(i64::MIN, |at| at.0),
            filter.begins_before.map_or(i64::MAX, |at| at.0),
            after.rank,
            after.origin,
            most,
        ];
        listed(&self.db.rows(&sql, &args).await?)
    }
}
