//! `service.get_corp_token`: the token of a third-party app on one organisation, for a signature.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use openrooms_protocol::Nothing;
use openrooms_protocol::legacy::{AuthorisedCorp, LegacyGetCorpToken, LegacyToken, Signature};
use openrooms_protocol::oauth2::CorpCredentials;
use sha2::Sha256;

use crate::{Client, Error};

impl Client {
    /// `service.get_corp_token`: a token of a third-party app on an organisation, in the legacy
    /// form; a new one each time. The secret does not travel, a signature by it does.
    ///
    /// `now` is the time in milliseconds since 1970; a server refuses it where it is more than a
    /// few minutes off. A wrong key or signature is `40096`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # use openrooms_client::protocol::oauth2::CorpCredentials;
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// # let now = 1_740_463_800_000;
    /// let credentials = CorpCredentials {
    ///     suite_key: Some("suitedemo".into()),
    ///     suite_secret: Some("suite-secret".into()),
    ///     auth_corp_id: Some("dingcorp".into()),
    ///     suite_ticket: Some("ticket".into()),
    /// };
    /// let token = client.service_get_corp_token(&credentials, now).await?;
    /// assert_eq!(token.expires_in, 7200); // seconds
    /// # Ok(())
    /// # }
    /// ```
    pub async fn service_get_corp_token(
        &self,
        credentials: &CorpCredentials,
        now: i64,
    ) -> Result<LegacyToken, Error> {
        let secret = credentials.suite_secret.as_deref().unwrap_or_default();
        let ticket = credentials.suite_ticket.as_deref().unwrap_or_default();
        let query = Signature {
            access_key: credentials.suite_key.clone(),
            timestamp: Some(now.to_string()),
            suite_ticket: credentials.suite_ticket.clone(),
            signature: Some(sign(secret, now, ticket)),
        };
        let body = AuthorisedCorp { auth_corpid: credentials.auth_corp_id.clone() };
        self.call::<LegacyGetCorpToken>(&Nothing {}, &query, &body).await
    }
}

/// base64 of HMAC-SHA256(secret, timestamp + "\n" + ticket).
fn sign(secret: &str, timestamp: i64, ticket: &str) -> String {
    let mut mac =
        Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("any key length will do");
    mac.update(format!("{timestamp}\n{ticket}").as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    /// By `printf '1740463800000\nticket' | openssl dgst -sha256 -hmac suite-secret -binary | base64`.
    #[test]
    fn a_signature_is_openssls() {
        assert_eq!(
            super::sign("suite-secret", 1_740_463_800_000, "ticket"),
            "siT+VV6r9xXo8xua28NPMLfNQGX5EL6ONpmzdXcf0qk="
        );
    }
}
