//! Rights on single rooms: who administers one, and whom its rules do not bind.

use std::collections::BTreeMap;

use openrooms_core::id::{CorpId, DeptId, GroupId, RoomId, UnionId, UserId};
use openrooms_core::room::RoomRights;

use crate::db::{Row, Tx, Value, args, values};
use crate::error::StoreError;
use crate::open::Store;
use crate::row::corrupt;

/// The tables that hold them.
pub(crate) const TABLES: [&str; 2] = ["room_administrators", "room_super_users"];

pub(crate) const INSERT_ADMINISTRATORS: &str =
    "INSERT INTO room_administrators (corp_id, room_id, position, union_id)";
pub(crate) const INSERT_SUPER_USERS: &str =
    "INSERT INTO room_super_users (corp_id, room_id, position, member_type, member_id)";

pub(crate) fn administrator_values(corp: &str, rights: &RoomRights) -> Vec<Vec<Value>> {
    let rows = (0_i64..).zip(&rights.administrators);
    rows.map(|(at, id)| values![corp, rights.room.as_str(), at, id.as_str()]).collect()
}

pub(crate) fn super_user_values(corp: &str, rights: &RoomRights) -> Vec<Vec<Value>> {
    let users = rights.super_users.iter().map(|id| ("user", id.to_string()));
    let departments = rights.super_departments.iter().map(|id| ("dept", id.to_string()));
    let rows = (0_i64..).zip(users.chain(departments));
    rows.map(|(at, (kind, id))| values![corp, rights.room.as_str(), at, kind, id]).collect()
}

/// Adds a row to the rights that it is of.
pub(crate) fn add_administrator(rights: &mut RoomRights, row: &Row) -> Result<(), StoreError> {
    rights.administrators.push(UnionId::new(row.text("union_id")?));
    Ok(())
}

pub(crate) fn add_super_user(rights: &mut RoomRights, row: &Row) -> Result<(), StoreError> {
    let (kind, id) = (row.text("member_type")?, row.text("member_id")?);
    match (&*kind, id.parse()) {
        ("user", _) => rights.super_users.push(UserId::new(id)),
        ("dept", Ok(number)) => rights.super_departments.push(DeptId(number)),
        _ => return Err(corrupt("room_super_users", "member_type", &id)(())),
    }
    Ok(())
}

/// The rights on a room, and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundRights {
    /// The rights.
    pub rights: RoomRights,
    /// The room's group and those above.
    pub groups: Vec<GroupId>,
}

impl Store {
    /// The rights on a room; `None` where there is no such room.
    pub async fn room_rights(
        &self,
        corp: &CorpId,
        room: &RoomId,
    ) -> Result<Option<FoundRights>, StoreError> {
        let key = args![corp.as_str(), room.as_str()];
        let sql = "WITH RECURSIVE above(group_id) AS (
                     SELECT group_id FROM rooms
                     WHERE corp_id = $1 AND room_id = $2 AND group_id IS NOT NULL
                     UNION
                     SELECT g.parent_id FROM room_groups g JOIN above a ON a.group_id = g.group_id
                     WHERE g.corp_id = $1
                   )
                   SELECT r.room_id, a.group_id FROM rooms r LEFT JOIN above a ON TRUE
                   WHERE r.corp_id = $1 AND r.room_id = $2";
        let rows = self.db.rows(sql, &key).await?;
        if rows.is_empty() {
            return Ok(None);
        }
        let mut groups = Vec::new();
        for row in &rows {
            let group = row.get::<Option<i64>>("group_id")?.filter(|id| *id != 0);
            groups.extend(group.map(GroupId));
        }
        let mut rights = RoomRights::none(room.clone());
        let sql = "SELECT union_id FROM room_administrators \
                   WHERE corp_id = $1 AND room_id = $2 ORDER BY position";
        for row in &self.db.rows(sql, &key).await? {
            add_administrator(&mut rights, row)?;
        }
        let sql = "SELECT member_type, member_id FROM room_super_users \
                   WHERE corp_id = $1 AND room_id = $2 ORDER BY position";
        for row in &self.db.rows(sql, &key).await? {
            add_super_user(&mut rights, row)?;
        }
        Ok(Some(FoundRights { rights, groups }))
    }
}

impl Store {
    /// Who administers one room, in the order in which they were named, each with the directory's
    /// name.
    pub async fn room_administrators(
        &self,
        corp: &CorpId,
        room: &RoomId,
    ) -> Result<Vec<(UnionId, Option<String>)>, StoreError> {
        let sql = "SELECT a.union_id, p.name FROM room_administrators a \
                   LEFT JOIN people p ON p.corp_id = a.corp_id AND p.union_id = a.union_id \
                   WHERE a.corp_id = $1 AND a.room_id = $2 ORDER BY a.position";
        let rows = self.db.rows(sql, &args![corp.as_str(), room.as_str()]).await?;
        let people = rows.iter();
        people.map(|row| Ok((UnionId::new(row.text("union_id")?), row.get("name")?))).collect()
    }
}

/// What the super users of a room are called, in the order in which they were named. Who has left the
/// directory is not among them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SuperUserNames {
    /// People.
    pub people: Vec<(UserId, String)>,
    /// Departments.
    pub departments: Vec<(DeptId, String)>,
}

impl Store {
    /// What the super users of a room are called.
    pub async fn super_user_names(
        &self,
        corp: &CorpId,
        room: &RoomId,
    ) -> Result<SuperUserNames, StoreError> {
        let key = args![corp.as_str(), room.as_str()];
        let mut names = SuperUserNames::default();
        let sql = "SELECT p.user_id, p.name FROM room_super_users s \
                   JOIN people p ON p.corp_id = s.corp_id AND p.user_id = s.member_id \
                   WHERE s.corp_id = $1 AND s.room_id = $2 AND s.member_type = 'user' \
                   ORDER BY s.position";
        for row in &self.db.rows(sql, &key).await? {
            names.people.push((UserId::new(row.text("user_id")?), row.text("name")?));
        }
        let sql = "SELECT d.dept_id, d.name FROM room_super_users s \
                   JOIN departments d ON d.corp_id = s.corp_id \
                     AND CAST(d.dept_id AS TEXT) = s.member_id \
                   WHERE s.corp_id = $1 AND s.room_id = $2 AND s.member_type = 'dept' \
                   ORDER BY s.position";
        for row in &self.db.rows(sql, &key).await? {
            names.departments.push((DeptId(row.get("dept_id")?), row.text("name")?));
        }
        Ok(names)
    }
}

impl Tx {
    /// The rights on every room of an organisation, in the order of the rooms' ids.
    pub(crate) async fn rights(&mut self, corp: &str) -> Result<Vec<RoomRights>, StoreError> {
        let mut all: BTreeMap<String, RoomRights> = BTreeMap::new();
        let sql = "SELECT room_id, union_id FROM room_administrators \
                   WHERE corp_id = $1 ORDER BY position";
        for row in &self.rows(sql, &args![corp]).await? {
            add_administrator(of_room(&mut all, row)?, row)?;
        }
        let sql = "SELECT room_id, member_type, member_id FROM room_super_users \
                   WHERE corp_id = $1 ORDER BY position";
        for row in &self.rows(sql, &args![corp]).await? {
            add_super_user(of_room(&mut all, row)?, row)?;
        }
        Ok(all.into_values().collect())
    }
}

fn of_room<'a>(
    all: &'a mut BTreeMap<String, RoomRights>,
    row: &Row,
) -> Result<&'a mut RoomRights, StoreError> {
    let room = row.text("room_id")?;
    Ok(all.entry(room.clone()).or_insert_with(|| RoomRights::none(RoomId::new(room))))
}
