//! `GetSuiteAccessToken`: the token of a third-party app itself.

use openrooms_protocol::Nothing;
use openrooms_protocol::oauth2::{GetSuiteAccessToken, IssuedToken, SuiteCredentials};

use crate::{Client, Error};

impl Client {
    /// `GetSuiteAccessToken`: a token of a third-party app itself, on no organisation.
    ///
    /// An old ticket is `invalidSuiteTicket`, a wrong key or secret `invalidClientIdOrSecret`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # use openrooms_client::protocol::oauth2::SuiteCredentials;
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let issued = client
    ///     .get_suite_access_token(&SuiteCredentials {
    ///         suite_key: Some("suitedemo".into()),
    ///         suite_secret: Some("suite-secret".into()),
    ///         suite_ticket: Some("ticket".into()),
    ///     })
    ///     .await?;
    /// assert_eq!(issued.expire_in, 7200); // seconds
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get_suite_access_token(
        &self,
        credentials: &SuiteCredentials,
    ) -> Result<IssuedToken, Error> {
        self.call::<GetSuiteAccessToken>(&Nothing {}, &Nothing {}, credentials).await
    }
}
