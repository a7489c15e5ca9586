//! Pages of plain HTML without scripts, as text: Chinese or English, whatever is shown of strangers'
//! escaped.

use http::header::{ACCEPT_LANGUAGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY};
use http::header::{CACHE_CONTROL, X_CONTENT_TYPE_OPTIONS};
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::call::Call;

/// How they look.
pub(super) const STYLE: &str = "/oauth2/auth.css";

/// In which the page speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    Chinese,
    English,
}

impl Language {
    /// That of whoever calls.
    pub(crate) fn of_caller(call: &Call) -> Self {
        let given = call.parts.headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        Self::of(given.unwrap_or_default())
    }

    /// The first of ours in what a browser prefers; English where it names neither.
    fn of(accepted: &str) -> Self {
        let mut best = (Self::English, 0.0_f32);
        for one in accepted.split(',') {
            let (tag, weight) = one.split_once(";q=").unwrap_or((one, "1"));
            let tag = tag.trim().to_ascii_lowercase();
            let language = match tag.split('-').next() {
                Some("zh") => Self::Chinese,
                Some("en") => Self::English,
                _ => continue,
            };
            let weight = weight.trim().parse().unwrap_or(0.0);
            if weight > best.1 {
                best = (language, weight);
            }
        }
        best.0
    }

    /// The one of two texts that is in it.
    pub(crate) const fn pick(self, chinese: &'static str, english: &'static str) -> &'static str {
        match self {
            Self::Chinese => chinese,
            Self::English => english,
        }
    }

    pub(crate) const fn tag(self) -> &'static str {
        self.pick("zh", "en")
    }
}

/// HTML that nobody keeps: nothing from outside, no script, in no frame; forms go where it says.
pub(crate) fn headers(form_action: &str) -> HeaderMap {
    let policy = format!(
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action {form_action}; \
         frame-ancestors 'none'"
    );
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html;charset=utf-8"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // Under no-referrer a browser says of a form's own page that it is of nowhere: `origin: null`.
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    for name in ["cross-origin-opener-policy", "cross-origin-resource-policy"] {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static("same-origin"));
    }
    let policy = HeaderValue::from_str(&policy).expect("places are plain");
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    headers
}

/// A page of such a text.
pub(super) fn whole(language: Language, text: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>openrooms</title>\n\
         <link rel=\"stylesheet\" href=\"{STYLE}\">\n</head>\n<body>\n<main>\n{text}</main>\n\
         </body>\n</html>\n",
        tag = language.tag(),
    )
}

/// Text that stays text.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // A name must not turn the text around it.
            steers if openrooms_core::name::steers(steers) => escaped.push('\u{fffd}'),
            plain => escaped.push(plain),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_the_one_preferred() {
        for (accepted, wanted) in [
            ("", Language::English),
            ("fr", Language::English),
            ("zh-CN,zh;q=0.9,en;q=0.8", Language::Chinese),
            ("en-GB,en;q=0.9,zh;q=0.8", Language::English),
            ("fr, ZH-tw;q=0.3, en;q=0.2", Language::Chinese),
            ("zh;q=0, en;q=0.1", Language::English),
            ("zh;q=x", Language::English),
        ] {
            assert_eq!(Language::of(accepted), wanted, "{accepted}");
        }
    }

    #[test]
    fn what_strangers_chose_stays_text() {
        let wanted = "&lt;b x=&quot;1&quot;&gt;&#39;&amp;\u{fffd}é";
        assert_eq!(escaped("<b x=\"1\">'&\u{202e}é"), wanted);
    }
}
