//! One whole reply, and how it becomes an operation's type.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use openrooms_protocol::REQUEST_ID_HEADER;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::Error;
use crate::answer::{Answer, header};
use crate::refusal::{self, RAW_LIMIT, Refusal, Said};
use crate::request::Request;

/// A success, with a body that is not of the operation's type.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Unreadable {
    /// The operation.
    pub action: &'static str,
    /// The HTTP status, a success.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The field that could not be read, such as `result.roomLabels[0].labelId`; empty where it is
    /// the reply as a whole.
    pub path: String,
    /// What is wrong with it. Of a reply that carries a token: only that something is.
    pub reason: String,
    /// The body as it came, up to 64 KiB of it; empty for a reply that carries a token.
    pub raw: Bytes,
}

impl Unreadable {
    /// The server's name for the request: the header `x-acs-request-id`.
    pub fn request_id(&self) -> Option<&str> {
        header(&self.headers, REQUEST_ID_HEADER)
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: a reply that cannot be read: ", self.action)?;
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        write!(f, "{}", self.reason)
    }
}

/// A whole reply of status 2xx.
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Reply {
    /// Reads the legacy API's errors, which have status 200.
    pub(crate) fn check_legacy(self, request: &Request) -> Result<Self, Error> {
        let is_error = serde_json::from_slice::<Value>(&self.body)
            .is_ok_and(|body| body.get("errcode").is_some_and(|code| *code != 0));
        if is_error {
            return Err(self.refused(request));
        }
        Ok(self)
    }

    pub(crate) fn decode<T: DeserializeOwned>(self, request: &Request) -> Result<Answer<T>, Error> {
        // An empty success is an empty object: so the SDKs take it.
        let body = if self.body.is_empty() { b"{}" } else { &*self.body };
        let mut json = serde_json::Deserializer::from_slice(body);
        let read = serde_path_to_error::deserialize(&mut json)
            .map_err(|error| (error.path().to_string(), error.into_inner()))
            .and_then(|reply| match json.end() {
                Ok(()) => Ok(reply),
                Err(error) => Err((String::new(), error)),
            });
        match read {
            Ok(reply) => {
                Ok(Answer { reply, status: self.status, headers: self.headers, raw: self.body })
            }
            // An error that came with status 200.
            Err(_) if !matches!(refusal::read(&self.body), Said::Other) => {
                Err(self.refused(request))
            }
            Err((path, error)) => Err(self.unreadable(request, &path, &error)),
        }
    }

    fn refused(self, request: &Request) -> Error {
        let mut raw = self.body;
        let said = refusal::read(&raw);
        let is_cut = raw.len() > RAW_LIMIT;
        raw.truncate(RAW_LIMIT);
        Error::Refused(Arc::new(Refusal {
            action: request.action,
            status: self.status,
            headers: self.headers,
            said,
            raw,
            is_cut,
        }))
    }

    fn unreadable(self, request: &Request, path: &str, error: &serde_json::Error) -> Error {
        let mut raw = self.body;
        raw.truncate(RAW_LIMIT);
        let mut reason = error.to_string();
        if !request.takes_token {
            // It may hold a token, and serde's messages quote what they find.
            raw.clear();
            reason = format!(
                "not of the expected type, at line {} column {}",
                error.line(),
                error.column()
            );
        }
        Error::Unreadable(Arc::new(Unreadable {
            action: request.action,
            status: self.status,
            headers: self.headers,
            path: if path == "." { "" } else { path }.to_owned(),
            reason,
            raw,
        }))
    }
}
