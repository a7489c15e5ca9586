//! Proving a client, with wrong secrets counted; shared with the legacy calls.

use std::sync::Arc;

use openrooms_core::time::EpochMillis;
use openrooms_store::{AuthorisedSuite, Issued, StoreError, SuiteProof};

use crate::call::Call;
use crate::problem::Problem;

/// A client that proved itself, and what it got.
pub(crate) struct Granted {
    pub(crate) client: Arc<str>,
    pub(crate) issued: Issued,
    pub(crate) now: EpochMillis,
}

impl Granted {
    /// Seconds that the token lives.
    pub(crate) fn seconds(&self) -> i64 {
        self.now.seconds_until(self.issued.expires_at)
    }

    /// The token.
    pub(crate) fn token(&self) -> String {
        self.issued.token.as_str().to_owned()
    }
}

/// Why nothing was granted.
pub(crate) enum Denied {
    /// The key is unknown, or the secret wrong.
    WrongSecret,
    /// Too many wrong ones.
    Throttled,
    /// Something else.
    Problem(Problem),
}

impl Denied {
    /// In the words of one call for a wrong secret.
    pub(crate) fn or(self, wrong: Problem) -> Problem {
        match self {
            Self::WrongSecret => wrong,
            Self::Throttled => Problem::Throttled,
            Self::Problem(problem) => problem,
        }
    }
}

/// The token of an internal app.
pub(crate) async fn app_token(call: &Call, key: &str, secret: &str) -> Result<Granted, Denied> {
    let node = &call.node;
    let now = node.clock.now();
    let origin = call.origin(key, None);
    let proving = node.store.issue_app_token(key, secret, &origin, now);
    let issued = counted(call, key, now, proving).await?;
    Ok(Granted { client: key.into(), issued, now })
}

/// A suite that shows `proof`.
pub(crate) async fn suite(
    call: &Call,
    key: &str,
    proof: SuiteProof<'_>,
) -> Result<AuthorisedSuite, Denied> {
    let node = &call.node;
    let now = node.clock.now();
    counted(call, key, now, node.store.prove_suite(key, proof, &node.server_key, now)).await
}

/// A new token for a suite.
pub(crate) async fn suite_token(
    call: &Call,
    key: &str,
    suite: &AuthorisedSuite,
    corp: Option<&str>,
) -> Result<Granted, Denied> {
    let node = &call.node;
    let now = node.clock.now();
    let origin = call.origin(key, None);
    let issued = call.patiently(node.store.issue_suite_token(suite, corp, &origin, now)).await;
    let issued = issued.map_err(Denied::Problem)?.ok_or(Denied::WrongSecret)?;
    Ok(Granted { client: key.into(), issued, now })
}

/// Asks the store for a proof, unless too many were wrong.
async fn counted<T>(
    call: &Call,
    key: &str,
    now: EpochMillis,
    proving: impl Future<Output = Result<Option<T>, StoreError>>,
) -> Result<T, Denied> {
    let throttle = &call.node.throttle;
    if !throttle.admits(key, call.address, now) {
        return Err(Denied::Throttled);
    }
    let proved = call.patiently(proving).await.map_err(Denied::Problem)?;
    if proved.is_some() {
        throttle.proved(key, call.address);
    } else {
        throttle.failed(key, call.address, now);
        call.node.refusals.note(call.operation, key, call.address);
    }
    proved.ok_or(Denied::WrongSecret)
}
