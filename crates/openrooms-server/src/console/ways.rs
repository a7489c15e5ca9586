//! `GET /console/ways`: how one may sign in here.

use axum::body::Body;
use http::Response;
use openrooms_store::Whom;
use serde::Serialize;

use crate::call::Call;
use crate::problem::Problem;

#[derive(Serialize)]
struct Ways {
    password: bool,
    oidc: Vec<Provider>,
    demo: Vec<DemoRole>,
}

#[derive(Serialize)]
struct Provider {
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
    call.reply(None, ways)
}

async fn find(call: &Call) -> Result<Ways, Problem> {
    let store = &call.node.store;
    let mut demo = Vec::new();
    if let Some(found) = &call.node.demo {
        for one in &found.people {
            let whom = Whom::UnionId(one.person.clone());
            let person = call.patiently(store.person(&found.corp, &whom)).await?;
            demo.extend(person.map(|person| DemoRole { role: one.role, name: person.name }));
        }
    }
    Ok(Ways { password: true, oidc: Vec::new(), demo })
}
