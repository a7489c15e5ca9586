//! `GET` and `POST /oauth2/auth`: a person lets an app speak for them.
//!
//! Plain HTML, no script. What is asked for is judged before anything is shown: an address that the
//! app did not register is never redirected to. The code that the app gets opens once, and where the
//! app sent a challenge (PKCE, S256) together with its verifier alone.

use std::sync::Arc;

use axum::body::Body;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::header::{CACHE_CONTROL, LOCATION};
use http::{HeaderMap, HeaderValue, Response, StatusCode};
use openrooms_core::id::ClientKey;
use openrooms_protocol::{path, query};

use openrooms_store::{ConsentClient, NoCode, Personal, SignedIn};
use sha2::{Digest as _, Sha256};

use super::plain_page::{self, Language};
use super::{consent_page as page, cookie, origin, origin_of};
use crate::call::Call;
use crate::problem::Problem;

/// The address.
pub(crate) const PATH: &str = "/oauth2/auth";

/// The most bytes of one value.
const LONGEST: usize = 2_000;

/// What an app asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) client_id: String,
    pub(super) redirect_uri: String,
    pub(super) response_type: String,
    pub(super) scope: String,
    pub(super) state: String,
    pub(super) code_challenge: String,
    pub(super) code_challenge_method: String,
}

impl Wanted {
    /// The values with their names, as they travel.
    pub(super) fn fields(&self) -> [(&'static str, &str); 7] {
        [
            ("client_id", &self.client_id),
            ("redirect_uri", &self.redirect_uri),
            ("response_type", &self.response_type),
            ("scope", &self.scope),
            ("state", &self.state),
            ("code_challenge", &self.code_challenge),
            ("code_challenge_method", &self.code_challenge_method),
        ]
    }

    /// Reads a query or a form, and what the form says beside. `None` where a value is too long,
    /// comes twice, or is no text.
    fn read(raw: &str) -> Option<(Self, Answer)> {
        let mut wanted = Self::default();
        let mut answer = Answer::default();
        for pair in query::pairs(raw) {
            let (name, value) = pair.ok()?;
            let place = match &*name {
                "client_id" | "clientId" => &mut wanted.client_id,
                "redirect_uri" => &mut wanted.redirect_uri,
                "response_type" => &mut wanted.response_type,
                "scope" => &mut wanted.scope,
                "state" => &mut wanted.state,
                "code_challenge" => &mut wanted.code_challenge,
                "code_challenge_method" => &mut wanted.code_challenge_method,
                "form" => &mut answer.form,
                "decision" => &mut answer.decision,
                _ => continue,
            };
            let is_plain = value.len() <= LONGEST && !value.chars().any(char::is_control);
            if !is_plain || !place.is_empty() {
                return None;
            }
            *place = value.into_owned();
        }
        Some((wanted, answer))
    }

    /// The error that the app is told of at its own address; `None` where what it asks for is right.
    fn error(&self) -> Option<&'static str> {
        if self.response_type != "code" {
            return Some("unsupported_response_type");
        }
        let challenge = self.code_challenge.as_bytes();
        let is_of = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_".contains(byte);
        let is_challenge = challenge.len() == 43 && challenge.iter().all(is_of);
        match (&*self.code_challenge, &*self.code_challenge_method) {
            ("", "") => None,
            (_, "S256") if is_challenge => None,
            _ => Some("invalid_request"),
        }
    }

    /// Where the browser goes with an answer.
    fn answered(&self, answer: &[(&str, &str)]) -> String {
        let mut to = self.redirect_uri.clone();
        to.push(if to.contains('?') { '&' } else { '?' });
        let state = (!self.state.is_empty()).then_some(("state", &*self.state));
        let pairs = answer.iter().copied().chain(state);
        let pairs = pairs.map(|(name, value)| format!("{name}={}", path::encode(value)));
        to.push_str(&pairs.collect::<Vec<_>>().join("&"));
        to
    }
}

/// What the form says beside.
#[derive(Default)]
struct Answer {
    form: String,
    decision: String,
}

/// What one sees.
pub(super) enum Shown {
    /// The question.
    Question(Box<Question>),
    /// Why there is none.
    Refused(Refused),
    /// The browser goes elsewhere.
    Elsewhere(String),
}

/// All that the page says.
pub(super) struct Question {
    pub(super) wanted: Wanted,
    pub(super) app: ConsentClient,
    pub(super) person: Personal,
    /// Proves that the form is ours.
    pub(super) form: String,
}

/// Why an app may not even ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// What came is not understood.
    Unreadable,
    /// No such app.
    AppUnknown,
    /// The app has not registered the address.
    AddressUnknown,
    /// The app is not one of the person's organisation.
    AppForeign,
    /// The form is not ours, or too old.
    FormStale,
}

/// Asks the person.
pub(crate) async fn show(call: Call) -> Response<Body> {
    let raw = call.parts.uri.query().unwrap_or_default().to_owned();
    let shown = match Wanted::read(&raw) {
        Some((wanted, _)) => question(&call, wanted).await,
        None => Ok(Shown::Refused(Refused::Unreadable)),
    };
    reply(call, shown)
}

/// Hears the answer.
pub(crate) async fn decide(mut call: Call) -> Response<Body> {
    let shown = answered(&mut call).await;
    reply(call, shown)
}

async fn question(call: &Call, wanted: Wanted) -> Result<Shown, Problem> {
    let store = &call.node.store;
    let key = ClientKey::new(&*wanted.client_id);
    let Some(app) = call.patiently(store.consent_client(&key)).await? else {
        return Ok(Shown::Refused(Refused::AppUnknown));
    };
    let is_registered = app.redirect_uris.contains(&wanted.redirect_uri);
    if !is_registered || page::place_of(&wanted.redirect_uri).is_none() {
        return Ok(Shown::Refused(Refused::AddressUnknown));
    }
    let now = call.node.clock.now();
    let session = call.patiently(store.session(cookie::shown(call), now)).await?;
    let Some(SignedIn { corp, person, id }) = session else {
        let own = wanted.fields().into_iter().filter(|(_, value)| !value.is_empty());
        let own = own.map(|(name, value)| format!("{name}={}", path::encode(value)));
        let next = format!("{PATH}?{}", own.collect::<Vec<_>>().join("&"));
        return Ok(Shown::Elsewhere(format!("/signin?next={}", path::encode(&next))));
    };
    if !call.patiently(store.may_serve(&key, &corp)).await? {
        return Ok(Shown::Refused(Refused::AppForeign));
    }
    // Not before: else anybody's app leads anybody's browser from our address to its own.
    if let Some(error) = wanted.error() {
        return Ok(Shown::Elsewhere(wanted.answered(&[("error", error)])));
    }
    let personal = call.patiently(store.personal(&corp, &person)).await?;
    let person = personal.ok_or(Problem::SessionMissing)?;
    let form = form(call, &id, &wanted);
    Ok(Shown::Question(Box::new(Question { wanted, app, person, form })))
}

/// What only this server can make, for this session and this question.
fn form(call: &Call, session: &str, wanted: &Wanted) -> String {
    let fields = wanted.fields().map(|(_, value)| value);
    call.node.server_key.tag("consent", &[&[session], &fields[..]].concat())
}

async fn answered(call: &mut Call) -> Result<Shown, Problem> {
    origin::check(call)?;
    let body = call.body().await?;
    let read = std::str::from_utf8(&body).ok().and_then(Wanted::read);
    let Some((wanted, answer)) = read else {
        return Ok(Shown::Refused(Refused::Unreadable));
    };
    let question = match question(call, wanted).await? {
        Shown::Question(question) => question,
        other => return Ok(other),
    };
    // Compared by hashes, which tell nothing by the time that it takes.
    if Sha256::digest(&answer.form) != Sha256::digest(&question.form) {
        return Ok(Shown::Refused(Refused::FormStale));
    }
    let Question { wanted, person, .. } = *question;
    if answer.decision != "allow" {
        return Ok(Shown::Elsewhere(wanted.answered(&[("error", "access_denied")])));
    }
    let node = Arc::clone(&call.node);
    let now = node.clock.now();
    let session = call.patiently(node.store.session(cookie::shown(call), now)).await?;
    let SignedIn { corp, person: operator, .. } = session.ok_or(Problem::SessionMissing)?;
    let mut by = origin_of(call);
    by.operator = Some(operator);
    let challenge = Some(&*wanted.code_challenge).filter(|challenge| !challenge.is_empty());
    let key = ClientKey::new(&*wanted.client_id);
    let making = node.store.create_bound_code(&corp, &person.user_id, &key, challenge, &by, now);
    Ok(match call.patiently(making).await? {
        Ok(made) => {
            let code = made.code.as_str();
            // DingTalk calls it authCode, OAuth 2.0 code.
            Shown::Elsewhere(wanted.answered(&[("code", code), ("authCode", code)]))
        }
        Err(NoCode::ClientUnknown) => Shown::Refused(Refused::AppForeign),
        Err(NoCode::OrganisationUnknown | NoCode::PersonUnknown) => {
            return Err(Problem::SessionMissing);
        }
    })
}

/// What a code is together with the verifier that its challenge was made of: it opens as this alone.
pub(crate) fn with_verifier(code: &str, verifier: &str) -> String {
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier));
    openrooms_store::bound_code(code, &challenge)
}

fn reply(call: Call, shown: Result<Shown, Problem>) -> Response<Body> {
    let shown = match shown {
        Ok(shown) => shown,
        Err(problem) => return call.reply::<()>(None, Err(problem)),
    };
    let mut headers = HeaderMap::new();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Shown::Elsewhere(to) = &shown {
        // A registered address is one; what we add to it is escaped.
        let Ok(to) = HeaderValue::from_str(to) else {
            return reply(call, Ok(Shown::Refused(Refused::AddressUnknown)));
        };
        headers.insert(LOCATION, to);
        return call.file(StatusCode::SEE_OTHER, headers, Vec::new());
    }
    let language = Language::of_caller(&call);
    let (status, html, form_action) = match shown {
        Shown::Question(question) => {
            let place = page::place_of(&question.wanted.redirect_uri).unwrap_or_default();
            (StatusCode::OK, page::question(&question, language), format!("'self' {place}"))
        }
        Shown::Refused(refused) => {
            let status = match refused {
                Refused::AppForeign | Refused::FormStale => StatusCode::FORBIDDEN,
                _ => StatusCode::BAD_REQUEST,
            };
            (status, page::refused(refused, language), "'none'".to_owned())
        }
        Shown::Elsewhere(_) => unreachable!("answered above"),
    };
    headers.extend(plain_page::headers(&form_action));
    call.file(status, headers, html.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verifier_is_bound_as_the_standard_says() {
        // RFC 7636, appendix B.
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        assert_eq!(with_verifier("code", verifier), openrooms_store::bound_code("code", challenge));
    }

    #[test]
    fn an_answer_is_added_to_the_address_as_it_is() {
        let to = |uri: &str, state: &str| {
            let wanted = Wanted {
                redirect_uri: uri.to_owned(),
                state: state.to_owned(),
                ..Wanted::default()
            };
            wanted.answered(&[("code", "c")])
        };
        assert_eq!(to("https://a/b", ""), "https://a/b?code=c");
        assert_eq!(to("https://a/b?x=1", "s p&c"), "https://a/b?x=1&code=c&state=s%20p%26c");
        assert_eq!(to("app://cb", "é"), "app://cb?code=c&state=%C3%A9");
    }

    #[test]
    fn what_is_asked_for_is_judged() {
        let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        for (kind, given, method, wanted) in [
            ("code", "", "", None),
            ("code", challenge, "S256", None),
            ("token", "", "", Some("unsupported_response_type")),
            ("", "", "", Some("unsupported_response_type")),
            ("code", challenge, "plain", Some("invalid_request")),
            ("code", challenge, "", Some("invalid_request")),
            ("code", "", "S256", Some("invalid_request")),
            ("code", "short", "S256", Some("invalid_request")),
            (
                "code",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM",
                "S256",
                Some("invalid_request"),
            ),
        ] {
            let asked = Wanted {
                response_type: kind.to_owned(),
                code_challenge: given.to_owned(),
                code_challenge_method: method.to_owned(),
                ..Wanted::default()
            };
            assert_eq!(asked.error(), wanted, "{asked:?}");
        }
        assert!(Wanted::read("client_id=a&client_id=b").is_none());
        assert!(Wanted::read("state=%0d%0a").is_none() && Wanted::read("state=%ff").is_none());
        assert!(Wanted::read(&format!("state={}", "x".repeat(2001))).is_none());
    }
}
