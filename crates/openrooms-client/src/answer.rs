//! A success with all that came with it.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use openrooms_protocol::REQUEST_ID_HEADER;

/// A success, with its bytes and headers, for who wants more than the typed reply.
///
/// It has a `Debug` only where the reply has one: replies that carry tokens have none.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Answer<T> {
    /// What the operation replies.
    pub reply: T,
    /// The HTTP status, a success.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as it came, fields unknown to the reply's type included.
    pub raw: Bytes,
}

impl<T> Answer<T> {
    /// The server's name for this request: the header `x-acs-request-id`.
    pub fn request_id(&self) -> Option<&str> {
        header(&self.headers, REQUEST_ID_HEADER)
    }
}

/// A header as text, if it is there and is text.
pub(crate) fn header<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}
