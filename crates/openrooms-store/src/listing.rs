//! Rooms in the order of their making, from a place on.

use std::collections::HashMap;

use openrooms_core::id::{CorpId, GroupId};
use openrooms_core::room::{GroupView, RoomView};

use crate::db::args;
use crate::error::StoreError;
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

/// The groups of an organisation.
#[derive(Debug, Clone, Default)]
pub struct GroupTree(HashMap<GroupId, GroupView>);

impl GroupTree {
    /// A group and those above it, nearest first.
    fn chain(&self, group: GroupId) -> Vec<GroupId> {
        let mut chain = vec![group];
        while let Some(above) = chain.last().and_then(|id| self.0.get(id)).map(|group| group.parent)
        {
            if above == GroupId(0) || chain.contains(&above) {
                break;
            }
            chain.push(above);
        }
        chain
    }
}

impl Store {
    /// The groups of an organisation.
    pub async fn group_tree(&self, corp: &CorpId) -> Result<GroupTree, StoreError> {
        let sql = "SELECT group_id, name, parent_id FROM room_groups WHERE corp_id = $1";
        let rows = self.db.rows(sql, &args![corp.as_str()]).await?;
        let groups = rows.iter().map(|row| {
            let id = GroupId(row.int("group_id")?);
            let parent = GroupId(row.int("parent_id")?);
            Ok((id, GroupView { id, name: row.text("name")?, parent }))
        });
        Ok(GroupTree(groups.collect::<Result<_, StoreError>>()?))
    }

    /// At most `most` rooms behind a place.
    pub async fn rooms_after(
        &self,
        corp: &CorpId,
        groups: &GroupTree,
        after: i64,
        most: i64,
    ) -> Result<Vec<ListedRoom>, StoreError> {
        let members = row::members_sql(&self.db);
        let sql = format!(
            "SELECT {}, ordinal, CASE WHEN r.status = 2 THEN {members} ELSE '[]' END AS members \
             FROM rooms r WHERE r.corp_id = $1 AND r.ordinal > $2 ORDER BY r.ordinal LIMIT $3",
            row::ROOM_COLUMNS
        );
        let rows = self.db.rows(&sql, &args![corp.as_str(), after, most]).await?;
        let listed = rows.iter().map(|row| {
            let room = row::room_with_members(row)?;
            let group = room.group.and_then(|id| groups.0.get(&id)).cloned();
            let groups_above = room.group.map(|id| groups.chain(id)).unwrap_or_default();
            let view = RoomView { corp: corp.clone(), room, group, groups_above };
            Ok(ListedRoom { ordinal: row.int("ordinal")?, view })
        });
        listed.collect()
    }
}
