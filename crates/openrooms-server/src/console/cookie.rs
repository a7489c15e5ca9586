//! The cookies of a browser, of who is signed in and of who is about to be: read, set, taken away.
//!
//! Where the browser speaks HTTPS the name begins with `__Host-`, so that no other host of the domain
//! can set one, and it never travels in clear.

use http::HeaderMap;
use http::HeaderValue;
use http::header::{COOKIE, SET_COOKIE};
use openrooms_store::SESSION_LIFETIME_SECONDS;

use super::{NextCookie, origin};
use crate::call::Call;

/// How a cookie is called: over HTTP, and over HTTPS.
pub(super) struct Name(&'static str, &'static str);

/// Of who is signed in.
pub(super) const SESSION: Name = Name("openrooms_session", "__Host-openrooms_session");
/// Of who is on the way to another provider.
pub(super) const ATTEMPT: Name = Name("openrooms_attempt", "__Host-openrooms_attempt");

/// The cookie of a session that a request brings; empty where it brings none.
pub(super) fn shown(call: &Call) -> &str {
    shown_as(call, &SESSION)
}

/// A cookie that a request brings; empty where it brings none.
pub(super) fn shown_as<'a>(call: &'a Call, Name(plain, secure): &Name) -> &'a str {
    let name = |wanted| found(&call.parts.headers, wanted);
    let secure = name(secure);
    // Where it must be the secure one, another is somebody else's.
    let plain = || if origin::is_https(call) { None } else { name(plain) };
    secure.or_else(plain).unwrap_or_default()
}

fn found<'a>(headers: &'a HeaderMap, wanted: &str) -> Option<&'a str> {
    let all = headers.get_all(COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let mut pairs = all.flat_map(|value| value.split(';')).filter_map(|pair| pair.split_once('='));
    pairs.find(|(name, _)| name.trim() == wanted).map(|(_, value)| value.trim())
}

/// Says what the cookie of the session is from now on.
pub(super) fn set(call: &Call, headers: &mut HeaderMap, next: &NextCookie) {
    let (value, age) = match next {
        NextCookie::Stays => return,
        NextCookie::Is(cookie) => (cookie.as_str(), SESSION_LIFETIME_SECONDS),
        NextCookie::Goes => ("", 0),
    };
    set_as(call, headers, &SESSION, value, age);
}

/// Says what a cookie is from now on, and for how many seconds; 0 takes it away.
pub(super) fn set_as(
    call: &Call,
    headers: &mut HeaderMap,
    Name(plain, secure): &Name,
    value: &str,
    age: i64,
) {
    let (name, secure) = if origin::is_https(call) { (secure, "; Secure") } else { (plain, "") };
    let text = format!("{name}={value}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}");
    let text = HeaderValue::from_str(&text).expect("a name and a token are plain");
    headers.append(SET_COOKIE, text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_among_others() {
        let cases: [(&[&str], Option<&str>); 7] = [
            (&["a=1"], Some("1")),
            (&["b=2; a=1; c=3"], Some("1")),
            (&["b=2", "a=1"], Some("1")),
            (&["a=1; a=2"], Some("1")),
            (&["xa=1; ax=2; a"], None),
            (&[""], None),
            (&[], None),
        ];
        for (given, wanted) in cases {
            let mut headers = HeaderMap::new();
            for value in given {
                headers.append(COOKIE, HeaderValue::from_static(value));
            }
            assert_eq!(found(&headers, "a"), wanted, "{given:?}");
        }
    }
}
