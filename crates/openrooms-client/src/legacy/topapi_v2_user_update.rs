//! `topapi.v2.user.update`: the fields of a person that are given.

use openrooms_protocol::Nothing;
use openrooms_protocol::legacy::{TopapiV2UserUpdate, UserUpdate};

use crate::{Client, Error};

impl Client {
    /// `topapi.v2.user.update`: changes the fields of a person that are given, and no others. Where
    /// `expected` says how they were read, and they are not so any more, nothing is changed: errcode 409.
    /// The app needs `qyapi_manage_addresslist`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// use openrooms_client::protocol::legacy::UserUpdate;
    ///
    /// let change = UserUpdate {
    ///     userid: Some("manager01".into()),
    ///     title: Some("Chief".into()),
    ///     ..UserUpdate::default()
    /// };
    /// client.topapi_v2_user_update(&change).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn topapi_v2_user_update(&self, change: &UserUpdate) -> Result<(), Error> {
        self.call::<TopapiV2UserUpdate>(&Nothing {}, &Nothing {}, change).await?;
        Ok(())
    }
}
