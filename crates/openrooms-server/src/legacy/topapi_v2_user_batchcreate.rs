//! `topapi.v2.user.batchcreate`: many new people, all or none.

use axum::body::Body;
use http::Response;
use openrooms_protocol::legacy::{CreatedUsers, NewUsers, TopapiV2UserBatchcreate};

use super::people::{NewPerson, add_people, listed};
use super::problem::TopapiProblem;
use super::topapi_v2_user_create::created;
use super::{entry, given};
use crate::call::Call;
use crate::change::Asked;

/// `POST /topapi/v2/user/batchcreate`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    entry::change::<TopapiV2UserBatchcreate, _, _>(call, read, act).await
}

fn naming(at: usize, problem: TopapiProblem) -> TopapiProblem {
    problem.of_item("user_list", at)
}

fn read(given: NewUsers) -> Result<Vec<NewPerson>, TopapiProblem> {
    listed("user_list", given.user_list, naming, given::new_person)
}

async fn act(asked: Asked, new: Vec<NewPerson>) -> Result<CreatedUsers, TopapiProblem> {
    let made = add_people(&asked, new, naming).await?;
    Ok(CreatedUsers { user_list: made.into_iter().map(created).collect() })
}
