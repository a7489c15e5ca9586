//! Where the server is.

use reqwest::Url;

use crate::Error;

/// DingTalk's address as the official SDKs have it, and the default.
pub const DINGTALK: &str = "https://api.dingtalk.com";

/// DingTalk's address as the document of `QueryMeetingRoom` has it.
pub const DINGTALK_IO: &str = "https://api.dingtalk.io";

/// DingTalk: its legacy API is on hosts of its own. The second one is seen in programs, not in
/// documents.
const LEGACY: [(&str, &str); 2] =
    [(DINGTALK, "https://oapi.dingtalk.com"), (DINGTALK_IO, "https://oapi.dingtalk.io")];

/// A checked address: scheme, host, port and perhaps a path, without a slash at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address(String);

impl Address {
    pub(crate) fn parse(text: &str) -> Result<Self, Error> {
        let invalid = |reason: String| Error::invalid("address", reason);
        let url = Url::parse(text).map_err(|error| invalid(error.to_string()))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(invalid("begins with neither https:// nor http://".into()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(invalid("has a user name or a password".into()));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(invalid("has a query or a fragment".into()));
        }
        Ok(Self(url.as_str().trim_end_matches('/').to_owned()))
    }

    /// Where the legacy API of this server is: the same address, but for DingTalk's own.
    pub(crate) fn legacy(&self) -> Self {
        let elsewhere = LEGACY.iter().find(|(api, _)| self.0 == *api);
        elsewhere.map_or_else(|| self.clone(), |(_, legacy)| Self((*legacy).to_owned()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn is_tls(&self) -> bool {
        self.0.starts_with("https:")
    }

    /// Whether the server is on this machine.
    pub(crate) fn is_loopback(&self) -> bool {
        let url = Url::parse(&self.0).expect("parse() has checked it");
        let host = url.host_str().unwrap_or_default();
        let ip = host.trim_start_matches('[').trim_end_matches(']');
        host == "localhost" || ip.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
    }

    /// The whole URL of a path and query that are already encoded.
    pub(crate) fn join(&self, target: &str) -> Url {
        Url::parse(&format!("{}{target}", self.0)).expect("an address and an encoded target")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_with_or_without_its_last_slash() {
        for (text, wanted) in [
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("http://127.0.0.1:8080/", "http://127.0.0.1:8080"),
            ("https://Rooms.Example", "https://rooms.example"),
            ("https://example.org/rooms//", "https://example.org/rooms"),
        ] {
            assert_eq!(Address::parse(text).unwrap().as_str(), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_no_address_says_why() {
        for (text, wanted) in [
            ("", "address: relative URL without a base"),
            ("api.dingtalk.io", "address: relative URL without a base"),
            ("localhost:8080", "address: begins with neither https:// nor http://"),
            ("ftp://example.org", "address: begins with neither https:// nor http://"),
            ("http://", "address: empty host"),
            ("http://u:p@example.org", "address: has a user name or a password"),
            ("http://example.org/?a=b", "address: has a query or a fragment"),
            ("http://example.org/#a", "address: has a query or a fragment"),
        ] {
            let error = Address::parse(text).unwrap_err();
            assert_eq!(error.to_string(), wanted, "{text}");
        }
    }

    #[test]
    fn only_dingtalk_has_its_legacy_api_elsewhere() {
        for (api, wanted) in [
            (DINGTALK, "https://oapi.dingtalk.com"),
            ("https://api.dingtalk.com/", "https://oapi.dingtalk.com"),
            (DINGTALK_IO, "https://oapi.dingtalk.io"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ] {
            assert_eq!(Address::parse(api).unwrap().legacy().as_str(), wanted);
        }
    }

    #[test]
    fn this_machine_is_known() {
        for (text, wanted) in [
            ("http://127.0.0.1:8080", true),
            ("http://127.8.8.8", true),
            ("http://[::1]:8080", true),
            ("http://localhost:1", true),
            ("http://10.0.0.1", false),
            ("https://localhost.example.org", false),
        ] {
            assert_eq!(Address::parse(text).unwrap().is_loopback(), wanted, "{text}");
        }
    }
}
