//! `GetAccessToken`: the token of an internal app.

use openrooms_protocol::Nothing;
use openrooms_protocol::oauth2::{AppCredentials, GetAccessToken, IssuedToken};

use crate::{Client, Error};

impl Client {
    /// `GetAccessToken`: the token of an internal app; the same one while it is valid.
    ///
    /// A wrong key or secret is `invalidClientIdOrSecret`. The token is not kept: a client that has
    /// [credentials](crate::Credentials) fetches its own.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let issued = client.get_access_token("dingdemo", "demo-secret").await?;
    /// assert_eq!(issued.expire_in, 7200); // seconds
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get_access_token(
        &self,
        app_key: &str,
        app_secret: &str,
    ) -> Result<IssuedToken, Error> {
        let body = AppCredentials {
            app_key: Some(app_key.to_owned()),
            app_secret: Some(app_secret.to_owned()),
        };
        self.call::<GetAccessToken>(&Nothing {}, &Nothing {}, &body).await
    }
}
