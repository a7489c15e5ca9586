//! What a server says when it will not, or cannot.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::header::{DATE, RETRY_AFTER};
use http::{HeaderMap, StatusCode};
use openrooms_protocol::error::LegacyErrorBody;
use openrooms_protocol::{ErrorBody, REQUEST_ID_HEADER};
use serde_json::{Map, Value};

use crate::answer::header;

/// How much of an error's body is kept, in bytes.
pub(crate) const RAW_LIMIT: usize = 64 * 1024;

/// How much of an unknown body an error message shows, in characters.
const SHOWN: usize = 200;

/// A reply that is not a success, with all that came with it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Refusal {
    /// The operation that was refused.
    pub action: &'static str,
    /// The HTTP status. The legacy API refuses with 200 as well.
    pub status: StatusCode,
    /// The headers; of a redirect, which is not followed, `location` tells where it points.
    pub headers: HeaderMap,
    /// The body, as far as it was understood.
    pub said: Said,
    /// The body as it came, up to 64 KiB of it.
    pub raw: Bytes,
    /// Whether the body ended too early, or was longer.
    pub is_cut: bool,
}

/// The body of a refusal.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Said {
    /// An error of the new API.
    Error(Box<ErrorBody>),
    /// An error of the legacy API.
    Legacy {
        /// Its fields; others are in [`Refusal::raw`].
        body: Box<LegacyErrorBody>,
        /// `sub_code`, or `errcode` as text where there is none.
        code: String,
    },
    /// Anything else: a proxy's page, nothing at all, half an object.
    Other,
}

impl Refusal {
    /// The server's code for it; see [`Error::code`](crate::Error::code).
    pub fn code(&self) -> Option<&str> {
        match &self.said {
            Said::Error(body) => Some(&body.code),
            Said::Legacy { code, .. } => Some(code),
            Said::Other => None,
        }
    }

    /// What the server says to people.
    pub fn message(&self) -> Option<&str> {
        match &self.said {
            Said::Error(body) => Some(&body.message),
            Said::Legacy { body, .. } => Some(body.sub_msg.as_ref().unwrap_or(&body.errmsg)),
            Said::Other => None,
        }
    }

    /// The server's name for the request, from the body or else from the header
    /// `x-acs-request-id`.
    pub fn request_id(&self) -> Option<&str> {
        let in_body = match &self.said {
            Said::Error(body) => body.requestid.as_deref(),
            Said::Legacy { body, .. } => body.request_id.as_deref(),
            Said::Other => None,
        };
        in_body.or_else(|| header(&self.headers, REQUEST_ID_HEADER))
    }

    /// How long the server asks to wait: the header `Retry-After`, in seconds or as a date, which
    /// is read against the server's own `Date`.
    pub fn retry_after(&self) -> Option<Duration> {
        let asked = header(&self.headers, RETRY_AFTER.as_str())?.trim();
        if let Ok(seconds) = asked.parse() {
            return Some(Duration::from_secs(seconds));
        }
        let until = httpdate::parse_http_date(asked).ok()?;
        let now = httpdate::parse_http_date(header(&self.headers, DATE.as_str())?).ok()?;
        Some(until.duration_since(now).unwrap_or_default())
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.action, self.status.as_u16())?;
        match (self.code(), self.message()) {
            (Some(code), Some(message)) => write!(f, " {}: {}", OneLine(code), OneLine(message))?,
            _ if self.raw.is_empty() => write!(f, " without a body")?,
            _ => {
                let text = String::from_utf8_lossy(&self.raw);
                let end = text.char_indices().nth(SHOWN).map_or(text.len(), |(at, _)| at);
                write!(f, " with a body that is not the API's: {}", OneLine(&text[..end]))?;
            }
        }
        match self.request_id() {
            Some(id) => write!(f, " (request {})", OneLine(id)),
            None => Ok(()),
        }
    }
}

/// Text of a server's, so that it cannot move a terminal's cursor or forge a line of a log.
struct OneLine<'t>(&'t str);

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for char in self.0.chars() {
            if char.is_control() {
                write!(f, "{}", char.escape_default())?;
            } else {
                write!(f, "{char}")?;
            }
        }
        Ok(())
    }
}

/// Reads the body of a reply that is not a success.
pub(crate) fn read(raw: &[u8]) -> Said {
    match serde_json::from_slice(raw) {
        Ok(Value::Object(fields)) if fields.contains_key("errcode") => legacy(fields),
        Ok(Value::Object(fields)) => error(fields),
        _ => Said::Other,
    }
}

fn legacy(fields: Map<String, Value>) -> Said {
    match serde_json::from_value::<LegacyErrorBody>(Value::Object(fields)) {
        Ok(body) => {
            let code = body.sub_code.clone();
            Said::Legacy {
                code: code.unwrap_or_else(|| body.errcode.to_string()),
                body: Box::new(body),
            }
        }
        Err(_) => Said::Other,
    }
}

/// Field by field, so that one of an unexpected shape costs neither the code nor itself: it is kept
/// among the other fields.
fn error(mut fields: Map<String, Value>) -> Said {
    let Some(code) = take(&mut fields, "code") else {
        return Said::Other;
    };
    Said::Error(Box::new(ErrorBody {
        code,
        message: take(&mut fields, "message").unwrap_or_default(),
        requestid: take(&mut fields, "requestid"),
        accessdenieddetail: take(&mut fields, "accessdenieddetail"),
        refused_rooms: take(&mut fields, "refusedRooms").unwrap_or_default(),
        other: fields,
    }))
}

fn take<T: serde::de::DeserializeOwned>(fields: &mut Map<String, Value>, name: &str) -> Option<T> {
    let value = serde_json::from_value(fields.get(name)?.clone()).ok()?;
    fields.remove(name);
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;
    use serde_json::json;

    fn refusal(status: u16, raw: &str) -> Refusal {
        Refusal {
            action: "QueryMeetingRoom",
            status: StatusCode::from_u16(status).unwrap(),
            headers: HeaderMap::new(),
            said: read(raw.as_bytes()),
            raw: raw.to_owned().into(),
            is_cut: false,
        }
    }

    #[test]
    fn a_refusal_reads_as_one_line() {
        let long = format!("<html>\n{}", "会".repeat(500));
        let shown = format!("<html>\\n{}", "会".repeat(193));
        for (status, raw, wanted) in [
            (
                400,
                r#"{"code":"room.not.found","message":"Room Not Found","requestid":"R1"}"#,
                "QueryMeetingRoom: 400 room.not.found: Room Not Found (request R1)",
            ),
            (
                400,
                r#"{"code":"a\u001b[2J","message":"b\nc"}"#,
                "QueryMeetingRoom: 400 a\\u{1b}[2J: b\\nc",
            ),
            (
                200,
                r#"{"errcode":88,"errmsg":"e","sub_code":"40014","sub_msg":"s","request_id":"q"}"#,
                "QueryMeetingRoom: 200 40014: s (request q)",
            ),
            (200, r#"{"errcode":40096,"errmsg":"e"}"#, "QueryMeetingRoom: 200 40096: e"),
            (502, "", "QueryMeetingRoom: 502 without a body"),
            (
                502,
                &long,
                &format!("QueryMeetingRoom: 502 with a body that is not the API's: {shown}"),
            ),
        ] {
            assert_eq!(refusal(status, raw).to_string(), wanted);
        }
    }

    #[test]
    fn a_field_of_another_shape_costs_nothing() {
        let raw = json!({
            "code": "c", "message": 7, "requestid": null,
            "accessdenieddetail": {"scopes": []}, "hint": "h",
        });
        let Said::Error(body) = read(raw.to_string().as_bytes()) else {
            panic!("not an error body");
        };
        assert_eq!((&*body.code, &*body.message), ("c", ""));
        assert_eq!((&body.requestid, &body.accessdenieddetail), (&None, &None));
        let Value::Object(mut other) = raw else {
            panic!("not an object");
        };
        other.remove("code");
        assert_eq!(body.other, other);
    }

    #[test]
    fn retry_after_is_seconds_or_a_date_against_the_servers_own() {
        const DATE_NOW: &str = "Sun, 06 Nov 1994 08:49:37 GMT";
        for (asked, date, wanted) in [
            ("0", None, Some(0)),
            (" 120 ", None, Some(120)),
            ("Sun, 06 Nov 1994 08:50:07 GMT", Some(DATE_NOW), Some(30)),
            ("Sun, 06 Nov 1994 08:00:00 GMT", Some(DATE_NOW), Some(0)),
            ("Sun, 06 Nov 1994 08:50:07 GMT", None, None),
            ("-1", None, None),
            ("soon", Some(DATE_NOW), None),
        ] {
            let mut refusal = refusal(503, "");
            refusal.headers.insert(RETRY_AFTER, asked.parse().unwrap());
            if let Some(date) = date {
                refusal.headers.insert(DATE, HeaderValue::from_static(date));
            }
            let wanted = wanted.map(Duration::from_secs);
            assert_eq!(refusal.retry_after(), wanted, "{asked} {date:?}");
        }
    }
}
