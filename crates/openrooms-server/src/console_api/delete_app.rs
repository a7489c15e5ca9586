//! `DeleteApp`, ours: an app goes.

use axum::body::Body;
use http::Response;
use openrooms_core::id::ClientKey;
use openrooms_protocol::Wrapped;
use openrooms_protocol::console::DeleteApp;
use openrooms_store::Change;

use super::app::{self, Recorded};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `DELETE /v1.0/console/apps/{appKey}`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::by_administrator::<DeleteApp, _, _>(call, read, act).await
}

fn read(given: Given<DeleteApp>) -> Result<ClientKey, Problem> {
    app::key(Some(given.path.app_key))
}

async fn act(asked: Asked, key: ClientKey) -> Result<Wrapped<bool>, Problem> {
    let (mut writing, _) = asked.begin().await?;
    let app = app::found(&mut writing, &key).await?;
    writing.delete_app(&key, asked.now).await?;
    let entry = asked.entry("app", key.as_str(), Some(&Recorded::of(&app)), None);
    asked.commit(writing, entry, vec![Change::Client(key)]).await?;
    Ok(Wrapped { result: true })
}
