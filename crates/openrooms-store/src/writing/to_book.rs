//! What counts when rooms are booked: events whole, rooms with all around them, and who books. Each
//! is one statement for many, since a booking that waits for others is judged with them.

use std::collections::HashMap;

use openrooms_core::access::Viewer;
use openrooms_core::calendar::rooms::Coming;
use openrooms_core::calendar::{Booking, Event, Occurrence};
use openrooms_core::id::{CorpId, DeptId, EventId, GroupId, RoomId, UnionId, UserId};
use openrooms_core::room::{Ban, Policy, Room, RoomRights};
use openrooms_core::time::{EpochMillis, Zone};
use serde_json::json;

use super::Writing;
use crate::calendar;
use crate::db::{Ask, Db, Row, Statement, args};
use crate::error::StoreError;
use crate::open::Store;
use crate::row::{self, corrupt};

/// An event with all that its rooms hang on.
#[derive(Debug, Clone, PartialEq)]
pub struct EventToBook {
    /// The event.
    pub event: Event,
    /// Its occurrences, in the order of their origins.
    pub occurrences: Vec<Occurrence>,
    /// The rooms that these have, or had and were declined.
    pub bookings: Vec<Booking>,
    /// How many people come.
    pub people: Coming,
}

/// A room with all that a booking of it is judged by.
#[derive(Debug, Clone, PartialEq)]
pub struct RoomToBook {
    /// The room.
    pub room: Room,
    /// Its group and those above, from below.
    pub groups: Vec<GroupId>,
    /// Who has rights on it.
    pub rights: RoomRights,
    /// The policies of those groups that have one, from below.
    pub policies: Vec<(GroupId, Policy)>,
}

/// Somebody who books.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonToBook {
    /// Towards apps.
    pub person: UnionId,
    /// Within the organisation.
    pub user: UserId,
    /// What they are and administer.
    pub viewer: Viewer,
    /// When they may not.
    pub ban: Option<Ban>,
}

/// How many levels of groups are looked at: there are three, and none of them is above itself.
const LEVELS: &str = "8";

impl Writing {
    /// The organisation's zone.
    pub async fn zone(&mut self) -> Result<Zone, StoreError> {
        let corp = self.corp.as_str();
        let sql = "SELECT time_zone FROM organisations WHERE corp_id = $1";
        let rows = self.tx.rows(sql, &args![corp]).await?;
        let name = rows.first().map(|row| row.get::<Option<String>>("time_zone")).transpose()?;
        match name.flatten() {
            Some(name) => Zone::parse(&name).map_err(corrupt("organisations", "time_zone", corp)),
            None => Ok(Zone::default()),
        }
    }

    /// Events whole; what is not there is left out.
    pub async fn events_to_book(
        &mut self,
        ids: &[EventId],
    ) -> Result<HashMap<EventId, EventToBook>, StoreError> {
        let listed = json!(ids.iter().map(EventId::as_str).collect::<Vec<_>>()).to_string();
        let among = format!(
            "t.corp_id = $1 AND t.event_id IN (SELECT n.value FROM {})",
            self.tx.db().values_of("$2")
        );
        let statements = [
            format!("SELECT {} FROM events t WHERE {among}", event_columns(self.tx.db(), "t")),
            format!(
                "SELECT {} FROM occurrences t WHERE {among} ORDER BY t.origin",
                calendar::columns_of("t", calendar::OCCURRENCE_COLUMNS)
            ),
            format!(
                "SELECT {} FROM bookings t WHERE {among} AND t.state <> 'released' \
                 ORDER BY t.origin, t.booked_at, t.room_id",
                calendar::columns_of("t", calendar::BOOKING_COLUMNS)
            ),
        ];
        let args = args![self.corp.as_str(), listed];
        let statements = statements.map(|sql| Statement { sql: sql.into(), args: args.to_vec() });
        events_with(&self.tx.rows_of_each(&statements).await?)
    }

    /// Rooms with all around them; what is not there is left out.
    pub async fn rooms_to_book(
        &mut self,
        ids: &[RoomId],
    ) -> Result<HashMap<RoomId, RoomToBook>, StoreError> {
        rooms_to_book(&mut self.tx, self.corp.as_str(), ids).await
    }

    /// People who book; who is nobody of the organisation is left out.
    pub async fn people_to_book(
        &mut self,
        ids: &[UnionId],
    ) -> Result<HashMap<UnionId, PersonToBook>, StoreError> {
        people_to_book(&mut self.tx, self.corp.as_str(), ids).await
    }
}

impl Store {
    /// People who might book; who is nobody of the organisation is left out.
    pub async fn people_to_book(
        &self,
        corp: &CorpId,
        ids: &[UnionId],
    ) -> Result<HashMap<UnionId, PersonToBook>, StoreError> {
        people_to_book(&mut &self.db, corp.as_str(), ids).await
    }

    /// At most `most` rooms, those with the fewest seats first and those without a number last: in
    /// some groups alone, of which 0 is none, and with so many seats at least, where that is asked.
    pub async fn room_ids(
        &self,
        corp: &CorpId,
        groups: Option<&[GroupId]>,
        least_seats: Option<i32>,
        most: i64,
    ) -> Result<Vec<RoomId>, StoreError> {
        let sql = format!(
            "SELECT room_id FROM rooms WHERE corp_id = $1 \
               AND ($2 = 0 OR CAST(coalesce(group_id, 0) AS TEXT) IN (SELECT n.value FROM {})) \
               AND ($4 = 0 OR capacity >= $4) \
             ORDER BY CASE WHEN capacity IS NULL THEN 1 ELSE 0 END, capacity, ordinal LIMIT $5",
            self.db.values_of("$3")
        );
        let listed: Vec<_> = groups.unwrap_or_default().iter().map(ToString::to_string).collect();
        let (is_bound, listed) = (i64::from(groups.is_some()), json!(listed).to_string());
        let seats = least_seats.map_or(0, i64::from);
        let rows = self.db.rows(&sql, &args![corp.as_str(), is_bound, listed, seats, most]).await?;
        rows.iter().map(|row| row.text("room_id").map(RoomId::new)).collect()
    }

    /// Rooms with all that a booking of them is judged by; what is not there is left out.
    pub async fn rooms_to_book(
        &self,
        corp: &CorpId,
        ids: &[RoomId],
    ) -> Result<HashMap<RoomId, RoomToBook>, StoreError> {
        rooms_to_book(&mut &self.db, corp.as_str(), ids).await
    }
}

/// The columns of events `t`, and how many people come.
pub(super) fn event_columns(db: &Db, t: &str) -> String {
    let columns = calendar::columns_of(t, calendar::EVENT_COLUMNS);
    format!("{columns}, {}", calendar::coming_columns(db, t))
}

/// Events whole: rows of them, by [`event_columns`], of their occurrences and of their bookings.
fn events_with(rows: &[Vec<Row>]) -> Result<HashMap<EventId, EventToBook>, StoreError> {
    let [events, occurrences, bookings] = rows else {
        unreachable!("three statements have three answers");
    };
    let mut found = events_of(events)?;
    add_dates(&mut found, occurrences, bookings)?;
    Ok(found)
}

/// Events without their dates, from rows by [`event_columns`].
pub(super) fn events_of(rows: &[Row]) -> Result<HashMap<EventId, EventToBook>, StoreError> {
    let each = rows.iter().map(|row| {
        let people = calendar::read_coming(row)?;
        let (occurrences, bookings) = (Vec::new(), Vec::new());
        let event = calendar::read_event(row)?;
        Ok((event.id.clone(), EventToBook { event, occurrences, bookings, people }))
    });
    each.collect()
}

/// Gives events their occurrences and bookings, from rows of these.
pub(super) fn add_dates(
    events: &mut HashMap<EventId, EventToBook>,
    occurrences: &[Row],
    bookings: &[Row],
) -> Result<(), StoreError> {
    for row in occurrences {
        let occurrence = calendar::read_occurrence(row)?;
        if let Some(whole) = events.get_mut(&occurrence.event) {
            whole.occurrences.push(occurrence);
        }
    }
    for row in bookings {
        let booking = calendar::read_booking(row)?;
        if let Some(whole) = events.get_mut(&booking.event) {
            whole.bookings.push(booking);
        }
    }
    Ok(())
}

async fn rooms_to_book(
    on: &mut impl Ask,
    corp: &str,
    ids: &[RoomId],
) -> Result<HashMap<RoomId, RoomToBook>, StoreError> {
    let sql = rooms_sql(on.db());
    let listed = json!(ids.iter().map(RoomId::as_str).collect::<Vec<_>>()).to_string();
    read_rooms(&on.rows(&sql, &args![corp, listed]).await?)
}

/// $1 the organisation, $2 the rooms' ids.
pub(super) fn rooms_sql(db: &Db) -> String {
    let of_room = |table: &str| {
        format!("FROM {table} x WHERE x.corp_id = r.corp_id AND x.room_id = r.room_id")
    };
    let administrators = db.json_rows("union_id", &of_room("room_administrators"), "position");
    let super_users =
        db.json_rows("member_type, member_id", &of_room("room_super_users"), "position");
    let groups = db.json_rows(
        "group_id, policy",
        "FROM (SELECT a.room_id, a.group_id, a.depth, g.policy FROM above a \
           LEFT JOIN room_groups g ON g.corp_id = $1 AND g.group_id = a.group_id) AS levels \
         WHERE levels.room_id = r.room_id",
        "depth",
    );
    format!(
        "WITH RECURSIVE above(room_id, group_id, depth) AS (
           SELECT r.room_id, r.group_id, 0 FROM rooms r
           WHERE r.corp_id = $1 AND r.group_id IS NOT NULL
             AND r.room_id IN (SELECT n.value FROM {listed})
           UNION
           SELECT a.room_id, g.parent_id, a.depth + 1 FROM room_groups g
           JOIN above a ON a.group_id = g.group_id
           WHERE g.corp_id = $1 AND a.depth < {LEVELS}
         )
         SELECT {columns}, {members} AS members, {groups} AS groups_above,
           {administrators} AS administrators, {super_users} AS super_users
         FROM rooms r WHERE r.corp_id = $1 AND r.room_id IN (SELECT n.value FROM {listed})",
        listed = db.values_of("$2"),
        columns = row::ROOM_COLUMNS,
        members = row::members_sql(db),
    )
}

/// Rooms, from rows of [`rooms_sql`].
pub(super) fn read_rooms(rows: &[Row]) -> Result<HashMap<RoomId, RoomToBook>, StoreError> {
    let each = rows.iter().map(|row| {
        let room = row::room_with_members(row)?;
        let id = room.id.as_str();
        let bad = |column| corrupt::<serde_json::Error>("rooms", column, id);
        let groups = row.text("groups_above")?;
        let levels: Vec<(i64, Option<String>)> =
            serde_json::from_str(&groups).map_err(bad("groups_above"))?;
        let levels = levels.into_iter().filter(|(id, _)| *id != 0);
        let (mut groups, mut policies) = (Vec::new(), Vec::new());
        for (id, policy) in levels {
            groups.push(GroupId(id));
            if let Some(policy) = row::policy_of_group(policy.as_deref(), id)? {
                policies.push((GroupId(id), policy));
            }
        }
        let mut rights = RoomRights::none(room.id.clone());
        let administrators = row.text("administrators")?;
        let administrators: Vec<(String,)> =
            serde_json::from_str(&administrators).map_err(bad("administrators"))?;
        rights.administrators = administrators.into_iter().map(|(id,)| UnionId::new(id)).collect();
        let super_users = row.text("super_users")?;
        let super_users: Vec<(String, String)> =
            serde_json::from_str(&super_users).map_err(bad("super_users"))?;
        for (kind, id) in super_users {
            match (&*kind, id.parse()) {
                ("user", _) => rights.super_users.push(UserId::new(id)),
                ("dept", Ok(number)) => rights.super_departments.push(DeptId(number)),
                _ => return Err(corrupt("room_super_users", "member_type", &id)(())),
            }
        }
        Ok((room.id.clone(), RoomToBook { room, groups, rights, policies }))
    });
    each.collect()
}

async fn people_to_book(
    on: &mut impl Ask,
    corp: &str,
    ids: &[UnionId],
) -> Result<HashMap<UnionId, PersonToBook>, StoreError> {
    let sql = people_sql(on.db());
    let listed = json!(ids.iter().map(UnionId::as_str).collect::<Vec<_>>()).to_string();
    read_people(&on.rows(&sql, &args![corp, listed]).await?)
}

/// $1 the organisation, $2 the people's union ids.
pub(super) fn people_sql(db: &Db) -> String {
    let departments =
        db.json_rows("dept_id", "FROM above a WHERE a.union_id = p.union_id", "dept_id");
    let administers = db.json_rows(
        "group_id",
        "FROM group_administrators x WHERE x.corp_id = p.corp_id AND x.union_id = p.union_id",
        "group_id",
    );
    let own_rooms = db.json_rows(
        "room_id",
        "FROM room_administrators w WHERE w.corp_id = p.corp_id AND w.union_id = p.union_id",
        "room_id",
    );
    format!(
        "WITH RECURSIVE above(union_id, dept_id) AS (
           SELECT m.union_id, m.dept_id FROM person_departments m
           WHERE m.corp_id = $1 AND m.union_id IN (SELECT n.value FROM {listed})
           UNION
           SELECT a.union_id, d.parent_id FROM departments d
           JOIN above a ON a.dept_id = d.dept_id WHERE d.corp_id = $1
         )
         SELECT p.union_id AS person, p.user_id, p.is_admin,
           {departments} AS departments_above, {administers} AS administers,
           {own_rooms} AS own_rooms, b.starts_at, b.ends_at, b.memo
         FROM people p
         LEFT JOIN bans b ON b.corp_id = p.corp_id AND b.union_id = p.union_id
         WHERE p.corp_id = $1 AND p.union_id IN (SELECT n.value FROM {listed})",
        listed = db.values_of("$2"),
    )
}

/// People, from rows of [`people_sql`].
pub(super) fn read_people(rows: &[Row]) -> Result<HashMap<UnionId, PersonToBook>, StoreError> {
    let each = rows.iter().map(|row| {
        let person = UnionId::new(row.text("person")?);
        let list = |column| row::ids(row, column);
        let ban = row.get::<Option<i64>>("starts_at")?.map(|starts_at| {
            Ok::<_, StoreError>(Ban {
                person: person.clone(),
                starts_at: EpochMillis(starts_at),
                ends_at: row.get::<Option<i64>>("ends_at")?.map(EpochMillis),
                memo: row.get("memo")?,
            })
        });
        let viewer = Viewer {
            is_admin: row.get::<Option<bool>>("is_admin")?.unwrap_or(false),
            departments: list("departments_above")?.into_iter().map(DeptId).collect(),
            administers: list("administers")?.into_iter().map(GroupId).collect(),
            rooms: row::rooms(row, "own_rooms")?,
        };
        let user = UserId::new(row.text("user_id")?);
        let found = PersonToBook { person: person.clone(), user, viewer, ban: ban.transpose()? };
        Ok((person, found))
    });
    each.collect()
}
