//! `topapi.v2.user.delete`: a person goes.

use openrooms_protocol::Nothing;
use openrooms_protocol::legacy::{TopapiV2UserDelete, UserId};

use crate::{Client, Error};

impl Client {
    /// `topapi.v2.user.delete`: removes a person with all their rights. The app needs `qyapi_manage_addresslist`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// client.topapi_v2_user_delete("manager01").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn topapi_v2_user_delete(&self, userid: &str) -> Result<(), Error> {
        self.call::<TopapiV2UserDelete>(
            &Nothing {},
            &Nothing {},
            &UserId { userid: Some(userid.to_owned()) },
        )
        .await?;
        Ok(())
    }
}
