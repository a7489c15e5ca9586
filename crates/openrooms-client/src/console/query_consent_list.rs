//! `QueryConsentList`, ours: the apps that a person lets act for them.

use openrooms_protocol::Nothing;
use openrooms_protocol::console::{Consent, QueryConsentList};

use crate::{Client, Error};

impl Client {
    /// `QueryConsentList`: the apps that act for whoever's token it is, in the order of their keys.
    ///
    /// The token is a person's own, as the console has it: an app's is `InvalidAuthentication`. Only
    /// openrooms has it.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let apps = client.query_consent_list().await?;
    /// assert_eq!(apps[0].app_key, "dingdemo");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn query_consent_list(&self) -> Result<Vec<Consent>, Error> {
        let none = Nothing {};
        Ok(self.call::<QueryConsentList>(&none, &none, &none).await?.result)
    }
}
