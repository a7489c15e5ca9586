//! `POST /console/signin`: by a password.
//!
//! Whoever is unknown, or has no password, is answered as a wrong password is, after the same work.
//! Wrong ones are held down by address and by person, and lock nobody out (`throttle.rs`).

use std::sync::Arc;

use axum::body::Body;
use http::Response;
use openrooms_core::id::{CorpId, UnionId};
use openrooms_store::{Candidate, password};
use serde::Deserialize;

use super::{NextCookie, done, given, origin, origin_of};
use crate::call::Call;
use crate::node::{Node, patiently};
use crate::problem::Problem;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Shown {
    corp_id: Option<String>,
    login: Option<String>,
    password: Option<String>,
}

/// Signs in who shows their password.
pub(crate) async fn sign_in(mut call: Call) -> Response<Body> {
    let result = enter(&mut call).await;
    done(call, result)
}

async fn enter(call: &mut Call) -> Result<NextCookie, Problem> {
    origin::check_json(call)?;
    let Shown { corp_id, login, password } = call.json().await?;
    let login = given::line("login", login)?;
    let password = given::shown("password", password)?;
    let node = Arc::clone(&call.node);
    let corp = match corp_id.filter(|corp| !corp.is_empty()) {
        Some(corp) => CorpId::new(corp),
        None => call.patiently(node.store.only_organisation()).await?.ok_or_else(|| {
            Problem::ParameterWrong("corpId is missing: there are several organisations".into())
        })?,
    };
    let found = call.patiently(node.store.candidate(&corp, &login)).await?;
    // For nobody the same work is done, and counted for whatever was typed: a mail address in any case,
    // as somebody's would be.
    let is_mail = login.contains('@');
    let login = if is_mail { login.to_lowercase() } else { login };
    let nobody = || Candidate { corp, person: UnionId::new(login), hash: None };
    let who = found.unwrap_or_else(nobody);
    let signing_in = async || {
        let (by, now) = (origin_of(call), node.clock.now());
        // To be here took its time; the database has its own.
        patiently(node.store.sign_in_by_password(&who, &by, now)).await
    };
    let cookie = prove(call, &node, &who, password, signing_in).await?;
    Ok(NextCookie::Is(cookie))
}

/// Compares a password with what is kept of somebody's, and then does what only they may, unless too
/// many were wrong.
pub(super) async fn prove<T, Doing>(
    call: &Call,
    node: &Node,
    who: &Candidate,
    shown: String,
    then: impl FnOnce() -> Doing,
) -> Result<T, Problem>
where
    Doing: Future<Output = Result<Option<T>, Problem>>,
{
    let key = format!("{}\0{}", who.corp, who.person);
    let attempt = node.signing_in.admit(&key, call.address, node.clock.steady()).await;
    let attempt = attempt.ok_or(Problem::SignInThrottled)?;
    let kept = who.hash.clone().unwrap_or_else(|| password::NOBODYS.to_owned());
    let comparing = move || password::is_password(&shown, &kept);
    let is_right = node.hashing.slowly(call.address, comparing).await?;
    let done = if is_right && who.hash.is_some() { then().await? } else { None };
    if let Some(done) = done {
        attempt.was_right();
        return Ok(done);
    }
    attempt.was_wrong();
    let known = who.hash.is_some().then_some((&who.corp, &who.person));
    node.refusals.note_person(call.operation, known, call.address);
    Err(Problem::SignInWrong)
}
