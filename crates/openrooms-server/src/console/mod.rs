//! The console: its pages, and the few calls of a browser that are none of the API.
//!
//! The pages use the public API with the person's own token and rights. A browser holds a cookie that
//! no script sees ([`cookie`]), good for the calls here alone; [`session`] trades it for a token that
//! lives a quarter of an hour. So a page of another site reaches nothing: the API asks for a header,
//! and the calls here ask where the page came from ([`origin`]). docs/CONSOLE.md tells it from
//! outside. Must not know: what a room is.

pub(crate) mod account;
pub(crate) mod consent;
mod consent_page;
mod cookie;
mod demo;
pub(crate) mod files;
mod given;
mod hashing;
pub(crate) mod invitation;
pub(crate) mod oidc;
pub(crate) mod origin;
mod pace;
mod plain_page;
pub(crate) mod session;
pub(crate) mod setup;
pub(crate) mod signin;
mod ways;

pub use consent_page::place_of;
pub(crate) use demo::sign_in as demo;
pub use demo::{Demo, DemoPerson};
pub(crate) use hashing::Hashing;
pub use oidc::{Provider, ProviderSettings};
pub(crate) use pace::Pace;
pub(crate) use plain_page::{Language, escaped, headers as page_headers};
pub(crate) use ways::ways;

use axum::body::Body;
use http::header::CACHE_CONTROL;
use http::{HeaderMap, HeaderValue, Response, StatusCode};
use openrooms_core::organisation::Person;
use openrooms_store::secret::Token;
use openrooms_store::{Change, Entered, Origin};

use crate::call::Call;
use crate::node::Node;
use crate::problem::Problem;

/// Who asks for a change here: the person is added by whoever knows them.
fn origin_of(call: &Call) -> Origin {
    Origin { action: call.operation, client: None, operator: None, address: Some(call.address) }
}

/// A session that began while all others of its person ended.
fn begun(node: &Node, Entered { corp, person, cookie }: Entered) -> NextCookie {
    node.cache.apply(vec![Change::Tokens(corp, person)]);
    NextCookie::Is(cookie)
}

/// What everybody knows of somebody, and is no password of theirs.
fn known_of(person: &Person) -> Vec<&str> {
    let mobile = person.mobile.as_deref().into_iter();
    let more = mobile.chain(person.email.as_deref());
    [person.user_id.as_str(), &person.name].into_iter().chain(more).collect()
}

/// Done, and nothing to say but what the cookie is from now on.
fn done(call: Call, result: Result<NextCookie, Problem>) -> Response<Body> {
    match result {
        Ok(next) => {
            let mut headers = HeaderMap::new();
            headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
            cookie::set(&call, &mut headers, &next);
            call.file(StatusCode::NO_CONTENT, headers, Vec::new())
        }
        Err(problem) => call.reply::<()>(None, Err(problem)),
    }
}

/// Nobody keeps it: it names people, or opens something.
pub(crate) fn fresh(mut response: Response<Body>) -> Response<Body> {
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// What becomes of a browser's cookie.
enum NextCookie {
    /// It is this one.
    Is(Token),
    /// It stays as it is.
    Stays,
    /// It goes.
    Goes,
}
