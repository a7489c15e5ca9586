//! `topapi.v2.user.setadmin`: who administers rooms.

use openrooms_protocol::Nothing;
use openrooms_protocol::legacy::{TopapiV2UserSetadmin, UserRights};

use crate::{Client, Error};

impl Client {
    /// `topapi.v2.user.setadmin`, an operation of openrooms: says whether a person administers all rooms. The app needs `qyapi_manage_addresslist`.
    ///
    /// ```
    /// # mod server { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/server.rs")); }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), openrooms_client::Error> {
    /// # let demo = server::demo().await;
    /// # let client = demo.client();
    /// use openrooms_client::protocol::legacy::UserRights;
    ///
    /// let rights = UserRights { userid: Some("manager01".into()), admin: Some(true) };
    /// client.topapi_v2_user_setadmin(&rights).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn topapi_v2_user_setadmin(&self, rights: &UserRights) -> Result<(), Error> {
        self.call::<TopapiV2UserSetadmin>(&Nothing {}, &Nothing {}, rights).await?;
        Ok(())
    }
}
