//! The policies of groups: what rooms inherit.

use std::collections::HashMap;

use openrooms_core::id::{CorpId, GroupId};
use openrooms_core::room::Policy;

use crate::db::{Row, args};
use crate::error::StoreError;
use crate::open::Store;
use crate::row;

impl Store {
    /// The policies of the groups of an organisation; groups without one are left out.
    pub async fn group_policies(
        &self,
        corp: &CorpId,
    ) -> Result<HashMap<GroupId, Policy>, StoreError> {
        let sql = "SELECT group_id, policy FROM room_groups \
                   WHERE corp_id = $1 AND policy IS NOT NULL";
        let rows = self.db.rows(sql, &args![corp.as_str()]).await?;
        Ok(rows.iter().map(policy).collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }

    /// The policy of a group, where there is such a group and it has one.
    pub async fn group_policy(
        &self,
        corp: &CorpId,
        group: GroupId,
    ) -> Result<Option<Policy>, StoreError> {
        let sql = "SELECT group_id, policy FROM room_groups WHERE corp_id = $1 AND group_id = $2";
        let rows = self.db.rows(sql, &args![corp.as_str(), group.0]).await?;
        let found = rows.first().map(policy).transpose()?;
        Ok(found.flatten().map(|(_, policy)| policy))
    }
}

/// A group's id and its policy, where it has one.
pub(crate) fn policy(row: &Row) -> Result<Option<(GroupId, Policy)>, StoreError> {
    let id = row.int("group_id")?;
    Ok(row::group_policy(row, id)?.map(|policy| (GroupId(id), policy)))
}
