//! People in events, page by page; when people are busy; who came.

use openrooms_core::calendar::{Response, When, WhenKind};
use openrooms_core::id::{CorpId, EventId, UnionId};
use openrooms_core::slot::Slot;
use openrooms_core::time::{EpochMillis, Zone};
use serde_json::json;

use super::row;
use super::view::{EventKey, ListedAttendee};
use crate::db::{Row, args};
use crate::error::StoreError;
use crate::open::Store;
use crate::row::corrupt;

/// The longest that an event lasts, in milliseconds: 366 days, and one for its zone.
const LONGEST_MILLIS: i64 = 367 * 86_400_000;

/// The place of somebody in a list: behind it begins the next page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonPlace {
    /// What the list is ordered by.
    pub rank: i64,
    /// Tells apart what has the same rank.
    pub person: UnionId,
}

impl PersonPlace {
    /// Before everybody.
    pub fn start() -> Self {
        Self { rank: i64::MIN, person: UnionId::new("") }
    }
}

/// Time of somebody's.
#[derive(Debug, Clone, PartialEq)]
pub struct BusyTime {
    /// Whose.
    pub person: UnionId,
    /// When.
    pub when: When,
    /// What they answered; the organiser accepts.
    pub response: Response,
    /// What the wire shows of the event that no rule asks for: JSON.
    pub beyond: Option<String>,
    /// What of that is not so on this date: JSON.
    pub of_date: Option<String>,
}

/// What somebody does at an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signing {
    /// They come.
    In,
    /// They go.
    Out,
}

impl Signing {
    pub(crate) const fn column(self) -> &'static str {
        match self {
            Self::In => "signed_in_at",
            Self::Out => "signed_out_at",
        }
    }
}

/// Whether those are listed who signed, or those who have not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signed {
    /// They have.
    Yes,
    /// They have not.
    NotYet,
}

/// Somebody in a list of who signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedSigning {
    /// Their place.
    pub place: PersonPlace,
    /// Their name, where the directory knows them.
    pub name: Option<String>,
    /// When; `None` where they have not.
    pub at: Option<EpochMillis>,
}

/// Behind all who are invited to the whole event come those who are to one date of it alone.
const LAST: i64 = 1_000_000_000_000;

/// Everybody of the occurrence `$3` of the event `$2`: of the event itself, where it is NULL.
fn everybody() -> String {
    format!(
        "SELECT a.position AS rank, a.union_id, a.is_organiser, \
           coalesce(x.is_optional, a.is_optional) AS is_optional, \
           coalesce(x.response, a.response) AS response \
         FROM attendees a LEFT JOIN occurrence_attendees x ON x.corp_id = a.corp_id \
           AND x.event_id = a.event_id AND x.origin = $3 AND x.union_id = a.union_id \
         WHERE a.corp_id = $1 AND a.event_id = $2 AND NOT a.is_removed \
           AND NOT coalesce(x.is_removed, FALSE) \
         UNION ALL \
         SELECT CAST({LAST} AS BIGINT), x.union_id, FALSE, x.is_optional, x.response \
         FROM occurrence_attendees x \
         WHERE x.corp_id = $1 AND x.event_id = $2 AND x.origin = $3 AND NOT x.is_removed \
           AND NOT EXISTS (SELECT 1 FROM attendees a WHERE a.corp_id = $1 AND a.event_id = $2 \
             AND a.union_id = x.union_id AND NOT a.is_removed)"
    )
}

fn place(row: &Row) -> Result<PersonPlace, StoreError> {
    Ok(PersonPlace { rank: row.int("rank")?, person: UnionId::new(row.text("union_id")?) })
}

impl Store {
    /// At most `most` of who is invited to an event, or to one date of it, behind a place, in the
    /// order of the invitations; without the organiser.
    pub async fn attendees_after(
        &self,
        corp: &CorpId,
        key: &EventKey,
        after: &PersonPlace,
        most: i64,
    ) -> Result<Vec<(PersonPlace, ListedAttendee)>, StoreError> {
        let id = self.db.bytewise("m.union_id");
        let sql = format!(
            "SELECT m.rank AS rank, m.union_id AS union_id, m.is_optional AS is_optional, \
               m.response AS response, p.name AS name FROM ({}) m \
             LEFT JOIN people p ON p.corp_id = $1 AND p.union_id = m.union_id \
             WHERE NOT m.is_organiser AND (m.rank > $4 OR (m.rank = $4 AND {id} > $5)) \
             ORDER BY m.rank, {id} LIMIT $6",
            everybody()
        );
        let args = args![
            corp.as_str(),
            key.event.as_str(),
            key.origin.map(|origin| origin.0),
            after.rank,
            after.person.as_str(),
            most
        ];
        let rows = self.db.rows(&sql, &args).await?;
        let each = rows.iter().map(|row| {
            let listed = ListedAttendee { attendee: row::attendee(row)?, name: row.get("name")? };
            Ok((place(row)?, listed))
        });
        each.collect()
    }

    /// At most `most` of those of one date of an event who signed, by the time at which they did, or
    /// of those who have not, in the order of the invitations; behind a place.
    pub async fn signings_after(
        &self,
        corp: &CorpId,
        (event, origin): (&EventId, EpochMillis),
        (signing, signed): (Signing, Signed),
        after: &PersonPlace,
        most: i64,
    ) -> Result<Vec<ListedSigning>, StoreError> {
        let id = self.db.bytewise("m.union_id");
        let at = format!("s.{}", signing.column());
        let (rank, condition) = match signed {
            Signed::Yes => (at.as_str(), "IS NOT NULL"),
            Signed::NotYet => ("m.rank", "IS NULL"),
        };
        let sql = format!(
            "SELECT {rank} AS rank, m.union_id AS union_id, {at} AS signed_at, p.name AS name \
             FROM ({}) m \
             LEFT JOIN sign_ins s ON s.corp_id = $1 AND s.event_id = $2 AND s.origin = $3 \
               AND s.union_id = m.union_id \
             LEFT JOIN people p ON p.corp_id = $1 AND p.union_id = m.union_id \
             WHERE {at} {condition} AND ({rank} > $4 OR ({rank} = $4 AND {id} > $5)) \
             ORDER BY {rank}, {id} LIMIT $6",
            everybody()
        );
        let args =
            args![corp.as_str(), event.as_str(), origin.0, after.rank, after.person.as_str(), most];
        let rows = self.db.rows(&sql, &args).await?;
        let each = rows.iter().map(|row| {
            Ok(ListedSigning {
                place: place(row)?,
                name: row.get("name")?,
                at: row.get::<Option<i64>>("signed_at")?.map(EpochMillis),
            })
        });
        each.collect()
    }

    /// When people have something within a span, in the order of time. What does not take place, and
    /// what they declined, is left out.
    pub async fn busy_times(
        &self,
        corp: &CorpId,
        people: &[UnionId],
        span: Slot,
    ) -> Result<Vec<BusyTime>, StoreError> {
        let of = self.db.values_of("$2");
        let shown = "e.zone AS zone, e.is_all_day AS is_all_day, e.beyond AS beyond, \
             o.beyond AS of_date, o.starts_at AS starts_at, o.ends_at AS ends_at, o.origin AS origin, \
             o.event_id AS event_id";
        // An event of a year that began before the span may reach into it.
        let takes_place =
            "o.state = 'confirmed' AND +o.starts_at < $4 AND o.ends_at > $3 AND +o.starts_at > $5";
        let sql = format!(
            "SELECT * FROM ( \
               SELECT a.union_id AS union_id, coalesce(x.response, a.response) AS response, {shown} \
               FROM attendees a \
               JOIN events e ON e.corp_id = a.corp_id AND e.event_id = a.event_id \
               JOIN occurrences o ON o.corp_id = a.corp_id AND o.event_id = a.event_id \
               LEFT JOIN occurrence_attendees x ON x.corp_id = a.corp_id \
                 AND x.event_id = a.event_id AND x.origin = o.origin AND x.union_id = a.union_id \
               WHERE a.corp_id = $1 AND a.union_id IN (SELECT n.value FROM {of}) \
                 AND NOT a.is_removed AND NOT coalesce(x.is_removed, FALSE) AND {takes_place} \
               UNION ALL \
               SELECT x.union_id, x.response, {shown} \
               FROM occurrence_attendees x \
               JOIN events e ON e.corp_id = x.corp_id AND e.event_id = x.event_id \
               JOIN occurrences o ON o.corp_id = x.corp_id AND o.event_id = x.event_id \
                 AND o.origin = x.origin \
               WHERE x.corp_id = $1 AND x.union_id IN (SELECT n.value FROM {of}) \
                 AND NOT x.is_removed AND {takes_place} \
                 AND NOT EXISTS (SELECT 1 FROM attendees a WHERE a.corp_id = $1 \
                   AND a.event_id = x.event_id AND a.union_id = x.union_id AND NOT a.is_removed) \
             ) m WHERE m.response <> 'declined' ORDER BY m.starts_at, m.ends_at, m.event_id"
        );
        let ids = json!(people.iter().map(UnionId::as_str).collect::<Vec<_>>()).to_string();
        let (start, end) = (span.start().0, span.end().0);
        let earliest = start.saturating_sub(LONGEST_MILLIS);
        let rows = self.db.rows(&sql, &args![corp.as_str(), ids, start, end, earliest]).await?;
        rows.iter().map(busy_time).collect()
    }
}

fn busy_time(row: &Row) -> Result<BusyTime, StoreError> {
    let event = row.text("event_id")?;
    let (start, end) = (EpochMillis(row.int("starts_at")?), EpochMillis(row.int("ends_at")?));
    let response = Response::parse(&row.text("response")?);
    Ok(BusyTime {
        person: UnionId::new(row.text("union_id")?),
        when: When {
            slot: Slot::new(start, end).map_err(corrupt("occurrences", "ends_at", &event))?,
            zone: Zone::parse(&row.text("zone")?).map_err(corrupt("events", "zone", &event))?,
            kind: if row.get("is_all_day")? { WhenKind::AllDay } else { WhenKind::Timed },
            hours: None,
        },
        response: response.map_err(corrupt("attendees", "response", &event))?,
        beyond: row.get("beyond")?,
        of_date: row.get("of_date")?,
    })
}
