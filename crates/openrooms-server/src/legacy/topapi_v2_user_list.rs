//! `topapi.v2.user.list`: the people of a department, page by page.

use axum::body::Body;
use http::Response;
use openrooms_core::id::DeptId;
use openrooms_protocol::legacy::{TopapiV2UserList, UserPage, UserPageQuery};

use super::problem::TopapiProblem;
use super::{entry, given, shown};
use crate::ask::Question;
use crate::call::Call;

/// The most on a page.
const MOST: i64 = 100;

struct Page {
    department: DeptId,
    after: i64,
    most: i64,
}

/// `POST /topapi/v2/user/list`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    entry::ask::<TopapiV2UserList, _, _>(call, read, answer).await
}

fn read(UserPageQuery { dept_id, cursor, size }: UserPageQuery) -> Result<Page, TopapiProblem> {
    let department = DeptId(given::required("dept_id", dept_id)?);
    let after = given::required("cursor", cursor)?;
    let most = given::required("size", size)?;
    if after < 0 {
        return Err(TopapiProblem::Parameter("cursor is none that this server gave".into()));
    }
    if !(1..=MOST).contains(&most) {
        return Err(TopapiProblem::Parameter("size must be from 1 to 100".into()));
    }
    Ok(Page { department, after, most })
}

async fn answer(question: Question, page: Page) -> Result<UserPage, TopapiProblem> {
    let Page { department, after, most } = page;
    let store = question.store();
    // One more than is shown tells whether there are more.
    let finding = store.people_in(&question.corp, department, after, most + 1);
    let mut found = question.patiently(finding).await?;
    // Where nobody is, there may be no department.
    if found.is_empty() {
        let finding = store.department(&question.corp, department);
        question.patiently(finding).await?.ok_or(TopapiProblem::DepartmentNotFound)?;
    }
    let most = usize::try_from(most).unwrap_or(0);
    let has_more = found.len() > most;
    found.truncate(most);
    Ok(UserPage {
        has_more,
        next_cursor: found.last().map(|person| person.ordinal).filter(|_| has_more),
        list: found.into_iter().map(|found| shown::listed(found.person)).collect(),
    })
}
