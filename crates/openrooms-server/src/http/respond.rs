//! Outcomes as replies.

use std::sync::Arc;

use axum::body::Body;
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderName};
use http::{HeaderMap, HeaderValue, Response, StatusCode};
use openrooms_protocol::{JSON, PREFER_REFUSED_ROOMS};

use crate::problem::{LegacyProblem, Problem};
use crate::request_id::RequestIds;

const REQUEST_ID: HeaderName = HeaderName::from_static(openrooms_protocol::REQUEST_ID_HEADER);
const TRACE_ID: HeaderName = HeaderName::from_static(openrooms_protocol::TRACE_ID_HEADER);
const PREFER: HeaderName = HeaderName::from_static("prefer");
const JSON_VALUE: HeaderValue = HeaderValue::from_static(JSON);

/// What the access log says of a request besides its id, status and time.
#[derive(Debug, Clone, Default)]
pub(crate) struct Subject {
    /// The action, or what was asked for of ours.
    pub(crate) operation: &'static str,
    /// The app or suite.
    pub(crate) client: Option<Arc<str>>,
}

/// Headers that every reply has. `headers` is reused: it is the request's, emptied.
pub(crate) fn stamp(headers: &mut HeaderMap, ids: &RequestIds) {
    headers.insert(REQUEST_ID, ids.request_header());
    headers.insert(TRACE_ID, ids.trace_header());
}

/// A reply of JSON bytes. `headers` is reused: it is the request's.
pub(crate) fn json<B: From<Bytes>>(
    mut headers: HeaderMap,
    ids: &RequestIds,
    status: StatusCode,
    body: Bytes,
) -> Response<B> {
    headers.clear();
    headers.insert(CONTENT_TYPE, JSON_VALUE);
    stamp(&mut headers, ids);
    let mut response = Response::new(B::from(body));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

/// A refusal in the form of the new API.
pub(crate) fn problem<B: From<Bytes>>(
    headers: HeaderMap,
    ids: &RequestIds,
    problem: &Problem,
) -> Response<B> {
    let (status, body) = problem.render(&ids.request_id());
    json(headers, ids, status, body.into())
}

/// The same with fields of ours beside the wire's, where that is what the caller prefers.
pub(crate) fn problem_as_preferred(
    given: &HeaderMap,
    ids: &RequestIds,
    problem: &Problem,
) -> Response<Body> {
    let id = ids.request_id();
    let (status, body) = if prefers(given, PREFER_REFUSED_ROOMS) {
        problem.render_in_parts(&id)
    } else {
        problem.render(&id)
    };
    json(HeaderMap::new(), ids, status, body.into())
}

/// Whether a caller prefers something: the names of the header `Prefer`, RFC 7240.
fn prefers(given: &HeaderMap, preference: &str) -> bool {
    let all = given.get_all(PREFER).into_iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|value| value.split(',')).any(|one| {
        let name = one.split(['=', ';']).next().unwrap_or(one);
        name.trim().eq_ignore_ascii_case(preference)
    })
}

/// A refusal in the form of the legacy API.
pub(crate) fn legacy_problem<B: From<Bytes>>(
    ids: &RequestIds,
    problem: &LegacyProblem,
) -> Response<B> {
    let (status, body) = problem.render(&ids.legacy());
    json(HeaderMap::new(), ids, status, body.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preference_is_found_among_others() {
        for (lines, wanted) in [
            (vec![], false),
            (vec!["respond-async"], false),
            (vec!["refused-rooms"], true),
            (vec!["Refused-Rooms; foo=bar"], true),
            (vec!["refused-rooms=\"yes\""], true),
            (vec!["wait=100, refused-rooms"], true),
            (vec!["wait=100", "handling=lenient , refused-rooms"], true),
            (vec!["no-refused-rooms"], false),
            (vec!["wait=refused-rooms"], false),
        ] {
            let mut given = HeaderMap::new();
            for line in &lines {
                given.append(PREFER, HeaderValue::from_static(line));
            }
            assert_eq!(prefers(&given, "refused-rooms"), wanted, "{lines:?}");
        }
    }
}
