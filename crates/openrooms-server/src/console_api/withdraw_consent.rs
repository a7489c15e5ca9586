//! `WithdrawConsent`, ours: an app acts for a person no more.

use axum::body::Body;
use http::Response;
use openrooms_core::id::{ClientKey, UnionId};
use openrooms_protocol::Wrapped;
use openrooms_protocol::console::WithdrawConsent;
use openrooms_store::Change;
use serde_json::json;

use super::app;
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `DELETE /v1.0/console/consents/{appKey}`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::in_the_console::<WithdrawConsent, _, _>(call, read, act).await
}

fn read(given: Given<WithdrawConsent>, user: UnionId) -> Result<(UnionId, ClientKey), Problem> {
    Ok((user, app::key(Some(given.path.app_key))?))
}

async fn act(asked: Asked, (user, key): (UnionId, ClientKey)) -> Result<Wrapped<bool>, Problem> {
    let (mut writing, _) = asked.begin().await?;
    let ended = writing.withdraw_consent(&user, &key, asked.now).await?;
    if ended == 0 {
        return Err(Problem::ConsentNotFound);
    }
    let was = json!({ "unionId": user.as_str(), "ended": ended });
    let entry = asked.entry("consent", key.as_str(), Some(&was), None);
    asked.commit(writing, entry, vec![Change::Client(key)]).await?;
    Ok(Wrapped { result: true })
}
