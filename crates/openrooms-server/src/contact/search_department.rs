//! `SearchDepartment`: departments by a word in their names.

use axum::body::Body;
use http::Response;
use openrooms_protocol::contact::{FoundDepartment, FoundDepartments, SearchDepartment};
use openrooms_store::Matching;

use super::Search;
use crate::ask::{self, Question, Users};
use crate::call::Call;
use crate::change::Given;
use crate::problem::Problem;

/// `POST /v1.0/contact/departments/search`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::for_organisation::<SearchDepartment, _, _>(call, Users::All, read, answer).await
}

fn read(given: Given<SearchDepartment>) -> Result<Search, Problem> {
    let body = given.body;
    Search::read(body.query_word, body.offset, body.size, Matching::Part)
}

async fn answer(question: Question, search: Search) -> Result<FoundDepartments, Problem> {
    let Search { word, offset, most, .. } = &search;
    let store = question.store();
    let finding = store.departments_named(&question.corp, word, *offset, *most);
    let found = question.patiently(finding).await?;
    let departments: Vec<FoundDepartment> = found
        .some
        .into_iter()
        .map(|department| FoundDepartment {
            dept_id: department.id.0,
            name: department.name,
            parent_id: department.parent.0,
        })
        .collect();
    Ok(FoundDepartments {
        has_more: search.has_more(departments.len(), found.total),
        total_count: found.total,
        list: departments.iter().map(|department| department.dept_id).collect(),
        departments,
    })
}
