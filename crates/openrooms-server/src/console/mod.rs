//! The console: its pages, and the few calls of a browser that are none of the API.
//!
//! The pages use the public API with the person's own token and rights. A browser holds a cookie that
//! no script sees ([`cookie`]), good for the calls here alone; [`session`] trades it for a token that
//! lives a quarter of an hour. So a page of another site reaches nothing: the API asks for a header,
//! and the calls here ask where the page came from ([`origin`]). docs/CONSOLE.md tells it from
//! outside. Must not know: what a room is.

mod cookie;
mod demo;
pub(crate) mod files;
mod origin;
pub(crate) mod session;
mod ways;

pub(crate) use demo::sign_in as demo;
pub use demo::{Demo, DemoPerson};
pub(crate) use ways::ways;

use axum::body::Body;
use http::header::CACHE_CONTROL;
use http::{HeaderMap, HeaderValue, Response, StatusCode};
use openrooms_store::Origin;
use openrooms_store::secret::Token;

use crate::call::Call;
use crate::problem::Problem;

/// Who asks for a change here: the person is added by whoever knows them.
fn origin_of(call: &Call) -> Origin {
    Origin { action: call.operation, client: None, operator: None, address: Some(call.address) }
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

/// What becomes of a browser's cookie.
enum NextCookie {
    /// It is this one.
    Is(Token),
    /// It stays as it is.
    Stays,
    /// It goes.
    Goes,
}
