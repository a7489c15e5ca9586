//! People and departments that come, one by one or many at once: what single and batch calls have
//! in common.

use std::collections::HashSet;

use openrooms_core::directory::{PersonWish, Refusal};
use openrooms_core::id::{DeptId, UnionId, UserId};
use openrooms_core::organisation::{Department, Person};
use openrooms_core::room::{Member, MemberId, RoomRights};
use openrooms_protocol::organisation::User;
use openrooms_protocol::rooms::AuthorizedMember;
use openrooms_store::{Change, Entry, Removed};
use serde_json::json;

use super::problem::TopapiProblem;
use crate::change::Asked;
use crate::document;
use crate::rooms::reply;

/// The most that one call adds.
pub(super) const MOST: usize = 1_000;

/// Somebody to be added.
pub(super) struct NewPerson {
    pub(super) user_id: Option<UserId>,
    pub(super) wish: PersonWish,
}

/// A department to be added.
pub(super) struct NewDepartment {
    pub(super) name: String,
    pub(super) parent: DeptId,
    pub(super) order: Option<i64>,
}

/// How one of many that is refused is named.
pub(super) type Naming = fn(usize, TopapiProblem) -> TopapiProblem;

/// A single one needs no name.
pub(super) fn single(_: usize, problem: TopapiProblem) -> TopapiProblem {
    problem
}

/// Reads a list of what is to be added.
pub(super) fn listed<T, N>(
    name: &str,
    list: Option<Vec<T>>,
    naming: Naming,
    read: impl Fn(T) -> Result<N, TopapiProblem>,
) -> Result<Vec<N>, TopapiProblem> {
    let list = super::given::required(name, list)?;
    if !(1..=MOST).contains(&list.len()) {
        let what = format!("{name} must hold 1 to {MOST}");
        return Err(TopapiProblem::Parameter(what.into()));
    }
    let each = list.into_iter().enumerate();
    each.map(|(at, item)| read(item).map_err(|problem| naming(at, problem))).collect()
}

/// Adds people, all or none.
pub(super) async fn add_people(
    asked: &Asked,
    new: Vec<NewPerson>,
    naming: Naming,
) -> Result<Vec<Person>, TopapiProblem> {
    let (mut writing, _) = asked.begin().await?;
    let people: Vec<Person> = new
        .into_iter()
        .map(|NewPerson { user_id, wish }| {
            let user_id = user_id.unwrap_or_else(|| UserId::new(asked.new_id()));
            wish.make(UnionId::new(asked.new_id()), user_id)
        })
        .collect();
    let user_ids: Vec<_> = people.iter().map(|person| person.user_id.as_str()).collect();
    let mobiles: Vec<_> = people.iter().filter_map(|person| person.mobile.as_deref()).collect();
    let taken = writing.taken(&user_ids, &mobiles).await?;
    let wanted = people.iter().flat_map(|person| person.departments.iter().copied()).collect();
    let known = writing.known_departments(&wanted).await?;
    let (mut own_ids, mut own_mobiles) = (HashSet::new(), HashSet::new());
    for (at, person) in people.iter().enumerate() {
        let user_id = person.user_id.as_str();
        let refusal =
            if !person.departments.iter().all(|id| known.contains(id)) {
                Some(Refusal::DepartmentUnknown)
            } else if taken.user_ids.contains_key(user_id) || !own_ids.insert(user_id) {
                Some(Refusal::UserIdTaken)
            } else if person.mobile.as_deref().is_some_and(|mobile| {
                taken.mobiles.contains_key(mobile) || !own_mobiles.insert(mobile)
            }) {
                Some(Refusal::MobileTaken)
            } else {
                None
            };
        if let Some(refusal) = refusal {
            return Err(naming(at, refusal.into()));
        }
    }
    writing.insert_people(&people).await?;
    let entries: Vec<_> =
        people.iter().map(|person| user_entry(asked, None, Some(person))).collect();
    asked.commit_all(writing, &entries, vec![Change::Directory(asked.corp.clone())]).await?;
    Ok(people)
}

/// Adds departments, all or none. Gives their ids in the order given.
pub(super) async fn add_departments(
    asked: &Asked,
    new: Vec<NewDepartment>,
    naming: Naming,
) -> Result<Vec<i64>, TopapiProblem> {
    let (mut writing, _) = asked.begin().await?;
    let parents: HashSet<_> = new.iter().map(|department| department.parent).collect();
    let names: Vec<_> = new.iter().map(|department| department.name.as_str()).collect();
    let known = writing.known_departments(&parents).await?;
    let siblings = writing.siblings_named(&parents, &names).await?;
    let mut own = HashSet::new();
    for (at, department) in new.iter().enumerate() {
        let place = (department.parent, department.name.clone());
        let refusal = if !known.contains(&department.parent) {
            Some(Refusal::ParentUnknown)
        } else if siblings.contains_key(&place) || !own.insert(place) {
            Some(Refusal::NameTaken)
        } else {
            None
        };
        if let Some(refusal) = refusal {
            return Err(naming(at, refusal.into()));
        }
    }
    let mut ids = HashSet::with_capacity(new.len());
    let mut departments = Vec::with_capacity(new.len());
    for department in new {
        let mut id = DeptId(asked.new_number());
        while !ids.insert(id) {
            id = DeptId(asked.new_number());
        }
        let NewDepartment { name, parent, order } = department;
        departments.push(Department { id, name, parent, order });
    }
    // Once in a very long time a number is taken; then it is another call's turn to be lucky.
    let taken = writing.known_departments(&ids).await?;
    if ids.iter().any(|id| taken.contains(id)) {
        return Err(TopapiProblem::Busy(crate::problem::Problem::Unavailable));
    }
    writing.insert_departments(&departments).await?;
    let entries: Vec<_> = departments
        .iter()
        .map(|department| department_entry(asked, None, Some(department)))
        .collect();
    asked.commit_all(writing, &entries, vec![Change::Directory(asked.corp.clone())]).await?;
    Ok(departments.into_iter().map(|department| department.id.0).collect())
}

/// What the record says of a person.
pub(super) fn user_entry(asked: &Asked, before: Option<&Person>, after: Option<&Person>) -> Entry {
    let id = before.or(after).map(|person| person.user_id.to_string()).unwrap_or_default();
    let told = |person: Option<&Person>| person.cloned().map(document::user);
    let (before, after): (Option<User>, Option<User>) = (told(before), told(after));
    asked.entry("user", &id, before.as_ref(), after.as_ref())
}

/// What the record says of a department.
pub(super) fn department_entry(
    asked: &Asked,
    before: Option<&Department>,
    after: Option<&Department>,
) -> Entry {
    let id = before.or(after).map(|department| department.id.to_string()).unwrap_or_default();
    let told = |department: Option<&Department>| department.cloned().map(document::department);
    let (before, after) = (told(before), told(after));
    asked.entry("department", &id, before.as_ref(), after.as_ref())
}

/// Who or what was removed.
#[derive(Clone, Copy)]
pub(super) enum Gone<'a> {
    Person(&'a Person),
    Department(DeptId),
}

impl Gone<'_> {
    fn is_member(self, member: &Member) -> bool {
        match (self, &member.who) {
            (Self::Person(person), MemberId::Person(id)) => person.union_id == *id,
            (Self::Department(department), MemberId::Department(id)) => department == *id,
            _ => false,
        }
    }

    fn is_person(self, id: &UnionId) -> bool {
        matches!(self, Self::Person(person) if person.union_id == *id)
    }

    /// What is left of rights without it.
    fn taken_from(self, mut rights: RoomRights) -> RoomRights {
        match self {
            Self::Person(person) => {
                rights.administrators.retain(|id| *id != person.union_id);
                rights.super_users.retain(|id| *id != person.user_id);
            }
            Self::Department(gone) => rights.super_departments.retain(|id| *id != gone),
        }
        rights
    }
}

/// What the record says of everything that named what was removed, and what nodes must drop.
pub(super) fn forgotten(
    asked: &Asked,
    removed: Removed,
    gone: Gone<'_>,
) -> (Vec<Entry>, Vec<Change>) {
    let corp = Some(&asked.corp);
    let (mut entries, mut changes) = (Vec::new(), Vec::new());
    for (room, before) in removed.rooms {
        let after: Vec<Member> =
            before.iter().filter(|member| !gone.is_member(member)).cloned().collect();
        let told = |members: Vec<Member>| {
            let members = members.into_iter().map(reply::member_to_wire);
            let members: Vec<AuthorizedMember> = members.collect();
            json!({ "reservationAuthority": { "authorizedMembers": members } })
        };
        let entry = Entry::of(corp, "room", room.as_str());
        entries.push(entry.before(told(before)).after(told(after)));
        changes.push(Change::Room(asked.corp.clone(), room));
    }
    for before in removed.rights {
        let room = before.room.clone();
        let after = document::room_rights(gone.taken_from(before.clone()));
        let before = document::room_rights(before);
        entries.push(asked.entry("roomRights", room.as_str(), Some(&before), Some(&after)));
        changes.push(Change::Room(asked.corp.clone(), room));
    }
    for (group, before) in removed.groups {
        let told = |ids: Vec<&UnionId>| json!({ "adminUnionIds": ids.into_iter().map(UnionId::as_str).collect::<Vec<_>>() });
        let after = before.iter().filter(|id| !gone.is_person(id)).collect();
        let entry = Entry::of(corp, "group", group.to_string());
        entries.push(entry.before(told(before.iter().collect())).after(told(after)));
    }
    if let Some(ban) = removed.ban {
        let entry = Entry::of(corp, "blacklist", ban.person.as_str());
        entries.push(entry.before(json!({
            "startTime": ban.starts_at.0, "endTime": ban.ends_at.map(|at| at.0), "memo": ban.memo,
        })));
    }
    // Their tokens on behalf of the person are gone.
    changes.extend(removed.clients.into_iter().map(Change::Client));
    (entries, changes)
}
