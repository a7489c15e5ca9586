//! `UpdateApp`, ours: changes an app.

use axum::body::Body;
use http::Response;
use openrooms_core::app_change::AppWish;
use openrooms_core::id::ClientKey;
use openrooms_protocol::Wrapped;
use openrooms_protocol::console::UpdateApp;
use openrooms_store::Change;

use super::app::{self, Recorded};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `PUT /v1.0/console/apps`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::by_administrator::<UpdateApp, _, _>(call, read, act).await
}

fn read(given: Given<UpdateApp>) -> Result<(ClientKey, AppWish), Problem> {
    let body = given.body;
    let key = app::key(body.app_key)?;
    let wish = app::wish(app::Given {
        name: body.app_name,
        scopes: body.scopes,
        ip_allow_list: body.ip_allow_list,
        qps_per_operation: body.qps_per_operation,
        redirect_uris: body.redirect_uris,
    })?;
    Ok((key, wish))
}

async fn act(asked: Asked, (key, wish): (ClientKey, AppWish)) -> Result<Wrapped<bool>, Problem> {
    let (mut writing, _) = asked.begin().await?;
    let app = app::found(&mut writing, &key).await?;
    app::check_scopes(wish.scopes.as_deref().unwrap_or_default(), &app.client.scopes)?;
    let changed = wish.onto(app.clone());
    if changed != app {
        writing.update_app(&changed).await?;
        let (before, after) = (Recorded::of(&app), Recorded::of(&changed));
        let entry = asked.entry("app", key.as_str(), Some(&before), Some(&after));
        asked.commit(writing, entry, vec![Change::Client(key)]).await?;
    }
    Ok(Wrapped { result: true })
}
