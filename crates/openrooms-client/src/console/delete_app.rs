//! `DeleteApp`, ours: an app goes.

use openrooms_protocol::Nothing;
use openrooms_protocol::console::{AppPath, DeleteApp};

use crate::{Client, Error};

impl Client {
    /// `DeleteApp`: removes an app with its secrets and tokens; true where that is done.
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
    /// assert!(client.delete_app("dingdemo").await?);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn delete_app(&self, app_key: &str) -> Result<bool, Error> {
        let path = AppPath { app_key: app_key.to_owned() };
        Ok(self.call::<DeleteApp>(&path, &Nothing {}, &Nothing {}).await?.result)
    }
}
