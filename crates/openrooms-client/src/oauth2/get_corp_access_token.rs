//! `GetCorpAccessToken`: the token of a third-party app on one organisation.

use openrooms_protocol::Nothing;
use openrooms_protocol::oauth2::{CorpCredentials, GetCorpAccessToken, IssuedToken};

use crate::{Client, Error};

impl Client {
    /// `GetCorpAccessToken`: a token of a third-party app on an organisation that authorised it; a
    /// new one each time.
    ///
    /// A wrong key or secret is `invalidSuiteKey`, an old ticket `invalidSuiteTicket`, an
    /// organisation that has not authorised the app `invalidAuthInfo`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # use openrooms_client::protocol::oauth2::CorpCredentials;
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let issued = client
    ///     .get_corp_access_token(&CorpCredentials {
    ///         suite_key: Some("suitedemo".into()),
    ///         suite_secret: Some("suite-secret".into()),
    ///         auth_corp_id: Some("dingcorp".into()),
    ///         suite_ticket: Some("ticket".into()),
    ///     })
    ///     .await?;
    /// assert_eq!(issued.expire_in, 7200); // seconds
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get_corp_access_token(
        &self,
        credentials: &CorpCredentials,
    ) -> Result<IssuedToken, Error> {
        self.call::<GetCorpAccessToken>(&Nothing {}, &Nothing {}, credentials).await
    }
}
