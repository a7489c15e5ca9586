//! The policies of groups, as a change meets them.

use openrooms_core::id::GroupId;
use openrooms_core::room::Policy;

use super::Writing;
use crate::db::args;
use crate::error::StoreError;
use crate::policies::policy;

/// The policies of a group and of those above it, from below; groups without one are left out.
/// Levels are bounded, so that a circle, which an import once could make, ends.
/// $1 the organisation, $2 the group.
const ABOVE_SQL: &str = "WITH RECURSIVE above(group_id, parent_id, policy, level) AS (
       SELECT group_id, parent_id, policy, CAST(0 AS BIGINT) FROM room_groups
       WHERE corp_id = $1 AND group_id = $2
       UNION ALL
       SELECT g.group_id, g.parent_id, g.policy, a.level + 1 FROM room_groups g
       JOIN above a ON g.group_id = a.parent_id WHERE g.corp_id = $1 AND a.level < 8
     )
     SELECT group_id, policy, level FROM above WHERE policy IS NOT NULL ORDER BY level";

impl Writing {
    /// The policies of a group and of those above it, from below; groups without one are left out.
    pub async fn policies_above(
        &mut self,
        group: GroupId,
    ) -> Result<Vec<(GroupId, Policy)>, StoreError> {
        let args = args![self.corp.as_str(), group.0];
        let rows = self.tx.rows(ABOVE_SQL, &args).await?;
        let mut above: Vec<(GroupId, Policy)> = Vec::new();
        for row in &rows {
            let found = policy(row)?;
            above.extend(found.filter(|(id, _)| above.iter().all(|(known, _)| known != id)));
        }
        Ok(above)
    }
}
