//! Where the page came from that calls: ours alone may.

use http::header::{CONTENT_TYPE, HOST, ORIGIN};

use crate::call::Call;
use crate::problem::Problem;

/// Refuses what a page of another site asks for. A program that says nothing of a page is let in: it
/// has no cookie but its own.
pub(crate) fn check(call: &Call) -> Result<(), Problem> {
    let header =
        |name: &str| call.parts.headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let is_foreign = header("sec-fetch-site").is_some_and(|site| site != "same-origin")
        || header(ORIGIN.as_str()).is_some_and(|origin| !is_own(call, origin));
    if is_foreign { Err(Problem::OriginRefused) } else { Ok(()) }
}

/// The same for a call with a body, which no form of another site can send.
pub(crate) fn check_json(call: &Call) -> Result<(), Problem> {
    check(call)?;
    let kind = call.parts.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.unwrap_or_default().split(';').next().unwrap_or_default().trim();
    if kind.eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    Err(Problem::ParameterWrong("the body must be application/json".into()))
}

/// Whether a browser speaks HTTPS with us, as far as we are told: by setting, or by the page's own
/// address.
pub(crate) fn is_https(call: &Call) -> bool {
    let is_https = |url: &str| url.starts_with("https://");
    let told = call.node.public_url.as_deref().is_some_and(is_https);
    let page = call.parts.headers.get(ORIGIN).and_then(|origin| origin.to_str().ok());
    told || page.is_some_and(|origin| is_https(origin) && is_own(call, origin))
}

/// Whether an address of a page is ours: the public one, or the one that this caller reached.
fn is_own(call: &Call, origin: &str) -> bool {
    let public = call.node.public_url.as_deref().and_then(origin_of);
    let host = call.parts.headers.get(HOST).and_then(|host| host.to_str().ok());
    is_ours(public, host, origin)
}

/// The same of what is known. Where the host is the public one, so must be the scheme: what came to a
/// browser in clear may be anybody's.
fn is_ours(public: Option<&str>, host: Option<&str>, origin: &str) -> bool {
    let place = |of: &str| of.find("://").map_or(0, |at| at + 3);
    let is_host = |of: &str| host.is_some_and(|host| host.eq_ignore_ascii_case(&of[place(of)..]));
    let is_web = origin.starts_with("https://") || origin.starts_with("http://");
    match public {
        Some(public) if public.eq_ignore_ascii_case(origin) => true,
        Some(public) if is_host(public) => false,
        _ => is_web && is_host(origin),
    }
}

/// Scheme, host and port of an address.
fn origin_of(url: &str) -> Option<&str> {
    let after = url.find("://")? + 3;
    let end = url[after..].find('/').map_or(url.len(), |at| after + at);
    Some(&url[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_ours_by_the_public_address_or_the_one_that_was_reached() {
        let public = Some("https://rooms.example.org");
        for (public, host, origin, wanted) in [
            (None, Some("127.0.0.1:8080"), "http://127.0.0.1:8080", true),
            (None, Some("rooms.example.org"), "https://rooms.example.org", true),
            (None, Some("rooms.example.org"), "https://rooms.example.org:8443", false),
            (None, Some("rooms.example.org"), "https://other.example.org", false),
            (None, Some("rooms.example.org"), "rooms.example.org", false),
            (None, Some("rooms.example.org"), "ftp://rooms.example.org", false),
            (None, Some("null"), "null", false),
            (None, None, "https://rooms.example.org", false),
            (public, None, "https://ROOMS.example.org", true),
            (public, Some("rooms.example.org"), "https://rooms.example.org", true),
            (public, Some("rooms.example.org"), "http://rooms.example.org", false),
            (public, Some("10.0.0.1:8080"), "https://rooms.example.org", true),
            (public, Some("10.0.0.1:8080"), "http://10.0.0.1:8080", true),
            (public, Some("10.0.0.1:8080"), "https://evil.example.org", false),
        ] {
            assert_eq!(is_ours(public, host, origin), wanted, "{public:?} {host:?} {origin}");
        }
    }

    #[test]
    fn an_origin_is_an_address_without_its_path() {
        for (url, wanted) in [
            ("https://rooms.example.org", Some("https://rooms.example.org")),
            ("https://rooms.example.org/", Some("https://rooms.example.org")),
            ("http://10.0.0.1:8080/a/b", Some("http://10.0.0.1:8080")),
            ("rooms.example.org", None),
        ] {
            assert_eq!(origin_of(url), wanted, "{url}");
        }
    }
}
