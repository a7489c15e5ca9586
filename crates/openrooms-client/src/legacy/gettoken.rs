//! `gettoken`: the token of an internal app, in the legacy form.

use openrooms_protocol::Nothing;
use openrooms_protocol::legacy::{LegacyAppCredentials, LegacyGetToken, LegacyToken};

use crate::{Client, Error};

impl Client {
    /// `gettoken`: the token of an internal app, in the legacy form; the same one while it is valid.
    ///
    /// DingTalk: the secret travels in the URL. A wrong key or secret is `40096`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let token = client.gettoken("dingdemo", "demo-secret").await?;
    /// assert_eq!(token.expires_in, 7200); // seconds
    /// # Ok(())
    /// # }
    /// ```
    pub async fn gettoken(&self, app_key: &str, app_secret: &str) -> Result<LegacyToken, Error> {
        let query = LegacyAppCredentials {
            appkey: Some(app_key.to_owned()),
            appsecret: Some(app_secret.to_owned()),
        };
        self.call::<LegacyGetToken>(&Nothing {}, &query, &Nothing {}).await
    }
}
