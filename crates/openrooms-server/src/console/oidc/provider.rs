//! A provider: how it was set, and what is asked of it.
//!
//! Only hosts that the settings name are asked: the issuer's own, and what was named beside it. No
//! redirect is followed; an answer is read up to a bound, and waited for so long and no longer.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use openrooms_core::id::CorpId;
use openrooms_core::name;
use openrooms_core::time::EpochMillis;
use openrooms_protocol::path::encode;
use openrooms_protocol::query;
use reqwest::{RequestBuilder, Url, redirect, retry};
use rustls::crypto::{CryptoProvider, ring};
use serde_json::Value;
use tokio::sync::{Mutex, Semaphore};
use tokio::time::timeout;

use super::proof::{self, Claims, Key, MAIL};

/// How long a connection may take to open.
const CONNECTING: Duration = Duration::from_secs(3);
/// How long an answer may take.
const ANSWERING: Duration = Duration::from_secs(8);
/// The longest answer, in bytes.
const LONGEST_ANSWER: usize = 256 * 1024;
/// How many ask at once; others wait for a place as long as for an answer.
const AT_ONCE: usize = 16;
/// How long what a provider says of itself is believed, in seconds.
const KNOWN_SECONDS: i64 = 3600;

/// A provider as it is set.
#[derive(Clone)]
pub struct ProviderSettings {
    /// Its name in addresses of ours.
    pub id: String,
    /// Its name for people; `None`: the issuer's host.
    pub name: Option<String>,
    /// Who issues the tokens, letter for letter.
    pub issuer: String,
    /// What we are called there.
    pub client_id: String,
    /// What proves that we are it; `None` where nothing does.
    pub client_secret: Option<String>,
    /// The organisation whose people sign in; `None`: the only one.
    pub corp: Option<CorpId>,
    /// The claim that names a person: `email` a mail address, any other a user id of ours.
    pub claim: String,
    /// Hosts beside the issuer's that may be asked.
    pub hosts: Vec<String>,
}

/// A provider that people sign in by.
#[derive(Clone)]
pub struct Provider(std::sync::Arc<Inner>);

struct Inner {
    id: String,
    name: String,
    issuer: String,
    client_id: String,
    client_secret: Option<String>,
    corp: Option<CorpId>,
    claim: String,
    hosts: Vec<String>,
    http: reqwest::Client,
    known: Mutex<Asked>,
    /// How often it was asked what it says of itself, and the answer, or none, is in.
    answers: AtomicU64,
    places: Semaphore,
}

/// What came of asking a provider what it says of itself.
#[derive(Default)]
struct Asked {
    known: Option<Known>,
    /// Why nothing came of it last, and the how manieth time that was.
    failed: Option<(u64, Trouble)>,
}

/// What a provider says of itself.
#[derive(Clone)]
pub(super) struct Known {
    read_at: EpochMillis,
    /// Where people are sent.
    pub(super) authorization: Url,
    token: Url,
    keys: Url,
    about_person: Option<Url>,
    /// Whether the secret goes into the form, in place of the head.
    takes_form_alone: bool,
    /// Whether its answers say whose they are.
    pub(super) names_itself: bool,
    found: Vec<Key>,
}

/// Why a provider vouches for nobody.
#[derive(Debug, Clone, thiserror::Error)]
pub(super) enum Trouble {
    /// It is away, or does not answer as it should.
    #[error("{what}: {why}")]
    Away {
        /// What was asked of it.
        what: &'static str,
        /// What became of it.
        why: String,
    },
    /// It refuses, in a word of the standard.
    #[error("{what}: it refuses: {error}")]
    Refuses {
        /// What was asked of it.
        what: &'static str,
        /// Its word.
        error: String,
    },
    /// What it says proves nothing.
    #[error("{0}")]
    Wrong(#[from] proof::Wrong),
}

impl Provider {
    /// A provider of these settings, or what is wrong with them.
    pub fn new(settings: ProviderSettings) -> Result<Self, String> {
        let ProviderSettings { id, name, issuer, client_id, client_secret, corp, claim, hosts } =
            settings;
        let of_id = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if !(1..=32).contains(&id.len()) || !id.bytes().all(of_id) {
            return Err("the id must be 1 to 32 small letters, digits and hyphens".into());
        }
        let url = address(&issuer).ok_or(
            "the issuer is not an address such as https://login.example.org (http is for this \
             machine alone)",
        )?;
        if url.query().is_some() || url.fragment().is_some() || issuer.len() > 500 {
            return Err("the issuer must have no ? and no #, and 500 characters at most".into());
        }
        let is_name = |text: &str, most| {
            let plain = !text.trim().is_empty() && !text.chars().any(name::steers);
            plain && text.chars().count() <= most
        };
        if !is_name(&client_id, 500) {
            return Err("the client id is missing, too long, or has a control character".into());
        }
        if client_secret.as_deref().is_some_and(|secret| !is_name(secret, 4000)) {
            return Err("the client secret is empty, too long, or has a control character".into());
        }
        let host = url.host_str().unwrap_or_default().to_owned();
        let name = name.unwrap_or_else(|| host.clone());
        if !is_name(&name, 50) {
            return Err("the name must be 1 to 50 characters, none of them a control".into());
        }
        let of_claim = |byte: u8| byte.is_ascii_graphic();
        if !(1..=100).contains(&claim.len()) || !claim.bytes().all(of_claim) {
            return Err("the claim must be the name of one, such as email".into());
        }
        let of_host = |byte: u8| byte.is_ascii_alphanumeric() || b"-.:[]".contains(&byte);
        if hosts.iter().any(|host| host.is_empty() || !host.bytes().all(of_host)) {
            return Err("a host is not one such as login.example.org".into());
        }
        let place = place(&url);
        let hosts = hosts.iter().map(|host| host.to_ascii_lowercase()).chain([place]).collect();
        let http = client(&url).map_err(|error| error.without_url().to_string())?;
        Ok(Self(std::sync::Arc::new(Inner {
            id,
            name,
            issuer,
            client_id,
            client_secret,
            corp,
            claim,
            hosts,
            http,
            known: Mutex::default(),
            answers: AtomicU64::new(0),
            places: Semaphore::new(AT_ONCE),
        })))
    }

    pub(crate) fn id(&self) -> &str {
        &self.0.id
    }

    /// What people call it.
    pub(crate) fn name(&self) -> &str {
        &self.0.name
    }

    /// The organisation whose people sign in; `None`: the only one.
    pub(crate) fn corp(&self) -> Option<&CorpId> {
        self.0.corp.as_ref()
    }

    pub(super) fn issuer(&self) -> &str {
        &self.0.issuer
    }

    pub(super) fn client_id(&self) -> &str {
        &self.0.client_id
    }

    pub(super) fn claim(&self) -> &str {
        &self.0.claim
    }

    /// What is asked of people: no more than what names them.
    pub(super) fn scope(&self) -> &'static str {
        match &*self.0.claim {
            "sub" => "openid",
            MAIL => "openid email",
            _ => "openid profile",
        }
    }

    /// What it says of itself. Whoever comes while one asks waits for the answer, whichever it is: each
    /// would wait for those before, if they asked a provider that is away in turn.
    pub(super) async fn known(&self, now: EpochMillis) -> Result<Known, Trouble> {
        let before = self.0.answers.load(Ordering::Acquire);
        let mut asked = self.0.known.lock().await;
        if let Some(known) = asked
            .known
            .as_ref()
            .filter(|known| (0..KNOWN_SECONDS).contains(&known.read_at.seconds_until(now)))
        {
            return Ok(known.clone());
        }
        if let Some((_, trouble)) = asked.failed.as_ref().filter(|(time, _)| *time > before) {
            return Err(trouble.clone());
        }
        let found = self.discover(now).await;
        let time = self.0.answers.fetch_add(1, Ordering::AcqRel) + 1;
        match found {
            Ok(found) => Ok(asked.known.insert(found).clone()),
            Err(trouble) => {
                asked.failed = Some((time, trouble.clone()));
                Err(trouble)
            }
        }
    }

    /// The same, with the keys of this moment: it may have changed them.
    pub(super) async fn known_anew(
        &self,
        seen: &Known,
        now: EpochMillis,
    ) -> Result<Known, Trouble> {
        let mut asked = self.0.known.lock().await;
        let keys = self.keys(&seen.keys).await?;
        Ok(asked.known.insert(Known { found: keys, read_at: now, ..seen.clone() }).clone())
    }

    async fn discover(&self, now: EpochMillis) -> Result<Known, Trouble> {
        const WHAT: &str = "its configuration";
        let issuer = self.issuer();
        let at = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
        let url = address(&at).ok_or_else(|| away(WHAT, "its address is none"))?;
        let said = self.asked(WHAT, &url, self.0.http.get(url.clone())).await?;
        let text = |name: &str| said.get(name).and_then(Value::as_str);
        if text("issuer") != Some(issuer) {
            let why = "it names another issuer: the setting must be its issuer letter for letter";
            return Err(away(WHAT, why));
        }
        let endpoint = |name: &'static str| {
            let found = text(name).and_then(address);
            found.ok_or_else(|| away(WHAT, format!("{name} is missing, or no https address")))
        };
        let methods = said.get("token_endpoint_auth_methods_supported").and_then(Value::as_array);
        let takes = |name: &str| methods.is_some_and(|all| all.iter().any(|one| one == name));
        let keys = endpoint("jwks_uri")?;
        let itself = said.get("authorization_response_iss_parameter_supported");
        Ok(Known {
            read_at: now,
            authorization: endpoint("authorization_endpoint")?,
            token: endpoint("token_endpoint")?,
            about_person: text("userinfo_endpoint").and_then(address),
            takes_form_alone: takes("client_secret_post") && !takes("client_secret_basic"),
            names_itself: itself == Some(&Value::Bool(true)),
            found: self.keys(&keys).await?,
            keys,
        })
    }

    async fn keys(&self, url: &Url) -> Result<Vec<Key>, Trouble> {
        const WHAT: &str = "its keys";
        let set = self.asked(WHAT, url, self.0.http.get(url.clone())).await?;
        Ok(proof::keys(&set))
    }

    /// Trades a code for what the provider knows of whoever brought it.
    pub(super) async fn trade(
        &self,
        known: &Known,
        (code, verifier, back): (&str, &str, &str),
    ) -> Result<Traded, Trouble> {
        const WHAT: &str = "a token";
        let id = self.client_id();
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", back),
            ("code_verifier", verifier),
        ];
        let mut asking = self.0.http.post(known.token.clone());
        match self.0.client_secret.as_deref() {
            Some(secret) if !known.takes_form_alone => {
                let pair = STANDARD.encode(format!("{}:{}", encode(id), encode(secret)));
                let value = HeaderValue::from_str(&format!("Basic {pair}"));
                let mut value = value.expect("base64 is plain");
                value.set_sensitive(true);
                asking = asking.header(AUTHORIZATION, value);
            }
            Some(secret) => form.extend([("client_id", id), ("client_secret", secret)]),
            None => form.push(("client_id", id)),
        }
        let asking = asking
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(query::write(form));
        let said = self.asked(WHAT, &known.token, asking).await?;
        let text = |name: &str| said.get(name).and_then(Value::as_str).map(str::to_owned);
        let id_token = text("id_token").ok_or_else(|| away(WHAT, "there is no id_token"))?;
        Ok(Traded { id_token, access_token: text("access_token") })
    }

    /// What the provider tells of a person beside their ID token; nothing where it has no place for
    /// that.
    pub(super) async fn about(
        &self,
        known: &Known,
        access_token: Option<&str>,
        subject: Option<&str>,
    ) -> Result<Claims, Trouble> {
        const WHAT: &str = "what it knows of a person";
        let (Some(url), Some(token)) = (&known.about_person, access_token) else {
            return Ok(Claims::new());
        };
        let mut value = HeaderValue::from_str(&format!("Bearer {token}"))
            .map_err(|_| away(WHAT, "its access token is no plain text"))?;
        value.set_sensitive(true);
        let asking = self.0.http.get(url.clone()).header(AUTHORIZATION, value);
        let said = self.asked(WHAT, url, asking).await?;
        // It must be of the same person: else one could get another's address.
        if said.get("sub").and_then(Value::as_str) != subject {
            return Err(proof::Wrong::Subject.into());
        }
        Ok(said)
    }

    /// Asks, and reads a JSON object.
    async fn asked(
        &self,
        what: &'static str,
        url: &Url,
        asking: RequestBuilder,
    ) -> Result<Claims, Trouble> {
        if !self.0.hosts.contains(&place(url)) {
            let why = format!("{} is none of the hosts that may be asked (oidc_host)", place(url));
            return Err(away(what, why));
        }
        let working = async {
            let _place = self.0.places.acquire().await.map_err(|error| error.to_string())?;
            let failed = |error: reqwest::Error| told(&error.without_url());
            let asking = asking.header(ACCEPT, "application/json");
            let mut response = asking.send().await.map_err(failed)?;
            let mut body = Vec::new();
            while let Some(chunk) = response.chunk().await.map_err(failed)? {
                if body.len() + chunk.len() > LONGEST_ANSWER {
                    return Err("its answer is too long".to_owned());
                }
                body.extend_from_slice(&chunk);
            }
            Ok((response.status(), serde_json::from_slice::<Value>(&body)))
        };
        let answered = timeout(ANSWERING, working).await;
        let answered = answered.unwrap_or_else(|_| Err("no answer in time".to_owned()));
        let (status, body) = answered.map_err(|why| away(what, why))?;
        match body {
            Ok(Value::Object(said)) if status.is_success() => Ok(said),
            Ok(Value::Object(said)) if status.is_client_error() && said.contains_key("error") => {
                let error = said.get("error").and_then(Value::as_str).unwrap_or_default();
                Err(Trouble::Refuses { what, error: word(error) })
            }
            Ok(_) if status.is_success() => Err(away(what, "its answer is no JSON object")),
            _ => Err(away(what, format!("it answers {status}"))),
        }
    }
}

/// What a code is good for.
pub(super) struct Traded {
    pub(super) id_token: String,
    pub(super) access_token: Option<String>,
}

impl Known {
    /// The keys that it publishes.
    pub(super) fn keys(&self) -> &[Key] {
        &self.found
    }
}

fn away(what: &'static str, why: impl Into<String>) -> Trouble {
    Trouble::Away { what, why: why.into() }
}

/// A stranger's word for an error, fit for the log: those of the standard are small letters and `_`.
pub(super) fn word(error: &str) -> String {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
    let is_plain = (1..=60).contains(&error.len()) && error.bytes().all(is_word);
    if is_plain { error.to_owned() } else { "in no word of the standard".to_owned() }
}

/// An error with its causes.
fn told(error: &reqwest::Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(next) = cause {
        text = format!("{text}: {next}");
        cause = next.source();
    }
    text
}

/// An address that is asked, or that people are sent to: https, or http on this machine.
fn address(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let is_here = match url.host_str()? {
        "localhost" | "[::1]" => true,
        host => host.parse::<std::net::Ipv4Addr>().is_ok_and(|host| host.is_loopback()),
    };
    let is_safe = url.scheme() == "https" || (url.scheme() == "http" && is_here);
    let is_plain = url.username().is_empty() && url.password().is_none();
    (is_safe && is_plain).then_some(url)
}

/// Host, and port where it is not the usual one.
fn place(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

fn client(issuer: &Url) -> reqwest::Result<reqwest::Client> {
    if CryptoProvider::get_default().is_none() {
        // Where another thread was faster, its choice stands.
        let _ = ring::default_provider().install_default();
    }
    let mut http = reqwest::Client::builder()
        .user_agent(concat!("openrooms/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(CONNECTING)
        .timeout(ANSWERING)
        .redirect(redirect::Policy::none())
        .referer(false)
        .retry(retry::never())
        .pool_max_idle_per_host(0);
    if issuer.scheme() == "http" {
        // On this machine: no proxy, and nothing to be verified.
        http = http.no_proxy().tls_certs_only([]);
    }
    http.build()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::AtomicUsize;

    use tokio::io::AsyncWriteExt as _;
    use tokio::net::TcpListener;

    use super::*;

    fn settings() -> ProviderSettings {
        ProviderSettings {
            id: "sso".into(),
            name: None,
            issuer: "https://login.example.org/realms/a".into(),
            client_id: "openrooms".into(),
            client_secret: Some("secret".into()),
            corp: None,
            claim: MAIL.into(),
            hosts: Vec::new(),
        }
    }

    #[tokio::test]
    async fn those_who_wait_for_one_answer_are_told_it_whichever_it_is() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let provider = Provider::new(ProviderSettings { issuer, ..settings() });
        let provider = provider.unwrap_or_else(|error| panic!("{error}"));
        let count = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&count);
        tokio::spawn(async move {
            while let Ok((mut socket, _)) = listener.accept().await {
                counted.fetch_add(1, Ordering::Relaxed);
                let broken = b"HTTP/1.1 500 no\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
                socket.write_all(broken).await.unwrap();
            }
        });
        let ask = || provider.known(EpochMillis(1));
        let (one, two, three) = tokio::join!(ask(), ask(), ask());
        assert!([one, two, three].iter().all(Result::is_err));
        assert_eq!(count.load(Ordering::Relaxed), 1);
        // Whoever comes later asks anew: it may be back.
        assert!(ask().await.is_err());
        assert_eq!(count.load(Ordering::Relaxed), 2);
    }

    #[test]
    fn settings_are_a_provider_or_say_what_is_wrong() {
        let provider = Provider::new(settings()).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!((provider.id(), provider.name()), ("sso", "login.example.org"));
        let wrong = |change: fn(&mut ProviderSettings)| {
            let mut settings = settings();
            change(&mut settings);
            Provider::new(settings).err().unwrap_or_else(|| "taken".to_owned())
        };
        for (said, begin) in [
            (wrong(|settings| settings.id = "A".into()), "the id "),
            (wrong(|settings| settings.id = "a/b".into()), "the id "),
            (wrong(|settings| settings.issuer = "http://login.example.org".into()), "the issuer "),
            (wrong(|settings| settings.issuer = "login.example.org".into()), "the issuer "),
            (wrong(|settings| settings.issuer = "https://a@example.org".into()), "the issuer "),
            (wrong(|settings| settings.issuer = "https://example.org?a".into()), "the issuer "),
            (wrong(|settings| settings.client_id = " ".into()), "the client id "),
            (wrong(|settings| settings.client_secret = Some("a\nb".into())), "the client secret "),
            (wrong(|settings| settings.name = Some("a\u{202e}".into())), "the name "),
            (wrong(|settings| settings.name = Some("a".repeat(51))), "the name "),
            (wrong(|settings| settings.claim = "e mail".into()), "the claim "),
            (wrong(|settings| settings.hosts = vec!["https://a".into()]), "a host "),
            (wrong(|settings| settings.issuer = "http://127.0.0.1:9".into()), "taken"),
            (wrong(|settings| settings.client_secret = None), "taken"),
        ] {
            assert!(said.starts_with(begin), "{begin}: {said}");
        }
    }

    #[test]
    fn what_is_asked_is_https_or_here() {
        for (text, wanted) in [
            ("https://a.example.org:8443/x?y", Some("a.example.org:8443")),
            ("https://a.example.org:443/", Some("a.example.org")),
            ("HTTPS://A.example.org/", Some("a.example.org")),
            ("http://127.0.0.1:9/", Some("127.0.0.1:9")),
            ("http://localhost/", Some("localhost")),
            ("http://[::1]:9/", Some("[::1]:9")),
            ("http://a.example.org/", None),
            ("http://10.0.0.1/", None),
            ("http://127.0.0.1.example.org/", None),
            ("https://u:p@a.example.org/", None),
            ("file:///etc/passwd", None),
            ("/x", None),
        ] {
            assert_eq!(address(text).as_ref().map(place).as_deref(), wanted, "{text}");
        }
    }

    #[test]
    fn a_strangers_word_is_one_or_is_not_repeated() {
        for (said, wanted) in [
            ("invalid_grant", "invalid_grant"),
            ("a\nb", "in no word of the standard"),
            ("", "in no word of the standard"),
        ] {
            assert_eq!(word(said), wanted);
        }
    }
}
