//! One call on its way through the router: its parts, and how handlers read them.

use std::borrow::Cow;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use axum::body::Body;
use axum::extract::Request;
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HOST};
use http::request::Parts;
use http::{HeaderMap, Response, StatusCode};
use http_body::Body as _;
use openrooms_core::id::{ClientKey, UnionId};
use openrooms_core::picture::address;
use openrooms_protocol::Operation;
use openrooms_protocol::path::{self, PathParams as _};
use openrooms_protocol::query;
use openrooms_store::{CONSOLE, Origin, StoreError};
use serde::Deserialize as _;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::http::body;
use crate::http::respond::{self, Subject};
use crate::http::turn::Turn;
use crate::json::{self, Form, NoFields};
use crate::node::{self, Node};
use crate::problem::{LegacyProblem, Problem};
use crate::request_id::RequestIds;

/// One call.
pub(crate) struct Call {
    pub(crate) node: Arc<Node>,
    pub(crate) ids: RequestIds,
    /// The address that it counts as.
    pub(crate) address: IpAddr,
    pub(crate) parts: Parts,
    /// In a lock that nobody waits for: a body may be sent, but not shared, between threads.
    body: Mutex<Body>,
    turn: Turn,
    pub(crate) operation: &'static str,
    /// Until when the database is waited for: set by the first question.
    patience: OnceLock<tokio::time::Instant>,
}

/// The ids that the front gave a request.
pub(crate) fn ids_of(request: &Request) -> RequestIds {
    request.extensions().get().copied().expect("the front gives every request its ids")
}

impl Call {
    pub(crate) fn new(node: Arc<Node>, operation: &'static str, request: Request) -> Self {
        let ids = ids_of(&request);
        let (mut parts, body) = request.into_parts();
        let address = parts.extensions.remove().expect("the front gives every request its address");
        let turn = parts.extensions.remove().expect("the front gives every request its turn");
        Self {
            node,
            ids,
            address,
            parts,
            body: Mutex::new(body),
            turn,
            operation,
            patience: OnceLock::new(),
        }
    }

    /// Its place among the calls that are worked on.
    pub(crate) fn turn(&self) -> Turn {
        self.turn.clone()
    }

    /// Who makes the change that this call asks for; the console is no client.
    pub(crate) fn origin(&self, client: &str, operator: Option<UnionId>) -> Origin {
        Origin {
            action: self.operation,
            client: (client != CONSOLE).then(|| ClientKey::new(client)),
            operator,
            address: Some(self.address),
        }
    }

    /// Where the server is reached: as it was told, or else as this caller reached it.
    pub(crate) fn base(&self) -> Option<String> {
        if let Some(url) = &self.node.public_url {
            return Some(url.trim_end_matches('/').to_owned());
        }
        let host = self.parts.headers.get(HOST)?.to_str().ok()?;
        let base = format!("http://{host}");
        // A page shows what this answers: what is no host, or more than one, is none.
        let is_host = !host.contains(['/', '?', '#']) && base.parse::<http::Uri>().is_ok();
        (is_host && address::check(&base).is_ok()).then_some(base)
    }

    /// The parameters in the path.
    pub(crate) fn path<Op: Operation>(&self) -> Result<Op::Path, Problem> {
        let raw = path::matches(Op::PATH, self.parts.uri.path()).ok_or(Problem::ActionNotFound)?;
        let values = raw.into_iter().zip(Op::Path::NAMES).map(|(raw, name)| {
            let value = path::decode(raw)
                .map_err(|error| Problem::ParameterWrong(format!("{name} has {error}").into()))?;
            without_nul(name, value.into_owned())
        });
        Ok(Op::Path::from_values(values.collect::<Result<_, _>>()?))
    }

    /// The parameters in the query.
    pub(crate) fn query<Op: Operation>(&self) -> Result<Op::Query, Problem> {
        let raw = self.parts.uri.query().unwrap_or_default();
        match query::parse(raw) {
            Ok(parsed) => match nul_in(raw) {
                None => Ok(parsed),
                Some(name) => {
                    Err(Problem::ParameterWrong(format!("{name} has a character U+0000").into()))
                }
            },
            Err(error) => Err(Problem::ParameterWrong(error.to_string().into())),
        }
    }

    /// The body of an operation, which is not even looked at where it takes none: SDKs send an
    /// empty one, chunked or as octets.
    pub(crate) async fn body_of<Op: Operation>(&mut self) -> Result<Op::Body, Problem> {
        if size_of::<Op::Body>() == 0 {
            let nothing = Op::Body::deserialize(Value::Object(Map::new()));
            return Ok(nothing.expect("a body without fields needs none"));
        }
        self.json().await
    }

    /// The body as a JSON object.
    pub(crate) async fn json<T: DeserializeOwned>(&mut self) -> Result<T, Problem> {
        let bytes = self.body().await?;
        let fields = json::fields(&bytes).map_err(|why| match why {
            NoFields::NoObject => Problem::BodyMissing,
            NoFields::Unreadable(what) => Problem::ParameterWrong(what.into()),
        })?;
        json::read(fields, Form::Strict).map_err(|what| Problem::ParameterWrong(what.into()))
    }

    /// The query, and on top of it the body as a form or as JSON: the legacy API takes any.
    pub(crate) async fn anywhere<T: DeserializeOwned>(&mut self) -> Result<T, LegacyProblem> {
        let mut pairs = Vec::new();
        let mut add = |raw: &str| -> Result<(), LegacyProblem> {
            for pair in query::pairs(raw) {
                let (name, value) = pair.map_err(|_| LegacyProblem::ParameterWrong)?;
                pairs.push((name.into_owned(), value.into_owned()));
            }
            Ok(())
        };
        add(self.parts.uri.query().unwrap_or_default())?;
        let bytes = self.body().await.map_err(LegacyProblem::Other)?;
        let bytes = json::without_mark(&bytes);
        if bytes.first().is_some_and(|first| b"{[ \t\r\n".contains(first)) {
            let value: Value =
                serde_json::from_slice(bytes).map_err(|_| LegacyProblem::ParameterWrong)?;
            for (name, value) in value.as_object().into_iter().flatten() {
                match value {
                    Value::String(text) => pairs.push((name.clone(), text.clone())),
                    Value::Null => {}
                    other => pairs.push((name.clone(), other.to_string())),
                }
            }
        } else {
            add(std::str::from_utf8(bytes).map_err(|_| LegacyProblem::ParameterWrong)?)?;
        }
        // A name given twice counts as given last: the body comes after the query.
        let mut by_name = Map::new();
        for (name, value) in pairs {
            if value.contains('\0') {
                return Err(LegacyProblem::ParameterWrong);
            }
            by_name.insert(name, Value::String(value));
        }
        T::deserialize(Value::Object(by_name)).map_err(|_| LegacyProblem::ParameterWrong)
    }

    /// Waits for the database, for all that the call asks together no longer than for one thing.
    pub(crate) async fn patiently<T>(
        &self,
        work: impl Future<Output = Result<T, StoreError>>,
    ) -> Result<T, Problem> {
        let end = *self.patience.get_or_init(node::end_of_patience);
        node::patiently_until(end, work).await
    }

    /// The body as it came.
    pub(crate) async fn body(&mut self) -> Result<Bytes, Problem> {
        let body = self.body.get_mut().unwrap_or_else(PoisonError::into_inner);
        let body = std::mem::replace(body, Body::empty());
        if body.is_end_stream() {
            return Ok(Bytes::new());
        }
        self.turn.give_back();
        let read = body::read(body, self.node.patience.body, &self.node.body_room).await;
        self.turn.take()?;
        read
    }

    /// What the access log will say.
    fn subject(&self, client: Option<Arc<str>>) -> Subject {
        Subject { operation: self.operation, client }
    }

    /// A reply of the new API.
    pub(crate) fn reply<T: Serialize>(
        self,
        client: Option<Arc<str>>,
        result: Result<T, Problem>,
    ) -> Response<Body> {
        let result = result.map(|reply| {
            serde_json::to_vec(&reply).expect("replies are made of texts and numbers").into()
        });
        self.reply_bytes(client, result)
    }

    /// A reply of the new API whose bytes are ready.
    pub(crate) fn reply_bytes(
        self,
        client: Option<Arc<str>>,
        result: Result<Bytes, Problem>,
    ) -> Response<Body> {
        let subject = self.subject(client);
        let mut response = match result {
            Ok(body) => respond::json(HeaderMap::new(), &self.ids, StatusCode::OK, body),
            Err(problem) => {
                let is_calendars = self.parts.uri.path().starts_with("/v1.0/calendar/");
                let problem =
                    if is_calendars { problem.in_calendar(self.operation) } else { problem };
                problem.log(&self.ids, &self.node.outage);
                respond::problem_as_preferred(&self.parts.headers, &self.ids, &problem)
            }
        };
        response.extensions_mut().insert(subject);
        response
    }

    /// A reply of the legacy API.
    pub(crate) fn reply_legacy<T: Serialize>(
        self,
        client: Option<Arc<str>>,
        result: Result<T, LegacyProblem>,
    ) -> Response<Body> {
        match result {
            Ok(reply) => self.reply(client, Ok(reply)),
            Err(problem) => {
                if let Some(cause) = problem.cause() {
                    cause.log(&self.ids, &self.node.outage);
                }
                let mut response = respond::legacy_problem(&self.ids, &problem);
                response.extensions_mut().insert(self.subject(client));
                response
            }
        }
    }

    /// A file, with headers of its own.
    pub(crate) fn file(
        self,
        status: StatusCode,
        mut headers: HeaderMap,
        content: Vec<u8>,
    ) -> Response<Body> {
        respond::stamp(&mut headers, &self.ids);
        let mut response = Response::new(Body::from(content));
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        response.extensions_mut().insert(self.subject(None));
        response
    }

    /// A page or file of ours.
    pub(crate) fn page(self, kind: &'static str, content: impl Into<Bytes>) -> Response<Body> {
        let subject = self.subject(None);
        let mut response: Response<Body> =
            respond::json(HeaderMap::new(), &self.ids, StatusCode::OK, content.into());
        let headers = response.headers_mut();
        for (name, value) in [
            (CONTENT_TYPE.as_str(), kind),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            (
                "content-security-policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
                 img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            ),
        ] {
            headers.insert(name, http::HeaderValue::from_static(value));
        }
        response.extensions_mut().insert(subject);
        response
    }
}

fn without_nul(name: &str, value: String) -> Result<String, Problem> {
    if value.contains('\0') {
        return Err(Problem::ParameterWrong(format!("{name} has a character U+0000").into()));
    }
    Ok(value)
}

/// The parameter that has it.
fn nul_in(raw: &str) -> Option<Cow<'_, str>> {
    let (name, _) = query::pairs(raw)
        .flatten()
        .find(|(name, value)| name.contains('\0') || value.contains('\0'))?;
    Some(if name.contains('\0') { "the query".into() } else { name })
}
