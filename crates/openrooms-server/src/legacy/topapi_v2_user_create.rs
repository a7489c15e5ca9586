//! `topapi.v2.user.create`: a new person.

use axum::body::Body;
use http::Response;
use openrooms_core::organisation::Person;
use openrooms_protocol::legacy::{CreatedUser, TopapiV2UserCreate};

use super::people::{NewPerson, add_people, single};
use super::problem::TopapiProblem;
use super::{entry, given};
use crate::call::Call;
use crate::change::Asked;
use crate::problem::Problem;

/// `POST /topapi/v2/user/create`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    entry::change::<TopapiV2UserCreate, _, _>(call, given::new_person, act).await
}

async fn act(asked: Asked, new: NewPerson) -> Result<CreatedUser, TopapiProblem> {
    let made = add_people(&asked, vec![new], single).await?;
    made.into_iter().next().map(created).ok_or(TopapiProblem::Busy(Problem::Fault))
}

/// Who was added.
pub(super) fn created(person: Person) -> CreatedUser {
    CreatedUser { userid: person.user_id.into_string(), union_id: person.union_id.into_string() }
}
