//! The client: calls of operations, with the token that they need.

use std::fmt;
use std::sync::Arc;

use openrooms_protocol::Operation;
use tokio::time::{Instant, timeout_at};

use crate::Error;
use crate::answer::Answer;
use crate::builder::Builder;
use crate::credentials::Credentials;
use crate::reply::Reply;
use crate::request::Request;
use crate::token::Tokens;
use crate::transport::{Effort, Transport};

/// DingTalk's code for a token that is unknown or has expired, in the new API and in the legacy
/// one.
const TOKEN_REFUSED: [&str; 2] = ["InvalidAuthentication", "40014"];

/// A client of one server, on behalf of one app.
///
/// Clones share connections and tokens and cost next to nothing. Its operations are methods named
/// as the SDKs' actions; those without a method of their own go through [`call`](Self::call).
///
/// It works inside a tokio runtime with I/O and time enabled.
#[derive(Clone)]
pub struct Client {
    pub(crate) transport: Arc<Transport>,
    pub(crate) tokens: Option<Arc<Tokens>>,
}

impl Client {
    /// Starts with the defaults that [`Builder`] lists.
    pub fn builder() -> Builder {
        Builder::default()
    }

    pub(crate) fn new(transport: Transport, credentials: Option<Credentials>) -> Self {
        Self {
            transport: Arc::new(transport),
            tokens: credentials.map(|credentials| Arc::new(Tokens::new(credentials))),
        }
    }

    /// The same server and connections, on behalf of another: a third-party app takes one such
    /// client for each organisation.
    #[must_use]
    pub fn with_credentials(&self, credentials: Credentials) -> Self {
        Self { transport: self.transport.clone(), tokens: Some(Arc::new(Tokens::new(credentials))) }
    }

    /// The server's address, without a slash at its end.
    pub fn address(&self) -> &str {
        self.transport.address.as_str()
    }

    /// Calls an operation by its type.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::rooms::{QueryMeetingRoom, RoomPath};
    /// use openrooms_client::protocol::{Nothing, Operator};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let room = RoomPath { room_id: "0ffb7184xxxxx".into() };
    /// let operator = Operator { union_id: "2iPOLxxxxx".into() };
    /// let reply = client.call::<QueryMeetingRoom>(&room, &operator, &Nothing {}).await?;
    /// assert_eq!(reply.result.room_status, 0);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn call<O: Operation>(
        &self,
        path: &O::Path,
        query: &O::Query,
        body: &O::Body,
    ) -> Result<O::Reply, Error> {
        Ok(self.ask::<O>(path, query, body).await?.reply)
    }

    /// Calls an operation by its type, and gives the reply with its headers and bytes.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # use openrooms_client::protocol::rooms::{QueryMeetingRoom, RoomPath};
    /// # use openrooms_client::protocol::{Nothing, Operator};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// # let room = RoomPath { room_id: "0ffb7184xxxxx".into() };
    /// # let operator = Operator { union_id: "2iPOLxxxxx".into() };
    /// let answer = client.ask::<QueryMeetingRoom>(&room, &operator, &Nothing {}).await?;
    /// assert_eq!(answer.status, 200);
    /// assert!(answer.request_id().is_some());
    /// assert!(answer.raw.starts_with(br#"{"result":{"#));
    /// # Ok(())
    /// # }
    /// ```
    pub async fn ask<O: Operation>(
        &self,
        path: &O::Path,
        query: &O::Query,
        body: &O::Body,
    ) -> Result<Answer<O::Reply>, Error> {
        let request = Request::of::<O>(path, query, body)?;
        self.reply(&request).await?.decode(&request)
    }

    async fn reply(&self, request: &Request) -> Result<Reply, Error> {
        let limit = self.transport.call_timeout;
        let effort = Effort { until: Instant::now() + limit, retries: self.transport.retries };
        let reply = timeout_at(effort.until, self.reply_within(request, effort)).await;
        reply.unwrap_or(Err(Error::Timeout { action: request.action, limit }))
    }

    async fn reply_within(&self, request: &Request, effort: Effort) -> Result<Reply, Error> {
        let transport = &self.transport;
        if !request.takes_token {
            return transport.exchange(request, None, effort).await;
        }
        let Some(tokens) = &self.tokens else {
            return Err(Error::invalid("credentials", format!("{} needs some", request.action)));
        };
        let token = tokens.token(transport, effort, None).await?;
        match transport.exchange(request, Some(&token), effort).await {
            // Nothing was done: a server looks at the token first.
            Err(error) if token.is_fetched() && is_token_refused(&error) => {
                let token = tokens.token(transport, effort, Some(&token)).await?;
                transport.exchange(request, Some(&token), effort).await
            }
            answered => answered,
        }
    }
}

fn is_token_refused(error: &Error) -> bool {
    error.code().is_some_and(|code| TOKEN_REFUSED.contains(&code))
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let credentials = self.tokens.as_ref().map(|tokens| &tokens.credentials);
        f.debug_struct("Client")
            .field("address", &self.address())
            .field("credentials", &credentials)
            .finish_non_exhaustive()
    }
}
