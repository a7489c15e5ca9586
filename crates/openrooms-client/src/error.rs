//! What can go wrong with a call.

use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;
use openrooms_protocol::ErrorBody;

use crate::refusal::{Refusal, Said};
use crate::reply::Unreadable;

/// What lies below an [`Error`]; it names hosts and ports, never a path, a query or a secret.
pub type Cause = Arc<dyn std::error::Error + Send + Sync>;

/// Why a call gave no reply. `action` is the operation that failed, which may be the fetching of a
/// token for the one that was called.
///
/// Cloning is cheap: tasks that waited for one token share its error.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A setting or a parameter that cannot be used. Nothing was sent.
    #[error("{what}: {reason}")]
    Invalid {
        /// Its name.
        what: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The server answered that it will not, or cannot.
    #[error("{0}")]
    Refused(Arc<Refusal>),
    /// There was no connection. Nothing was sent.
    #[error("{action}: no connection to {address}")]
    Connect {
        /// The operation.
        action: &'static str,
        /// The server's address, without a path.
        address: String,
        /// Why.
        source: Cause,
    },
    /// The time for the whole call was up. What was sent may have been done.
    #[error("{action}: no answer within {limit:?}")]
    Timeout {
        /// The operation.
        action: &'static str,
        /// [`Builder::call_timeout`](crate::Builder::call_timeout).
        limit: Duration,
    },
    /// The connection broke before the reply was complete. What was sent may have been done.
    #[error("{action}: the connection broke before the reply was complete")]
    Broken {
        /// The operation.
        action: &'static str,
        /// How.
        source: Cause,
    },
    /// The server says that it succeeded, in a reply that is not of the operation's type.
    #[error("{0}")]
    Unreadable(Arc<Unreadable>),
    /// The server says that it succeeded, in a reply longer than is read.
    #[error("{action}: a reply of more than {limit} bytes")]
    TooLarge {
        /// The operation.
        action: &'static str,
        /// [`Builder::max_reply_bytes`](crate::Builder::max_reply_bytes).
        limit: usize,
    },
}

impl Error {
    pub(crate) fn invalid(what: impl Into<String>, reason: impl Into<String>) -> Self {
        Self::Invalid { what: what.into(), reason: reason.into() }
    }

    /// What the server said, where it refused.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            _ => None,
        }
    }

    /// The server's code for it, such as `room.not.found`; of the legacy API the `sub_code`, or the
    /// `errcode` where there is none.
    pub fn code(&self) -> Option<&str> {
        self.refusal()?.code()
    }

    /// The error body of the new API, where the server sent one.
    pub fn body(&self) -> Option<&ErrorBody> {
        match &self.refusal()?.said {
            Said::Error(body) => Some(body),
            _ => None,
        }
    }

    /// The HTTP status, where there was a reply; of a reply that cannot be read a success.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Refused(refusal) => Some(refusal.status),
            Self::Unreadable(unreadable) => Some(unreadable.status),
            _ => None,
        }
    }

    /// The server's name for the request, from the body or else from the header.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Refused(refusal) => refusal.request_id(),
            Self::Unreadable(unreadable) => unreadable.request_id(),
            _ => None,
        }
    }
}
