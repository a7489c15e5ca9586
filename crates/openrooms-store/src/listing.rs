//! Rooms in the order of their making, from a place on: all of them, or those that somebody sees.
//!
//! Whoever sees a room sees it in one of a few ways: everyone does, it names them or a department of
//! theirs, it lies in a group that they administer. Each way has an index in the order of lists, so a
//! page takes the beginnings of a few lists and merges them, and costs the same however deep it is
//! and however few rooms somebody sees. Rooms that somebody administers one by one are few, and are
//! all looked at. What is found this way is a proposal: core judges it.

use std::collections::HashMap;

use openrooms_core::id::{CorpId, GroupId, RoomId, UnionId};
use openrooms_core::room::{GroupView, RoomView};

use crate::db::{Db, Row, Value, args};
use crate::error::StoreError;
use crate::labels;
use crate::open::Store;
use crate::row;

/// A room and its place in lists.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedRoom {
    /// Its place: greater than that of every room made before.
    pub ordinal: i64,
    /// The room. Its members are only there where they decide who sees it.
    pub view: RoomView,
}

/// Rooms of a list, and what of the change feed whoever read them has seen.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedRooms {
    /// The rooms.
    pub rooms: Vec<ListedRoom>,
    /// The number of the newest change that they may show.
    pub head: i64,
}

/// Which group lies in which. The empty one knows of none that lie in another.
#[derive(Debug, Clone, Default)]
pub struct GroupTree(HashMap<GroupId, GroupId>);

impl FromIterator<(GroupId, GroupId)> for GroupTree {
    fn from_iter<T: IntoIterator<Item = (GroupId, GroupId)>>(groups: T) -> Self {
        Self(groups.into_iter().collect())
    }
}

impl GroupTree {
    /// Every group.
    pub fn all(&self) -> impl Iterator<Item = GroupId> {
        self.0.keys().copied()
    }

    /// A group and those above it, nearest first.
    pub fn chain(&self, group: GroupId) -> Vec<GroupId> {
        let mut chain = vec![group];
        while let Some(above) = chain.last().and_then(|id| self.0.get(id)).copied() {
            if above == GroupId(0) || chain.contains(&above) {
                break;
            }
            chain.push(above);
        }
        chain
    }
}

impl Store {
    /// Which group of an organisation lies in which.
    pub async fn group_tree(&self, corp: &CorpId) -> Result<GroupTree, StoreError> {
        let sql = "SELECT group_id, parent_id FROM room_groups WHERE corp_id = $1";
        let rows = self.db.rows(sql, &args![corp.as_str()]).await?;
        let groups = rows
            .iter()
            .map(|row| Ok((GroupId(row.int("group_id")?), GroupId(row.int("parent_id")?))));
        Ok(GroupTree(groups.collect::<Result<_, StoreError>>()?))
    }

    /// At most `most` rooms behind a place, whoever sees them.
    pub async fn rooms_after(
        &self,
        corp: &CorpId,
        groups: &GroupTree,
        after: i64,
        most: i64,
    ) -> Result<ListedRooms, StoreError> {
        let rest = "FROM rooms r LEFT JOIN room_groups g \
                      ON g.corp_id = r.corp_id AND g.group_id = r.group_id \
                    WHERE r.corp_id = $1 AND r.ordinal > $2 ORDER BY r.ordinal LIMIT $3";
        let sql = format!("{} {rest}", selected(&self.db));
        self.listed(corp, groups, &sql, &args![corp.as_str(), after, most]).await
    }

    /// At most `most` rooms behind a place that a person sees who is no administrator of all.
    pub async fn rooms_seen_after(
        &self,
        corp: &CorpId,
        groups: &GroupTree,
        person: &UnionId,
        after: i64,
        most: i64,
    ) -> Result<ListedRooms, StoreError> {
        let sql = seen_sql(&self.db);
        let args = args![corp.as_str(), person.as_str(), after, most];
        self.listed(corp, groups, &sql, &args).await
    }

    /// Those of some rooms that are there, in any order.
    pub async fn rooms_of(
        &self,
        corp: &CorpId,
        groups: &GroupTree,
        ids: &[RoomId],
    ) -> Result<Vec<ListedRoom>, StoreError> {
        let ids = row::texts_to_json(&ids.iter().map(RoomId::as_str).collect::<Vec<_>>());
        let sql = format!(
            "{} FROM {} CROSS JOIN rooms r LEFT JOIN room_groups g \
               ON g.corp_id = r.corp_id AND g.group_id = r.group_id \
             WHERE r.corp_id = $1 AND r.room_id = n.value",
            selected(&self.db),
            self.db.values_of("$2"),
        );
        Ok(self.listed(corp, groups, &sql, &args![corp.as_str(), ids]).await?.rooms)
    }

    async fn listed(
        &self,
        corp: &CorpId,
        groups: &GroupTree,
        sql: &str,
        args: &[Value],
    ) -> Result<ListedRooms, StoreError> {
        let rows = self.db.rows(sql, args).await?;
        let head = if let Some(row) = rows.first() {
            row.int("feed_head")?
        } else {
            // Asked for later, it may be too great, and never too small.
            let rows = self.db.rows(&format!("SELECT {HEAD} AS feed_head"), &[]).await?;
            rows.first().map_or(Ok(0), |row| row.int("feed_head"))?
        };
        let rooms = rows.iter().map(|row| listed(row, corp, groups));
        Ok(ListedRooms { rooms: rooms.collect::<Result<_, StoreError>>()?, head })
    }
}

/// The number of the newest change, without waiting for whoever holds the feed's own row. That none is
/// kept any more says that all were told long ago.
const HEAD: &str = "(SELECT coalesce(max(seq), 0) FROM changes)";

fn listed(row: &Row, corp: &CorpId, groups: &GroupTree) -> Result<ListedRoom, StoreError> {
    let mut room = row::room_with_members(row)?;
    labels::name(&mut room, row)?;
    let group = match (room.group, row.get::<Option<String>>("group_name")?) {
        (Some(id), Some(name)) => {
            Some(GroupView { id, name, parent: GroupId(row.int("group_parent")?) })
        }
        _ => None,
    };
    let groups_above = room.group.map(|id| groups.chain(id)).unwrap_or_default();
    let view = RoomView { corp: corp.clone(), room, group, groups_above };
    Ok(ListedRoom { ordinal: row.int("ordinal")?, view })
}

/// What is asked of a room `r` and its group `g`.
fn selected(db: &Db) -> String {
    let columns = row::ROOM_COLUMNS.split(',').map(|column| format!("r.{0} AS {0}", column.trim()));
    format!(
        "SELECT {}, r.ordinal AS ordinal, g.name AS group_name, g.parent_id AS group_parent, \
         CASE WHEN r.status = 2 THEN {} ELSE '[]' END AS members, {} AS label_names, \
         {HEAD} AS feed_head",
        columns.collect::<Vec<_>>().join(", "),
        row::members_sql(db),
        labels::names_sql(db),
    )
}

/// $1 the organisation, $2 the person, $3 the place, $4 how many. CROSS JOIN, because SQLite keeps its
/// order: what is seen first, else it looks at every room of the organisation.
fn seen_sql(db: &Db) -> String {
    let beginning_of = |table: &str, place: &str, condition: &str| {
        let query = format!(
            "SELECT {place} FROM {table} WHERE corp_id = $1 AND {condition} AND {place} > $3 \
             ORDER BY {place} LIMIT $4"
        );
        db.json_numbers(place, &query)
    };
    let everyones = beginning_of("rooms", "ordinal", "status = 0");
    let of_named =
        beginning_of("room_members", "listed_at", "member_type = k.kind AND member_id = k.id");
    let of_group =
        beginning_of("rooms", "ordinal", "group_id = b.group_id AND status = restricted.status");
    let own = db.json_numbers(
        "ordinal",
        "SELECT r.ordinal FROM room_administrators w CROSS JOIN rooms r \
         WHERE w.corp_id = $1 AND w.union_id = $2 AND r.corp_id = w.corp_id \
           AND r.room_id = w.room_id AND r.ordinal > $3 ORDER BY r.ordinal LIMIT $4",
    );
    format!(
        "WITH RECURSIVE departments_above(dept_id) AS (
           SELECT dept_id FROM person_departments WHERE corp_id = $1 AND union_id = $2
           UNION
           SELECT d.parent_id FROM departments d JOIN departments_above a ON a.dept_id = d.dept_id
           WHERE d.corp_id = $1
         ), groups_below(group_id) AS (
           SELECT group_id FROM group_administrators
           WHERE corp_id = $1 AND union_id = $2 AND group_id <> 0
           UNION
           SELECT g.group_id FROM room_groups g JOIN groups_below b ON b.group_id = g.parent_id
           WHERE g.corp_id = $1 AND g.group_id <> 0
         ), names(kind, id) AS (
           SELECT 'user', $2
           UNION ALL
           SELECT 'dept', CAST(dept_id AS TEXT) FROM departments_above WHERE dept_id <> 0
         ), restricted(status) AS (
           SELECT 1 UNION ALL SELECT 2
         ), beginnings(ordinals) AS (
           SELECT {everyones}
           UNION ALL SELECT {of_named} FROM names k
           UNION ALL SELECT {own}
           UNION ALL SELECT {of_group} FROM groups_below b CROSS JOIN restricted
         ), seen(ordinal) AS (
           SELECT DISTINCT CAST(n.value AS BIGINT) AS ordinal
           FROM beginnings l CROSS JOIN {} ORDER BY ordinal LIMIT $4
         )
         {} FROM seen s CROSS JOIN rooms r
         LEFT JOIN room_groups g ON g.corp_id = r.corp_id AND g.group_id = r.group_id
         WHERE r.corp_id = $1 AND r.ordinal = s.ordinal ORDER BY s.ordinal",
        db.values_of("l.ordinals"),
        selected(db),
    )
}
