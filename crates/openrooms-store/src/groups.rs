//! Groups of rooms, as they are read.

use openrooms_core::id::{CorpId, GroupId, UnionId};
use openrooms_core::room::GroupView;

use crate::db::{Row, args};
use crate::error::StoreError;
use crate::open::Store;

/// A group and who administers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupAdministrators {
    /// The group.
    pub group: GroupView,
    /// Who administers it, in the order in which they were named, each with the directory's name.
    pub administrators: Vec<(UnionId, Option<String>)>,
}

impl Store {
    /// The groups of an organisation, in the order of their ids.
    pub async fn groups(&self, corp: &CorpId) -> Result<Vec<GroupView>, StoreError> {
        let sql = "SELECT group_id, name, parent_id FROM room_groups WHERE corp_id = $1 \
                   ORDER BY group_id";
        self.db.rows(sql, &args![corp.as_str()]).await?.iter().map(group).collect()
    }

    /// A group.
    pub async fn group(&self, corp: &CorpId, id: GroupId) -> Result<Option<GroupView>, StoreError> {
        let sql = "SELECT group_id, name, parent_id FROM room_groups \
                   WHERE corp_id = $1 AND group_id = $2";
        self.db.rows(sql, &args![corp.as_str(), id.0]).await?.first().map(group).transpose()
    }

    /// A group and who administers it.
    pub async fn group_administrators(
        &self,
        corp: &CorpId,
        id: GroupId,
    ) -> Result<Option<GroupAdministrators>, StoreError> {
        let sql = "SELECT g.group_id, g.name, g.parent_id, a.union_id, p.name AS person_name \
                   FROM room_groups g \
                   LEFT JOIN group_administrators a ON a.corp_id = g.corp_id AND a.group_id = g.group_id \
                   LEFT JOIN people p ON p.corp_id = a.corp_id AND p.union_id = a.union_id \
                   WHERE g.corp_id = $1 AND g.group_id = $2 ORDER BY a.position";
        let rows = self.db.rows(sql, &args![corp.as_str(), id.0]).await?;
        let Some(first) = rows.first() else {
            return Ok(None);
        };
        let mut administrators = Vec::new();
        for row in &rows {
            if let Some(person) = row.get::<Option<String>>("union_id")? {
                administrators.push((UnionId::new(person), row.get("person_name")?));
            }
        }
        Ok(Some(GroupAdministrators { group: group(first)?, administrators }))
    }
}

fn group(row: &Row) -> Result<GroupView, StoreError> {
    Ok(GroupView {
        id: GroupId(row.int("group_id")?),
        name: row.text("name")?,
        parent: GroupId(row.int("parent_id")?),
    })
}
