//! Handlers of the legacy API's token calls.

use axum::body::Body;
use http::Response;
use openrooms_protocol::legacy::{AuthorisedCorp, LegacyAppCredentials, LegacyToken, Signature};
use openrooms_store::SuiteProof;

use crate::call::Call;
use crate::oauth2::proof::{self, Denied, Granted};
use crate::problem::LegacyProblem;

/// How far a signature's time may be from ours, in milliseconds.
const SIGNATURE_TOLERANCE: i64 = 5 * 60 * 1000;

/// `GET` or `POST /gettoken`.
pub(crate) async fn get_token(mut call: Call) -> Response<Body> {
    let granted = grant(&mut call).await;
    reply(call, granted)
}

async fn grant(call: &mut Call) -> Result<Granted, LegacyProblem> {
    let given: LegacyAppCredentials = call.anywhere().await?;
    let (Some(key), Some(secret)) = (given.appkey, given.appsecret) else {
        return Err(LegacyProblem::KeyMissing);
    };
    if key.is_empty() || secret.is_empty() {
        return Err(LegacyProblem::KeyMissing);
    }
    proof::app_token(call, &key, &secret).await.map_err(denied)
}

/// `POST /service/get_corp_token`.
pub(crate) async fn get_corp_token(mut call: Call) -> Response<Body> {
    let granted = grant_corp(&mut call).await;
    reply(call, granted)
}

#[derive(serde::Deserialize)]
struct SignedRequest {
    #[serde(flatten)]
    signature: Signature,
    #[serde(flatten)]
    corp: AuthorisedCorp,
}

async fn grant_corp(call: &mut Call) -> Result<Granted, LegacyProblem> {
    let given: SignedRequest = call.anywhere().await?;
    let required = |value: Option<String>| {
        value.filter(|value| !value.is_empty()).ok_or(LegacyProblem::ParameterWrong)
    };
    let key = required(given.signature.access_key)?;
    let timestamp = required(given.signature.timestamp)?;
    let ticket = required(given.signature.suite_ticket)?;
    // Base64 has no spaces: a plus that was not escaped came as one.
    let signature = required(given.signature.signature)?.replace(' ', "+");
    let corp = required(given.corp.auth_corpid)?;

    let at: i64 = timestamp.parse().map_err(|_| LegacyProblem::ParameterWrong)?;
    if call.node.clock.now().0.abs_diff(at) > SIGNATURE_TOLERANCE.unsigned_abs() {
        return Err(LegacyProblem::SecretWrong);
    }
    let message = format!("{timestamp}\n{ticket}");
    let signed = SuiteProof::Signature { message: &message, signature: &signature };
    let suite = proof::suite(call, &key, signed).await.map_err(denied)?;
    if suite.ticket.as_ref().is_some_and(|wanted| *wanted != ticket) {
        return Err(LegacyProblem::SecretWrong);
    }
    let is_authorised = call.patiently(call.node.store.is_authorised(&suite, &corp)).await;
    if !is_authorised.map_err(LegacyProblem::Other)? {
        return Err(LegacyProblem::ParameterWrong);
    }
    proof::suite_token(call, &key, &suite, Some(&corp)).await.map_err(denied)
}

fn denied(denied: Denied) -> LegacyProblem {
    match denied {
        Denied::WrongSecret => LegacyProblem::SecretWrong,
        Denied::Throttled => LegacyProblem::Throttled,
        Denied::Problem(problem) => LegacyProblem::Other(problem),
    }
}

fn reply(call: Call, granted: Result<Granted, LegacyProblem>) -> Response<Body> {
    let client = granted.as_ref().ok().map(|granted| granted.client.clone());
    let reply = granted.map(|granted| LegacyToken {
        errcode: 0,
        errmsg: "ok".to_owned(),
        access_token: granted.token(),
        expires_in: granted.seconds(),
    });
    call.reply_legacy(client, reply)
}
