//! The cold read: all that a room read needs, in one round trip.

use std::collections::BTreeSet;

use openrooms_core::access::Viewer;
use openrooms_core::client::Client;
use openrooms_core::id::{CorpId, DeptId, DeviceUnionId, GroupId, RoomId, UnionId};
use openrooms_core::room::{GroupView, RoomView};
use openrooms_core::time::{EpochMillis, Zone};

use crate::clients::ClientKind;
use crate::db::args;
use crate::error::StoreError;
use crate::labels;
use crate::open::Store;
use crate::row::{self, MemberRow, corrupt};
use crate::secret::TokenHash;
use crate::tokens::TokenKind;

/// Who calls, as a token says.
#[derive(Debug, Clone)]
pub struct Caller {
    /// What the token is for.
    pub kind: TokenKind,
    /// The organisation that the token names, whatever has become of it.
    pub corp: Option<CorpId>,
    /// The person on whose behalf; `None`: the organisation's.
    pub person: Option<UnionId>,
    /// Until when it lives.
    pub expires_at: EpochMillis,
    /// The app or suite; `None` where it went with its organisation.
    pub client: Option<ClientOfToken>,
    /// The organisation; `None` where it is gone, has withdrawn its authorisation, or where the
    /// token is for none.
    pub organisation: Option<OrganisationOfToken>,
}

/// The client behind a token.
#[derive(Debug, Clone)]
pub struct ClientOfToken {
    /// Itself.
    pub client: Client,
    /// Whether it is an internal app or a suite.
    pub kind: ClientKind,
}

/// The organisation behind a token.
#[derive(Debug, Clone)]
pub struct OrganisationOfToken {
    /// Its id.
    pub id: CorpId,
    /// Its zone.
    pub zone: Zone,
    /// Calls a month; 0 is no limit.
    pub calls_per_month: i64,
    /// Calls counted, by month (year times 100 plus the month's number).
    pub calls: Vec<(i32, i64)>,
}

/// Somebody in the organisation.
pub type Member = Viewer;

/// What one round trip found.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Who calls.
    pub caller: Caller,
    /// The operator, where they are in the organisation.
    pub viewer: Option<Viewer>,
    /// The room, where the organisation has it.
    pub room: Option<RoomView>,
}

impl Store {
    /// Finds the caller, the operator and the room at once. An unknown token is `None`; it may
    /// have expired.
    pub async fn read_room(
        &self,
        token: &TokenHash,
        operator: &UnionId,
        room: &RoomId,
    ) -> Result<Option<Reading>, StoreError> {
        let sql = self.reading_sql();
        let args = args![token.as_str(), operator.as_str(), room.as_str()];
        let rows = self.db.rows(&sql, &args).await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };

        let kind = row.text("kind")?;
        let token_corp = row.get::<Option<String>>("token_corp")?;
        let client = row.get::<Option<String>>("client_key")?;
        let client = client.map(|_| row::client(row)).transpose()?;
        // A suite is of no organisation.
        let of_corp = row.get::<Option<String>>("client_corp")?;
        let client_kind = of_corp.map_or(ClientKind::Suite, |_| ClientKind::App);
        let is_authorised = row.int("is_authorised")? != 0;
        let organisation = match row.get::<Option<String>>("organisation")? {
            Some(id) if is_authorised => {
                let zone = row.get::<Option<String>>("organisation_zone")?;
                let zone = zone.map_or_else(|| Ok(Zone::default()), |name| Zone::parse(&name));
                let calls = row.text("calls")?;
                Some(OrganisationOfToken {
                    calls: serde_json::from_str(&calls).map_err(corrupt(
                        "call_counts",
                        "calls",
                        &id,
                    ))?,
                    zone: zone.map_err(corrupt("organisations", "time_zone", &id))?,
                    calls_per_month: row.get::<Option<i64>>("calls_per_month")?.unwrap_or(0),
                    id: CorpId::new(id),
                })
            }
            _ => None,
        };
        let caller = Caller {
            kind: TokenKind::parse(&kind).ok_or_else(|| corrupt("tokens", "kind", &kind)(()))?,
            corp: token_corp.clone().map(CorpId::new),
            person: row.get::<Option<String>>("token_person")?.map(UnionId::new),
            expires_at: EpochMillis(row.int("expires_at")?),
            client: client.map(|client| ClientOfToken { client, kind: client_kind }),
            organisation,
        };

        let list = |column| row::ids(row, column);
        let viewer = match row.get::<Option<String>>("person")? {
            Some(_) => Some(Viewer {
                is_admin: row.get::<Option<bool>>("is_admin")?.unwrap_or(false),
                departments: list("departments_above")?.into_iter().map(DeptId).collect(),
                administers: list("administers")?.into_iter().map(GroupId).collect(),
                rooms: row::rooms(row, "own_rooms")?,
            }),
            None => None,
        };

        let room = match (row.get::<Option<String>>("room_id")?, token_corp) {
            (Some(id), Some(corp)) => {
                let members = row.text("members")?;
                let members: Vec<MemberRow> =
                    serde_json::from_str(&members).map_err(corrupt("room_members", "*", &id))?;
                let members =
                    members.into_iter().map(|(kind, id, name)| row::member(&kind, &id, name));
                let mut room = row::room(row, members.collect::<Result<_, _>>()?)?;
                labels::name(&mut room, row)?;
                let devices = row.text("devices")?;
                let devices: Vec<(String,)> =
                    serde_json::from_str(&devices).map_err(corrupt("devices", "*", &id))?;
                // By their bytes: each database has an order of its own for text.
                let devices: BTreeSet<_> = devices.into_iter().collect();
                for (device,) in devices {
                    let device = DeviceUnionId::new(device);
                    let listed = room.device_union_ids.get_or_insert_default();
                    if !listed.contains(&device) {
                        listed.push(device);
                    }
                }
                if let Some(closure) =
                    room.policy.as_mut().and_then(|policy| policy.closure.as_mut())
                    && closure.contact_name.is_none()
                {
                    closure.contact_name = row.get("contact_name")?;
                }
                let group = match (room.group, row.get::<Option<String>>("group_name")?) {
                    (Some(id), Some(name)) => {
                        Some(GroupView { id, name, parent: GroupId(row.int("group_parent")?) })
                    }
                    _ => None,
                };
                let groups_above = list("groups_above")?.into_iter().map(GroupId).collect();
                Some(RoomView { corp: CorpId::new(corp), room, group, groups_above })
            }
            _ => None,
        };
        Ok(Some(Reading { caller, viewer, room }))
    }

    /// $1 the token's hash, $2 the operator's union id, $3 the room's id.
    fn reading_sql(&self) -> String {
        let room_columns: Vec<_> = row::ROOM_COLUMNS
            .split(", ")
            .filter(|column| *column != "corp_id")
            .map(|column| format!("r.{} AS {}", column.trim(), column.trim()))
            .collect();
        let departments_above = self.db.json_rows("dept_id", "FROM departments_above", "dept_id");
        let groups_above = self.db.json_rows("group_id", "FROM groups_above", "group_id");
        let administers = self.db.json_rows(
            "group_id",
            "FROM group_administrators a WHERE a.corp_id = t.corp_id AND a.union_id = $2",
            "group_id",
        );
        let own_rooms = self.db.json_rows(
            "room_id",
            "FROM room_administrators w WHERE w.corp_id = t.corp_id AND w.union_id = $2",
            "room_id",
        );
        let members = self.db.json_rows(
            "member_type, member_id, shown_name",
            "FROM (SELECT m.member_type, m.member_id, m.position, \
               coalesce(m.name, mp.name, md.name) AS shown_name \
             FROM room_members m \
             LEFT JOIN people mp ON m.member_type = 'user' AND mp.corp_id = m.corp_id AND mp.union_id = m.member_id \
             LEFT JOIN departments md ON m.member_type = 'dept' AND md.corp_id = m.corp_id \
               AND CAST(md.dept_id AS TEXT) = m.member_id \
             WHERE m.corp_id = t.corp_id AND m.room_id = r.room_id) AS named",
            "position",
        );
        let calls = self.db.json_rows(
            "month, calls",
            "FROM call_counts n WHERE n.corp_id = t.corp_id",
            "month",
        );
        let devices = self.db.json_rows(
            "device_union_id",
            "FROM devices v WHERE v.corp_id = t.corp_id AND v.room_id = r.room_id",
            "device_union_id",
        );
        format!(
            "WITH RECURSIVE t AS (
               SELECT kind, client_key, corp_id, union_id, expires_at FROM tokens
               WHERE token_hash = $1
             ), departments_above(dept_id) AS (
               SELECT d.dept_id FROM person_departments d JOIN t ON d.corp_id = t.corp_id
               WHERE d.union_id = $2
               UNION
               SELECT d.parent_id FROM departments d JOIN t ON d.corp_id = t.corp_id
               JOIN departments_above a ON a.dept_id = d.dept_id
             ), groups_above(group_id) AS (
               SELECT r.group_id FROM rooms r JOIN t ON r.corp_id = t.corp_id
               WHERE r.room_id = $3 AND r.group_id IS NOT NULL
               UNION
               SELECT g.parent_id FROM room_groups g JOIN t ON g.corp_id = t.corp_id
               JOIN groups_above a ON a.group_id = g.group_id
             )
             SELECT t.kind, t.corp_id AS token_corp, t.union_id AS token_person, t.expires_at,
               c.client_key, c.corp_id AS client_corp, c.scopes, c.allow_list, c.calls_per_second,
               o.corp_id AS organisation, o.time_zone AS organisation_zone, o.calls_per_month,
               {calls} AS calls,
               CAST(CASE WHEN t.kind IN ('app', 'console') OR c.corp_id = t.corp_id THEN 1
                 WHEN EXISTS (SELECT 1 FROM suite_authorisations s
                   WHERE s.corp_id = t.corp_id AND s.client_key = t.client_key) THEN 1
                 ELSE 0 END AS BIGINT) AS is_authorised,
               p.union_id AS person, p.is_admin,
               {departments_above} AS departments_above, {administers} AS administers,
               {own_rooms} AS own_rooms,
               {room_columns},
               {members} AS members, {devices} AS devices, {groups_above} AS groups_above,
               {label_names} AS label_names,
               (SELECT k.name FROM people k WHERE k.corp_id = t.corp_id AND k.union_id = r.closure_contact)
                 AS contact_name,
               g.name AS group_name, g.parent_id AS group_parent
             FROM t
             LEFT JOIN clients c ON c.client_key = t.client_key
             LEFT JOIN organisations o ON o.corp_id = t.corp_id
             LEFT JOIN people p ON p.corp_id = o.corp_id AND p.union_id = $2
             LEFT JOIN rooms r ON r.corp_id = o.corp_id AND r.room_id = $3
             LEFT JOIN room_groups g ON g.corp_id = r.corp_id AND g.group_id = r.group_id",
            room_columns = room_columns.join(", "),
            label_names = labels::names_sql(&self.db),
        )
    }
}
