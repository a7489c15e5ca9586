//! The settings of a client.

use std::time::Duration;

use reqwest::{Certificate, redirect, retry};
use rustls::crypto::{CryptoProvider, ring};

use crate::Error;
use crate::address::{Address, DINGTALK};
use crate::client::Client;
use crate::credentials::Credentials;
use crate::transport::Transport;

/// The settings of a [`Client`]; made by [`Client::builder`].
#[derive(Debug, Clone)]
pub struct Builder {
    address: String,
    legacy_address: Option<String>,
    credentials: Option<Credentials>,
    connect_timeout: Duration,
    call_timeout: Duration,
    retries: u32,
    backoff: Duration,
    max_reply_bytes: usize,
    root_certificates: Vec<Vec<u8>>,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            address: DINGTALK.into(),
            legacy_address: None,
            credentials: None,
            connect_timeout: Duration::from_secs(5),
            call_timeout: Duration::from_secs(30),
            retries: 2,
            backoff: Duration::from_millis(100),
            max_reply_bytes: 8 * 1024 * 1024,
            root_certificates: Vec::new(),
        }
    }
}

impl Builder {
    /// Where the server is: `https://` or `http://`, a host, perhaps a port and a path. Default:
    /// [`DINGTALK`], as in the official SDKs; [`DINGTALK_IO`](crate::DINGTALK_IO) is the other name.
    #[must_use]
    pub fn address(mut self, address: impl Into<String>) -> Self {
        self.address = address.into();
        self
    }

    /// Where the legacy API is. Default: at the same address, but for DingTalk's own, which have a
    /// host for it.
    #[must_use]
    pub fn legacy_address(mut self, address: impl Into<String>) -> Self {
        self.legacy_address = Some(address.into());
        self
    }

    /// On whose behalf it calls. Default: nobody's, which serves for the calls that fetch tokens.
    #[must_use]
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = Some(credentials);
        self
    }

    /// How long one connection may take to open, TLS included. Default: 5 s.
    #[must_use]
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connect_timeout = limit;
        self
    }

    /// How long a whole call may take: the fetching of a token, every attempt and the pauses
    /// between them. Default: 30 s.
    #[must_use]
    pub fn call_timeout(mut self, limit: Duration) -> Self {
        self.call_timeout = limit;
        self
    }

    /// How often a request is sent again where that is [safe](crate#what-is-repeated). Default: 2;
    /// 0 sends each once.
    #[must_use]
    pub fn retries(mut self, retries: u32) -> Self {
        self.retries = retries;
        self
    }

    /// The longest first pause before a request is sent again; it doubles each time up to 5 s, and
    /// between a half and the whole of it is waited. Default: 100 ms.
    #[must_use]
    pub fn backoff(mut self, first: Duration) -> Self {
        self.backoff = first;
        self
    }

    /// How long a success may be, in bytes; a longer one is [`Error::TooLarge`]. Default: 8 MiB.
    #[must_use]
    pub fn max_reply_bytes(mut self, limit: usize) -> Self {
        self.max_reply_bytes = limit;
        self
    }

    /// Trusts the certificates of a PEM file as well as the system's: for a server whose
    /// certificate comes from an authority of the house.
    #[must_use]
    pub fn root_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.root_certificates.push(pem.into());
        self
    }

    /// Makes the client, or says which setting cannot be used ([`Error::Invalid`]).
    ///
    /// The proxy that the environment names (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`)
    /// is used, except for a server on this machine. Where the process has not chosen a
    /// cryptography provider for rustls, ring is installed as its default.
    ///
    /// ```
    /// use openrooms_client::{Client, Credentials};
    ///
    /// let client = Client::builder().address("http://127.0.0.1:8080/").retries(0).build()?;
    /// assert_eq!(client.address(), "http://127.0.0.1:8080");
    ///
    /// let error = Client::builder().address("ftp://example.org").build().unwrap_err();
    /// assert_eq!(error.to_string(), "address: begins with neither https:// nor http://");
    ///
    /// let app = Credentials::internal_app("dingdemo", "demo-secret");
    /// assert!(!format!("{app:?}").contains("demo-secret"));
    /// # Ok::<(), openrooms_client::Error>(())
    /// ```
    pub fn build(self) -> Result<Client, Error> {
        let address = Address::parse(&self.address)?;
        let legacy_address = match &self.legacy_address {
            Some(text) => Address::parse(text)?,
            None => address.legacy(),
        };
        let transport = Transport {
            http: self.http(&[&address, &legacy_address])?,
            address,
            legacy_address,
            call_timeout: self.call_timeout,
            retries: self.retries,
            backoff: self.backoff,
            max_reply_bytes: self.max_reply_bytes,
        };
        Ok(Client::new(transport, self.credentials))
    }

    fn http(&self, addresses: &[&Address]) -> Result<reqwest::Client, Error> {
        if CryptoProvider::get_default().is_none() {
            // Where another thread was faster, its choice stands.
            let _ = ring::default_provider().install_default();
        }
        let mut http = reqwest::Client::builder()
            .user_agent(concat!("openrooms-client/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(self.connect_timeout)
            .redirect(redirect::Policy::none())
            .referer(false)
            .retry(retry::never());
        if addresses.iter().all(|address| address.is_loopback()) {
            http = http.no_proxy();
        }
        if !addresses.iter().any(|address| address.is_tls()) {
            // Nothing is to be verified: a system without certificates will do, and start is faster.
            return http.tls_certs_only([]).build().map_err(invalid);
        }
        for pem in &self.root_certificates {
            http = http.tls_certs_merge(Certificate::from_pem_bundle(pem).map_err(invalid)?);
        }
        http.build().map_err(invalid)
    }
}

fn invalid(error: reqwest::Error) -> Error {
    let error = error.without_url();
    let cause = std::error::Error::source(&error).map(ToString::to_string);
    Error::invalid("TLS", cause.unwrap_or_else(|| error.to_string()))
}
