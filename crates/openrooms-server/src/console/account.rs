//! `POST /console/password`: who is signed in changes their password.

use std::sync::Arc;

use axum::body::Body;
use http::Response;
use openrooms_store::{Candidate, SignedIn, Whom, password};
use serde::Deserialize;

use super::{NextCookie, cookie, done, given, origin, origin_of, signin};
use crate::call::Call;
use crate::node::patiently;
use crate::problem::Problem;

#[derive(Deserialize)]
struct Change {
    current: Option<String>,
    password: Option<String>,
}

/// Changes it, and ends every other session.
pub(crate) async fn change_password(mut call: Call) -> Response<Body> {
    let result = change(&mut call).await;
    done(call, result)
}

async fn change(call: &mut Call) -> Result<NextCookie, Problem> {
    origin::check_json(call)?;
    let wanted: Change = call.json().await?;
    let node = Arc::clone(&call.node);
    let (store, now) = (&node.store, node.clock.now());
    let found = call.patiently(store.session(cookie::shown(call), now)).await?;
    let SignedIn { corp, person, .. } = found.ok_or(Problem::SessionMissing)?;
    let current = given::shown("current", wanted.current)?;
    let whom = Whom::UnionId(person.clone());
    let known = call.patiently(store.person(&corp, &whom)).await?.ok_or(Problem::SessionMissing)?;
    let chosen = given::chosen(wanted.password, &super::known_of(&known))?;
    let hash = call.patiently(store.password_hash(&corp, &person)).await?;
    let who = Candidate { corp, person, hash };
    let random = node.random;
    let changing = async || {
        let after =
            node.hashing.slowly(call.address, move || password::hash(&chosen, random)).await?;
        let before = who.hash.as_deref().unwrap_or_default();
        let by = origin_of(call);
        let change = store.change_password(&who.corp, &who.person, (before, &after), &by, now);
        // That took its time; the database has its own.
        patiently(change).await
    };
    let entered = signin::prove(call, &node, &who, current, changing).await?;
    Ok(super::begun(&node, entered))
}
