//! Sends requests and takes replies: bounded in time, in size and in number.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{
    ACCEPT, CONNECTION, CONTENT_TYPE, HeaderValue, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY,
    SEC_WEBSOCKET_VERSION, UPGRADE,
};
use http::{HeaderMap, StatusCode};
use openrooms_protocol::{Operation, PREFER_REFUSED_ROOMS, TOKEN_HEADER, path};
use reqwest::{Response, Url};
use tokio::time::{Instant, sleep};

use crate::Error;
use crate::address::Address;
use crate::device_link::{self, DeviceLink};
use crate::refusal::{self, RAW_LIMIT, Refusal};
use crate::reply::Reply;
use crate::request::Request;
use crate::retry;
use crate::token::Token;

/// How hard to try.
#[derive(Clone, Copy)]
pub(crate) struct Effort {
    /// When the whole call is over.
    pub(crate) until: Instant,
    /// How often a request may be sent again.
    pub(crate) retries: u32,
}

impl Effort {
    /// The same, without sending anything again.
    pub(crate) fn once(self) -> Self {
        Self { retries: 0, ..self }
    }
}

/// One server, and how it is spoken to.
pub(crate) struct Transport {
    pub(crate) http: reqwest::Client,
    pub(crate) address: Address,
    pub(crate) legacy_address: Address,
    pub(crate) call_timeout: Duration,
    pub(crate) retries: u32,
    pub(crate) backoff: Duration,
    pub(crate) max_reply_bytes: usize,
}

/// How a body ended.
enum End {
    Whole,
    /// It was longer than is read.
    Cut,
    Broken(reqwest::Error),
}

impl Transport {
    /// Calls an operation that takes no token.
    pub(crate) async fn run<O: Operation>(
        &self,
        path: &O::Path,
        query: &O::Query,
        body: &O::Body,
        effort: Effort,
    ) -> Result<O::Reply, Error> {
        let request = Request::of::<O>(path, query, body)?;
        let reply = self.exchange(&request, None, effort).await?;
        Ok(reply.decode(&request)?.reply)
    }

    /// Sends `request`, again where it is safe and promises something, and gives a success.
    pub(crate) async fn exchange(
        &self,
        request: &Request,
        token: Option<&Token>,
        effort: Effort,
    ) -> Result<Reply, Error> {
        let mut failures = 0;
        loop {
            let error = match self.send(request, token).await {
                Ok(reply) => return Ok(reply),
                Err(error) => error,
            };
            let may_repeat =
                retry::never_arrived(&error) || (request.is_repeatable && retry::may_pass(&error));
            if failures == effort.retries || !may_repeat {
                return Err(error);
            }
            failures += 1;
            let pause = retry::pause(&error, failures, self.backoff, chance());
            if pause >= effort.until.saturating_duration_since(Instant::now()) {
                return Err(error);
            }
            sleep(pause).await;
        }
    }

    async fn send(&self, request: &Request, token: Option<&Token>) -> Result<Reply, Error> {
        let mut outgoing = self
            .http
            .request(request.method.clone(), self.url(request, token))
            .header(ACCEPT, "application/json");
        if let Some(token) = token.filter(|_| !request.is_legacy()) {
            outgoing = outgoing.header(TOKEN_HEADER, header(token)?);
        }
        if request.is_of_calendars() {
            outgoing = outgoing.header("prefer", PREFER_REFUSED_ROOMS);
        }
        if let Some(body) = &request.body {
            outgoing = outgoing.header(CONTENT_TYPE, "application/json").body(body.clone());
        }
        let sent = outgoing.send().await;
        let response = sent.map_err(|error| failure(request.action, error))?;
        self.receive(request, response).await
    }

    fn url(&self, request: &Request, token: Option<&Token>) -> Url {
        if !request.is_legacy() {
            return self.address.join(&request.target);
        }
        let mut target = request.target.clone();
        if let Some(token) = token {
            target.push(if target.contains('?') { '&' } else { '?' });
            target.push_str("access_token=");
            target.push_str(&path::encode(token.text.reveal()).to_string());
        }
        self.legacy_address.join(&target)
    }

    async fn receive(&self, request: &Request, mut response: Response) -> Result<Reply, Error> {
        let action = request.action;
        let status = response.status();
        let headers = std::mem::take(response.headers_mut());
        if status.is_success() {
            let limit = self.max_reply_bytes;
            return match body(response, limit).await {
                (body, End::Whole) => {
                    let reply = Reply { status, headers, body };
                    if request.is_legacy() { reply.check_legacy(request) } else { Ok(reply) }
                }
                (_, End::Cut) => Err(Error::TooLarge { action, limit }),
                (_, End::Broken(error)) => Err(failure(action, error)),
            };
        }
        Err(refused(action, headers, response).await)
    }

    /// Asks for the connection of a device, which is the caller's from then on.
    pub(crate) async fn open_link(&self, token: &Token, key: &str) -> Result<DeviceLink, Error> {
        let outgoing = self
            .http
            .get(self.address.join(device_link::PATH))
            .header(CONNECTION, "upgrade")
            .header(UPGRADE, "websocket")
            .header(SEC_WEBSOCKET_VERSION, "13")
            .header(SEC_WEBSOCKET_KEY, key)
            .header(TOKEN_HEADER, header(token)?);
        let failed = |error| failure(device_link::ACTION, error);
        let mut response = outgoing.send().await.map_err(failed)?;
        if response.status() != StatusCode::SWITCHING_PROTOCOLS {
            let headers = std::mem::take(response.headers_mut());
            return Err(refused(device_link::ACTION, headers, response).await);
        }
        let accept = response.headers().get(SEC_WEBSOCKET_ACCEPT);
        let accept = accept.and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        Ok(DeviceLink { accept, stream: response.upgrade().await.map_err(failed)? })
    }
}

/// A reply that is no success. The status stands, whatever becomes of the body.
async fn refused(action: &'static str, headers: HeaderMap, response: Response) -> Error {
    let status = response.status();
    let (raw, end) = body(response, RAW_LIMIT).await;
    Error::Refused(Arc::new(Refusal {
        action,
        status,
        headers,
        said: refusal::read(&raw),
        raw,
        is_cut: !matches!(end, End::Whole),
    }))
}

/// Reads a body, up to `limit` bytes of it.
async fn body(mut response: Response, limit: usize) -> (Bytes, End) {
    let mut body = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) => {
                let room = limit - body.len();
                body.extend_from_slice(&chunk[..chunk.len().min(room)]);
                if chunk.len() > room {
                    return (body.into(), End::Cut);
                }
            }
            Ok(None) => return (body.into(), End::Whole),
            Err(error) => return (body.into(), End::Broken(error)),
        }
    }
}

fn header(token: &Token) -> Result<HeaderValue, Error> {
    let mut value = HeaderValue::from_str(token.text.reveal())
        .map_err(|_| Error::invalid("token", "has bytes that no header can carry"))?;
    value.set_sensitive(true);
    Ok(value)
}

/// Of the URL only its origin is kept: its query may hold a secret.
fn failure(action: &'static str, error: reqwest::Error) -> Error {
    let is_connect = error.is_connect();
    let is_builder = error.is_builder();
    let origin = error.url().map(|url| url.origin().ascii_serialization());
    let source = Arc::new(error.without_url());
    if is_connect {
        Error::Connect { action, address: origin.unwrap_or_default(), source }
    } else if is_builder {
        Error::invalid("request", source.to_string())
    } else {
        Error::Broken { action, source }
    }
}

/// A number between 0 and 1, good enough to part clients that failed together.
fn chance() -> f64 {
    let bits = RandomState::new().hash_one(()) >> 32;
    f64::from(u32::try_from(bits).expect("32 bits are left")) / f64::from(u32::MAX)
}
