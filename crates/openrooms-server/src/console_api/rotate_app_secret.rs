//! `RotateAppSecret`, ours: gives an app a new secret.

use axum::body::Body;
use http::Response;
use openrooms_core::id::ClientKey;
use openrooms_protocol::Wrapped;
use openrooms_protocol::console::{AppSecret, RotateAppSecret};
use openrooms_store::Change;
use serde_json::json;

use super::app;
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// A week.
const LONGEST: i64 = 7 * 24 * 60 * 60;

/// `POST /v1.0/console/apps/secrets`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::by_administrator::<RotateAppSecret, _, _>(call, read, act).await
}

fn read(given: Given<RotateAppSecret>) -> Result<(ClientKey, i64), Problem> {
    let key = app::key(given.body.app_key)?;
    let seconds = given.body.keep_old_seconds.unwrap_or(0);
    if !(0..=LONGEST).contains(&seconds) {
        let what = format!("keepOldSeconds must be from 0 to {LONGEST}");
        return Err(Problem::ParameterWrong(what.into()));
    }
    Ok((key, seconds))
}

async fn act(
    asked: Asked,
    (key, seconds): (ClientKey, i64),
) -> Result<Wrapped<AppSecret>, Problem> {
    let (mut writing, _) = asked.begin().await?;
    app::found(&mut writing, &key).await?;
    let end = asked.now.plus_seconds(seconds);
    let random = asked.node().random;
    let secret = writing.new_app_secret(&key, Some(end), random, asked.now).await?;
    let is = json!({ "oldSecretsEndAt": end.0 });
    let entry = asked.entry("app", key.as_str(), None, Some(&is));
    asked.commit(writing, entry, vec![Change::Client(key.clone())]).await?;
    Ok(Wrapped { result: AppSecret { app_key: key.into_string(), app_secret: secret.0 } })
}
