//! The console's files, as `web/` builds them: embedded in a release build, read from the disk in a
//! debug build.

use std::borrow::Cow;

use axum::body::Body;
use axum::extract::Request;
use bytes::Bytes;
use http::header::{
    ACCEPT, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    REFERRER_POLICY, VARY, X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode};
use rust_embed::Embed;

use crate::call::{self, Call};
use crate::http::respond;
use crate::http::squeeze::takes;
use crate::problem::Problem;

/// What `npm run build` leaves; nothing where it did not run.
#[derive(Embed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Built;

/// The addresses of the console's pages; one page answers all of them, and finds its way.
pub(crate) const PAGES: [&str; 12] = [
    "/",
    "/signin",
    "/invite/{token}",
    "/setup/{token}",
    "/rooms",
    "/rooms/{id}",
    "/floors/{id}",
    "/bookings",
    "/approvals",
    "/manage",
    "/manage/{*page}",
    "/account",
];

/// The address of what pages load: its name says its content.
pub(crate) const ASSETS: &str = "/assets/{file}";

/// Nothing from outside, no script in a page, in no frame. Components set styles by script,
/// which is no attribute to it.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; \
    manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; \
    frame-ancestors 'none'";

/// `GET` of one of [`PAGES`].
pub(crate) async fn page(call: Call) -> Response<Body> {
    let encodings = call.parts.headers.clone();
    if let Some(file) = File::find("index.html", &encodings) {
        return call.file(StatusCode::OK, file.headers("no-cache"), file.content.into());
    }
    let file = File {
        kind: "text/html;charset=utf-8",
        encoding: None,
        content: include_bytes!("../../assets/no-console.html").as_slice().into(),
    };
    call.file(StatusCode::OK, file.headers("no-cache"), file.content.into())
}

/// `GET` of one of [`ASSETS`].
pub(crate) async fn asset(call: Call) -> Response<Body> {
    let name = call.parts.uri.path().trim_start_matches('/');
    match File::find(name, &call.parts.headers) {
        Some(file) => {
            let headers = file.headers("public, max-age=31536000, immutable");
            call.file(StatusCode::OK, headers, file.content.into())
        }
        None => call.reply::<()>(None, Err(Problem::ActionNotFound)),
    }
}

/// A file beside the page, such as an icon; `None` where there is none of that name.
pub(crate) fn beside_page(request: &Request) -> Option<Response<Body>> {
    let name = request.uri().path().strip_prefix('/')?;
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    if !is_read || name.contains('/') || !name.contains('.') || name == "index.html" {
        return None;
    }
    let file = File::find(name, request.headers())?;
    let mut headers = file.headers("no-cache");
    respond::stamp(&mut headers, &call::ids_of(request));
    let mut response = Response::new(Body::from(Bytes::from(file.content.into_owned())));
    *response.headers_mut() = headers;
    Some(response)
}

/// How browsers ask for a page. No program does it so: even Java's own asks for `text/html, image/gif`.
const AS_A_BROWSER: &[u8] = b"text/html,application/xhtml+xml";

/// What somebody sees who opens an address that nothing is at: the page, which says so. `None` for
/// programs, and where the console was not built.
pub(crate) fn page_of_nothing(request: &Request) -> Option<Response<Body>> {
    let accepted = request.headers().get(ACCEPT)?.as_bytes();
    if *request.method() != Method::GET || !accepted.starts_with(AS_A_BROWSER) {
        return None;
    }
    let file = File::find("index.html", request.headers())?;
    let mut headers = file.headers("no-cache");
    respond::stamp(&mut headers, &call::ids_of(request));
    let mut response = Response::new(Body::from(Bytes::from(file.content.into_owned())));
    *response.status_mut() = StatusCode::NOT_FOUND;
    *response.headers_mut() = headers;
    Some(response)
}

/// A file as it is sent.
struct File {
    kind: &'static str,
    encoding: Option<&'static str>,
    content: Cow<'static, [u8]>,
}

impl File {
    /// The file of a name, compressed where the build left it so and the caller takes it.
    fn find(name: &str, given: &HeaderMap) -> Option<Self> {
        let of_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        let mut parts = name.split('/');
        let is_plain = parts.all(|part| !part.starts_with('.') && part.bytes().all(of_name));
        let kind = kind(name).filter(|_| is_plain)?;
        for (encoding, end) in [("br", "br"), ("gzip", "gz")] {
            if takes(given, encoding)
                && let Some(found) = Built::get(&format!("{name}.{end}"))
            {
                return Some(Self { kind, encoding: Some(encoding), content: found.data });
            }
        }
        let content = Built::get(name)?.data;
        Some(Self { kind, encoding: None, content })
    }

    fn headers(&self, caching: &'static str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in [
            (CONTENT_TYPE, self.kind),
            (CACHE_CONTROL, caching),
            (VARY, "accept-encoding"),
            (X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (REFERRER_POLICY, "no-referrer"),
            (CONTENT_SECURITY_POLICY, POLICY),
            (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
            (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        if let Some(encoding) = self.encoding {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        headers
    }
}

/// The type of a file by the end of its name; what has none is not sent.
fn kind(name: &str) -> Option<&'static str> {
    let (_, end) = name.rsplit_once('.')?;
    Some(match end {
        "html" => "text/html;charset=utf-8",
        "js" => "text/javascript;charset=utf-8",
        "css" => "text/css;charset=utf-8",
        "json" => "application/json;charset=utf-8",
        "webmanifest" => "application/manifest+json;charset=utf-8",
        "txt" => "text/plain;charset=utf-8",
        "svg" => "image/svg+xml;charset=utf-8",
        "png" => "image/png",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_none_of_ours_are_not_looked_for() {
        for name in [
            "",
            ".",
            "..",
            "../Cargo.toml",
            "assets/../index.html",
            "a",
            "a.exe",
            ".env",
            "assets/.a.js",
            "a b.js",
            "a%2e.js",
            "C:.js\\x.js",
        ] {
            assert!(File::find(name, &HeaderMap::new()).is_none(), "{name}");
        }
    }
}
