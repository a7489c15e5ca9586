//! Paths: split on `/` first, then each segment decoded once (docs/WIRE.md, what the SDKs send).
//!
//! `+` in a path is a plus. Some SDKs send malformed escapes; they are an error here and a JSON 400
//! on the wire, never a dropped connection.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// A segment that is not what it claims to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// `%` not followed by two hexadecimal digits.
    #[error("a malformed escape")]
    Escape,
    /// The decoded bytes are not text.
    #[error("bytes that are not UTF-8")]
    Utf8,
}

/// Percent-decodes strictly.
pub fn decode(raw: &str) -> Result<Cow<'_, str>, DecodeError> {
    let bytes = raw.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let digits = bytes.get(at + 1..at + 3);
        if *byte == b'%' && !digits.is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit)) {
            return Err(DecodeError::Escape);
        }
    }
    percent_decode_str(raw).decode_utf8().map_err(|_| DecodeError::Utf8)
}

const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Percent-encodes for one segment, or for one part of a query.
pub fn encode(text: &str) -> impl std::fmt::Display + '_ {
    utf8_percent_encode(text, SEGMENT)
}

/// The parameters of an operation's path, in the order of the path.
pub trait PathParams: Sized {
    /// Their names.
    const NAMES: &'static [&'static str];
    /// Takes the decoded segments, one for each name.
    fn from_values(values: Vec<String>) -> Self;
    /// Gives them back.
    fn values(&self) -> Vec<&str>;
}

impl PathParams for crate::Nothing {
    const NAMES: &'static [&'static str] = &[];
    fn from_values(_: Vec<String>) -> Self {
        Self {}
    }
    fn values(&self) -> Vec<&str> {
        Vec::new()
    }
}

/// The raw segments that stand where `template` has parameters, or `None` if `path` is another one.
///
/// An empty segment is no value.
pub fn matches<'p>(template: &str, path: &'p str) -> Option<Vec<&'p str>> {
    let mut raw = Vec::new();
    let mut segments = path.split('/');
    for expected in template.split('/') {
        let segment = segments.next()?;
        if expected.starts_with('{') {
            if segment.is_empty() {
                return None;
            }
            raw.push(segment);
        } else if expected != segment {
            return None;
        }
    }
    segments.next().is_none().then_some(raw)
}

/// Fills `template` with `params`, each encoded.
pub fn fill(template: &str, params: &impl PathParams) -> String {
    let mut values = params.values().into_iter();
    let filled = template.split('/').map(|segment| {
        if segment.starts_with('{') {
            encode(values.next().unwrap_or_default()).to_string()
        } else {
            segment.to_owned()
        }
    });
    filled.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_are_decoded_once_and_strictly() {
        for (raw, wanted) in [
            ("abc", Ok("abc")),
            ("a+b", Ok("a+b")),
            ("a%2Fb", Ok("a/b")),
            ("%252F", Ok("%2F")),
            ("%E4%BC%9A", Ok("会")),
            ("%", Err(DecodeError::Escape)),
            ("%4", Err(DecodeError::Escape)),
            ("%zz", Err(DecodeError::Escape)),
            ("%+1", Err(DecodeError::Escape)),
            ("%ff", Err(DecodeError::Utf8)),
        ] {
            assert_eq!(decode(raw).as_deref(), wanted.as_ref().copied(), "{raw}");
        }
    }

    #[test]
    fn a_template_matches_segment_by_segment() {
        let room = "/v1.0/rooms/meetingRooms/{roomId}";
        assert_eq!(matches(room, "/v1.0/rooms/meetingRooms/r%2F1"), Some(vec!["r%2F1"]));
        for other in [
            "/v1.0/rooms/meetingRooms/",
            "/v1.0/rooms/meetingRooms",
            "/v1.0/rooms/meetingrooms/r1",
            "/v1.0/rooms/meetingRooms/r1/",
            "/v1.0/rooms/meetingRooms/r1/x",
            "v1.0/rooms/meetingRooms/r1",
            "",
        ] {
            assert_eq!(matches(room, other), None, "{other}");
        }
    }
}
