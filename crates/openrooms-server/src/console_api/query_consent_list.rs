//! `QueryConsentList`, ours: the apps that a person lets act for them.

use axum::body::Body;
use http::Response;
use openrooms_protocol::Wrapped;
use openrooms_protocol::console::{Consent, QueryConsentList};

use crate::ask::{self, Asker, Question};
use crate::call::Call;

/// `GET /v1.0/console/consents`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    let answer = async |question: Question, asker: Asker, ()| {
        let store = question.store();
        let found = store.consents(&question.corp, &asker.operator, question.now());
        let found = question.patiently(found).await?.into_iter().map(|found| Consent {
            app_key: found.client.key.into_string(),
            app_name: found.name,
            scopes: found.client.scopes,
            active_since: found.since.map(|at| at.0),
            ends_at: found.ends_at.0,
        });
        Ok(Wrapped { result: found.collect() })
    };
    ask::in_the_console::<QueryConsentList, _, _>(call, |_| Ok(()), answer).await
}
