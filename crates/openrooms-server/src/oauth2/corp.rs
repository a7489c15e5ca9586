//! `GetCorpAccessToken` and `GetSuiteAccessToken`: a third-party app's tokens.

use axum::body::Body;
use http::Response;
use openrooms_protocol::oauth2::{CorpCredentials, SuiteCredentials};
use openrooms_store::{AuthorisedSuite, SuiteProof};

use super::internal::issued;
use super::proof::{self, Granted};
use crate::call::Call;
use crate::problem::Problem;

/// `POST /v1.0/oauth2/corpAccessToken`.
pub(crate) async fn get_corp_access_token(mut call: Call) -> Response<Body> {
    let granted = grant_corp(&mut call).await;
    let client = granted.as_ref().ok().map(|granted| granted.client.clone());
    let reply = granted.map(|granted| issued(&granted));
    call.reply(client, reply)
}

async fn grant_corp(call: &mut Call) -> Result<Granted, Problem> {
    let body: CorpCredentials = call.json().await?;
    let (key, ticket) =
        (given("suiteKey", body.suite_key)?, given("suiteTicket", body.suite_ticket)?);
    let corp = given("authCorpId", body.auth_corp_id)?;
    let secret = body.suite_secret.unwrap_or_default();
    let suite = proof::suite(call, &key, SuiteProof::Secret(&secret)).await;
    let suite = suite.map_err(|denied| denied.or(Problem::SuiteKeyWrong))?;
    check_ticket(&suite, &ticket)?;
    let store = &call.node.store;
    if !call.patiently(store.is_authorised(&suite, &corp)).await? {
        return Err(Problem::AuthorisationMissing);
    }
    let granted = proof::suite_token(call, &key, &suite, Some(&corp)).await;
    granted.map_err(|denied| denied.or(Problem::SuiteKeyWrong))
}

/// `POST /v1.0/oauth2/suiteAccessToken`.
pub(crate) async fn get_suite_access_token(mut call: Call) -> Response<Body> {
    let granted = grant_suite(&mut call).await;
    let client = granted.as_ref().ok().map(|granted| granted.client.clone());
    let reply = granted.map(|granted| issued(&granted));
    call.reply(client, reply)
}

async fn grant_suite(call: &mut Call) -> Result<Granted, Problem> {
    let body: SuiteCredentials = call.json().await?;
    let (key, ticket) =
        (given("suiteKey", body.suite_key)?, given("suiteTicket", body.suite_ticket)?);
    let secret = body.suite_secret.unwrap_or_default();
    let suite = proof::suite(call, &key, SuiteProof::Secret(&secret)).await;
    let suite = suite.map_err(|denied| denied.or(Problem::SuiteSecretWrong))?;
    check_ticket(&suite, &ticket)?;
    let granted = proof::suite_token(call, &key, &suite, None).await;
    granted.map_err(|denied| denied.or(Problem::SuiteSecretWrong))
}

fn given(name: &str, value: Option<String>) -> Result<String, Problem> {
    value.filter(|value| !value.is_empty()).ok_or_else(|| Problem::missing(name))
}

fn check_ticket(suite: &AuthorisedSuite, ticket: &str) -> Result<(), Problem> {
    match &suite.ticket {
        Some(wanted) if wanted != ticket => Err(Problem::SuiteTicketWrong),
        _ => Ok(()),
    }
}
