//! `RotateAppSecret`, ours: gives an app a new secret.

use openrooms_protocol::Nothing;
use openrooms_protocol::console::{AppSecret, RotateAppSecret, SecretRotation};

use crate::{Client, Error};

impl Client {
    /// `RotateAppSecret`: a new secret, told this once. Those before it and their tokens end at once, or
    /// after `keep_old_seconds`.
    ///
    /// An app that the organisation has not is `app.not.found`.
    /// The token is an administrator's own, as the console has it: an app's is `InvalidAuthentication`,
    /// another person's `no.permission`. Only openrooms has it.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let hour = 3_600;
    /// assert_eq!(client.rotate_app_secret("dingdemo", hour).await?.app_secret, "once");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn rotate_app_secret(
        &self,
        app_key: &str,
        keep_old_seconds: i64,
    ) -> Result<AppSecret, Error> {
        let rotation = SecretRotation {
            app_key: Some(app_key.to_owned()),
            keep_old_seconds: Some(keep_old_seconds),
        };
        Ok(self.call::<RotateAppSecret>(&Nothing {}, &Nothing {}, &rotation).await?.result)
    }
}
