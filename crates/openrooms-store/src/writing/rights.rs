//! Rights on single rooms, and whether those who are to have some are there.

use std::collections::{BTreeMap, HashSet};

use openrooms_core::id::{DeptId, RoomId, UnionId, UserId};
use openrooms_core::room::RoomRights;
use serde_json::json;

use super::Writing;
use crate::db::{Value, args};
use crate::error::StoreError;
use crate::rights;

impl Writing {
    /// The rights on a room.
    pub async fn rights(&mut self, room: &RoomId) -> Result<RoomRights, StoreError> {
        let key = args![self.corp.as_str(), room.as_str()];
        let mut found = RoomRights::none(room.clone());
        let sql = "SELECT union_id FROM room_administrators \
                   WHERE corp_id = $1 AND room_id = $2 ORDER BY position";
        for row in &self.tx.rows(sql, &key).await? {
            rights::add_administrator(&mut found, row)?;
        }
        let sql = "SELECT member_type, member_id FROM room_super_users \
                   WHERE corp_id = $1 AND room_id = $2 ORDER BY position";
        for row in &self.tx.rows(sql, &key).await? {
            rights::add_super_user(&mut found, row)?;
        }
        Ok(found)
    }

    /// Writes the rights on a room anew.
    pub async fn set_rights(&mut self, rights: &RoomRights) -> Result<(), StoreError> {
        for table in rights::TABLES {
            let sql = format!("DELETE FROM {table} WHERE corp_id = $1 AND room_id = $2");
            self.tx.execute(&sql, &args![self.corp.as_str(), rights.room.as_str()]).await?;
        }
        let corp = self.corp.as_str();
        let administrators = rights::administrator_values(corp, rights);
        self.tx.insert_rows(rights::INSERT_ADMINISTRATORS, &administrators).await?;
        let super_users = rights::super_user_values(corp, rights);
        self.tx.insert_rows(rights::INSERT_SUPER_USERS, &super_users).await
    }

    /// Takes a person out of the rights on rooms. Gives those rights as they were before.
    pub(super) async fn forget_rights_of_person(
        &mut self,
        person: &UnionId,
    ) -> Result<Vec<RoomRights>, StoreError> {
        let args = args![self.corp.as_str(), person.as_str()];
        let administers = "corp_id = $1 AND union_id = $2";
        // Rooms name their super users by user ids.
        let is_super = "corp_id = $1 AND member_type = 'user' AND member_id IN \
                        (SELECT p.user_id FROM people p WHERE p.corp_id = $1 AND p.union_id = $2)";
        let naming = format!(
            "SELECT room_id FROM room_administrators WHERE {administers} \
             UNION SELECT room_id FROM room_super_users WHERE {is_super}"
        );
        let before = self.rights_on(&naming, &args).await?;
        for (table, is_theirs) in rights::TABLES.into_iter().zip([administers, is_super]) {
            self.tx.execute(&format!("DELETE FROM {table} WHERE {is_theirs}"), &args).await?;
        }
        Ok(before)
    }

    /// The same for a department.
    pub(super) async fn forget_rights_of_department(
        &mut self,
        id: DeptId,
    ) -> Result<Vec<RoomRights>, StoreError> {
        let args = args![self.corp.as_str(), id.to_string()];
        let is_super = "corp_id = $1 AND member_type = 'dept' AND member_id = $2";
        let naming = format!("SELECT room_id FROM room_super_users WHERE {is_super}");
        let before = self.rights_on(&naming, &args).await?;
        self.tx.execute(&format!("DELETE FROM room_super_users WHERE {is_super}"), &args).await?;
        Ok(before)
    }

    /// All rights on the rooms that a query names, whose first argument is the organisation.
    async fn rights_on(
        &mut self,
        naming: &str,
        args: &[Value],
    ) -> Result<Vec<RoomRights>, StoreError> {
        let mut found = BTreeMap::new();
        let [administrators, super_users] = rights::TABLES;
        for (table, add) in [
            (administrators, rights::add_administrator as fn(&mut _, &_) -> _),
            (super_users, rights::add_super_user),
        ] {
            let sql = format!(
                "SELECT t.* FROM {table} t \
                 WHERE t.corp_id = $1 AND t.room_id IN ({naming}) ORDER BY t.position"
            );
            for row in &self.tx.rows(&sql, args).await? {
                let room = RoomId::new(row.text("room_id")?);
                add(found.entry(room.clone()).or_insert_with(|| RoomRights::none(room)), row)?;
            }
        }
        Ok(found.into_values().collect())
    }

    /// The first of some people, by union ids, who is nobody of the organisation.
    pub async fn first_stranger<'a>(
        &mut self,
        people: &'a [UnionId],
    ) -> Result<Option<&'a UnionId>, StoreError> {
        let ids: Vec<_> = people.iter().map(UnionId::as_str).collect();
        let known = self.known("people", "union_id", &json!(ids)).await?;
        Ok(people.iter().find(|id| !known.contains(id.as_str())))
    }

    /// The first of some people, by user ids, who is nobody of the organisation.
    pub async fn first_unknown_user<'a>(
        &mut self,
        people: &'a [UserId],
    ) -> Result<Option<&'a UserId>, StoreError> {
        let ids: Vec<_> = people.iter().map(UserId::as_str).collect();
        let known = self.known("people", "user_id", &json!(ids)).await?;
        Ok(people.iter().find(|id| !known.contains(id.as_str())))
    }

    /// The first of some departments that is not there.
    pub async fn first_unknown_department(
        &mut self,
        departments: &[DeptId],
    ) -> Result<Option<DeptId>, StoreError> {
        let ids: Vec<_> = departments.iter().map(ToString::to_string).collect();
        let known = self.known("departments", "dept_id", &json!(ids)).await?;
        Ok(departments.iter().copied().find(|id| !known.contains(&id.to_string())))
    }

    /// Which of some ids are in a table.
    async fn known(
        &mut self,
        table: &str,
        column: &str,
        ids: &serde_json::Value,
    ) -> Result<HashSet<String>, StoreError> {
        let sql = format!(
            "SELECT CAST(t.{column} AS TEXT) AS id FROM {table} t \
             WHERE t.corp_id = $1 AND CAST(t.{column} AS TEXT) IN (SELECT n.value FROM {})",
            self.tx.db().values_of("$2")
        );
        let rows = self.tx.rows(&sql, &args![self.corp.as_str(), ids.to_string()]).await?;
        rows.iter().map(|row| row.text("id")).collect()
    }
}
