//! `GetAccessToken`.

use axum::body::Body;
use http::Response;
use openrooms_protocol::oauth2::{AppCredentials, IssuedToken};

use super::proof::{self, Granted};
use crate::call::Call;
use crate::problem::Problem;

/// `POST /v1.0/oauth2/accessToken`.
pub(crate) async fn get_access_token(mut call: Call) -> Response<Body> {
    let granted = grant(&mut call).await;
    let client = granted.as_ref().ok().map(|granted| granted.client.clone());
    let reply = granted.map(|granted| issued(&granted));
    call.reply(client, reply)
}

async fn grant(call: &mut Call) -> Result<Granted, Problem> {
    let body: AppCredentials = call.json().await?;
    let key = body.app_key.filter(|key| !key.is_empty());
    let key = key.ok_or_else(|| Problem::missing("appKey"))?;
    let secret = body.app_secret.unwrap_or_default();
    proof::app_token(call, &key, &secret).await.map_err(|denied| denied.or(Problem::AppSecretWrong))
}

/// A token in camel case.
pub(super) fn issued(granted: &Granted) -> IssuedToken {
    IssuedToken { access_token: granted.token(), expire_in: granted.seconds() }
}
