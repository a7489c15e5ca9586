//! `CreateApp`, ours: makes an app.

use axum::body::Body;
use http::Response;
use openrooms_core::app_change::{AppWish, MOST_APPS};
use openrooms_core::id::ClientKey;
use openrooms_protocol::Wrapped;
use openrooms_protocol::console::{AppSecret, CreateApp};
use openrooms_store::Change;

use super::app::{self, Recorded};
use crate::call::Call;
use crate::change::{self, Asked, Given};
use crate::problem::Problem;

/// `POST /v1.0/console/apps`.
pub(crate) async fn handle(call: Call) -> Response<Body> {
    change::by_administrator::<CreateApp, _, _>(call, read, act).await
}

fn read(given: Given<CreateApp>) -> Result<AppWish, Problem> {
    let body = given.body;
    let name = body.app_name.ok_or_else(|| Problem::missing("appName"))?;
    app::wish(app::Given {
        name: Some(name),
        scopes: body.scopes,
        ip_allow_list: body.ip_allow_list,
        qps_per_operation: body.qps_per_operation,
        redirect_uris: body.redirect_uris,
    })
}

async fn act(asked: Asked, wish: AppWish) -> Result<Wrapped<AppSecret>, Problem> {
    let (mut writing, _) = asked.begin().await?;
    app::check_scopes(wish.scopes.as_deref().unwrap_or_default(), &[])?;
    if writing.apps().await? >= MOST_APPS {
        return Err(Problem::TooManyApps);
    }
    let key = ClientKey::new(format!("ding{}", &asked.new_id()[..16]));
    let made = wish.make(key.clone());
    if !writing.insert_app(&made).await? {
        // Sixteen digits by chance that somebody has already.
        return Err(Problem::Fault);
    }
    let secret = writing.new_app_secret(&key, None, asked.node().random, asked.now).await?;
    let entry = asked.entry("app", key.as_str(), None, Some(&Recorded::of(&made)));
    asked.commit(writing, entry, vec![Change::Client(key.clone())]).await?;
    Ok(Wrapped { result: AppSecret { app_key: key.into_string(), app_secret: secret.0 } })
}
