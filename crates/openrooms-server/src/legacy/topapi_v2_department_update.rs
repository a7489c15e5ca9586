//! `topapi.v2.department.update`: the fields of a department that are given.

use axum::body::Body;
use http::Response;
use std::collections::HashSet;

use openrooms_core::directory::Refusal;
use openrooms_core::id::DeptId;
use openrooms_protocol::legacy::{DepartmentUpdate, TopapiV2DepartmentUpdate};
use openrooms_store::Change;

use super::people::department_entry;
use super::problem::TopapiProblem;
use super::{entry, given};
use crate::call::Call;
use crate::change::Asked;

struct Wish {
    id: DeptId,
    name: Option<String>,
    parent: Option<DeptId>,
    order: Option<i64>,
}

/// `POST /topapi/v2/department/update`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    entry::change::<TopapiV2DepartmentUpdate, _, _>(call, read, act).await
}

fn read(given: DepartmentUpdate) -> Result<Wish, TopapiProblem> {
    Ok(Wish {
        id: DeptId(given::required("dept_id", given.dept_id)?),
        name: given.name.map(given::department_name).transpose()?,
        parent: given.parent_id.map(DeptId),
        order: given.order,
    })
}

async fn act(asked: Asked, wish: Wish) -> Result<(), TopapiProblem> {
    if wish.id == DeptId::ROOT {
        return Err(Refusal::RootFixed.into());
    }
    let (mut writing, _) = asked.begin().await?;
    let before = writing.department(wish.id).await?.ok_or(Refusal::DepartmentUnknown)?;
    let mut after = before.clone();
    if let Some(parent) = wish.parent.filter(|parent| *parent != before.parent) {
        writing.department(parent).await?.ok_or(Refusal::ParentUnknown)?;
        if writing.departments_above(parent).await?.contains(&before.id) {
            return Err(Refusal::Cycle.into());
        }
        after.parent = parent;
    }
    after.name = wish.name.unwrap_or(after.name);
    after.order = wish.order.or(after.order);
    if (after.parent, &after.name) != (before.parent, &before.name) {
        let siblings =
            writing.siblings_named(&HashSet::from([after.parent]), &[&after.name]).await?;
        if siblings.values().any(|id| *id != after.id) {
            return Err(Refusal::NameTaken.into());
        }
    }
    writing.update_department(&after).await?;
    let corp = || asked.corp.clone();
    // Who is in it, or below it, is now below others.
    let moves_people = after.parent != before.parent && writing.has_people_below(after.id).await?;
    let changes = if moves_people {
        vec![Change::Organisation(corp())]
    } else {
        let rooms = writing.rooms_naming_department(after.id).await?;
        let rooms = rooms.into_iter().map(|room| Change::Room(corp(), room));
        asked.few(rooms.chain([Change::Directory(corp())]).collect())
    };
    let entries = [department_entry(&asked, Some(&before), Some(&after))];
    asked.commit_all(writing, &entries, changes).await?;
    Ok(())
}
