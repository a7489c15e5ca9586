//! `GET /console/oidc/{id}` and its `/callback`: signing in by another provider, as OpenID Connect has
//! it: the authorisation code, with PKCE, state and nonce.
//!
//! [`attempt`] is what the browser takes along, [`provider`] what is asked of the provider, [`proof`]
//! what makes us believe it, [`page`] what a person sees where nothing comes of it. The provider says
//! who somebody is; what they may is ours. Tokens of the provider are forgotten at once.

mod attempt;
mod page;
mod proof;
mod provider;

pub use provider::{Provider, ProviderSettings};

use axum::body::Body;
use http::header::{CACHE_CONTROL, LOCATION, REFERRER_POLICY};
use http::{HeaderMap, HeaderValue, Response, StatusCode};
use openrooms_core::id::{CorpId, UnionId, UserId};
use openrooms_protocol::query;
use openrooms_store::secret::Token;
use openrooms_store::{Vouched, Whom};

use self::attempt::Attempt;
use self::page::Refused;
use self::proof::{Claims, Expected, Login};
use self::provider::{Known, Traded, Trouble};
use super::plain_page::{self, Language};
use super::{NextCookie, cookie, origin_of};
use crate::call::Call;
use crate::problem::Problem;

/// Where people begin, and where the provider sends them back to.
pub(crate) const PATH: &str = "/console/oidc/{id}";
/// Where the provider sends them back to.
pub(crate) const CALLBACK: &str = "/console/oidc/{id}/callback";

/// The longest value that a provider sends a browser back with.
const LONGEST: usize = 4_000;

/// What becomes of a call.
enum Outcome {
    /// The browser goes to the provider.
    ToProvider { address: String, attempt: Attempt },
    /// They are signed in, and go on.
    Entered { cookie: Token, next: String },
    /// They are not.
    Refused { why: Refused, next: Option<String> },
}

/// Why there is no outcome but a refusal.
enum Halt {
    /// The provider, or what it says of somebody.
    Refused(Refused),
    /// The server itself.
    Problem(Problem),
}

impl Halt {
    /// What the person sees of it.
    fn seen(self, call: &Call) -> Refused {
        match self {
            Self::Refused(refused) => refused,
            Self::Problem(problem) => {
                problem.log(&call.ids, &call.node.outage);
                Refused::Broken
            }
        }
    }
}

impl From<Refused> for Halt {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl From<Problem> for Halt {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

/// Sends a person to the provider.
pub(crate) async fn begin(call: Call) -> Response<Body> {
    let Some(provider) = provider_of(&call, 1) else {
        return call.reply::<()>(None, Err(Problem::ActionNotFound));
    };
    let next = parameter(&call, "next");
    let outcome = match send(&call, &provider, next.as_deref()).await {
        Ok(outcome) => outcome,
        Err(halt) => Outcome::Refused { why: halt.seen(&call), next },
    };
    reply(call, &provider, outcome)
}

/// Hears what the provider says of them.
pub(crate) async fn callback(call: Call) -> Response<Body> {
    let Some(provider) = provider_of(&call, 2) else {
        return call.reply::<()>(None, Err(Problem::ActionNotFound));
    };
    let shown = cookie::shown_as(&call, &cookie::ATTEMPT);
    let (key, now) = (&call.node.server_key, call.node.clock.now());
    let attempt = Attempt::of_cookie(shown, key, provider.id(), now);
    // Who comes back from an attempt that is not this browser's last is let in by nobody: somebody
    // else may have sent them.
    let attempt =
        attempt.filter(|attempt| parameter(&call, "state").as_ref() == Some(&attempt.state));
    let Some(attempt) = attempt else {
        return reply(call, &provider, Outcome::Refused { why: Refused::Stale, next: None });
    };
    let outcome = match enter(&call, &provider, &attempt).await {
        Ok(cookie) => Outcome::Entered { cookie, next: attempt.next },
        Err(halt) => Outcome::Refused { why: halt.seen(&call), next: Some(attempt.next) },
    };
    reply(call, &provider, outcome)
}

/// The provider that the path names, `end` parts before its end.
fn provider_of(call: &Call, end: usize) -> Option<Provider> {
    let id = call.parts.uri.path().rsplit('/').nth(end - 1)?;
    call.node.providers.iter().find(|provider| provider.id() == id).cloned()
}

/// A parameter of the query; `None` where it is missing, empty, too long, or comes twice.
fn parameter(call: &Call, wanted: &str) -> Option<String> {
    let raw = call.parts.uri.query().unwrap_or_default();
    let mut found = query::pairs(raw).flatten().filter(|(name, _)| name == wanted);
    let (_, value) = found.next()?;
    let is_fit = (1..=LONGEST).contains(&value.len()) && found.next().is_none();
    is_fit.then(|| value.into_owned())
}

/// Where the provider sends people back to.
fn way_back(call: &Call, provider: &Provider) -> Result<String, Refused> {
    // No browser sends a Host that is none.
    let base = call.base().ok_or(Refused::Stale)?;
    Ok(format!("{base}/console/oidc/{}/callback", provider.id()))
}

async fn send(call: &Call, provider: &Provider, next: Option<&str>) -> Result<Outcome, Halt> {
    let node = &call.node;
    let now = node.clock.now();
    if !node.pace.admits(call.address, node.clock.steady()) {
        return Err(Refused::TooOften.into());
    }
    let back = way_back(call, provider)?;
    let known = provider.known(now).await.map_err(|trouble| told(provider, &trouble))?;
    let attempt = Attempt::begin(next, node.random, now);
    let key = &node.server_key;
    let mut address = known.authorization;
    address
        .query_pairs_mut()
        .append_pair("response_type", "code")
        .append_pair("client_id", provider.client_id())
        .append_pair("redirect_uri", &back)
        .append_pair("scope", provider.scope())
        .append_pair("state", &attempt.state)
        .append_pair("nonce", &attempt.nonce(key, provider.id()))
        .append_pair("code_challenge", &attempt.challenge(key, provider.id()))
        .append_pair("code_challenge_method", "S256");
    Ok(Outcome::ToProvider { address: address.into(), attempt })
}

async fn enter(call: &Call, provider: &Provider, attempt: &Attempt) -> Result<Token, Halt> {
    let node = &call.node;
    let now = node.clock.now();
    if !node.pace.admits(call.address, node.clock.steady()) {
        return Err(Refused::TooOften.into());
    }
    let back = way_back(call, provider)?;
    let vouched = vouch(call, provider, attempt, &back).await;
    let claims = vouched.inspect_err(|halt| {
        if matches!(halt, Halt::Refused(Refused::Unproved)) {
            node.refusals.note_person(call.operation, None, call.address);
        }
    })?;
    let corp = match provider.corp() {
        Some(corp) => corp.clone(),
        None => call
            .patiently(node.store.only_organisation())
            .await?
            .ok_or(Halt::Refused(Refused::NoOrganisation))?,
    };
    let person = person_of(call, provider, &corp, claims).await?;
    let by = Vouched { provider: provider.id(), state: &attempt.state, until: attempt.until };
    let origin = origin_of(call);
    let signing_in = node.store.sign_in_by_provider(&corp, &person, by, &origin, now);
    // They have gone this moment, or the attempt was used already.
    Ok(call.patiently(signing_in).await?.ok_or(Refused::Stale)?)
}

/// What the provider says of whoever it sent back, once that is proved.
async fn vouch(
    call: &Call,
    provider: &Provider,
    attempt: &Attempt,
    back: &str,
) -> Result<Login, Halt> {
    let now = call.node.clock.now();
    let failed = |trouble| Halt::Refused(told(provider, &trouble));
    let known = provider.known(now).await.map_err(failed)?;
    // Its answers may say whose they are: one of another provider is not traded here.
    let issuer = parameter(call, "iss");
    let is_its_own = issuer.as_deref().map_or(!known.names_itself, |iss| iss == provider.issuer());
    if !is_its_own {
        return Err(failed(proof::Wrong::Issuer.into()));
    }
    if let Some(error) = parameter(call, "error") {
        let error = provider::word(&error);
        tracing::info!(provider = provider.id(), error, "the provider let nobody in");
        return Err(Refused::Denied.into());
    }
    let Some(code) = parameter(call, "code") else {
        return Err(Refused::Stale.into());
    };
    let key = &call.node.server_key;
    let verifier = attempt.verifier(key, provider.id());
    let traded = provider.trade(&known, (&code, &verifier, back)).await.map_err(failed)?;
    let nonce = attempt.nonce(key, provider.id());
    let expected =
        Expected { issuer: provider.issuer(), client_id: provider.client_id(), nonce: &nonce, now };
    let claims = proved(provider, &known, &traded, &expected).await.map_err(failed)?;
    login(provider, &known, &traded, claims).await.map_err(failed)?.ok_or(Refused::Nameless.into())
}

/// The claims of an ID token. The provider may have changed its keys since they were read.
async fn proved(
    provider: &Provider,
    known: &Known,
    traded: &Traded,
    expected: &Expected<'_>,
) -> Result<Claims, Trouble> {
    let claims = match proof::signed(&traded.id_token, known.keys()) {
        Err(proof::Wrong::KeyUnknown | proof::Wrong::Signature) => {
            let known = provider.known_anew(known, expected.now).await?;
            proof::signed(&traded.id_token, known.keys())?
        }
        read => read?,
    };
    proof::check(&claims, expected)?;
    Ok(claims)
}

/// Whom the claims name, or else what the provider tells beside them.
async fn login(
    provider: &Provider,
    known: &Known,
    traded: &Traded,
    claims: Claims,
) -> Result<Option<Login>, Trouble> {
    let claim = provider.claim();
    match proof::login(&claims, claim) {
        Some(Login::Unverified) if claims.contains_key("email_verified") => {
            Ok(Some(Login::Unverified))
        }
        Some(login @ (Login::Mail(_) | Login::UserId(_))) => Ok(Some(login)),
        said => {
            let subject = claims.get("sub").and_then(serde_json::Value::as_str);
            let more = provider.about(known, traded.access_token.as_deref(), subject).await?;
            Ok(proof::login(&more, claim).or(said))
        }
    }
}

async fn person_of(
    call: &Call,
    provider: &Provider,
    corp: &CorpId,
    login: Login,
) -> Result<UnionId, Halt> {
    let store = &call.node.store;
    let found = match login {
        Login::Mail(mail) => call.patiently(store.person_of_mail(corp, &mail)).await?,
        Login::Unverified => return Err(Refused::Unverified.into()),
        Login::UserId(id) => {
            let whom = Whom::UserId(UserId::new(id));
            call.patiently(store.person(corp, &whom)).await?.map(|person| person.union_id)
        }
    };
    if found.is_none() {
        let (provider, claim) = (provider.id(), provider.claim());
        tracing::info!(provider, claim, "the provider vouches for somebody who is not there");
    }
    Ok(found.ok_or(Refused::Nobody)?)
}

/// Tells who runs the server what the matter is, and gives what the person sees.
fn told(provider: &Provider, trouble: &Trouble) -> Refused {
    tracing::warn!(provider = provider.id(), cause = %trouble, "signing in by a provider failed");
    match trouble {
        Trouble::Away { .. } => Refused::Away,
        Trouble::Refuses { .. } | Trouble::Wrong(_) => Refused::Unproved,
    }
}

fn reply(call: Call, provider: &Provider, outcome: Outcome) -> Response<Body> {
    let mut headers = HeaderMap::new();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    let away = |headers: &mut HeaderMap| cookie::set_as(&call, headers, &cookie::ATTEMPT, "", 0);
    let to = match outcome {
        Outcome::ToProvider { address, attempt } => {
            let value = attempt.cookie(&call.node.server_key, provider.id());
            let age = attempt::LIFETIME_SECONDS;
            cookie::set_as(&call, &mut headers, &cookie::ATTEMPT, &value, age);
            address
        }
        Outcome::Entered { cookie, next } => {
            away(&mut headers);
            cookie::set(&call, &mut headers, &NextCookie::Is(cookie));
            next
        }
        Outcome::Refused { why, next } => {
            // Of an attempt that was made use of nothing is left; another may be under way.
            if why != Refused::Stale {
                away(&mut headers);
            }
            let language = Language::of_caller(&call);
            let html = page::refused(why, provider.name(), next.as_deref(), language);
            headers.extend(plain_page::headers("'none'"));
            return call.file(why.status(), headers, html.into_bytes());
        }
    };
    let to = HeaderValue::from_str(&to).expect("addresses of ours and of URLs are plain");
    headers.insert(LOCATION, to);
    call.file(StatusCode::SEE_OTHER, headers, Vec::new())
}
