//! Rows to core values and back.

use std::collections::HashSet;

use openrooms_core::ParseError;
use openrooms_core::client::{AllowList, Client};
use openrooms_core::device::{Device, Fact};
use openrooms_core::id::{ClientKey, DeptId, DeviceUnionId, GroupId, RoomId, UnionId, UserId};
use openrooms_core::organisation::{Department, Person};
use openrooms_core::room::{
    Advance, AdvanceUnit, Approval, Ban, Closure, Group, Label, Location, Member, MemberId, Policy,
    Room, RoomStatus,
};
use openrooms_core::time::{EpochMillis, TimeOfDay, Zone};

use crate::db::{Db, Row, Value, values};
use crate::error::StoreError;
use crate::house_row;

/// Makes a parse error into the corruption of one column.
pub(crate) fn corrupt<E>(
    table: &'static str,
    column: &'static str,
    row: &str,
) -> impl Fn(E) -> StoreError {
    move |_| StoreError::Corrupt { table, column, row: row.to_owned() }
}

fn small(number: Option<i64>) -> Result<Option<i32>, ParseError> {
    number.map(i32::try_from).transpose().map_err(|error| ParseError(error.to_string()))
}

/// Lists of values that are only read whole are JSON text.
pub(crate) fn texts_to_json(texts: &[impl AsRef<str>]) -> String {
    serde_json::Value::from(texts.iter().map(AsRef::as_ref).collect::<Vec<&str>>()).to_string()
}

pub(crate) fn texts_from_json(text: &str) -> Result<Vec<String>, serde_json::Error> {
    serde_json::from_str(text)
}

pub(crate) const ROOM_COLUMNS: &str = "corp_id, room_id, name, status, group_id, staff_id, labels, capacity, \
    has_location, location_title, location_text, picture, isv_room_id, device_union_ids, has_members, \
    allows_series, union_id, description, time_zone, has_policy, is_open, max_length_minutes, \
    min_length_minutes, has_advance, advance_count, advance_unit, advance_opens_at, has_closure, \
    closure_starts_at, closure_ends_at, closure_reason, closure_contact, closure_nick, closure_notifies, \
    needs_approval, approval, house, beyond";

/// Labels as a room keeps them.
pub(crate) fn labels_text(labels: &[Label]) -> String {
    let labels = labels.iter().map(|label| serde_json::json!([label.id, label.name]));
    serde_json::Value::Array(labels.collect()).to_string()
}

/// The labels that a room keeps.
pub(crate) fn labels(text: &str, room: &str) -> Result<Vec<Label>, StoreError> {
    let labels: Vec<(i64, Option<String>)> =
        serde_json::from_str(text).map_err(corrupt("rooms", "labels", room))?;
    Ok(labels.into_iter().map(|(id, name)| Label { id, name }).collect())
}

/// The room's own row; its members live in another table.
pub(crate) fn room_values(corp: &str, room: &Room) -> Vec<Value> {
    let labels = room.labels.as_ref().map(|labels| labels_text(labels));
    let devices = room.device_union_ids.as_ref();
    let devices = devices
        .map(|ids| texts_to_json(&ids.iter().map(DeviceUnionId::as_str).collect::<Vec<_>>()));
    let location = room.location.as_ref();
    let policy = room.policy.as_ref();
    let advance = policy.and_then(|policy| policy.advance.as_ref());
    let closure = policy.and_then(|policy| policy.closure.as_ref());
    values![
        corp,
        room.id.as_str(),
        &room.name,
        room.status.number(),
        room.group.map(|group| group.0),
        &room.staff_id,
        labels,
        room.capacity,
        location.is_some(),
        location.and_then(|location| location.title.clone()),
        location.and_then(|location| location.description.clone()),
        &room.picture,
        &room.isv_room_id,
        devices,
        room.members.is_some(),
        room.allows_series,
        &room.union_id,
        &room.description,
        room.zone.as_ref().map(Zone::name),
        policy.is_some(),
        policy.and_then(|policy| policy.is_open),
        policy.and_then(|policy| policy.max_length_minutes),
        policy.and_then(|policy| policy.min_length_minutes),
        advance.is_some(),
        advance.and_then(|advance| advance.count),
        advance.and_then(|advance| advance.unit).map(AdvanceUnit::word),
        advance.and_then(|advance| advance.opens_at.as_ref()).map(TimeOfDay::text),
        closure.is_some(),
        closure.and_then(|closure| closure.starts_at).map(|at| at.0),
        closure.and_then(|closure| closure.ends_at).map(|at| at.0),
        closure.and_then(|closure| closure.reason.clone()),
        closure.and_then(|closure| closure.contact.as_ref()).map(UnionId::as_str),
        closure.and_then(|closure| closure.contact_name.clone()),
        closure.and_then(|closure| closure.notifies),
        policy.and_then(|policy| policy.needs_approval),
        policy.and_then(|policy| policy.approval).map(Approval::number),
        policy.and_then(|policy| house_row::house_to_json(&policy.house)),
        &room.beyond,
    ]
}

/// A room from its row, and its members from theirs.
pub(crate) fn room(row: &Row, members: Vec<Member>) -> Result<Room, StoreError> {
    let id = row.text("room_id")?;
    let bad = |column| corrupt::<ParseError>("rooms", column, &id);
    let bad_json = |column| corrupt::<serde_json::Error>("rooms", column, &id);

    let kept = row.get::<Option<String>>("labels")?;
    let labels = kept.map(|text| labels(&text, &id)).transpose()?;
    let devices = row.get::<Option<String>>("device_union_ids")?;
    let devices = devices.map(|text| texts_from_json(&text)).transpose();
    let devices = devices.map_err(bad_json("device_union_ids"))?;
    let location = row.get::<bool>("has_location")?.then_some(Location {
        title: row.get("location_title")?,
        description: row.get("location_text")?,
    });
    let zone = row.get::<Option<String>>("time_zone")?;
    let zone = zone.map(|name| Zone::parse(&name)).transpose().map_err(bad("time_zone"))?;

    Ok(Room {
        name: row.get("name")?,
        status: RoomStatus::parse(row.int("status")?).map_err(bad("status"))?,
        group: row.get::<Option<i64>>("group_id")?.map(GroupId),
        staff_id: row.get("staff_id")?,
        labels,
        capacity: small(row.get("capacity")?).map_err(bad("capacity"))?,
        location,
        picture: row.get("picture")?,
        isv_room_id: row.get("isv_room_id")?,
        device_union_ids: devices.map(|ids| ids.into_iter().map(DeviceUnionId::new).collect()),
        members: row.get::<bool>("has_members")?.then_some(members),
        allows_series: row.get("allows_series")?,
        union_id: row.get("union_id")?,
        description: row.get("description")?,
        zone,
        policy: row.get::<bool>("has_policy")?.then(|| policy(row, &id)).transpose()?,
        beyond: row.get("beyond")?,
        id: RoomId::new(id),
    })
}

/// The policy in a room's row.
pub(crate) fn policy(row: &Row, id: &str) -> Result<Policy, StoreError> {
    let bad = |column| corrupt::<ParseError>("rooms", column, id);
    let advance = || -> Result<_, StoreError> {
        let unit = row.get::<Option<String>>("advance_unit")?;
        let opens_at = row.get::<Option<String>>("advance_opens_at")?;
        Ok(Advance {
            count: small(row.get("advance_count")?).map_err(bad("advance_count"))?,
            unit: unit
                .map(|word| AdvanceUnit::parse(&word))
                .transpose()
                .map_err(bad("advance_unit"))?,
            opens_at: opens_at
                .map(|text| TimeOfDay::parse(&text))
                .transpose()
                .map_err(bad("advance_opens_at"))?,
        })
    };
    let closure = || -> Result<_, StoreError> {
        Ok(Closure {
            starts_at: row.get::<Option<i64>>("closure_starts_at")?.map(EpochMillis),
            ends_at: row.get::<Option<i64>>("closure_ends_at")?.map(EpochMillis),
            reason: row.get("closure_reason")?,
            contact: row.get::<Option<String>>("closure_contact")?.map(UnionId::new),
            contact_name: row.get("closure_nick")?,
            notifies: row.get("closure_notifies")?,
        })
    };
    let approval = row.get::<Option<i64>>("approval")?;
    let house = row.get::<Option<String>>("house")?;
    Ok(Policy {
        is_open: row.get("is_open")?,
        max_length_minutes: small(row.get("max_length_minutes")?)
            .map_err(bad("max_length_minutes"))?,
        min_length_minutes: small(row.get("min_length_minutes")?)
            .map_err(bad("min_length_minutes"))?,
        advance: row.get::<bool>("has_advance")?.then(advance).transpose()?,
        closure: row.get::<bool>("has_closure")?.then(closure).transpose()?,
        needs_approval: row.get("needs_approval")?,
        approval: approval.map(Approval::parse).transpose().map_err(bad("approval"))?,
        house: house_row::house_from_json(house.as_deref())
            .map_err(corrupt("rooms", "house", id))?,
    })
}

/// Ids of rooms in a column, sorted by their bytes: each database has an order of its own for text.
pub(crate) fn rooms(row: &Row, column: &'static str) -> Result<Vec<RoomId>, StoreError> {
    let text = row.text(column)?;
    let ids: Vec<(String,)> =
        serde_json::from_str(&text).map_err(corrupt("room_administrators", "room_id", &text))?;
    let mut rooms: Vec<_> = ids.into_iter().map(|(id,)| RoomId::new(id)).collect();
    rooms.sort();
    rooms.dedup();
    Ok(rooms)
}

pub(crate) const INSERT_GROUP: &str =
    "INSERT INTO room_groups (corp_id, group_id, name, parent_id, policy)";

/// The group's own row; its administrators live in another table.
pub(crate) fn group_values(corp: &str, group: &Group) -> Vec<Value> {
    let policy = group.policy.as_ref().map(house_row::policy_to_json);
    values![corp, group.id.0, &group.name, group.parent.0, policy]
}

/// The policy of a group, from its column.
pub(crate) fn group_policy(row: &Row, id: i64) -> Result<Option<Policy>, StoreError> {
    policy_of_group(row.get::<Option<String>>("policy")?.as_deref(), id)
}

/// The same from what the column holds.
pub(crate) fn policy_of_group(text: Option<&str>, id: i64) -> Result<Option<Policy>, StoreError> {
    let policy = text.map(house_row::policy_from_json).transpose();
    policy.map_err(corrupt("room_groups", "policy", &id.to_string()))
}

/// A row of `room_members`: type, id, name.
pub(crate) type MemberRow = (String, String, Option<String>);

/// The rows of those that the room `r` names, as one column.
pub(crate) fn members_sql(db: &Db) -> String {
    db.json_rows(
        "member_type, member_id, name",
        "FROM room_members m WHERE m.corp_id = r.corp_id AND m.room_id = r.room_id",
        "position",
    )
}

/// A room from a row that has its `members` in a column.
pub(crate) fn room_with_members(row: &Row) -> Result<Room, StoreError> {
    let (id, members) = (row.text("room_id")?, row.text("members")?);
    let members: Vec<MemberRow> =
        serde_json::from_str(&members).map_err(corrupt("room_members", "*", &id))?;
    let members = members.into_iter().map(|(kind, id, name)| member(&kind, &id, name));
    room(row, members.collect::<Result<_, _>>()?)
}

pub(crate) const INSERT_MEMBERS: &str = "INSERT INTO room_members (corp_id, room_id, position, member_type, member_id, name, listed_at)";

/// The rows of those that a room names. `ordinal` is the room's place in lists.
pub(crate) fn member_values(corp: &str, room: &Room, ordinal: Option<i64>) -> Vec<Vec<Value>> {
    let ordinal = ordinal.filter(|_| room.status == RoomStatus::Restricted);
    let mut mentioned = HashSet::new();
    let members = (0_i64..).zip(room.members.iter().flatten());
    let rows = members.map(|(at, member)| {
        let (kind, id) = member.who.parts();
        let listed_at = ordinal.filter(|_| mentioned.insert((kind, id.clone())));
        values![corp, room.id.as_str(), at, kind, id, &member.name, listed_at]
    });
    rows.collect()
}

/// A column of ids `[[id], ..]`, sorted. What is 0 is above the root, where there is nothing.
pub(crate) fn ids(row: &Row, column: &'static str) -> Result<Vec<i64>, StoreError> {
    let text = row.text(column)?;
    let rows: Vec<(i64,)> =
        serde_json::from_str(&text).map_err(corrupt("reading", column, &text))?;
    let mut ids: Vec<_> = rows.into_iter().map(|(id,)| id).filter(|id| *id != 0).collect();
    ids.sort_unstable();
    Ok(ids)
}

pub(crate) fn member(kind: &str, id: &str, name: Option<String>) -> Result<Member, StoreError> {
    let who = MemberId::parse(kind, id).map_err(corrupt("room_members", "member_type", id))?;
    Ok(Member { who, name })
}

pub(crate) const PERSON_COLUMNS: &str = "corp_id, union_id, user_id, name, email, mobile, title, job_number, \
    avatar, hides_mobile, is_admin";

/// The person's own row; their departments live in another table.
pub(crate) fn person_values(corp: &str, person: &Person) -> Vec<Value> {
    values![
        corp,
        person.union_id.as_str(),
        person.user_id.as_str(),
        &person.name,
        &person.email,
        &person.mobile,
        &person.title,
        &person.job_number,
        &person.avatar,
        person.hides_mobile,
        person.is_admin
    ]
}

pub(crate) const INSERT_PERSON_DEPARTMENTS: &str =
    "INSERT INTO person_departments (corp_id, union_id, position, dept_id, ordinal)";

/// The rows of the departments that a person is in; `ordinal` is their place in lists.
pub(crate) fn person_department_values(
    corp: &str,
    person: &Person,
    ordinal: Option<i64>,
) -> Vec<Vec<Value>> {
    let positions = (0_i64..).zip(&person.departments);
    let rows = positions.map(|(at, id)| values![corp, person.union_id.as_str(), at, id.0, ordinal]);
    rows.collect()
}

pub(crate) const DEPARTMENT_COLUMNS: &str = "corp_id, dept_id, name, parent_id, ordering";

pub(crate) fn department_values(corp: &str, department: &Department) -> Vec<Value> {
    let Department { id, name, parent, order } = department;
    values![corp, id.0, name, parent.0, *order]
}

pub(crate) fn department(row: &Row) -> Result<Department, StoreError> {
    Ok(Department {
        id: DeptId(row.int("dept_id")?),
        name: row.text("name")?,
        parent: DeptId(row.int("parent_id")?),
        order: row.get("ordering")?,
    })
}

/// A person from their row, and their departments from theirs.
pub(crate) fn person(row: &Row, departments: Vec<DeptId>) -> Result<Person, StoreError> {
    Ok(Person {
        union_id: UnionId::new(row.text("union_id")?),
        user_id: UserId::new(row.text("user_id")?),
        name: row.get("name")?,
        email: row.get("email")?,
        mobile: row.get("mobile")?,
        title: row.get("title")?,
        job_number: row.get("job_number")?,
        avatar: row.get("avatar")?,
        hides_mobile: row.get("hides_mobile")?,
        is_admin: row.get("is_admin")?,
        departments,
    })
}

pub(crate) fn ban(row: &Row) -> Result<Ban, StoreError> {
    Ok(Ban {
        person: UnionId::new(row.text("union_id")?),
        starts_at: EpochMillis(row.int("starts_at")?),
        ends_at: row.get::<Option<i64>>("ends_at")?.map(EpochMillis),
        memo: row.get("memo")?,
    })
}

pub(crate) const INSERT_BANS: &str =
    "INSERT INTO bans (corp_id, union_id, starts_at, ends_at, memo)";

pub(crate) fn ban_values(corp: &str, ban: &Ban) -> Vec<Value> {
    let ends_at = ban.ends_at.map(|at| at.0);
    values![corp, ban.person.as_str(), ban.starts_at.0, ends_at, &ban.memo]
}

pub(crate) const DEVICE_COLUMNS: &str = "corp_id, device_union_id, device_id, room_id, share_code, serial, \
    facts, service_id, creator, active_since, controls, token_hash, properties, beyond, \
    shown_group";

pub(crate) fn device_values(corp: &str, device: &Device) -> Vec<Value> {
    let pairs = |pairs: Vec<[&str; 2]>| serde_json::json!(pairs).to_string();
    let facts = device.facts.iter().map(|(fact, value)| [fact.word(), value]).collect();
    let properties = device.properties.as_ref();
    let properties = properties
        .map(|list| list.iter().map(|(name, value)| [name.as_str(), value.as_str()]).collect());
    values![
        corp,
        device.union_id.as_str(),
        &device.id,
        device.room.as_ref().map(RoomId::as_str),
        &device.share_code,
        &device.serial,
        (!device.facts.is_empty()).then(|| pairs(facts)),
        device.service_id,
        device.creator.as_ref().map(UnionId::as_str),
        device.active_since.map(|at| at.0),
        device.controls.as_ref().map(DeviceUnionId::as_str),
        &device.token,
        properties.map(pairs),
        &device.beyond,
        device.group.map(|group| group.0),
    ]
}

pub(crate) fn device(row: &Row) -> Result<Device, StoreError> {
    let id = row.text("device_union_id")?;
    let bad = |column| corrupt::<()>("devices", column, &id);
    let pairs = |column: &'static str| {
        let text = row.get::<Option<String>>(column)?;
        let pairs = text.map(|text| serde_json::from_str::<Vec<(String, String)>>(&text));
        pairs.transpose().map_err(|_| bad(column)(()))
    };
    let facts = pairs("facts")?.unwrap_or_default().into_iter();
    let facts =
        facts.map(|(word, value)| Ok((Fact::parse(&word).ok_or_else(|| bad("facts")(()))?, value)));
    let service_id = row.get::<Option<i64>>("service_id")?;
    Ok(Device {
        id: row.get("device_id")?,
        room: row.get::<Option<String>>("room_id")?.map(RoomId::new),
        group: row.get::<Option<i64>>("shown_group")?.map(GroupId),
        share_code: row.get("share_code")?,
        serial: row.get("serial")?,
        facts: facts.collect::<Result<_, StoreError>>()?,
        service_id: small(service_id).map_err(|_| bad("service_id")(()))?,
        creator: row.get::<Option<String>>("creator")?.map(UnionId::new),
        active_since: row.get::<Option<i64>>("active_since")?.map(EpochMillis),
        controls: row.get::<Option<String>>("controls")?.map(DeviceUnionId::new),
        token: row.get("token_hash")?,
        properties: pairs("properties")?,
        beyond: row.get("beyond")?,
        union_id: DeviceUnionId::new(id),
    })
}

/// Where the consent page may send a person back from an app.
pub(crate) fn redirect_uris(row: &Row, of: &Client) -> Result<Option<Vec<String>>, StoreError> {
    let uris = row.get::<Option<String>>("redirect_uris")?;
    let uris = uris.map(|text| texts_from_json(&text)).transpose();
    uris.map_err(corrupt("clients", "redirect_uris", of.key.as_str()))
}

pub(crate) fn client(row: &Row) -> Result<Client, StoreError> {
    let key = row.text("client_key")?;
    let bad = |column| corrupt::<serde_json::Error>("clients", column, &key);
    let scopes = texts_from_json(&row.text("scopes")?).map_err(bad("scopes"))?;
    let allow_list = row.get::<Option<String>>("allow_list")?;
    let allow_list = allow_list.map(|text| texts_from_json(&text)).transpose();
    let allow_list = AllowList::parse(allow_list.map_err(bad("allow_list"))?).map_err(corrupt(
        "clients",
        "allow_list",
        &key,
    ))?;
    let rate = row.get::<Option<i64>>("calls_per_second")?;
    let rate = rate.map(u32::try_from).transpose();
    Ok(Client {
        scopes,
        allow_list,
        calls_per_second: rate.map_err(corrupt("clients", "calls_per_second", &key))?,
        key: ClientKey::new(key),
    })
}
