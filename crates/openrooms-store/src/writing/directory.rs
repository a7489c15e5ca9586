//! Who is in the organisation, and which groups there are.

use openrooms_core::access::Viewer;
use openrooms_core::id::{DeptId, GroupId, UnionId};

use super::Writing;
use crate::db::args;
use crate::error::StoreError;
use crate::row;

impl Writing {
    /// What counts of a person when they act; `None` where they are nobody here.
    pub async fn viewer(&mut self, person: &UnionId) -> Result<Option<Viewer>, StoreError> {
        let db = self.tx.db();
        let departments = db.json_rows("dept_id", "FROM above", "dept_id");
        let administers = db.json_rows(
            "group_id",
            "FROM group_administrators a WHERE a.corp_id = $1 AND a.union_id = $2",
            "group_id",
        );
        let sql = format!(
            "WITH RECURSIVE above(dept_id) AS (
               SELECT dept_id FROM person_departments WHERE corp_id = $1 AND union_id = $2
               UNION
               SELECT d.parent_id FROM departments d JOIN above a ON a.dept_id = d.dept_id
               WHERE d.corp_id = $1
             )
             SELECT p.is_admin, {departments} AS departments_above, {administers} AS administers
             FROM people p WHERE p.corp_id = $1 AND p.union_id = $2"
        );
        let args = args![self.corp.as_str(), person.as_str()];
        let rows = self.tx.rows(&sql, &args).await?;
        let Some(found) = rows.first() else {
            return Ok(None);
        };
        Ok(Some(Viewer {
            is_admin: found.get::<Option<bool>>("is_admin")?.unwrap_or(false),
            departments: row::ids(found, "departments_above")?.into_iter().map(DeptId).collect(),
            administers: row::ids(found, "administers")?.into_iter().map(GroupId).collect(),
        }))
    }

    /// A group and those above it; `None` where there is no such group.
    pub async fn groups_above(
        &mut self,
        group: GroupId,
    ) -> Result<Option<Vec<GroupId>>, StoreError> {
        let rows = self
            .tx
            .rows(
                "WITH RECURSIVE above(group_id, parent_id) AS (
                   SELECT group_id, parent_id FROM room_groups WHERE corp_id = $1 AND group_id = $2
                   UNION
                   SELECT g.group_id, g.parent_id FROM room_groups g
                   JOIN above a ON a.parent_id = g.group_id WHERE g.corp_id = $1
                 )
                 SELECT group_id FROM above",
                &args![self.corp.as_str(), group.0],
            )
            .await?;
        let groups = rows.iter().map(|row| row.int("group_id").map(GroupId));
        let groups = groups.collect::<Result<Vec<_>, _>>()?;
        Ok((!groups.is_empty()).then_some(groups))
    }
}
