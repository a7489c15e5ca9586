//! Proving a client, with wrong secrets counted; shared with the legacy calls.

use std::sync::Arc;

use openrooms_core::time::EpochMillis;
use openrooms_store::{AuthorisedSuite, Issued, IssuedToUser, StoreError, SuiteProof, UserGrant};

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
    let proving = async {
        let issued = node.store.issue_app_token(key, secret, &origin, now).await?;
        Ok(issued.map_or(Verdict::Wrong, Verdict::Right))
    };
    let issued = counted(call, key, proving).await?;
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
    let proving = async {
        let proved = node.store.prove_suite(key, proof, &node.server_key, now).await?;
        Ok(match proved {
            Some(suite) => Verdict::Right(suite),
            None if is_signature(proof) && node.store.is_known_by_hash(key, now).await? => {
                Verdict::Unjudged
            }
            None => Verdict::Wrong,
        })
    };
    counted(call, key, proving).await
}

const fn is_signature(proof: SuiteProof<'_>) -> bool {
    matches!(proof, SuiteProof::Signature { .. })
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

/// A token on behalf of a person, and the client that got it.
pub(crate) struct GrantedToUser {
    pub(crate) client: Arc<str>,
    pub(crate) issued: IssuedToUser,
    pub(crate) now: EpochMillis,
}

/// A token on behalf of a person, for what the client shows beside its secret. A wrong code counts
/// as a wrong secret does.
pub(crate) async fn user_token(
    call: &Call,
    key: &str,
    secret: &str,
    grant: UserGrant<'_>,
) -> Result<GrantedToUser, Problem> {
    let store = &call.node.store;
    let now = call.node.clock.now();
    let origin = call.origin(key, None);
    let mut is_proved = false;
    let proving = async {
        let Some(client) = store.prove_client(key, secret, now).await? else {
            return Ok(Verdict::Wrong);
        };
        is_proved = true;
        let issued = store.issue_user_token(&client, grant, &origin, now).await?;
        Ok(issued.map_or(Verdict::Wrong, Verdict::Right))
    };
    let issued = counted(call, key, proving).await;
    let wrong = if is_proved { Problem::CodeWrong } else { Problem::AppSecretWrong };
    let issued = issued.map_err(|denied| denied.or(wrong))?;
    Ok(GrantedToUser { client: key.into(), issued, now })
}

/// What the store says of a proof.
enum Verdict<T> {
    Right(T),
    Wrong,
    /// There is nothing to compare it with, so nobody learns anything by it.
    Unjudged,
}

/// Asks the store for a proof, unless too many were wrong.
async fn counted<T>(
    call: &Call,
    key: &str,
    proving: impl Future<Output = Result<Verdict<T>, StoreError>>,
) -> Result<T, Denied> {
    let node = &call.node;
    let judging = async {
        let Some(attempt) = node.throttle.admit(key, call.address, node.clock.steady()).await
        else {
            return Ok(Err(Denied::Throttled));
        };
        Ok(match proving.await? {
            Verdict::Right(proved) => {
                attempt.was_right();
                Ok(proved)
            }
            Verdict::Wrong => {
                attempt.was_wrong();
                Err(Denied::WrongSecret)
            }
            Verdict::Unjudged => Err(Denied::WrongSecret),
        })
    };
    let judged = call.patiently(judging).await.map_err(Denied::Problem)?;
    if matches!(judged, Err(Denied::WrongSecret)) {
        node.refusals.note(call.operation, key, call.address);
    }
    judged
}
