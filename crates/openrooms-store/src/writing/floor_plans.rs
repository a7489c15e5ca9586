//! The plans of floors: drawn, and taken away.

use openrooms_core::floor_plan::FloorPlan;
use openrooms_core::id::{GroupId, RoomId};
use serde_json::json;

use super::Writing;
use crate::db::args;
use crate::error::StoreError;
use crate::floor_plans::{INSERT, OF, plan, values_of};

impl Writing {
    /// The plan of a group.
    pub async fn floor_plan(&mut self, group: GroupId) -> Result<Option<FloorPlan>, StoreError> {
        let rows = self.tx.rows(OF, &args![self.corp.as_str(), group.0]).await?;
        rows.first().map(plan).transpose()
    }

    /// Gives a group this plan, in place of the one that it had.
    pub async fn put_floor_plan(&mut self, plan: &FloorPlan) -> Result<(), StoreError> {
        let row = values_of(self.corp.as_str(), plan);
        let over = "ON CONFLICT (corp_id, group_id) DO UPDATE SET \
                    picture = excluded.picture, places = excluded.places";
        self.tx.upsert_rows(INSERT, &[row], over).await?;
        Ok(())
    }

    /// Takes the plan of a group away.
    pub async fn delete_floor_plan(&mut self, group: GroupId) -> Result<(), StoreError> {
        let sql = "DELETE FROM floor_plans WHERE corp_id = $1 AND group_id = $2";
        self.tx.execute(sql, &args![self.corp.as_str(), group.0]).await?;
        Ok(())
    }

    /// Those of some rooms that lie in a group or in one below it.
    pub async fn rooms_below(
        &mut self,
        group: GroupId,
        rooms: &[RoomId],
    ) -> Result<Vec<RoomId>, StoreError> {
        if rooms.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "WITH RECURSIVE below(group_id) AS ( \
               SELECT CAST($2 AS BIGINT) UNION SELECT g.group_id FROM room_groups g \
               JOIN below b ON b.group_id = g.parent_id WHERE g.corp_id = $1 \
             ) \
             SELECT r.room_id AS room_id FROM {} CROSS JOIN rooms r \
             WHERE r.corp_id = $1 AND r.room_id = n.value \
               AND r.group_id IN (SELECT group_id FROM below)",
            self.tx.db().values_of("$3")
        );
        let ids = json!(rooms.iter().map(RoomId::as_str).collect::<Vec<_>>()).to_string();
        let rows = self.tx.rows(&sql, &args![self.corp.as_str(), group.0, ids]).await?;
        rows.iter().map(|row| row.text("room_id").map(RoomId::new)).collect()
    }
}
