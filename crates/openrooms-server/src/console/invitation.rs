//! `GET /console/invitation/{token}` and `POST /console/invitation`: who was invited chooses a
//! password, and is signed in.

use axum::body::Body;
use http::Response;
use openrooms_store::{Invited, Whom, password};
use serde::{Deserialize, Serialize};

use super::{NextCookie, done, given, origin, origin_of};
use crate::call::Call;
use crate::node::patiently;
use crate::problem::Problem;

/// The address of one invitation.
pub(crate) const PATH: &str = "/console/invitation/{token}";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Shown {
    name: String,
    user_id: String,
    organisation: String,
}

/// Tells whom an invitation is for.
pub(crate) async fn show(call: Call) -> Response<Body> {
    let shown = find(&call).await;
    super::fresh(call.reply(None, shown))
}

async fn find(call: &Call) -> Result<Shown, Problem> {
    let path = call.parts.uri.path();
    let token = path.rsplit('/').next().unwrap_or_default();
    let store = &call.node.store;
    let invited = call.patiently(store.invitation(token, call.node.clock.now())).await?;
    let Invited { corp, person } = invited.ok_or(Problem::InvitationNotFound)?;
    let personal = call.patiently(store.personal(&corp, &person)).await?;
    let personal = personal.ok_or(Problem::InvitationNotFound)?;
    Ok(Shown {
        name: personal.name,
        user_id: personal.user_id.into_string(),
        organisation: personal.organisation,
    })
}

#[derive(Deserialize)]
struct Chosen {
    token: Option<String>,
    password: Option<String>,
}

/// Takes an invitation.
pub(crate) async fn accept(mut call: Call) -> Response<Body> {
    let result = enter(&mut call).await;
    done(call, result)
}

async fn enter(call: &mut Call) -> Result<NextCookie, Problem> {
    origin::check_json(call)?;
    let chosen: Chosen = call.json().await?;
    let token = given::line("token", chosen.token)?;
    let node = std::sync::Arc::clone(&call.node);
    let (store, now) = (&node.store, node.clock.now());
    let invited = call.patiently(store.invitation(&token, now)).await?;
    let Invited { corp, person } = invited.ok_or(Problem::InvitationNotFound)?;
    let whom = Whom::UnionId(person);
    let found = call.patiently(store.person(&corp, &whom)).await?;
    let found = found.ok_or(Problem::InvitationNotFound)?;
    let password = given::chosen(chosen.password, &super::known_of(&found))?;
    let random = node.random;
    let hash = node.hashing.slowly(call.address, move || password::hash(&password, random)).await?;
    let by = origin_of(call);
    let accepting = store.accept_invitation(&token, &hash, &by, now);
    // That took its time; the database has its own.
    let entered = patiently(accepting).await?.ok_or(Problem::InvitationNotFound)?;
    Ok(super::begun(&node, entered))
}
