//! `topapi.v2.department.delete`: a department goes that holds nothing.

use axum::body::Body;
use http::Response;
use openrooms_core::directory::Refusal;
use openrooms_core::id::DeptId;
use openrooms_protocol::legacy::{DepartmentId, TopapiV2DepartmentDelete};
use openrooms_store::Change;

use super::people::{Gone, department_entry, forgotten};
use super::problem::TopapiProblem;
use super::{entry, given};
use crate::call::Call;
use crate::change::Asked;

/// `POST /topapi/v2/department/delete`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    entry::change::<TopapiV2DepartmentDelete, _, _>(call, read, act).await
}

fn read(DepartmentId { dept_id }: DepartmentId) -> Result<DeptId, TopapiProblem> {
    given::required("dept_id", dept_id).map(DeptId)
}

async fn act(asked: Asked, id: DeptId) -> Result<(), TopapiProblem> {
    if id == DeptId::ROOT {
        return Err(Refusal::RootFixed.into());
    }
    let (mut writing, _) = asked.begin().await?;
    let department = writing.department(id).await?.ok_or(Refusal::DepartmentUnknown)?;
    let (has_members, has_departments) = writing.holds(id).await?;
    if has_members {
        return Err(Refusal::HasMembers.into());
    }
    if has_departments {
        return Err(Refusal::HasSubDepartments.into());
    }
    let removed = writing.delete_department(id).await?;
    let (mut entries, mut changes) = forgotten(&asked, removed, Gone::Department(id));
    entries.insert(0, department_entry(&asked, Some(&department), None));
    changes.push(Change::Directory(asked.corp.clone()));
    asked.commit_all(writing, &entries, asked.few(changes)).await?;
    Ok(())
}
