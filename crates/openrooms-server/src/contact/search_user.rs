//! `SearchUser`: people by a word in their names.

use axum::body::Body;
use http::Response;
use openrooms_protocol::contact::{FoundUser, FoundUsers, SearchUser};
use openrooms_store::Matching;

use super::Search;
use crate::ask::{self, Question, Users};
use crate::call::Call;
use crate::change::Given;
use crate::problem::Problem;

/// `POST /v1.0/contact/users/search`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    ask::for_organisation::<SearchUser, _, _>(call, Users::All, read, answer).await
}

fn read(given: Given<SearchUser>) -> Result<Search, Problem> {
    let body = given.body;
    let matching = match body.full_match_field {
        None | Some(0) => Matching::Part,
        Some(1) => Matching::Whole,
        Some(_) => return Err(Problem::ParameterWrong("fullMatchField must be 0 or 1".into())),
    };
    Search::read(body.query_word, body.offset, body.size, matching)
}

async fn answer(question: Question, search: Search) -> Result<FoundUsers, Problem> {
    let Search { word, matching, offset, most } = &search;
    let store = question.store();
    let finding = store.people_named(&question.corp, word, *matching, *offset, *most);
    let found = question.patiently(finding).await?;
    let users: Vec<FoundUser> = found
        .some
        .into_iter()
        .map(|person| FoundUser {
            user_id: person.user.into_string(),
            union_id: person.union.into_string(),
            name: person.name,
        })
        .collect();
    Ok(FoundUsers {
        has_more: search.has_more(users.len(), found.total),
        total_count: found.total,
        list: users.iter().map(|person| person.user_id.clone()).collect(),
        users,
    })
}
