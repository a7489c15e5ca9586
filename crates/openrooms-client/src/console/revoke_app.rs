//! `RevokeApp`, ours: an app's secrets and tokens end.

use openrooms_protocol::Nothing;
use openrooms_protocol::console::{OneApp, RevokeApp};

use crate::{Client, Error};

impl Client {
    /// `RevokeApp`: ends every secret and every token of an app, which stays; true where that is done.
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
    /// assert!(client.revoke_app("dingdemo").await?);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn revoke_app(&self, app_key: &str) -> Result<bool, Error> {
        let app = OneApp { app_key: Some(app_key.to_owned()) };
        Ok(self.call::<RevokeApp>(&Nothing {}, &Nothing {}, &app).await?.result)
    }
}
