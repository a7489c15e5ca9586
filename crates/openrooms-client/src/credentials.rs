//! Who calls.

use std::sync::{Arc, PoisonError, RwLock};

use openrooms_protocol::Nothing;
use openrooms_protocol::oauth2::{
    AppCredentials, ClientCredentials, CorpCredentials, CorpPath, GetAccessToken,
    GetCorpAccessToken, GetToken,
};

use crate::Error;
use crate::secret::Secret;
use crate::transport::{Effort, Transport};

/// Who calls: an app of either kind, or a token that somebody else fetched. Secrets, tickets and
/// tokens stay out of its `Debug`.
#[derive(Debug, Clone)]
pub struct Credentials(Kind);

#[derive(Debug, Clone)]
enum Kind {
    InternalApp {
        key: String,
        secret: Secret,
    },
    ThirdPartyApp {
        suite_key: String,
        suite_secret: Secret,
        suite_ticket: SuiteTicket,
        corp_id: String,
    },
    ClientCredentials {
        client_id: String,
        client_secret: Secret,
        corp_id: String,
    },
    Token(Secret),
}

impl Credentials {
    /// An organisation's own app, whose tokens come from `GetAccessToken`.
    pub fn internal_app(key: impl Into<String>, secret: impl Into<String>) -> Self {
        Self(Kind::InternalApp { key: key.into(), secret: Secret::new(secret) })
    }

    /// A third-party app (a suite) on the organisation `corp_id` that authorised it, whose tokens
    /// come from `GetCorpAccessToken`.
    ///
    /// The platform pushes a new ticket every few hours: keep a clone of the [`SuiteTicket`] and
    /// [set](SuiteTicket::set) it. One ticket serves the clients of all organisations.
    pub fn third_party_app(
        suite_key: impl Into<String>,
        suite_secret: impl Into<String>,
        suite_ticket: impl Into<SuiteTicket>,
        corp_id: impl Into<String>,
    ) -> Self {
        Self(Kind::ThirdPartyApp {
            suite_key: suite_key.into(),
            suite_secret: Secret::new(suite_secret),
            suite_ticket: suite_ticket.into(),
            corp_id: corp_id.into(),
        })
    }

    /// An app of either kind on the organisation `corp_id`, whose tokens come from `GetToken`, the
    /// call in the form of OAuth 2.0; it asks for no ticket.
    pub fn client_credentials(
        client_id: impl Into<String>,
        client_secret: impl Into<String>,
        corp_id: impl Into<String>,
    ) -> Self {
        Self(Kind::ClientCredentials {
            client_id: client_id.into(),
            client_secret: Secret::new(client_secret),
            corp_id: corp_id.into(),
        })
    }

    /// A token that is ready. It is neither renewed nor replaced: once it has expired, calls end
    /// with `InvalidAuthentication`.
    pub fn token(token: impl Into<String>) -> Self {
        Self(Kind::Token(Secret::new(token)))
    }

    /// The token, where it is ready.
    pub(crate) fn ready(&self) -> Option<&Secret> {
        match &self.0 {
            Kind::Token(token) => Some(token),
            _ => None,
        }
    }

    /// Fetches a token, and the seconds that it lives.
    pub(crate) async fn fetch(
        &self,
        transport: &Transport,
        effort: Effort,
    ) -> Result<(Secret, i64), Error> {
        let none = Nothing {};
        match &self.0 {
            Kind::InternalApp { key, secret } => {
                let body = AppCredentials {
                    app_key: Some(key.clone()),
                    app_secret: Some(secret.reveal().to_owned()),
                };
                let issued = transport.run::<GetAccessToken>(&none, &none, &body, effort).await?;
                Ok((Secret::new(issued.access_token), issued.expire_in))
            }
            Kind::ThirdPartyApp { suite_key, suite_secret, suite_ticket, corp_id } => {
                let body = CorpCredentials {
                    suite_key: Some(suite_key.clone()),
                    suite_secret: Some(suite_secret.reveal().to_owned()),
                    auth_corp_id: Some(corp_id.clone()),
                    suite_ticket: Some(suite_ticket.current().reveal().to_owned()),
                };
                let issued =
                    transport.run::<GetCorpAccessToken>(&none, &none, &body, effort).await?;
                Ok((Secret::new(issued.access_token), issued.expire_in))
            }
            Kind::ClientCredentials { client_id, client_secret, corp_id } => {
                let path = CorpPath { corp_id: corp_id.clone() };
                let body = ClientCredentials {
                    client_id: Some(client_id.clone()),
                    client_secret: Some(client_secret.reveal().to_owned()),
                    grant_type: Some("client_credentials".into()),
                };
                let granted = transport.run::<GetToken>(&path, &none, &body, effort).await?;
                Ok((Secret::new(granted.access_token), granted.expires_in))
            }
            Kind::Token(token) => Ok((token.clone(), i64::MAX)),
        }
    }
}

/// The ticket that the platform pushes to a third-party app. Clones are one ticket: what is set on
/// one is sent by all.
#[derive(Debug, Clone)]
pub struct SuiteTicket(Arc<RwLock<Secret>>);

impl SuiteTicket {
    /// The ticket as it is now.
    pub fn new(ticket: impl Into<String>) -> Self {
        Self(Arc::new(RwLock::new(Secret::new(ticket))))
    }

    /// Takes the ticket that was pushed last. Tokens that were fetched with the old one live on.
    pub fn set(&self, ticket: impl Into<String>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Secret::new(ticket);
    }

    fn current(&self) -> Secret {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl From<&str> for SuiteTicket {
    fn from(ticket: &str) -> Self {
        Self::new(ticket)
    }
}

impl From<String> for SuiteTicket {
    fn from(ticket: String) -> Self {
        Self::new(ticket)
    }
}
