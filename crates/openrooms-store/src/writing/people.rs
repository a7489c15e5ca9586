//! People and departments: found, made, changed, removed.

use std::collections::{HashMap, HashSet};

use openrooms_core::id::{ClientKey, DeptId, GroupId, RoomId, UnionId};
use openrooms_core::organisation::{Department, Person};
use openrooms_core::room::{Ban, Member, MemberId, RoomRights};
use openrooms_core::time::EpochMillis;
use serde_json::json;

use super::Writing;
use crate::db::args;
use crate::directory::{self, Whom};
use crate::error::StoreError;
use crate::row::{self, MemberRow, corrupt};

/// What somebody or something else has already.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taken {
    /// User ids, and whose they are.
    pub user_ids: HashMap<String, UnionId>,
    /// Telephone numbers, and some of those whose they are.
    pub mobiles: HashMap<String, UnionId>,
}

/// What named a person or a department, and names them no more.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Removed {
    /// Rooms, and whom each named before.
    pub rooms: Vec<(RoomId, Vec<Member>)>,
    /// The rights on rooms that were theirs among others', as they were before.
    pub rights: Vec<RoomRights>,
    /// Groups, and who administered each before.
    pub groups: Vec<(GroupId, Vec<UnionId>)>,
    /// Why the person was not to book.
    pub ban: Option<Ban>,
    /// Apps and suites that had tokens on behalf of the person.
    pub clients: Vec<ClientKey>,
}

impl Writing {
    /// A person; `None` where there is no such one.
    pub async fn person(&mut self, whom: &Whom) -> Result<Option<Person>, StoreError> {
        let sql = format!(
            "SELECT {} FROM people p WHERE p.corp_id = $1 AND p.{} = $2",
            directory::person_columns(self.tx.db()),
            whom.column()
        );
        let rows = self.tx.rows(&sql, &args![self.corp.as_str(), whom.id()]).await?;
        rows.first().map(directory::person).transpose()
    }

    /// Which of these user ids and telephone numbers are somebody's. Numbers have 64 characters at
    /// most.
    pub async fn taken(
        &mut self,
        user_ids: &[&str],
        mobiles: &[&str],
    ) -> Result<Taken, StoreError> {
        let values = |list| format!("SELECT n.value FROM {}", self.tx.db().values_of(list));
        let sql = format!(
            "SELECT CAST(0 AS BIGINT) AS kind, p.user_id AS value, p.union_id FROM people p \
             WHERE p.corp_id = $1 AND p.user_id IN ({}) \
             UNION ALL \
             SELECT CAST(1 AS BIGINT) AS kind, p.mobile AS value, p.union_id FROM people p \
             WHERE p.corp_id = $1 AND substr(p.mobile, 1, 64) IN ({})",
            values("$2"),
            values("$3")
        );
        let args =
            args![self.corp.as_str(), json!(user_ids).to_string(), json!(mobiles).to_string()];
        let mut taken = Taken::default();
        for row in &self.tx.rows(&sql, &args).await? {
            let by = UnionId::new(row.text("union_id")?);
            let list = if row.int("kind")? == 0 { &mut taken.user_ids } else { &mut taken.mobiles };
            list.insert(row.text("value")?, by);
        }
        Ok(taken)
    }

    /// Adds people. They are the newest: lists show them last, in this order.
    pub async fn insert_people(&mut self, people: &[Person]) -> Result<(), StoreError> {
        let corp = self.corp.as_str();
        let count = i64::try_from(people.len()).expect("people fit into memory");
        let sql = "UPDATE organisations SET person_ordinals = person_ordinals + $2 \
                   WHERE corp_id = $1 RETURNING person_ordinals";
        let rows = self.tx.rows(sql, &args![corp, count]).await?;
        let last = rows.first().map_or(Ok(count), |row| row.int("person_ordinals"))?;
        let (mut own, mut departments) = (Vec::with_capacity(people.len()), Vec::new());
        for (ordinal, person) in (last - count + 1..).zip(people) {
            let mut values = row::person_values(corp, person);
            values.push(ordinal.into());
            own.push(values);
            departments.extend(row::person_department_values(corp, person, Some(ordinal)));
        }
        let insert = format!("INSERT INTO people ({}, ordinal)", row::PERSON_COLUMNS);
        self.tx.insert_rows(&insert, &own).await?;
        self.tx.insert_rows(row::INSERT_PERSON_DEPARTMENTS, &departments).await
    }

    /// Writes a person anew who is there. Their place in lists stays.
    pub async fn update_person(&mut self, person: &Person) -> Result<(), StoreError> {
        let corp = self.corp.as_str();
        let columns = row::PERSON_COLUMNS.split(',').map(str::trim);
        // The first two are the key.
        let set = columns.enumerate().skip(2).map(|(at, column)| format!("{column} = ${}", at + 1));
        let sql = format!(
            "UPDATE people SET {} WHERE corp_id = $1 AND union_id = $2 RETURNING ordinal",
            set.collect::<Vec<_>>().join(", ")
        );
        let rows = self.tx.rows(&sql, &row::person_values(corp, person)).await?;
        let ordinal = rows.first().map(|row| row.int("ordinal")).transpose()?;
        let sql = "DELETE FROM person_departments WHERE corp_id = $1 AND union_id = $2";
        self.tx.execute(sql, &args![corp, person.union_id.as_str()]).await?;
        let departments = row::person_department_values(corp, person, ordinal);
        self.tx.insert_rows(row::INSERT_PERSON_DEPARTMENTS, &departments).await
    }

    /// Removes a person, and whatever right they had.
    pub async fn delete_person(&mut self, person: &UnionId) -> Result<Removed, StoreError> {
        let mut removed = self.forget_person(person).await?;
        let args = args![self.corp.as_str(), person.as_str()];
        for table in ["person_departments", "people"] {
            let sql = format!("DELETE FROM {table} WHERE corp_id = $1 AND union_id = $2");
            self.tx.execute(&sql, &args).await?;
        }
        removed.clients = self.tx.end_tokens_of_person(self.corp.as_str(), person).await?;
        Ok(removed)
    }

    /// Takes a person out of whatever names them as one who may or may not do something: all
    /// tables that do are here. Contacts of closures are texts, and stay.
    async fn forget_person(&mut self, person: &UnionId) -> Result<Removed, StoreError> {
        let args = args![self.corp.as_str(), person.as_str()];
        let rooms = self.forget_member(&MemberId::Person(person.clone())).await?;
        let rights = self.forget_rights_of_person(person).await?;

        let sql = "SELECT a.group_id, a.union_id FROM group_administrators a \
                   WHERE a.corp_id = $1 AND a.group_id IN (SELECT b.group_id \
                     FROM group_administrators b WHERE b.corp_id = $1 AND b.union_id = $2) \
                   ORDER BY a.group_id, a.position";
        let mut groups: Vec<(GroupId, Vec<UnionId>)> = Vec::new();
        for row in &self.tx.rows(sql, &args).await? {
            let (group, who) = (GroupId(row.int("group_id")?), UnionId::new(row.text("union_id")?));
            match groups.last_mut() {
                Some((last, administrators)) if *last == group => administrators.push(who),
                _ => groups.push((group, vec![who])),
            }
        }
        let sql = "DELETE FROM group_administrators WHERE corp_id = $1 AND union_id = $2";
        self.tx.execute(sql, &args).await?;

        let sql = "DELETE FROM bans WHERE corp_id = $1 AND union_id = $2 \
                   RETURNING starts_at, ends_at, memo";
        let ban = self.tx.rows(sql, &args).await?;
        let ban = ban.first().map(|row| {
            Ok::<_, StoreError>(Ban {
                person: person.clone(),
                starts_at: EpochMillis(row.int("starts_at")?),
                ends_at: row.get::<Option<i64>>("ends_at")?.map(EpochMillis),
                memo: row.get("memo")?,
            })
        });
        Ok(Removed { rooms, rights, groups, ban: ban.transpose()?, clients: Vec::new() })
    }

    /// Takes a member out of the rooms that name it. A restricted room stays restricted, also to
    /// nobody. Gives whom those rooms named before.
    async fn forget_member(
        &mut self,
        who: &MemberId,
    ) -> Result<Vec<(RoomId, Vec<Member>)>, StoreError> {
        let (kind, id) = who.parts();
        let args = args![self.corp.as_str(), kind, id];
        let sql = format!(
            "SELECT r.room_id, {} AS members FROM rooms r WHERE r.corp_id = $1 \
             AND r.room_id IN (SELECT m.room_id FROM room_members m \
               WHERE m.corp_id = $1 AND m.member_type = $2 AND m.member_id = $3)",
            row::members_sql(self.tx.db())
        );
        let rows = self.tx.rows(&sql, &args).await?;
        let rooms = rows.iter().map(|row| {
            let (id, members) = (row.text("room_id")?, row.text("members")?);
            let members: Vec<MemberRow> =
                serde_json::from_str(&members).map_err(corrupt("room_members", "*", &id))?;
            let members = members.into_iter().map(|(kind, id, name)| row::member(&kind, &id, name));
            Ok((RoomId::new(id), members.collect::<Result<Vec<_>, _>>()?))
        });
        let mut rooms = rooms.collect::<Result<Vec<_>, StoreError>>()?;
        rooms.sort_by(|a, b| a.0.cmp(&b.0));
        let sql = "DELETE FROM room_members \
                   WHERE corp_id = $1 AND member_type = $2 AND member_id = $3";
        self.tx.execute(sql, &args).await?;
        Ok(rooms)
    }

    /// The rooms whose replies tell a person's name: as a member, or as whom to ask while they are
    /// closed.
    pub async fn rooms_naming_person(&mut self, id: &UnionId) -> Result<Vec<RoomId>, StoreError> {
        let sql = "SELECT m.room_id FROM room_members m WHERE m.corp_id = $1 \
                     AND m.member_type = 'user' AND m.member_id = $2 \
                   UNION \
                   SELECT r.room_id FROM rooms r WHERE r.corp_id = $1 AND r.closure_contact = $2";
        let rows = self.tx.rows(sql, &args![self.corp.as_str(), id.as_str()]).await?;
        rows.iter().map(|row| row.text("room_id").map(RoomId::new)).collect()
    }

    /// The rooms that name a department as a member.
    pub async fn rooms_naming_department(&mut self, id: DeptId) -> Result<Vec<RoomId>, StoreError> {
        let sql = "SELECT DISTINCT m.room_id FROM room_members m WHERE m.corp_id = $1 \
                   AND m.member_type = 'dept' AND m.member_id = $2";
        let rows = self.tx.rows(sql, &args![self.corp.as_str(), id.to_string()]).await?;
        rows.iter().map(|row| row.text("room_id").map(RoomId::new)).collect()
    }

    /// The numbers of a JSON list.
    fn numbers(&self, list: &str) -> String {
        format!("SELECT CAST(n.value AS BIGINT) FROM {}", self.tx.db().values_of(list))
    }

    /// A department; the root is always there.
    pub async fn department(&mut self, id: DeptId) -> Result<Option<Department>, StoreError> {
        let args = args![self.corp.as_str(), id.0];
        let rows = self.tx.rows(directory::DEPARTMENT_SQL, &args).await?;
        rows.first().map(row::department).transpose()
    }

    /// Which of these departments there are; the root is always there.
    pub async fn known_departments(
        &mut self,
        ids: &HashSet<DeptId>,
    ) -> Result<HashSet<DeptId>, StoreError> {
        let sql = format!(
            "SELECT d.dept_id FROM departments d WHERE d.corp_id = $1 AND d.dept_id IN ({})",
            self.numbers("$2")
        );
        let listed = json!(ids.iter().map(|id| id.0).collect::<Vec<_>>()).to_string();
        let rows = self.tx.rows(&sql, &args![self.corp.as_str(), listed]).await?;
        let known = rows.iter().map(|row| row.int("dept_id").map(DeptId));
        let mut known = known.collect::<Result<HashSet<_>, _>>()?;
        known.insert(DeptId::ROOT);
        Ok(known)
    }

    /// Departments right below `parents` whose names are among `names`.
    pub async fn siblings_named(
        &mut self,
        parents: &HashSet<DeptId>,
        names: &[&str],
    ) -> Result<HashMap<(DeptId, String), DeptId>, StoreError> {
        let values = |list| format!("SELECT n.value FROM {}", self.tx.db().values_of(list));
        let sql = format!(
            "SELECT d.parent_id, d.name, d.dept_id FROM departments d WHERE d.corp_id = $1 \
             AND d.parent_id IN ({}) AND substr(d.name, 1, 64) IN ({})",
            self.numbers("$2"),
            values("$3")
        );
        let listed = json!(parents.iter().map(|id| id.0).collect::<Vec<_>>()).to_string();
        let args = args![self.corp.as_str(), listed, json!(names).to_string()];
        let rows = self.tx.rows(&sql, &args).await?;
        let named = rows.iter().map(|row| {
            let place = (DeptId(row.int("parent_id")?), row.text("name")?);
            Ok((place, DeptId(row.int("dept_id")?)))
        });
        named.collect()
    }

    /// A department and all above it.
    pub async fn departments_above(&mut self, id: DeptId) -> Result<HashSet<DeptId>, StoreError> {
        let sql = "WITH RECURSIVE above(dept_id) AS (
                     SELECT CAST($2 AS BIGINT)
                     UNION
                     SELECT d.parent_id FROM departments d JOIN above a ON a.dept_id = d.dept_id
                     WHERE d.corp_id = $1
                   )
                   SELECT dept_id FROM above";
        let rows = self.tx.rows(sql, &args![self.corp.as_str(), id.0]).await?;
        rows.iter().map(|row| row.int("dept_id").map(DeptId)).collect()
    }

    /// Whether anybody is in a department, and whether there is any department below it.
    pub async fn holds(&mut self, id: DeptId) -> Result<(bool, bool), StoreError> {
        let args = args![self.corp.as_str(), id.0];
        let people = "SELECT m.dept_id FROM person_departments m \
                      WHERE m.corp_id = $1 AND m.dept_id = $2 LIMIT 1";
        let below = "SELECT d.dept_id FROM departments d \
                     WHERE d.corp_id = $1 AND d.parent_id = $2 LIMIT 1";
        let people = !self.tx.rows(people, &args).await?.is_empty();
        Ok((people, !self.tx.rows(below, &args).await?.is_empty()))
    }

    /// Whether anybody is in a department or in one below it.
    pub async fn has_people_below(&mut self, id: DeptId) -> Result<bool, StoreError> {
        let sql = "WITH RECURSIVE below(dept_id) AS (
                     SELECT CAST($2 AS BIGINT)
                     UNION
                     SELECT d.dept_id FROM departments d JOIN below b ON b.dept_id = d.parent_id
                     WHERE d.corp_id = $1
                   )
                   SELECT m.dept_id FROM person_departments m JOIN below b ON b.dept_id = m.dept_id
                   WHERE m.corp_id = $1 LIMIT 1";
        Ok(!self.tx.rows(sql, &args![self.corp.as_str(), id.0]).await?.is_empty())
    }

    /// Adds departments.
    pub async fn insert_departments(
        &mut self,
        departments: &[Department],
    ) -> Result<(), StoreError> {
        let corp = self.corp.as_str();
        let rows = departments.iter().map(|department| row::department_values(corp, department));
        let insert = format!("INSERT INTO departments ({})", row::DEPARTMENT_COLUMNS);
        self.tx.insert_rows(&insert, &rows.collect::<Vec<_>>()).await
    }

    /// Writes a department anew that is there.
    pub async fn update_department(&mut self, department: &Department) -> Result<(), StoreError> {
        let sql = "UPDATE departments SET name = $3, parent_id = $4, ordering = $5 \
                   WHERE corp_id = $1 AND dept_id = $2";
        self.tx.execute(sql, &row::department_values(self.corp.as_str(), department)).await?;
        Ok(())
    }

    /// Removes a department that holds nothing, from the rooms that name it as well.
    pub async fn delete_department(&mut self, id: DeptId) -> Result<Removed, StoreError> {
        let rooms = self.forget_member(&MemberId::Department(id)).await?;
        let rights = self.forget_rights_of_department(id).await?;
        let sql = "DELETE FROM departments WHERE corp_id = $1 AND dept_id = $2";
        self.tx.execute(sql, &args![self.corp.as_str(), id.0]).await?;
        Ok(Removed { rooms, rights, ..Removed::default() })
    }
}
