//! One attempt to sign in: what a browser takes along to the provider and brings back.
//!
//! Nothing of it is kept here. A cookie holds the state, until when it counts and where one wanted
//! to go, under a tag that only the server's key makes; nonce and verifier (PKCE) are made of the
//! state by the same key, and never leave the server but as their hash.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openrooms_core::time::EpochMillis;
use openrooms_store::secret::{Random, ServerKey};
use sha2::{Digest as _, Sha256};

/// How long somebody may take at the provider, in seconds.
pub(super) const LIFETIME_SECONDS: i64 = 600;
/// The longest address that one goes on to, in bytes.
const LONGEST_NEXT: usize = 1_500;
/// Where one goes on to where nothing else was said.
const HOME: &str = "/rooms";

/// One attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attempt {
    pub(super) state: String,
    pub(super) until: EpochMillis,
    /// Where one wanted to go: a path of ours.
    pub(super) next: String,
}

impl Attempt {
    pub(super) fn begin(next: Option<&str>, random: Random, now: EpochMillis) -> Self {
        Self {
            state: random.token().as_str().to_owned(),
            until: now.plus_seconds(LIFETIME_SECONDS),
            next: next.filter(|next| is_ours(next)).unwrap_or(HOME).to_owned(),
        }
    }

    /// As a browser keeps it.
    pub(super) fn cookie(&self, key: &ServerKey, provider: &str) -> String {
        let (until, next) = (self.until.0.to_string(), URL_SAFE_NO_PAD.encode(&self.next));
        let tag = key.tag("oidc attempt", &[provider, &self.state, &until, &next]);
        format!("{}.{until}.{next}.{tag}", self.state)
    }

    /// The attempt of a cookie; `None` where we did not make it, or it is too old.
    pub(super) fn of_cookie(
        cookie: &str,
        key: &ServerKey,
        provider: &str,
        now: EpochMillis,
    ) -> Option<Self> {
        let mut parts = cookie.split('.');
        let (state, until) = (parts.next()?, parts.next()?);
        let (next, tag) = (parts.next()?, parts.next()?);
        let right = key.tag("oidc attempt", &[provider, state, until, next]);
        // Compared by hashes, which tell nothing by the time that it takes.
        if parts.next().is_some() || Sha256::digest(tag) != Sha256::digest(right) {
            return None;
        }
        let until = EpochMillis(until.parse().ok()?);
        let next = String::from_utf8(URL_SAFE_NO_PAD.decode(next).ok()?).ok()?;
        (now < until).then(|| Self { state: state.to_owned(), until, next })
    }

    /// What the ID token must repeat.
    pub(super) fn nonce(&self, key: &ServerKey, provider: &str) -> String {
        key.tag("oidc nonce", &[provider, &self.state])
    }

    /// What proves to the provider that the code is ours.
    pub(super) fn verifier(&self, key: &ServerKey, provider: &str) -> String {
        key.tag("oidc verifier", &[provider, &self.state])
    }

    /// What the provider is told of it before.
    pub(super) fn challenge(&self, key: &ServerKey, provider: &str) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(self.verifier(key, provider)))
    }
}

/// Whether it is a path of ours, as every browser reads it: they take a backslash for a slash, and
/// pass over what is no sign.
fn is_ours(next: &str) -> bool {
    let is_plain = next.bytes().all(|byte| (0x21..0x7f).contains(&byte) && byte != b'\\');
    let is_path = next.starts_with('/') && !next.starts_with("//");
    // One would come back to the door, or begin anew.
    let is_door = ["/signin", "/console/"].iter().any(|door| next.starts_with(door));
    is_plain && is_path && !is_door && next.len() <= LONGEST_NEXT
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: EpochMillis = EpochMillis(1_700_000_000_000);

    #[test]
    fn one_goes_on_to_a_path_of_ours_alone() {
        let long = format!("/{}", "a".repeat(LONGEST_NEXT));
        for (next, wanted) in [
            (Some("/rooms?day=2026-05-28&group=3"), "/rooms?day=2026-05-28&group=3"),
            (
                Some("/oauth2/auth?client_id=a&redirect_uri=https%3A%2F%2Fb"),
                "/oauth2/auth?client_id=a&redirect_uri=https%3A%2F%2Fb",
            ),
            (None, HOME),
            (Some(""), HOME),
            (Some("rooms"), HOME),
            (Some("//evil.example.org"), HOME),
            (Some("/\\evil.example.org"), HOME),
            (Some("/a\\..\\\\evil"), HOME),
            (Some("/\t/evil.example.org"), HOME),
            (Some("/a b"), HOME),
            (Some("/é"), HOME),
            (Some("https://evil.example.org/"), HOME),
            (Some("javascript:alert(1)"), HOME),
            (Some("/signin?next=/rooms"), HOME),
            (Some("/console/oidc/sso"), HOME),
            (Some(&long), HOME),
        ] {
            assert_eq!(Attempt::begin(next, Random::SYSTEM, NOW).next, wanted, "{next:?}");
        }
    }

    #[test]
    fn an_attempt_comes_back_as_it_went_and_no_other_does() {
        let key = ServerKey::generate(Random::SYSTEM);
        let attempt = Attempt::begin(Some("/rooms?text=é%20"), Random::SYSTEM, NOW);
        let cookie = attempt.cookie(&key, "sso");
        let read = |cookie: &str, provider, now| Attempt::of_cookie(cookie, &key, provider, now);
        assert_eq!(read(&cookie, "sso", NOW), Some(attempt.clone()));
        assert_eq!(read(&cookie, "sso", NOW.plus_seconds(LIFETIME_SECONDS)), None, "too old");
        assert_eq!(read(&cookie, "other", NOW), None);
        let other = ServerKey::generate(Random::SYSTEM);
        assert_eq!(Attempt::of_cookie(&cookie, &other, "sso", NOW), None);
        let (rest, tag) = cookie.rsplit_once('.').unwrap();
        let (begin, next) = rest.rsplit_once('.').unwrap();
        let elsewhere = URL_SAFE_NO_PAD.encode("//evil.example.org");
        for wrong in [
            String::new(),
            "...".to_owned(),
            rest.to_owned(),
            format!("{cookie}."),
            format!("{begin}.{elsewhere}.{tag}"),
            format!("{begin}.{next}.{}", &tag[1..]),
            format!("x{cookie}"),
        ] {
            assert_eq!(read(&wrong, "sso", NOW), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_secret_of_an_attempt_is_its_own() {
        let key = ServerKey::generate(Random::SYSTEM);
        let [one, two] = [(); 2].map(|()| Attempt::begin(None, Random::SYSTEM, NOW));
        let mut all = Vec::new();
        for (attempt, provider) in [(&one, "a"), (&one, "b"), (&two, "a")] {
            all.push(attempt.nonce(&key, provider));
            all.push(attempt.verifier(&key, provider));
            // As the standard bounds a verifier.
            assert!((43..=128).contains(&attempt.verifier(&key, provider).len()));
            assert_eq!(attempt.challenge(&key, provider).len(), 43);
        }
        let cookie = one.cookie(&key, "a");
        assert!(all.iter().all(|secret| !cookie.contains(secret.as_str())));
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 6);
    }
}
