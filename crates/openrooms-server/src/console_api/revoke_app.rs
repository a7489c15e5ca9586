//! `RevokeApp`, ours: an app's secrets and tokens end.

use axum::body::Body;
use http::Response;
use openrooms_core::id::ClientKey;
use openrooms_protocol::Wrapped;
use openrooms_protocol::console::RevokeApp;
use openrooms_store::Change;
use serde_json::json;

use super::app;
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `POST /v1.0/console/apps/revoke`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::by_administrator::<RevokeApp, _, _>(call, read, act).await
}

fn read(given: Given<RevokeApp>) -> Result<ClientKey, Problem> {
    app::key(given.body.app_key)
}

async fn act(asked: Asked, key: ClientKey) -> Result<Wrapped<bool>, Problem> {
    let (mut writing, _) = asked.begin().await?;
    app::found(&mut writing, &key).await?;
    writing.end_app_secrets(&key, asked.now).await?;
    let is = json!({ "secrets": 0, "tokens": 0 });
    let entry = asked.entry("app", key.as_str(), None, Some(&is));
    asked.commit(writing, entry, vec![Change::Client(key)]).await?;
    Ok(Wrapped { result: true })
}
