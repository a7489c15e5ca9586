//! A provider of OpenID Connect on loopback, which keeps to the standard unless a test says otherwise.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use openrooms_protocol::query;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::fixture::NOW;
use crate::sample::with;

/// What the server is called there.
pub(crate) const CLIENT: &str = "openrooms";
/// What proves that it is it: with signs that travel escaped.
pub(crate) const SECRET: &str = "a+b/c d";

/// What a provider says, which a test may change.
pub(crate) struct Says {
    /// On top of its configuration.
    pub(crate) configuration: Value,
    /// On top of the usual claims of an ID token; null leaves one out.
    pub(crate) claims: Value,
    /// On top of the header of an ID token.
    pub(crate) header: Value,
    /// In place of the answer to whoever trades a code.
    pub(crate) traded: Option<(u16, String)>,
    /// What it tells of a person.
    pub(crate) about: Value,
    /// Whether it takes any code of its own, from anybody, again and again.
    pub(crate) is_careless: bool,
    /// The key that it signs by, and those that it publishes.
    pub(crate) key: Arc<SigningKey>,
    pub(crate) published: Vec<Arc<SigningKey>>,
    /// What was asked of it.
    pub(crate) asked: Vec<String>,
    codes: HashMap<String, HashMap<String, String>>,
}

/// A key with its name.
pub(crate) struct SigningKey {
    name: String,
    pair: EcdsaKeyPair,
}

impl SigningKey {
    pub(crate) fn generate(name: &str) -> Arc<Self> {
        let (kind, random) = (&ECDSA_P256_SHA256_FIXED_SIGNING, SystemRandom::new());
        let document = EcdsaKeyPair::generate_pkcs8(kind, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(kind, document.as_ref(), &random).unwrap();
        Arc::new(Self { name: name.to_owned(), pair })
    }

    fn published(&self) -> Value {
        let point = self.pair.public_key().as_ref();
        let part = |from: usize| URL_SAFE_NO_PAD.encode(&point[from..from + 32]);
        json!({ "kty": "EC", "crv": "P-256", "kid": self.name, "x": part(1), "y": part(33) })
    }

    fn token(&self, header: &Value, claims: &Value) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let message = format!("{}.{}", part(header), part(claims));
        let signature = self.pair.sign(&SystemRandom::new(), message.as_bytes()).unwrap();
        format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}

/// A provider that runs.
pub(crate) struct Provider {
    pub(crate) issuer: String,
    pub(crate) says: Arc<Mutex<Says>>,
}

impl Provider {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let issuer = format!("http://{}/realm", listener.local_addr().unwrap());
        let key = SigningKey::generate("one");
        let says = Arc::new(Mutex::new(Says {
            configuration: json!({}),
            claims: json!({}),
            header: json!({}),
            traded: None,
            about: json!({}),
            is_careless: false,
            published: vec![Arc::clone(&key)],
            key,
            asked: Vec::new(),
            codes: HashMap::new(),
        }));
        let (own, of) = (Arc::clone(&says), issuer.clone());
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                tokio::spawn(answer(socket, Arc::clone(&own), of.clone()));
            }
        });
        Self { issuer, says }
    }

    pub(crate) fn change(&self, change: impl FnOnce(&mut Says)) {
        change(&mut self.says.lock().unwrap());
    }

    pub(crate) fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.says.lock().unwrap().asked)
    }

    /// The person lets themself in, at the address that they were sent to; gives the code.
    pub(crate) fn admit(&self, address: &str) -> String {
        let (place, raw) = address.split_once('?').unwrap();
        assert_eq!(place, format!("{}/auth", self.issuer));
        let wanted = fields(raw);
        for (name, value) in
            [("response_type", "code"), ("client_id", CLIENT), ("code_challenge_method", "S256")]
        {
            assert_eq!(wanted[name], value, "{raw}");
        }
        let mut says = self.says.lock().unwrap();
        let code = format!("code {}&+", says.codes.len());
        says.codes.insert(code.clone(), wanted);
        code
    }
}

/// The pairs of a query or form.
pub(crate) fn fields(raw: &str) -> HashMap<String, String> {
    let pairs = query::pairs(raw).map(|pair| {
        let (name, value) = pair.unwrap();
        (name.into_owned(), value.into_owned())
    });
    pairs.collect()
}

async fn answer(mut socket: TcpStream, says: Arc<Mutex<Says>>, issuer: String) {
    let mut read = Vec::new();
    let (head, body) = loop {
        let mut piece = [0; 4096];
        let Ok(length @ 1..) = socket.read(&mut piece).await else { return };
        read.extend_from_slice(&piece[..length]);
        let text = String::from_utf8_lossy(&read);
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = header(head, "content-length").map_or(0, |value| value.parse().unwrap());
        if body.len() >= length {
            break (head.to_owned(), body.to_owned());
        }
    };
    let (status, body) = reply(&mut says.lock().unwrap(), &issuer, &head, &body);
    let more =
        if status == 302 { format!("location: {issuer}/elsewhere\r\n") } else { String::new() };
    let reply = format!(
        "HTTP/1.1 {status} x\r\ncontent-type: application/json\r\ncontent-length: {}\r\n{more}\
         connection: close\r\n\r\n{body}",
        body.len()
    );
    // The server may have heard enough.
    let _ = socket.write_all(reply.as_bytes()).await;
}

fn header<'a>(head: &'a str, wanted: &str) -> Option<&'a str> {
    let mut lines = head.lines().filter_map(|line| line.split_once(": "));
    lines.find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value)
}

fn reply(says: &mut Says, issuer: &str, head: &str, body: &str) -> (u16, String) {
    let mut words = head.split(' ');
    let (method, path) = (words.next().unwrap(), words.next().unwrap());
    let asked = path.strip_prefix("/realm").unwrap_or(path).to_owned();
    says.asked.push(asked.clone());
    let ok = |value: Value| (200, value.to_string());
    match (method, &*asked) {
        ("GET", "/.well-known/openid-configuration") => {
            let usual = json!({
                "issuer": issuer,
                "authorization_endpoint": format!("{issuer}/auth"),
                "token_endpoint": format!("{issuer}/token"),
                "jwks_uri": format!("{issuer}/keys"),
                "userinfo_endpoint": format!("{issuer}/about"),
            });
            ok(with(usual, says.configuration.clone()))
        }
        ("GET", "/keys") => {
            let keys: Vec<_> = says.published.iter().map(|key| key.published()).collect();
            ok(json!({ "keys": keys }))
        }
        ("POST", "/token") => says.trade(issuer, head, body),
        ("GET", "/about") => match header(head, "authorization") {
            Some("Bearer access") => ok(says.about.clone()),
            _ => (401, json!({ "error": "invalid_token" }).to_string()),
        },
        _ => (404, "{}".to_owned()),
    }
}

impl Says {
    fn trade(&mut self, issuer: &str, head: &str, body: &str) -> (u16, String) {
        if let Some((status, body)) = &self.traded {
            return (*status, body.clone());
        }
        let refused = |error: &str| (400, json!({ "error": error }).to_string());
        let form = fields(body);
        let escape = openrooms_protocol::path::encode;
        let basic = STANDARD.encode(format!("{}:{}", escape(CLIENT), escape(SECRET)));
        let is_basic = header(head, "authorization") == Some(&*format!("Basic {basic}"));
        let in_form = |name: &str| form.get(name).map(String::as_str);
        let is_form =
            in_form("client_id") == Some(CLIENT) && in_form("client_secret") == Some(SECRET);
        if !is_basic && !is_form || in_form("grant_type") != Some("authorization_code") {
            return refused("invalid_client");
        }
        let code = in_form("code").unwrap_or_default();
        let Some(wanted) = self.codes.get(code).cloned() else {
            return refused("invalid_grant");
        };
        if !self.is_careless {
            self.codes.remove(code);
            let verifier = in_form("code_verifier").unwrap_or_default();
            let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier));
            if challenge != wanted["code_challenge"]
                || in_form("redirect_uri") != Some(&*wanted["redirect_uri"])
            {
                return refused("invalid_grant");
            }
        }
        let now = NOW.0 / 1000;
        let usual = json!({
            "iss": issuer, "aud": CLIENT, "sub": "subject", "nonce": wanted["nonce"], "iat": now,
            "exp": now + 300, "email": "Ann@example.org", "email_verified": true,
        });
        let mut claims = with(usual, self.claims.clone());
        claims.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        let header = with(json!({ "alg": "ES256", "kid": self.key.name }), self.header.clone());
        let token = self.key.token(&header, &claims);
        let said = json!({ "access_token": "access", "token_type": "Bearer", "id_token": token });
        (200, said.to_string())
    }
}
