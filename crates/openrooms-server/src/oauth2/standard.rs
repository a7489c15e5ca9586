//! `GetToken`: OAuth 2.0's client credentials, for both kinds of app.

use axum::body::Body;
use http::Response;
use openrooms_protocol::oauth2::{ClientCredentials, GetToken, GrantedToken};
use openrooms_store::SuiteProof;

use super::proof::{self, Denied, Granted};
use crate::call::Call;
use crate::problem::Problem;

/// `POST /v1.0/oauth2/{corpId}/token`.
pub(crate) async fn get_token(mut call: Call) -> Response<Body> {
    let granted = grant(&mut call).await;
    let client = granted.as_ref().ok().map(|granted| granted.client.clone());
    let reply = granted.map(|granted| GrantedToken {
        access_token: granted.token(),
        expires_in: granted.seconds(),
    });
    call.reply(client, reply)
}

async fn grant(call: &mut Call) -> Result<Granted, Problem> {
    let body: ClientCredentials = call.json().await?;
    let corp = call.path::<GetToken>()?.corp_id;
    if body.grant_type.as_deref() != Some("client_credentials") {
        return Err(Problem::GrantTypeUnsupported);
    }
    let key = body.client_id.filter(|key| !key.is_empty());
    let key = key.ok_or_else(|| Problem::missing("client_id"))?;
    let secret = body.client_secret.unwrap_or_default();
    let invalid = |denied: Denied| denied.or(Problem::ClientInvalid);

    // A key is an app's or a suite's, never both.
    if call.patiently(call.node.store.is_suite(&key)).await? {
        let suite = proof::suite(call, &key, SuiteProof::Secret(&secret)).await.map_err(invalid)?;
        if !call.patiently(call.node.store.is_authorised(&suite, &corp)).await? {
            return Err(Problem::ClientUnauthorised);
        }
        return proof::suite_token(call, &key, &suite, Some(&corp)).await.map_err(invalid);
    }
    let granted = proof::app_token(call, &key, &secret).await.map_err(invalid)?;
    if granted.issued.corp.as_ref().is_none_or(|own| own.as_str() != corp) {
        return Err(Problem::ClientUnauthorised);
    }
    Ok(granted)
}
