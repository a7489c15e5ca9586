//! `CreateApp`, ours: makes an app.

use openrooms_protocol::Nothing;
use openrooms_protocol::console::{AppSecret, CreateApp, NewApp};

use crate::{Client, Error};

impl Client {
    /// `CreateApp`: makes an app; its key and its secret, which is told this once.
    ///
    /// Where there are 200 already: `app.too.much`.
    /// The token is an administrator's own, as the console has it: an app's is `InvalidAuthentication`,
    /// another person's `no.permission`. Only openrooms has it.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::console::NewApp;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let app = NewApp { app_name: Some("Signage".into()), ..NewApp::default() };
    /// assert_eq!(client.create_app(&app).await?.app_secret, "once");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn create_app(&self, app: &NewApp) -> Result<AppSecret, Error> {
        Ok(self.call::<CreateApp>(&Nothing {}, &Nothing {}, app).await?.result)
    }
}
