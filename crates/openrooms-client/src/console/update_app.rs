//! `UpdateApp`, ours: changes an app.

use openrooms_protocol::Nothing;
use openrooms_protocol::console::{AppUpdate, UpdateApp};

use crate::{Client, Error};

impl Client {
    /// `UpdateApp`: changes the fields of an app that are given, a list whole; true where that is done.
    ///
    /// An app that the organisation has not is `app.not.found`. Where `expected` says how it was read, and
    /// it is not so any more, nothing is changed: `app.changed`.
    /// The token is an administrator's own, as the console has it: an app's is `InvalidAuthentication`,
    /// another person's `no.permission`. Only openrooms has it.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// use openrooms_client::protocol::console::AppUpdate;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let change = AppUpdate {
    ///     app_key: Some("dingdemo".into()),
    ///     scopes: Some(vec!["VideoConference.Conference.Read".into()]),
    ///     ..AppUpdate::default()
    /// };
    /// assert!(client.update_app(&change).await?);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn update_app(&self, change: &AppUpdate) -> Result<bool, Error> {
        Ok(self.call::<UpdateApp>(&Nothing {}, &Nothing {}, change).await?.result)
    }
}
