//! Secrets and tokens: how they are made, hashed and sealed.
//!
//! Tokens and secrets that we make are 128 bits or more of the system's randomness, so fast hashes
//! serve: nobody guesses them. A client's secret is kept as `hmac-sha256$salt$mac`; a token as its
//! SHA-256. What must be given again is sealed (ChaCha20-Poly1305) under a key that HKDF-SHA-256
//! derives from what each such call brings.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use openrooms_core::time::EpochMillis;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq as _;

/// Where randomness comes from: a parameter, so that a test can fix it.
#[derive(Clone, Copy)]
pub struct Random(fn(&mut [u8]));

impl Random {
    /// The operating system's.
    pub const SYSTEM: Self = Self(|bytes| {
        #[expect(clippy::disallowed_methods, reason = "this is the parameter's one source")]
        getrandom::fill(bytes).expect("the operating system gives randomness");
    });

    /// Another source, for tests.
    pub const fn new(fill: fn(&mut [u8])) -> Self {
        Self(fill)
    }

    /// So many random bytes.
    pub fn bytes<const N: usize>(self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.0)(&mut bytes);
        bytes
    }

    /// A new token: 32 lower-case hexadecimal digits.
    pub fn token(self) -> Token {
        Token(hex(&self.bytes::<16>()))
    }

    /// A new secret for a client: 43 characters of `[A-Za-z0-9_-]`.
    pub fn client_secret(self) -> String {
        URL_SAFE_NO_PAD.encode(self.bytes::<32>())
    }

    /// A new id of ours: 32 lower-case hexadecimal digits.
    pub fn id(self) -> String {
        hex(&self.bytes::<16>())
    }

    /// A new id that begins with the time in milliseconds, as a UUID of version 7 does: those of about
    /// the same time lie next to each other in an index, which touches few pages for them.
    pub fn id_in_time(self, now: EpochMillis) -> String {
        let mut bytes = self.bytes::<16>();
        bytes[..6].copy_from_slice(&now.0.to_be_bytes()[2..]);
        hex(&bytes)
    }
}

/// A token in clear. It is neither logged nor kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// The text on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the database keeps of it.
    pub fn hash(&self) -> TokenHash {
        TokenHash::of(&self.0)
    }
}

/// What the database keeps of a token: SHA-256 in hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TokenHash(pub(crate) String);

impl TokenHash {
    /// Of the text on the wire.
    pub fn of(token: &str) -> Self {
        Self(hex(&Sha256::digest(token)))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

const SCHEME: &str = "hmac-sha256";

/// A client's secret as the database keeps it, under a salt of its own.
pub fn hash_secret(secret: &str, random: Random) -> String {
    let salt = random.bytes::<16>();
    format!("{SCHEME}${}${}", hex(&salt), hex(&mac(&salt, secret.as_bytes())))
}

/// Whether a text has the form that [`hash_secret`] gives.
pub fn is_secret_hash(text: &str) -> bool {
    parse_hash(text).is_some()
}

/// Whether `secret` is the one that was hashed; takes as long whatever differs.
pub fn is_secret(secret: &str, hash: &str) -> bool {
    // A hash that does not parse is compared as well, with an impossible one.
    let (salt, kept) = parse_hash(hash).unwrap_or(([0; 16], [0; 32]));
    let parses = u8::from(is_secret_hash(hash));
    bool::from(mac(&salt, secret.as_bytes()).ct_eq(&kept) & parses.into())
}

fn parse_hash(text: &str) -> Option<([u8; 16], [u8; 32])> {
    let mut parts = text.split('$');
    let (scheme, salt, kept) = (parts.next()?, parts.next()?, parts.next()?);
    let whole = scheme == SCHEME && parts.next().is_none();
    whole.then_some(())?;
    Some((unhex(salt)?, unhex(kept)?))
}

fn mac(key: &[u8], message: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    mac.update(message);
    mac.finalize().into_bytes().into()
}

/// HMAC-SHA256 in base64, as a suite signs its legacy calls.
pub fn is_signature(secret: &str, message: &str, signature: &str) -> bool {
    let wanted = base64::engine::general_purpose::STANDARD
        .encode(mac(secret.as_bytes(), message.as_bytes()));
    wanted.as_bytes().ct_eq(signature.as_bytes()).into()
}

fn derived(secret: &[u8], salt: &[u8], purpose: &str) -> Key {
    let mut key = [0; 32];
    Hkdf::<Sha256>::new(Some(salt), secret)
        .expand(purpose.as_bytes(), &mut key)
        .expect("32 bytes are a length that HKDF gives");
    key.into()
}

/// Seals `clear` under a key derived from `secret` and `salt`. The nonce is kept with it.
fn seal(clear: &str, secret: &[u8], salt: &[u8], purpose: &str, random: Random) -> String {
    let nonce = random.bytes::<12>();
    let sealed = ChaCha20Poly1305::new(&derived(secret, salt, purpose))
        .encrypt(&Nonce::from(nonce), clear.as_bytes())
        .expect("a text that fits into memory can be sealed");
    format!("{}${}", hex(&nonce), URL_SAFE_NO_PAD.encode(sealed))
}

fn unseal(sealed: &str, secret: &[u8], salt: &[u8], purpose: &str) -> Option<String> {
    let (nonce, sealed) = sealed.split_once('$')?;
    let sealed = URL_SAFE_NO_PAD.decode(sealed).ok()?;
    let clear = ChaCha20Poly1305::new(&derived(secret, salt, purpose))
        .decrypt(&Nonce::from(unhex::<12>(nonce)?), &*sealed)
        .ok()?;
    String::from_utf8(clear).ok()
}

const OF_TOKEN: &str = "openrooms app token";
const OF_SUITE: &str = "openrooms suite secret";

/// A token sealed under the secret of the app that gets it again.
pub(crate) struct SealedToken {
    pub(crate) salt: String,
    pub(crate) sealed: String,
}

pub(crate) fn seal_token(token: &Token, secret: &str, random: Random) -> SealedToken {
    let salt = random.bytes::<16>();
    let sealed = seal(&token.0, secret.as_bytes(), &salt, OF_TOKEN, random);
    SealedToken { salt: hex(&salt), sealed }
}

pub(crate) fn unseal_token(kept: &SealedToken, secret: &str) -> Option<Token> {
    let salt = unhex::<16>(&kept.salt)?;
    unseal(&kept.sealed, secret.as_bytes(), &salt, OF_TOKEN).map(Token)
}

/// The server's own key: 32 bytes, shared by all nodes on one database.
#[derive(Clone)]
pub struct ServerKey([u8; 32]);

impl ServerKey {
    /// A new one.
    pub fn generate(random: Random) -> Self {
        Self(random.bytes())
    }

    /// Parses 64 hexadecimal digits; white space around them is nothing.
    pub fn parse(text: &str) -> Option<Self> {
        unhex(text.trim()).map(Self)
    }

    /// 64 hexadecimal digits.
    pub fn to_text(&self) -> String {
        hex(&self.0)
    }

    /// What this key alone makes of some texts, for one purpose: 64 hexadecimal digits.
    pub fn tag(&self, purpose: &str, texts: &[&str]) -> String {
        // Each with its length: no two lists come to the same.
        let texts = texts.iter().map(|text| format!("\0{}:{text}", text.len()));
        let message = format!("openrooms {purpose}{}", texts.collect::<String>());
        hex(&mac(&self.0, message.as_bytes()))
    }

    pub(crate) fn check_value(&self) -> String {
        hex(&mac(&self.0, b"openrooms secret key"))
    }

    pub(crate) fn is_checked_by(&self, kept: &str) -> bool {
        self.check_value().as_bytes().ct_eq(kept.as_bytes()).into()
    }

    pub(crate) fn seal_suite_secret(&self, secret: &str, random: Random) -> String {
        seal(secret, &self.0, b"", OF_SUITE, random)
    }

    pub(crate) fn unseal_suite_secret(&self, sealed: &str) -> Option<String> {
        unseal(sealed, &self.0, b"", OF_SUITE)
    }
}

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble & 15)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect()
}

fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    if digits.len() != 2 * N || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let mut bytes = [0; N];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_known_by_its_hash_alone() {
        let hash = hash_secret("demo-secret", Random::SYSTEM);
        assert!(is_secret("demo-secret", &hash) && !is_secret("demo-secreT", &hash));
        assert_ne!(hash, hash_secret("demo-secret", Random::SYSTEM), "salted");
        for wrong in
            ["", "hmac-sha256$$", "md5$00$00", &hash[..hash.len() - 1], &format!("{hash}$")]
        {
            assert!(
                !is_secret_hash(wrong) && !is_secret("", wrong) && !is_secret("demo-secret", wrong)
            );
        }
    }

    #[test]
    fn ids_in_time_begin_with_it_and_differ() {
        let ids = [1, 1, 0x018b_cfe5_6800].map(|at| Random::SYSTEM.id_in_time(EpochMillis(at)));
        assert!(
            ids[0].starts_with("000000000001") && ids[2].starts_with("018bcfe56800"),
            "{ids:?}"
        );
        assert!(ids[0] != ids[1] && ids.iter().all(|id| id.len() == 32), "{ids:?}");
    }

    #[test]
    fn only_the_secret_that_sealed_a_token_unseals_it() {
        let token = Random::SYSTEM.token();
        let kept = seal_token(&token, "right", Random::SYSTEM);
        assert!(unseal_token(&kept, "right").is_some_and(|again| again == token));
        assert!(unseal_token(&kept, "wrong").is_none());
        let broken =
            SealedToken { salt: kept.salt.clone(), sealed: kept.sealed.replace('$', "$A") };
        assert!(unseal_token(&broken, "right").is_none());
        assert!(!kept.sealed.contains(token.as_str()));
    }

    #[test]
    fn a_server_key_survives_as_text_and_knows_its_database() {
        let key = ServerKey::generate(Random::SYSTEM);
        let again = ServerKey::parse(&format!(" {}\n", key.to_text())).unwrap();
        assert!(again.is_checked_by(&key.check_value()));
        let sealed = key.seal_suite_secret("suite-secret", Random::SYSTEM);
        assert_eq!(again.unseal_suite_secret(&sealed).as_deref(), Some("suite-secret"));
        let other = ServerKey::generate(Random::SYSTEM);
        assert!(
            !other.is_checked_by(&key.check_value())
                && other.unseal_suite_secret(&sealed).is_none()
        );
        assert!(ServerKey::parse("00").is_none() && ServerKey::parse(&"é".repeat(32)).is_none());
    }

    #[test]
    fn a_tag_is_of_its_key_its_purpose_and_its_texts() {
        let key = ServerKey::generate(Random::SYSTEM);
        let tag = key.tag("a", &["b", "c"]);
        assert_eq!(tag, key.tag("a", &["b", "c"]));
        let other = ServerKey::generate(Random::SYSTEM);
        for wrong in [
            other.tag("a", &["b", "c"]),
            key.tag("b", &["b", "c"]),
            key.tag("a", &["bc"]),
            key.tag("a", &["b", "c", ""]),
            key.tag("a", &["b\u{0}1:c"]),
        ] {
            assert_ne!(tag, wrong);
        }
    }

    #[test]
    fn a_signature_is_that_of_the_document() {
        // Computed with Python's hmac and base64.
        assert!(is_signature("suite-secret", "1700000000000\nticket", SIGNED));
        assert!(!is_signature("suite-secret", "1700000000001\nticket", SIGNED));
        assert!(!is_signature("suite-secret", "1700000000000\nticket", ""));
    }
    const SIGNED: &str = "aFR/Ma1u49Wtee+Zk2Zte/Re0YwH5yuNR2OBMQuXMYM=";
}
