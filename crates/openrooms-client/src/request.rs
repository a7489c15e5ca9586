//! One call, ready to be sent as often as it may be.

use bytes::Bytes;
use openrooms_protocol::legacy::LegacyGetCorpToken;
use openrooms_protocol::oauth2::{
    GetAccessToken, GetCorpAccessToken, GetSuiteAccessToken, GetToken,
};
use openrooms_protocol::path::{self, PathParams as _};
use openrooms_protocol::{Method, Operation};

use crate::{Error, query};

/// POSTs that fetch a token and change nothing else. By name and not by "takes no token": a call
/// that trades in a person's one-time code takes none either.
const REPEATABLE: [&str; 5] = [
    GetAccessToken::ACTION,
    GetCorpAccessToken::ACTION,
    GetSuiteAccessToken::ACTION,
    GetToken::ACTION,
    LegacyGetCorpToken::ACTION,
];

/// What goes over the wire, but for address and token. It may hold secrets, hence no `Debug`.
pub(crate) struct Request {
    /// The SDK's action name.
    pub(crate) action: &'static str,
    pub(crate) method: Method,
    /// Path and query, encoded.
    pub(crate) target: String,
    /// JSON.
    pub(crate) body: Option<Bytes>,
    pub(crate) takes_token: bool,
    /// Whether it may be sent again when nobody knows what became of it.
    pub(crate) is_repeatable: bool,
}

impl Request {
    pub(crate) fn of<O: Operation>(
        path: &O::Path,
        query: &O::Query,
        body: &O::Body,
    ) -> Result<Self, Error> {
        for (name, value) in O::Path::NAMES.iter().zip(path.values()) {
            // A URL drops these segments, so that the call would reach another operation.
            if matches!(value, "" | "." | "..") {
                return Err(Error::invalid(*name, format!("cannot be {value:?}")));
            }
        }
        let mut target = path::fill(O::PATH, path);
        let query = query::write(query)?;
        if !query.is_empty() {
            target.push('?');
            target.push_str(&query);
        }
        // `Nothing`, the only type without content, is no body; a body whose fields are all absent
        // is one.
        let body = if size_of::<O::Body>() == 0 {
            None
        } else {
            let written = serde_json::to_vec(body);
            let written = written.map_err(|error| Error::invalid("body", error.to_string()))?;
            Some(Bytes::from(written))
        };
        Ok(Self {
            action: O::ACTION,
            method: O::METHOD,
            target,
            body,
            takes_token: O::SCOPE.is_some(),
            is_repeatable: O::METHOD == Method::GET || REPEATABLE.contains(&O::ACTION),
        })
    }

    /// Whether what it is refused for may be told in parts: what books rooms, and so is of a calendar.
    pub(crate) fn is_of_calendars(&self) -> bool {
        self.target.starts_with("/v1.0/calendar/")
    }

    /// Whether it belongs to the legacy API, where the token is in the query and errors come with
    /// status 200.
    pub(crate) fn is_legacy(&self) -> bool {
        !self.target.starts_with("/v1.0/")
    }
}
