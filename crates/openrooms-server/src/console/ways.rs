//! `GET /console/ways`: how one may sign in here.

use axum::body::Body;
use http::Response;
use openrooms_core::id::CorpId;
use openrooms_protocol::query;
use openrooms_store::Whom;
use serde::Serialize;

use crate::call::Call;
use crate::problem::Problem;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Ways {
    password: bool,
    /// There are several organisations, and nobody said which.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    needs_corp_id: bool,
    oidc: Vec<Offered>,
    demo: Vec<DemoRole>,
}

#[derive(Serialize)]
struct Offered {
    id: String,
    name: String,
}

#[derive(Serialize)]
struct DemoRole {
    role: &'static str,
    name: String,
}

/// Tells it to anybody.
pub(crate) async fn ways(call: Call) -> Response<Body> {
    let ways = find(&call).await;
    super::fresh(call.reply(None, ways))
}

async fn find(call: &Call) -> Result<Ways, Problem> {
    let store = &call.node.store;
    let wanted = wanted(call);
    let is_of = |corp: &CorpId| wanted.as_deref().is_none_or(|wanted| wanted == corp.as_str());
    let offered = call.node.providers.iter().filter(|one| one.corp().is_none_or(is_of));
    let offered = offered.map(|one| Offered { id: one.id().into(), name: one.name().into() });
    let mut demo = Vec::new();
    if let Some(found) = &call.node.demo {
        for one in &found.people {
            let whom = Whom::UnionId(one.person.clone());
            let person = call.patiently(store.person(&found.corp, &whom)).await?;
            demo.extend(person.map(|person| DemoRole { role: one.role, name: person.name }));
        }
    }
    // Whether there is one of the name that was said is nobody's business.
    let (mut password, mut needs_corp_id) = (true, false);
    if wanted.is_none() {
        let found = call.patiently(store.first_organisations()).await?;
        (password, needs_corp_id) = (!found.is_empty(), found.len() > 1);
    }
    Ok(Ways { password, needs_corp_id, oidc: offered.collect(), demo })
}

/// The organisation that one wants to sign in to, where one said which.
fn wanted(call: &Call) -> Option<String> {
    let raw = call.parts.uri.query().unwrap_or_default();
    let mut pairs = query::pairs(raw).flatten();
    let (_, corp) = pairs.find(|(name, value)| name == "corpId" && !value.is_empty())?;
    Some(corp.into_owned())
}
