//! `WithdrawConsent`, ours: an app acts for a person no more.

use openrooms_protocol::Nothing;
use openrooms_protocol::console::{AppPath, WithdrawConsent};

use crate::{Client, Error};

impl Client {
    /// `WithdrawConsent`: ends every token that an app has on behalf of whoever's token it is, and
    /// whatever would get it another one; true where that is done.
    ///
    /// An app that does not act for them is `consent.not.found`. The token is a person's own, as the
    /// console has it: an app's is `InvalidAuthentication`. Only openrooms has it.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// assert!(client.withdraw_consent("dingdemo").await?);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn withdraw_consent(&self, app_key: &str) -> Result<bool, Error> {
        let path = AppPath { app_key: app_key.to_owned() };
        Ok(self.call::<WithdrawConsent>(&path, &Nothing {}, &Nothing {}).await?.result)
    }
}
