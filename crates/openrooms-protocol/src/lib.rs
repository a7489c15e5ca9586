//! What travels between a client of DingTalk's meeting-room API and a server of it.
//!
//! One file an operation, named by the SDK's action. The same constants route the server, fill the
//! client's address, decide the scope, and write docs/WIRE.md and the OpenAPI document.
//!
//! This crate knows nothing of what a room *means*: no rule, no storage, no clock. Names are the
//! API's own, letter for letter. Start reading at [`Operation`] and [`catalogue`].

pub mod calendar;
pub mod catalogue;
pub mod console;
pub mod contact;
pub mod error;
pub mod legacy;
pub mod oauth2;
pub mod organisation;
pub mod path;
pub mod query;
pub mod rooms;
pub mod scope;
mod strict;

pub use error::ErrorBody;
pub use http::Method;
pub use scope::Scope;

use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// The header that carries a token on every call of the new API.
pub const TOKEN_HEADER: &str = "x-acs-dingtalk-access-token";
/// The header of every reply that names the request.
pub const REQUEST_ID_HEADER: &str = "x-acs-request-id";
/// The header of every reply that names its trace: 32 hexadecimal digits.
pub const TRACE_ID_HEADER: &str = "x-acs-trace-id";
/// Names a change of a calendar, so that it can be sent again.
pub const CLIENT_TOKEN_HEADER: &str = "x-client-token";
/// The preference (RFC 7240) of whoever wants [`ErrorBody::refused_rooms`] beside the wire's own
/// fields.
pub const PREFER_REFUSED_ROOMS: &str = "refused-rooms";
/// The type of every reply, as the real hosts spell it.
pub const JSON: &str = "application/json;charset=utf-8";

/// One call of the API: where it goes, what it needs and what travels both ways.
pub trait Operation {
    /// The SDK's action name.
    const ACTION: &'static str;
    /// The HTTP method.
    const METHOD: Method;
    /// The path, with `{name}` for each parameter; case counts.
    const PATH: &'static str;
    /// What the app must have been granted; `None` where no token is taken.
    const SCOPE: Option<Scope>;
    /// The parameters in the path.
    type Path: path::PathParams;
    /// The parameters behind the question mark.
    type Query: Serialize + DeserializeOwned;
    /// The body; [`Nothing`] where none is taken.
    type Body: Serialize + DeserializeOwned;
    /// The body of a success.
    type Reply: Serialize + DeserializeOwned;
}

/// No parameters, or no body.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Nothing {}

/// A reply whose content sits under `result`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "{T}Result"))]
pub struct Wrapped<T> {
    /// The content.
    pub result: T,
}

/// Who acts: the query of most room operations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Operator {
    /// unionId of the person on whose behalf the app calls.
    pub union_id: String,
}
