//! What of many rooms decides who sees them and when they can be had: no more than that.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use openrooms_core::access::Visibility;
use openrooms_core::id::{CorpId, GroupId, RoomId, UnionId};
use openrooms_core::room::{Closure, MemberId, Policy, RoomStatus};
use openrooms_core::time::Zone;
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
    /// What else it asks of a booking, with what it inherits; rooms that ask the same share it.
    pub policy: Arc<Policy>,
    /// Its own zone, where it is not the organisation's.
    pub zone: Option<Zone>,
}

/// The columns of a room's policy.
const POLICY_COLUMNS: [&str; 18] = [
    "has_policy",
    "is_open",
    "max_length_minutes",
    "min_length_minutes",
    "has_advance",
    "advance_count",
    "advance_unit",
    "advance_opens_at",
    "has_closure",
    "closure_starts_at",
    "closure_ends_at",
    "closure_reason",
    "closure_contact",
    "closure_nick",
    "closure_notifies",
    "needs_approval",
    "approval",
    "house",
];

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
        let (tree, policies) = self.groups_with_policies(corp).await?;
        let columns = POLICY_COLUMNS.map(|name| format!("r.{name} AS {name}")).join(", ");
        let sql = format!(
            "SELECT r.room_id AS room_id, r.status AS status, r.group_id AS group_id, \
               r.time_zone AS time_zone, {columns}, \
               CASE WHEN r.status = 2 THEN {} ELSE '[]' END AS members \
             FROM {} CROSS JOIN rooms r WHERE r.corp_id = $1 AND r.room_id = n.value",
            row::members_sql(&self.db),
            self.db.values_of("$2"),
        );
        let ids = json!(ids.iter().map(RoomId::as_str).collect::<Vec<_>>()).to_string();
        let rows = self.db.rows(&sql, &args![corp.as_str(), ids]).await?;
        let mut shared: HashSet<Arc<Policy>> = HashSet::new();
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
            let own = row.get::<bool>("has_policy")?.then(|| row::policy(row, &id)).transpose()?;
            let above = visibility.groups.iter().filter_map(|group| policies.get(group));
            let levels = own.iter().chain(above.clone());
            let closures = levels.filter_map(|policy| policy.closure.clone()).collect();
            let policy = Arc::new(Policy::inheriting(own.as_ref(), above));
            let policy = shared.get(&policy).cloned().unwrap_or(policy);
            shared.insert(Arc::clone(&policy));
            let zone = row.get::<Option<String>>("time_zone")?;
            let zone = zone.map(|name| Zone::parse(&name)).transpose();
            let zone = zone.map_err(corrupt("rooms", "time_zone", &id))?;
            Ok((visibility.room.clone(), RoomSeen { visibility, closures, policy, zone }))
        });
        each.collect()
    }

    async fn groups_with_policies(
        &self,
        corp: &CorpId,
    ) -> Result<(GroupTree, HashMap<GroupId, Policy>), StoreError> {
        let sql = "SELECT group_id, parent_id, policy FROM room_groups WHERE corp_id = $1";
        let rows = self.db.rows(sql, &args![corp.as_str()]).await?;
        let (mut above, mut policies) = (Vec::new(), HashMap::new());
        for row in &rows {
            let id = row.int("group_id")?;
            above.push((GroupId(id), GroupId(row.int("parent_id")?)));
            if let Some(policy) = row::group_policy(row, id)? {
                policies.insert(GroupId(id), policy);
            }
        }
        Ok((above.into_iter().collect(), policies))
    }

    /// The names of some rooms; what is not there is left out.
    pub async fn room_names(
        &self,
        corp: &CorpId,
        rooms: &[RoomId],
    ) -> Result<HashMap<RoomId, String>, StoreError> {
        let ids: Vec<_> = rooms.iter().map(RoomId::as_str).collect();
        let names = self.names(corp, "rooms", "room_id", &ids).await?;
        Ok(names.into_iter().map(|(id, name)| (RoomId::new(id), name)).collect())
    }

    /// The names of some people; who is nobody of the organisation is left out.
    pub async fn names_of(
        &self,
        corp: &CorpId,
        people: &[UnionId],
    ) -> Result<HashMap<UnionId, String>, StoreError> {
        let ids: Vec<_> = people.iter().map(UnionId::as_str).collect();
        let names = self.names(corp, "people", "union_id", &ids).await?;
        Ok(names.into_iter().map(|(id, name)| (UnionId::new(id), name)).collect())
    }

    /// Ids and names of those rows of a table that a column names.
    async fn names(
        &self,
        corp: &CorpId,
        table: &str,
        column: &str,
        ids: &[&str],
    ) -> Result<Vec<(String, String)>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "SELECT t.{column} AS id, t.name AS name FROM {} CROSS JOIN {table} t \
             WHERE t.corp_id = $1 AND t.{column} = n.value",
            self.db.values_of("$2")
        );
        let rows = self.db.rows(&sql, &args![corp.as_str(), json!(ids).to_string()]).await?;
        rows.iter().map(|row| Ok((row.text("id")?, row.text("name")?))).collect()
    }
}
