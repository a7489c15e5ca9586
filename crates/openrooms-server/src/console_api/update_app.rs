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

/// Which app, what is asked for of it, and how the caller saw it.
type Wish = (ClientKey, AppWish, Option<Recorded>);

fn read(given: Given<UpdateApp>) -> Result<Wish, Problem> {
    let body = given.body;
    let key = app::key(body.app_key)?;
    let wish = app::wish(app::Given {
        name: body.app_name,
        scopes: body.scopes,
        ip_allow_list: body.ip_allow_list,
        qps_per_operation: body.qps_per_operation,
        redirect_uris: body.redirect_uris,
    })?;
    let expected = body.expected.map(|seen| app::expected(seen, &key)).transpose()?;
    Ok((key, wish, expected))
}

async fn act(asked: Asked, (key, wish, expected): Wish) -> Result<Wrapped<bool>, Problem> {
    let (mut writing, _) = asked.begin().await?;
    let app = app::found(&mut writing, &key).await?;
    if expected.is_some_and(|seen| seen != Recorded::of(&app).told()) {
        return Err(Problem::AppChanged);
    }
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
