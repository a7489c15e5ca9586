//! Who is in the organisation, and which groups there are.

use openrooms_core::access::Viewer;
use openrooms_core::id::{GroupId, UnionId};

use super::Writing;
use crate::db::args;
use crate::directory;
use crate::error::StoreError;

impl Writing {
    /// What counts of a person when they act; `None` where they are nobody here.
    pub async fn viewer(&mut self, person: &UnionId) -> Result<Option<Viewer>, StoreError> {
        let sql = directory::viewer_sql(self.tx.db());
        let rows = self.tx.rows(&sql, &args![self.corp.as_str(), person.as_str()]).await?;
        rows.first().map(directory::viewer).transpose()
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
