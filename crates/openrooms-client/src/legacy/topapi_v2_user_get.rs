//! `topapi.v2.user.get`: one person by userid.

use openrooms_protocol::Nothing;
use openrooms_protocol::legacy::{DirectoryUser, TopapiV2UserGet, UserQuery};

use crate::{Client, Error};

impl Client {
    /// `topapi.v2.user.get`: the person with `userid`; nobody there is `60121`. The app needs `qyapi_get_member`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// let person = client.topapi_v2_user_get("manager01").await?;
    /// assert_eq!(person.name, "Mia");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn topapi_v2_user_get(&self, userid: &str) -> Result<DirectoryUser, Error> {
        let reply = self
            .call::<TopapiV2UserGet>(
                &Nothing {},
                &Nothing {},
                &UserQuery { userid: Some(userid.to_owned()), language: None },
            )
            .await?;
        Ok(reply.result)
    }
}
