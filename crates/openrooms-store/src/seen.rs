//! What of many rooms decides who sees them, and when they are closed: no more than that.

use std::collections::HashMap;

use openrooms_core::access::Visibility;
use openrooms_core::id::{CorpId, GroupId, RoomId, UnionId};
use openrooms_core::room::{Closure, MemberId, RoomStatus};
use openrooms_core::time::EpochMillis;
use serde_json::json;

use crate::db::args;
use crate::error::StoreError;
use crate::listing::GroupTree;
use crate::open::Store;
use crate::row::{self, MemberRow, corrupt};

/// A room, as far as it decides who sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomSeen {
    /// Who sees it.
    pub visibility: Visibility,
    /// When it is closed, by its own word and by those of its group and the groups above.
    pub closures: Vec<Closure>,
}

impl Store {
    /// Those of some rooms that are there.
    pub async fn rooms_seen(
        &self,
        corp: &CorpId,
        ids: &[RoomId],
    ) -> Result<HashMap<RoomId, RoomSeen>, StoreError> {
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let (tree, policies) = self.groups_with_closures(corp).await?;
        let sql = format!(
            "SELECT r.room_id AS room_id, r.status AS status, r.group_id AS group_id, \
               r.has_closure AS has_closure, r.closure_starts_at AS closure_starts_at, \
               r.closure_ends_at AS closure_ends_at, r.closure_reason AS closure_reason, \
               CASE WHEN r.status = 2 THEN {} ELSE '[]' END AS members \
             FROM {} CROSS JOIN rooms r WHERE r.corp_id = $1 AND r.room_id = n.value",
            row::members_sql(&self.db),
            self.db.values_of("$2"),
        );
        let ids = json!(ids.iter().map(RoomId::as_str).collect::<Vec<_>>()).to_string();
        let rows = self.db.rows(&sql, &args![corp.as_str(), ids]).await?;
        let each = rows.iter().map(|row| {
            let id = row.text("room_id")?;
            let status = RoomStatus::parse(row.int("status")?);
            let mut visibility = Visibility {
                status: status.map_err(corrupt("rooms", "status", &id))?,
                people: Vec::new(),
                departments: Vec::new(),
                groups: Vec::new(),
                room: RoomId::new(id.clone()),
            };
            let members: Vec<MemberRow> = serde_json::from_str(&row.text("members")?)
                .map_err(corrupt("room_members", "*", &id))?;
            for (kind, member, name) in members {
                match row::member(&kind, &member, name)?.who {
                    MemberId::Person(id) => visibility.people.push(id),
                    MemberId::Department(id) => visibility.departments.push(id),
                    MemberId::NoDepartment(_) => {}
                }
            }
            visibility.people.sort();
            visibility.departments.sort();
            let group = row.get::<Option<i64>>("group_id")?.map(GroupId);
            visibility.groups = group.map(|group| tree.chain(group)).unwrap_or_default();
            let mut closures = Vec::new();
            if row.get("has_closure")? {
                closures.push(Closure {
                    starts_at: row.get::<Option<i64>>("closure_starts_at")?.map(EpochMillis),
                    ends_at: row.get::<Option<i64>>("closure_ends_at")?.map(EpochMillis),
                    reason: row.get("closure_reason")?,
                    ..Closure::default()
                });
            }
            let above = visibility.groups.iter().filter_map(|group| policies.get(group));
            closures.extend(above.cloned());
            Ok((visibility.room.clone(), RoomSeen { visibility, closures }))
        });
        each.collect()
    }

    async fn groups_with_closures(
        &self,
        corp: &CorpId,
    ) -> Result<(GroupTree, HashMap<GroupId, Closure>), StoreError> {
        let sql = "SELECT group_id, parent_id, policy FROM room_groups WHERE corp_id = $1";
        let rows = self.db.rows(sql, &args![corp.as_str()]).await?;
        let (mut above, mut closures) = (Vec::new(), HashMap::new());
        for row in &rows {
            let id = row.int("group_id")?;
            above.push((GroupId(id), GroupId(row.int("parent_id")?)));
            let policy = row.get::<Option<String>>("policy")?;
            let policy = row::policy_of_group(policy.as_deref(), id)?;
            if let Some(closure) = policy.and_then(|policy| policy.closure) {
                closures.insert(GroupId(id), closure);
            }
        }
        Ok((above.into_iter().collect(), closures))
    }

    /// The names of some people; who is nobody of the organisation is left out.
    pub async fn names_of(
        &self,
        corp: &CorpId,
        people: &[UnionId],
    ) -> Result<HashMap<UnionId, String>, StoreError> {
        if people.is_empty() {
            return Ok(HashMap::new());
        }
        let sql = format!(
            "SELECT p.union_id AS union_id, p.name AS name FROM {} CROSS JOIN people p \
             WHERE p.corp_id = $1 AND p.union_id = n.value",
            self.db.values_of("$2")
        );
        let ids = json!(people.iter().map(UnionId::as_str).collect::<Vec<_>>()).to_string();
        let rows = self.db.rows(&sql, &args![corp.as_str(), ids]).await?;
        rows.iter()
            .map(|row| Ok((UnionId::new(row.text("union_id")?), row.text("name")?)))
            .collect()
    }
}
