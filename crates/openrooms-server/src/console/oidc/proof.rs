//! What an ID token proves: that the provider signed it, for us, now, in answer to this attempt.
//!
//! Pure: a token, keys, and what is expected, in; the claims, out. Signatures are ring's, which rustls
//! brings along; what is read around them is written here, since a token is three parts in base64 and
//! a crate for it would bring a second cryptography. No algorithm of a shared secret is known, nor
//! `none`.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openrooms_core::time::EpochMillis;
use ring::signature::{self, RsaParameters, RsaPublicKeyComponents, UnparsedPublicKey};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// How far the provider's clock may be from ours, in seconds.
const LEEWAY_SECONDS: i64 = 60;
/// The most keys that are looked at.
const MOST_KEYS: usize = 100;
/// The longest subject, as the standard has it.
const LONGEST_SUBJECT: usize = 255;

/// Claims, by name.
pub(super) type Claims = Map<String, Value>;

/// What a token must be the answer to.
pub(super) struct Expected<'a> {
    pub(super) issuer: &'a str,
    pub(super) client_id: &'a str,
    pub(super) nonce: &'a str,
    pub(super) now: EpochMillis,
}

/// Why a token proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Wrong {
    #[error("the ID token cannot be read")]
    Form,
    #[error("the ID token is signed by an algorithm that is not taken")]
    Algorithm,
    #[error("the ID token is signed by a key that the provider does not publish")]
    KeyUnknown,
    #[error("the ID token's signature is wrong")]
    Signature,
    #[error("the ID token is another issuer's (iss)")]
    Issuer,
    #[error("the ID token is for somebody else (aud)")]
    Audience,
    #[error("the ID token was given to somebody else (azp)")]
    Party,
    #[error("the ID token has expired (exp), or the clocks differ")]
    Expired,
    #[error("the ID token is of the future (iat, nbf), or the clocks differ")]
    Early,
    #[error("the ID token answers another attempt (nonce)")]
    Nonce,
    #[error("the ID token names nobody (sub)")]
    Subject,
}

/// A key that a provider publishes.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Key {
    kty: String,
    kid: Option<String>,
    #[serde(rename = "use")]
    usage: Option<String>,
    alg: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

/// The keys of a key set; what is none that we know is passed over.
pub(super) fn keys(set: &Claims) -> Vec<Key> {
    let all = set.get("keys").and_then(Value::as_array).into_iter().flatten().take(MOST_KEYS);
    all.filter_map(|key| Key::deserialize(key).ok()).collect()
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    /// What must be understood, and is not.
    crit: Option<Value>,
}

/// The claims of a token whose signature is that of one of the keys.
pub(super) fn signed(token: &str, keys: &[Key]) -> Result<Claims, Wrong> {
    let (message, signature) = token.rsplit_once('.').ok_or(Wrong::Form)?;
    let (header, claims) = message.split_once('.').ok_or(Wrong::Form)?;
    let Header { alg, kid, crit } = part(header)?;
    if crit.is_some() {
        return Err(Wrong::Form);
    }
    let algorithm = Algorithm::named(&alg).ok_or(Wrong::Algorithm)?;
    let signature = bytes(signature).ok_or(Wrong::Form)?;
    let mut fitting =
        keys.iter().filter(|key| key.fits(&alg, algorithm, kid.as_deref())).peekable();
    if fitting.peek().is_none() {
        return Err(Wrong::KeyUnknown);
    }
    let is_signed = fitting.any(|key| {
        key.verify(algorithm, message.as_bytes(), &signature).is_some_and(|found| found.is_ok())
    });
    if is_signed { part(claims) } else { Err(Wrong::Signature) }
}

/// Judges claims that are signed.
pub(super) fn check(claims: &Claims, expected: &Expected<'_>) -> Result<(), Wrong> {
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    let now = expected.now.0 / 1000;
    if text("iss") != Some(expected.issuer) {
        return Err(Wrong::Issuer);
    }
    let audience: Vec<_> = match claims.get("aud") {
        Some(Value::String(one)) => vec![one.as_str()],
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    if !audience.contains(&expected.client_id) {
        return Err(Wrong::Audience);
    }
    match claims.get("azp") {
        None if audience.len() == 1 => {}
        Some(Value::String(party)) if party == expected.client_id => {}
        _ => return Err(Wrong::Party),
    }
    let time = |name: &str| claims.get(name).map(seconds);
    match time("exp") {
        Some(Some(end)) if now < end.saturating_add(LEEWAY_SECONDS) => {}
        _ => return Err(Wrong::Expired),
    }
    for (name, is_needed) in [("iat", true), ("nbf", false)] {
        match time(name) {
            Some(Some(begin)) if begin <= now + LEEWAY_SECONDS => {}
            None if !is_needed => {}
            _ => return Err(Wrong::Early),
        }
    }
    if text("nonce") != Some(expected.nonce) {
        return Err(Wrong::Nonce);
    }
    match text("sub") {
        Some(subject) if !subject.is_empty() && subject.len() <= LONGEST_SUBJECT => Ok(()),
        _ => Err(Wrong::Subject),
    }
}

/// Whom the claims name, by the claim that the setting says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Login {
    /// By a mail address that the provider has verified.
    Mail(String),
    /// By a mail address that it has not.
    Unverified,
    /// By a user id of ours.
    UserId(String),
}

/// The claim's name that means a mail address.
pub(super) const MAIL: &str = "email";

/// Reads who it is; `None` where the claims do not say.
pub(super) fn login(claims: &Claims, claim: &str) -> Option<Login> {
    let said = match claims.get(claim)? {
        Value::String(text) => text.clone(),
        // Numbers of employees come as numbers, too.
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    if said.is_empty() {
        return None;
    }
    if claim != MAIL {
        return Some(Login::UserId(said));
    }
    Some(match claims.get("email_verified") {
        Some(Value::Bool(true)) => Login::Mail(said),
        // Some providers write it as a text.
        Some(Value::String(text)) if text == "true" => Login::Mail(said),
        _ => Login::Unverified,
    })
}

/// Whole seconds of a number of JSON, which may have a fraction.
fn seconds(value: &Value) -> Option<i64> {
    value.as_number()?.to_string().split('.').next()?.parse().ok()
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

fn part<T: DeserializeOwned>(text: &str) -> Result<T, Wrong> {
    let bytes = bytes(text).ok_or(Wrong::Form)?;
    serde_json::from_slice(&bytes).map_err(|_| Wrong::Form)
}

/// How a token may be signed.
#[derive(Clone, Copy)]
enum Algorithm {
    Rsa(&'static RsaParameters),
    Curve { name: &'static str, length: usize, by: &'static dyn signature::VerificationAlgorithm },
    Edwards,
}

impl Algorithm {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "RS256" => Self::Rsa(&signature::RSA_PKCS1_2048_8192_SHA256),
            "RS384" => Self::Rsa(&signature::RSA_PKCS1_2048_8192_SHA384),
            "RS512" => Self::Rsa(&signature::RSA_PKCS1_2048_8192_SHA512),
            "PS256" => Self::Rsa(&signature::RSA_PSS_2048_8192_SHA256),
            "PS384" => Self::Rsa(&signature::RSA_PSS_2048_8192_SHA384),
            "PS512" => Self::Rsa(&signature::RSA_PSS_2048_8192_SHA512),
            "ES256" => {
                Self::Curve { name: "P-256", length: 32, by: &signature::ECDSA_P256_SHA256_FIXED }
            }
            "ES384" => {
                Self::Curve { name: "P-384", length: 48, by: &signature::ECDSA_P384_SHA384_FIXED }
            }
            "EdDSA" => Self::Edwards,
            _ => return None,
        })
    }
}

impl Key {
    /// Whether it may have signed a token of that header.
    fn fits(&self, name: &str, algorithm: Algorithm, kid: Option<&str>) -> bool {
        let is_kind = match algorithm {
            Algorithm::Rsa(_) => self.kty == "RSA",
            Algorithm::Curve { name, .. } => self.kty == "EC" && self.crv.as_deref() == Some(name),
            Algorithm::Edwards => self.kty == "OKP" && self.crv.as_deref() == Some("Ed25519"),
        };
        is_kind
            && self.usage.as_deref().is_none_or(|usage| usage == "sig")
            && self.alg.as_deref().is_none_or(|alg| alg == name)
            && kid.is_none_or(|kid| self.kid.as_deref() == Some(kid))
    }

    /// `None` where the key itself cannot be read.
    fn verify(
        &self,
        algorithm: Algorithm,
        message: &[u8],
        signature: &[u8],
    ) -> Option<Result<(), ring::error::Unspecified>> {
        let part = |text: &Option<String>| text.as_deref().and_then(bytes);
        Some(match algorithm {
            Algorithm::Rsa(parameters) => {
                let whole = |mut number: Vec<u8>| {
                    let zeros = number.iter().take_while(|byte| **byte == 0).count();
                    number.split_off(zeros)
                };
                let (n, e) = (whole(part(&self.n)?), whole(part(&self.e)?));
                RsaPublicKeyComponents { n, e }.verify(parameters, message, signature)
            }
            Algorithm::Curve { length, by, .. } => {
                let (x, y) = (part(&self.x)?, part(&self.y)?);
                if x.len() != length || y.len() != length {
                    return None;
                }
                UnparsedPublicKey::new(by, [vec![4], x, y].concat()).verify(message, signature)
            }
            Algorithm::Edwards => UnparsedPublicKey::new(&signature::ED25519, part(&self.x)?)
                .verify(message, signature),
        })
    }
}

#[cfg(test)]
mod tests;
