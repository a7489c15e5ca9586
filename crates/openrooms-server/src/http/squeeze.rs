//! Large replies of the API, compressed for browsers.
//!
//! To compress a page of a hundred rooms costs ten times what it costs to give it, and the SDKs of most
//! languages ask for gzip unasked, on lines that would carry the page in less time than that. So it is
//! for those who also take what browsers alone ask for, where the line is encrypted and may be long.
//!
//! The length of what is compressed can betray a secret in it to those who make its reader ask again and
//! again (BREACH). Nobody can here: calls carry their token in a header or an address, which pages of
//! other sites do not know. Calls that a cookie is enough for are not operations, and stay as they are.

use std::io::Write as _;

use axum::body::Body;
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use http::{HeaderMap, HeaderValue, Response};
use http_body::Body as _;
use openrooms_protocol::JSON;

/// What is smaller is sent as it is: it would save next to nothing, and calls of programs on the same
/// network are to cost no more than they must.
const LEAST: usize = 8 << 10;

const GZIP: &str = "gzip";

/// Whether a caller takes an encoding.
pub(crate) fn takes(given: &HeaderMap, encoding: &str) -> bool {
    let all = given.get_all(ACCEPT_ENCODING).into_iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|value| value.split(',')).any(|one| {
        let (name, weight) = one.split_once(';').unwrap_or((one, ""));
        let is_refused =
            matches!(weight.trim().strip_prefix("q="), Some("0" | "0.0" | "0.00" | "0.000"));
        name.trim().eq_ignore_ascii_case(encoding) && !is_refused
    })
}

/// How the replies to one caller are sent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Squeezing {
    takes: bool,
}

impl Squeezing {
    pub(crate) fn of(given: &HeaderMap) -> Self {
        Self { takes: takes(given, GZIP) && (takes(given, "br") || takes(given, "zstd")) }
    }

    /// A reply of JSON as it is sent, whose bytes are at hand: as gzip where they are many.
    pub(crate) fn send_bytes<B: From<Bytes>>(
        self,
        bytes: Bytes,
        send: impl FnOnce(Bytes) -> Response<B>,
    ) -> Response<B> {
        if !self.takes || bytes.len() < LEAST {
            return send(bytes);
        }
        let mut response = send(gzip(&bytes));
        let headers = response.headers_mut();
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static(GZIP));
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        response
    }

    /// A reply of the router as it is sent: JSON, which is there whole, as gzip where it is large.
    pub(crate) async fn send(self, response: Response<Body>) -> Response<Body> {
        let is_large = response.body().size_hint().lower() >= LEAST as u64;
        let is_json = response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind == JSON);
        if !(self.takes && is_large && is_json) {
            return response;
        }
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await;
        let bytes = bytes.expect("bytes that are there do not fail to come");
        self.send_bytes(bytes, |bytes| Response::from_parts(parts, bytes.into()))
    }
}

fn gzip(bytes: &[u8]) -> Bytes {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 8), Compression::fast());
    encoder.write_all(bytes).expect("memory takes what is written to it");
    encoder.finish().expect("memory takes what is written to it").into()
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use flate2::read::GzDecoder;

    use super::*;

    #[test]
    fn an_encoding_is_sent_to_who_takes_it() {
        for (given, br, gzip) in [
            ("gzip, deflate, br, zstd", true, true),
            ("GZIP;q=0.5", false, true),
            ("br;q=0, gzip;q=1.0", false, true),
            ("identity", false, false),
            ("brotli", false, false),
            ("", false, false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(given));
            assert_eq!((takes(&headers, "br"), takes(&headers, "gzip")), (br, gzip), "{given}");
        }
        assert!(!takes(&HeaderMap::new(), "gzip"));
    }

    #[test]
    fn what_is_large_is_compressed_for_browsers() {
        let sent = |given: &str, bytes: &[u8]| {
            let given = HeaderValue::from_str(given).unwrap();
            let squeezing = Squeezing::of(&HeaderMap::from_iter([(ACCEPT_ENCODING, given)]));
            squeezing.send_bytes(Bytes::copy_from_slice(bytes), Response::<Bytes>::new)
        };
        let large = br#"{"roomId":"room1"},"#.repeat(LEAST / 19 + 1);
        let small = sent("gzip, deflate, br, zstd", &large);
        assert_eq!(small.headers()[CONTENT_ENCODING], GZIP);
        assert!(small.body().len() < large.len() / 8, "{}", small.body().len());
        let mut again = Vec::new();
        GzDecoder::new(&**small.body()).read_to_end(&mut again).unwrap();
        assert_eq!(again, large);
        // An SDK takes gzip, and nothing takes Brotli alone.
        for (given, bytes) in
            [("", &*large), ("gzip", &large), ("br", &large), ("gzip, br", &large[..LEAST - 1])]
        {
            let sent = sent(given, bytes);
            assert_eq!((sent.headers().len(), &**sent.body()), (0, bytes), "{given}");
        }
    }
}
