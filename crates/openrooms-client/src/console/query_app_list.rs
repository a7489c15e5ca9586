//! `QueryAppList`, ours: the apps of the organisation.

use openrooms_protocol::Nothing;
use openrooms_protocol::console::{AppDetail, QueryAppList};

use crate::{Client, Error};

impl Client {
    /// `QueryAppList`: the apps of the organisation, in the order of their keys.
    ///
    /// The token is an administrator's own, as the console has it: an app's is `InvalidAuthentication`,
    /// another person's `no.permission`. Only openrooms has it.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let apps = client.query_app_list().await?;
    /// assert_eq!(apps[0].app_key, "dingdemo");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn query_app_list(&self) -> Result<Vec<AppDetail>, Error> {
        let none = Nothing {};
        Ok(self.call::<QueryAppList>(&none, &none, &none).await?.result)
    }
}
