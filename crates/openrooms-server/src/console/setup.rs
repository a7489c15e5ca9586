//! `GET /console/setup/{token}` and `POST /console/setup`: the first start. Whoever has the address
//! that the server printed makes the organisation, and is its first administrator.

use std::sync::Arc;

use axum::body::Body;
use http::Response;
use openrooms_core::directory::is_user_id;
use openrooms_core::id::{CorpId, UnionId, UserId};
use openrooms_core::organisation::{Person, Profile};
use openrooms_core::time::Zone;
use openrooms_store::{ROOT, password};
use serde::{Deserialize, Serialize};

use super::{NextCookie, done, given, origin, origin_of};
use crate::call::Call;
use crate::node::patiently;
use crate::problem::Problem;

#[derive(Deserialize)]
struct Wanted {
    token: Option<String>,
    organisation: Option<String>,
    zone: Option<String>,
    name: Option<String>,
    login: Option<String>,
    password: Option<String>,
}

/// The address of one first start.
pub(crate) const PATH: &str = "/console/setup/{token}";

/// Tells whether an address still opens.
pub(crate) async fn show(call: Call) -> Response<Body> {
    let shown = find(&call).await;
    super::fresh(call.reply(None, shown))
}

async fn find(call: &Call) -> Result<Opens, Problem> {
    let path = call.parts.uri.path();
    let token = path.rsplit('/').next().unwrap_or_default();
    let opens = call.patiently(call.node.store.is_setup(token)).await?;
    if opens { Ok(Opens {}) } else { Err(Problem::SetupNotFound) }
}

/// It does; there is nothing else to tell.
#[derive(Serialize)]
struct Opens {}

/// Makes the first organisation.
pub(crate) async fn set_up(mut call: Call) -> Response<Body> {
    let result = begin(&mut call).await;
    done(call, result)
}

async fn begin(call: &mut Call) -> Result<NextCookie, Problem> {
    origin::check_json(call)?;
    let wanted: Wanted = call.json().await?;
    let token = given::line("token", wanted.token)?;
    let node = Arc::clone(&call.node);
    // What costs time is for who has the address.
    if !call.patiently(node.store.is_setup(&token)).await? {
        return Err(Problem::SetupNotFound);
    }
    let organisation = given::line("organisation", wanted.organisation)?;
    let name = given::line("name", wanted.name)?;
    let login = given::line("login", wanted.login)?;
    if !is_user_id(&login) {
        let what = "login must be 1 to 64 letters, digits and signs of ASCII";
        return Err(Problem::ParameterWrong(what.into()));
    }
    let zone = wanted.zone.filter(|zone| !zone.is_empty()).map(|zone| Zone::parse(&zone));
    let zone = zone
        .transpose()
        .map_err(|error| Problem::ParameterWrong(format!("zone: {error}").into()))?;
    let person = Person {
        union_id: UnionId::new(node.random.id()),
        user_id: UserId::new(&*login),
        name,
        email: login.contains('@').then(|| login.clone()),
        mobile: None,
        title: None,
        job_number: None,
        avatar: None,
        hides_mobile: None,
        is_admin: Some(true),
        departments: vec![ROOT],
    };
    let chosen = given::chosen(wanted.password, &super::known_of(&person))?;
    let profile = Profile {
        id: CorpId::new(format!("ding{}", node.random.id())),
        name: organisation,
        zone,
        calls_per_month: None,
        room_limit: None,
        has_screens: None,
    };
    let random = node.random;
    let hash = node.hashing.slowly(call.address, move || password::hash(&chosen, random)).await?;
    let (by, now) = (origin_of(call), node.clock.now());
    let setting_up = node.store.set_up(&token, &profile, &person, &hash, &by, now);
    // That took its time; the database has its own.
    let entered = patiently(setting_up).await?.ok_or(Problem::SetupNotFound)?;
    Ok(super::begun(&node, entered))
}
