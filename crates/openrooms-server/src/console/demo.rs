//! `POST /console/demo`: one click into the demo, as one of its people.

use axum::body::Body;
use http::Response;
use openrooms_core::id::{CorpId, UnionId};
use openrooms_store::Way;
use serde::Deserialize;

use super::{NextCookie, done, origin, origin_of};
use crate::call::Call;
use crate::problem::Problem;

/// The organisation that anybody may sign in to, as one of a few people.
#[derive(Debug, Clone)]
pub struct Demo {
    /// The organisation.
    pub corp: CorpId,
    /// The people.
    pub people: Vec<DemoPerson>,
}

/// Somebody whom anybody may be.
#[derive(Debug, Clone)]
pub struct DemoPerson {
    /// What they are an example of.
    pub role: &'static str,
    /// Who they are.
    pub person: UnionId,
}

#[derive(Deserialize)]
struct Wanted {
    role: Option<String>,
}

/// Signs in without a password, where the server serves the demo.
pub(crate) async fn sign_in(mut call: Call) -> Response<Body> {
    let result = enter(&mut call).await;
    done(call, result)
}

async fn enter(call: &mut Call) -> Result<NextCookie, Problem> {
    let node = std::sync::Arc::clone(&call.node);
    let demo = node.demo.as_ref().ok_or(Problem::ActionNotFound)?;
    origin::check_json(call)?;
    if !node.pace.admits(call.address, node.clock.steady()) {
        return Err(Problem::TooManySessions);
    }
    let Wanted { role } = call.json().await?;
    let role = role.ok_or_else(|| Problem::missing("role"))?;
    let wanted = demo.people.iter().find(|person| person.role == role);
    let wanted = wanted.ok_or(Problem::ParameterWrong("role is none of the demo's".into()))?;
    let by = origin_of(call);
    let signing_in =
        node.store.sign_in(&demo.corp, &wanted.person, Way::Demo, &by, node.clock.now());
    // Somebody may have removed them: the demo is there to be played with.
    let cookie = call.patiently(signing_in).await?.ok_or(Problem::UserNotFound)?;
    Ok(NextCookie::Is(cookie))
}
